"""Laws of the judge: it never raises, identity verifies, a changed word never passes, spans are true."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline, not_found_bar
from quotecheck.language.tokens import tokens
from quotecheck.model import Document, Fidelity, Match, Passage, Route, SourceState, Span, Style, Verdict

PIECES = st.sampled_from(
    [
        "the",
        "not",
        "3.5",
        "$",
        "12",
        "[",
        "]",
        "…",
        "...",
        "(",
        "sic",
        "Émile",
        "re-",
        "\n",
        "\n\n",
        " ",
        ", ",
        ". ",
        "?",
        "’s",
        "“",
        "”",
        "и",
        "漢",
        "字",
        "ก",
        "½",
        "²",
        "\u00ad",
        "\u200b",
        "\u202e",
        "all",
        "may",
        "[sic]",
        "(emphasis added)",
        "*x*",
        "x",
        "\ud800",
        "ﬁ",
        "ß",
    ],
)
texts = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))
WORDS = st.sampled_from(
    ["harbour", "council", "letter", "winter", "bridge", "orchard", "ledger", "engine", "river", "market", "garden"],
)
sentences = st.lists(WORDS, min_size=5, max_size=11, unique=True)
FEW = settings(deadline=None, max_examples=150)


def spans(text: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))


def whole(quote: str, source: str) -> Match:
    return Match(passages=(Passage(quote=Span(0, len(quote)), source=Span(0, len(source))),), score=0.5)


@FEW
@given(st.data(), texts, texts)
def test_never_raises_and_names_true_spans(data: st.DataObject, quote: str, source: str) -> None:
    passages = tuple(
        Passage(quote=data.draw(spans(quote)), source=data.draw(spans(source)))
        for _ in range(data.draw(st.integers(1, 3)))
    )

    found = judge(quote, Match(passages=passages, score=0.5), Document(name="source", text=source))

    for finding in found.findings:
        assert finding.quote is None or finding.quote.of(quote) == finding.quote_text
        assert finding.source is None or finding.source.of(source) == finding.source_text


def test_parts_in_reverse_order_have_true_spans() -> None:
    quote, source = "000000000<0<0[", "00000:0"
    passages = (Passage(quote=Span(0, 0), source=Span(0, 7)), Passage(quote=Span(9, 9), source=Span(0, 1)))

    found = judge(quote, Match(passages=passages, score=0.5), Document(name="source", text=source))

    assert all(item.source is None or item.source.start <= item.source.end for item in found.findings)


@FEW
@given(texts)
@example("the [sic] … (emphasis added) [T]he")
@example("a [b] (c) … d")
def test_identity_verifies_word_for_word(text: str) -> None:
    if not tokens(text):
        return

    found = judge(text, whole(text, text), Document(name="source", text=text))

    assert found.fidelity is Fidelity.VERBATIM
    assert not any(item.code[:2] in {"Q1", "Q3", "Q4"} for item in found.findings)


@FEW
@given(sentences, st.data())
def test_a_word_lost_added_or_changed_never_passes(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(words) - 2))
    changed = data.draw(
        st.sampled_from(
            [
                [*words[:at], *words[at + 1 :]],
                [*words[:at], "saddle", *words[at:]],
                [*words[:at], "saddle", *words[at + 1 :]],
                [*words[:at], "not", *words[at:]],
                [*words[:at], words[at] + "s", *words[at + 1 :]],
            ],
        ),
    )
    quote, source = " ".join(changed), " ".join(words)

    found = judge(quote, whole(quote, source), Document(name="source", text=source))

    assert found.fidelity in {Fidelity.ALTERED, Fidelity.PARAPHRASE}
    assert headline(SourceState.READ, found, style=Style.CHICAGO) is Verdict.ALTERED


@FEW
@given(sentences, st.sampled_from(list(Style)), st.integers(0, 3))
def test_verdict_does_not_depend_on_text_far_away(words: list[str], style: Style, many: int) -> None:
    sentence = " ".join(words) + "."
    far = "Something else was said at another time. " * (60 + 40 * many)
    match = Match(
        passages=(Passage(quote=Span(0, len(sentence)), source=Span(len(far), len(far) + len(sentence))),), score=1
    )

    near = judge(sentence, whole(sentence, sentence), Document(name="source", text=sentence), style=style)
    there = judge(sentence, match, Document(name="source", text=far + sentence), style=style)

    assert there.fidelity is near.fidelity is Fidelity.VERBATIM


@FEW
@given(texts, texts, st.sampled_from(list(Route)))
def test_bar_on_not_found_never_raises(quote: str, source: str, route: Route) -> None:
    reason = not_found_bar(quote, Document(name="source", text=source), route=route)

    assert reason is None or reason


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "[" * 20_000,
        "e" + "\u0301" * 100_000,
        "(" * 20_000 + ")" * 20_000,
        "… " * 5_000,
        "1," * 20_000,
        "[a] " * 3_000,
        "漢" * 5_000,
    ],
    ids=["letter", "brackets", "marks", "parentheses", "ellipses", "figures", "groups", "han"],
)
def test_hostile_text_is_judged(text: str) -> None:
    found = judge(text, whole(text, "b " + text), Document(name="source", text="b " + text))

    assert found.fidelity
