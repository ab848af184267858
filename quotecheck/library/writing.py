"""The one writer of a library store, and the step by which its state changes.

Segments are written beside the others and count from the moment the manifest, replaced in one step, names them;
a process that is killed leaves the old state or the new one, and at most a folder that the next writer clears
away.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from quotecheck.errors import BadInput, CorruptStore
from quotecheck.files import LockHeld, locked
from quotecheck.library.records import Manifest, SegmentRecord, TextRecord, manifest_from, manifest_to
from quotecheck.library.segments import FOLDER, SegmentWriter, durable

MANIFEST = "manifest.json"
_LOCK = "lock"
_NEW = ".new"
"""Ending of a segment folder that is being written."""

Progress = Callable[[str], None]
"""Told the name of each text."""


def is_store(folder: Path) -> bool:
    """Say whether `folder` is a library store; many a folder of somebody else's has a file of that name too."""
    return (folder / MANIFEST).is_file() and (folder / FOLDER).is_dir()


def load_manifest(folder: Path) -> Manifest:
    """Return the present state.

    Raises `BadInput` when there is no library, `CorruptStore` when it cannot be trusted.
    """
    path = folder / MANIFEST
    try:
        value = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise BadInput(str(folder), "no library; make one with 'quotecheck library add'") from error
    except (OSError, ValueError, RecursionError) as error:
        raise CorruptStore(str(path), "not readable as JSON") from error
    return manifest_from(value, str(path))


def segment_folder(folder: Path, key: str) -> Path:
    """Return the folder of one segment."""
    return folder / FOLDER / key


class Writing:
    """The one writer of a store, for as long as it holds the lock."""

    def __init__(self, folder: Path, now: Manifest) -> None:
        self.folder = folder
        self.now = now
        """The state as last committed."""

    def written(self, texts: Iterable[tuple[TextRecord, str]]) -> Iterator[tuple[SegmentRecord, list[str]]]:
        """Write texts into as many new segments as they need; yield each, whole, with the names of its texts."""
        pending = iter(texts)
        held = next(pending, None)
        while held is not None:
            key = self.next_key()
            path = segment_folder(self.folder, key)
            names: list[str] = []
            with SegmentWriter(path.with_suffix(_NEW)) as writer:
                while held is not None and writer.takes(held[0]):
                    writer.add(*held)
                    names.append(held[0].name)
                    held = next(pending, None)
                segment = writer.finish(key)
            self.settle(path)
            yield segment, names

    def next_key(self) -> str:
        """Return the name of a segment to be, which no other ever had."""
        key = f"s{self.now.next:06d}"
        self.now = replace(self.now, next=self.now.next + 1)
        return key

    def settle(self, path: Path) -> None:
        """Give a segment that is whole its lasting name."""
        path.with_suffix(_NEW).rename(path)
        durable(path.parent)

    def commit(self, manifest: Manifest, new: Iterable[SegmentRecord] = ()) -> None:
        """Make `manifest` with the new segments the state of the store, and clear away what it does not name."""
        after = replace(manifest, segments=(*manifest.segments, *new), next=self.now.next)
        scratch = self.folder / (MANIFEST + _NEW)
        with scratch.open("w", encoding="utf-8") as file:
            json.dump(manifest_to(after), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(self.folder / MANIFEST)
        durable(self.folder)
        self.now = after
        self.sweep()

    def sweep(self) -> None:
        """Delete segment folders that the manifest does not name: leftovers of killed writers, and merged ones."""
        named = {segment.id for segment in self.now.segments}
        for path in (self.folder / FOLDER).iterdir():
            if path.name not in named:
                shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def writing(folder: Path, *, create: bool = True) -> Iterator[Writing]:
    """Hold the store's lock, which the system drops when the process ends in whatever way."""
    if not is_store(folder):
        if not create:
            load_manifest(folder)
        _make(folder)
    (folder / FOLDER).mkdir(exist_ok=True)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(folder / _LOCK, waits=False))
        except LockHeld as error:
            raise BadInput(str(folder), "another process is changing this library") from error
        store = Writing(folder, load_manifest(folder) if is_store(folder) else Manifest())
        if not is_store(folder):
            store.commit(store.now)
        store.sweep()
        yield store


def _make(folder: Path) -> None:
    """Prepare a folder for a new library; raises `BadInput` for one that holds anything else."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(path.name not in {FOLDER, _LOCK, MANIFEST + _NEW} for path in folder.iterdir()):
        raise BadInput(str(folder), "the folder is not empty and holds no library")
