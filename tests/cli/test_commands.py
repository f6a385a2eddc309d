"""The command line as a user meets it: messages, tables, exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from checker.cli.app import run_app
from checker.export.findings_json import findings_schema

REPORT = """云岫区2022年法治政府建设情况报告

2022年，云岫区认真推进法治政府建设，现将有关情况报告如下。

一、主要举措和成效
（一）规范行政执法
组织开展行政执法案卷评查3次，抽查案卷120件，反馈问题30个并全部整改。
行政机关负责人出庭应诉28件，出庭应诉率100%。
二、存在的不足
行政执法人员培训的针对性不强。
三、2023年工作安排
制定并公布年度重大行政决策事项目录。

云岫区人民政府
2023年3月10日
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder as working directory, and a wide terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path


@pytest.fixture
def report(here: Path) -> Path:
    """A small report."""
    path = here / "云岫.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_run_prints_the_matrix_and_writes_the_outputs(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One report: exit code 0, matrix with legend, findings.json that fits its schema, html and xlsx beside it."""
    assert run_app(["run", str(report)]) == 0
    shown = capsys.readouterr().out
    assert "覆盖矩阵" in shown
    assert "云岫区人民政府 2022年" in shown
    assert "未经复核" in shown
    findings = json.loads(Path("checker-output/findings.json").read_text(encoding="utf-8"))
    jsonschema.validate(findings, findings_schema())
    only = findings["reports"][0]
    assert (only["id"], only["issuer"], only["level"], only["year"]) == ("云岫", "云岫区人民政府", "district", 2022)
    assert (len(only["points"]), len(only["tasks"])) == (133, 52)
    levels = {point["point"]: point for point in only["points"]}
    assert levels["44.1"]["level"] == 2
    assert levels["43.1"]["level"] == 2
    assert (levels["28.1"]["level"], levels["28.1"]["planned"]) == (0, True)
    assert levels["52.1"]["shortfall"]
    assert levels["28.1"]["searched"]
    assert Path("checker-output/matrix.html").stat().st_size > 0
    assert Path("checker-output/matrix.xlsx").stat().st_size > 0


def test_every_quote_is_in_the_report_at_its_place(report: Path) -> None:
    """Offsets of findings.json point at the quote in the text."""
    run_app(["run", str(report), "--outputs", "findings"])
    findings = json.loads(Path("checker-output/findings.json").read_text(encoding="utf-8"))
    quotes = [e for p in findings["reports"][0]["points"] for e in (*p["evidence"], *p["near_misses"])]
    assert quotes
    for quote in quotes:
        assert REPORT[quote["start"] : quote["end"]] == quote["quote"]


def test_outputs_can_be_chosen(report: Path) -> None:
    """--outputs none writes nothing; an unknown name is refused with what there is."""
    assert run_app(["run", str(report), "--outputs", "none"]) == 0
    assert not Path("checker-output").exists()
    assert run_app(["run", str(report), "--outputs", "pictures"]) == 2


def test_gaps_make_exit_code_one_when_asked(report: Path) -> None:
    """--fail-on-gap is for machines: the findings are written all the same."""
    assert run_app(["run", str(report), "--fail-on-gap"]) == 1
    assert Path("checker-output/findings.json").exists()


