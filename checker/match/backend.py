"""The inner loops of matching: as machine code where it was built, else in plain Python, with the same results.

``CHECKER_PLAIN=1`` in the environment asks for the plain ones.
"""

from __future__ import annotations

import os

from checker.match.rows import Row, Word

__all__ = ["NATIVE", "Matcher", "Row", "Word", "Wordlist"]

try:
    if os.environ.get("CHECKER_PLAIN"):
        raise ImportError
    from checker.match._native import Matcher, Wordlist

    NATIVE = True
except ImportError:
    from checker.match.plain import Matcher, Wordlist

    NATIVE = False
