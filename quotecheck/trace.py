"""From which text of a library a quotation comes, altered as it is.

The library proposes places; each is judged by the same findings as a checked source. How well a place must agree
before it is called the source depends on the quotation's length, because a few common words stand together in
many books.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from quotecheck.errors import QuotecheckError, internal
from quotecheck.judge.judge import judge
from quotecheck.library.editions import WorkEditions, collapsed
from quotecheck.library.lookup import Found, Proposal, chosen, lay_proposals, parts_of, proposals, size_in_words
from quotecheck.library.places import match_at, moved_match, shifted, text_around
from quotecheck.library.reading import Library
from quotecheck.model import (
    Candidate,
    Edition,
    Fidelity,
    Judgement,
    LibraryFacts,
    Match,
    Passage,
    Span,
    Style,
    Trace,
    TraceVerdict,
)

ACCEPTED = {5: 1.0, 8: 0.80, 10: 0.76, 12: 0.69, 16: 0.65, 20: 0.63, 28: 0.59, 40: 0.58, 70: 0.57, 100: 0.52}
"""Least score of an accepted place by words of the quotation, linear in between; calibrated by tests/bench/trace.py
on altered quotations, and on passages of texts that the library does not hold."""

LEAST_WORDS = 5
"""Shorter quotations stand in many books by chance: a place is shown, but no source named (Q509)."""

LONGEST = 100_000
"""Code points of the longest quotation looked up: laying it letter by letter takes seconds, longer ones minutes."""

_RESEMBLES = 0.8
"""Share of the accepted score from which a place is still worth showing as `weak`."""

_SHOWN = 5
"""Candidates shown."""
_CONTEXT = 80
"""Code points shown before and after a passage."""

_FAITHFUL = (Fidelity.VERBATIM, Fidelity.TYPOGRAPHIC, Fidelity.EDITED)


def trace_all(quotes: Iterable[tuple[str, str]], library: Library, style: Style = Style.CHICAGO) -> Iterator[Trace]:
    """Trace quotations given as id and wording, in order."""
    for key, quote in quotes:
        yield trace_quotation(quote, library, style, key=key)


def trace_quotation(
    quote: str,
    library: Library,
    style: Style = Style.CHICAGO,
    *,
    key: str | None = None,
    proposed: Iterable[Proposal] | None = None,
) -> Trace:
    """Return where in `library` a quotation stands, and how faithful it is to each place.

    `key` becomes the trace's id; without one it follows from the wording. `proposed` is what the segments of the
    library have proposed, where they were asked before. Should our own rules fail at the quotation, its verdict is
    `error`. Raises `CorruptStore` when a text of a store is damaged.
    """
    key = key if key is not None else hashlib.sha256(quote.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    try:
        places: tuple[Found, ...] = ()
        if len(quote) <= LONGEST:
            places = lay_proposals(library, quote, chosen(proposals(library, quote) if proposed is None else proposed))
        return _answered(key, quote, places, library, style)
    except QuotecheckError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other quotations are not to be lost
        return untraced(key, quote, library, internal(error))


def untraced(key: str, quote: str, library: Library, why: str) -> Trace:
    """Return the trace of a quotation that could not be looked up by our own fault."""
    return Trace(
        id=key, quote=quote, verdict=TraceVerdict.ERROR, library=_facts(library), notes=(f"not looked up: {why}",)
    )


def _facts(library: Library) -> LibraryFacts:
    return LibraryFacts(name=library.name, digest=library.digest, texts=library.texts, size=library.size)


def _answered(key: str, quote: str, places: Iterable[Found], library: Library, style: Style) -> Trace:
    """Say what the places found of a quotation are worth."""
    count = size_in_words(quote)
    bar = accepted_score(count)
    groups = collapsed(library, [one for one in places if one.score >= _RESEMBLES * bar])[:_SHOWN]
    candidates = tuple(_candidate(quote, library, group, rank, style) for rank, group in enumerate(groups, 1))
    return Trace(
        id=key,
        quote=quote,
        verdict=_verdict(candidates, count, bar, is_sought=count >= LEAST_WORDS and len(quote) <= LONGEST),
        library=_facts(library),
        candidates=candidates,
        notes=_notes(quote, library, count),
    )


def accepted_score(count: int) -> float:
    """Return the least score at which a place is named as the source of a quotation of `count` words."""
    return float(np.interp(count, list(ACCEPTED), list(ACCEPTED.values())))


def _verdict(candidates: tuple[Candidate, ...], count: int, bar: float, *, is_sought: bool) -> TraceVerdict:
    if not candidates:
        return TraceVerdict.NOT_FOUND_IN_LIBRARY if is_sought else TraceVerdict.WEAK
    if count < LEAST_WORDS or candidates[0].score < bar:
        return TraceVerdict.WEAK
    return TraceVerdict.FOUND if candidates[0].judgement.fidelity in _FAITHFUL else TraceVerdict.VARIANT


def _notes(quote: str, library: Library, count: int) -> tuple[str, ...]:
    notes = []
    if not parts_of(quote):
        notes.append("the quotation holds no words")
    elif count < LEAST_WORDS:
        notes.append(f"too short to name a source by: {count} words, {LEAST_WORDS} are needed")
    if len(quote) > LONGEST:
        notes.append(f"too long to look up: more than {LONGEST:,} characters")
    if library.problems:
        notes.append(f"{len(library.problems)} files of the library could not be read")
    return tuple(notes)


def _candidate(quote: str, library: Library, group: WorkEditions, rank: int, style: Style) -> Candidate:
    found = group.first
    span = found.span
    start, document = text_around(library, found)
    match = match_at(quote, document, found, start) or moved_match(
        Match(passages=found.passages, score=found.score), -start
    )
    judgement = _moved(judge(quote, match, document, style=style), start)
    shown = _reach(judgement.passages) or span
    return Candidate(
        rank=rank,
        document=found.record.name,
        metadata=found.record.metadata,
        span=shown,
        text=document.text[shown.start - start : shown.end - start],
        prefix=document.text[max(0, shown.start - start - _CONTEXT) : shown.start - start],
        suffix=document.text[shown.end - start : shown.end - start + _CONTEXT],
        score=found.score,
        judgement=judgement,
        editions=tuple(_edition(other) for other in group.others),
    )


def _edition(found: Found) -> Edition:
    return Edition(document=found.record.name, metadata=found.record.metadata, span=found.span, score=found.score)


def _moved(judgement: Judgement, by: int) -> Judgement:
    """Return a judgement of a stretch as one of the whole text."""
    return replace(
        judgement,
        passages=tuple(replace(passage, source=shifted(passage.source, by)) for passage in judgement.passages),
        findings=tuple(
            replace(finding, source=shifted(finding.source, by)) if finding.source else finding
            for finding in judgement.findings
        ),
    )


def _reach(passages: tuple[Passage, ...]) -> Span | None:
    """Return the span from the first passage to the last; None without passages."""
    spans = [passage.source for passage in passages]
    return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else None
