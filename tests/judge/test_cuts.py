"""What is cut off round a quotation: classes of governors, restrictions, reversals, and the writer's own sentence."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.judge.cuts import Bearing, Side, cuts, languages, rest
from quotecheck.judge.cuts.own import OwnSentence, OwnWords
from quotecheck.judge.cuts.vocabulary import context_vocabulary
from quotecheck.judge.judge import judge
from quotecheck.language.lists import entries
from quotecheck.model import Document, Match, Passage, Severity, Span
from quotecheck.verify.circular import Surroundings

CLAUSE = "the lamp had been lit"


def _table(name: str) -> list[tuple[str, ...]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines if line and not line.startswith("#")]


CASES, ELSEWHERE = _table("cuts.txt"), _table("cuts_elsewhere.txt")
LISTS = context_vocabulary("en")
AFFIRMED = {"known": "-", "said": "-", "denied": "denial", "unasserted": "turned", "opinion": "opinion"}
DENIED = {"known": "-", "said": "negation", "denied": "-", "unasserted": "turned", "opinion": "negation"}


def kinds(sentence: str, language: str = "en") -> list[str]:
    """The kinds of what is cut off round the braces."""
    start, end = sentence.index("{"), sentence.index("}") - 1
    text = sentence.replace("{", "").replace("}", "") + " Then he went."
    return [cut.kind.value for cut in cuts(text, start, end, language)]


@pytest.mark.parametrize(("kind", "sentence"), CASES)
def test_a_cut_is_told_by_its_kind_and_an_innocent_one_not_at_all(kind: str, sentence: str) -> None:
    assert kinds(sentence) == ([] if kind == "-" else [kind])


@pytest.mark.parametrize(("language", "kind", "sentence"), ELSEWHERE)
def test_a_cut_is_told_in_other_languages(language: str, kind: str, sentence: str) -> None:
    assert kinds(sentence, language) == ([] if kind == "-" else [kind])


@pytest.mark.parametrize(("kind", "sentence"), CASES)
def test_a_line_break_for_a_blank_changes_nothing(kind: str, sentence: str) -> None:
    assert kinds(sentence.replace(" ", "\n")) == ([] if kind == "-" else [kind])


def shown(sentence: str) -> str:
    found = kinds(sentence)
    return found[0] if found and found[0] in ("denial", "negation", "opinion") else "turned" if found else "-"


@pytest.mark.parametrize("cls", AFFIRMED)
def test_every_verb_has_the_effect_of_its_class(cls: str) -> None:
    verbs = [verb for verb, one in LISTS.classes["verbs"].items() if one == cls]

    assert [verb for verb in verbs if shown(f"They {verb} that {{{CLAUSE}}}.") not in (AFFIRMED[cls], "turned")] == []
    if AFFIRMED[cls] != "turned":
        # a few are verbs of pretence or light verbs too, which tells more than their class
        assert sum(shown(f"They {verb} that {{{CLAUSE}}}.") == AFFIRMED[cls] for verb in verbs) >= 0.95 * len(verbs)


@pytest.mark.parametrize("cls", AFFIRMED)
def test_a_denial_turns_every_verb_as_its_class_says(cls: str) -> None:
    verbs = [verb for verb, one in LISTS.classes["verbs"].items() if one == cls]
    wanted = {DENIED[cls], "turned"} if cls != "unasserted" else {"turned", "negation"}

    told = [verb for verb in verbs if shown(f"They never {verb} that {{{CLAUSE}}}.") not in wanted]

    assert len(told) <= 0.05 * len(verbs), told


@pytest.mark.parametrize("cls", ["known", "denied", "unasserted"])
def test_every_noun_has_the_effect_of_its_class(cls: str) -> None:
    nouns = [noun for noun, one in LISTS.classes["nouns"].items() if one == cls]
    found = {noun: bool(kinds(f"They heard of the {noun} that {{{CLAUSE}}}.")) for noun in nouns}

    assert [noun for noun, told in found.items() if told is not (cls != "known")] == []


@pytest.mark.parametrize("cls", ["known", "said", "denied", "unasserted"])
def test_every_adjective_has_the_effect_of_its_class(cls: str) -> None:
    adjectives = [word for word, one in LISTS.classes["adjectives"].items() if one == cls]
    told = {word: bool(kinds(f"It is {word} that {{{CLAUSE}}}.")) for word in adjectives}

    assert [word for word, hit in told.items() if hit is not (cls in ("denied", "unasserted"))] == []


@pytest.mark.parametrize("name", ["conditions", "limits"])
def test_every_phrase_that_restricts_does_so_on_both_sides(name: str) -> None:
    phrases = [phrase.replace("*", "great") for phrase, _ in _listed(name)]

    heads = [phrase for phrase in phrases if not phrase.startswith(("or ", "so "))]  # ", or so they say" only follows
    assert [phrase for phrase in heads if not kinds(f"{phrase.capitalize()} those men, {{it burns at night}}.")] == []
    silent = [phrase for phrase in phrases if not kinds(f"{{It burns at night}}, {phrase} those men.")]
    assert silent == []


def test_every_courtesy_restricts_nothing() -> None:
    assert [one for one, _ in _listed("courtesies") if kinds(f"{{It burns at night}}, {one}.")] == []


def _listed(name: str) -> list[tuple[str, str]]:
    rows = (line.partition("|") for line in entries(f"context/{name}.en"))
    return [(phrase.strip(), kind.strip()) for phrase, _, kind in rows]


def test_every_kind_that_a_list_names_is_one() -> None:
    named = {kind for name in ("suppositions", "conditions", "limits") for _, kind in _listed(name)}

    assert named <= {kind.value for kind in Bearing}
    assert "en" in languages()


@settings(max_examples=200)
@given(st.text(max_size=80), st.text(min_size=1, max_size=40), st.text(max_size=80))
def test_any_text_is_read(left: str, quote: str, right: str) -> None:
    text = left + quote + right
    before, after = rest(text, len(left), len(left) + len(quote))

    found = cuts(text, len(left), len(left) + len(quote))

    assert text[: len(left)].endswith(before)
    assert text[len(left) + len(quote) :].startswith(after)
    assert all(cut.shown or cut.kind is Bearing.QUESTION for cut in found)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(sorted({word for words in LISTS.lists.values() for word in words})), max_size=30))
def test_any_run_of_listed_words_is_read(words: list[str]) -> None:
    text = f"{' '.join(words)} that {CLAUSE}, {' '.join(reversed(words))}."
    start = text.index(CLAUSE)

    for cut in cuts(text, start, start + len(CLAUSE)):
        assert cut.telling
        assert cut.side in Side


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("He came. He saw that it burned, and went. Then night fell.", "He saw that ", ", and went."),
        (
            "It was Mr. Hall who said that it burned at 3 p.m. in May.",
            "It was Mr. Hall who said that ",
            " at 3 p.m. in May.",
        ),
        ('He asked "Why?" and saw that it burned.', 'He asked "Why?" and saw that ', "."),
        ("A title\n\nIt is so that it burned\n\nThe next part", "It is so that ", "\n\n"),
        ("it burned", "", ""),
    ],
)
def test_the_rest_of_the_sentence_is_shown(text: str, left: str, right: str) -> None:
    start = text.index("it burned")

    assert rest(text, start, start + len("it burned")) == (left, right)


# --- the writer's own sentence -----------------------------------------------------------------------------

SOURCE = f"The board could not conclude that {CLAUSE}. The rest is known."


def judged(before: str, after: str) -> set[str]:
    start = SOURCE.index(CLAUSE)
    passage = Passage(quote=Span(0, len(CLAUSE)), source=Span(start, start + len(CLAUSE)))
    own = OwnWords(before=before, after=after)
    found = judge(CLAUSE, Match(passages=(passage,), score=1.0), Document(name="source", text=SOURCE), own=own)
    return {item.code for item in found.findings if item.severity is not Severity.INFO}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The board could not conclude that “", "”."),
        ("It was dark. The board denied that “", "”, and went home."),
        ("Nobody on the board said that “", "” (minutes, p. 4)."),
        ("The board asked whether “", "”."),
        ("“", "”, the owner claimed, but the board did not say so."),
        ("The claim that “", "” is a myth, says the board."),
        ("He said: unless “", "”, he goes free."),
    ],
)
def test_a_governing_word_that_the_writer_keeps_was_not_cut(before: str, after: str) -> None:
    assert "Q501" not in judged(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The board said that “", "”."),
        ("There is no doubt, the board writes, that “", "”."),
        ("The board did not hesitate to write that “", "”."),
        ("Nobody can deny it. The board writes: “", "”."),
        ("", ""),
    ],
)
def test_one_that_the_writer_drops_was_cut(before: str, after: str) -> None:
    assert "Q501" in judged(before, after)


def test_a_condition_kept_on_the_other_side_was_kept() -> None:
    (cut,) = cuts("It burns all night if there is oil.", 0, 18)

    assert OwnSentence(OwnWords(before="If there is oil, “", after="”."), "en").keeps(cut)
    assert not OwnSentence(OwnWords(before="He writes that “", after="”."), "en").keeps(cut)


def test_the_sources_words_kept_by_the_writer_are_no_sign_of_a_copy() -> None:
    text = f"In its long report of May the board could not conclude that “{CLAUSE}”."
    start = text.index(CLAUSE)

    left, _ = Surroundings(Document(name="own", text=text), ()).of(Span(start, start + len(CLAUSE)))

    assert left == ""


def test_an_opinion_is_a_note_and_a_denial_a_warning() -> None:
    text = f"The owner argued that {CLAUSE}."
    start = text.index(CLAUSE)
    passage = Passage(quote=Span(0, len(CLAUSE)), source=Span(start, start + len(CLAUSE)))

    found = judge(CLAUSE, Match(passages=(passage,), score=1.0), Document(name="source", text=text))

    (item,) = [item for item in found.findings if item.code == "Q501"]
    assert item.severity is Severity.NOTE
    assert item.source_text == "The owner argued that"


@pytest.mark.parametrize(("before", "told"), [("Der Rat bestritt, dass „", False), ("Der Rat schrieb, dass „", True)])
def test_the_writers_own_sentence_counts_in_other_languages(before: str, told: bool) -> None:
    clause = "die Lampe am Ende der Mole im Winter gebrannt hat und nicht erloschen ist"
    text = f"Der Wärter bestritt, dass {clause}."
    start = text.index(clause)
    match = Match(passages=(Passage(quote=Span(0, len(clause)), source=Span(start, start + len(clause))),), score=1.0)

    found = judge(clause, match, Document(name="s", text=text), own=OwnWords(before=before, after="“."))

    assert any(item.code == "Q501" for item in found.findings) is told


# --- another's words in the source -------------------------------------------------------------------------


def voices(sentence: str, own: OwnWords | None = None) -> set[Severity]:
    """The severities of Q508 for the words in braces."""
    start, end = sentence.index("{"), sentence.index("}") - 1
    text = sentence.replace("{", "").replace("}", "")
    passage = Passage(quote=Span(0, end - start), source=Span(start, end))
    found = judge(text[start:end], Match(passages=(passage,), score=1.0), Document(name="s", text=text), own=own)
    return {item.severity for item in found.findings if item.code == "Q508"}


@pytest.mark.parametrize(
    "sentence",
    [
        'The owner writes that "{the lamp had been lit all night}." Brief 19. We are not persuaded.',
        'The owner said that "{the lamp had been lit all night}". Is he lying? A. He is mistaken.',
        'Hall has argued that "{the lamp had been lit all night}",[4]: 77 a view rejected by most.',
        'I heard that {the lamp was "as bright as day" all night}. I now know that to be false.',
        'The owner says {the lamp was "as bright as day" all night}. The night was long.',
    ],
)
def test_anothers_words_that_the_source_rejects_or_whose_speaker_is_cut_off_are_for_review(sentence: str) -> None:
    assert Severity.WARNING in voices(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        'The owner writes that "{the lamp had been lit all night}." Brief 19. We are persuaded.',
        'The owner said that "{the lamp had been lit all night}", a view shared by most.',
        'I say {the lamp was "as bright as day" all night}. The night was long.',
        '{The lamp was "as bright as day" all night}. The night was long.',
        '{The owner argued that the lamp was "as bright as day" all night}. He is mistaken.',
        "The owner says {the lamp was bright all night}. This is false of no other lamp.",
    ],
)
def test_anothers_words_that_the_source_lets_stand_are_not(sentence: str) -> None:
    assert Severity.WARNING not in voices(sentence)


def test_a_writer_who_names_the_speaker_has_cut_nobody_off() -> None:
    sentence = 'The owner says {the lamp was "as bright as day" all night}. The night was long.'

    assert voices(sentence, OwnWords(before="The owner says “", after="”.")) == set()
