"""What back-references point to."""

import re

import pytest

from quotecheck.extract.citations import find_citations, resolve, split_articles
from quotecheck.model import Citation, Document
from tests.extract.citations.cases import titled

CASES = titled("resolved")
_MARKED = re.compile(r"⟦(?P<name>\d?)(?::(?P<target>[\d-]))?:?(?P<raw>[^⟧]*)⟧")


def resolved(text: str) -> tuple[Citation, ...]:
    document = Document(name="t", text=text)
    citations = find_citations(document)
    return resolve(document, citations, split_articles(document, citations))


@pytest.mark.parametrize("case", [rest for _, rest in CASES], ids=[title for title, _ in CASES])
def test_back_references_point_to_their_work(case: str) -> None:
    named = {match["name"]: match["raw"] for match in _MARKED.finditer(case) if match["name"]}
    wanted = {match["raw"]: named.get(match["target"]) for match in _MARKED.finditer(case) if match["target"]}

    found = {one.raw: one.resolved.raw if one.resolved else None for one in resolved(_MARKED.sub(r"\g<raw>", case))}

    assert {raw: found[raw] for raw in wanted} == wanted


def test_a_back_reference_takes_over_what_it_does_not_say() -> None:
    _, again = resolved("A (Marsh, E., ‘The Low Year’, London, 1990, p. 5) b (Ibid., p.240.).")

    assert (again.csl.title, again.csl.issued, again.locator and again.locator.value) == ("The Low Year", "1990", "240")


def test_loc_cit_takes_the_page_over() -> None:
    _, again = resolved("A (Marsh, E., ‘The Low Year’, London, 1990, p. 5) b (loc. cit.).")

    assert again.locator is not None
    assert again.locator.value == "5"


def test_an_author_of_two_works_leaves_a_candidate() -> None:
    text = "A (Marsh, E., ‘Wells’, Leeds, 1980, p. 2) b (Marsh, E., ‘The Low Year’, Leeds, 1990) c (Marsh, op. cit.)."

    again = resolved(text)[2]

    assert again.resolved is not None
    assert "Low Year" in again.resolved.raw
    assert ["Wells" in one.raw for one in again.candidates] == [True]


def test_a_work_cited_twice_is_no_candidate() -> None:
    text = "A (Marsh, E., ‘Wells’, Leeds, 1980, p. 2) b (Marsh, E., ‘Wells’, Leeds, 1980, p. 5) c (Marsh, op. cit.)."

    assert resolved(text)[2].candidates == ()


def test_a_back_reference_stays_in_its_article() -> None:
    body = "The mills had stopped long before that, as all who lived there knew, and nobody mended them.\n\n"
    first = f"The River\n\n{body}So (Marsh, E., ‘Wells’, Leeds, 1980, p. 2).\n\nSource: http://a.example/1"
    text = f"{first}\n\nThe Well\n\n{body}So (Ibid., p. 4)."

    assert resolved(text)[-1].resolved is None


def test_every_resolution_says_why() -> None:
    found = resolved(
        "A (Marsh, E., ‘Wells’, Leeds, 1980, p. 2) b (ibid.) c (Marsh, op. cit.) d (Marsh, ‘Wells’, p. 3)."
    )

    assert all(one.resolved and one.resolved.why for one in found[1:])
