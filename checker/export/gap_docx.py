"""The gap report on paper (docx): a page of summary, every gap with what to ask, what is covered, what it all means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.export.case import Case
from checker.export.filters import GAPS
from checker.export.gap_model import GapPoint, GapReport, GapTask
from checker.export.gap_report import passages, review_words
from checker.export.gap_texts import ABOUT_GAPS, BASICS, GAP, PARTS_SHOWN
from checker.export.labels import POINT_LEVELS, STATUSES, UNREVIEWED, Style
from checker.export.paper import Paper, PaperCell, Span
from checker.export.reviewing import added_mark, reject_note, was_text
from checker.export.wording import (
    chinese_number,
    methods_text,
    percent,
    place_of,
    quantity_text,
    quoted,
    searched_text,
    units_text,
)
from checker.model.findings import Evidence, Status
from checker.model.report import Role

__all__ = ["made", "opening", "write_gap_docx"]

_QUOTES = 2  # of a point that are shown; all are in json and xlsx
_LABEL, _REST = 28, 128  # mm


def write_gap_docx(path: Path, report: GapReport, case: Case) -> None:
    """Write the gap report of one unit. Raises `OutputError`."""
    paper = Paper()
    _summary_page(paper, report, case)
    _gap_pages(paper, report)
    if not case.filters.only_gaps:
        _covered_pages(paper, report)
    paper.heading(GAP["about"], 1)
    for words in ABOUT_GAPS:
        paper.paragraph(words, "Note", indent=True)
    paper.paragraph(made(case), "Note", indent=True)
    paper.paragraph("", "Note")
    paper.paragraph(GAP["unsigned"], "Note")
    paper.save(
        path,
        title=f"{report.unit.name}{GAP['title']}",
        header=GAP["header"].format(unit=report.unit.name[:60], review=report.summary.review.in_brief()),
        subject=f"{case.info.title}；{case.tool.name} {case.tool.version}；{GAP['filters']}：{case.filters_text}",
        created=case.run_at,
    )


def made(case: Case) -> str:
    """Say when, by which program and from which catalog."""
    return GAP["made"].format(run_at=case.run_at_text, tool=case.tool.name, version=case.tool.version, id=case.info.id)


def opening(report: GapReport, case: Case) -> str:
    """Say in a sentence or two how the unit stands."""
    summary = report.summary
    parts = "、".join(
        GAP["part"].format(name=PARTS_SHOWN[name], n=rate.applicable) for name, rate in summary.by_part.items()
    )
    gaps = sum(summary.counts[status] for status in GAPS)
    return GAP["opening"].format(
        catalog=case.info.title,
        number=f"（{case.info.doc_number}）" if case.info.doc_number else "",
        unit=report.unit.name,
        parts=GAP["parts"].format(parts) if parts else "",
        applicable=summary.applicable,
        covered=summary.covered.covered,
        percent=percent(summary.covered.covered, summary.applicable),
        gaps=gaps,
        gap_percent=percent(gaps, summary.applicable),
    )


def _summary_page(paper: Paper, report: GapReport, case: Case) -> None:
    paper.paragraph(report.unit.name, "Title")
    paper.paragraph(GAP["title"], "Title")
    paper.paragraph(GAP["stamp"].format(report.summary.review.in_brief()), "Stamp")
    paper.heading(GAP["summary"], 1)
    paper.paragraph(opening(report, case), indent=True)
    paper.gap()
    counts, applicable = report.summary.counts, report.summary.applicable
    shown = [status for status in Status if status is not Status.NOT_APPLICABLE]
    _chart(paper, [(STATUSES[status], counts[status]) for status in shown])
    paper.table(
        [22] + [20] * len(shown) + [30],
        [
            [GAP["status"], *(_label(STATUSES[status]) for status in shown), GAP["total"]],
            [
                GAP["count"],
                *(_centre(f"{STATUSES[status].mark} {counts[status]}") for status in shown),
                _centre(str(applicable)),
            ],
            [
                GAP["share"],
                *(_centre(percent(counts[status], applicable)) for status in shown),
                _centre(f"{percent(applicable, applicable)}\n{_idle(counts)}" if _idle(counts) else "100%"),
            ],
        ],
        keep=True,
    )
    rows: list[list[str | PaperCell]] = [[PaperCell((GAP["pressing"],), span=3)]]
    for number, gap in enumerate(report.summary.pressing, start=1):
        what = (Span(f"{number}．{GAP['item'].format(number=gap.task, title=gap.title)}", bold=True),)
        rows.append([PaperCell((what,)), _status(gap.status), gap.why])
    if not report.summary.pressing:
        rows.append([PaperCell((GAP["no_pressing"],), span=3)])
    paper.table([50, 24, 82], rows, keep=True)
    review = report.summary.review
    values: tuple[str | PaperCell, ...] = (
        PaperCell((Span(report.basis.text, bold=not report.basis.own),)),
        review.in_detail(),
        case.filters_text,
    )
    basics: list[list[str | PaperCell]] = [
        [PaperCell((name,), head=True), value] for name, value in zip(BASICS, values, strict=True) if value
    ]
    if report.basis.warnings:
        basics.append([PaperCell((GAP["warnings"],), head=True), "\n".join(report.basis.warnings)])
    paper.table([_LABEL, _REST], basics, heads=0, gap=False)


def _idle(counts: dict[Status, int]) -> str:
    idle = counts[Status.NOT_APPLICABLE]
    return f"{GAP['not_applicable']} {idle}" if idle else ""


def _chart(paper: Paper, parts: Sequence[tuple[Style, int]]) -> None:
    """Draw a bar: one row of cells as wide as their counts, so that it prints and copies without a picture."""
    whole = sum(count for _, count in parts)
    shown = [(style, count) for style, count in parts if count]
    if not shown:
        return
    floor = whole * 0.07  # a cell has to hold its mark and number
    widths = [max(count, floor) for _, count in shown]
    cells = [
        PaperCell((f"{style.mark}{count}",), fill=style.colour.lstrip("#"), centre=True, ink=_ink(style))
        for style, count in shown
    ]
    paper.table(widths, [cells], heads=0, keep=True)


def _ink(style: Style) -> str:
    return "FFFFFF" if style.colour in ("#009E73", "#D55E00") else "000000"


def _gap_pages(paper: Paper, report: GapReport) -> None:
    paper.heading(GAP["gaps"], 1, new_page=True)
    if not report.gaps:
        paper.paragraph(GAP["no_gaps"], indent=True)
    for number, task in enumerate(report.gaps, start=1):
        title = GAP["item"].format(number=task.number, title=task.title)
        paper.heading(f"（{chinese_number(number)}）{title}", 2)
        paper.table([_LABEL, _REST], list(_gap_rows(task)), heads=0)


def _gap_rows(task: GapTask) -> Iterable[list[str | PaperCell]]:
    style = STATUSES[task.status]
    yield [
        PaperCell((GAP["judgement"],), head=True),
        PaperCell(
            ((Span(_text(style) + was_text(task.judged), bold=True), Span(f"　{task.reason}")),),
            fill=style.tint.lstrip("#"),
            keep=True,
        ),
    ]
    yield from _row(GAP["how"], [task.how, units_text(task.units)])
    yield from _row(GAP["documents"], ["、".join(f"《{name}》" for name in task.documents)])
    yield from _row(GAP["official"], [task.official_text])
    for point in task.points:
        level = POINT_LEVELS[point.finding.level]
        core = GAP["core"] if point.core else ""
        judged = f"　{_text(level)}{was_text(point.finding)}：{point.finding.why}"
        head = (Span(f"{point.id}{core} {point.text}", bold=True), Span(judged))
        yield [PaperCell((head,), fill=level.tint.lstrip("#"), span=2, keep=True)]
        yield from _point_rows(point)
    findings = [point.finding for point in task.points]
    yield from _row(GAP["plan"], _quotes(p for f in findings for p in passages(f, Role.PLAN)) or [GAP["no_plan"]])
    yield from _row(
        GAP["problem"], _quotes(p for f in findings for p in passages(f, Role.PROBLEM)) or [GAP["no_problem"]]
    )
    weak = [point for point in task.points if point.finding.level < 2]
    yield from _row(GAP["materials"], ["；".join(dict.fromkeys(m for point in weak for m in point.materials))])
    yield from _row(GAP["methods"], [methods_text(method for point in weak for method in point.methods)])
    yield from _row(GAP["question"], list(dict.fromkeys(point.question for point in weak if point.question)))
    example = next((point.example for point in weak if point.example), None)
    if example is not None:
        place = f"　（{example.issuer}，{place_of(example.passage)}）"
        yield from _row(
            GAP["example"], [(Span(GAP["example_note"]), Span(f"{example.passage.quote}{place}", soft=True))]
        )
    yield [PaperCell((GAP["review"],), head=True), PaperCell((review_words(task, GAP["unreviewed"]),))]


def _point_rows(point: GapPoint) -> Iterable[list[str | PaperCell]]:
    finding = point.finding
    done = passages(finding, Role.DONE)
    yield from _row(GAP["evidence"], _quotes(done[: _QUOTES if finding.level < 2 else 1]))
    struck = finding.review.rejected if finding.review else ()
    yield from _row(
        GAP["rejected"], [(Span(one.quote, soft=True), Span(reject_note(finding, one))) for one in struck[:_QUOTES]]
    )
    if finding.quantity is not None:
        yield from _row(GAP["quantity_label"], [quantity_text(finding.quantity)])
    if finding.level == 0:
        yield from _row(GAP["searched"], [searched_text(finding.searched)])
        yield from _row(GAP["near"], _quotes(finding.near_misses[:_QUOTES]) or [GAP["no_near"]])


def _row(label: str, lines: Sequence[str | Sequence[Span]]) -> Iterable[list[str | PaperCell]]:
    if any(lines):
        yield [PaperCell((label,), head=True), PaperCell(tuple(line for line in lines if line))]


def _quotes(found: Iterable[Evidence]) -> list[Sequence[Span]]:
    unique = {(passage.start, passage.end): passage for passage in found}
    return [
        (Span(added_mark(passage), bold=True), Span(passage.quote), Span(f"（{place_of(passage)}）", soft=True))
        for passage in unique.values()
    ]


def _covered_pages(paper: Paper, report: GapReport) -> None:
    paper.heading(GAP["covered"], 1)
    if not report.covered:
        paper.paragraph(GAP["no_covered"], indent=True)
        return
    rows: list[list[str | PaperCell]] = [[GAP["number"], GAP["task"], f"{GAP['quote_column']}、{GAP['place_column']}"]]
    for task in report.covered:
        lines: list[Sequence[Span]] = []
        for point in task.points:
            best = passages(point.finding, Role.DONE)[:1]
            shown = (
                [Span(added_mark(best[0]) + best[0].quote), Span(f"（{place_of(best[0])}）", soft=True)] if best else []
            )
            level = POINT_LEVELS[point.finding.level]
            judged = f"{point.id} {_text(level)}{was_text(point.finding)}　"
            lines.append([Span(judged, bold=True), *shown])
        title: Sequence[Span] = (Span(task.title, bold=True), Span(f"（{task.how}）"))
        said = Span(was_text(task.judged) + review_words(task, UNREVIEWED), soft=True)
        rows.append([_centre(str(task.number)), PaperCell((title, said)), PaperCell((*lines, *_flags(task)))])
    paper.table([12, 44, 100], rows)


def _flags(task: GapTask) -> list[str]:
    flags = [(GAP["plan"], Role.PLAN, task.planned), (GAP["problem"], Role.PROBLEM, task.shortfall)]
    return [
        f"{label}：{quoted(first)}"
        for label, role, set_ in flags
        if set_
        for first in [p for point in task.points for p in passages(point.finding, role)][:1]
    ]


def _status(status: Status) -> PaperCell:
    style = STATUSES[status]
    return PaperCell((_text(style),), fill=style.tint.lstrip("#"), centre=True)


def _label(style: Style) -> PaperCell:
    return PaperCell((style.label,), fill=style.tint.lstrip("#"), centre=True, head=True)


def _text(style: Style) -> str:
    return f"{style.mark} {style.label}"


def _centre(text: str) -> PaperCell:
    return PaperCell(tuple(text.split("\n")), centre=True)
