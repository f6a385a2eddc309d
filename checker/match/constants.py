"""What the two ways of matching, `plain` and `_native`, have in common."""

from __future__ import annotations

__all__ = [
    "ABOVE",
    "ALONE",
    "BEST",
    "COMMON",
    "EVERYDAY",
    "GAP",
    "HALF",
    "HEADED",
    "KEPT",
    "LEAST_SHARE",
    "NEAREST",
    "PLACES",
    "REACH",
    "ROLES",
    "SCALE",
    "SHARED_LEAST",
    "SHARED_WORDS",
    "SHOWN",
    "TELLING",
    "VOTERS",
    "WEIGHTS",
]

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
"""Passages kept of each role for each point, by the words that they have."""

BEST = 5
"""Passages kept of those, and of those like references, when all is known of them."""

NEAREST = 6
"""Sentences kept of each point that hold the most telling words of a pattern and no more."""

SHOWN = 3
"""Near misses shown of a point without evidence."""

ABOVE = 3
"""Headings above a sentence that are looked at: the two innermost and the lead phrase, what a reader has in mind."""

ROLES = 3
"""Roles in which a sentence is evidence: done, plan, problem, in this order."""

VOTERS = 40
"""References most like a sentence that have a vote."""

LEAST_SHARE = 0.05
"""Share of the votes (0-1) below which a point is not spoken of."""

ALONE = (0.2, 0.35, 0.4)
"""Share of the votes (0-1), for each role, from which a sentence with none of the words is worth a look."""

HALF = 0.2
"""Share of the votes (0-1) at which a sentence counts as half as like the references as it could be."""

COMMON = 10
"""A character or pair that more than one in so many references has tells nothing."""

HEADED = 0.6
"""What a pair of characters in a heading above weighs against one in the sentence."""

SCALE = 64
"""Weights of characters and pairs are whole numbers of this part."""

SHARED_WORDS, SHARED_LEAST = 3, 5
"""Stretches shown of what a sentence shares with the reference most like it, and the characters that they need have."""

WEIGHTS = ((0.44, 0.11, 0.45), (0.54, 0.0, 0.46), (0.5, 0.0, 0.5))
"""What makes up a score, for each role: the words met, a direct answer, likeness to references. They add up to 1."""
