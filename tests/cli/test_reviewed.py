"""What the command line shows of a workspace with decisions."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from checker.board import Ruling, open_session
from checker.cli.app import run_app
from checker.review import Reason
from checker.review.anchors import quote_key
from tests.review.builders import NOON, REJECTED, reviewed_workspace

REPORT = """云岫区2022年法治政府建设情况报告

一、主要举措和成效
（一）规范行政执法
组织开展行政执法案卷评查3次，抽查案卷120件，反馈问题30个并全部整改。
行政机关负责人出庭应诉28件，出庭应诉率100%。
二、存在的不足
行政执法人员培训的针对性不强。

云岫区人民政府
2023年3月10日
"""
QUOTE = "组织开展行政执法案卷评查3次，抽查案卷120件，反馈问题30个并全部整改。"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace reviewed in part, and a wide terminal."""
    monkeypatch.setenv("COLUMNS", "180")
    reviewed_workspace(tmp_path / "w").close()
    return tmp_path / "w"


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command and give what it prints."""
    capsys.readouterr()
    assert run_app(list(arguments)) == 0
    return capsys.readouterr().out


def conclusions(out: Path) -> dict[str, str]:
    """Read 复核结论 of every point on the checklist."""
    sheet = openpyxl.load_workbook(out / "checklist.xlsx")["督察清单"]
    return {line[20]: str(line[9]) for line in sheet.iter_rows(min_row=6, values_only=True)}


def test_the_matrix_shows_both_judgements(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The cell has the final status and 改; below it stand machine, reviewers and day; the rest is 未经复核."""
    out = shown(capsys, "matrix", "--workspace", str(folder))
    assert "◎改" in out
    line = next(line for line in out.splitlines() if "● 佐证充分 │" in line and "◎ 部分佐证 │" in line)
    assert "部分复核：张三、李四 2026-11-22" in line
    assert "改判 1 项，其余未经复核" in out


def test_gaps_and_evidence_follow_the_final_judgement(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """gaps lists what lost its evidence, with the machine's word; evidence tells who rejected, and added, what."""
    out = shown(capsys, "gaps", "--workspace", str(folder))
    assert "× 1.1 开展案卷评查（程序：2 佐证明确）" in out
    assert "程序判定：● 佐证充分" in out
    evidence = shown(capsys, "evidence", "--report", "r", "--task", "1", "--workspace", str(folder))
    assert "张三 2026-11-22 驳回" in evidence
    assert f"[已驳回，不计] {REJECTED}" in evidence
    added = shown(capsys, "evidence", "--report", "r", "--task", "2", "--workspace", str(folder))
    assert "[人工补充]" in added
    assert "未经复核" in shown(capsys, "evidence", "--report", "s", "--task", "2", "--workspace", str(folder))


def test_a_run_into_a_workspace_with_decisions_shows_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Checked again under another name, the report keeps what was decided, on the terminal and in the outputs.

    A further decision is in the outputs of a run on which nothing else has changed.
    """
    (tmp_path / "云岫.txt").write_text(REPORT, encoding="utf-8")
    where = ("--workspace", str(tmp_path / "w"), "--out", str(tmp_path / "out"))
    shown(capsys, "run", str(tmp_path / "云岫.txt"), *where, "--outputs", "none")
    session = open_session(tmp_path / "w", lambda: NOON)
    bench = session.board().bench("云岫")
    session.save(Ruling("张三", bench.on_quote("44.1", quote_key(QUOTE), Reason.REPEATED)))
    (tmp_path / "云岫.txt").rename(tmp_path / "终稿.txt")
    out = shown(capsys, "run", str(tmp_path / "终稿.txt"), *where, "--outputs", "checklist,matrix")
    assert "张三" in out
    said = conclusions(tmp_path / "out")
    assert "张三\n2026-11-22\n驳回 1 条" in said["44.1"]
    assert said["43.1"] == "未经复核"
    assert "张三" in (tmp_path / "out" / "matrix.html").read_text("utf-8")
    session.save(Ruling("李四", session.board().bench("终稿").on_level("43.1", "1")))
    shown(capsys, "run", str(tmp_path / "终稿.txt"), *where, "--outputs", "checklist,matrix")
    assert "李四" in conclusions(tmp_path / "out")["43.1"]
