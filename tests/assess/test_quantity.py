"""Numbers are looked for in sentences, not across them."""

from __future__ import annotations

from checker.assess.quantity import Numbers
from checker.model.catalog import Quantity
from checker.model.matching import Grade, Passage
from checker.model.report import Role
from tests.builders import make_report


def quantity(*near: str) -> Quantity:
    """Demand sixty hours near these words."""
    return Quantity.model_validate({"what": "培训", "required": 60, "units": ["学时", "小时"], "near": list(near)})


def found(demanded: Quantity, *sentences: tuple[Role, str]) -> float | None:
    """Look for a number in a report without evidence of its own."""
    return Numbers(make_report(*sentences)).judge(demanded, ()).found


def test_word_and_number_have_to_stand_in_one_sentence() -> None:
    """A number of the next sentence is not the training's, whatever stands between them on the page."""
    assert found(quantity("培训"), (Role.DONE, "组织培训。"), (Role.DONE, "会议80学时。")) is None
    assert found(quantity("培训"), (Role.DONE, "组织培训，"), (Role.DONE, "共培训80学时。")) == 80


def test_any_of_the_words_will_do_however_it_is_typed() -> None:
    """Quotation marks and spaces within a word do not hide it; a word may stand in many sentences."""
    sentences = [(Role.DONE, f"“轮 训”{hours}小时。") for hours in (20, 70, 40)]
    assert found(quantity("培训", "轮训"), *sentences) == 70


def test_without_words_every_sentence_counts() -> None:
    """A demanded number that names no words is looked for everywhere in what was done."""
    assert found(quantity(), (Role.DONE, "组织轮训。"), (Role.DONE, "共62学时。"), (Role.PLAN, "达到90学时。")) == 62


def test_evidence_comes_before_the_rest() -> None:
    """What the point's own evidence says counts, even where another sentence names more."""
    report = make_report((Role.DONE, "执法人员培训61学时。"), (Role.DONE, "干部培训99学时。"))
    own = Passage(report.sentences[0], Grade.CLEAR, "", (), 0.5, 0.8)
    assert Numbers(report).judge(quantity("培训"), [own]).found == 61
