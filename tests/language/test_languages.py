"""Negation, numbers and quantities in the other languages that have word lists: each word, in a sentence."""

from itertools import pairwise

import pytest

from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline
from quotecheck.judge.words.quantities import number_words
from quotecheck.language.detect import language_of
from quotecheck.language.lexicon import JUDGED, WordClass, folded
from quotecheck.language.lists import entries
from quotecheck.language.tokens import tokens
from quotecheck.model import Document, Match, Passage, SourceState, Span, Style, Verdict

SENTENCES = {
    "de": "Der Rat der Stadt hat in diesem Jahr {} Häuser am Fluss für die Leute gekauft und es nicht bereut",
    "fr": "Le conseil de la ville a dans cette année acheté {} maisons pour les gens et il est content de sa décision",
    "es": "El consejo de la ciudad ha comprado en este año {} casas para la gente y está contento con su decisión",
    "ru": "Совет города в этом году купил {} домов у реки для людей и он был рад этому решению",
    "it": "Il consiglio della città ha comprato in questo anno {} case per la gente ed è contento di questa decisione",
    "nl": "De raad van de stad heeft in dit jaar {} huizen aan de rivier voor de mensen gekocht en het is goed",
    "pt": "O conselho da cidade comprou neste ano {} casas para as pessoas e está contente com a sua decisão",
    "pl": "Rada miasta kupiła w tym roku {} domów nad rzeką dla ludzi i była z tego zadowolona",
    "sv": "Stadens råd har under detta år köpt {} hus vid floden för folket och det var en god plan",
    "cs": "Rada města koupila v tomto roce {} domů u řeky pro lidi a byla s tím spokojena",
    "tr": "Şehir meclisi bu yıl halk için nehir kenarında {} ev aldı ve bu karar için çok mutlu oldu",
    "el": "Το συμβούλιο της πόλης αγόρασε φέτος {} σπίτια για τον κόσμο και ήταν χαρούμενο με την απόφαση",
    "ar": "اشترى مجلس المدينة في هذا العام {} منازل من أجل الناس وكان سعيدا مع هذه الخطة التي نالت رضا السكان",
    "he": "מועצת העיר קנתה השנה {} בתים ליד הנהר עבור התושבים והיא הייתה שמחה על זה",
    "hi": "नगर परिषद ने इस साल लोगों के लिए नदी के पास {} घर खरीदे और वह इस फैसले से खुश थी",
    "zh": "今年市议会在河边为居民购买{}房屋，他们对这个决定感到高兴，这是大家的看法",
    "ja": "市議会は今年、住民のために川のそばに{}家を買った。それはよい計画だった",
    "da": "Byens råd har i dette år købt {} huse ved floden af hensyn til folket, og det blev en god plan",
    "nb": "Byens råd har i dette året kjøpt {} hus ved elven av hensyn til folket, og det ble en god plan",
    "ko": "시의회는 올해 주민을 위해 강 옆에 {} 집을 샀고 그 결정에 대해 기뻐했다",
}
CLASSES = (WordClass.NEGATOR, WordClass.QUANTIFIER, WordClass.MODAL)


def judged(quote: str, source: str) -> tuple[Verdict, set[str]]:
    match = Match(passages=(Passage(quote=Span(0, len(quote)), source=Span(0, len(source))),), score=0.9)
    found = judge(quote, match, Document(name="source", text=source))
    return headline(SourceState.READ, found, style=Style.CHICAGO), {item.code for item in found.findings}


def inserted(sentence: str, entry: str) -> str:
    """Return the sentence with an entry in its gap; one that gives a stem stands for its words."""
    return sentence.format(entry.removesuffix("*") + ("다" if entry.endswith("*") else ""))


def test_every_language_that_is_judged_has_a_sentence() -> None:
    assert {"en", *SENTENCES} == set(JUDGED)


@pytest.mark.parametrize("language", SENTENCES)
def test_the_sentence_tells_its_language(language: str) -> None:
    assert language_of(tokens(SENTENCES[language].format(""))) == language


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("kind", CLASSES)
def test_each_negation_quantity_and_duty_that_is_left_out_is_told(language: str, kind: WordClass) -> None:
    sentence = SENTENCES[language]
    plain = " ".join(sentence.format("").split())

    passed = [
        (word, *result)
        for word in entries(f"{kind}.{language}")
        if (result := judged(plain, inserted(sentence, word)))[0] is not Verdict.ALTERED
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
        if judged(sentence.format(values[folded(word)]), sentence.format(word))[0] in {Verdict.VERIFIED, Verdict.EDITED}
    ]

    assert len(told) > 0.8 * len(words)


@pytest.mark.parametrize(
    ("quote", "source", "is_number"),
    [
        ("십칠개의", "십사개의", True),
        ("이십명이", "삼십명이", True),
        ("사람이", "사월이", False),
        ("구름이", "바람이", False),
    ],
)
def test_a_number_with_its_ending_is_a_number_where_both_words_are(quote: str, source: str, *, is_number: bool) -> None:
    _, codes = judged(SENTENCES["ko"].format(quote), SENTENCES["ko"].format(source))

    assert ("Q402" in codes) is is_number
