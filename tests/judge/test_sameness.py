"""Another form of the same signs, and damage of the source, are told apart from changes."""

from pathlib import Path

import pytest

from quotecheck.judge.compare.damage import ill_read
from quotecheck.judge.compare.forms import same_form
from quotecheck.judge.judge import judge
from quotecheck.locate.locate import find
from quotecheck.readers import read_path
from tests.judge.test_judge import codes, judged, verdict

FORMS = """
61.4% | 61·4%
>= 65 | ≥ 65
12 x 8 | 12 × 8
+/- 2 | ± 2
10^6 | 10⁶
10**6 | 10⁶
4000 | 4,000
9am | 9 a.m.
3.15pm | 3:15 p.m.
2019-03-05 | 5 March 2019
2019-03-05 | March 5, 2019
5. März 2019 | 2019-03-05
45% | 45％
3 1/2 | 3½
Maedchen | Mädchen
alpha-synuclein | α-synuclein
niemals | n i e m a l s
كان | كَانَ
Smith & Sons | Smith &amp; Sons
"""
OTHERS = """
106 | 10⁶
35 | 3.5
31/2 | 3½
ahead | a head
mW | MW
A ⇐ B | A ⇒ B
Ca²⁻ | Ca²⁺
2019-03-06 | 5 March 2019
9pm | 9 a.m.
3.16pm | 3:15 p.m.
> 65 | ≥ 65
4000 | 40,000
beta-synuclein | α-synuclein
x2 | x²
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [(left, right) for left, _, right in (line.partition(" | ") for line in table.strip().splitlines())]


@pytest.mark.parametrize(("quote", "source"), pairs(FORMS))
def test_another_form_of_the_same_is_known_from_either_side(quote: str, source: str) -> None:
    assert same_form(quote, source) is not None
    assert same_form(source, quote) is not None


@pytest.mark.parametrize(("quote", "source"), pairs(OTHERS))
def test_what_says_something_else_is_no_form(quote: str, source: str) -> None:
    assert same_form(quote, source) is None


@pytest.mark.parametrize(("quote", "source"), pairs(FORMS))
def test_another_form_is_no_accusation(quote: str, source: str) -> None:
    found = judged(
        f"the members of the board wrote {quote} on the first page of the report",
        f"It is so: the members of the board wrote {source} on the first page of the report. They went home.",
    )

    assert verdict(found) in {"verified", "edited"}, found.findings


@pytest.mark.parametrize(("quote", "source"), pairs(OTHERS))
def test_another_thing_does_not_pass(quote: str, source: str) -> None:
    found = judged(
        f"the members of the board wrote {quote} on the first page of the report",
        f"It is so: the members of the board wrote {source} on the first page of the report. They went home.",
    )

    assert verdict(found) not in {"verified", "edited"}


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("resolved to close the harbour", "resolved to c1ose the harbour"),
        ("the committee met", "tbe committee met"),
        ("such laws must first be settled", "fuch laws muft firft be fettled"),
        ("informed the merchants", "inforrned the rnerchants"),
    ],
)
def test_a_word_that_is_none_is_the_damage_of_the_source(quote: str, source: str) -> None:
    assert ill_read(quote, source, "en")


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("he cast the vote", "he cost the vote"),
        ("in 1641 they met", "in l64l they met"),
        ("resigned in May", "re-signed in May"),
        ("tbe committee met", "the committee met"),
        ("the treaty was kept", "the treaty1 was kept"),
        ("Dr. Harlow spoke", "Dr. Marlow spoke"),
    ],
)
def test_a_word_a_figure_or_a_name_is_no_damage(quote: str, source: str) -> None:
    assert not ill_read(quote, source, "en")


def test_in_a_dirty_passage_a_chance_word_is_damage_too() -> None:
    found = judged(
        "In the spring the committee met at the old hall and heard the witnesses",
        "In tbe spring tbe committee met at tbe old hall and beard tbe witnesses. Tbe chairman was ill.",
    )

    assert (verdict(found), codes(found)) == ("review", {"Q902"})


def test_both_scripts_of_chinese_are_one_text_and_another_word_is_told() -> None:
    source = "报告如下。調查顯示，大多數人支持這項計劃，而且他們同意這個說法。會議結束。"

    same = judged("调查显示，大多数人支持这项计划，而且他们同意这个说法", source)
    other = judged("调查显示，大多数人支持这项计划，而且他们不同意这个说法", source)

    assert (verdict(same), codes(same)) == ("verified", {"Q104"})
    assert (verdict(other), other.is_material) == ("altered", True)


STRUCK = (
    "<html><body><p>They met in the hall. The committee found that the drug was {} safe for all of the patients.</p>"
    "<p>They went home after that.</p></body></html>"
)


@pytest.mark.parametrize(
    "tag", ["<del>not</del>", "<s>not</s>", '<span style="display:none">not</span>', "<strike>not</strike>"]
)
def test_words_that_a_page_strikes_out_or_hides_are_not_its_wording(tag: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(STRUCK.format(tag), encoding="utf-8")
    document = read_path(page, max_bytes=10_000)

    def told(quote: str) -> tuple[str, set[str]]:
        found = judge(quote, find(quote, document.text), document)
        return verdict(found), codes(found)

    assert told("The committee found that the drug was safe for all of the patients") == ("verified", {"Q111"})
    assert told("The committee found that the drug was not safe for all of the patients") == ("review", {"Q116"})


def test_a_passage_that_is_struck_out_as_a_whole_is_no_wording_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    struck = "<del>The committee found that the drug was safe for all of the patients.</del>"
    page.write_text(
        f"<html><body><p>They met in the hall. {struck} They went home.</p></body></html>", encoding="utf-8"
    )
    document = read_path(page, max_bytes=10_000)
    quote = "The committee found that the drug was safe for all of the patients"

    found = judge(quote, find(quote, document.text), document)

    assert (verdict(found), codes(found)) == ("review", {"Q116"})
