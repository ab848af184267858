"""Q301 to Q307: words that differ without a mark, where no rule proves another meaning."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.author_marks import NO_BRACKET
from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.rule import Move
from quotecheck.judge.rules.material import operators
from quotecheck.judge.words.names import is_name
from quotecheck.judge.words.quantities import is_number
from quotecheck.judge.words.wording import difference, said
from quotecheck.language.lexicon import WordClass
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, Severity, Span, Style

_PARAPHRASE = 0.4
"""Share of a quotation's words that differ, from which on it is a paraphrase."""
_MOST_STEPS = 40
"""Changed places that are compared with each other; a passage with more is another text."""
_HOP = 3
"""Words over which a moved word changes places with a negation among them."""
_MISSING = "Q301"
_SPELLED = frozenset({"Q1", "Q9"})
_LONGEST_CLAUSE = 20
"""Words of the longest clause that only says who speaks."""
_ENDS = frozenset(".!?;")
_ABBREVIATION = 3
"""Letters of the longest abbreviation whose full stop ends no sentence: "Mr.", "Dr."."""
_PAUSE = r"(?:[ \t\u00a0]{1,3}\n?[—–-]{0,2}|\n|[—–-]{1,2})[ \t]{0,3}"
_CLOSES = re.compile(rf"(?=.*[,.?!;:…—–-])[ ]?[,.?!;:…—–-]{{0,4}}[\"'”’»“‘«][,.;:]?{_PAUSE}")
_OPENS = re.compile(rf"(?=.*[,.;:…—–-])[,.;:…]{{0,4}}{_PAUSE}[\"'“‘«„»‚]")
_MIN_PARAPHRASE = 5
"""Words a quotation must have to be called a paraphrase."""


