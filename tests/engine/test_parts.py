"""A part is there whole, or it is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.engine.parts import is_whole, part_digest, read_part, read_values, write_part
from quotecheck.errors import CorruptStore
from quotecheck.model import Span


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write_part(tmp_path / "new" / "part", [Span(1, 2), Span(3, 4)])

    assert read_values(tmp_path / "new" / "part", Span) == (Span(1, 2), Span(3, 4))


def test_a_part_may_be_empty(tmp_path: Path) -> None:
    write_part(tmp_path / "part", [])

    assert read_part(tmp_path / "part") == ()


def test_the_digest_depends_on_the_content_alone(tmp_path: Path) -> None:
    write_part(tmp_path / "one", ["a"])
    write_part(tmp_path / "two", ["a"])
    write_part(tmp_path / "three", ["b"])

    assert part_digest(tmp_path / "one") == part_digest(tmp_path / "two") != part_digest(tmp_path / "three")


def test_a_part_under_another_name_is_missing(tmp_path: Path) -> None:
    write_part(tmp_path / "one", ["a"])

    (tmp_path / "one").rename(tmp_path / "two")

    assert not is_whole(tmp_path / "two")


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_damage_makes_it_missing(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("damage") / "part"
    write_part(path, ["one", "two", "three"])
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))

    if data.draw(st.booleans()):
        content[at] ^= data.draw(st.integers(1, 255))
    else:
        del content[at:]
    path.write_bytes(content)

    # Only the white space that JSON allows at the very end may change without notice.
    assert not is_whole(path) or read_part(path) == (b'"one"', b'"two"', b'"three"')


def test_writing_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "one"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_part(tmp_path / "part", broken())

    assert list(tmp_path.iterdir()) == []


def test_a_part_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    write_part(tmp_path / "part", ["no span"])

    with pytest.raises(CorruptStore, match="something else"):
        read_values(tmp_path / "part", Span)
