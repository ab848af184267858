"""Finding where quotations stand in a source.

All quotations are compiled into one table; each source is passed over once. Places proposed by shared n-grams
are laid against the source letter by letter, parts between omission marks are chained, and what does not agree
well enough is refused: `None` means "nothing acceptable".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quotecheck.locate.accept import acceptable, score
from quotecheck.locate.chains import PlacedPart, chain, longest
from quotecheck.locate.ends import stretch_left, stretch_right
from quotecheck.locate.furniture import joined
from quotecheck.locate.halves import in_halves
from quotecheck.locate.index import Findings, Index, index, pass_over_source
from quotecheck.locate.parts import Part, PartReading, parts
from quotecheck.locate.placing import place
from quotecheck.locate.windows import Effort, Ground
from quotecheck.model import Match, Passage
from quotecheck.text.fold import Folded, fold
from quotecheck.text.words import words


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """Quotations made ready for searching in any number of sources."""

    quotes: tuple[tuple[Part, ...], ...]
    """Parts of each quotation."""
    first: tuple[tuple[int, ...], ...]
    """Number of each part's first reading in its table, by quotation and part."""
    owners: tuple[int, ...]
    """Quotation of each reading of `main`."""
    main: Index
    """Readings of the longest part of each quotation."""
    minor: Index
    """Readings of the other parts, seldom needed: most stand beside the longest."""


def compile_quotations(quotes: Sequence[str]) -> Compiled:
    """Return `quotes` as a table that `locate` passes sources over."""
    compiled = tuple(parts(quote) for quote in quotes)
    main: list[PartReading] = []
    minor: list[PartReading] = []
    owners: list[int] = []
    first: list[tuple[int, ...]] = []
    for owner, each in enumerate(compiled):
        numbers = []
        anchor = longest(each) if each else 0
        for number, part in enumerate(each):
            table = main if number == anchor else minor
            numbers.append(len(table))
            table.extend(part.readings)
        owners += [owner] * (len(main) - len(owners))
        first.append(tuple(numbers))
    return Compiled(compiled, tuple(first), tuple(owners), index(main), index(minor))


def find(quote: str, text: str) -> Match | None:
    """Return the best place of one quotation in one text, None for nothing acceptable.

    >>> found = find("[T]he history … of class struggles", "It is the history, Sir, of class struggles.")
    >>> [passage.source for passage in found.passages]
    [Span(start=6, end=17), Span(start=24, end=42)]
    """
    return locate(compile_quotations([quote]), fold(text))[0]


def locate(compiled: Compiled, source: Folded) -> tuple[Match | None, ...]:
    """Return the best place of every quotation in `source`, None for nothing acceptable, in their order.

    One pass over the source whatever the number of quotations; a quotation's answer does not depend on the others.
    """
    found: list[Match | None] = [None] * len(compiled.quotes)
    search = _Search(compiled, source)
    for number in search.promising():
        found[number] = search.match(number)
    return tuple(found)


class _Search:
    """One pass over one source: what the n-grams say, asked quotation by quotation."""

    def __init__(self, compiled: Compiled, source: Folded) -> None:
        self._compiled = compiled
        self._source = source
        self._words = words(source.text)
        self._main = pass_over_source(compiled.main, self._words, source.text)

    @cached_property
    def _minor(self) -> Findings:
        return pass_over_source(self._compiled.minor, self._words, self._source.text)

    def promising(self) -> list[int]:
        """Return the numbers of the quotations whose longest part may stand in this source."""
        return sorted(
            {
                self._compiled.owners[number]
                for number in (*self._main.exact, *self._main.candidates, *self._main.halves)
            }
        )

    def match(self, number: int) -> Match | None:
        """Return the match of one quotation."""
        quotation, first = self._compiled.quotes[number], self._compiled.first[number]
        ground = Ground(self._source.text, self._words, Effort())
        anchor = longest(quotation)

        def anywhere(at: int) -> PlacedPart | None:
            findings = self._main if at == anchor else self._minor
            return _anywhere(quotation[at], first[at], findings, ground)

        laid = chain(quotation, anywhere, self._source.text, ground.effort)
        if not laid or not acceptable(laid, ground):
            return None
        laid = self._stretched(laid)
        return Match(
            passages=tuple(passage for each in laid for passage in joined(self._passages(each), self._source)),
            score=score(laid),
            occurrences=self._occurrences(first, laid),
            notes=("search cut short: the alignment would cost too much",) if ground.effort.left < 0 else (),
        )

    def _stretched(self, laid: tuple[PlacedPart, ...]) -> tuple[PlacedPart, ...]:
        """The same, with the quotation's first and last word taken in where they stand just outside."""
        first = laid[0]
        if first.place and first.distance:
            laid = (replace(first, place=stretch_left(first.reading, first.place, self._words)), *laid[1:])
        last = laid[-1]
        if last.place and last.distance:
            laid = (*laid[:-1], replace(last, place=stretch_right(last.reading, last.place, self._words)))
        return laid

    def _occurrences(self, first: Sequence[int], laid: Sequence[PlacedPart]) -> int:
        if len(laid) > 1:
            return 1
        at = first[0] + laid[0].part.readings.index(laid[0].reading)
        return self._main.exact[at].count if at in self._main.exact else 1

    def _passages(self, laid: PlacedPart) -> list[Passage]:
        if laid.place is None:
            return []
        return [
            Passage(
                quote=laid.part.span_of(laid.reading, piece.quote_start, piece.quote_end),
                source=self._source.span(piece.start, piece.end),
            )
            for piece in laid.place.pieces
        ]


def _anywhere(part: Part, first: int, findings: Findings, ground: Ground) -> PlacedPart | None:
    """The best place of one part in the whole source, over its readings."""
    best: PlacedPart | None = None
    for number, reading in enumerate(part.readings, first):
        found = place(reading, findings.exact.get(number), findings.candidates.get(number, ()), ground)
        if number in findings.halves and (found is None or not acceptable((PlacedPart(part, reading, found),), ground)):
            found = in_halves(reading, ground.text) or found
        if found and (best is None or found.distance < best.distance):
            best = PlacedPart(part, reading, found)
    return best
