"""Many cited pages that are sent to one place are lost; pages that ended there each in its own way are not."""

from quotecheck.audit.shared import shared_targets
from quotecheck.model import Attempt, LinkRecord, Outcome, Route

END = "http://harbour.example/all-reports"


def sent(name: str, *codes: int, **more: object) -> LinkRecord:
    """Return the record of a page sent to `END` by redirects of these codes."""
    url = f"http://harbour.example/{name}"
    attempts = tuple(
        Attempt(route=Route.LIVE, url=url, outcome=Outcome.REDIRECT_TEMPORARY, status=code) for code in codes
    )
    return LinkRecord(
        url=url, outcome=Outcome.REDIRECT_TEMPORARY, final_url=END, redirects=(END,), attempts=attempts, **more  # type: ignore[arg-type]
    )  # fmt: skip


def outcomes(*records: LinkRecord) -> set[Outcome]:
    return {record.outcome for record in shared_targets(records)}


def test_three_pages_sent_to_one_place_by_one_rule_are_lost() -> None:
    assert outcomes(*(sent(name, 302) for name in "abc")) == {Outcome.SOFT404_SHARED_TARGET}


def test_two_pages_may_have_been_merged() -> None:
    assert outcomes(*(sent(name, 302) for name in "ab")) == {Outcome.REDIRECT_TEMPORARY}


def test_pages_that_came_there_each_in_its_own_way_have_moved() -> None:
    ways = [(301,), (302,), (303,), (307,), (308,), (301, 302)]

    assert outcomes(*(sent(str(way), *way) for way in ways)) == {Outcome.REDIRECT_TEMPORARY}


def test_place_that_is_itself_cited_is_a_source() -> None:
    end = LinkRecord(url=END, outcome=Outcome.OK, final_url=END)

    assert outcomes(end, *(sent(name, 302) for name in "abc")) == {Outcome.OK, Outcome.REDIRECT_TEMPORARY}


def test_page_that_holds_its_quotation_has_moved() -> None:
    records = [sent(name, 302, quotation_present=True) for name in "abc"]

    assert outcomes(*records) == {Outcome.REDIRECT_TEMPORARY}
