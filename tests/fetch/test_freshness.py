"""When a stored page may stand for the live one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.fetch.freshness import Decision, StoredAnswer, directives, freshness_of, may_keep_body

NOW = datetime(2024, 5, 6, 12, 0, 0, tzinfo=UTC)
DAY_S = 86_400.0

TABLE = [
    # title, age in seconds, headers, policy, decision
    ("young page without a word from its server", 3600, {}, DAY_S, "use"),
    ("page beyond the policy without validators", 2 * DAY_S, {}, DAY_S, "fetch"),
    ("page beyond the policy with an etag", 2 * DAY_S, {"etag": '"1"'}, DAY_S, "revalidate"),
    ("max-age not yet over", 50, {"cache-control": "max-age=60"}, DAY_S, "use"),
    ("max-age over", 70, {"cache-control": "max-age=60", "etag": '"1"'}, DAY_S, "revalidate"),
    ("max-age counts the age on arrival", 50, {"cache-control": "max-age=60", "age": "20"}, DAY_S, "fetch"),
    ("max-age longer than the policy", 3 * DAY_S, {"cache-control": "max-age=999999"}, DAY_S, "use"),
    ("no-cache asks every time", 1, {"cache-control": "no-cache", "etag": '"1"'}, DAY_S, "revalidate"),
    ("expires in the future", 10, {"date": "Mon, 06 May 2024 12:00:00 GMT", "expires": "Mon, 06 May 2024 13:00:00 GMT"},
     DAY_S, "use"),
    ("expires in the past", 10, {"date": "Mon, 06 May 2024 12:00:00 GMT", "expires": "Mon, 06 May 2024 11:00:00 GMT"},
     DAY_S, "fetch"),
    ("expires that is no date", 10, {"expires": "0"}, DAY_S, "fetch"),
    ("ten per cent of the time since the change", 2 * DAY_S, {"last-modified": "Mon, 01 Jan 2024 00:00:00 GMT"}, DAY_S,
     "use"),
    ("changed lately and old by now", 2 * DAY_S, {"last-modified": "Sun, 05 May 2024 00:00:00 GMT"}, DAY_S,
     "revalidate"),
    ("page stored by a clock far ahead", -3600, {"cache-control": "max-age=99999"}, DAY_S, "fetch"),
    ("page stored by a clock far ahead with an etag", -3600, {"etag": '"1"'}, DAY_S, "revalidate"),
    ("page stored by a clock a little ahead", -60, {}, DAY_S, "use"),
    ("policy that always asks", 1, {"cache-control": "max-age=600", "etag": '"1"'}, 0.0, "revalidate"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("age_s", "headers", "policy", "decision"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE]
)
def test_decision(age_s: float, headers: dict[str, str], policy: float, decision: str) -> None:
    entry = StoredAnswer(stored_at=NOW - timedelta(seconds=age_s), headers=headers)

    assert freshness_of(entry, now=NOW, max_age_s=policy).decision == decision


def test_nothing_stored_is_fetched() -> None:
    assert freshness_of(None, now=NOW, max_age_s=DAY_S).decision is Decision.FETCH


@pytest.mark.parametrize(("minutes", "headers", "decision"), [
    (30, {}, "use"), (90, {}, "fetch"), (90, {"retry-after": "7200"}, "use"), (150, {"retry-after": "7200"}, "fetch"),
])  # fmt: skip
def test_failure_is_remembered_for_a_while(minutes: int, headers: dict[str, str], decision: str) -> None:
    entry = StoredAnswer(stored_at=NOW - timedelta(minutes=minutes), headers=headers, is_failure=True)

    assert freshness_of(entry, now=NOW, max_age_s=DAY_S).decision == decision


def test_validators_become_conditions() -> None:
    changed = "Sun, 05 May 2024 00:00:00 GMT"
    entry = StoredAnswer(stored_at=NOW - timedelta(days=9), headers={"etag": 'W/"x"', "last-modified": changed})

    verdict = freshness_of(entry, now=NOW, max_age_s=DAY_S)

    assert dict(verdict.conditions) == {"If-None-Match": 'W/"x"', "If-Modified-Since": changed}


def test_no_store_is_respected() -> None:
    assert not may_keep_body({"cache-control": "private, No-Store"})
    assert may_keep_body({})


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=30), st.integers(-10, 10**7))
@settings(deadline=None, max_examples=100)
def test_no_header_raises(control: str, date: str, age: str, seconds: int) -> None:
    headers = {"cache-control": control, "date": date, "expires": date, "last-modified": date, "age": age}
    for is_failure in (False, True):
        entry = StoredAnswer(
            stored_at=NOW - timedelta(seconds=seconds), headers={**headers, "retry-after": age}, is_failure=is_failure
        )
        assert freshness_of(entry, now=NOW, max_age_s=DAY_S).decision in Decision
    assert isinstance(directives(control), dict)
