"""`checker catalog build` and `diff` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.catalogs import load_catalog
from checker.cli.app import run_app
from tests.catalogs.lists import BRACKETS, REPORT

CHECKED = """云岫区2023年法治政府建设情况报告

一、主要举措和成效
（一）规范涉企检查
公布涉企行政检查事项清单，每季度开展抽查，全年检查企业120户次。
（二）化解矛盾纠纷
各街镇建成个人调解工作室12个，调解纠纷326件。

云岫区人民政府
2024年3月1日
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder as working directory, and a wide terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "要点.txt").write_text(BRACKETS, encoding="utf-8")
    return tmp_path


def test_a_list_becomes_a_catalog_that_run_uses(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Built, shown and used: the report's sentences answer the tasks of the user's own list."""
    assert run_app(["catalog", "build", "要点.txt", "-o", "my.yaml"]) == 0
    said = capsys.readouterr()
    assert "3 项任务" in said.out
    assert "2023年云岫区法治政府建设工作要点及任务分工" in said.out
    assert "我要留言" in said.err
    assert "云岫区" in said.err  # no roster of this place
    assert load_catalog("my.yaml").id == "my"
    assert run_app(["catalog", "show", "my.yaml", "--task", "2"]) == 0
    (here / "报告.txt").write_text(CHECKED, encoding="utf-8")
    assert run_app(["run", "报告.txt", "--catalog", "my.yaml", "--outputs", "findings"]) == 0
    findings = json.loads(Path("checker-output/findings.json").read_text(encoding="utf-8"))
    report = findings["reports"][0]
    levels = {point["point"]: point["level"] for point in report["points"]}
    assert levels["1.1"] == 2
    assert levels["3.1"] == 2
    quote = next(p for p in report["points"] if p["point"] == "3.1")["evidence"][0]["quote"]
    assert "调解工作室12个" in quote


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [("报告.txt", REPORT, "报告"), ("空.txt", "", "空"), ("散文.txt", "今天天气很好。", "没有找到任务")],
)
@pytest.mark.usefixtures("here")
def test_nothing_is_written_on_an_error(name: str, text: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, the file is named, the older output stays as it was."""
    Path(name).write_text(text, encoding="utf-8")
    Path("my.yaml").write_text("旧", encoding="utf-8")
    before = sorted(path.name for path in Path().iterdir())
    assert run_app(["catalog", "build", name, "-o", "my.yaml"]) == 2
    said = capsys.readouterr().err
    assert name in said
    assert told in said
    assert Path("my.yaml").read_text(encoding="utf-8") == "旧"
    assert sorted(path.name for path in Path().iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["catalog", "build", "没有.txt", "-o", "a.yaml"], "没有.txt"),
        (["catalog", "build", "要点.txt"], "-o"),
        (["catalog", "build", "要点.txt", "-o", "要点.txt"], "要点.txt"),
        (["catalog", "build", "要点.txt", "-o", "没有/a.yaml"], "没有/a.yaml"),
        (["catalog", "build", "要点.txt", "-o", "a.yaml", "--onto", "nowhere"], "nowhere"),
        (["catalog", "build", "要点.txt", "-o", "a.yaml", "--onto", "changning-2022"], "不是同一份"),
        (["catalog", "diff", "changning-2022", "nowhere"], "nowhere"),
        (["catalog", "diff", "changning-2022", "changning-2022", "--format", "pdf"], "pdf"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_cannot_be_built_is_said(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, one message in Chinese that names the cause, and no file."""
    assert run_app(arguments) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said
    assert not Path("a.yaml").exists()


def test_an_edited_catalog_is_kept_when_built_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The older file is renamed and named."""
    (here / "my.yaml").write_text("我改过的", encoding="utf-8")
    assert run_app(["catalog", "build", "要点.txt", "-o", "my.yaml"]) == 0
    assert "my.yaml.bak" in capsys.readouterr().out
    assert (here / "my.yaml.bak").read_text(encoding="utf-8") == "我改过的"


def test_lists_of_two_years_are_compared(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As text with marks, as JSON that can be read, as a page in a file."""
    after = BRACKETS.replace("两个以上", "三个以上").replace("区财政局、", "")
    (here / "明年.txt").write_text(after, encoding="utf-8")
    run_app(["catalog", "build", "要点.txt", "-o", "a.yaml"])
    run_app(["catalog", "build", "明年.txt", "-o", "b.yaml"])
    capsys.readouterr()
    assert run_app(["catalog", "diff", "a.yaml", "b.yaml"]) == 0
    shown = capsys.readouterr().out
    assert "[-两-]{+三+}" in shown
    assert "不再列 区财政局（原为配合/责任）" in shown
    assert run_app(["catalog", "diff", "a.yaml", "b.yaml", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["format"] == "checker.catalog-diff/1"
    assert [task["changes"] for task in data["tasks"]] == [["units"], ["reworded"]]
    assert run_app(["catalog", "diff", "a.yaml", "b.yaml", "--format", "html", "-o", "d.html"]) == 0
    assert "<ins>三</ins>" in (here / "d.html").read_text(encoding="utf-8")


@pytest.mark.shared
@pytest.mark.usefixtures("here")
def test_the_official_list_is_attached_and_verified(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--onto gives the shipped catalog with its official wording; what was built agrees with the document."""
    source = str(shared / "source/changning-2022-work-points.txt")
    assert run_app(["catalog", "build", source, "-o", "onto.yaml", "--onto", "changning-2022"]) == 0
    assert run_app(["catalog", "build", source, "-o", "own.yaml"]) == 0
    for name in ("onto.yaml", "own.yaml"):
        assert run_app(["catalog", "verify", name, "--source", source]) == 0
        assert all(task.official_text for task in load_catalog(name).tasks)
    assert "全部一致" in capsys.readouterr().out
