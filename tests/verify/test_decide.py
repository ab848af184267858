"""Which source answers a claim, and whether the words stand on the page the citation names."""

import pytest

from quotecheck.model import (
    Citation,
    CitationForm,
    CitationRole,
    Cited,
    Fidelity,
    Judgement,
    Location,
    Locator,
    Passage,
    Result,
    ShownPassage,
    SourceFacts,
    SourceState,
    Span,
    Style,
    Target,
    Verdict,
)
from quotecheck.verify.check import Question
from quotecheck.verify.claimed import Claimed
from quotecheck.verify.decide import decide
from quotecheck.verify.targets import Claim

TARGET = Target(url="http://harbour.example/minutes")
QUESTION = Question(id="q", quote="The lamp went out at nine")


def _claimed(page: str) -> Claimed:
    citation = Citation(
        id="c", span=Span(0, 1), raw="raw", form=CitationForm.LINK, locator=Locator(label="page", value=page)
    )
    return Claimed(
        question=QUESTION,
        claims=(Claim(target=TARGET, cited=Cited(role=CitationRole.EXPLICIT, citation=citation, why="test")),),
    )


def _found(page: str | None) -> Result:
    span = Span(0, len(QUESTION.quote))
    shown = ShownPassage(
        span=span,
        quote=span,
        text=QUESTION.quote,
        prefix="",
        suffix="",
        location=Location(line=1, column=1, page=page),
    )
    return Result(
        id="q",
        quote=QUESTION.quote,
        verdict=Verdict.VERIFIED,
        source=SourceFacts(state=SourceState.READ, target=TARGET),
        judgement=Judgement(fidelity=Fidelity.VERBATIM, passages=(Passage(quote=span, source=span),), score=1.0),
        passages=(shown,),
    )


@pytest.mark.parametrize(
    ("cited", "stands", "verdict"),
    [
        ("12", "12", Verdict.VERIFIED),
        ("11-13", "12", Verdict.VERIFIED),
        ("12", None, Verdict.VERIFIED),
        ("12", "21", Verdict.REVIEW),
    ],
)
def test_another_page_than_the_cited_one_is_sent_to_review(cited: str, stands: str | None, verdict: Verdict) -> None:
    result = decide(_claimed(cited), {TARGET: _found(stands)}, has_library=False, style=Style.CHICAGO)

    assert result.verdict is verdict
    assert ("Q601" in {finding.code for finding in result.judgement.findings}) is (verdict is Verdict.REVIEW)
