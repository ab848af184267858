"""Bibliographies of a writer: BibTeX and biblatex, CSL-JSON, RIS; each entry under its key, with its CSL fields.

What cannot be read of a file is told and passed over: one broken entry costs one entry.
"""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotecheck.errors import BadInput
from quotecheck.model import Csl, Metadata, Name

_LARGEST = 64 * 1024 * 1024
"""Bytes of a bibliography at most; a hundred thousand entries stay below it."""
ENDINGS = (".bib", ".json", ".ris")
_BIB_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "container_title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "publisher": ("publisher", "school", "institution"),
    "publisher_place": ("location", "address"),
    "issued": ("date", "year"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "edition": ("edition",),
    "page": ("pages",),
    "url": ("url",),
    "doi": ("doi",),
    "isbn": ("isbn",),
}
_CSL_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "container_title": ("container-title",),
    "publisher": ("publisher",),
    "publisher_place": ("publisher-place",),
    "volume": ("volume",),
    "issue": ("issue",),
    "edition": ("edition",),
    "page": ("page",),
    "url": ("URL",),
    "doi": ("DOI",),
    "isbn": ("ISBN",),
}
_RIS_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "primary_title"),
    "container_title": ("secondary_title", "journal_name", "alternate_title3"),
    "publisher": ("publisher",),
    "publisher_place": ("place_published",),
    "issued": ("year", "publication_year", "date"),
    "volume": ("volume",),
    "issue": ("number",),
    "edition": ("edition",),
    "page": ("start_page",),
    "url": ("urls", "url"),
    "doi": ("doi",),
    "isbn": ("issn",),
}
_VERBATIM = ("file", "url", "doi")
_DOI = re.compile(r"10\.\d{4,9}/\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of a bibliography."""

    key: str
    csl: Csl
    where: Path
    """The file it stands in."""
    files: tuple[str, ...] = ()
    """Paths of the work's own files, as the entry has them."""

    @property
    def metadata(self) -> Metadata:
        """The entry as the description of a text."""
        csl = self.csl
        return Metadata(
            title=csl.title,
            author="; ".join(map(str, csl.author)) or None,
            issued=csl.issued,
            edition=csl.edition,
            volume=csl.volume if not csl.container_title else None,
            translator=", ".join(map(str, csl.translator)) or None,
            url=csl.url,
        )

    def __str__(self) -> str:
        """Name the file and the key."""
        return f"{self.where.name}: {self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a bibliography holds."""

    references: tuple[Reference, ...]
    problems: tuple[str, ...] = ()
    """Entries that could not be read, one line each."""


def read_bibliography(path: Path) -> Listing:
    """Read a bibliography by the ending of its name; raises `BadInput` when it is none."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise BadInput(str(path), f"no bibliography: its name ends in none of {', '.join(ENDINGS)}")
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(str(path), f"has more than {_LARGEST:,} bytes")
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise BadInput(str(path), f"cannot be read: {(error.strerror or 'no file').lower()}") from error
    return read(text, path)


# --- BibTeX and biblatex -----------------------------------------------------------------------------------


def _bibtex(text: str, path: Path) -> Listing:
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - only a run with a bibliography needs it
    from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts  # noqa: PLC0415

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it could not read is told by us
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    layers = [LatexDecodingMiddleware(), SeparateCoAuthors(), SplitNameParts()]
    library = parse_string(text, append_middleware=layers)
    plain = {entry.key: entry.fields_dict for entry in parse_string(text).entries}
    entries = {entry.key: {field.key.lower(): field.value for field in entry.fields} for entry in library.entries}
    for key, fields in entries.items():  # what is no prose is not TeX
        fields.update((name, plain[key][name].value) for name in _VERBATIM if name in plain[key])
    references = tuple(_of_bibtex(key, fields, entries, path) for key, fields in entries.items())
    problems = tuple(
        f"{path}: line {(block.start_line or 0) + 1}: the entry cannot be read" for block in library.failed_blocks
    )
    return Listing(references=references, problems=problems)


def _of_bibtex(key: str, fields: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]], path: Path) -> Reference:
    parent = entries.get(str(fields.get("crossref", "")), {})
    inherited = {name: value for name, value in parent.items() if name not in ("title", "subtitle", "file")}
    if parent.get("title"):
        inherited["booktitle"] = parent["title"]
    merged = {**inherited, **fields}
    found = {field: _first(merged, names) for field, names in _BIB_FIELDS.items()}
    if merged.get("subtitle") and found["title"]:
        found["title"] = f"{found['title']}: {_flat(str(merged['subtitle']))}"
    csl = Csl(
        author=_bibtex_names(merged.get("author")),
        editor=_bibtex_names(merged.get("editor")),
        translator=_bibtex_names(merged.get("translator")),
        citation_key=key,
        **_cleaned(found),
    )
    return Reference(key=key, csl=csl, where=path, files=tuple(_bibtex_files(str(merged.get("file", "")))))


def _bibtex_names(names: Any) -> tuple[Name, ...]:
    found = []
    for name in names if isinstance(names, list) else []:
        if isinstance(name, str):
            found.append(Name(literal=_flat(name)))
            continue
        family = _flat(" ".join([*name.von, *name.last]))
        given = _flat(" ".join(name.first))
        found.append(Name(family=family, given=given or None))
    return tuple(name for name in found if str(name) and str(name) != "others")


def _bibtex_files(field: str) -> Iterator[str]:
    """Yield the paths of a `file` field: plain ones parted by semicolons, or `description:path:type`."""
    for part in re.split(r"(?<!\\);", field):
        pieces = [piece.replace("\\:", ":").replace("\\\\", "/") for piece in re.split(r"(?<!\\):", part.strip())]
        path = pieces[1] if len(pieces) >= 3 else ":".join(pieces)
        if path.strip():
            yield path.strip()


# --- CSL-JSON and RIS --------------------------------------------------------------------------------------


def _csl_json(text: str, path: Path) -> Listing:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(str(path), "no CSL-JSON") from error
    items = value.get("items", value) if isinstance(value, dict) else value
    if not isinstance(items, list):
        raise BadInput(str(path), "no CSL-JSON: a list of entries is needed")
    entries = [item for item in items if isinstance(item, dict) and item.get("id", item.get("citation-key"))]
    lost = len(items) - len(entries)
    problems = (f"{path}: {lost} entries without an id",) if lost else ()
    return Listing(references=tuple(_of_csl(item, path) for item in entries), problems=problems)


def _of_csl(item: Mapping[str, Any], path: Path) -> Reference:
    key = str(item.get("citation-key") or item.get("id"))
    found = {field: _first(item, names) for field, names in _CSL_FIELDS.items()}
    people: dict[str, Any] = {role: _csl_names(item.get(role)) for role in ("author", "editor", "translator")}
    csl = Csl(**people, issued=_csl_date(item.get("issued")), citation_key=key, **_cleaned(found))
    files = item.get("attachments") or item.get("file") or ()
    named = [files] if isinstance(files, str) else [one.get("path") for one in files if isinstance(one, dict)]
    return Reference(key=key, csl=csl, where=path, files=tuple(one for one in named if isinstance(one, str)))


def _csl_names(names: Any) -> tuple[Name, ...]:
    people = (name for name in names if isinstance(name, dict)) if isinstance(names, list) else ()
    found = (
        Name(
            family=" ".join(filter(None, (name.get("non-dropping-particle"), name.get("family")))) or None,
            given=name.get("given"),
            literal=name.get("literal"),
        )
        for name in people
    )
    return tuple(name for name in found if str(name))


def _csl_date(value: Any) -> str | None:
    if not isinstance(value, dict):
        return str(value) if value else None
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return _joined_date([str(part) for part in parts[0]])
    return str(value.get("raw") or value.get("literal") or "") or None


def _joined_date(parts: Sequence[str]) -> str | None:
    """Return year, month and day as ISO 8601 has them; None for what is no date."""
    known = [int(part) for part in parts if part.isdecimal()]
    return "-".join([str(known[0]), *(f"{part:02d}" for part in known[1:])]) if known else None


def _ris(text: str, path: Path) -> Listing:
    import rispy  # noqa: PLC0415 - only a run with such a bibliography needs it

    try:
        entries = rispy.loads(text)
    except (OSError, ValueError, IndexError, KeyError) as error:
        raise BadInput(str(path), "no RIS") from error
    return Listing(references=tuple(_of_ris(item, number, path) for number, item in enumerate(entries, start=1)))


def _of_ris(item: Mapping[str, Any], number: int, path: Path) -> Reference:
    key = str(item.get("id") or item.get("label") or f"entry {number}")
    found = {field: _first(item, names) for field, names in _RIS_FIELDS.items()}
    authors = item.get("authors") or item.get("first_authors") or []
    csl = Csl(
        author=tuple(map(_inverted, authors)),
        translator=tuple(map(_inverted, item.get("translated_author", []) or [])),
        citation_key=key,
        **_cleaned(found),
    )
    attached = (item.get(f"file_attachments{place}") for place in (1, 2))
    files = [one.removeprefix("file://") for each in attached for one in _listed_values(each)]
    return Reference(key=key, csl=csl, where=path, files=tuple(files))


def _inverted(name: str) -> Name:
    family, comma, given = name.partition(",")
    return Name(family=family.strip(), given=given.strip() or None) if comma else Name(literal=name.strip())


# --- values ------------------------------------------------------------------------------------------------


def _first(fields: Mapping[str, Any], names: Iterable[str]) -> str | None:
    values = (one for name in names for one in _listed_values(fields.get(name)))
    return next(filter(None, map(_flat, values)), None)


def _listed_values(value: Any) -> Sequence[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [str(value)] if isinstance(value, str | int) and not isinstance(value, bool) else []


def _flat(words: str) -> str:
    return " ".join(words.replace("{", "").replace("}", "").split())


def _cleaned(fields: Mapping[str, str | None]) -> dict[str, Any]:
    """Leave out what is empty, and write a DOI without its resolver."""
    found = {name: value for name, value in fields.items() if value}
    doi = _DOI.search(found.pop("doi", ""))
    return {**found, "doi": doi.group()} if doi else found


_READERS: Mapping[str, Callable[[str, Path], Listing]] = {".bib": _bibtex, ".json": _csl_json, ".ris": _ris}
