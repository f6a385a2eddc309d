"""Find, for every point of a catalog, the sentences of a report that answer to its vocabulary.

For each sentence: the patterns whose rarest part stands in it (or in the headings above it), then whether the other
parts are near. A passage's score says how well it answers: how specific the words, how near each other, how concrete
the statement, how much of it came from the heading. Levels are decided later (`checker.assess`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.match.compile import CompiledCatalog, CompiledPart, CompiledPattern
from checker.match.concrete import concreteness
from checker.match.pattern import GAP
from checker.match.scan import Places, Segment, scan_report
from checker.model.matching import Grade, Hit, Passage, PointMatch
from checker.model.report import Report, Role

__all__ = ["KEPT", "match_report"]

KEPT = 8
"""Passages kept of each role for each point."""

REACH = 40
"""Folded characters within which all parts of a pattern have to lie."""

TELLING = 0.5
"""Specificity (0-1) from which the words of one part alone make a near miss."""

EVERYDAY = 0.35
"""Specificity below which words in the sentence do not make up for a part that only the heading meets."""

NEAREST = 3
"""Near misses kept for a point without evidence."""

_BASE = {Grade.CLEAR: 0.5, Grade.PARTIAL: 0.2, Grade.SUBJECT: 0.3}

Span = tuple[int, int]

_Met = tuple[tuple[int, Span, bool], ...]
"""For each part of a pattern: the term, its place, and whether it stands in a heading above."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """A sentence that answers to a point, before its words are written out: most are not among the best."""

    segment: Segment
    pattern: CompiledPattern
    met: _Met
    concrete: float
    score: float


def match_report(report: Report, catalog: CompiledCatalog) -> tuple[PointMatch, ...]:
    """Match one report against all points; the result is in the order of the catalog's points."""
    segments = scan_report(report, catalog)
    found: list[dict[Role, dict[int, _Answer]]] = [{} for _ in catalog.points]
    nears: list[dict[int, CompiledPattern]] = [{} for _ in catalog.points]
    for number, segment in enumerate(segments):
        if segment.sentence.role is Role.OTHER:
            continue
        for answer in _match_segment(number, segment, catalog, nears):
            best = found[answer.pattern.point].setdefault(segment.sentence.role, {})
            if number not in best or answer.score > best[number].score:
                best[number] = answer
    return tuple(
        PointMatch(
            point=point.id,
            done=_best(roles.get(Role.DONE), catalog),
            plan=_best(roles.get(Role.PLAN), catalog),
            problem=_best(roles.get(Role.PROBLEM), catalog),
            near=() if roles.get(Role.DONE) else _near_misses(near, segments, catalog),
            searched=point.searched,
        )
        for point, roles, near in zip(catalog.points, found, nears, strict=True)
    )


def _best(answers: Mapping[int, _Answer] | None, catalog: CompiledCatalog) -> tuple[Passage, ...]:
    if not answers:
        return ()
    ranked = sorted(answers.values(), key=lambda a: (-a.score, a.segment.sentence.start))
    return tuple(_passage(answer, catalog) for answer in ranked[:KEPT])


def _match_segment(
    number: int, segment: Segment, catalog: CompiledCatalog, nears: list[dict[int, CompiledPattern]]
) -> Iterator[_Answer]:
    """Yield an answer for every pattern that is met; note in ``nears`` those of which only the anchor is."""
    role = segment.sentence.role
    by_anchor = catalog.by_anchor[role]
    present, above = frozenset(segment.places), frozenset(segment.heading)
    concrete = -1.0
    seen: set[int] = set()
    for terms in (segment.places, segment.heading):
        for term in terms:
            for candidate in by_anchor[term]:
                if candidate in seen:
                    continue
                seen.add(candidate)
                pattern = catalog.patterns[candidate]
                met = None
                if _may_meet(pattern, present, above):
                    met = _meet(pattern, segment, catalog)
                if met is None:
                    if role is Role.DONE and terms is segment.places and pattern.anchor_weight >= TELLING:
                        other = nears[pattern.point].get(number)
                        if other is None or other.anchor_weight < pattern.anchor_weight:
                            nears[pattern.point][number] = pattern
                    continue
                if concrete < 0:
                    concrete = concreteness(segment.text, segment.original)
                yield _Answer(segment, pattern, met, concrete, _score(pattern, met, concrete, segment))


def _may_meet(pattern: CompiledPattern, present: frozenset[int], above: frozenset[int]) -> bool:
    """Say quickly whether each part has a term in the sentence, or one of several parts only in the headings above."""
    if pattern.excluded is not None and not pattern.excluded.terms.isdisjoint(present):
        return False
    headed = False
    for part in pattern.parts:
        if part.all_terms.isdisjoint(present):
            if headed or len(pattern.parts) == 1 or part.all_terms.isdisjoint(above):
                return False
            headed = True
    return True


