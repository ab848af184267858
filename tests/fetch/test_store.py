"""The evidence store: what goes in comes out, and nothing that was put there by others does any harm."""

import contextlib
import hashlib
import os
import pickle
import socket
import sqlite3
import stat
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.errors import CorruptStore
from quotecheck.fetch import build_fetcher
from quotecheck.fetch.local import make_capture
from quotecheck.fetch.store import open_store
from quotecheck.fetch.store.backend import DamagedEntry
from quotecheck.fetch.store.evidence import EXTRACTOR_VERSION
from quotecheck.fetch.store.frame import pack, unpack
from quotecheck.model import Attempt, Outcome, Retrieval, Route, Target
from quotecheck.settings import Settings

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
KEY = "//harbour.example/minutes"
TARGET = Target(url="https://harbour.example/minutes")
BACKENDS = ("diskcache", "plain")
DATABASE = {"diskcache": "cache.db", "plain": "evidence.db"}


def retrieval(content: bytes = b"the mole had settled") -> Retrieval:
    capture = make_capture(
        content, media_type="text/html", charset="utf-8", final_url=TARGET.url, route=Route.LIVE, retrieved_at=NOW
    )
    capture = replace(capture, status=200, headers=(("etag", '"1"'),))
    attempt = Attempt(route=Route.LIVE, url=TARGET.url or "", outcome=Outcome.OK, status=200)
    return Retrieval(target=TARGET, outcome=Outcome.OK, capture=capture, attempts=(attempt,))


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def fill(folder: Path, backend: str, content: bytes = b"the mole had settled") -> None:
    store = open_store(folder, backend=backend)
    store.save(KEY, retrieval(content))
    store.close()


def load(folder: Path, backend: str) -> tuple[Retrieval | None, tuple[str, ...]]:
    store = open_store(folder, backend=backend)
    try:
        return store.load(KEY, TARGET), store.troubles
    finally:
        store.close()


@pytest.mark.parametrize("size", [0, 10, 100_000])
def test_what_was_kept_comes_back(size: int, folder: Path, backend: str) -> None:
    fill(folder, backend, b"x" * size)

    found, troubles = load(folder, backend)

    assert troubles == ()
    assert found is not None
    assert found.capture is not None
    assert found == replace(
        retrieval(b"x" * size),
        capture=replace(retrieval(b"x" * size).capture, route=Route.CACHE),  # type: ignore[type-var]
    )


def test_failure_is_kept_without_a_body(folder: Path, backend: str) -> None:
    store = open_store(folder, backend=backend)
    store.save(KEY, Retrieval(target=TARGET, outcome=Outcome.DNS_FAILURE, reason="not known"))

    found = store.load(KEY, TARGET)
    store.close()

    assert found is not None
    assert found.outcome is Outcome.DNS_FAILURE


def test_changed_page_keeps_what_it_was(folder: Path, backend: str) -> None:
    fill(folder, backend, b"before")
    fill(folder, backend, b"after")

    store = open_store(folder, backend=backend)
    ((digest, _),) = store.earlier(KEY)

    assert store.body(digest) == b"before"
    store.close()


def test_store_is_private(folder: Path, backend: str) -> None:
    fill(folder, backend)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


