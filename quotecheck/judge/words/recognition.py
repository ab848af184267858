"""Letters that text recognition takes for each other."""

from functools import lru_cache

_CONFUSED = (
    ("rn", "m"),
    ("cl", "d"),
    ("1", "l"),
    ("0", "o"),
    ("vv", "w"),
    ("ii", "u"),
    ("li", "h"),
    ("5", "s"),
    ("8", "b"),
)
"""Letters that text recognition takes for each other."""


def confusable(left: str, right: str) -> bool:
    """Say whether two keys differ only in letters that look alike to a scanner."""
    return left != right and _unified(left) == _unified(right)


@lru_cache(maxsize=1 << 12)
def _unified(word: str) -> str:
    for wide, narrow in _CONFUSED:
        word = word.replace(wide, narrow)
    return word
