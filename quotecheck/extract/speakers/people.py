"""The people of a document: the fullest name it gives somebody, and whether he or she is meant.

Looked up when a speaker asks for it, in a stretch of bounded length around, so that no text is read for nothing.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from quotecheck.extract.speakers.lexicon import (
    ADJECTIVE,
    BODY,
    FEMALE,
    HE,
    HER,
    HIS,
    MALE,
    NOT_NAME,
    SHE,
    SPEAKER,
    TITLE,
    TITLE_FEMALE,
    TITLE_MALE,
    SpeakerLexicon,
)
from quotecheck.language.sentences import STOPS
from quotecheck.text.quotemarks import ALL

__all__ = ["People", "bare_name"]

_REACH: Final = 20_000  # code points before and behind in which a fuller name is looked for
_MOST: Final = 24  # places of a name that are looked at
_BEFORE: Final = 60  # code points before a surname in which the names before it stand
_BEHIND: Final = 160  # code points behind a name in which a pronoun may take it up
_GIVEN: Final = re.compile(
    r"(?:(?:[^\W\d_](?<=[A-ZÀ-ÖØ-ÞА-ЯЁ])(?:\.|[\w’'-]+)[ \u00a0]?(?<=[ \u00a0.]))"
    r"|(?:de|von|van|der|den|di|da|del|la|le|al)[ ]){1,4}$"
)
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-zß-ÿа-яё]\.\s?){2,4}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLURAL: Final = 2  # votes by which one sex must lead
_LETTERS: Final = 2  # of a name; "F." alone is none
_NAME_PARTS: Final = 4


def bare_name(text: str) -> str:
    r"""Return a name in one line, without a possessive.

    >>> bare_name("Ada\\nHolt’s")
    'Ada Holt'
    """
    name = " ".join(text.split()).strip(" ,;:")
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return name


@dataclass(slots=True)
class People:
    """The people of one document."""

    text: str
    words: SpeakerLexicon
    _full: dict[tuple[str, str], str] = field(default_factory=dict)
    _sexes: dict[str, int] = field(default_factory=dict)

    def named(self, name: str, at: int) -> str:
        """Return the fullest name for a name as written at an offset: "Ada Holt" for "Mayor Holt"."""
        titles, parts = self._parts(name)
        if _INITIALS.fullmatch("".join(parts)):
            return self._written_out("".join(parts), at) or name
        if not parts or "and" in parts or len(parts) > 1:
            return " ".join(parts) or name
        sex = self._of_titles(titles)
        key = parts[0], str(sex)
        if key not in self._full:
            self._full[key] = self._fullest(parts[0], sex, at)
        return self._full[key] or " ".join([*titles, *parts])

    def _written_out(self, initials: str, at: int) -> str:
        """Return the name that stands for initials alone, given names and all: "Ada Maria Holt" for "A.M."."""
        if (initials, "") not in self._full:
            letters = [part for part in initials.replace(" ", "").split(".") if part]
            pattern = r"[ \u00a0]".join(rf"{re.escape(letter)}[^\W\d_]{{2,}}" for letter in letters)
            low, high = max(0, at - _REACH), at + _REACH
            rest = r"(?:[ \u00a0][^\W\d_a-zß-ÿа-яё][\w-]+)?"
            names = Counter(found.group() for found in re.finditer(rf"\b{pattern}{rest}\b", self.text[low:high]))
            self._full[initials, ""] = " ".join(
                max(names, key=lambda name: (len(name.split()), names[name]), default="").split()
            )
        return self._full[initials, ""]

    def sex(self, name: str, at: int) -> int:
        """Return HE or SHE for somebody, 0 where the document does not tell."""
        titles, parts = self._parts(name)
        found = self._of_titles(titles) or (self._given(parts[0]) if parts else 0)
        if found or not parts:
            return found
        if name not in self._sexes:
            self._sexes[name] = self._by_pronouns(parts[-1], at)
        return self._sexes[name]

    def is_known(self, name: str, at: int) -> bool:
        """Say whether a name is surely a person's: by a title, a first name or a fuller name elsewhere."""
        titles, parts = self._parts(name)
        if titles or len(parts) > 1 or (parts and self._given(parts[0])):
            return not self.is_body(name)
        return " " in self.named(name, at)

    def may_be_meant(self, name: str, at: int) -> bool:
        """Say whether a pronoun may mean somebody of this name: a person known as one, or a name that comes again."""
        if self.is_body(name) or sum(map(str.isalpha, name)) < _LETTERS:
            return False
        if " " in name or self.is_known(name, at):
            return True
        return not name.casefold().endswith("ist") and len(self._places(name, at)) > 1

    def is_body(self, name: str) -> bool:
        """Say whether a name is that of a body, a place or a thing."""
        titles, parts = self._parts(name)
        flags = [self.words.flags.get(part.casefold(), 0) for part in parts]
        return not titles and any(flag & BODY for flag in flags) and not (flags and flags[0] & (MALE | FEMALE))

    def _parts(self, name: str) -> tuple[list[str], list[str]]:
        """Part a name into its titles and the rest."""
        parts = bare_name(name).split()
        flags = self.words.flags
        titles: list[str] = []
        while len(parts) > 1:
            flag = flags.get(parts[0].casefold(), 0)
            if not flag & (TITLE | ADJECTIVE | SPEAKER):
                break
            titles += [parts[0]] if flag & TITLE else []
            parts.pop(0)
        for at in range(len(parts) - 1, 0, -1):  # "Treasury Secretary Ada Holt"
            if flags.get(parts[at - 1].casefold(), 0) & (TITLE | SPEAKER) and parts[at - 1][0].isupper():
                titles, parts = [parts[at - 1]], parts[at:]
                break
        return titles, parts

    def _of_titles(self, titles: list[str]) -> int:
        flags = [self.words.flags.get(title.casefold(), 0) for title in titles]
        if any(flag & TITLE_MALE for flag in flags):
            return HE
        return SHE if any(flag & TITLE_FEMALE for flag in flags) else 0

    def _given(self, part: str) -> int:
        flag = self.words.flags.get(part.casefold(), 0) & (MALE | FEMALE)
        return {MALE: HE, FEMALE: SHE}.get(flag, 0)

    def _places(self, word: str, at: int) -> list[int]:
        """Return where a word stands around an offset, in reading order."""
        found: list[int] = []
        low, high = max(0, at - _REACH), min(len(self.text), at + _REACH)
        place = self.text.find(word, low, high)
        while place >= 0 and len(found) < _MOST:
            end = place + len(word)
            if not self.text[end : end + 1].isalnum() and not self.text[max(0, place - 1) : place].isalnum():
                found.append(place)
            place = self.text.find(word, end, high)
        return found

    def _fullest(self, last: str, sex: int, at: int) -> str:
        """Return the one fuller name that ends, or for a first name begins, with a word; "" for none or several."""
        names: Counter[str] = Counter()
        places = self._places(last, at)
        for place in places:
            given = self._given_before(place)
            # A given name that is on no list stands there at the first mention, or comes again.
            is_given = given and (self._is_listed(given[0]) or place == places[0])
            if given and is_given and self._fits(given[0], sex):
                names[" ".join([*given, last])] += 1
            elif self._given(last):
                behind = self._family_behind(place + len(last))
                if behind:
                    names[f"{last} {behind}"] += 1
        return _only(names)

    def _fits(self, given: str, sex: int) -> bool:
        other = self._given(given)
        return not sex or not other or sex == other

    def _given_before(self, place: int) -> list[str]:
        match = _GIVEN.search(self.text, max(0, place - _BEFORE), place)
        parts = match.group().split() if match else []
        while parts and (parts[0].islower() or not self._may_be_given(parts[0])):
            parts.pop(0)
        if not parts or any(not self._may_be_given(part) for part in parts if part[0].isupper()):
            return []
        begins = place - len(" ".join(parts)) - 1
        before = self.text[max(0, begins - 2) : max(0, begins)].rstrip()[-1:]
        return parts if self._is_listed(parts[0]) or (before and before not in f"{STOPS}:—–{ALL}") else []

    def _is_listed(self, given: str) -> bool:
        flag = self.words.flags.get(given.casefold(), 0)
        return bool(flag & (MALE | FEMALE)) or len(given.rstrip(".")) == 1 or given.count(".") > 1

    def _may_be_given(self, part: str) -> bool:
        flag = self.words.flags.get(part.casefold(), 0)
        if flag & (MALE | FEMALE) and part[0].isupper():
            return True
        return not flag & (NOT_NAME | TITLE | ADJECTIVE | SPEAKER | BODY) and part[0].isupper() | (part.islower())

    def _family_behind(self, end: int) -> str:
        match = re.compile(r"[ \u00a0\n]([^\W\d_][\w’'-]+)").match(self.text, end)
        if match is None or not match[1][0].isupper():
            return ""
        flag = self.words.flags.get(match[1].casefold(), 0)
        return "" if flag & NOT_NAME else bare_name(match[1])

    def _by_pronouns(self, last: str, at: int) -> int:
        """Tell the sex of somebody by the pronouns right behind the name."""
        votes = {HE: 0, SHE: 0}
        for place in self._places(last, at)[:20]:
            for match in _WORD.finditer(self.text, place + len(last), place + len(last) + _BEHIND):
                flag = self.words.flags.get(match.group().casefold(), 0)
                if flag & (HE | HIS | SHE | HER):
                    votes[HE if flag & (HE | HIS) else SHE] += 1
                    break
        he, she = votes[HE], votes[SHE]
        if he >= _PLURAL * she + _PLURAL:
            return HE
        return SHE if she >= _PLURAL * he + _PLURAL else 0


def _only(names: Counter[str]) -> str:
    """Return the fullest of several forms of one name; "" where they are names of several people."""
    if not names:
        return ""
    best = max(names, key=lambda name: (names[name], len(name)))
    for name in names:
        one, other = name.split(), best.split()
        if len(one) > _NAME_PARTS or one[0][0] != other[0][0]:
            return ""
    return max((name for name in names if set(best.split()) <= set(name.split())), key=len)
