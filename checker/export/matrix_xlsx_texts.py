"""Every word that matrix.xlsx shows of its own accord."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ABOUT",
    "BOOK",
    "EVIDENCE_COLUMNS",
    "EVIDENCE_PRINTED",
    "JUDGEMENT_COLUMNS",
    "LEGEND_COLUMNS",
    "MATRIX_COLUMNS",
    "ORIGIN",
    "POINT_COLUMNS",
    "REPORT_COLUMNS",
    "REPORT_TAIL",
    "SHEETS",
]

SHEETS: Final = {
    "matrix": "矩阵",
    "points": "要点",
    "evidence": "佐证",
    "judgements": "判定理由",
    "reports": "报告",
    "about": "说明",
}

# heading → width in characters
MATRIX_COLUMNS: Final = {
    "序号": 5,
    "板块": 15,
    "任务": 32,
    "牵头单位": 15,
    "配合/责任单位": 24,
    "各报告佐证充分/适用": 10,
}
POINT_COLUMNS: Final = {"要点": 7, "任务": 26, "核心": 6, "检查要点": 46}
EVIDENCE_COLUMNS: Final = {
    "报告": 13,
    "发文单位": 14,
    "年度": 7,
    "任务": 6,
    "任务判定": 13,
    "要点": 7,
    "检查要点": 26,
    "要点等级": 12,
    "类别": 12,
    "复核": 14,
    "引文": 50,
    "所在标题": 24,
    "页": 5,
    "起（字）": 8,
    "止（字）": 8,
    "得分": 7,
    "命中的词": 30,
    "理由": 80,
    "任务内容": 50,
}
EVIDENCE_PRINTED: Final = 13
"""The columns up to 页 are printed; those behind it are for the screen."""

JUDGEMENT_COLUMNS: Final = {
    "报告": 14,
    "发文单位": 16,
    "年度": 7,
    "任务": 6,
    "任务内容": 36,
    "判定": 13,
    "程序判定": 13,
    "复核": 10,
    "复核人": 12,
    "复核日期": 11,
    "核心要点等级": 13,
    "列有计划": 10,
    "自述不足": 10,
    "判定理由": 50,
    "复核内容": 50,
}
REPORT_COLUMNS: Final = {
    "报告": 14,
    "文件": 22,
    "标题": 30,
    "发文单位": 16,
    "层级": 11,
    "年度": 7,
    "佐证充分/适用": 10,
    "比例": 7,
}
REPORT_TAIL: Final = {
    "复核": 24,
    "提示": 48,
    "文件指纹（SHA-256）": 34,
}
ORIGIN: Final = ("工作要点", "发布机关", "文号", "目录编号", "程序", "运行时间", "任务数", "报告数")
LEGEND_COLUMNS: Final = ("标志和名称", "含义")

BOOK: Final = {
    "title": "工作要点佐证矩阵",
    "caveat": "。“佐证”是报告单位的自述，不等于事项已经落实；“未见佐证”指报告没有写到。引用前请核对原文。",
    "line": "{catalog}　{number}　目录 {id}　程序 {tool} {version}　运行时间 {run_at}",
    "run_at": "{0.year}年{0.month}月{0.day}日 {0:%H:%M}",
    "summary": "佐证充分/适用任务（不适用的不计入分母）",
    "report_head": "{issuer}\n{year}",
    "year": "{year}年度",
    "unknown_year": "年度不详",
    "unknown_issuer": "发文单位不详",
    "core": "核心",
    "yes": "是",
    "heading_separator": " › ",
    "separator": "、",
    "continued": "佐证（{n}）",
    "cut": "……（全文 {n} 字，单元格放不下，其余见 findings.json）",
    "footer": "&L{}&C&A&R第 &P 页，共 &N 页",
    "rate": "{covered}/{applicable}",
    "none": "–",
    "filters": "　｜　筛选条件：{}",
    "filters_topic": "筛选条件",
    "no_filters": "无",
    "legend": "{statuses}　｜　附注：{flags}",
    "marks": "　｜　复核：{}",
}

ABOUT: Final = (
    ("这是什么", "把年度报告逐份对照工作要点，逐项判断报告中有没有佐证。判定由程序作出，经人复核的为复核后的判定。"),
    (
        "佐证的含义",
        "佐证指报告中能找到的表述，是报告单位的自述，不等于事项已经落实；未见佐证指报告没有写到，不等于没有做。",
    ),
    ("矩阵", "任务 × 报告。单元格为判定的标志和名称；后面的 → 表示下一步安排提到该事项，▲ 表示存在问题部分承认不足。"),
    (
        "要点",
        "检查要点 × 报告。数字为等级：2 佐证明确，1 部分触及，0 未见佐证；标志含义同上。灰色为该报告不适用的任务。",
    ),
    (
        "佐证",
        "一行一条引文，按报告、任务、要点排列。“相近但未采信”是等级为 0 的要点在报告中最接近的表述，不是佐证。"
        "打印时只印到“页”一列，其后各列供在屏幕上查看。",
    ),
    ("起、止", "引文在该报告提取文本中的字符位置，从 0 起，止不含。得分在 0 到 1 之间，只用于排序。"),
    ("判定理由", "一行一个任务在一份报告中的判定和理由，并列程序判定、复核人、复核日期和复核内容，便于筛选和透视。"),
    ("复核的标志", "√ 已复核，与程序一致；改 复核后与程序判定不同；部 部分要点已复核；重 待重审；没有标志的未经复核。"),
    ("比例", "分母只含适用的任务。政府报告应答全部任务；部门、街镇的报告只应答点名到该单位或其所属统称的任务。"),
    (
        "任务判定的口径",
        "核心要点为 2 且半数以上要点为 2：佐证充分；否则有要点为 1 或 2：部分佐证；否则有计划：仅列计划；"
        "否则有自述不足：自述不足；其余：未见佐证。",
    ),
)
