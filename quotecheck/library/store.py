"""Changing and describing a library store: texts and their index on disk, for one writer and any number of readers.

Adding writes a segment, removing marks a text, compaction writes what is left into new segments.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quotecheck.errors import BadInput
from quotecheck.library.intake import Entry, record_of
from quotecheck.library.records import Manifest, SegmentRecord, TextRecord, library_digest
from quotecheck.library.segments import GRAMS, SEGMENT_BYTES, TEXT, read_records
from quotecheck.library.texts import ParquetTexts, packages
from quotecheck.library.writing import Progress, load_manifest, segment_folder, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What a library holds."""

    name: str
    digest: str
    """SHA-256 over names and digests of its texts."""
    texts: int
    size: int
    """Bytes of text in UTF-8."""
    segments: int
    removed: int
    """Texts marked as removed that compaction would drop."""
    index_size: int
    """Bytes of the index."""
    disk_size: int
    """Bytes of all files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding did, by the texts' names."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    """Names that were there with another text."""
    unchanged: tuple[str, ...] = ()
    """Names that were there with the same text."""


def listed_texts(folder: Path) -> tuple[TextRecord, ...]:
    """Return the texts of the library, by name."""
    found = (record for _, _, record in _live(folder, load_manifest(folder)))
    return tuple(sorted(found, key=lambda record: record.name))


def library_info(folder: Path) -> Info:
    """Return what the library holds and what it takes."""
    manifest = load_manifest(folder)
    records = listed_texts(folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Info(
        name=folder.resolve().name,
        digest=library_digest(records),
        texts=len(records),
        size=sum(record.size for record in records),
        segments=len(manifest.segments),
        removed=sum(len(segment.removed) for segment in manifest.segments),
        index_size=sum(path.stat().st_size for path in files if path.name == GRAMS),
        disk_size=sum(path.stat().st_size for path in files),
    )


def add_texts(folder: Path, entries: Iterable[Entry], *, passed: Progress = lambda _: None) -> Added:
    """Add texts, making the library where there is none; a name that is there already gets the new text.

    Each segment counts as soon as it is whole, so that an interrupted run goes on where it stopped. `passed` is
    told the name of each text. Raises `BadInput` when another process is changing the library,
    `MissingExtra` without the extra, before anything is made.
    """
    packages()
    with writing(folder) as store:
        known = {record.name: (record, segment, number) for segment, number, record in _live(folder, store.now)}
        outcome: dict[str, list[str]] = {"added": [], "replaced": [], "unchanged": []}

        def fresh() -> Iterator[tuple[TextRecord, str]]:
            seen: set[str] = set()
            for entry in entries:
                record, text = record_of(entry)
                same = known.get(record.name, (None,))[0] == record
                passed(record.name)
                if same or record.name in seen:
                    outcome["unchanged"].append(record.name)
                    continue
                seen.add(record.name)
                outcome["replaced" if record.name in known else "added"].append(record.name)
                yield record, text

        for segment, names in store.written(fresh()):
            gone = [known[name][1:] for name in names if name in known]
            store.commit(_tombstoned(store.now, gone), (segment,))
        return Added(**{key: tuple(names) for key, names in outcome.items()})


def remove_texts(folder: Path, names: Sequence[str]) -> None:
    """Take texts out of the library. Raises `BadInput` for a name that is not in it; then nothing is removed."""
    with writing(folder, create=False) as store:
        known = {record.name: (segment, number) for segment, number, record in _live(folder, store.now)}
        for name in names:
            if name not in known:
                raise BadInput(name, "not in the library")
        store.commit(_tombstoned(store.now, [known[name] for name in names]))


def compact_library(folder: Path, *, passed: Progress = lambda _: None) -> None:
    """Merge small segments and those with removed texts into few, and drop what is no longer named."""
    with writing(folder, create=False) as store:
        old = [one for one in store.now.segments if one.removed or one.size < SEGMENT_BYTES // 2]
        if len(old) < 2 and not any(one.removed for one in old):
            return
        new = [segment for segment, _ in store.written(_texts(folder, old, passed))]
        kept = tuple(one for one in store.now.segments if one not in old)
        store.commit(replace(store.now, segments=kept), new)


def _texts(folder: Path, segments: Iterable[SegmentRecord], passed: Progress) -> Iterator[tuple[TextRecord, str]]:
    for segment in segments:
        path = segment_folder(folder, segment.id)
        records = read_records(path, segment)
        texts = ParquetTexts(path / TEXT, records)
        for number, (record, text) in enumerate(zip(records, texts, strict=True)):
            if number not in segment.removed:
                passed(record.name)
                yield record, text


def _live(folder: Path, manifest: Manifest) -> Iterator[tuple[str, int, TextRecord]]:
    """Yield segment, number and record of every text that is part of the library."""
    for segment in manifest.segments:
        for number, record in enumerate(read_records(segment_folder(folder, segment.id), segment)):
            if number not in segment.removed:
                yield segment.id, number, record


def _tombstoned(manifest: Manifest, gone: Iterable[tuple[str, int]]) -> Manifest:
    """Return the manifest with texts marked as removed; a segment of which nothing is left is dropped."""
    marks: dict[str, set[int]] = {}
    for segment, number in gone:
        marks.setdefault(segment, set()).add(number)
    changed = (replace(one, removed=tuple(sorted({*one.removed, *marks.get(one.id, ())}))) for one in manifest.segments)
    return replace(manifest, segments=tuple(one for one in changed if len(one.removed) < one.texts))
