"""`make schema`: write the JSON Schemas that are shipped, from the models."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from checker.export.findings_json import findings_schema
from checker.export.gap_model import gaps_schema
from checker.model.catalog import Catalog, Lexicon, Roster

FOLDER = Path(__file__).resolve().parents[1] / "requirements_catalog" / "schemas"


def schemas() -> dict[str, dict[str, Any]]:
    """Give every schema by its file name."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    made = {model.__name__.lower(): {**dialect, **model.model_json_schema()} for model in (Catalog, Lexicon, Roster)}
    return {**made, "findings": findings_schema(), "gaps": gaps_schema()}


def written(schema: dict[str, Any]) -> str:
    """Lay a schema out as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / f"{name}.schema.json").write_text(written(schema), encoding="utf-8")
