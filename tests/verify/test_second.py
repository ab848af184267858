"""A page read a second way: what only that reading has is for a person to look at, and never "not found"."""

import pytest

from quotecheck.model import Capture, Document, Route, SourceFacts, SourceState, Style, Verdict
from quotecheck.verify.check import Question, check_against
from quotecheck.verify.second import second_text
from quotecheck.verify.sources import Source

WORDS = "the ferry did not leave the quay on the morning of the storm"
PAGE = f"<html><head><title>Ferries of the north</title></head><body><p>{WORDS}</p><script>var a</script></body></html>"


def capture(content: bytes, media_type: str = "text/html", charset: str | None = "utf-8") -> Capture:
    return Capture(
        content=content,
        sha256="",
        media_type=media_type,
        charset=charset,
        final_url="http://a.example/",
        route=Route.MIRROR,
        retrieved_at=None,
    )


def test_words_that_the_first_reading_lost_are_kept() -> None:
    found = second_text(capture(PAGE.encode()), "Something else.")

    assert found is not None
    assert found.split() == WORDS.split()


def test_readings_that_agree_need_no_second() -> None:
    assert second_text(capture(PAGE.encode()), f"Menu {WORDS}.") is None


@pytest.mark.parametrize(
    ("content", "media_type", "charset"),
    [
        (b"", "text/html", None),
        (b"\x00\xff<p", "text/html", "no-such-charset"),
        (b"<div>" * 50_000, "text/html", None),
        (PAGE.encode(), "application/pdf", None),
        (b"<!-- only a comment -->", "text/html", "utf-8"),
    ],
)
def test_what_cannot_be_read_so_has_no_second_reading(content: bytes, media_type: str, charset: str | None) -> None:
    assert second_text(capture(content, media_type, charset), "") is None


@pytest.mark.parametrize(("quote", "word"), [(WORDS, Verdict.REVIEW), (WORDS.replace("not ", ""), Verdict.ALTERED)])
def test_words_of_the_second_reading_alone_are_for_a_person_to_look_at(quote: str, word: Verdict) -> None:
    document = Document(name="page", text="Other things were told of the town and its people. " * 40)
    source = Source(facts=SourceFacts(state=SourceState.READ, route=Route.MIRROR), document=document, second=WORDS)

    (found,) = check_against(source, [Question(id="1", quote=quote)], style=Style.CHICAGO)

    assert (found.verdict, found.passages) == (word, ())
    assert "Q905" in {item.code for item in found.judgement.findings}


def test_words_of_neither_reading_are_not_found() -> None:
    document = Document(name="page", text="Other things were told of the town and its people. " * 40)
    source = Source(facts=SourceFacts(state=SourceState.READ, route=Route.MIRROR), document=document, second=WORDS)

    (found,) = check_against(
        source, [Question(id="1", quote="a mill is not a bridge, said the miller")], style=Style.AP
    )

    assert found.verdict is Verdict.NOT_FOUND
