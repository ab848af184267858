"""The sign and the meaning of each headline verdict, and the words every readable format shares.

A verdict is always printed as a word; sign and colour only help the eye.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from quotecheck.judge.codes import CODES, About
from quotecheck.model import (
    BindingStep,
    Fidelity,
    Finding,
    Location,
    Quotation,
    Report,
    Result,
    Route,
    Severity,
    ShownPassage,
    SourceFacts,
    SourceState,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a verdict is shown."""

    sign: str
    """One character before the word."""
    meaning: str
    """One clause for a reader who has never seen the tool."""


LOOKS = {
    Verdict.VERIFIED: Look(sign="✓", meaning="the source was read and has these words"),
    Verdict.EDITED: Look(sign="✎", meaning="every difference is marked by the author or allowed by the style"),
    Verdict.REVIEW: Look(sign="?", meaning="the words agree, but a person should look at what stands around them"),
    Verdict.ALTERED: Look(sign="≠", meaning="the source has other words, and the author does not say so"),
    Verdict.MISATTRIBUTED: Look(sign="↷", meaning="the words stand in another source than the one claimed"),
    Verdict.NOT_FOUND: Look(sign="✗", meaning="the claimed source was read in full and does not have these words"),
    Verdict.UNCHECKED: Look(sign="∅", meaning="nothing could be compared, for the reason given"),
    Verdict.ERROR: Look(sign="!", meaning="the program failed on this quotation"),
}

_ROUTES = {
    Route.LIVE: "fetched from the web",
    Route.CACHE: "from the evidence store",
    Route.MIRROR: "from the recorded copy",
    Route.ARCHIVE: "from a web archive",
    Route.FILE: "from a file",
    Route.TEXT: "text given",
    Route.LIBRARY: "from the library",
}
_STATES = {
    SourceState.READ: "read",
    SourceState.PARTLY_READ: "partly read",
    SourceState.NOT_READ: "not read",
    SourceState.NONE_CLAIMED: "none claimed",
}


_LIKELY = 0.7
"""Confidence below which a speaker is only likely."""


FEW_WORKS = 5
"""Works a sentence speaks of: what a person may get in a day."""


def coverage_words(report: Report) -> str:
    """Return how many quotations were checked, and how many more a few works would let check.

    A quotation is checked when something was compared, whatever came of it.
    """
    total = len(report.results)
    unchecked = sum(result.verdict in (Verdict.UNCHECKED, Verdict.ERROR) for result in report.results)
    first = report.missing[:FEW_WORKS]
    words = f"{total - unchecked} of {total} checked"
    if not first:
        return words
    more = sum(len(work.where) for work in first)
    these = "this work" if len(first) == 1 else f"these {len(first)} works"
    return f"{words}; with {these} {more} more: {'; '.join(work.words for work in first)}"


def binding_words(steps: Sequence[BindingStep]) -> str:
    """Return the way from a citation to its source, and where it did not go on."""
    return ", ".join(map(_step_words, steps))


def _step_words(step: BindingStep) -> str:
    if step.is_found:
        return f"{step.way.value} {step.what}" + (f" ({step.why})" if step.why else "")
    return f"not through the {step.way.value} ({step.what}): {step.why}"


def speaker_words(quotation: Quotation) -> str:
    """Return whom a quotation is attributed to: "Ada Holt", "Ada Holt (probably)", "" for nobody."""
    if quotation.speaker is None:
        return ""
    is_likely = (quotation.speaker_confidence or 1) < _LIKELY
    return f"{quotation.speaker} (probably)" if is_likely else quotation.speaker


def headline_clause(result: Result) -> str:
    """Return the clause that says why the verdict is what it is."""
    if result.verdict in (Verdict.UNCHECKED, Verdict.ERROR) and result.source.reason:
        return result.source.reason
    gravest = next(iter(sorted_findings(result)), None)
    if gravest is not None and gravest.severity.rank >= Severity.WARNING.rank:
        return gravest.explain
    return LOOKS[result.verdict].meaning


def source_words(facts: SourceFacts) -> str:
    """Return in a few words whether and by which way the source was read."""
    if facts.state is SourceState.NONE_CLAIMED:
        return facts.reason or _STATES[facts.state]
    if facts.state is SourceState.NOT_READ:
        return f"{_STATES[facts.state]}: {facts.reason}" if facts.reason else _STATES[facts.state]
    parts = [_STATES[facts.state]]
    if facts.route is not None:
        parts.append(_ROUTES[facts.route])
    if facts.memento_datetime is not None:
        parts.append(f"archived {facts.memento_datetime.date().isoformat()}")
    if facts.reason:
        parts.append(facts.reason)
    return ", ".join(parts)


def source_name(facts: SourceFacts) -> str:
    """Return what to call a source: its title, else its address or path."""
    return facts.title or (str(facts.target) if facts.target else "")


def place_words(place: Location | None) -> str:
    """Return a location for a person ("line 12, column 3, page 7, under “Tides”")."""
    if place is None:
        return ""
    words = f"line {place.line}, column {place.column}"
    words += f", page {place.page}" if place.page else ""
    return words + (f", under “{place.heading}”" if place.heading else "")


def nearest_words(passage: ShownPassage) -> str:
    """Return what to say of a passage that comes nearest and was not accepted."""
    chance = f"{passage.probability:.0%}" if passage.probability is not None else "an unknown share"
    return f"{place_words(passage.location)}; perhaps meant: {chance} of such places are the ones quoted"


def fidelity_words(fidelity: Fidelity) -> str:
    """Return how faithful the wording is, for a person."""
    return "not compared" if fidelity is Fidelity.NOT_COMPARED else fidelity.value


def finding_sign(finding: Finding) -> str:
    """Return the sign of a finding.

    `+` only in the quotation, `−` only in the source, `≠` other words, `✎` marked by the author, `?` look here, `·`
    of no weight.
    """
    about = CODES[finding.code].about
    if about is About.MARK:
        return "✎"
    if about is About.CIRCUMSTANCE or finding.quote_text == finding.source_text:
        return "·" if finding.severity is Severity.INFO else "?"
    if not finding.source_text:
        return "+"
    return "≠" if finding.quote_text else "−"


def sorted_findings(result: Result) -> list[Finding]:
    """Return the findings, the gravest first and among equals those about the whole, else as given."""
    return sorted(result.judgement.findings, key=lambda finding: (-finding.severity.rank, CODES[finding.code].telling))
