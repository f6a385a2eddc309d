"""Documents and a synthetic report for the tests of the parser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checker.model.document import Block, Document
from checker.model.report import Report
from checker.parse import parse_report

DONE = (
    "印发《云溪区行政执法指引》，组织培训12场次，覆盖执法人员860人次。",
    "全年办理行政复议案件73件，直接纠错6件；调解结案21件。",
    "公布重大行政决策事项目录5项，均经合法性审查。",
)
PROBLEM = ("一是法制审核力量薄弱，部分乡镇没有专职人员。", "二是普法形式还比较单一，针对性有待提高。")
PLAN = ("一是充实法制审核力量，每个乡镇配备不少于1名。", "二是创新普法形式，制作短视频20期。")

PLAIN = f"""云溪区人民政府关于2022年度法治政府建设情况的报告
市人民政府：
2022年，云溪区坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，扎实推进依法行政。现将有关情况报告如下：
一、主要举措和成效
（一）规范行政执法
{DONE[0]}
（二）化解行政争议
{DONE[1]}
（三）依法科学决策。{DONE[2]}
二、党政主要负责人履行推进法治建设第一责任人职责情况
区委书记主持召开会议4次，研究法治议题9项。
三、存在的不足和原因
{PROBLEM[0]}{PROBLEM[1]}
四、2023年工作安排
{PLAN[0]}{PLAN[1]}
云溪区人民政府
2023年2月20日
"""


def make_document(text: str, **declared: Any) -> Document:
    """Make the document that the txt reader would: a line is a block."""
    blocks = []
    position = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped)
            blocks.append(Block(start, start + len(stripped)))
        position += len(line)
    return Document(
        id="report",
        name="report.txt",
        text=text,
        blocks=tuple(blocks),
        sha256="0" * 64,
        media_type="text/plain",
        **declared,
    )


@pytest.fixture(scope="session")
def parse() -> Callable[..., Report]:
    """Parse a text as a report."""
    return lambda text, **declared: parse_report(make_document(text, **declared))


@pytest.fixture(scope="session")
def role_of() -> Callable[[Report, str], str]:
    """Give the role of the one sentence that holds some words."""

    def find(report: Report, words: str) -> str:
        found = [sentence for sentence in report.sentences if words in report.quote(sentence)]
        assert len(found) == 1, f"{words}: {[report.quote(sentence) for sentence in found]}"
        return found[0].role.value

    return find


@pytest.fixture(scope="session")
def plain() -> str:
    """A small regular report."""
    return PLAIN
