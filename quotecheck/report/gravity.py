"""In which order results are told, the worst first, and which of them share one reason."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotecheck.model import Report, Result, SourceState, Verdict
from quotecheck.report.wording import LOOKS, headline_clause

ORDER = (
    Verdict.ALTERED,
    Verdict.NOT_FOUND,
    Verdict.MISATTRIBUTED,
    Verdict.ERROR,
    Verdict.REVIEW,
    Verdict.UNCHECKED,
    Verdict.EDITED,
    Verdict.VERIFIED,
)
"""The verdicts, the gravest first."""
COMPLAINTS = frozenset({Verdict.ALTERED, Verdict.MISATTRIBUTED, Verdict.NOT_FOUND, Verdict.ERROR})
"""Verdicts that say that something is wrong."""
_UNCOMPARED = frozenset({Verdict.UNCHECKED, Verdict.ERROR})
_ABOUT_ONE = re.compile(r"\s*\(.*\)", re.DOTALL)
"""What a reason says in brackets is about the one source it was given for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A result with its number in the order of the documents, from 1."""

    number: int
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Results of one verdict; of those that could not be checked, the ones that share a reason."""

    verdict: Verdict
    is_material: bool
    reason: str
    """Why they could not be checked; empty for other verdicts, where each has its own."""
    action: str
    """What a person can do about it; empty where the reason says it."""
    members: tuple[Numbered, ...]

    @property
    def title(self) -> str:
        """What stands above the group."""
        if self.reason:
            return self.reason
        return f"{self.verdict.value}, changes the meaning" if self.is_material else self.verdict.value


def numbered(report: Report) -> tuple[Numbered, ...]:
    """Return the results with their numbers, in document order."""
    return tuple(Numbered(number=number, result=result) for number, result in enumerate(report.results, start=1))


def groups(members: Iterable[Numbered]) -> tuple[Gathered, ...]:
    """Return the results in groups, the gravest first, then by size; within a group in document order."""
    found: dict[tuple[Verdict, bool, str, str], list[Numbered]] = {}
    for member in members:
        found.setdefault(_key(member.result), []).append(member)
    made = [
        Gathered(verdict=verdict, is_material=material, reason=reason, action=action, members=tuple(same))
        for (verdict, material, reason, action), same in found.items()
    ]
    return tuple(
        sorted(made, key=lambda group: (ORDER.index(group.verdict), not group.is_material, -len(group.members)))
    )


def _key(result: Result) -> tuple[Verdict, bool, str, str]:
    if result.verdict is Verdict.UNCHECKED:
        return result.verdict, False, shared_reason(result), action(result)
    return result.verdict, result.verdict in COMPLAINTS and result.judgement.is_material, "", ""


def shared_reason(result: Result) -> str:
    """Return why a result could not be checked, without what is about its source alone."""
    return _ABOUT_ONE.sub("", headline_clause(result)) or LOOKS[result.verdict].meaning


def action(result: Result) -> str:
    """Return what a person can do so that a quotation can be checked."""
    source = result.source
    if source.state is SourceState.NONE_CLAIMED:
        return "Name the source in the text, or give a folder of texts with --library."
    if source.state is SourceState.PARTLY_READ:
        return "Look the quotation up by hand: only a part of the source could be read."
    if source.target is not None and source.target.url:
        return "Run without --offline; where the page is gone, give a copy with --mirror or a text with --library."
    return "Put the text of the work into the folder given with --library."


def coverage(report: Report) -> str:
    """Return in one sentence how many quotations there are and how many were compared with a source."""
    total, documents = len(report.results), len(report.documents)
    compared = sum(result.verdict not in _UNCOMPARED for result in report.results)
    words = f"{counted(total, 'quotation')} in {counted(documents, 'document')}"
    if not total:
        return words
    if compared == total:
        return f"{words}, {'all ' if total > 1 else ''}compared with a source"
    return f"{words}: {compared} compared with a source, {total - compared} could not be"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def complaints(found: Sequence[Gathered]) -> list[Numbered]:
    """Return what is complained of, the gravest first."""
    return [member for group in found if group.verdict in COMPLAINTS for member in group.members]
