"""Strings made to be slow: each must be answered, and with work that grows with the length alone."""

import pytest

from quotecheck.locate.locate import compile_quotations, find, locate
from quotecheck.locate.windows import Effort
from quotecheck.text.fold import fold

SIZE = 100_000
HOSTILE = {
    "one letter": "a" * SIZE,
    "one word": "a " * SIZE,
    "combining marks": "e" + "\u0301" * SIZE,
    "marks on letters": "e\u0301" * SIZE,
    "long tokens": ("x" * 30_000 + " ") * 3,
    "nested brackets": "[" * SIZE + "a" + "]" * SIZE,
    "bracketed letters": "[a]" * (SIZE // 3),
    "dots": ". " * SIZE,
    "broken hyphens": "a-\n" * (SIZE // 3),
    "apostrophes": "'" * SIZE,
    "blanks": " \n" * SIZE,
    "one character folding to many words": "\ufdfa" * (SIZE // 20),
    "unspaced": "天下" * (SIZE // 2),
    "lone surrogates": "\ud800" * SIZE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_source_is_searched(name: str) -> None:
    matches = locate(
        compile_quotations(["a a a b", "not a word of this stands there", "天下太平"]), fold(HOSTILE[name])
    )

    assert matches[1] is None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_quotation_is_answered(name: str) -> None:
    quote = HOSTILE[name]

    match = find(quote, "some plain text, and a sentence more: a a a")

    assert match is None or match.score > 0.5


@pytest.mark.parametrize("name", ["one letter", "one word", "long tokens", "broken hyphens", "unspaced"])
def test_hostile_text_is_found_in_itself(name: str) -> None:
    text = HOSTILE[name][:50_000]

    match = find(text, text)

    assert match is not None
    assert match.score == 1


def test_effort_is_refused_when_it_is_used_up() -> None:
    effort = Effort(left=30_000)

    assert effort.allows(64, 400)
    assert not effort.allows(64, 400)


def test_quotation_of_very_many_parts_is_answered() -> None:
    quote = "a few words of a part that is long enough … " + "some … other … " * 8_000

    match = find(quote, "a few words of a part that is long enough stand here, " + "none of them. " * 5_000)

    assert match is None


def test_quotation_of_a_whole_book_is_located() -> None:
    words = [f"w{number * 7919 % 10_007}" for number in range(40_000)]
    book = " ".join(words)
    quote = " ".join([*words[:20_000], "changed", *words[20_001:39_000]])

    match = find(quote, book)

    assert match is not None
    assert match.score > 0.99
