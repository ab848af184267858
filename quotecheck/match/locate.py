"""Finding where quotations stand in a source.

All quotations are compiled into one table; each source is passed over once. Places proposed by shared n-grams
are laid against the source letter by letter, parts between omission marks are chained, and what does not agree
well enough is refused: `None` means "nothing acceptable".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quotecheck.match import grams, hits, seeds
from quotecheck.match.accept import acceptable, least_score, score
from quotecheck.match.chains import Laid, chain, longest
from quotecheck.match.exact import Places, exact_places
from quotecheck.match.gaps import two_pieces
from quotecheck.match.furniture import joined
from quotecheck.match.parts import Part, Reading, parts
from quotecheck.match.wordalign import MAX_WORDS, lay
from quotecheck.match.windows import Effort, Place, align, one_piece
from quotecheck.model import Match, Passage
from quotecheck.text.fold import Folded, fold
from quotecheck.text.words import Words, words

_GOOD = 0.97
"""From this share of agreeing letters on, no gap is looked for."""
_LENIENCE = 0.1
"""How far below the least acceptable score a place in one piece may be, to be looked at for gaps."""
_MANY, _MOST = 10, 0.7
"""A reading of so many words is looked at for gaps where this share of its letters stands near; shorter ones need all."""
_TRIED = 3
"""Most places of one reading that are looked at for gaps."""


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """Quotations made ready for searching in any number of sources."""

    quotes: tuple[tuple[Part, ...], ...]
    """Parts of each quotation."""
    first: tuple[tuple[int, ...], ...]
    """Number of each part's first reading, by quotation and part."""
    readings: tuple[Reading, ...]
    owners: NDArray[np.int64]
    """Quotation of each reading."""
    main: NDArray[np.bool_]
    """Whether each reading is one of the longest part of its quotation."""
    lengths: NDArray[np.int64]
    """Words of each reading."""
    weights: NDArray[np.float64]
    """Letters of each word, reading by reading."""
    singles: grams.GramTable
    pairs: grams.GramTable


def compile_quotations(quotes: Sequence[str]) -> Compiled:
    """Return `quotes` as a table that `locate` passes sources over."""
    compiled = tuple(parts(quote) for quote in quotes)
    readings: list[Reading] = []
    first: list[tuple[int, ...]] = []
    main: list[bool] = []
    owners: list[int] = []
    for owner, each in enumerate(compiled):
        numbers = []
        for part in each:
            numbers.append(len(readings))
            readings.extend(part.readings)
            main += [part is longest(each)] * len(part.readings)
            owners += [owner] * len(part.readings)
        first.append(tuple(numbers))
    return Compiled(
        quotes=compiled,
        first=tuple(first),
        readings=tuple(readings),
        owners=np.array(owners, np.int64),
        main=np.array(main, np.bool_),
        lengths=np.array([len(reading.words) for reading in readings], np.int64),
        weights=np.concatenate([np.zeros(0), *(one.words.ends - one.words.starts for one in readings)]),
        singles=grams.build([one.words.keys for one in readings]),
        pairs=grams.build([one.words.pairs() for one in readings]),
    )


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
    if not compiled.readings or not source.text:
        return (None,) * len(compiled.quotes)
    search = _Search(compiled, source)
    found: list[Match | None] = [None] * len(compiled.quotes)
    for number in search.promising():
        found[number] = search.match(number)
    return tuple(found)


