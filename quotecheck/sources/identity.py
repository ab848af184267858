"""Whether a text is the work that a citation names, and in the edition it names: as a librarian compares records.

A text is known by what its file and its descriptions say; a file that says nothing, by its name. The author decides:
where both name one and the names cannot be one person's, the works are two, whatever their titles. Where one side
names none, only a whole title counts. Volume, year, edition and translator tell editions apart where both give them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import chain

from quotecheck.language.lists import alternatives, listed
from quotecheck.model import Citation, Csl, Metadata, Name
from quotecheck.readers.nameless import names_nothing
from quotecheck.sources.names import may_be_by, name_words, spelled
from quotecheck.sources.titles import Alike, alike, digits, subtitle, title_keys, unnumbered, volumes
from quotecheck.text.fold import fold
from quotecheck.text.quotemarks import NO_APOSTROPHES

YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_NUMBER = re.compile(r"\d+")
_PARTING = re.compile(rf"[,.;:()\[\]{NO_APOSTROPHES}’*_]+\s*|\s[-–—]\s")
_TRANSLATOR = re.compile(
    rf"(?<!\w)(?i:{alternatives('translated-by')})\.?\s+((?:[^\W\d_a-z][\w’'-]*\.?\s*|(?:and|und|et|&|de|von|van)\s+)+)"
)
_PART = re.compile(rf"\b(?:{alternatives('parts-of-works')}|\d+|[ivxlc]+)\b", re.IGNORECASE)
"""What a page calls itself that holds a part of a work."""
_MOST_PIECES = 12
"""Pieces of a citation among which its title is looked for."""
_MOST_OF_TITLE = 4
"""Pieces that commas make of a title at most."""


class Likeness(IntEnum):
    """How like the work cited a text is, rising."""

    OTHER = 0
    LIKE = 1
    """About the title cited, by an author who may be the one cited."""
    SAME = 2
    """The title cited, and nothing that speaks against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWork:
    """What is known of a cited work."""

    titles: tuple[str, ...]
    """Its own, then that of the journal or collection it stands in."""
    authors: tuple[Name, ...] = ()
    volumes: frozenset[str] = frozenset()
    """In digits; empty where none is named."""
    years: frozenset[str] = frozenset()
    editions: frozenset[str] = frozenset()
    translators: frozenset[str] = frozenset()
    """Words of their names."""
    raws: tuple[str, ...] = ()
    """The words of the citation, and of the one it points back to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is known of a text that is at hand."""

    titles: tuple[str, ...]
    author: str
    volumes: frozenset[str]
    years: frozenset[str]
    editions: frozenset[str]
    translators: frozenset[str]

    @property
    def is_part(self) -> bool:
        """Whether it calls itself a chapter or another part of a work."""
        return any(bool(_PART.search(unnumbered(subtitle(title)))) for title in self.titles[:1])


@lru_cache(maxsize=2048)
def cited_work(citation: Citation) -> CitedWork:
    """Return what a citation says of the work it names."""
    csl, raws = citation.csl, (citation.raw, *([citation.resolved.raw] if citation.resolved else []))
    raw = " ".join(raws)
    titles = tuple(dict.fromkeys(title for title in (csl.title, csl.container_title) if title))
    own = {digits(csl.volume)} if csl.volume else set()
    return CitedWork(
        titles=titles,
        authors=csl.author,
        volumes=(volumes(csl.title or "") | volumes(raw) | own) - {""},
        years=frozenset(YEAR.findall(csl.issued or "")),
        editions=frozenset(_NUMBER.findall(csl.edition or "")),
        translators=_translators(csl, raw),
        raws=raws,
    )


def _translators(csl: Csl, raw: str) -> frozenset[str]:
    given = (word for name in csl.translator for word in fold(str(name)).text.split() if len(word) > 1)
    return frozenset(given) | _translating(raw)


def _translating(text: str) -> frozenset[str]:
    words = (word for names in _TRANSLATOR.findall(text) for word in fold(names).text.split())
    return frozenset(word for word in words if len(word) > 2 and word not in ("and", "und", "von", "van"))


@lru_cache(maxsize=8192)
def held_text(metadata: Metadata, stem: str) -> Held:
    """Return what is known of a text; `stem` is the name of its file, which speaks where the text does not."""
    author, edition = _said(metadata.author), metadata.edition or ""
    named = _said(metadata.title)
    titles = tuple(_given(named, author)) if named else tuple(_of_file(stem))
    title = titles[0]
    volume = {digits(metadata.volume)} if metadata.volume else set()
    return Held(
        titles=titles,
        author=author,
        volumes=volumes(title) | volumes(edition) | volume,
        years=frozenset(YEAR.findall(metadata.issued or "")) or (frozenset() if named else _year_of_file(stem)),
        editions=frozenset(_NUMBER.findall(edition)),
        translators=_translating(f"{title}; {edition}; {author}") | frozenset(name_words(metadata.translator or "")),
    )


def _year_of_file(stem: str) -> frozenset[str]:
    """Return the one year in a file's name that stands beside an author and a title: "Marsh - 1990 - The Low Year"."""
    years = frozenset(YEAR.findall(stem))
    words = re.findall(r"[^\W\d_]+", stem)
    return years if len(years) == 1 and len(words) > 1 else frozenset()


