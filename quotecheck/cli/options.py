"""Options that mean the same in every command, and the settings made of them."""

import inspect
import os
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from quotecheck.errors import BadInput
from quotecheck.model import Severity, Style, Verdict
from quotecheck.settings import Settings, checked, load


class StoreBackend(StrEnum):
    """What the evidence store is built on."""

    DISKCACHE = "diskcache"
    PLAIN = "plain"


Mirror = Annotated[
    list[Path] | None,
    typer.Option("--mirror", metavar="DIR", help="Recorded pages (a folder with an index.json); repeatable."),
]
LibraryFolder = Annotated[
    Path | None,
    typer.Option("--library", metavar="DIR", help="Texts to search for sources without an address."),
]
Bib = Annotated[
    list[Path] | None,
    typer.Option("--bib", metavar="FILE", help="Bibliography of the citations: .bib, CSL-JSON, .ris; repeatable."),
]
SourcesFolder = Annotated[
    Path | None,
    typer.Option("--sources", metavar="DIR", help="Your files of the works cited, named by key or author and title."),
]
PinsFile = Annotated[
    Path | None, typer.Option("--pins", metavar="FILE", help="Which source a citation means (sources.toml).")
]
Offline = Annotated[bool, typer.Option("--offline", help="Open no socket.")]
Cache = Annotated[Path | None, typer.Option("--cache", metavar="DIR", help="Keep what was fetched here as evidence.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Keep nothing, where else the user's cache folder is used.")]
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
_FAIL_WORDS = f"From which the exit code is 1: {', '.join(dict.fromkeys([*Severity, *Verdict]))}."
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="WORD",
        help=f"From which the exit code is 1: {', '.join(dict.fromkeys([*Severity, *Verdict]))}.",
    ),
]
NoRobots = Annotated[bool, typer.Option("--no-robots", help="Do not ask robots.txt (your own sites).")]
Delay = Annotated[
    float | None,
    typer.Option("--delay", metavar="SECONDS", min=0.0, help="Least time between two requests to one host."),
]
NoArchive = Annotated[bool, typer.Option("--no-archive", help="Do not look for archived copies of lost pages.")]
Wayback = Annotated[
    str | None, typer.Option("--wayback", metavar="URL", help="Base address of a Wayback archive (web.archive.org).")
]
Availability = Annotated[
    str | None, typer.Option("--wayback-availability", metavar="URL", help="Its availability service; '' for none.")
]
TimeGates = Annotated[
    list[str] | None, typer.Option("--timegate", metavar="URL", help="A Memento TimeGate to ask as well; repeatable.")
]
BackendOption = Annotated[StoreBackend | None, typer.Option("--backend", help="What the store of --cache is built on.")]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask again even for pages stored lately.")]
OutputFile = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write the result to a file instead.")
]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour, as with NO_COLOR in the environment.")]
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


_Common: dict[str, tuple[Any, Any, str]] = {
    "mirror": (Mirror, None, "mirrors"),
    "offline": (Offline, False, "offline"),
    "cache": (Cache, None, "cache"),
    "no_cache": (NoCache, False, "keeps_files"),
    "timeout": (Timeout, None, "timeout_s"),
    "allow_address": (AllowAddress, None, "allow_addresses"),
    "ca_bundle": (CaBundle, None, "ca_bundle"),
    "workers": (Workers, None, "workers"),
    "fail_on": (FailOn, None, "fail_on"),
    "no_robots": (NoRobots, False, "robots"),
    "no_archive": (NoArchive, False, "archive"),
    "wayback": (Wayback, None, "wayback"),
    "wayback_availability": (Availability, None, "wayback_availability"),
    "timegate": (TimeGates, None, "timegates"),
    "backend": (BackendOption, None, "backend"),
    "refresh": (Refresh, False, "max_age_s"),
    "delay": (Delay, None, "delay_s"),
}
"""Options of every command that opens sources: parameter -> (option, default, setting)."""
_Extra: dict[str, tuple[Any, Any, str]] = {
    "library": (LibraryFolder, None, "library"),
    "bib": (Bib, None, "bib"),
    "sources": (SourcesFolder, None, "sources"),
    "pins": (PinsFile, None, "pins"),
    "style": (StyleOption, None, "style"),
}


def takes_settings(*extra: str, base: Settings | None = None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the common options, and the `extra` ones named; it is called with `settings` made of them.

    `base` holds the command's own defaults.
    """
    options = _Common | {name: _Extra[name] for name in extra}

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(function, eval_str=True)
        kept = [parameter for name, parameter in own.parameters.items() if name != "settings"]
        common = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=option)
            for name, (option, default, _) in options.items()
        ]

        @wraps(function)
        def command(**given: Any) -> None:
            settings = _settings({options[name][2]: given.pop(name) for name in options}, base)
            function(settings=settings, **given)

        parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in kept] + common
        command.__dict__["__signature__"] = own.replace(parameters=parameters)
        command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return command

    return decorate


def _kept(cache: Path | None, *, is_kept: bool) -> dict[str, Any]:
    """Return what changes of the settings by where evidence is kept: in `cache`, the user's own folder, or nowhere."""
    if cache is not None:
        if not is_kept:
            raise BadInput("--no-cache", "goes without --cache")
        return {}
    own = default_store() if is_kept else None
    return {} if own is None else {"cache": own, "keeps_files": False}


def default_store() -> Path | None:
    """Return the user's own folder of evidence, which need not be there yet; None where nothing can be written.

    The environment variable QUOTECHECK_CACHE names another one.
    """
    from platformdirs import user_cache_path  # noqa: PLC0415 - only commands that fetch ask for it

    named = os.environ.get("QUOTECHECK_CACHE")
    folder = Path(named) if named else user_cache_path("quotecheck", appauthor=False) / "evidence"
    there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    return folder.absolute() if os.access(there, os.W_OK) else None


def _settings(given: dict[str, Any], base: Settings | None) -> Settings:
    """Return the settings of the current folder with the given options over them; None means not given.

    Raises `BadInput` for a mirror, library or certificate bundle that is not there, or an unknown `fail_on`.
    """
    changes = {key: value for key, value in given.items() if value is not None}
    for key in ("robots", "archive"):  # the options say --no-robots and --no-archive
        changes[key] = not changes[key]
    if not changes["offline"]:
        del changes["offline"]  # a settings file may say offline
    if changes.pop("max_age_s"):
        changes["max_age_s"] = 0.0  # nothing stored is young enough
    for key in ("mirrors", "allow_addresses", "timegates", "bib"):
        if key in changes:
            changes[key] = tuple(changes[key])
    changes |= _kept(changes.get("cache"), is_kept=not changes.pop("keeps_files"))  # the option says --no-cache
    settings = checked(replace(load(Path.cwd(), base), **changes))
    known = [*Severity, *Verdict]
    if settings.fail_on not in known:
        raise BadInput("--fail-on", f"{settings.fail_on!r} is neither a severity nor a verdict ({', '.join(known)})")
    return settings
