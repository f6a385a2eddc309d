"""What the command line says, in one place. Chinese for users."""

from __future__ import annotations

import re
from collections.abc import Iterable

OPTIONS, ARGUMENTS, COMMANDS = "选项", "参数", "命令"
DEFAULT, REQUIRED = "[默认：{}]", "必填"
USAGE_WORDS = (("Usage:", "用法："), ("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]..."))
HELP = "显示用法。"

APP = """要点对照：把法治政府建设年度报告与当年工作要点逐条对照，列出佐证、缺口和出处。

判断只说明报告[b]写了什么[/b]，不代表工作是否落实；结论须经人工复核。"""
RUN = "检查报告：读取、匹配、判断，打印覆盖矩阵，并写出结果文件。"
MATRIX = "打印最近一次检查的覆盖矩阵。"
GAPS = "按单位列出最近一次检查中的缺口。"
EVIDENCE = "查看一份报告中某项任务的佐证、近似语句和检索词。"
EVALUATE = "用人工标注衡量最近一次检查，并列出不一致之处。"
EXPORT = """从最近一次检查导出：督察清单、矩阵、差距分析报告、判定明细、横向对照。

gaps 和 checklist 按单位：有本单位报告的用本单位报告，没有的用政府报告并写明。"""
CATALOG = "任务清单目录：列出、查看、生成、与原文核对、对比。"
CATALOG_LIST = "列出随附的任务清单目录。"
CATALOG_SHOW = "查看目录中的任务、责任单位和检查要点。"
CATALOG_BUILD = "由任务清单原文（txt、docx、xlsx、html 等）生成可检查的目录，并说明认出了什么、哪些存疑。"
CATALOG_DIFF = "对比两份目录：新增、取消、改动的任务和责任单位（如今年与去年）。"
CATALOG_VERIFY = "与官方原文逐项核对任务、责任单位及牵头关系；有出入时退出码为 1。"

REVIEW = """复核：在浏览器中逐条复核（默认只在本机 127.0.0.1），或用 Excel 往返。

复核意见只追加、不修改；最终判定是程序判定加上复核意见。"""
REVIEW_EXPORT = "导出复核表（xlsx），可在 Excel 或 WPS 中填写决定。"
REVIEW_IMPORT = "导入填好的复核表；有冲突或无效的行逐条列出、不写入，此时退出码为 3。"
WORKSPACE_APP = "工作区：查看内容、备份、恢复。"
WORKSPACE_INFO = "列出工作区的内容，并检查是否完好。"
WORKSPACE_BACKUP = "把整个工作区写成一个备份文件（其他程序可同时使用）。"
WORKSPACE_RESTORE = "由备份文件恢复工作区；已有工作区的文件夹不会被覆盖。"