def _said(words: str | None) -> str:
    """Return what a text says of itself; nothing where only a program speaks."""
    return "" if not words or names_nothing(words) else words


def _given(title: str, author: str) -> Iterator[str]:
    """Yield a title; of a page's "Author: Title" the title alone."""
    name = " ".join(title.split())
    front, _, rest = name.partition(":")
    words = set(fold(author).text.split())
    yield rest.strip() if rest.strip() and words and set(fold(front).text.split()) <= words else name


def _of_file(stem: str) -> Iterator[str]:
    """Yield what the name of a file may say: `marx-capital`, `Marx - 1867 - Capital`, `a_tale_of_two_cities`."""
    name = " ".join(re.sub(r"[-_.+]+", " ", stem).split())
    yield name
    yield " ".join(YEAR.sub(" ", name).split())


def likeness_of(work: CitedWork, held: Held) -> Likeness:
    """Say how like the work cited a text is."""
    if _begins_with(work, held):
        return Likeness.SAME
    is_by = may_be_by(work.authors, held.author)
    if is_by is False:
        return Likeness.OTHER
    titles = held.titles
    if not held.author:
        titles = tuple(_without_author(title, work) for title in titles)
        is_by = True if titles != held.titles else None
    found = _alike(work, titles)
    if found is Alike.SAME:
        return Likeness.SAME if is_by or _is_telling(work) else Likeness.LIKE
    return Likeness.LIKE if found is Alike.SHORTENED and is_by else Likeness.OTHER


def _alike(work: CitedWork, titles: Iterable[str]) -> Alike:
    """How the likest of the titles of a text is like one of those cited."""
    return max((alike(cited, own) for cited in work.titles for own in titles), default=Alike.OTHER)


def is_by_cited(work: CitedWork, held: Held) -> bool:
    """Say whether the author of a text may be one of those cited; False where either side names none."""
    return may_be_by(work.authors, held.author) is True


def _is_telling(work: CitedWork) -> bool:
    """Whether a cited title has words enough to tell a work without its author."""
    return any(len(title_keys(title)[0].split()) > 1 for title in work.titles)


def _without_author(title: str, work: CitedWork) -> str:
    """Return the name of a file without the cited author's: "dickens a tale of two cities"."""
    families = {spelled(word) for name in work.authors for word in fold(name.family or name.literal or "").text.split()}
    words = [word for word in title.split() if spelled(fold(word).text.strip()) not in families]
    return " ".join(words) or title


def _begins_with(work: CitedWork, held: Held) -> bool:
    """Whether the words of a citation, between its commas, are the author of a text and then its whole title.

    That holds whatever was read of the citation: "Darwin, Charles, On the Origin of Species".
    """
    titles = {key for title in held.titles for key in title_keys(title)}
    author = {spelled(word) for word in name_words(held.author)}
    return any(_runs(raw, author, titles) for raw in work.raws)


def _runs(raw: str, author: set[str], titles: set[str]) -> bool:
    pieces = [words for piece in _PARTING.split(raw)[:_MOST_PIECES] if (words := fold(piece).text.split())]
    first = 0
    while first < len(pieces) and author and _is_of_name(pieces[first], author):
        first += 1
    if author and author.isdisjoint(map(spelled, chain.from_iterable(pieces[:first]))):
        return False
    least = 1 if author else 2  # the name of a file must hold the author too
    for end in range(first + 1, min(first + _MOST_OF_TITLE, len(pieces)) + 1):
        run = title_keys(" ".join(chain.from_iterable(pieces[first:end])))[0]
        if run in titles and len(run.split()) >= least:
            return True
    return False


def _is_of_name(piece: list[str], author: set[str]) -> bool:
    """Whether a piece of a citation holds nothing but an author's name, initials and what joins names."""
    return all(len(word) == 1 or spelled(word) in author or word in _JOINING for word in piece)


_JOINING = frozenset({"and", "und", "et", "y", "e", "и", *listed("citing-signals"), *listed("name-particles")})


def is_other_volume(work: CitedWork, held: Held) -> bool:
    """Say whether a volume is cited, and the text is not it: another, or one that does not say."""
    if not work.volumes or not work.volumes.isdisjoint(held.volumes):
        return False
    is_of_journal = len(work.titles) > 1 and any(alike(work.titles[0], own) for own in held.titles)
    return bool(held.volumes) or not is_of_journal


def is_other_year(work: CitedWork, held: Held) -> bool:
    """Say whether the citation names a year, and the text carries another."""
    return bool(work.years) and bool(held.years) and work.years.isdisjoint(held.years)


def is_other_edition(work: CitedWork, held: Held) -> bool:
    """Say whether volume, year, edition or translator are known of both, and differ."""
    pairs = ((work.years, held.years), (work.editions, held.editions), (work.translators, held.translators))
    return is_other_volume(work, held) or any(_differ(one, other) for one, other in pairs)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def is_same_edition(work: CitedWork, held: Held) -> bool:
    """Say whether the citation names the year the text carries, or its translator."""
    pairs = ((work.years, held.years), (work.translators, held.translators))
    return any(not one.isdisjoint(other) for one, other in pairs)
