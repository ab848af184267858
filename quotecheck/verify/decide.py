"""Which of several sources answers an author's claim: the decisions, apart from how the sources were read.

For each quotation the author's own claim decides. Only what was not found there is looked up in the library,
and only what is not in the library either is compared with the address the quoting article was taken from,
which is a copy of the checked text rather than its source.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from quotecheck.judge.codes import finding
from quotecheck.judge.compare.pages import wrong_page
from quotecheck.judge.verdict import headline
from quotecheck.library.lookup import size_in_words
from quotecheck.library.places import Place, Title
from quotecheck.model import (
    Basis,
    BindingStep,
    BindingWay,
    Fidelity,
    Finding,
    Locator,
    Match,
    Result,
    Route,
    Severity,
    SourceState,
    Style,
    Target,
    Verdict,
)
from quotecheck.verify.basis import basis_of, within_evidence
from quotecheck.verify.check import unclaimed
from quotecheck.verify.circular import is_collection, is_copy
from quotecheck.verify.cited import (
    Catalogue,
    is_article,
    is_like,
    is_surely,
    is_work,
    locator_into,
    names_edition,
    other_year,
    year_of,
)
from quotecheck.verify.claimed import Claimed
from quotecheck.verify.secondary import quotes_others, secondary
from quotecheck.verify.targets import Claim
from quotecheck.verify.unclaimed import without_address

WRONG_PLACE = "Q601"
ELSEWHERE = "Q701"
CIRCULAR = "Q704"

MIN_LIBRARY_WORDS, MIN_LIBRARY_CHARS = 5, 25
"""Shorter quotations stand in many books by chance (Q509): without the cited title they prove nothing."""
MIN_LIBRARY_SCORE = 0.7
"""Below it, wording found in a text nobody cited is a resemblance, not the source."""
SURE = 0.9
"""From which score a text that nobody asked for is named as the origin of the words."""
FAITHFUL = (Fidelity.VERBATIM, Fidelity.TYPOGRAPHIC, Fidelity.EDITED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A text of the library a quotation is to be judged against."""

    text: Title
    match: Match | None = None
    """Where it stands there; None when the text as a whole is to be asked."""
    note: tuple[Finding, ...] = ()
    """What finding it there says of the author's claim; counts for the verdict."""
    basis: Basis = Basis.UNCITED
    """What ties the text to the claim."""
    locator: Locator | None = None
    """Where in that text the author says the words stand; None where it is not the work cited."""
    is_edition_open: bool = False
    """Whether the citation names an edition, and nothing says that the text is that one: pages may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """What the library has on a quotation that no claimed source has settled."""

    best: Pick | None = None
    """The text that most likely is its source."""
    cited: Pick | None = None
    """The work cited, where the words seem not to stand in it."""
    origin: Title | None = None
    """A text that has the words as its own, where the source quotes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryAnswer:
    """What the library says of a quotation: its texts as `Consulted` names them, judged."""

    best: Result | None = None
    cited: Result | None = None
    origin: Title | None = None


NO_ANSWER = LibraryAnswer()


def weighed(case: Claimed, checked: Mapping[Target, Result]) -> dict[Target, Result]:
    """Return the results against claimed sources with what ties each source to the claim.

    That words are not at the address of a bibliography's entry says nothing: such a page often describes the work.
    """
    found = dict(checked)
    for claim in case.claims:
        result = found.get(claim.target)
        if result is not None and claim.is_described and result.judgement.fidelity is Fidelity.ABSENT:
            facts = replace(result.source, state=SourceState.PARTLY_READ, reason=_MAY_DESCRIBE)
            found[claim.target] = replace(result, source=facts, verdict=Verdict.UNCHECKED)
        elif result is not None and claim.basis is not Basis.CITED:
            found[claim.target] = replace(result, basis=claim.basis)
    return found


_MAY_DESCRIBE = "the words are not at the address of the bibliography's entry, which may only describe the work"


def is_settled(case: Claimed, checked: Mapping[Target, Result]) -> bool:
    """Say whether a source the author claims has the quotation as its own words: the library need not be asked."""
    found = _found_claim(case, checked)
    return found is not None and not quotes_others(checked[found.target].judgement)