def test_bad_files_are_named_and_the_rest_is_done(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Missing, empty and binary files are told by name with exit code 3; the good report is in the findings."""
    here = report.parent
    (here / "空.txt").write_bytes(b"")
    (here / "二进制.txt").write_bytes(bytes(range(256)) * 40)
    (here / "空文件夹").mkdir()
    code = run_app(
        ["run", str(report), *(str(here / name) for name in ("没有.txt", "空.txt", "二进制.txt", "空文件夹"))]
    )
    said = capsys.readouterr()
    assert code == 3
    for name in ("没有.txt", "空.txt", "二进制.txt", "空文件夹"):
        assert name in said.out + said.err
    findings = json.loads(Path("checker-output/findings.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in findings["reports"]] == ["云岫"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "没有.txt"], "没有.txt"),
        (["run"], "报告"),
        (["run", "x", "--colour"], "--colour"),
        (["frobnicate"], "frobnicate"),
        (["matrix"], "checker run"),
        (["catalog", "show", "没有的目录"], "changning-2022"),
        (["catalog", "verify", "changning-2022", "--source", "没有.txt"], "没有.txt"),
        (["evidence", "--report", "x", "--task", "many"], "--task"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_cannot_be_done_is_said_in_chinese(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, one message that names the cause, nothing of Python."""
    assert run_app(arguments) == 2
    said = capsys.readouterr().err
    assert "错误" in said
    assert told in said
    assert "Traceback" not in said


def test_the_same_stem_twice_gives_two_reports(report: Path) -> None:
    """Reports of equal names in two folders both stay, under ids that tell them apart."""
    for folder in ("甲", "乙"):
        (report.parent / folder).mkdir()
        (report.parent / folder / "报告.txt").write_text(REPORT, encoding="utf-8")
    assert run_app(["run", "甲", "乙"]) == 0
    findings = json.loads(Path("checker-output/findings.json").read_text(encoding="utf-8"))
    assert len({one["id"] for one in findings["reports"]}) == 2


def test_jobs_change_nothing_but_the_time(report: Path) -> None:
    """Two processes give the findings of one, in the same order."""
    for number in range(5):
        text = REPORT.replace("120件", f"{number + 100}件")
        (report.parent / f"r{number}.txt").write_text(text, encoding="utf-8")
    run_app(["run", ".", "--outputs", "findings", "--out", "one", "--workspace", "w1"])
    run_app(["run", ".", "--outputs", "findings", "--out", "two", "--workspace", "w2", "--jobs", "2"])
    assert Path("one/findings.json").read_text("utf-8") == Path("two/findings.json").read_text("utf-8")


def test_matrix_evidence_and_gaps_show_the_last_run(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The views read the workspace: quotes with place for what was found, searched terms for what was not."""
    run_app(["run", str(report), "--outputs", "none"])
    capsys.readouterr()
    assert run_app(["matrix"]) == 0
    assert "覆盖矩阵" in capsys.readouterr().out
    assert run_app(["evidence", "--report", "云岫", "--task", "44"]) == 0
    shown = capsys.readouterr().out
    assert "抽查案卷120件" in shown
    assert "规范行政执法" in shown
    assert "检索过" in shown
    assert run_app(["gaps", "--unit", "区司法局"]) == 0
    said = capsys.readouterr()
    assert "没有“区司法局”自己的报告" in said.err
    assert "证明事项" in said.out
    assert run_app(["evidence", "--report", "云岫", "--task", "99"]) == 2
    assert run_app(["evidence", "--report", "别处", "--task", "1"]) == 2
    assert run_app(["gaps", "--unit", "水晶宫"]) == 2


@pytest.mark.usefixtures("here")
def test_the_catalog_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """list gives the id, show all tasks with units and groups, show --task everything of one task."""
    assert run_app(["catalog", "list"]) == 0
    assert "changning-2022" in capsys.readouterr().out
    assert run_app(["catalog", "show", "changning-2022"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"133 个检查要点，\d{4} 条参照例句", shown)
    assert "新泾镇" in shown
    assert run_app(["catalog", "show", "changning-2022", "--task", "52"]) == 0
    shown = capsys.readouterr().out
    assert "60学时" in shown
    assert re.search(r"参照例句 .* \d+ 条，如：", shown)


def test_help_is_chinese_and_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command of the design that exists is in --help."""
    assert run_app(["--help"]) == 0
    shown = capsys.readouterr().out
    for command in ("run", "matrix", "gaps", "evidence", "evaluate", "catalog"):
        assert command in shown
    assert "命令" in shown


@pytest.mark.shared
@pytest.mark.usefixtures("here")
def test_verify_says_that_the_shipped_catalog_is_right(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 on the official document; 1, with task and unit, when a unit is missing from a copy."""
    source = str(shared / "source/changning-2022-work-points.txt")
    assert run_app(["catalog", "verify", "changning-2022", "--source", source]) == 0
    assert "52 项任务" in capsys.readouterr().out
    from checker.catalogs import find_catalog

    text = find_catalog("changning-2022").read_text(encoding="utf-8")
    assert text.count("  - {name: 区民政局, part: support}\n") > 0
    Path("copy.yaml").write_text(text.replace("  - {name: 区民政局, part: support}\n", "", 1), encoding="utf-8")
    assert run_app(["catalog", "verify", "copy.yaml", "--source", source]) == 1
    said = capsys.readouterr().err
    assert "任务 20" in said
    assert "区民政局" in said


@pytest.mark.shared
@pytest.mark.usefixtures("here")
def test_a_document_of_another_kind_is_processed_with_a_warning(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A government work report is no report on rule-of-law government: said, and checked all the same."""
    path = shared / "external/not-a-rule-of-law-report-qinghai-2026.txt"
    assert run_app(["run", str(path), "--outputs", "findings"]) == 0
    assert "法治政府" in capsys.readouterr().err
    findings = json.loads(Path("checker-output/findings.json").read_text(encoding="utf-8"))
    assert findings["reports"][0]["warnings"]


def test_points_without_vocabulary_are_told(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """未见佐证 of a point that nobody wrote words for would be a wrong word: it is said beforehand."""
    catalog = report.parent / "自编.yaml"
    catalog.write_text(
        "id: mine\ntitle: 自编\ntasks:\n- number: 1\n  chapter: 一\n  title: 任务\n  points:\n"
        "  - {id: '1.1', text: 要点, core: true}\n  - {id: '1.2', text: 案卷评查, clear: [案卷 + 评查]}\n",
        encoding="utf-8",
    )
    assert run_app(["run", str(report), "--catalog", str(catalog), "--outputs", "none"]) == 0
    said = capsys.readouterr().err
    assert "1 个检查要点没有词汇（1.1）" in said
