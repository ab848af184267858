"""Where one article of a file ends and the next begins."""

from quotecheck.extract.citations import find_citations, split_articles
from quotecheck.model import Article, Document, Mark, MarkKind, Span

BODY = "The mills had stopped long before that, as all who lived there knew, and nobody mended them at all."


def split(text: str, *marks: Mark) -> tuple[Article, ...]:
    document = Document(name="t", text=text, marks=marks)
    return split_articles(document, find_citations(document))


def test_a_text_without_borders_is_one_article() -> None:
    (article,) = split(f"The River\n\n{BODY}")

    assert (article.title, article.source) == ("The River", None)


def test_an_empty_text_has_no_article() -> None:
    assert split(" \n\n ") == ()


def test_a_source_line_ends_an_article() -> None:
    text = f"The River\n\n{BODY}\n\nSource: http://a.example/1\n\nThe Well\n\n{BODY}\n\nAvailable at http://a.example/2"

    found = split(text)

    assert [one.title for one in found] == ["The River", "The Well"]
    assert [one.source and one.source.url for one in found] == ["http://a.example/1", "http://a.example/2"]


def test_captions_between_two_articles_are_not_the_title() -> None:
    text = f"The River\n\n{BODY}\n\nSource: http://a.example/1\n\nMill, Well\n\nThe Well and Who Dug It\n\n{BODY}"

    assert [one.title for one in split(text)] == ["The River", "The Well and Who Dug It"]


def test_a_courtesy_line_inside_an_article_does_not_end_it() -> None:
    text = f"The River\n\n{BODY}\n\nCourtesy: ‘Voda’, 1989, No. 12, p. 196.\n\nThe Second Letter\n\n{BODY}\n\nSource: http://a.example/1"

    assert len(split(text)) == 1


def test_the_head_of_a_page_is_not_an_article() -> None:
    text = f"The River\n\nWritten: March 1913\n\nSource: Works, Leeds, 1977, pp. 29-30.\n\nThe Mills\n\n{BODY}"

    assert len(split(text)) == 1


def test_a_title_with_a_byline_begins_an_article() -> None:
    text = f"The River\n\n{BODY}\n\nThe Well and Who Dug It\n\nBy Prof. Ellen Marsh\n\n{BODY}"

    assert [one.title for one in split(text)] == ["The River", "The Well and Who Dug It"]


def test_several_first_headings_begin_articles() -> None:
    text = f"The River\n\n{BODY}\n\nThe Well\n\n{BODY}"
    marks = tuple(
        Mark(kind=MarkKind.HEADING, span=Span(at, at + len(title)), label="1")
        for title in ("The River", "The Well")
        for at in [text.index(title)]
    )

    assert [one.title for one in split(text, *marks)] == ["The River", "The Well"]


def test_articles_cover_the_text_in_order() -> None:
    text = f"The River\n\n{BODY}\n\nSource: http://a.example/1\n\nThe Well\n\n{BODY}\n"

    first, second = split(text)

    assert (first.span.start, first.span.end, second.span.end) == (0, second.span.start, len(text.rstrip()))
