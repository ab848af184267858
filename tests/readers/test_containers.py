"""What mail, Rich Text, OpenDocument, subtitles and packages of other shapes keep of their structure."""

from pathlib import Path

import pytest

from quotecheck.errors import UnreadableDocument
from quotecheck.extract import extract
from quotecheck.model import Document, MarkKind, Span
from quotecheck.readers import file_span, read_bytes
from tests.readers.packages import XML, R, W, docx, odt, paragraph, zipped

FIXTURES = Path(__file__).parents[2] / "fixtures" / "readers"


def marked(document: Document, kind: MarkKind) -> list[str]:
    return [mark.span.of(document.text) for mark in document.marks if mark.kind is kind]


def read(text: str, name: str) -> Document:
    return read_bytes(text.encode(), name=name)


# --- mail

LEAD_INS = (
    "On 2 Apr 2012, at 18:26, Ada Holt <ah@a.example> wrote:",
    "On Mon, Apr 2, 2012 at 6:26 PM Ada Holt <ah@a.example>\nwrote:",
    "Am 02.04.2012 um 18:26 schrieb Ada Holt:",
    "Le 2 avril 2012 à 18:26, Ada Holt a écrit :",
    "2012年4月2日 18:26，Ada Holt 写道：",
)


@pytest.mark.parametrize("lead_in", LEAD_INS)
def test_quoted_lines_under_a_lead_in_are_a_quotation(lead_in: str) -> None:
    document = read(f"Hello,\n\n{lead_in}\n\n> The weir\n> is old.\n\nI agree.\n\n> It leaks.\n", "a.txt")

    assert marked(document, MarkKind.BLOCKQUOTE) == ["The weir\n> is old.", "It leaks."]


@pytest.mark.parametrize(
    "text",
    [
        "In version 2, type this:\n\n> make all\n> make test\n",
        "Menu:\n> File\n> Open\n",
        "She wrote 3 letters.\n\n> a list\n> of things\n",
        ">>> print(1)\n1\n",
    ],
)
def test_signs_of_other_kinds_at_the_start_of_lines_are_no_quotation(text: str) -> None:
    assert marked(read(text, "a.txt"), MarkKind.BLOCKQUOTE) == []


def test_a_quotation_in_a_quotation_of_mail_stands_for_itself() -> None:
    text = "On 2 Apr 2012 A wrote:\n> Mine.\n> On 1 Apr 2012 B wrote:\n>> Yours.\n>>\n>> More.\n> Again.\n"

    assert marked(read(text, "a.txt"), MarkKind.BLOCKQUOTE) == ["Mine.", "Yours.\n>>\n>> More.", "Again."]


def test_speaker_of_quoted_lines_is_who_wrote_them() -> None:
    (quotation,) = extract(read(f"{LEAD_INS[0]}\n\n> The weir will not hold\n> another year.\n", "a.txt")).quotations

    assert quotation.speaker == "Ada Holt"


def test_message_gives_its_plain_part_and_no_attachment() -> None:
    document = read_bytes((FIXTURES / "ferry.eml").read_bytes(), name="a.eml")

    assert "never shown" not in document.text
    assert document.metadata.author == "A. Writer"
    assert document.metadata.issued == "2012-04-02"
    attached = read(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<blockquote>one</blockquote>\n"
        "--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\ntwo\n--b--\n",
        "a.eml",
    )
    assert attached.text == "one"
    assert marked(attached, MarkKind.BLOCKQUOTE) == ["one"]


def test_box_gives_its_messages_in_order() -> None:
    box = "From a@b Mon\nSubject: One\n\nfirst\n\nFrom a@b Tue\nSubject: Two\n\n>From here\n> quoted\n"
    document = read(box.replace("\n", "\r\n"), "a.mbox")

    assert document.text == "One\n\nfirst\n\nTwo\n\nFrom here\n> quoted"
    assert marked(document, MarkKind.HEADING) == ["One", "Two"]
    assert marked(document, MarkKind.BLOCKQUOTE) == ["quoted"]


@pytest.mark.parametrize("text", ["Subject: a\n\n", "Content-Type: multipart/mixed; boundary=b\n\n" * 99])
def test_mail_without_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument):
        read(text, "a.eml")


# --- Rich Text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\'93a\'94 \ldblquote b\rdblquote  \u8220?c\u8221?", "“a” “b” “c”"),
        (r"\uc2\u8220ab\u8221\'93\'94c", "“”c"),
        (r"{\fonttbl{\f1\fcharset204 A;}}{\f1\'c0\'c1}\'c0", "АБÀ"),
        (r"{\fonttbl{\f1\fcharset128 A;}}{\f1\'82\'a0}", "あ"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"a\par b\line c\tab d\~e\_f\-g", "a\n\nb\nc d\xa0e‑fg"),
        (r"{\header no}{\*\unknown no}{\pict 0102}a{\deleted no}b", "ab"),
        (r"a\cell b\cell\row c", "a\tb\n\nc"),
        (r"a{\*\bkmkstart x}b\bin3 }}}c", "abc"),
    ],
)
def test_rich_text_reads_as_it_is_shown(source: str, shown: str) -> None:
    assert read(r"{\rtf1\ansi " + source + "}", "a.rtf").text == shown


