"""From citations to targets."""

import pytest

from quotecheck.model import Citation, CitationForm, CitationRole, Cited, Csl, Name, Quotation, QuotationKind, Span
from quotecheck.verify.targets import claims, source_target


def _cited(role: CitationRole, raw: str = "Source", url: str | None = None, csl: Csl | None = None) -> Cited:
    citation = Citation(id=raw, span=Span(0, 1), raw=raw, form=CitationForm.SOURCE_LINE, url=url, csl=csl or Csl())
    return Cited(role=role, citation=citation, why="test")


def _quotation(*cited: Cited) -> Quotation:
    return Quotation(id="q", span=Span(0, 5), text="words", kind=QuotationKind.DIRECT, cited=cited)


def test_the_authors_own_citation_comes_before_the_articles_address() -> None:
    article = _cited(CitationRole.ARTICLE, url="http://article.example/")
    own = _cited(CitationRole.EXPLICIT, url="http://own.example/")

    assert [claim.target.url for claim in claims(_quotation(article, own))] == [
        "http://own.example/",
        "http://article.example/",
    ]


def test_a_citation_without_address_names_a_work() -> None:
    csl = Csl(author=(Name(family="Marlow", given="A."),), title="Harbour Letters", issued="1902")

    (claim,) = claims(_quotation(_cited(CitationRole.EXPLICIT, csl=csl)))

    assert str(claim.target) == "A. Marlow, Harbour Letters, 1902"


def test_a_doi_becomes_an_address() -> None:
    (claim,) = claims(_quotation(_cited(CitationRole.EXPLICIT, csl=Csl(doi="10.1000/182"))))

    assert claim.target.url == "https://doi.org/10.1000/182"


def test_the_same_address_is_claimed_once() -> None:
    twice = (
        _cited(CitationRole.EXPLICIT, url="http://own.example/"),
        _cited(CitationRole.NOTE, url="http://own.example/"),
    )

    assert len(claims(_quotation(*twice))) == 1


@pytest.mark.parametrize(
    "word", ["https://a.example/x", "ftp://a.example/x", "javascript:alert(1)", "file:///etc/hostname"]
)
def test_a_word_with_a_scheme_is_an_address(word: str) -> None:
    assert source_target(word).url == word


@pytest.mark.parametrize("word", ["a.txt", "dir/a:b.txt", "C:\\notes\\a.txt", "./http"])
def test_anything_else_is_a_path(word: str) -> None:
    assert source_target(word).path == word
