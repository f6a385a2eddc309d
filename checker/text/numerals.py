"""Read Chinese and mixed numerals: 十二, 二〇二一, 六十, 1,234, 2万, 1.5亿."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["parse_number", "parse_numeral"]

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "廿": 20,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_NARROW = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ARABIC = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*([百千]?[万亿]{0,2}|[百千])")


@lru_cache(maxsize=512)
def parse_numeral(text: str) -> int | None:
    """Read a whole number in Chinese characters or ASCII digits (十二, 一百零五, 二〇二一, 12); None if it is none."""
    text = text.strip().translate(_NARROW)
    if not text:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    if all(char in _DIGITS for char in text):  # read digit by digit: 二〇二一
        return int("".join(str(_DIGITS[char]) for char in text)) if text != "廿" else 20
    total = section = digit = 0
    seen_digit = False
    for char in text:
        if char in _DIGITS:
            digit, seen_digit = _DIGITS[char], True
        elif char in _TENS:
            section += (digit if seen_digit else 1) * _TENS[char]
            digit, seen_digit = 0, False
        elif char in _MYRIADS:
            section += digit
            if char == "亿":
                total = (total + section) * _MYRIADS[char]
            else:
                total += section * _MYRIADS[char]
            section, digit, seen_digit = 0, 0, False
        else:
            return None
    return total + section + digit


def parse_number(text: str) -> float | None:
    """Read a quantity as reports write it: 六十, 1,234, 2万, 3.5万, 百分之九十 is not one; None if it is none."""
    text = text.strip().translate(_NARROW).replace("，", ",").replace("余", "").replace("多", "")
    found = _ARABIC.fullmatch(text)
    if found:
        whole, fraction, unit = found.groups()
        value = float(whole.replace(",", "") + (fraction or ""))
        for char in unit:
            value *= _TENS.get(char) or _MYRIADS[char]
        # Rounding undoes 3.7 * 10000 == 37000.00000000001.
        return round(value, 6)
    numeral = parse_numeral(text)
    return None if numeral is None else float(numeral)
