"""Inputs made to be slow or to crash: each would take minutes, or the stack, if its cost were not linear."""

import contextlib

import pytest

from quotecheck.errors import UnreadableDocument
from quotecheck.readers import read_bytes

N = 20_000
PAGES = {
    "nested": "<div>" * N + "x",
    "nested_quotations": "<blockquote>" * N + "x",
    "crossed": "<b>" * N + "x" + "</i>" * N,
    "references": "&amp;" * N,
    "attributes": "<p " + "a=b " * N + ">x",
    "no_end_of_tag": "<a" * N + "x",
    "quotes_in_tags": "<a x='> <b y=\"> " * N,
    "quote_swallows_the_end": "<a " * N + '=">"x',
    "comments": "x<!--" * N,
    "scripts": "x<script>" * N,
    "callouts": "".join(f'<a href="#n{i}">{i}</a>' for i in range(N)) + "".join(f"<a id=n{i}>" for i in range(N)) + "x",
    "pages": "<span class=pagenum>12</span> " * N,
}
MARKDOWN = {
    "quote_signs": ">" * N + "x",
    "brackets": "[" * N + "](" * N,
    "stars": "**a" * N + "**" * N,
    "backticks": "".join("`" * (i % 300) + " " for i in range(3000)),
    "lists": "- " * N + "x",
    "notes": "[^a]: b\n" * 2000,
    "definitions": "[a]: b\n" * 2000,
    "tags": "<a>" * N + "</a>",
}
OTHERS = {
    "a.tex": [
        r"\footnote{" * N,
        r"\emph{" * N + "}" * N,
        r"\begin{quote}" * N,
        r"\cite[" * N,
        "{" * N,
        "\\" * N,
        "%" * N,
    ],
    "a.wiki": [
        "{{" * N,
        "[[" * N,
        "<ref>" * N,
        "{{quote|" * N + "}}" * N,
        "*\n" * N,
        "{{a" + "|b" * N + "}}",
        "<!--" * N,
        "''" * N,
    ],
    "a.rtf": [
        "{" * N + "x",
        r"{\rtf1" + r"{\footnote " * N,
        r"{\rtf1{\stylesheet" + "{" * N + "}" * N,
        r"{\rtf1" + r"{\field{\*\fldinst " * N,
        r"{\rtf1\bin9999999999 x",
        r"{\rtf1" + r"\b\i\v x\plain " * N,
        r"{\rtf1" + r"\u55357?" * N,
    ],
    "a.eml": [
        "Content-Type: multipart/mixed; boundary=b\n\n" * N,
        "Subject: " + "=?utf-8?q?" * N + "\n\nx",
        "From: " + "<" * N + "\n\nx",
        "\n" + "".join(">" * (at % 60) + " On 1.1. A wrote:\n" for at in range(N)),
    ],
    "a.mbox": ["From a\n\n" * N],
    "a.org": ["#+BEGIN_QUOTE\n" * N, "[fn::" * N, "*a " * N, "=a " * N, "[[" * N, ":A:\n" * N, "* " * N],
    "a.adoc": ["____\n" * N, "footnote:[" * N, '"`' * N, "[quote\n" * N, "|===\n|a\n" * N, "----\n" * N, "a::\n" * N],
    "a.rst": ["- " * N, "``" * N, "`a <" * N, ".. note::\n" * N, "a\n b\n" * N, "::\n\n a\n" * N, "*a\n" * N, "=" * N],
    "a.typ": [
        "#quote(block: true, attribution: [" * N,
        "#quote(block: true, attribution: [" * N + "])[x]" * N,
        "#footnote[" * N + "]" * N,
        "#set (" * N,
        '("' * N,
        "/*" * N,
        "$a" * N,
        "*_" * N,
    ],
    "a.srt": ["0:01.0 --> 0:02.0\n" * N, "0:01.0 --> 0:02.0\n" + "<v" * N, "0:01.0 --> 0:02.0\n" + "{\\a" * N],
    "a.txt": [">" * N, "> x\n" * N, "> " * N + "x"],
    "a.xml": ["<rss xmlns:wp=''><item>" + "<a>" * N],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in OTHERS.items() for text in texts])
def test_hostile_text_of_other_formats_is_read_or_refused(name: str, text: str) -> None:
    with contextlib.suppress(UnreadableDocument):
        read_bytes(text.encode(), name=name)


@pytest.mark.parametrize("case", PAGES)
def test_hostile_page_is_read(case: str) -> None:
    assert "x" in read_bytes(PAGES[case].encode(), name="a.html").text or case in (
        "references",
        "quotes_in_tags",
        "pages",
    )


@pytest.mark.parametrize("case", MARKDOWN)
def test_hostile_markdown_is_read(case: str) -> None:
    assert read_bytes(MARKDOWN[case].encode(), name="a.md").text == MARKDOWN[case]


def test_bytes_of_no_encoding_are_read() -> None:
    assert len(read_bytes(b"\xff" * N, name="a.txt").text) > 0
