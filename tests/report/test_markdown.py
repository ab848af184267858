"""The Markdown report: rendered by a Markdown reader, not compared as a string."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quotecheck.model import Report
from quotecheck.report import markdown
from quotecheck.report.visible import visible


def rendered(text: str) -> BeautifulSoup:
    # html on and bare addresses linked: the most that a place the report is pasted into may do
    reader = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
    return BeautifulSoup(reader.render(text), "lxml")


def test_report_has_a_heading_for_each_result(report: Report) -> None:
    headings = [heading.get_text() for heading in rendered(markdown.render(report)).find_all("h3")]

    assert headings[0] == "1. ≠ altered (line 3, column 5)"
    assert len(headings) == 7


def test_counts_are_a_table(report: Report) -> None:
    cells = [row.find_all("td")[0].get_text() for row in rendered(markdown.render(report)).select("tbody tr")]

    assert cells[:2] == ["✓ verified", "✎ edited"]


def test_differences_are_bold_and_named(report: Report) -> None:
    quotation = rendered(markdown.render(report)).select_one("blockquote")

    assert quotation is not None
    assert quotation.get_text().strip() == "The pilots did [− negation] object to 35 [≠ number] fathoms of chain"
    assert [bold.get_text() for bold in quotation.find_all("strong")] == ["35"]


def test_hostile_text_stays_text(report: Report) -> None:
    soup = rendered(markdown.render(report))

    assert not soup.find_all("script")
    assert not [link for link in soup.find_all("a") if not str(link["href"]).startswith("https://harbour.example")]


def test_facts_of_the_source_are_listed(report: Report) -> None:
    text = rendered(markdown.render(report)).get_text()

    assert "Source: read, from the recorded copy" in text
    assert "Also tried: https://harbour.example/minutes (not read: not in the mirror, offline)" in text


@pytest.mark.parametrize(
    "text",
    ["1. a", "- a", "# a", "a\n===", "    a", "> a", "|a|", "[x]: y", "&amp;", "~~~", "--- a", "---", "1.", "- "],
)
def test_escaped_text_is_one_plain_paragraph(text: str) -> None:
    soup = rendered(markdown.escape(text))

    assert [tag.name for tag in soup.find_all(True)] == ["html", "body", "p"]
    assert soup.get_text().strip() == " ".join(text.split())


@given(st.text(alphabet=st.sampled_from("ab1 *_`~[]()<>#+-.!|&\\:/=\n\t@$^{}\"'"), max_size=40))
@settings(deadline=None, max_examples=200)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    soup = rendered(markdown.escape(text))

    assert {tag.name for tag in soup.find_all(True)} <= {"html", "body", "p"}
    assert soup.get_text().split() == visible(text).split()
