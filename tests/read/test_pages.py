"""From places on paper to paragraphs: PDF and OFD."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError, UnreadableFile, UnsupportedFormat
from checker.read import Limits
from checker.read.pages import PageText, Piece, join_pages, title_of, to_lines
from checker.read.requirement import require
from tests.read import samples
from tests.read.conftest import Read, lines

LONG = (
    "云溪县坚持以习近平法治思想为指导，深入贯彻党中央关于全面依法治国的决策部署，"
    "持续规范行政执法行为，提升依法行政能力和水平。"
)


def piece(text: str, left: float, top: float, size: float = 10) -> Piece:
    """Give a line of full-width characters at a place."""
    return Piece(text, left, left + size * len(text), top, top + size, size)


def page(number: int, *pieces: Piece) -> PageText:
    """Give a page of 200 by 300 with lines of up to 16 characters of size 10."""
    return PageText(number, 200, 300, pieces)


def texts(*pages: PageText) -> list[str]:
    """Give the texts of the joined pages."""
    return [line.text for line in join_pages(pages)]


def test_broken_lines_are_joined() -> None:
    """A full line runs on into the next, a short one ends its paragraph, a line that is set in begins one."""
    rows = [
        piece("一二三四五六七八九十一二三四", 40, 40),
        piece("一二三四五六七八九十一二三四五六", 20, 52),
        piece("短行。", 20, 64),
        piece("甲二三四五六七八九十一二三四", 40, 76),
    ]
    assert texts(page(1, *rows)) == [rows[0].text + rows[1].text + "短行。", rows[3].text]


def test_a_sentence_over_two_pages() -> None:
    """A sentence broken by the end of a page, with page numbers between, is one paragraph of the first page."""
    full = "一二三四五六七八九十一二三四五六"
    first = page(1, piece(full, 20, 200), piece(full, 20, 212), piece("- 1 -", 90, 285))
    second = page(2, piece("接着的话。", 20, 40), piece("第2页 共2页", 80, 285))
    assert [(line.text, line.page) for line in join_pages([first, second])] == [(full + full + "接着的话。", 1)]


def test_headings_after_full_lines_stand_alone() -> None:
    """A heading at the left edge after a full line that ends a sentence is not joined to it."""
    full = "一二三四五六七八九十一二三四五。"
    assert texts(page(1, piece(full, 20, 40), piece("二、存在的不足", 20, 52))) == [full, "二、存在的不足"]


def test_no_room_for_the_first_word() -> None:
    """A line that ends early since the next word, a number, cannot be broken does not end its paragraph."""
    rows = [piece("一二三四五六七八九十一二三四五六", 20, 40 + 12 * n) for n in range(4)]
    short = piece("一二三四五六七八九十一二三", 20, 88)
    number = Piece("12345678件，", 20, 80, 100, 110, 10)
    assert texts(page(1, *rows, short, number))[-1].endswith("一二三12345678件，")


def test_running_headers_go() -> None:
    """A line at the edge of most pages, its numbers aside, is left out; the same words elsewhere stay."""
    pages = [
        page(n, piece(f"云溪县报告{n}", 60, 10), piece("云溪县报告1", 20, 100 + n), piece(f"正文{n}。", 20, 150))
        for n in range(1, 5)
    ]
    assert texts(*pages) == [
        "云溪县报告1",
        "正文1。",
        "云溪县报告1",
        "正文2。",
        "云溪县报告1",
        "正文3。",
        "云溪县报告1",
        "正文4。",
    ]


@pytest.mark.parametrize(
    "number", ["1", "- 12 -", "—3—", "第 4 页", "第4页 共9页", "5/9", "iv", "Page 3 of 9", "第三页"]
)
def test_page_numbers_go(number: str) -> None:
    """Page numbers at the edge of a page are left out in all their forms, also on a single page."""
    assert texts(page(1, piece("正文。", 20, 100), piece(number, 90, 290))) == ["正文。"]


def test_numbers_in_the_text_stay() -> None:
    """A bare number in the middle of a page is text."""
    assert "12" in texts(page(1, piece("共计", 20, 100), piece("12", 20, 150), piece("件。", 20, 200)))


def test_rows_of_a_table() -> None:
    """Pieces far apart on a line are cells where such a line is beside it; alone they are a line with a gap."""
    row = to_lines([piece("类别", 20, 40), piece("件数", 120, 40), piece("复议", 20, 60), piece("35", 120, 60)])
    assert [(line.text, line.kind) for line in join_pages([page(1, *row)])] == [
        ("类别\t件数", "table_row"),
        ("复议\t35", "table_row"),
    ]
    alone = to_lines([piece("来源某局", 20, 40), piece("时间", 120, 40)])
    assert [(line.text, line.kind) for line in join_pages([page(1, *alone)])] == [("来源某局 时间", "paragraph")]


def test_pieces_in_disorder_are_sorted() -> None:
    """Where a file draws its text from the bottom to the top, it is read from the top."""
    rows = [piece(f"第{n}行的话。", 20, 20 + 15 * n) for n in range(1, 16)]
    assert [line.text for line in to_lines(reversed(rows))] == [row.text for row in rows]


def test_the_title_is_the_largest_in_the_middle() -> None:
    """The title is found by its size, over two lines, below the red head."""
    head = page(
        1,
        piece("云溪县人民政府文件", 10, 20, 20),
        piece("云溪县2023年法治", 40, 60, 15),
        piece("政府建设报告", 55, 80, 15),
        *(piece("一二三四五六七八九十一二三四五六", 20, 110 + 12 * n) for n in range(8)),
    )
    assert title_of([head]) == "云溪县2023年法治政府建设报告"
    assert [line.kind for line in join_pages([head])][:4] == ["paragraph", "title", "title", "paragraph"]


PLACES = st.tuples(st.integers(0, 150), st.integers(0, 290), st.text("二三。1a ", min_size=1, max_size=9))


@given(st.lists(PLACES, max_size=25))
def test_no_character_is_lost(places: list[tuple[int, int, str]]) -> None:
    """Whatever the places in the middle of a page, every character comes out."""
    pieces = [piece(text, left, 40 + top * 0.7) for left, top, text in places]
    joined = "".join(texts(page(1, *to_lines(pieces))))
    wanted = "".join("".join(text.split()) for _, _, text in places)
    assert sorted("".join(joined.split())) == sorted(wanted)


def test_pdf(read: Read) -> None:
    """A PDF with running header, page numbers and broken lines gives its paragraphs, each with its page."""
    paragraphs = [f"{n}是{LONG}" for n in "一二三四五六七八九十" * 2]
    pages = samples.typeset(paragraphs)
    for number, one in enumerate(pages, 1):
        one[:0] = [(200, 40, 10, "云溪县人民政府公报")]
        one.append((290, 815, 10, f"- {number} -"))
    document = read("a.pdf", samples.pdf(pages))
    assert lines(document) == paragraphs
    assert {block.page for block in document.blocks} == {1, 2, 3}
    assert document.media_type == "application/pdf"


def test_pdf_with_too_many_pages(read: Read) -> None:
    """A PDF of absurd length is refused before it is read."""
    data = samples.pdf([[(50, 100, 12, "一页。")]] * 5)
    with pytest.raises(UnreadableFile, match="有 5 页，超过上限 4 页"):
        read("a.pdf", data, Limits(pages=4))


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9])
def test_truncated_pdf(read: Read, keep: float) -> None:
    """A PDF cut short is read as far as it can be, or named as damaged; there is no other outcome."""
    data = samples.pdf(samples.typeset([LONG] * 3))
    try:
        text = read("a.pdf", data[: int(len(data) * keep)]).text
    except InputError as error:
        text = ""
        assert error.name == "a.pdf"  # noqa: PT017 - both outcomes are right
    assert "".join(text.split()) in LONG * 3


def test_encrypted_pdf(read: Read) -> None:
    """A PDF with a password is named as such."""
    import io

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas

    buffer = io.BytesIO()
    drawing = canvas.Canvas(buffer, encrypt=StandardEncryption("geheim"))
    drawing.drawString(50, 500, "locked")
    drawing.save()
    with pytest.raises(UnreadableFile, match="密码"):
        read("a.pdf", buffer.getvalue())


def test_pdf_without_text(read: Read) -> None:
    """A PDF of empty pages has no text, and the message says so."""
    with pytest.raises(UnreadableFile, match="没有读到任何文字"):
        read("a.pdf", samples.pdf([[], []]))


def test_a_missing_extra_is_named_with_its_command() -> None:
    """What is not installed is told with the one command that installs it."""
    with pytest.raises(UnsupportedFormat, match=r'pip install "yaodian-checker\[pdf\]"'):
        require("no_module_of_this_name", "pdf", "a.pdf", "PDF")


def test_ofd(read: Read) -> None:
    """An OFD gives its paragraphs with their pages, page numbers left out."""
    rows = [(20.0, 40.0 + 10 * n, LONG[at : at + 34]) for n, at in enumerate(range(0, len(LONG), 34))]
    data = samples.ofd(
        [[*rows, (100.0, 285.0, "- 1 -")], [(30.0, 40.0, "二、存在的不足"), (100.0, 285.0, "- 2 -")]],
        title="云溪县报告",
    )
    document = read("a.ofd", data)
    assert lines(document) == [LONG, "二、存在的不足"]
    assert [block.page for block in document.blocks] == [1, 2]
    assert document.media_type == "application/ofd"


def test_ofd_distances(read: Read) -> None:
    """Distances written short (g 3 5) place the characters, so that two objects on one line join in order."""
    data = samples.ofd([[(20.0, 40.0, "行政复议案件"), (50.0, 40.0, "办结率")]])
    assert lines(read("a.ofd", data)) == ["行政复议案件办结率"]


def test_ofd_with_a_missing_page(read: Read) -> None:
    """A page that the file names and does not hold is told in a warning; the others are read."""
    data = samples.ofd([[(20.0, 40.0, "第一页的话。")], [(20.0, 40.0, "第二页的话。")]])
    import io
    import zipfile

    entries = zipfile.ZipFile(io.BytesIO(data))
    kept = {name: entries.read(name) for name in entries.namelist() if "Page_0" not in name}
    document = read("a.ofd", samples.zipped(kept))
    assert (lines(document), document.blocks[0].page) == (["第二页的话。"], 2)
    assert "第 1 页" in document.warnings[0]


def test_ofd_that_points_outside(read: Read) -> None:
    """A location that climbs out of the package finds nothing there."""
    data = samples.ofd(
        [[(20.0, 40.0, "话。")]],
        extra={"OFD.xml": "<OFD><DocBody><DocRoot>../../../etc/passwd</DocRoot></DocBody></OFD>"},
    )
    with pytest.raises(UnreadableFile, match="缺少 etc/passwd"):
        read("a.ofd", data)
