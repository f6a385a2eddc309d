"""The commands and their options; what they print is in `checker.cli.tables`, what they say in `checker.cli.texts`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from checker.cli import texts
from checker.errors import CheckerError

__all__ = ["app", "run_app"]

rich_utils.OPTIONS_PANEL_TITLE = texts.OPTIONS
rich_utils.ARGUMENTS_PANEL_TITLE = texts.ARGUMENTS
rich_utils.COMMANDS_PANEL_TITLE = texts.COMMANDS
rich_utils.DEFAULT_STRING = texts.DEFAULT
rich_utils.REQUIRED_LONG_STRING = texts.REQUIRED

DEFAULT_CATALOG = "changning-2022"
_SETTINGS = {"help_option_names": ["-h", "--help"]}


class _InChinese:
    """Help with Chinese words where the library has English ones."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        for english, chinese in texts.USAGE_WORDS:
            usage = usage.replace(english, chinese)
        return usage

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = texts.HELP
        return option


class ChineseCommand(_InChinese, TyperCommand):
    """A command with Chinese help."""


class ChineseGroup(_InChinese, TyperGroup):
    """A group of commands with Chinese help."""


app = typer.Typer(
    cls=ChineseGroup,
    help=texts.APP,
    no_args_is_help=True,
    add_completion=False,
    context_settings=_SETTINGS,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
catalog_app = typer.Typer(cls=ChineseGroup, help=texts.CATALOG, no_args_is_help=True, context_settings=_SETTINGS)
app.add_typer(catalog_app, name="catalog")
review_app = typer.Typer(cls=ChineseGroup, help=texts.REVIEW, invoke_without_command=True, context_settings=_SETTINGS)
app.add_typer(review_app, name="review")
workspace_app = typer.Typer(
    cls=ChineseGroup, help=texts.WORKSPACE_APP, no_args_is_help=True, context_settings=_SETTINGS
)
app.add_typer(workspace_app, name="workspace")

Workspace = Annotated[Path, typer.Option("--workspace", help=texts.WORKSPACE, metavar="文件夹")]
Catalog = Annotated[str, typer.Option("--catalog", help=texts.CATALOG_OPTION, metavar="ID|文件")]
DEFAULT_WORKSPACE = Path("checker-workspace")
DEFAULT_OUT = Path("checker-output")


def _show_version(wanted: bool) -> None:
    if wanted:
        from checker import __version__

        typer.echo(f"checker {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help=texts.VERSION, is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Root of the command line; its help text is in `texts`."""


@app.command(cls=ChineseCommand, help=texts.RUN)
def run(
    reports: Annotated[list[Path], typer.Argument(help=texts.REPORTS, metavar="报告", show_default=False)],
    catalog: Catalog = DEFAULT_CATALOG,
    out: Annotated[Path, typer.Option("--out", help=texts.OUT, metavar="文件夹")] = DEFAULT_OUT,
    workspace: Workspace = DEFAULT_WORKSPACE,
    jobs: Annotated[int, typer.Option("--jobs", help=texts.JOBS, min=1, metavar="N")] = 1,
    cluster: Annotated[str, typer.Option("--cluster", help=texts.CLUSTER, metavar="地址", show_default=False)] = "",
    outputs: Annotated[str, typer.Option("--outputs", help=texts.OUTPUTS, metavar="列表|none")] = "all",
    limit: Annotated[list[str] | None, typer.Option("--limit", help=texts.LIMIT, metavar="名称=数值")] = None,
    recompute: Annotated[bool, typer.Option("--recompute", help=texts.RECOMPUTE)] = False,
    fail_on_gap: Annotated[bool, typer.Option("--fail-on-gap", help=texts.FAIL_ON_GAP)] = False,
) -> None:
    from checker.cli.run import RunOptions, run_command

    options = RunOptions(catalog, out, workspace, jobs, cluster, outputs, limit or (), recompute, fail_on_gap)
    raise typer.Exit(run_command(reports, options))


@app.command(cls=ChineseCommand, help=texts.MATRIX)
def matrix(workspace: Workspace = DEFAULT_WORKSPACE) -> None:
    from checker.cli.views import matrix_command

    matrix_command(workspace)


@app.command(cls=ChineseCommand, help=texts.GAPS)
def gaps(
    unit: Annotated[str, typer.Option("--unit", help=texts.UNIT, metavar="单位")] = "",
    workspace: Workspace = DEFAULT_WORKSPACE,
) -> None:
    from checker.cli.views import gaps_command

    gaps_command(workspace, unit)


@app.command(cls=ChineseCommand, help=texts.EVIDENCE)
def evidence(
    report: Annotated[str, typer.Option("--report", help=texts.REPORT, metavar="报告")],
    task: Annotated[int, typer.Option("--task", help=texts.TASK, metavar="序号")],
    workspace: Workspace = DEFAULT_WORKSPACE,
) -> None:
    from checker.cli.views import evidence_command

    evidence_command(workspace, report, task)


@app.command(cls=ChineseCommand, help=texts.EXPORT)
def export(
    kind: Annotated[str, typer.Argument(help=texts.KIND, metavar="种类", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", help=texts.EXPORT_OUT, metavar="文件|文件夹")],
    style: Annotated[str, typer.Option("--format", help=texts.FORMAT, metavar="格式")] = "",
    unit: Annotated[list[str] | None, typer.Option("--unit", help=texts.UNITS, metavar="单位")] = None,
    chapter: Annotated[list[str] | None, typer.Option("--chapter", help=texts.CHAPTERS, metavar="板块")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", help=texts.STATUSES, metavar="判定")] = None,
    report: Annotated[list[str] | None, typer.Option("--report", help=texts.REPORTS_OPTION, metavar="报告")] = None,
    only_gaps: Annotated[bool, typer.Option("--only-gaps", help=texts.ONLY_GAPS)] = False,
    each: Annotated[bool, typer.Option("--each", help=texts.EACH)] = False,
    workspace: Workspace = DEFAULT_WORKSPACE,
) -> None:
    from checker.cli.export import export_command

    export_command(
        kind,
        style,
        out,
        workspace,
        units=unit or (),
        chapters=chapter or (),
        statuses=status or (),
        reports=report or (),
        only_gaps=only_gaps,
        each=each,
    )


@app.command(cls=ChineseCommand, help=texts.EVALUATE)
def evaluate(
    gold: Annotated[Path | None, typer.Argument(help=texts.GOLD, metavar="标注文件夹", show_default=False)] = None,
    workspace: Workspace = DEFAULT_WORKSPACE,
    disagreements: Annotated[int, typer.Option("--disagreements", help=texts.DISAGREEMENTS, min=0, metavar="N")] = 20,
) -> None:
    if gold is None:
        from checker.cli.review import agreement_command

        agreement_command(workspace, disagreements)
        return
    from checker.cli.evaluation import evaluate_command

    evaluate_command(gold, workspace, disagreements)


@catalog_app.command("list", cls=ChineseCommand, help=texts.CATALOG_LIST)
def catalog_list() -> None:
    from checker.cli.catalog import list_command

    list_command()


@catalog_app.command("show", cls=ChineseCommand, help=texts.CATALOG_SHOW)
def catalog_show(
    name: Annotated[str, typer.Argument(help=texts.CATALOG_OPTION, metavar="ID|文件")],
    task: Annotated[int | None, typer.Option("--task", help=texts.TASK, metavar="序号")] = None,
) -> None:
    from checker.cli.catalog import show_command

    show_command(name, task)


@catalog_app.command("build", cls=ChineseCommand, help=texts.CATALOG_BUILD)
def catalog_build(
    source: Annotated[Path, typer.Argument(help=texts.BUILD_SOURCE, metavar="文件", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", help=texts.BUILD_OUT, metavar="YAML")],
    onto: Annotated[str, typer.Option("--onto", help=texts.BUILD_ONTO, metavar="ID|文件")] = "",
) -> None:
    from checker.cli.catalog_build import build_command

    build_command(source, out, onto)


@catalog_app.command("diff", cls=ChineseCommand, help=texts.CATALOG_DIFF)
def catalog_diff(
    before: Annotated[str, typer.Argument(help=texts.DIFF_BEFORE, metavar="前", show_default=False)],
    after: Annotated[str, typer.Argument(help=texts.DIFF_AFTER, metavar="后", show_default=False)],
    form: Annotated[str, typer.Option("--format", help=texts.DIFF_FORMAT, metavar="形式")] = "text",
    out: Annotated[Path | None, typer.Option("--out", "-o", help=texts.DIFF_OUT, metavar="文件")] = None,
) -> None:
    from checker.cli.catalog_build import diff_command

    diff_command(before, after, form, out)


@catalog_app.command("verify", cls=ChineseCommand, help=texts.CATALOG_VERIFY)
def catalog_verify(
    name: Annotated[str, typer.Argument(help=texts.CATALOG_OPTION, metavar="ID|文件")],
    source: Annotated[Path, typer.Option("--source", help=texts.SOURCE, metavar="文件")],
) -> None:
    from checker.cli.catalog import verify_command

    raise typer.Exit(verify_command(name, source))


@review_app.callback()
def review(
    ctx: typer.Context,
    port: Annotated[int, typer.Option("--port", help=texts.PORT, min=0, max=65535, metavar="N")] = 8765,
    host: Annotated[str, typer.Option("--host", help=texts.HOST, metavar="地址", show_default=False)] = "",
    workspace: Workspace = DEFAULT_WORKSPACE,
) -> None:
    if ctx.invoked_subcommand is None:
        from checker.cli.review import serve_command

        serve_command(workspace, port, host)


@review_app.command("export", cls=ChineseCommand, help=texts.REVIEW_EXPORT)
def review_export(
    file: Annotated[Path, typer.Argument(help=texts.SHEET_OUT, metavar="文件")],
    workspace: Workspace = DEFAULT_WORKSPACE,
) -> None:
    from checker.cli.review import export_command

    export_command(workspace, file)


@review_app.command("import", cls=ChineseCommand, help=texts.REVIEW_IMPORT)
def review_import(
    file: Annotated[Path, typer.Argument(help=texts.SHEET_IN, metavar="文件")],
    workspace: Workspace = DEFAULT_WORKSPACE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=texts.DRY_RUN)] = False,
    reviewer: Annotated[str, typer.Option("--reviewer", help=texts.REVIEWER, metavar="姓名")] = "",
) -> None:
    from checker.cli.review import import_command

    raise typer.Exit(import_command(workspace, file, dry_run, reviewer))


@workspace_app.command("info", cls=ChineseCommand, help=texts.WORKSPACE_INFO)
def workspace_info(workspace: Workspace = DEFAULT_WORKSPACE) -> None:
    from checker.cli.workspace import info_command

    raise typer.Exit(info_command(workspace))


@workspace_app.command("backup", cls=ChineseCommand, help=texts.WORKSPACE_BACKUP)
def workspace_backup(
    file: Annotated[Path, typer.Argument(help=texts.BACKUP_FILE, metavar="文件")],
    workspace: Workspace = DEFAULT_WORKSPACE,
) -> None:
    from checker.cli.workspace import backup_command

    backup_command(workspace, file)


@workspace_app.command("restore", cls=ChineseCommand, help=texts.WORKSPACE_RESTORE)
def workspace_restore(
    file: Annotated[Path, typer.Argument(help=texts.BACKUP_FILE, metavar="文件")],
    workspace: Workspace = DEFAULT_WORKSPACE,
) -> None:
    from checker.cli.workspace import restore_command

    restore_command(workspace, file)


def run_app(arguments: list[str] | None = None) -> int:
    """Run the application and give the exit code; nothing that is raised reaches the user as a traceback."""
    from checker.cli.console import complain

    try:
        code = app(arguments, standalone_mode=False)
        return code if isinstance(code, int) else 0
    except TyperException as error:
        if str(error):  # else the help was shown
            complain(texts.usage_error(error))
        return 2
    except (typer.Abort, KeyboardInterrupt):
        complain(texts.INTERRUPTED)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader has gone; nothing is left to say
        return 0
    except CheckerError as error:
        complain(str(error))
        return 2
    except OSError as error:
        complain(texts.os_error(error))
        return 2
    except Exception as error:
        if os.environ.get("CHECKER_DEBUG"):
            raise
        complain(texts.internal_error(error))
        return 2
