"""findings.json: streamed out, read back, never half a file."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from checker.errors import InputError, OutputError
from checker.export.findings_json import (
    FindingsWriter,
    findings_schema,
    open_findings,
    read_findings,
    write_findings,
)
from tests.export import builders


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_round_trip_keeps_everything(written: builders.Written) -> None:
    """What was written is read back equal, whole and report by report, again and again."""
    assert read_findings(written.json) == written.findings
    stream = open_findings(written.json)
    assert (stream.tool, stream.catalog) == (written.findings.tool, written.findings.catalog)
    assert tuple(stream.reports) == written.findings.reports
    assert tuple(stream.reports) == written.findings.reports


def test_file_is_valid_against_the_schema(written: builders.Written) -> None:
    """The file validates against the generated schema, and a changed status does not."""
    schema = findings_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    content = json.loads(written.json.read_text("utf-8"))
    assert content["schema"] == "checker.findings/1"
    jsonschema.validate(content, schema)
    content["reports"][0]["tasks"][0]["status"] = "finished"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, schema)


def test_a_file_laid_out_anew_is_read_too(written: builders.Written, tmp_path: Path) -> None:
    """Indentation by another program changes nothing."""
    other = tmp_path / "findings.json"
    other.write_text(json.dumps(json.loads(written.json.read_text("utf-8")), indent=2), "utf-8")
    assert tuple(open_findings(other).reports) == written.findings.reports


def test_no_reports_is_a_file_too(written: builders.Written, tmp_path: Path) -> None:
    """A run of no report gives a valid, empty list."""
    path = tmp_path / "findings.json"
    FindingsWriter(path, written.findings.tool, written.findings.catalog).close()
    assert read_findings(path).reports == ()
    assert list(open_findings(path).reports) == []


def test_the_file_appears_only_at_the_end(written: builders.Written, tmp_path: Path) -> None:
    """Until the writer is closed, an older file stands; afterwards nothing temporary is left."""
    path = tmp_path / "findings.json"
    path.write_text("older", "utf-8")
    with FindingsWriter(path, written.findings.tool, written.findings.catalog) as writer:
        writer.add(written.findings.reports[0])
        assert path.read_text("utf-8") == "older"
    assert len(read_findings(path).reports) == 1
    assert leftovers(tmp_path) == ["findings.json"]


def test_a_failed_run_leaves_the_older_file(written: builders.Written, tmp_path: Path) -> None:
    """An exception in the middle throws the new file away."""
    path = tmp_path / "findings.json"
    path.write_text("older", "utf-8")

    def fail() -> None:
        with FindingsWriter(path, written.findings.tool, written.findings.catalog) as writer:
            writer.add(written.findings.reports[0])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text("utf-8") == "older"
    assert leftovers(tmp_path) == ["findings.json"]


def test_a_cut_file_is_told(written: builders.Written, tmp_path: Path) -> None:
    """A file that ends early gives its reports and then an error that names it."""
    path = tmp_path / "cut.json"
    lines = written.json.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:2]), "utf-8")
    with pytest.raises(InputError, match=r"cut\.json.*不完整"):
        list(open_findings(path).reports)


@pytest.mark.parametrize("content", ["", "[]", '{"schema":"other/1"}', "\ufeff不是 JSON"])
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    """Something that is no findings.json gives an error that names the file and what to do."""
    path = tmp_path / "x.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"x\.json.*重新生成"):
        read_findings(path)
    with pytest.raises(InputError, match=r"x\.json.*重新生成"):
        open_findings(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A missing file gives an error that names it."""
    with pytest.raises(InputError, match="absent"):
        open_findings(tmp_path / "absent.json")


@pytest.mark.parametrize(("make", "reason"), [("folder", "同名的文件夹"), ("file", "是文件而不是文件夹")])
def test_a_place_that_cannot_be_written(written: builders.Written, tmp_path: Path, make: str, reason: str) -> None:
    """A folder of that name, or a file where a folder is needed, gives a Chinese error that names the path."""
    target = tmp_path / "taken"
    if make == "folder":
        target.mkdir()
    else:
        target.write_text("x")
        target = target / "findings.json"
    with pytest.raises(OutputError, match=reason) as caught:
        write_findings(target, written.findings)
    assert str(target) in str(caught.value)
    assert leftovers(tmp_path) == ["taken"]
