"""The aligner against a slow twin that tries everything, and by its laws."""

import random
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.judge.compare.align import SIMILAR, Step, align, likeness, regions

WORDS = ("a", "b", "c", "ab", "abcd", "abce", "xyzzy", "xyzzz", "re", "created", "recreated")
words = st.lists(st.sampled_from(WORDS), max_size=7)


def slow_distance(left: Sequence[str], right: Sequence[str]) -> int:
    """Fewest words to change, drop or add: the definition, written down."""

    @cache
    def cost(i: int, j: int) -> int:
        if i == len(left) or j == len(right):
            return len(left) - i + len(right) - j
        if left[i] == right[j]:
            return cost(i + 1, j + 1)
        return 1 + min(cost(i + 1, j + 1), cost(i + 1, j), cost(i, j + 1))

    return cost(0, 0)


def slow_pairing(left: Sequence[str], right: Sequence[str]) -> float:
    """Greatest likeness that words of a region can be paired with, all choices tried."""

    @cache
    def best(i: int, j: int) -> float:
        if i == len(left) or j == len(right):
            return 0.0
        options = [best(i + 1, j), best(i, j + 1)]
        close = likeness(left[i], right[j])
        if close >= SIMILAR:
            options.append(close + best(i + 1, j + 1))
        for size in range(2, 5):
            if i + size <= len(left) and "".join(left[i : i + size]) == right[j]:
                options.append(size + best(i + size, j + 1))
            if j + size <= len(right) and "".join(right[j : j + size]) == left[i]:
                options.append(size + best(i + 1, j + size))
        return max(options)

    return best(0, 0)


def changed(steps: Sequence[Step]) -> int:
    return sum(max(step.q1 - step.q0, step.s1 - step.s0) for step in steps if step.tag != "equal")


def gain(steps: Sequence[Step], left: Sequence[str], right: Sequence[str]) -> float:
    total = 0.0
    for step in steps:
        if step.tag == "pair":
            total += likeness(left[step.q0], right[step.s0])
        elif step.tag == "equal":
            total += step.q1 - step.q0
        elif step.tag == "join":
            total += max(step.q1 - step.q0, step.s1 - step.s0)
    return total


def is_sound(steps: Sequence[Step], left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the steps tile both sides in order and are what their tags say."""
    ends = [(0, 0), *((step.q1, step.s1) for step in steps)]
    starts = [*((step.q0, step.s0) for step in steps), (len(left), len(right))]
    return ends == starts and all(_is_true(step, left, right) for step in steps)


def _is_true(step: Step, left: Sequence[str], right: Sequence[str]) -> bool:
    ours, theirs = list(left[step.q0 : step.q1]), list(right[step.s0 : step.s1])
    match step.tag:
        case "equal":
            return ours == theirs
        case "pair":
            return len(ours) == len(theirs) == 1 and likeness(ours[0], theirs[0]) >= SIMILAR
        case "join":
            return "".join(ours) == "".join(theirs) and (len(ours) == 1) != (len(theirs) == 1)
        case _:
            return bool(ours or theirs)


def agrees_with_twin(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether fast and slow agree on the changes and, region by region, on the pairing."""
    rough = regions(left, right)
    if not is_sound(align(left, right), left, right) or changed(rough) != slow_distance(tuple(left), tuple(right)):
        return False
    for region in rough:
        ours, theirs = left[region.q0 : region.q1], right[region.s0 : region.s1]
        if region.tag == "equal" or is_alone_by_rule(ours, theirs):
            continue
        inner = align_region(left, right, region)
        if abs(gain(inner, left, right) - slow_pairing(tuple(ours), tuple(theirs))) > 1e-9:
            return False
    return True


def is_alone_by_rule(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the region is kept whole: exchanged words."""
    return len(ours) == len(theirs) > 1 and sorted(ours) == sorted(theirs)


def align_region(left: Sequence[str], right: Sequence[str], region: Step) -> list[Step]:
    return [
        step
        for step in align(left, right)
        if region.q0 <= step.q0 and step.q1 <= region.q1 and region.s0 <= step.s0 and step.s1 <= region.s1
    ]


@settings(deadline=None, max_examples=300)
@given(words, words)
def test_agrees_with_the_slow_twin(left: list[str], right: list[str]) -> None:
    assert agrees_with_twin(left, right)


def random_case(rng: random.Random) -> tuple[list[str], list[str]]:
    """Two short rows of words."""
    return rng.choices(WORDS, k=rng.randrange(7)), rng.choices(WORDS, k=rng.randrange(7))


def test_agrees_with_the_slow_twin_on_thousands_of_cases() -> None:
    """Many more are tried by tests/bench/align_twin.py."""
    rng = random.Random(20)

    wrong = [case for case in (random_case(rng) for _ in range(4_000)) if not agrees_with_twin(*case)]

    assert wrong == []


def test_twin_itself_is_right_on_all_subsets_of_a_small_sentence() -> None:
    sentence = ("a", "b", "c", "abcd", "xyzzy")

    for size in range(len(sentence) + 1):
        for kept in combinations(sentence, size):
            assert slow_distance(kept, sentence) == len(sentence) - size


@settings(deadline=None, max_examples=100)
@given(words)
def test_equal_words_are_one_step(left: list[str]) -> None:
    assert [step.tag for step in align(left, left)] == (["equal"] if left else [])


def test_words_of_any_length_are_compared() -> None:
    steps = align(["x" * 100_000, "b"], ["y" * 100_000, "b"])

    assert [step.tag for step in steps] == ["block", "equal"]


def test_very_long_sides_end_in_one_block() -> None:
    left = [str(number) for number in range(30_000)]
    right = [str(-number) for number in range(1, 30_001)]

    assert [step.tag for step in align(left, right)] == ["block"]
