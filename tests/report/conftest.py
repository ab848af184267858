"""A report made by hand: every verdict, both kinds of location, findings on either side, hostile text."""

from datetime import UTC, datetime

import pytest

from quotecheck.model import (
    Antecedent,
    Citation,
    CitationForm,
    CitationRole,
    Cited,
    Csl,
    Fidelity,
    Finding,
    Judgement,
    Location,
    Locator,
    Name,
    Passage,
    Quotation,
    QuotationKind,
    Report,
    Result,
    Route,
    Severity,
    ShownPassage,
    SourceFacts,
    SourceState,
    Span,
    Target,
    Verdict,
)

SOURCE = "The harbour board met at noon. The pilots did not object to 3.5 fathoms of chain, unless the wind was east."
READ = SourceFacts(
    state=SourceState.READ,
    target=Target(url="https://harbour.example/minutes"),
    route=Route.MIRROR,
    final_url="https://harbour.example/minutes",
    retrieved_at=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    sha256="ab" * 32,
    media_type="text/html",
    title="Minutes of the harbour board",
)
UNREAD = SourceFacts(state=SourceState.NOT_READ, reason="not in the mirror, offline", target=READ.target)


def finding(code: str, name: str, severity: Severity, **more: object) -> Finding:
    """Make a finding whose explanation names its code."""
    return Finding(code=code, name=name, severity=severity, explain=f"explanation of {code}", **more)  # type: ignore[arg-type]


def shown(start: int, end: int, quote_end: int) -> ShownPassage:
    """Cut a passage out of the sample source."""
    return ShownPassage(
        span=Span(start, end),
        quote=Span(0, quote_end),
        text=SOURCE[start:end],
        prefix=SOURCE[max(0, start - 20) : start],
        suffix=SOURCE[end : end + 20],
        location=Location(line=1, column=start + 1, page="7", heading="Chains"),
    )


def altered_result() -> Result:
    """Return a result with a word left out, a number changed and a condition cut off."""
    quote = "The pilots did object to 35 fathoms of chain"
    start, end = SOURCE.index("The pilots"), SOURCE.index(", unless")
    number = SOURCE.index("3.5")
    gone = SOURCE.index("not ")
    findings = (
        finding("Q101", "whitespace", Severity.INFO, quote=Span(0, 3), source=Span(start, start + 3)),
        finding("Q401", "negation", Severity.ERROR, quote=Span(15, 15), source=Span(gone, gone + 3), source_text="not"),
        finding(
            "Q402",
            "number",
            Severity.ERROR,
            quote=Span(25, 27),
            source=Span(number, number + 3),
            quote_text="35",
            source_text="3.5",
        ),
        finding("Q504", "cut-right", Severity.WARNING, source=Span(end + 2, end + 8), source_text="unless"),
    )
    passage = Passage(quote=Span(0, len(quote)), source=Span(start, end))
    return Result(
        id="r1",
        quote=quote,
        verdict=Verdict.ALTERED,
        source=READ,
        judgement=Judgement(
            fidelity=Fidelity.ALTERED, findings=findings, passages=(passage,), score=0.912345, is_material=True
        ),
        passages=(shown(start, end, len(quote)),),
        quotation=quotation(quote),
        document="essay.html",
        location=Location(line=3, column=5),
        origin=((0, 100), (60, 200)),
        tried=(UNREAD,),
    )


@pytest.fixture
def altered() -> Result:
    """Return the result with all there is to show."""
    return altered_result()


def quotation(text: str) -> Quotation:
    """Return an extracted quotation with a citation that points back."""
    citation = Citation(
        id="c1",
        span=Span(70, 75),
        raw="Ibid.",
        form=CitationForm.PARENTHETICAL,
        url=None,
        csl=Csl(
            type="book",
            author=(Name(family="Tarn", given="O."), Name(literal="Harbour Board")),
            title="Minutes",
            container_title="Papers",
            publisher_place="Port Elm",
            issued="4 March 1911",
            url="https://harbour.example/minutes",
            doi="10.1/x",
        ),
        locator=Locator(label="page", value="7"),
        resolved=Antecedent(span=Span(2, 9), raw="Minutes, 1911", why="the citation before"),
    )
    return Quotation(
        id="q1",
        span=Span(10, 10 + len(text)),
        text=text,
        kind=QuotationKind.DIRECT,
        speaker="O. Tarn",
        cited=(Cited(role=CitationRole.EXPLICIT, citation=citation, why="in the parenthesis behind"),),
        notes=("closing mark missing",),
    )


def plain(verdict: Verdict, quote: str, *, source: SourceFacts = READ) -> Result:
    """Return a result with nothing to show but its verdict."""
    judgement = Judgement(fidelity=Fidelity.NOT_COMPARED if source is UNREAD else Fidelity.VERBATIM)
    return Result(id=f"{verdict.value}-{len(quote)}", quote=quote, verdict=verdict, source=source, judgement=judgement)


@pytest.fixture
def hostile() -> str:
    """Return text that tries to act wherever it is printed."""
    return HOSTILE


HOSTILE = "</p><script>alert(1)</script> \u202egnp.exe \x1b[2J [x](javascript:alert(1)) | # *b* `c`"


@pytest.fixture(name="report")
def every_verdict() -> Report:
    """Return a report with one result of each verdict, one of them over hostile text."""
    return Report(
        results=(
            altered_result(),
            plain(Verdict.VERIFIED, "The harbour board met at noon."),
            plain(Verdict.EDITED, "The harbour board … met"),
            plain(Verdict.REVIEW, "object to 3.5 fathoms"),
            plain(Verdict.MISATTRIBUTED, "unless the wind was east"),
            plain(Verdict.NOT_FOUND, "The pilots sang."),
            plain(Verdict.UNCHECKED, "the wind", source=UNREAD),
            plain(Verdict.ERROR, HOSTILE, source=SourceFacts(state=SourceState.NOT_READ, reason=HOSTILE)),
        ),
        documents=("essay.html",),
        problems=(f"cannot read {HOSTILE}",),
        version="0.2.0",
        generated_at=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    )
