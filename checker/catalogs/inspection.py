"""What an inspector asks for: materials, methods and a question for a point that nobody wrote them for."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from checker.catalogs.load import data_folder, load_model
from checker.model.catalog import Method

__all__ = ["Inspection", "load_inspection", "question_for"]

_QUESTION = "上一年度本单位在“{what}”上做了哪些工作，有哪些文件、数据或案例可以佐证？"
_DEADLINE = "是否在{deadline}完成？"
_SHOWN = 40  # characters of the point in the question


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ask(_Frozen):
    """Materials to ask for and methods to use."""

    materials: tuple[str, ...]
    methods: tuple[Method, ...]


class Rule(Ask):
    """What to ask for where one of the words stands in a point."""

    words: tuple[str, ...]


class Inspection(_Frozen):
    """The rules of ``words/inspection.yaml``."""

    otherwise: Ask
    rules: tuple[Rule, ...]

    def ask(self, text: str) -> Ask:
        """Add up the rules whose words stand in a text."""
        met = [rule for rule in self.rules if any(word in text for word in rule.words)]
        if not met:
            return self.otherwise
        methods = dict.fromkeys(method for rule in met for method in rule.methods)
        return Ask(
            materials=tuple(dict.fromkeys(material for rule in met[:3] for material in rule.materials)),
            methods=tuple(method for method in Method if method in methods),
        )


def load_inspection(path: Path | None = None) -> Inspection:
    """Load the rules; raises `CatalogError` naming the file."""
    return load_model(path or data_folder() / "words" / "inspection.yaml", Inspection)


def question_for(text: str, deadlines: tuple[str, ...]) -> str:
    """Ask about a point, and about its deadline where it has one."""
    what = text if len(text) <= _SHOWN else text[:_SHOWN] + "……"
    return _QUESTION.format(what=what) + (_DEADLINE.format(deadline="、".join(deadlines)) if deadlines else "")
