"""findings.json: written report by report and read back whole or report by report.

Each report is one line, so that files of thousands of reports are written and read with one report in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from pydantic import ValidationError

from checker.errors import InputError
from checker.export.files import cannot_write, part_path
from checker.export.source import FindingsSource, FindingsStream
from checker.model.findings import CatalogInfo, Findings, ReportFindings, ToolInfo

__all__ = ["FindingsWriter", "findings_schema", "open_findings", "read_findings", "write_findings"]

_NOT_FINDINGS = "不是 checker.findings/1 格式的结果文件（{detail}）。请用 checker run 重新生成"
_UNREADABLE = "无法读取（{detail}）。请检查路径和权限"
_HEAD_MARK = ',"reports":[\n'
_TAIL = "\n]}\n"


class FindingsWriter:
    """Write findings.json one report at a time; the file appears, whole, when `close` is called.

    As a context manager it closes on success and leaves the old file untouched on an exception.
    """

    def __init__(self, path: Path, tool: ToolInfo, catalog: CatalogInfo) -> None:
        """Open a temporary file beside ``path``. Raises `OutputError` where that is impossible."""
        self._path = path
        self._part = part_path(path)
        self._separator = ""
        empty = Findings(tool=tool, catalog=catalog, reports=()).model_dump_json()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] = self._part.open("x", encoding="utf-8", newline="\n")
        except OSError as error:
            raise cannot_write(path, error) from error
        self._write(empty.removesuffix(',"reports":[]}') + _HEAD_MARK)

    def add(self, report: ReportFindings) -> None:
        """Write one report."""
        self._write(self._separator + report.model_dump_json())
        self._separator = ",\n"

    def close(self) -> None:
        """End the file and put it in its place. Closing twice does nothing."""
        if self._file.closed:
            return
        self._write(_TAIL)
        try:
            self._file.close()
            self._part.replace(self._path)
        except OSError as error:
            self.abort()
            raise cannot_write(self._path, error) from error

    def abort(self) -> None:
        """Throw away what was written; an older file at the path stays as it is."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()

    def _write(self, text: str) -> None:
        try:
            self._file.write(text)
        except OSError as error:
            self.abort()
            raise cannot_write(self._path, error) from error


def write_findings(path: Path, findings: FindingsSource) -> None:
    """Write findings.json of all reports of a source. Raises `OutputError`."""
    with FindingsWriter(path, findings.tool, findings.catalog) as writer:
        for report in findings.reports:
            writer.add(report)


def read_findings(path: Path) -> Findings:
    """Read a whole findings.json, in whatever layout. Raises `InputError`."""
    try:
        return Findings.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(str(path), _UNREADABLE.format(detail=error.strerror or error)) from error
    except ValidationError as error:
        raise InputError(str(path), _NOT_FINDINGS.format(detail=_first_problem(error))) from error


def open_findings(path: Path) -> FindingsStream:
    """Open findings.json for a walk over its reports, one in memory at a time, as often as wanted.

    A file that was laid out anew by another program is read whole. Raises `InputError`, also during the walk.
    """
    try:
        with path.open(encoding="utf-8") as file:
            first = file.readline()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), _UNREADABLE.format(detail=error)) from error
    if not first.endswith(_HEAD_MARK):
        whole = read_findings(path)
        return FindingsStream(whole.tool, whole.catalog, whole.reports)
    try:
        head = Findings.model_validate_json(first.removesuffix(_HEAD_MARK) + ',"reports":[]}')
    except ValidationError as error:
        raise InputError(str(path), _NOT_FINDINGS.format(detail=_first_problem(error))) from error
    return FindingsStream(head.tool, head.catalog, _ReportLines(path))


@dataclass(frozen=True, slots=True)
class _ReportLines:
    path: Path

    def __iter__(self) -> Iterator[ReportFindings]:
        try:
            with self.path.open(encoding="utf-8", newline="\n") as file:
                next(file)
                line = ""
                for line in file:
                    if line.startswith("{"):
                        yield ReportFindings.model_validate_json(line.rstrip().removesuffix(","))
        except ValidationError as error:
            raise InputError(str(self.path), _NOT_FINDINGS.format(detail=_first_problem(error))) from error
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(str(self.path), _UNREADABLE.format(detail=error)) from error
        if line != _TAIL.lstrip():
            raise InputError(str(self.path), _NOT_FINDINGS.format(detail="文件不完整"))


def findings_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of findings.json, from the models."""
    schema = Findings.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **json.loads(json.dumps(schema))}


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    place = ".".join(str(part) for part in problem["loc"])
    return f"{place}：{problem['msg']}" if place else problem["msg"]
