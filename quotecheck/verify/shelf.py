"""The library of a run: asked for quotations, and its texts judged one by one, so that none is kept in memory."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quotecheck.errors import BadInput
from quotecheck.library.folder import LibraryText, Problem, texts
from quotecheck.library.places import Place, Title, stored_places, titled
from quotecheck.library.reading import Library, open_library_store
from quotecheck.library.search import search, title_of
from quotecheck.library.writing import is_store
from quotecheck.locate.locate import compile_quotations
from quotecheck.model import Document, Result, Route, Severity, SourceFacts, SourceState, Style, Target
from quotecheck.verify.check import Question, check_against, judged
from quotecheck.verify.cited import Catalogue
from quotecheck.verify.claimed import Claimed
from quotecheck.verify.decide import LibraryAnswer, Pick, consult, on_the_page
from quotecheck.verify.sources import Source

Judge = Callable[[Sequence[tuple[Question, Pick]]], Sequence[Result]]
"""Judges questions against the texts picked for them, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What asking a library gave."""

    places: tuple[tuple[Place, ...], ...]
    """For each quotation, the best first."""
    titles: tuple[Title, ...] = ()
    """The texts that could be read."""
    problems: tuple[str, ...] = ()
    """Files that could not, one line each."""
    lost: tuple[str, ...] = ()
    """Texts that were not searched for all quotations, because the workers of an engine died of them."""

    def without(self, checked: Iterable[str]) -> "Searched":
        """Return the same without the texts of these digests: a text that is checked is no evidence for itself."""
        if not self.titles:
            return self
        own = frozenset(checked)
        return replace(
            self,
            places=tuple(tuple(one for one in found if one.text.sha256 not in own) for found in self.places),
            titles=tuple(title for title in self.titles if title.sha256 not in own),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A library on disk: a store, which is looked up in its index, or a plain folder, which is read through."""

    folder: Path
    max_bytes: int

    def search(self, quotes: Sequence[str], *, passed: Callable[[str], None] = lambda _: None) -> Searched:
        """Look quotations up; `passed` is told of each text read or quotation looked up.

        Raises `BadInput` when there is no such library, `CorruptStore` when it is damaged.
        """
        if is_store(self.folder):
            return self._looked_up(open_library_store(self.folder), quotes, passed)
        titles: list[Title] = []
        problems: list[str] = []

        def readable() -> Iterable[LibraryText]:
            for text in texts(self.folder, max_bytes=self.max_bytes):
                passed("library")
                if isinstance(text, Problem):
                    problems.append(f"{text.path}: {text.why}")
                else:
                    titles.append(title_of(text))
                    yield text

        places = search(compile_quotations(quotes), readable())
        return Searched(places=places, titles=tuple(titles), problems=tuple(problems))

    @staticmethod
    def _looked_up(library: Library, quotes: Sequence[str], passed: Callable[[str], None]) -> Searched:
        places = []
        for quote in quotes:
            places.append(stored_places(library, quote))
            passed("library")
        return Searched(places=tuple(places), titles=titles_of(library))

    def judge(self, asked: Sequence[tuple[Question, Pick]], *, style: Style) -> list[Result]:
        """Judge questions against the texts picked for them, in order, reading each text once."""
        wanted = {picked.text.path for _, picked in asked}
        readable = texts(self.folder, max_bytes=self.max_bytes, only=wanted) if wanted else ()
        return judge_picks((text for text in readable if isinstance(text, LibraryText)), asked, style=style)


def titles_of(library: Library) -> tuple[Title, ...]:
    """Return what the texts of a store are."""
    return tuple(
        titled(record)
        for segment in library.segments
        for number, record in enumerate(segment.records)
        if number not in segment.removed
    )


def judge_picks(shelf: Iterable[LibraryText], asked: Sequence[tuple[Question, Pick]], *, style: Style) -> list[Result]:
    """Judge questions against those texts of the shelf that were picked for them, in order.

    Raises `BadInput` when one of the texts is not there any more.
    """
    wanting: dict[Path, list[int]] = {}
    for number, (_, picked) in enumerate(asked):
        wanting.setdefault(picked.text.path, []).append(number)
    results: dict[int, Result] = {}
    for text in shelf:
        for number in wanting.get(text.path, ()):
            results[number] = _judged(*asked[number], text.document, style)
    if len(results) < len(asked):
        raise BadInput("--library", "it was changed during the run")
    return [results[number] for number in range(len(asked))]


def _judged(question: Question, picked: Pick, text: Document, style: Style) -> Result:
    url = picked.text.metadata.url
    facts = SourceFacts(
        state=SourceState.READ,
        target=Target(url=url) if url else Target(path=picked.text.path.name),
        route=Route.LIBRARY,
        final_url=url,
        media_type=picked.text.media_type,
        title=str(picked.text),
    )
    if picked.match is None:
        (found,) = check_against(Source(facts=facts, document=text, findings=picked.note), [question], style=style)
    else:
        found = judged(question, Source(facts=facts, document=text), picked.match, style=style, extra=picked.note)
    return replace(found, basis=picked.basis)


def consulted_all(
    cases: Mapping[int, Claimed],
    checked: Sequence[Mapping[Target, Result]],
    searched: Searched,
    judge: Judge,
    *,
    style: Style,
) -> dict[int, LibraryAnswer]:
    """Return what the library says of each numbered case, in the order it was searched for; judged in one go."""
    catalogue = Catalogue(searched.titles)
    found = {
        number: consult(case, checked[number], places, catalogue, style=style)
        for (number, case), places in zip(cases.items(), searched.places, strict=True)
    }
    picks = [
        (number, role, picked)
        for number, one in found.items()
        for role, picked in (("best", one.best), ("cited", one.cited))
        if picked is not None
    ]
    results = judge([(cases[number].question, picked) for number, _, picked in picks])
    held = {
        (number, role): on_the_page(result, picked.locator, style, Severity.NOTE if picked.is_edition_open else None)
        for (number, role, picked), result in zip(picks, results, strict=True)
    }
    return {
        number: LibraryAnswer(best=held.get((number, "best")), cited=held.get((number, "cited")), origin=one.origin)
        for number, one in found.items()
    }
