"""Finding and loading catalogs; what is wrong with one is told by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.catalogs import list_catalogs, load_catalog, load_lexicon, load_references, load_roster
from checker.errors import CatalogError, CheckerError
from checker.match import compile_catalog
from checker.model.catalog import Part

GOOD = """
id: mine
title: 我的清单
chapters: [{id: 一, title: 板块}]
tasks:
- number: 1
  chapter: 一
  title: 任务
  units: [{name: 区司法局, part: lead}]
  points:
  - {id: '1.1', text: 要点, core: true, clear: [案卷 + 评查]}
"""


def written(folder: Path, text: str) -> str:
    """Write a catalog file and give its path."""
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_shipped_catalog_is_complete() -> None:
    """52 tasks in 12 chapters and 20 sections, 133 points with vocabulary, materials, methods and a question each."""
    catalog = load_catalog("changning-2022")
    points = list(catalog.points())
    assert [task.number for task in catalog.tasks] == list(range(1, 53))
    assert (len(catalog.chapters), len(catalog.sections), len(points)) == (12, 20, 133)
    assert catalog.doc_number == "长府法治政府办〔2022〕7号"
    assert all(task.units for task in catalog.tasks)
    for point in points:
        assert point.clear, point.id
        assert point.materials, point.id
        assert point.methods, point.id
        assert point.question, point.id


def test_the_demanded_numbers_are_in_the_catalog() -> None:
    """28 industries, two lectures a year, once a term, 60 hours a year."""
    required = {
        point.id: (quantity.required, quantity.per)
        for point in load_catalog("changning-2022").points()
        for quantity in point.quantities
    }
    assert required["21.1"] == (28, "total")
    assert required["51.2"] == (2, "year")
    assert required["51.3"] == (1, "term")
    assert required["52.1"] == (60, "year")


def test_every_line_of_the_shipped_vocabulary_compiles() -> None:
    """The vocabulary holds no unknown concept and no malformed line."""
    compiled = compile_catalog(load_catalog("changning-2022"), load_lexicon())
    assert len(compiled.points) == 133
    assert len(compiled.sources) > 1000


def test_the_roster_knows_streets_town_and_groups() -> None:
    """Nine streets and one town make 各街镇; every unit of the list is a member or a group."""
    catalog = load_catalog("changning-2022")
    roster = load_roster(catalog)
    assert roster is not None
    streets = roster.members_of("各街镇")
    assert [member.kind for member in streets].count("street") == 9
    assert [member.kind for member in streets].count("town") == 1
    for task in catalog.tasks:
        for unit in task.units:
            assert unit.name in roster.groups or roster.find(unit.name), unit.name
    for group in ("各部门", "区各执法部门"):
        assert "假定" in roster.groups[group]


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("长宁区市场监督管理局", "区市场监管局"),
        ("市场监管局", "区市场监管局"),
        ("云岫区司法局", "区司法局"),
        ("远山县卫生健康委员会", "区卫生健康委"),
        ("新泾镇人民政府", "新泾镇"),
        ("水务局", None),
    ],
)
def test_units_are_known_by_other_names(name: str, member: str | None) -> None:
    """Full names, short names and other places' bureaus of the same kind are one unit."""
    roster = load_roster(load_catalog("changning-2022"))
    assert roster is not None
    found = roster.find(name)
    assert (found.name if found else None) == member


def test_a_catalog_of_the_users_own_is_loaded(tmp_path: Path) -> None:
    """A path to a YAML file works like the id of a shipped one."""
    catalog = load_catalog(written(tmp_path, GOOD))
    assert catalog.tasks[0].units[0].part is Part.LEAD
    assert load_roster(catalog) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tasks: [", "YAML"),
        ("- 1", "键值"),
        ("", "键值"),
        (GOOD.replace("title: 我的清单", ""), "title"),
        (GOOD.replace("core: true", "core: false"), "核心要点"),
        (GOOD.replace("id: '1.1'", "id: '2.1'"), "不属于任务"),
        (GOOD.replace("chapter: 一", "chapter: 九"), "板块没有定义"),
        (GOOD.replace("part: lead", "part: boss"), "区司法局"),
        (GOOD + "  colour: red\n", "colour"),
    ],
)
def test_a_broken_catalog_is_named_with_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    """The message names the file and the fault."""
    path = written(tmp_path, text)
    with pytest.raises(CatalogError) as caught:
        load_catalog(path)
    assert path in str(caught.value)
    assert told in str(caught.value)


def test_a_catalog_that_is_not_there_is_answered_with_what_there_is() -> None:
    """An unknown id lists the shipped ones."""
    with pytest.raises(CheckerError, match="changning-2022"):
        load_catalog("changing-2022")
    assert [entry.id for entry in list_catalogs()] == ["changning-2022"]


def test_references_lie_beside_the_catalog_or_among_the_shipped(tmp_path: Path) -> None:
    """A file in the catalog's own folder comes first; a catalog that names none has none."""
    catalog = load_catalog("changning-2022")
    assert "\tdone\t" in load_references(catalog, tmp_path).content
    (tmp_path / "changning-2022.tsv").write_text("\ufeff# 自己的\n", encoding="utf-8")
    assert load_references(catalog, tmp_path).content == "# 自己的\n"
    assert load_references(catalog.model_copy(update={"references": ""}), tmp_path).content == ""


def test_references_that_cannot_be_had_are_named(tmp_path: Path) -> None:
    """A missing file and one in another encoding are told with what was expected."""
    catalog = load_catalog("changning-2022").model_copy(update={"references": "mine"})
    with pytest.raises(CatalogError, match=r"应为 mine\.tsv"):
        load_references(catalog, tmp_path)
    (tmp_path / "mine.tsv").write_bytes("例句".encode("gb18030"))
    with pytest.raises(CatalogError, match=r"mine\.tsv：不是 UTF-8"):
        load_references(catalog, tmp_path)
