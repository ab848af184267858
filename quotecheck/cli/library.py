"""`quotecheck library …`: keep the texts that quotations are traced in."""

from pathlib import Path
from typing import Annotated

import typer

from quotecheck.cli.options import ExitCode, Quiet
from quotecheck.cli.output import emit, progress, say
from quotecheck.library import repair, store
from quotecheck.library.folder import Problem
from quotecheck.library.intake import Entry
from quotecheck.settings import MAX_BYTES
from quotecheck.verify.shelving import shelved

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep the texts that quotations are traced in.",
)

Folder = Annotated[Path, typer.Option("--library", metavar="DIR", help="The library.")]


@app.command()
def add(
    *,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Files, folders, globs; WARC files, dumps of wikis."),
    ],
    library: Folder,
    table: Annotated[
        Path | None,
        typer.Option("--metadata", metavar="CSV", help="Titles, authors, dates and addresses of the files."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Add texts, making the library where there is none."""
    bad: list[Problem] = []

    def readable(found: Entry | Problem) -> bool:
        if isinstance(found, Problem):
            bad.append(found)
            say(f"quotecheck: {found.path}: {found.why}")
            return False
        return True

    with progress("texts", None, quiet=quiet) as step:
        wanted = (one for one in shelved(paths, max_bytes=MAX_BYTES, table=table) if readable(one))
        done = store.add_texts(library, (one for one in wanted if isinstance(one, Entry)), passed=lambda _: step())
    counts = f"{len(done.added)} added, {len(done.replaced)} replaced, {len(done.unchanged)} unchanged"
    emit([f"{counts}\n"], None)
    if bad:
        raise typer.Exit(ExitCode.USAGE)


@app.command("list")
def list_(*, library: Folder) -> None:
    """List the texts, by name."""
    for record in store.listed_texts(library):
        facts = (record.metadata.title, record.metadata.author, record.metadata.issued)
        emit(["  ".join([record.name, *(fact for fact in facts if fact)]) + "\n"], None)


@app.command()
def info(*, library: Folder) -> None:
    """Say what the library holds and what it takes."""
    facts = store.library_info(library)
    emit([f"{name:<10} {getattr(facts, name)}\n" for name in type(facts).__dataclass_fields__], None)


@app.command()
def remove(
    *, names: Annotated[list[str], typer.Argument(metavar="NAME…", help="As `list` prints them.")], library: Folder
) -> None:
    """Take texts out."""
    store.remove_texts(library, names)


@app.command()
def compact(*, library: Folder, quiet: Quiet = False) -> None:
    """Merge small segments and drop removed texts."""
    with progress("texts", None, quiet=quiet) as step:
        store.compact_library(library, passed=lambda _: step())


@app.command()
def verify(*, library: Folder, quiet: Quiet = False) -> None:
    """Compare every file with its digest. Builds damaged segments anew."""
    with progress("segments", None, quiet=quiet) as step:
        checked = repair.verify_library(library, passed=lambda _: step())
    for name in checked.damaged:
        say(f"quotecheck: {name}: not what was written")
    for name in checked.lost_texts:
        say(f"quotecheck: {name}: lost; add it again")
    words = (
        f"{len(checked.damaged)} damaged files, {len(checked.rebuilt)} segments rebuilt, {len(checked.dropped)} dropped"
    )
    emit([f"{words}\n"], None)
    if checked.damaged:
        raise typer.Exit(ExitCode.FINDINGS)
