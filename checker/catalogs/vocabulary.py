"""Make the vocabulary of a point from its text: what the matcher looks for where nobody wrote it by hand.

Two sources. The *topics* of the field (`checker.catalogs.topics`) say how reports show the usual obligations. Where a
point has none, or beside them, its own *features*: the lexicon's concepts whose words stand in it, and those of its own
words and compounds that are rare in this genre. Two features that stand near each other make a line for ``clear``, one
that is rare enough makes one with any action; alone it only touches the point (``partial``) and names its subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.catalogs.quantities import find_deadlines
from checker.catalogs.topics import Topics
from checker.catalogs.words import Words
from checker.text.fold import fold_text

__all__ = ["Vocabulary", "make_vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lines of a point, in the pattern language of `checker.match.pattern`, and the topics they come from."""

    clear: tuple[str, ...]
    partial: tuple[str, ...]
    subject: tuple[str, ...]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """Something a point names: as a pattern writes it, its place in the folded text, and how rare it is (0-1)."""

    written: str
    start: int
    end: int
    rarity: float


RARE = 0.45
"""Rarity (0-1) from which a feature tells enough to be looked for alone or with any action."""

PLAIN = 0.3
"""Rarity below which a word is part of the genre and tells nothing."""

NEAR = 40
"""Characters of the point within which two features make a pair."""

_PAIRS, _ALONE, _SUBJECTS, _BESIDE = 14, 10, 5, 4
_COMPOUND = 8  # characters of two words side by side that may be one term
_ACTIONS = "{开展}|{制定}|{建立}"
_NAMED = re.compile(r"《([^《》]{4,40})》|“([^“”]{2,10})”")
_FIGURE = re.compile(
    r"(?:不少于|不低于|至少|达到|扩大至)?[\d一二两三四五六七八九十百]+个?(?:学时|课时|以上|次|期|场|家|项|件|名|人|个)(?:以上)?"
)
_TERM = re.compile(r"^[\u4e00-\u9fffA-Za-z0-9]{2,}$")


def make_vocabulary(
    text: str, words: Words, topics: Topics, context: str = "", names: Iterable[str] = ()
) -> Vocabulary:
    """Make the vocabulary of a point.

    ``context`` is the title of its task: topics and features are borrowed from it where the point has too few.
    ``names`` are those of the place, which are nothing to look for.
    """
    own = _own_vocabulary(text, words, context, tuple(names))
    found = topics.of(text) or topics.of(context)
    if not found:
        return own
    return Vocabulary(
        clear=_distinct(line for topic in found for line in topic.clear),
        partial=_distinct((*(line for topic in found for line in topic.partial), *own.clear[:_BESIDE])),
        subject=_distinct(line for topic in found for line in topic.subject),
        topics=tuple(topic.name for topic in found),
    )


def _own_vocabulary(text: str, words: Words, context: str, names: tuple[str, ...]) -> Vocabulary:
    features = _features(text, words, names)
    if len(features) < 2 and context:
        known = {feature.written for feature in features}
        features += [f for f in _features(context, words, names, offset=10_000) if f.written not in known]
    ranked = sorted(features, key=lambda f: (-f.rarity, f.start))
    rare = [f.written for f in ranked if f.rarity >= RARE]
    pairs = _pairs(features)
    clear = [*pairs[:_PAIRS], *(f"{term} + {_ACTIONS}" for term in rare[:_ALONE])]
    if not clear:  # a point of everyday words only: its title is all there is to look for
        clear = [f"{f.written} + {_ACTIONS}" for f in ranked[:1]]
    subject = rare[:_SUBJECTS] or pairs[:3] or [f.written for f in ranked[:1]]
    return Vocabulary(_distinct(clear), _distinct(rare[:_ALONE]), _distinct(subject))


def _distinct(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))


def _pairs(features: list[Feature]) -> list[str]:
    """Pair features that stand near each other, the rarest together first."""
    pairs: dict[str, float] = {}
    for number, one in enumerate(features):
        for other in features[number + 1 :]:
            if one.end <= other.start <= one.end + NEAR and max(one.rarity, other.rarity) > PLAIN + 0.1:
                pairs.setdefault(f"{one.written} + {other.written}", one.rarity + other.rarity)
    return sorted(pairs, key=lambda pair: -pairs[pair])


def _features(text: str, words: Words, names: tuple[str, ...], offset: int = 0) -> list[Feature]:
    """Find the features of a text in their order; ``offset`` is added to the places."""
    covered: list[tuple[int, int]] = []
    found: dict[str, Feature] = {}
    folded = fold_text(_without_figures(text))
    for name in names:
        folded = folded.replace(name, "，" * len(name))
    for term in _named_terms(text, names):
        at = folded.find(term)
        if at >= 0:
            covered.append((at, at + len(term)))
            found[term] = Feature(term, at + offset, at + len(term) + offset, 1.0)
    for start, end, word in words.lexicon_words_in(folded):
        covered.append((start, end))
        concept = min(words.concepts_of[word], key=lambda n: (words.concept_rarity[n], -len(words.lexicon.concepts[n])))
        if words.concept_rarity[concept] >= PLAIN - 0.1:
            written, rarity = f"{{{concept}}}", words.concept_rarity[concept]
        else:
            written, rarity = word, words.phrase_rarity(word)
            if word in words.plain or rarity < PLAIN:
                continue
        found.setdefault(written, Feature(written, start + offset, end + offset, rarity))
    for start, end, term in _own_terms(folded, words):
        inside = any(a <= start and end <= b for a, b in covered)
        if not inside and (rarity := words.phrase_rarity(term)) >= PLAIN:
            found.setdefault(term, Feature(term, start + offset, end + offset, rarity))
    return sorted(found.values(), key=lambda f: f.start)


def _without_figures(text: str) -> str:
    """Blank out deadlines and demanded numbers: they are looked for as quantities, not as words."""
    for found in (*find_deadlines(text), *_FIGURE.findall(text)):
        text = text.replace(found, "，" * len(found))
    return text


def _named_terms(text: str, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the titles in 《》 without the place's name, and what is set in quotation marks, folded."""
    for found in _NAMED.finditer(text):
        term = fold_text(found[1] or found[2])
        for name in names:
            term = term.removeprefix(name)
        if _TERM.match(term) or (len(term) >= 4 and "，" not in term):
            yield term


def _own_terms(folded: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a text that may be terms, and compounds of two that stand side by side: start, end, term."""
    at = 0
    before: tuple[int, int, str] | None = None
    for token in words.cut(folded):
        start, at = at, at + len(token)
        if not _TERM.match(token) or token in words.plain or token.isdigit():
            before = None
            continue
        yield start, at, token
        if before and len(before[2]) + len(token) <= _COMPOUND:
            yield before[0], at, before[2] + token
        before = (start, at, token)
