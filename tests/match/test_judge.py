"""The judge on small pairs, with the real locator; and what must never be passed."""

from pathlib import Path

import pytest

from quotecheck.match.judge import judge
from quotecheck.match.locate import find
from quotecheck.match.verdict import headline
from quotecheck.model import Document, Fidelity, Judgement, Match, Passage, SourceState, Span, Style, Verdict

TABLE = Path(__file__).parent / "tables" / "judge.txt"


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def judged(quote: str, text: str, style: Style = Style.CHICAGO) -> Judgement:
    return judge(quote, find(quote, text), Document(name="source", text=text), style=style)


def verdict(judgement: Judgement, style: Style = Style.CHICAGO) -> Verdict:
    return headline(SourceState.READ, judgement, style=style)


def codes(judgement: Judgement) -> set[str]:
    return {finding.code for finding in judgement.findings}


@pytest.mark.parametrize(("title", "quote", "text", "word", "wanted"), rows(), ids=[row[0] for row in rows()])
def test_judges_as_the_table_says(title: str, quote: str, text: str, word: str, wanted: str) -> None:
    found = judged(quote, text)

    assert (verdict(found), set(wanted.split()) - codes(found)) == (word, set())


def test_no_match_is_absent() -> None:
    found = judge("never said by anyone", None, Document(name="source", text="Something else."))

    assert found.fidelity is Fidelity.ABSENT


def test_spans_of_findings_cut_the_texts_they_name() -> None:
    quote, text = "could recommend the treatment", "It could not recommend the treatment."

    for finding in judged(quote, text).findings:
        assert finding.source is None or finding.source.of(text) == finding.source_text


def test_reversed_parts_are_altered() -> None:
    text = "The first part was good. Then came a second part that was bad."
    quote = "a second part that was bad ... The first part was good"
    match = Match(
        passages=(
            Passage(quote=Span(0, 26), source=Span(35, 61)),
            Passage(quote=Span(31, 54), source=Span(0, 23)),
        ),
        score=0.9,
    )

    found = judge(quote, match, Document(name="source", text=text))

    assert "Q507" in codes(found)
    assert verdict(found) is Verdict.ALTERED


def test_bluebook_wants_the_capital_in_brackets() -> None:
    text = "In all the cost rose in the second quarter."

    assert (
        verdict(judged("The cost rose in the second quarter", text, Style.BLUEBOOK), Style.BLUEBOOK) is Verdict.ALTERED
    )
    assert (
        verdict(judged("[T]he cost rose in the second quarter", text, Style.BLUEBOOK), Style.BLUEBOOK) is Verdict.EDITED
    )
