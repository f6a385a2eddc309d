"""Chinese and mixed numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.numerals import parse_number, parse_numeral

_DIGITS = "〇一二三四五六七八九"


def _spell(number: int) -> str:
    """Write a number below 1000 as a report would."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and units:
        text += "零"
    return text + (_DIGITS[units] if units else "")


@given(st.integers(1, 999))
def test_spelled_numbers_are_read_back(number: int) -> None:
    """Every number below a thousand is read back from its Chinese spelling."""
    assert parse_numeral(_spell(number)) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [("十二", 12), ("二〇二一", 2021), ("二○二四", 2024), ("两", 2), ("一万三千", 13000), ("１２", 12), ("十", 10)],
)
def test_numerals_as_reports_write_them(text: str, expected: int) -> None:
    """Years digit by digit, 两, ten thousands and full-width digits are read."""
    assert parse_numeral(text) == expected


@pytest.mark.parametrize("text", ["", "法治", "十项", "12项", "3.5"])
def test_what_is_no_numeral_gives_none(text: str) -> None:
    """A text with anything but a whole number gives None."""
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("六十", 60),
        ("1,234", 1234),
        ("1，234", 1234),
        ("2万", 20000),
        ("3.7万", 37000),
        ("1.5亿", 1.5e8),
        ("60余", 60),
        ("28", 28),
        ("５０", 50),
    ],
)
def test_quantities_are_read(text: str, expected: float) -> None:
    """Thousands separators, 万 and 亿, fractions and 余 are read."""
    assert parse_number(text) == expected


@pytest.mark.parametrize("text", ["", "若干", "多次", "百分之九十", "1.2.3"])
def test_what_is_no_quantity_gives_none(text: str) -> None:
    """A text that is no number gives None."""
    assert parse_number(text) is None
