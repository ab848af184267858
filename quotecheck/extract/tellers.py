"""Who says something, by the words beside it: the name or pronoun of a reporting clause behind or in front.

Text in, a name or nothing out; what the document knows besides is the concern of `speakers`.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quotecheck.extract.glyphs import FAMILY
from quotecheck.language.lists import alternatives, listed

__all__ = ["MARKS", "Teller", "names_in", "teller_before", "teller_behind"]

_VERB = alternatives("reporting-verbs")
_TITLE = alternatives("titles-of-persons")
_LARGE = "".join(letter for letter in map(chr, range(0x530)) if letter.isupper())  # Latin, Greek, Cyrillic
_PART = rf"[{_LARGE}][\w-]+(?:['’]\w+)?"
_INITIALS = rf"(?:[{_LARGE}]\.\s?){{1,3}}"
_PARTICLE = r"(?:(?:von|van|de|der|del|di|da|bin|ibn|al|la|le)\s)?"
_NAME: Final = (
    rf"(?:(?i:{_TITLE})\.?\s+)?(?:{_INITIALS})?"
    rf"(?:{_PART}(?:\s(?:{_INITIALS})?{_PARTICLE}{_PART}){{0,3}}|(?<=[A-Z]\.[A-Z]\.))"
)
_PRONOUNS: Final = frozenset(["he", "she", "they", "er", "sie", "il", "elle", "él", "ella", "hon", "han", "он", "она"])
_PRONOUN = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ee]r|[Ss]ie|[Ee]lle|[Éé]l|[Ee]lla|[Hh][oa]n|[Оо]на?)\b"
_WHO: Final = rf"(?P<who>{_PRONOUN}|{_NAME})"
_ADVERB = (
    r"(?:(?:had|has|have|would|later|also|then|once|now|again|often|never|always|already|himself|herself|themselves"
    r"|poi|puis|ensuite|encore|dann|noch|ainda|também|selbst|hat|hatte|auch|zuvor|damals|später|schon|a|ha|har|avait"
    r"|había|s'est)\s+){0,3}"
)
_GAP = r"[\s,–—-]*"
_SMALL = rf"(?:(?!{_PRONOUN})(?:[^\W\d_{_LARGE}][\w-]*|l['’]\w+)\s+){{0,3}}"
"""The words of an office: "the mayor", "l'assessore", "инженера"."""
_JOINS = r"(?:and|but|while|when|who|which|that|because|before|after|until|then|though|und|aber|als|et|mais|y|pero)"
_CUE = alternatives("source-cues")
_BEHIND_NAME: Final = "zufolge"
_AFTER = (
    re.compile(rf"{_GAP}{_ADVERB}(?i:{_VERB})\s+{_SMALL}{_WHO}"),
    re.compile(rf"{_GAP}(?i:{_VERB})\s+(?:[^\W\dA-Z][\w-]*\s+|[A-Z][\w-]+\s+){{1,10}}?(?:[a-z]+),\s+{_WHO}"),
    re.compile(rf"{_GAP}(?:as\s+)?(?!{_JOINS}\b){_SMALL}{_WHO}(?:,[^,.]{{1,60}},)?\s+{_ADVERB}(?i:{_VERB}|called)\b"),
    re.compile(rf"{_GAP}(?i:{_CUE})\s+{_SMALL}{_WHO}"),
    re.compile(rf"{_GAP}(?:[a-z]+\s+){{0,4}}?(?:attributed|credited|ascribed)\s+to\s+{_SMALL}{_WHO}"),
    re.compile(rf"{_GAP}so\s+{_SMALL}{_WHO}(?=[,.:;]|$)"),
    re.compile(rf"{_GAP}(?i:{_VERB})(?:-t)?-(?P<who>il|elle)\b"),
    re.compile(rf"{_GAP}(?:a-t-|s['’]est-)(?P<who>il|elle)\s+(?i:{_VERB})\b"),
)
_BEFORE = re.compile(
    # "il" is a pronoun before a verb only: elsewhere it is the Italian article.
    rf"(?P<who>{_PRONOUN}|\b[Ii]l\b|{_NAME})(?:\s*[\[(][^\])\n]{{0,60}}[\])])?(?:,(?P<aside>[^,.:;]{{1,60}}),(?:[^,.:;]{{1,80}},)?|,)?"
    rf"\s+(?P<relative>(?:who|qui|che)\s+)?{_ADVERB}(?:[a-z]+ly\s+)?(?P<verb>(?i:{_VERB}|called))\b"
    # No sentence ends before the quotation: full stops only inside words, behind initials and before figures.
    r"(?=(?:[^.?!]|(?<=\w)\.(?=\w)|(?<=\b\w)\.|(?<=\w)\.(?=\s\d))*$)"
)
_AND_VERB = re.compile(rf"\b(?:and|but|then|und|et|y|och)\s+{_ADVERB}(?:[a-z]+ly\s+)?(?i:{_VERB})\b")
_ACCORDING = re.compile(rf"\b(?i:{_CUE}|as)\s+{_SMALL}{_WHO}\b(?=[^.?!]*$)")
_ZUFOLGE = re.compile(rf"{_WHO}\s+{_BEHIND_NAME}\b(?=[^.?!]*$)")
_OWNER = re.compile(rf"(?P<who>{_NAME})(?<=['’]s)\s+$")
_LABELLED = re.compile(rf"^[-–•\d.)\s]*(?P<who>{_NAME})(?:\s*\([^()]{{1,60}}\)|,[^:]{{1,60}}):\s*$")
_IN_PHRASE = re.compile(
    r"\b(?:for|of|from|to|with|at|by|on|near|under|von|für|bei|mit|an|de|du|par|pour|da|di|por|para|av|för|till|от|для|у)"
    r"\s+(?:the\s+)?$"
)  # "a spokesman for Holt said"
_NOUN_BEFORE = re.compile(
    r"\b(?:de[rmns]|die|das|(?:m|d|s)?eine?[rmns]?|unsere?[rmns]?|ihre?[rmns]?|laut|nach \w+)\s+(?:[^\W\d_]+\s+)?$",
    re.IGNORECASE,
)
MARKS: Final = "".join(glyph for glyph in FAMILY if len(glyph) == 1)
_BEFORE_SENTENCES: Final = frozenset(".?!:…—–(" + MARKS)
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_REPORTS = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
_NAMES = re.compile(_NAME)
_NAMED = re.compile(rf"(?P<who>{_NAME})")
_SENTENCE = re.compile(
    r"(?:[.?!](?:(?<=[^\W\d_]{2}[.?!])|(?<=\d{4}[.?!]))|[.?!][”’\"»“]|[”’\"»“][.?!])"
    r"(?:\[\w{1,4}\])*[\s\u00a0]+(?=[^\W\d_a-z])"
)
_OFFICE = re.compile(r"\s(?:der|des|de|du|di|del|von)\s")
_PAST: Final = frozenset(["read", "put"])
_LEADING: Final = 5  # words of an office before a name
_FEW: Final = 3  # words
_NEAR: Final = 24  # code points before a verb that may hold "and also"


class Teller(NamedTuple):
    """A name or pronoun found beside a quotation."""

    name: str
    is_pronoun: bool
    at: int
    """Where the pronoun or name starts in the text it was found in."""


def teller_behind(after: str) -> Teller | None:
    """Find who says it in the text right behind a quotation: "…," said Ada Holt."""
    for pattern in _AFTER:
        match = pattern.match(after)
        if match:
            found = _person(match)
            if found:
                return found
    return None


def teller_before(before: str) -> Teller | None:
    """Find who says it in the last sentence before a quotation: Ada Holt said: "…"."""
    start = max((match.end() for match in _SENTENCE.finditer(before) if not _ends_title(before, match)), default=0)
    sentence = before[start:]
    for pattern in _patterns_for(sentence):
        for match in reversed(list(pattern.finditer(sentence))):
            if pattern is _BEFORE and not _is_subject(match):
                continue
            found = (_aside(match) if pattern is _BEFORE else None) or _person(match)
            # Another verb nearer to the quotation has a subject of its own ("… and opponents described as “…”").
            if found and _is_nearest(sentence, match.end()):
                return Teller(found.name, found.is_pronoun, found.at + start)
    found = _leading_in(sentence)
    return found and Teller(found.name, found.is_pronoun, found.at + start)


def _patterns_for(sentence: str) -> Iterator[re.Pattern[str]]:
    """Give the patterns that may match, in their order: each is asked only where its own words stand."""
    if sentence.rstrip().endswith(("'s", "’s")):
        yield _OWNER
    if "called" in sentence or _REPORTS.search(sentence):
        yield _BEFORE
    yield _ACCORDING
    if _BEHIND_NAME in sentence:
        yield _ZUFOLGE
    if sentence.rstrip().endswith(":"):
        yield _LABELLED


def _is_subject(match: "re.Match[str]") -> bool:
    """Say whether the name before a verb says it: not "a spokesman for Holt said", nor the noun of "Short answer"."""
    sentence, who = match.string, match.start("who")
    if match["relative"]:
        return True
    if _IN_PHRASE.search(sentence, max(0, who - 12), who):
        return False
    verb = match["verb"].casefold()
    if f"{verb}s" not in listed("reporting-verbs") or verb in _PAST:
        return True
    is_plural = match["who"].endswith("s") or "and " in sentence[max(0, who - 5) : who]
    return is_plural or match["who"].casefold() in _PRONOUNS


def _is_nearest(sentence: str, end: int) -> bool:
    """Say whether no other verb that follows has a subject of its own, as "… and opponents described as" has."""
    others = _REPORTS.finditer(sentence, end)
    return all(_AND_VERB.search(sentence, max(end, other.start() - _NEAR), other.end()) for other in others)


def _leading_in(sentence: str) -> Teller | None:
    """Return the full name that is the subject of a sentence with a colon: "The mayor, Ada Holt, went further:"."""
    if not sentence.rstrip().endswith(":"):
        return None
    full = [match for match in _NAMED.finditer(sentence) if " " in match.group()]
    lead = sentence[: full[0].start()].rstrip() if full else ""
    if len(full) != 1 or len(lead.split()) > (_LEADING if lead.endswith(",") else 1) or _IN_PHRASE.search(lead + " "):
        return None
    found = _person(full[0])
    return found if found and " " in found.name else None


def _aside(match: "re.Match[str]") -> Teller | None:
    """Return the full name between commas behind an office: "the minister of Works, Ada Holt, said"."""
    aside = (match["aside"] or "").strip()
    office = [word for word in match["who"].split() if word.casefold() not in listed("not-names")]
    is_office = len(office) == 1 or _OFFICE.search(match["who"]) is not None
    if not is_office or " " not in aside or not _NAMES.fullmatch(aside):
        return None
    return Teller(aside, False, match.start("aside"))  # noqa: FBT003 - a value type


def _ends_title(text: str, stop: "re.Match[str]") -> bool:
    """Say whether a full stop belongs to "Dr." or the like and ends no sentence."""
    word = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    return word is not None and word.group().casefold() in listed("titles-of-persons")


def _person(match: "re.Match[str]") -> Teller | None:
    """Return the name of a match without the sentence's first word, or None where nothing is left."""
    name = match.group("who").strip()
    if name.casefold() in _PRONOUNS:
        return Teller(name, True, match.start("who"))  # noqa: FBT003 - a value type
    parts = name.split()
    whole = len(parts)
    while parts and parts[0].casefold() in listed("not-names"):
        parts.pop(0)
    if not parts:
        return None
    # German writes every noun large: one word behind an article is no name.
    lead = match.string[max(0, match.start("who") - 24) : match.start("who")] + name[: len(name) - len(parts[-1])]
    if len(parts) == 1 and whole <= _FEW and _NOUN_BEFORE.search(lead):
        return None
    kept = " ".join(parts).removesuffix("'s").removesuffix("’s")
    return Teller(kept, False, match.start("who"))  # noqa: FBT003


def names_in(text: str) -> tuple[list[str], list[str]]:
    """Return the names in a text, and the single words that may be names or only begin a sentence."""
    names: list[str] = []
    doubtful: list[str] = []
    for match in _NAMES.finditer(text):
        parts = match.group().split()
        begins = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in _BEFORE_SENTENCES
        is_marked = text[max(0, match.start() - 1) : match.start()] in FAMILY
        while parts and parts[0].casefold() in listed("not-names"):
            parts.pop(0)
            begins = False
        is_in_marks = is_marked and text[match.end() : match.end() + 1] in FAMILY  # the name of a work, or a label
        if parts and not is_in_marks:
            name = " ".join(parts).removesuffix("'s").removesuffix("’s")
            (doubtful if begins and (is_marked or len(parts) == 1) else names).append(name)
    return names, doubtful
