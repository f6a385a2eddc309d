"""The measures say what they are said to say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UsageError
from checker.evaluate import Gold, Tally, disagreements, load_gold, same_place
from checker.evaluate.measures import kappa
from checker.export.findings_json import write_findings
from checker.export.source import FindingsStream
from checker.model.findings import CatalogInfo, ReportFindings, ToolInfo
from checker.model.report import Role
from checker.read import read_document
from tests.builders import check, make_catalog, make_point, make_report, make_task, shipped_checker

LEVEL = st.sampled_from([0, 1, 2])


@given(st.lists(LEVEL, min_size=1, max_size=40))
def test_agreeing_with_oneself_is_one(levels: list[int]) -> None:
    """Equal judgements have kappa 1, whatever they are."""
    assert kappa([(level, level) for level in levels], (0, 1, 2), 2) == 1


@given(st.lists(st.tuples(LEVEL, LEVEL), min_size=1, max_size=40))
def test_kappa_does_not_care_who_is_who(pairs: list[tuple[int, int]]) -> None:
    """Swapping the two sides changes nothing."""
    swapped = [(b, a) for a, b in pairs]
    assert kappa(pairs, (0, 1, 2), 2) == pytest.approx(kappa(swapped, (0, 1, 2), 2))


def test_a_worked_example_of_quadratic_kappa() -> None:
    """Two of four agree, one is off by one, one by two: observed 5, expected by the margins 8."""
    pairs = [(0, 0), (2, 2), (1, 2), (0, 2)]
    assert kappa(pairs, (0, 1, 2), 2) == pytest.approx(1 - 5 / 8)


@pytest.mark.parametrize(
    ("quote", "same"),
    [
        ("开展案卷评查3次，抽查120件。", True),
        ("开展案卷评查3次", True),
        ("全年开展案卷\n评查3次，抽查120件。反馈", True),
        ("开展培训", False),
        ("", False),
        ("长" * 301, False),
    ],
)
def test_a_quote_points_at_a_sentence_when_they_share_most(quote: str, same: bool) -> None:
    """One holds the other, or 60 % of the shorter is common; an over-long quote points at nothing."""
    assert same_place(quote, "全年开展案卷评查3次，抽查120件。") is same


def gold(level: int, text: str, plan: bool = False) -> Gold:
    """Annotate the one point of a small catalog."""
    evidence = [{"start": 0, "end": len(text), "text": text}] if level else []
    point = {"done": level, "evidence": evidence, "plan": plan, "plan_evidence": []}
    status = {0: "missing", 1: "partial", 2: "covered"}[level]
    return Gold.model_validate({"report": "r", "points": {"1.1": point}, "tasks": {"1": status}})


def found() -> ReportFindings:
    """Judge a report that answers the point in its second sentence."""
    report = make_report((Role.DONE, "天气晴好。"), (Role.DONE, "开展案卷评查3次。"))
    return check(make_catalog(make_task(make_point(clear=("案卷 + 评查",)))), report)


def test_counts_are_pooled_over_reports() -> None:
    """One right and one wrong first quote make a hit rate of one half."""
    tally = Tally()
    tally.add(gold(2, "开展案卷评查3次。"), found())
    tally.add(gold(1, "完全另外的一句话在这里。"), found())
    scores = tally.scores()
    assert (scores.hit1, scores.prec_ev, scores.f1, scores.f1_full) == (0.5, 0.5, 1.0, pytest.approx(2 / 3))


def test_disagreements_show_both_sides() -> None:
    """A level that differs comes with the annotator's sentence and with ours."""
    [level, planned] = disagreements(gold(0, "", plan=True), found())
    assert (level.what, level.theirs, level.ours, level.our_quotes) == ("level", "0", "2", ("开展案卷评查3次。",))
    assert (planned.what, planned.theirs, planned.ours) == ("planned", "1", "0")


def test_a_folder_without_annotations_is_said(tmp_path: Path) -> None:
    """An empty folder and a file that is no annotation are named."""
    with pytest.raises(UsageError, match="没有标注文件"):
        list(load_gold(tmp_path))
    (tmp_path / "坏.json").write_text('{"report": 1}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"坏\.json"):
        list(load_gold(tmp_path))


@pytest.mark.shared
def test_the_measures_are_those_of_the_reference_script(shared: Path, tmp_path: Path) -> None:
    """On the annotated reports every measure equals the reference implementation's."""
    checker = shipped_checker()
    reports = [checker.check(read_document(path)) for path in sorted((shared / "reports").glob("*.txt"))]
    info = CatalogInfo(id="x", title="x", issuer="", year=None, doc_number="")
    path = tmp_path / "findings.json"
    write_findings(path, FindingsStream(ToolInfo(name="x", version="0"), info, reports))
    script = [sys.executable, str(shared / "evaluation/evaluate.py"), str(path), str(shared / "gold"), "--json"]
    reference = json.loads(subprocess.run(script, check=True, capture_output=True).stdout)
    pooled = Tally()
    by_id = {report.id: report for report in reports}
    for one in load_gold(shared / "gold"):
        pooled.add(one, by_id[one.report])
    assert pooled.scores().as_dict() == pytest.approx(reference["pooled"])
