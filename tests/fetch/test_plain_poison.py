"""The store on sqlite3 and files: nothing others wrote into it runs, is served, or leads outside."""

import os
import pickle
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from quotecheck.fetch.store.frame import pack
from tests.fetch.test_store import KEY, Bomb, damage, fill, load, make_huge

PAGE = f"page:{KEY}"
Poison = Callable[[sqlite3.Connection, Path], object]


def set_values(value: object) -> Poison:
    return lambda rows, _: rows.execute("UPDATE entries SET value = ?, digest = NULL", (value,))


def set_digest(digest: object) -> Poison:
    return lambda rows, _: rows.execute("UPDATE entries SET value = NULL, digest = ?", (digest,))


def script(text: str) -> Poison:
    return lambda rows, _: rows.executescript(text)


def blob(make: Callable[[Path], object]) -> Poison:
    def put(rows: sqlite3.Connection, folder: Path) -> None:
        path = folder / "blobs" / "aa" / ("aa" * 32)
        path.parent.mkdir(exist_ok=True)
        make(path)
        set_digest("aa" * 32)(rows, folder)

    return put


POISONS: dict[str, Poison] = {
    "pickle": lambda rows, folder: set_values(pickle.dumps(Bomb(folder / "ran")))(rows, folder),
    "text": set_values("the mole had sunk"),
    "number": set_values(7),
    "nothing": set_values(None),
    "empty": set_values(b""),
    "half a frame": set_values(pack(PAGE, {"version": 2})[:20]),
    "frame of another name": set_values(pack("page://elsewhere.example/", {"version": 2})),
    "record without facts": set_values(pack(PAGE, {"version": 2})),
    "record of nonsense": set_values(pack(PAGE, {"version": 2, "capture": 7, "saved_at": [], "outcome": "x"})),
    "path outside": set_digest("../../../../etc/hostname"),
    "absolute path": set_digest("/etc/hostname"),
    "digest of bytes": set_digest(b"a" * 64),
    "missing file": set_digest("ab" * 32),
    "other file": blob(lambda path: path.write_bytes(b"the mole had sunk")),
    "pipe": blob(os.mkfifo),
    "huge file": blob(make_huge),
    "folder": blob(Path.mkdir),
    "link": blob(lambda path: path.symlink_to("/etc/hostname")),
    "trigger": script("CREATE TRIGGER wicked AFTER INSERT ON entries BEGIN DELETE FROM entries; END"),
    "view": script("DROP TABLE entries; CREATE VIEW entries AS SELECT 1 AS name, 2 AS digest, 3 AS value"),
    "other columns": script("DROP TABLE entries; CREATE TABLE entries (name TEXT, thing BLOB)"),
    "no table": script("DROP TABLE entries"),
}


@pytest.mark.parametrize("poison", POISONS)
def test_poisoned_entry_does_no_harm(poison: str, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    fill(folder, "plain")
    with sqlite3.connect(folder / "evidence.db") as rows:
        POISONS[poison](rows, folder)
    rows.close()

    found, _ = load(folder, "plain")
    fill(folder, "plain", b"x" * 100_000)

    content = found.capture.content if found and found.capture else None
    assert content in (None, b"the mole had settled")
    assert not (folder / "ran").exists()


@pytest.mark.parametrize("at", [0, 18, 100, 4096, 5000])
def test_damaged_database_is_begun_anew(at: int, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    fill(folder, "plain")
    damage(folder / "evidence.db", at, os.urandom(3000))
    load(folder, "plain")

    fill(folder, "plain")

    found, _ = load(folder, "plain")
    assert found is not None
    assert found.capture is not None
    assert found.capture.content == b"the mole had settled"


def test_link_in_place_of_a_value_is_replaced_not_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "store", tmp_path / "elsewhere"
    elsewhere.write_bytes(b"not ours")
    fill(folder, "plain", b"x" * 100_000)
    (value,) = folder.glob("blobs/*/*")
    value.unlink()
    value.symlink_to(elsewhere)

    assert load(folder, "plain")[0] is None
    fill(folder, "plain", b"x" * 100_000)

    assert load(folder, "plain")[0] is not None
    assert elsewhere.read_bytes() == b"not ours"
