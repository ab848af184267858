"""The machine-readable shapes, field by field."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.model import (
    Citation,
    CitationForm,
    Csl,
    Document,
    Extraction,
    Quotation,
    QuotationKind,
    Report,
    Result,
    Span,
)
from quotecheck.report import json_format
from quotecheck.report.csl import csl_record, issued
from quotecheck.report.records import citation_record, extract_record, report_record, result_record

TEXT = "He wrote\n“the tide is late” (Log, 1899)."
QUOTATION = Quotation(id="q1", span=Span(10, 26), text=TEXT[10:26], kind=QuotationKind.DIRECT)
CITATION = Citation(
    id="c1", span=Span(28, 39), raw=TEXT[28:39], form=CitationForm.PARENTHETICAL, csl=Csl(title="Log", issued="1899")
)


def extraction(origin: tuple[tuple[int, int], ...] | None = None) -> Extraction:
    document = Document(name="log.txt", text=TEXT, origin=origin)
    return Extraction(document=document, quotations=(QUOTATION,), citations=(CITATION,), articles=())


def test_extract_record_says_where_and_what() -> None:
    record = extract_record(extraction(), QUOTATION)

    assert TEXT[record["start"] : record["end"]] == record["text"] == "the tide is late"
    assert (record["format"], record["document"], record["line"], record["column"]) == (1, "log.txt", 2, 2)
    assert (record["kind"], record["verifiable"], record["citations"]) == ("direct", True, [])
    assert record["nested_in"] is record["continues"] is record["speaker"] is None


def test_offsets_of_a_record_point_into_the_file() -> None:
    record = extract_record(extraction(origin=((0, 100), (9, 200))), QUOTATION)

    assert (record["start"], record["end"]) == (201, 217)


def test_citation_record_stands_by_itself() -> None:
    record = citation_record(extraction().document, CITATION)

    assert TEXT[record["start"] : record["end"]] == record["raw"] == "(Log, 1899)"
    assert record["form"] == "parenthetical"
    assert record["csl"] == {"title": "Log", "issued": {"raw": "1899", "date-parts": [[1899]]}}
    assert record["url"] is record["locator"] is record["resolved"] is None


def test_result_record_has_the_three_facts(altered: Result) -> None:
    record = result_record(altered)

    assert (record["verdict"], record["material"], record["fidelity"], record["score"]) == (
        "altered",
        True,
        "altered",
        0.9123,
    )
    assert record["source"]["state"] == "read"
    assert record["source"]["route"] == "mirror"
    assert record["source"]["retrieved_at"] == "2026-03-04T05:06:07Z"


def test_result_record_lists_findings_with_both_texts(altered: Result) -> None:
    number = next(item for item in result_record(altered)["findings"] if item["code"] == "Q402")

    assert (number["name"], number["severity"]) == ("number", "error")
    assert (number["quote_text"], number["source_text"]) == ("35", "3.5")
    assert altered.quote[number["quote_start"] : number["quote_end"]] == "35"


def test_finding_about_the_source_alone_has_no_place_in_the_quotation(altered: Result) -> None:
    cut = next(item for item in result_record(altered)["findings"] if item["code"] == "Q504")

    assert cut["quote_start"] is None
    assert cut["quote_end"] is None


def test_result_record_carries_the_extract_record(altered: Result) -> None:
    record = result_record(altered)["quotation"]

    assert (record["start"], record["line"], record["speaker"]) == (110, 3, "O. Tarn")
    assert record["citations"][0]["role"] == "explicit"
    assert record["citations"][0]["resolved"] == {
        "start": 102,
        "end": 109,
        "raw": "Minutes, 1911",
        "why": "the citation before",
    }
    assert record["citations"][0]["locator"] == {"label": "page", "value": "7"}


def test_csl_uses_the_names_of_the_standard(altered: Result) -> None:
    assert altered.quotation is not None
    record = csl_record(altered.quotation.cited[0].citation.csl)

    assert set(record) >= {"container-title", "publisher-place", "URL", "DOI"}
    assert record["author"] == [{"family": "Tarn", "given": "O."}, {"literal": "Harbour Board"}]


def test_dates_are_read_where_they_are_plain() -> None:
    parts = {
        "1936": [1936],
        "October 22, 1903": [1903, 10, 22],
        "4th September 1936": [1936, 9, 4],
        "22 October 1903.": [1903, 10, 22],
        "1911-03-04": [1911, 3, 4],
        "Sept. 1911": [1911, 9],
        "2001-02": [2001, 2],
    }

    assert {words: issued(words)["date-parts"][0] for words in parts} == parts


def test_other_dates_stay_as_written() -> None:
    for words in ("n.d.", "c. 1900", "spring 1911", "1911-13-01", "45 May 1911", "1" * 500):
        assert issued(words) == {"raw": words}


def test_report_counts_every_verdict_in_order(report: Report) -> None:
    record = report_record(report)

    assert list(record["counts"]) == [
        "verified",
        "edited",
        "review",
        "altered",
        "misattributed",
        "not-found",
        "unchecked",
        "error",
    ]
    assert sum(record["counts"].values()) == len(record["results"]) == 8


def test_what_changes_between_runs_stands_under_run_alone(report: Report) -> None:
    record = report_record(report)

    assert record["run"] == {
        "generator": "quotecheck",
        "version": "0.2.0",
        "style": "chicago",
        "generated_at": "2026-03-04T05:06:07Z",
    }


def test_json_report_is_one_object(report: Report) -> None:
    assert json.loads(json_format.render(report)) == report_record(report)


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=60)
def test_no_date_and_no_text_makes_a_record_fail(text: str) -> None:
    raw = issued(text)
    document = Document(name=text, text=text)
    whole = Quotation(id="q", span=Span(0, len(text)), text=text, kind=QuotationKind.BLOCK)
    record = extract_record(Extraction(document=document, quotations=(whole,), citations=(), articles=()), whole)

    assert raw["raw"] == text
    assert json.loads(json.dumps(record))["text"] == text
