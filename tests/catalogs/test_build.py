"""Building a catalog: vocabulary, metadata, doubts, the YAML and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.catalogs import (
    Built,
    Original,
    attach_wording,
    build_catalog,
    catalog_yaml,
    load_catalog,
    load_lexicon,
    load_roster,
    load_workshop,
    parse_list,
    read_original,
    roster_of_place,
    write_text,
)
from checker.catalogs.metadata import read_metadata
from checker.catalogs.vocabulary import make_vocabulary
from checker.catalogs.words import Background, count_words, load_words
from checker.errors import CatalogError, OutputError
from checker.match import compile_catalog
from checker.model.catalog import Catalog, Roster
from tests.builders import check, make_catalog, make_point, make_report, make_task
from tests.catalogs.lists import ARTICLES, BRACKETS, OWN_LINE, REPORT, UNNUMBERED_UNITS, as_text

LISTS = {"brackets": BRACKETS, "own line": OWN_LINE, "unnumbered": UNNUMBERED_UNITS, "articles": ARTICLES}


def read(text: str, name: str = "清单.txt") -> Original:
    """Read a text as a task list."""
    return read_original(name, text.splitlines())


def build(text: str, roster: Roster | None = None) -> Built:
    """Build a catalog of a text."""
    original = read(text)
    return build_catalog(original.listed, original.metadata, "mine", load_workshop(load_lexicon()), roster)


def test_metadata_of_a_list() -> None:
    """Title, issuer, place, year, document number and date."""
    metadata = read(BRACKETS).metadata
    assert metadata.title == "2023年云岫区法治政府建设工作要点及任务分工"
    assert metadata.issuer == "云岫区法治政府建设工作领导小组办公室"
    assert (metadata.place, metadata.year) == ("云岫区", 2023)
    assert (metadata.doc_number, metadata.published) == ("云法政办〔2023〕4号", "2023-02-01")


def test_a_title_in_two_lines_and_a_date_in_chinese() -> None:
    """The two lines are one title; 二〇二三年三月一日 is a date."""
    lines = ["2023年云岫市碧溪区法治政府建设", "工作要点与责任分工", "云岫市碧溪区人民政府办公室", "二〇二三年三月一日"]
    metadata = read_metadata(lines, 4)
    assert metadata.title == "2023年云岫市碧溪区法治政府建设工作要点与责任分工"
    assert (metadata.place, metadata.published) == ("碧溪区", "2023-03-01")


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS.keys())
def test_a_built_catalog_compiles_and_every_point_can_be_found(text: str) -> None:
    """All lines are in the pattern language, and no point is without clear vocabulary, materials and question."""
    catalog = build(text).catalog
    compile_catalog(catalog, load_lexicon())
    for point in catalog.points():
        assert point.clear, point.id
        assert point.subject, point.id
        assert point.materials, point.id
        assert point.text in point.question or "……" in point.question


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS.keys())
def test_yaml_and_back_is_lossless(text: str, tmp_path: Path) -> None:
    """What was built, written and loaded again is the same catalog, and written again the same text."""
    built = build(text)
    path = tmp_path / "mine.yaml"
    path.write_text(catalog_yaml(built.catalog, built.comments), encoding="utf-8")
    loaded = load_catalog(str(path))
    assert loaded == built.catalog
    assert catalog_yaml(loaded, built.comments) == path.read_text(encoding="utf-8")


def test_the_shipped_catalog_goes_through_the_writer_unchanged(tmp_path: Path) -> None:
    """The writer knows every field that a written catalog uses."""
    shipped = load_catalog("changning-2022")
    path = tmp_path / "copy.yaml"
    path.write_text(catalog_yaml(shipped), encoding="utf-8")
    assert load_catalog(str(path)) == shipped


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=40), st.lists(st.text(min_size=1, max_size=12), max_size=3))
def test_any_text_survives_the_yaml(text: str, words: list[str]) -> None:
    """Colons, quotes, braces, line breaks, control characters: the catalog is the same after the round trip."""
    import yaml

    text = text.encode("utf-8", "ignore").decode("utf-8") or "字"
    words = [word.encode("utf-8", "ignore").decode("utf-8") or "字" for word in words]
    point = make_point(text=text, clear=words, materials=words, question=text)
    catalog = make_catalog(make_task(point, units=[(text, "lead")]))
    loaded = Catalog.model_validate(yaml.safe_load(catalog_yaml(catalog, {"1": [text], "1.1": words})))
    assert loaded == catalog


def test_every_task_has_its_words_comments_and_doubts() -> None:
    """Deadlines, labels and strangers are comments; what is missing is told."""
    built = build(UNNUMBERED_UNITS)
    assert "原编号：一（二）1." in built.comments["2"]
    assert any("没有责任单位的任务：4、5" in doubt for doubt in built.doubts)
    text = catalog_yaml(built.catalog, built.comments)
    assert "# 原编号：一（二）1." in text
    deadline = build(OWN_LINE)
    assert "完成时限：2023年6月底" in deadline.comments["1"]
    assert "2023年6月底" in deadline.catalog.tasks[0].core.question


def test_units_that_the_roster_does_not_know_are_kept_and_told() -> None:
    """The unknown name stays in the catalog as written, with the tasks that name it."""
    roster = Roster.model_validate(
        {
            "id": "yunxiu",
            "place": "云岫区",
            "groups": {"各街镇": "全部"},
            "members": [{"name": "区司法局"}, {"name": "区市场监管局"}, {"name": "区财政局"}],
        }
    )
    built = build(BRACKETS, roster)
    assert [(unit.name, unit.tasks) for unit in built.unlisted] == [("区审计局", (2,))]
    assert "区审计局" in [unit.name for unit in built.catalog.tasks[1].units]
    assert built.catalog.roster == "yunxiu"


def test_the_roster_is_found_by_the_place(tmp_path: Path) -> None:
    """Among the shipped ones, or beside the user's catalog, where other files do not disturb."""
    shipped = roster_of_place("长宁区")
    assert shipped is not None
    assert shipped.id == "changning"
    (tmp_path / "notes.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "yunxiu.yaml").write_text("id: yunxiu\nplace: 云岫区\nmembers: []\n", encoding="utf-8")
    own = roster_of_place("云岫区", tmp_path)
    assert own is not None
    assert own.id == "yunxiu"
    assert roster_of_place("别处", tmp_path) is None


def test_quantities_and_documents_are_in_the_catalog() -> None:
    """40 hours, two studios, once a quarter; the document in 《》."""
    catalog = build(BRACKETS).catalog
    found = {
        (quantity.required, quantity.per)
        for point in catalog.points()
        for quantity in point.quantities
    }  # fmt: skip
    assert found == {(1.0, "quarter"), (40.0, "total"), (2.0, "total")}
    assert catalog.tasks[1].documents == ("云岫区行政检查办法",)


def test_vocabulary_of_a_known_topic_finds_other_wordings() -> None:
    """A point on court appearance is answered by a sentence that shares hardly a word with it."""
    text = "提高行政机关负责人出庭应诉率"
    workshop = load_workshop(load_lexicon())
    vocabulary = make_vocabulary(text, workshop.words, workshop.topics)
    assert "行政应诉" in vocabulary.topics
    from checker.model.report import Role

    report = make_report((Role.DONE, "全年一把手坐上被告席，参加庭审旁听12件次，镇长出庭3件。"))
    point = make_point(clear=vocabulary.clear, partial=vocabulary.partial)
    assert check(make_catalog(make_task(point)), report, load_lexicon()).points[0].level == 2


def test_vocabulary_of_no_topic_comes_from_the_words_themselves() -> None:
    """Rare words and compounds are taken, the genre's everyday words and the place's name are not."""
    workshop = load_workshop(load_lexicon())
    vocabulary = make_vocabulary(
        "进一步推进云岫古茶树名录编制和护林哨所建设", workshop.words, workshop.topics, names=("云岫",)
    )
    assert vocabulary.topics == ()
    lines = " ".join((*vocabulary.clear, *vocabulary.partial))
    assert "古茶树" in lines or "茶树" in lines
    assert "护林" in lines or "哨所" in lines
    assert "云岫" not in lines
    assert "进一步" not in lines


def test_the_background_says_what_is_common() -> None:
    """A word of every sentence has no rarity, an unseen one has all; the shipped table knows the genre."""
    background = count_words(["甲乙", "甲乙丙", "甲乙丁"], lambda text: [text[:2], text[2:]])
    assert background == Background(3, {"甲乙": 3})
    assert background.rarity("甲乙") == 0
    assert background.rarity("没有") == 1
    words = load_words(load_lexicon())
    assert words.background.rarity("建设") < 0.5 < words.background.rarity("哨所")


def test_jieba_is_left_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    """The field's words go into a tokenizer of our own, and nothing is printed."""
    import jieba

    before = len(jieba.dt.FREQ)
    assert "出庭应诉" in load_words(load_lexicon()).cut("落实出庭应诉制度")
    assert len(jieba.dt.FREQ) == before
    said = capsys.readouterr()
    assert said.out + said.err == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (REPORT, "报告"),
        ("今天天气很好。\n没有任务。\n", "没有找到任务"),
        ("", "没有找到任务"),
    ],
)
def test_what_is_no_task_list_is_refused(text: str, told: str) -> None:
    """A report, prose and nothing: the message names the file and says what was found."""
    with pytest.raises(CatalogError, match=told) as caught:
        read(text, "某文件.txt")
    assert "某文件.txt" in str(caught.value)


