"""One frozen `Settings`: defaults, then quotecheck.toml or [tool.quotecheck], then the command line.

A settings file lies in a folder that may be somebody else's, so it may not widen what the program is allowed
to touch: inner addresses, the evidence store, a certificate bundle and secrets come from the command line or
the environment alone.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from quotecheck.errors import BadInput
from quotecheck.model import Style

MAX_BYTES = 32 * 1024 * 1024
"""Largest source read, in bytes after decompression: a 1,500-page book as HTML has about 8 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a run can be told."""

    mirrors: tuple[Path, ...] = ()
    """Folders with an index.json, or WARC files, asked before the network."""
    bib: tuple[Path, ...] = ()
    """Bibliographies of the citations' keys: BibTeX, CSL-JSON, RIS; without any, those beside a document are read."""
    sources: Path | None = None
    """Folder of the writer's own files, named by key, or by author and title; its texts are the library without one."""
    pins: Path | None = None
    """File that says which source a citation means; without it, a `sources.toml` beside a document."""
    library: Path | None = None
    """Folder of texts searched for sources without an address."""
    offline: bool = False
    """Open no socket at all."""
    cache: Path | None = None
    """Folder of the evidence store; None keeps nothing."""
    keeps_files: bool = True
    """Whether the store keeps local files that are read, too, not only pages."""
    timeout_s: float = 30.0
    """Seconds a whole retrieval may take, with all its redirects."""
    max_bytes: int = MAX_BYTES
    status_only: bool = False
    """Judge addresses by status alone, asking with HEAD: fast, and blind to every notice that answers 200."""
    max_redirects: int = 10
    """As many as browsers and RFC 9110's advice of the past tolerate without calling it a loop."""
    allow_addresses: tuple[str, ...] = ()
    """CIDR blocks of inner addresses that may be contacted."""
    ca_bundle: Path | None = None
    archive: bool = True
    """Look up pages that are gone, or no longer say what is quoted from them, in web archives."""
    wayback: str = "https://web.archive.org"
    """Base address of an archive that speaks the Wayback machine's language (`/web/`, `/cdx/search/cdx`)."""
    wayback_availability: str = "https://archive.org/wayback/available"
    """Address of its availability service; empty where it has none."""
    timegates: tuple[str, ...] = ()
    """Memento TimeGates asked after it: the address of the page is put at the end (RFC 7089)."""
    backend: str = "diskcache"
    """What the evidence store is built on: "diskcache", or "plain" for sqlite3 and files."""
    max_age_s: float = 86_400.0
    """Stored pages younger than this, in seconds, are not asked for again unless their server says otherwise."""
    workers: int = 4
    delay_s: float = 1.0
    """Least time between two requests to one host, in seconds."""
    robots: bool = True
    style: Style = Style.CHICAGO
    fail_on: str = "error"
    """Severity or verdict from which a run exits with 1."""


def from_mapping(base: Settings, values: Mapping[str, Any], *, where: str) -> Settings:
    """Return `base` with the values of a settings file over it.

    Raises `BadInput` for a key that is unknown or not allowed in a file, or a value of the wrong type.
    """
    known = {f.name for f in fields(Settings)}
    changes: dict[str, Any] = {}
    for raw_key, value in values.items():
        key = raw_key.replace("-", "_")
        if key not in known:
            raise BadInput(where, f"unknown setting {raw_key!r}")
        if key not in _CONVERTERS:
            raise BadInput(where, f"{raw_key!r} may only be given on the command line")
        changes[key] = _converted(key, value, where)
    return replace(base, **changes)


def from_options(base: Settings, options: Mapping[str, Any]) -> Settings:
    """Return `base` with options of a caller over it: strings are taken for paths and styles, one value for several.

    Raises `BadInput` for an option that there is not, a style that there is not, or a path that is not there.
    """
    given = {field.name: getattr(base, field.name) for field in fields(Settings)}
    if unknown := [name for name in options if name not in given]:
        raise BadInput(unknown[0], f"no such option; there are {', '.join(given)}")
    given |= options
    for name in ("mirrors", "allow_addresses", "timegates", "bib"):
        given[name] = (given[name],) if isinstance(given[name], str | Path) else tuple(given[name])
    for name in ("mirrors", "bib"):
        given[name] = tuple(map(Path, given[name]))
    for name in ("library", "cache", "ca_bundle", "sources", "pins"):
        given[name] = None if given[name] is None else Path(given[name])
    try:
        given["style"] = Style(given["style"])
    except ValueError as error:
        raise BadInput("style", f"{given['style']!r} is none of {', '.join(Style)}") from error
    return checked(Settings(**given))


def checked(settings: Settings) -> Settings:
    """Return the settings; raises `BadInput` for a mirror, library or certificate bundle that is not there."""
    for mirror in settings.mirrors:
        if not mirror.exists():
            raise BadInput(str(mirror), "no such mirror")
    for path in (*settings.bib, *([settings.pins] if settings.pins else [])):
        if not path.is_file():
            raise BadInput(str(path), "no such file")
    if settings.sources is not None and not settings.sources.is_dir():
        raise BadInput(str(settings.sources), "the sources are no folder")
    if settings.library is not None and not settings.library.is_dir():
        raise BadInput(str(settings.library), "the library is no folder")
    if settings.ca_bundle is not None and not settings.ca_bundle.is_file():
        raise BadInput(str(settings.ca_bundle), "no such certificate bundle")
    return settings


def _converted(key: str, value: Any, where: str) -> Any:
    try:
        return _CONVERTERS[key](value)
    except (TypeError, ValueError) as error:
        raise BadInput(where, f"setting {key!r} cannot be {value!r}") from error


def _paths(value: Any) -> tuple[Path, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(Path(item) for item in value)


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError
    return float(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value < 2**53:
        raise ValueError
    return value


_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "mirrors": _paths,
    "bib": _paths,
    "sources": Path,
    "pins": Path,
    "library": Path,
    "offline": _switch,
    "timeout_s": _seconds,
    "delay_s": _seconds,
    "max_bytes": _count,
    "workers": _count,
    "style": Style,
    "fail_on": _word,
}
"""What a settings file may set, and how each value is read."""


def load(folder: Path, base: Settings | None = None) -> Settings:
    """Return the settings file of `folder`, where there is one, over `base` (the defaults).

    Raises `BadInput` when the file is not TOML or holds a wrong setting.
    """
    base = base or Settings()
    for name, table in (("quotecheck.toml", None), ("pyproject.toml", ("tool", "quotecheck"))):
        path = folder / name
        if not path.is_file():
            continue
        try:
            values: Any = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            if table is not None:  # somebody else's broken pyproject.toml is not ours to complain of
                continue
            raise BadInput(str(path), f"not a settings file: {error}") from error
        for key in table or ():
            values = values.get(key, {}) if isinstance(values, dict) else {}
        if values:
            return from_mapping(base, values, where=str(path))
    return base
