"""Copies of the checked text and collections of sayings are no sources."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.verify.circular import collections, is_collection, is_copy

LEFT, RIGHT = (
    "The clerk then rose from his chair and read out, slowly, that",
    "and nobody in the hall found a word to say.",
)


@pytest.mark.parametrize("place", sorted(collections()))
def test_every_collection_is_known_by_its_pages(place: str) -> None:
    host, _, path = place.partition("/")

    assert is_collection(f"https://www.{host}/{path}/some-page?x=1#y")
    assert not is_collection(f"https://{host}.example/{path}")
    assert not is_collection(f"https://not{host}/{path}")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_address_has_an_answer(text: str) -> None:
    assert is_collection(text) in (True, False)
    assert is_collection(f"http://{text}") in (True, False)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (LEFT, RIGHT, True),
        (f"Some words stood before. {LEFT.upper()}", "and", True),
        (LEFT.replace("clerk", "clergyman"), RIGHT.replace("hall", "house"), True),
        ("In the minutes of that day we read that", "and it was so resolved by nine votes.", False),
        ("that", "and", False),
        ("", "", False),
    ],
)
def test_a_copy_has_the_words_around_the_quotation_too(before: str, after: str, expected: bool) -> None:
    assert is_copy((LEFT, RIGHT), before, after) is expected
