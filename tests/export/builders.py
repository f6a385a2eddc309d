"""Synthetic catalogs, rosters and findings for the tests of the exports, with content that likes to break files."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checker.export.findings_json import write_findings
from checker.export.matrix_html import write_matrix_html
from checker.export.matrix_xlsx import write_matrix_xlsx
from checker.model.catalog import Catalog, Member, Method, Part, Point, Quantity, ResponsibleUnit, Roster, Task
from checker.model.findings import (
    CatalogInfo,
    Evidence,
    Finding,
    Findings,
    QuantityFinding,
    ReportFindings,
    Status,
    TaskFinding,
    ToolInfo,
    Verdict,
)
from checker.model.report import Level, Role

RUN_AT = datetime(2026, 11, 21, 9, 5)
TOOL = ToolInfo(name="yaodian-checker", version="0.1.0")

NASTY = (
    "=cmd|'/c calc'!A1 开展法治督察。",
    "+1 次常务会议专题学法。",
    "-2 件行政复议案件。",
    "@SUM(1+1) 公平竞争审查。",
    "<script>window.hacked = true; alert(1)</script>推进行政执法公示。",
    "</script><script>window.hacked = true</script>结束标签。",
    "<!-- 注释 --><img src=x onerror='window.hacked=true'>落实合法性审核。",
    "控制\x00字\x08符\x1b也在。",
    "表情🚀与扩展汉字𠮷都算一个字。",
    "<r><t>伪装成富文本</t></r>",
    "_x0041_ 形似转义。",
    "http://example.com/链接不应变成超链接",
    '引号"与“弯引号”以及 & 和 &amp;。',
)
LONG_REASON = "理由很长。" * 2000

_METHODS = (Method.LISTEN, Method.INSPECT_DOCUMENTS)


def roster() -> Roster:
    """Give a roster of an invented place: two departments and two streets, and a group of each."""
    return Roster(
        id="yunxiu",
        place="云秀区",
        groups={"各部门": "区政府工作部门", "各街镇": "街道和镇"},
        members=(
            Member(name="区司法局", aliases=("司法局",), groups=("各部门",)),
            Member(name="区市场监管局", aliases=("区市场监督管理局",), groups=("各部门",)),
            Member(name="和川街道", kind="street", groups=("各街镇",)),
            Member(name="灵湖镇", kind="town", groups=("各街镇",)),
        ),
    )


def catalog(tasks: int = 6, points: int = 2) -> Catalog:
    """Give a catalog of two chapters; tasks take turns in being of a unit, of a group, and of another unit."""
    units = (
        (ResponsibleUnit(name="司法局", part=Part.LEAD), ResponsibleUnit(name="区市场监管局", part=Part.SUPPORT)),
        (ResponsibleUnit(name="各街镇", part=Part.SUPPORT),),
        (ResponsibleUnit(name="区府办", part=Part.LEAD), ResponsibleUnit(name="各部门", part=Part.SUPPORT)),
    )
    return Catalog(
        id="test-2022",
        title="2022年云秀区法治政府建设工作要点<b>",
        issuer="云秀区",
        place="云秀区",
        year=2022,
        doc_number="云府〔2022〕1号",
        chapters=tuple({"id": name, "title": title} for name, title in (("一", "统筹推进"), ("二", "行政执法"))),
        tasks=tuple(
            Task(
                number=number,
                chapter="一" if number <= (tasks + 1) // 2 else "二",
                title=f"第{number}项任务：{('开展法治督察', '落实街镇赋权', '规范性文件审核')[number % 3]}",
                units=units[number % 3],
                documents=("《督察办法》",) if number == 1 else (),
                points=tuple(_point(number, place) for place in range(1, points + 1)),
            )
            for number in range(1, tasks + 1)
        ),
    )


def _point(task: int, place: int) -> Point:
    return Point(
        id=f"{task}.{place}",
        text=f"要点{task}.{place}的内容",
        core=place == 1,
        quantities=(Quantity(what="专题学法", required=2, units=("次",)),) if place == 2 else (),
        materials=(f"材料{task}.{place}",),
        methods=_METHODS,
        question=f"问题{task}.{place}？",
    )


@dataclass
class TextBuilder:
    """A document's text, grown sentence by sentence, that remembers where each stands."""

    text: str = "开头一段没有佐证。"

    def add(self, sentence: str, role: Role, heading: tuple[str, ...], terms: tuple[str, ...] = ()) -> Evidence:
        """Append a sentence and give the evidence that quotes it."""
        start = len(self.text) + 1
        self.text += "\n" + sentence
        return Evidence(
            role=role,
            quote=sentence,
            start=start,
            end=start + len(sentence),
            page=1 + start // 500,
            heading=heading,
            score=0.75,
            terms=terms,
            why=f"命中“{sentence[:4]}”",
        )


