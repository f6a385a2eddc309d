"""`checker run` over many reports and again: nothing computed twice, nothing written in vain, flat memory."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli.app import run_app
from tests.bench.multiply import multiply
from tests.evaluation.corpus import ROOT

SAMPLES = sorted((ROOT / "examples/reports").glob("*.txt"))


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Five reports in a folder, in an own working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    return multiply(SAMPLES, 5, Path("报告"))


def last_findings() -> list[tuple[str, int]]:
    """Give (report, number of its findings in the workspace) of the last run."""
    with sqlite3.connect("checker-workspace/checker.sqlite") as db:
        query = "SELECT report, findings FROM reports WHERE run = (SELECT max(id) FROM runs) ORDER BY position"
        return db.execute(query).fetchall()


@pytest.mark.usefixtures("reports")
def test_a_second_run_computes_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The same findings are used again, said on the screen, and the files that still hold are left as they are."""
    assert run_app(["run", "报告"]) == 0
    assert "检查了 5 份报告。" in capsys.readouterr().out
    first, files = last_findings(), sorted(path for path in Path("checker-output").rglob("*") if path.is_file())
    stamps = [path.stat().st_mtime_ns for path in files]
    assert run_app(["run", "报告"]) == 0
    shown = capsys.readouterr().out
    assert "5 份报告都没有变化，沿用上次结果" in shown
    assert "没有重写" in shown
    assert "覆盖矩阵" in shown
    assert last_findings() == first
    assert [path.stat().st_mtime_ns for path in files] == stamps


