"""What is charged to a host is the time it was seen to be silent, and nothing that held this process up."""

import socket
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.fetch.clock import Clock
from quotecheck.fetch.deadline import LOOK_S, Deadline
from quotecheck.fetch.sockets import PlainSocket, current

HOUR_S = 3600.0


class SetClock(Clock):
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 5000.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def looks(clock: SetClock, *each: tuple[float, bool]) -> Callable[[float], bool]:
    """Return looks that take so many seconds and say so, one after the other."""
    coming = iter(each)

    def look(most_s: float) -> bool:
        taken, came = next(coming)
        clock.sleep(taken)
        return came

    return look


def silent(clock: SetClock) -> Callable[[float], bool]:
    def look(most_s: float) -> bool:
        clock.sleep(most_s)
        return False

    return look


@given(st.floats(0.001, 5))
@settings(deadline=None, max_examples=50)
def test_silence_ends_after_the_seconds_given_and_not_before(seconds: float) -> None:
    clock = SetClock()
    deadline = Deadline(seconds, clock)

    with pytest.raises(TimeoutError):
        deadline.wait(silent(clock))

    assert clock.time - 5000 == pytest.approx(seconds, abs=1e-4)
    assert deadline.remaining() == 0


def test_a_process_that_was_not_run_for_an_hour_charges_one_look() -> None:
    clock = SetClock()
    deadline = Deadline(2.0, clock)

    deadline.wait(looks(clock, (HOUR_S, False), (0.01, True)))

    assert deadline.remaining() == pytest.approx(2.0 - LOOK_S - 0.01)


def test_a_starved_process_is_charged_no_more_than_its_looks() -> None:
    clock = SetClock()
    deadline = Deadline(2.0, clock)

    for _ in range(15):
        deadline.wait(looks(clock, (7.0, True)))

    assert deadline.remaining() == pytest.approx(2.0 - 15 * LOOK_S)


def test_an_answer_that_came_while_time_ran_out_is_taken() -> None:
    clock = SetClock()
    deadline = Deadline(LOOK_S / 2, clock)

    deadline.wait(looks(clock, (HOUR_S, True)))

    assert deadline.remaining() == 0


def test_what_takes_time_between_waits_costs_nothing() -> None:
    clock = SetClock()
    deadline = Deadline(2.0, clock)

    clock.sleep(HOUR_S)

    assert deadline.remaining() == 2.0


def test_bytes_that_drip_add_up() -> None:
    clock = SetClock()
    deadline = Deadline(2.0, clock)

    def drip() -> None:
        for _ in range(100):
            deadline.wait(looks(clock, (LOOK_S, False), (0.05, deadline.remaining() > LOOK_S)))

    with pytest.raises(TimeoutError):
        drip()

    assert clock.time - 5000 == pytest.approx(2.0, abs=0.2)


def test_a_limit_only_ever_takes_time_away() -> None:
    deadline = Deadline(2.0, SetClock())

    deadline.limit(5)
    assert deadline.remaining() == 2.0

    deadline.limit(1)
    assert deadline.remaining() == 1.0


class Told(SetClock):
    """A clock by which nothing ever comes, and which notes for what sockets were waited."""

    def __init__(self) -> None:
        super().__init__()
        self.writing: list[bool] = []

    def is_ready(self, sock: socket.socket, *, writing: bool, most_s: float) -> bool:
        self.writing.append(writing)
        self.sleep(most_s)
        return False


def test_a_socket_waits_by_the_deadline_of_its_thread() -> None:
    clock = Told()
    before = current.deadline
    current.deadline = Deadline(1.0, clock)
    try:
        with closing(socket.create_server(("127.0.0.1", 0))) as server, PlainSocket() as sock:
            current.deadline.clock, quick = Clock(), current.deadline.clock
            sock.reach(*server.getsockname())
            current.deadline.clock = quick
            with pytest.raises(TimeoutError):
                sock.recv_into(bytearray(1))
            assert set(clock.writing) == {False}

            current.deadline = Deadline(1.0, clock)
            with pytest.raises(TimeoutError):
                sock.sendall(bytes(64 << 20))  # more than the machine takes for one that does not read
            assert clock.writing[-1] is True
    finally:
        current.deadline = before
