"""What each of the larger formats keeps of its structure, and what it refuses."""

import io
import json
import zipfile

import pytest

from quotecheck.errors import UnreadableDocument
from quotecheck.model import Document, MarkKind, Metadata, Span
from quotecheck.readers import file_span, read_bytes
from quotecheck.readers.pdf import pdf_document
from quotecheck.readers.pdf_lines import PrintedLine
from tests.readers.packages import docx, epub, paragraph, pdf, zipped


def marked(document: Document, kind: MarkKind) -> list[tuple[str, str | None]]:
    return [(mark.span.of(document.text), mark.target) for mark in document.marks if mark.kind is kind]


def latex(source: str) -> Document:
    return read_bytes(source.encode(), name="a.tex")


def wiki(source: str) -> Document:
    return read_bytes(source.encode(), name="a.wiki")


# --- LaTeX


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"Caf\'e na\"{\i}ve \c{c}a \oe uvre Stra\ss e", "Café naïve ça œuvre Straße"),
        ("``a'' `b' ,,c'' d---e--f", "“a” ‘b’ „c” d—e–f"),
        (r"50\% \& \$5 \ldots{} p.~12", "50% & $5 … p.\xa012"),
        ("a % comment\nb\n% only comment\n\nc", "a b\n\nc"),
        (r"\textbf{a \emph{b}} {\itshape c} \vspace{2cm}d \unknown[x]{e}", "a b c d e"),
        (r"one\\two \par three", "one\ntwo\n\nthree"),
        (r"\verb and \begin{comment}gone\end{comment} kept", "and\n\nkept"),
        (r"\verb|a \b| and \textcolor{red}{c} \multicolumn{2}{l}{d}", r"a \b and c d"),
        (
            r"\newcommand{\board}{the Board}\begin{document}so \board{} and \board: \end{document}",
            "so the Board and the Board:",
        ),
        (r"\begin{displaycquote}[3]{b}d\end{displaycquote}e", "d [b, 3]\n\ne"),
    ],
)
def test_latex_reads_as_it_is_typeset(source: str, shown: str) -> None:
    assert latex(source).text == shown


def test_latex_quotations_notes_and_links_are_marked() -> None:
    document = latex(
        r"\enquote{a}\footnote{b} \href{http://x.org}{c} \begin{displayquote}d\end{displayquote} \blockquote{e}"
    )

    assert marked(document, MarkKind.INLINE_QUOTE) == [("a", None)]
    assert marked(document, MarkKind.NOTE_REF) == [("1", "note-1")]
    assert marked(document, MarkKind.NOTE) == [("b", "note-1")]
    assert marked(document, MarkKind.LINK) == [("c", "http://x.org")]
    assert marked(document, MarkKind.BLOCKQUOTE) == [("d", None), ("e", None)]


def test_latex_citation_shows_the_number_of_its_entry() -> None:
    document = latex(r"x \cite[p.~3]{b} \begin{thebibliography}{9}\bibitem{a} A. \bibitem{b} B.\end{thebibliography}")

    assert marked(document, MarkKind.NOTE_REF) == [("[2, p. 3]", "b")]
    assert marked(document, MarkKind.BIBLIOGRAPHY) == [("A.", "a"), ("B.", "b")]


@pytest.mark.parametrize(
    "command",
    [
        r"\textquote[{\cite[3]{b}}]{q}",
        r"\textcquote[3]{b}{q}",
        r"\foreigntextcquote{german}[3]{b}{q}",
        r"\foreigntextquote{german}[{\cite[3]{b}}]{q}",
    ],
)
def test_the_citation_of_a_quoting_command_stands_behind_its_words(command: str) -> None:
    document = latex(rf"a {command} z")

    assert document.text == "a q [b, 3] z"
    assert marked(document, MarkKind.INLINE_QUOTE) == [("q", None)]
    assert marked(document, MarkKind.NOTE_REF) == [("[b, 3]", "b")]
    assert latex(command.replace("text", "block")).text == "q [b, 3]"
    assert marked(latex(command.replace("text", "block")), MarkKind.BLOCKQUOTE) == [("q", None)]


def test_latex_offsets_lead_back_to_the_file() -> None:
    source = r"\section{A} say ``na\"ive \emph{word}'' now"
    document = latex(source)

    start, end = document.text.index("“"), document.text.index("”") + 1
    assert file_span(document, Span(start, end)).of(source) == r"``na\"ive \emph{word}''"


# --- wikitext


def test_wiki_templates_links_and_tags_are_read() -> None:
    document = wiki(
        "'''Bold''' [[a b|link]]s [http://x.org out] {{lang|fr|mot}} {{Infobox|x=y}}"
        "<nowiki>''raw''</nowiki> &mdash; <!-- no -->end"
    )

    assert document.text == "Bold links out mot ''raw'' — end"
    assert marked(document, MarkKind.LINK) == [("out", "http://x.org")]
    assert marked(document, MarkKind.STRONG) == [("Bold", None)]


