"""Every entry of every word list has an effect that a word not on the list has not."""

import pytest

from quotecheck.extract import find_quotations
from quotecheck.extract.signs import signs_of
from quotecheck.extract.speakers.lexicon import LANGUAGES
from quotecheck.extract.titles import is_title_shaped
from quotecheck.language.lists import entries, listed
from quotecheck.model import Document, QuotationKind

NO_WORD = "zork"


def _kind(text: str) -> QuotationKind:
    (quotation,) = find_quotations(Document(name="list", text=text), (), ())
    return quotation.kind


def _speaker(text: str) -> str | None:
    (quotation,) = find_quotations(Document(name="list", text=text), (), ())
    return quotation.speaker


def _announced(word: str, quoted: str) -> QuotationKind:
    return _kind(f"And so the {word} “{quoted}” came.")


@pytest.mark.parametrize("word", sorted(listed("reporting-verbs")))
def test_reporting_verb_makes_wording(word: str) -> None:
    assert _kind(f"They all {word}, “boats sink”.") is QuotationKind.DIRECT
    assert _kind(f"They all {NO_WORD}, “boats sink”.") is QuotationKind.TERM


@pytest.mark.parametrize("word", sorted(listed("title-nouns")))
def test_title_noun_makes_a_title(word: str) -> None:
    assert _announced(word, "Boats") is QuotationKind.TITLE
    assert _announced(NO_WORD, "Boats") is QuotationKind.TERM


@pytest.mark.parametrize("word", sorted(listed("formula-nouns")))
def test_slogan_noun_makes_a_formula(word: str) -> None:
    assert _announced(word, "boats for all who want one") is QuotationKind.FORMULA


@pytest.mark.parametrize("word", sorted(listed("term-words")))
def test_label_word_keeps_a_label(word: str) -> None:
    sentence = "Ada said of it that the {} “boats for all here” came."

    assert _kind(sentence.format(word)) is QuotationKind.TERM
    assert _kind(sentence.format(NO_WORD)) is QuotationKind.DIRECT


@pytest.mark.parametrize("word", sorted(listed("title-small-words")))
def test_small_word_may_stay_small_in_a_title(word: str) -> None:
    assert is_title_shaped(f"Bread {word} Butter")
    assert not is_title_shaped(f"Bread {NO_WORD} Butter")


@pytest.mark.parametrize("word", sorted(listed("elisions")))
def test_elision_is_read_as_an_apostrophe(word: str) -> None:
    text = f"and '{word} it"
    (elided,) = signs_of(text, 0, len(text))
    text = f"and '{NO_WORD} it"
    (other,) = signs_of(text, 0, len(text))

    assert elided.noise < other.noise


@pytest.mark.parametrize("word", [*entries("titles-of-men.en"), *entries("titles-of-women.en")])
def test_title_belongs_to_a_name_and_tells_the_sex(word: str) -> None:
    written = word.title()
    pronoun, other = ("He", "She") if word in entries("titles-of-men.en") else ("She", "He")

    assert _speaker(f"And then {written} Zork wrote: “the boats are all in”.") == f"{written} Zork"
    assert _speaker(f"And then {written} Zork slept. {pronoun} wrote: “the boats are all in”.") == f"{written} Zork"
    assert _speaker(f"And then {written} Zork slept. {other} wrote: “the boats are all in”.") is None


@pytest.mark.parametrize("word", entries("speaker-nouns.en"))
def test_noun_for_people_can_say_something(word: str) -> None:
    sentence = "The {} described it, with joy in May, as “the best of all the boats we had here”."

    assert _speaker(sentence.format(word)) == f"The {word}"
    assert _speaker(sentence.format(NO_WORD)) is None


