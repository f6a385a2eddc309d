"""The catalog: a task list made checkable, as people edit it in YAML.

Everything here is validated on the way in, frozen afterwards, and the source of the JSON Schema of the format
(``requirements_catalog/catalog.schema.json``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = ["Catalog", "Lexicon", "Member", "Method", "Part", "Point", "Quantity", "ResponsibleUnit", "Roster", "Task"]

Line = Annotated[str, Field(min_length=1)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(StrEnum):
    """The part a unit has in a task: lead (牵头) or support (配合, or responsible without anybody in the lead)."""

    LEAD = "lead"
    SUPPORT = "support"


class Method(StrEnum):
    """How an inspector looks: articles 12 and 13 of 《法治政府建设与责任落实督察工作规定》."""

    LISTEN = "listen"
    INSPECT_DOCUMENTS = "inspect_documents"
    INSPECT_FILES = "inspect_files"
    INTERVIEW = "interview"
    SITE_VISIT = "site_visit"
    COVERT_VISIT = "covert_visit"
    QUESTIONNAIRE = "questionnaire"


class ResponsibleUnit(Frozen):
    """A unit as the task list names it (which may be the name of a group), and its part."""

    name: Line
    part: Part


class Quantity(Frozen):
    """A number that the task demands: at least ``required`` of one of ``units`` (Chinese measure words) per ``per``.

    A number counts as found when it stands before one of the units in a sentence that holds one of ``near``.
    """

    what: Line
    required: Annotated[float, Field(gt=0)]
    units: Annotated[tuple[Line, ...], Field(min_length=1)]
    per: str = "total"
    near: tuple[Line, ...] = ()


class Point(Frozen):
    """One checkable obligation of a task.

    ``clear``, ``partial``, ``subject``, ``plan`` and ``problem`` are lines of vocabulary in the pattern language of
    `checker.match.pattern`: what shows the point, what touches it, how a plan or a complaint names its subject, and how
    only a plan or only a complaint does. ``misleading`` holds literals that contain its words and mean something else.
    """

    id: Annotated[str, Field(pattern=r"^\d+\.\d+$")]
    text: Line
    core: bool = False
    clear: tuple[Line, ...] = ()
    partial: tuple[Line, ...] = ()
    subject: tuple[Line, ...] = ()
    plan: tuple[Line, ...] = ()
    problem: tuple[Line, ...] = ()
    misleading: tuple[Line, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    materials: tuple[Line, ...] = ()
    methods: tuple[Method, ...] = ()
    question: str = ""
    official_text: str = ""

    @property
    def task(self) -> int:
        """The number of the task that this point belongs to."""
        return int(self.id.partition(".")[0])


class Task(Frozen):
    """A numbered task with the units that answer for it and the points to be checked."""

    number: Annotated[int, Field(ge=1)]
    chapter: str
    section: str = ""
    title: Line
    units: tuple[ResponsibleUnit, ...] = ()
    documents: tuple[Line, ...] = ()
    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    official_text: str = ""

    @model_validator(mode="after")
    def _points_belong(self) -> Self:
        for point in self.points:
            if point.task != self.number:
                raise ValueError(f"检查要点 {point.id} 不属于任务 {self.number}")
        if sum(point.core for point in self.points) != 1:
            raise ValueError(f"任务 {self.number} 应当有且只有一个核心要点（core: true）")
        return self

    @property
    def core(self) -> Point:
        """The point without which the task is not covered."""
        return next(point for point in self.points if point.core)


class Chapter(Frozen):
    """A chapter (一、) or section（一）of the task list: its numeral and its name."""

    id: Line
    title: Line


class Member(Frozen):
    """A unit of the roster: its usual short name, other names, and the groups that hold it."""

    name: Line
    kind: str = "department"  # party | department | street | town | office
    aliases: tuple[Line, ...] = ()
    groups: tuple[Line, ...] = ()


class Roster(Frozen):
    """The units of one place. Groups are names in a task list that stand for several members (各街镇)."""

    id: Line
    place: Line
    groups: Mapping[str, str] = Field(default_factory=dict)  # group → who it means, and on what ground
    members: tuple[Member, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        seen: dict[str, str] = {}
        for member in self.members:
            for name in (member.name, *member.aliases):
                if seen.setdefault(name, member.name) != member.name:
                    raise ValueError(f"名称“{name}”同时属于“{seen[name]}”和“{member.name}”")
            for group in member.groups:
                if group not in self.groups:
                    raise ValueError(f"“{member.name}”所属的“{group}”没有在 groups 中说明")
        return self

    @cached_property
    def _by_name(self) -> dict[str, Member]:
        names = {name: member for member in self.members for name in (member.name, *member.aliases)}
        for member in self.members:  # 司法局 is 区司法局 where nobody else is called so
            names.setdefault(member.name.removeprefix("区"), member)
        return names

    def find(self, name: str) -> Member | None:
        """Find a member by name, alias, or either with any place in front (云岫区司法局); None where it is unknown."""
        name = name.strip()
        return next((self._by_name[name[i:]] for i in range(len(name) - 1) if name[i:] in self._by_name), None)

    def groups_of(self, name: str) -> tuple[str, ...]:
        """Name the groups that hold a unit; none for an unknown one."""
        member = self.find(name)
        return member.groups if member else ()

    def members_of(self, group: str) -> tuple[Member, ...]:
        """List the members of a group, in the roster's order."""
        return tuple(member for member in self.members if group in member.groups)


class Lexicon(Frozen):
    """Concepts that the vocabulary refers to as ``{name}``, and the names that are masked before matching."""

    concepts: Mapping[str, tuple[Line, ...]] = Field(default_factory=dict)
    masked: tuple[Line, ...] = ()


class Catalog(Frozen):
    """A whole task list made checkable; ``roster`` and ``references`` name what lies beside it."""

    format: str = "checker.catalog/1"
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    title: Line
    issuer: str = ""
    place: str = ""
    year: int | None = None
    doc_number: str = ""
    published: str = ""
    roster: str = ""
    references: str = ""
    chapters: tuple[Chapter, ...] = ()
    sections: tuple[Chapter, ...] = ()
    tasks: Annotated[tuple[Task, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _numbers(self) -> Self:
        numbers = [task.number for task in self.tasks]
        if len(set(numbers)) != len(numbers):
            twice = sorted({n for n in numbers if numbers.count(n) > 1})
            raise ValueError(f"任务序号重复：{'、'.join(map(str, twice))}")
        ids = [point.id for point in self.points()]
        if len(set(ids)) != len(ids):
            raise ValueError(f"检查要点编号重复：{'、'.join(sorted({i for i in ids if ids.count(i) > 1}))}")
        for kind, known, used in (
            ("板块", self.chapters, {task.chapter for task in self.tasks}),
            ("小节", self.sections, {task.section for task in self.tasks if task.section}),
        ):
            unknown = used - {chapter.id for chapter in known}
            if known and unknown:
                raise ValueError(f"{kind}没有定义：{'、'.join(sorted(unknown))}")
        return self

    def points(self) -> Iterator[Point]:
        """Walk over all points in the order of the list."""
        for task in self.tasks:
            yield from task.points

    def task(self, number: int) -> Task | None:
        """Find a task by its number."""
        return next((task for task in self.tasks if task.number == number), None)
