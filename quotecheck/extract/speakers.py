"""Whose words a quotation gives, by ordered rules with their reasons; nobody rather than a guess.

Behind the quotation ("…," said X) comes before in front of it (X said: …), then a quotation that carries on
another's sentence, then the last sentence of the paragraph before a block. A pronoun is taken for the one name
that the sentences before it hold, if they hold exactly one. What the citation says is added after linking.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from quotecheck.extract.blocks import Block
from quotecheck.extract.drafts import Draft
from quotecheck.extract.glyphs import FAMILY
from quotecheck.extract.wordlists import alternatives, words
from quotecheck.model import Citation, CitationForm, CitationRole, Quotation, QuotationKind, Span

__all__ = ["Speech", "add_cited_speakers", "name_speakers"]

_VERB = alternatives("reporting_verbs")
_TITLE = alternatives("titles_of_persons")
_PART = r"[A-ZÀ-ÖØ-Þ\u0400-\u042f][\w-]+(?:['’]\w+)?"
_INITIALS = r"(?:[A-ZÀ-ÖØ-Þ\u0400-\u042f]\.\s?){1,3}"
_PARTICLE = r"(?:(?:von|van|de|der|del|di|da|bin|ibn|al|la|le)\s)?"
_NAME: Final = (
    rf"(?:(?i:{_TITLE})\.?\s+)?(?:{_INITIALS})?"
    rf"(?:{_PART}(?:\s(?:{_INITIALS})?{_PARTICLE}{_PART}){{0,3}}|(?<=[A-Z]\.[A-Z]\.))"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey)\b"
_WHO: Final = rf"(?P<who>{_PRONOUN}|{_NAME})"
_ADVERB = (
    r"(?:(?:had|has|have|later|also|then|once|now|again|himself|herself|themselves|selbst"
    r"|a|ha|hat|har|avait|s'est)\s+)?"
)
_GAP = r"[\s,–—-]*"
_SMALL = r"(?:(?:[^\W\d_A-ZÀ-ÖØ-ÞА-Я][\w-]*|l['’]\w+)\s+){0,3}"  # "the mayor", "l'assessore", "инженера"
_JOINS = r"(?:and|but|while|when|who|which|that|because|before|after|until|then|though|und|aber|als|et|mais|y|pero)"
_CUE = alternatives("source_cues")
_BEHIND_NAME: Final = "zufolge"
_AFTER = (
    re.compile(rf"{_GAP}{_ADVERB}(?i:{_VERB})\s+{_SMALL}{_WHO}"),
    re.compile(rf"{_GAP}(?i:{_VERB})\s+(?:[^\W\dA-Z][\w-]*\s+|[A-Z][\w-]+\s+){{1,10}}?(?:[a-z]+),\s+{_WHO}"),
    re.compile(rf"{_GAP}(?:as\s+)?(?!{_JOINS}\b){_SMALL}{_WHO}(?:,[^,.]{{1,60}},)?\s+{_ADVERB}(?i:{_VERB}|called)\b"),
    re.compile(rf"{_GAP}(?i:{_CUE})\s+{_SMALL}{_WHO}"),
)
_BEFORE = re.compile(
    rf"{_WHO}(?:,(?P<aside>[^,.:;]{{1,60}}),|,)?\s+{_ADVERB}(?:[a-z]+ly\s+)?(?i:{_VERB}|called)\b(?=[^.?!]*$)"
)
_ACCORDING = re.compile(rf"\b(?i:{_CUE}|as)\s+{_SMALL}{_WHO}\b(?=[^.?!]*$)")
_ZUFOLGE = re.compile(rf"{_WHO}\s+{_BEHIND_NAME}\b(?=[^.?!]*$)")
_OWNER = re.compile(rf"(?P<who>{_NAME})(?<=['’]s)\s+$")
_LABELLED = re.compile(rf"^[-–•\d.)\s]*(?P<who>{_NAME})(?:\s*\([^()]{{1,60}}\)|,[^:]{{1,60}}):\s*$")
_IN_PHRASE = re.compile(r"\b(?:for|of|from|to|with|at|by|on|near|under)\s+(?:the\s+)?$")  # "a spokesman for Holt said"
_NOUN_BEFORE = re.compile(r"\b(?:de[rmns]|die|das|eine?[rmns]?|laut|nach \w+)\s+(?:[^\W\d_]+\s+)?$", re.IGNORECASE)
_BEFORE_SENTENCES: Final = frozenset(".?!:…—–(" + "".join(glyph for glyph in FAMILY if len(glyph) == 1))
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_REPORTS = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
_CLAUSE_CHARS: Final = 120  # a reporting clause between two halves of a quotation is no longer
_NAMES = re.compile(_NAME)
_SENTENCE = re.compile(r"[.?!](?<=[^\W\d_]{2}[.?!])[\s\u00a0]+(?=[^\W\d_a-z])")
_LOOK: Final = 300  # code points on either side
_LEAD: Final = 420  # code points of the paragraph before a block


class Speech(NamedTuple):
    """What was found of a quotation's speaker."""

    speaker: str | None
    why: str | None
    continues: int | None = None
    """Place of the quotation whose sentence this one carries on."""