def consult(
    case: Claimed, checked: Mapping[Target, Result], places: Sequence[Place], catalogue: Catalogue, *, style: Style
) -> Consulted:
    """Choose among the places of a quotation in the library, best first, and the texts of the `catalogue`."""
    found = _found_claim(case, checked)
    if found is not None:
        shown = checked[found.target].passages
        return Consulted(origin=_origin(case, places, (shown[0].prefix, shown[-1].suffix)) if shown else None)
    usable = [place for place in places if _is_usable(case, place)]
    best = min(usable, key=lambda place: _preference(case, place), default=None)
    is_read = _read_claim(case, checked) is not None
    cited = None if is_read else _cited_text(case, best, catalogue)
    return Consulted(
        best=_pick_of_place(case, best, is_told=is_read or cited is not None, style=style) if best else None,
        cited=_pick_to_ask(case, cited, style) if cited else None,
        origin=_origin(case, places, (best.before, best.after)) if best and best.is_quoted else None,
    )


def _pick_of_place(case: Claimed, place: Place, *, is_told: bool, style: Style) -> Pick:
    """The text a quotation stands in; `is_told` where another source answers the claim."""
    basis = basis_of(case, place.text, is_quoted=place.is_quoted)
    is_cited = basis in (Basis.CITED, Basis.SAME_WORK)
    return Pick(
        text=place.text,
        match=place.match,
        note=() if is_told else _library_note(case, place.text, style),
        basis=basis,
        locator=locator_into(case, place.text) if is_cited else None,
        is_edition_open=basis is Basis.SAME_WORK and names_edition(case),
    )


def _pick_to_ask(case: Claimed, text: Title, style: Style) -> Pick:
    """The text cited, in which the words were looked for in vain."""
    note = _library_note(case, text, style, "looked for")
    return Pick(text=text, note=note, basis=basis_of(case, text, is_quoted=False))


def _cited_text(case: Claimed, best: Place | None, catalogue: Catalogue) -> Title | None:
    """The text of the catalogue that a quotation cites, unless the best place is in it."""
    if best is not None and _is_cited(case, best.text):
        return None
    cited = catalogue.cited(case)
    is_sure = cited is not None and (best is not None or is_surely(case, cited))
    return cited if is_sure else None  # else nothing but a title says that this is the book


def _is_usable(case: Claimed, place: Place) -> bool:
    return _is_cited(case, place.text) or (is_long(case.question.quote) and place.match.score >= MIN_LIBRARY_SCORE)


def is_long(quote: str) -> bool:
    """Say whether a quotation is long enough to tell its source, whatever the script."""
    count = size_in_words(quote)
    is_unspaced = count > len(quote.split()) + 1
    return count >= MIN_LIBRARY_WORDS and (is_unspaced or len(quote) >= MIN_LIBRARY_CHARS)


def _preference(case: Claimed, place: Place) -> tuple[bool, bool, bool, bool, int, bool, int, str]:
    """Return what places are sorted by: the work cited, then texts with the words as their own, likeness, age."""
    return (
        not is_work(case, place.text),
        not is_like(case, place.text),
        is_copy(case.around, place.before, place.after),
        place.is_quoted and not _is_cited(case, place.text),
        -round(100 * place.match.score),
        other_year(case, place.text),
        year_of(place.text),
        str(place.text.path),
    )


def _is_cited(case: Claimed, text: Title) -> bool:
    return is_work(case, text) or is_like(case, text)


def _origin(case: Claimed, places: Sequence[Place], beside: tuple[str, str]) -> Title | None:
    """Return the text that has the words as its own; one with the surroundings `beside` is the source over again."""
    own = [
        place
        for place in places
        if not place.is_quoted
        and place.match.score >= SURE
        and is_long(case.question.quote)
        and not is_copy(beside, place.before, place.after)
        and not is_copy(case.around, place.before, place.after)
    ]
    first = min(own, key=lambda place: _preference(case, place), default=None)
    return first.text if first else None


