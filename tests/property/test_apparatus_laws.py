"""Laws of the apparatus of a source, on sentences set anew in many layouts and on any text at all."""

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.locate.apparatus import apparatus
from quotecheck.model import Document
from tests.bench.layouts import BIBLE, OTHERS, Sentences

LAYOUTS = {**BIBLE, **OTHERS}
SEEDS = st.integers(0, 10_000)
PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "word",
                "Hall",
                "v.",
                "1",
                "12",
                "(",
                ")",
                "[",
                "]",
                "\n",
                "\n\n",
                " ",
                ". ",
                ", ",
                "2001",
                "see",
                "U.S.",
            ),
            *("Id. at", "*14", "> ", "&amp;", "¹", "00:01", "\f", "HALL:", "fig. 2", "3:4", "—", "”", "ибо", "天"),
        ]
    ),
    max_size=60,
)


def made_up(seed: int, count: int) -> Sentences:
    """Sentences of made-up words, without figures, the first in a capital and the last with a full stop."""
    chance = random.Random(seed)
    vowels, consonants = "aeiou", "bdfglmnrst"
    sentences = []
    for _ in range(count):
        words = [
            "".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(chance.randint(1, 4)))
            for _ in range(chance.randint(6, 24))
        ]
        sentences.append([words[0].capitalize(), *words[1:-1], words[-1] + "."])
    return sentences


@settings(deadline=None, max_examples=150)
@given(PIECES)
def test_stretches_are_sorted_lie_in_the_text_and_share_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)

    found = apparatus(Document(name="s", text=text))

    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
    assert all(0 < one.confidence <= 1 for one in found)


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.sampled_from(sorted(LAYOUTS)))
def test_no_word_of_a_sentence_is_taken_in_any_layout(seed: int, layout: str) -> None:
    sheet = LAYOUTS[layout](made_up(seed, 40), random.Random(seed))

    sure = [one.span for one in apparatus(Document(name="s", text=sheet.text)) if one.is_sure]

    taken = [span.of(sheet.text) for _, span in sheet.words if any(span.overlaps(other) for other in sure)]
    assert taken == []


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.sampled_from(sorted(LAYOUTS)))
def test_nearly_all_that_a_layout_puts_in_is_told(seed: int, layout: str) -> None:
    sheet = LAYOUTS[layout](made_up(seed, 120), random.Random(seed))

    sure = [one.span for one in apparatus(Document(name="s", text=sheet.text)) if one.is_sure]

    missed = [
        span.of(sheet.text)
        for span in sheet.put
        if span.of(sheet.text).strip() and not any(other.overlaps(span) for other in sure)
    ]
    assert len(missed) <= 0.05 * len(sheet.put) + 1, missed


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.integers(0, 99), st.sampled_from(["3", "17", "1,200", "1911", "2.5", "24"]))
def test_a_figure_in_a_sentence_is_wording(seed: int, at: int, figure: str) -> None:
    sentences = [list(words) for words in made_up(seed, 20)]
    words = sentences[at % 20]
    words.insert(1 + at % (len(words) - 1), figure)
    text = " ".join(" ".join(words) for words in sentences)
    wrapped = "\n".join(" ".join(text.split(" ")[start : start + 9]) for start in range(0, len(text.split(" ")), 9))

    assert not any(one.is_sure for one in apparatus(Document(name="s", text=text)))
    assert not any(one.is_sure for one in apparatus(Document(name="s", text=wrapped)))
