"""`quotecheck trace`: from which text of a library a quotation comes."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from quotecheck.cli.batches import batch_lines, batch_name, printed
from quotecheck.cli.engines import EngineOption, SchedulerOption, WorkOption, engine_choice
from quotecheck.cli.options import ExitCode, OutputFile, Quiet, ResultFormat
from quotecheck.cli.output import emit, progress, say, say_all
from quotecheck.engine.opening import EngineChoice, opened
from quotecheck.engine.stage import Run
from quotecheck.engine.tracing import run_traces
from quotecheck.errors import BadInput, WorkerLost
from quotecheck.library.reading import Library, open_library
from quotecheck.model import Style, Trace, TraceVerdict
from quotecheck.report.traces import trace_lines, trace_record
from quotecheck.settings import MAX_BYTES, Settings
from quotecheck.trace import trace_all

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def command(
    *,
    quote: Annotated[str | None, typer.Argument(metavar="QUOTE", help="The wording to look for.")] = None,
    library: Annotated[Path, typer.Option("--library", metavar="DIR", help="A library, or a folder of texts.")],
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="QUOTES.jsonl", help='Lines of {"id", "quote"}; - is stdin.')
    ] = None,
    format_: Annotated[ResultFormat, typer.Option("--format", help="Shape of the output.")] = ResultFormat.TABLE,
    style: Annotated[Style, typer.Option("--style", help="Style guide for the findings.")] = Style.CHICAGO,
    engine: EngineOption = None,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, help="Processes of --engine.")
    ] = Settings().workers,
    scheduler: SchedulerOption = None,
    work: WorkOption = None,
    output: OutputFile = None,
    quiet: Quiet = False,
) -> None:
    """Find the text of a library a quotation comes from. It may be altered."""
    faults: list[str] = []
    seen: list[TraceVerdict] = []
    keys: deque[Any] = deque()
    quotes = _quotes(quote, batch, keys, faults)
    way = engine_choice(engine, workers, scheduler, work)
    found = _staged(quotes, library, style, way, quiet=quiet) if way else None
    traces = _watched(trace_all(quotes, _opened(library, quiet=quiet), style) if found is None else found, seen)
    listed = ("traces", keys) if batch is not None else None
    emit(printed(traces, format_, trace_lines, trace_record, listed), output)
    if faults:
        raise typer.Exit(ExitCode.USAGE)
    if TraceVerdict.ERROR in seen:
        raise typer.Exit(ExitCode.INTERNAL)
    lost = bool(seen) and all(verdict is TraceVerdict.NOT_FOUND_IN_LIBRARY for verdict in seen)
    raise typer.Exit(ExitCode.FINDINGS if lost else ExitCode.CLEAN)


def _opened(folder: Path, *, quiet: bool) -> Library:
    with progress("library", None, quiet=quiet) as step:
        shelf = open_library(folder, max_bytes=MAX_BYTES, passed=lambda _: step())
    for problem in () if quiet else shelf.problems:
        say(f"quotecheck: {problem.path}: {problem.why}")
    return shelf


def _staged(
    quotes: Iterable[tuple[str, str]], library: Path, style: Style, way: EngineChoice, *, quiet: bool
) -> tuple[Trace, ...]:
    lost: list[WorkerLost] = []
    with opened(way) as (executor, folder), progress("tasks", None, quiet=quiet) as step:
        run = Run(
            work=folder.resolve(),
            settings=Settings(style=style),
            executor=executor,
            passed=lambda _: step(),
            lost=lost.append,
        )
        traces = run_traces(run, tuple(quotes), library)
    say_all(f"quotecheck: {one}" for one in lost)
    return traces


def _quotes(quote: str | None, batch: Path | None, keys: "deque[Any]", faults: list[str]) -> Iterable[tuple[str, str]]:
    if batch is None:
        if quote is None or not quote.strip():
            raise BadInput("QUOTE", "is empty: give the wording to look for, or --batch")
        return [("1", quote)]
    if quote is not None:
        raise BadInput("--batch", "goes without QUOTE")
    return _lines(batch_lines(batch), batch_name(batch), keys, faults)


def _lines(lines: Iterable[str], where: str, keys: "deque[Any]", faults: list[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record: Any = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        words = record.get("quote") if isinstance(record, dict) else None
        if not isinstance(words, str) or not words.strip():
            faults.append(f"{where}:{number}")
            say(f'quotecheck: {where}:{number}: not a JSON object with "quote"')
            continue
        key = str(number) if record.get("id") is None else record["id"]
        keys.append(key)
        yield str(key), words


def _watched(traces: Iterable[Trace], seen: list[TraceVerdict]) -> Iterator[Trace]:
    for trace in traces:
        seen.append(trace.verdict)
        yield trace
