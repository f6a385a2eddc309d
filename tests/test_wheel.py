"""The wheel works by itself: installed into an empty environment, away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment; its dependencies are borrowed from this one, the project is not."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    scheme = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", "venv", scheme))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin/python"), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    return folder


def test_data_and_templates_are_in_the_wheel(wheel: Path) -> None:
    """Catalog, lexicon, roster and the page's files travel with the code; tests and examples do not."""
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("requirements_catalog/changning-2022.yaml", "requirements_catalog/lexicon.yaml"):
        assert name in names
    assert "requirements_catalog/rosters/changning.yaml" in names
    assert any(name.startswith("checker/export/templates/") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "examples/"))]


def test_the_installed_command_shows_the_catalog_and_checks_a_report(environment: Path, tmp_path: Path) -> None:
    """Away from the checkout both commands work, with the package of the wheel."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}

    def call(*arguments: str) -> str:
        done = subprocess.run(
            [str(environment / "bin/python"), *arguments], cwd=tmp_path, env=clean, check=True, capture_output=True
        )
        return done.stdout.decode("utf-8")

    where = call("-c", "import checker, requirements_catalog as r; print(checker.__file__, r.__file__)")
    assert all(path.startswith(str(environment)) for path in where.split())
    script = str(environment / "bin/checker")
    assert "133 个检查要点" in call(script, "catalog", "show", "changning-2022")
    call(script, "run", str(ROOT / "examples/reports/yunxiu-linghu-town-2022.txt"), "--outputs", "findings,matrix")
    findings = json.loads((tmp_path / "checker-output/findings.json").read_text(encoding="utf-8"))
    assert findings["reports"][0]["level"] == "street_town"
    assert (tmp_path / "checker-output/matrix.html").stat().st_size > 100_000
