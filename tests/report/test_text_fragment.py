"""Links that open a page at the passage."""

import pytest

from quotecheck.model import Route, SourceFacts, SourceState
from quotecheck.report.text_fragment import fragment_address

PAGE = SourceFacts(state=SourceState.READ, route=Route.LIVE, media_type="text/html")


@pytest.mark.parametrize(
    ("address", "passage", "wanted"),
    [
        ("http://a.example/x", "the lamp\nwent out", "http://a.example/x#:~:text=the%20lamp%20went%20out"),
        ("http://a.example/x#top", "re-lit, & out", "http://a.example/x#top:~:text=re%2Dlit%2C%20%26%20out"),
        ("http://a.example/#:~:text=old", "new", "http://a.example/#:~:text=new"),
        ("http://a.example/", "a b c d e f g h i j k", "http://a.example/#:~:text=a%20b%20c%20d%20e,g%20h%20i%20j%20k"),
        ("http://a.example/", "a b\n\nc d", "http://a.example/#:~:text=a%20b,c%20d"),
        ("http://a.example/", " \n\n ", None),
        (None, "words", None),
    ],
)
def test_the_address_names_both_ends_of_the_passage(address: str | None, passage: str, wanted: str | None) -> None:
    assert fragment_address(address, PAGE, passage) == wanted


def test_only_pages_are_opened_at_a_passage() -> None:
    pdf = SourceFacts(state=SourceState.READ, route=Route.LIVE, media_type="application/pdf")

    assert fragment_address("http://a.example/", pdf, "words") is None