def _meet(pattern: CompiledPattern, segment: Segment, catalog: CompiledCatalog) -> _Met | None:
    """Give (term, place, in heading) for each part, or None where a part is not met."""
    if pattern.excluded is not None and _places(pattern.excluded, segment.places):
        return None
    misleading = catalog.points[pattern.point].misleading
    masks = [place for term in misleading if term in segment.places for place in segment.places[term]]
    choices: list[list[tuple[int, Span]]] = []
    headed: list[int] = []
    for index, part in enumerate(pattern.parts):
        places = _places(part, segment.places)
        if masks:
            places = [p for p in places if not any(a <= p[1][0] and p[1][1] <= b for a, b in masks)]
        if not places:
            if len(pattern.parts) == 1 or headed or not _places(part, segment.heading):
                return None
            headed.append(index)
        choices.append(places)
    if headed and all(pattern.parts[i].weight < EVERYDAY for i in range(len(choices)) if i not in headed):
        return None
    if headed and pattern.excluded is not None and _places(pattern.excluded, segment.heading):
        return None  # the heading that helps must not hold what is excluded either
    near = _nearest([c for c in choices if c])
    if near is None:
        return None
    result: list[tuple[int, Span, bool]] = []
    for index, places in enumerate(choices):
        if places:
            term, place = near.pop(0)
            result.append((term, place, False))
        else:
            term, place = _places(pattern.parts[index], segment.heading)[0]
            result.append((term, place, True))
    return tuple(result)


def _near_misses(
    near: Mapping[int, CompiledPattern], segments: Sequence[Segment], catalog: CompiledCatalog
) -> tuple[Passage, ...]:
    """Show the sentences that hold a pattern's most telling words but not the rest: near misses, worth a look."""
    telling = sorted(near.items(), key=lambda one: (-one[1].anchor_weight, one[0]))
    found: list[Passage] = []
    for number, pattern in telling[: 2 * NEAREST]:
        segment, part = segments[number], pattern.parts[pattern.anchor]
        places = _places(part, segment.places)
        if places and len(found) < NEAREST:
            term, (start, end) = max(places, key=lambda p: p[1][1] - p[1][0])
            a, b = segment.offsets[start], segment.offsets[end - 1] + 1
            hit = Hit(catalog.terms[term], segment.text[start:end], a, b)
            score = round(min(0.15, 0.1 * part.weight + 0.005 * len(hit.found)), 4)
            found.append(Passage(segment.sentence, Grade.NEAR, pattern.source, (hit,), 0.0, score))
    return tuple(found)


def _places(part: CompiledPart, places: Places) -> list[tuple[int, Span]]:
    found = [(term, place) for term in places.keys() & part.terms for place in places[term]]
    if part.chains and not part.ends.isdisjoint(places):
        for chain in part.chains:
            if not chain[-1].isdisjoint(places) and not chain[0].isdisjoint(places):
                found.extend(_chain_places(chain, places))
    return found


def _chain_places(chain: tuple[frozenset[int], ...], places: Places) -> list[tuple[int, Span]]:
    open_: list[tuple[int, Span]] = [(t, p) for t in places.keys() & chain[0] for p in places[t]]
    for element in chain[1:]:
        nexts = [(t, p) for t in places.keys() & element for p in places[t]]
        open_ = [(t, (p[0], q[1])) for t, p in open_ for _, q in nexts if 0 <= q[0] - p[1] <= GAP]
    return open_


def _nearest(choices: list[list[tuple[int, Span]]]) -> list[tuple[int, Span]] | None:
    """Choose one place for each part so that together they lie closest and do not overlap; None beyond `REACH`."""
    if len(choices) == 1:
        return [max(choices[0], key=lambda c: (c[1][1] - c[1][0], -c[1][0]))]
    best: list[tuple[int, Span]] | None = None
    best_width = REACH + 1
    for first in choices[0]:
        chosen = [first]
        for others in choices[1:]:
            free = [o for o in others if all(o[1][1] <= c[1][0] or c[1][1] <= o[1][0] for c in chosen)]
            if not free:
                break
            low, high = min(c[1][0] for c in chosen), max(c[1][1] for c in chosen)
            chosen.append(min(free, key=lambda o: (max(high, o[1][1]) - min(low, o[1][0]), o[1][0])))
        else:
            width = max(c[1][1] for c in chosen) - min(c[1][0] for c in chosen)
            covered = sum(c[1][1] - c[1][0] for c in chosen)
            if width - covered < best_width:
                best, best_width = chosen, width - covered
    return best


def _passage(answer: _Answer, catalog: CompiledCatalog) -> Passage:
    """Write an answer out with the words that were found and their places in the document."""
    segment = answer.segment
    hits = []
    for term, (start, end), headed in answer.met:
        if headed:
            at = segment.sentence.start
            hits.append(Hit(catalog.terms[term], catalog.terms[term], at, at, in_heading=True))
        else:
            a, b = segment.offsets[start], segment.offsets[end - 1] + 1
            similarity = segment.loose.get((term, start), 1.0)
            hits.append(Hit(catalog.terms[term], segment.text[start:end], a, b, similarity))
    pattern = answer.pattern
    return Passage(segment.sentence, pattern.grade, pattern.source, tuple(hits), answer.concrete, answer.score)


def _score(pattern: CompiledPattern, met: _Met, concrete: float, segment: Segment) -> float:
    """0-1: grade and concreteness first; then specificity, distance and heading, which mostly order the quotes."""
    inside = [place for _, place, headed in met if not headed]
    width = max(b for _, b in inside) - min(a for a, _ in inside)
    apart = max(0, width - sum(b - a for a, b in inside))
    value = _BASE[pattern.grade] + 0.3 * concrete + 0.12 * min(1.0, pattern.weight / 1.5) - 0.12 * apart / REACH
    if len(inside) < len(met):
        value -= 0.1  # the heading had to help
    elif any(not part.terms.isdisjoint(segment.heading) for part in pattern.parts):
        value += 0.1  # the heading speaks of it too
    if segment.sentence.is_heading:
        value -= 0.15
    if segment.loose:
        value -= sum(0.5 * (1 - segment.loose.get((term, start), 1.0)) for term, (start, _), _ in met)
    return round(max(0.0, min(1.0, value)), 4)
