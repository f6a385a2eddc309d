"""What changed from one list to the next."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from checker.catalogs import (
    CatalogDiff,
    build_catalog,
    diff_catalogs,
    diff_html,
    load_lexicon,
    load_workshop,
    read_original,
)
from checker.catalogs.diff_page import wording_pieces
from checker.model.catalog import Catalog
from tests.catalogs.lists import BRACKETS


def built(text: str, name: str) -> Catalog:
    """Build a catalog of a text."""
    original = read_original(name, text.splitlines())
    return build_catalog(original.listed, original.metadata, name, load_workshop(load_lexicon())).catalog


NEXT_YEAR = (
    BRACKETS.replace("2023年云岫区", "2024年云岫区")
    .replace("每季度至少开展一次抽查", "每半年至少开展两次抽查")
    .replace("区市场监管局、各街镇", "云岫区市场监督管理局、区教育局")
    .replace(
        "2、3月底前修订《云岫区行政检查办法》，培训检查人员不少于40学时。（牵头单位：区司法局；配合单位：区财政局、区审计局）\n",
        "",
    )
    .replace("3、每个街镇", "2、每个街镇")
    .replace("\n\n云岫区法治", "\n3、建立基层立法联系点，收集居民意见建议。（责任单位：区司法局）\n\n云岫区法治")
)


def compared() -> CatalogDiff:
    """Compare the list with next year's."""
    return diff_catalogs(built(BRACKETS, "y2023"), built(NEXT_YEAR, "y2024"))


def test_new_dropped_moved_reworded_and_units() -> None:
    """Tasks are paired by number and wording; each change is named once."""
    diff = compared()
    kinds = [
        (task.changes, task.before and task.before.number, task.after and task.after.number) for task in diff.tasks
    ]
    assert kinds == [
        (("reworded", "units"), 1, 1),
        (("dropped",), 2, None),
        (("moved",), 3, 2),
        (("new",), None, 3),
    ]
    assert diff.unchanged == 0


def test_names_of_one_unit_are_no_change() -> None:
    """区市场监管局 and 云岫区市场监督管理局 are one; the added and the removed unit are told with their parts."""
    units = {(change.name, change.before, change.after) for change in compared().tasks[0].units}
    assert units == {("区教育局", None, "support"), ("各街镇", "support", None)}


def test_a_changed_part_is_told() -> None:
    """Who led and supports now is one change, not two."""
    after = BRACKETS.replace("区司法局牵头，区市场监管局", "区市场监管局牵头，区司法局")
    (task,) = diff_catalogs(built(BRACKETS, "a"), built(after, "b")).tasks
    assert task.changes == ("units",)
    assert {(c.name, c.before, c.after) for c in task.units} == {
        ("区司法局", "lead", "support"),
        ("区市场监管局", "support", "lead"),
    }


def test_a_list_does_not_differ_from_itself() -> None:
    """No change, all tasks unchanged."""
    diff = diff_catalogs(built(BRACKETS, "a"), built(BRACKETS, "b"))
    assert (diff.tasks, diff.unchanged) == ((), 3)


def test_wordings_are_told_as_one_text() -> None:
    """What was kept and removed is the old wording, what was kept and added the new one."""
    pieces = list(wording_pieces("每季度抽查一次", "每半年抽查两次"))
    assert "".join(text for kind, text in pieces if kind != "added") == "每季度抽查一次"
    assert "".join(text for kind, text in pieces if kind != "removed") == "每半年抽查两次"


def test_the_page_is_well_formed_and_escapes() -> None:
    """Tags are balanced, nothing is fetched, and a title with markup stays text."""
    catalog = built(BRACKETS.replace("公布涉企", "公布<script>涉企"), "b")
    page = diff_html(diff_catalogs(built(BRACKETS, "a"), catalog))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"https?://", page)
    open_tags: list[str] = []

    class Balance(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the name is the parser's
            if tag != "meta":
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Balance().feed(page)
    assert open_tags == []
