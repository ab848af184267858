"""Finding damage in a library store, and building anew what can be built from the texts."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quotecheck.errors import CorruptStore
from quotecheck.library.records import SegmentRecord, TextRecord
from quotecheck.library.segments import FOLDER, TEXT, file_digest, read_records
from quotecheck.library.texts import ParquetTexts, stored_records
from quotecheck.library.writing import Progress, Writing, load_manifest, segment_folder, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCheck:
    """What verification found; all empty for a sound library."""

    damaged: tuple[str, ...] = ()
    """Files, below the library, that are not what was written."""
    rebuilt: tuple[str, ...] = ()
    """Segments built anew from their texts."""
    dropped: tuple[str, ...] = ()
    """Segments of which no text could be read."""
    lost_texts: tuple[str, ...] = ()
    """Names of the texts that have to be added again, as far as anything still tells them."""


def verify_library(folder: Path, *, repair: bool = True, passed: Progress = lambda _: None) -> StoreCheck:
    """Compare every file with its digest; with `repair`, build damaged segments anew.

    `passed` is told the id of each segment. A text that is damaged itself is dropped, because one that cannot be
    read stands in the way of every search; `lost_texts` says what to add again. Raises `BadInput` when another
    process is changing the library, `CorruptStore` when the manifest itself is damaged.
    """
    damage: dict[SegmentRecord, tuple[str, ...]] = {}
    for segment in load_manifest(folder).segments:
        passed(segment.id)
        bad = _damaged(folder, segment)
        if bad:
            damage[segment] = bad
    names = tuple(f"{FOLDER}/{segment.id}/{name}" for segment, bad in damage.items() for name in bad)
    if not damage or not repair:
        return StoreCheck(damaged=names)
    with writing(folder, create=False) as store:
        return _repaired(store, damage, names)


def _damaged(folder: Path, segment: SegmentRecord) -> tuple[str, ...]:
    path = segment_folder(folder, segment.id)
    return tuple(name for name, digest in segment.files if not _is_sound(path / name, digest))


def _is_sound(path: Path, digest: str) -> bool:
    try:
        return file_digest(path) == digest
    except OSError:
        return False


def _repaired(store: Writing, damage: dict[SegmentRecord, tuple[str, ...]], names: tuple[str, ...]) -> StoreCheck:
    new: dict[str, SegmentRecord | None] = {}
    lost: list[str] = []
    for segment in damage:
        if segment not in store.now.segments:  # a writer was faster than the lock
            continue
        new[segment.id] = _rebuilt(store, segment, lost)
    kept = [new.get(segment.id, segment) for segment in store.now.segments]
    store.commit(replace(store.now, segments=tuple(segment for segment in kept if segment is not None)))
    return StoreCheck(
        damaged=names,
        rebuilt=tuple(key for key, segment in new.items() if segment is not None),
        dropped=tuple(key for key, segment in new.items() if segment is None),
        lost_texts=tuple(lost),
    )


def _rebuilt(store: Writing, segment: SegmentRecord, lost: list[str]) -> SegmentRecord | None:
    """Write the segment anew from those of its texts that are as they were added; None when there are none.

    Names of the others are appended to `lost`, as far as anything still tells them.
    """
    source = segment_folder(store.folder, segment.id)
    records = _records(source, segment)
    live = [number for number in range(len(records)) if number not in segment.removed]
    sound = dict(_sound_texts(source, records, live))
    lost.extend(records[number].name for number in live if number not in sound)
    written = list(store.written((records[number], text) for number, text in sound.items()))
    return written[0][0] if written else None


def _sound_texts(source: Path, records: tuple[TextRecord, ...], numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    try:
        texts = ParquetTexts(source / TEXT, records)
    except (CorruptStore, OSError):
        return
    for number in numbers:
        with contextlib.suppress(CorruptStore):
            text = texts.slice(number, 0, records[number].chars)
            if hashlib.sha256(text.encode()).hexdigest() == records[number].sha256:
                yield number, text


def _records(source: Path, segment: SegmentRecord) -> tuple[TextRecord, ...]:
    """Return what the texts are, from whichever file still says it."""
    with contextlib.suppress(CorruptStore, OSError):
        return read_records(source, segment)
    with contextlib.suppress(CorruptStore, OSError):
        return stored_records(source / TEXT)
    return ()