def test_wiki_quotation_keeps_its_attribution_outside() -> None:
    document = wiki("x\n{{Quote|text=The ''words'' [[of|from]] it.|author=A. B.|source=Work}}\ny")

    assert marked(document, MarkKind.BLOCKQUOTE) == [("The words from it.", None)]
    assert "\n\n— A. B., Work\n\n" in document.text


def test_wiki_note_called_twice_stands_once() -> None:
    document = wiki(
        'a<ref name="n">{{cite web|title=T|url=http://x.org|last=L}}</ref> b<ref name=n/> c<ref>other</ref>'
    )

    assert [target for _, target in marked(document, MarkKind.NOTE_REF)] == ["note-1", "note-1", "note-2"]
    assert [text for text, _ in marked(document, MarkKind.NOTE)] == ["L. T http://x.org", "other"]


def test_wiki_headings_lists_and_tables_part_paragraphs() -> None:
    document = wiki('== Head ==\ntext\nmore\n* one\n* two\n{| class="x"\n! h\n|-\n| a || b\n|}\nafter')

    assert document.text == "Head\n\ntext more\n\none\n\ntwo\n\nh\n\na\tb\n\nafter"
    assert marked(document, MarkKind.HEADING) == [("Head", None)]


def test_wikitext_notes_glosses_and_galleries_keep_their_words() -> None:
    document = wiki(
        "a{{efn|name=x|See ''b''.}} c{{efn|name=x}} {{lang-de|Hafen}} {{lang|de|Tor|italic=no}}\n"
        "<gallery>\nFile:d.jpg|alt=e|the [[mole|old mole]]\nFile:f.jpg\n</gallery>"
    )

    assert document.text == "a1 c1 Hafen Tor\n\nthe old mole\n\nSee b."
    assert marked(document, MarkKind.NOTE) == [("See b.", "note-1")]
    assert marked(document, MarkKind.CAPTION) == [("the old mole", None)]


# --- packages


def test_word_styles_notes_links_and_deletions() -> None:
    document = read_bytes(
        docx(
            paragraph("Head", style="Heading1")
            + paragraph(
                "kept",
                "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
                '<w:r><w:footnoteReference w:id="2"/></w:r>',
            )
            + paragraph("One.", style="HausZitat")
            + paragraph("Two.", style="Zitat")
            + paragraph('<w:hyperlink r:id="r1"><w:r><w:t>link</w:t></w:r></w:hyperlink>'),
            notes=f'<w:footnote w:id="2">{paragraph("The note.")}</w:footnote>',
            links={"r1": "http://x.org"},
        ),
        name="a",
    )

    assert document.text == "Head\n\nkept1\n\nOne.\n\nTwo.\n\nlink\n\nThe note."
    assert marked(document, MarkKind.BLOCKQUOTE) == [("One.\n\nTwo.", None)]
    assert marked(document, MarkKind.LINK) == [("link", "http://x.org")]
    assert marked(document, MarkKind.NOTE)[0][1] == marked(document, MarkKind.NOTE_REF)[0][1]
    assert document.metadata.title == "T"


def test_fields_of_word_are_links_whatever_they_hold() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end"))
    instruction = (
        '<w:r><w:instrText> HYPER</w:instrText></w:r><w:r><w:instrText>LINK "http://x.org" </w:instrText></w:r>'
    )
    page = f"{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{separate}<w:r><w:t>9</w:t></w:r>{end}"

    document = read_bytes(
        docx(
            paragraph(begin, instruction, separate, "shown ", page, end, " after", end, separate)
            + paragraph("<w:fldSimple w:instr='HYPERLINK \"http://y.org\"'><w:r><w:t>simple</w:t></w:r></w:fldSimple>")
            + paragraph("<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt></w:ruby><w:t>漢</w:t></w:r>")
        ),
        name="a",
    )

    assert document.text == "shown 9 after\n\nsimple\n\n漢"
    assert marked(document, MarkKind.LINK) == [("shown 9", "http://x.org"), ("simple", "http://y.org")]


def test_book_reads_chapters_in_order_and_notes_across_them() -> None:
    document = read_bytes(
        epub(
            {
                "b.xhtml": '<p>Said.<a epub:type="noteref" href="notes.xhtml#n1">1</a>'
                '<span epub:type="pagebreak" title="12"/> on</p>',
                "notes.xhtml": '<aside epub:type="footnote" id="n1"><p>The note.</p></aside>',
            }
        ),
        name="a.epub",
    )

    assert document.text.startswith("Said.1 on\n\nThe note.")
    assert marked(document, MarkKind.NOTE)[0] == ("The note.", marked(document, MarkKind.NOTE_REF)[0][1])
    assert [mark.label for mark in document.marks if mark.kind is MarkKind.PAGE] == ["12"]


def bomb(part: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, b" " * (80 * 2**20))
    return buffer.getvalue()


def test_zip_bombs_are_refused_by_size() -> None:
    with pytest.raises(UnreadableDocument, match="unpacks") as caught:
        read_bytes(bomb("word/document.xml"), name="a.docx")
    assert caught.value.code == "Q809"


