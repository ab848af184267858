"""What an author says in brackets inside a quotation about the quotation: (emphasis added), [sic].

Such words are not the source's, wherever a quotation is looked for or judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from quotecheck.language.lists import entries
from quotecheck.model import Span

_BRACKET = re.compile(r"\[([^\[\]]{0,400})\]")
_PARENTHESIS = re.compile(r"[\[(]([^\[\]()]{3,80})[\])]")
_SIC = re.compile(r"\s*sic[.!,;:]?(?:\s[^\[\]]{0,80})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One declaration such as (emphasis added)."""

    span: Span
    licenses: frozenset[str]
    """Codes it makes legitimate."""


@cache
def declarations() -> dict[str, frozenset[str]]:
    """Return the declarations the program knows and the codes each of them licenses."""
    return {
        words.strip(): frozenset(codes.split())
        for words, _, codes in (line.partition(":") for line in entries("declarations.en"))
    }


def declared_in(quote: str) -> tuple[Declared, ...]:
    """Return the declarations in `quote`, in reading order."""
    known = declarations()
    found = []
    for match in _PARENTHESIS.finditer(quote):
        parts = [part.strip().strip(".").lower() for part in re.split(r"[;,]| and ", match[1])]
        verb = parts[-1].rpartition(" ")[2]  # "internal quotation marks and citation omitted"
        parts = [part if part in known else f"{part} {verb}" for part in parts]
        if all(part in known for part in parts):
            licenses = frozenset[str]().union(*(known[part] for part in parts))
            found.append(Declared(span=Span(*match.span()), licenses=licenses))
    return tuple(found)


def sics_in(quote: str) -> tuple[Span, ...]:
    """Return each [sic] and (sic) of `quote`, those in square brackets first."""
    return tuple(_sics(quote))


def _sics(quote: str) -> Iterator[Span]:
    for match in _BRACKET.finditer(quote):
        if _SIC.fullmatch(match[1]):
            yield Span(*match.span())
    for match in _PARENTHESIS.finditer(quote):
        if quote[match.start()] == "(" and _SIC.fullmatch(match[1]):
            yield Span(*match.span())


def undeclared(quote: str) -> str:
    """Return `quote` with declarations and sics made blanks, of the same length.

    >>> undeclared("a fine (sic) hive (emphasis added)").split()
    ['a', 'fine', 'hive']
    """
    kept, at = [], 0
    for span in sorted((*(one.span for one in declared_in(quote)), *sics_in(quote))):
        kept += [quote[at : span.start], " " * (span.end - max(at, span.start))]
        at = max(at, span.end)
    return "".join(kept) + quote[at:]
