"""The report beside the requirement: nothing lost, evidence at its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.web.reading import Mark, lay_out


def shown(text: str, marks: list[Mark]) -> str:
    """Join what is shown, without white space."""
    return "".join("".join(piece.text.split()) for p in lay_out(text, marks) for s in p.sentences for piece in s.pieces)


@given(st.text("甲乙一、（。；“”\n\r \t<a", max_size=80), st.data())
def test_every_character_is_shown_once_and_marks_cover_theirs(text: str, data: st.DataObject) -> None:
    """Whatever the text and the marks, all characters but white space appear in order, marked ones as marked."""
    place = st.integers(0, len(text))
    marks = [
        Mark(min(a, b), max(a, b), f"k{i}", "done")
        for i, (a, b) in enumerate(data.draw(st.lists(st.tuples(place, place), max_size=4)))
    ]
    assert shown(text, marks) == "".join(text.split())
    for mark in marks:
        own = [
            "".join(piece.text.split())
            for paragraph in lay_out(text, marks)
            for sentence in paragraph.sentences
            for piece in sentence.pieces
            if mark.key in piece.keys.split()
        ]
        assert "".join(own) == "".join(text[mark.start : mark.end].split())


def test_sentences_carry_their_offsets() -> None:
    """A sentence of the page can be cut out of the text by its offsets."""
    text = "一、举措\n开展培训3次。组织考试；\n二、不足\n"
    sentences = [s for p in lay_out(text, []) for s in p.sentences]
    assert [text[s.start : s.end] for s in sentences] == ["一、举措", "开展培训3次。", "组织考试；", "二、不足"]
    assert [p.heading for p in lay_out(text, [])] == [True, False, True]


def test_lines_of_a_page_are_one_paragraph() -> None:
    """A sentence that a page break tore apart is one sentence, and can be marked whole."""
    line = "将法治教育纳入本区干部教育培训总体规划并且" * 2
    text = f"{line}纳入公务员初任培训、任\n\n职培训的必训内容。另一句。\n"
    assert [s.end - s.start for p in lay_out(text, []) for s in p.sentences][1] == 4
    assert len(lay_out(text, [])) == 1