ENTITIES = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
BILLION = f'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY file SYSTEM "file:///etc/hostname">{ENTITIES}]>'


def test_entities_of_xml_are_never_expanded() -> None:
    body = '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>x&j;&file;</w:t></w:r></w:p>'

    assert read_bytes(zipped({"a": "", "word/document.xml": BILLION + body}), name="a.docx").text == "x"


@pytest.mark.parametrize(
    "content",
    [
        docx(paragraph("a"))[:-40],
        zipped({"a": "b"}),
        zipped({"word/document.xml": "no xml"}),
        zipped({"META-INF/container.xml": "<x/>"}),
        epub({}),
        b"PK\x03\x04" + b"junk" * 99,
    ],
)
def test_broken_packages_are_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(content, name="a.docx")
    assert "\n" not in str(caught.value)


# --- WordPress and notebooks


def test_export_keeps_posts_comments_and_line_ends() -> None:
    item = (
        "<item><title>Post</title><link>http://x.org/p</link><content:encoded>one\n\ntwo &lt;b&gt;three&lt;/b&gt;\nfour"
        "</content:encoded><wp:comment><wp:comment_approved>1</wp:comment_approved><wp:comment_content>Nice"
        "</wp:comment_content></wp:comment></item>"
    )
    spaces = 'xmlns:wp="w" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    document = read_bytes(f"<rss {spaces}><channel>{item}</channel></rss>".encode(), name="a.xml")

    assert document.text == "Post\n\none\n\ntwo three\nfour\n\nNice"
    assert marked(document, MarkKind.LINK) == [("Post", "http://x.org/p")]
    assert marked(document, MarkKind.COMMENT) == [("Nice", None)]


def test_unknown_entities_of_an_export_are_left_to_its_html() -> None:
    export = "<rss xmlns:wp='w'><channel><item>&x;<title>a&nbsp;b</title>&y;</item></channel></rss>"

    assert read_bytes(export.encode(), name="a.xml").text == "a&nbsp;b"


def test_notebook_marks_point_into_the_joined_cells() -> None:
    cells = [{"cell_type": "markdown", "source": ["# A\n", "\n", "> b"]}, {"cell_type": "code", "source": "c = 1"}]
    document = read_bytes(json.dumps({"cells": cells, "nbformat": 4}).encode(), name="a.ipynb")

    assert document.text == "# A\n\n> b\n\nc = 1"
    assert marked(document, MarkKind.BLOCKQUOTE) == [("> b", None)]
    assert marked(document, MarkKind.CODE) == [("c = 1", None)]


@pytest.mark.parametrize(
    "content", ["[" * 99_999, "{}", "[]", '{"cells": 3}', '{"cells": [{"source": 3}]}', "not json"]
)
def test_broken_notebooks_are_refused(content: str) -> None:
    with pytest.raises(UnreadableDocument):
        read_bytes(content.encode(), name="a.ipynb")


def test_half_a_surrogate_pair_in_json_is_replaced() -> None:
    content = b'{"cells": [{"cell_type": "raw", "source": "a\\ud800"}]}'

    assert read_bytes(content, name="a.ipynb").text == "a\ufffd"


# --- PDF


def printed(page: str) -> list[PrintedLine]:
    """Return lines as they are printed: four points a letter, fourteen a line."""
    rows = ((at, row.strip(), len(row) - len(row.lstrip())) for at, row in enumerate(page.split("\n")))
    return [
        PrintedLine(row, 60 + 4.0 * lead, 700 - 14.0 * at, 60 + 4.0 * (lead + len(row)), 12)
        for at, row, lead in rows
        if row
    ]


def test_sentence_runs_on_over_the_page_break_without_the_running_head() -> None:
    pages = [f"A RUNNING HEAD {at}\nline of page {word}\n{at}" for at, word in ((7, "one"), (8, "two"), (9, "three."))]
    lines = [printed(page) for page in (*pages, "A RUNNING HEAD 10\nNew one.\n10")]
    document = pdf_document(lines, [], name="a", metadata=Metadata())

    assert document.text.startswith("line of page one\nline of page two\nline of page three.\n\nNew one.\n\n")
    assert [mark.label for mark in document.marks if mark.kind is MarkKind.PAGE] == ["7", "8", "9", "10"]
    assert ("A RUNNING HEAD 7", None) in marked(document, MarkKind.PAGE_FURNITURE)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (pdf([[]]), "Q807"),
        (pdf([["a"]])[:200], "Q808"),
        (b"%PDF-1.4\n" + b"1 0 obj <<" * 999, "Q808"),
        (b"%PDF-1.7", "Q808"),
    ],
)
def test_pdf_without_text_or_form_is_refused(content: bytes, code: str) -> None:
    pytest.importorskip("pypdfium2", reason="the extra 'formats' is not installed")

    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(content, name="a.pdf")
    assert caught.value.code == code


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(UnreadableDocument, match="the extra 'formats'"):
        read_bytes(pdf([["a"]]), name="a.pdf")
