"""`quotecheck links`: the addresses documents cite, where each is cited, and how each answers."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from quotecheck.audit import audit_links, link_uses
from quotecheck.cli.inputs import Inputs
from quotecheck.cli.options import ExitCode, OutputFile, Quiet, takes_settings
from quotecheck.cli.output import emit, progress
from quotecheck.fetch import build_fetcher
from quotecheck.model import Group, LinkRecord, Outcome
from quotecheck.report import links_csv, links_html, links_junit, links_markdown, links_sarif
from quotecheck.report.links_records import link_record
from quotecheck.report.links_terminal import link_lines
from quotecheck.settings import Settings

app = typer.Typer(rich_markup_mode=None)


class LinksFormat(StrEnum):
    """How the records are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    JUNIT = "junit"
    SARIF = "sarif"


_RENDER = {
    LinksFormat.CSV: links_csv.render,
    LinksFormat.MARKDOWN: links_markdown.render,
    LinksFormat.HTML: links_html.render,
    LinksFormat.JUNIT: links_junit.render,
    LinksFormat.SARIF: links_sarif.render,
}
_WARNED = frozenset({Outcome.FRAGMENT_MISSING, Outcome.TEXTFRAGMENT_MISSING})


@app.command()
@takes_settings()
def command(
    *,
    settings: Settings,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for stdin.")],
    format_: Annotated[LinksFormat, typer.Option("--format", help="Shape of the output.")] = LinksFormat.TABLE,
    output: OutputFile = None,
    quiet: Quiet = False,
) -> None:
    """Say which cited addresses are alive, gone or changed, and where each is cited."""
    inputs = Inputs(paths, max_bytes=settings.max_bytes)
    uses = [use for extraction in inputs.extractions() for use in link_uses(extraction)]
    total = len({use.url for use in uses})
    with build_fetcher(settings) as fetch, progress("addresses", total, quiet=quiet) as step:
        records = list(audit_links(uses, fetch, workers=settings.workers, passed=lambda _: step()))
    emit(_printed(records, format_), output)
    raise typer.Exit(_exit_code(inputs, records, settings))


def _printed(records: list[LinkRecord], format_: LinksFormat) -> Iterator[str]:
    match format_:
        case LinksFormat.JSONL:
            for record in records:
                yield json.dumps(link_record(record), ensure_ascii=False) + "\n"
        case LinksFormat.JSON:
            everything = [link_record(record) for record in records]
            yield json.dumps({"format": 1, "links": everything}, ensure_ascii=False, indent=1) + "\n"
        case LinksFormat.TABLE:
            for record in records:
                yield "\n".join(link_lines(record)) + "\n"
        case _:
            yield _RENDER[format_](records)


def _exit_code(inputs: Inputs, records: list[LinkRecord], settings: Settings) -> int:
    if inputs.problems and not inputs.names:
        return ExitCode.USAGE
    rotten = any(record.outcome.group in (Group.GONE, Group.DRIFTED) for record in records)
    warned = settings.fail_on in ("warning", "note", "info") and any(record.outcome in _WARNED for record in records)
    if rotten or warned:
        return ExitCode.FINDINGS
    judged = any(record.outcome.group is not Group.CANNOT_JUDGE for record in records)
    return ExitCode.NOTHING_CHECKED if records and not judged else ExitCode.CLEAN
