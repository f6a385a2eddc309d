"""Old Word, WPS, RTF and OpenDocument through LibreOffice; and without it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from checker.errors import InputError, UnsupportedFormat
from checker.read import Limits
from checker.read.extract import Source
from checker.read.limits import DEFAULT_LIMITS
from checker.read.office import find_office
from checker.read.office import read as read_office
from tests.read import samples
from tests.read.conftest import Read, lines
from tests.read.test_docx import LEVELS

needs_office = pytest.mark.skipif(find_office() is None, reason="没有安装 LibreOffice")


def convert(folder: Path, name: str, data: bytes, suffix: str, infilter: str | None = None) -> bytes:
    """Let LibreOffice write a file in another format."""
    office = find_office()
    assert office is not None
    given = folder / name
    given.write_bytes(data)
    options = [f"--infilter={infilter}"] if infilter else []
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            *options,
            *("--convert-to", suffix, "--outdir", str(folder / "out"), str(given)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "out" / name).with_suffix(f".{suffix}").read_bytes()


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_through_libreoffice(read: Read, tmp_path: Path, suffix: str) -> None:
    """A document with generated numbers and a table survives the way through an old format."""
    table = (
        f"<w:tbl><w:tr><w:tc>{samples.paragraph('复议')}</w:tc><w:tc>{samples.paragraph('35')}</w:tc></w:tr></w:tbl>"
    )
    body = samples.numbered("成效") + samples.numbered("领导", 1) + samples.paragraph("正文一句。") + table
    content = samples.docx(body + samples.paragraph("完。"), numbering=LEVELS)
    document = read(f"a.{suffix}", convert(tmp_path, "a.docx", content, suffix))
    assert lines(document) == ["一、成效", "（一）领导", "正文一句。", "复议\t35", "完。"]


@needs_office
def test_rtf(read: Read, tmp_path: Path) -> None:
    """RTF, which is text full of codes, is read for its words."""
    document = read("a.rtf", convert(tmp_path, "a.docx", samples.report_docx(), "rtf"))
    assert lines(document) == [samples.TITLE, *samples.PARAGRAPHS]


@needs_office
def test_wps_is_doc(read: Read, tmp_path: Path) -> None:
    """A file of WPS is told by its bytes and read like doc, without a warning about its suffix."""
    document = read("a.wps", convert(tmp_path, "a.docx", samples.report_docx(), "doc"))
    assert lines(document) == [samples.TITLE, *samples.PARAGRAPHS]
    assert document.warnings == ()


@needs_office
def test_what_libreoffice_cannot_read(read: Read) -> None:
    """A damaged doc is named, whatever LibreOffice makes of it, within the time allowed."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(2000)
    with pytest.raises(InputError) as caught:
        read("a.doc", data, Limits(seconds=30))
    assert caught.value.name == "a.doc"


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice and antiword the message says how to get it."""
    monkeypatch.setenv("CHECKER_SOFFICE", "/nowhere/soffice")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UnsupportedFormat, match="apt install libreoffice"):
        read_office(Source("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"), DEFAULT_LIMITS)


@needs_office
def test_antiword_stands_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without LibreOffice antiword reads doc, with a warning about the numbers."""
    import shutil

    if shutil.which("antiword") is None:
        pytest.skip("没有安装 antiword")
    content = samples.docx("".join(samples.paragraph(text) for text in samples.PARAGRAPHS * 20))
    data = convert(tmp_path, "a.docx", content, "doc")
    monkeypatch.setenv("CHECKER_SOFFICE", "/nowhere/soffice")
    extract = read_office(Source("a.doc", data, ".doc"), DEFAULT_LIMITS)
    assert samples.PARAGRAPHS[2] in extract.text.split("\n")
    assert "antiword" in extract.warnings[0]
