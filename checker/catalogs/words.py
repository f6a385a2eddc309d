"""Words of the field: how a text is cut into them, which concepts of the lexicon they belong to, how common.

The cut is jieba's, with a dictionary of its own to which the lexicon's words are added; it takes a second to load, so
it waits until the first cut. How common a word is comes from a table of sentence frequencies shipped in
``requirements_catalog/words/background.tsv``, counted in texts of this project's own.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from checker.catalogs.load import data_folder
from checker.errors import CatalogError
from checker.model.catalog import Lexicon
from checker.text.fold import fold_text

__all__ = ["Background", "Cut", "JiebaCut", "Words", "count_words", "load_background", "load_words"]

Cut = Callable[[str], list[str]]

_LONGEST_ADDED = 5  # characters of a lexicon word that is one word to the cut; longer ones are phrases
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"[，。；：！？]")


class JiebaCut:
    """jieba's cut with the lexicon's words, and how common a word is in the language; loaded at first use, silently."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _tokenizer(self) -> Any:
        import jieba

        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
        self._general = dict(tokenizer.FREQ)
        self._total = tokenizer.total
        for words in self._lexicon.concepts.values():
            for word in words:
                if 2 <= len(word) <= _LONGEST_ADDED:
                    tokenizer.add_word(word)
        return tokenizer

    def __call__(self, text: str) -> list[str]:
        words: list[str] = self._tokenizer.lcut(text)
        return words

    def rarity(self, word: str) -> float:
        """Rate a word by jieba's dictionary: 0 for one in a thousand, 1 for one in a million or unknown."""
        _ = self._tokenizer
        count = self._general.get(word, 0)
        return 1.0 if not count else min(1.0, max(0.0, (math.log10(self._total / count) - 3) / 3))


@dataclass(frozen=True, slots=True)
class Background:
    """How common words are in texts of this genre: ``counts`` of the sentences that hold a word, of ``total``."""

    total: int
    counts: Mapping[str, int]

    def rarity(self, word: str) -> float:
        """Rate a word from 0 (in every sentence) up to 1 (never seen)."""
        return math.log((self.total + 1) / (self.counts.get(word, 0) + 1)) / math.log(self.total + 1)


def count_words(sentences: Iterable[str], cut: Cut) -> Background:
    """Count in how many sentences each word stands."""
    counts: dict[str, int] = {}
    total = 0
    for sentence in sentences:
        total += 1
        for word in {word for word in cut(fold_text(sentence)) if len(word) >= 2 and _HAN.search(word)}:
            counts[word] = counts.get(word, 0) + 1
    return Background(total, counts)


def load_background(path: Path | None = None) -> Background:
    """Load the table of sentence frequencies; raises `CatalogError` naming the file where that cannot be used."""
    path = path or data_folder() / "words" / "background.tsv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        counts = {word: int(count) for word, count in rows}
        total = counts.pop("")
    except (OSError, ValueError, KeyError) as error:
        raise CatalogError(f"{path}：词频表缺失或损坏（应为“词<Tab>句数”，首行为空词和总句数），请重新安装") from error
    return Background(total, counts)


@dataclass(frozen=True)
class Words:
    """The lexicon, the cut and the background together: what vocabulary is made from."""

    lexicon: Lexicon
    cut: JiebaCut
    background: Background
    plain: frozenset[str] = frozenset()

    @cached_property
    def concepts_of(self) -> Mapping[str, tuple[str, ...]]:
        """Give for each word of the lexicon, folded, the concepts that hold it."""
        found: dict[str, list[str]] = {}
        for name, words in self.lexicon.concepts.items():
            for word in words:
                found.setdefault(fold_text(word), []).append(name)
        return {word: tuple(dict.fromkeys(names)) for word, names in found.items()}

    @cached_property
    def concept_rarity(self) -> Mapping[str, float]:
        """Rate each concept by its most common words: one that holds 开展 or 企业 tells little."""
        return {
            name: min((self.phrase_rarity(word) for word in words), default=1.0)
            for name, words in self.lexicon.concepts.items()
        }

    def phrase_rarity(self, phrase: str) -> float:
        """Rate a phrase by its rarest word, and a little by its length: 0-1."""
        words = [word for word in self.cut(fold_text(phrase)) if len(word) >= 2]
        if not words:
            return 0.3
        rarest = max(min(self.background.rarity(word), self.cut.rarity(word)) for word in words)
        return min(1.0, rarest + 0.05 * (len(words) - 1))

    def lexicon_words_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Find the lexicon's words in a folded text, the longest at each place: start, end, word."""
        at = 0
        longest = max(map(len, self.concepts_of), default=0)
        while at < len(text):
            for length in range(min(longest, len(text) - at), 1, -1):
                if text[at : at + length] in self.concepts_of:
                    yield at, at + length, text[at : at + length]
                    at += length - 1
                    break
            at += 1


def load_words(lexicon: Lexicon) -> Words:
    """Put a lexicon together with the shipped background and the list of words that tell nothing."""
    path = data_folder() / "words" / "plain.txt"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path}：常用词表缺失或损坏，请重新安装") from error
    plain = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    return Words(lexicon, JiebaCut(lexicon), load_background(), plain)
