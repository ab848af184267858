"""What a writer has: bibliographies, a folder of files, pins. A citation is led to its source by them, step by step.

What is named on the command line holds for every document. What lies beside a document, or is named in it, holds for
that one, is told once, and may name only files below its own folder: the document may be anybody's.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from pathlib import Path

from quotecheck.errors import BadInput
from quotecheck.model import Basis, BindingStep, BindingWay, Citation, CitationForm, Csl, Document, Span, Target
from quotecheck.sources.bibliography import ENDINGS, Reference, read_bibliography
from quotecheck.sources.folder import SourceFolder, entry_files
from quotecheck.sources.identity import (
    CitedWork,
    Likeness,
    cited_work,
    held_text,
    is_other_edition,
    is_same_edition,
    likeness_of,
)
from quotecheck.sources.pins import NAME, Pins, read_pins

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^bibliography:[ \t]*(\S[^\n]*|(?:\n[ \t]*-[ \t]*\S[^\n]*)+)", re.MULTILINE)
_RESOURCE = re.compile(r"\\(?:addbibresource|addglobalbib|bibliography)\s*(?:\[[^\]]{0,200}\])?\s*\{([^{}]{1,1000})\}")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_LEAST_SHARED = 2
"""Characters of a key at least: shorter ones stand in names of files by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Where a citation was led."""

    citation: Citation
    """With the fields of its entry."""
    target: Target | None = None
    """None where nothing leads to a source that can be opened."""
    steps: tuple[BindingStep, ...] = ()
    basis: Basis = Basis.CITED
    is_described: bool = False
    """Whether only the entry of a bibliography names the address: it may describe the work and not hold its words."""


class Holdings:
    """All that the writer of a run has; what lies beside a document is found when the document is asked for."""

    def __init__(
        self,
        *,
        bibliographies: Sequence[Path] = (),
        folder: Path | None = None,
        pins: Path | None = None,
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Take what was named; `told` is told what was found beside documents, and what cannot be read.

        Raises `BadInput` for a bibliography or a file of pins that is none.
        """
        self._told = told
        self._folder = SourceFolder(folder) if folder else None
        self._given = tuple(one for path in bibliographies for one in self._read(path))
        self._pins = read_pins(pins) if pins else None
        self._is_given = bool(bibliographies)
        self._found: dict[tuple[Path, ...], tuple[Reference, ...]] = {}
        self._beside: dict[Path, Pins | None] = {}

    def _read(self, path: Path) -> tuple[Reference, ...]:
        listing = read_bibliography(path)
        for problem in listing.problems:
            self._told(problem)
        return listing.references

    def of(self, document: Document) -> "Shelfmark":
        """Return what leads the citations of a document to their sources."""
        place = Path(document.name).parent
        references = self._given if self._is_given else self._references(document, place)
        pins = self._pins or self._pins_beside(place)
        return Shelfmark(references, self._folder, pins, is_trusted=self._is_given, has_own_pins=self._pins is not None)

    def _references(self, document: Document, place: Path) -> tuple[Reference, ...]:
        paths = tuple(bibliographies_of(document, place))
        if paths not in self._found:
            read = [one for path in paths for one in self._read_found(path)]
            self._found[paths] = tuple(read)
            if read:
                names = ", ".join(str(path) for path in paths)
                self._told(f"{names}: {len(read)} entries, read for the citations of {document.name}")
        return self._found[paths]

    def _read_found(self, path: Path) -> tuple[Reference, ...]:
        try:
            return self._read(path)
        except BadInput as error:
            self._told(str(error))
            return ()

    def _pins_beside(self, place: Path) -> Pins | None:
        path = place / NAME
        if place not in self._beside:
            try:
                self._beside[place] = read_pins(path) if path.is_file() else None
            except BadInput as error:
                self._told(str(error))
                self._beside[place] = None
            if self._beside[place]:
                self._told(f"{path}: {len(self._beside[place].all())} pins")  # type: ignore[union-attr]
        return self._beside[place]


def bibliographies_of(document: Document, place: Path) -> Iterable[Path]:
    """Return the bibliographies that a document names, or else those that lie beside it."""
    named = [place / name for name in _named_in(document)]
    found = [path for path in named if path.suffix.lower() in ENDINGS and _exists(path)]
    return found or (sorted(place.glob("*.bib")) if _exists(Path(document.name)) else [])


