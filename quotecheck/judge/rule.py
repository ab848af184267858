"""A rule of the judge as a value, and the things that rules read.

A rule reads one kind of thing and says what it finds in it. Where several rules read the same kind, the rulebook
gives their order. Of a thing that is one difference (`IS_ONE`) only the first rule that has something to say is told.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.comparison import Comparison, Junction, Stretch
from quotecheck.judge.compare.forms import Form, Way
from quotecheck.judge.compare.mark_index import overlapping
from quotecheck.judge.words.wording import said
from quotecheck.language.tokens import Token, shape
from quotecheck.locate.apparatus import ApparatusKind
from quotecheck.model import Document, Finding, MarkKind, Match, Passage, Severity, Span, Style

_LETTERS = 6
"""Letters of a word with its blank, by which a gap is measured that is not read word by word."""
_SHORT = 40
"""Code points of a gap that may hold nothing but marks."""
_FAR = 150
"""Words from which on two parts no longer belong together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words that differ at one place of a passage and that the author did not mark: missing, added or others."""

    comparison: Comparison
    stretch: Stretch
    step: Step
    IS_ONE: ClassVar[bool] = True

    @property
    def quote(self) -> tuple[Token, ...]:
        """The words of the quotation, none where words are missing."""
        return self.comparison.words[self.step.q0 : self.step.q1]

    @property
    def source(self) -> tuple[Token, ...]:
        """The words of the source, none where words were added."""
        return self.stretch.words[self.step.s0 : self.step.s1]

    def find(self, code: str, explain: str, *, severity: Severity | None = None) -> Finding:
        """Make a finding about all the words that differ."""
        return self.comparison.find(code, explain, self.quote, self.source, severity=severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracketed(Change):
    """Words in brackets of the author, and the words of the source that they stand for, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formed(Change):
    """Words that differ and say the same: written in another form, or damaged in the source."""

    ours: Span
    """The words in the quotation with all that touches them."""
    theirs: Span
    """The same in the source."""
    form: Form | None
    """The way in which they differ; None where the source is damaged."""

    def is_by(self, way: Way) -> bool:
        """Say whether the two are the same in this way."""
        return self.form is not None and self.form.way is way

    def tell(self, code: str, what: str = "") -> Finding:
        """Make a finding that shows both sides and says `what`, or else what the form is."""
        left, right = self.ours.of(self.comparison.quote), self.theirs.of(self.comparison.source.text)
        told = what or (self.form.what if self.form is not None else "")
        explain = f'the source has "{right}" where the quotation has "{left}": {told}'
        return self.comparison.find_span(code, explain, self.ours, self.theirs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The same words at another place of the passage: added at one step, missing at the other."""

    comparison: Comparison
    stretch: Stretch
    added: Step
    missing: Step
    IS_ONE: ClassVar[bool] = True

    @property
    def source(self) -> tuple[Token, ...]:
        """The words where the source has them."""
        return self.stretch.words[self.missing.s0 : self.missing.s1]

    @property
    def passed(self) -> tuple[Token, ...]:
        """The words of the source between the two places."""
        added, missing = self.added, self.missing
        return self.stretch.words[min(added.s1, missing.s1) : max(added.s0, missing.s0)]

    def find(self, code: str, explain: str) -> Finding:
        """Make a finding about the words at both places."""
        quote = self.comparison.words[self.added.q0 : self.added.q1]
        return self.comparison.find(code, explain, quote, self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Two places of a passage, each with the words of the other."""

    comparison: Comparison
    stretch: Stretch
    left: Step
    right: Step
    IS_ONE: ClassVar[bool] = True

    @property
    def between(self) -> tuple[Token, ...]:
        """The words of the source between the two places."""
        return self.stretch.words[self.left.s1 : self.right.s0]

    def find(self, code: str) -> Finding:
        """Make a finding that says which words changed places."""
        words = self.stretch.words
        first, second = words[self.left.s0 : self.left.s1], words[self.right.s0 : self.right.s1]
        quote = self.comparison.words[self.left.q0 : self.right.q1]
        source = words[self.left.s0 : self.right.s1]
        return self.comparison.find(code, f"{said(first)} and {said(second)} changed places", quote, source)


@dataclass(frozen=True, slots=True, kw_only=True)
class SameWord:
    """One word on both sides, written in two ways."""

    comparison: Comparison
    quote: Token
    source: Token
    is_first: bool
    """Whether it is the first word of the quotation."""
    IS_ONE: ClassVar[bool] = True

    @property
    def left(self) -> str:
        """The word in the quotation with only its typography folded."""
        return shape(self.quote.text)

    @property
    def right(self) -> str:
        """The word in the source with only its typography folded."""
        return shape(self.source.text)

    @property
    def has_other_letters(self) -> bool:
        """Whether more than capitals differ."""
        return self.left.casefold() != self.right.casefold()

    def find(self, code: str, explain: str, *, severity: Severity | None = None) -> Finding:
        """Make a finding about the word."""
        return self.comparison.find(code, explain, [self.quote], [self.source], severity=severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """An omission mark of the author and what it leaves out."""

    comparison: Comparison
    mark: Span
    gap: Span
    """The place in the source."""
    words: Sequence[Token]
    """The words there; none when it is too long to be read word by word."""
    IS_ONE: ClassVar[bool] = False

    @property
    def text(self) -> str:
        """What stands in the gap."""
        return self.gap.of(self.comparison.source.text)

    @property
    def size(self) -> int:
        """About how many words are left out, none for a gap of a few letters."""
        return len(self.words) or (len(self.gap) // _LETTERS if len(self.gap) > _SHORT else 0)

    @property
    def is_far(self) -> bool:
        """Whether the parts no longer belong together: many words or a heading lie between."""
        if not self.size:
            return False
        headings = overlapping(self.comparison.source, MarkKind.HEADING, self.gap)
        return self.size > _FAR or any(self.gap.holds(mark.span) for mark in headings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    """Where two passages are joined, marked or not."""

    comparison: Comparison
    junction: Junction
    IS_ONE: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """What stands inside the passages, is apparatus of one kind, and is left out by the quotation."""

    comparison: Comparison
    kind: ApparatusKind
    spans: tuple[Span, ...]
    """Its places in the source, in order."""
    IS_ONE: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """One passage with its part of the quotation."""

    comparison: Comparison
    stretch: Stretch
    IS_ONE: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The quotation as a whole, beside all its passages."""

    comparison: Comparison
    IS_ONE: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A part of the quotation that stands elsewhere in the source than its passage."""

    comparison: Comparison
    passage: Passage
    IS_ONE: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks:
    """A quotation that stands in the source letter by letter, and in which only blanks differ."""

    comparison: Comparison
    passage: Passage
    IS_ONE: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The quotation as a whole and all that was found to differ in it."""

    comparison: Comparison
    differences: Sequence[Finding]
    IS_ONE: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """The same, before anything is said of single words: it may be another wording of the passage throughout."""

    comparison: Comparison
    differences: Sequence[Finding]
    IS_ONE: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around the passages in the source; there is at least one."""

    comparison: Comparison
    match: Match
    stretches: tuple[Stretch, ...]
    """The passages for which words stand in the source."""
    IS_ONE: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The part of the source in which one passage stands."""

    comparison: Comparison
    span: Span
    """The passage."""
    IS_ONE: ClassVar[bool] = False

    def is_in(self, kind: MarkKind) -> bool:
        """Say whether the whole passage stands in a part of the source that is marked so."""
        return any(mark.span.holds(self.span) for mark in overlapping(self.comparison.source, kind, self.span))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A quotation and a source that does not have it."""

    quote: str
    source: Document
    style: Style
    IS_ONE: ClassVar[bool] = False


class Subject(Protocol):
    """Anything that rules read."""

    IS_ONE: ClassVar[bool]
    """Whether it is one difference, of which only the first rule is told that has something to say."""


Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Read]):
    """One rule: which codes it can raise, what it reads, and how it is asked."""

    codes: tuple[str, ...]
    reads: type[Read]
    ask: Callable[[Read], Iterable[Finding]]


AnyRule = Rule[Any]
