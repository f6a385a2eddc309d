"""The shared table of labels, marks and colours."""

from __future__ import annotations

import itertools

import pytest

from checker.export.labels import (
    FLAGS,
    LEVELS,
    METHODS,
    PARTS,
    POINT_LEVELS,
    ROLES,
    STATUSES,
    VERDICTS,
    Style,
    status_text,
)
from checker.model.catalog import Method, Part
from checker.model.findings import Status, Verdict
from checker.model.report import Level, Role

# Viénot, Brettel and Mollon 1999, on linear RGB
DEUTERANOPIA = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
PROTANOPIA = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
NORMAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
ALL_STYLES = [*STATUSES.values(), *POINT_LEVELS.values(), *FLAGS.values()]


def linear(colour: str) -> tuple[float, ...]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lab(colour: str, eye: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    seen = [max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True))) for row in eye]
    x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505
    y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
    z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_every_code_has_a_label() -> None:
    """No member of an enumeration of the model is without a Chinese label."""
    assert set(STATUSES) == set(Status)
    assert set(LEVELS) == set(Level)
    assert set(ROLES) == set(Role)
    assert set(PARTS) == set(Part)
    assert set(METHODS) == set(Method)
    assert set(VERDICTS) == set(Verdict)
    assert set(POINT_LEVELS) == {0, 1, 2}


def test_labels_of_statuses_speak_of_evidence() -> None:
    """The labels are those of the design, and none says that a task is done."""
    labels = [style.label for style in STATUSES.values()]
    assert labels == ["佐证充分", "部分佐证", "仅列计划", "自述不足", "未见佐证", "不适用"]
    assert not any(word in style.label for style in ALL_STYLES for word in ("完成", "落实", "达标"))


def test_marks_survive_a_gbk_console_and_differ() -> None:
    """Each status has its own mark, and GB 2312 fonts and consoles have all of them."""
    marks = [style.mark for style in STATUSES.values()]
    assert len(set(marks)) == len(marks)
    assert all(style.mark.encode("gb2312") for style in ALL_STYLES)
    assert status_text(Status.MISSING) == "× 未见佐证"


@pytest.mark.parametrize("style", ALL_STYLES, ids=lambda style: style.label)
def test_ink_is_readable_on_its_tint(style: Style) -> None:
    """Text on its ground reaches the contrast of WCAG AA."""
    lighter, darker = sorted((luminance(style.tint), luminance(style.ink)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize("eye", [NORMAL, DEUTERANOPIA, PROTANOPIA], ids=["normal", "deuteranopia", "protanopia"])
def test_colours_can_be_told_apart(eye: tuple[tuple[float, ...], ...]) -> None:
    """No two bar colours come closer than a clearly visible difference, for any common colour vision."""
    for one, other in itertools.combinations(STATUSES.values(), 2):
        a, b = lab(one.colour, eye), lab(other.colour, eye)
        assert sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 > 12, (one.label, other.label)