def _exists(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _named_in(document: Document) -> list[str]:
    """Return the names that front matter gives under `bibliography:`, or LaTeX as resources."""
    text = document.markup or document.text
    if document.media_type == "application/x-tex":
        found = (name for names in _RESOURCE.findall(_COMMENT.sub("", text)) for name in names.split(","))
        return [name.strip() if "." in name else f"{name.strip()}.bib" for name in found if name.strip()]
    front = _FRONT.match(text[: 64 * 1024])
    field = _FIELD.search(front.group(1)) if front else None
    words = re.split(r"[\n,]", field.group(1).strip("[]")) if field else []
    return [word.strip(" \t-\"'[]\r") for word in words if word.strip(" \t-\"'[]\r")]


class Shelfmark:
    """What leads the citations of one document to their sources."""

    def __init__(
        self,
        references: Sequence[Reference],
        folder: SourceFolder | None,
        pins: Pins | None,
        *,
        is_trusted: bool,
        has_own_pins: bool,
    ) -> None:
        self._references = references
        self._keys = {one.key: one for one in reversed(references)}
        self._folder = folder
        self._pins = pins
        self._is_trusted = is_trusted
        self._has_own_pins = has_own_pins
        self.bind = lru_cache(maxsize=8192)(self._bind)

    @cached_property
    def _described(self) -> list[tuple[Reference, CitedWork]]:
        return [(one, cited_work(_as_citation(one))) for one in self._references]

    def _bind(self, citation: Citation) -> Bound:
        """Lead a citation to its source: pin, file of its entry, file of its key or name, address of its entry."""
        steps: list[BindingStep] = []
        key = citation.csl.citation_key
        if key:
            steps.append(BindingStep(way=BindingWay.KEY, what=key))
        reference = self._reference(citation, steps)
        if reference is not None:
            citation = replace(citation, csl=_merged(citation.csl, reference.csl))
        for way in (self._pinned, self._filed):
            found = way(citation, reference, steps)
            if found is not None:
                target, basis = found
                return Bound(citation=citation, target=target, steps=tuple(steps), basis=basis)
        return self._addressed(citation, reference, steps)

    def _reference(self, citation: Citation, steps: list[BindingStep]) -> Reference | None:
        """The entry of a citation: by its key, or the only one that is the work it names."""
        key = citation.csl.citation_key
        if not self._references:
            return None
        if key:
            found = self._keys.get(key)
            what = str(found or ", ".join(dict.fromkeys(one.where.name for one in self._references)))
            why = "" if found else "no entry has this key"
            steps.append(BindingStep(way=BindingWay.BIBLIOGRAPHY, what=what, is_found=found is not None, why=why))
            return found
        entries = [one for one, described in self._described if _is_entry(citation, one, described)]
        if len(entries) == 1:
            steps.append(
                BindingStep(way=BindingWay.BIBLIOGRAPHY, what=str(entries[0]), why="by author, title and year")
            )
            return entries[0]
        return None

    def _pinned(self, citation: Citation, _: Reference | None, steps: list[BindingStep]) -> tuple[Target, Basis] | None:
        source = self._pins.source_of(citation) if self._pins else None
        if source is None or self._pins is None:
            return None
        if "://" in source:
            steps.append(BindingStep(way=BindingWay.PIN, what=source))
            return Target(url=source), Basis.CITED
        path = self._pins.path.parent / source
        home = self._pins.path.parent.resolve()
        is_allowed = self._has_own_pins or path.resolve().is_relative_to(home)
        is_there = is_allowed and _exists(path)
        why = "" if is_there else "no such file" if is_allowed else f"not below the folder of {NAME}"
        steps.append(BindingStep(way=BindingWay.PIN, what=str(path), is_found=is_there, why=why))
        return (Target(path=str(path)), Basis.CITED) if is_there else None

    def _filed(
        self, citation: Citation, reference: Reference | None, steps: list[BindingStep]
    ) -> tuple[Target, Basis] | None:
        if reference is not None and reference.files:
            root = self._folder.path if self._folder else None
            path = next(entry_files(reference, root, is_trusted=self._is_trusted), None)
            why = "" if path else "the entry names it, and there is no such file"
            what = str(path or reference.files[0])
            steps.append(BindingStep(way=BindingWay.FILE, what=what, is_found=path is not None, why=why))
            if path is not None:
                return Target(path=str(path)), Basis.CITED
        return self._in_folder(citation, steps) if self._folder else None

    def _in_folder(self, citation: Citation, steps: list[BindingStep]) -> tuple[Target, Basis] | None:
        if self._folder is None:
            return None
        key, work = citation.csl.citation_key, cited_work(citation)
        path = self._folder.of_key(key) if key and len(key) > _LEAST_SHARED else None
        if path is not None:
            steps.append(BindingStep(way=BindingWay.FILE, what=str(path), why="named by the key"))
            return Target(path=str(path)), Basis.CITED
        path = None if citation.url else self._folder.of_work(work)
        if path is None:
            why = f"no file is named by {'the key, or by ' if key else ''}author and title"
            steps.append(BindingStep(way=BindingWay.FILE, what=str(self._folder.path), is_found=False, why=why))
            return None
        steps.append(BindingStep(way=BindingWay.FILE, what=str(path), why="named by author and title"))
        is_same = is_same_edition(work, self._folder.held(path))
        return Target(path=str(path)), Basis.CITED if is_same else Basis.SAME_WORK

    @staticmethod
    def _addressed(citation: Citation, reference: Reference | None, steps: list[BindingStep]) -> Bound:
        csl = citation.csl
        address = csl.url or (f"https://doi.org/{csl.doi}" if csl.doi else None)
        if reference is None or citation.url or address is None:
            return Bound(citation=citation, steps=tuple(steps))
        steps.append(BindingStep(way=BindingWay.ADDRESS, what=address))
        return Bound(citation=citation, target=Target(url=address), steps=tuple(steps), is_described=True)


def _merged(own: Csl, entry: Csl) -> Csl:
    """Return what a citation states, and what its entry adds."""
    return Csl(**{one.name: getattr(own, one.name) or getattr(entry, one.name) for one in fields(Csl)})


def _as_citation(reference: Reference) -> Citation:
    return Citation(id="", span=Span(0, 0), raw="", form=CitationForm.BIBLIOGRAPHY, csl=reference.csl)


def _is_entry(citation: Citation, reference: Reference, described: CitedWork) -> bool:
    """Whether a citation without a key names the work of an entry: by its title, or by author and year alone."""
    work = cited_work(citation)
    held = held_text(reference.metadata, reference.key)
    if work.titles:
        return likeness_of(work, held) is Likeness.SAME and not is_other_edition(work, held)
    families = {(name.family or name.literal or "").casefold() for name in work.authors}
    entry = {(name.family or name.literal or "").casefold() for name in described.authors}
    return bool(families) and families <= entry and bool(work.years) and work.years == described.years
