from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from quotecheck.errors import BadInput
from quotecheck.library import store
from quotecheck.library.intake import Entry
from quotecheck.library.reading import Library, library_of, open_library
from quotecheck.model import Document, Fidelity, Metadata, TraceVerdict
from quotecheck.trace import ACCEPTED, accepted_score, trace_all, trace_quotation

ESSAY = (
    "The keeper of the northern lighthouse wrote every evening that the lamp was not to be trusted in frost. "
    "He had asked for a new wick in March, and again in May, and nobody in the harbour office answered him. "
    "Twenty-four ships passed that winter without seeing the light, and two of them never came home. "
    "When the inspector finally arrived he found the tower locked, the log complete, and the oil untouched."
)
LETTER = "My dear sister, the market was crowded and the geese were dear, so we bought a ham instead and walked home."


@pytest.fixture
def library() -> Library:
    metadata = Metadata(title="The Lighthouse", author="A. Keeper", issued="1874")
    return library_of(
        "shelf",
        [
            Entry(name="essay.txt", document=Document(name="essay.txt", text=ESSAY, metadata=metadata)),
            Entry(name="letter.txt", document=Document(name="letter.txt", text=LETTER)),
        ],
    )


def test_the_wording_as_it_stands_is_found(library: Library) -> None:
    quote = "nobody in the harbour office answered him"

    traced = trace_quotation(quote, library)

    (candidate,) = traced.candidates
    assert traced.verdict is TraceVerdict.FOUND
    assert (candidate.rank, candidate.document, candidate.metadata.author) == (1, "essay.txt", "A. Keeper")
    assert candidate.span.of(ESSAY) == candidate.text == quote
    assert candidate.prefix.endswith("and again in May, and ")
    assert candidate.judgement.fidelity is Fidelity.VERBATIM


def test_altered_wording_is_a_variant_with_its_differences(library: Library) -> None:
    quote = "Thirty-four ships passed that winter without seeing the light, and two of them never came home"

    traced = trace_quotation(quote, library)

    assert traced.verdict is TraceVerdict.VARIANT
    (candidate,) = traced.candidates
    named = [finding for finding in candidate.judgement.findings if finding.source]
    assert any("Twenty" in finding.source.of(ESSAY) for finding in named if finding.source)


def test_an_omission_is_found_with_its_parts(library: Library) -> None:
    quote = "the inspector finally arrived … the log complete, and the oil untouched"

    traced = trace_quotation(quote, library)

    (candidate,) = traced.candidates
    assert traced.verdict is TraceVerdict.FOUND
    assert [passage.source.of(ESSAY).strip(" .,") for passage in candidate.judgement.passages] == [
        "the inspector finally arrived",
        "the log complete, and the oil untouched",
    ]


def test_what_stands_nowhere_is_not_found_in_these_texts(library: Library) -> None:
    traced = trace_quotation("The minister denied that any of the letters had ever been opened", library)

    assert (traced.verdict, traced.candidates) == (TraceVerdict.NOT_FOUND_IN_LIBRARY, ())
    assert (traced.library.name, traced.library.texts) == ("shelf", 2)


@pytest.mark.parametrize("quote", ["the oil untouched", "", "…", "!?"])
def test_too_little_wording_names_no_source(library: Library, quote: str) -> None:
    traced = trace_quotation(quote, library)

    assert traced.verdict is TraceVerdict.WEAK
    assert traced.notes


def test_what_is_too_long_to_look_up_is_not_said_to_be_missing(library: Library) -> None:
    traced = trace_quotation("no such words in it " * 6000, library)

    assert traced.verdict is TraceVerdict.WEAK
    assert "too long" in traced.notes[0]


def test_a_batch_keeps_ids_and_order(library: Library) -> None:
    traced = list(trace_all([("b", LETTER[10:60]), ("a", "nothing of the kind is here, not a word")], library))

    assert [one.id for one in traced] == ["b", "a"]


def test_a_quotation_our_rules_fail_at_is_an_error_and_the_others_are_traced(library: Library) -> None:
    first, second = trace_all([("a", cast("Any", 5)), ("b", LETTER[10:60])], library)

    assert first.verdict is TraceVerdict.ERROR
    assert second.verdict is not TraceVerdict.ERROR
    assert "internal error" in first.notes[0]


def test_the_same_wording_gets_the_same_id(library: Library) -> None:
    assert trace_quotation("some words", library).id == trace_quotation("some words", library).id


def test_a_longer_quotation_may_differ_more() -> None:
    bars = [accepted_score(count) for count in range(1, 200)]

    assert bars == sorted(bars, reverse=True)
    assert bars[0] == 1
    assert bars[-1] == min(ACCEPTED.values())


def test_a_plain_folder_is_a_library(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "essay.txt").write_text(ESSAY, encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<title>A Letter</title><p>{LETTER}</p>", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 9)
    library = open_library(tmp_path, max_bytes=1 << 20)

    traced = trace_quotation("the market was crowded and the geese were dear", library)

    assert traced.candidates[0].document == "b.html"
    assert traced.candidates[0].metadata.title == "A Letter"
    assert any("1 files" in note for note in traced.notes)
    with pytest.raises(BadInput, match="no folder"):
        open_library(tmp_path / "none", max_bytes=1)


def test_a_store_answers_like_the_folder_it_was_made_from(tmp_path: Path, library: Library) -> None:
    pytest.importorskip("pyarrow")
    entries: Sequence[Entry] = [
        Entry(name=record.name, document=Document(name=record.name, text=text, metadata=record.metadata))
        for record, text in zip(library.segments[0].records, (ESSAY, LETTER), strict=True)
    ]
    store.add_texts(tmp_path / "shelf", entries)

    quote = "asked for a new wick in March, and again in June, and nobody answered"
    assert trace_quotation(quote, open_library(tmp_path / "shelf", max_bytes=0)) == trace_quotation(quote, library)
