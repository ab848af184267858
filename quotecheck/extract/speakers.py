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
from quotecheck.extract.clauses import CLAUSE
from quotecheck.extract.cues import reports
from quotecheck.extract.drafts import Draft
from quotecheck.extract.tellers import MARKS, Teller, names_in, teller_before, teller_behind
from quotecheck.model import Citation, CitationForm, CitationRole, Quotation, QuotationKind, Span

__all__ = ["Speech", "add_cited_speakers", "name_speakers"]

_CLAUSE_CHARS: Final = 120  # a reporting clause between two halves of a quotation is no longer
_SECOND_HAND = re.compile(r"[(\[]?\s*(?:quoted|cited|qtd\.?|zit(?:\.|iert)|cité|citado|citato)\s", re.IGNORECASE)
_WITH_TAGS: Final = "«"  # where these are the marks, the narrator stands inside them: « Non, dit-il, jamais »
_AMONG_LARGE_NOUNS: Final = frozenset(["er", "sie"])  # in German a large word alone is no sign of a name
_WORDING: Final = (QuotationKind.DIRECT, QuotationKind.BLOCK)
_KNOWN: Final = 4000  # code points before in which a name may stand that only begins a sentence here
_LOOK: Final = 300  # code points on either side
_LEAD: Final = 420  # code points of the paragraph before a block


class Speech(NamedTuple):
    """What was found of a quotation's speaker."""

    speaker: str | None
    why: str | None
    continues: int | None = None
    """Place of the quotation whose sentence this one carries on."""


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
            naming.last = speech.speaker or naming.last
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
        self.called: dict[str, str] = {}
        """The pronoun by which a speaker, by the last part of the name, was called so far."""
        self.last = ""
        """The speaker named last."""

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
            found = teller_before(before) if before.endswith((":", ",")) else None
            why = "named in the lead-in above"
        if found is None:
            return Speech(None, None, carried) if carried is not None else None
        if not found.is_pronoun:
            return Speech(found.name, why, carried)
        # A pronoun looks back from where it stands; the quotation itself names nobody.
        meant = self._meant(found, before[: found.at] if why.startswith("named before") else before, outer.start)
        if meant is not None:
            self.called[meant.split()[-1]] = found.name.casefold()
            why += f", as {found.name.lower()!r}: the only name in the sentences before"
            return Speech(meant, why, carried)
        return Speech(None, None, carried) if carried is not None else None

    def _found(self, draft: Draft, block: Block, before: str) -> tuple[Teller | None, str]:
        """Look behind the quotation, in front of it and, where the language sets the narrator there, inside."""
        text, end = self.text, draft.outer.end
        found = teller_behind(_plain(text[end : min(max(block.end, end), end + _LOOK)]))
        if found is not None:
            return found, "named behind the quotation"
        found = teller_before(before)
        if found is None and draft.opener is not None and text[draft.opener.start] in _WITH_TAGS:
            span = draft.span
            tag = CLAUSE.search(text, span.start, min(span.end, span.start + _LOOK))
            found = teller_behind(text[tag.start() : min(span.end, tag.end() + _LOOK)]) if tag else None
            return found, "named inside the quotation"
        return found, "named before the quotation"

    def _meant(self, pronoun: Teller, context: str, at: int) -> str | None:
        """Return whom a pronoun means: the only name in `context`, and not merely the first word of a sentence."""
        names, rivals = names_in(context)
        if pronoun.name.casefold() in _AMONG_LARGE_NOUNS:
            names, rivals = ([name for name in row if " " in name] for row in (names, rivals))
        if not names and not rivals and self.last and self.called.get(self.last.split()[-1]) == pronoun.name.casefold():
            return self.last
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
    return previous if reports(between) or teller_behind(between) else None


def _is_broken_off(text: str, draft: Draft) -> bool:
    """Say whether a quotation's sentence may go on behind the narrator: its comma stands inside or behind the marks."""
    last = text[draft.span.start : draft.span.end].rstrip(MARKS)[-1:] or " "
    return last in ",?!—–-…" or text[draft.outer.end : draft.outer.end + 1] == ","


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
        if _SECOND_HAND.match(citation.raw):
            continue
        if not citation.csl.author and citation.resolved is not None:
            citation = by_span.get(citation.resolved.span, citation)
        if citation.csl.author:
            is_signed = citation.form is CitationForm.ATTRIBUTION_LINE
            why = "signed below the quotation" if is_signed else "author of the work the citation names"
            return replace(quotation, speaker=str(citation.csl.author[0]), speaker_why=why)
    return quotation
