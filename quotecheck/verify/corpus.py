"""Verify every quotation of a corpus: open each claimed source once, then look in the library for the rest.

For each quotation the author's own claim decides. Only what was not found there is looked up in the library,
and only what is not in the library either is compared with the address the quoting article was taken from,
which is a copy of the checked text rather than its source.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import token_set_ratio

from quotecheck.library.folder import LibraryText
from quotecheck.library.search import Hit, search_all
from quotecheck.match.codes import finding
from quotecheck.model import (
    CitationRole,
    Extraction,
    Fidelity,
    Finding,
    Result,
    Route,
    Severity,
    SourceFacts,
    SourceState,
    Style,
    Target,
    Verdict,
)
from quotecheck.verify.check import Question, check_against, judged, question_of, unclaimed
from quotecheck.verify.sources import Fetch, Source, open_source
from quotecheck.verify.targets import Claim, claims

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
class _Case:
    question: Question
    claims: tuple[Claim, ...]


def verify_corpus(
    extractions: Iterable[Extraction],
    *,
    fetch: Fetch,
    shelf: Sequence[LibraryText],
    style: Style,
    workers: int = 4,
    passed: Callable[[str], None] = lambda _: None,
) -> tuple[Result, ...]:
    """Return a result for every verifiable quotation, in document order.

    `passed` is told of each source opened and each library text searched.
    """
    cases = [case for extraction in extractions for case in _cases(extraction)]
    checked = _check_claims(cases, fetch=fetch, style=style, workers=workers, passed=passed)
    open_cases = [number for number in range(len(cases)) if not _own_claim_found(cases[number], checked[number])]
    quotes = [cases[number].question.quote for number in open_cases]
    hits: dict[int, tuple[Hit, ...]] = {}
    if shelf and quotes:
        found = search_all(quotes, shelf, passed=lambda: passed("library"))
        hits = dict(zip(open_cases, found, strict=True))
    return tuple(
        _decide(case, checked[number], hits.get(number, ()), has_library=bool(shelf), style=style)
        for number, case in enumerate(cases)
    )


def _cases(extraction: Extraction) -> Iterator[_Case]:
    """Yield the quotations to check; one inside another stands where the outer one is said to stand."""
    found: dict[str, tuple[Claim, ...]] = {}
    for quotation in sorted(extraction.quotations, key=lambda item: (item.span.start, -item.span.end)):
        own = claims(quotation)
        found[quotation.id] = own or found.get(quotation.nested_in or "", ())
    for quotation in extraction.quotations:
        if quotation.is_verifiable:
            yield _Case(question=question_of(quotation, extraction.document), claims=found[quotation.id])


def _check_claims(
    cases: Sequence[_Case], *, fetch: Fetch, style: Style, workers: int, passed: Callable[[str], None]
) -> list[dict[Target, Result]]:
    """Open every addressed target once and judge the quotations that claim it."""
    wanting: dict[Target, list[int]] = {}
    for number, case in enumerate(cases):
        for claim in case.claims:
            if claim.target.work is None:
                wanting.setdefault(claim.target, []).append(number)
    checked: list[dict[Target, Result]] = [{} for _ in cases]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        sources = pool.map(lambda target: open_source(target, fetch=fetch, style=style), wanting)
        for (target, numbers), source in zip(wanting.items(), sources, strict=True):
            questions = [cases[number].question for number in numbers]
            for number, result in zip(numbers, check_against(source, questions, style=style), strict=True):
                checked[number][target] = result
            passed(str(target))
    return checked


def _is_found(result: Result | None) -> bool:
    return result is not None and result.judgement.fidelity not in (Fidelity.ABSENT, Fidelity.NOT_COMPARED)


def _own_claim_found(case: _Case, checked: dict[Target, Result]) -> bool:
    return any(
        claim.cited.role is not CitationRole.ARTICLE and _is_found(checked.get(claim.target)) for claim in case.claims
    )


def _decide(
    case: _Case, checked: dict[Target, Result], hits: tuple[Hit, ...], *, has_library: bool, style: Style
) -> Result:
    """Choose the result that answers the author's claim best; the others are kept under `tried`."""
    own = [claim for claim in case.claims if claim.cited.role is not CitationRole.ARTICLE]
    results = [checked[claim.target] for claim in case.claims if claim.target in checked]
    chosen = next((checked[claim.target] for claim in own if _is_found(checked.get(claim.target))), None)
    if chosen is None:
        read = next((checked[c.target] for c in own if c.target in checked and _was_read(checked[c.target])), None)
        hit = _best_hit(case, hits)
        chosen = (
            (_from_library(case, hit, read, style) if hit else None)
            or read
            or _from_article(case, checked, style)
            or next((checked[claim.target] for claim in own if claim.target in checked), None)
            or _without_address(case, results, style, has_library=has_library)
        )
    tried = tuple(result.source for result in results if result.source != chosen.source)
    return replace(chosen, tried=tried)


def _was_read(result: Result) -> bool:
    return result.source.state is SourceState.READ


