"""One file in, one document out, or one clear reason."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError, UnreadableFile, UnsupportedFormat
from checker.read import Limits, read_document
from checker.read.extract import Source
from checker.read.limits import DEFAULT_LIMITS
from checker.read.plain import read as read_plain
from tests.read import samples
from tests.read.conftest import Read, lines


def test_text_is_the_decoded_file(read: Read) -> None:
    """The text of a txt is the file's own but for line ends and mark, so that offsets made elsewhere hold."""
    document = read("云溪县.txt", "\ufeff\n\n" + samples.TEXT.replace("\n", "\r\n"))
    assert document.text == "\n\n" + samples.TEXT
    assert lines(document) == [samples.TITLE, *samples.PARAGRAPHS]
    assert (document.id, document.name, document.media_type) == ("云溪县", "云溪县.txt", "text/plain")


def test_fingerprint_is_of_the_bytes(read: Read) -> None:
    """The fingerprint is of the file as it lies there, not of its text."""
    data = samples.TEXT.encode("gb18030")
    assert read("a.txt", data).sha256 == hashlib.sha256(data).hexdigest()


def test_form_feeds_are_pages(read: Read) -> None:
    """A text from pdftotext keeps its pages; another text has none."""
    document = read("a.txt", "第一页的话。\n\f第二页的话。\n再一句。\n\f")
    assert [block.page for block in document.blocks] == [1, 2, 2]
    assert [block.page for block in read("b.txt", "一句话。").blocks] == [None]


@given(st.text(alphabet="法治 　\n\r\f\t\u2028a。", max_size=80))
def test_blocks_cover_the_text(text: str) -> None:
    """Whatever the white space, blocks are in order, stripped, and all that is between them is white space."""
    extract = read_plain(Source("a.txt", text.encode(), ".txt"), DEFAULT_LIMITS)
    rest = list(extract.text)
    for block in extract.blocks:
        content = extract.text[block.start : block.end]
        assert content == content.strip() != ""
        rest[block.start : block.end] = [" "] * (block.end - block.start)
    assert "".join(rest).strip() == ""
    assert [block.start for block in extract.blocks] == sorted(block.start for block in extract.blocks)


def test_missing(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(UnreadableFile, match=r"没有\.txt：文件或文件夹不存在"):
        read_document(tmp_path / "没有.txt", name="没有.txt")


def test_directory(tmp_path: Path) -> None:
    """A folder is no file, and the message says so."""
    with pytest.raises(UnreadableFile, match="文件夹"):
        read_document(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.txt", b"", "空的"),
        ("白.txt", " \n\t\n　".encode(), "空白"),
        ("白.txt", b" \n \n", "空白"),
        ("程序.txt", b"MZ\x90\0" + bytes(500), "可执行程序"),
        ("数据.txt", b"\1\2\3\0" * 100, "二进制"),
        ("表.xlsx", samples.zipped({"xl/workbook.xml": "<x/>"}), "Excel"),
        ("包.docx", samples.zipped({"a.txt": "x"}), "不是Word 文档"),
        ("包.rar", b"Rar!\x1a\x07" + bytes(50), "RAR"),
        ("坏.docx", b"PK\x03\x04" + bytes(100), "损坏"),
        ("坏.pdf", bytes(range(128, 256)) * 9, "不是PDF"),
        ("锁.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("表.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "Excel"),
    ],
)
def test_what_cannot_be_read(read: Read, name: str, data: bytes, said: str) -> None:
    """Each kind of bad file is named with what was found."""
    with pytest.raises(InputError) as caught:
        read(name, data)
    assert caught.value.name == name
    assert said in caught.value.reason


def test_no_format_at_all(read: Read) -> None:
    """A PDF's suffix on random bytes is not read as text."""
    with pytest.raises(UnsupportedFormat, match="已损坏或扩展名有误"):
        read("a.pdf", bytes(range(128, 256)) * 20)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("网页.doc", samples.report_page(), "text/html"),
        ("网页.txt", samples.report_page(), "text/html"),
        ("文本.docx", samples.TEXT.encode("gb18030"), "text/plain"),
        ("文档.pdf", samples.report_docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_wrong_suffix_is_read_by_content(read: Read, name: str, data: bytes, media_type: str) -> None:
    """A file with the wrong suffix is read for what it is, with a warning."""
    document = read(name, data)
    assert document.media_type == media_type
    assert samples.PARAGRAPHS[2] in lines(document)
    assert "扩展名" in document.warnings[0]


def test_no_suffix_needs_no_warning(read: Read) -> None:
    """A text without suffix, or with one of no format, is read without ado."""
    assert read("报告", samples.TEXT).warnings == ()
    assert read("报告.2023", samples.TEXT).warnings == ()


def test_limits_are_settable(read: Read) -> None:
    """Bytes and characters are bounded by what the caller says."""
    with pytest.raises(UnreadableFile, match=r"1\.0 KB"):
        read("a.txt", "字" * 2000, Limits(file_bytes=1024))
    with pytest.raises(UnreadableFile, match="1000 字"):
        read("a.txt", "字" * 2000, Limits(characters=1000))


def test_a_name_with_nul_is_an_input_error() -> None:
    """A path that no system can have is an input error too."""
    with pytest.raises(InputError):
        read_document(Path("a\0b.txt"))


def test_markdown(read: Read) -> None:
    """Markdown loses its marks and keeps its words; the first heading is the title; tables are rows."""
    document = read(
        "a.md",
        "---\ntitle: 云溪县报告\n---\n# 云溪县年度报告\n\n## 一、主要举措\n- **加强**领导，见[方案](http://x.cn)。\n"
        "<!-- 注 -->\n| 序号 | 任务 |\n|---|:--:|\n| 1 | 立法 |\n",
    )
    assert lines(document) == ["云溪县年度报告", "一、主要举措", "加强领导，见方案。", "序号\t任务", "1\t立法"]
    assert [block.kind for block in document.blocks] == ["title", "paragraph", "paragraph", "table_row", "table_row"]
    assert document.title == "云溪县报告"
