from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.library.grams import HASH_BITS
from quotecheck.library.postings import Postings, build_postings, keys, mapped, size_of

HASHES = st.lists(st.integers(0, (1 << HASH_BITS) - 1) | st.integers(0, 5), max_size=300)


def _built(hashes: list[int]) -> Postings:
    return build_postings(keys(np.array(hashes, np.uint64), np.arange(len(hashes))))


@given(HASHES, HASHES)
@settings(deadline=None, max_examples=80)
def test_a_range_holds_exactly_the_places_of_its_gram(stored: list[int], asked: list[int]) -> None:
    postings = _built(stored)
    wanted = [*stored, *asked]

    low, high = postings.find(np.array(wanted, np.uint64))

    for value, start, end in zip(wanted, low.tolist(), high.tolist(), strict=True):
        found = set(postings.places[start:end].tolist())
        same = {at for at, held in enumerate(stored) if held == value}
        # hashes that agree in every stored bit cannot be told apart
        assert same <= found
        assert all(
            stored[at] >> (HASH_BITS - postings.bits - 16) == value >> (HASH_BITS - postings.bits - 16) for at in found
        )


def test_a_mapped_file_answers_like_the_arrays_it_was_written_from(tmp_path: Path) -> None:
    built = _built([7 << 20, 1 << 30, 7 << 20, 5])
    built.write(tmp_path / "grams")

    held = mapped(tmp_path / "grams", bits=built.bits, count=4)

    asked = np.array([7 << 20, 5, 6 << 30], np.uint64)
    assert [side.tolist() for side in held.find(asked)] == [side.tolist() for side in built.find(asked)]


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    built = _built([1, 2, 3])
    (tmp_path / "grams").write_bytes(b"\0" * (size_of(built.bits, 3) - 1))

    with pytest.raises(ValueError, match="expected"):
        mapped(tmp_path / "grams", bits=built.bits, count=3)
