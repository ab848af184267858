"""What is said of a quotation that was not found at once, or only in part: the place that comes nearest.

A place that was found by no more than what its words say never proves another meaning: it is told as another wording,
as words that differ, or as parts that stand and parts that stand nowhere.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from quotecheck.judge.codes import CODES
from quotecheck.judge.cuts.own import OwnWords
from quotecheck.judge.fidelity import is_material
from quotecheck.judge.judge import judge
from quotecheck.judge.partly import judge_parts
from quotecheck.judge.plain import without_meaning
from quotecheck.locate.lexis import Lexis, lexis
from quotecheck.locate.nearest import SHOWN, Nearest, nearest
from quotecheck.locate.past import wording_of
from quotecheck.locate.probability import of_exact
from quotecheck.model import Document, Fidelity, Finding, Judgement, Match, Severity, Style

_WORD = 6
"""Code points of a word with its blank."""
_DIFFERING = (Fidelity.ALTERED, Fidelity.PARAPHRASE, Fidelity.SPLICED)


@dataclass(frozen=True)
class Prepared:
    """A source made ready for looking for what comes nearest, when that is first asked for."""

    document: Document

    @property
    def words(self) -> int:
        """About how many words the source has."""
        return len(self.document.text) // _WORD + 1

    @cached_property
    def lexis(self) -> Lexis:
        """The words of the source, numbered, what is not its wording left out."""
        return lexis(wording_of(self.document))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A judgement, how sure its place is, and what comes nearest where there is none."""

    judgement: Judgement
    probability: float | None = None
    near: Nearest | None = None
    """Shown and not accepted."""
    differences: tuple[Finding, ...] = ()
    """How the quotation differs from `near`, without weight."""


def answer(quote: str, match: Match | None, ground: Prepared, *, style: Style, own: OwnWords | None = None) -> Weighed:
    """Judge `quote` at its place, or at what comes nearest where it has none; `own` is what stands around it."""
    if match is None:
        return _nearest(quote, ground, style)
    found = judge(quote, match, ground.document, style=style, own=own)
    if match.score >= 1:
        return Weighed(judgement=found, probability=of_exact(len(quote.split()), ground.words, match.occurrences))
    near = nearest(quote, ground.lexis)
    if near is not None and near.nowhere and near.is_accepted and found.fidelity in _DIFFERING:
        found = judge_parts(quote, near, ground.document, style=style) or found
    return Weighed(judgement=found, probability=_probability(match, near))


def _nearest(quote: str, ground: Prepared, style: Style) -> Weighed:
    absent = judge(quote, None, ground.document, style=style)
    near = nearest(quote, ground.lexis) if absent.fidelity is Fidelity.ABSENT else None
    if near is None or not near.is_shown:
        return Weighed(judgement=absent)
    found = judge_parts(quote, near, ground.document, style=style) if near.is_in_parts else None
    found = found or _without_meaning(judge(quote, near.match, ground.document, style=style), style)
    if near.is_accepted:
        return Weighed(judgement=found, probability=near.probability)
    told = tuple(replace(item, severity=min(item.severity, Severity.NOTE, key=_rank)) for item in found.findings)
    return Weighed(judgement=absent, near=near, differences=told)


def _rank(severity: Severity) -> int:
    return severity.rank


def _without_meaning(found: Judgement, style: Style) -> Judgement:
    """The same, with no change of meaning proved: the place is not sure enough for that."""
    findings = tuple(
        without_meaning(item, style) if CODES[item.code].proves_meaning else item for item in found.findings
    )
    return replace(found, findings=findings, is_material=is_material(findings))


def _probability(match: Match, near: Nearest | None) -> float:
    """How sure a place is that its letters found: as sure as its words are, where they lead to the same."""
    if near is None:
        return SHOWN
    same = any(left.source.overlaps(right.source) for left in match.passages for right in near.match.passages)
    return near.probability if same else min(SHOWN, near.probability)
