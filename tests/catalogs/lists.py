"""Task lists of an invented place in the layouts that offices use, and the shipped catalog laid out likewise."""

from __future__ import annotations

from pathlib import Path

from checker.model.catalog import Catalog, Part, Task

HEADER = """云岫区法治政府建设工作领导小组办公室文件

云法政办〔2023〕4号

2023年云岫区法治政府建设工作要点及任务分工

为做好全年工作，制定本要点。

"""

BRACKETS = (
    HEADER
    + """一、依法履行政府职能
（一）规范涉企检查
1、公布涉企行政检查事项清单，每季度至少开展一次抽查。（责任单位：区司法局牵头，区市场监管局、各街镇）
2、3月底前修订《云岫区行政检查办法》，培训检查人员不少于40学时。（牵头单位：区司法局；配合单位：区财政局、区审计局）
二、化解矛盾纠纷
（二）加强人民调解
3、每个街镇建成两个以上个人调解工作室。（责任单位：各街镇）

云岫区法治政府建设工作领导小组办公室
2023年2月1日
我要留言
"""
)

OWN_LINE = """一、依法履行政府职能
1.公布涉企行政检查事项清单。
责任单位：区司法局、区市场监管局
完成时限：2023年6月底
2.修订行政检查办法，
并组织培训。
牵头单位：区司法局
配合单位：区财政局、区审计局
"""

UNNUMBERED_UNITS = """一、健全决策机制
（一）完善专家论证制度。
健全公众参与和专家论证相结合的决策机制。（区府办、区司法局）
（二）提高文件质量。
1．改进起草方法，公开征求意见（包括网上征求）。（区司法局组织有关部门）
2．建立清理制度。（区司法局、区财政局会同有关部门）
二、加强领导
（一）落实责任。主要负责人要履行第一责任人职责，每年听取汇报，研究解决重大问题。
（二）强化检查。各部门要加强督促检查，发现问题及时解决，定期通报情况。
"""

ARTICLES = """第一章 总则
第一条 各街镇应当每年公布行政检查计划。
第二条 检查人员应当做到下列事项：
（一）出示证件；
（二）告知权利。
第二章 监督
第三条 区司法局应当每年组织案卷评查，通报结果。
"""

REPORT = """云岫区2023年法治政府建设情况报告

一、主要举措和成效
（一）规范行政检查
全年开展检查120次，公布清单1份，培训检查人员45人次。
（二）化解矛盾纠纷
全年调解纠纷326件，调解成功率98%。
二、存在的不足
（一）个别单位检查不规范。
三、下一步工作安排
（一）继续规范检查行为。
"""


def units_of(task: Task, part: Part) -> str:
    """Join the units of one part."""
    return "、".join(unit.name for unit in task.units if unit.part is part)


def body_of(task: Task) -> str:
    """Give what a task demands: the points, one sentence each."""
    return "。".join(point.text for point in task.points) + "。"


def as_text(catalog: Catalog) -> str:
    """Lay a catalog out as a text."""
    lines = [catalog.issuer, catalog.doc_number, catalog.title, ""]
    titles = {one.id: one.title for one in catalog.chapters}
    sections = {one.id: one.title for one in catalog.sections}
    chapter = section = ""
    for task in catalog.tasks:
        if task.chapter != chapter:
            chapter = task.chapter
            lines.append(f"{chapter}、{titles[chapter]}")
        if task.section != section:
            section = task.section
            lines.append(f"（{section}）{sections[section]}")
        lead, support = units_of(task, Part.LEAD), units_of(task, Part.SUPPORT)
        named = "，".join(filter(None, (f"{lead}牵头" if lead else "", support)))
        lines.append(f"{task.number}、{task.title}。{body_of(task)}（责任单位：{named}）")
    return "\n".join(lines) + "\n"


def rows_of(catalog: Catalog) -> list[list[str]]:
    """Lay a catalog out as rows; a row of one cell is a heading."""
    titles = {one.id: one.title for one in catalog.chapters}
    sections = {one.id: one.title for one in catalog.sections}
    rows = [["序号", "重点任务", "具体举措", "牵头单位", "责任单位"]]
    chapter = section = ""
    for task in catalog.tasks:
        if task.chapter != chapter:
            chapter = task.chapter
            rows.append([f"{chapter}、{titles[chapter]}"])
        if task.section != section:
            section = task.section
            rows.append([f"（{section}）{sections[section]}"])
        lead, support = units_of(task, Part.LEAD), units_of(task, Part.SUPPORT)
        rows.append([str(task.number), task.title, body_of(task), lead, support])
    return rows


def write_docx(catalog: Catalog, path: Path) -> None:
    """Write the rows as a table of a Word document, headings in merged cells."""
    from docx import Document

    document = Document()
    for line in (catalog.issuer, catalog.doc_number, catalog.title):
        document.add_paragraph(line)
    rows = rows_of(catalog)
    table = document.add_table(rows=len(rows), cols=5)
    for row, values in zip(table.rows, rows, strict=True):
        if len(values) == 1:
            row.cells[0].merge(row.cells[4]).text = values[0]
            continue
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.save(str(path))


def write_xlsx(catalog: Catalog, path: Path) -> None:
    """Write the rows as a worksheet, with title rows above and headings in merged cells."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (catalog.issuer, catalog.doc_number, catalog.title):
        sheet.append([line])
    for values in rows_of(catalog):
        sheet.append([int(values[0]), *values[1:]] if values[0].isdigit() else values)
        if len(values) == 1:
            sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=5)
    book.save(path)


def write_html(catalog: Catalog, path: Path) -> None:
    """Write the rows as a table of a web page."""
    cells = "".join(
        f'<tr><td colspan="5">{row[0]}</td></tr>'
        if len(row) == 1
        else "<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>"
        for row in rows_of(catalog)
    )
    head = "".join(f"<p>{line}</p>" for line in (catalog.issuer, catalog.doc_number, catalog.title))
    page = f"<html><head><title>{catalog.title}</title></head><body>{head}<table>{cells}</table></body></html>"
    path.write_text(page, encoding="utf-8")