def test_a_file_is_written_whole_and_an_older_one_kept(tmp_path: Path) -> None:
    """The old content goes to .bak; equal content leaves nothing behind; a missing folder is told by name."""
    path = tmp_path / "a.yaml"
    assert write_text(path, "一") is None
    assert write_text(path, "一") is None
    assert write_text(path, "二") == tmp_path / "a.yaml.bak"
    assert (path.read_text("utf-8"), (tmp_path / "a.yaml.bak").read_text("utf-8")) == ("二", "一")
    assert len(list(tmp_path.iterdir())) == 2
    with pytest.raises(OutputError, match=r"没有这里.*b\.yaml"):
        write_text(tmp_path / "没有这里" / "b.yaml", "一")


def _reworded(text: str) -> str:
    return text.replace("推行", "大力推行").replace("落实", "切实落实")


@pytest.mark.parametrize("change", [str, _reworded], ids=["as is", "reworded"])
def test_official_wording_is_attached_to_points(change: Callable[[str], str]) -> None:
    """Every task gets its text, every point the piece that speaks of it; nothing else changes."""
    base = load_catalog("changning-2022")
    listed = parse_list(change(as_text(base)).splitlines())
    built = attach_wording("原文.txt", listed, base, load_roster(base))
    for task, old in zip(built.catalog.tasks, base.tasks, strict=True):
        assert task.official_text
        assert task.model_copy(update={"official_text": "", "points": old.points}) == old
        for point, bare in zip(task.points, old.points, strict=True):
            assert point.official_text, point.id
            assert point.model_copy(update={"official_text": ""}) == bare
    point = next(p for p in built.catalog.points() if p.id == "52.1")
    assert "60学时" in point.official_text
    assert built.doubts == ()


