"""The place that comes nearest to a quotation, where none was found at once: what stands there and what nowhere.

A place is accepted when it is probable enough, or when one part of the quotation stands there beyond chance whatever
the rest is: invention does not lower the evidence of what is true.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from quotecheck.locate.laying import Laying, lay_quotation
from quotecheck.locate.lexis import Lexis
from quotecheck.locate.local import Agreement, WordPair
from quotecheck.locate.probability import longest_run, probability
from quotecheck.model import Match, Passage, Span

SHOWN = 0.35
"""Probability from which a place is shown to a person; of those shown least, two in five are right."""
ACCEPTED = 0.8
"""Probability from which it is the place, and judged."""
_PART_RUN = 7
"""Words of a row that stand in no other text by chance."""
_PART_BITS, _PART_BITS_RUN = 14.0, 6
"""Bits above chance that make a part the place, with a row of at least so many words."""
_NEAR = 3
"""Words of either text from the end of a part to the rest, beyond which the end must show that it belongs there:"""
_ENOUGH, _ROW = 5, 3
"""by so many words, or by a row of so many with a word of content among them."""
LEAST_NOWHERE = 4
"""Fewest words in a row that are said to stand nowhere; fewer are words added or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The place that comes nearest to a quotation in one source."""

    match: Match
    """The parts that stand in the source."""
    probability: float
    """0..1, that this is the place quoted."""
    nowhere: tuple[Span, ...] = ()
    """Parts of the quotation, in order, that stand nowhere in the source."""
    bits: float
    """Bits above chance of the main part in this source."""
    run: int
    """Words of the longest row of the very words."""

    @property
    def is_in_parts(self) -> bool:
        """Say whether parts of the quotation stand apart, or nowhere."""
        return bool(self.nowhere) or len(self.match.passages) > 1

    @property
    def is_part(self) -> bool:
        """Say whether one part alone shows the place."""
        return self.run >= _PART_RUN or (self.bits >= _PART_BITS and self.run >= _PART_BITS_RUN)

    @property
    def is_accepted(self) -> bool:
        """Say whether this is the place, to be judged."""
        return self.probability >= ACCEPTED or self.is_part

    @property
    def is_shown(self) -> bool:
        """Say whether it is worth showing to a person."""
        return self.probability >= SHOWN or self.is_part


def nearest(quote: str, lexis: Lexis) -> Nearest | None:
    """Return the place of `quote` that comes nearest in a source; None where no word leads anywhere."""
    laid = lay_quotation(quote, lexis)
    if laid is None:
        return None
    stretches = sorted((*_cut(laid), *laid.ends), key=lambda stretch: stretch.quote)
    covered = [stretch.quote for stretch in stretches]
    nowhere = [span for span in _uncovered(covered, len(laid.asked)) if span[1] - span[0] >= LEAST_NOWHERE]
    chance = probability(laid)
    return Nearest(
        match=Match(passages=tuple(_passages(laid, stretches, nowhere)), score=_share(laid, stretches)),
        probability=chance,
        nowhere=tuple(_quote_span(laid, first, end) for first, end in nowhere),
        bits=laid.net(laid.main),
        run=longest_run(laid),
    )


def _cut(laid: Laying) -> Iterator[Agreement]:
    """The main stretch without its holes, each part as tight as its words that agree."""
    borders = [laid.main.quote[0], *(at for hole in laid.holes for at in hole), laid.main.quote[1]]
    sides = [
        [pair for pair in laid.main.pairs if first <= pair.quote < end]
        for first, end in zip(borders[::2], borders[1::2], strict=True)
    ]
    firm = [pairs for pairs in sides if not _is_scattered(laid, pairs)]
    for pairs in firm or sides:
        if tight := _tight(laid, pairs):
            yield Agreement(pairs=tuple(tight), score=laid.main.score)


def _tight(laid: Laying, pairs: list[WordPair]) -> list[WordPair]:
    """`pairs` without what agrees at either end by chance: words far off, or a row of words of grammar."""
    near = _trimmed(_split(pairs, _is_far), lambda group: _is_scattered(laid, group))
    rows = _split([pair for group in near for pair in group], _is_apart)
    return [pair for row in _trimmed(rows, lambda row: _is_grammar(laid, row)) for pair in row]


def _is_scattered(laid: Laying, group: list[WordPair]) -> bool:
    """Whether words that stand off from the rest are too few, and in no row, to stand there but by chance."""
    rows = _split(group, _is_apart)
    return len(group) < _ENOUGH and not any(len(row) >= _ROW and not _is_grammar(laid, row) for row in rows)


def _is_grammar(laid: Laying, row: list[WordPair]) -> bool:
    return all(laid.asked.is_small[pair.quote] for pair in row)


def _split(pairs: list[WordPair], is_border: Callable[[WordPair, WordPair], bool]) -> list[list[WordPair]]:
    """`pairs` in groups, parted between any two that are a border."""
    groups = [pairs[:1]]
    for left, right in pairwise(pairs):
        if is_border(left, right):
            groups.append([])
        groups[-1].append(right)
    return groups


def _trimmed(groups: list[list[WordPair]], is_chance: Callable[[list[WordPair]], bool]) -> list[list[WordPair]]:
    """`groups` without those at either end that agree by chance; the last one left stays."""
    while len(groups) > 1 and is_chance(groups[-1]):
        groups = groups[:-1]
    while len(groups) > 1 and is_chance(groups[0]):
        groups = groups[1:]
    return groups


def _is_far(left: WordPair, right: WordPair) -> bool:
    return max(right.quote - left.quote, right.source - left.source) > _NEAR


def _is_apart(left: WordPair, right: WordPair) -> bool:
    return (right.quote - left.quote, right.source - left.source) != (1, 1)


def _uncovered(covered: list[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    for left, right in pairwise([(0, 0), *covered, (size, size)]):
        if right[0] > left[1]:
            yield left[1], right[0]


def _passages(laid: Laying, stretches: list[Agreement], nowhere: list[tuple[int, int]]) -> Iterator[Passage]:
    """Each stretch with the few words beside it that stand for none: they are changed words, not invented ones."""
    starts = {end for _, end in nowhere} | {0}
    ends = {first for first, _ in nowhere} | {len(laid.asked)}
    for number, stretch in enumerate(stretches):
        first, end = stretch.quote
        before = stretches[number - 1].quote[1] if number else 0
        after = stretches[number + 1].quote[0] if number + 1 < len(stretches) else len(laid.asked)
        low = max((at for at in starts if before <= at <= first), default=first)
        high = min((at for at in ends if end <= at <= after), default=after)
        place = stretch.source
        yield Passage(
            quote=_quote_span(laid, low, high),
            source=laid.lexis.folded.span(int(laid.lexis.starts[place[0]]), int(laid.lexis.ends[place[1] - 1])),
        )


def _quote_span(laid: Laying, first: int, end: int) -> Span:
    return Span(laid.asked.spans[first].start, laid.asked.spans[end - 1].end)


def _share(laid: Laying, stretches: list[Agreement]) -> float:
    """Share of the quotation's letters whose words stand there."""
    kept = {pair.quote for stretch in stretches for pair in stretch.pairs}
    sizes = [len(span) for span in laid.asked.spans]
    return sum(sizes[at] for at in kept) / sum(sizes)