class _Found(NamedTuple):
    name: str
    is_pronoun: bool
    at: int
    """Where the pronoun or name starts in the text it was found in."""


def name_speakers(text: str, blocks: Sequence[Block], drafts: Sequence[Draft]) -> dict[int, Speech]:
    """Name the speakers of wording by place in the row; quotations without one are left out."""
    spoken: dict[int, Speech] = {}
    previous: int | None = None
    for number, draft in enumerate(drafts):
        if draft.kind not in (QuotationKind.DIRECT, QuotationKind.BLOCK):
            continue
        speech = _speech(text, blocks, drafts, number, previous, spoken)
        if speech is not None:
            spoken[number] = speech
        if draft.parent is None:
            previous = number
    return spoken


def _speech(
    text: str,
    blocks: Sequence[Block],
    drafts: Sequence[Draft],
    number: int,
    previous: int | None,
    spoken: dict[int, Speech],
) -> Speech | None:
    draft = drafts[number]
    at = max(0, bisect_right(blocks, draft.outer.start, key=lambda block: block.start) - 1)
    block = blocks[at]
    after = _plain(text[draft.outer.end : min(max(block.end, draft.outer.end), draft.outer.end + _LOOK)])
    before = _plain(text[max(block.start, draft.outer.start - _LOOK) : draft.outer.start])
    carried = _carried_on(text, drafts, number, previous, block.start)
    if carried is not None and carried in spoken:
        return Speech(spoken[carried].speaker, "carries on the sentence of the quotation before", carried)
    found = _behind(after)
    if found is not None:
        return _resolved(found, before, "named behind the quotation", carried)
    found = _in_front(before)
    if found is not None:
        return _resolved(found, before[: found.at], "named before the quotation", carried)
    if not before.strip() and at > 0 and draft.parent is None:
        lead = text[max(blocks[at - 1].start, blocks[at - 1].end - _LEAD) : blocks[at - 1].end]
        found = _in_front(lead) if lead.endswith((":", ",")) else None
        if found is not None:
            return _resolved(found, lead[: found.at], "named in the lead-in above", carried)
    return Speech(None, None, carried) if carried is not None else None


def _plain(text: str) -> str:
    """Return a text without the signs of emphasis, which stand between a name and its verb."""
    return text.replace("*", "")


def _carried_on(text: str, drafts: Sequence[Draft], number: int, previous: int | None, block_start: int) -> int | None:
    """Return the quotation of the same block whose sentence this one carries on: "…," said X, "…"."""
    if previous is None or drafts[number].parent is not None or drafts[previous].outer.end <= block_start:
        return None
    before = drafts[previous]
    low, high = before.outer.end, drafts[number].outer.start
    has_marks = before.opener is not None
    if not 0 < high - low <= _CLAUSE_CHARS or (has_marks and not _is_broken_off(text, before)):
        return None
    between = text[low:high].rstrip()
    if not between or between[-1] not in ",;:–—.":
        return None
    return previous if _REPORTS.search(between) else None


def _is_broken_off(text: str, draft: Draft) -> bool:
    """Say whether a quotation's sentence may go on behind the narrator: its comma stands inside or behind the marks."""
    return text[draft.span.end - 1] in ",?!—–-…" or text[draft.outer.end : draft.outer.end + 1] == ","


def _behind(after: str) -> _Found | None:
    for pattern in _AFTER:
        match = pattern.match(after)
        if match:
            found = _person(match)
            if found:
                return found
    return None


