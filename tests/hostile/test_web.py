"""Every behaviour of the hostile web gets the outcome it deserves."""

import pytest

from quotecheck.model import Group, Outcome
from tests.hostile.conftest import DEADLINE_S, Audited
from tests.hostile.walls import BEHAVIOURS

EXACT_FLOOR = 0.97
GROUP_FLOOR = 0.99


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_behaviour_gets_its_outcome(name: str, audited: Audited) -> None:
    record = audited.records[name]

    assert record.outcome == Outcome(BEHAVIOURS[name].label), (record.reason, record.signs)


def test_the_web_has_enough_ways_to_misbehave() -> None:
    assert len(BEHAVIOURS) >= 70


def test_labels_and_groups_reach_their_floors(audited: Audited) -> None:
    labels = {name: Outcome(one.label) for name, one in BEHAVIOURS.items()}
    exact = sum(audited.records[name].outcome is label for name, label in labels.items())
    groups = sum(audited.records[name].outcome.group is label.group for name, label in labels.items())

    assert exact >= EXACT_FLOOR * len(labels)
    assert groups >= GROUP_FLOOR * len(labels)


def test_what_cannot_be_judged_is_never_called_rot(audited: Audited) -> None:
    unjudged = [name for name, one in BEHAVIOURS.items() if Outcome(one.label).group is Group.CANNOT_JUDGE]

    assert not [name for name in unjudged if audited.records[name].outcome.group in (Group.GONE, Group.DRIFTED)]


@pytest.mark.parametrize("name", ["hangs", "drips_headers", "drips_body", "endless", "bomb", "huge_by_announcement"])
def test_fault_ends_within_the_deadline(name: str, audited: Audited) -> None:
    assert sum(attempt.elapsed_s for attempt in audited.records[name].attempts) <= DEADLINE_S


def test_every_finding_says_why_or_what_to_do(audited: Audited) -> None:
    silent = [
        name
        for name, record in audited.records.items()
        if record.outcome.group is not Group.ALIVE and not (record.reason and record.advice)
    ]

    assert silent == []


def test_a_page_is_asked_once_for_robots(audited: Audited) -> None:
    assert audited.site.counts["/robots.txt"] == 1


def test_no_page_forbidden_to_robots_is_asked(audited: Audited) -> None:
    assert "/kept_from_robots/report" not in audited.site.counts
