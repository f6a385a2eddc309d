"""Levels, quantities and applicability of whole reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checker.assess import applies, assess_report
from checker.catalogs import load_catalog, load_lexicon, load_roster
from checker.model.catalog import Roster
from checker.model.findings import Evidence, ReportFindings, Status, TaskFinding, Verdict
from checker.model.matching import Grade, Passage, PointMatch
from checker.model.report import Level, Role
from checker.parse import parse_report
from checker.read import read_document
from tests.builders import check, check_point, make_catalog, make_point, make_report, make_task

EXAMPLES = Path(__file__).resolve().parents[2] / "examples/reports"
ROSTER = Roster.model_validate(
    {
        "id": "r",
        "place": "云岫区",
        "groups": {"各部门": "全部", "各街镇": "街镇"},
        "members": [
            {"name": "区司法局", "aliases": ["司法局"], "groups": ["各部门"]},
            {"name": "河川街道", "kind": "street", "aliases": ["河川街道办事处"], "groups": ["各街镇"]},
        ],
    }
)
HOURS = {"what": "培训", "required": 60, "units": ["学时", "课时"], "per": "year", "near": ["培训"]}


@pytest.mark.parametrize(
    ("sentence", "found", "verdict"),
    [
        ("组织执法人员培训，人均72学时。", 72, Verdict.MET),
        ("组织执法人员培训六十学时。", 60, Verdict.MET),
        ("组织执法人员培训４０课时。", 40, Verdict.NOT_MET),
        ("组织执法人员培训3次。", None, Verdict.NOT_STATED),
    ],
)
def test_a_demanded_number_is_compared(sentence: str, found: float | None, verdict: Verdict) -> None:
    """Arabic, full-width and Chinese numerals before one of the measure words count."""
    finding = check_point(make_report((Role.DONE, sentence)), clear=["执法人员 + 培训"], quantities=[HOURS])
    assert finding.quantity is not None
    assert (finding.quantity.found, finding.quantity.verdict) == (found, verdict)


def test_a_number_beside_the_evidence_is_looked_for_in_the_whole_done_part() -> None:
    """Where the evidence states no number, another sentence of role done may, if it speaks of the matter."""
    report = make_report(
        (Role.DONE, "执法人员培训全覆盖。"), (Role.DONE, "全年“培训” 满80学时。"), (Role.DONE, "读书99学时。")
    )
    finding = check_point(report, clear=["执法人员 + 培训"], quantities=[HOURS])
    assert finding.quantity is not None
    assert finding.quantity.found == 80


def test_a_number_of_the_plan_is_not_found() -> None:
    """What is promised for next year meets no demand."""
    finding = check_point(make_report((Role.PLAN, "培训不少于80学时。")), clear=["培训"], quantities=[HOURS])
    assert finding.quantity is not None
    assert finding.quantity.verdict is Verdict.NOT_STATED


def test_a_department_answers_its_own_tasks_and_those_of_its_groups() -> None:
    """Tasks of other units are not applicable, with the reason; the rest is judged."""
    tasks = [
        make_task(make_point(f"{n}.1"), units=[(unit, "lead")], number=n)
        for n, unit in enumerate(("区司法局", "各部门", "区商务委"), start=1)
    ]
    report = replace(make_report((Role.DONE, "无。"), issuer="云岫区司法局"), level=Level.DEPARTMENT)
    statuses = [task.status for task in check(make_catalog(*tasks), report, roster=ROSTER).tasks]
    assert statuses == [Status.MISSING, Status.MISSING, Status.NOT_APPLICABLE]


def test_a_government_answers_everything_and_a_stranger_too_with_a_warning() -> None:
    """Districts have no exemption; who cannot be recognised is treated like them, and the user is told."""
    assert applies("某区人民政府", Level.DISTRICT, ROSTER).everything
    stranger = applies("", Level.UNKNOWN, ROSTER)
    assert stranger.everything
    assert "核对" in stranger.warning


def test_a_unit_unknown_to_the_roster_is_taken_for_a_member_of_the_general_group() -> None:
    """Another place's bureau answers 各部门, another street 各街镇, with a warning."""
    bureau = applies("远山县水利局", Level.DEPARTMENT, ROSTER)
    street = applies("远山县东关街道办事处", Level.STREET_TOWN, ROSTER)
    assert "各部门" in bureau.names
    assert street.names == {"远山县东关街道办事处", "各街镇"}
    assert "各部门" not in street.names
    assert bureau.warning
    assert street.warning


def test_what_carries_the_level_is_quoted_even_behind_many_slogans() -> None:
    """Of more clear sentences than are quoted, the concrete one takes the last place where it stands behind them."""
    report = make_report(*((Role.DONE, f"第{number}句。") for number in range(7)))
    slogans = [Passage(one, Grade.CLEAR, "", (), 0.0, 0.8) for one in report.sentences[:6]]
    concrete = Passage(report.sentences[6], Grade.CLEAR, "", (), 0.5, 0.75)
    match = PointMatch("1.1", done=(*slogans, concrete))
    point = assess_report(report, make_catalog(make_task(make_point())), [match]).points[0]
    assert point.level == 2
    assert [(one.quote, one.full) for one in point.evidence] == [
        *((f"第{number}句。", False) for number in range(4)),
        ("第6句。", True),
    ]


def test_findings_are_what_validation_would_make_of_them() -> None:
    """Findings are made without validation: read back with it they are the same, and so is their JSON."""
    catalog, lexicon = load_catalog("changning-2022"), load_lexicon()
    report = parse_report(read_document(EXAMPLES / "yunxiu-district-2022.txt"))
    found = check(catalog, report, lexicon, load_roster(catalog))
    written = found.model_dump_json()
    read = ReportFindings.model_validate_json(written)
    assert read == found
    assert read.model_dump_json() == written
    assert {type(one) for point in read.points for one in (*point.evidence, *point.near_misses)} == {Evidence}


def test_a_finding_made_without_validation_needs_all_its_fields() -> None:
    """A field that is forgotten is told at once, not when the finding is read."""
    with pytest.raises(AssertionError, match="reason"):
        TaskFinding.trusted({"task": 1, "status": Status.MISSING, "core": 0, "planned": False, "shortfall": False})


def test_every_point_and_task_is_in_the_findings() -> None:
    """Findings are complete even where nothing was found."""
    tasks = [make_task(make_point(f"{n}.1"), make_point(f"{n}.2", core=False), number=n) for n in (1, 2)]
    found = check(make_catalog(*tasks), make_report((Role.OTHER, "报告")))
    assert [point.point for point in found.points] == ["1.1", "1.2", "2.1", "2.2"]
    assert [task.task for task in found.tasks] == [1, 2]
