"""Judge quotations against one opened source: compare, apply the guard on "not-found", and name the verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from quotecheck.errors import NO_TEXT, internal
from quotecheck.judge.codes import finding
from quotecheck.judge.cuts import rest
from quotecheck.judge.cuts.own import REACH as OWN_REACH
from quotecheck.judge.cuts.own import OwnWords
from quotecheck.judge.verdict import headline, not_found_bar
from quotecheck.locate.past import locate_in
from quotecheck.model import (
    Document,
    Fidelity,
    Finding,
    Judgement,
    Match,
    Passage,
    Quotation,
    Rest,
    Result,
    Route,
    Severity,
    ShownPassage,
    SourceFacts,
    SourceState,
    Style,
    Target,
    Verdict,
)
from quotecheck.text.offsets import location
from quotecheck.verify.author import other_author
from quotecheck.verify.near import Prepared, answer
from quotecheck.verify.pieces import together
from quotecheck.verify.second import judged_by_second
from quotecheck.verify.secondary import nested_source
from quotecheck.verify.sources import Copies, Source, read_source
from quotecheck.verify.unclaimed import without_address

DRIFTED = "Q815"

MAX_COPIES = 3
"""Earlier copies read of a page that changed: the nearest ones say what it said."""
CONTEXT_CHARS = 80
"""Characters shown on either side of a passage: about a line of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One quotation to be looked up."""

    id: str
    quote: str
    """The wording, marks of continuation blanked out so that offsets stay those of the quotation."""
    quotation: Quotation | None = None
    document: Document | None = None
    """The document the quotation was found in."""
    own: OwnWords | None = None
    """What that document says around it."""
    continues: str | None = None
    """Id of the quotation of which it is the next piece."""
    authors: tuple[str, ...] = ()
    """Family names the document gives for the author of the source that is asked."""

    @property
    def bare(self) -> "Question":
        """The question without the document: all that judging takes."""
        return replace(self, quotation=None, document=None)


def question_of(quotation: Quotation, document: Document) -> Question:
    """Make a question of an extracted quotation."""
    wording = quotation.text
    for mark in quotation.continuation_marks:
        start, end = mark.start - quotation.span.start, mark.end - quotation.span.start
        wording = wording[:start] + " " * (end - start) + wording[end:]
    before = document.text[max(0, quotation.span.start - OWN_REACH) : quotation.span.start]
    own = OwnWords(before=before, after=document.text[quotation.span.end : quotation.span.end + OWN_REACH])
    return Question(
        id=quotation.id, quote=wording, quotation=quotation, document=document, own=own, continues=quotation.continues
    )


def may_have_changed(found: Result) -> bool:
    """Say whether a page was read as it is now and lacks the words: an earlier copy may hold them."""
    target, is_live = found.source.target, found.source.route in (Route.LIVE, Route.CACHE)
    return found.verdict is Verdict.NOT_FOUND and target is not None and target.url is not None and is_live


def check_copies(
    target: Target, questions: Sequence[Question], *, copies: Copies, style: Style
) -> tuple[Result | None, ...]:
    """Judge questions by the earlier copies of a page that lacks their words; None where no copy holds them.

    That the page changed is no fault of the author's, so the first copy that holds the words answers for it (Q815).
    """
    answers: dict[int, Result] = {}
    for retrieval in islice(copies(target.url or "", None), MAX_COPIES):
        waiting = [number for number in range(len(questions)) if number not in answers]
        source = read_source(retrieval, style=style)
        for number, earlier in zip(
            waiting, check_against(source, [questions[number] for number in waiting], style=style), strict=True
        ):
            if earlier.judgement.fidelity not in (Fidelity.ABSENT, Fidelity.NOT_COMPARED):
                answers[number] = _gone(earlier, style)
        if len(answers) == len(questions):
            break
    return tuple(answers.get(number) for number in range(len(questions)))


def _gone(earlier: Result, style: Style) -> Result:
    gone = finding(DRIFTED, "the page no longer holds the words; an earlier copy of it does", style=style)
    judgement = replace(earlier.judgement, findings=(*earlier.judgement.findings, gone))
    return replace(earlier, judgement=judgement, verdict=headline(earlier.source.state, judgement, style=style))


def check_against(source: Source, questions: Sequence[Question], *, style: Style) -> Iterable[Result]:
    """Judge every question against one source, passing over its text once; results in the same order."""
    if source.document is None:
        for question in questions:
            yield result(question, source, Judgement(fidelity=Fidelity.NOT_COMPARED), style=style)
        return
    ground = Prepared(source.document)
    places = _places([question.quote for question in questions], source.document)
    numbers = {question.id: number for number, question in enumerate(questions)}
    pieces = [(question.quote, numbers.get(question.continues or "")) for question in questions]
    for question, place in zip(questions, together(pieces, places, source.document.text), strict=True):
        if isinstance(place, Exception):
            yield _fault(question, source, place)
        else:
            yield judged(question, source, place, style=style, ground=ground)


def _places(quotes: Sequence[str], source: Document) -> Sequence[Match | Exception | None]:
    """Locate quotations; should our own rules fail at one, it gets what was raised and the others their places."""
    try:
        return locate_in(quotes, source)
    except Exception as error:  # noqa: BLE001 - see above
        return [error] if len(quotes) == 1 else [place for quote in quotes for place in _places([quote], source)]


def judged(
    question: Question,
    source: Source,
    match: Match | None,
    *,
    style: Style,
    extra: tuple[Finding, ...] = (),
    ground: Prepared | None = None,
) -> Result:
    """Judge one question whose best place in the source is known; `extra` findings count for the verdict too.

    `ground` is the source made ready for what comes nearest, where others ask of it too. Should
    our own rules fail at it, its verdict is `error`, so that all others are still judged.
    """
    try:
        ready = ground or (Prepared(source.document) if source.document else None)
        return _judged(question, source, match, ready, style=style, extra=extra)
    except Exception as error:  # noqa: BLE001 - see above
        return _fault(question, source, error)


def _fault(question: Question, source: Source, error: Exception) -> Result:
    return failed(question.id, question.quote, source.facts.target, internal(error))


def _unread(source: Source, bar: str, style: Style) -> Source:
    """The source with the reason why it cannot be said that the words are not in it."""
    facts = replace(source.facts, state=SourceState.PARTLY_READ, reason=bar)
    words = f"too little was read to say that it is not there: {bar}"
    note = finding(NO_TEXT, words, style=style, severity=Severity.NOTE)
    return replace(source, facts=facts, findings=(*source.findings, note))


def _judged(
    question: Question,
    source: Source,
    match: Match | None,
    ground: Prepared | None,
    *,
    style: Style,
    extra: tuple[Finding, ...],
) -> Result:
    document = source.document
    if document is None or ground is None:
        return _not_compared(question, source, style)
    if match is None:
        instead = _instead_of_absent(question, source, document, style=style, extra=extra)
        if instead is not None:
            return instead
    said = answer(question.quote, match, ground, style=style, own=question.own)
    judgement = said.judgement
    findings = judgement.findings + nested_source(judgement, document, style=style) + extra
    if match is not None:
        findings += other_author(question.authors, document, style)
    bare = result(question, source, replace(judgement, findings=findings), style=style)
    near = said.near
    passages = (
        (replace(_shown(document, one), probability=near.probability) for one in near.match.passages) if near else ()
    )
    return replace(bare, probability=said.probability, nearest=tuple(passages), nearest_differences=said.differences)


def _instead_of_absent(
    question: Question, source: Source, document: Document, *, style: Style, extra: tuple[Finding, ...]
) -> Result | None:
    """Return the result of words that have no place in what was read, where that does not show that they are absent."""
    if source.facts.state is SourceState.PARTLY_READ:
        return _not_compared(question, source, style)
    second = source.second
    other = judged_by_second(question.quote, second, style=style, own=question.own) if second is not None else None
    if other is not None:
        return result(question, source, replace(other, findings=other.findings + extra), style=style)
    bar = not_found_bar(question.quote, document, route=source.facts.route or Route.FILE)
    return None if bar is None else _not_compared(question, _unread(source, bar, style), style)


def _not_compared(question: Question, source: Source, style: Style) -> Result:
    return result(question, source, Judgement(fidelity=Fidelity.NOT_COMPARED), style=style)


def result(question: Question, source: Source, judgement: Judgement, *, style: Style) -> Result:
    """Put a result together from its three facts; where its quotation stands, `placed` adds."""
    whole = replace(judgement, findings=judgement.findings + source.findings)
    return Result(
        id=question.id,
        quote=question.quote,
        verdict=headline(source.facts.state, whole, style=style),
        source=source.facts,
        judgement=whole,
        passages=tuple(_shown(source.document, passage) for passage in judgement.passages) if source.document else (),
        cut=_cut(source.document, judgement.passages) if source.document else None,
    )


def placed(bare: Result, question: Question) -> Result:
    """Return a result with what is known of where the quotation stands; judging takes no part in that."""
    document, quotation = question.document, question.quotation
    return replace(
        bare,
        quotation=quotation,
        document=document.name if document else None,
        location=location(document, quotation.span) if document and quotation else None,
        origin=document.origin if document else None,
    )


def failed(key: str, quote: str, target: Target | None, why: str) -> Result:
    """Return the result of a quotation that could not be judged by our own fault."""
    return Result(
        id=key,
        quote=quote,
        verdict=Verdict.ERROR,
        source=SourceFacts(state=SourceState.NOT_READ, reason=why, target=target),
        judgement=Judgement(fidelity=Fidelity.NOT_COMPARED),
    )


def unclaimed(question: Question, *, is_named: bool, reason: str, style: Style) -> Result:
    """Return the result of a quotation for which no source could be opened at all, though one may be named."""
    state = SourceState.NOT_READ if is_named else SourceState.NONE_CLAIMED
    facts = SourceFacts(state=state, reason=reason)
    note = without_address(reason, is_named=is_named, style=style, severity=Severity.NOTE)
    return _not_compared(question, Source(facts=facts, findings=(note,)), style)


def _cut(document: Document, passages: Sequence[Passage]) -> Rest | None:
    """Return the rest of the sentence round the passages; None where whole sentences were quoted."""
    if not passages:
        return None
    start, end = passages[0].source.start, passages[-1].source.end
    if end < start:
        return None
    left, right = (" ".join(part.split()) for part in rest(document.text, start, end))
    right = right if any(letter.isalnum() for letter in right) else ""
    return Rest(left=left, right=right) if left or right else None


def _shown(document: Document, passage: Passage) -> ShownPassage:
    text, span = document.text, passage.source
    return ShownPassage(
        span=span,
        quote=passage.quote,
        text=span.of(text),
        prefix=text[max(0, span.start - CONTEXT_CHARS) : span.start],
        suffix=text[span.end : span.end + CONTEXT_CHARS],
        location=location(document, span),
    )
