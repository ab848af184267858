"""The outcome table: every row whole, and every outcome told by every report."""

import json
from pathlib import Path

import pytest

from quotecheck.judge.codes import CODES
from quotecheck.model import Extent, Group, LinkRecord, LinkUse, Outcome, Retrieval, Style, Target, Verdict
from quotecheck.model.outcome import ROWS
from quotecheck.report import links_csv, links_html, links_junit, links_markdown, links_sarif
from quotecheck.report.links_records import link_record
from quotecheck.report.links_terminal import link_lines
from quotecheck.verify.batch import check_batch, single

DOCUMENTS = Path(__file__).parents[2] / "docs"
URL = "https://harbour.example/a"


def test_every_outcome_has_one_row() -> None:
    assert set(ROWS) == set(Outcome)


@pytest.mark.parametrize("outcome", Outcome)
def test_what_a_row_says_goes_together(outcome: Outcome) -> None:
    row = outcome.row

    assert row.code in CODES
    assert (row.level == "error") == row.group.is_rot
    assert (row.level == "note") == (row.group is Group.CANNOT_JUDGE)
    assert bool(row.advice) == (row.level is not None)
    assert (row.shown is Extent.WHOLE) == (row.group in (Group.ALIVE, Group.DRIFTED))
    assert row.group is Group.GONE or not row.has_copies


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_can_be_printed(outcome: Outcome) -> None:
    use = LinkUse(url=URL, document="a.md", line=7)
    record = LinkRecord(url=URL, outcome=outcome, cited_in=(use,), advice=outcome.row.advice)

    assert outcome.value in link_lines(record)[0]
    assert json.loads(json.dumps(link_record(record)))["group"] == outcome.group.value
    assert outcome.value in links_csv.render([record])
    assert outcome.value in links_html.render([record])
    assert outcome.value in links_markdown.render([record]).replace("\\", "")
    assert (outcome.value in links_junit.render([record])) == (outcome.group is not Group.ALIVE)
    assert (f"link/{outcome.value}" in links_sarif.render([record])) == (outcome.row.level is not None)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_quotation_whose_source_ended_so_is_told_by_the_code_of_the_row(outcome: Outcome) -> None:
    cases = [single("counted nine lamps along the mole", Target(url=URL))]

    (result,) = check_batch(cases, fetch=lambda target: Retrieval(target=target, outcome=outcome), style=Style.CHICAGO)

    assert result.verdict is Verdict.UNCHECKED
    assert [finding.code for finding in result.judgement.findings] == [outcome.row.code]


def test_the_documents_name_every_outcome() -> None:
    text = (DOCUMENTS / "links.md").read_text(encoding="utf-8")

    assert [outcome.value for outcome in Outcome if f"`{outcome.value}`" not in text] == []
