"""Which tasks a report has to answer: a government all, a department or street those that name it or a group of it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model.catalog import Roster, Task
from checker.model.report import Level

__all__ = ["Applicability", "applies"]

ALL_DEPARTMENTS = ("各部门", "各相关部门", "区相关部门", "区各相关部门", "相关部门")
ALL_STREETS = ("各街镇",)


@dataclass(frozen=True, slots=True)
class Applicability:
    """Who the issuer is for this catalog: ``names`` that a task may call it by, and a warning where that is a guess."""

    everything: bool
    unit: str
    names: frozenset[str]
    warning: str = ""

    def reason_against(self, task: Task) -> str:
        """Say why a task is not this unit's ("" where it is)."""
        if self.everything or not task.units or any(unit.name in self.names for unit in task.units):
            return ""
        listed = "、".join(unit.name for unit in task.units[:4]) + ("等" if len(task.units) > 4 else "")
        return f"责任单位为{listed}，不含{self.unit}"


def applies(issuer: str, level: Level, roster: Roster | None) -> Applicability:
    """Find what a task may call the issuer.

    A government (province, city, district) answers everything. A department or street answers what names it or one of
    its groups in the roster; one that the roster does not know is taken for a member of the general groups, with a
    warning. An unknown issuer answers everything, with a warning.
    """
    if level in (Level.PROVINCE, Level.CITY, Level.DISTRICT):
        return Applicability(True, issuer, frozenset())
    if level is Level.UNKNOWN or not issuer:
        return Applicability(True, issuer, frozenset(), "没有认出发文单位，按应答全部任务处理，请核对")
    general = ALL_STREETS if level is Level.STREET_TOWN else ALL_DEPARTMENTS
    member = roster.find(issuer) if roster else None
    if member is not None:
        names = frozenset((member.name, *member.aliases, *member.groups))
        return Applicability(False, member.name, names)
    warning = f"单位名录里没有“{issuer}”，按“{general[0]}”的成员处理，请核对"
    return Applicability(False, issuer, frozenset((issuer, *general)), warning)
