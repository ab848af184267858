"""What pages say of themselves: every phrase of the lists counts, and no text breaks the reading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.fetch.address import parse_address
from quotecheck.fetch.signs import Situation, judge_page, read_page
from quotecheck.fetch.signs.phrases import has_phrase, notices, padded_words, sign_list
from quotecheck.model import Outcome

HERE = parse_address("http://harbour.example/minutes/1904")
PLAIN = Situation(asked=HERE, final=HERE)
PHRASES = {
    "not-found": Outcome.SOFT404_TEXT,
    "parked": Outcome.PARKED,
    "challenge": Outcome.BLOCKED_CHALLENGE,
    "maintenance": Outcome.MAINTENANCE,
    "server-error": Outcome.SERVER_ERROR,
}


def judged(html: str, situation: Situation = PLAIN) -> Outcome | None:
    found = judge_page(read_page(html), situation)
    return found.outcome if found else None


def notice(phrase: str, more: str = "") -> str:
    return f"<title>{phrase}</title><h1>{phrase}</h1><p>{phrase}.</p>{more}"


@pytest.mark.parametrize(("name", "phrase"), [(name, phrase) for name in PHRASES for phrase in notices(name)])
def test_phrase_has_an_effect(name: str, phrase: str) -> None:
    assert has_phrase(name, padded_words(f"Well, {phrase}!"))
    assert judged(notice(phrase)) is not None


@pytest.mark.parametrize("name", PHRASES)
def test_most_notices_are_told_apart(name: str) -> None:
    found = [judged(notice(phrase)) for phrase in notices(name)]

    assert found.count(PHRASES[name]) >= 0.9 * len(found)


@pytest.mark.parametrize("phrase", notices("login"))
def test_login_phrase_beside_a_password_is_a_wall(phrase: str) -> None:
    assert judged(notice(phrase, "<input type=password>")) is Outcome.LOGIN_WALL


@pytest.mark.parametrize("phrase", notices("login-required"))
def test_sentence_that_asks_to_log_in_is_a_wall(phrase: str) -> None:
    assert judged(f"<title>Sign in</title><p>{phrase}</p>") is Outcome.LOGIN_WALL


@pytest.mark.parametrize("phrase", notices("paywall"))
def test_paywall_phrase_on_a_short_page_is_a_wall(phrase: str) -> None:
    assert judged(f"<title>Minutes</title><p>The board met.</p><p>{phrase}</p>") is Outcome.PAYWALL


@pytest.mark.parametrize("entry", sign_list("challenge_scripts"))
def test_puzzle_service_behind_a_refusal_is_a_challenge(entry: str) -> None:
    refused = Situation(asked=HERE, final=HERE, status=403)

    assert judged(f"<script src='https://{entry}/x.js'></script>", refused) is Outcome.BLOCKED_CHALLENGE


@pytest.mark.parametrize("entry", sign_list("parking_hosts"))
def test_parking_service_on_a_bare_page_is_a_parked_domain(entry: str) -> None:
    assert judged(f"<title>harbour.example</title><script src='https://{entry}/x.js'></script>") is Outcome.PARKED


@pytest.mark.parametrize("entry", sign_list("login_paths"))
def test_redirect_to_a_login_page_is_a_wall(entry: str) -> None:
    there = Situation(
        asked=HERE, final=parse_address(f"http://harbour.example/{entry}?next=/minutes"), was_redirected=True
    )

    assert judged("<title>Members</title><input type=password>", there) is Outcome.LOGIN_WALL


@pytest.mark.parametrize("entry", sign_list("error_paths"))
def test_redirect_to_an_error_page_is_a_missing_page(entry: str) -> None:
    there = Situation(asked=HERE, final=parse_address(f"http://harbour.example/{entry}.html"), was_redirected=True)

    assert judged("<title>Gazette</title><p>Hm.</p>", there) is Outcome.SOFT404_TEXT


@pytest.mark.parametrize("path", ["ok", "a1", "tv/guide"])
def test_redirect_to_a_short_path_is_no_front_page(path: str) -> None:
    there = Situation(asked=HERE, final=parse_address(f"http://harbour.example/{path}"), was_redirected=True)

    assert judged("<title>Gazette</title><p>Welcome to the harbour.</p>", there) is None


@pytest.mark.parametrize(
    "entry",
    ["", "index.html", "de-AT/home.php", *sign_list("home_paths"), *(f"{code}/" for code in sign_list("languages"))],
)
def test_redirect_to_the_front_is_a_missing_page(entry: str) -> None:
    there = Situation(asked=HERE, final=parse_address(f"http://harbour.example/{entry}"), was_redirected=True)

    assert judged("<title>Gazette</title><p>Welcome to the harbour.</p>", there) is Outcome.SOFT404_HOME


def test_front_page_that_was_asked_for_is_itself() -> None:
    here = Situation(asked=parse_address("http://harbour.example/index.html"), final=parse_address("http://harbour.example/"),
                     was_redirected=True)  # fmt: skip

    assert judged("<title>Gazette</title><p>Welcome to the harbour.</p>", here) is None


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=200)
def test_no_text_breaks_the_reading(text: str) -> None:
    for page in (text, f"<title>{text}</title><h1>{text}", f"<meta http-equiv=refresh content='{text}'>"):
        judged(page)


@pytest.mark.parametrize("piece", [
    "<div>", "<p a=1 ", "&amp;", "<b><i>", "<script>", "<title>", "<!--", "<meta http-equiv=refresh content='0;url=",
    "not found ", "<h1>", "<input type=password>", "<noscript>", "</noscript>", "<div style='display:none'>", "a" * 50,
])  # fmt: skip
def test_repeated_piece_is_read_in_one_go(piece: str) -> None:
    judged(piece * (300_000 // len(piece)))
