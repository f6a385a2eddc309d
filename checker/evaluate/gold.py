"""Annotated reports: what people judged, one JSON file for each report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from checker.errors import UsageError
from checker.model.findings import Status

__all__ = ["Gold", "GoldPoint", "GoldQuote", "load_gold"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldQuote(Frozen):
    """A sentence that an annotator marked; offsets in the report's text."""

    start: int
    end: int
    text: str


class GoldPoint(Frozen):
    """What an annotator says of one point: level, flags, and the sentences that carry them."""

    done: Literal[0, 1, 2]
    evidence: tuple[GoldQuote, ...] = ()
    plan: bool = False
    plan_evidence: tuple[GoldQuote, ...] = ()
    problem: bool = False
    problem_evidence: tuple[GoldQuote, ...] = ()


class Gold(Frozen):
    """One annotated report; ``report`` is the id of the report, ``tasks`` the statuses that follow by roll-up."""

    report: str
    points: dict[str, GoldPoint]
    tasks: dict[str, Status] = {}


def load_gold(folder: Path) -> Iterator[Gold]:
    """Load the annotations of a folder by name; raises `UsageError` for a folder without any or a file that is none."""
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise UsageError(f"{folder}：没有标注文件，应为每份报告一个 JSON（字段 report、points、tasks）")
    for path in paths:
        try:
            yield Gold.model_validate_json(path.read_bytes())
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            where = ".".join(map(str, fault["loc"]))
            raise UsageError(f"{path}：不是标注文件（{where}：{fault['msg']}）") from error
