"""What restricts: conditions, exceptions, parts, worlds apart, hedges.

One reading for the head of a sentence and for its tail.
"""

from collections.abc import Sequence

from quotecheck.judge.cuts.grammar import has_finite, has_past, is_present
from quotecheck.judge.cuts.reading import Bearing, Reading
from quotecheck.judge.cuts.sentence import Word
from quotecheck.judge.cuts.vocabulary import Vocabulary

_LONGEST = 8
"""Words of the longest phrase with a preposition that is read; longer ones tell a story."""
_COURTEOUS = 2
"""Words behind the beginning of a courtesy at most."""
_PLACING = frozenset(
    [
        "in",
        "for",
        "among",
        "amongst",
        "with",
        "within",
        "to",
        "at",
        "under",
        "outside",
        "without",
        "on",
        "during",
        "given",
        "inside",
        "by",
        "beyond",
        "through",
    ]
)
_PARTITIVE = frozenset({"in", "for", "among", "amongst", "within", "under", "at"})
_IDEAL = frozenset({"ideal", "perfect", "hypothetical", "imaginary"})
_ASKED = frozenset(
    {"contacted", "asked", "questioned", "pressed", "reached", "more", "again", "however", "then", "upon"}
)
_STATED = frozenset(
    [
        "report",
        "reports",
        "reporting",
        "filing",
        "filings",
        "biography",
        "profile",
        "record",
        "records",
        "website",
        "data",
        "poll",
        "polls",
        "statement",
        "census",
        "study",
        "figures",
        "survey",
        "document",
        "documents",
        "minutes",
        "diary",
        "letter",
        "letters",
        "act",
        "law",
        "statistics",
        "register",
        "account",
        "books",
        "court",
        "police",
    ]
)
_PERSONAL = frozenset({"its", "his", "her", "their", "my", "our", "your", "him", "them", "some", "legend", "many"})
_ALL = frozenset(
    {
        "such",
        "all",
        "any",
        "every",
        "both",
        "which",
        "whom",
        "whose",
        "these",
        "those",
        "this",
        "that",
        "what",
        "each",
        "no",
    }
)


def restricts(words: Sequence[Word], vocabulary: Vocabulary, *, is_tail: bool = False) -> Reading | None:
    """Return how a phrase or clause restricts what it stands beside, None where it only places or goes on.

    `is_tail` for what stands behind a comma after the clause, where a "when" only tells on.
    """
    low = [word.low for word in words]
    if not low:
        return None
    return (
        _believed(low)
        or _listed(low, words, vocabulary)
        or _absolute(low, vocabulary)
        or _when(low, vocabulary, is_tail=is_tail)
        or _hedge(low, vocabulary)
        or _according(low, vocabulary)
        or _placed(low, words, vocabulary)
    )


def _reading(kind: Bearing, low: Sequence[str], size: int = 5) -> Reading:
    return Reading(kind=kind, words=" ".join(low[:size]))


def _believed(low: Sequence[str]) -> Reading | None:
    """Whether it is true if somebody is believed: "If we are to believe him", "if the brochure is right"."""
    if low[0] != "if":
        return None
    is_told = "believe" in low[1:6] or "believed" in low or low[-1] in ("right", "correct")
    return _reading(Bearing.REPORT, low, 8) if is_told and len(low) <= 9 else None