def test_only_what_changed_is_computed(reports: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A changed report is judged anew, a new one too; the others stay; the files show the new state."""
    run_app(["run", "报告"])
    first = dict(last_findings())
    reports[2].write_text(reports[2].read_text("utf-8") + "组织开展行政执法案卷评查99次。\n", encoding="utf-8")
    Path("报告/新.txt").write_text(reports[0].read_text("utf-8") + "补充。\n", encoding="utf-8")
    capsys.readouterr()
    assert run_app(["run", "报告"]) == 0
    assert "检查了 6 份报告（其中 4 份未变，沿用上次结果）" in capsys.readouterr().out
    second = dict(last_findings())
    assert {name for name in second if first.get(name) != second[name]} == {reports[2].stem, "新"}
    findings = json.loads(Path("checker-output/findings.json").read_text("utf-8"))
    assert len(findings["reports"]) == 6


def test_a_report_that_moved_is_not_computed_again(reports: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    """The same bytes under another name: earlier findings under the new name, everywhere."""
    run_app(["run", str(reports[0]), "--outputs", "none"])
    reports[0].rename("别名.txt")
    capsys.readouterr()
    assert run_app(["run", "别名.txt", "--outputs", "findings"]) == 0
    assert "没有变化" in capsys.readouterr().out
    (only,) = json.loads(Path("checker-output/findings.json").read_text("utf-8"))["reports"]
    assert (only["id"], only["file"]) == ("别名", "别名.txt")


@pytest.mark.usefixtures("reports")
def test_everything_can_be_computed_again(capsys: pytest.CaptureFixture[str]) -> None:
    """--recompute takes nothing over and writes all files; the findings are what they were."""
    run_app(["run", "报告", "--outputs", "findings"])
    before, stamp = last_findings(), Path("checker-output/findings.json").stat().st_mtime_ns
    text = Path("checker-output/findings.json").read_text("utf-8")
    assert run_app(["run", "报告", "--outputs", "findings", "--recompute"]) == 0
    assert "沿用" not in capsys.readouterr().out
    assert not {number for _, number in before} & {number for _, number in last_findings()}
    assert Path("checker-output/findings.json").stat().st_mtime_ns != stamp
    assert Path("checker-output/findings.json").read_text("utf-8") == text


@pytest.mark.usefixtures("reports")
def test_other_words_compute_again() -> None:
    """Another catalog is another question: nothing is taken over."""
    catalog = "id: mine\ntitle: 自编\ntasks:\n- number: 1\n  chapter: 一\n  title: 任务\n  points:\n"
    point = "  - {id: '1.1', text: 案卷评查, core: true, clear: [案卷 + 评查]}\n"
    Path("a.yaml").write_text(catalog + point, encoding="utf-8")
    run = ["run", "报告", "--outputs", "none", "--catalog", "a.yaml"]
    run_app(run)
    before = last_findings()
    run_app(run)
    assert last_findings() == before
    Path("a.yaml").write_text(catalog + point.replace("评查]", "评查, 抽查]"), encoding="utf-8")
    run_app(run)
    assert not {number for _, number in before} & {number for _, number in last_findings()}


@pytest.mark.usefixtures("reports")
def test_files_that_no_longer_hold_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that was changed or is gone, another choice of files: written anew."""
    run = ["run", "报告", "--outputs", "findings"]
    path = Path("checker-output/findings.json")
    run_app(run)
    text = path.read_text("utf-8")
    path.write_text("x", encoding="utf-8")
    run_app(run)
    assert path.read_text("utf-8") == text
    path.unlink()
    run_app(run)
    assert path.read_text("utf-8") == text
    capsys.readouterr()
    run_app([*run[:-1], "findings,matrix"])
    assert "没有重写" not in capsys.readouterr().out
    assert Path("checker-output/matrix.xlsx").exists()


def test_inputs_that_failed_are_tried_again(reports: list[Path]) -> None:
    """A failure is told at every run, beside reports that did not change."""
    Path("报告/空.txt").write_bytes(b"")
    for _ in range(2):
        assert run_app(["run", "报告", "--outputs", "none"]) == 3
    Path("报告/空.txt").write_text(reports[0].read_text("utf-8") + "补充。\n", encoding="utf-8")
    assert run_app(["run", "报告", "--outputs", "none"]) == 0


def test_a_run_that_was_cut_off_is_taken_up(reports: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    """What a run had judged before it was stopped need not be judged again."""
    run_app(["run", *map(str, reports[:3]), "--outputs", "none"])
    with sqlite3.connect("checker-workspace/checker.sqlite") as db:
        db.execute("UPDATE runs SET finished = NULL")
    capsys.readouterr()
    run_app(["run", "报告", "--outputs", "none"])
    assert "其中 3 份未变" in capsys.readouterr().out


def test_hundreds_of_reports_are_summed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The screen shows the first reports and the sums of all; the files have every one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    catalog = "id: mine\ntitle: 自编\ntasks:\n- number: 1\n  chapter: 一\n  title: 任务\n  points:\n"
    point = "  - {id: '1.1', text: 案卷评查, core: true, clear: [案卷 + 评查]}\n"
    Path("a.yaml").write_text(catalog + point, encoding="utf-8")
    Path("报告").mkdir()
    for number in range(105):
        words = f"开展案卷评查{number}次。" if number % 2 else "推进工作。"
        Path(f"报告/{number:03}.txt").write_text(f"云岫区人民政府\n{words}\n", encoding="utf-8")
    assert run_app(["run", "报告", "--catalog", "a.yaml", "--outputs", "findings"]) == 0
    shown = capsys.readouterr().out
    assert "099" in shown
    assert "104" not in shown
    assert "全部 105 份合计" in shown
    assert "52/105" in shown
    findings = json.loads(Path("checker-output/findings.json").read_text("utf-8"))
    assert len(findings["reports"]) == 105


_PEAK = """
import resource, sys
from checker.cli.app import run_app
code = run_app(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 getrusage")
def test_memory_does_not_grow_with_the_reports(tmp_path: Path) -> None:
    """The peak of 120 reports, stored and written as findings.json, is hardly above that of 12."""
    peaks = []
    for number in (12, 120):
        folder = tmp_path / str(number)
        multiply(SAMPLES, number, folder / "in")
        arguments = ["run", "in", "--outputs", "findings"]
        done = subprocess.run([sys.executable, "-c", _PEAK, *arguments], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        peaks.append(int(done.stderr.split()[-1]))
    assert peaks[1] < 1.25 * peaks[0]
