"""Words that stand on both sides at different places."""

from collections import Counter
from itertools import combinations, permutations

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.rule import Change
from quotecheck.judge.words.figures import number_change
from quotecheck.judge.words.operators import BY_PLACE, classes_of

_MOST_EXCHANGED = 24
"""Changed places of a passage up to which each is compared with each other one."""
_MOST_STEPS = 40
"""Changed places that are compared with each other; a passage with more is another text."""


def is_exchange(change: Change) -> bool:
    """Say whether the two sides of `change` are the same words in another order."""
    quote, source = change.quote, change.source
    return len(quote) > 1 and Counter(word.key for word in quote) == Counter(word.key for word in source)


def moved_steps(comparison: Comparison) -> tuple[Step, Step] | None:
    """Return the two steps by which the same words were moved to another place, the added first."""
    for stretch in comparison.stretches:
        changed = [step for step in stretch.steps if step.tag == "block"][:_MOST_STEPS]
        for added, missing in permutations(changed, 2):
            if _is_one_sided(added, missing) and _are_same(comparison, stretch, added, missing):
                return added, missing
    return None


def _is_one_sided(added: Step, missing: Step) -> bool:
    """Whether the one step only adds words and the other only leaves words out."""
    only_adds = added.q0 != added.q1 and added.s0 == added.s1
    return only_adds and missing.q0 == missing.q1 and missing.s0 != missing.s1


def _are_same(comparison: Comparison, stretch: Stretch, added: Step, missing: Step) -> bool:
    here = Counter(word.key for word in comparison.words[added.q0 : added.q1])
    return here == Counter(word.key for word in stretch.words[missing.s0 : missing.s1])


def exchanged(comparison: Comparison, stretch: Stretch) -> list[tuple[Step, Step]]:
    """Return the pairs of steps of which each has in the quotation what the other has in the source."""
    changed = [step for step in stretch.steps if step.tag in {"block", "pair"} and _is_two_sided(step)]
    if not 1 < len(changed) <= _MOST_EXCHANGED:
        return []
    found: list[tuple[Step, Step]] = []
    for left, right in combinations(changed, 2):
        if any(left in pair or right in pair for pair in found):
            continue
        there, back = _theirs(stretch, right), _theirs(stretch, left)
        if (_ours(comparison, left), _ours(comparison, right)) == (there, back):
            found.append((left, right))
    return found


def _is_two_sided(step: Step) -> bool:
    return step.q0 < step.q1 and step.s0 < step.s1


def _ours(comparison: Comparison, step: Step) -> list[str]:
    return [word.key for word in comparison.words[step.q0 : step.q1]]


def _theirs(stretch: Stretch, step: Step) -> list[str]:
    return [word.key for word in stretch.words[step.s0 : step.s1]]


def governs(comparison: Comparison, stretch: Stretch, exchange: tuple[Step, Step]) -> bool:
    """Say whether the moved words are such as change the meaning by their place: operators and numbers."""
    words = comparison.words[exchange[0].q0 : exchange[0].q1]
    if classes_of(words, comparison.lexicon) & BY_PLACE:
        return True
    steps = (Change(comparison=comparison, stretch=stretch, step=step) for step in exchange)
    return any(number_change(step) is not None for step in steps)