def plain_change(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q301 missing words, Q302 added words, Q303 other words."""
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    if quote and source:
        yield comparison.find("Q303", difference(quote, source), quote, source)
    elif quote:
        yield comparison.find("Q302", difference(quote, ()), quote, ())
    elif source:
        small = len(source) == 1 and comparison.lexicon.has(source[0].key, WordClass.FUNCTION)
        after = comparison.words[step.q1 : step.q1 + 1]
        place = f'before "{after[0].text}"' if after else ""
        explain = difference((), source, place)
        yield comparison.find("Q301", explain, (), source, severity=Severity.NOTE if small else None)


def declared_citation(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q301 for missing words in brackets where the author declared that citations are left out, whatever they are."""
    if step.q0 == step.q1 and any(_MISSING in declared.licenses for declared in comparison.marked.declared):
        before = comparison.source.text[max(0, stretch.words[step.s0].start - 3) : stretch.words[step.s0].start]
        if "(" in before or "[" in before:
            yield from plain_change(comparison, stretch, step)


def reporting_clause(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q301, permitted: who speaks is left out of a speech that goes on, ",” the pilot told me, “".

    The clause lies between a closing and the next opening mark of one paragraph, each beside a mark of the sentence; a
    negation or a hedge in it is no matter of course.
    """
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    if quote or not 0 < len(source) <= _LONGEST_CLAUSE or not step.s0 or step.s1 >= len(stretch.words):
        return
    text = comparison.source.text
    before = text[stretch.words[step.s0 - 1].end : source[0].start]
    after = text[source[-1].end : stretch.words[step.s1].start]
    if comparison.style is Style.STRICT or not (_CLOSES.fullmatch(before) and _OPENS.fullmatch(after)):
        return
    turns = any(operators(source, comparison.lexicon, kind) for kind in (WordClass.NEGATOR, WordClass.MODAL))
    if not turns and not any(_goes_on(text, left, right) for left, right in pairwise(source)):
        explain = f"{difference((), source)}, which only says who speaks"
        yield comparison.find("Q301", explain, (), source, severity=Severity.INFO)


def _goes_on(text: str, left: Token, right: Token) -> bool:
    """Whether a second clause or sentence begins, which may bring in a second speaker: "said A, and B replied"."""
    gap = text[left.end : right.start]
    ends = not _ENDS.isdisjoint(gap) and len(left.text) > _ABBREVIATION
    return ends or ("," in gap and right.key in {"and", "but", "while", "whereupon"})


def moved(comparison: Comparison) -> tuple[Step, Step] | None:
    """Return the two steps by which the same words were moved to another place, the added first."""
    for stretch in comparison.stretches:
        changed = [step for step in stretch.steps if step.tag == "block"][:_MOST_STEPS]
        for added in changed:
            for missing in changed:
                if added is missing or added.q0 == added.q1 or missing.s0 == missing.s1:
                    continue
                there = Counter(word.key for word in stretch.words[missing.s0 : missing.s1])
                if (
                    added.s0 == added.s1
                    and missing.q0 == missing.q1
                    and there == Counter(word.key for word in comparison.words[added.q0 : added.q1])
                ):
                    return added, missing
    return None


def swapped(comparison: Comparison, stretch: Stretch, step: Step) -> bool:
    """Say whether the two sides of `step` are the same words in another order."""
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    return len(quote) > 1 and Counter(word.key for word in quote) == Counter(word.key for word in source)


def order(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q304: the same words in another order; Q401 to Q403 where a negation, figures or names changed places."""
    if swapped(comparison, stretch, step):
        quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
        code = _order_code(comparison, stretch, step)
        yield comparison.find(code, f"{difference(quote, source)}: another order", quote, source)


def _order_code(comparison: Comparison, stretch: Stretch, step: Step) -> str:
    quote, text = comparison.words[step.q0 : step.q1], comparison.source.text
    if operators(quote, comparison.lexicon, WordClass.NEGATOR):
        return "Q401"
    if sum(is_number(word, comparison.lexicon.language) for word in quote) > 1:
        return "Q402"
    at = stretch.words[step.s0].start
    names = sum(is_name(stretch.words, index, text, text, at) for index in range(step.s0, step.s1))
    return "Q403" if names > 1 else "Q304"


def moved_words(move: Move) -> Iterator[Finding]:
    """Q304 for words at another place, Q401 where they passed over a negation."""
    comparison, added, missing = move.comparison, move.added, move.missing
    quote, source = comparison.words[added.q0 : added.q1], move.stretch.words[missing.s0 : missing.s1]
    passed = move.stretch.words[min(added.s1, missing.s1) : max(added.s0, missing.s0)]
    is_negation = len(passed) <= _HOP and operators(passed, comparison.lexicon, WordClass.NEGATOR)
    explain = f"{said(source)} stands at another place in the source"
    yield comparison.find("Q401" if is_negation else "Q304", explain, quote, source)


def changed_share(comparison: Comparison, found: Sequence[Finding]) -> float:
    """Return the share of the quotation's words that stand for no word of the source.

    Brackets are left aside, and so are words that `found` says are only spelled or read in another way.
    """
    own = [index for index, bracket in enumerate(comparison.marked.bracket) if bracket == NO_BRACKET]
    if not own:
        return 0.0
    kept = {
        index
        for stretch in comparison.stretches
        for step in stretch.steps
        if step.tag in {"equal", "join"}
        for index in range(step.q0, step.q1)
    }
    for item in found:
        if item.quote is not None and item.code[:2] in _SPELLED:
            kept.update(_inside(comparison.words, item.quote))
    return sum(index not in kept for index in own) / len(own)


def _inside(words: Sequence[Token], span: Span) -> range:
    """Indices of the words that lie in `span`."""
    return range(
        bisect_left(words, span.start, key=lambda word: word.start),
        bisect_right(words, span.end, key=lambda word: word.end),
    )


def paraphrase(comparison: Comparison, found: Sequence[Finding]) -> Iterator[Finding]:
    """Q307: more than two words in five differ."""
    share = changed_share(comparison, found)
    if len(comparison.words) >= _MIN_PARAPHRASE and share > _PARAPHRASE:
        source = [word for stretch in comparison.stretches for word in stretch.words[stretch.first : stretch.last]]
        explain = f"{share:.0%} of the words differ from the source's {said(source)}"
        yield comparison.find("Q307", explain, comparison.words, source)
