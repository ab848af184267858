"""Who says it by the words behind a quotation: “…,” said Ada Holt · X said in May · — X · according to X."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from quotecheck.extract.speakers.found import NamedSpeaker
from quotecheck.extract.speakers.lexicon import (
    AUXILIARY,
    CONJUNCTION,
    LIKE_NOUN,
    NOT_INVERTED,
    PLAIN,
    PREPOSITION,
    PRONOUN,
    SAYING,
    TELLING,
)
from quotecheck.extract.speakers.phrases import NounPhrase, PhraseKind, name_from, named_aside, phrase_from
from quotecheck.extract.speakers.subjects import subject
from quotecheck.extract.speakers.tokens import CAPITAL, QUOTE, STOP, WORD, Row
from quotecheck.language.lists import everywhere
from quotecheck.language.sentences import STOPS

__all__ = ["signature_behind", "teller_behind"]

_DASHES: Final = frozenset(["—", "–", "--", "-", "~"])
_SKIPPED: Final = frozenset([",", "—", "–", "--", "-"])
_CLOSERS: Final = {"(": ")", "[": "]"}
_REACH: Final = 45  # tokens in which the verb of a reporting clause stands
_BETWEEN: Final = 12  # words that may stand before its subject
_PASSIVE: Final = frozenset(everywhere("passive-auxiliaries"))
_PASSIVE_VERBS: Final = frozenset(["asked", "told", "called", "described"])
_HYPHENS: Final = frozenset(everywhere("inverted-subjects"))


class _Clause(NamedTuple):
    """The words behind a quotation, up to the next one."""

    row: Row
    quote: int
    low: int
    high: int
    is_bound: bool
    """Whether a comma, a question or an exclamation mark, or a dash binds the quotation to what follows."""


def signature_behind(row: Row, at: int, high: int) -> NamedSpeaker | None:
    """Return the name behind a dash: “…” — Ada Holt."""
    if at + 2 >= high or row.text[at + 1] not in _DASHES:
        return None
    end = name_from(row, at + 2, high)
    if not end or (end < high and row.text[end] not in (",", "(", ".", ";")):
        return None
    if any(row.flag[one] & SAYING for one in range(end, min(end + 8, high))):
        return None
    return NamedSpeaker(
        NounPhrase(at + 2, end, PhraseKind.NAME, (at + 2, end)), "signed behind the quotation", 0.93, is_bound=True
    )


def teller_behind(row: Row, at: int, high: int) -> NamedSpeaker | None:
    """Return who says the quotation at token `at` by the clause behind it."""
    clause = _clause(row, at, high)
    if clause is None:
        return None
    found = _sourced(clause) or _inverted(clause) or _hyphened(clause)
    if found is None and not row.flag[clause.low] & CONJUNCTION:
        found = _subject_first(clause) or _unlisted(clause)
    found = found or _at_the_end(clause)
    return found._replace(is_bound=clause.is_bound) if found else None


def _clause(row: Row, at: int, high: int) -> _Clause | None:
    low = _over_signs(row, at + 1, high)
    end = low
    while end < high and not row.flag[end] & QUOTE and row.text[end] != ";":
        end += 1
    if low >= end:
        return None
    last = row.last[at]
    is_bound = last in ",!?—–-" and last != ""
    is_bound = is_bound or row.text[at + 1] in (",", "—", "–", "--")
    if row.low[low] == "as" and low + 1 < end and is_bound:
        low += 1
    return _Clause(row, at, low, end, is_bound)


def _over_signs(row: Row, at: int, high: int) -> int:
    """Return the first word behind a quotation: commas, dashes and what stands in brackets are passed over."""
    while at < high:
        closer = _CLOSERS.get(row.text[at])
        if closer:
            place = at
            while place < high and row.text[place] != closer:
                place += 1
            at = place + 1
        elif row.text[at] in _SKIPPED and not row.flag[at] & QUOTE:
            at += 1
        else:
            return at
    return at


def _sourced(clause: _Clause) -> NamedSpeaker | None:
    """“…,” according to X."""
    row = clause.row
    for cue in row.words.according:
        end = clause.low + len(cue)
        if end < clause.high and tuple(row.low[clause.low : end]) == cue:
            found = phrase_from(row, end, clause.high)
            if found:
                return NamedSpeaker(named_aside(row, found, clause.high), "source named behind the quotation", 0.93)
    return None


def _inverted(clause: _Clause) -> NamedSpeaker | None:
    """“…,” said X."""
    row = clause.row
    verb = _over_adverbs(row, clause.low, clause.high)
    if verb >= clause.high or not _may_invert(clause, verb):
        return None
    at = _over_adverbs(row, verb + 1, clause.high)
    found = phrase_from(row, at, clause.high)
    if found is None or (found.kind is PhraseKind.BARE and row.low[verb] not in ("say", "said", "says")):
        return None
    if row.words.large_nouns and found.kind is PhraseKind.BARE:
        return None
    sure = 0.96 if row.flag[verb] & SAYING else 0.82
    return NamedSpeaker(named_aside(row, found, clause.high), "verb, then the speaker, behind the quotation", sure)


def _over_adverbs(row: Row, at: int, high: int) -> int:
    while at < high and row.flag[at] & WORD and not row.flag[at] & (CAPITAL | SAYING):
        if not row.flag[at] & AUXILIARY and not row.low[at].endswith("ly"):
            break
        at += 1
    return at


def _may_say(clause: _Clause, verb: int) -> bool:
    """Whether a verb of saying may stand before its subject here: no noun like it, no participle."""
    row = clause.row
    flag, word = row.flag[verb], row.low[verb]
    if word.endswith("ing") or (flag & LIKE_NOUN and not word.endswith("s")):
        return False
    is_plain = bool(flag & PLAIN) or row.words.language != "en"
    return clause.is_bound or row.last[clause.quote] == "." or is_plain


def _may_invert(clause: _Clause, verb: int) -> bool:
    row = clause.row
    flag, word = row.flag[verb], row.low[verb]
    if flag & (CAPITAL | NOT_INVERTED) or not flag & WORD:
        return False
    if flag & SAYING:
        return _may_say(clause, verb)
    opens = clause.quote == 0 or bool(row.flag[clause.quote - 1] & QUOTE) or row.text[clause.quote - 1] in STOPS
    is_english = row.words.language == "en" and word.endswith("ed") and len(word) > 4 and not flag & TELLING
    return is_english and clause.is_bound and opens


def _hyphened(clause: _Clause) -> NamedSpeaker | None:
    """« … », dit-il · a-t-elle ajouté · s’est-il écrié."""
    row = clause.row
    for at in range(clause.low, min(clause.low + 3, clause.high)):
        verb, _, pronoun = row.low[at].rpartition("-")
        if verb and pronoun in _HYPHENS:
            return NamedSpeaker(
                NounPhrase(at, at + 1, PhraseKind.PRONOUN), "verb with its pronoun behind the quotation", 0.95
            )
    return None


def _is_near(clause: _Clause, found: NounPhrase) -> bool:
    """Whether a subject stands in the clause, with few words before it."""
    between = sum(1 for one in range(clause.low, found.start) if clause.row.flag[one] & WORD)
    return found.start >= clause.low and between <= _BETWEEN


def _subject_first(clause: _Clause) -> NamedSpeaker | None:
    """“…,” X said."""
    row = clause.row
    if not clause.is_bound and row.last[clause.quote] != "." and not _is_plain_clause(clause):
        return None
    for at in _finite_verbs(clause):
        if row.low[at - 1] in _PASSIVE and row.low[at] in _PASSIVE_VERBS:
            return None
        found = subject(row, at, clause.low)
        if found is not None:
            return _told_by(clause, found, at) if _is_near(clause, found) else None
    return None


def _finite_verbs(clause: _Clause) -> Iterator[int]:
    """Yield the verbs behind the first word of the clause and before the end of its sentence, participles left out."""
    row = clause.row
    for at in range(clause.low + 1, min(clause.high, clause.low + _REACH)):
        if row.flag[at] & STOP and row.text[at] == ".":
            return
        if row.is_verb(at, clause.low) and not row.low[at].endswith("ing"):
            yield at


def _told_by(clause: _Clause, found: NounPhrase, verb: int) -> NamedSpeaker:
    sure = 0.96 if clause.row.flag[verb] & SAYING else 0.85
    return NamedSpeaker(named_aside(clause.row, found, verb), "speaker, then the verb, behind the quotation", sure)


def _is_plain_clause(clause: _Clause) -> bool:
    """Say whether a subject and a plain verb follow at once, which need no comma: “…” X says."""
    row = clause.row
    found = phrase_from(row, clause.low, clause.high)
    return found is not None and found.end < clause.high and bool(row.flag[found.end] & PLAIN)


def _unlisted(clause: _Clause) -> NamedSpeaker | None:
    """“…!” X sniffed."""
    row = clause.row
    found = phrase_from(row, clause.low, clause.high) if clause.is_bound else None
    if found is None or found.kind not in (PhraseKind.NAME, PhraseKind.PRONOUN) or found.end >= clause.high:
        return None
    flag, word = row.flag[found.end], row.low[found.end]
    if not flag & WORD or flag & (CAPITAL | PREPOSITION | AUXILIARY | PRONOUN) or row.words.language != "en":
        return None
    if word.endswith("ed") or (word.endswith("s") and not word.endswith("ss")):
        return NamedSpeaker(found, "speaker, then another verb, behind the quotation", 0.8)
    return None


def _at_the_end(clause: _Clause) -> NamedSpeaker | None:
    """“…” in that law, X said in a statement."""
    row = clause.row
    pauses: list[int] = []
    for at in range(clause.low, min(clause.high, clause.low + 2 * _REACH)):
        if row.text[at] in (",", "—", "–", "--"):
            pauses.append(at)
            continue
        if not pauses or not row.flag[at] & SAYING or row.low[at].endswith("ing"):
            continue
        found = phrase_from(row, at + 1, clause.high) if at == pauses[-1] + 1 else None
        if found is None and row.is_verb(at, clause.low):
            found = subject(row, at, clause.low)
        if found and found.start > pauses[0]:
            return NamedSpeaker(named_aside(row, found, at), "reporting clause at the end of the sentence", 0.9)
    return _sourced_later(clause)


def _sourced_later(clause: _Clause) -> NamedSpeaker | None:
    row = clause.row
    for cue in row.words.according:
        if len(cue) < 2 or cue[0] not in row.low[clause.low : clause.high]:
            continue
        for at in range(clause.low, clause.high - len(cue)):
            if tuple(row.low[at : at + len(cue)]) == cue:
                found = phrase_from(row, at + len(cue), clause.high)
                if found:
                    return NamedSpeaker(
                        named_aside(row, found, clause.high), "source named at the sentence's end", 0.88
                    )
    return None
