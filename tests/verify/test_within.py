"""Quotations of one part of a corpus that stand in another part of it."""

from functools import partial

from quotecheck.extract import extract
from quotecheck.model import Basis, Document, Outcome, Result, Retrieval, Style, Target, Verdict
from quotecheck.verify.conduct import verify_corpus
from quotecheck.verify.here import Here
from quotecheck.verify.sources import open_source

LETTER = (
    "Letter of the keeper\n\nGentlemen, I have kept the light for eleven winters and it has not once gone out "
    "while a ship was in sight. I ask for oil and for a roof."
)
ESSAY = "In his letter the keeper says “{}” and nothing more."


def _refuse(target: Target) -> Retrieval:
    return Retrieval(target=target, outcome=Outcome.OFFLINE, reason="offline")


def _verified(*texts: str) -> tuple[Result, ...]:
    documents = [Document(name=f"{number}.txt", text=text) for number, text in enumerate(texts)]
    steps = Here(partial(open_source, fetch=_refuse, style=Style.CHICAGO), style=Style.CHICAGO)
    return verify_corpus(tuple(map(extract, documents)), steps, style=Style.CHICAGO)


def test_words_of_another_document_are_shown_for_a_person_to_judge() -> None:
    quote = "I have kept the light for eleven winters and it has not once gone out"

    (result,) = _verified(ESSAY.format(quote), LETTER)

    assert result.verdict is Verdict.REVIEW
    assert (str(result.source.target), result.passages[0].text) == ("1.txt", quote)


def test_words_of_the_same_document_are_found_outside_the_quotation() -> None:
    quote = "I have kept the light for eleven winters and it has not once gone out"

    (result,) = _verified(ESSAY.format(quote) + "\n\n" + LETTER)

    assert result.verdict is Verdict.REVIEW
    assert result.basis is Basis.UNCITED


def test_other_words_of_the_same_document_are_evidence_of_nothing() -> None:
    quote = "I have kept the light for twelve winters and it has not once gone out"

    (result,) = _verified(ESSAY.format(quote) + "\n\n" + LETTER)

    assert result.verdict is Verdict.UNCHECKED


def test_nothing_is_found_in_itself_or_in_another_quotation() -> None:
    quote = "I have kept the light for eleven winters and it has not once gone out"

    results = _verified(ESSAY.format(quote), ESSAY.format(quote))

    assert {result.verdict for result in results} == {Verdict.UNCHECKED}


def test_words_are_counted_in_scripts_without_spaces() -> None:
    quote = "余嘗隨老農登頂，見雲在足下，而茶在雲上"

    (result,) = _verified(
        f"沈君曰：「{quote}」，誠哉是言。", f"山中採茶者不言山之高下。{quote}。老農笑而不答，久之乃去。"
    )

    assert (result.verdict, str(result.source.target)) == (Verdict.REVIEW, "1.txt")
