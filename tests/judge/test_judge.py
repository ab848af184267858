"""The judge on small pairs, with the real locator; and what must never be passed."""

from pathlib import Path

import pytest

from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline
from quotecheck.locate.locate import find
from quotecheck.model import Document, Fidelity, Judgement, Match, Passage, SourceState, Span, Style, Verdict

TABLES = Path(__file__).parent / "tables"


def rows() -> list[list[str]]:
    lines = [line for path in sorted(TABLES.iterdir()) for line in path.read_text(encoding="utf-8").splitlines()]
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def judged(quote: str, text: str, style: Style = Style.CHICAGO) -> Judgement:
    return judge(quote, find(quote, text), Document(name="source", text=text), style=style)


def verdict(judgement: Judgement, style: Style = Style.CHICAGO) -> Verdict:
    return headline(SourceState.READ, judgement, style=style)


def codes(judgement: Judgement) -> set[str]:
    return {finding.code for finding in judgement.findings}


@pytest.mark.parametrize(("title", "quote", "text", "word", "wanted"), rows(), ids=[row[0] for row in rows()])
def test_judges_as_the_table_says(title: str, quote: str, text: str, word: str, wanted: str) -> None:
    found = judged(quote.replace("⏎", "\n"), text.replace("⏎", "\n"))

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


_TWO_PLACES = (
    "The lamp was lit by the keeper before the storm had come over the hill. "
    + "Meanwhile other people went about other business. " * 14
    + "Nobody on the quay had seen the ferry leave on that morning."
)


@pytest.mark.parametrize(
    "quote",
    [
        "the lamp was lit by the keeper before the ferry leave on that morning nobody",
        "The lamp was lit by the keeper nobody on the quay had seen the ferry leave",
        "nobody on the quay had seen the ferry leave the lamp was lit by the keeper",
    ],
)
def test_two_runs_joined_in_silence_are_never_called_not_found_or_faithful(quote: str) -> None:
    match = find(quote, _TWO_PLACES)
    judgement = judge(quote, match, Document(name="s", text=_TWO_PLACES))

    assert judgement.fidelity not in {Fidelity.VERBATIM, Fidelity.TYPOGRAPHIC, Fidelity.EDITED}
    if match is not None:
        starts = [passage.quote.start for passage in judgement.passages]
        assert starts == sorted(starts)


@pytest.mark.parametrize("parts", [(0, 1), (1, 0)])
def test_two_verbatim_runs_far_apart_are_a_splice_in_either_order(parts: tuple[int, int]) -> None:
    runs = ("the lamp was lit by the keeper", "nobody on the quay had seen the ferry leave")
    quote = " ".join(runs[part] for part in parts)
    judgement = judge(quote, find(quote, _TWO_PLACES), Document(name="s", text=_TWO_PLACES))

    assert judgement.fidelity is Fidelity.SPLICED
    assert any(found.code in {"Q506", "Q507"} for found in judgement.findings)


@pytest.mark.parametrize("tail", ["(emphasis added)", "[sic]", "(citation omitted)", "(my translation)"])
def test_declarations_behind_the_wording_are_left_out_of_the_search(tail: str) -> None:
    match = find(f"before the storm had come {tail}", _TWO_PLACES)

    assert match is not None
    assert match.passages[0].source.of(_TWO_PLACES) == "before the storm had come"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("the 21 ships had been lost", "It found that the twenty-one ships had been lost at sea."),
        ("the twenty-one ships had been lost", "It found that the 21 ships had been lost at sea."),
    ],
)
def test_numbers_of_short_quotations_are_found_in_either_form(quote: str, text: str) -> None:
    match = find(quote, text)

    assert match is not None
    assert "ships had been lost" in match.passages[0].source.of(text)


def explained(quote: str, text: str, code: str) -> list[str]:
    return [finding.explain for finding in judged(quote, text).findings if finding.code == code]


def test_another_word_is_told_as_the_source_writes_it() -> None:
    assert '"re-signed"' in explained("the player resigned in June", "The player re-signed in June.", "Q404")[0]


def test_one_hidden_word_is_told_once() -> None:
    assert explained("The lamp … be lit at dusk", "The lamp might be lit at dusk.", "Q502") == [
        'the omission hides "might"'
    ]


def test_another_voice_is_told_once_for_all_parts() -> None:
    text = "He read: “The lamp, an old one, was lit by the keeper at dusk and the boats came in.”"

    assert len(explained("The lamp … was lit by the keeper … and the boats came in", text, "Q508")) == 1


def test_forensic_style_wants_the_reporting_clause_and_the_speakers_pronoun() -> None:
    text = '"We shall wait for the tide," the pilot told me, "and then we shall see."'

    found = judged("We shall wait for the tide, and then we shall see.", text, Style.STRICT)

    assert verdict(found, Style.STRICT) is Verdict.ALTERED


SENTENCE = "When the ferry must cross in the fog, a lamp is hung from the mast and every captain sounds his horn twice."


@pytest.mark.parametrize(
    ("quote", "is_material"),
    [
        ("When the ferry may cross in the fog, a lamp is hung from the mast", True),
        ("When the boat may cross in the fog, a lamp is hung from the mast", True),
        ("When the boat may cross in mist, a light is hung from the mast", False),
        ("When the boat must not cross in mist, a light is hung from the mast", True),
    ],
    ids=["one place", "two places", "several, as an edition may", "several, with a negation"],
)
def test_where_an_edition_may_differ_only_a_negation_proves_another_meaning(quote: str, *, is_material: bool) -> None:
    told = judged(quote, SENTENCE)

    assert told.is_material is is_material
    assert told.fidelity in {Fidelity.ALTERED, Fidelity.PARAPHRASE}
