"""A quotation that stands in its source as it is, with all its signs, is never found fault with for them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.judge.compare.verbatim import verbatim_span
from quotecheck.judge.judge import judge
from quotecheck.locate.locate import find
from quotecheck.model import Document, Fidelity, Match, Passage, Span

TEXT = (
    "The keeper [W. Orrery] wrote... and nobody answered [4] him, so that in 1902, after −5 degrees of frost, he "
    "asked again: who [if anyone] reads this? (emphasis added) The lamps – 3.5 tons of them [sic] – were re-lit.\n"
)


@pytest.mark.parametrize(
    "quote",
    [
        "The keeper [W. Orrery] wrote... and nobody answered [4] him",
        "nobody answered [4] him, so that in 1902",
        "asked again: who [if anyone] reads this? (emphasis added)",
        "The lamps – 3.5 tons of them [sic] – were re-lit",
    ],
)
def test_signs_of_the_source_are_no_edits_of_the_author(quote: str) -> None:
    judgement = judge(quote, find(quote, TEXT), Document(name="s", text=TEXT))

    assert judgement.fidelity is Fidelity.VERBATIM
    assert not [finding for finding in judgement.findings if finding.code < "Q5"]


@pytest.mark.parametrize("quote", ["5 degrees of frost", "The lamps – 3", "5 tons of them", "were re"])
def test_a_cut_through_a_figure_or_a_compound_is_not_word_for_word(quote: str) -> None:
    start = TEXT.index(quote)
    match = Match(passages=(Passage(quote=Span(0, len(quote)), source=Span(start, start + len(quote))),), score=1.0)

    assert verbatim_span(quote, match, TEXT) is None


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 20), st.integers(4, 20), st.sampled_from([" ", "\n", " \n ", "\u00a0"]))
def test_words_cut_from_a_text_with_other_blanks_are_found_where_they_stood(first: int, count: int, blank: str) -> None:
    words = TEXT.split()[first : first + count]
    quote = blank.join(words)
    match = find(" ".join(words), TEXT)
    if match is None:
        return

    span = verbatim_span(quote, match, TEXT)

    assert span is None or span.of(TEXT).split() == words
