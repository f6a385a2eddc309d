"""Every word that gap reports show of their own accord."""

from __future__ import annotations

from typing import Final

__all__ = ["ABOUT_GAPS", "BASICS", "GAP", "PARTS_SHOWN", "PRESSING"]

PRESSING: Final = {
    "how": "{}任务",
    "group": "以“{}”身份承担的任务",
    "core_missing": "核心要点（{text}）未见佐证",
    "core_touched": "核心要点（{text}）仅部分触及",
    "all_missing": "{n} 个要点均未见佐证",
    "missing": "{all} 个要点中 {n} 个未见佐证",
    "shortfall": "报告自述不足",
    "planned": "只写了下一步计划",
    "also_planned": "列有下一步计划",
}

PARTS_SHOWN: Final = {"lead": "牵头", "support": "配合/责任", "group": "以所属统称承担", "all": "全部任务"}

GAP: Final = {
    "title": "对照工作要点差距分析报告",
    "stamp": "（{}）",
    "header": "差距分析报告　{unit}　{review}",
    "file": "差距分析报告",
    "summary": "一、总体情况",
    "gaps": "二、差距事项",
    "covered": "三、佐证充分的事项",
    "about": "四、说明",
    "opening": "对照《{catalog}》{number}，{unit}应答任务 {applicable} 项{parts}。"
    "其中佐证充分 {covered} 项（{percent}），有差距 {gaps} 项（{gap_percent}）。",
    "parts": "（{}）",
    "part": "{name} {n} 项",
    "not_own": "没有本单位报告，依据{issuer}报告",
    "basis": "依据报告",
    "filters": "筛选条件",
    "catalog": "对照清单",
    "made": "运行时间：{run_at}；程序：{tool} {version}；目录：{id}。",
    "warnings": "读取提示",
    "status": "判定",
    "count": "项数",
    "share": "占适用任务",
    "meaning": "含义",
    "total": "适用任务合计",
    "not_applicable": "不适用（不计入分母）",
    "pressing": "最紧迫的三项差距",
    "no_pressing": "没有差距事项。",
    "item": "第 {number} 项　{title}",
    "no_gaps": "在筛选范围内没有差距事项。",
    "no_covered": "在筛选范围内没有佐证充分的事项。",
    "how": "单位职责",
    "units": "责任单位",
    "documents": "涉及文件",
    "official": "正式文本",
    "judgement": "判定",
    "points": "检查要点",
    "quantity_label": "数量要求",
    "searched": "检索过的词",
    "near": "近似未采信",
    "no_near": "没有相近的表述。",
    "evidence": "佐证",
    "plan": "下一年度承诺",
    "no_plan": "下一步安排中没有提到。",
    "problem": "自述不足",
    "no_problem": "存在问题部分没有提到。",
    "quantity": "不少于 {required:g} {unit}；报告：{found}；{verdict}",
    "quantity_found": "{found:g} {unit}",
    "quantity_none": "未写明",
    "materials": "需查阅资料",
    "methods": "督察方式",
    "question": "建议询问",
    "example": "他单位写法",
    "example_note": "（示例，不是佐证）",
    "review": "复核意见",
    "unreviewed": "未经复核。□ 同意　□ 不同意　意见：　　　　　　　复核人：　　　　　日期：",
    "rest": "　其余要点未经复核。",
    "rejected": "已驳回，不计",
    "core": "（核心）",
    "place": "{heading}{page}第 {start}–{end} 字",
    "page": "第 {page} 页，",
    "paragraph": "第 {paragraph} 段，",
    "heading_separator": " › ",
    "in_heading": "{heading}，",
    "more": "等 {n} 组",
    "quote_column": "佐证摘录",
    "place_column": "出处",
    "number": "序号",
    "task": "任务",
    "unsigned": "分析单位：　　　　　　　　　　复核人：　　　　　　　　　　日期：　　　年　　月　　日",
    "continued": "（续）",
}

BASICS: Final = ("依据报告", "复核情况", "筛选条件")

ABOUT_GAPS: Final = (
    "判定由程序依据报告原文作出；经人复核的为复核后的判定，并注明程序原判、复核人和日期，其余标明未经复核，"
    "由督察人员填写复核意见后方可作为督察意见使用。标“人工补充”的引文由复核人补充，标“已驳回”的不计为佐证。",
    "“佐证”是报告单位的自述，不等于事项已经落实；“未见佐证”指报告没有写到，不等于没有做。引用前请核对原文。",
    "任务判定口径：核心要点佐证明确且半数以上要点佐证明确的，为佐证充分；否则有要点被触及的，为部分佐证；"
    "否则下一步安排提到的，为仅列计划；否则自述不足的，为自述不足；其余为未见佐证。只有举措和成效部分的表述计为佐证。",
    "紧迫程度排序：先看核心要点是否未见佐证，再看是否为牵头任务，再看判定轻重、是否自述不足和未见佐证要点的多少。",
    "督察方式依据《法治政府建设与责任落实督察工作规定》第十二条、第十三条；结果反馈和限期整改依据第十七条、第十八条。",
    "“第 x–y 字”是引文在该报告提取文本中的字符位置，从 0 起，止不含。“检索过的词”中“＋”表示同时出现，“/”表示任一出现；"
    "此处为节选，全文见同名 json、xlsx。“他单位写法”取自同批其他单位报告，仅供参考。",
)
