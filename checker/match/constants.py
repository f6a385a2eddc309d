"""What the two ways of matching, `plain` and `_native`, have in common."""

from __future__ import annotations

__all__ = ["ABOVE", "EVERYDAY", "GAP", "KEPT", "NEAREST", "PLACES", "REACH", "ROLES", "SHOWN", "TELLING"]

GAP = 12
"""Folded characters that may stand between the elements of a chain."""

REACH = 40
"""Folded characters within which all parts of a pattern have to lie."""

PLACES = 256
"""Places of one part looked at in one sentence; only a text without any punctuation has more."""

EVERYDAY = 0.35
"""Specificity below which words in the sentence do not make up for a part that only the heading meets."""

TELLING = 0.5
"""Specificity (0-1) from which the words of one part alone make a near miss."""

KEPT = 8
"""Passages kept of each role for each point."""

NEAREST = 6
"""Sentences kept of each point that hold the most telling words of a pattern and no more."""

SHOWN = 3
"""Near misses shown of a point without evidence."""

ABOVE = 3
"""Headings above a sentence that are looked at: the two innermost and the lead phrase, what a reader has in mind."""

ROLES = 3
"""Roles in which a sentence is evidence: done, plan, problem, in this order."""
