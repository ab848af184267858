"""How a host is asked: gaps by the clock, and a host given up for its own silence alone."""

import pytest

from quotecheck.fetch.polite import FAIR_SHARE, MAX_TIMEOUTS, MAX_TIMEOUTS_ONCE_ANSWERED, Manners
from tests.fetch.test_deadline import SetClock

HOST = "http://harbour.example:80"
TIMEOUT_S = 30.0


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def manners(clock: SetClock) -> Manners:
    return Manners(0.5, clock)


def starts(manners: Manners, clock: SetClock, host: str = HOST) -> list[float]:
    """Make four requests, each as soon as it may be; return when they began, from the first one on."""
    times = []
    for _ in range(4):
        with manners.turn(host):
            times.append(clock.now())
    return [time - times[0] for time in times]


def test_requests_to_one_host_begin_a_gap_apart(manners: Manners, clock: SetClock) -> None:
    assert starts(manners, clock) == [0, 0.5, 1.0, 1.5]


def test_a_gap_asked_for_lengthens_and_never_shortens(manners: Manners, clock: SetClock) -> None:
    manners.slow_down(HOST, 2.0)
    manners.slow_down(HOST, 0.1)

    assert starts(manners, clock) == [0, 2.0, 4.0, 6.0]


def test_no_gap_is_kept_where_it_is_switched_off(clock: SetClock) -> None:
    assert starts(Manners(0, clock), clock) == [0, 0, 0, 0]


def test_a_gap_that_passed_by_itself_is_not_waited_for(manners: Manners, clock: SetClock) -> None:
    starts(manners, clock)
    clock.sleep(10)
    before = clock.now()

    with manners.turn(HOST):
        assert clock.now() == before


def test_one_host_does_not_wait_for_another(manners: Manners, clock: SetClock) -> None:
    starts(manners, clock)
    before = clock.now()

    with manners.turn("http://other.example:80"):
        assert clock.now() == before


@pytest.mark.parametrize(("has_answered", "most"), [(False, MAX_TIMEOUTS), (True, MAX_TIMEOUTS_ONCE_ANSWERED)])
def test_a_host_silent_for_all_its_time_is_given_up(manners: Manners, has_answered: bool, most: int) -> None:
    if has_answered:
        manners.answered(HOST, is_busy=False)

    given = []
    while (patience := manners.patience(HOST, TIMEOUT_S)) and len(given) < 100:
        given.append(patience)
        manners.timed_out(HOST, silent_s=patience, patience_s=patience)

    assert len(given) == most
    assert given == sorted(given, reverse=True)
    assert given[0] == TIMEOUT_S


def test_a_host_reached_with_the_time_spent_on_others_is_not_given_up(manners: Manners) -> None:
    for _ in range(100):
        manners.timed_out(HOST, silent_s=FAIR_SHARE * TIMEOUT_S - 0.1, patience_s=TIMEOUT_S)

    assert manners.patience(HOST, TIMEOUT_S) == TIMEOUT_S


def test_an_answer_makes_up_for_silence(manners: Manners) -> None:
    for _ in range(MAX_TIMEOUTS_ONCE_ANSWERED - 1):
        manners.timed_out(HOST, silent_s=TIMEOUT_S, patience_s=TIMEOUT_S)
    manners.answered(HOST, is_busy=False)

    assert manners.patience(HOST, TIMEOUT_S) == TIMEOUT_S


def test_a_host_rests_for_as_long_as_it_asked(manners: Manners, clock: SetClock) -> None:
    manners.rest(HOST, 60)
    clock.sleep(20)

    assert manners.resting_s(HOST) == 40

    clock.sleep(50)
    assert manners.resting_s(HOST) == 0
