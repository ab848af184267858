import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from quotecheck.errors import BadInput, CorruptStore, MissingExtra
from quotecheck.library import store
from quotecheck.library.folder import LibraryText, texts
from quotecheck.library.intake import Entry
from quotecheck.library.lookup import look_up
from quotecheck.library.reading import Library, library_of, open_library
from quotecheck.library.repair import verify_library
from quotecheck.library.segments import GRAMS, RECORDS, TEXT
from quotecheck.library.writing import MANIFEST, load_manifest, segment_folder, writing
from tests.library.conftest import Make, prose

pytest.importorskip("pyarrow")


def _open(folder: Path) -> Library:
    return open_library(folder, max_bytes=0)


def _names(folder: Path) -> list[str]:
    return [record.name for record in store.listed_texts(folder)]


def _found(folder: Path, entry: Entry) -> list[str]:
    quote = " ".join(entry.document.text.split()[700:720])
    return [one.record.name for one in look_up(_open(folder), quote) if one.score == 1]


@pytest.fixture
def library(tmp_path: Path, shelf: Sequence[Entry]) -> Path:
    store.add_texts(tmp_path / "library", shelf[:3])
    return tmp_path / "library"


def _file(library: Path, name: str) -> Path:
    return segment_folder(library, load_manifest(library).segments[0].id) / name


def test_what_is_added_is_listed_and_found(library: Path, shelf: Sequence[Entry]) -> None:
    assert _names(library) == ["book-0.txt", "book-1.txt", "book-2.txt"]
    assert [_found(library, entry) for entry in shelf] == [["book-0.txt"], ["book-1.txt"], ["book-2.txt"], []]


def test_adding_writes_a_segment_beside_the_others(library: Path, shelf: Sequence[Entry]) -> None:
    before = load_manifest(library).segments

    outcome = store.add_texts(library, shelf)

    assert outcome.added == ("book-3.txt",)
    assert outcome.unchanged == ("book-0.txt", "book-1.txt", "book-2.txt")
    assert load_manifest(library).segments[:-1] == before
    assert _found(library, shelf[3]) == ["book-3.txt"]


def test_a_text_added_again_under_its_name_takes_the_old_ones_place(
    library: Path, shelf: Sequence[Entry], make: Make
) -> None:
    new = make("book-1.txt", prose(1500, 99))

    outcome = store.add_texts(library, [new])

    assert outcome.replaced == ("book-1.txt",)
    assert _found(library, shelf[1]) == []
    assert _found(library, new) == ["book-1.txt"]
    assert store.library_info(library).removed == 1


def test_a_removed_text_is_found_no_more(library: Path, shelf: Sequence[Entry]) -> None:
    store.remove_texts(library, ["book-1.txt"])

    assert _names(library) == ["book-0.txt", "book-2.txt"]
    assert _found(library, shelf[1]) == []
    assert _found(library, shelf[2]) == ["book-2.txt"]


def test_removing_what_is_not_there_removes_nothing(library: Path) -> None:
    with pytest.raises(BadInput, match="not in the library"):
        store.remove_texts(library, ["book-1.txt", "other"])

    assert len(_names(library)) == 3


def test_a_library_can_be_emptied_and_filled_again(library: Path, shelf: Sequence[Entry]) -> None:
    store.remove_texts(library, _names(library))

    assert _open(library).texts == 0
    assert look_up(_open(library), "any words at all in it") == ()
    store.add_texts(library, shelf)
    assert _found(library, shelf[0]) == ["book-0.txt"]


def test_compaction_keeps_texts_digest_and_answers(library: Path, shelf: Sequence[Entry]) -> None:
    store.add_texts(library, shelf[3:])
    store.remove_texts(library, ["book-0.txt"])
    before = _open(library).digest

    store.compact_library(library)

    assert len(load_manifest(library).segments) == 1
    assert store.library_info(library).removed == 0
    assert _open(library).digest == before
    assert [_found(library, entry) for entry in shelf] == [[], ["book-1.txt"], ["book-2.txt"], ["book-3.txt"]]


def test_a_reader_goes_on_while_a_writer_merges_its_segments_away(library: Path, shelf: Sequence[Entry]) -> None:
    reader = _open(library)
    store.add_texts(library, shelf[3:])

    store.compact_library(library)

    quote = " ".join(shelf[2].document.text.split()[5:20])
    assert look_up(reader, quote)[0].record.name == "book-2.txt"


def test_two_writers_at_once_are_refused(library: Path, shelf: Sequence[Entry]) -> None:
    with writing(library), pytest.raises(BadInput, match="another process"):
        store.add_texts(library, shelf)


def test_a_folder_of_other_things_is_not_made_a_library(tmp_path: Path, shelf: Sequence[Entry]) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(BadInput, match="not empty"):
        store.add_texts(tmp_path, shelf)


