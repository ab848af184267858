"""Laying a quotation against a source by what its words say: which parts stand where, and which stand nowhere.

A quotation is laid whole; what is left at either end is laid again anywhere; a run inside that has no counterpart is a
hole. Nothing is ever paired across such a border.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quotecheck.locate.forms import root, usual
from quotecheck.locate.lexis import Lexis
from quotecheck.locate.local import Agreement, Sequence, WordPair, best_agreement, best_score
from quotecheck.locate.parts import parts
from quotecheck.model import Span

MOST_WORDS = 600
"""Words of a quotation that are laid; a longer one is found by its runs or not, for memory grows with the square."""
WINDOWS = 16
"""Places of the source that are tried: the words of another wording that stand together are seldom the rarest."""
_RARE, _RARE_SHARE = 400, 300
"""A word votes for places where it stands at most so often, or once in so many words of a long source."""
_RUN, _RUNS = 5, 4
"""Words of a row of the very words that proposes a place however common they are; most such places tried."""
_MOST_PLACES = 20_000
"""A row whose rarest word stands oftener is not looked for."""
_LEAST_END = 4
"""Fewest words at an end that are laid again."""
_LEAST_PAIRS = 3
"""Fewest words that must agree for an end to stand somewhere."""
END_BITS = 12.0
"""Bits above chance from which on an end stands at another place; two words of content that stand near each other
somewhere in a long text reach half of that by chance."""
HOLE = 3.5
"""Sum from which on a run of words without counterpart is a hole: about four words of content in a row."""
_LOST, _LOST_SMALL = 1.0, 0.6
"""What a word without counterpart adds to a hole; one of grammar less."""
_KEPT_SMALL = 0.5
"""What a word of grammar that agrees takes from it."""
_KEPT_SHARE = 0.25
"""What a word that agrees takes from it, as a share of its bits."""

Bits = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The words of a quotation, numbered as the source numbers its own; -1 where the source has no such word."""

    sequence: Sequence
    weights: Bits
    is_small: NDArray[np.bool_]
    """Words of grammar."""
    spans: tuple[Span, ...]
    """Where each word stands in the quotation."""
    borders: tuple[int, ...]
    """Word numbers at which the author marked an omission."""

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.spans)

    def cut(self, low: int, high: int) -> Sequence:
        """Return the words `low` to `high`."""
        return Sequence(self.sequence.forms[low:high], self.sequence.roots[low:high])


def asked(quote: str, lexis: Lexis) -> Asked:
    """Number the words of `quote`, what stands in brackets left out where it can be."""
    names: list[str] = []
    spans: list[Span] = []
    borders: list[int] = []
    for part in parts(quote):
        reading = part.readings[0]
        borders.append(len(names))
        for start, end in zip(reading.words.starts.tolist(), reading.words.ends.tolist(), strict=True):
            span = reading.folded.span(start, end)
            names.append(usual(reading.text[start:end]))
            spans.append(Span(span.start + part.span.start, span.end + part.span.start))
    # a word the source lacks gets a number no word of the source has
    forms = np.array([lexis.form_numbers.get(name, -1) for name in names], np.int32)
    roots = np.array([lexis.root_numbers.get(root(name), -1) for name in names], np.int32)
    numbered = list(zip(names, roots.tolist(), strict=True))
    weights = np.array([lexis.weight(name, number) for name, number in numbered], np.float64)
    small = np.array([lexis.is_small(name, number) for name, number in numbered], np.bool_)
    return Asked(Sequence(forms, roots), weights, small, tuple(spans), tuple(borders[1:]))


@dataclass(frozen=True, kw_only=True)
class Laying:
    """A quotation as laid: its best stretch, further ends that stand elsewhere, and the holes in the best."""

    asked: Asked
    lexis: Lexis
    main: Agreement
    second: float
    """Score of the next best place."""
    ends: tuple[Agreement, ...] = ()
    """What stands elsewhere in the source, before or after the main stretch in the quotation."""

    @cached_property
    def holes(self) -> tuple[tuple[int, int], ...]:
        """Runs of words inside the main stretch that stand for nothing, in order."""
        return tuple(sorted(_holes(self)))

    def net(self, stretch: Agreement, library_words: int = 0) -> float:
        """Bits above what the best of all places reaches by chance; of a library, if its size is given."""
        places = math.log2(max(2, len(self.lexis), library_words))
        return stretch.score - places - math.log2(max(2, len(self.asked))) / 2


def lay_quotation(quote: str, lexis: Lexis) -> Laying | None:
    """Lay `quote` on a source; None where no word of it leads anywhere, or where it is too long."""
    words = asked(quote, lexis)
    if not 0 < len(words) <= MOST_WORDS or not len(lexis):
        return None
    main, second = _best(words, lexis, 0, len(words))
    if main is None:
        return None
    ends = (_end(words, lexis, low, high) for low, high in ((0, main.quote[0]), (main.quote[1], len(words))))
    laid = Laying(asked=words, lexis=lexis, main=main, second=second)
    found = tuple(end for end in ends if end is not None and laid.net(end) >= END_BITS)
    return replace(laid, ends=found)


def _end(words: Asked, lexis: Lexis, low: int, high: int) -> Agreement | None:
    if high - low < _LEAST_END:
        return None
    found, _ = _best(words, lexis, low, high)
    return found if found is not None and len(found.pairs) >= _LEAST_PAIRS else None


