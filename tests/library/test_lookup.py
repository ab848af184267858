import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.library.editions import collapsed
from quotecheck.library.intake import Entry
from quotecheck.library.lookup import chosen, lay_proposals, look_up, propose, size_in_words
from quotecheck.library.reading import Library, library_of
from quotecheck.model import Document, Span
from tests.library.conftest import Make, prose

HAN = "".join(chr(0x4E00 + number) for number in random.Random(1).choices(range(5000), k=600))
THAI = "".join(chr(0x0E01 + number) for number in random.Random(2).choices(range(44), k=900))


@pytest.fixture
def library(shelf: Sequence[Entry]) -> Library:
    return library_of("shelf", shelf)


def _words(entry: Entry, first: int, last: int) -> list[str]:
    return entry.document.text.split()[first:last]


def test_a_passage_is_found_at_its_place(library: Library, shelf: Sequence[Entry]) -> None:
    quote = " ".join(_words(shelf[2], 400, 415))

    (found, *_) = look_up(library, quote)

    assert (found.record.name, found.score) == ("book-2.txt", 1)
    assert found.span.of(shelf[2].document.text) == quote.rstrip(".")


def test_a_short_quotation_with_a_misprint_in_every_other_word_is_found(make: Make) -> None:
    text = prose(2000, 4) + " the harbour council mended the broken bridge before winter " + prose(2000, 5)
    library = library_of("shelf", [make("a.txt", text)])

    (found, *_) = look_up(library, "the harbonr council mendod the brokon bridge befre winter")

    assert found.span.of(text) == "the harbour council mended the broken bridge before winter"


def test_parts_between_omission_marks_are_found_in_order(library: Library, shelf: Sequence[Entry]) -> None:
    parts = [" ".join(_words(shelf[1], first, first + 9)).replace(".", "") for first in (300, 340, 390)]

    (found, *_) = look_up(library, " … ".join(parts))

    text = shelf[1].document.text
    assert [passage.source.of(text).replace(".", "") for passage in found.passages] == parts
    assert found.score == 1


def test_a_quotation_torn_to_shreds_is_found_by_its_first_parts(library: Library, shelf: Sequence[Entry]) -> None:
    words = _words(shelf[2], 0, 1500)
    quote = " … ".join(" ".join(words[at : at + 6]) for at in range(0, 1500, 8)) + " … x" * 5000

    (found, *_) = look_up(library, quote)

    assert (found.record.name, found.score) == ("book-2.txt", 1)


def test_parts_of_different_texts_do_not_make_one_place(library: Library, shelf: Sequence[Entry]) -> None:
    quote = " ".join(_words(shelf[0], 10, 20)) + " … " + " ".join(_words(shelf[3], 10, 20))

    assert max(found.score for found in look_up(library, quote)) < 0.8


def test_of_places_alike_the_one_that_leaves_out_least_goes_first(make: Make) -> None:
    first, last = "the harbour council has mended", "the broken bridge before winter"
    far = make("a.txt", f"{prose(200, 6)} {first} {prose(80, 7)} {last} {prose(200, 8)}")
    near = make("b.txt", f"{prose(200, 9)} {first} at last {last} {prose(200, 10)}")

    found = look_up(library_of("shelf", [far, near]), f"{first} … {last}")

    assert [(one.record.name, one.score) for one in found] == [("b.txt", 1), ("a.txt", 1)]


def test_words_left_out_count_less_against_a_place_than_other_words_of_like_letters(make: Make) -> None:
    kept = "the harbour council voted unanimously to repair the northernmost bridge"
    like = "the harbour counsel noted too repaid the ridge"
    texts = [make(name, f"{prose(200, 11)} {text} {prose(200, 12)}") for name, text in (("a", like), ("b", kept))]

    best, other = look_up(library_of("shelf", texts), "the harbour council voted to repair the bridge")

    assert (best.record.name, other.record.name) == ("b", "a")
    assert best.score < other.score


