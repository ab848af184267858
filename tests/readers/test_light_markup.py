"""What Org, AsciiDoc, reStructuredText and Typst keep of their structure."""

import pytest

from quotecheck.extract import extract
from quotecheck.model import Document, MarkKind, Span
from quotecheck.readers import file_span, read_bytes
from quotecheck.readers.links import find_links


def read(text: str, suffix: str) -> Document:
    return read_bytes(text.encode(), name=f"a.{suffix}")


def marked(document: Document, kind: MarkKind) -> list[str]:
    return [mark.span.of(document.text) for mark in document.marks if mark.kind is kind]


QUOTED = {
    "org": "#+begin_quote\nThe weir is old.\n\nIt leaks.\n\n--- Ada Holt\n#+end_quote\nx",
    "adoc": "[quote, Ada Holt]\n____\nThe weir is old.\n\nIt leaks.\n____\nx",
    "typ": "#quote(block: true, attribution: [Ada Holt])[The weir is old.\n\nIt leaks.]\nx",
    "rst": "x\n\n   The weir is old.\n\n   It leaks.\n\n   -- Ada Holt\n\nx",
}


@pytest.mark.parametrize(("suffix", "source"), QUOTED.items())
def test_quoting_blocks_are_quotations_of_who_signs_them(suffix: str, source: str) -> None:
    (quotation,) = extract(read(source, suffix)).quotations

    assert (quotation.text, quotation.speaker) == ("The weir is old.\n\nIt leaks.", "Ada Holt")


@pytest.mark.parametrize(
    ("suffix", "source", "shown"),
    [
        ("org", "*a* /b/ =c= ~d~ [[http://x.org][e]] 2*3*4 a/b/c", "a b c d e 2*3*4 a/b/c"),
        ("org", "* TODO Head :tag:\n# no\n:PROPERTIES:\n:no: no\n:END:\ntext\nmore\n- item\n| a | b |", None),
        (
            "adoc",
            "\"`a`\" '`b`' `c` ``d`` *e* _f_ https://x.org[g] snake_case_word",
            "“a” ‘b’ c d e f g snake_case_word",
        ),
        ("adoc", "// no\n:no: no\n== Head\n\ntext\nmore\n\n* item\n\n|===\n|a |b\n|===\n////\nno\n////", None),
        (
            "typ",
            '*a* _b_ `c` #emph[d] #link("http://x.org")[e] f~g---h \\# @k[p. 3] <no>',
            "a b c d e f\xa0g—h # [k, p. 3]",
        ),
        ("typ", "#set text(\n  no,\n)\n// no\n/* no */\n= Head\ntext\nmore\n\n- item\n\n#let x = [no]", None),
        ("rst", "``a`` *b* **c** `d <http://x.org>`_ :ref:`e <f>` g_ 2*3*4", "a b c d e g 2*3*4"),
        (
            "rst",
            "Head\n----\n\n.. no\n   no\n\n.. image:: no\n   :alt: no\n\ntext\nmore\n\n- item\n\n.. |no| replace:: no",
            None,
        ),
    ],
)
def test_signs_are_read_and_what_is_not_shown_is_left_out(suffix: str, source: str, shown: str | None) -> None:
    text = read(source, suffix).text

    assert text == shown if shown else text.startswith("Head\n\ntext more\n\nitem")
    assert "no" not in text


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        ("org", "a[fn:1] b\n\n[fn:1] The\nnote."),
        ("org", "a[fn::The note.] b"),
        ("adoc", "afootnote:[The note.] b"),
        ("typ", "a#footnote[The note.] b"),
        ("rst", "a [1]_ b\n\n.. [1] The\n   note."),
    ],
)
def test_notes_stand_at_the_end_and_belong_to_their_callouts(suffix: str, source: str) -> None:
    document = read(source, suffix)
    (callout,) = (mark for mark in document.marks if mark.kind is MarkKind.NOTE_REF)
    (note,) = (mark for mark in document.marks if mark.kind is MarkKind.NOTE)

    assert document.text.endswith("b\n\nThe note.")
    assert callout.target == note.target


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        ("rst", 'x::\n\n  code "a"\n\ny'),
        ("rst", '- item\n\n  more of "it"\n\ny'),
        ("rst", "term\n   What it means, said at length.\n\ny"),
        ("rst", ".. note::\n\n   Take care of this, said at length.\n\ny"),
        ("org", '#+begin_src c\n"a long string of code"\n#+end_src\n: "b"'),
        ("typ", '```c\n"a long string of code"\n```\n#f("a long string of code") $f\'(x) = g\'(x)$'),
        ("adoc", '----\n"a long string of code"\n----\n\n literal "b"'),
    ],
)
def test_what_else_is_set_in_or_off_is_no_quotation(suffix: str, source: str) -> None:
    assert [quotation for quotation in extract(read(source, suffix)).quotations if quotation.is_verifiable] == []


@pytest.mark.parametrize("suffix", ["org", "adoc", "rst"])
def test_offsets_and_links_lead_back_to_the_file(suffix: str) -> None:
    link = {"org": "[[http://x.org][l]]", "adoc": "http://x.org[l]", "rst": "`l <http://x.org>`_"}[suffix]
    source = f"one {link} *two* three\n"
    document = read(source, suffix)
    at = document.text.index("three")

    assert file_span(document, Span(at, at + 5)).of(source) == "three"
    assert [one.span.of(source) for one in find_links(document).found] == ["http://x.org"]