def _cited_titles(case: _Case) -> tuple[str, ...]:
    csls = [claim.cited.citation.csl for claim in case.claims if claim.cited.role is not CitationRole.ARTICLE]
    works = [claim.target.work.title for claim in case.claims if claim.target.work and claim.target.work.title]
    titles = [title for csl in csls for title in (csl.title, csl.container_title) if title]
    return tuple(dict.fromkeys(titles + works))


def _is_cited(case: _Case, hit: Hit) -> bool:
    """Say whether the library text carries the title of a work the author cites, or names shortly before."""
    name = hit.text.path.stem.replace("-", " ").replace("_", " ")
    own = [title.casefold() for title in (hit.text.document.metadata.title, name) if title and len(title.split()) > 1]
    if any(_ARTICLE_WORD.sub("", title) in _lead_in(case) for title in own):
        return True
    return any(token_set_ratio(cited.casefold(), title) >= SAME_TITLE for cited in _cited_titles(case) for title in own)


def _lead_in(case: _Case) -> str:
    """Return the text before the quotation in which a work may be named, in lower case."""
    document, quotation = case.question.document, case.question.quotation
    if document is None or quotation is None:
        return ""
    return document.text[max(0, quotation.span.start - LEAD_IN_CHARS) : quotation.span.start].casefold()


def _best_hit(case: _Case, hits: tuple[Hit, ...]) -> Hit | None:
    """Return the hit to judge: a text that carries a cited title first, then the best score."""
    long_enough = len(case.question.quote.split()) >= MIN_LIBRARY_WORDS
    usable = [
        (not cited, -hit.match.score, number)
        for number, hit in enumerate(hits)
        if (cited := _is_cited(case, hit)) or (long_enough and hit.match.score >= MIN_LIBRARY_SCORE)
    ]
    return hits[min(usable)[2]] if usable else None


def _from_library(case: _Case, hit: Hit, read: Result | None, style: Style) -> Result | None:
    """Judge against a text of the library; None when that cannot outweigh a claimed source that was read."""
    text = hit.text
    facts = SourceFacts(
        state=SourceState.READ,
        target=Target(url=text.document.metadata.url) if text.document.metadata.url else Target(path=text.path.name),
        route=Route.LIBRARY,
        final_url=text.document.metadata.url,
        media_type=text.document.media_type,
        title=text.document.metadata.title or text.path.stem,
    )
    source = Source(facts=facts, document=text.document)
    note = _library_note(case, hit, style) if read is None else ()
    result = judged(case.question, source, hit.match, style=style, extra=note)
    if read is None:
        return result
    if result.judgement.fidelity not in (Fidelity.VERBATIM, Fidelity.TYPOGRAPHIC, Fidelity.EDITED):
        return None
    claimed = read.source.title or str(read.source.target)
    words = f"the wording is not in {claimed!r}, the source claimed, but in {facts.title!r}"
    moved = replace(result.judgement, findings=(*result.judgement.findings, finding("Q701", words, style=style)))
    return replace(result, judgement=moved, verdict=Verdict.MISATTRIBUTED)


def _library_note(case: _Case, hit: Hit, style: Style) -> tuple[Finding, ...]:
    """Say that the words were found in the library, and whether that text is the one the author names."""
    title = hit.text.document.metadata.title or hit.text.path.stem
    if not case.claims:
        words = f"no source is claimed; the words stand in the library text {title!r}"
        return (finding("Q814", words, style=style, severity=Severity.NOTE),)
    if _is_cited(case, hit):
        words = f"found in the library text {title!r}, which carries the cited title"
        return (finding("Q813", words, style=style, severity=Severity.NOTE),)
    words = f"found in the library text {title!r}; whether that is the source cited is for a person to say"
    return (finding("Q813", words, style=style, severity=Severity.WARNING),)


def _from_article(case: _Case, checked: dict[Target, Result], style: Style) -> Result | None:
    """Return what the article's own address gives, marked as the circular evidence it is."""
    for claim in case.claims:
        result = checked.get(claim.target)
        if claim.cited.role is not CitationRole.ARTICLE or result is None or not _is_found(result):
            continue
        words = "compared with the page the quoting text itself was taken from, which is not the source of the words"
        circular = finding("Q704", words, style=style)
        judgement = replace(result.judgement, findings=(*result.judgement.findings, circular))
        verdict = Verdict.REVIEW if result.verdict in (Verdict.VERIFIED, Verdict.EDITED) else result.verdict
        return replace(result, judgement=judgement, verdict=verdict)
    return None


def _without_address(case: _Case, articles: Sequence[Result], style: Style, *, has_library: bool) -> Result:
    """Return the result of a quotation whose own citations name no address.

    `articles` are the results for the pages the quoting text was taken from: none of them held the words.
    """
    own = [claim for claim in case.claims if claim.cited.role is not CitationRole.ARTICLE]
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


def unopened(results: Iterable[Result]) -> bool:
    """Say whether nothing at all could be checked."""
    verdicts = [result.verdict for result in results]
    return bool(verdicts) and all(verdict is Verdict.UNCHECKED for verdict in verdicts)
