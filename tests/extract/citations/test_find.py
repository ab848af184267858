"""Which stretches of a text are citations."""

import re

import pytest

from quotecheck.extract.citations import find_citations
from quotecheck.extract.citations.finding.canonical import canonical_citations
from quotecheck.extract.citations.finding.legal import legal_citations
from quotecheck.extract.citations.finding.prose import is_remark
from quotecheck.extract.citations.names import parse_names, read_name
from quotecheck.extract.citations.words import ARCHIVES, CODES, COURTS, MONTHS, PLACES, REPORTERS, back_reference_ways
from quotecheck.language.lists import data, everywhere, listed
from quotecheck.model import CitationForm, Document, Locator, Mark, MarkKind, Span
from tests.extract.citations.cases import titled


def document(text: str, *marks: Mark) -> Document:
    return Document(name="t", text=text, marks=marks)


def marked(text: str) -> tuple[str, list[str]]:
    return re.sub("[⟦⟧]", "", text), re.findall("⟦([^⟧]*)⟧", text)


CASES = titled("found")


@pytest.mark.parametrize("case", [rest for _, rest in CASES], ids=[title for title, _ in CASES])
def test_citations_are_found_where_they_stand(case: str) -> None:
    text, expected = marked(case)

    found = find_citations(document(text))

    assert [one.raw for one in found] == expected


def test_citations_are_in_reading_order_with_their_own_ids() -> None:
    found = find_citations(document("A (Marsh, 1990, p. 5). B (Reed, 1991, p. 6).\n\nSource: http://a.example/"))

    assert [one.span for one in found] == sorted(one.span for one in found)
    assert len({one.id for one in found}) == len(found)


def test_a_signature_gives_the_source_line_below_it_its_author() -> None:
    found = find_citations(document("“Low.”\n\nE. MARSH (1903)\n\nSource: The Low Year, The Herald, No. 5, 1903."))

    assert [str(name) for name in found[1].csl.author] == ["E. MARSH"]


def test_a_link_in_a_source_line_gives_its_address() -> None:
    text = "Words.\n\nSource: The Low Year"
    mark = Mark(kind=MarkKind.LINK, span=Span(text.index("The Low"), len(text)), target="https://a.example/x")

    (found,) = find_citations(document(text, mark))

    assert (found.url, found.form) == ("https://a.example/x", CitationForm.SOURCE_LINE)


def test_a_link_around_quoted_words_leaves_them_free() -> None:
    text = "He said “the river was low” to us."
    mark = Mark(kind=MarkKind.LINK, span=Span(8, 27), target="https://a.example/x")

    (found,) = find_citations(document(text, mark))

    assert (found.span, found.raw, found.url) == (Span(27, 27), "https://a.example/x", "https://a.example/x")


def test_markdown_links_stand_for_their_address() -> None:
    text = "[The report](https://a.example/x) said so."
    mark = Mark(kind=MarkKind.LINK, span=Span(1, 11), target="https://a.example/x")

    (found,) = find_citations(document(text, mark))

    assert found.raw == "https://a.example/x"


def test_the_cite_of_a_block_quotation_is_a_citation() -> None:
    mark = Mark(kind=MarkKind.BLOCKQUOTE, span=Span(0, 18), target="https://q.example/")

    (found,) = find_citations(document("The river was low.\n\nMore.", mark))

    assert (found.span, found.url, found.form) == (Span(18, 18), "https://q.example/", CitationForm.LINK)


def test_a_caption_names_its_source_without_a_dash() -> None:
    text = "The river was low.\n\nE. Marsh, The Low Year"
    quote = Mark(kind=MarkKind.BLOCKQUOTE, span=Span(0, 18))
    caption = Mark(kind=MarkKind.CAPTION, span=Span(20, len(text)))

    (found,) = find_citations(document(text, quote, caption))

    assert (found.raw, found.form) == ("E. Marsh, The Low Year", CitationForm.ATTRIBUTION_LINE)


def test_italics_mark_the_title_of_a_note() -> None:
    text = "Ellen Marsh The Low Year (London: Hill, 1990), 5."
    note = Mark(kind=MarkKind.NOTE, span=Span(0, len(text)), target="n1")
    title = Mark(kind=MarkKind.EMPHASIS, span=Span(12, 24))

    (found,) = find_citations(document(text, note, title))

    assert (found.csl.title, found.form) == ("The Low Year", CitationForm.NOTE)


