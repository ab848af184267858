"""One quotation, one source: what is read in part, and what an earlier copy still says."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quotecheck.model import (
    BUILT_BY_SCRIPT,
    Capture,
    Outcome,
    Result,
    Retrieval,
    Route,
    SourceState,
    Style,
    Target,
    Verdict,
)
from quotecheck.verify.batch import check_batch, single
from quotecheck.verify.sources import Copies

QUOTE = "counted nine lamps along the northern mole that night"
PAGE = "The keeper of the light " + QUOTE + ", and wrote it down. " + "The weather was fair and the sea was flat. " * 60
OTHER = "The museum of the harbour is open on weekdays and shows a model of the town. " * 60
TARGET = Target(url="http://harbour.example/log")


def _retrieved(text: str, outcome: Outcome = Outcome.OK, route: Route = Route.LIVE) -> Retrieval:
    content = text.encode()
    capture = Capture(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/plain",
        charset=None,
        final_url=TARGET.url,
        route=route,
        retrieved_at=datetime(2026, 1, 2, tzinfo=UTC),
        status=200,
        memento_datetime=datetime(2019, 5, 6, tzinfo=UTC) if route is Route.ARCHIVE else None,
    )
    return Retrieval(target=TARGET, outcome=outcome, capture=capture, reason="asks for a subscription")


def _checked(found: Retrieval, copies: Copies | None = None) -> Result:
    (result,) = check_batch([single(QUOTE, TARGET)], fetch=lambda _: found, style=Style.CHICAGO, copies=copies)
    return result


def test_words_shown_before_a_paywall_are_found() -> None:
    result = _checked(_retrieved(PAGE, Outcome.PAYWALL))

    assert (result.verdict, result.source.state) == (Verdict.VERIFIED, SourceState.PARTLY_READ)


def test_words_not_shown_before_a_paywall_are_unchecked_not_missing() -> None:
    result = _checked(_retrieved(OTHER, Outcome.PAYWALL))

    assert result.verdict is Verdict.UNCHECKED
    assert "Q804" in {finding.code for finding in result.judgement.findings}


def test_an_earlier_copy_answers_for_a_page_that_changed() -> None:
    def copies(url: str, near: datetime | None) -> Iterator[Retrieval]:
        yield _retrieved(PAGE, route=Route.ARCHIVE)

    result = _checked(_retrieved(OTHER), copies)

    assert (result.verdict, result.source.route) == (Verdict.REVIEW, Route.ARCHIVE)
    assert {"Q815", "Q816"} <= {finding.code for finding in result.judgement.findings}
    assert result.tried[0].route is Route.LIVE


def test_a_page_that_never_held_the_words_is_not_found() -> None:
    def copies(url: str, near: datetime | None) -> Iterator[Retrieval]:
        yield _retrieved(OTHER, route=Route.ARCHIVE)

    result = _checked(_retrieved(OTHER), copies)

    assert result.verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize(
    ("asked", "final", "is_told"),
    [
        ("http://harbour.example/log", "http://harbour.example/papers/log", True),
        ("http://harbour.example/log", "https://www.harbour.example/log/", False),
        ("https://doi.org/10.1000/182", "https://journal.example/182", False),
    ],
)
def test_an_address_that_leads_elsewhere_for_good_is_told(asked: str, final: str, is_told: bool) -> None:
    found = _retrieved(PAGE, Outcome.REDIRECT_PERMANENT)
    assert found.capture is not None
    moved = replace(found, target=Target(url=asked), capture=replace(found.capture, final_url=final))

    result = _checked(moved)

    assert ("Q802" in {item.code for item in result.judgement.findings}) is is_told
    assert result.verdict is Verdict.VERIFIED


def test_a_page_that_only_scripts_fill_says_so() -> None:
    result = _checked(replace(_retrieved("Harbour log"), signs=(BUILT_BY_SCRIPT,)))

    assert "Q806" in {item.code for item in result.judgement.findings}
    assert result.verdict is Verdict.UNCHECKED