VERSION = "显示版本。"
REPORTS = "报告文件或文件夹（文件夹会逐级查找）。"
CATALOG_OPTION = "任务清单目录的编号，或自己的 YAML 文件。"
OUT = "结果文件夹。"
WORKSPACE = "工作区文件夹，保存原文、结果与历次检查。"
JOBS = "并行进程数。"
CLUSTER = "交给 Dask 集群检查：调度器地址（如 tcp://主机:8786）；各节点须安装相同版本。须在可信的内网使用。"
RECOMPUTE = (
    "全部重新检查，重写结果。默认沿用工作区里未变的报告（文件、目录、词库、名录、程序都没有变）；"
    "换装 LibreOffice 等外部软件之后可用。"
)
OUTPUTS = "要写出的结果，用逗号分隔，可用 findings、matrix、checklist、gaps；也可以是 all（全部）或 none（不写）。"
LIMIT = (
    "单个文件的上限，可重复：mb（文件大小）、pages（页数）、seconds（秒）、memory（内存，MB），如 --limit pages=200。"
)
KIND = "导出什么：checklist（督察清单）、matrix（矩阵）、gaps（差距）、findings（明细）、comparison（横向对照）。"
FORMAT = "格式：xlsx、docx、html、csv 或 json；不写时按文件名的后缀。"
EXPORT_OUT = "写到哪个文件；一单位一份时（--each，或多个单位的 docx、html 差距分析报告）是文件夹。"
UNITS = "只要这个单位（如 区司法局），可以写多次。"
CHAPTERS = "只要这个板块（如 七，或标题中的词），可以写多次。"
STATUSES = "只要这种判定（如 未见佐证 或 missing），可以写多次。"
REPORTS_OPTION = "只用这份报告（编号、文件名或发文单位），可以写多次。"
ONLY_GAPS = "只列缺口。"
EACH = "一单位一份，写到 -o 所指的文件夹。"
EXPORT_KIND = "没有“{kind}”这种导出。有：{known}"
EXPORT_FORMAT = "没有“{style}”这种格式。用 --format 指明：{known}"
EXPORTED = "导出文件：{file}"
EXPORTED_MANY = "导出 {n} 个文件，在文件夹：{folder}"
EXPORT_FILTERS = "筛选条件：{filters}"
FAIL_ON_GAP = "发现缺口时以退出码 1 结束，便于自动化。"
UNIT = "只看这个单位（如 区司法局）。"
REPORT = "报告编号（矩阵表头所列，通常是文件名）。"
TASK = "任务序号（如 43）。"
GOLD = "人工标注所在的文件夹（每份报告一个 JSON）；不给则用工作区里的复核决定衡量。"
DISAGREEMENTS = "列出多少处不一致。"
PORT = "网页端口；0 表示自动选择。"
HOST = "在内网提供服务时监听的地址（如 0.0.0.0），此时须凭口令进入；不给则只在本机。"
SHEET_OUT = "要写出的 xlsx 文件。"
SHEET_IN = "填好的 xlsx 文件。"
DRY_RUN = "只列出会发生什么，不写入。"
REVIEWER = "表中没有填复核人的行所用的姓名。"
BACKUP_FILE = "备份文件。"
SOURCE = "官方任务清单原文（txt 或 html 等）。"

BUILD_SOURCE = "任务清单（工作要点）原文：txt、docx、xlsx、html 等。"
BUILD_OUT = "要写出的 YAML 文件；内容不同的旧文件改名为 .bak 保留。"
BUILD_ONTO = "把原文附到这份目录的要点上，而不另外生成要点。"
DIFF_BEFORE, DIFF_AFTER = "前一份目录：编号或 YAML 文件。", "后一份目录：编号或 YAML 文件。"
DIFF_FORMAT = "形式：text、html、json。"
DIFF_OUT = "写到文件；不给则打印。"
DIFF_BY_POINTS = "至少一方没有附原文（official_text），比较的是任务标题和检查要点的文字。"
LEFT_OUT = {
    "preamble": "清单之前",
    "introduction": "标题下的说明",
    "after": "任务之后",
    "empty_chapter": "有编号，没有任务",
    "row": "表格行",
}

INTERRUPTED = "已中断。"
READING = "检查报告"
RECOGNISING = "识别文字"
FAILED_TITLE = "未能处理的文件"
NOTHING_READ = "没有一份报告能够处理，没有写出结果。"
REVIEW_LEGEND = "复核：√ 与程序一致，改 与程序不同，部 部分要点已复核，重 待重审，无标记 未经复核"
CHANGED_TITLE = "复核改定的判定"
CHANGED_COLUMNS = ("报告", "任务", "判定", "程序判定", "复核")


def standing(review: str) -> str:
    """Say how far what was shown is reviewed, and what evidence means."""
    return f"{review}；“佐证”指报告中的表述，不代表工作是否落实。"