def test_rich_text_is_known_by_its_first_bytes() -> None:
    document = read(
        r"{\rtf1 a\v b\v0  {\i c} {\strike d}\par{\stylesheet{\s3 Quote;}}\pard\s3 e\par f\par\pard g}", "a.txt"
    )

    assert document.media_type == "application/rtf"
    kinds = (MarkKind.HIDDEN, MarkKind.EMPHASIS, MarkKind.STRUCK, MarkKind.BLOCKQUOTE)
    assert [marked(document, kind) for kind in kinds] == [["b"], ["c"], ["d"], ["e\n\nf"]]


# --- OpenDocument


def test_open_document_styles_notes_links_and_deletions() -> None:
    document = read_bytes(
        odt(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Head</text:h>"
            '<text:p>a <text:span text:style-name="T1">b</text:span><text:s/>c<text:note><text:note-body><text:p>N.'
            '</text:p></text:note-body></text:note> <text:span text:style-name="T2">d</text:span> '
            '<text:span text:style-name="T3">e</text:span> <text:a xlink:href="http://x.org">f</text:a></text:p>'
            '<text:p text:style-name="P1">One.</text:p><text:p text:style-name="P1">Two.</text:p>'
        ),
        name="a",
    )

    assert document.text == "Head\n\na b c1 d e f\n\nOne.\n\nTwo.\n\nN."
    kinds = (MarkKind.EMPHASIS, MarkKind.HIDDEN, MarkKind.STRUCK, MarkKind.LINK, MarkKind.BLOCKQUOTE, MarkKind.NOTE)
    assert [marked(document, kind) for kind in kinds] == [["b"], ["d"], ["e"], ["f"], ["One.\n\nTwo."], ["N."]]
    assert document.metadata.title == "T"


# --- Word documents of other shapes

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = f'{XML}<Types><Override PartName="/x/main.xml" ContentType="{MAIN}"/></Types>'


def test_main_part_of_a_word_document_is_where_its_relations_say() -> None:
    body = paragraph("a", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    note = f'<w:footnote w:id="2">{paragraph("N.")}</w:footnote>'
    document = read_bytes(
        zipped(
            {
                "[Content_Types].xml": TYPES,
                "_rels/.rels": f'{XML}<R><Relationship Id="a" Type="{R}/officeDocument" Target="/x/main.xml"/></R>',
                "x/main.xml": f'{XML}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
                "x/_rels/main.xml.rels": f'{XML}<R><Relationship Id="b" Type="{R}/footnotes" Target="n.xml"/></R>',
                "x/n.xml": f'{XML}<w:footnotes xmlns:w="{W}">{note}</w:footnotes>',
            }
        ),
        name="a",
    )

    assert document.text == "a1\n\nN."
    assert marked(document, MarkKind.NOTE) == ["N."]


def test_documents_put_into_a_word_document_stand_where_they_are_put() -> None:
    def with_chunk(content: bytes) -> str:
        whole = docx(paragraph("a") + '<w:altChunk r:id="c"/>' + paragraph("z"), chunks={"c": content})
        document = read_bytes(whole, name="a.docx")
        return document.text + str(marked(document, MarkKind.BLOCKQUOTE))

    assert with_chunk(b"<html><blockquote>b</blockquote></html>") == "a\n\nb\n\nz['b']"
    assert with_chunk(rb"{\rtf1 \'93b\'94}") == "a\n\n“b”\n\nz[]"
    assert with_chunk(docx(paragraph("never twice"))) == "a\n\nz[]"


# --- subtitles


def test_cues_are_running_text_without_numbers_times_and_tags() -> None:
    document = read_bytes((FIXTURES / "ferry.srt").read_bytes(), name="a.srt")

    assert document.text.count("\n\n") == 1
    assert [quotation.text for quotation in extract(document).quotations][2:] == [
        "but a committee that cannot read a tide table.",
        "we painted the rails twice and were paid for once.",
    ]
    assert not any(char.isdigit() for char in document.text)


def test_what_is_no_cue_of_web_subtitles_is_left_out() -> None:
    source = "WEBVTT x\n\nNOTE\nno\n\nid\n00:01.000 --> 00:02.000\n<v Ann>a &amp; b\n- c\n"
    document = read(source, "a.vtt")

    assert document.text == "a & b\n\n- c"
    assert file_span(document, Span(2, 3)).of(source) == "&amp;"
