"""Readings in a table of n-grams, and what one source says of them: exact places and candidates."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.locate import grams
from quotecheck.locate.exact import ExactPlaces, exact_places
from quotecheck.locate.halves import halves
from quotecheck.locate.hits import pair_hits, single_hits
from quotecheck.locate.parts import PartReading
from quotecheck.locate.seeds import SeedPlace, Sizes, candidates
from quotecheck.text.words import Words

_VOTERS = 16
"""Most pairs of words of one reading that vote for its place: more cost time in every source and decide nothing."""
_LONG = 10
"""Letters from which on two words are seldom common."""
_WHOLE = 64
"""Words of a source that is tried as a whole: so short a text may share no whole words with a damaged quotation."""
_GOLDEN = (math.sqrt(5) - 1) / 2
"""Its multiples, less whole numbers, are spread evenly however few are taken."""
_SINGLES = 12
"""Readings of up to so many words are also sought by their single rare words: damage leaves few whole pairs."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Readings made ready for searching in any number of sources."""

    readings: tuple[PartReading, ...]
    sizes: Sizes
    singles: grams.GramTable
    pairs: grams.GramTable


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What the n-grams of one source say, by reading number."""

    exact: dict[int, ExactPlaces]
    candidates: dict[int, list[SeedPlace]]
    halves: frozenset[int] = frozenset()
    """Readings that may stand here in two runs of their very words."""


def index(readings: Sequence[PartReading]) -> Index:
    """Return the tables of `readings`."""
    return Index(
        readings=tuple(readings),
        sizes=Sizes(
            words=np.array([len(one.words) for one in readings], np.int64),
            voters=np.array([min(max(len(one.words) - 1, 1), _VOTERS) for one in readings], np.int64),
            letters=np.concatenate([np.zeros(0), *(one.words.ends - one.words.starts for one in readings)]),
        ),
        singles=grams.build_grams(
            [one.words.keys for one in readings],
            [np.full(len(one.words), len(one.words) <= _SINGLES) for one in readings],
        ),
        pairs=grams.build_grams([one.words.pairs() for one in readings], [_voting(one.words) for one in readings]),
    )


def _voting(words: Words) -> NDArray[np.bool_]:
    """Say which pairs of words vote: long ones, since long words are seldom common, spread over the reading.

    Of pairs that are long enough none is better for being longer: damage by a scanner hits it all the more likely.
    """
    letters = words.ends[1:] - words.starts[:-1]
    spread = np.arange(len(letters)) * _GOLDEN % 1
    voting = np.zeros(len(letters), np.bool_)
    voting[np.lexsort((spread, -np.minimum(letters, _LONG)))[:_VOTERS]] = True
    return voting


def pass_over_source(table: Index, source: Words, text: str) -> Findings:
    """Pass over one source, whose folded text is `text`."""
    if not table.readings:
        return Findings({}, {})
    pairs = (table.pairs, pair_hits(table.pairs, source))
    singles = (table.singles, single_hits(table.singles, source))
    exact = exact_places(table.readings, pairs, singles, source, text)
    wanted = np.ones(len(table.readings), np.bool_)
    wanted[list(exact)] = False
    if 0 < len(source) <= _WHOLE:
        whole = SeedPlace(0, len(source), 1.0)
        near = {number: [whole] for number in np.flatnonzero(wanted).tolist()}
    else:
        near = candidates(pairs, singles, table.sizes, wanted=wanted, total=len(source))
    return Findings(exact, near, halves(*pairs, but=set(exact)))
