"""The language in which a point's vocabulary is written, and its parser.

::

    负责人|{领导干部} + {出庭} ! 检察机关

A *pattern* is parts joined by ``" + "``: all of them have to be met by one sentence, near each other, in any order.
A *part* is alternatives joined by ``|``. An *alternative* is a chain of literals and ``{concepts}`` of the lexicon;
``A…B`` is A and then, after at most `GAP` other characters, B. Behind ``" ! "`` stands what the sentence must not hold.
Literals are folded (`checker.text.fold`), so width, spacing and quotation marks do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker.errors import PatternError
from checker.text.fold import fold_text

__all__ = ["GAP", "Chain", "Pattern", "parse_pattern"]

GAP = 12
"""Folded characters that may stand between the elements of a chain."""

_SPECIAL = re.compile("[{}…]")
_TOKEN = re.compile(r"\{([^{}]*)\}|(…)|([^{}…]+)")

Chain = tuple[tuple[str, ...], ...]
"""Elements in order; each element is the literals of which one has to stand there."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern: ``source`` as written, ``parts`` (each a tuple of chains), and the ``excluded`` chains."""

    source: str
    parts: tuple[tuple[Chain, ...], ...]
    excluded: tuple[Chain, ...] = ()


def parse_pattern(source: str, concepts: Mapping[str, tuple[str, ...]]) -> Pattern:
    """Parse one line of vocabulary.

    Raises `PatternError` for an unknown concept, an empty alternative, or a literal of one character.
    """
    wanted, _, unwanted = source.partition(" ! ")
    parts = tuple(_alternatives(part, source, concepts) for part in wanted.split(" + "))
    excluded = _alternatives(unwanted, source, concepts) if unwanted else ()
    return Pattern(source, parts, excluded)


def _alternatives(part: str, source: str, concepts: Mapping[str, tuple[str, ...]]) -> tuple[Chain, ...]:
    chains: list[Chain] = []
    for alternative in part.split("|"):
        chain = _chain(alternative.strip(), source, concepts)
        if len(chain) == 1:
            chains.extend(((literal,),) for literal in chain[0])
        else:
            chains.append(chain)
    return tuple(dict.fromkeys(chains))


@lru_cache(maxsize=1 << 16)
def _literal(alternative: str) -> Chain | None:
    """Give the chain of an alternative that is one literal, as most are, and many again and again; None for others."""
    if _SPECIAL.search(alternative):
        return None
    folded = fold_text(alternative)
    return ((folded,),) if len(folded) > 1 else None


def _chain(alternative: str, source: str, concepts: Mapping[str, tuple[str, ...]]) -> Chain:
    if plain := _literal(alternative):
        return plain
    elements: list[list[str]] = [[""]]
    at = 0
    for token in _TOKEN.finditer(alternative):
        if token.start() != at:
            break
        at = token.end()
        concept, gap, literal = token.groups()
        if gap:
            elements.append([""])
        elif concept is not None:
            if concept not in concepts:
                raise PatternError(f"词汇“{source}”引用了词库里没有的概念“{concept}”")
            elements[-1] = [head + fold_text(word) for head in elements[-1] for word in concepts[concept]]
        else:
            elements[-1] = [head + fold_text(literal) for head in elements[-1]]
    if at != len(alternative):
        raise PatternError(f"词汇“{source}”的花括号不成对")
    for literals in elements:
        if any(len(literal) < 2 for literal in literals):
            raise PatternError(f"词汇“{source}”里有空的或只有一个字的词，请写至少两个字")
    return tuple(tuple(dict.fromkeys(literals)) for literals in elements)