class _Search:
    """One pass over one source: what the n-grams say, asked quotation by quotation."""

    def __init__(self, compiled: Compiled, source: Folded) -> None:
        self.compiled = compiled
        self.source = source
        self.words: Words = words(source.text)
        self.pairs = (compiled.pairs, hits.hits(compiled.pairs, self.words.pairs()))
        self.singles = (compiled.singles, hits.hits(compiled.singles, self.words.keys))
        self.exact: dict[int, Places] = exact_places(
            compiled.readings, self.pairs, self.singles, self.words, source.text
        )
        self.candidates = self._candidates(compiled.main)

    def _candidates(self, which: NDArray[np.bool_]) -> dict[int, list[seeds.Candidate]]:
        wanted = which.copy()
        wanted[list(self.exact)] = False
        return seeds.candidates(
            self.pairs,
            self.singles,
            wanted=wanted,
            lengths=self.compiled.lengths,
            weights=self.compiled.weights,
            total=len(self.words),
        )

    @cached_property
    def _minor(self) -> dict[int, list[seeds.Candidate]]:
        """Places of the parts beside the longest: seldom asked for, since most stand beside it."""
        return self._candidates(~self.compiled.main)

    def promising(self) -> list[int]:
        """Return the numbers of the quotations whose longest part may stand in this source."""
        readings = [number for number in self.exact if self.compiled.main[number]]
        return sorted({int(self.compiled.owners[number]) for number in (*readings, *self.candidates)})

    def match(self, number: int) -> Match | None:
        """Return the match of one quotation."""
        quotation, first = self.compiled.quotes[number], self.compiled.first[number]
        effort = Effort()
        floor = least_score(sum(len(part.readings[0].words) for part in quotation))

        def anywhere(part: int) -> Laid | None:
            return self._anywhere(quotation[part], first[part], floor, effort)

        laid = chain(quotation, anywhere, self.source.text, effort)
        if not laid or not acceptable(laid):
            return None
        passages = tuple(passage for each in laid for passage in joined(self._passages(each), self.source))
        return Match(
            passages=passages,
            score=score(laid),
            occurrences=self._occurrences(first, laid),
            notes=("search cut short: the alignment would cost too much",) if effort.left < 0 else (),
        )

    def _occurrences(self, first: Sequence[int], laid: Sequence[Laid]) -> int:
        if len(laid) > 1:
            return 1
        at = first[0] + laid[0].part.readings.index(laid[0].reading)
        return self.exact[at].count if at in self.exact else 1

    def _passages(self, laid: Laid) -> list[Passage]:
        if laid.place is None:
            return []
        return [
            Passage(
                quote=laid.part.span_of(laid.reading, piece.quote_start, piece.quote_end),
                source=self.source.span(piece.start, piece.end),
            )
            for piece in laid.place.pieces
        ]

    def _anywhere(self, part: Part, first: int, floor: float, effort: Effort) -> Laid | None:
        """The best place of one part in the whole source, over its readings."""
        best: Laid | None = None
        for number, reading in enumerate(part.readings, first):
            place = self._place(number, reading, floor, effort)
            if place and (best is None or place.distance < best.distance):
                best = Laid(part, reading, place)
        return best

    def _place(self, number: int, reading: Reading, floor: float, effort: Effort) -> Place | None:
        if number in self.exact:
            start = self.exact[number].first
            return one_piece(reading, 0, start, start + len(reading.text))
        found = (self.candidates if self.compiled.main[number] else self._minor).get(number, [])
        best: Place | None = None
        limit = int((1 - floor + _LENIENCE) * len(reading.text))
        for candidate in found:
            low, high = self._window(candidate, len(reading.words))
            aligned = align(reading.text, self.source.text, low, high, limit, effort)
            if aligned and (best is None or aligned[0] < best.distance):
                best = one_piece(reading, *aligned)
                limit = aligned[0]
        return self._with_gaps(reading, found, best, effort)

    def _with_gaps(
        self, reading: Reading, found: list[seeds.Candidate], best: Place | None, effort: Effort
    ) -> Place | None:
        size = len(reading.text)
        if best and best.distance <= (1 - _GOOD) * size:
            return best
        least = seeds.ALL if len(reading.words) < _MANY else _MOST
        for candidate in [one for one in found if best or one.near >= least][:_TRIED]:
            diagonals = (candidate.low, candidate.high)
            if len(reading.words) > MAX_WORDS:
                place = two_pieces(reading, self.source.text, self.words, diagonals, effort)
            else:
                window = (candidate.low - seeds.NEAR, candidate.high + len(reading.words) + seeds.NEAR)
                place = lay(reading, self.source.text, self.words, window, effort)
            if place and (best is None or place.distance < best.distance):
                best = place
        return best

    def _window(self, candidate: seeds.Candidate, size: int) -> tuple[int, int]:
        slack = max(4, size // 5)
        last = len(self.words) - 1
        low = min(max(0, candidate.low - slack), last)
        high = min(max(0, candidate.high + size + slack), last)
        return int(self.words.starts[low]), int(self.words.ends[high])
