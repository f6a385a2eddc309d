"""How passages are written out as evidence: by machine code where it was built, else in plain Python, equally.

``CHECKER_PLAIN=1`` in the environment asks for the plain way.
"""

from __future__ import annotations

import os

__all__ = ["NATIVE", "Quotes"]

try:
    if os.environ.get("CHECKER_PLAIN"):
        raise ImportError
    from checker.assess._native import Quotes

    NATIVE = True
except ImportError:
    from checker.assess.quote import Quotes

    NATIVE = False
