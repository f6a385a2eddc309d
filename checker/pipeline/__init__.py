"""The one way through: read → parse → match → assess. An entry point: it wires the stages together.

`Checker` checks a document; `check_inputs` checks many, here, in processes of this machine, or on a Dask cluster.
"""

from checker.pipeline.checker import Checked, Checker, settle
from checker.pipeline.flow import check_inputs
from checker.pipeline.recipe import Recipe
from checker.pipeline.workers import Workers, open_workers

__all__ = ["Checked", "Checker", "Recipe", "Workers", "check_inputs", "open_workers", "settle"]