@pytest.mark.parametrize("word", [word for word in entries("saying-verbs.en") if not word.startswith("chant")])
def test_subject_of_a_verb_of_saying_speaks(word: str) -> None:
    teller = "he" if word.endswith("s") else "they"
    lead = f"Ada Holt closed the harbour, {word}" if word.endswith("ing") else f"Ada Holt saw that {teller} {word}"
    (quotation,) = find_quotations(Document(name="list", text=f"{lead} that “the boats are all in here”."), (), ())

    assert quotation.speaker_mention == ("Ada Holt" if word.endswith("ing") else teller)


@pytest.mark.parametrize("word", entries("not-names.en"))
def test_sentence_opening_word_is_no_name(word: str) -> None:
    assert _speaker(f"{word.capitalize()} Ada Holt wrote: “the boats are all in”.") == "Ada Holt"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_lists_for_speakers(language: str) -> None:
    needed = (
        "saying-verbs",
        "pronouns-he",
        "pronouns-she",
        "determiners",
        "prepositions",
        "speaker-nouns",
        "not-names",
    )

    assert [name for name in needed if not entries(f"{name}.{language}")] == []


@pytest.mark.parametrize("word", sorted(listed("so-called")))
def test_word_of_distance_keeps_a_label_before_or_inside_the_marks(word: str) -> None:
    assert _kind(f"Ada said of the {word} “boats for all here” nothing.") is QuotationKind.TERM
    assert _kind(f"Ada said, “{word} boats” and left.") is QuotationKind.TERM
    assert _kind(f"Ada said, “{NO_WORD} boats” and left.") is QuotationKind.DIRECT


@pytest.mark.parametrize("word", sorted(listed("source-cues")))
def test_cue_of_a_source_makes_wording(word: str) -> None:
    assert _kind(f"And {word} Ada now “boats at sea” sank.") is QuotationKind.DIRECT
    assert _kind(f"And {NO_WORD} Ada now “boats at sea” sank.") is QuotationKind.TERM


@pytest.mark.parametrize("word", sorted(listed("own-words")))
def test_word_of_the_first_person_makes_wording(word: str) -> None:
    written = "I" if word == "i" else word

    assert _kind(f"And so “boats {written} sank” came.") is QuotationKind.DIRECT
    assert _kind(f"And so “boats {NO_WORD} sank” came.") is QuotationKind.TERM


@pytest.mark.parametrize("word", sorted(listed("finite-verbs")))
def test_verb_that_states_makes_wording(word: str) -> None:
    assert _kind(f"And so “boats {word} sinking ships” came.") is QuotationKind.DIRECT
    assert _kind(f"And so “boats {NO_WORD} sinking ships” came.") is QuotationKind.TERM


@pytest.mark.parametrize("word", sorted(listed("body-nouns")))
def test_body_noun_keeps_a_name(word: str) -> None:
    assert _announced(word, "Boats for All Here") is QuotationKind.TERM
    assert _announced(NO_WORD, "Boats for All Here") is QuotationKind.TITLE


@pytest.mark.parametrize("word", sorted(listed("calling-verbs")))
def test_calling_verb_makes_wording(word: str) -> None:
    assert _kind(f"And Ada {word} the plan “boats for nobody” then.") is QuotationKind.DIRECT
    assert _kind(f"And Ada {NO_WORD} the plan “boats for nobody” then.") is QuotationKind.TERM


@pytest.mark.parametrize("word", sorted(listed("before-wording")))
def test_small_word_leads_in_wording(word: str) -> None:
    assert _kind(f"Ada wrote, and the plan {word} “sinking boats” then.") is QuotationKind.DIRECT
    assert _kind(f"Ada wrote, and the plan {NO_WORD} “sinking boats” then.") is QuotationKind.TERM


@pytest.mark.parametrize("word", sorted(listed("wording-nouns")))
def test_noun_of_wording_makes_wording(word: str) -> None:
    assert _kind(f"And so the {word} “sinking boats” came.") is QuotationKind.DIRECT
    assert _kind(f"And so the {NO_WORD} “sinking boats” came.") is QuotationKind.TERM
