"""Which of several sources answers an author's claim: the decisions, apart from how the sources were read.

For each quotation the author's own claim decides. Only what was not found there is looked up in the library,
and only what is not in the library either is compared with the address the quoting article was taken from,
which is a copy of the checked text rather than its source.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from rapidfuzz.fuzz import token_set_ratio

from quotecheck.library.folder import LibraryText
from quotecheck.match.codes import finding
from quotecheck.match.judge.places import wrong_page
from quotecheck.match.verdict import headline
from quotecheck.model import (
    CitationRole,
    Document,
    Fidelity,
    Finding,
    Match,
    Metadata,
    Result,
    Route,
    Severity,
    SourceFacts,
    SourceState,
    Style,
    Target,
    Verdict,
)
from quotecheck.verify.check import Question, judged, unclaimed
from quotecheck.verify.claimed import Claimed
from quotecheck.verify.sources import Source
from quotecheck.verify.targets import Claim

MIN_LIBRARY_WORDS = 5
"""Shorter quotations stand in many books by chance (Q509): without the cited title they prove nothing."""
MIN_LIBRARY_SCORE = 0.7
"""Below it, wording found in a text nobody cited is a resemblance, not the source."""
_ARTICLE_WORD = re.compile(r"^(?:the|an?|der|die|das|le|la|les|el|los|las)\s+")
"""People drop the first article of a title."""
LEAD_IN_CHARS = 2000
"""How far back a work named in the running text still speaks for a quotation: about a page."""
SAME_TITLE = 85.0
"""rapidfuzz token-set ratio from which two titles are one: tolerates a subtitle, an article, a misspelling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text of the library holds a quotation, without the text."""

    path: Path
    metadata: Metadata
    media_type: str
    match: Match

    @classmethod
    def of(cls, text: LibraryText, match: Match) -> Self:
        """Return a place without its text."""
        document = text.document
        return cls(path=text.path, metadata=document.metadata, media_type=document.media_type, match=match)

    @property
    def title(self) -> str:
        """The text's title, or the name of its file."""
        return self.metadata.title or self.path.stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """The place of the library a quotation is to be judged against."""

    place: Place
    note: tuple[Finding, ...] = ()
    """What finding it there says of the author's claim; counts for the verdict."""


def is_settled(case: Claimed, checked: Mapping[Target, Result]) -> bool:
    """Say whether a source the author claims holds the quotation, so that the library need not be asked."""
    return any(_is_found(checked.get(claim.target)) for claim in case.claims if not _is_article(claim))


def pick(case: Claimed, checked: Mapping[Target, Result], places: Sequence[Place], *, style: Style) -> Pick | None:
    """Return the place to judge: a text that carries a cited title first, then the best score; None for no place."""
    long_enough = len(case.question.quote.split()) >= MIN_LIBRARY_WORDS
    usable = [
        (not cited, -place.match.score, number)
        for number, place in enumerate(places)
        if (cited := _is_cited(case, place)) or (long_enough and place.match.score >= MIN_LIBRARY_SCORE)
    ]
    if not usable:
        return None
    place = places[min(usable)[2]]
    note = _library_note(case, place, style) if _read_claim(case, checked) is None else ()
    return Pick(place=place, note=note)


def judged_pick(question: Question, picked: Pick, text: Document, *, style: Style) -> Result:
    """Judge a quotation against the text of the library it was found in."""
    place = picked.place
    url = place.metadata.url
    facts = SourceFacts(
        state=SourceState.READ,
        target=Target(url=url) if url else Target(path=place.path.name),
        route=Route.LIBRARY,
        final_url=url,
        media_type=place.media_type,
        title=place.title,
    )
    source = Source(facts=facts, document=text)
    return judged(question, source, place.match, style=style, extra=picked.note)


def decide(
    case: Claimed, checked: Mapping[Target, Result], library: Result | None, *, has_library: bool, style: Style
) -> Result:
    """Choose the result that answers the author's claim best; the others are kept under `tried`.

    `checked` are the results against the claimed targets that could be asked for, `library` the one of `judged_pick`.
    """
    own = [claim for claim in case.claims if not _is_article(claim)]
    results = [checked[claim.target] for claim in case.claims if claim.target in checked]
    found = next((claim for claim in own if _is_found(checked.get(claim.target))), None)
    chosen = _with_page(checked[found.target], found, style) if found else None
    if chosen is None:
        read = _read_claim(case, checked)
        chosen = (
            (_outweighing(library, read, style) if library else None)
            or read
            or _from_article(case, checked, style)
            or next((checked[claim.target] for claim in own if claim.target in checked), None)
            or _without_address(case, results, style, has_library=has_library)
        )
    tried = tuple(result.source for result in results if result.source != chosen.source)
    return replace(chosen, tried=tried)


