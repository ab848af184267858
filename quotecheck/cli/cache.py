"""`quotecheck cache …`: look after the evidence store."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from quotecheck.cli.options import ExitCode, StoreBackend
from quotecheck.cli.output import emit, say
from quotecheck.errors import BadInput
from quotecheck.fetch.store import EvidenceStore, open_store
from quotecheck.fetch.store.care import import_pages, kept_pages, prune_store, store_info, verify_store
from quotecheck.fetch.warc import WarcMirror, write_warc
from quotecheck.settings import MAX_BYTES

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, help="Look after the evidence store."
)

Folder = Annotated[Path, typer.Option("--cache", metavar="DIR", help="The store.")]
BuiltOn = Annotated[StoreBackend, typer.Option("--backend", help="What it is built on.")]


@contextmanager
def _opened(folder: Path, backend: StoreBackend, *, must_exist: bool = True) -> Iterator[EvidenceStore]:
    if must_exist and not folder.is_dir():
        raise BadInput(str(folder), "no such store")
    store = open_store(folder, backend=backend.value, max_bytes=MAX_BYTES)
    try:
        yield store
    finally:
        for trouble in store.troubles:
            say(f"quotecheck: {trouble}")
        store.close()


@app.command()
def info(*, cache: Folder, backend: BuiltOn = StoreBackend.DISKCACHE) -> None:
    """Count what the store holds."""
    with _opened(cache, backend) as store:
        facts = store_info(store, cache)
    emit([f"{name:<13} {getattr(facts, name)}\n" for name in type(facts).__dataclass_fields__], None)


@app.command()
def verify(*, cache: Folder, backend: BuiltOn = StoreBackend.DISKCACHE) -> None:
    """Read every entry and compare it with its digest."""
    with _opened(cache, backend) as store:
        sound, damaged = verify_store(store)
    for name in damaged:
        say(f"quotecheck: {name}: damaged")
    emit([f"{sound} sound, {len(damaged)} damaged\n"], None)
    if damaged:
        raise typer.Exit(ExitCode.FINDINGS)


@app.command()
def export(
    *,
    warc: Annotated[Path, typer.Option("--warc", metavar="FILE", help="Where the pages go.")],
    cache: Folder,
    backend: BuiltOn = StoreBackend.DISKCACHE,
) -> None:
    """Write the stored pages as a WARC file."""
    with _opened(cache, backend) as store:
        count = write_warc(warc, kept_pages(store))
    emit([f"{count} pages written to {warc}\n"], None)


@app.command("import")
def import_(
    *,
    warc: Annotated[Path, typer.Argument(metavar="FILE", help="A WARC file.")],
    cache: Folder,
    backend: BuiltOn = StoreBackend.DISKCACHE,
) -> None:
    """Take the pages of a WARC file into the store."""
    mirror = WarcMirror(warc, MAX_BYTES)
    try:
        with _opened(cache, backend, must_exist=False) as store:
            count = import_pages(store, mirror.pages())
    finally:
        mirror.close()
    emit([f"{count} pages taken in\n"], None)


@app.command()
def prune(
    *,
    days: Annotated[float, typer.Option("--older-than", metavar="DAYS", min=0.0, help="Age from which pages go.")],
    cache: Folder,
    backend: BuiltOn = StoreBackend.DISKCACHE,
) -> None:
    """Forget pages stored long ago. Nothing else ever takes evidence out."""
    with _opened(cache, backend) as store:
        count = prune_store(store, older_than=timedelta(days=days), now=datetime.now(UTC))
    emit([f"{count} entries dropped\n"], None)
