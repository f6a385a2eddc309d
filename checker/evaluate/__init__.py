"""Evaluate: hold findings against annotated reports. A stage."""

from checker.evaluate.gold import Gold, GoldPoint, GoldQuote, load_gold
from checker.evaluate.measures import Disagreement, Scores, Tally, disagreements, same_place

__all__ = [
    "Disagreement",
    "Gold",
    "GoldPoint",
    "GoldQuote",
    "Scores",
    "Tally",
    "disagreements",
    "load_gold",
    "same_place",
]