def _best(words: Asked, lexis: Lexis, low: int, high: int) -> tuple[Agreement | None, float]:
    """The best stretch of the words `low` to `high`, and the score of the next best place."""
    sequence, weights = words.cut(low, high), words.weights[low:high]
    pad = high - low + 6
    bounds = [
        (max(0, first - pad), min(len(lexis), last + pad + 1))
        for first, last in (*windows(words, lexis, low, high), *_runs(words, lexis, low, high))
    ]
    grounds = [Sequence(lexis.forms[first:last], lexis.roots[first:last]) for first, last in bounds]
    scores = [best_score(sequence, weights, ground) for ground in grounds]
    if not scores:
        return None, 0.0
    number = max(range(len(scores)), key=lambda at: scores[at])
    found = best_agreement(sequence, weights, grounds[number])
    others = [score for at, score in enumerate(scores) if at != number]
    if found is None:
        return None, 0.0
    first = bounds[number][0]
    pairs = tuple(WordPair(pair.quote + low, pair.source + first, pair.is_same) for pair in found.pairs)
    return replace(found, pairs=pairs), max(others, default=0.0)


def windows(words: Asked, lexis: Lexis, low: int, high: int) -> list[tuple[int, int]]:
    """Return the first and last word of the places where most bits of the words `low` to `high` stand together."""
    if len(lexis) <= 4 * (high - low) + 40:
        return [(0, len(lexis) - 1)]
    width = int(1.4 * (high - low)) + 6
    events = _events(words, lexis, low, high, max(_RARE, len(lexis) // _RARE_SHARE))
    if not len(events):
        return []
    # each word counts once in a window that ends at a place: from its place on, until it is met again or left behind
    steps = np.concatenate((events["start"], events["end"]))
    gains = np.concatenate((events["gain"], -events["gain"]))
    order = np.argsort(steps, kind="stable")
    ends, sums = steps[order], np.cumsum(gains[order])
    last = np.append(np.diff(ends) > 0, True)
    ends, sums = ends[last], sums[last]
    found: list[tuple[int, int]] = []
    while len(found) < WINDOWS and len(sums) and sums.max(initial=0.0) > 0:
        at = int(ends[int(sums.argmax())])
        found.append((max(0, at - width), at))
        far = np.abs(ends - at) > width
        ends, sums = ends[far], sums[far]
    return found


_EVENT = np.dtype([("start", np.int64), ("end", np.int64), ("gain", np.float64)])


def _events(words: Asked, lexis: Lexis, low: int, high: int, rare: int) -> NDArray[np.void]:
    """For each place of a word, from which to before which last word of a window it counts."""
    width = int(1.4 * (high - low)) + 6
    roots = words.sequence.roots[low:high]
    parts = []
    for number in np.unique(roots[roots >= 0]).tolist():
        where = low + int(np.flatnonzero(roots == number)[0])
        places = lexis.places(number)
        if len(places) > rare:
            continue
        part = np.zeros(len(places), _EVENT)
        part["start"], part["gain"] = places, words.weights[where]
        part["end"] = np.minimum(places + width + 1, np.append(places[1:], np.iinfo(np.int64).max))
        parts.append(part)
    return np.concatenate(parts) if parts else np.zeros(0, _EVENT)


def _runs(words: Asked, lexis: Lexis, low: int, high: int) -> list[tuple[int, int]]:
    """First and last word of the places where most words of a row stand in the very order, the longest rows first."""
    length: dict[int, int] = {}
    for first in range(low, high - _RUN + 1):
        for at in _row(words, lexis, first).tolist():
            length[at - first] = length.get(at - first, _RUN - 1) + 1
    best = sorted(length, key=lambda diagonal: -length[diagonal])[:_RUNS]
    return [(max(0, diagonal + low), min(len(lexis) - 1, diagonal + high)) for diagonal in best]


def _row(words: Asked, lexis: Lexis, first: int) -> NDArray[np.int64]:
    """Where the words from `first` on stand in a row in the source."""
    row = slice(first, first + _RUN)
    forms, roots = words.sequence.forms[row], words.sequence.roots[row]
    if forms.min() < 0:
        return np.zeros(0, np.int64)
    counts = lexis.bounds[roots + 1] - lexis.bounds[roots]
    rarest = int(counts.argmin())
    if counts[rarest] > _MOST_PLACES:
        return np.zeros(0, np.int64)
    starts = lexis.places(int(roots[rarest])) - rarest
    starts = starts[(starts >= 0) & (starts + _RUN <= len(lexis))]
    for offset in range(_RUN):
        starts = starts[lexis.forms[starts + offset] == forms[offset]]
    return starts


def _holes(laid: Laying) -> Iterator[tuple[int, int]]:
    first, end = laid.main.quote
    kept = {pair.quote for pair in laid.main.pairs}
    values = [_hole_value(laid.asked, at, is_kept=at in kept) for at in range(first, end)]
    waiting = [(0, len(values))]
    while waiting:
        low, high = waiting.pop()
        best, start, stop = _largest_run(values, low, high)
        if best >= HOLE:
            yield first + start, first + stop
            waiting += [(low, start), (stop, high)]


def _hole_value(words: Asked, at: int, *, is_kept: bool) -> float:
    if not is_kept:
        return _LOST_SMALL if words.is_small[at] else _LOST
    return -_KEPT_SMALL if words.is_small[at] else -_KEPT_SHARE * float(words.weights[at])


def _largest_run(values: list[float], low: int, high: int) -> tuple[float, int, int]:
    """The run of `values[low:high]` with the largest sum."""
    best, best_start, best_stop, current, start = 0.0, low, low, 0.0, low
    for at in range(low, high):
        if current <= 0:
            current, start = 0.0, at
        current += values[at]
        if current > best:
            best, best_start, best_stop = current, start, at + 1
    return best, best_start, best_stop
