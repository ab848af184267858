"""Which citation is linked to which quotation."""

import re
from dataclasses import replace

import pytest

from quotecheck.extract.citations import find_citations, link, resolve, split_articles
from quotecheck.language.lists import listed
from quotecheck.model import CitationRole, Document, Mark, MarkKind, Quotation, QuotationKind, Span
from tests.extract.citations.cases import titled

CASES = titled("linked")
_QUOTED = re.compile("“(?P<words>[^”“]*(?:\n\n“[^”“]*)*)”")


def quotations_of(text: str) -> tuple[Quotation, ...]:
    found = []
    for match in re.finditer("“[^”“]*", text):
        closed = text[match.end() : match.end() + 1] == "”"
        span = Span(match.start() + 1, match.start() + len(match.group().rstrip()))
        is_block = match.start() == 0 or text[match.start() - 1] == "\n"
        found.append(
            Quotation(
                id=f"q{match.start()}",
                span=span,
                text=span.of(text),
                kind=QuotationKind.BLOCK if is_block else QuotationKind.DIRECT,
                open_mark=Span(match.start(), match.start() + 1),
                close_mark=Span(match.end(), match.end() + 1) if closed else None,
            )
        )
    return tuple(found)


def linked(text: str, *marks: Mark, kind: QuotationKind | None = None) -> tuple[Quotation, ...]:
    document = Document(name="t", text=text, marks=marks)
    citations = find_citations(document)
    articles = split_articles(document, citations)
    quotations = [replace(one, kind=kind or one.kind) for one in quotations_of(text)]
    return link(document, quotations, resolve(document, citations, articles), articles)


def shown(quotation: Quotation) -> str:
    return ", ".join(f"{one.role.value}:{one.citation.raw}" for one in quotation.cited) or "-"


@pytest.mark.parametrize("case", [rest for _, rest in CASES], ids=[title for title, _ in CASES])
def test_citations_are_linked_by_the_rules(case: str) -> None:
    text, _, expected = case.rpartition("\n")
    wanted = expected.split(" | ")

    found = [shown(one) for one in linked(text)]

    assert len(found) == len(wanted)
    assert all(one.startswith(start) for one, start in zip(found, wanted, strict=True)), found


def test_titles_are_never_linked() -> None:
    (title,) = linked("He read “The Low Year” (Marsh, 1990, p. 5).", kind=QuotationKind.TITLE)

    assert title.cited == ()


def test_a_markdown_note_is_linked_through_its_callout() -> None:
    text = "She wrote “the river was low”[^1].\n\n[^1]: Ellen Marsh, The Low Year (London: Hill, 1990), 5."
    body = text.index("Ellen")
    marks = (
        Mark(kind=MarkKind.NOTE_REF, span=Span(29, 33), target="1", label="1"),
        Mark(kind=MarkKind.NOTE, span=Span(body, len(text)), target="1", label="1"),
    )

    (quotation,) = linked(text, *marks)

    assert [(one.role, one.citation.span.start) for one in quotation.cited] == [(CitationRole.NOTE, body)]


def test_the_cite_of_a_block_quotation_is_linked_to_it() -> None:
    text = "“The river was low.”\n\nMore."
    mark = Mark(kind=MarkKind.BLOCKQUOTE, span=Span(0, 20), target="https://q.example/")

    (quotation,) = linked(text, mark)

    assert [one.citation.url for one in quotation.cited] == ["https://q.example/"]


def test_the_cite_of_a_block_is_linked_past_its_signature() -> None:
    text = "“The river was low.”\n\n— E. Marsh, The Low Year\n\nMore."
    mark = Mark(kind=MarkKind.BLOCKQUOTE, span=Span(0, text.index("\n\nMore")), target="https://q.example/")

    (quotation,) = linked(text, mark)

    assert [one.citation.raw for one in quotation.cited] == ["https://q.example/", "E. Marsh, The Low Year"]


def test_a_work_in_italics_before_the_quotation_is_named_in_prose() -> None:
    text = "In his book The Low Year he writes: “the river was low in all those years”."
    mark = Mark(kind=MarkKind.EMPHASIS, span=Span(12, 24))

    (quotation,) = linked(text, mark)

    assert [(one.role, one.citation.csl.title) for one in quotation.cited] == [(CitationRole.PROSE, "The Low Year")]


def test_a_work_of_another_sentence_is_not_named() -> None:
    text = "His book is The Low Year. He writes: “the river was low in all those years”."
    mark = Mark(kind=MarkKind.EMPHASIS, span=Span(12, 24))

    (quotation,) = linked(text, mark)

    assert quotation.cited == ()


def test_a_link_introduces_the_quotation_behind_it() -> None:
    text = "As the report says, “the river was low that year”."
    mark = Mark(kind=MarkKind.LINK, span=Span(3, 13), target="https://a.example/x")

    (quotation,) = linked(text, mark)

    assert [one.citation.url for one in quotation.cited] == ["https://a.example/x"]


def test_links_carry_the_resolved_citation() -> None:
    found = linked("He said “one thing” (Marsh, E., ‘Wells’, Leeds, 1980, p. 2) and “two things” (Ibid., p. 4).")

    assert found[1].cited[0].citation.csl.title == "Wells"


def test_every_link_says_why() -> None:
    found = linked("He said “one thing” and “two things” (Marsh, 1990, p. 4).\n\nSource: http://a.example/1")

    assert all(one.why for quotation in found for one in quotation.cited)


def test_quotations_come_back_in_their_order_with_their_words() -> None:
    text = "He said “one” (Marsh, 1990, p. 4), then “two”."

    assert [one.text for one in linked(text)] == ["one", "two"]


@pytest.mark.parametrize("noun", sorted(listed("work-nouns")))
def test_capitals_behind_the_noun_of_a_work_are_its_title(noun: str) -> None:
    (quotation,) = linked(f"In the {noun} Rivers and Miles, she says that “the river was low in all those years”.")

    assert [(one.role, one.citation.csl.title) for one in quotation.cited] == [(CitationRole.PROSE, "Rivers and Miles")]


def test_capitals_behind_another_noun_are_no_title() -> None:
    (quotation,) = linked("In the town Rivers and Miles, she says that “the river was low in all those years”.")

    assert quotation.cited == ()
