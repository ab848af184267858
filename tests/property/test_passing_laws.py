"""Laws of passing over apparatus: it hides no change, whatever stands beside it."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline
from quotecheck.locate.past import locate_in
from quotecheck.model import Document, SourceState, Style, Verdict
from tests.bench.apparatus import Cut, cuts
from tests.bench.layouts import BIBLE, OTHERS
from tests.property.test_apparatus_laws import made_up

LAYOUTS = {**BIBLE, **OTHERS}
SEEDS = st.integers(0, 10_000)
FIGURES = st.sampled_from(["3", "17", "1,200", "1911", "2.5", "24"])


def a_cut(seed: int, layout: str, figure: str | None = None) -> Cut | None:
    """A stretch with something put between its words; with `figure` in one of its sentences, if one is given."""
    sentences = [list(words) for words in made_up(seed, 150)]
    if figure is not None:
        for words in sentences:
            words.insert(len(words) // 2, figure)
    return next(cuts(LAYOUTS[layout](sentences, random.Random(seed)), random.Random(seed)), None)


def verdict(quote: str, text: str) -> Verdict:
    source = Document(name="s", text=text)
    return headline(SourceState.READ, judge(quote, locate_in([quote], source)[0], source), style=Style.CHICAGO)


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.sampled_from(sorted(LAYOUTS)))
def test_the_words_alone_are_never_called_altered(seed: int, layout: str) -> None:
    cut = a_cut(seed, layout)

    assert cut is None or verdict(" ".join(cut.words), cut.sheet.text) in {
        Verdict.VERIFIED,
        Verdict.EDITED,
        Verdict.REVIEW,
    }


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.sampled_from(sorted(LAYOUTS)), FIGURES)
def test_a_figure_of_the_wording_is_never_dropped_unseen(seed: int, layout: str, figure: str) -> None:
    cut = a_cut(seed, layout, figure)

    if cut is not None and figure in cut.words[1:-1]:
        at = cut.words.index(figure, 1)
        words = [*cut.words[:at], *cut.words[at + 1 :]]
        assert verdict(" ".join(words), cut.sheet.text) not in {Verdict.VERIFIED, Verdict.EDITED}


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.sampled_from(sorted(LAYOUTS)), st.data())
def test_a_figure_put_in_is_never_passed(seed: int, layout: str, data: st.DataObject) -> None:
    cut = a_cut(seed, layout)

    if cut is not None:
        words = list(cut.words)
        words.insert(data.draw(st.integers(1, len(words) - 1)), "77")
        assert verdict(" ".join(words), cut.sheet.text) not in {Verdict.VERIFIED, Verdict.EDITED}
