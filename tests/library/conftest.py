import random
from collections.abc import Callable, Sequence

import pytest

from quotecheck.library.intake import Entry
from quotecheck.model import Document, Metadata

SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "qui",
    "ro",
    "su",
    "ta",
    "ve",
    "wi",
    "xa",
    "yo",
    "zu",
    "bri",
    "cla",
    "dro",
    "fle",
    "gri",
    "pla",
    "sto",
    "tru",
]
Make = Callable[..., Entry]


def prose(words: int, seed: int) -> str:
    """Return invented words in sentences, never the same for two seeds."""
    chance = random.Random(seed)
    made = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(words)]
    for at in range(0, words, 11):
        made[at] = made[at].capitalize()
        made[at - 1] += "."
    return " ".join(made)


@pytest.fixture
def make() -> Make:
    def entry(name: str, text: str, **metadata: str) -> Entry:
        return Entry(name=name, document=Document(name=name, text=text, metadata=Metadata(**metadata)))

    return entry


@pytest.fixture
def shelf(make: Make) -> Sequence[Entry]:
    return [make(f"book-{seed}.txt", prose(1500, seed)) for seed in range(4)]
