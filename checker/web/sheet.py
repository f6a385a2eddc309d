"""The review workbook: written for Excel and WPS with locked ids and drop-downs, and read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

from checker.board import Board
from checker.errors import InputError
from checker.export.cells import begins_like_formula, cell_text
from checker.export.files import replacing
from checker.export.labels import KINDS, NEAR_MISS, POINT_LEVELS, REASONS, ROLES, STATES, UNREVIEWED, status_text
from checker.model.findings import Evidence, Status
from checker.model.report import Role
from checker.model.review import Kind, Reason
from checker.review.overlay import FinalReport
from checker.review.sheet import NEAR, POINT, Answer, SheetRow, sheet_rows
from checker.review.standing import Verdict
from checker.web.sheet_texts import (
    ABOUT,
    CHECKLIST_COLUMNS,
    CHOICES,
    COLUMNS,
    POINT_FORM,
    SHEET_FORMAT,
    SHEETS,
    WORDS,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["MAX_BYTES", "read_review_sheet", "write_review_sheet"]

MAX_BYTES: Final = 64 * 1024 * 1024
_OPEN = 4  # columns at the end that the reviewer fills in
_CHOICE_ROW = 20  # where the lists of choices stand on the sheet 说明, counted from 0
_LINES = {"border": 1, "border_color": "#C9CED6", "valign": "vcenter", "text_wrap": True, "font_size": 10}
_FORMATS: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"font_name": "黑体", "font_size": 16},
    "head": {**_LINES, "font_name": "黑体", "align": "center", "font_color": "#FFFFFF", "bg_color": "#1C3D5A"},
    "text": {**_LINES, "font_name": "宋体"},
    "point": {**_LINES, "font_name": "黑体", "bg_color": "#E8EEF4"},
    "id": {**_LINES, "font_name": "Consolas", "font_size": 8, "font_color": "#8A94A0"},
    "open": {**_LINES, "font_name": "宋体", "bg_color": "#FFF9E0", "locked": False},
}


def write_review_sheet(path: Path, board: Board, made: datetime) -> int:
    """Write the workbook and give the number of rows that can be decided on. Raises `OutputError`."""
    from xlsxwriter import Workbook

    with replacing(path) as part:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with Workbook(str(part), options) as book:
            book.set_properties({"title": WORDS["title"], "created": made})
            formats = _Formats(book)
            count = _write_rows(book.add_worksheet(SHEETS["review"]), formats, board)
            _write_checklist(book.add_worksheet(SHEETS["checklist"]), formats, board)
            _write_about(book.add_worksheet(SHEETS["about"]), formats, board, made)
    return count


class _Formats:
    def __init__(self, book: Workbook) -> None:
        self._plain = {name: book.add_format(dict(look)) for name, look in _FORMATS.items()}
        self._defused = {name: book.add_format({**look, "quote_prefix": True}) for name, look in _FORMATS.items()}

    def __call__(self, name: str, text: str = "") -> Any:
        return (self._defused if begins_like_formula(text) else self._plain)[name]


def _put(sheet: Worksheet, formats: _Formats, row: int, values: Sequence[str], look: Sequence[str]) -> None:
    for column, (value, name) in enumerate(zip(values, look, strict=True)):
        text = cell_text(value)
        if text:
            sheet.write_string(row, column, text, formats(name, text))
        else:
            sheet.write_blank(row, column, None, formats(name))


def _lay_out(sheet: Worksheet, formats: _Formats, columns: Mapping[str, int], frozen: int) -> None:
    for column, width in enumerate(columns.values()):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 30)
    _put(sheet, formats, 0, list(columns), ["head"] * len(columns))
    sheet.freeze_panes(1, frozen)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(WORDS["footer"])
    sheet.hide_gridlines(2)


def _write_rows(sheet: Worksheet, formats: _Formats, board: Board) -> int:
    _lay_out(sheet, formats, COLUMNS, 7)
    closed = len(COLUMNS) - _OPEN - 1
    row = 0
    for report in board.reports.values():
        for one in _applicable(report, board):
            row += 1
            look = "point" if one.form == POINT else "text"
            _put(sheet, formats, row, _row_values(one), ["id", *[look] * closed, *["open"] * _OPEN])
    last = max(row, 1)
    first_open = len(COLUMNS) - _OPEN
    about = SHEETS["about"]
    points = f"{about}!$B${_CHOICE_ROW + 3}:$B${_CHOICE_ROW + 5}"
    quotes = f"{about}!$B${_CHOICE_ROW + 1}:$B${_CHOICE_ROW + 2}"
    sheet.data_validation(
        1,
        first_open,
        last,
        first_open,
        {
            "validate": "list",
            "source": f'=IF($G2="{POINT_FORM}",{points},{quotes})',
            "error_title": WORDS["bad_choice_title"],
            "error_message": WORDS["bad_choice"],
        },
    )
    reasons = {"validate": "list", "source": list(REASONS.values()), "error_title": WORDS["bad_choice_title"]}
    sheet.data_validation(1, first_open + 1, last, first_open + 1, reasons)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True, "sort": True})
    return row


def _applicable(report: FinalReport, board: Board) -> Iterator[SheetRow]:
    for row in sheet_rows(report, board.catalog):
        if report.tasks[row.task.number].final.status is not Status.NOT_APPLICABLE:
            yield row


def _row_values(row: SheetRow) -> list[str]:
    evidence, review = row.evidence, row.review
    if evidence is None:
        words, place, form = review.machine.why, "", POINT_FORM
        judged = f"{review.machine.level} {POINT_LEVELS[review.machine.level].label}"
        now = STATES[review.state]
        if review.final.level != review.machine.level:
            now = f"{review.final.level} {POINT_LEVELS[review.final.level].label}（{now}）"
        if review.reopened:
            now = WORDS["cut_reopened"].format(n=len(review.reopened))
    else:
        words, place = evidence.quote, _where(evidence)
        form = NEAR_MISS if row.form == NEAR else ROLES[Role(row.form)]
        judged, now = WORDS["score"].format(score=evidence.score), _said(row.verdict)
    fixed = [row.id, row.report, str(row.task.number), row.task.title, row.point.id, row.point.text, form]
    return [*fixed, words, place, judged, now, "", "", "", ""]


def _where(evidence: Evidence) -> str:
    return " › ".join(evidence.heading)


def _said(verdict: Verdict | None) -> str:
    if verdict is None:
        return UNREVIEWED
    listed = "；".join(
        WORDS["by"].format(name=record.reviewer, what=_what(record.decision.kind, record.decision.reason))
        for record in verdict.records
    )
    return WORDS["disputed"].format(listed=listed) if verdict.disputed else listed


def _what(kind: Kind, reason: Reason | None) -> str:
    return KINDS[kind] + (f"（{REASONS[reason]}）" if reason else "")


def _write_checklist(sheet: Worksheet, formats: _Formats, board: Board) -> None:
    _lay_out(sheet, formats, CHECKLIST_COLUMNS, 5)
    chapters = {chapter.id: f"{chapter.id}、{chapter.title}" for chapter in board.catalog.chapters}
    row = 0
    for report in board.reports.values():
        for task in board.catalog.tasks:
            review = report.tasks[task.number]
            if review.final.status is Status.NOT_APPLICABLE:
                continue
            row += 1
            units = "、".join(unit.name for unit in task.units)
            notes = [r for r in board.standing.notes.get(report.machine.id, ()) if r.decision.task == task.number]
            assigned = board.standing.assigned.get((report.machine.id, task.number))
            quotes = [one for point in task.points for one in report.points[point.id].final.evidence[:2]]
            values = [
                report.machine.id,
                report.machine.issuer,
                str(task.number),
                chapters.get(task.chapter, task.chapter),
                task.title,
                units,
                status_text(review.machine.status),
                status_text(review.final.status),
                STATES[review.state],
                "、".join(review.reviewers),
                review.final.reason,
                "\n".join(_excerpt(one) for one in _once(quotes)[:4]),
                "\n".join(WORDS["by"].format(name=r.reviewer, what=r.decision.note) for r in notes),
                assigned.decision.value if assigned else "",
            ]
            _put(sheet, formats, row, values, ["text"] * len(values))
    sheet.autofilter(0, 0, max(row, 1), len(CHECKLIST_COLUMNS) - 1)


def _once(quotes: Sequence[Evidence]) -> list[Evidence]:
    return list({one.quote: one for one in quotes}.values())


def _excerpt(evidence: Evidence) -> str:
    where = _where(evidence)
    return f"“{evidence.quote}”" + (WORDS["place"].format(where=where) if where else "")


def _write_about(sheet: Worksheet, formats: _Formats, board: Board, made: datetime) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, WORDS["title"], formats("title"))
    facts = (
        (WORDS["format"], SHEET_FORMAT),
        (WORDS["run"], str(board.run.id)),
        (WORDS["newest"], str(board.newest)),
        (WORDS["made"], made.isoformat(timespec="seconds")),
    )
    for row, (topic, words) in enumerate((*facts, *ABOUT), start=1):
        _put(sheet, formats, row, (topic, words), ("point", "text"))
    for row, choice in enumerate(CHOICES.values(), start=_CHOICE_ROW):
        sheet.write_string(row, 1, choice, formats("text"))
    sheet.protect("")


def read_review_sheet(path: Path) -> tuple[int, list[Answer]]:
    """Read what came back: the newest entry when it was exported, and an answer for each row that has one.

    Raises `InputError` for a file that is none of ours.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    name = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(name, "文件超过 64 MB，不像复核表，没有读取")
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise InputError(name, f"无法读取（{error.strerror or error}），请检查路径，或关闭正打开它的程序") from error
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise InputError(name, "不是 xlsx 文件或已损坏，请用 checker review export 导出的复核表") from error
    try:
        if SHEETS["review"] not in book.sheetnames or SHEETS["about"] not in book.sheetnames:
            raise InputError(name, f"没有“{SHEETS['review']}”和“{SHEETS['about']}”两张表，不是导出的复核表")
        facts = {
            _text(row[0]): _text(row[1])
            for row in book[SHEETS["about"]].iter_rows(min_col=1, max_col=2, max_row=12, values_only=True)
        }
        if facts.get(WORDS["format"]) != SHEET_FORMAT or not facts.get(WORDS["newest"], "").isdigit():
            raise InputError(name, f"“{SHEETS['about']}”表里没有格式 {SHEET_FORMAT} 的标记，请从原表恢复")
        rows = book[SHEETS["review"]].iter_rows(values_only=True)
        return int(facts[WORDS["newest"]]), list(_answers(name, rows))
    finally:
        book.close()


def _answers(name: str, rows: Iterator[Any]) -> Iterator[Answer]:
    head = [_text(value) for value in next(rows, ())]
    missing = [title for title in COLUMNS if title not in head]
    if missing:
        raise InputError(name, f"“{SHEETS['review']}”缺少列：{'、'.join(missing)}；请从原表恢复表头")
    at = {title: head.index(title) for title in COLUMNS}
    choices = {label: choice for choice, label in CHOICES.items()}
    reasons = {label: reason for reason, label in REASONS.items()}
    for line, row in enumerate(rows, start=2):
        cells = {title: _text(row[column]) if column < len(row) else "" for title, column in at.items()}
        said = cells["决定"]
        if not said:
            continue
        is_point = cells["类别"] == POINT_FORM
        yield Answer(
            line=line,
            id=cells["编号"],
            words=cells["检查要点" if is_point else "引文或判定理由"],
            decision=choices.get(said, said.partition(" ")[0]),
            reason=reasons.get(cells["驳回理由"]),
            note=cells["备注"],
            reviewer=cells["复核人"],
        )


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
