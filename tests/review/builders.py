"""A small town's report, reviewed: what the tests of review, sheet and page start from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from checker.assess.judge import COMPARED
from checker.assess.rollup import roll_up
from checker.board import Ruling, Session
from checker.model.catalog import Catalog
from checker.model.findings import ReportFindings
from checker.model.report import Report, Role
from checker.review import Bench, Decision, FinalReport, Reason, Record, Rules, Standing, lay_over, stand
from checker.review.anchors import quote_key
from checker.store import Judged, Workspace
from tests.builders import check, make_catalog, make_point, make_report, make_task

RULES = Rules(roll_up, COMPARED.clear)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

CATALOG = make_catalog(
    make_task(
        make_point("1.1", text="开展案卷评查", clear=("案卷 + 评查",), partial=("案卷",), plan=("案卷",)),
        make_point("1.2", core=False, text="负责人出庭应诉", clear=("出庭 + 应诉",), partial=("应诉",)),
        units=(("区司法局", "lead"),),
    ),
    make_task(
        make_point("2.1", text="组织普法宣传", clear=("普法 + 宣传",), partial=("普法",), problem=("普法",)),
        make_point("2.2", core=False, text="建立法律顾问制度", clear=("法律顾问 + 聘请",), partial=("顾问",)),
        units=(("各街镇", "support"),),
        number=2,
    ),
)
SENTENCES: tuple[tuple[Role, str, str], ...] = (
    (Role.DONE, "组织案卷评查3次，抽查案卷120件。", "规范执法"),
    (Role.DONE, "开展案卷评查培训2次。", "规范执法"),
    (Role.DONE, "行政机关负责人出庭应诉28件。", "依法应诉"),
    (Role.DONE, "加强普法工作。", "普法宣传"),
    (Role.DONE, "为基层配备法律专家12名。", "普法宣传"),
    (Role.PROBLEM, "普法的针对性还不强。", "存在不足"),
    (Role.PLAN, "继续开展案卷互查。", "下一步"),
)


REJECTED, ADDED = SENTENCES[0][1], SENTENCES[4][1]
"""What `reviewed_workspace` has rejected and added, among other things."""


def report_of(changes: dict[str, str] | None = None, issuer: str = "云岫区人民政府", name: str = "r") -> Report:
    """Make the report, with sentences exchanged for others; its file has the fingerprint of its text."""
    swap = changes or {}
    made = make_report(*((role, swap.get(text, text), above) for role, text, above in SENTENCES), issuer=issuer)
    digest = sha256(made.document.text.encode()).hexdigest()
    return replace(made, document=replace(made.document, id=name, name=f"{name}.txt", sha256=digest))


@dataclass
class Review:
    """A report under review, in memory: decisions are recorded by name and replayed."""

    report: Report = field(default_factory=report_of)
    catalog: Catalog = CATALOG
    run: int = 1
    records: list[Record] = field(default_factory=list)

    @property
    def machine(self) -> ReportFindings:
        return check(self.catalog, self.report)

    @property
    def standing(self) -> Standing:
        return stand(self.records)

    @property
    def final(self) -> FinalReport:
        return lay_over(self.machine, self.report.document.text, self.catalog, self.standing, RULES)

    @property
    def bench(self) -> Bench:
        return Bench(self.run, self.catalog, self.final, self.report.document.text)

    def keep(self, reviewer: str, decision: Decision) -> Record:
        """Record a decision."""
        record = Record(id=len(self.records) + 1, at="2026-11-22T12:00:00", reviewer=reviewer, decision=decision)
        self.records.append(record)
        return record

    def rerun(self, report: Report | None = None, catalog: Catalog | None = None) -> Review:
        """Give the review after a new run on another version of report or catalog."""
        return Review(report or self.report, catalog or self.catalog, self.run + 1, list(self.records))


def fill_workspace(workspace: Workspace, reports: Sequence[Report] | None = None, catalog: Catalog = CATALOG) -> int:
    """Keep a finished run of reports in a workspace."""
    run = workspace.begin_run(catalog, None, "0", "2026-11-22T11:00:00")
    for position, report in enumerate(reports or [report_of()]):
        workspace.add_judged(run, position, Judged.of(check(catalog, report), report.document.text))
    workspace.finish_run(run, "2026-11-22T11:00:01")
    return run


def reviewed_workspace(folder: Path) -> Workspace:
    """Make a workspace with decisions on one of two reports.

    Both quotes of 1.1 are rejected by 张三, 1.2 is confirmed by 李四, a sentence is added to 2.2 by 张三.
    """
    with Workspace.create(folder) as workspace:
        fill_workspace(workspace, [report_of(), report_of({REJECTED: "组织案卷评查5次。"}, "青川区人民政府", "s")])
    session = session_on(folder)
    for quote in SENTENCES[:2]:
        decision = session.board().bench("r").on_quote("1.1", quote_key(quote[1]), Reason.BOILERPLATE)
        session.save(Ruling("张三", decision))
    bench = session.board().bench("r")
    session.save(Ruling("李四", bench.on_level("1.2", "2")))
    start = bench.text.index(ADDED)
    session.save(Ruling("张三", bench.on_sentence("2.2", start, start + len(ADDED), "2")))
    return Workspace.open(folder)


def session_on(folder: Path, clock: Callable[[], datetime] = lambda: NOON) -> Session:
    """Open a session on a folder with the product's rules and a clock that stands still."""
    return Session(lambda: Workspace.open(folder), clock, RULES)
