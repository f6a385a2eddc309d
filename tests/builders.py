"""Small reports and catalogs for tests, written out as text."""

from __future__ import annotations

from collections.abc import Sequence

from checker.assess import assess_report
from checker.catalogs import Cache, load_catalog, load_lexicon, load_references, load_roster
from checker.match import CompiledCatalog, compile_catalog, match_report
from checker.model.catalog import Catalog, Lexicon, Part, Point, ResponsibleUnit, Roster, Task
from checker.model.document import Block, Document
from checker.model.findings import Finding, ReportFindings
from checker.model.references import NO_REFERENCES, References
from checker.model.report import Level, Report, Role, Sentence
from checker.pipeline import Checker

LEXICON = Lexicon(concepts={"开展": ("开展", "组织"), "干部": ("领导干部", "主要负责人")}, masked=("市场监督管理局",))


def make_point(name: str = "1.1", core: bool = True, **fields: object) -> Point:
    """Make a point; vocabulary by keyword."""
    return Point.model_validate({"id": name, "text": f"要点{name}", "core": core, **fields})


def make_task(*points: Point, units: Sequence[tuple[str, str]] = (), number: int = 1) -> Task:
    """Make a task of points; units as (name, lead or support)."""
    named = tuple(ResponsibleUnit(name=name, part=Part(part)) for name, part in units)
    return Task(number=number, chapter="一", title=f"任务{number}", units=named, points=points)


def make_catalog(*tasks: Task) -> Catalog:
    """Make a catalog of tasks."""
    return Catalog(id="test", title="测试清单", tasks=tasks)


def make_report(*sentences: tuple[Role, str] | tuple[Role, str, str], issuer: str = "云岫区人民政府") -> Report:
    """Make a report of sentences: (role, text) or (role, text, heading above)."""
    text, placed, blocks = "", [], []
    for role, words, *above in sentences:
        start = len(text)
        text += words + "\n"
        headings = (above[0],) if above else ()
        placed.append(Sentence(start, start + len(words), role, headings))
        blocks.append(Block(start, start + len(words)))
    document = Document("r", "r.txt", text, tuple(blocks), "0" * 64, "text/plain")
    return Report(document, "报告", issuer, Level.DISTRICT, 2022, (), tuple(placed))


def check(
    catalog: Catalog,
    report: Report,
    lexicon: Lexicon = LEXICON,
    roster: Roster | None = None,
    references: References = NO_REFERENCES,
) -> ReportFindings:
    """Match and assess a report."""
    return assess_report(report, catalog, match_report(report, compile_catalog(catalog, lexicon, references)), roster)


def check_point(report: Report, **vocabulary: object) -> Finding:
    """Check a report against one point with this vocabulary."""
    return check(make_catalog(make_task(make_point(**vocabulary))), report).points[0]


def checker_of(catalog: Catalog, cache: Cache | None = None) -> Checker:
    """Make a checker of a catalog with all that it names of what is shipped."""
    return Checker(catalog, load_lexicon(), load_roster(catalog), load_references(catalog), cache=cache)


def shipped_checker(cache: Cache | None = None) -> Checker:
    """Make a checker of the shipped catalog."""
    return checker_of(load_catalog("changning-2022"), cache)


def words_checker() -> Checker:
    """Make a checker of the shipped catalog that knows its vocabulary alone and no reference sentences."""
    catalog = load_catalog("changning-2022")
    return Checker(catalog, load_lexicon(), load_roster(catalog))


def shipped_compiled() -> CompiledCatalog:
    """Compile the shipped catalog."""
    catalog = load_catalog("changning-2022")
    return compile_catalog(catalog, load_lexicon(), load_references(catalog))
