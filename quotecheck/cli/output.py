"""Printing: the result to stdout or a file, words to stderr, and nothing a terminal could be fooled with."""

import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotecheck.errors import BadInput
from quotecheck.files import write_atomically
from quotecheck.model import SourceFacts
from quotecheck.report.colours import Paint, coloured, uncoloured
from quotecheck.settings import Settings
from quotecheck.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable


def say(words: str) -> None:
    """Print one line to stderr, if there is one: names of files may hold line ends."""
    if sys.stderr is not None:
        print(printable(words).replace("\n", "\\n"), file=sys.stderr, flush=True)


def complain(problem: str) -> None:
    """Print a line that says who complains."""
    say(f"quotecheck: {problem}")


def say_all(lines: Iterable[str]) -> None:
    """Print lines to stderr."""
    for line in lines:
        say(line)


def is_page(facts: SourceFacts) -> bool:
    """Say whether a page was read, as by its address."""
    return facts.sha256 is not None and facts.target is not None and facts.target.url is not None


def say_kept(settings: Settings, *, is_used: bool, quiet: bool) -> None:
    """Say where evidence is kept, when nobody named the folder and something was asked for that goes there."""
    if is_used and not quiet and settings.cache and not settings.keeps_files:
        say(f"quotecheck: pages read are kept in {settings.cache} (--no-cache keeps none)")


def emit(chunks: Iterable[str], output: Path | None) -> None:
    """Write text to stdout as it comes, or to `output` whole or not at all.

    Raises `BadInput` when it cannot be written.
    """
    if output is not None:
        write_atomically(output, chunks)
    elif sys.stdout is None:
        raise BadInput("stdout", "is closed")
    else:
        _print(chunks)


def _print(chunks: Iterable[str]) -> None:
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    for chunk in chunks:
        try:
            sys.stdout.write(chunk)
            sys.stdout.flush()
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is buffered goes nowhere
            is_cut = isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)
            if is_cut:  # whoever read our output has enough of it, which is no fault
                return
            raise BadInput("stdout", f"cannot be written: {error.strerror}") from error


def painter(output: Path | None, *, no_color: bool) -> Paint:
    """Return how verdicts are printed: in colour on a terminal, unless it or the user asks for none (no-color.org)."""
    is_wanted = not no_color and output is None and not os.environ.get("NO_COLOR")
    is_able = sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return coloured if is_wanted and is_able else uncoloured


def json_of(records: Iterable[Mapping[str, Any]], format_: str, name: str | None) -> Iterator[str]:
    """Write records as they come: a line each (`jsonl`), or as `json` one object that lists them under `name`.

    Without a name there is one record, and it is printed as it is.
    """
    if format_ == "json" and name is not None:
        before = f'{{"format": 1, "{name}": ['
        for record in records:
            yield f"{before}\n{json.dumps(record, ensure_ascii=False)}"
            before = ","
        yield f"{'' if before == ',' else before}\n]}}\n"
        return
    for record in records:
        yield json.dumps(record, ensure_ascii=False, indent=1 if format_ == "json" else None) + "\n"


@contextmanager
def progress(title: str, total: int | None, *, quiet: bool) -> Iterator["Callable[[], None]"]:
    """Show a bar on stderr while it is a terminal; yields the function to call after each step."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second, which only a terminal need wait for
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.advance(task)
