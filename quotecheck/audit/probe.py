"""Asking a site for a page that cannot exist: one that answers with the same page answers so to everything."""

import hashlib
from dataclasses import dataclass, replace

from quotecheck.fetch.address import Address

SHINGLE_WORDS = 4
SAME_SHARE = 0.9
"""Share of word sequences two pages have in common from which they are one template: only the address differs."""
MIN_WORDS = 5
"""Pages with fewer words show themselves to scripts only; nothing follows from their being alike."""
MAX_WORDS = 20_000


def absurd(address: Address) -> Address:
    """Return a neighbour of `address` that no site has: same folder, same ending, a name of digits and letters.

    It depends on the address alone, so that a run can be repeated and its answers kept.
    """
    folder, _, name = address.path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    ending = f".{ending}" if dot and stem and ending.isalnum() and len(ending) <= 5 else ""
    word = hashlib.sha256(f"no such page {address.origin}{folder}".encode()).hexdigest()[:20]
    return replace(address, target=f"{folder}/qc{word}{ending}", fragment="")


@dataclass(frozen=True, slots=True)
class Shape:
    """A page's word sequences, to be compared with another's."""

    shingles: frozenset[int]
    words: int


def page_shape(text: str, address: Address) -> Shape:
    """Return the word sequences of a page's text, the words of its own address left out."""
    own = set(address.target.casefold().replace("/", " ").replace(".", " ").replace("-", " ").split())
    words = [word for word in text.casefold().split()[:MAX_WORDS] if word not in own and address.target not in word]
    runs = {hash(tuple(words[at : at + SHINGLE_WORDS])) for at in range(max(1, len(words) - SHINGLE_WORDS + 1))}
    return Shape(frozenset(runs), len(words))


def are_same_page(one: Shape, other: Shape) -> bool:
    """Say whether two pages are the same but for a few words."""
    if min(one.words, other.words) < MIN_WORDS:
        return False
    common = len(one.shingles & other.shingles)
    return common >= SAME_SHARE * len(one.shingles | other.shingles)
