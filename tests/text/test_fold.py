"""Folding: what a typist may vary goes, and every character that is left knows where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.fold import FOLDING, fold, fold_text

TYPED = st.text(alphabet="法治政府ＡＢab１2 　\n\t“”'\"《》,，;；:：()（）、､%％.。", max_size=60)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("“双随机､ 一公开”", "双随机、一公开"),
        ("（１２３４５）", "（12345）"),
        ("(责任单位:区司法局)", "（责任单位：区司法局）"),
        ("《行政处罚法》", "行政处罚法"),
        ("行政\n  执法", "行政执法"),
        ("ＡＰＰ App", "appapp"),
        ("９８％", "98%"),
    ],
)
def test_width_spacing_and_quotation_marks_go(typed: str, folded: str) -> None:
    """Full and half width, spaces, line breaks, quotation and title marks are typing habits."""
    assert fold_text(typed) == folded


@given(TYPED)
def test_offsets_lead_back_to_the_character(typed: str) -> None:
    """Folding the original character at an offset gives the folded character."""
    folded = fold(typed)
    assert len(folded.offsets) == len(folded.text)
    assert list(folded.offsets) == sorted(set(folded.offsets))
    assert all(fold_text(typed[at]) == char for char, at in zip(folded.text, folded.offsets, strict=True))


@given(st.text(alphabet='法治＊＃＿｀＂＜*#_`"<，,Ａａa 　《》', max_size=40))
def test_a_text_folds_as_its_characters_do(typed: str) -> None:
    """What becomes of a character does not hang on its neighbours, nor on what they become."""
    assert fold_text(typed) == "".join(fold_text(char) for char in typed)


@given(TYPED)
def test_folding_twice_changes_nothing(typed: str) -> None:
    """What is folded stays as it is."""
    assert fold_text(fold_text(typed)) == fold_text(typed)


@given(TYPED, st.integers(0, 60))
def test_a_stretch_of_folded_text_has_its_place_in_the_original(typed: str, start: int) -> None:
    """The original between the offsets of a span folds to the span."""
    folded = fold(typed)
    if start < len(folded.text):
        a, b = folded.span(start, len(folded.text))
        assert fold_text(typed[a:b]) == folded.text[start:]


def test_a_character_folds_to_one_or_none() -> None:
    """Machine code folds by a table with one place for each character of the basic plane."""
    assert {len(target) for target in FOLDING.values()} == {0, 1}
    assert all(len(source) == 1 and ord(source) < 0x10000 for source in FOLDING)
