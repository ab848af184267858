"""Negation, numbers and quantities in the other languages that have word lists: each word, in a sentence."""

from itertools import pairwise

import pytest

from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline
from quotecheck.judge.words.quantities import number_words
from quotecheck.language.lexicon import WordClass, folded
from quotecheck.language.lists import entries
from quotecheck.model import Document, Match, Passage, SourceState, Span, Style, Verdict

SENTENCES = {
    "de": "Der Rat der Stadt hat in diesem Jahr {} Häuser am Fluss für die Leute gekauft und es nicht bereut",
    "fr": "Le conseil de la ville a dans cette année acheté {} maisons pour les gens et il est content de sa décision",
    "es": "El consejo de la ciudad ha comprado en este año {} casas para la gente y está contento con su decisión",
    "ru": "Совет города в этом году купил {} домов у реки для людей и он был рад этому решению",
}
CLASSES = {WordClass.NEGATOR: "Q401", WordClass.QUANTIFIER: "Q405"}


def judged(quote: str, source: str) -> tuple[Verdict, set[str]]:
    match = Match(passages=(Passage(quote=Span(0, len(quote)), source=Span(0, len(source))),), score=0.9)
    found = judge(quote, match, Document(name="source", text=source))
    return headline(SourceState.READ, found, style=Style.CHICAGO), {item.code for item in found.findings}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("kind", CLASSES)
def test_each_negation_and_quantity_that_is_left_out_is_told(language: str, kind: WordClass) -> None:
    sentence = SENTENCES[language]
    plain = " ".join(sentence.format("").split())

    passed = [
        (word, *result)
        for word in entries(f"{kind}.{language}")
        if (result := judged(plain, sentence.format(word)))[0] is not Verdict.ALTERED
        or not any(code.startswith("Q4") for code in result[1])
    ]

    assert passed == []


@pytest.mark.parametrize("language", SENTENCES)
def test_each_number_put_for_another_is_told(language: str) -> None:
    sentence, values = SENTENCES[language], number_words(language)
    words = [entry.rpartition(" ")[0] for entry in entries(f"numbers.{language}")]

    passed = [
        (left, right)
        for left, right in pairwise(words)
        if values[folded(left)] != values[folded(right)]
        and (judged(sentence.format(left), sentence.format(right)))[0] is not Verdict.ALTERED
    ]

    assert passed == []


@pytest.mark.parametrize("language", SENTENCES)
def test_a_number_in_figures_is_the_number_in_words(language: str) -> None:
    sentence, values = SENTENCES[language], number_words(language)
    words = [entry.rpartition(" ")[0] for entry in entries(f"numbers.{language}")]

    told = [
        word
        for word in words
        if judged(sentence.format(values[folded(word)]), sentence.format(word))[0] is Verdict.VERIFIED
    ]

    assert len(told) > 0.8 * len(words)