def decide(
    case: Claimed,
    checked: Mapping[Target, Result],
    library: LibraryAnswer = NO_ANSWER,
    *,
    has_library: bool,
    style: Style,
) -> Result:
    """Choose the result that answers the author's claim best; the sources of the others are kept under `tried`.

    `checked` are the results against the claimed targets that could be asked for.
    """
    results = [checked[claim.target] for claim in case.claims if claim.target in checked]
    chosen = _answering(case, checked, library, style)
    if chosen is None:
        chosen = _without_address(case, results, style, has_library=has_library)
    chosen = within_evidence(_circular(_secondary(chosen, library.origin, style), case, style), style=style)
    results += [result for result in (library.cited, library.best) if result]
    sources = (source for result in results for source in (result.source, *result.tried))
    tried = tuple(dict.fromkeys(source for source in sources if source != chosen.source))
    return replace(chosen, tried=tried, bound=_steps(case, chosen, has_library=has_library))


def _steps(case: Claimed, chosen: Result, *, has_library: bool) -> tuple[BindingStep, ...]:
    """Tell how the citation was led to what answers it, or how far: the claim that answers, else the first."""
    own = [claim for claim in case.claims if not is_article(claim)]
    answering = [claim for claim in own if claim.target == chosen.source.target]
    steps = next((claim.steps for claim in (*answering, *own)), ())
    if chosen.source.route is Route.LIBRARY:
        return (*steps, BindingStep(way=BindingWay.LIBRARY, what=chosen.source.title or str(chosen.source.target)))
    if not answering and own and has_library and chosen.source.state is SourceState.NOT_READ:
        return (
            *steps,
            BindingStep(way=BindingWay.LIBRARY, what="all of its texts", is_found=False, why="none has the words"),
        )
    return steps


def _answering(case: Claimed, checked: Mapping[Target, Result], library: LibraryAnswer, style: Style) -> Result | None:
    """The first that answers: a claimed source with the words, the library, the article's page, any claimed source."""
    found = _found_claim(case, checked)
    if found is not None:
        is_open = found.basis is Basis.SAME_WORK and names_edition(case)
        severity = Severity.NOTE if is_open else None
        return on_the_page(checked[found.target], found.cited.citation.locator, style, severity)
    if _is_found(library.cited):
        return library.cited
    return (
        _from_library(library, _read_claim(case, checked), style)
        or _from_article(case, checked, style)
        or next(_own_results(case, checked), None)
    )


def on_the_page(result: Result, locator: Locator | None, style: Style, severity: Severity | None = None) -> Result:
    """Return the result with Q601 where the words stand on another page than the citation says.

    `severity` is less than the usual one where the source may be another edition than the one cited.
    """
    page = result.passages[0].location.page if result.passages else None
    words = wrong_page(page, locator)
    if words is None:
        return result
    span = result.passages[0].span
    text = result.passages[0].text
    wrong = finding(WRONG_PLACE, words, style=style, source=span, source_text=text, severity=severity)
    judgement = replace(result.judgement, findings=(*result.judgement.findings, wrong))
    return replace(result, judgement=judgement, verdict=headline(result.source.state, judgement, style=style))


def _is_found(result: Result | None) -> TypeGuard[Result]:
    return result is not None and result.judgement.fidelity not in (Fidelity.ABSENT, Fidelity.NOT_COMPARED)


def _found_claim(case: Claimed, checked: Mapping[Target, Result]) -> Claim | None:
    """Return the first of the author's own claims whose source holds the words."""
    own = (claim for claim in case.claims if not is_article(claim))
    return next((claim for claim in own if _is_found(checked.get(claim.target))), None)


def _read_claim(case: Claimed, checked: Mapping[Target, Result]) -> Result | None:
    """Return the result for the first source of the author's own that was read."""
    own = _own_results(case, checked)
    return next((result for result in own if result.source.state is SourceState.READ), None)


def _own_results(case: Claimed, checked: Mapping[Target, Result]) -> Iterator[Result]:
    """Yield the results for the author's own claims that could be asked for."""
    return (checked[claim.target] for claim in case.claims if not is_article(claim) and claim.target in checked)


def _from_library(library: LibraryAnswer, read: Result | None, style: Style) -> Result | None:
    """Return the library's result, or the one of the claimed source that was read where it cannot outweigh that."""
    best = library.best
    if read is None and library.cited is not None and library.cited.source.state is SourceState.READ:
        read = library.cited
    if read is None or best is None:
        return read or best
    if best.judgement.fidelity not in FAITHFUL:
        return read
    claimed = read.source.title or str(read.source.target)
    words = f"the wording is not in {claimed!r}, the source claimed, but in {best.source.title!r}"
    return at_the_wrong_door(best, words, style)