@pytest.mark.parametrize("word", sorted(back_reference_ways()))
def test_every_back_reference_is_known(word: str) -> None:
    written = ". ".join(word.split()) + "."

    found = find_citations(document(f"It was so ({written} p. 5)."))

    assert [one.raw for one in found] == [f"({written} p. 5)"]


@pytest.mark.parametrize("label", sorted(listed("source-labels")))
def test_every_source_label_is_known(label: str) -> None:
    (found,) = find_citations(document(f"It was so.\n\n{label.capitalize()}: The Herald, 3 May 1911"))

    assert found.form is CitationForm.SOURCE_LINE


@pytest.mark.parametrize("heading", sorted(listed("reference-headings") | listed("note-headings")))
def test_every_heading_of_a_list_is_known(heading: str) -> None:
    (found,) = find_citations(document(f"It was so.\n\n{heading.title()}\n\n1. E. Marsh, The Low Year, London, 1990."))

    assert found.form in (CitationForm.BIBLIOGRAPHY, CitationForm.NOTE)


@pytest.mark.parametrize("month", sorted(MONTHS))
def test_a_month_is_no_author(month: str) -> None:
    assert find_citations(document(f"He said “so it was” ({month.capitalize()} 1911).")) == ()


@pytest.mark.parametrize("noun", sorted(listed("counted")))
def test_a_noun_that_is_numbered_is_no_author(noun: str) -> None:
    assert find_citations(document(f"He said “so it was” ({noun.capitalize()} 24).")) == ()


@pytest.mark.parametrize("place", sorted(PLACES))
def test_a_town_of_publication_is_no_author(place: str) -> None:
    assert find_citations(document(f"The edition ({place}, 1911) was read.")) == ()


@pytest.mark.parametrize("word", sorted(listed("prose-words")))
def test_every_small_word_of_prose_shows_a_remark(word: str) -> None:
    assert is_remark(f"Wells {word} Rivers {word} Mills 1911", is_pinned=False)


@pytest.mark.parametrize("word", sorted(listed("periodicals")))
def test_every_word_of_a_periodical_makes_a_container(word: str) -> None:
    (found,) = find_citations(document(f"It was so (E. Marsh, ‘Wells’, Leeds {word.capitalize()}, 1911)."))

    assert found.csl.container_title == f"Leeds {word.capitalize()}"


@pytest.mark.parametrize("word", sorted(listed("publishers")))
def test_every_word_of_a_publisher_makes_one(word: str) -> None:
    (found,) = find_citations(document(f"It was so (E. Marsh, ‘Wells’, Leeds {word.capitalize()}, 1911)."))

    assert found.csl.publisher == f"Leeds {word.capitalize()}"


@pytest.mark.parametrize("word", sorted(listed("forms-of-address")))
def test_a_form_of_address_is_no_part_of_a_name(word: str) -> None:
    assert parse_names(f"{word.capitalize()} Ellen Marsh")[0].given == "Ellen"


@pytest.mark.parametrize("word", sorted(listed("particles")))
def test_a_particle_belongs_to_the_family_name(word: str) -> None:
    assert parse_names(f"Ellen {word} Marsh")[0].family == f"{word} Marsh"


@pytest.mark.parametrize("noun", sorted(listed("works")))
def test_a_noun_for_a_work_is_no_author(noun: str) -> None:
    (found,) = find_citations(document(f"It was so ({noun.capitalize()}, ‘Wells’, Leeds, 1911)."))

    assert found.csl.author == ()


@pytest.mark.parametrize("series", sorted(REPORTERS))
def test_every_law_report_is_known(series: str) -> None:
    (found,) = legal_citations(f"Marsh v. Reed, 12 {series} 34 (1911)")

    assert (found.csl.title, found.csl.container_title) == ("Marsh v. Reed", series)


@pytest.mark.parametrize("court", sorted(COURTS))
def test_every_court_is_known(court: str) -> None:
    assert [one.csl.container_title for one in legal_citations(f"in [2019] {court} 41 it was held")] == [court]


