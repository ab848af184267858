"""What holds for every text: no errors, spans in place, no overlap, the same answer twice."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.extract.citations import find_citations, link, resolve, split_articles
from quotecheck.model import Citation, Document, Mark, MarkKind, Quotation, QuotationKind, Span

PIECES = [
    *"()[]“”‘’\"'.,;:—-–*_#>§\n\t \xa0^¹0",
    "\n\n",
    "(Ibid., p. 5)",
    "op. cit.",
    "Source: ",
    "Source: http://a.example/x",
    "Marsh, E.",
    "‘The Low Year’",
    "London, 1990",
    "p. 5",
    "[1]",
    "References",
    "Notes\n",
    "1. ",
    "— Ellen Marsh",
    "by Ellen Marsh, author of Wells",
    "Printed and published by the ",
    "Translated by ",
    "F. 17, Op. 2, D. 3",
    "410 U.S. 113",
    " v. ",
    "10.1000/x",
    "www.a.example",
    "vol. 3, no. 4",
    "(in chapter IV of the Wells)",
    "word ",
    "Нет ",
    "там же",
    "\x1d\x1e\x1f",
    "۔",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(TEXTS)
    kinds = [MarkKind.LINK, MarkKind.NOTE, MarkKind.NOTE_REF, MarkKind.BLOCKQUOTE, MarkKind.HEADING, MarkKind.EMPHASIS]
    marks = []
    for kind in draw(st.lists(st.sampled_from([*kinds, MarkKind.BIBLIOGRAPHY, MarkKind.CAPTION]), max_size=4)):
        start = draw(st.integers(0, len(text)))
        span = Span(start, draw(st.integers(start, len(text))))
        target = draw(st.sampled_from([None, "1", "https://a.example/x"]))
        marks.append(Mark(kind=kind, span=span, target=target, label="1"))
    return Document(name="t", text=text, marks=tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))))


def everything(document: Document) -> tuple[Citation, ...]:
    citations = find_citations(document)
    return resolve(document, citations, split_articles(document, citations))


@settings(deadline=None, max_examples=200)
@given(documents())
def test_no_text_raises_and_spans_are_the_words(document: Document) -> None:
    for one in everything(document):
        assert 0 <= one.span.start <= one.span.end <= len(document.text)
        for part in (one, one.resolved):
            assert part is None or not len(part.span) or part.raw == part.span.of(document.text)


@settings(deadline=None, max_examples=100)
@given(documents())
def test_citations_never_overlap(document: Document) -> None:
    found = find_citations(document)

    assert all(one.span.end <= two.span.start for one, two in pairwise(found))


@settings(deadline=None, max_examples=100)
@given(documents(), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=8))
def test_linking_keeps_every_quotation_and_says_why(document: Document, ends: list[tuple[int, int]]) -> None:
    citations = find_citations(document)
    articles = split_articles(document, citations)
    spans = [Span(min(one), min(max(one), len(document.text))) for one in ends if min(one) <= len(document.text)]
    quotations = [
        Quotation(id=f"q{number}", span=span, text=span.of(document.text), kind=QuotationKind.DIRECT)
        for number, span in enumerate(spans)
    ]

    found = link(document, quotations, citations, articles)

    assert [one.id for one in found] == [one.id for one in quotations]
    assert all(cited.why for one in found for cited in one.cited)


@settings(deadline=None, max_examples=50)
@given(documents())
def test_the_same_document_gives_the_same_answer(document: Document) -> None:
    assert everything(document) == everything(document)


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "[",
        "()",
        "(1 ",
        "‘a ",
        "“",
        "(Ibid., p. 3) ",
        "Source: x\n",
        "”\n— X\n",
        "Marsh v. ",
        "http://",
        "10.1/",
        "A. ",
        "1-",
    ],
)
def test_hostile_rows_are_read_to_their_end(unit: str) -> None:
    document = Document(name="t", text=unit * 3000)

    for one in everything(document):
        assert one.span.end <= len(document.text)


@pytest.mark.corpus
def test_the_corpus_has_its_articles_and_addresses() -> None:
    path = Path(__file__).parents[4] / "shared" / "corpus" / "blog-export.txt"
    if not path.exists():
        pytest.skip("the corpus is not part of the repository")
    document = Document(name="t", text=path.read_bytes().decode())
    citations = find_citations(document)

    articles = split_articles(document, citations)

    assert len(articles) == 7
    assert sum(one.source is not None and one.source.url is not None for one in articles) == 4
