"""The files of a writer's folder: which of them is a cited work, by its key, its entry, its name or its description."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from quotecheck.library.intake import described, files
from quotecheck.model import Metadata
from quotecheck.sources.bibliography import Reference
from quotecheck.sources.identity import (
    CitedWork,
    Held,
    Likeness,
    held_text,
    is_by_cited,
    is_other_edition,
    likeness_of,
)

_ENDINGS = (".pdf", ".epub", ".html", ".htm", ".docx", ".md", ".txt")
"""Of several files of one work the one that knows most of its pages and parts goes first."""


@dataclass(frozen=True)
class SourceFolder:
    """A folder of files, each of them read only when a citation leads to it."""

    path: Path

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The files that may hold texts, the best of each name first."""
        return tuple(sorted(files([str(self.path)]), key=lambda path: (path.stem.casefold(), _rank(path), str(path))))

    @cached_property
    def _held(self) -> Mapping[Path, Held]:
        said = described(self.path)
        return {path: held_text(said.get(path.resolve(), Metadata()), path.stem) for path in self.paths}

    def of_key(self, key: str) -> Path | None:
        """Return the file named by a key: "marsh1990.pdf", "marsh1990 - The Low Year.pdf"."""
        name = re.compile(rf"{re.escape(key.casefold())}(?![\w:])")
        named = [path for path in self.paths if name.match(path.stem.casefold())]
        return min(named, key=lambda path: (path.stem.casefold() != key.casefold(), _rank(path)), default=None)

    def of_work(self, work: CitedWork) -> Path | None:
        """Return the one file that by its name or its description is a work whole, by the author cited; else None."""
        found = [path for path, held in self._held.items() if self._is_work(work, held)]
        return found[0] if len({path.stem for path in found}) == 1 else None

    @staticmethod
    def _is_work(work: CitedWork, held: Held) -> bool:
        if likeness_of(work, held) is not Likeness.SAME or is_other_edition(work, held) or held.is_part:
            return False
        is_by = is_by_cited(work, held) or (not held.author and _names_author(work, held))
        return is_by and bool(work.volumes or not held.volumes)

    def held(self, path: Path) -> Held:
        """Return what is known of a file of the folder."""
        return self._held[path]


def _names_author(work: CitedWork, held: Held) -> bool:
    """Whether the name of a file has the author in it."""
    return any(is_by_cited(work, replace(held, author=title)) for title in held.titles)


def _rank(path: Path) -> int:
    ending = path.suffix.lower()
    return _ENDINGS.index(ending) if ending in _ENDINGS else len(_ENDINGS)


def entry_files(reference: Reference, folder: Path | None, *, is_trusted: bool) -> Iterator[Path]:
    """Yield the files that the entry of a bibliography names and that are there.

    Only those below the bibliography or the folder, unless its writer named the bibliography himself.
    """
    roots = [reference.where.parent, *([folder] if folder else [])]
    for named in reference.files:
        bare = named.replace("\\", "/").rpartition("/")[2]
        for path in (*(root / named for root in roots), *([folder / bare] if folder else [])):
            if _is_file(path) and (is_trusted or _is_below(path, roots)):
                yield path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_below(path: Path, roots: list[Path]) -> bool:
    full = path.resolve()
    return any(full.is_relative_to(root.resolve()) for root in roots)
