"""The shipped JSON Schemas are those of the models, and the shipped data fits them."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.schemas import FOLDER, schemas, written

DATA = FOLDER.parent


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_shipped_schema_is_that_of_the_models(name: str) -> None:
    """A changed model wants `make schema`."""
    assert (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8") == written(schemas()[name])


@pytest.mark.parametrize(
    ("name", "path"),
    [("catalog", "changning-2022.yaml"), ("lexicon", "lexicon.yaml"), ("roster", "rosters/changning.yaml")],
)
def test_shipped_data_fits_its_schema(name: str, path: str) -> None:
    """An editor that knows JSON Schema can check what people write."""
    data = yaml.safe_load(Path(DATA / path).read_text(encoding="utf-8"))
    jsonschema.validate(data, schemas()[name])


def test_a_schema_refuses_what_the_models_refuse() -> None:
    """A task without points is no task."""
    bad = {"id": "x", "title": "x", "tasks": [{"number": 1, "chapter": "", "title": "x", "points": []}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(bad, schemas()["catalog"])
