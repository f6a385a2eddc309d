"""What must not matter does not: width, spacing, line breaks and the order of paragraphs change no level."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from checker.model.document import Document
from checker.pipeline import Checker
from checker.read import read_document
from tests.builders import shipped_checker

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/reports/yunxiu-justice-bureau-2022.txt"


@pytest.fixture(scope="module")
def checker() -> Checker:
    """The shipped catalog, made ready."""
    return shipped_checker()


def judged(checker: Checker, folder: Path, text: str) -> dict[str, tuple[int, bool, bool]]:
    """Give level, planned and shortfall of every point of a text."""
    path = folder / "报告.txt"
    path.write_text(text, encoding="utf-8")
    document: Document = read_document(path)
    return {p.point: (p.level, p.planned, p.shortfall) for p in checker.check(document).points}


def half_width(text: str) -> str:
    """Write commas, colons, semicolons and brackets in half width."""
    return text.translate(str.maketrans("，：；（）", ",:;()"))


def full_width_digits(text: str) -> str:
    """Write digits in full width."""
    return text.translate(str.maketrans("0123456789%", "０１２３４５６７８９％"))


def spaced(text: str) -> str:
    """Put spaces around numbers, as word processors do."""
    return re.sub(r"\d+", r" \g<0> ", text)


def wrapped(text: str) -> str:
    """Break every line at 38 characters, as a page does."""
    return "\n".join(line[i : i + 38] for line in text.splitlines() for i in range(0, max(1, len(line)), 38))


@pytest.mark.parametrize("change", [half_width, full_width_digits, spaced, wrapped], ids=lambda change: change.__name__)
def test_typing_habits_change_no_level(checker: Checker, tmp_path: Path, change: object) -> None:
    """Width, spacing and line breaks are folded away."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert callable(change)
    assert judged(checker, tmp_path, change(text)) == judged(checker, tmp_path, text)


PARAGRAPHS = (
    "组织开展行政执法案卷评查3次，抽查案卷120件，反馈问题30个。",
    "行政机关负责人出庭应诉28件，出庭应诉率达到100%。",
    "制定并向社会公布年度重大行政决策事项目录，共6项。",
    "开展人民调解、行政调解联动，化解矛盾纠纷860件。",
    "举办行政执法人员培训班2期，人均培训62学时。",
    "印发《云岫区行政规范性文件管理办法》，审核文件31件。",
)


def report(done: list[str], plan: list[str]) -> str:
    """Lay out a small report."""
    head = ("云岫区2022年法治政府建设情况报告", "一、主要举措和成效")
    rest = ("二、存在的不足", "基层力量仍然薄弱。", "三、2023年工作安排", "继续做好各项工作。")
    return "\n".join((*head, *done, *rest, *plan))


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_paragraphs_inside_a_part_changes_no_level(checker: Checker, tmp_path: Path, seed: int) -> None:
    """What is said counts, not where in the part."""
    shuffled = list(PARAGRAPHS)
    random.Random(seed).shuffle(shuffled)
    assert judged(checker, tmp_path, report(shuffled, [])) == judged(checker, tmp_path, report(list(PARAGRAPHS), []))


@pytest.mark.parametrize(("index", "point"), [(0, "44.1"), (1, "43.1"), (2, "28.1"), (3, "38.1")])
def test_a_sentence_moved_to_the_plan_is_planned(checker: Checker, tmp_path: Path, index: int, point: str) -> None:
    """The same words are evidence in one part and a promise in the other."""
    rest = [paragraph for i, paragraph in enumerate(PARAGRAPHS) if i != index]
    before = judged(checker, tmp_path, report(list(PARAGRAPHS), []))[point]
    after = judged(checker, tmp_path, report(rest, [PARAGRAPHS[index]]))[point]
    assert before == (2, False, False)
    assert after[0] < 2
    assert after[1]
