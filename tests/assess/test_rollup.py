"""The roll-up of points to a task's status."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.assess.rollup import roll_up
from checker.model.findings import Finding, Status
from tests.builders import make_point, make_task

POINT = st.tuples(st.sampled_from([0, 1, 2]), st.booleans(), st.booleans())


def rolled(*points: tuple[int, bool, bool]) -> Status:
    """Roll up points given as (level, planned, shortfall); the first is the core."""
    task = make_task(*(make_point(f"1.{i + 1}", core=i == 0) for i in range(len(points))))
    findings = [
        Finding.model_validate({"point": f"1.{i + 1}", "level": a, "score": 0, "planned": b, "shortfall": c})
        for i, (a, b, c) in enumerate(points)
    ]
    return roll_up(task, findings).status


def test_the_rule_of_the_design_case_by_case() -> None:
    """Core 2 and half of the points 2: covered; any evidence: partial; else plan, shortfall, nothing."""
    assert rolled((2, False, False), (0, False, False)) is Status.COVERED
    assert rolled((2, False, False), (1, False, False), (0, False, False)) is Status.PARTIAL
    assert rolled((1, False, False), (2, False, False)) is Status.PARTIAL
    assert rolled((0, True, True), (0, False, False)) is Status.PLANNED
    assert rolled((0, False, True)) is Status.SHORTFALL
    assert rolled((0, False, False)) is Status.MISSING


@given(st.lists(POINT, min_size=1, max_size=6))
def test_the_status_says_what_the_points_say(points: list[tuple[int, bool, bool]]) -> None:
    """Evidence anywhere is never missing; no evidence anywhere is never covered or partial."""
    status = rolled(*points)
    touched = any(level for level, _, _ in points)
    assert (status in (Status.COVERED, Status.PARTIAL)) == touched
    if status is Status.MISSING:
        assert not any(planned or shortfall for _, planned, shortfall in points)


@given(st.lists(POINT, min_size=1, max_size=6), st.integers(0, 5))
def test_more_evidence_never_makes_a_status_worse(points: list[tuple[int, bool, bool]], index: int) -> None:
    """Raising one point's level keeps or improves the status."""
    order = [Status.MISSING, Status.SHORTFALL, Status.PLANNED, Status.PARTIAL, Status.COVERED]
    index %= len(points)
    better = [(2, b, c) if i == index else (a, b, c) for i, (a, b, c) in enumerate(points)]
    assert order.index(rolled(*better)) >= order.index(rolled(*points))


def test_not_applicable_keeps_levels_and_flags() -> None:
    """A task of other units is not judged, but what was seen is kept."""
    finding = Finding.model_validate({"point": "1.1", "level": 2, "score": 0.9, "planned": True, "shortfall": False})
    task = roll_up(make_task(make_point()), [finding], "责任单位为区商务委")
    assert (task.status, task.core, task.planned, task.reason) == (Status.NOT_APPLICABLE, 2, True, "责任单位为区商务委")
