"""`quotecheck links`: the addresses documents cite, where each is cited, and how each answers."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quotecheck.audit import (
    Suggestion,
    audit_links,
    link_uses,
    patched,
    read_state,
    suggestions,
    update_state,
    with_state,
    write_state,
)
from quotecheck.cli.options import ExitCode, OutputFile, Quiet, takes_settings
from quotecheck.cli.output import complain, emit, json_of, progress, say, say_all, say_kept
from quotecheck.errors import BadInput
from quotecheck.fetch import SourceFetcher, build_fetcher
from quotecheck.fetch.archives.save import KEY_VARIABLE
from quotecheck.files import write_atomically
from quotecheck.model import Group, LinkRecord
from quotecheck.readers.links import Resource
from quotecheck.report import links_csv, links_html, links_junit, links_markdown, links_sarif
from quotecheck.report.links_records import link_record
from quotecheck.report.links_terminal import link_lines
from quotecheck.settings import Settings
from quotecheck.verify.documents import Documents

app = typer.Typer(add_completion=False, rich_markup_mode=None)


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
_WAITING = Settings(workers=32)
"""An audit waits more than it works; one host is asked by two at a time whatever the number of threads."""


@app.command()
@takes_settings(base=_WAITING)
def command(
    *,
    settings: Settings,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for stdin.")],
    format_: Annotated[LinksFormat, typer.Option("--format", help="Shape of the output.")] = LinksFormat.TABLE,
    status_only: Annotated[bool, typer.Option("--status-only", help="Judge by status alone: fast, and blind.")] = False,
    state: Annotated[
        Path | None, typer.Option("--state", metavar="FILE", help="Remember failures; only repeated ones are death.")
    ] = None,
    suggest: Annotated[bool, typer.Option("--suggest", help="Print what to write instead of lost addresses.")] = False,
    fix: Annotated[
        Path | None, typer.Option("--fix", metavar="DIR", help="Write copies of Markdown and HTML inputs so changed.")
    ] = None,
    save: Annotated[
        bool, typer.Option("--save", help="Have the archive keep the living pages (key in QUOTECHECK_IA_KEY).")
    ] = False,
    include: Annotated[
        str, typer.Option("--include", metavar="KINDS", help="Also ask for images, media, styles (comma-separated).")
    ] = "",
    output: OutputFile = None,
    quiet: Quiet = False,
) -> None:
    """Say which cited addresses are alive, gone or changed. Lists where each is cited."""
    key = _key() if save else ""
    settings = replace(settings, status_only=status_only)
    inputs = Documents(paths, max_bytes=settings.max_bytes, told=complain)
    kinds = _kinds(include)
    uses = [use for extraction in inputs.extractions() for use in link_uses(extraction, kinds)]
    total = len({use.url for use in uses})
    with build_fetcher(settings) as fetch:
        with progress("addresses", total, quiet=quiet) as step:
            records = list(audit_links(uses, fetch, workers=settings.workers, passed=lambda _: step()))
        for trouble in fetch.troubles:
            say(f"quotecheck: {trouble}")
        say_kept(settings, is_used=any(record.sha256 for record in records), quiet=quiet)
        if save:
            _save(fetch, records, key)
    records = _remembered(records, state)
    found = list(suggestions(records))
    emit(_printed(records, format_), output)
    if suggest:
        say_all(f"{one.url} -> {one.replacement} ({one.why})" for one in found)
    if fix is not None:
        _write_fixed(inputs, found, fix)
    raise typer.Exit(_exit_code(inputs, records, settings))


def _kinds(words: str) -> frozenset[Resource]:
    try:
        return frozenset(Resource(word.strip()) for word in words.split(",") if word.strip())
    except ValueError as error:
        raise BadInput("--include", f"takes {', '.join(Resource)}") from error


def _key() -> str:
    key = os.environ.get(KEY_VARIABLE, "")
    if not key:
        raise BadInput("--save", f"needs a key in the environment variable {KEY_VARIABLE} (access:secret)")
    return key


def _save(fetch: SourceFetcher, records: list[LinkRecord], key: str) -> None:
    for record in records:
        if record.outcome.group is Group.ALIVE:
            saved = fetch.save(record.url, key=key)
            say(f"{record.url}: {saved.copy.url if saved.copy else saved.reason}")


def _remembered(records: list[LinkRecord], path: Path | None) -> list[LinkRecord]:
    """Return the records with what earlier audits saw, and keep this one for the next."""
    if path is None:
        return records
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(str(path), "cannot be read as a state file") from error
    state = update_state(read_state(text, where=str(path)), records, now=datetime.now(UTC))
    write_atomically(path, [write_state(state)])
    return list(with_state(records, state))


def _write_fixed(inputs: Documents, found: list[Suggestion], folder: Path) -> None:
    paths = [Path(name).absolute() for name in inputs.names]
    top = os.path.commonpath([path.parent for path in paths]) if paths else ""
    originals = {path.resolve() for path in paths}
    for name, path in zip(inputs.names, paths, strict=True):
        kind = path.suffix.lower()
        if kind not in {".md", ".markdown", ".html", ".htm"}:
            say(f"quotecheck: {name}: only Markdown and HTML are changed")
            continue
        text, places = patched(
            path.read_bytes().decode("utf-8", "surrogateescape"), found, is_html=kind.startswith(".h")
        )
        copy = folder / path.relative_to(top)  # files of one name in two folders stay two
        if copy.resolve() in originals:
            raise BadInput("--fix", "names the folder of the original, which is never changed")
        if places:
            copy.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(copy, [text], errors="surrogateescape")
            say(f"{copy}: {places} addresses changed")


def _printed(records: list[LinkRecord], format_: LinksFormat) -> Iterator[str]:
    match format_:
        case LinksFormat.JSONL | LinksFormat.JSON:
            yield from json_of(map(link_record, records), format_, "links")
        case LinksFormat.TABLE:
            for record in records:
                yield "\n".join(link_lines(record)) + "\n"
        case _:
            yield _RENDER[format_](records)


def _exit_code(inputs: Documents, records: list[LinkRecord], settings: Settings) -> int:
    if inputs.faults:
        return ExitCode.INTERNAL
    if inputs.problems and not inputs.names:
        return ExitCode.USAGE
    levels = {record.outcome.row.level for record in records}
    if "error" in levels or (settings.fail_on in ("warning", "note", "info") and "warning" in levels):
        return ExitCode.FINDINGS
    judged = any(record.outcome.group is not Group.CANNOT_JUDGE for record in records)
    return ExitCode.NOTHING_CHECKED if records and not judged else ExitCode.CLEAN
