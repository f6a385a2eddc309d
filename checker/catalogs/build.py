"""Make a catalog of a task list: points, core, vocabulary, quantities, units, and a word on what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.catalogs.inspection import Inspection, load_inspection, question_for
from checker.catalogs.metadata import Metadata, report_marks
from checker.catalogs.names import Unlisted
from checker.catalogs.numbering import Depth, read_number
from checker.catalogs.points import core_index, short_title, split_points, titles_in
from checker.catalogs.quantities import find_deadlines, find_quantities
from checker.catalogs.source import SourceTask, TaskList
from checker.catalogs.topics import Topics, load_topics
from checker.catalogs.vocabulary import make_vocabulary
from checker.catalogs.words import Words, load_words
from checker.errors import CatalogError
from checker.model.catalog import Catalog, Lexicon, Point, Roster, Task

__all__ = ["Built", "Workshop", "build_catalog", "catalog_id", "check_is_list", "load_workshop", "unlisted_units"]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What catalogs are made with: the words and topics of the field, and the rules of inspection."""

    words: Words
    topics: Topics
    inspection: Inspection


@dataclass(frozen=True, slots=True)
class Built:
    """A catalog that was made, the comments that go with its tasks and points, and what a person should look at.

    ``comments`` are by task number ("43") or point id ("43.1").
    """

    catalog: Catalog
    comments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unlisted: tuple[Unlisted, ...] = ()
    doubts: tuple[str, ...] = ()


def load_workshop(lexicon: Lexicon) -> Workshop:
    """Load the words, topics and rules that are shipped."""
    return Workshop(load_words(lexicon), load_topics(lexicon), load_inspection())


def check_is_list(name: str, lines: Sequence[str], listed: TaskList, metadata: Metadata, tables: int = 0) -> None:
    """Refuse what is no task list; raises `CatalogError` that names the file, what was expected and what was found."""
    if not listed.tasks:
        found = (
            f"有 {tables} 个表格，但没有“重点任务”“具体举措”“责任单位”一类的表头和任务行"
            if tables
            else "没有编号的任务（如“1、……（责任单位：……）”“（一）……”“第一条……”）"
        )
        raise CatalogError(f"{name}：没有找到任务：{found}。请确认是任务清单（工作要点）原文。没有写出文件。")
    headings = [
        line.strip()
        for line in lines
        if (number := read_number(line.strip())) and number.depth <= Depth.SECTION and len(line.strip()) <= 60
    ]
    marks = report_marks(metadata.title, headings, [task.text for task in listed.tasks])
    if marks and not any(task.units for task in listed.tasks):
        raise CatalogError(
            f"{name}：看来是一份报告，不是任务清单：{marks}，也没有责任单位。"
            "请给出工作要点（任务清单）原文；要检查报告，请用 checker run。没有写出文件。"
        )


def catalog_id(stem: str, metadata: Metadata) -> str:
    """Make an id of the output file's name; without a usable one, of the year."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", stem.lower()).strip("-._")
    return plain or f"list-{metadata.year or 'new'}"


def build_catalog(
    listed: TaskList, metadata: Metadata, name: str, workshop: Workshop, roster: Roster | None = None
) -> Built:
    """Make the catalog; ``name`` becomes its id."""
    comments: dict[str, list[str]] = {}
    places = tuple(dict.fromkeys(p for p in (metadata.place, metadata.place[:-1]) if len(p) >= 2))
    tasks = tuple(_task(task, workshop, places, comments) for task in listed.tasks)
    catalog = Catalog(
        id=name,
        title=metadata.title or name,
        issuer=metadata.issuer,
        place=metadata.place,
        year=metadata.year,
        doc_number=metadata.doc_number,
        published=metadata.published,
        roster=roster.id if roster else "",
        chapters=listed.chapters,
        sections=listed.sections,
        tasks=tasks,
    )
    unlisted = unlisted_units(catalog, roster)
    for unit in unlisted:
        for number in unit.tasks:
            comments.setdefault(str(number), []).append(f"名录中没有的单位：{unit.name}")
    return Built(catalog, comments, unlisted, (*listed.notes, *_doubts(listed, catalog, workshop)))


def _task(task: SourceTask, workshop: Workshop, places: tuple[str, ...], comments: dict[str, list[str]]) -> Task:
    pieces = split_points(task.text, task.title)
    core = core_index(pieces)
    title = short_title(task.text, task.title)
    if task.label:
        comments.setdefault(str(task.number), []).append(f"原编号：{task.label}")
    if task.deadline:
        comments.setdefault(str(task.number), []).append(f"完成时限：{task.deadline}")
    points = []
    for number, text in enumerate(pieces, 1):
        vocabulary = make_vocabulary(text, workshop.words, workshop.topics, title, places)
        deadlines = find_deadlines(text)
        if task.deadline and number - 1 == core:
            deadlines = tuple(dict.fromkeys((*deadlines, task.deadline)))
        ask = workshop.inspection.ask(text)
        found = f"主题：{'、'.join(vocabulary.topics)}" if vocabulary.topics else "主题：（无，词汇取自本句）"
        comments[f"{task.number}.{number}"] = [found, *(f"期限：{deadline}" for deadline in deadlines)]
        points.append(
            Point(
                id=f"{task.number}.{number}",
                text=text,
                core=number - 1 == core,
                clear=vocabulary.clear,
                partial=vocabulary.partial,
                subject=vocabulary.subject,
                quantities=find_quantities(text),
                materials=ask.materials,
                methods=ask.methods,
                question=question_for(text, deadlines),
            )
        )
    return Task(
        number=task.number,
        chapter=task.chapter,
        section=task.section,
        title=title,
        units=task.units,
        documents=titles_in(task.text),
        points=tuple(points),
        official_text=task.text,
    )


def unlisted_units(catalog: Catalog, roster: Roster | None) -> tuple[Unlisted, ...]:
    """List the names that the roster knows neither as a unit nor as a group; none without a roster."""
    if roster is None:
        return ()
    found: dict[str, list[int]] = {}
    for task in catalog.tasks:
        for unit in task.units:
            if unit.name not in roster.groups and roster.find(unit.name) is None:
                found.setdefault(unit.name, []).append(task.number)
    return tuple(Unlisted(name, tuple(numbers)) for name, numbers in found.items())


def _doubts(listed: TaskList, catalog: Catalog, workshop: Workshop) -> list[str]:
    """Say what a person should look at before relying on the catalog."""
    told = [] if catalog.title != catalog.id else ["没有认出清单的标题，请在 YAML 的 title 处填写"]
    bare = [task.number for task in catalog.tasks if not task.units]
    if bare and len(bare) < len(catalog.tasks):
        told.append(f"没有责任单位的任务：{_numbers(bare)}")
    elif bare:
        told.append("整份清单没有责任单位：所有单位的报告都按应答全部任务处理")
    weak = [point.id for point in catalog.points() if not point.partial and len(point.clear) <= 1]
    if weak:
        told.append(f"词汇很少、需要补写的要点：{'、'.join(weak[:20])}" + ("等" if len(weak) > 20 else ""))
    untitled = [p.id for p in catalog.points() if not workshop.topics.of(p.text)]
    if untitled:
        told.append(f"{len(untitled)} 个要点没有对上词库的主题，词汇取自原句或任务标题，宜人工核对（YAML 中有注释）")
    short = [task.number for task in listed.tasks if len(task.text) < 8]
    if short:
        told.append(f"文字很短的任务：{_numbers(short)}")
    return told


def _numbers(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers[:20])) + (f"等 {len(numbers)} 项" if len(numbers) > 20 else "")