def _listed(low: Sequence[str], words: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    phrases = vocabulary.phrases
    if _is_courtesy(low, vocabulary):
        return None
    found = phrases["limits"].at(low) or phrases["conditions"].at(low)
    if found:
        return None if _is_idle(low, vocabulary) else _reading(Bearing(found.kind), low)
    if _is_era(low):
        return _reading(Bearing.TIME, low)
    return _reading(Bearing.CONDITION, low) if _is_inverted(low, words, vocabulary) else None


def _is_courtesy(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether it only looks like a condition: "if you will", but not "if you will swear to hang nobody"."""
    found = vocabulary.phrases["courtesies"].at(low)
    return found is not None and (low[:2] != ["if", "you"] or len(low) <= found.size + _COURTEOUS)


def _absolute(low: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    """A condition or an exception without a conjunction: "God and the Colonel permitting", "wear and tear excepted"."""
    is_absolute = 2 <= len(low) <= _LONGEST and low[-1] in vocabulary["absolutes"]
    is_open = is_absolute and not vocabulary.is_in(low[0], "subordinators", "auxiliaries", "relatives", "conjunctions")
    return _reading(Bearing.CONDITION, low, _LONGEST) if is_open else None


def _is_idle(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a listed word stands for something else: "provided by", "at least 20"."""
    if low[0] in ("provided", "providing"):
        return low[1:2] != [] and low[1] in ("by", "with", "for", "to", "in")
    return low[0] == "at" and len(low) > 2 and (low[2].isdecimal() or low[2] in vocabulary["numerals"])


def _is_era(low: Sequence[str]) -> bool:
    """Whether it is said of a time that has an end: "until the law is changed", "before the war"."""
    if low[0] in ("until", "till"):
        return len(low) < 9
    return low[0] == "before" and len(low) <= 4 and ("war" in low or any(_is_year(word) for word in low))


def _is_inverted(low: Sequence[str], words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether a condition opens with its verb: "Had they known", "Should Smith fail"."""
    if len(low) < 3 or low[0] not in vocabulary["inverting"] or not words[0].is_capital:
        return False
    return words[1].is_capital or vocabulary.is_in(low[1], "determiners", "pronouns")


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) in (3, 4)


def _when(low: Sequence[str], vocabulary: Vocabulary, *, is_tail: bool) -> Reading | None:
    """A "when" without a past verb is a condition: "when heated"; with one it tells a story: "when he came home"."""
    if low[0] not in ("when", "where", "once", "wherever", "whenever") or len(low) < 2 or is_tail:
        return None
    if low[1] in _ASKED or vocabulary.phrases["courtesies"].at(low):
        return None
    is_story = has_past(low, vocabulary) and not is_present(low, vocabulary)
    return None if is_story and not _is_bare_participle(low, vocabulary) else _reading(Bearing.CONDITION, low)


def _is_bare_participle(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the form of the past behind "when" is no verb of a story but a participle: "when heated"."""
    form = vocabulary.forms.get(low[1])
    is_participle = low[1].endswith("ed") or (form is not None and form.shape == "past")
    return is_participle and len(low) < _LONGEST and not has_finite(low[1:], vocabulary)


def _hedge(low: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    alone = len(low) <= 2 and vocabulary.is_hedge(low[0])
    last = len(low) <= 6 and low[-1] in vocabulary["hedges"]
    return _reading(Bearing.HEDGE, low if alone else low[-1:]) if alone or last else None


def _according(low: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    """What is so "according to" a party or hearsay; a census, a report, a court or a name is a source."""
    if low[:2] != ["according", "to"] or len(low) < 3 or any(word in _STATED for word in low[2:8]):
        return None
    named = low[2:6]
    is_party = low[2] in _PERSONAL or any(_is_claim(word, vocabulary) for word in named)
    is_described = any(word in ("who", "that", "which") for word in low[3:7])
    if is_party or is_described:
        return _reading(Bearing.REPORT, low, 6)
    return _reading(Bearing.OPINION, low, 6) if any(word in vocabulary["parties"] for word in named) else None


def _is_claim(word: str, vocabulary: Vocabulary) -> bool:
    return word in vocabulary["hostile"] or vocabulary.noun_class(word) == "unasserted"


# --- phrases with a preposition, by the shape of their noun ------------------------------------------------


def _placed(low: Sequence[str], words: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    noun = low[1:]
    if low[0] not in _PLACING or not 2 <= len(low) <= _LONGEST or noun[0] in _ALL or _is_clause_like(low, vocabulary):
        return None
    if noun[0] in vocabulary["parting"]:
        return _of_part(low, noun, vocabulary)
    if noun[0] in vocabulary["articles"]:
        return _of_world(low, noun, vocabulary)
    if noun[0].isdecimal() or any(vocabulary.is_noun_of("times", word) for word in noun):
        return _counted(low, noun)
    if words[1].is_capital:
        return _reading(Bearing.DOMAIN, low) if low[0] in ("outside", "beyond") else None
    return _bare(low, noun, vocabulary)


def _is_clause_like(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the phrase holds a verb, so that it is no mere phrase: "in walking home", "with that he left"."""
    if low[1].endswith("ing") and low[1] not in ("spring", "morning", "evening"):
        return True
    return any(word in vocabulary["finite-auxiliaries"] for word in low[1:]) or (
        len(low) > 5 and has_past(low[1:], vocabulary)
    )


def _counted(low: Sequence[str], noun: Sequence[str]) -> Reading | None:
    """A share, and no date: "in one of ten cases"."""
    is_share = len(noun) > 2 and noun[1] in ("of", "out", "in") and noun[0] in ("one", "two", "three", "four", "five")
    return _reading(Bearing.DOMAIN, low) if is_share else None


def _of_part(low: Sequence[str], noun: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    """A part: "in rare cases", "for some people"; but "for several years" is a time."""
    if any(vocabulary.is_noun_of("times", word) for word in noun) or (noun[-1] == "occasions" and noun[0] != "rare"):
        return None
    return None if noun[-1] in vocabulary["settings"] else _reading(Bearing.DOMAIN, low)


def _of_world(low: Sequence[str], noun: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    """A world apart: "in the novel", "in his dreams", "in an ideal world"."""
    near, head = noun[1:4], _head(noun[1:], vocabulary)
    is_article = noun[0] in ("a", "an", "the")
    is_world_of = len(near) > 1 and near[0] in vocabulary["worlds"] and near[1] == "of"
    is_apart = head in vocabulary["domains"] and low[0] in ("in", "under", "on", "within", "at")
    is_ideal = noun[0] in ("a", "an") and not _IDEAL.isdisjoint(near)
    is_own = not is_article and head in vocabulary["worlds"] and low[0] in ("in", "to")
    return _reading(Bearing.DOMAIN, low) if is_world_of or is_apart or is_ideal or is_own else None


def _head(noun: Sequence[str], vocabulary: Vocabulary) -> str:
    """The noun of a phrase: the last word before a preposition, a relative or a measure."""
    stops = ("who", "that", "which", "and", "or", "aged", "over", "under")
    end = next(
        (place for place, word in enumerate(noun) if place and (word in vocabulary["prepositions"] or word in stops)),
        len(noun),
    )
    return noun[end - 1] if end else ""


def _bare(low: Sequence[str], noun: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    """A plural or group noun without an article is a kind of case: "in mice", "for smokers", "at high doses"."""
    head = _head(noun, vocabulary)
    if head in vocabulary["settings"] or noun[0] in vocabulary["settings"]:
        return None
    if head in vocabulary["domains"]:
        return _reading(Bearing.DOMAIN, low)
    if low[0] in ("without", "outside", "given"):
        return _reading(Bearing.CONDITION, low) if len(low) <= 3 or low[0] == "outside" else None
    is_plural = head.endswith("s") and not head.endswith(("ss", "ics", "ness", "us", "is")) and len(head) > 3
    is_kind = is_plural or head in vocabulary["groups"]
    return _reading(Bearing.DOMAIN, low) if is_kind and low[0] in _PARTITIVE else None
