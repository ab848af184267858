"""`quotecheck report`: verify every quotation of a corpus and write the report."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from quotecheck.cli.engines import EngineOption, SchedulerOption, WorkOption, engine_choice
from quotecheck.cli.options import ExitCode, NoColor, Quiet, takes_settings
from quotecheck.cli.output import complain, emit, is_page, painter, progress, say_all, say_kept
from quotecheck.engine.opening import EngineChoice, opened
from quotecheck.engine.plan import run_plan
from quotecheck.fetch.demand import OnDemand
from quotecheck.model import Report, Verdict
from quotecheck.report.terminal import summary_lines
from quotecheck.settings import Settings
from quotecheck.verify.complaint import exit_is_failure, is_unchecked
from quotecheck.verify.conduct import verify_corpus
from quotecheck.verify.documents import Documents
from quotecheck.verify.here import Here
from quotecheck.verify.holding import holdings_of, shelf_of
from quotecheck.verify.reporting import report_of, write_report
from quotecheck.verify.sources import open_source

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@takes_settings("style", "library", "bib", "sources", "pins")
def command(
    *,
    settings: Settings,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for stdin.")],
    folder: Annotated[Path, typer.Option("-o", "--output-dir", metavar="DIR", help="Where the report goes.")] = Path(
        "quotecheck-report"
    ),
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    work: WorkOption = None,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    """Verify every quotation of the documents. Writes report.json, report.md and report.html."""
    way = engine_choice(engine, settings.workers, scheduler, work)
    is_whole = True
    if way is not None:
        if not settings.keeps_files:  # the user's own folder is of this machine alone
            settings = replace(settings, cache=None, keeps_files=True)
        report, is_whole = _planned(paths, settings, way, quiet=quiet)
        _written(report, folder)
    else:
        inputs = Documents(paths, max_bytes=settings.max_bytes, told=complain)
        # closed last: a run killed before its files are whole asks nothing again
        with OnDemand(settings) as fetch:
            report = _verified(inputs, settings, fetch, quiet=quiet)
            _written(report, folder)
            is_whole = not inputs.faults
            say_all(f"quotecheck: {trouble}" for trouble in fetch.troubles)
            say_kept(settings, is_used=any(is_page(one.source) for one in report.results), quiet=quiet)
    if not report.documents:
        raise typer.Exit(_exit_code(report, settings) if is_whole else ExitCode.INTERNAL)
    emit(
        (
            "\n".join([*summary_lines(report, painter(None, no_color=no_color)), f"report: {folder / 'report.html'}"])
            + "\n",
        ),
        None,
    )
    is_whole &= all(result.verdict is not Verdict.ERROR for result in report.results)
    raise typer.Exit(_exit_code(report, settings) if is_whole else ExitCode.INTERNAL)


def _written(report: Report, folder: Path) -> None:
    """Write the report, unless nothing was read."""
    if report.documents:
        write_report(report, folder)


def _verified(inputs: Documents, settings: Settings, fetch: OnDemand, *, quiet: bool) -> Report:
    extractions = list(inputs.extractions())
    with progress("sources", None, quiet=quiet) as step:
        steps = Here(
            partial(open_source, fetch=fetch, style=settings.style),
            style=settings.style,
            copies=fetch.copies,
            shelf=shelf_of(settings),
            workers=settings.workers,
            keeps=True,
            passed=lambda _: step(),
        )
        troubled: list[str] = []
        holdings = holdings_of(settings, told=troubled.append)
        results = verify_corpus(extractions, steps, style=settings.style, holdings=holdings, troubled=troubled.append)
    say_all(f"quotecheck: {problem}" for problem in (() if quiet else troubled))
    return report_of(results, inputs.names, inputs.problems, settings.style, extractions)


def _planned(paths: list[str], settings: Settings, way: EngineChoice, *, quiet: bool) -> tuple[Report, bool]:
    """Return the report made in stages, and whether all of them could be done."""
    with opened(way) as (executor, work), progress("tasks", None, quiet=quiet) as step:
        planned = run_plan(paths, settings=settings, work=work, executor=executor, passed=lambda _: step())
    problems = tuple(dict.fromkeys((*planned.problems, *planned.lost)))
    say_all(f"quotecheck: {problem}" for problem in (*problems, *(() if quiet else planned.library_problems)))
    is_whole = not planned.lost and not planned.faults
    return report_of(planned.results, planned.documents, problems, settings.style, planned.extractions), is_whole


def _exit_code(report: Report, settings: Settings) -> int:
    if report.problems and not report.documents:
        return ExitCode.USAGE
    if any(exit_is_failure(result, settings.fail_on) for result in report.results):
        return ExitCode.FINDINGS
    return ExitCode.NOTHING_CHECKED if is_unchecked(report.results) else ExitCode.CLEAN