def test_more_alteration_never_scores_higher(library: Library, shelf: Sequence[Entry]) -> None:
    words = _words(shelf[0], 100, 130)
    scores = []
    for altered in range(0, 12, 3):
        quote = " ".join("strange" if at % 2 and at < 2 * altered else word for at, word in enumerate(words))
        scores.append(look_up(library, quote)[0].score)

    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1


def test_segments_can_be_asked_apart(shelf: Sequence[Entry]) -> None:
    halves = [library_of("shelf", shelf[:2]), library_of("shelf", shelf[2:])]
    library = replace(halves[0], segments=tuple(half.segments[0] for half in halves))
    quote = " ".join(_words(shelf[3], 50, 60)) + " … " + " ".join(_words(shelf[3], 70, 80))

    asked = [propose(number, library.segments[number], quote) for number in (1, 0)]
    places = lay_proposals(library, quote, chosen(chain(*asked)))

    assert places[0].record.name == "book-3.txt"
    assert places == look_up(library, quote)


@pytest.mark.parametrize("text", [HAN, THAI], ids=["Chinese", "Thai"])
def test_scripts_without_spaces_are_searched(make: Make, text: str) -> None:
    library = library_of("shelf", [make("spaced.txt", prose(300, 1)), make("dense.txt", text)])
    quote = text[200:230] + "？" + text[231:240]

    (found, *_) = look_up(library, quote)

    assert found.record.name == "dense.txt"
    assert found.span.overlaps(Span(200, 240))
    assert size_in_words(quote) >= 15


@given(st.text(max_size=120) | st.text(alphabet="ab …[]\n.漢", max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_quotation_can_be_looked_up(quote: str) -> None:
    library = library_of("shelf", [])

    assert look_up(library, quote) == ()


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=40)
def test_spans_lie_inside_the_text(noise: str) -> None:
    text = prose(60, 1) + noise + prose(60, 2)
    library = library_of("shelf", [Entry(name="a", document=Document(name="a", text=text))])

    for found in look_up(library, text[300:700]):
        assert 0 <= found.span.start < found.span.end <= len(text)


# --- editions ----------------------------------------------------------------------------------------------


def test_editions_become_one_answer_the_earliest_first(make: Make) -> None:
    text = prose(600, 8)
    editions = [
        make(f"{year}.txt", text.replace("ba", "be", 2), issued=f"London, {year}") for year in (1911, 1887, 1902)
    ]
    library = library_of("shelf", [*editions, make("undated.txt", prose(3, 2) + " " + text)])

    (group,) = collapsed(library, look_up(library, " ".join(text.split()[300:320])))

    assert group.first.record.name == "1887.txt"
    assert [other.record.name for other in group.others] == ["1902.txt", "1911.txt", "undated.txt"]


def test_a_text_that_quotes_another_is_an_answer_of_its_own(make: Make) -> None:
    text = prose(600, 8)
    quote = " ".join(text.split()[300:320])
    quoting = prose(200, 5) + f" “{quote}” " + prose(200, 6)
    library = library_of("shelf", [make("quoting.txt", quoting), make("source.txt", text)])

    groups = collapsed(library, look_up(library, quote))

    assert [group.first.record.name for group in groups] == ["quoting.txt", "source.txt"]
    assert not any(group.others for group in groups)


def test_the_better_wording_goes_before_the_earlier_date(make: Make) -> None:
    text = prose(600, 8)
    words = text.split()
    words[305:309] = ["quite", "other", "words", "here"]
    library = library_of(
        "shelf", [make("new.txt", text, issued="1990"), make("old.txt", " ".join(words), issued="1890")]
    )

    (group,) = collapsed(library, look_up(library, " ".join(text.split()[300:320])))

    assert group.first.record.name == "new.txt"


def test_of_equal_answers_the_earlier_work_goes_first(make: Make) -> None:
    text = prose(600, 8)
    quote = " ".join(text.split()[300:320])
    quoting = prose(200, 5) + f" “{quote}” " + prose(200, 6)
    library = library_of("shelf", [make("a.txt", quoting, issued="1950"), make("b.txt", text, issued="1850")])

    groups = collapsed(library, look_up(library, quote))

    assert [group.first.record.name for group in groups] == ["b.txt", "a.txt"]
