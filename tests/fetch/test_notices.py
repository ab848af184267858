"""Short pages: notices in many wordings are told from real pages that use the same words of other things."""

from pathlib import Path

import pytest

from quotecheck.fetch.address import parse_address
from quotecheck.fetch.signs import Situation, judge_page, read_page
from quotecheck.fetch.signs.phrases import notices, padded_words, tells

HERE = parse_address("http://harbour.example/minutes/1904")
PLAIN = Situation(asked=HERE, final=HERE)
FRAME = "<nav><a href=/>Start</a><a href=/login>Log in</a></nav>"
ROWS = [
    tuple(part.strip() for part in line.split("|", 2))
    for line in Path(__file__).with_name("notices.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
STATED = {
    "not-found": ("removed", "削除され"),
    "parked": ("is for sale", "販売中"),
    "maintenance": ("is offline", "维护中"),
    "server-error": ("something went wrong", "服务"),
    "challenge": ("security check", "安全验证"),
    "forbidden": ("restricted area", "拒绝访问"),
    "consent": ("agree", "同意"),
}
"""For each list a phrase that names no subject, in a script with blanks and in one without."""


@pytest.mark.parametrize(("outcome", "title", "body"), ROWS, ids=[" ".join(row)[:90] for row in ROWS])
def test_short_page_is_what_it_says(outcome: str, title: str, body: str) -> None:
    judged = judge_page(read_page(f"<title>{title}</title>{FRAME}{body}"), PLAIN)

    assert (judged.outcome.value if judged else "itself") == outcome, judged


@pytest.mark.parametrize(
    ("name", "subject"), [(name, subject) for name in STATED for subject in notices(f"{name}-about")]
)
def test_subject_beside_a_state_makes_a_statement(name: str, subject: str) -> None:
    plain = subject.rstrip("*")

    assert any(tells(name, padded_words(f"{plain} {state}")) for state in STATED[name])


@pytest.mark.parametrize("name", STATED)
def test_state_without_its_subject_says_nothing(name: str) -> None:
    assert not tells(name, padded_words(f"the old schooner {STATED[name][0]} yesterday"))


@pytest.mark.parametrize("word", notices("negations"))
def test_denial_beside_a_subject_counts(word: str) -> None:
    assert tells("negations", padded_words(f"page {word} 页"), about="not-found-about")


@pytest.mark.parametrize("phrase", notices("visitor"))
def test_word_to_the_visitor_turns_a_denial_into_a_notice(phrase: str) -> None:
    page = f"<title>Gazette</title><p>{phrase}, this page is not among ours.</p>"

    assert judge_page(read_page(page), PLAIN) is not None
