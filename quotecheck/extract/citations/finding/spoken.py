"""Sources that running text names by their shape: "in his speech on the budget", "at the 17th Congress".

Text in, spans out; which quotation a source stands for is the concern of `linking`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from quotecheck.language.lists import any_of, listed
from quotecheck.model import Span

__all__ = ["NamedSource", "SourceKind", "is_work_title", "named_sources", "taken_up"]


class SourceKind(Enum):
    """What a text names as a source."""

    WORK = "work"
    ADDRESS = "address"
    OCCASION = "occasion"


class NamedSource(NamedTuple):
    """A source that a text names."""

    span: Span
    """The words that name it."""
    kind: SourceKind
    is_introduced: bool
    """Whether a sentence is about it ("Ada Holt's book, Inches and Miles, is long") and what follows may be from it."""


_B = r"[ \xa0\n]"
_CAPITAL: Final = r"(?-i:[^\W\d_a-zß-ÿа-яё][\w’'-]*)"
_JOINING: Final = (
    r"(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|with|its|his|her|their|our|against|under|between|after"
    r"|und|der|die|das|den|dem|des|im|am|vom|von|et|de|du|des|la|le|les|y|el|los|las|del|и|в|о|на|с)"
)
_TITLE: Final = rf"(?-i:{_CAPITAL}(?:{_B}(?:{_JOINING}{_B}){{0,3}}{_CAPITAL}){{1,9}})"
_OWNER: Final = rf"(?:his|her|their|its|seine[rnm]?|ihre[rnm]?|son|sa|su|{_CAPITAL}(?:’s|'s|s’|s'))"
_ORDINAL: Final = r"(?:\d{1,3}(?:st|nd|rd|th|\.|e|er|º)?|(?:first|second|third|\w+th)|[IVXL]{1,6}\.?)"
_OF: Final = (
    rf"(?:{_B}(?:of|on|for|in|der|des|du|de|del|at){_B}(?:the{_B})?"
    rf"{_CAPITAL}(?:{_B}(?:(?:of|and|the){_B}){{0,2}}{_CAPITAL}){{0,6}})?"
)
_DATE: Final = r"(?:\d{1,2}\.?\s+)?[^\W\d_]{3,9}\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?)?,?\s+\d{4}|\d{4}"
_STOP: Final = (
    r"(?:where|who|which|that|when|while|was|is|were|are|had|has|have|he|she|they|it|and|but|as|der|die|das|wo|war|ist|hat"
    r"|où|qui|que|est|était|a|il|elle|donde|fue|es|era|где|который|был|была)\b"
)
_COMPLEMENT: Final = rf"(?:(?!{_STOP})[\w’'-]+{_B}){{0,7}}(?!{_STOP})[\w’'-]+(?=\s*[,.;:()—–\n]|\s*$|{_B}{_STOP})"
_WRITTEN: Final = "written|published|printed|delivered|finished|completed|which"
_WORD: Final = re.compile(r"[\w’'-]+")
_IN: Final = re.compile(rf"\b(?:[Ii]n|[Ff]rom)(?={_B}(?:{_OWNER}{_B})?{_CAPITAL}{_B})")
_NEAR: Final = 40  # code points before a word in which the one before it stands
_BEFORE: Final = 90  # code points before a noun in which its shape begins
_BEHIND: Final = 170
_AROUND: Final = 20_000  # code points on either side in which a title's words are looked for
_COMMON: Final = 2  # large words of a title without an owner


def _nouns(name: str) -> str:
    found = listed(name)
    return any_of({*found, *(noun.capitalize() for noun in found)})


_PERSON: Final = rf"{_CAPITAL}(?:{_B}{_CAPITAL}){{0,3}}"
_LINKS: Final = r"(?:at|to|with|before|on|in|about|for|an|vor|über|à|sur|ante|sobre|на|о)"


def _works() -> Iterator[tuple[SourceKind, str, bool]]:
    noun = _nouns("work-nouns")
    work = rf"{noun}(?:,?{_B}|,?{_B}(?:called|entitled|titled|on|named){_B})(?P<title>{_TITLE})"
    charters = any_of(noun.capitalize() for noun in listed("charter-nouns"))
    yield SourceKind.WORK, rf"\b(?P<owner>{_OWNER}){_B}(?:\w+{_B}){{0,2}}{work}(?=\s*[,:(—–]|\s)", True
    yield SourceKind.WORK, rf"\b{work}(?=\s*[,:;.)(—–]|\s(?-i:[^\W\d_A-Z]))", False
    yield SourceKind.WORK, rf"\bthe{_B}(?P<title>(?-i:{charters})){_B}(?:of|adopted|issued|approved|agreed){_B}", False


def _addresses() -> Iterator[tuple[SourceKind, str, bool]]:
    noun = _nouns("address-nouns")
    small = rf"(?:(?-i:[a-zß-ÿа-яё][\w-]*),?{_B})"
    lead = rf"\b(?:{_OWNER}|(?:in|from|of|to){_B}(?:an?|the)|the{_B}following|the){_B}"
    owned = rf"\b(?:{_OWNER}|(?:in|from|of|to){_B}(?:an?|the)|the{_B}following){_B}"
    of_date = rf"{_B}of{_B}(?:{_DATE})"
    linked = rf"{_B}{_LINKS}{_B}{_COMPLEMENT}"
    yield SourceKind.ADDRESS, rf"{owned}(?P<title>{small}{{0,2}}{noun}(?:{of_date}|{linked}))", True
    yield SourceKind.ADDRESS, rf"{lead}(?P<title>{small}{{0,3}}{noun}{_B}by{_B}{_PERSON})", True
    yield SourceKind.ADDRESS, rf"\b(?:in|from){_B}(?:the|{_OWNER}){_B}(?P<title>{_ORDINAL}{_B}{noun}){_B}", True


def _occasions() -> Iterator[tuple[SourceKind, str, bool]]:
    lead = rf"\b(?:at|to|before|addressing|auf|vor|au|devant|en|ante|на|beim){_B}(?:the|a|dem|der|le|la|el)?{_B}?"
    noun = _nouns("occasion-nouns")
    yield SourceKind.OCCASION, rf"{lead}(?P<title>(?:{_ORDINAL}{_B})?(?:{_CAPITAL}{_B}){{0,5}}{noun}{_OF})(?!\w)", False


@cache
def _shapes() -> Mapping[SourceKind, tuple[tuple[re.Pattern[str], bool], ...]]:
    found: dict[SourceKind, list[tuple[re.Pattern[str], bool]]] = {}
    for kind, pattern, about in (*_works(), *_addresses(), *_occasions()):
        found.setdefault(kind, []).append((re.compile(pattern, re.IGNORECASE), about))
    return {kind: tuple(shapes) for kind, shapes in found.items()}


class _Key(NamedTuple):
    """A word that a shape cannot do without, and what must stand before or behind it."""

    kind: SourceKind
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    shapes: tuple[tuple[re.Pattern[str], bool], ...]


@cache
def _keys() -> Mapping[str, tuple[_Key, ...]]:
    """The keys by their words, as written."""
    found: dict[str, tuple[_Key, ...]] = {}

    def add(words: Iterable[str], key: _Key) -> None:
        for word in words:
            found[word] = (*found.get(word, ()), key)

    work, address, occasion = (_shapes()[kind] for kind in SourceKind)
    named = re.compile(rf",?{_B}(?:(?:called|entitled|titled|on|named){_B})?{_CAPITAL}")
    issued = re.compile(rf"{_B}(?:of|[a-z]+ed){_B}")
    linked = re.compile(rf"{_B}(?:of|by|{_LINKS}){_B}")
    counted = re.compile(rf"(?:{_ORDINAL}){_B}$")
    told = re.compile(rf"(?:{_CAPITAL}|{_ORDINAL}){_B}$")
    bound = re.compile(rf"{_B}(?:of|in|on){_B}")
    add(_both("work-nouns"), _Key(SourceKind.WORK, None, named, work))
    add((noun.capitalize() for noun in listed("charter-nouns")), _Key(SourceKind.WORK, None, issued, work))
    add(_both("address-nouns"), _Key(SourceKind.ADDRESS, None, linked, address))
    add(_both("address-nouns"), _Key(SourceKind.ADDRESS, counted, None, address))
    add(_both("occasion-nouns"), _Key(SourceKind.OCCASION, told, None, occasion))
    add(_both("occasion-nouns"), _Key(SourceKind.OCCASION, None, bound, occasion))
    add(_WRITTEN.split("|"), _Key(SourceKind.WORK, re.compile(rf",{_B}$"), None, _title_alone()))
    return found


def _both(name: str) -> set[str]:
    return {form for noun in listed(name) for form in (noun, noun.capitalize())}


@cache
def _in_title() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """In Inches and Miles, …."""
    behind = rf"(?=\s*[,(:—–]|{_B}(?:s?he|they){_B})"
    return ((re.compile(rf"{_B}(?P<owner>{_OWNER}{_B})?(?P<title>{_TITLE}){behind}"), False),)


@cache
def _title_alone() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """…, Inches and Miles, written in …."""
    return ((re.compile(rf",{_B}(?P<title>{_TITLE})(?=,{_B}(?:{_WRITTEN}){_B})"), True),)


_TAKEN_UP: Final = {
    SourceKind.WORK: "work-nouns",
    SourceKind.ADDRESS: "address-nouns",
}


@cache
def _again() -> tuple[tuple[SourceKind, re.Pattern[str]], ...]:
    lead = rf"\b(?:this|that|the{_B}same|dieser?|diesem|diesen|cet(?:te)?|ce|est[ea]){_B}(?:\w+{_B}){{0,2}}?"
    nouns = {
        kind: any_of([*listed(name), "work", "works"] if kind is SourceKind.WORK else listed(name))
        for kind, name in _TAKEN_UP.items()
    }
    occasions = any_of([*listed("occasion-nouns"), "occasion", "gelegenheit", "occasion", "ocasión"])
    found = [(kind, re.compile(rf"{lead}{noun}\b", re.IGNORECASE)) for kind, noun in nouns.items()]
    return (*found, (SourceKind.OCCASION, re.compile(rf"{lead}{occasions}\b", re.IGNORECASE)))


def taken_up(sentence: str) -> SourceKind | None:
    """Say what a sentence takes up again: "in this work", "on that occasion"."""
    return next((kind for kind, pattern in _again() if pattern.search(sentence)), None)


def named_sources(text: str, start: int, end: int) -> Iterator[NamedSource]:
    """Give the sources that the text between two offsets names, in no order; the same words may be given twice."""
    keys = _keys()
    # A set of the words tells at once that most texts have few of the keys.
    for word in keys.keys() & set(text[start:end].replace(",", " ").replace(".", " ").split()):
        for at in _places(text, word, start, end):
            for key in keys[word]:
                yield from _at_key(text, key, Span(at, at + len(word)), Span(start, end))
    for found in _IN.finditer(text, start, end):
        for pattern, is_introduced in _in_title():
            around = Span(found.end(), min(end, found.end() + _BEHIND))
            yield from _matches(text, pattern, around, (SourceKind.WORK, is_introduced))


def _places(text: str, word: str, start: int, end: int) -> Iterator[int]:
    at = text.find(word, start, end)
    while at >= 0:
        behind = at + len(word)
        if not text[behind : behind + 1].isalnum() and not text[max(0, at - 1) : at].isalnum():
            yield at
        at = text.find(word, behind, end)


def _at_key(text: str, key: _Key, word: Span, within: Span) -> Iterator[NamedSource]:
    if key.before and not key.before.search(text, max(within.start, word.start - _NEAR), word.start):
        return
    if key.behind and not key.behind.match(text, word.end, within.end):
        return
    around = Span(max(within.start, word.start - _BEFORE), min(within.end, word.end + _BEHIND))
    for pattern, is_introduced in key.shapes:
        yield from _matches(text, pattern, around, (key.kind, is_introduced))


def _matches(text: str, pattern: re.Pattern[str], where: Span, said: tuple[SourceKind, bool]) -> Iterator[NamedSource]:
    kind, is_introduced = said
    for match in pattern.finditer(text, where.start, where.end):
        span = Span(*match.span("title"))
        if kind is SourceKind.ADDRESS:
            span = _without_clause(text, span)
        is_bare = "owner" in pattern.groupindex and not match["owner"]
        is_other = kind is SourceKind.OCCASION and not _is_occasion(span.of(text))
        if not is_other and not (is_bare and not is_work_title(text, span)):
            yield NamedSource(span, kind, is_introduced)


def _without_clause(text: str, span: Span) -> Span:
    """Take the reporting clause off an address: "letter to the miller Ada Holt wrote"."""
    words = list(_WORD.finditer(text, span.start, span.end))
    verb = next((at for at, word in enumerate(words) if at and word.group() in listed("reporting-verbs")), 0)
    if not verb:
        return span
    kept = verb - 1
    while kept > 1 and words[kept - 1].group()[0].isupper() and words[kept].group()[0].isupper():
        kept -= 1
    return Span(span.start, words[kept - 1].end()) if kept > 1 else span


def _is_occasion(words: str) -> bool:
    """Say whether an occasion is told from others: by a number or a name."""
    return any(letter.isdigit() for letter in words) or bool(
        re.search(rf"{_CAPITAL}|\w+th\b|first|second|third", words)
    )


@cache
def _called_work() -> re.Pattern[str]:
    """`Inches and Miles, her first book,`: an apposition that says what the words before it are."""
    return re.compile(
        rf",{_B}(?:{_OWNER}|an?|the|ein|sein|son|sa|le|la|un|une|su|el){_B}(?:[\w’'-]+{_B}){{0,3}}{_nouns('work-nouns')}\b"
    )


def is_work_title(text: str, span: Span) -> bool:
    """Say whether a run of large words without an owner is a title and no name or place.

    A title's words are common ones: the text has one of them written small, too.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", span.of(text)) if word[0].isupper()]
    if len(words) < _COMMON:
        return False
    if _called_work().match(text, span.end):
        return True
    low, high = max(0, span.start - _AROUND), span.end + _AROUND
    return any(len(word) > 3 and text.find(f" {word.lower()}", low, high) >= 0 for word in words)