def usage_error(error: Exception) -> str:
    """Say in Chinese what is wrong with a command line.

    The parser's exceptions are told apart by what they carry: the option that does not exist, or the parameter that is
    missing or has a value that does not fit.
    """
    parameter = getattr(error, "param", None)
    option = getattr(error, "option_name", "")
    missing = "Missing" in type(error).__name__
    if option:
        text = f"没有这个选项：{option}"
    elif parameter is not None:
        name = parameter.metavar if parameter.metavar and not parameter.opts[0].startswith("-") else parameter.opts[0]
        text = f"缺少必填项：{name}" if missing else f"{name} 的取值不对"
    elif found := re.match(r"No such command '(.*)'", str(error)):
        text = f"没有这个命令：{found[1]}"
    else:
        text = f"命令不完整或有误（{error}）"
    context = getattr(error, "ctx", None)
    return f"{text}。用 {context.command_path if context else 'checker'} --help 查看用法。"


def os_error(error: OSError) -> str:
    """Say in Chinese what the system refused."""
    where = f"{error.filename}：" if error.filename else ""
    return f"{where}系统拒绝了操作（{error.strerror or error}），请检查磁盘空间和文件夹权限。"


def internal_error(error: Exception) -> str:
    """Say that it is our fault, and how to get what a developer needs."""
    name = type(error).__name__
    return f"程序内部出错（{name}：{error}）。设置环境变量 CHECKER_DEBUG=1 后重试可得到详细信息，请反馈给开发者。"


def unknown_unit(unit: str, known: str) -> str:
    """Say that nobody of that name answers any task, and who does."""
    return f"任务清单里没有单位“{unit}”，单位名录里也没有它所属的组。清单中的单位有：{known}"


def unknown_task(number: int, first: int, last: int) -> str:
    """Say which numbers there are."""
    return f"任务清单里没有任务 {number}，序号应在 {first} 到 {last} 之间"


def unknown_report(report: str, known: Iterable[str]) -> str:
    """Say which reports the last run has."""
    return f"最近一次检查里没有报告“{report}”。有：{'、'.join(known)}"


def no_own_report(unit: str) -> str:
    """Say that a unit is looked at through its government's report."""
    return f"没有“{unit}”自己的报告，以下依据上级政府的报告"


def unknown_output(given: str, known: Iterable[str]) -> str:
    """Say what --outputs takes."""
    return f"--outputs 不认识“{given}”，可用：{'、'.join(known)}、all、none"


def jobs_and_cluster() -> str:
    """Say that one of the two has to be chosen."""
    return "--jobs 与 --cluster 只能用其一：并行程度由集群的节点决定"


def more_warnings(reports: int) -> str:
    """Say that the reports that were not listed have warnings too."""
    return f"另有 {reports} 份没有列出的报告有提示，见 matrix.html，或用 checker evidence 逐份查看"


def unknown_limit(given: str, known: Iterable[str]) -> str:
    """Say what --limit takes."""
    return f"--limit 不认识“{given}”，应为 名称=正整数，名称可用：{'、'.join(known)}"


def without_vocabulary(points: list[str]) -> str:
    """Say that nothing can be found for points that nobody wrote words for."""
    shown = "、".join(points[:10]) + ("等" if len(points) > 10 else "")
    return f"{len(points)} 个检查要点没有词汇（{shown}），不会有佐证：请在目录里补写，或用 checker catalog build 生成"


def summary(reports: int, kept: int, failed: int, workspace: str, files: list[str], written: bool) -> str:
    """Say what was done and where it lies; ``kept`` reports had not changed, files were ``written`` or still hold."""
    if kept == reports:
        done = f"{reports} 份报告都没有变化，沿用上次结果"
    else:
        done = f"检查了 {reports} 份报告" + (f"（其中 {kept} 份未变，沿用上次结果）" if kept else "")
    lines = [done + (f"，{failed} 个文件未能处理" if failed else "") + "。"]
    lines += [f"结果文件{'' if written else '（未变，没有重写）'}：{name}" for name in files]
    lines.append(f"工作区：{workspace}（checker matrix、gaps、evidence 可随时查看）")
    return "\n".join(lines)


