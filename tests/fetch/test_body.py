"""Bodies of any size come out whole, and large ones wait for each other."""

import gzip
from collections.abc import Iterator
from queue import Queue
from threading import BoundedSemaphore, Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.fetch import body as body_module
from quotecheck.fetch.body import LIGHT_BYTES, TooBig, read_body

CAP = 8 << 20


def cut(body: bytes, step: int) -> Iterator[bytes]:
    return (body[at : at + step] for at in range(0, len(body), step))


@given(st.integers(-3, 3), st.integers(1, 5), st.booleans())
@settings(deadline=None, max_examples=30)
def test_body_about_the_size_of_a_large_one_comes_out_whole(more: int, times: int, is_packed: bool) -> None:
    body = bytes(range(256)) * (times * LIGHT_BYTES // 256) + b"x" * (more % 7)
    sent = gzip.compress(body, 1) if is_packed else body

    assert read_body(cut(sent, 60_000), codings="gzip" if is_packed else None, max_bytes=CAP) == body


@pytest.mark.parametrize("size", [CAP, CAP + 1])
def test_cap_is_the_largest_size(size: int) -> None:
    def read() -> bytes:
        return read_body(cut(b"a" * size, 1 << 16), codings=None, max_bytes=CAP)

    if size > CAP:
        with pytest.raises(TooBig):
            read()
    else:
        assert len(read()) == size


class Room(BoundedSemaphore):
    """Room for two large bodies, as the module has it, which tells when somebody asks for some."""

    def __init__(self) -> None:
        super().__init__(2)
        self.asked: Queue[None] = Queue()

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        self.asked.put(None)
        return super().acquire(blocking, timeout)

    __enter__ = acquire


def test_third_large_body_waits_for_another_to_be_done_and_a_small_one_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = Room()
    monkeypatch.setattr(body_module, "_HEAVY", room)
    told: list[str] = []
    done = Event()

    def large(name: str) -> Iterator[bytes]:
        yield b"a" * (LIGHT_BYTES + 1)
        if name == "third":
            told.append("third goes on")
        done.wait()

    def read(chunks: Iterator[bytes]) -> bytes:
        return read_body(chunks, codings=None, max_bytes=CAP)

    readers = [Thread(target=read, args=(large(name),)) for name in ("first", "second", "third")]
    for reader in readers:
        reader.start()
        room.asked.get()
    small = read(cut(b"b" * 100, 10))
    told.append("the others are done")
    done.set()
    for reader in readers:
        reader.join()

    assert small == b"b" * 100
    assert told == ["the others are done", "third goes on"]
    assert len(read(cut(b"d" * CAP, 1 << 16))) == CAP
