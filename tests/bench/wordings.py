"""Cases for tests.bench.accusing: other wordings of one passage, doctored, partly invented and absent quotations.

Versions of one work come from a folder of tables with the columns Book, Chapter, Verse, Text, one file a version, as
public-domain versions of the Bible are given away; none of them belongs to the project. A case is kept out of all
fitting when its book is one of the kept third, told by the book's name alone.
"""

import csv
import hashlib
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotecheck.model import Span
from tests.bench.edits import MATERIAL, UNFLAGGED

Key = tuple[str, int, int]
_ROMAN = {"I ": "1 ", "II ": "2 ", "III ": "3 "}
_CLAUSE = re.compile(r"(?<=[.;:?!])\s+")
_LEAST, _MOST = 4, 45
"""Words of a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a work: its text, and where each verse stands in it."""

    name: str
    text: str
    verses: Mapping[Key, Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A quotation, the version it is looked for in, and what is true of it."""

    kind: str
    """"wording", "doctored", "invented" or "absent"."""
    quote: str
    source: str
    """Name of the version."""
    truth: Span | None
    """Where it stands; None for what is absent."""
    is_kept: bool
    """Whether it belongs to the third that nothing is fitted to."""
    size: int = 0
    """Edits of a doctored one; true words of an invented one."""
    real: str = ""
    """The words of an invented one that do stand there."""


def versions(folder: Path, least: int = 5000) -> dict[str, Version]:
    """Return the versions of a folder by name, those with fewer verses than `least` left out."""
    found = {}
    for path in sorted(folder.glob("*.csv")):
        version = _version(path)
        if len(version.verses) >= least:
            found[version.name] = version
    return found


def _version(path: Path) -> Version:
    verses: dict[Key, Span] = {}
    parts: list[str] = []
    at = 0
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            text = " ".join(row["Text"].split())
            key = (_book(row["Book"]), int(row["Chapter"]), int(row["Verse"]))
            if text and key not in verses:
                verses[key] = Span(at, at + len(text))
                parts.append(text)
                at += len(text) + 1
    return Version(name=path.stem, text="\n".join(parts), verses=verses)


def _book(name: str) -> str:
    for roman, figure in _ROMAN.items():
        if name.startswith(roman):
            name = figure + name.removeprefix(roman)
    return name.removesuffix(" of John").replace(" of Songs", " of Solomon")


def is_kept(book: str) -> bool:
    """Say whether a book belongs to the kept third."""
    return hashlib.sha256(book.encode()).digest()[0] % 3 == 0


def wordings(held: Mapping[str, Version], pairs: Sequence[tuple[str, str]], count: int, seed: int) -> Iterator[Case]:
    """Yield `count` verses or clauses of one version for each pair, to be looked for in the other."""
    rng = random.Random(seed)
    for quoted, read in pairs:
        one, other = held[quoted], held[read]
        keys = sorted(one.verses.keys() & other.verses.keys())
        for key in rng.sample(keys, min(count, len(keys))):
            clause = _clause(one.verses[key].of(one.text), rng)
            if clause:
                yield Case(kind="wording", quote=clause, source=read, truth=other.verses[key], is_kept=is_kept(key[0]))


def _clause(verse: str, rng: random.Random) -> str:
    """The whole verse, or one of its clauses where it is long or by chance."""
    clauses = [clause for clause in _CLAUSE.split(verse) if _LEAST <= len(clause.split()) <= _MOST]
    whole = _LEAST <= len(verse.split()) <= _MOST
    if whole and (not clauses or rng.random() < 0.5):
        return verse
    return rng.choice(clauses) if clauses else ""


def doctored(held: Mapping[str, Version], names: Sequence[str], count: int, seed: int) -> Iterator[Case]:
    """Yield verses of each version with one to six edits of the kinds that change words or meaning."""
    rng = random.Random(seed)
    makers = [maker for group in (UNFLAGGED, MATERIAL) for maker, _ in group.values()]
    for name in names:
        version = held[name]
        made = 0
        for key in rng.sample(sorted(version.verses), len(version.verses)):
            source = version.verses[key].of(version.text)
            if not 8 <= len(source.split()) <= _MOST:
                continue
            wanted = made % 6 + 1
            quote, edits = source, 0
            for maker in rng.sample(makers, len(makers)):
                edit = maker(quote, rng) if edits < wanted else None
                # an edit that begins with a change of the source itself is none of a given text
                if edit is not None and edit.source == quote and edit.quote != quote:
                    quote, edits = edit.quote, edits + 1
            if edits < wanted or quote in version.text:
                continue
            made += 1
            yield Case(
                kind="doctored",
                quote=quote,
                source=name,
                truth=version.verses[key],
                is_kept=is_kept(key[0]),
                size=edits,
            )
            if made >= count:
                break


def invented(held: Mapping[str, Version], names: Sequence[str], count: int, seed: int) -> Iterator[Case]:
    """Yield real words of a verse with a head or a tail that stands nowhere, taken from quite another text."""
    rng = random.Random(seed)
    strange = [sentence.split() for sentence in _STRANGE]
    for name in names:
        version = held[name]
        keys = [key for key, span in sorted(version.verses.items()) if len(span.of(version.text).split()) >= 21]
        for number in range(count):
            key = rng.choice(keys)
            words = version.verses[key].of(version.text).split()
            true, false = (5, 8, 12, 16, 20)[number % 5], (4, 6, 8, 11, 15)[number // 5 % 5]
            made = rng.choice([one for one in strange if len(one) >= false])[:false]
            is_head = rng.random() < 0.5
            real = words[:true] if is_head else words[-true:]
            quote = " ".join([*real, *made] if is_head else [*made, *real])
            yield Case(
                kind="invented",
                quote=quote,
                source=name,
                truth=version.verses[key],
                is_kept=is_kept(key[0]),
                size=true,
                real=" ".join(real),
            )


def absent(held: Mapping[str, Version], names: Sequence[str], count: int, seed: int) -> Iterator[Case]:
    """Yield verses of books that are cut out of the source, and sentences of another kind of text."""
    rng = random.Random(seed)
    for name in names:
        version = held[name]
        old = [key for key in sorted(version.verses) if key[0] in _OLD]
        for number in range(count):
            if number % 3 == 2 or not old:
                words = rng.choice(_STRANGE).split()
                quote, book = " ".join(words[: rng.randint(6, len(words))]), "strange"
            else:
                key = rng.choice(old)
                quote, book = _clause(version.verses[key].of(version.text), rng), key[0]
            if quote:
                yield Case(kind="absent", quote=quote, source=f"{name} new", truth=None, is_kept=is_kept(book))


_OLD = frozenset(
    "Judges|Ruth|1 Samuel|2 Samuel|1 Kings|2 Kings|Ezra|Nehemiah|Esther|Job|Ecclesiastes|Jonah|Daniel".split("|")
)
"""Books that the New Testament seldom quotes."""
_NEW = frozenset(
    "Matthew|Mark|Luke|John|Acts|Romans|1 Corinthians|2 Corinthians|Galatians|Ephesians|Philippians|Colossians"
    "|1 Thessalonians|2 Thessalonians|1 Timothy|2 Timothy|Titus|Philemon|Hebrews|James|1 Peter|2 Peter|1 John|2 John"
    "|3 John|Jude|Revelation".split("|")
)


def new_part(version: Version) -> str:
    """Return the text of the New Testament alone."""
    return "\n".join(span.of(version.text) for key, span in version.verses.items() if key[0] in _NEW)


_STRANGE = (
    "yet its cruel foremen kept the gates of the mill shut until the last cart of wool had left the yard",
    "and the harbour engineers measured the swell each evening before the lamps along the breakwater were lit",
    "nobody in the company could afterwards explain why the second boiler had been left without a valve",
    "because the lottery paid for three libraries and a bandstand but never for the bridge it had promised",
    "while the old cartographer redrew the coastline from memory and sold the copies to passing schooners",
    "so the committee voted to paint the tramways green and to charge the cyclists for the extra tickets",
    "the violin factory closed in winter and its varnish recipes were posted to a museum in another city",
    "a botanist who grew orchids in railway carriages wrote that frost was only a matter of good manners",
    "our neighbour kept eleven parrots and taught each of them a different chapter of the fire regulations",
    "when the census takers returned in autumn they found the whole village learning to play chess by post",
    "those chemists believed that sugar and patience were the only solvents a kitchen would ever require",
    "electric trams replaced the ferries and the fishermen learned to repair dynamos between two seasons",
)
"""Sentences made for the purpose, of no text that is read."""
