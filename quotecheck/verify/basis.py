"""What ties a text to an author's claim, and the highest word that may be said on it.

An accusation is worth what it rests on. The work cited, in the edition cited or in one that nothing tells from it,
answers in full. Another translation, edition, volume or year, a text that quotes the words, and a text that nobody
cited can show what differs; that the author changed it, or its meaning, they cannot.
"""

from dataclasses import replace

from quotecheck.judge.codes import CODES, About
from quotecheck.judge.fidelity import is_material
from quotecheck.judge.plain import without_meaning
from quotecheck.judge.rules.another_wording import is_difference
from quotecheck.library.lookup import size_in_words
from quotecheck.library.places import Title
from quotecheck.model import Basis, Fidelity, Finding, Judgement, Result, Severity, SourceState, Style, Verdict
from quotecheck.sources.identity import Likeness, is_other_edition, is_same_edition, likeness_of
from quotecheck.verify.cited import held_of, is_like, is_work, works_cited
from quotecheck.verify.claimed import Claimed
from quotecheck.verify.unclaimed import without_address

_SURE_SCORE, _SURE_WORDS = 0.9, 10
"""How well, and in how many words at least, a text nobody cited must agree for its differences to be shown as such:
below, three of four such places are other texts or chance."""
_FEW = 2
"""Differences up to which a text of the cited title is taken to be the edition quoted."""
_DIFFERING = (Fidelity.ALTERED, Fidelity.SPLICED, Fidelity.PARAPHRASE)


def basis_of(case: Claimed, text: Title, *, is_quoted: bool) -> Basis:
    """Return what ties a text of a library to what `case` claims; `is_quoted` says that the text quotes the words."""
    if is_work(case, text) or is_like(case, text):
        if _is_other_edition(case, text):
            return Basis.OTHER_EDITION
        return Basis.CITED if _is_same_edition(case, text) else Basis.SAME_WORK
    return Basis.QUOTING_TEXT if is_quoted else Basis.UNCITED


def _is_other_edition(case: Claimed, text: Title) -> bool:
    """Say whether volume, year, edition or translator are known of both the citation and the text, and differ."""
    held = held_of(text)
    works = [work for work in works_cited(case) if likeness_of(work, held) is not Likeness.OTHER]
    return bool(works) and all(is_other_edition(work, held) for work in works)


def _is_same_edition(case: Claimed, text: Title) -> bool:
    """Say whether the citation names the year the text carries, or a translator whom the text names."""
    held = held_of(text)
    return any(is_same_edition(work, held) for work in works_cited(case))


def within_evidence(result: Result, *, style: Style) -> Result:
    """Return the result with no higher word than its basis bears."""
    if result.source.state not in (SourceState.READ, SourceState.PARTLY_READ):
        return result
    basis = result.basis or Basis.CITED
    known = replace(result, basis=basis)
    if basis is Basis.CITED:
        return known
    if basis is Basis.SAME_WORK:
        return _of_the_title(known, style)
    if basis is Basis.OTHER_EDITION and result.verdict is Verdict.NOT_FOUND:
        return replace(known, verdict=Verdict.UNCHECKED)
    is_accused = result.judgement.fidelity in _DIFFERING and result.verdict is not Verdict.MISATTRIBUTED
    if not is_accused:
        return known
    return _hint(known) if basis is Basis.UNCITED and not _is_sure(known) else _to_look_at(known, style)


def _is_sure(result: Result) -> bool:
    """Say whether a text nobody cited agrees so well, in so many words, that its differences are worth a look."""
    return result.judgement.score >= _SURE_SCORE and size_in_words(result.quote) >= _SURE_WORDS


def _of_the_title(result: Result, style: Style) -> Result:
    """Prove no other meaning by a text of the cited title that differs in more places than a misquotation does."""
    differing = sum(is_difference(item) for item in result.judgement.findings)
    if not result.judgement.is_material or differing <= _FEW:
        return result
    return replace(result, judgement=_softened(result.judgement, style, Severity.ERROR))


def _to_look_at(result: Result, style: Style) -> Result:
    """The same as a thing for a person to look at: what differs, and no accusation."""
    judgement = _softened(result.judgement, style, Severity.WARNING)
    words = f"{_TIES[result.basis or Basis.CITED]} reads so; get the edition cited"
    note = without_address(words, is_named=True, style=style, severity=Severity.WARNING)
    return replace(result, verdict=Verdict.REVIEW, judgement=replace(judgement, findings=(note, *judgement.findings)))


_TIES = {
    Basis.OTHER_EDITION: "another edition, translation or volume of the work cited",
    Basis.QUOTING_TEXT: "a text that quotes the words",
    Basis.UNCITED: "a text that nobody cited",
}


def _hint(result: Result) -> Result:
    """The same as unchecked, with the place as what comes nearest: so weak a likeness proves nothing."""
    about = [item for item in result.judgement.findings if CODES[item.code].about is About.CIRCUMSTANCE]
    differing = [item for item in result.judgement.findings if item not in about]
    return replace(
        result,
        verdict=Verdict.UNCHECKED,
        source=replace(result.source, state=SourceState.NOT_READ, reason=_NO_SOURCE),
        judgement=Judgement(fidelity=Fidelity.NOT_COMPARED, findings=tuple(about)),
        passages=(),
        probability=None,
        nearest=tuple(replace(passage, probability=result.probability) for passage in result.passages),
        nearest_differences=tuple(_capped(item, Severity.NOTE) for item in differing),
    )


_NO_SOURCE = "no source was read; a text that nobody cited has something like it"


def _softened(judgement: Judgement, style: Style, most: Severity) -> Judgement:
    """The same with no change of meaning proved, and no finding graver than `most`."""
    findings = tuple(
        _capped(without_meaning(item, style) if CODES[item.code].is_material else item, most)
        for item in judgement.findings
    )
    return replace(judgement, findings=findings, is_material=is_material(findings))


def _capped(item: Finding, most: Severity) -> Finding:
    return replace(item, severity=min(item.severity, most, key=lambda severity: severity.rank))
