"""HTML to text, marks and origins."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.model import Document, Mark, MarkKind, Span
from quotecheck.readers import file_span, read_bytes
from quotecheck.readers.html import html_document


def page(markup: str, *, name: str = "page.html") -> Document:
    return read_bytes(markup.encode(), name=name, media_type="text/html")


def marked(document: Document, kind: MarkKind) -> list[str]:
    return [mark.span.of(document.text) for mark in document.marks if mark.kind is kind]


def first(document: Document, kind: MarkKind) -> Mark:
    return next(mark for mark in document.marks if mark.kind is kind)


def test_blocks_part_paragraphs_and_inline_tags_do_not_part_words() -> None:
    assert page("<p>un<b>break</b>able</p><p>next</p>").text == "unbreakable\n\nnext"


def test_blanks_collapse_across_tags() -> None:
    assert page("<p>one \n <i> two</i>\n</p>").text == "one two"


def test_two_line_breaks_are_a_paragraph_and_one_is_a_line() -> None:
    assert page("a<br>b<br><br>c").text == "a\nb\n\nc"


def test_preformatted_text_keeps_its_lines() -> None:
    assert page("<pre>a\n  b</pre>").text == "a\n  b"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("&ldquo;x&rdquo;", "“x”"),
        ("&#8217;", "’"),
        ("&#x2019;", "’"),
        ("&#146;", "’"),
        ("AT&T", "AT&T"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_references_are_resolved_once(written: str, meant: str) -> None:
    assert page(f"<p>{written}</p>").text == meant


def test_reference_without_end_or_meaning_stays() -> None:
    assert (
        page("<p>a &nosuch; b & c &#99999999999999999999; d</p>").text == "a &nosuch; b & c &#99999999999999999999; d"
    )


def test_scripts_and_styles_are_left_out_and_all_else_is_in() -> None:
    text = page("<nav>menu</nav><script>if (a<b) '</p>'</script><style>p{}</style><footer>foot</footer>").text

    assert text == "menu\n\nfoot"


def test_title_and_alternative_texts_stand_hidden_at_the_end() -> None:
    document = page("<title>The &amp; Title</title><p>Body<img alt='A cat'></p>")

    assert document.text == "Body\n\nThe & Title\n\nA cat"
    assert marked(document, MarkKind.HIDDEN) == ["The & Title", "A cat"]


def test_glosses_of_ruby_leave_the_sentence_whole() -> None:
    document = page(
        "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rp>(</rp><rt>ji<rp>)</rp></ruby>は<rt>open<p>next</p>"
    )

    assert document.text == "漢字は\n\nnext\n\nkan\n\nji\n\nopen"
    assert marked(document, MarkKind.HIDDEN) == ["kan", "ji", "open"]


def test_block_quotation_carries_its_absolute_source() -> None:
    document = page('<blockquote cite="b.html"><p>One.<p>Two.</blockquote>after', name="https://e.org/a/")

    quotation = first(document, MarkKind.BLOCKQUOTE)
    assert quotation.span.of(document.text) == "One.\n\nTwo."
    assert quotation.target == "https://e.org/a/b.html"


def test_block_quotation_around_a_heading_is_layout() -> None:
    assert not marked(page("<blockquote><h1>Title</h1><p>All the page</blockquote>"), MarkKind.BLOCKQUOTE)


def test_inline_quotation_cite_caption_and_link_are_marked() -> None:
    document = page('<p><q>well</q> <cite>Work</cite> <a href="http://x.org/">link</a></p><figcaption>cap</figcaption>')

    assert document.text == "well Work link\n\ncap"
    assert marked(document, MarkKind.INLINE_QUOTE) == ["well"]
    assert marked(document, MarkKind.CITE) == ["Work"]
    assert first(document, MarkKind.LINK).target == "http://x.org/"
    assert marked(document, MarkKind.CAPTION) == ["cap"]


def test_unclosed_inline_elements_end_with_their_block() -> None:
    assert marked(page("<p><em>one<p>two"), MarkKind.EMPHASIS) == ["one"]


def test_items_and_cells_without_end_tags_end_with_the_next_or_with_their_list() -> None:
    document = page("<dl><dt>t<dd>d</dl>x<ul><li>a<ul><li>b</ul><li>c</ul>y<table><tr><td>1<td>2<tr><td>3</table>z")

    assert sorted(marked(document, MarkKind.LIST_ITEM)) == ["a\n\nb", "b", "c", "d"]
    assert marked(document, MarkKind.TABLE_CELL) == ["1", "2", "3"]


def test_callout_points_at_the_note_further_down() -> None:
    document = page(
        '<p>Said.<a name="r1" href="#n1">[1]</a></p><p>Other</p><p><a name="n1" href="#r1">1.</a> The note.</p>'
    )

    assert marked(document, MarkKind.NOTE_REF) == ["[1]"]
    assert marked(document, MarkKind.NOTE) == ["1. The note."]
    assert first(document, MarkKind.NOTE).target == first(document, MarkKind.NOTE_REF).target == "n1"


def test_page_numbers_begin_pages_and_are_furniture() -> None:
    document = page(
        '<p>one <span class="pagenum">[Pg 12]</span>two <span role="doc-pagebreak" aria-label="13"></span>three</p>'
    )

    assert [mark.label for mark in document.marks if mark.kind is MarkKind.PAGE] == ["12", "13"]
    assert marked(document, MarkKind.PAGE_FURNITURE) == ["[Pg 12]"]


def test_hidden_navigation_and_comments_are_marked() -> None:
    document = page('<div class="comments"><p>Nice</p></div><nav>menu</nav><p style="display: none">trap</p>')

    assert marked(document, MarkKind.COMMENT) == ["Nice"]
    assert marked(document, MarkKind.NAVIGATION) == ["menu"]
    assert marked(document, MarkKind.HIDDEN) == ["trap"]


def test_head_gives_metadata() -> None:
    metadata = page(
        '<html lang="en"><head><title> A  title </title><meta name="author" content="J. Doe">'
        '<meta property="article:published_time" content="2020-01-02"><link rel="canonical" href="https://e.org/c"></head>'
    ).metadata

    assert (metadata.title, metadata.author, metadata.issued) == ("A title", "J. Doe", "2020-01-02")
    assert (metadata.url, metadata.language) == ("https://e.org/c", "en")


def test_file_span_covers_tags_inside_and_references_whole() -> None:
    markup = "<p>say &ldquo;w<b>or</b>d&rdquo;</p> and"
    document = page(markup)

    at = document.text.index("“")
    assert file_span(document, Span(at, at + 6)).of(markup) == "&ldquo;w<b>or</b>d&rdquo;"


WORDS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "word", " ", "&amp;", "&#8220;", "\n", "<br>", "ü", "<", "<!--", "-->", "<pre>"]
    )
)


@settings(deadline=None, max_examples=200)
@given(WORDS)
def test_every_letter_maps_back_to_itself_in_the_file(pieces: list[str]) -> None:
    markup = "".join(pieces)
    document = html_document(markup, name="x")

    for at, letter in enumerate(document.text):
        if letter.isalpha():
            assert file_span(document, Span(at, at + 1)).of(markup) == letter
        elif not letter.isspace():
            assert html.unescape(file_span(document, Span(at, at + 1)).of(markup)) == letter


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="<>/!-=\"'&;#ab \nphref", max_size=80))
def test_no_markup_raises_and_marks_lie_inside(markup: str) -> None:
    document = html_document(markup, name="x")

    keys = [(mark.span.start, -mark.span.end) for mark in document.marks]
    assert keys == sorted(keys)
    assert all(0 <= mark.span.start < mark.span.end <= len(document.text) for mark in document.marks)
