"""Every entry of every word list has an effect."""

from pathlib import Path

import pytest

from quotecheck.judge.codes import CODES
from quotecheck.judge.compare.author_marks import read_marked
from quotecheck.judge.judge import judge
from quotecheck.judge.words.homographs import are_homographs
from quotecheck.judge.words.operators import operators
from quotecheck.judge.words.quantities import number_words, units
from quotecheck.judge.words.stems import listed_pair, same_lemma
from quotecheck.judge.words.variants import is_variant
from quotecheck.language.declared import declarations
from quotecheck.language.detect import language_of
from quotecheck.language.lexicon import JUDGED, WordClass, folded, lexicon
from quotecheck.language.lists import entries
from quotecheck.language.tokens import key, shape, tokens
from quotecheck.model import Document, Match, Passage, Span

LISTS = Path(__file__).parents[2] / "quotecheck" / "language"
CLASSES = [(kind, language) for kind in WordClass for language in JUDGED if entries(f"{kind}.{language}")]
FAMILY = {
    WordClass.NEGATOR: "Q401",
    WordClass.QUANTIFIER: "Q405",
    WordClass.MODAL: "Q407",
    WordClass.CONDITION: "Q408",
    WordClass.PERSON: "Q406",
    WordClass.TENSE: "Q410",
}


def codes(quote: str, source: str) -> set[str]:
    match = Match(passages=(Passage(quote=Span(0, len(quote)), source=Span(0, len(source))),), score=0.9)
    return {item.code for item in judge(quote, match, Document(name="source", text=source)).findings}


def lines(name: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in entries(name)]


@pytest.mark.parametrize(("kind", "language"), CLASSES, ids=[f"{kind}.{language}" for kind, language in CLASSES])
def test_each_word_belongs_to_its_class(kind: WordClass, language: str) -> None:
    known = lexicon(language)

    missing = [entry for entry in entries(f"{kind}.{language}") if not operators(tokens(entry), known, kind)]

    assert missing == []


@pytest.mark.parametrize("kind", FAMILY)
def test_each_english_operator_that_is_left_out_is_an_error_of_meaning(kind: WordClass) -> None:
    quote = "the harbour council of the town repaired the bridge near the market"

    silent = [
        entry
        for entry in entries(f"{kind}.en")
        if not any(code.startswith("Q4") for code in codes(quote, quote.replace("repaired", f"{entry} repaired")))
    ]

    assert silent == (["or"] if kind is WordClass.CONDITION else [])


@pytest.mark.parametrize("name", sorted(f"{path.stem}.{path.parent.name}" for path in LISTS.glob("*/*.txt")))
def test_no_entry_stands_twice(name: str) -> None:
    found = entries(name)

    assert len(found) == len(set(found)) > 0


def test_each_pair_of_opposites_is_known() -> None:
    assert [pair for pair in lines("antonyms.en") if not listed_pair("antonyms.en", key(pair[0]), key(pair[1]))] == []


@pytest.mark.parametrize("language", JUDGED)
def test_each_collision_is_known(language: str) -> None:
    known = lexicon(language)

    wrong = [
        pair
        for pair in lines(f"collisions.{language}")
        if not are_homographs(shape(pair[0]).lower(), shape(pair[1]).lower(), known)
    ]

    assert wrong == []


def test_each_english_collision_is_told() -> None:
    wrong = [
        pair
        for pair in lines("collisions.en")
        if "Q404" not in codes(f"of old the town {pair[0]} by the river", f"of old the town {pair[1]} by the river")
    ]

    assert wrong == []


def test_each_variant_is_one_word() -> None:
    joined = [["".join(token.key for token in tokens(side)) for side in pair] for pair in lines("variants.en")]

    assert [pair for pair in joined if pair[0] != pair[1] and not is_variant(pair[0], pair[1])] == []


def test_each_variant_ending_makes_variants() -> None:
    assert [pair for pair in lines("variant-endings.en") if not is_variant(f"organ{pair[0]}", f"organ{pair[1]}")] == []


def test_each_irregular_form_is_of_one_word() -> None:
    assert [
        line for line in lines("inflections.en") for form in line[1:] if not same_lemma(key(line[0]), key(form))
    ] == []


def test_each_misspelling_is_told() -> None:
    wrong = [
        pair
        for pair in lines("typos.en")
        if "Q114" not in codes(f"of old the town {pair[0]} by the river", f"of old the town {pair[1]} by the river")
    ]

    assert wrong == []


@pytest.mark.parametrize("language", JUDGED)
def test_each_number_word_has_its_value(language: str) -> None:
    known = number_words(language)

    assert [
        entry
        for entry in entries(f"numbers.{language}")
        if known[folded(entry.rpartition(" ")[0])] != int(entry.split()[-1])
    ] == []


def test_each_unit_is_known() -> None:
    names = [name for line in lines("units.en") for name in line]

    assert [name for name in names if " " not in (folded(name) or name) and (folded(name) or name) not in units()] == []


def test_each_date_name_is_told_from_the_others() -> None:
    names = lines("months.en") + lines("weekdays.en")

    wrong = [
        line[0]
        for number, line in enumerate(names)
        if "Q402"
        not in codes(
            f"it was in {line[0].title()} that they went", f"it was in {names[number - 1][0].title()} that they went"
        )
        or any(
            "Q112" not in codes(f"it was in {form.title()} that", f"it was in {line[0].title()} that")
            for form in line[1:]
        )
    ]

    assert wrong == []


def test_each_word_that_is_another_in_capitals_is_told() -> None:
    assert [
        word
        for word in entries("capitals.en")
        if "Q107" not in codes(f"they said {word.upper()} to all", f"they said {word} to all")
    ] == []


def test_each_declaration_is_read_and_licenses_known_codes() -> None:
    for words, licenses in declarations().items():
        assert read_marked(f"we will go ({words})").declared[0].licenses == licenses <= set(CODES)


@pytest.mark.parametrize("language", JUDGED)
def test_common_words_tell_the_language(language: str) -> None:
    words = " ".join(entries(f"function-words.{language}"))

    assert language_of(tokens(words)) == language
