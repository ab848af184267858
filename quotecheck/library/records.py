"""What a library store knows of its texts and segments, and the JSON it keeps that in."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from quotecheck.errors import CorruptStore
from quotecheck.library.grams import ALPHABETIC, HASH_BITS, IDEOGRAPHIC, SPACED
from quotecheck.model import Metadata

FORMAT = 1
"""Number of the store's layout; a reader refuses any other."""

GRAMS: Mapping[str, int] = {
    "spaced": SPACED,
    "alphabetic": ALPHABETIC,
    "ideographic": IDEOGRAPHIC,
    "hash_bits": HASH_BITS,
}
"""How the index was made; one made otherwise finds nothing and is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRecord:
    """One text of a library."""

    name: str
    """What it was added as; two texts of a library never share it."""
    sha256: str
    """Hex digest of the text in UTF-8."""
    chars: int
    """Length in code points."""
    size: int
    """Length in bytes of UTF-8."""
    media_type: str = "text/plain"
    title: str | None = None
    author: str | None = None
    issued: str | None = None
    edition: str | None = None
    url: str | None = None
    language: str | None = None
    volume: str | None = None
    translator: str | None = None
    marks: str | None = None
    """Its structure as `packed` writes it; None where it has none."""

    @property
    def metadata(self) -> Metadata:
        """The bibliographic fields."""
        return Metadata(
            title=self.title,
            author=self.author,
            issued=self.issued,
            edition=self.edition,
            url=self.url,
            language=self.language,
            volume=self.volume,
            translator=self.translator,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRecord:
    """One segment: texts and their index, never changed once written."""

    id: str
    texts: int
    chars: int
    size: int
    """Bytes of text in UTF-8."""
    postings: int
    bits: int
    """Bits of the index's directory."""
    files: tuple[tuple[str, str], ...]
    """Name and SHA-256 of each file."""
    removed: tuple[int, ...] = ()
    """Numbers of the texts that are no longer part of the library, rising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The state of a store: whatever it does not name is not there."""

    segments: tuple[SegmentRecord, ...] = ()
    next: int = 0
    """Number of the next segment; never used twice."""


def records_to(records: Iterable[TextRecord]) -> list[dict[str, Any]]:
    """Return text records as JSON values, without the fields that say nothing."""
    return [{key: value for key, value in asdict(record).items() if value is not None} for record in records]


def records_from(values: Any, where: str) -> tuple[TextRecord, ...]:
    """Read text records; raises `CorruptStore` for anything else."""
    try:
        return tuple(TextRecord(**value) for value in values)
    except (TypeError, ValueError) as error:
        raise CorruptStore(where, "not a list of texts") from error


def manifest_to(manifest: Manifest) -> dict[str, Any]:
    """Return a manifest as a JSON value."""
    return {"format": FORMAT, "grams": dict(GRAMS), **asdict(manifest)}


def manifest_from(value: Any, where: str) -> Manifest:
    """Read a manifest; raises `CorruptStore` for what is none or of another format."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise CorruptStore(where, f"no library of format {FORMAT}")
    if value.get("grams") != GRAMS:
        raise CorruptStore(where, "indexed by other n-grams; make the library anew")
    try:
        segments = tuple(_segment(each) for each in value["segments"])
        return Manifest(segments=segments, next=int(value["next"]))
    except (KeyError, TypeError, ValueError) as error:
        raise CorruptStore(where, "the list of segments is damaged") from error


def _segment(value: Mapping[str, Any]) -> SegmentRecord:
    known = {field.name: value[field.name] for field in fields(SegmentRecord)}
    known["files"] = tuple((str(name), str(digest)) for name, digest in value["files"])
    known["removed"] = tuple(int(number) for number in value["removed"])
    return SegmentRecord(**known)


def library_digest(records: Sequence[TextRecord]) -> str:
    """Return one SHA-256 for a set of texts, whatever their order and however they are stored."""
    lines = sorted(f"{record.sha256} {record.name}\n" for record in records)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
