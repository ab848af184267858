"""What a test opens is closed by whoever opened it, before the test ends: the next one starts with nothing of it.

What is left to the garbage collector would be complained of later, inside a test that has nothing to do with it.
"""

import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, and none called too slow: no run differs from the last by chance or by the clock.
# `--hypothesis-profile default` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

HANDLES = Path("/proc/self/fd")


def held_open() -> set[str]:
    """Return every open handle and living thread of this process, the handles where the system tells of them."""
    held = {f"thread {thread.name} {thread.ident}" for thread in threading.enumerate()}
    if HANDLES.exists():
        for handle in HANDLES.iterdir():
            try:
                held.add(f"handle {handle.name} {handle.readlink()}")
            except OSError:  # the handle by which this folder is read
                continue
    return held


@pytest.fixture(autouse=True)
def no_store_of_the_user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep evidence of a test apart from that of any other, and from the user's own."""
    monkeypatch.setenv("QUOTECHECK_CACHE", str(tmp_path_factory.getbasetemp() / "store" / uuid4().hex))


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    before = held_open()
    yield
    assert held_open() - before == set()