def _in_front(before: str) -> _Found | None:
    start = max((match.end() for match in _SENTENCE.finditer(before) if not _ends_title(before, match)), default=0)
    sentence = before[start:]
    for pattern in (_OWNER, _BEFORE, _ACCORDING, _ZUFOLGE, _LABELLED):
        for match in reversed(list(pattern.finditer(sentence))):
            if pattern is _BEFORE and _IN_PHRASE.search(sentence, max(0, match.start("who") - 12), match.start("who")):
                continue
            found = (_aside(match) if pattern is _BEFORE else None) or _person(match)
            # Another verb nearer to the quotation has a subject of its own ("… and opponents described as “…”").
            if found and not _REPORTS.search(sentence, match.end()):
                return _Found(found.name, found.is_pronoun, found.at + start)
    return None


def _aside(match: "re.Match[str]") -> _Found | None:
    """Return the full name between commas behind an office: "the minister of Works, Ada Holt, said"."""
    aside = (match["aside"] or "").strip()
    if " " in match["who"] or aside.count(" ") < 1 or not _NAMES.fullmatch(aside):
        return None
    return _Found(aside, False, match.start("aside"))  # noqa: FBT003 - a value type


def _ends_title(text: str, stop: "re.Match[str]") -> bool:
    """Say whether a full stop belongs to "Dr." or the like and ends no sentence."""
    word = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    return word is not None and word.group().casefold() in words("titles_of_persons")


def _person(match: "re.Match[str]") -> _Found | None:
    """Return the name of a match without the sentence's first word, or None where nothing is left."""
    name = match.group("who").strip()
    if name.casefold() in ("he", "she", "they"):
        return _Found(name, True, match.start("who"))  # noqa: FBT003 - a value type
    parts = name.split()
    whole = len(parts)
    while parts and parts[0].casefold() in words("not_names"):
        parts.pop(0)
    if not parts:
        return None
    # German writes every noun large: one word behind an article is no name.
    lead = match.string[max(0, match.start("who") - 24) : match.start("who")] + name[: len(name) - len(parts[-1])]
    if len(parts) == 1 and whole <= 2 and _NOUN_BEFORE.search(lead):
        return None
    kept = re.sub(r"['’]s$", "", " ".join(parts))
    return _Found(kept, False, match.start("who"))  # noqa: FBT003


def _resolved(found: _Found, context: str, why: str, carried: int | None) -> Speech | None:
    """Put a name for a pronoun: the only one in `context`, and not merely the first word of a sentence."""
    if not found.is_pronoun:
        return Speech(found.name, why, carried)
    names, rivals = _names_before(context)
    families = {name.split()[-1] for name in [*names, *rivals]}
    if len(families) != 1 or not names:
        return Speech(None, None, carried) if carried is not None else None
    name = max(names, key=lambda one: (len(one), one))
    return Speech(name, f"{why}, as {found.name.lower()!r}: the only name in the sentences before", carried)


def _names_before(text: str) -> tuple[list[str], list[str]]:
    """Return the names in a text, and the single words that may be names or only begin a sentence."""
    names: list[str] = []
    doubtful: list[str] = []
    for match in _NAMES.finditer(text):
        parts = match.group().split()
        begins = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in _BEFORE_SENTENCES
        while parts and parts[0].casefold() in words("not_names"):
            parts.pop(0)
            begins = False
        if parts:
            name = re.sub(r"['’]s$", "", " ".join(parts))
            (doubtful if begins and len(parts) == 1 else names).append(name)
    return names, doubtful


def add_cited_speakers(quotations: Sequence[Quotation], citations: Sequence[Citation]) -> tuple[Quotation, ...]:
    """Name, after linking, the speakers that only the citations tell: the author of the cited work or a signature."""
    by_span = {citation.span: citation for citation in citations}
    return tuple(_with_cited_speaker(quotation, by_span) for quotation in quotations)


def _with_cited_speaker(quotation: Quotation, by_span: Mapping[Span, Citation]) -> Quotation:
    if quotation.speaker is not None or not quotation.is_verifiable:
        return quotation
    for cited in quotation.cited:
        if cited.role not in (CitationRole.EXPLICIT, CitationRole.NOTE):
            continue
        citation = cited.citation
        if not citation.csl.author and citation.resolved is not None:
            citation = by_span.get(citation.resolved.span, citation)
        if citation.csl.author:
            is_signed = citation.form is CitationForm.ATTRIBUTION_LINE
            why = "signed below the quotation" if is_signed else "author of the work the citation names"
            return replace(quotation, speaker=str(citation.csl.author[0]), speaker_why=why)
    return quotation
