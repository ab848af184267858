"""Addresses: one form for asking, one for comparing, none that hides where it leads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.fetch.address import BadAddress, follow, loose_key, page_key, parse_address, shown_address
from quotecheck.model import Outcome


@pytest.mark.parametrize(("written", "asked"), [
    ("HTTP://Harbour.Example/A", "http://harbour.example/A"),
    ("http://harbour.example:80", "http://harbour.example/"),
    ("https://harbour.example:443/a?b#c", "https://harbour.example/a?b"),
    ("http://harbour.example:8080/", "http://harbour.example:8080/"),
    ("http://harbour.example/a b/ü?q=é", "http://harbour.example/a%20b/%C3%BC?q=%C3%A9"),
    ("http://harbour.example/100%", "http://harbour.example/100%25"),
    ("http://harbour.example/%7Ea", "http://harbour.example/%7Ea"),
    ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://me:secret@harbour.example/", "http://harbour.example/"),
    ("http://[2001:DB8::1]:81/a", "http://[2001:db8::1]:81/a"),
    (" http://harbour.example/a\\b ", "http://harbour.example/a/b"),
    ("http://0x7f.1/", "http://127.0.0.1/"),
])  # fmt: skip
def test_address_is_asked_in_one_form(written: str, asked: str) -> None:
    assert parse_address(written).url == asked


@pytest.mark.parametrize("written", [
    "", "harbour.example", "//harbour.example/", "ftp://harbour.example/", "mailto:a@b.example", "javascript:alert(1)",
    "http:harbour.example", "http://", "http:///a", "http://harbour.example:0/", "http://harbour.example:99999/",
    "http://harbour.example:x/", "http://[::1/", "http://[zz]/", "http://a b.example/", "http://a<b>.example/",
    "http://harbour.example/a\nX: y", "http://harbour.example/\x00", "http://h.example/" + "a" * 9000,
])  # fmt: skip
def test_word_that_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(BadAddress):
        parse_address(written)


@pytest.mark.parametrize(("location", "leads_to"), [
    ("/b", "http://harbour.example/b"), ("b?c", "http://harbour.example/a/b?c"), ("//other.example", "http://other.example/"),
    ("../b", "http://harbour.example/b"), ("?d", "http://harbour.example/a/x?d"), ("https://o.example", "https://o.example/"),
])  # fmt: skip
def test_redirect_leads_where_a_browser_goes(location: str, leads_to: str) -> None:
    assert follow(parse_address("http://harbour.example/a/x"), location).url == leads_to


def test_redirect_keeps_the_fragment_unless_it_brings_its_own() -> None:
    base = parse_address("http://harbour.example/a#mole")

    assert follow(base, "/b").fragment == "mole"
    assert follow(base, "/b#pier").fragment == "pier"


@pytest.mark.parametrize("location", [
    "", "http://", "file:///etc/hostname", "javascript:x", "http:b", "data:text/html,x", "http://[::", "/a\r\nX: y",
    "/" + "a" * 9000,
])  # fmt: skip
def test_redirect_to_no_web_address_is_bad(location: str) -> None:
    with pytest.raises(BadAddress) as caught:
        follow(parse_address("http://harbour.example/a"), location)

    assert caught.value.outcome is Outcome.REDIRECT_BAD


def test_printed_address_has_no_password() -> None:
    assert shown_address("http://me:secret@harbour.example/a@b\x1b") == "http://harbour.example/a@b"


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://h.example/", "http://h.example:"]))
@settings(deadline=None, max_examples=300)
def test_address_is_either_refused_or_stable(text: str, start: str) -> None:
    try:
        address = parse_address(start + text)
    except BadAddress:
        return
    assert address.url.isascii()
    assert not any(char in address.url for char in "\r\n \x00")
    assert parse_address(address.url).url == address.url
    assert page_key(parse_address(address.url)) == page_key(address)
    assert loose_key(loose_key(page_key(address))) == loose_key(page_key(address))
