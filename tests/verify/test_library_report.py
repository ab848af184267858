"""What a report says of quotations that are looked up in a library: whose words they are, and in which text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from quotecheck.extract import extract
from quotecheck.fetch.local import make_capture
from quotecheck.library import store
from quotecheck.library.intake import Entry, library_entries
from quotecheck.model import Document, Outcome, Result, Retrieval, Route, Style, Target
from quotecheck.verify.conduct import verify_corpus
from quotecheck.verify.here import Here
from quotecheck.verify.shelf import Shelf
from quotecheck.verify.sources import open_source

HERE = Path(__file__).parent
LIBRARY = HERE / "library"
MAX = 1 << 20


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    verdicts: tuple[str, ...]
    source: str
    codes: tuple[str, ...]


def _cases() -> Iterator[Case]:
    for block in (HERE / "library_cases.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]:
        title, text, wanted = block.split("\n")
        verdicts, source, codes = (part.strip() for part in wanted.split("|"))
        yield Case(title, text, tuple(verdicts.split()), source, tuple(codes.split()))


@pytest.fixture(scope="module", params=["folder", "store"])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    if request.param == "folder":
        return Shelf(folder=LIBRARY, max_bytes=MAX)
    pytest.importorskip("pyarrow", reason="the extra 'library' is not installed")
    folder = tmp_path_factory.mktemp("shelf") / "store"
    held = library_entries([str(LIBRARY)], max_bytes=MAX, within=LIBRARY)
    store.add_texts(folder, (one for one in held if isinstance(one, Entry)))
    return Shelf(folder=folder, max_bytes=MAX)


def _pages(**pages: str) -> dict[str, bytes]:
    """Return pages by address, each long enough to say of it that it does not hold something."""
    filling = " ".join(f"Here follows line {number} of what else the page has to say." for number in range(40))
    return {
        f"http://{host}.example/": f"<title>{host}</title><p>{words}<p>{filling}".encode()
        for host, words in pages.items()
    }


def _verified(text: str, shelf: Shelf | None = None, pages: dict[str, bytes] | None = None) -> tuple[Result, ...]:
    def fetch(target: Target) -> Retrieval:
        content = (pages or {}).get(target.url or "")
        if content is None:
            return Retrieval(target=target, outcome=Outcome.OFFLINE, reason="offline")
        capture = make_capture(
            content, media_type="text/html", charset="utf-8", final_url=target.url, route=Route.MIRROR
        )
        return Retrieval(target=target, outcome=Outcome.OK, capture=capture)

    document = Document(name="checked.txt", text=text + "\n")
    opener = partial(open_source, fetch=fetch, style=Style.CHICAGO)
    steps = Here(opener, style=Style.CHICAGO, shelf=shelf, keeps=True)
    return verify_corpus([extract(document)], steps, style=Style.CHICAGO)


def _codes(result: Result) -> set[str]:
    return {finding.code for finding in result.judgement.findings}


@pytest.mark.parametrize("case", list(_cases()), ids=lambda case: case.title)
def test_looked_up_in_the_library(case: Case, shelf: Shelf) -> None:
    result = _verified(case.text, shelf)[0]

    assert result.verdict in case.verdicts
    assert case.source == "-" or case.source in (result.source.title or "")
    for code in case.codes:
        assert (code.lstrip("!") in _codes(result)) is not code.startswith("!"), code


def test_words_a_page_quotes_are_traced_to_the_text_that_has_them_as_its_own(shelf: Shelf) -> None:
    quote = "A boiler that is watched does not burst, but a boiler that is trusted will"
    pages = _pages(sayings=f"Josef Pallister, an engineer, once observed: “{quote}.”")

    (result,) = _verified(f"“{quote}” (http://sayings.example/).", shelf, pages)

    (secondary,) = (finding for finding in result.judgement.findings if finding.code == "Q703")
    assert "Notes on Stationary Engines" in secondary.explain


def test_a_page_that_says_from_where_it_has_the_words_is_a_secondary_source() -> None:
    quote = "A boiler that is watched does not burst, but a boiler that is trusted will"
    page = f"He wrote: “{quote}” (Josef Pallister, <i>Notes on Stationary Engines</i>, London 1893, p. 4)."

    (result,) = _verified(f"“{quote}” (http://sayings.example/).", None, _pages(sayings=page))

    (secondary,) = (finding for finding in result.judgement.findings if finding.code == "Q703")
    assert "Notes on Stationary Engines" in secondary.explain


def test_words_a_page_has_from_a_speaker_are_not_at_second_hand() -> None:
    quote = "no bridge shall be built before the ferry has been paid for"
    pages = _pages(news=f"The mayor told our reporter: “{quote}.” Nobody asked why.")

    (result,) = _verified(f"The mayor said that “{quote}” (http://news.example/).", None, pages)

    assert "Q703" not in _codes(result)


def test_words_that_are_not_on_the_page_claimed_are_found_in_the_library(shelf: Shelf) -> None:
    quote = "A boiler that is watched does not burst, but a boiler that is trusted will"

    (result,) = _verified(f"“{quote}” (http://other.example/).", shelf, _pages(other="A page about bread."))

    assert (result.verdict.value, result.source.title) == ("misattributed", "Notes on Stationary Engines")
    assert [str(facts.target) for facts in result.tried] == ["http://other.example/"]


def test_links_that_were_mixed_up_are_seen() -> None:
    first = "The keeper wrote every evening that the lamp was not to be trusted in frost"
    second = "Twenty-four ships passed that winter without seeing the light of the tower"
    pages = _pages(log=f"{first}, and nobody answered.", harbour=f"{second}, and two never came home.")

    results = _verified(f"“{first}” (http://harbour.example/).\n\n“{second}” (http://log.example/).", None, pages)

    assert [result.verdict.value for result in results] == ["misattributed", "misattributed"]
    assert [result.source.title for result in results] == ["log", "harbour"]


def test_a_page_that_copied_the_checked_text_proves_nothing() -> None:
    text = (
        "On the ninth of May the council met for the last time in the old hall, and its clerk recorded that "
        "“no bridge shall be built before the ferry has been paid for” before the lights went out and all went home."
    )

    (result,) = _verified(f"{text} (http://copy.example/)", None, _pages(copy=text))

    assert result.verdict.value == "review"
    assert "Q704" in _codes(result)


def test_a_page_that_has_the_words_alone_is_no_copy() -> None:
    quote = "no bridge shall be built before the ferry has been paid for"
    pages = _pages(minutes=f"It was resolved that {quote}, by nine votes against two.")

    (result,) = _verified(f"The clerk of the council recorded that “{quote}” (http://minutes.example/).", None, pages)

    assert "Q704" not in _codes(result)
