"""Q309: another wording of the same passage, of a translation, an edition or a retelling.

Told by how the two differ, not by how much: words of another age, whole phrases put in other words, differences all
through the passage down to its words of grammar. Up to two differences another translation and a doctored quotation
are the same thing, so that fewer say nothing but by words of another age. The one finding takes the place of the list.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotecheck.judge.codes import CODES
from quotecheck.judge.compare.comparison import Comparison
from quotecheck.judge.rule import Reworded, Rule
from quotecheck.language.tokens import Token, key, span_of
from quotecheck.locate.forms import modern, small_words, usual
from quotecheck.model import Finding, Severity, Span

ANOTHER_WORDING = "Q309"

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FIFTHS = 5
_SEVERAL, _THROUGHOUT = 3, 0.1
"""Places that differ, and how many a word, from which on another wording is as likely as a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlikeness:
    """How a quotation and its passage differ."""

    blocks: int
    """Places where words differ and the author did not say so."""
    density: float
    """The same for each word of the quotation."""
    fifths: float
    """Share, 0..1, of the five equal stretches of the quotation that a difference touches."""
    kept_small: float
    """Share, 0..1, of its words of grammar that no difference touches."""
    rewritten: int
    """Places where a phrase of several words stands for others."""
    of_another_age: int
    """Words that are the same but for the age of the language: "hath" for "has"."""
    with_content: int
    """Places where words of content differ, not only words of grammar."""
    is_denied: bool
    """Whether a negation or a number differs."""

    @property
    def is_another_wording(self) -> bool:
        """Say whether this is another wording of the passage rather than a changed quotation of it."""
        if self.blocks < 2:
            return False
        if self.of_another_age:
            return True
        if self.blocks >= 7 and self.density >= 0.1:
            return True
        if self.is_denied:  # another "not" or another number is hardly ever another wording
            return False
        through = self.blocks >= 3 and self.fifths >= 0.6 and self.density >= 0.15 and self.kept_small <= 0.8
        in_content = self.with_content >= 2 and 2 * self.with_content >= self.blocks
        return self.rewritten >= 3 or (through and in_content)

    @property
    def may_be_another_wording(self) -> bool:
        """Say whether an edition or translation may read so: then no word proves a change of meaning.

        From three differing places up, words tell a translation from a quotation that somebody changed; with fewer
        they cannot, and then a change is taken for what it is.
        """
        return self.blocks >= _SEVERAL and self.density >= _THROUGHOUT and not self.is_denied


def another_wording(reworded: Reworded) -> Iterator[Finding]:
    """Q309 when the differences, word by word, come of another wording."""
    comparison, found = reworded.comparison, reworded.differences
    differing = [item for item in found if is_difference(item)]
    if len(differing) < 2 or not unlikeness(comparison, differing).is_another_wording:
        return
    named = [item for item in differing if item.quote_text and item.source_text]
    shown = "; ".join(f'"{_short(item.quote_text)}" for "{_short(item.source_text)}"' for item in named[:3])
    explain = (
        "another wording of the same passage (translation, edition or retelling): "
        f"{len(differing)} places differ" + (f", as {shown}" if shown else "")
    )
    source = [word for stretch in comparison.stretches for word in stretch.words[stretch.first : stretch.last]]
    yield comparison.find_span(ANOTHER_WORDING, explain, span_of(list(comparison.words)), span_of(source))


def is_reworded(item: Finding) -> bool:
    """Say whether a finding says that all is another wording."""
    return item.code == ANOTHER_WORDING


def may_be_another_wording(comparison: Comparison, found: Sequence[Finding]) -> bool:
    """Say whether what differs may come of another edition or translation, though it is not told as one."""
    differing = [item for item in found if is_difference(item)]
    return bool(differing) and unlikeness(comparison, differing).may_be_another_wording


def is_difference(item: Finding) -> bool:
    """Say whether a finding tells of words that differ at one place and that nothing licenses."""
    return CODES[item.code].changes_words and item.severity is not Severity.INFO


def unlikeness(comparison: Comparison, differing: Sequence[Finding]) -> Unlikeness:
    """Return how the quotation differs, from its differences."""
    touched = [item.quote for item in differing if item.quote is not None]
    pairs = [(_words(item.quote_text), _words(item.source_text)) for item in differing]
    return Unlikeness(
        blocks=len(differing),
        density=len(differing) / max(1, len(comparison.words)),
        fifths=_fifths(touched, len(comparison.quote)),
        kept_small=_kept_small(touched, comparison.words),
        rewritten=sum(_is_rewritten(left, right) for left, right in pairs),
        of_another_age=sum(_same_but_for_age(left, right) for left, right in pairs),
        is_denied=any(CODES[item.code].outlasts_rewording for item in differing),
        with_content=sum(not _is_grammar((*left, *right)) for left, right in pairs),
    )


def _fifths(touched: Sequence[Span], length: int) -> float:
    """The share of the five stretches of a quotation of `length` code points in which one of `touched` begins."""
    return len({min(_FIFTHS - 1, span.start * _FIFTHS // max(1, length)) for span in touched}) / _FIFTHS


def _kept_small(touched: Sequence[Span], words: Sequence[Token]) -> float:
    """The share of the words of grammar that none of `touched` reaches; all where there are none."""
    small = [word for word in words if usual(word.key) in small_words()]
    lost = sum(any(span.start < word.end and word.start < span.end for span in touched) for word in small)
    return 1 - lost / max(1, len(small))


def _is_rewritten(left: Sequence[str], right: Sequence[str]) -> bool:
    return bool(left and right) and max(len(left), len(right)) > 1


def _is_grammar(words: Iterable[str]) -> bool:
    return all(usual(word) in small_words() for word in words)


def _words(text: str) -> list[str]:
    return [key(word) for word in _WORD.findall(text)]


def _same_but_for_age(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words of both sides are the same only once both are written as today."""
    today = Counter(map(modern, left)) & Counter(map(modern, right))
    return max(0, today.total() - (Counter(left) & Counter(right)).total())


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) <= 6 else [*words[:3], "…", *words[-2:]])


RULE = Rule(codes=(ANOTHER_WORDING,), reads=Reworded, ask=another_wording)
