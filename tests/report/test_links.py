"""Link records in every format: right facts, and nothing in other people's text that acts."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.model import ArchivedCopy, LinkRecord, LinkUse, Outcome, Span
from quotecheck.report import links_csv, links_html, links_junit, links_markdown, links_sarif
from quotecheck.report.links_records import link_record

RENDERERS: list[Callable[[Sequence[LinkRecord]], str]] = [
    links_csv.render, links_html.render, links_junit.render, links_markdown.render, links_sarif.render,
]  # fmt: skip
EVIL = "=HYPERLINK(1)\x1b]0;x\x07<script>alert(1)</script>`|\u202e\x00\ud800"


def record(outcome: Outcome, url: str = "https://harbour.example/a", **more: object) -> LinkRecord:
    use = LinkUse(url=url, document="notes/a b.md", span=Span(3, 9), line=7)
    return LinkRecord(url=url, outcome=outcome, cited_in=(use,), **more)  # type: ignore[arg-type]


RECORDS = [
    record(Outcome.OK),
    record(Outcome.NOT_FOUND, "https://harbour.example/b", status=404, reason="not found (HTTP 404)", advice="look"),
    record(Outcome.FORBIDDEN, "https://harbour.example/c", reason="forbidden"),
    record(
        Outcome.CONTENT_DRIFT,
        "https://harbour.example/d",
        missing=("four",),
        archived=ArchivedCopy(url="https://archive.example/d", memento_datetime=datetime(2010, 1, 2, tzinfo=UTC)),
    ),
    record(Outcome.FRAGMENT_MISSING, "https://harbour.example/e#f"),
]


@pytest.mark.parametrize("render", RENDERERS)
def test_every_address_that_needs_doing_is_in_it(render: Callable[[Sequence[LinkRecord]], str]) -> None:
    text = render(RECORDS).replace("\\", "")

    assert all(f"harbour.example/{letter}" in text for letter in "bcde")


@pytest.mark.parametrize("render", RENDERERS)
def test_no_records_give_a_whole_document(render: Callable[[Sequence[LinkRecord]], str]) -> None:
    assert render([]).endswith(("\n", "</html>", "</html>\n"))


@pytest.mark.parametrize("render", RENDERERS)
def test_hostile_text_stays_text(render: Callable[[Sequence[LinkRecord]], str]) -> None:
    text = render([record(Outcome.NOT_FOUND, EVIL, reason=EVIL, advice=EVIL, signs=(EVIL,), final_url=EVIL)])

    assert "\x1b" not in text
    assert "\x00" not in text
    if render not in (links_csv.render, links_sarif.render):
        assert "<script>" not in text


def test_csv_has_a_row_for_each_address_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(links_csv.render([*RECORDS, record(Outcome.OK, "=1+1")]))))

    assert len(rows) == len(RECORDS) + 1
    assert rows[-1]["url"] == "'=1+1"
    assert rows[1]["cited_in"] == "notes/a b.md:7"


def test_junit_counts_rot_as_failures_and_the_unjudged_as_skipped() -> None:
    suite = ET.fromstring(links_junit.render(RECORDS))  # noqa: S314 - our own output

    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("5", "2", "1")
    assert len(suite.findall(".//failure")) == 2


def test_sarif_points_at_the_line_of_the_citation() -> None:
    (run,) = json.loads(links_sarif.render(RECORDS))["runs"]
    levels = {result["ruleId"]: result["level"] for result in run["results"]}

    assert levels == {
        "link/not_found": "error", "link/forbidden": "note", "link/content_drift": "error",
        "link/fragment_missing": "warning",
    }  # fmt: skip
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "notes/a%20b.md"}, "region": {"startLine": 7}}
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(levels)


def test_page_links_only_to_the_web_and_asks_for_nothing() -> None:
    page = links_html.render([record(Outcome.NOT_FOUND, "javascript:alert(1)"), RECORDS[0]])

    assert 'href="javascript:' not in page
    assert 'href="https://harbour.example/a"' in page
    assert "default-src 'none'" in page
    assert "<script" not in page


def test_record_has_the_shape_of_the_format() -> None:
    shape = link_record(RECORDS[3])

    assert shape["format"] == 1
    assert shape["group"] == "drifted"
    assert shape["archived"] == {"url": "https://archive.example/d", "memento_datetime": "2010-01-02T00:00:00Z"}
    assert shape["cited_in"] == [{"document": "notes/a b.md", "start": 3, "end": 9, "line": 7}]


@given(st.text(max_size=40), st.sampled_from(list(Outcome)))
@settings(deadline=None, max_examples=60)
def test_no_text_breaks_a_format(text: str, outcome: Outcome) -> None:
    hostile = [record(outcome, text, reason=text, advice=text)]

    ET.fromstring(links_junit.render(hostile))  # noqa: S314 - our own output
    json.loads(links_sarif.render(hostile))
    assert len(list(csv.reader(io.StringIO(links_csv.render(hostile), newline="")))) == 2
    links_html.render(hostile)
    links_markdown.render(hostile)


def test_replacement_is_in_every_format_a_program_reads() -> None:
    new = "https://harbour.example/new"
    use = LinkUse(url="https://harbour.example/a", document="a.md", address=Span(5, 30))
    moved = record(Outcome.REDIRECT_PERMANENT, replacement=new)
    moved = replace(moved, cited_in=(use,))

    fix = json.loads(links_sarif.render([moved]))["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]

    assert link_record(moved)["replacement"] == new
    assert next(csv.DictReader(io.StringIO(links_csv.render([moved]))))["replacement"] == new
    assert f'href="{new}"' in links_html.render([moved])
    assert fix["replacements"][0]["deletedRegion"] == {"charOffset": 5, "charLength": 25}
    assert fix["replacements"][0]["insertedContent"] == {"text": new}


@pytest.mark.parametrize("render", RENDERERS)
@pytest.mark.parametrize("name", ["caf\udce9.md", "\ud800.md", "a\x00b.md", ""])
def test_any_file_name_can_be_written(render: Callable[[Sequence[LinkRecord]], str], name: str) -> None:
    lost = replace(record(Outcome.GONE), cited_in=(LinkUse(url="https://harbour.example/a", document=name),))

    assert render([lost])


def test_name_of_other_bytes_is_a_proper_address() -> None:
    lost = replace(record(Outcome.GONE), cited_in=(LinkUse(url="https://harbour.example/a", document="caf\udce9.md"),))

    assert "caf%E9.md" in links_sarif.render([lost])