@pytest.mark.parametrize("word", sorted(listed("bodies")))
def test_bodies_have_no_family_name(word: str) -> None:
    assert read_name(f"River {word.title()}").family is None
    assert read_name("River Zork").family == "Zork"


@pytest.mark.parametrize("word", sorted(ARCHIVES))
def test_a_number_behind_an_archive_is_a_shelf_mark(word: str) -> None:
    (found,) = find_citations(document(f"It was so (Reed {word.title()}, Bestand 371, Nr. 5)."))

    assert (found.form, found.csl.archive_location) == (CitationForm.ARCHIVE, "Bestand 371, Nr. 5")


def test_a_series_only_eyecite_knows_is_a_law_report() -> None:
    pytest.importorskip("eyecite")

    (found,) = legal_citations("as Hale v. Morrow, 233 Okla. Crim. 17, 20 (1968), has it")

    assert (found.csl.title, found.csl.container_title) == ("Hale v. Morrow", "Okla. Crim.")


def test_a_word_that_names_a_series_is_none_without_parties() -> None:
    assert list(legal_citations("In Roe v. Dow it was said on 12 May 1990 and 5 Bush 34 that it rained.")) == []


@pytest.mark.parametrize("line", everywhere("bible-books"))
def test_every_name_of_a_book_of_the_bible_is_known(line: str) -> None:
    for name in line.split(" | "):
        (found,) = canonical_citations(f"“So it was” ({name} 3:4).")

        assert (found.csl.title, found.locator and found.locator.label) == ("Bible", "verse")


@pytest.mark.parametrize("line", data("quotecheck.extract.citations", "numbered_works"))
def test_every_name_of_a_numbered_work_is_known(line: str) -> None:
    scheme, author, title, *forms = line.split(" | ")
    place = {"verse": "2:3", "scene": "1.2.3", "page": "38a", "volume": "3, p. 5"}[scheme]
    for name in (title, *forms):
        found = next(canonical_citations(f"“So it was” ({name} {place})."))

        assert found.raw == f"({name} {place})"
    assert author == "-" or found.csl.author


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_articles(code: str) -> None:
    (found,) = legal_citations(f"It was so held under Art. 5 {code} and elsewhere.")

    assert (found.raw, found.csl.title) == (f"Art. 5 {code}", code)


@pytest.mark.parametrize("name", everywhere("record-names"))
def test_every_paper_of_a_case_is_known(name: str) -> None:
    (found,) = legal_citations(f"He knew. {name} at 12. She knew.")

    assert (found.raw, found.csl.title) == (f"{name} at 12", name)


@pytest.mark.parametrize(
    ("raw", "title", "label", "value"),
    [
        ("1 Cor. xiii. 4–7", "Bible", "verse", "1 Corinthians 13:4-7"),
        ("II Cor 5:17, 19", "Bible", "verse", "2 Corinthians 5:17, 19"),
        ("1. Kor. 13,4", "Bible", "verse", "1 Corinthians 13:4"),
        ("1 Mose 1,1", "Bible", "verse", "Genesis 1:1"),
        ("Jean 3, 16", "Bible", "verse", "John 3:16"),
        ("Ps. xxiii", "Bible", "verse", "Psalms 23"),
        ("Sura II, 255", "Quran", "verse", "2:255"),
        ("Hamlet, Act 3, Scene 1, lines 56-60", "Hamlet", "line", "3.1.56-60"),
        ("Ham. III.i.56", "Hamlet", "line", "3.1.56"),
        ("Rep. 514a–520a", "Republic", "section", "514a-520a"),
        ("EN I.1, 1094a1-3", "Nicomachean Ethics", "section", "1094a1-3"),
        ("MEW 23, S. 49", "Marx-Engels-Werke", "page", "49"),
        ("RFC 9110, Section 10.2.3", "RFC 9110", "section", "10.2.3"),
    ],
)
def test_canonical_references_are_written_one_way(raw: str, title: str, label: str, value: str) -> None:
    (found,) = canonical_citations(f"“So it was” ({raw}).")

    assert (found.raw, found.csl.title, found.locator) == (f"({raw})", title, Locator(label=label, value=value))
