"""Bodies of any size come out whole, and large ones wait for each other."""

import gzip
from collections.abc import Iterator
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_third_large_body_waits_and_gives_up_in_time() -> None:
    begun, done = Event(), Event()

    def slow() -> Iterator[bytes]:
        yield b"a" * (LIGHT_BYTES + 1)
        begun.set()
        done.wait(10)

    def read(chunks: Iterator[bytes]) -> bytes:
        return read_body(chunks, codings=None, max_bytes=CAP, patience_s=lambda: 0.05)

    others = []
    for _ in range(2):
        others.append(Thread(target=lambda: read(slow())))
        others[-1].start()
        assert begun.wait(10)
        begun.clear()
    small, large = read(cut(b"b" * 100, 10)), cut(b"c" * (LIGHT_BYTES + 1), 1 << 16)
    with pytest.raises(TimeoutError):
        read(large)
    done.set()
    for other in others:
        other.join()

    assert small == b"b" * 100
    assert len(read(cut(b"d" * CAP, 1 << 16))) == CAP
