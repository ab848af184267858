"""What a text may be said to prove, by what ties it to the claim."""

from pathlib import Path

import pytest

from quotecheck.extract import extract
from quotecheck.judge.codes import finding
from quotecheck.library.places import Title
from quotecheck.model import (
    Basis,
    Document,
    Fidelity,
    Judgement,
    Metadata,
    Result,
    SourceFacts,
    SourceState,
    Style,
    Verdict,
)
from quotecheck.verify.basis import basis_of, within_evidence
from quotecheck.verify.claimed import Claimed, claimed

QUOTE = "The ferryman was hanged from the second bridge, which was of stone"
CHICAGO = Style.CHICAGO


def case(citation: str) -> Claimed:
    (one,) = claimed(extract(Document(name="x.txt", text=f"“{QUOTE}” ({citation}).\n")))
    return one


def title(name: str, author: str = "Edmund Pike", *, issued: str | None = None, edition: str | None = None) -> Title:
    metadata = Metadata(title=name, author=author, issued=issued, edition=edition)
    return Title(path=Path("a.txt"), metadata=metadata, media_type="text/plain")


@pytest.mark.parametrize(
    ("text", "is_quoted", "basis"),
    [
        (title("A History of the Valley"), False, Basis.SAME_WORK),
        (title("A History of the Valley", issued="1899"), False, Basis.CITED),
        (title("A History of the Valley", issued="1871"), False, Basis.OTHER_EDITION),
        (title("The Coasts of the North", "Harriet Bell"), True, Basis.QUOTING_TEXT),
        (title("The Coasts of the North", "Harriet Bell"), False, Basis.UNCITED),
    ],
)
def test_what_ties_a_text_to_a_claim(text: Title, is_quoted: bool, basis: Basis) -> None:
    assert basis_of(case("Edmund Pike, A History of the Valley, 1899"), text, is_quoted=is_quoted) is basis


@pytest.mark.parametrize("held", ["A History of the Valley, vol. 1", "A History of the Valley, vol. 2"])
def test_a_volume_answers_for_itself_alone(held: str) -> None:
    basis = basis_of(case("Edmund Pike, A History of the Valley, vol. 2"), title(held), is_quoted=False)

    assert (basis in {Basis.CITED, Basis.SAME_WORK}) is held.endswith("2")


def result(
    basis: Basis, *, fidelity: Fidelity, verdict: Verdict, code: str | None = None, score: float = 0.95
) -> Result:
    found = () if code is None else (finding(code, "the source has other words: a number differs", style=CHICAGO),)
    return Result(
        id="1",
        quote=QUOTE,
        verdict=verdict,
        source=SourceFacts(state=SourceState.READ),
        judgement=Judgement(fidelity=fidelity, findings=found, score=score, is_material=code is not None),
        basis=basis,
    )


@pytest.mark.parametrize(
    ("basis", "score", "word"),
    [
        (Basis.CITED, 0.95, Verdict.ALTERED),
        (Basis.SAME_WORK, 0.95, Verdict.ALTERED),
        (Basis.OTHER_EDITION, 0.95, Verdict.REVIEW),
        (Basis.QUOTING_TEXT, 0.95, Verdict.REVIEW),
        (Basis.UNCITED, 0.95, Verdict.REVIEW),
        (Basis.UNCITED, 0.8, Verdict.UNCHECKED),
    ],
)
def test_the_evidence_sets_the_highest_word(basis: Basis, score: float, word: Verdict) -> None:
    accused = result(basis, fidelity=Fidelity.ALTERED, verdict=Verdict.ALTERED, code="Q402", score=score)

    found = within_evidence(accused, style=CHICAGO)

    assert found.verdict is word
    assert found.basis is basis
    assert found.judgement.is_material is (basis in {Basis.CITED, Basis.SAME_WORK})


@pytest.mark.parametrize("basis", list(Basis))
def test_words_that_agree_stay_what_they_are(basis: Basis) -> None:
    agreeing = result(basis, fidelity=Fidelity.VERBATIM, verdict=Verdict.VERIFIED)

    assert within_evidence(agreeing, style=CHICAGO) == agreeing


def test_absence_from_another_edition_proves_nothing() -> None:
    absent = result(Basis.OTHER_EDITION, fidelity=Fidelity.ABSENT, verdict=Verdict.NOT_FOUND)

    assert within_evidence(absent, style=CHICAGO).verdict is Verdict.UNCHECKED
