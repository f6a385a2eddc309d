"""The command line. Heavy modules are imported by the commands that need them, so that ``--help`` is quick."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run and exit: 0 fine, 1 gaps and --fail-on-gap, 2 nothing could be done, 3 some inputs failed."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a terminal or pipe that cannot show a character shows ? and goes on
            reconfigure(errors="replace")
    from checker.cli.app import run_app

    sys.exit(run_app(arguments))
