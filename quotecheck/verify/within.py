"""Quotations of one part of a corpus that stand in another: a speech quoted above the letter it was made in.

What is looked through is the text outside all quotations, so that nothing is ever found in itself.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotecheck.library.lookup import size_in_words
from quotecheck.locate.locate import compile_quotations, locate
from quotecheck.model import (
    Basis,
    Document,
    Extraction,
    Match,
    Result,
    Route,
    SourceFacts,
    SourceState,
    Style,
    Target,
    Verdict,
)
from quotecheck.text.fold import fold
from quotecheck.text.offsets import location
from quotecheck.verify.check import Question, judged
from quotecheck.verify.decide import FAITHFUL
from quotecheck.verify.sources import Source
from quotecheck.verify.unclaimed import is_named, without_address

_LETTER = re.compile(r"[^\r\n]")  # line ends stay, so that lines keep their numbers
MIN_WORDS = 6
"""Shorter quotations stand in any text by chance."""
MIN_SCORE = 0.85
"""Nobody claims these places for a source, so they must agree well."""


def found_within(results: Sequence[Result], extractions: Iterable[Extraction], *, style: Style) -> tuple[Result, ...]:
    """Return the results, those that could not be checked replaced where the words stand elsewhere in the corpus.

    The first of equally good places counts. One pass over each document, whatever the number of quotations.
    """
    answered = list(results)
    wanted = [number for number, result in enumerate(results) if _is_wanted(result)]
    compiled = compile_quotations([results[number].quote for number in wanted])
    best: dict[int, float] = {}
    for extraction in extractions if wanted else ():
        there = replace(extraction.document, text=_unquoted(extraction))
        matches = locate(compiled, fold(there.text))
        for number, match in zip(wanted, matches, strict=True):
            if match is not None and _agrees_better(match.score, best.get(number)):
                found = _answered(results[number], match, there, style=style)
                if found.judgement.fidelity in FAITHFUL:  # what reads otherwise here is evidence of nothing
                    best[number] = match.score
                    answered[number] = found
    return tuple(answered)


def _is_wanted(result: Result) -> bool:
    """Whether a quotation could not be checked and is long enough to be looked for in other parts."""
    is_unchecked = result.verdict is Verdict.UNCHECKED and result.quotation is not None
    return is_unchecked and size_in_words(result.quote) >= MIN_WORDS


def _agrees_better(score: float, best: float | None) -> bool:
    return score >= MIN_SCORE if best is None else score > best


def _unquoted(extraction: Extraction) -> str:
    """Return the text with every verifiable quotation blanked out; offsets stay what they are."""
    text = extraction.document.text
    parts, place = [], 0
    for quotation in sorted(extraction.quotations, key=lambda item: item.span):
        span = quotation.span
        if quotation.is_verifiable and span.start >= place:
            parts += [text[place : span.start], _LETTER.sub(" ", span.of(text))]
            place = span.end
    return "".join([*parts, text[place:]])


def _answered(unchecked: Result, match: Match, document: Document, *, style: Style) -> Result:
    facts = SourceFacts(
        state=SourceState.READ,
        target=Target(path=document.name),
        route=Route.FILE,
        media_type=document.media_type,
        title=document.metadata.title,
    )
    line = location(document, match.passages[0].source).line
    where = "this document" if document.name == unchecked.document else repr(document.name)
    words = f"the words stand in another part of the corpus: {where}, line {line}; a person should say what that means"
    note = without_address(words, is_named=is_named(unchecked.judgement.findings), style=style)
    source = Source(facts=facts, document=document)
    found = judged(Question(id=unchecked.id, quote=unchecked.quote), source, match, style=style, extra=(note,))
    return replace(
        found,
        quotation=unchecked.quotation,
        document=unchecked.document,
        location=unchecked.location,
        origin=unchecked.origin,
        tried=(*unchecked.tried, unchecked.source),
        basis=Basis.UNCITED,
    )
