"""Which text of a library is the work an author cites."""

from pathlib import Path

import pytest

from quotecheck.extract import extract
from quotecheck.language.lists import everywhere
from quotecheck.library.places import Title
from quotecheck.model import Document, Metadata
from quotecheck.verify.cited import Catalogue, is_like, is_surely, is_work
from quotecheck.verify.claimed import Claimed, claimed


def _case(citation: str) -> Claimed:
    text = f"“The ferryman was hanged from the second bridge, which was of stone” ({citation}).\n"
    (case,) = claimed(extract(Document(name="x.txt", text=text)))
    return case


def _title(title: str | None, author: str | None = None, *, path: str = "a.txt", issued: str | None = None) -> Title:
    metadata = Metadata(title=title, author=author, issued=issued)
    return Title(path=Path(path), metadata=metadata, media_type="text/plain")


@pytest.mark.parametrize(
    ("title", "same", "like"),
    [
        (_title("A History of the Valley", "Edmund Pike"), True, True),
        (_title("A History of the Valley: With Maps", "Pike, E."), True, True),
        (_title("Pike: A History of the Valley", "Edmund Pike"), True, True),
        (_title("A History of the Valley"), True, True),
        (_title(None, path="history_of_the_valley.txt"), True, True),
        (_title("A History of the Vally", "Edmund Pike"), False, True),
        (_title("A History of the Valley", "Harriet Bell"), False, False),
        (_title("A History of the Coast", "Edmund Pike"), False, False),
        (_title("Valley", "Edmund Pike"), False, False),
    ],
)
def test_a_text_is_told_by_title_and_author(title: Title, same: bool, like: bool) -> None:
    case = _case("Edmund Pike, A History of the Valley, 1899")

    assert (is_work(case, title), is_like(case, title)) == (same, like)


@pytest.mark.parametrize(("cited", "held", "same"), [("vol. 2", "Volume II", True), ("vol. 2", "Volume One", False)])
def test_volumes_are_told_apart_however_they_are_numbered(cited: str, held: str, same: bool) -> None:
    case = _case(f"Edmund Pike, A History of the Valley, {cited}, 1899")

    assert is_work(case, _title(f"A History of the Valley, {held}", "Edmund Pike")) is same


def test_of_several_editions_the_one_of_the_year_cited_answers() -> None:
    editions = [
        _title("A History of the Valley", "Edmund Pike", path=f"{year}.txt", issued=year) for year in ("1871", "1899")
    ]

    found = Catalogue(editions).cited(_case("Edmund Pike, A History of the Valley, 1899"))

    assert found is not None
    assert found.path == Path("1899.txt")


@pytest.mark.parametrize("part", ["Chapter 2", "II", "Глава вторая", *everywhere("parts-of-works")])
def test_a_chapter_does_not_answer_for_its_work(part: str) -> None:
    chapter = _title(f"A History of the Valley: {part}", "Edmund Pike")
    case = _case("Edmund Pike, A History of the Valley, 1899")

    assert is_work(case, chapter)
    assert Catalogue([chapter]).cited(case) is None


@pytest.mark.parametrize("collection", everywhere("collections-of-works"))
def test_the_want_of_words_in_one_text_of_a_collection_proves_nothing(collection: str) -> None:
    case = _case(f"Edmund Pike, Collected {collection.title()}, 1899")
    text = _title(f"Collected {collection.title()}", "Edmund Pike")

    assert is_work(case, text)
    assert not is_surely(case, text)


@pytest.mark.parametrize("word", everywhere("volume-words"))
def test_one_volume_does_not_answer_for_a_work_cited_without_one(word: str) -> None:
    catalogue = Catalogue([_title(f"A History of the Valley, {word} one", "Edmund Pike")])

    assert catalogue.cited(_case("Edmund Pike, A History of the Valley, 1899")) is None


def test_rows_of_blanks_in_a_title_mean_nothing() -> None:
    blanks = " " * 100_000
    title = _title(f"A History{blanks}of the Valley{blanks}")

    assert is_work(_case("Edmund Pike, A History of the Valley, 1899"), title)
