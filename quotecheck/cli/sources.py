"""`quotecheck sources …`: which source each citation means, and which are still to be had."""

import json
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from quotecheck.cli.options import Bib, ExitCode, LibraryFolder, OutputFile, PinsFile, Quiet, SourcesFolder
from quotecheck.cli.output import complain, emit, say
from quotecheck.errors import BadInput, UnreadableDocument
from quotecheck.fetch.address import BadAddress, parse_address
from quotecheck.model import Extraction, MissingWork
from quotecheck.readers import read_path
from quotecheck.report.records import FORMAT, missing_record, step_record
from quotecheck.report.terminal import clip
from quotecheck.settings import MAX_BYTES, Settings, checked
from quotecheck.sources.holdings import Holdings
from quotecheck.sources.missing import links_of
from quotecheck.sources.pins import NAME, Pins, pinned, read_pins, write_pins
from quotecheck.verify.cited import Catalogue, is_like
from quotecheck.verify.claimed import Claimed
from quotecheck.verify.coverage import claims_answering, works_wanted
from quotecheck.verify.documents import Documents
from quotecheck.verify.holding import holdings_of, shelf_of

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Say which source a citation means, and which sources are missing.",
)
_KEY = re.compile(r"@?[\w][\w:.#$%&+?<>~/-]*")
_MOST = 200
"""Characters of a line of a list."""


class ListFormat(StrEnum):
    """How works are printed."""

    TABLE = "table"
    JSONL = "jsonl"


Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for stdin.")]
FormatOption = Annotated[ListFormat, typer.Option("--format", help="Shape of the output.")]


@app.command()
def pin(
    *,
    cited: Annotated[str, typer.Argument(metavar="CITATION", help="A key, or a citation without its page.")],
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="The file or the address it means.")],
    pins: PinsFile = None,
) -> None:
    """Write down which source a citation means; one that does not resolve is refused."""
    path = pins or Path(NAME)
    known = read_pins(path) if path.exists() else Pins(path=path, keys={}, citations={})
    is_key = bool(_KEY.fullmatch(cited))
    if not is_key and not cited.strip():
        raise BadInput("CITATION", "is empty")
    _resolve(source, Path())
    written = source if "://" in source else _seen_from(Path(source), path.parent)
    write_pins(pinned(known, cited.removeprefix("@") if is_key else cited.strip(), written, is_key=is_key))
    emit([f"{cited} = {written}\n"], None)


def _resolve(source: str, home: Path) -> None:
    """Raise `BadInput` for an address that is none, or a file that is not there or cannot be read."""
    if "://" in source:
        try:
            parse_address(source)
        except BadAddress as error:
            raise BadInput(source, error.why) from error
        return
    if not (home / source).is_file():
        raise BadInput(source, "no such file")
    try:
        read_path(home / source, max_bytes=MAX_BYTES)
    except UnreadableDocument as error:
        raise BadInput(source, error.why) from error


def _seen_from(path: Path, home: Path) -> str:
    full, base = path.resolve(), home.resolve()
    return full.relative_to(base).as_posix() if full.is_relative_to(base) else str(full)


@app.command("check")
def check_pins(*, pins: PinsFile = None) -> None:
    """Say of each pin whether it resolves; no address is asked."""
    path = pins or Path(NAME)
    lines, is_well = [], True
    for cited, source in read_pins(path).all().items():
        try:
            _resolve(source, path.parent)
            lines.append(f"ok       {cited} = {source}\n")
        except BadInput as error:
            is_well = False
            lines.append(f"broken   {cited} = {source}: {error.why}\n")
    emit(lines, None)
    raise typer.Exit(ExitCode.CLEAN if is_well else ExitCode.FINDINGS)


@app.command("list")
def list_sources(
    *,
    paths: Paths,
    bib: Bib = None,
    sources: SourcesFolder = None,
    pins: PinsFile = None,
    format_: FormatOption = ListFormat.TABLE,
    output: OutputFile = None,
    quiet: Quiet = False,
) -> None:
    """List the quotations that cite something, and the source each is led to."""
    extractions, holdings = _opened(paths, _settings(bib, sources, pins, None), quiet=quiet)
    emit(_listed(extractions, holdings, format_), output)


def _listed(extractions: list[Extraction], holdings: Holdings, format_: ListFormat) -> Iterator[str]:
    for case, claim in claims_answering(extractions, holdings):
        is_had = claim.target.work is None
        if format_ is ListFormat.TABLE:
            words = f"{'ok' if is_had else 'missing':<8} {claim.target}  [{claim.cited.citation.raw}]"
            yield clip(f"{words}  “{case.question.quote}”", _MOST) + "\n"
            continue
        steps = [step_record(step) for step in claim.steps]
        yield _line({"id": case.question.id, "target": str(claim.target), "found": is_had, "bound": steps})


@app.command("missing")
def list_missing(
    *,
    paths: Paths,
    bib: Bib = None,
    sources: SourcesFolder = None,
    pins: PinsFile = None,
    library: LibraryFolder = None,
    format_: FormatOption = ListFormat.TABLE,
    output: OutputFile = None,
    quiet: Quiet = False,
) -> None:
    """List the works to be had, each once, those first on which most quotations rest, and where they might be had."""
    settings = _settings(bib, sources, pins, library)
    extractions, holdings = _opened(paths, settings, quiet=quiet)
    works = works_wanted(extractions, holdings, _held_in(settings))
    emit((_line(_record(work)) if format_ is ListFormat.JSONL else _shown(work) for work in works), output)


def _record(work: MissingWork) -> dict[str, Any]:
    return {**missing_record(work), "links": list(links_of(work))}


def _shown(work: MissingWork) -> str:
    lines = [f"{len(work.where):>4}  {clip(work.words, _MOST)}", *(f"      {link}" for link in links_of(work))]
    return "\n".join(lines) + "\n"


def _line(record: dict[str, Any]) -> str:
    return json.dumps({"format": FORMAT, **record}, ensure_ascii=False) + "\n"


def _held_in(settings: Settings) -> Callable[[Claimed], bool]:
    """Return what says whether a text of the library is the work that a quotation cites."""
    shelf = shelf_of(settings)
    titles = shelf.search(()).titles if shelf else ()
    catalogue = Catalogue(titles)
    return lambda case: catalogue.cited(case) is not None or any(is_like(case, title) for title in titles)


def _settings(bib: list[Path] | None, sources: Path | None, pins: Path | None, library: Path | None) -> Settings:
    return checked(Settings(bib=tuple(bib or ()), sources=sources, pins=pins, library=library))


def _opened(paths: list[str], settings: Settings, *, quiet: bool) -> tuple[list[Extraction], Holdings]:
    documents = Documents(paths, max_bytes=settings.max_bytes, told=complain)

    def told(words: str) -> None:
        if not quiet:
            say(f"quotecheck: {words}")

    extractions = list(documents.extractions())
    if documents.problems and not extractions:
        raise typer.Exit(ExitCode.USAGE)
    return extractions, holdings_of(settings, told=told)
