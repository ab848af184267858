"""Q702: the page names another author than the citation, told only where nothing speaks against it."""

import hashlib
from datetime import UTC, datetime

import pytest

from quotecheck.model import Capture, Citation, CitationForm, Csl, Name, Outcome, Retrieval, Route, Span, Style, Target
from quotecheck.verify.author import cited_authors
from quotecheck.verify.check import Question, check_against
from quotecheck.verify.sources import read_source

QUOTE = "the lamp was lit by the keeper at dusk and the boats came in"
URL = "http://harbour.example/log"


def page(author: str, more: str = "") -> bytes:
    head = f'<title>The harbour</title><meta name="author" content="{author}">'
    return f"<html><head>{head}</head><body><p>It is said that {QUOTE}. {more}</p></body></html>".encode()


def retrieved(content: bytes) -> Retrieval:
    capture = Capture(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/html",
        charset="utf-8",
        final_url=URL,
        route=Route.LIVE,
        retrieved_at=datetime(2026, 1, 2, tzinfo=UTC),
        status=200,
    )
    return Retrieval(target=Target(url=URL), outcome=Outcome.OK, capture=capture)


def codes(content: bytes, *authors: str, quote: str = QUOTE) -> set[str]:
    source = read_source(retrieved(content), style=Style.CHICAGO)
    (result,) = check_against(source, [Question(id="q", quote=quote, authors=authors)], style=Style.CHICAGO)
    return {item.code for item in result.judgement.findings}


def test_another_author_is_told() -> None:
    assert "Q702" in codes(page("Mira Halloway"), "Wexford")


@pytest.mark.parametrize(
    ("author", "more", "cited"),
    [
        ("Mira Halloway", "", ()),  # the citation names nobody
        ("Mira Halloway", "", ("Halloway",)),
        ("Mira Halloway", "", ("Wexford", "Halloway")),
        ("Mira Halloway", "", ("Hallowey",)),  # another spelling
        ("Mira Halloway", "Mr. Wexford wrote it down.", ("Wexford",)),  # the words are his, the page is hers
        ("", "", ("Wexford",)),
        ("admin", "", ("Wexford",)),
        ("Guest Author", "", ("Wexford",)),
        ("the web team of the harbour", "", ("Wexford",)),
        ("Лев Толстой", "", ("Tolstoy",)),  # another script
        ("Zoë Brontë", "", ("Bronte",)),
    ],
)
def test_where_anything_speaks_for_the_citation_nothing_is_told(author: str, more: str, cited: tuple[str, ...]) -> None:
    assert "Q702" not in codes(page(author, more), *cited)


def test_nothing_is_told_of_words_that_are_not_on_the_page() -> None:
    assert "Q702" not in codes(page("Mira Halloway"), "Wexford", quote="nine bells rang out over the empty market")


def test_a_body_among_the_authors_may_let_anybody_write() -> None:
    def cited(*names: Name) -> tuple[str, ...]:
        return cited_authors(Citation(id="c", span=Span(0, 1), raw="", form=CitationForm.NOTE, csl=Csl(author=names)))

    assert cited(Name(family="Wexford", given="A.")) == ("Wexford",)
    assert cited(Name(family="Wexford"), Name(literal="The Harbour Board")) == ()
