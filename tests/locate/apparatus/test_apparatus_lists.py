"""Every entry of every word list of the apparatus has an effect that a made-up word has not."""

from collections.abc import Callable

import pytest

from quotecheck.language.lists import everywhere
from quotecheck.locate.apparatus import ApparatusKind, apparatus
from quotecheck.locate.apparatus.citing import is_cross, only_cites
from quotecheck.model import Document

NONE = "xyzzy"


def kinds(text: str) -> set[ApparatusKind]:
    return {one.kind for one in apparatus(Document(name="s", text=text)) if one.is_sure}


def covers(text: str, words: str) -> bool:
    """Whether `words` are surely apparatus in `text`."""
    at = text.index(words)
    return any(
        one.is_sure and one.span.start <= at and at + len(words) <= one.span.end
        for one in apparatus(Document(name="s", text=text))
    )


def as_label(word: str) -> set[ApparatusKind]:
    return kinds(f"{word.upper()}: It is late.\n" * 3)


FRAMES: dict[str, Callable[[str], object]] = {
    "page-words": lambda word: kinds(f"He saw the\n{word} 12\n\nHe saw the\n{word} 14\n"),
    "part-words": lambda word: kinds(f"the man who\nPage 12\n{word.capitalize()} of the Rolls\nwas there."),
    "numbered-things": lambda word: covers(f"The keepers1 of the {word}2 and the shore3 and the liver4.", "2"),
    "note-words": lambda word: kinds(f"The lamp was lit.[{word} 2] It went out."),
    "bracketed-remarks": lambda word: kinds(f"The lamp was lit.[{word}] It went out."),
    "interval-words": lambda word: kinds(f"the lamp {word} [2, 5]"),
    "note-signs": lambda word: kinds(f"was never collected where\n\n12. A roll {word} B.\n\nthe sheriff had few men."),
    "same-work": lambda word: kinds(f"The lamp ({word}, p. 2) was lit."),
    "date-words": lambda word: only_cites(f"{word.capitalize()} 1931"),
    "citing-words": lambda word: only_cites(f"{word} Hall 1931"),
    "cross-openers": lambda word: is_cross(f"{word} Figure 2"),
    "shown-things": lambda word: is_cross(f"{word} 2"),
    "figure-sides": lambda word: is_cross(f"Figure 2, {word}"),
    "citing-signals": lambda word: kinds(f"The lamp ({word} Hall 1931) was lit."),
    "case-name-words": lambda word: covers(f"It is so. Hall {word} Ruiz v. Brandt, 12 F.3d 300 (1999).", "Hall"),
    "weights-of-citations": lambda word: covers(
        f"It is so. Hall v. Brandt, 12 F.3d 300 (1999) ({word} the rest).", "the rest"
    ),
    "audience-noises": lambda word: kinds(f"We came. ({word}) We went."),
    "noise-adjectives": lambda word: kinds(f"We came. ({word} applause) We went."),
    "stage-verbs": lambda word: kinds("HALL: It is late.\n" * 20 + f"({word} the hall)\n"),
    "no-speakers": as_label,
    "site-lines": lambda word: kinds(f"We came.\n\n{word}\n\nWe went."),
    "site-openers": lambda word: kinds(f"We came.\n\n{word}: the whole of it\n\nWe went."),
    "caption-words": lambda word: kinds(f"We came.\n\n{word}: the tower by night\n\nWe went."),
}


@pytest.mark.parametrize(("name", "entry"), [(name, entry) for name in FRAMES for entry in everywhere(name)])
def test_an_entry_has_an_effect_that_another_word_has_not(name: str, entry: str) -> None:
    assert FRAMES[name](entry) != FRAMES[name](NONE)
