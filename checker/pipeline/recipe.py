"""What a checker is made of, in a form that other processes and machines make the same one of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from threading import Lock
from typing import Self

from checker.catalogs import user_cache
from checker.model.catalog import Catalog, Lexicon, Roster
from checker.model.references import References
from checker.pipeline.checker import Checker

__all__ = ["Recipe", "known_checker"]

_made: dict[str, Checker] = {}
_MOST = 4  # checkers that a process keeps; a node of a cluster may work for several catalogs
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Recipe:
    """Catalog, lexicon and roster as JSON, and the reference sentences; ``digest`` names them."""

    catalog: str
    lexicon: str
    roster: str
    references: References
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        made_of = self.catalog, self.lexicon, self.roster, self.references.content
        content = "\0".join(made_of).encode("utf-8", "surrogatepass")
        object.__setattr__(self, "digest", hashlib.sha256(content).hexdigest())

    @classmethod
    def of(cls, checker: Checker) -> Self:
        """Write down what a checker is made of, and remember the checker: a forked process need not make it again."""
        roster = checker.roster.model_dump_json() if checker.roster else ""
        recipe = cls(checker.catalog.model_dump_json(), checker.lexicon.model_dump_json(), roster, checker.references)
        with _lock:
            _remember(recipe.digest, checker)
        return recipe

    def checker(self) -> Checker:
        """Make the checker, ready to check, once in each process."""
        with _lock:
            if self.digest not in _made:
                catalog = Catalog.model_validate_json(self.catalog)
                lexicon = Lexicon.model_validate_json(self.lexicon)
                roster = Roster.model_validate_json(self.roster) if self.roster else None
                _remember(self.digest, Checker(catalog, lexicon, roster, self.references, cache=user_cache()))
            made = _made[self.digest]
            made.prepare()
            return made


def known_checker(digest: str) -> Checker | None:
    """Give a checker that this process has made or been given already."""
    return _made.get(digest)


def _remember(digest: str, checker: Checker) -> None:
    while len(_made) >= _MOST:
        _made.pop(next(iter(_made)))
    _made[digest] = checker
