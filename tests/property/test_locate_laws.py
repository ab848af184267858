"""Laws of locating, on made-up sources of a few hundred words."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.locate.locate import compile_quotations, find, locate
from quotecheck.text.fold import fold

VOCABULARY = ["".join(random.Random(number).choices("aeioulnrstmd", k=2 + number % 9)) for number in range(400)]
SEEDS = st.integers(0, 10_000)


def made_up(seed: int, words: int = 300) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(VOCABULARY) for _ in range(words)]


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.integers(0, 280), st.integers(1, 20))
def test_every_stretch_of_a_source_is_found_in_it(seed: int, first: int, size: int) -> None:
    words = made_up(seed)
    source = ", ".join(words)
    quote = " ".join(words[first : first + size]).upper()

    match = find(quote, source)

    assert match is not None
    assert match.score == 1
    assert [fold(one.source.of(source)).text for one in match.passages] == [fold(quote).text]


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.integers(0, 270), st.integers(10, 25), st.data())
def test_one_changed_word_leaves_the_passage_where_it_is(seed: int, first: int, size: int, data: st.DataObject) -> None:
    words = made_up(seed)
    source = " ".join(words)
    quoted = words[first : first + size]
    quoted[data.draw(st.integers(1, len(quoted) - 2))] = "zzzzz"

    match = find(" ".join(quoted), source)

    assert match is not None
    assert match.score < 1
    start = len(" ".join(words[:first])) + bool(first)
    assert match.passages[0].source.start == start
    assert match.passages[-1].source.end == start + len(" ".join(words[first : first + size]))


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.integers(8, 60), st.integers(0, 30))
def test_parts_around_an_ellipsis_are_found_in_order(seed: int, first: int, gap: int) -> None:
    words = made_up(seed)
    left, right = words[first : first + 8], words[first + 8 + gap : first + 16 + gap]
    source = " ".join(words)

    match = find(f"{' '.join(left)} […] {' '.join(right)}", source)

    assert match is not None
    assert match.score == 1
    assert [one.source.of(source) for one in match.passages] == [" ".join(left), " ".join(right)]


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.integers(6, 60))
def test_words_of_another_source_are_refused(seed: int, size: int) -> None:
    quote = " ".join(made_up(seed + 1, size))

    match = find(quote, " ".join(word[::-1] for word in made_up(seed)))

    assert match is None or match.score == 1


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text("ab cd…[]. \n天", max_size=30), max_size=6), st.text("ab cd.\n天下", max_size=200))
def test_nothing_raises_and_spans_lie_inside(quotes: list[str], text: str) -> None:
    matches = locate(compile_quotations(quotes), fold(text))

    for quote, match in zip(quotes, matches, strict=True):
        for passage in match.passages if match else ():
            assert 0 <= passage.quote.start < passage.quote.end <= len(quote)
            assert 0 <= passage.source.start < passage.source.end <= len(text)
        assert match is None or 0 < match.score <= 1


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.lists(st.tuples(st.integers(0, 280), st.integers(1, 30)), min_size=1, max_size=8))
def test_answers_do_not_depend_on_company_or_order(seed: int, stretches: list[tuple[int, int]]) -> None:
    words = made_up(seed)
    source = fold(" ".join(words))
    quotes = [" ".join(words[first : first + size : 1 + size % 2]) for first, size in stretches]

    together = locate(compile_quotations(quotes), source)
    reversed_ = locate(compile_quotations(quotes[::-1]), source)
    alone = tuple(locate(compile_quotations([quote]), source)[0] for quote in quotes)

    assert together == alone
    assert together == reversed_[::-1]
