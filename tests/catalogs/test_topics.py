"""The shipped topics of the field: understood as a whole, and recognised by what task lists say."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.catalogs import load_lexicon
from checker.catalogs.inspection import load_inspection, question_for
from checker.catalogs.topics import load_topics
from checker.errors import CatalogError
from checker.match import compile_catalog
from checker.model.catalog import Method
from tests.builders import make_catalog, make_point, make_task


def test_every_line_of_every_topic_compiles() -> None:
    """No line names a concept that the lexicon lacks; topics have names of their own."""
    topics = [topic for topic, _ in load_topics(load_lexicon()).topics]
    points = [
        make_point(
            f"1.{n}", n == 1, clear=(*topic.clear, *topic.when), partial=topic.partial, subject=topic.subject
        )
        for n, topic in enumerate(topics, 1)
    ]  # fmt: skip
    compile_catalog(make_catalog(make_task(*points)), load_lexicon())
    assert len({topic.name for topic in topics}) == len(topics) > 100


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("健全村居“法律明白人”普法队伍", "普法宣传"),
        ("完善行政裁决告知制度", "行政裁决"),
        ("全面推行行政执法三项制度", "执法三项制度"),
        ("畅通群众投诉举报渠道", "投诉举报"),
        ("推动拖欠账款清偿，加强政务诚信建设", "政务诚信"),
    ],
)
def test_topics_are_recognised(text: str, name: str) -> None:
    """By their usual words, in any list."""
    assert name in [topic.name for topic in load_topics(load_lexicon()).of(text)]


def test_what_belongs_to_no_topic_has_none() -> None:
    """A task of another field is not forced into one."""
    assert load_topics(load_lexicon()).of("修缮护林哨所，补种古茶树") == ()


def test_a_broken_file_of_topics_is_named(tmp_path: Path) -> None:
    """The message names file, topic and fault."""
    path = tmp_path / "topics.yaml"
    path.write_text("topics:\n- {name: 甲甲, when: [], colour: red}\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"topics\.yaml.*甲甲"):
        load_topics(load_lexicon(), path)


def test_inspection_follows_the_words_of_a_point() -> None:
    """Files for case reviews, documents for plans, a default for what has no rule; the deadline is asked about."""
    rules = load_inspection()
    assert Method.INSPECT_FILES in rules.ask("开展执法案卷评查").methods
    assert rules.ask("修缮护林哨所") == rules.otherwise
    assert "3月底前" in question_for("修订办法", ("3月底前",))
