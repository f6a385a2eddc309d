"""A report known again under another name."""

from __future__ import annotations

from checker.review import Record, follow
from checker.review.anchors import quote_key
from tests.review.builders import SENTENCES, Review, report_of

TEXT, OTHER = report_of().document.text, "另一份报告。"
FILE = report_of().document.sha256


def decided() -> list[Record]:
    """Give one decision on the report r."""
    review = Review()
    review.keep("甲", review.bench.on_quote("1.1", quote_key(SENTENCES[0][1]), None))
    return review.records


def names(files: dict[str, str], texts: dict[str, str]) -> list[str]:
    """Give the names of the reports that the decision belongs to."""
    return [record.decision.report for record in follow(decided(), files, texts.__getitem__)]


def test_the_report_of_the_name_keeps_what_was_decided_on_it() -> None:
    """Unchanged, or edited under the same name: the decision stays; a copy beside it takes nothing away."""
    assert names({"r": FILE}, {}) == ["r"]
    assert names({"copy": FILE, "r": FILE}, {}) == ["r"]
    assert names({"r": "edited", "s": "else"}, {"r": TEXT + "新增。", "s": OTHER}) == ["r"]


def test_a_renamed_file_takes_its_decisions_along() -> None:
    """The same file under another name, also where the old name now belongs to another report."""
    assert names({"final": FILE}, {}) == ["final"]
    assert names({"r": "else", "final": FILE}, {}) == ["final"]


def test_the_same_text_in_another_file_is_the_same_report() -> None:
    """Saved anew, the file differs and the text does not."""
    assert names({"s": "else", "final": "saved anew"}, {"s": OTHER, "final": TEXT}) == ["final"]


def test_a_report_that_is_gone_keeps_its_name() -> None:
    """Decisions on a report that this run does not have wait for it."""
    assert names({"s": "else"}, {"s": OTHER}) == ["r"]


def test_texts_are_asked_for_only_where_the_file_has_changed() -> None:
    """Following unchanged or renamed files reads no text at all."""

    def never(name: str) -> str:
        raise AssertionError(name)

    assert follow(decided(), {"r": FILE}, never)
    assert follow(decided(), {"final": FILE, "s": "else"}, never)
