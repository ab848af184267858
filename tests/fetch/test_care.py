"""Looking after an evidence store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quotecheck.fetch.local import make_capture
from quotecheck.fetch.store import EvidenceStore, open_store
from quotecheck.fetch.store.care import import_pages, kept_pages, prune_store, store_info, verify_store
from quotecheck.model import Outcome, Retrieval, Route, Target

LATER = datetime.now(tz=UTC) + timedelta(days=10)


def page(number: int, content: bytes = b"minutes") -> Retrieval:
    url = f"http://harbour.example/{number}"
    capture = make_capture(content, media_type="text/plain", charset=None, final_url=url, route=Route.LIVE)
    capture = replace(capture, retrieved_at=datetime(2024, 1, 2, tzinfo=UTC), status=200)
    return Retrieval(target=Target(url=url), outcome=Outcome.OK, capture=capture)


@pytest.fixture(params=["diskcache", "plain"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EvidenceStore]:
    store = open_store(tmp_path / "store", backend=request.param)
    for number in range(3):
        store.save(f"//harbour.example/{number}", page(number, b"minutes %d" % number))
    yield store
    store.close()


def test_store_is_counted(store: EvidenceStore, tmp_path: Path) -> None:
    info = store_info(store, tmp_path / "store")

    assert (info.pages, info.bodies) == (3, 3)
    assert info.bytes_on_disk > 0
    assert info.oldest is not None


def test_sound_store_is_found_sound(store: EvidenceStore) -> None:
    assert verify_store(store) == (6, ())


def test_page_without_its_body_is_found(store: EvidenceStore) -> None:
    capture = page(1, b"minutes 1").capture
    assert capture is not None
    store.remove(f"body:{capture.sha256}")

    assert verify_store(store) == (4, ("page://harbour.example/1",))


def test_pages_come_out_in_order_of_address(store: EvidenceStore) -> None:
    assert [one.target.url for one in kept_pages(store)] == [f"http://harbour.example/{n}" for n in range(3)]


def test_only_pages_not_known_are_taken_in(store: EvidenceStore) -> None:
    taken = import_pages(store, [(f"//harbour.example/{n}", page(n)) for n in range(2, 5)])

    assert taken == 2
    assert sum(name.startswith("page:") for name in store.names()) == 5


def test_old_pages_go_with_their_bodies(store: EvidenceStore) -> None:
    assert prune_store(store, older_than=timedelta(days=30), now=LATER) == 0
    assert prune_store(store, older_than=timedelta(days=5), now=LATER) == 6
    assert list(store.names()) == []


def test_body_of_an_earlier_state_is_not_pruned(store: EvidenceStore) -> None:
    store.save("//harbour.example/1", page(1, b"changed"))

    assert prune_store(store, older_than=timedelta(days=30), now=LATER) == 0
    ((digest, _),) = store.earlier("//harbour.example/1")
    assert store.body(digest) == b"minutes 1"
