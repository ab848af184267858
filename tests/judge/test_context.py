"""Cuts that turn the meaning, other voices, places: findings about what stands around a passage."""

import pytest

from quotecheck.judge.compare.pages import wrong_page
from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline
from quotecheck.locate.locate import find
from quotecheck.model import (
    Document,
    Judgement,
    Locator,
    Mark,
    MarkKind,
    Match,
    Passage,
    Severity,
    SourceState,
    Span,
    Style,
    Verdict,
)

QUOTE = "the harbour was closed in the winter"


def cut(text: str, quote: str = QUOTE, marks: tuple[Mark, ...] = (), occurrences: int = 1) -> Judgement:
    start = text.index(quote)
    passage = Passage(quote=Span(0, len(quote)), source=Span(start, start + len(quote)))
    document = Document(name="source", text=text, marks=marks)
    return judge(quote, Match(passages=(passage,), score=1.0, occurrences=occurrences), document)


def codes(judgement: Judgement) -> set[str]:
    return {item.code for item in judgement.findings}


@pytest.mark.parametrize(
    "text",
    [
        f"It is not true that {QUOTE}.",
        f"He denied that {QUOTE}.",
        f"Nobody said {QUOTE}.",
        f"They doubt whether {QUOTE}.",
        f"If {QUOTE}, they would go.",
        f"It is a myth that {QUOTE}.",
        f"According to his critics {QUOTE}.",
    ],
)
def test_cut_after_words_that_govern_is_sent_to_review(text: str) -> None:
    found = cut(text)

    assert "Q501" in codes(found)
    assert headline(SourceState.READ, found, style=Style.CHICAGO) is Verdict.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        f"As all men know, {QUOTE}.",
        f"It was not cold. In that year {QUOTE}.",
        f"They did not go there, and {QUOTE}.",
        f"He said that {QUOTE}.",
        f"{QUOTE}, and they went home.",
        f"{QUOTE}. But they went home.",
    ],
)
def test_innocent_cut_is_left_alone(text: str) -> None:
    assert not codes(cut(text)) & {"Q501", "Q504"}


@pytest.mark.parametrize(
    "rest", ["unless it was warm", ", but only at night", "if there was ice", "; however, it was not", "only once"]
)
def test_cut_before_a_limit_is_sent_to_review(rest: str) -> None:
    text = f"We know {QUOTE}{rest if rest[0] in ',;' else ' ' + rest}."

    assert "Q504" in codes(cut(text))


def test_part_of_a_question_is_told() -> None:
    assert "Q508" in codes(cut(f"Was it so that {QUOTE} of that year?"))


def test_reader_comment_and_navigation_are_told() -> None:
    text = f"{QUOTE} of that year."
    span = Span(0, len(text))

    assert "Q508" in codes(cut(text, marks=(Mark(kind=MarkKind.COMMENT, span=span),)))
    assert "Q602" in codes(cut(text, marks=(Mark(kind=MarkKind.NAVIGATION, span=span),)))
    assert "Q602" in codes(cut(text, marks=(Mark(kind=MarkKind.HIDDEN, span=span),)))


@pytest.mark.parametrize(
    "text", [f"She wrote: “In truth {QUOTE} of that year.”", f'She wrote: "In truth {QUOTE}." And he left.']
)
def test_words_quoted_by_the_source_are_a_note(text: str) -> None:
    found = [item for item in cut(text).findings if item.code == "Q508"]

    assert [item.severity for item in found] == [Severity.NOTE]


def test_block_quotation_of_the_source_is_a_note() -> None:
    text = f"{QUOTE} of that year."

    found = cut(text, marks=(Mark(kind=MarkKind.BLOCKQUOTE, span=Span(0, len(text))),))

    assert [item.severity for item in found.findings if item.code == "Q508"] == [Severity.NOTE]


def test_frequent_wording_is_weak_evidence() -> None:
    assert "Q509" in codes(cut(f"{QUOTE}. " * 4, occurrences=4))


def test_note_callouts_and_running_heads_known_to_the_reader_are_left_aside() -> None:
    text = "the harbour was seven closed in TOWN NEWS the winter"
    marks = (
        Mark(kind=MarkKind.NOTE_REF, span=Span(16, 21)),
        Mark(kind=MarkKind.PAGE_FURNITURE, span=Span(32, 41)),
    )
    match = Match(passages=(Passage(quote=Span(0, len(QUOTE)), source=Span(0, len(text))),), score=0.8)

    found = judge(QUOTE, match, Document(name="source", text=text, marks=marks))

    assert codes(found) == {"Q111", "Q901"}
    assert headline(SourceState.READ, found, style=Style.CHICAGO) is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("value", "wrong"),
    [("21", False), ("20", True), ("19-22", False), ("19–20", True), ("3, 21", False), ("119-22", True), ("iv", True)],
)
def test_page_of_the_citation_is_compared(value: str, wrong: bool) -> None:
    assert (wrong_page("21", Locator(label="page", value=value)) is not None) is wrong


def test_a_source_without_pages_and_a_locator_that_is_none_say_nothing() -> None:
    assert wrong_page(None, Locator(label="page", value="2")) is None
    assert wrong_page("3", Locator(label="chapter", value="2")) is None
    assert wrong_page("3", None) is None


def test_parts_far_apart_are_sent_to_review() -> None:
    middle = "Something else was told there of the long years before the war. " * 40
    text = f"In those days {QUOTE} of that year. {middle}At last the bridge was built by the old men of the town."

    found = judge(
        quote := f"{QUOTE} … the bridge was built by the old men", find(quote, text), Document(name="s", text=text)
    )

    assert "Q505" in codes(found)
    assert headline(SourceState.READ, found, style=Style.CHICAGO) is Verdict.REVIEW


def test_silent_splice_is_told_where_the_locator_has_one_half() -> None:
    middle = "Something else was told there of the long years before the war. " * 40
    text = f"In those days {QUOTE} of that year. {middle}At last the bridge was built by the old men of the town."
    quote = f"{QUOTE} the bridge was built by the old men"
    start = text.index(QUOTE)
    match = Match(passages=(Passage(quote=Span(0, len(QUOTE)), source=Span(start, start + len(QUOTE))),), score=0.5)

    assert "Q506" in codes(judge(quote, match, Document(name="s", text=text)))


def test_ellipsis_across_a_heading_joins_two_places() -> None:
    text = f"{QUOTE}\n\nThe bridge\n\nIt was built by the old men of the town."
    quote = f"{QUOTE} … It was built by the old men"
    marks = (Mark(kind=MarkKind.HEADING, span=Span(len(QUOTE) + 2, len(QUOTE) + 12), label="2"),)

    found = judge(quote, find(quote, text), Document(name="s", text=text, marks=marks))

    assert "Q505" in codes(found)


def test_quotation_in_another_language_is_not_compared() -> None:
    text = "Der Hafen war im Winter geschlossen, und die Leute sind nicht mehr zu der Stadt gegangen."

    found = judge(
        "the harbour was closed and the people of the town were not there", None, Document(name="s", text=text)
    )

    assert codes(found) == {"Q705"}
    assert headline(SourceState.READ, found, style=Style.CHICAGO) is Verdict.UNCHECKED


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The keepers had never yet been asked for their opinion.", "asked for their opinion"),
        ("The surveyors had not always been so sure of the old wall.", "so sure of the old wall"),
    ],
)
def test_adverbs_that_may_open_clauses_do_not_end_the_reach_of_a_negation(text: str, quote: str) -> None:
    assert "Q501" in codes(cut(text, quote))
