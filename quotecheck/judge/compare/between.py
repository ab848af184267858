"""What stands between two neighbouring words that both sides have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quotecheck.judge.compare.comparison import Comparison
from quotecheck.judge.words.marks import marks, shown_gap
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, Severity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What stands between two neighbouring words that both sides have, where it differs."""

    comparison: Comparison
    quote: Sequence[Token]
    """The two words in the quotation."""
    source: Sequence[Token]
    """The two words in the source."""
    left: str
    """What stands between them in the quotation."""
    right: str
    """What stands between them in the source."""
    is_bare: bool
    """Whether only marks and blanks stand there, and they differ by more than brackets of the author."""
    left_marks: tuple[str, ...]
    """The marks on the left, each in one form; none where the gap is not bare."""
    right_marks: tuple[str, ...]
    IS_ONE: ClassVar[bool] = True

    @property
    def has_same_marks(self) -> bool:
        """Whether only blanks, markup and the forms of the marks differ in a bare gap."""
        return self.is_bare and self.left_marks == self.right_marks

    @property
    def has_other_marks(self) -> bool:
        """Whether the marks themselves differ in a bare gap."""
        return self.is_bare and self.left_marks != self.right_marks

    @property
    def only_left(self) -> list[str]:
        """Marks that only the quotation has."""
        return _without(self.left_marks, self.right_marks)

    @property
    def only_right(self) -> list[str]:
        """Marks that only the source has."""
        return _without(self.right_marks, self.left_marks)

    @property
    def changed(self) -> frozenset[str]:
        """Marks that one side has and the other has not."""
        return frozenset(self.only_left + self.only_right)

    def find(self, code: str, what: str, *, severity: Severity | None = None) -> Finding:
        """Make a finding that says where `what` is and what stands there on both sides."""
        place = f'between "{self.source[0].text}" and "{self.source[1].text}"'
        explain = f"{place} {what}: the source has {shown_gap(self.right)}, the quotation {shown_gap(self.left)}"
        ours, theirs = Span(self.quote[0].end, self.quote[1].start), Span(self.source[0].end, self.source[1].start)
        return self.comparison.find_span(code, explain, ours, theirs, severity=severity)


def between(comparison: Comparison, quote: Sequence[Token], source: Sequence[Token]) -> Between | None:
    """Return what stands between two words on both sides, None where it does not differ.

    Brackets of the author are told elsewhere; words in a gap were taken out before: [sic], a declaration, a callout.
    """
    left = comparison.quote[quote[0].end : quote[1].start]
    right = comparison.source.text[source[0].end : source[1].start]
    if left == right:
        return None
    is_bare = _unbracketed(left) != _unbracketed(right) and not _has_words(left) and not _has_words(right)
    return Between(
        comparison=comparison,
        quote=quote,
        source=source,
        left=left,
        right=right,
        is_bare=is_bare,
        left_marks=tuple(marks(left)) if is_bare else (),
        right_marks=tuple(marks(right)) if is_bare else (),
    )


def _unbracketed(gap: str) -> str:
    return gap.replace("[", "").replace("]", "")


def _has_words(gap: str) -> bool:
    return any(letter.isalnum() for letter in gap)


def _without(items: Sequence[str], others: Sequence[str]) -> list[str]:
    rest = list(others)
    kept = []
    for item in items:
        if item in rest:
            rest.remove(item)
        else:
            kept.append(item)
    return kept
