from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.locate.local import Sequence, best_agreement, best_score

WORDS = st.lists(st.integers(0, 6), min_size=1, max_size=24)


def sequence(numbers: list[int]) -> Sequence:
    return Sequence(np.array(numbers, np.int32), np.array(numbers, np.int32) // 2)


@given(WORDS, WORDS)
def test_pairs_rise_on_both_sides_and_stand_for_words_of_one_root(quote: list[int], source: list[int]) -> None:
    left, right = sequence(quote), sequence(source)
    found = best_agreement(left, np.full(len(quote), 3.0), right)
    if found is None:
        assert not set(left.roots.tolist()) & set(right.roots.tolist())
        return
    for one, other in pairwise(found.pairs):
        assert one.quote < other.quote
        assert one.source < other.source
    for pair in found.pairs:
        assert left.roots[pair.quote] == right.roots[pair.source]
        assert pair.is_same == (left.forms[pair.quote] == right.forms[pair.source])
    assert found.score == best_score(left, np.full(len(quote), 3.0), right)


@given(WORDS, WORDS, WORDS)
def test_what_stands_around_lowers_no_score(quote: list[int], source: list[int], around: list[int]) -> None:
    weights = np.full(len(quote), 3.0)
    alone = best_score(sequence(quote), weights, sequence(source))
    assert best_score(sequence(quote), weights, sequence(around + source + around)) >= alone - 1e-9


def test_a_stretch_ends_where_nothing_agrees_any_more() -> None:
    quote, source = [1, 3, 5, 7, 20, 22, 24, 26], [9, 1, 3, 5, 7, 11, 13, 15, 17]
    found = best_agreement(sequence(quote), np.full(8, 5.0), sequence(source))
    assert found is not None
    assert (found.quote, found.source) == ((0, 4), (1, 5))
