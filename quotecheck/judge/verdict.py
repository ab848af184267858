"""The headline word, derived from the three facts, and when "not found" may be said at all."""

from quotecheck.judge.codes import CODES
from quotecheck.language.tokens import tokens
from quotecheck.model import Document, Fidelity, Judgement, Route, Severity, SourceState, Style, Verdict

_LEAST_PAGE = 400
"""Code points a fetched page must have: error pages and shells have fewer."""
_LEAST_RATIO = 20
"""Times as long as the quotation a fetched page must be: an extract of a page proves nothing."""
_LEAST_TEXT = 20
"""Code points of any text below which it says nothing."""
_DAMAGED = 0.01
"""Share of replacement characters from which on a text was not really read."""
_FETCHED = frozenset({Route.LIVE, Route.CACHE, Route.MIRROR, Route.ARCHIVE})
_BAD = frozenset({Fidelity.ALTERED, Fidelity.SPLICED, Fidelity.PARAPHRASE})


def headline(state: SourceState, judgement: Judgement, *, style: Style) -> Verdict:
    """Return the one word for a result; the order of the tests is the order of precedence.

    "not-found" is said of a source that was read in full: ask `not_found_bar` first.
    """
    unread = state in {SourceState.NOT_READ, SourceState.NONE_CLAIMED}
    forced = {CODES[item.code].verdict for item in judgement.findings}
    if Verdict.MISATTRIBUTED in forced:
        return Verdict.MISATTRIBUTED
    if unread or judgement.fidelity is Fidelity.NOT_COMPARED:
        return Verdict.UNCHECKED
    if judgement.fidelity is Fidelity.ABSENT:
        return Verdict.NOT_FOUND if state is SourceState.READ else Verdict.UNCHECKED
    return _of_wording(judgement, forced, style)


def _of_wording(judgement: Judgement, forced: set[Verdict | None], style: Style) -> Verdict:
    """The word for a wording that was found and compared."""
    worst = max((item.severity.rank for item in judgement.findings), default=0)
    # of another wording the edition cited decides, and who knows it says so by an error
    is_reworded = judgement.fidelity is Fidelity.PARAPHRASE and Verdict.REVIEW in forced
    is_altered = judgement.fidelity in _BAD and not is_reworded
    if is_altered or worst >= Severity.ERROR.rank:
        return Verdict.ALTERED
    # a forensic reader wants to see what others let pass with a note
    limit = Severity.NOTE if style is Style.STRICT else Severity.WARNING
    if worst >= limit.rank or Verdict.REVIEW in forced:
        return Verdict.REVIEW
    return Verdict.EDITED if judgement.fidelity is Fidelity.EDITED else Verdict.VERIFIED


def not_found_bar(quote: str, document: Document, *, route: Route) -> str | None:
    """Return the reason why "not-found" may not be said of `quote` and `document`; None when it may.

    Files and given text are read in full by definition; what was fetched may be a shell or an extract, so it
    must be long enough beside the quotation. A source in another language is the affair of Q705.
    """
    text = document.text.strip()
    if len(text) < _LEAST_TEXT or not tokens(text[:2000]):
        return "the source has no text to speak of"
    if text.count("\ufffd") > _DAMAGED * len(text):
        return "the source's characters could not be decoded"
    least = max(_LEAST_PAGE, _LEAST_RATIO * len(quote))
    if route in _FETCHED and len(text) < least:
        return f"the fetched page has only {len(text):,} characters of text, too few to rule the quotation out"
    return None