CYCLE = tuple(Status)


def report(
    name: str,
    of: Catalog,
    *,
    issuer: str = "云秀区",
    level: Level = Level.DISTRICT,
    shift: int = 0,
    year: int | None = 2022,
) -> tuple[ReportFindings, str]:
    """Give a report's findings and its text; the statuses of its tasks run through all of `Status`."""
    builder = TextBuilder()
    nasties = itertools.cycle(NASTY[4 * shift % len(NASTY) :] + NASTY[: 4 * shift % len(NASTY)])
    points, tasks = [], []
    for index, task in enumerate(of.tasks):
        status = CYCLE[(index + shift) % len(CYCLE)]
        covered = status in (Status.COVERED, Status.PARTIAL)
        planned, shortfall = status is Status.PLANNED or index % 4 == 0, status is Status.SHORTFALL
        for point in task.points:
            level_of = (2 if status is Status.COVERED else 1) if covered and point.core else 0
            evidence = []
            if level_of:
                for _ in range(2):
                    nasty = next(nasties)
                    evidence.append(builder.add(nasty, Role.DONE, ("一、举措<i>", "（一）督察"), (nasty[1:4],)))
            if planned:
                evidence.append(builder.add(f"下一步将推进任务{task.number}。", Role.PLAN, ("三、计划",), ("推进",)))
            if shortfall:
                evidence.append(builder.add(f"任务{task.number}仍有不足。", Role.PROBLEM, ("二、问题",), ("不足",)))
            near = (
                () if level_of else (builder.add(f"与{point.id}相近的一句。", Role.DONE, ("一、举措<i>",), ("相近",)),)
            )
            points.append(
                Finding(
                    point=point.id,
                    level=level_of,
                    score=0.5,
                    planned=planned,
                    shortfall=shortfall,
                    quantity=QuantityFinding(required=2, found=3, unit="次", verdict=Verdict.MET)
                    if point.quantities
                    else None,
                    evidence=tuple(evidence),
                    near_misses=near,
                    searched=(f"检索词{point.id}", "督察"),
                    why="有句子直接对应要点" if level_of else "没有相符的句子",
                )
            )
        tasks.append(
            TaskFinding(
                task=task.number,
                status=status,
                reason=LONG_REASON if index == 0 else f"任务{task.number}的理由",
                core=points[-len(task.points)].level,
                planned=planned,
                shortfall=shortfall,
            )
        )
    builder.text += "\n结尾一段。"
    found = ReportFindings(
        id=name,
        file=f"{name}.txt",
        sha256="0" * 64,
        title=f"{issuer}2022年度报告",
        issuer=issuer,
        level=level,
        year=year,
        warnings=(f"{name} 的提示 <b>一</b>",),
        points=tuple(points),
        tasks=tuple(tasks),
    )
    return found, builder.text


def findings(of: Catalog, count: int = 3) -> tuple[Findings, dict[str, str]]:
    """Give findings of a district, then streets and departments in turn, and the texts by report id."""
    issuers = (("云秀区", Level.DISTRICT), ("和川街道", Level.STREET_TOWN), ("区司法局", Level.DEPARTMENT))
    made = [
        report(f"r{i}", of, issuer=issuers[i % 3][0], level=issuers[i % 3][1], shift=i, year=2020 + i % 3)
        for i in range(count)
    ]
    info = CatalogInfo(id=of.id, title=of.title, issuer=of.issuer, year=of.year, doc_number=of.doc_number)
    return Findings(tool=TOOL, catalog=info, reports=tuple(found for found, _ in made)), {
        found.id: text for found, text in made
    }


@dataclass(frozen=True)
class Written:
    """The exports of one set of findings, and what they were made of."""

    findings: Findings
    catalog: Catalog
    roster: Roster
    texts: dict[str, str]
    html: Path
    xlsx: Path
    json: Path


def write_all(folder: Path, tasks: int = 14, reports: int = 3) -> Written:
    """Write every export into a folder."""
    of = catalog(tasks)
    found, texts = findings(of, reports)
    made = Written(found, of, roster(), texts, folder / "matrix.html", folder / "matrix.xlsx", folder / "findings.json")
    write_matrix_html(made.html, found, of, texts, made.roster, run_at=RUN_AT)
    write_matrix_xlsx(made.xlsx, found, of, run_at=RUN_AT)
    write_findings(made.json, found)
    return made