def test_another_list_is_not_attached() -> None:
    """The wording of a list on something else is refused, with both numbers of tasks."""
    base = load_catalog("changning-2022")
    with pytest.raises(CatalogError, match="不是同一份"):
        attach_wording("别的.txt", read(BRACKETS).listed, base, None)


@pytest.mark.shared
def test_the_changning_list_is_built_as_it_is(shared: Path) -> None:
    """52 tasks with every unit and part as in the document; the quantities of tasks 21, 51 and 52."""
    text = (shared / "source/changning-2022-work-points.txt").read_text(encoding="utf-8")
    roster = roster_of_place("长宁区")
    built = build(text, roster)
    catalog, shipped = built.catalog, load_catalog("changning-2022")
    assert [(t.number, t.chapter, t.section, t.units) for t in catalog.tasks] == [
        (t.number, t.chapter, t.section, t.units) for t in shipped.tasks
    ]
    assert (catalog.title, catalog.issuer, catalog.place) == (shipped.title, shipped.issuer, shipped.place)
    assert (catalog.year, catalog.doc_number, catalog.published) == (2022, shipped.doc_number, shipped.published)
    found = {(p.task, q.required, q.per) for p in catalog.points() for q in p.quantities}
    assert found == {(21, 28.0, "total"), (51, 2.0, "year"), (51, 1.0, "term"), (52, 60.0, "year")}
    assert built.unlisted == ()


@pytest.mark.shared
def test_the_wording_of_the_changning_list_fits_its_points(shared: Path) -> None:
    """--onto: nearly every point finds its sentence in the official document."""
    text = (shared / "source/changning-2022-work-points.txt").read_text(encoding="utf-8")
    base = load_catalog("changning-2022")
    catalog = attach_wording("原文", read(text).listed, base, load_roster(base)).catalog
    assert all(task.official_text for task in catalog.tasks)
    assert sum(bool(point.official_text) for point in catalog.points()) >= 120


@pytest.mark.shared
def test_reports_are_no_task_lists(shared: Path) -> None:
    """None of the annotated reports, and no work report of a government, is taken for a task list."""
    paths = [*(shared / "reports").glob("*.txt"), shared / "external/not-a-rule-of-law-report-qinghai-2026.txt"]
    for path in paths:
        with pytest.raises(CatalogError):
            read(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.shared
def test_the_built_catalog_finds_the_sentences(shared: Path) -> None:
    """For 70 of 100 tasks with annotated evidence one of the first three quotes is annotated, and more than by BM25."""
    from tests.evaluation.autobuilt import BM25, BUILT, WANTED, measure

    measured = measure(shared)
    assert measured[BUILT].wanted > 300
    assert measured[BUILT].share >= WANTED
    assert measured[BUILT].share > measured[BM25].share