def _with_page(result: Result, claim: Claim, style: Style) -> Result:
    """Return the result with Q601 where the words stand on another page than the citation says."""
    page = result.passages[0].location.page if result.passages else None
    words = wrong_page(page, claim.cited.citation.locator)
    if words is None:
        return result
    span = result.passages[0].span
    wrong = finding("Q601", words, style=style, source=span, source_text=result.passages[0].text)
    judgement = replace(result.judgement, findings=(*result.judgement.findings, wrong))
    return replace(result, judgement=judgement, verdict=headline(result.source.state, judgement, style=style))


def _is_article(claim: Claim) -> bool:
    return claim.cited.role is CitationRole.ARTICLE


def _is_found(result: Result | None) -> bool:
    return result is not None and result.judgement.fidelity not in (Fidelity.ABSENT, Fidelity.NOT_COMPARED)


def _read_claim(case: Claimed, checked: Mapping[Target, Result]) -> Result | None:
    """Return the result for the first source of the author's own that was read."""
    own = (checked[claim.target] for claim in case.claims if not _is_article(claim) and claim.target in checked)
    return next((result for result in own if result.source.state is SourceState.READ), None)


def _cited_titles(case: Claimed) -> tuple[str, ...]:
    csls = [claim.cited.citation.csl for claim in case.claims if not _is_article(claim)]
    works = [claim.target.work.title for claim in case.claims if claim.target.work and claim.target.work.title]
    titles = [title for csl in csls for title in (csl.title, csl.container_title) if title]
    return tuple(dict.fromkeys(titles + works))


def _is_cited(case: Claimed, place: Place) -> bool:
    """Say whether the library text carries the title of a work the author cites, or names shortly before."""
    name = place.path.stem.replace("-", " ").replace("_", " ")
    own = [title.casefold() for title in (place.metadata.title, name) if title and len(title.split()) > 1]
    if any(_ARTICLE_WORD.sub("", title) in _lead_in(case) for title in own):
        return True
    return any(token_set_ratio(cited.casefold(), title) >= SAME_TITLE for cited in _cited_titles(case) for title in own)


def _lead_in(case: Claimed) -> str:
    """Return the text before the quotation in which a work may be named, in lower case."""
    document, quotation = case.question.document, case.question.quotation
    if document is None or quotation is None:
        return ""
    return document.text[max(0, quotation.span.start - LEAD_IN_CHARS) : quotation.span.start].casefold()


def _outweighing(library: Result, read: Result | None, style: Style) -> Result | None:
    """Return the library's result; None when it cannot outweigh a claimed source that was read."""
    if read is None:
        return library
    if library.judgement.fidelity not in (Fidelity.VERBATIM, Fidelity.TYPOGRAPHIC, Fidelity.EDITED):
        return None
    claimed = read.source.title or str(read.source.target)
    words = f"the wording is not in {claimed!r}, the source claimed, but in {library.source.title!r}"
    moved = replace(library.judgement, findings=(*library.judgement.findings, finding("Q701", words, style=style)))
    return replace(library, judgement=moved, verdict=Verdict.MISATTRIBUTED)


def _library_note(case: Claimed, place: Place, style: Style) -> tuple[Finding, ...]:
    """Say that the words were found in the library, and whether that text is the one the author names."""
    if not case.claims:
        words = f"no source is claimed; the words stand in the library text {place.title!r}"
        return (finding("Q814", words, style=style, severity=Severity.NOTE),)
    if _is_cited(case, place):
        words = f"found in the library text {place.title!r}, which carries the cited title"
        return (finding("Q813", words, style=style, severity=Severity.NOTE),)
    words = f"found in the library text {place.title!r}; whether that is the source cited is for a person to say"
    return (finding("Q813", words, style=style, severity=Severity.WARNING),)


def _from_article(case: Claimed, checked: Mapping[Target, Result], style: Style) -> Result | None:
    """Return what the article's own address gives, marked as the circular evidence it is."""
    for claim in case.claims:
        result = checked.get(claim.target)
        if not _is_article(claim) or result is None or not _is_found(result):
            continue
        words = "compared with the page the quoting text itself was taken from, which is not the source of the words"
        circular = finding("Q704", words, style=style)
        judgement = replace(result.judgement, findings=(*result.judgement.findings, circular))
        verdict = Verdict.REVIEW if result.verdict in (Verdict.VERIFIED, Verdict.EDITED) else result.verdict
        return replace(result, judgement=judgement, verdict=verdict)
    return None


def _without_address(case: Claimed, articles: Sequence[Result], style: Style, *, has_library: bool) -> Result:
    """Return the result of a quotation whose own citations name no address.

    `articles` are the results for the pages the quoting text was taken from: none of them held the words.
    """
    own = [claim for claim in case.claims if not _is_article(claim)]
    where = ", and it is not in the library" if has_library else ""
    if own:
        reason = f"the source has no address ({own[0].target}){where}"
        result = unclaimed(case.question, code="Q813", reason=reason, style=style)
    elif articles:
        return articles[0]
    else:
        result = unclaimed(case.question, code="Q814", reason=f"no source is claimed{where}", style=style)
    barred = tuple(finding for article in articles for finding in article.judgement.findings)
    return replace(result, judgement=replace(result.judgement, findings=result.judgement.findings + barred))
