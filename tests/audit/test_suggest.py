"""Replacements for addresses that moved or went."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.audit import Suggestion, link_uses, patched, suggestions
from quotecheck.audit.suggest import replacement
from quotecheck.extract import extract
from quotecheck.model import ArchivedCopy, LinkRecord, Outcome
from quotecheck.readers import read_bytes

OLD, NEW = "http://old.example/a", "https://new.example/b"
COPY = ArchivedCopy(url="https://archive.example/web/2010/http://old.example/a")


def suggested(**facts: object) -> list[str]:
    return [one.replacement for one in suggestions([LinkRecord(url=OLD, **facts)])]  # type: ignore[arg-type]


def test_page_that_moved_for_good_gets_its_new_address() -> None:
    assert suggested(outcome=Outcome.REDIRECT_PERMANENT, final_url=NEW) == [NEW]


def test_page_that_moved_for_now_keeps_its_address() -> None:
    assert suggested(outcome=Outcome.REDIRECT_TEMPORARY, final_url=NEW) == []


def test_new_address_without_the_quotation_is_not_suggested() -> None:
    assert suggested(outcome=Outcome.REDIRECT_PERMANENT, final_url=NEW, quotation_present=False) == []


@pytest.mark.parametrize("outcome", [Outcome.NOT_FOUND, Outcome.CONTENT_DRIFT, Outcome.PARKED])
def test_page_that_went_gets_its_copy(outcome: Outcome) -> None:
    assert suggested(outcome=outcome, archived=COPY) == [COPY.url]


def test_copy_without_the_quotation_is_not_suggested() -> None:
    assert suggested(outcome=Outcome.NOT_FOUND, archived=COPY, was_in_archive=False) == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", 'http://x/"onclick="y', "http://x/ y", "file:///etc"])
def test_address_that_is_no_plain_web_address_is_never_written(address: str) -> None:
    assert suggested(outcome=Outcome.REDIRECT_PERMANENT, final_url=address) in ([OLD], [])


SWAP = [Suggestion(url=OLD, replacement=NEW, why="moved")]


@pytest.mark.parametrize(("text", "after"), [
    (f"[a]({OLD})", f"[a]({NEW})"),
    (f"<{OLD}>", f"<{NEW}>"),
    (f"See {OLD}.", f"See {NEW}."),
    (f"See {OLD}, then", f"See {NEW}, then"),
    (f"{OLD}bc", f"{OLD}bc"),
    (f"{OLD}/deeper", f"{OLD}/deeper"),
    (f"[x]: {OLD} 'title'", f"[x]: {NEW} 'title'"),
    ("nothing", "nothing"),
])  # fmt: skip
def test_whole_addresses_are_replaced_in_markdown(text: str, after: str) -> None:
    assert patched(text, SWAP, is_html=False)[0] == after


def test_address_with_references_is_replaced_in_html() -> None:
    swap = [Suggestion(url="http://old.example/?a=1&b=2", replacement="http://new.example/?c=3&d=4", why="moved")]

    text, count = patched('<a href="http://old.example/?a=1&amp;b=2">', swap, is_html=True)

    assert text == '<a href="http://new.example/?c=3&amp;d=4">'
    assert count == 1


def test_address_with_a_named_letter_is_replaced_in_html() -> None:
    swap = [Suggestion(url="http://old.example/caf\u00e9", replacement=NEW, why="moved")]

    assert patched('<a href="http://old.example/caf&eacute;">', swap, is_html=True)[0] == f'<a href="{NEW}">'


def test_brackets_of_a_new_address_end_no_link() -> None:
    swap = [Suggestion(url=OLD, replacement="http://new.example/a_(b)", why="moved")]

    assert patched(f"[a]({OLD})", swap, is_html=False)[0] == "[a](http://new.example/a_%28b%29)"


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=60)
def test_text_without_the_address_is_unchanged(text: str) -> None:
    assert patched(text, SWAP, is_html=False) == (text, 0)


def test_new_address_takes_the_place_within_the_page_along() -> None:
    moved = LinkRecord(url=f"{OLD}#sec", outcome=Outcome.REDIRECT_PERMANENT, final_url=NEW)

    assert replacement(moved) == f"{NEW}#sec"


@pytest.mark.parametrize("written", [f"[a]({OLD})", f"<{OLD}>", f"See {OLD}.", f"[a][1]\n\n[1]: {OLD}\n"])
def test_use_says_where_the_address_itself_is_written(written: str) -> None:
    document = read_bytes(f"One more.\n\n{written}\n".encode(), name="a.md")

    spans = [use.address for use in link_uses(extract(document)) if use.address is not None]

    assert [span.of(document.text) for span in spans] == [OLD]
