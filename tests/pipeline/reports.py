"""Inputs for tests of many reports: the examples, multiplied."""

from __future__ import annotations

import os
from pathlib import Path

from checker.errors import InputError
from checker.pipeline import Checked
from checker.read import Input, find_inputs
from tests.bench.multiply import multiply
from tests.evaluation.corpus import ROOT

__all__ = ["make_inputs", "told"]


def make_inputs(folder: Path, number: int) -> list[Input]:
    """Write a number of reports, each another, and an empty file among them that cannot be read."""
    multiply(sorted((ROOT / "examples/reports").glob("*.txt")), number, folder)
    (folder / "空.txt").write_bytes(b"")
    found = [one for one in find_inputs([folder]) if not isinstance(one, InputError)]
    return sorted(found, key=lambda one: os.fsencode(one.name)[::-1])


def told(checked: Checked) -> tuple[object, ...]:
    """Write down what came of an input, failures too."""
    failure = (type(checked.failure), str(checked.failure)) if checked.failure else None
    return checked.position, checked.name, checked.report, checked.key, checked.judged, failure
