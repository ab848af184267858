"""What a person reads in the terminal."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.model import (
    Citation,
    CitationForm,
    CitationRole,
    Cited,
    Document,
    Extraction,
    Quotation,
    QuotationKind,
    Report,
    Result,
    Span,
    Verdict,
)
from quotecheck.report.colours import coloured
from quotecheck.report.terminal import citation_rows, clip, quotation_rows, result_lines, summary_lines

TEXT = "“the tide is late” (Log)"
CITATION = Citation(id="c", span=Span(19, 24), raw="(Log)", form=CitationForm.PARENTHETICAL)
QUOTATION = Quotation(
    id="q",
    span=Span(1, 17),
    text=TEXT[1:17],
    kind=QuotationKind.DIRECT,
    speaker="O. Tarn",
    cited=(Cited(role=CitationRole.EXPLICIT, citation=CITATION, why=""),),
)
EXTRACTION = Extraction(
    document=Document(name="log.txt", text=TEXT), quotations=(QUOTATION,), citations=(CITATION,), articles=()
)


def test_summary_counts_what_was_found(report: Report) -> None:
    lines = summary_lines(report)

    assert lines[0] == "8 quotations in 1 document"
    assert "  ≠ 1 altered       the source has other words, and the author does not say so" in lines


def test_summary_names_the_complaints(report: Report) -> None:
    lines = summary_lines(report)

    assert "essay.html:3:5 altered: “The pilots did object to 35 fathoms of chain”" in lines
    assert not any("The harbour board met" in line for line in lines)


def test_summary_of_many_complaints_stays_short(altered: Result) -> None:
    lines = summary_lines(Report(results=(altered,) * 50, documents=("a",)))

    assert len(lines) < 40
    assert lines[-1] == "and 40 more in the report"


def test_summary_gives_each_reason_once(report: Report) -> None:
    unread = next(result for result in report.results if result.verdict is Verdict.UNCHECKED)
    no_name = replace(unread.source, target=None, reason="the source has no address (Tarn, Log), and it is lost")
    other = replace(no_name, reason="the source has no address (Elm, Tides), and it is lost")
    results = tuple(replace(unread, source=source) for source in (unread.source, no_name, other, no_name))

    lines = summary_lines(Report(results=results, documents=("a",)))

    assert lines[-4:][::2] == [
        "3 quotations: the source has no address, and it is lost",
        "1 quotation: not in the mirror, offline",
    ]


def test_complaint_is_told_with_the_passage(report: Report) -> None:
    assert "    source: “The pilots did not object to 3.5 fathoms of chain”" in summary_lines(report)


def test_colour_is_laid_over_the_same_words(report: Report) -> None:
    painted = summary_lines(report, coloured)

    assert any("\x1b[1;31m≠ 1 altered" in line for line in painted)
    assert [re.sub("\x1b\\[[0-9;]*m", "", line) for line in painted] == summary_lines(report)


def test_result_shows_both_wordings_and_every_finding(altered: Result) -> None:
    lines = result_lines(altered)

    assert lines[0] == "≠ altered (changes the meaning): explanation of Q401"
    assert "  passage    The pilots did not object to 3.5 fathoms of chain" in lines
    assert "  ≠ error Q402 number: explanation of Q402" in lines


def test_quotation_row_says_where_what_who_and_from() -> None:
    assert quotation_rows(EXTRACTION) == ["log.txt:1:2  direct  “the tide is late”  by O. Tarn  [explicit] (Log)"]


def test_citation_row_says_where_and_what() -> None:
    assert citation_rows(EXTRACTION) == ["log.txt:1:20  parenthetical    (Log)"]


def test_no_control_character_reaches_the_terminal(report: Report) -> None:
    lines = [*summary_lines(report), *(line for result in report.results for line in result_lines(result))]

    assert not [line for line in lines if any(ord(char) < 32 or char in "\x7f\x9b\u202e" for char in line)]


@given(st.text(max_size=50), st.integers(1, 30))
@settings(deadline=None, max_examples=80)
def test_clipped_text_is_one_short_line(text: str, width: int) -> None:
    line = clip(text, width)

    assert len(line) <= width
    assert len(line.splitlines()) <= 1
