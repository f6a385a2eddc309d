"""Machine code writes the evidence that plain Python writes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.assess import quote
from checker.assess.backend import NATIVE
from checker.assess.explain import explain_passage
from checker.model.findings import Evidence
from checker.model.matching import Grade, Hit, Passage
from checker.model.report import Role
from tests.builders import make_report

native = pytest.mark.skipif(not NATIVE, reason="the writing of evidence was not built as machine code here")

REPORT = make_report(*((Role.DONE, f"第{number}句，开展案卷评查{number}次。", "规范执法") for number in range(3)))
PAGED = replace(REPORT, sentences=tuple(one._replace(page=page) for page, one in enumerate(REPORT.sentences, 1)))

hits = st.builds(
    Hit,
    term=st.sampled_from(("案卷", "评查")),
    found=st.sampled_from(("案卷", "评查", "卷宗评查")),
    start=st.just(0),
    end=st.just(2),
    similarity=st.sampled_from((1.0, 0.835)),
    in_heading=st.booleans(),
)
passages = st.builds(
    Passage,
    sentence=st.sampled_from(PAGED.sentences),
    grade=st.sampled_from(Grade),
    pattern=st.just("案卷 + 评查"),
    hits=st.lists(hits, max_size=4).map(tuple),
    concrete=st.sampled_from((0.0, 0.29, 0.3, 0.6, 1.0)),
    score=st.floats(0, 1),
)


@native
@given(st.lists(st.tuples(passages, st.booleans()), max_size=5), st.sampled_from(Role), st.booleans())
def test_both_ways_write_the_same(written: list[tuple[Passage, bool]], role: Role, flagged: bool) -> None:
    """Words once each and in order, headings, nearness, concreteness, doubtful pages: all is equal, and of its type."""
    from checker.assess import _native

    report = replace(PAGED, document=replace(PAGED.document, doubtful_pages=frozenset({2})))
    given_passages = [passage for passage, _ in written]
    full = [one for _, one in written] if flagged else ()
    one, other = (way.Quotes(report).write(given_passages, role, full) for way in (quote, _native))
    assert one == other
    assert [item.model_dump_json() for item in one] == [item.model_dump_json() for item in other]
    assert [item.model_fields_set for item in one] == [item.model_fields_set for item in other]


@native
@pytest.mark.parametrize(("kind", "paragraph"), [("text/plain", None), ("application/pdf", 2)])
def test_both_ways_name_the_same_place(kind: str, paragraph: int | None) -> None:
    """A sentence quoted twice has one place; where the format has no pages it is a paragraph."""
    from checker.assess import _native

    report = replace(REPORT, document=replace(REPORT.document, media_type=kind))
    passage = Passage(report.sentences[1], Grade.CLEAR, "", (), 0.5, 0.8)
    for way in (quote, _native):
        found = way.Quotes(report).write([passage, passage], Role.DONE)
        assert [one.paragraph for one in found] == [paragraph, paragraph]
        assert {one.quote for one in found} == {"第1句，开展案卷评查1次。"}


@pytest.mark.parametrize(("concrete", "told"), [(0.6, "表述具体"), (0.3, "表述较具体"), (0.29, "表述笼统")])
def test_how_concrete_a_statement_is_has_three_steps(concrete: float, told: str) -> None:
    """The steps are told apart at 0.3 and 0.6."""
    assert told in explain_passage(Passage(REPORT.sentences[0], Grade.CLEAR, "", (), concrete, 0.5))


def test_evidence_made_without_validation_stands_it() -> None:
    """What is written passes the validation that it was spared."""
    passage = Passage(REPORT.sentences[0], Grade.CLEAR, "", (Hit("案卷", "案卷", 7, 9),), 0.5, 0.8)
    [written] = quote.Quotes(REPORT).write([passage], Role.DONE, [True])
    assert Evidence.model_validate(written.model_dump()) == written
    assert written.full
