"""What every export takes: a header and reports, all at once (`Findings`) or one after the other (`FindingsStream`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from checker.errors import OutputError
from checker.model.catalog import Catalog
from checker.model.findings import CatalogInfo, Finding, ReportFindings, TaskFinding, ToolInfo

__all__ = ["FindingsSource", "FindingsStream", "in_catalog_order"]


class FindingsSource(Protocol):
    """Findings of which only one report needs to be in memory at a time; each export walks over them once."""

    @property
    def tool(self) -> ToolInfo: ...
    @property
    def catalog(self) -> CatalogInfo: ...
    @property
    def reports(self) -> Iterable[ReportFindings]: ...


@dataclass(frozen=True, slots=True)
class FindingsStream:
    """A header, and reports that are made or read as they are asked for."""

    tool: ToolInfo
    catalog: CatalogInfo
    reports: Iterable[ReportFindings]


def in_catalog_order(report: ReportFindings, catalog: Catalog) -> tuple[list[TaskFinding], list[Finding]]:
    """Lay a report's tasks and points out in the order of the catalog.

    Raises `OutputError` where the report lacks one of the catalog or holds one that the catalog does not: such findings
    are of another version of the catalog, and a matrix of them would lose tasks in silence.
    """
    tasks = {task.task: task for task in report.tasks}
    points = {point.point: point for point in report.points}
    expected_tasks = [task.number for task in catalog.tasks]
    expected_points = [point.id for point in catalog.points()]
    different = [f"任务 {number}" for number in sorted(set(expected_tasks) ^ tasks.keys())]
    different += [f"检查要点 {name}" for name in sorted(set(expected_points) ^ points.keys())]
    if different:
        listed = "、".join(different[:5]) + ("等" if len(different) > 5 else "")
        raise OutputError(
            f"报告 {report.id} 的判定结果与目录 {catalog.id} 不一致（{listed}）："
            "结果可能由另一版目录得出。请用当前目录重新运行"
        )
    return [tasks[number] for number in expected_tasks], [points[name] for name in expected_points]
