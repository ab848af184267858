"""Whom a pronoun means: a sieve over the subjects of the sentences before it, the nearest of fitting sex first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from quotecheck.extract.speakers.before import owner_of_speech
from quotecheck.extract.speakers.lexicon import (
    AUXILIARY,
    DETERMINER,
    HE,
    HER,
    HIS,
    PERSON,
    SAYING,
    SHE,
    SPEAKER,
    SPEECH,
    TELLING,
    TITLE,
)
from quotecheck.extract.speakers.people import People, bare_name
from quotecheck.extract.speakers.phrases import NounPhrase, PhraseKind, name_back, name_from, named_aside
from quotecheck.extract.speakers.stretches import Stretches
from quotecheck.extract.speakers.subjects import main_subject
from quotecheck.extract.speakers.tokens import OWNER, Row

__all__ = ["LEAST_MEANT", "Meant", "Pronouns", "sex_meant"]

LEAST_MEANT: Final = 0.58
_FAR: Final = 1500  # code points over which a pronoun looks back
_BLOCKS: Final = 4
_SUBJECTS: Final = 8
_SURE: Final = 0.95
_RIVAL: Final = 0.93
_UNKNOWN: Final = 0.88
_ELSEWHERE: Final = 0.93
_SKIPPED: Final = 0.96
_BESIDE: Final = 0.84


class Meant(NamedTuple):
    """Whom a pronoun means."""

    person: str
    confidence: float
    is_guess: bool = False
    """Whether the document does not tell that the person is a he or a she."""


def sex_meant(row: Row, at: int) -> int:
    """Return HE or SHE for a pronoun or possessive, 0 for others."""
    flag = row.flag[at]
    word = row.low[at].rpartition("-")[2]
    if flag & (HE | HIS) or word in ("il", "his"):
        return HE
    return SHE if flag & (SHE | HER) or word in ("elle", "her") else 0


def _is_written_as_name(speaker: str) -> bool:
    """Say whether a speaker is a name and not a phrase such as "a guide book"."""
    parts = speaker.split()
    return parts[-1][0].isupper() and not any(part in ("a", "an", "the") for part in parts[0].casefold().split())


def _somebody(row: Row, phrase: NounPhrase) -> str | None:
    """Return a person without a name: "the keeper of the light"."""
    if phrase.kind is not PhraseKind.NOUN or not any(row.flag[one] & PERSON for one in range(phrase.start, phrase.end)):
        return None
    return " ".join(row.text[phrase.start : phrase.end])


@dataclass(slots=True)
class Pronouns:
    """The sieve, with the people and the speakers found so far."""

    stretches: Stretches
    people: People
    speakers: Mapping[int, str | None]
    """Speaker of each quotation found so far, by its number."""

    def meant(self, row: Row, at: int, block: int) -> Meant | None:
        """Return whom the pronoun at token `at` of a row means; `block` is the row's block."""
        sex = sex_meant(row, at)
        if not sex:
            return None
        sure, offset = _SURE, row.start[at]
        rivals: set[str] = set()
        for back, (person, names, place, own) in enumerate(islice(self._subjects(row, at, block), _SUBJECTS)):
            if offset - place > _FAR:
                break
            rivals.update(names)
            other = self.people.sex(person, place) if person else 0
            here = 1 if own == block else _ELSEWHERE
            if person is None or (other and other != sex):
                meant = self._beside(names, sex, place, is_own=back == 0)
                if meant:
                    return Meant(meant, sure * _BESIDE * here)
                sure *= _SKIPPED if person else 1
                continue
            sure *= (1 if other else _UNKNOWN) * here
            sure *= _RIVAL ** self._count(rivals, person, sex, place)
            return Meant(person, sure, is_guess=not other)
        return self._only(rivals, sex, offset)

    def _count(self, rivals: set[str], person: str, sex: int, place: int) -> int:
        """Count the others of the same sex that stand nearer or in the same sentence."""
        own = person.rsplit(maxsplit=1)[-1]
        others = {name.split()[-1]: name for name in rivals if name.split()[-1] != own}
        return min(3, sum(self.people.sex(name, place) == sex for name in others.values()))

    def _beside(self, names: list[str], sex: int, place: int, *, is_own: bool) -> str | None:
        """Return the one person of fitting sex whom a sentence names otherwise than as its subject."""
        sexes = {name: self.people.sex(name, place) for name in names}
        fitting = [name for name, other in sexes.items() if other == sex or (is_own and not other)]
        return fitting[0] if len({name.split()[-1] for name in fitting}) == 1 else None

    def _only(self, names: set[str], sex: int, place: int) -> Meant | None:
        """Return the one person of fitting sex among all the names before."""
        fitting = {name for name in names if self.people.sex(name, place) == sex}
        families = {name.split()[-1] for name in fitting}
        return Meant(max(fitting, key=len), 0.66) if len(families) == 1 else None

    def _subjects(self, row: Row, at: int, block: int) -> Iterator[tuple[str | None, list[str], int, int]]:
        """Give the subjects before a token, the nearest first: person, all names of the sentence, offset, block."""
        low, _ = row.sentence(at)
        yield self._subject(row, low, at, block)
        yield from self._sentences(row, low, block)
        first = row.start[0]
        for back in range(_BLOCKS):
            number = block - back - (first <= self.stretches.blocks[block].start)
            if number < 0 or (number < block and self.stretches.is_apart(number + 1)):
                return
            tail = self.stretches.tail(number)
            kept = len(tail.sentences) - 1 if tail.text else 0
            while kept > 0 and tail.start[tail.sentences[kept - 1]] >= first:
                kept -= 1
            if kept > 0:
                yield from self._sentences(tail, tail.sentences[kept], number)

    def _sentences(self, row: Row, high: int, block: int) -> Iterator[tuple[str | None, list[str], int, int]]:
        ends = [one for one in row.sentences if one <= high]
        for low, end in zip(reversed(ends[:-1]), reversed(ends[1:]), strict=True):
            yield self._subject(row, low, end, block)

    def _named_speakers(self, row: Row, low: int, high: int) -> list[str]:
        """The speakers of the quotations of a stretch, those that are names."""
        spoken = [self.speakers.get(row.quotes[one]) for one in range(low, high) if one in row.quotes]
        return [name for name in spoken if name and _is_written_as_name(name)]

    def _owner(self, row: Row, high: int, low: int, place: int) -> str | None:
        """`in Ada Holt's letter to Bruno Falk, where she argued`."""
        owner = owner_of_speech(row, high, low)
        return self._person(row, owner, place) if owner and owner.kind is PhraseKind.NAME else None

    def _subject(self, row: Row, low: int, high: int, block: int) -> tuple[str | None, list[str], int, int]:
        place = row.start[low] if low < len(row.start) else 0
        named = self._named_speakers(row, low, high)
        found = main_subject(row, low, high)
        if found and found.kind is PhraseKind.NOUN:
            found = named_aside(row, found, high)
        person = self._person(row, found, place) if found else None
        if person is None and not named:
            person = self._owner(row, high, low, place)
        if named and (person is None or found is None or found.kind is not PhraseKind.NAME):
            person = named[-1]
        return person, self._names(row, low, high), place, block

    def _person(self, row: Row, phrase: NounPhrase, place: int) -> str | None:
        if phrase.name is None:
            return self._author(row, phrase, place) or _somebody(row, phrase)
        low, high = phrase.name
        is_headed = any(row.low[one] == "of" for one in range(low, high)) or high - low == 1
        if low > phrase.start and row.flag[low - 1] & DETERMINER and is_headed and not row.flag[low] & TITLE:
            return None  # "the Guild of Coopers"
        name = bare_name(" ".join(row.text[slice(*phrase.name)]))
        full = self.people.named(name, place)
        return full if self._is_somebody(row, phrase, full, place) else None

    def _is_somebody(self, row: Row, phrase: NounPhrase, full: str, place: int) -> bool:
        """Say whether a subject is a person: known as one, with an office, or a name with its verb right behind."""
        if self.people.may_be_meant(full, place):
            return True
        if self.people.is_body(full) or phrase.name is None:
            return False
        if any(row.flag[one] & (SPEAKER | TITLE) for one in range(phrase.start, phrase.name[0])):
            return True
        behind = row.flag[phrase.end] if phrase.end < len(row.flag) else 0
        return bool(behind & (AUXILIARY | SAYING | TELLING)) or (row.low[phrase.end : phrase.end + 1] == [","])

    def _author(self, row: Row, phrase: NounPhrase, place: int) -> str | None:
        """Return the owner of what was written, who is meant by "he" behind "Ada Holt's book"."""
        if phrase.kind is not PhraseKind.NOUN or not row.flag[phrase.end - 1] & SPEECH:
            return None
        owner = next((one for one in range(phrase.start, phrase.end) if row.flag[one] & OWNER), -1)
        start = name_back(row, owner, phrase.start) if owner >= 0 else -1
        return self.people.named(bare_name(" ".join(row.text[start : owner + 1])), place) if start >= 0 else None

    def _names(self, row: Row, low: int, high: int) -> list[str]:
        names, at = [], low
        while at < high:
            if row.text[at] == "(":  # what stands in brackets is cited, not told
                at = next((one for one in range(at, high) if row.text[one] == ")"), at) + 1
                continue
            end = name_from(row, at, high)
            if end:
                name = bare_name(" ".join(row.text[at:end]))
                full = self.people.named(name, row.start[at])
                if self.people.may_be_meant(full, row.start[at]):
                    names.append(full)
            at = max(at + 1, end)
        return names
