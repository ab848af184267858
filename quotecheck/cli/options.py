"""Options that mean the same in every command, and the settings made of them."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from quotecheck.errors import BadInput
from quotecheck.model import Severity, Style, Verdict
from quotecheck.settings import Settings, load

Mirror = Annotated[
    list[Path] | None,
    typer.Option("--mirror", metavar="DIR", help="Recorded pages (a folder with an index.json); repeatable."),
]
LibraryFolder = Annotated[
    Path | None,
    typer.Option("--library", metavar="DIR", help="Texts to search for sources without an address."),
]
Offline = Annotated[bool, typer.Option("--offline", help="Open no socket.")]
Cache = Annotated[Path | None, typer.Option("--cache", metavar="DIR", help="Keep what was fetched here as evidence.")]
Timeout = Annotated[
    float | None,
    typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Deadline of one retrieval, redirects included."),
]
AllowAddress = Annotated[
    list[str] | None,
    typer.Option("--allow-address", metavar="CIDR", help="Inner addresses that may be contacted; repeatable."),
]
CaBundle = Annotated[
    Path | None, typer.Option("--ca-bundle", metavar="FILE", help="Certificates to trust instead of the usual ones.")
]
Workers = Annotated[int | None, typer.Option("--workers", metavar="N", min=1, help="Sources fetched at the same time.")]
StyleOption = Annotated[
    Style | None, typer.Option("--style", help="Style guide that says which alterations need no mark.")
]
FailOn = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="WORD", help="Severity or verdict from which the exit code is 1."),
]
NoRobots = Annotated[bool, typer.Option("--no-robots", help="Do not ask robots.txt (your own sites).")]
Delay = Annotated[
    float | None,
    typer.Option("--delay", metavar="SECONDS", min=0.0, help="Least time between two requests to one host."),
]
OutputFile = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write the result to a file instead.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no words on stderr but errors.")]


class ExitCode:
    """Exit codes, as documented in docs/commands.md."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INTERNAL = 3
    NOTHING_CHECKED = 4


class ResultFormat(StrEnum):
    """How the results of `check` are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def settings_from(**given: Any) -> Settings:
    """Return the settings of the current folder with the given options over them; None means not given.

    Raises `BadInput` for a mirror, library or certificate bundle that is not there, or an unknown `fail_on`.
    """
    settings = load(Path.cwd())
    changes: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    for key in ("mirrors", "allow_addresses"):
        if key in changes:
            changes[key] = tuple(changes[key])
    settings = replace(settings, **changes)
    for mirror in settings.mirrors:
        if not mirror.exists():
            raise BadInput(str(mirror), "no such mirror")
    if settings.library is not None and not settings.library.is_dir():
        raise BadInput(str(settings.library), "the library is no folder")
    if settings.ca_bundle is not None and not settings.ca_bundle.is_file():
        raise BadInput(str(settings.ca_bundle), "no such certificate bundle")
    known = [*Severity, *Verdict]
    if settings.fail_on not in known:
        raise BadInput("--fail-on", f"{settings.fail_on!r} is neither a severity nor a verdict ({', '.join(known)})")
    return settings