class Bomb:
    """Runs code when it is unpickled: it leaves a file behind."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return (Path.touch, (self.path,))


def rows(folder: Path, backend: str, statement: str, *values: object) -> None:
    with sqlite3.connect(folder / DATABASE[backend]) as connection:
        assert connection.execute(statement, values).rowcount
    connection.close()


def poison_pickle(folder: Path) -> None:
    rows(
        folder, "diskcache", "UPDATE Cache SET mode = 4, value = ?, filename = NULL", pickle.dumps(Bomb(folder / "ran"))
    )


def poison_pickled_key(folder: Path) -> None:
    rows(
        folder,
        "diskcache",
        "UPDATE Cache SET raw = 0, key = ? WHERE key LIKE 'page:%'",
        pickle.dumps(Bomb(folder / "ran")),
    )


def poison_text_mode(folder: Path) -> None:
    rows(folder, "diskcache", "UPDATE Cache SET mode = 3")


def poison_mode_rubbish(folder: Path) -> None:
    rows(folder, "diskcache", "UPDATE Cache SET mode = 'x', filename = 'y'")


def poison_path(folder: Path) -> None:
    rows(folder, "diskcache", "UPDATE Cache SET mode = 2, value = NULL, filename = '../../../../etc/hostname'")


def poison_absolute_path(folder: Path) -> None:
    rows(folder, "diskcache", "UPDATE Cache SET mode = 2, value = NULL, filename = '/etc/hostname'")


def poison_link(folder: Path) -> None:
    (folder / "link.val").symlink_to("/etc/hostname")
    rows(folder, "diskcache", "UPDATE Cache SET mode = 2, value = NULL, filename = 'link.val'")


def poison_missing_file(folder: Path) -> None:
    rows(folder, "diskcache", "UPDATE Cache SET mode = 2, value = NULL, filename = 'gone.val'")


def poison_bytes(folder: Path) -> None:
    rows(folder, "diskcache", "UPDATE Cache SET value = ?", b"somebody else's bytes")


def poison_null(folder: Path) -> None:
    rows(folder, "diskcache", "UPDATE Cache SET value = NULL, mode = 1, filename = NULL")


def poison_forged_frame(folder: Path) -> None:
    header = {"version": 1, "outcome": "ok"}
    rows(folder, "diskcache", "UPDATE Cache SET value = ?", pack("page://elsewhere.example/", header))


def poison_senseless_record(folder: Path) -> None:
    rows(
        folder,
        "diskcache",
        "UPDATE Cache SET value = ? WHERE key LIKE 'page:%'",
        pack(f"page:{KEY}", {"version": EXTRACTOR_VERSION}),
    )


def poison_settings(folder: Path) -> None:
    rows(folder, "diskcache", "UPDATE Settings SET value = ? WHERE key = 'disk_min_file_size'", pickle.dumps(0))


def poison_trigger(folder: Path) -> None:
    with sqlite3.connect(folder / "cache.db") as connection:
        connection.execute("CREATE TRIGGER Wicked AFTER UPDATE ON Cache BEGIN DELETE FROM Cache; END")
    connection.close()


def poison_header(folder: Path) -> None:
    damage(folder / "cache.db", 0, b"\x00" * 100)


def poison_middle(folder: Path) -> None:
    size = (folder / "cache.db").stat().st_size
    damage(folder / "cache.db", 4096, os.urandom(size - 4096))


def poison_truncation(folder: Path) -> None:
    os.truncate(folder / "cache.db", 5000)


def damage(path: Path, at: int, data: bytes) -> None:
    for extra in path.parent.glob(path.name + "-*"):
        extra.unlink()
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def poison_settings_folder(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir()
    rows(folder, "diskcache", "INSERT INTO Settings VALUES ('_directory', ?)", str(folder.parent / "elsewhere"))


def poison_settings_disk(folder: Path) -> None:
    rows(folder, "diskcache", "INSERT INTO Settings VALUES ('disk__directory', '/etc')")


def poison_settings_pragma(folder: Path) -> None:
    rows(folder, "diskcache", "INSERT INTO Settings VALUES ('sqlite_writable_schema', 1)")


def poison_settings_text(folder: Path) -> None:
    rows(folder, "diskcache", "UPDATE Settings SET value = '1; ATTACH x' WHERE key = 'sqlite_mmap_size'")


def poison_counter(folder: Path) -> None:
    with sqlite3.connect(folder / "cache.db") as connection:
        connection.execute("CREATE TRIGGER Settings_wicked AFTER UPDATE ON Cache BEGIN DELETE FROM Cache; END")
    connection.close()


def poison_pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.val")
    rows(folder, "diskcache", "UPDATE Cache SET mode = 2, value = NULL, filename = 'pipe.val'")


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def poison_huge_file(folder: Path) -> None:
    make_huge(folder / "huge.val")
    rows(folder, "diskcache", "UPDATE Cache SET mode = 2, value = NULL, filename = 'huge.val'")


def poison_database_pipe(folder: Path) -> None:
    for path in folder.glob("cache.db*"):
        path.unlink()
    os.mkfifo(folder / "cache.db")


POISONS = [value for name, value in sorted(globals().items()) if name.startswith("poison_")]


@pytest.mark.parametrize("poison", POISONS, ids=lambda poison: poison.__name__)
def test_poisoned_entry_does_no_harm(poison: Callable[[Path], None], folder: Path) -> None:
    fill(folder, "diskcache")
    poison(folder)

    found, troubles = load(folder, "diskcache")

    assert not (folder / "ran").exists()
    content = found.capture.content if found and found.capture else None
    assert content in (None, b"the mole had settled")
    assert content is not None or troubles or poison is poison_pickled_key


@pytest.mark.parametrize("poison", POISONS, ids=lambda poison: poison.__name__)
def test_poisoned_store_can_be_used_again(poison: Callable[[Path], None], folder: Path) -> None:
    fill(folder, "diskcache")
    poison(folder)
    load(folder, "diskcache")

    fill(folder, "diskcache")

    assert load(folder, "diskcache")[0] is not None


def test_there_are_enough_poisons() -> None:
    assert len(POISONS) >= 12


@pytest.mark.parametrize("digest", ["../../../../etc/hostname", "/etc/hostname", "x", None])
def test_plain_store_opens_no_file_outside(digest: str | None, folder: Path) -> None:
    fill(folder, "plain")
    rows(folder, "plain", "UPDATE entries SET digest = ?, value = NULL", digest)

    assert load(folder, "plain")[0] is None


def test_plain_store_follows_no_link(folder: Path) -> None:
    fill(folder, "plain", b"x" * 100_000)
    (blob,) = (path for path in folder.glob("blobs/*/*"))
    blob.unlink()
    blob.symlink_to("/etc/hostname")

    assert load(folder, "plain")[0] is None


def test_plain_store_waits_for_no_pipe_and_reads_no_huge_file(folder: Path) -> None:
    fill(folder, "plain", b"x" * 100_000)
    for make in (os.mkfifo, make_huge):
        for blob in folder.glob("blobs/*/*"):
            blob.unlink()
            make(blob)

        assert load(folder, "plain")[0] is None
        fill(folder, "plain", b"x" * 100_000)


@pytest.mark.parametrize("size", [100, 100_000])
def test_flipped_bit_in_a_value_is_noticed(size: int, folder: Path, backend: str) -> None:
    fill(folder, backend, b"x" * size)
    if size == 100:
        column, table = ("value", "Cache") if backend == "diskcache" else ("value", "entries")
        rows(folder, backend, f"UPDATE {table} SET {column} = CAST(replace({column}, 'x', 'y') AS BLOB)")  # noqa: S608
    else:
        for path in [*folder.glob("blobs/*/*"), *folder.glob("*/*/*.val")]:
            damage(path, 500, b"y")

    found, troubles = load(folder, backend)

    assert found is None
    assert troubles


def test_damaged_database_is_set_aside_and_begun_anew(folder: Path, backend: str) -> None:
    fill(folder, backend)
    damage(folder / DATABASE[backend], 0, b"\x00" * 200)

    found, troubles = load(folder, backend)

    assert found is None
    assert len(troubles) == 1
    assert list((folder / "quarantine").iterdir())


LINKS = ["{db}", "{db}-wal", "{db}-shm", "{db}-journal", "opening.lock", "quarantine", "blobs"]


@pytest.mark.parametrize("link", LINKS)
def test_link_in_the_folder_is_refused(link: str, folder: Path, tmp_path: Path, backend: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    folder.mkdir(mode=0o700)
    (folder / link.format(db=DATABASE[backend])).symlink_to(elsewhere)

    with pytest.raises(CorruptStore):
        open_store(folder, backend=backend)

    assert not elsewhere.exists()


def test_file_of_a_value_is_not_written_through_a_link(folder: Path, tmp_path: Path, backend: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    fill(folder, backend)
    within = folder / "blobs" if backend == "plain" else folder
    for number in range(256):
        (within / f"{number:02x}").symlink_to(elsewhere)
    store = None
    with contextlib.suppress(CorruptStore):
        store = open_store(folder, backend=backend)
        store.save(KEY, retrieval(b"x" * 100_000))
        store.close()

    assert store is None or store.troubles
    assert list(elsewhere.iterdir()) == []


def nobody(host: str, port: int) -> Sequence[str]:
    raise socket.gaierror(socket.EAI_NONAME, "no such host")


@pytest.mark.parametrize("saved_at", ["2024-05-06T07:08:09", "9999-01-01T00:00:00+00:00", "", None, 7, "0001-01-01"])
def test_odd_time_in_a_record_breaks_nothing(saved_at: object, folder: Path, backend: str) -> None:
    fill(folder, backend)
    store = open_store(folder, backend=backend)
    name = f"page:{KEY}"
    header = {**(store.header(name) or {}), "saved_at": saved_at}
    store.close()
    change = {
        "diskcache": "UPDATE Cache SET value = ? WHERE key = ?",
        "plain": "UPDATE entries SET value = ? WHERE name = ?",
    }
    rows(folder, backend, change[backend], pack(name, header), name)
    with build_fetcher(Settings(cache=folder, backend=backend, robots=False), resolver=nobody) as fetch:
        found = fetch(TARGET)

    assert found.outcome is not Outcome.OK


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_folder_others_may_write_to_is_refused(mode: int, folder: Path) -> None:
    folder.mkdir()
    folder.chmod(mode)

    with pytest.raises(CorruptStore, match="others may write"):
        open_store(folder)


def test_folder_that_is_a_link_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    folder.symlink_to(tmp_path / "real")

    with pytest.raises(CorruptStore):
        open_store(folder)


def test_database_that_is_a_link_is_refused(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(mode=0o700)
    (folder / "cache.db").symlink_to(tmp_path / "elsewhere.db")

    with pytest.raises(CorruptStore):
        open_store(folder)


def write_many(folder: str, backend: str, number: int) -> int:
    store = open_store(Path(folder), backend=backend)
    for count in range(10):
        store.save(f"//host{number}.example/{count}", retrieval(b"%d %d" % (number, count)))
    store.close()
    return len(store.troubles)


def test_several_processes_may_open_and_write_at_once(folder: Path, backend: str) -> None:
    with ProcessPoolExecutor(4) as pool:
        troubles = sum(pool.map(write_many, [str(folder)] * 4, [backend] * 4, range(4)))

    store = open_store(folder, backend=backend)
    pages = [name for name in store.names() if name.startswith("page:")]
    store.close()

    assert troubles == 0
    assert len(pages) == 40


def test_full_disk_ends_the_keeping_not_the_run(folder: Path, backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(folder, backend=backend)
    monkeypatch.setattr(Path, "open", no_space)
    monkeypatch.setattr("builtins.open", no_space)

    store.save(KEY, retrieval(b"x" * 100_000))
    store.save(KEY, retrieval(b"x" * 100_000))

    assert len(store.troubles) == 1
    assert store.load(KEY, TARGET) is None
    store.close()


def no_space(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=5), st.integers()), st.binary(max_size=50))
@settings(deadline=None, max_examples=50)
def test_frame_gives_back_what_was_packed(name: str, header: dict[str, int], body: bytes) -> None:
    name = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()

    assert unpack(name, pack(name, header, body)) == (header, body)


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=100)
def test_frame_of_rubbish_is_refused(data: bytes) -> None:
    for frame in (data, b"QC1" + data):
        with pytest.raises(DamagedEntry):
            unpack("page", frame)