IMPORT_TITLE = "将要写入的决定"
IMPORT_COLUMNS = ("行", "报告与要点", "决定", "复核人", "引文或要点")
CONFLICT, NOT_TAKEN = "有冲突", "未采用"
AGREEMENT_TITLE = "复核人与程序判定的一致程度"
AGREEMENT_COLUMNS = ("板块", "一致/决定", "比例", "引文", "等级", "改高", "改低", "任务", "漏检")
AGREEMENT_LEGEND = (
    "引文：程序引文被采信/作出决定；等级、任务：程序判定被确认/作出决定；改高、改低：等级被改定；"
    "漏检：复核人补充的佐证和被采信的近似语句，均计为不一致"
)
ALL_TOGETHER = "合计"
REASONS_GIVEN = "驳回理由：{given}"
SEVERAL_RUNS = "这些决定是在多次检查的结果上作出的，程序判定以作出决定时的为准"
WORKSPACE_FACTS = ("文件", "大小", "结构版本", "检查", "报告（历次合计）", "决定", "复核人", "完整性")
INTACT = "完好"
DAMAGED = "工作区已损坏：请停止使用，用最近的备份恢复到新的文件夹（checker workspace restore）。"


def serving(address: str, intranet: bool) -> str:
    """Say where the desk is to be found, and how to end it."""
    lines = [f"复核网页：[bold]{address}[/]"]
    if intranet:
        lines.append("[yellow]内网服务[/]：请只把以上地址（含口令）交给复核人；传输未加密，不要用于互联网。")
    return "\n".join([*lines, "按 Ctrl+C 结束。"])


def sheet_written(file: str, rows: int) -> str:
    """Say that the review workbook is there and what to do with it."""
    return f"复核表：{file}（{rows} 行）。填写后用 checker review import {file} --dry-run 查看，再去掉 --dry-run 写入。"


def import_summary(planned: int, unchanged: int, problems: int, dry_run: bool) -> str:
    """Say what an import did, or would do."""
    verb = "将写入" if dry_run else "已写入"
    tail = "（试运行，没有写入）" if dry_run else ""
    return f"{verb} {planned} 项决定，{unchanged} 项与已有决定相同，{problems} 行未采用{tail}。"


def differing(count: int, shown: int) -> str:
    """Head the list of decisions that differ from the machine."""
    return f"与程序判定不一致的决定共 {count} 项" + (f"，列出最近 {shown} 项：" if count > shown else "：")


def size(count: int) -> str:
    """Write a number of bytes for people."""
    return f"{count / 1_048_576:.1f} MB" if count >= 1_048_576 else f"{count / 1024:.0f} KB"


def runs(count: int, unfinished: int) -> str:
    """Count the runs, and those that were cut off."""
    return f"{count} 次" + (f"，其中 {unfinished} 次没有完成" if unfinished else "")


def backed_up(file: str, written: str) -> str:
    """Say that the backup is there."""
    return f"备份：{file}（{written}，已通过完整性检查）"


def restored(folder: str) -> str:
    """Say that the workspace is there again."""
    return f"已恢复到 {folder}，可用 checker matrix、checker review 查看。"


def no_roster(place: str) -> str:
    """Say that the units of a place are not known, and what to do."""
    where = f"“{place}”" if place else "清单所属地区"
    return f"没有{where}的单位名录：单位按原文保留，未作核对；可仿照 rosters/changning.yaml 编写，与目录放在一起"


def catalog_written(path: str, kept: str) -> str:
    """Say where the catalog lies and how to go on."""
    old = f"（原来的文件已改名为 {kept}）" if kept else ""
    return f"已写出 {path}{old}。请核对后使用：checker catalog show {path}；checker run 报告 --catalog {path}"
