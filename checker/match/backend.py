"""The inner loops of matching: as machine code where it was built, else in plain Python, with the same results.

``CHECKER_PLAIN=1`` in the environment asks for the plain ones.
"""

from __future__ import annotations

import os

__all__ = ["NATIVE", "Likeness", "Matcher", "Wordlist", "fold_stretches", "write_out"]

try:
    if os.environ.get("CHECKER_PLAIN"):
        raise ImportError
    from checker.match._likeness import Likeness
    from checker.match._native import Matcher, Wordlist, fold_stretches, write_out

    NATIVE = True
except ImportError:
    from checker.match.likeness import Likeness
    from checker.match.plain import Matcher, Wordlist
    from checker.match.stretch import fold_stretches
    from checker.match.write import write_out

    NATIVE = False
