"""Which fields are read from a citation string."""

import pytest

from quotecheck.extract.citations.reading.authors import author_list
from quotecheck.extract.citations.reading.parse import parse_citation
from tests.extract.citations.cases import blocks

CASES = [tuple(block.split("\n")) for block in blocks("read")]


def fields_of(raw: str) -> dict[str, str]:
    csl, locator = parse_citation(raw)
    found: dict[str, str] = {}
    for name in csl.__slots__:
        value = getattr(csl, name)
        if value:
            found[name] = value if isinstance(value, str) else " and ".join(map(str, value))
    if locator:
        found |= {"locator": locator.value, "label": locator.label}
    return found


@pytest.mark.parametrize(("raw", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_fields_are_read(raw: str, expected: str) -> None:
    wanted = dict(pair.split("=", 1) for pair in expected.split(" | "))

    found = fields_of(raw)

    assert {name: found.get(name, "") for name in wanted} == wanted


def test_a_doi_address_is_also_a_doi() -> None:
    csl, _ = parse_citation("Marsh, E. (2010). Rivers. https://doi.org/10.1000/abc")

    assert (csl.url, csl.doi) == ("https://doi.org/10.1000/abc", "10.1000/abc")


def test_the_date_of_access_is_not_the_date_of_issue() -> None:
    csl, _ = parse_citation("Retrieved from https://a.example/x on 3 May 2015.")

    assert (csl.url, csl.issued, csl.title) == ("https://a.example/x", None, None)


def test_of_several_works_in_one_bracket_the_first_is_read() -> None:
    csl, _ = parse_citation("(Hill & Stone, 2011; Reed, 2009)")

    assert ([name.family for name in csl.author], csl.issued) == (["Hill", "Stone"], "2011")


@pytest.mark.parametrize("blank", ["\n", "\t.", "\u2028,"])
def test_white_space_is_no_author(blank: str) -> None:
    assert author_list(blank) == ()
