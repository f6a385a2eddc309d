"""`checker review`: the web desk, the Excel round trip, and what can be learned from the decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.box import SIMPLE
from rich.markup import escape
from rich.table import Table

from checker.board import Board, Ruling, Session, open_session
from checker.cli import texts
from checker.cli.console import complain, console, warn
from checker.errors import OutputError, UsageError
from checker.export.cells import cell_text
from checker.export.labels import KINDS, REASONS
from checker.model.catalog import Catalog
from checker.model.review import Kind
from checker.review import Agreement, agreement_by_chapter, differences, reasons
from checker.review.sheet import Answer, Plan, make_plan

__all__ = ["agreement_command", "export_command", "import_command", "serve_command"]


def _now() -> datetime:
    return datetime.now().astimezone()


def serve_command(folder: Path, port: int, host: str) -> None:
    """Serve the web desk until it is interrupted."""
    from checker.web.server import serve

    session = open_session(folder, _now)
    session.board()  # says at once where there is nothing to review
    serve(session, host, port, lambda address: console.print(texts.serving(address, bool(host)), soft_wrap=True))


def export_command(folder: Path, file: Path) -> None:
    """Write the review workbook; an existing file, which may hold somebody's answers, is never replaced."""
    from checker.web.sheet import write_review_sheet

    if file.exists():
        raise OutputError(f"{file}：已有同名文件（其中可能有填好的决定），没有覆盖；请换一个文件名")
    session = open_session(folder, _now)
    rows = write_review_sheet(file, session.board(), session.now())
    console.print(texts.sheet_written(str(file), rows), soft_wrap=True)


def import_command(folder: Path, file: Path, dry_run: bool, reviewer: str) -> int:
    """Take the answers of a workbook over; give 0, or 3 where rows were left out (each is named)."""
    from checker.web.sheet import read_review_sheet

    exported_at, answers = read_review_sheet(file)
    session = open_session(folder, _now)
    board = session.board()
    plan = _plan(board, answers, exported_at, reviewer)
    _print_plan(plan)
    if not dry_run:
        _save(session, plan, board.newest)
    console.print(texts.import_summary(len(plan.planned), plan.unchanged, len(plan.problems), dry_run), soft_wrap=True)
    return 3 if plan.problems else 0


def _plan(board: Board, answers: Sequence[Answer], exported_at: int, reviewer: str) -> Plan:
    if exported_at > board.newest:
        raise UsageError("这份复核表不是从这个工作区导出的（其中的决定序号更新），请用 --workspace 指明原来的工作区")
    benches = {name: board.bench(name) for name in board.reports}
    named = [
        Answer(one.line, one.id, one.words, one.decision, one.reason, one.note, one.reviewer or reviewer)
        for one in answers
    ]
    return make_plan(named, benches, exported_at, cell_text)


def _print_plan(plan: Plan) -> None:
    if plan.planned:
        table = Table(title=texts.IMPORT_TITLE, title_justify="left", header_style="bold", box=SIMPLE)
        for title in texts.IMPORT_COLUMNS:
            table.add_column(title, overflow="fold")
        for one in plan.planned:
            decision = one.decision
            what = decision.value if decision.kind is Kind.LEVEL else ""
            said = f"{KINDS[decision.kind]} {what}" + (f"（{REASONS[decision.reason]}）" if decision.reason else "")
            quote = decision.anchor.quote if decision.anchor else decision.about
            place = f"{decision.report} {decision.point}"
            table.add_row(str(one.line), escape(place), said.strip(), escape(one.reviewer), escape(quote))
        console.print(table)
    for problem in plan.problems:
        kind = texts.CONFLICT if problem.conflict else texts.NOT_TAKEN
        complain(f"第 {problem.line} 行（{problem.id or '无编号'}）{kind}：{problem.why}")


def _save(session: Session, plan: Plan, newest: int) -> None:
    rulings = [Ruling(one.reviewer, one.decision, newest) for one in plan.planned]
    if rulings:
        session.save(*rulings)


def agreement_command(folder: Path, shown: int) -> None:
    """Print how often reviewers agreed with the machine, by chapter, and where they did not."""
    board = open_session(folder, _now).board()
    rows = agreement_by_chapter(board.standing, board.catalog)
    if not rows:
        raise UsageError(f"{folder}：工作区里还没有复核决定。请先用 checker review 复核，或给出人工标注文件夹")
    console.print(_agreement_table(rows, board.catalog))
    console.print(texts.AGREEMENT_LEGEND, style="dim")
    given = "、".join(f"{REASONS[reason]} {count}" for reason, count in reasons(board.standing, board.catalog))
    if given:
        console.print(texts.REASONS_GIVEN.format(given=given))
    differing = differences(board.standing, board.catalog)
    if shown and differing:
        console.print(texts.differing(len(differing), shown))
    for one in differing[:shown]:
        decision = one.record.decision
        said = KINDS[decision.kind] + (f" {decision.value}" if decision.value else "")
        reason = f"（{REASONS[decision.reason]}）" if decision.reason else ""
        head = f"{decision.report} {decision.point or decision.task} {said}{reason}：{one.record.reviewer}"
        console.print(f"[bold]{escape(head)}[/]", soft_wrap=True)
        for text in (decision.anchor.quote if decision.anchor else "", decision.note):
            if text:
                console.print(f"  {escape(text)}", soft_wrap=True)
    if len({record.decision.run for record in board.records}) > 1:
        warn(texts.SEVERAL_RUNS)


def _agreement_table(rows: Sequence[Agreement], catalog: Catalog) -> Table:
    table = Table(title=texts.AGREEMENT_TITLE, title_justify="left", header_style="bold", box=SIMPLE)
    for number, title in enumerate(texts.AGREEMENT_COLUMNS):
        table.add_column(title, justify="right" if number else "left", overflow="fold")
    titles = {chapter.id: f"{chapter.id}、{chapter.title}" for chapter in catalog.chapters}
    for row in rows:
        table.add_row(
            escape(titles.get(row.chapter, row.chapter)) if row.chapter else texts.ALL_TOGETHER,
            f"{row.agreed}/{row.judged}",
            f"{row.agreed / row.judged:.0%}" if row.judged else "–",
            f"{row.quotes_agreed}/{row.quotes}",
            f"{row.levels_agreed}/{row.levels}",
            str(row.higher),
            str(row.lower),
            f"{row.statuses_agreed}/{row.statuses}",
            str(row.missed),
        )
    return table