def at_the_wrong_door(result: Result, words: str, style: Style) -> Result:
    """Return the result with Q701: another source than the one cited has the words, as `words` say."""
    judgement = replace(result.judgement, findings=(*result.judgement.findings, finding(ELSEWHERE, words, style=style)))
    return replace(result, judgement=judgement, verdict=Verdict.MISATTRIBUTED)


def _secondary(result: Result, origin: Title | None, style: Style) -> Result:
    """Return the result with Q703 where the source quotes words that a text of the library has as its own."""
    if origin is None or result.verdict is Verdict.MISATTRIBUTED:
        return result
    year = f" ({origin.metadata.issued})" if origin.metadata.issued else ""
    words = f"the source quotes these words; they stand as a text's own in the library text {str(origin)!r}{year}"
    return _with(result, secondary(words, style))


def _circular(result: Result, case: Claimed, style: Style) -> Result:
    """Return the result as one that proves nothing where the source is a copy, or a collection of sayings."""
    shown = result.passages
    if not shown:
        return result
    if is_copy(case.around, shown[0].prefix, shown[-1].suffix):
        words = "the source has the author's own words around the quotation too: it is a copy of the checked text"
    elif is_collection(result.source.final_url or ""):
        words = "the page belongs to a collection of sayings, which does not prove where the words come from"
    else:
        return result
    return _proving_nothing(result, words, style)


def _proving_nothing(result: Result, words: str, style: Style) -> Result:
    """Return the result with Q704, which is told once."""
    if any(item.code == CIRCULAR for item in result.judgement.findings):
        return result
    return _with(result, finding(CIRCULAR, words, style=style))


def _with(result: Result, note: Finding) -> Result:
    """Return the result with a further finding, which sends one that was well to review when it is a warning."""
    judgement = replace(result.judgement, findings=(*result.judgement.findings, note))
    is_well = result.verdict in (Verdict.VERIFIED, Verdict.EDITED)
    is_grave = note.severity.rank >= Severity.WARNING.rank
    return replace(result, judgement=judgement, verdict=Verdict.REVIEW if is_well and is_grave else result.verdict)


def _library_note(case: Claimed, text: Title, style: Style, how: str = "found") -> tuple[Finding, ...]:
    """Say where the words were found or looked for, and whether that text is the one the author names."""
    if not case.claims:
        words = f"no source is claimed; the words stand in the library text {str(text)!r}"
        return (without_address(words, is_named=False, style=style, severity=Severity.NOTE),)
    if _is_cited(case, text):
        words = f"{how} in the library text {str(text)!r}, which carries the cited title"
        return (without_address(words, is_named=True, style=style, severity=Severity.NOTE),)
    words = f"found in the library text {str(text)!r}; whether that is the source cited is for a person to say"
    return (without_address(words, is_named=True, style=style, severity=Severity.WARNING),)


def _from_article(case: Claimed, checked: Mapping[Target, Result], style: Style) -> Result | None:
    """Return what the article's own address gives, marked as the circular evidence it is."""
    for claim in case.claims:
        result = checked.get(claim.target)
        if is_article(claim) and _is_found(result):
            words = (
                "compared with the page the quoting text itself was taken from, which is not the source of the words"
            )
            return _proving_nothing(result, words, style)
    return None


def _without_address(case: Claimed, articles: Sequence[Result], style: Style, *, has_library: bool) -> Result:
    """Return the result of a quotation whose own citations name no address.

    `articles` are the results for the pages the quoting text was taken from: none of them held the words.
    """
    own = [claim for claim in case.claims if not is_article(claim)]
    where = ", and it is not in the library" if has_library else ""
    if own:
        reason = f"the source has no address ({own[0].target}){where}"
        result = unclaimed(case.question, is_named=True, reason=reason, style=style)
    elif articles:
        return articles[0]
    else:
        result = unclaimed(case.question, is_named=False, reason=f"no source is claimed{where}", style=style)
    barred = tuple(finding for article in articles for finding in article.judgement.findings)
    return replace(result, judgement=replace(result.judgement, findings=result.judgement.findings + barred))
