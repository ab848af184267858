"""The HTML page: parsed, not compared as a string, as a browser without scripts reads it."""

from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.model import (
    Fidelity,
    Judgement,
    Report,
    Result,
    SourceFacts,
    SourceState,
    Target,
    Verdict,
)
from quotecheck.report import html


def page(report: Report) -> BeautifulSoup:
    return BeautifulSoup(html.render(report), "lxml")


def unread(quote: str) -> Result:
    source = SourceFacts(state=SourceState.NOT_READ, reason=quote, target=Target(url=quote))
    judgement = Judgement(fidelity=Fidelity.NOT_COMPARED)
    return Result(
        id="x", quote=quote, verdict=Verdict.UNCHECKED, source=source, judgement=judgement, document=quote or None
    )


def test_every_verdict_given_has_a_counted_filter_the_gravest_first(report: Report) -> None:
    labels = page(report).select("fieldset.filter label")

    assert [label.get_text(" ", strip=True) for label in labels[:2]] == ["≠ 1 altered", "✗ 1 not-found"]
    assert len(labels) == 8


def test_absent_verdict_has_no_filter(altered: Result) -> None:
    soup = page(Report(results=(altered,), documents=("essay.html",)))

    assert [box["id"] for box in soup.select(".filter input")] == ["only-altered"]


def test_policy_allows_the_script_of_the_page_alone(report: Report) -> None:
    soup = page(report)

    (script,) = soup.find_all("script")
    digest = b64encode(sha256(script.get_text().encode()).digest()).decode()
    policy = soup.select_one("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None
    assert str(policy["content"]).split("; ")[:3] == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        f"script-src 'sha256-{digest}'",
    ]
    assert not soup.find_all(["iframe", "object", "embed", "link", "img", "base", "form"])


def test_hostile_text_stays_text(report: Report, hostile: str) -> None:
    soup = page(report)

    tags = [tag for tag in soup.find_all(True) if isinstance(tag, Tag)]
    assert not [name for tag in tags for name in tag.attrs if name.startswith("on")]
    assert "<script>alert(1)</script>" in soup.get_text()
    assert "\u202e" not in html.render(report)
    assert "\\u202e" in soup.get_text()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)", "http:", "//x.example", "http://[::1"]
)
def test_only_web_addresses_become_links(address: str) -> None:
    soup = page(Report(results=(unread(address),), documents=()))

    assert not [link for link in soup.select("main a[href]") if not str(link["href"]).startswith("#")]
    assert address in soup.get_text()


def test_links_tell_nothing_to_where_they_lead(report: Report) -> None:
    links = [link for link in page(report).select("main a[href]") if not str(link["href"]).startswith("#")]

    assert links
    assert {" ".join(link["rel"]) for link in links} == {"noopener noreferrer nofollow"}


def test_differences_have_sign_word_and_colour_on_both_sides(report: Report) -> None:
    quotation, passage = page(report).select("#c-r1 blockquote")

    assert [tag.get_text() for tag in quotation.select("del.error")] == ["", "35"]
    assert [tag.get_text() for tag in quotation.select(".tag")] == ["− negation", "≠ number"]
    assert [tag.get_text() for tag in passage.select("ins.error")] == ["not", "3.5"]


def test_words_around_the_passage_are_told_apart_and_may_be_marked(report: Report) -> None:
    around = page(report).select("#c-r1 .around")

    assert around[0].get_text().endswith("noon. ")
    assert [tag.get_text() for tag in around[1].select("mark.warning")] == ["unless"]


def test_every_finding_is_listed_with_its_code(report: Report) -> None:
    codes = [code.get_text() for code in page(report).select("#c-r1 .findings code")]

    assert codes == ["Q401", "Q402", "Q504", "Q101"]


def test_many_differences_have_their_sign_in_the_text_and_their_name_in_the_list(altered: Result) -> None:
    number = altered.judgement.findings[2]
    crowd = tuple(replace(number, explain=str(count)) for count in range(20))
    crowded = replace(altered, judgement=replace(altered.judgement, findings=crowd))

    soup = page(Report(results=(crowded,), documents=()))

    assert {tag.get_text() for tag in soup.select("#c-r1 .tag")} == {"≠"}
    assert soup.select("#c-r1 .findings")[0].get_text().count("number") == 20


def test_finding_about_the_whole_comes_first(altered: Result) -> None:
    whole = replace(altered.judgement.findings[1], code="Q307", name="paraphrase", explain="hardly a word is the same")
    changed = replace(altered, judgement=replace(altered.judgement, findings=(*altered.judgement.findings, whole)))

    soup = page(Report(results=(changed,), documents=()))

    assert soup.select("#c-r1 .why")[0].get_text() == "hardly a word is the same"
    assert soup.select("#c-r1 .findings code")[0].get_text() == "Q307"


def test_source_facts_are_shown(report: Report) -> None:
    words = " ".join(page(report).select("#c-r1")[0].get_text(" ").split())

    assert "read, from the recorded copy" in words
    assert "2026-03-04 05:06 UTC" in words
    assert "ab" * 32 in words
    assert "Ibid., that is: Minutes, 1911" in words


def test_same_report_gives_the_same_bytes(report: Report) -> None:
    assert html.render(report) == html.render(report)


def test_report_without_results_says_so() -> None:
    assert "No quotation" in page(Report(results=(), documents=())).get_text()


def test_ids_are_unique(report: Report) -> None:
    ids = [tag["id"] for tag in page(report).select("[id]")]

    assert len(ids) == len(set(ids))


def test_lone_surrogates_do_not_break_the_page(altered: Result) -> None:
    broken = replace(altered, quote="a \ud800 b", judgement=Judgement(fidelity=Fidelity.ALTERED), passages=())

    assert "\\ud800" in html.render(Report(results=(broken,), documents=())).encode().decode()


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=40)
def test_no_text_adds_an_element(text: str) -> None:
    harmless = page(Report(results=(unread("x"),), documents=()))

    soup = page(Report(results=(unread(text),), documents=(text,)))

    assert {tag.name for tag in soup.find_all(True)} <= {tag.name for tag in harmless.find_all(True)} | {"a"}
