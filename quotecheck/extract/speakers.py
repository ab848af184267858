"""Whose words a quotation gives, by ordered rules with their reasons; nobody rather than a guess.

Behind the quotation ("…," said X) comes before in front of it (X said: …), then a quotation that carries on
another's sentence, then the last sentence of the paragraph before a block. A pronoun is taken for the one name
that the sentences before it hold, if they hold exactly one. What the citation says is added after linking.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from quotecheck.extract.blocks import Block
from quotecheck.extract.clauses import CLAUSE
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
_PRONOUNS: Final = frozenset(["he", "she", "they", "er", "sie", "il", "elle", "él", "ella", "hon", "han", "он", "она"])
_PRONOUN = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ee]r|[Ss]ie|[Ee]lle|[Éé]l|[Ee]lla|[Hh][oa]n|[Оо]на?)\b"
_WHO: Final = rf"(?P<who>{_PRONOUN}|{_NAME})"
_ADVERB = (
    r"(?:(?:had|has|have|would|later|also|then|once|now|again|often|never|always|already|himself|herself|themselves"
    r"|selbst|hat|hatte|auch|zuvor|damals|später|schon|a|ha|har|avait|había|s'est)\s+){0,3}"
)
_GAP = r"[\s,–—-]*"
_SMALL = (
    rf"(?:(?!{_PRONOUN})(?:[^\W\d_A-ZÀ-ÖØ-ÞА-Я][\w-]*|l['’]\w+)\s+){{0,3}}"  # "the mayor", "l'assessore", "инженера"
)
_JOINS = r"(?:and|but|while|when|who|which|that|because|before|after|until|then|though|und|aber|als|et|mais|y|pero)"
_CUE = alternatives("source_cues")
_BEHIND_NAME: Final = "zufolge"
_AFTER = (
    re.compile(rf"{_GAP}{_ADVERB}(?i:{_VERB})\s+{_SMALL}{_WHO}"),
    re.compile(rf"{_GAP}(?i:{_VERB})\s+(?:[^\W\dA-Z][\w-]*\s+|[A-Z][\w-]+\s+){{1,10}}?(?:[a-z]+),\s+{_WHO}"),
    re.compile(rf"{_GAP}(?:as\s+)?(?!{_JOINS}\b){_SMALL}{_WHO}(?:,[^,.]{{1,60}},)?\s+{_ADVERB}(?i:{_VERB}|called)\b"),
    re.compile(rf"{_GAP}(?i:{_CUE})\s+{_SMALL}{_WHO}"),
    re.compile(rf"{_GAP}(?:[a-z]+\s+){{0,4}}?(?:attributed|credited|ascribed)\s+to\s+{_SMALL}{_WHO}"),
    re.compile(rf"{_GAP}(?i:{_VERB})(?:-t)?-(?P<who>il|elle)\b"),
    re.compile(rf"{_GAP}(?:a-t-|s['’]est-)(?P<who>il|elle)\s+(?i:{_VERB})\b"),
)
_BEFORE = re.compile(
    rf"{_WHO}(?:\s*[\[(][^\])\n]{{0,60}}[\])])?(?:,(?P<aside>[^,.:;]{{1,60}}),|,)?\s+(?P<relative>(?:who|qui|che)\s+)?"
    rf"{_ADVERB}(?:[a-z]+ly\s+)?(?P<verb>(?i:{_VERB}|called))\b(?=[^.?!]*$)"
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
_NOUN_BEFORE = re.compile(r"\b(?:de[rmns]|die|das|eine?[rmns]?|laut|nach \w+)\s+(?:[^\W\d_]+\s+)?$", re.IGNORECASE)
_BEFORE_SENTENCES: Final = frozenset(".?!:…—–(" + "".join(glyph for glyph in FAMILY if len(glyph) == 1))
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_REPORTS = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
_CLAUSE_CHARS: Final = 120  # a reporting clause between two halves of a quotation is no longer
_NAMES = re.compile(_NAME)
_NAMED = re.compile(rf"(?P<who>{_NAME})")
_SENTENCE = re.compile(
    r"(?:[.?!](?:(?<=[^\W\d_]{2}[.?!])|(?<=\d{4}[.?!]))|[.?!][”’\"»“]|[”’\"»“][.?!])[\s\u00a0]+(?=[^\W\d_a-z])"
)
_WITH_TAGS: Final = "«"  # where these are the marks, the narrator stands inside them: « Non, dit-il, jamais »
_AMONG_LARGE_NOUNS: Final = frozenset(["er", "sie"])  # in German a large word alone is no sign of a name
_OFFICE = re.compile(r"\s(?:der|des|de|du|di|del|von)\s")
_PAST: Final = frozenset(["read", "put"])
_WORDING: Final = (QuotationKind.DIRECT, QuotationKind.BLOCK)
_FEW: Final = 3  # words
_NEAR: Final = 24  # code points before a verb that may hold "and also"
_KNOWN: Final = 4000  # code points before in which a name may stand that only begins a sentence here
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
    naming = _Naming(text, blocks, drafts)
    previous: int | None = None
    for number, draft in enumerate(drafts):
        if draft.kind not in _WORDING:
            continue
        speech = naming.speech(number, previous)
        if speech is not None:
            naming.spoken[number] = speech
        if draft.parent is None:
            previous = number
    return naming.spoken


class _Naming:
    """The rules, with the document they look at and what they have found so far."""

    def __init__(self, text: str, blocks: Sequence[Block], drafts: Sequence[Draft]) -> None:
        self.text = text
        self.blocks = blocks
        self.drafts = drafts
        self.starts = [block.start for block in blocks]
        self.spoken: dict[int, Speech] = {}

    def speech(self, number: int, previous: int | None) -> Speech | None:
        """Name the speaker of one quotation; `previous` is the place of the one before it."""
        text, draft = self.text, self.drafts[number]
        outer = draft.outer
        at = max(0, bisect_right(self.starts, outer.start) - 1)
        block = self.blocks[at]
        before = _plain(text[max(block.start, outer.start - _LOOK) : outer.start])
        carried = _carried_on(text, self.drafts, number, previous, block.start)
        if carried is not None and carried in self.spoken:
            return Speech(self.spoken[carried].speaker, "carries on the sentence of the quotation before", carried)
        found, why = self._found(draft, block, before)
        if found is None and not before.strip() and at > 0 and draft.parent is None:
            above = self.blocks[at - 1]
            before = text[max(above.start, above.end - _LEAD) : above.end]
            found = _in_front(before) if before.endswith((":", ",")) else None
            why = "named in the lead-in above"
        if found is None:
            return Speech(None, None, carried) if carried is not None else None
        if not found.is_pronoun:
            return Speech(found.name, why, carried)
        # A pronoun looks back from where it stands; the quotation itself names nobody.
        meant = self._meant(found, before[: found.at] if why.startswith("named before") else before, outer.start)
        if meant is not None:
            why += f", as {found.name.lower()!r}: the only name in the sentences before"
            return Speech(meant, why, carried)
        return Speech(None, None, carried) if carried is not None else None

    def _found(self, draft: Draft, block: Block, before: str) -> tuple[_Found | None, str]:
        """Look behind the quotation, in front of it and, where the language sets the narrator there, inside."""
        text, end = self.text, draft.outer.end
        found = _behind(_plain(text[end : min(max(block.end, end), end + _LOOK)]))
        if found is not None:
            return found, "named behind the quotation"
        found = _in_front(before)
        if found is None and draft.opener is not None and text[draft.opener.start] in _WITH_TAGS:
            span = draft.span
            tag = CLAUSE.search(text, span.start, min(span.end, span.start + _LOOK))
            found = _behind(text[tag.start() : min(span.end, tag.end() + _LOOK)]) if tag else None
            return found, "named inside the quotation"
        return found, "named before the quotation"

    def _meant(self, pronoun: _Found, context: str, at: int) -> str | None:
        """Return whom a pronoun means: the only name in `context`, and not merely the first word of a sentence."""
        names, rivals = _names_before(context)
        if pronoun.name.casefold() in _AMONG_LARGE_NOUNS:
            names, rivals = ([name for name in row if " " in name] for row in (names, rivals))
        families = {name.split()[-1] for name in [*names, *rivals]}
        if len(families) != 1 or not (names or self._is_name(rivals[0], at)):
            return None
        return max([*names, *rivals], key=lambda one: (len(one), one))

    def _is_name(self, word: str, at: int) -> bool:
        """Say whether a word that begins a sentence stands large inside another one shortly before."""
        low = max(0, at - _KNOWN)
        nearby = self.text[low:at]
        return re.search(rf"[^\W\d_][ \u00a0]{re.escape(word)}\b", nearby) is not None


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
    for pattern in _patterns_for(sentence):
        for match in reversed(list(pattern.finditer(sentence))):
            if pattern is _BEFORE and not _is_subject(match):
                continue
            found = (_aside(match) if pattern is _BEFORE else None) or _person(match)
            # Another verb nearer to the quotation has a subject of its own ("… and opponents described as “…”").
            if found and _is_nearest(sentence, match.end()):
                return _Found(found.name, found.is_pronoun, found.at + start)
    found = _leading_in(sentence)
    return found and _Found(found.name, found.is_pronoun, found.at + start)


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
    if f"{verb}s" not in words("reporting_verbs") or verb in _PAST:
        return True
    is_plural = match["who"].endswith("s") or "and " in sentence[max(0, who - 5) : who]
    return is_plural or match["who"].casefold() in _PRONOUNS


def _is_nearest(sentence: str, end: int) -> bool:
    """Say whether no other verb that follows has a subject of its own, as "… and opponents described as" has."""
    others = _REPORTS.finditer(sentence, end)
    return all(_AND_VERB.search(sentence, max(end, other.start() - _NEAR), other.end()) for other in others)


def _leading_in(sentence: str) -> _Found | None:
    """Return the full name that is the subject of a sentence with a colon: "The mayor, Ada Holt, went further:"."""
    if not sentence.rstrip().endswith(":"):
        return None
    full = [match for match in _NAMED.finditer(sentence) if " " in match.group()]
    lead = sentence[: full[0].start()] if full else ""
    if len(full) != 1 or len(lead.split()) > _FEW or _IN_PHRASE.search(lead):
        return None
    found = _person(full[0])
    return found if found and " " in found.name else None


def _aside(match: "re.Match[str]") -> _Found | None:
    """Return the full name between commas behind an office: "the minister of Works, Ada Holt, said"."""
    aside = (match["aside"] or "").strip()
    if (
        (" " in match["who"] and not _OFFICE.search(match["who"]))
        or aside.count(" ") < 1
        or not _NAMES.fullmatch(aside)
    ):
        return None
    return _Found(aside, False, match.start("aside"))  # noqa: FBT003 - a value type


def _ends_title(text: str, stop: "re.Match[str]") -> bool:
    """Say whether a full stop belongs to "Dr." or the like and ends no sentence."""
    word = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    return word is not None and word.group().casefold() in words("titles_of_persons")


def _person(match: "re.Match[str]") -> _Found | None:
    """Return the name of a match without the sentence's first word, or None where nothing is left."""
    name = match.group("who").strip()
    if name.casefold() in _PRONOUNS:
        return _Found(name, True, match.start("who"))  # noqa: FBT003 - a value type
    parts = name.split()
    whole = len(parts)
    while parts and parts[0].casefold() in words("not_names"):
        parts.pop(0)
    if not parts:
        return None
    # German writes every noun large: one word behind an article is no name.
    lead = match.string[max(0, match.start("who") - 24) : match.start("who")] + name[: len(name) - len(parts[-1])]
    if len(parts) == 1 and whole <= _FEW and _NOUN_BEFORE.search(lead):
        return None
    kept = " ".join(parts).removesuffix("'s").removesuffix("’s")
    return _Found(kept, False, match.start("who"))  # noqa: FBT003


def _names_before(text: str) -> tuple[list[str], list[str]]:
    """Return the names in a text, and the single words that may be names or only begin a sentence."""
    names: list[str] = []
    doubtful: list[str] = []
    for match in _NAMES.finditer(text):
        parts = match.group().split()
        begins = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in _BEFORE_SENTENCES
        is_marked = text[max(0, match.start() - 1) : match.start()] in FAMILY
        while parts and parts[0].casefold() in words("not_names"):
            parts.pop(0)
            begins = False
        # "the Board" is nobody.
        if len(parts) > 1 or (parts and not text.endswith(("the ", "The "), 0, match.start())):
            name = " ".join(parts).removesuffix("'s").removesuffix("’s")
            (doubtful if begins and (is_marked or len(parts) == 1) else names).append(name)
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
