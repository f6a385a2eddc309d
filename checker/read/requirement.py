"""Import what comes with an extra of the package, or say how to get it."""

from __future__ import annotations

import importlib
from typing import Any

from checker.errors import UnsupportedFormat
from checker.read import messages

__all__ = ["require"]


def require(module: str, extra: str, name: str, label: str) -> Any:
    """Import a module; raises UnsupportedFormat with the one command that installs it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        command = messages.install(extra)
        raise UnsupportedFormat(name, messages.MISSING_EXTRA.format(label=label, command=command)) from error
