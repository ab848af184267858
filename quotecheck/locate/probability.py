"""How probable it is that a place is the one quoted: a logistic sum of few features, its coefficients a data file.

The reliability of the figure is measured by tests/bench/accusing.py.
"""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from quotecheck.locate.laying import Laying

_MOST_BITS = 60.0
"""More bits above chance say no more."""


_BITS = 6.0
"""Bits that a word of running text says about its place, one with another."""


@cache
def coefficients() -> Mapping[str, float]:
    """Return the coefficients by the name of their feature, `constant` among them."""
    raw = files("quotecheck.locate").joinpath("data/probability.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(raw).items()}


def features(laid: Laying) -> Mapping[str, float]:
    """Return what speaks for the main stretch, by name.

    `net` bits above chance; `cover` and `content`, the shares of the quotation's bits, and of those of its words of
    content, that agree in order; `words` of the quotation, `margin` over the next best place and longest `run` of the
    very words, as logarithms.
    """
    words = laid.asked
    kept = [pair.quote for pair in laid.main.pairs]
    content = ~words.is_small
    all_content = float(words.weights[content].sum())
    kept_content = float(words.weights[[at for at in kept if content[at]]].sum())
    return {
        "net": min(laid.net(laid.main), _MOST_BITS),
        "cover": float(words.weights[kept].sum() / words.weights.sum()),
        "content": kept_content / all_content if all_content else 1.0,
        "words": math.log(len(words)),
        "margin": math.log1p(max(0.0, laid.main.score - laid.second)),
        "run": math.log1p(longest_run(laid)),
    }


def longest_run(laid: Laying) -> int:
    """Return how many words in a row stand in the main stretch in the same form and side by side."""
    longest = run = 0
    last = (-2, -2)
    for pair in laid.main.pairs:
        follows = (pair.quote - 1, pair.source - 1) == last
        run = (run + 1 if follows else 1) if pair.is_same else 0
        last = (pair.quote, pair.source)
        longest = max(longest, run)
    return longest


def probability(laid: Laying) -> float:
    """Return the probability, 0..1, that the main stretch is the place quoted."""
    return _logistic(features(laid))


def of_exact(words: int, source_words: int, occurrences: int) -> float:
    """Return the same for words that stand in a source as they are, by how many they are and how often they stand."""
    net = min(_MOST_BITS, max(1, words) * _BITS - math.log2(max(2, source_words)))
    return _logistic(
        {
            "net": net,
            "cover": 1.0,
            "content": 1.0,
            "words": math.log(max(1, words)),
            "margin": math.log1p(max(0.0, net)) if occurrences <= 1 else 0.0,
            "run": math.log1p(words),
        }
    )


def _logistic(of: Mapping[str, float]) -> float:
    weights = coefficients()
    total = weights["constant"] + sum(weights[name] * value for name, value in of.items())
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))
