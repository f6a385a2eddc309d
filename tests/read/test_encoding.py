"""Encodings: what offices send is read as it was written, and nothing else is taken for text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError, UndecodableText, UnsupportedFormat
from checker.read.encoding import decode, plausibility
from tests.read.samples import TEXT


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_chinese_encodings(encoding: str) -> None:
    """A report comes out the same from every encoding that editors write, with or without a byte order mark."""
    assert decode("a.txt", TEXT.encode(encoding)).text == TEXT


def test_gb18030_beyond_gbk() -> None:
    """Characters of four bytes, as in names of people and places, are read."""
    text = TEXT + "㙘镇、䶮县、𠮷村\n"
    decoded = decode("a.txt", text.encode("gb18030"))
    assert (decoded.text, decoded.encoding) == (text, "gb18030")


def test_big5_is_not_taken_for_gb18030() -> None:
    """A text in traditional characters in Big5 is recognised by the detection library."""
    text = (
        "臺北市政府一一二年度法治政府建設報告。本府推動依法行政，辦理訴願案件審議，加強法制教育訓練，成效良好。\n" * 5
    )
    assert decode("a.txt", text.encode("big5")).text == text


def test_utf_16_of_chinese_alone() -> None:
    """UTF-16 without mark and without any ASCII, not even a line end, is told from GB18030."""
    text = "云溪县坚持依法行政推进法治政府建设规范行政执法行为"
    assert decode("a.txt", text.encode("utf-16-le")).text == text
    assert decode("a.txt", text.encode("utf-16-be")).text == text


def test_a_few_broken_bytes_are_marked() -> None:
    """A page cut off in the middle of a character is read, and the loss is counted."""
    data = (TEXT * 10).encode()[:-2]
    decoded = decode("a.txt", data)
    assert decoded.lost >= 1
    assert decoded.text[:200] == (TEXT * 10)[:200]


def test_declared_gb2312_is_gb18030() -> None:
    """The declared name does not matter where it is too small for what is there."""
    assert decode("a.html", "镕基㙍".encode("gb18030") + TEXT.encode("gb18030"), "gb2312").text == "镕基㙍" + TEXT


def test_declared_charset_that_lies() -> None:
    """UTF-8 that calls itself gb2312 is read as UTF-8."""
    assert decode("a.html", TEXT.encode(), "gb2312").text == TEXT


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\0\1\2\3" * 200, b"\x80\x81\xfe\xff\x00" * 100])
def test_binary_is_refused(data: bytes) -> None:
    """Bytes that are no text are refused by name, whatever some encoding could make of them."""
    with pytest.raises(InputError) as caught:
        decode("报告.txt", data)
    assert caught.value.name == "报告.txt"


def test_undecodable_says_what_to_do() -> None:
    """Text in no known encoding is told apart from binary data."""
    data = b"".join(bytes([0xFF, 0x80 + n % 0x7F, 0xFE, 0x30]) for n in range(400))
    with pytest.raises(UndecodableText, match="UTF-8"):
        decode("a.txt", data)


def test_control_characters_are_binary() -> None:
    """Valid UTF-8 full of control characters is no report."""
    with pytest.raises(UnsupportedFormat, match="二进制"):
        decode("a.txt", ("\x01\x02\x03报" * 100).encode())


def test_plausibility_orders_right_and_wrong() -> None:
    """The right reading scores far above a wrong one."""
    assert plausibility(TEXT) > 0.95
    assert plausibility(TEXT.encode("gb18030").decode("utf-16-le", "replace")) < 0.3


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    """Whatever the bytes, there is a text without NULs or an InputError, never another error."""
    try:
        text = decode("a.txt", data).text
    except InputError:
        text = ""
    assert text.count("\0") <= 2


@given(
    st.text(alphabet=TEXT + "ABCxyz0189 ,.", min_size=8, max_size=200), st.sampled_from(["utf-8", "gb18030", "utf-16"])
)
def test_round_trip(text: str, encoding: str) -> None:
    """Text of the characters of reports survives encoding and decoding."""
    assert decode("a.txt", text.encode(encoding)).text == text