def test_without_the_extra_nothing_is_made(
    tmp_path: Path, shelf: Sequence[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(MissingExtra, match=r"\[library\]"):
        store.add_texts(tmp_path / "library", shelf)

    assert not (tmp_path / "library").exists()


def test_a_manifest_of_something_else_makes_no_library(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"name": "my app"}', encoding="utf-8")
    (tmp_path / "a.txt").write_text(prose(200, 1), encoding="utf-8")

    assert open_library(tmp_path, max_bytes=1 << 20).texts == 1


def test_the_digest_does_not_depend_on_how_texts_are_kept(library: Path, shelf: Sequence[Entry]) -> None:
    assert _open(library).digest == library_of("memory", shelf[:3]).digest


def test_answers_are_the_same_from_memory_and_from_disk(library: Path, shelf: Sequence[Entry]) -> None:
    quote = " ".join(shelf[1].document.text.split()[100:140:1]).replace("a", "o")
    memory = library_of("memory", shelf[:3])

    assert look_up(memory, quote) == look_up(_open(library), quote)


def test_long_texts_are_read_across_pieces(tmp_path: Path, make: Make) -> None:
    long = make("long.txt", prose(30_000, 5))
    store.add_texts(tmp_path / "library", [long])
    text = long.document.text

    for start in (65_400, 65_536, 131_000):
        first = text.index(" ", start) + 1
        quote = text[first : first + 200]
        assert look_up(_open(tmp_path / "library"), quote)[0].span.start == first


def test_a_lone_surrogate_is_replaced_without_moving_what_follows(tmp_path: Path, make: Make) -> None:
    entry = make("odd\ud800.txt", "\ud800\udc00 " + prose(200, 3), title="\udfff")
    store.add_texts(tmp_path / "library", [entry])

    quote = " ".join(entry.document.text.split()[100:115])
    (found, *_) = look_up(_open(tmp_path / "library"), quote)

    assert entry.document.text[found.span.start : found.span.end] == quote.rstrip(".")


def test_a_store_gives_its_texts_like_a_folder(library: Path, shelf: Sequence[Entry]) -> None:
    store.remove_texts(library, ["book-1.txt"])

    given = [text.document.text for text in texts(library, max_bytes=1) if isinstance(text, LibraryText)]

    assert given == [shelf[0].document.text, shelf[2].document.text]


# --- damage ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [GRAMS, RECORDS])
def test_what_follows_from_the_texts_is_built_anew(library: Path, shelf: Sequence[Entry], name: str) -> None:
    store.remove_texts(library, ["book-0.txt"])
    path = _file(library, name)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))

    checked = verify_library(library)

    assert [Path(damaged).name for damaged in checked.damaged] == [name]
    assert checked.rebuilt
    assert checked.lost_texts == ()
    assert [_found(library, entry) for entry in shelf[:3]] == [[], ["book-1.txt"], ["book-2.txt"]]
    assert verify_library(library).damaged == ()


def test_a_damaged_text_is_named_and_the_others_are_kept(library: Path, shelf: Sequence[Entry]) -> None:
    path = _file(library, TEXT)
    content = bytearray(path.read_bytes())
    content[600] ^= 0xFF
    path.write_bytes(bytes(content))

    checked = verify_library(library)

    assert checked.lost_texts == ("book-0.txt",)
    assert [_found(library, entry) for entry in shelf[:3]] == [[], ["book-1.txt"], ["book-2.txt"]]


def test_a_damaged_text_is_never_answered_with(library: Path, shelf: Sequence[Entry]) -> None:
    path = _file(library, TEXT)
    content = bytearray(path.read_bytes())
    content[600] ^= 0xFF
    path.write_bytes(bytes(content))

    with pytest.raises(CorruptStore, match="verify"):
        _found(library, shelf[0])


@pytest.mark.parametrize("name", [GRAMS, RECORDS, TEXT])
def test_a_file_cut_short_is_never_opened(library: Path, name: str) -> None:
    path = _file(library, name)
    path.write_bytes(path.read_bytes()[:-9])

    with pytest.raises(CorruptStore):
        _open(library)


def test_a_missing_segment_is_a_damaged_store(library: Path) -> None:
    _file(library, TEXT).unlink()

    with pytest.raises(CorruptStore, match="missing"):
        _open(library)
    assert verify_library(library).lost_texts == ("book-0.txt", "book-1.txt", "book-2.txt")
    assert _names(library) == []


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 99}', '{"format": 1}', "[" * 9000])
def test_a_strange_manifest_is_refused(library: Path, content: str) -> None:
    (library / MANIFEST).write_text(content, encoding="utf-8")

    with pytest.raises(CorruptStore):
        _open(library)


def test_checking_without_repair_changes_nothing(library: Path) -> None:
    _file(library, GRAMS).write_bytes(b"")
    before = load_manifest(library)

    assert verify_library(library, repair=False).damaged
    assert load_manifest(library) == before


# --- kill --------------------------------------------------------------------------------------------------

_ADDER = """
import sys
from pathlib import Path
from quotecheck.library import segments, store, writing
from tests.library.conftest import prose
from quotecheck.library.intake import Entry
from quotecheck.model import Document
segments.SEGMENT_BYTES = 60_000
names = [f"new-{seed}.txt" for seed in range(40)]
entries = (Entry(name=name, document=Document(name=name, text=prose(1500, 1000 + at))) for at, name in enumerate(names))
print("ready", flush=True)
store.add_texts(Path(sys.argv[1]), entries)
"""
KILLS = int(os.environ.get("QUOTECHECK_KILLS", "4"))
"""How often adding is killed; more by hand."""


def test_adding_may_be_killed_at_any_moment(library: Path, shelf: Sequence[Entry]) -> None:
    root = Path(__file__).parents[2]
    chance = random.Random(7)
    for _ in range(KILLS):
        child = subprocess.Popen([sys.executable, "-c", _ADDER, str(library)], cwd=root, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.random() * 0.5)
        child.send_signal(signal.SIGKILL)
        child.communicate()

        held = _names(library)
        assert [_found(library, entry) for entry in shelf[:3]] == [["book-0.txt"], ["book-1.txt"], ["book-2.txt"]]
        for name in held:
            if name.startswith("new-"):
                seed = 1000 + int(name[4:-4])
                entry = replace(shelf[0], name=name, document=replace(shelf[0].document, text=prose(1500, seed)))
                assert _found(library, entry) == [name]
        assert verify_library(library).damaged == ()
        store.remove_texts(library, [name for name in held if name.startswith("new-")])
