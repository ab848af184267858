"""`quotecheck check`: one quotation against one source, or a batch of such pairs."""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from quotecheck.cli.batches import batch_lines, batch_name, printed
from quotecheck.cli.options import ExitCode, NoColor, OutputFile, Quiet, ResultFormat, takes_settings
from quotecheck.cli.output import emit, is_page, painter, say, say_all, say_kept
from quotecheck.errors import BadInput
from quotecheck.fetch.demand import OnDemand
from quotecheck.model import Result, Target, Verdict
from quotecheck.readers import read_path
from quotecheck.readers.paths import STDIN
from quotecheck.report.records import result_record
from quotecheck.report.terminal import result_lines
from quotecheck.settings import Settings
from quotecheck.verify.among import check_among, sources_meant
from quotecheck.verify.batch import Case, check_batch, read_cases, single
from quotecheck.verify.complaint import exit_is_failure

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@takes_settings("style", "library")
def command(
    *,
    settings: Settings,
    quote: Annotated[str | None, typer.Argument(metavar="QUOTE", help="The wording to look for.")] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="URL|FILE|DIR|GLOB", help="Where it may stand; - is stdin; repeatable."),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option("--batch", metavar="CASES.jsonl", help='Lines of {"id", "quote", "source"}; - is stdin.'),
    ] = None,
    format_: Annotated[ResultFormat, typer.Option("--format", help="Shape of the output.")] = ResultFormat.TABLE,
    output: OutputFile = None,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    """Compare a quotation with its source. Says how the two differ."""
    tally = _Tally(settings, quiet=quiet)
    keys: deque[Any] = deque()
    with OnDemand(settings) as fetch:
        if batch is not None:
            if quote is not None or source:
                raise BadInput("--batch", "goes without QUOTE and --source")
            cases = read_cases(batch_lines(batch), where=batch_name(batch), folder=batch.parent)
            results = check_batch(_noted(cases, keys), fetch=fetch, style=settings.style, copies=fetch.copies)
        else:
            results = _single(quote, source or [], settings, fetch)
        listed = ("results", keys) if batch is not None else None
        lines = partial(result_lines, paint=painter(output, no_color=no_color))
        emit(printed(tally.watch(results), format_, lines, result_record, listed), output)
        say_all(f"quotecheck: {trouble}" for trouble in fetch.troubles)
        say_kept(settings, is_used=tally.has_page, quiet=quiet)
    raise typer.Exit(tally.exit_code())


def _single(quote: str | None, words: list[str], settings: Settings, fetch: OnDemand) -> Iterator[Result]:
    if quote is None or not quote.strip():
        raise BadInput("QUOTE", "is empty: give the wording to look for")
    if not settings.library and not any(word.strip() for word in words):
        raise BadInput("--source", "is missing: give a URL, a file, a folder, or - for stdin")
    targets = () if words == [] else sources_meant([word for word in words if word != STDIN])
    if STDIN in words:
        targets = (*targets, Target(text=read_path(Path(STDIN), max_bytes=settings.max_bytes).text))
    if len(targets) == 1 and not settings.library:
        return check_batch([single(quote, targets[0])], fetch=fetch, style=settings.style, copies=fetch.copies)
    among = check_among(
        quote,
        targets,
        fetch=fetch,
        style=settings.style,
        copies=fetch.copies,
        library=settings.library,
        max_bytes=settings.max_bytes,
    )
    return iter([among])


class _Tally:
    """Counts what was seen on the way through, for the exit code and the words on stderr."""

    def __init__(self, settings: Settings, *, quiet: bool) -> None:
        self._settings = settings
        self._quiet = quiet
        self.has_page = False
        """Whether a page was read."""
        self._seen = self._unchecked = self._failed = self._faulty = self._internal = 0

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        for result in results:
            self._seen += 1
            self.has_page |= is_page(result.source)
            self._unchecked += result.verdict is Verdict.UNCHECKED
            self._faulty += result.verdict is Verdict.ERROR
            self._internal += result.verdict is Verdict.ERROR and result.source.target is not None  # the line was good
            self._failed += exit_is_failure(result, self._settings.fail_on)
            if result.verdict is Verdict.ERROR:  # the reason names the line of the batch
                say(f"quotecheck: {result.source.reason}")
            elif result.verdict is Verdict.UNCHECKED and not self._quiet:
                # another language is no fault of the source, which gives no reason then
                told = (item.explain for item in result.judgement.findings)
                say(f"quotecheck: {result.source.target}: {result.source.reason or next(told, 'nothing was compared')}")
            yield result

    def exit_code(self) -> int:
        if self._internal:
            return ExitCode.INTERNAL
        if self._faulty:
            return ExitCode.USAGE
        if self._failed:
            return ExitCode.FINDINGS
        return ExitCode.NOTHING_CHECKED if self._seen and self._unchecked == self._seen else ExitCode.CLEAN


def _noted(cases: Iterable[Case], keys: "deque[Any]") -> Iterator[Case]:
    for case in cases:
        keys.append(case.key)
        yield case
