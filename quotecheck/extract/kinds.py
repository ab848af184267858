"""What a marked span is: wording of somebody, a passage, the title of a work, a label, a slogan.

Ordered rules; the first that speaks decides and gives its reason. They look at the span's own shape (length,
capitals, stops), at the words beside it, at citations around and behind it, and at titles that the document
gives elsewhere. They do not know any work, person or phrase.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias

from quotecheck.extract.cues import (
    announces,
    calls_somebody,
    compound_behind,
    names_source,
    reports,
    says,
    says_after,
    says_in_clause,
    says_next,
    says_that,
    source_directly_before,
    tells_paper,
)
from quotecheck.extract.titles import is_title_shaped, words_of
from quotecheck.language.lists import alternatives, as_written, everywhere, listed
from quotecheck.language.sentences import STOPS
from quotecheck.model import QuotationKind
from quotecheck.text.quotemarks import CLOSES

__all__ = ["ANNOUNCED", "Setting", "classify"]

ANNOUNCED: Final = "announced as a word or name"
"""The reason given where words before the marks say that a name or term follows."""

_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDE_PER_WORD: Final = 2  # scripts without blanks: two characters say about as much as a word
_TAIL = re.compile(r"[^\W\d_][\w.'’-]*")
_NEAR: Final = 4  # words before the mark among which one may say that a slogan follows
_APPOSED: Final = 6  # words between a kind of work and its name behind a comma
_FEW: Final = 3  # up to so many words a span without a stop is a label, even if somebody's
_LABEL: Final = 4  # up to so many words it may be a label even where it stands alone
_MANY: Final = 8  # from so many words on it is wording, unless it has the shape of a title

_ENDS_SENTENCE: Final = tuple(STOPS)
_BEFORE_SENTENCE: Final = tuple(f"{STOPS}:,{CLOSES}—–")
_AUTHOR_YEAR = re.compile(r"[^\W\d_a-z]\w+ \((?:1[5-9]|20)\d\d")
_READS: Final = frozenset(everywhere("reads"))
_TITLE_LINKS: Final = frozenset(everywhere("title-links"))
_TERM_LINKS: Final = frozenset(["of", "a", "an", "the"])
_IN: Final = frozenset(["in", "im"])
_DATIVE: Final = frozenset(["der", "dem", "den"])
_DEFINES: Final = frozenset(everywhere("defining-verbs"))
_OWN_WORDS = re.compile(rf"\b{as_written('own-words')}\b")
_FINITE = re.compile(rf"\b(?:{as_written('finite-verbs')}|\w+n[’']t)\b")  # labels name things, they state nothing
_NAMED_AFTER = re.compile(rf"[,–—\s]+(?:an?|the|une?|la|ein|eine|una?)\s+{alternatives('term-words')}\b", re.IGNORECASE)
_SO_CALLED = re.compile(rf"{alternatives('so-called')}\b", re.IGNORECASE)
_BEFORE_WORDING: Final = listed("before-wording")
_TITLE_MARKS: Final = frozenset("『《")
_YEAR_AFTER = re.compile(r"\s*(?:of|from|\(|\[|,)\s*(?:[A-Z]\w+,?\s+)?(?:1[5-9]|20)\d\d")
_ARTICLE = re.compile(
    r"(?:the|an?|der|die|das|den|dem|eine?|les?|la|une?|l['’]|el|los|las|il|lo|gli|i|o|de[nt])\b", re.IGNORECASE
)
_DEFINITE = re.compile(r"(?:the|der|die|das|le|la|les|el|il)\s")
_CALLOUT = re.compile(r"[.,;]?(?:[¹²³⁰-⁹]|\[\^\w{1,12}\]|\[\d{1,3}\]|\d{1,3}(?![\w.%]))")
_PINNED = re.compile(
    r"[.,]?\s{0,2}[(\[](?:[^()\[\]]{0,80}?(?:\b(?:pp?|S)\.\s?|[:§]\s?|,\s)\d|\d{1,3}[)\],])|[.,]?\s\(?[Ii]d\."
)
_REFERENCE = re.compile(r"\b(?:1[4-9]|20)\d\d\b|\bpp?\.\s*\d|\bvol\b|\bno\.|\bed\b|\bn\.d\.", re.IGNORECASE)


class Setting(NamedTuple):
    """A marked span and what stands around it."""

    text: str
    """The span without its marks; of a long one the beginning is enough."""
    before: str
    """The same block up to the opening mark, some ninety code points at most."""
    after: str
    """The same block from behind the closing mark, as far."""
    begins_block: bool
    fills_blocks: bool
    """Whether it runs over several blocks."""
    is_nested: bool
    in_citation: bool
    is_cited: bool
    """Whether a citation stands right behind the closing mark."""
    is_located: bool
    """Whether that citation gives the place in its work."""
    in_heading: bool
    mark: str
    """The opening mark, "" where there is none."""
    tail: Sequence[str]
    """The words right before the mark, the nearest first; see `tail_of`."""


Rule: TypeAlias = Callable[[Setting, int], QuotationKind | None]


def classify(setting: Setting) -> tuple[QuotationKind, str]:
    """Name the kind of a span and the rule that decided."""
    count = len(words_of(setting.text))
    if not setting.text.isascii():
        count += len(_WIDE.findall(setting.text)) // _WIDE_PER_WORD
    is_block = setting.begins_block and not setting.is_nested
    for name, rule in _RULES:
        kind = rule(setting, count)
        if kind is QuotationKind.DIRECT and is_block:
            return QuotationKind.BLOCK, f"{name}, and begins its own paragraph"
        if kind is not None:
            return kind, name
    if count > _LABEL and not _begins_like_label(setting.text):
        return QuotationKind.BLOCK if is_block else QuotationKind.DIRECT, "more words than a label has"
    return QuotationKind.TERM, "a few words without sign of being somebody's"


def _begins_like_label(text: str) -> bool:
    """Labels and nicknames are mostly nouns with their article; names begin large."""
    return not text[:1].isalpha() or text[:1].isupper() or _ARTICLE.match(text) is not None


def _is_sentence(text: str) -> bool:
    return text.rstrip(" \u00a0").endswith(_ENDS_SENTENCE)


def _in_citation(setting: Setting, count: int) -> QuotationKind | None:
    if (setting.in_citation and not _is_wording(setting, count)) or _in_reference_parenthesis(setting):
        return QuotationKind.TITLE
    return None


def _is_wording(setting: Setting, count: int) -> bool:
    """Say whether a span inside a note or reference is quoted there, as notes do, and names no work."""
    if count <= _FEW or is_title_shaped(setting.text):
        return False
    if says_that(setting.tail) or (says(setting.tail) and setting.before.rstrip().endswith((":", ",", "("))):
        return True
    states = _FINITE.search(setting.text) is not None or _OWN_WORDS.search(setting.text) is not None
    return states and setting.text.endswith((".", "!")) and not setting.before.rstrip().endswith(",")


def _in_reference_parenthesis(setting: Setting) -> bool:
    """Say whether the span stands in a parenthesis that has the parts of a reference."""
    opened = max(setting.before.rfind("("), setting.before.rfind("["))
    if opened < 0 or max(setting.before.rfind(")"), setting.before.rfind("]")) > opened:
        return False
    closed = re.search(r"[)\]]", setting.after)
    inside = setting.before[opened:] + setting.after[: closed.start() if closed else len(setting.after)]
    return _REFERENCE.search(inside) is not None and not _is_sentence(setting.text)


def _block(setting: Setting, count: int) -> QuotationKind | None:
    if not setting.begins_block or setting.is_nested:
        return None
    if setting.fills_blocks or count >= _MANY or (count > _FEW and _is_sentence(setting.text)):
        return QuotationKind.BLOCK if not is_title_shaped(setting.text) or count > 2 * _MANY else None
    if count > 1 and not setting.after.strip(" .,;\u00a0") and _is_sentence(setting.text):
        return QuotationKind.BLOCK
    return None


def _long(setting: Setting, count: int) -> QuotationKind | None:
    if setting.fills_blocks:
        return QuotationKind.DIRECT
    is_long = count >= _MANY and not is_title_shaped(setting.text)
    return QuotationKind.DIRECT if is_long or count > 3 * _MANY else None


def _slogan(setting: Setting, count: int) -> QuotationKind | None:
    near = setting.tail[: 2 * _NEAR if setting.tail[:1] and setting.tail[0] in _READS else _NEAR]
    if count <= 2 * _MANY and announces(near, "formula-nouns", None):
        return QuotationKind.FORMULA
    is_alone = setting.is_nested and setting.before.rstrip()[-1:] in (".", "!", "?")
    if is_alone and count > _FEW and setting.after[:1] in (".", "") and not says_after(setting.after):
        return QuotationKind.FORMULA
    return None


def _title(setting: Setting, count: int) -> QuotationKind | None:
    is_named = _is_announced_title(setting) or _is_apposed_title(setting) or _has_title_marks(setting)
    return QuotationKind.TITLE if is_named or _is_title_by_shape(setting, count) else None


def _has_title_marks(setting: Setting) -> bool:
    """Say whether the marks are those that Chinese and Japanese set round works, outside of other marks."""
    return setting.mark in _TITLE_MARKS and not setting.is_nested and not says_next(setting.after)


def _is_announced_title(setting: Setting) -> bool:
    """Say whether a noun such as "article" stands before words that may be a title."""
    if setting.text[:1].islower() or not setting.text[:1].isalnum():
        return False
    if _is_sentence(setting.text) and not is_title_shaped(setting.text):
        return False
    return announces(setting.tail, "title-nouns", _TITLE_LINKS) and not setting.before.rstrip().endswith(":")


def _is_apposed_title(setting: Setting) -> bool:
    """Say whether the span stands between commas as the name of a work: "a film about the bridge, “Spans”, opens"."""
    if not setting.before.rstrip().endswith(",") or not setting.after.startswith(",") or says_after(setting.after):
        return False
    return is_title_shaped(setting.text) and announces(setting.tail[:_APPOSED], "title-nouns", None)


def _is_title_by_shape(setting: Setting, count: int) -> bool:
    if setting.in_heading or not is_title_shaped(setting.text) or _is_body(setting):
        return False
    if _stands_in(setting.tail) or _YEAR_AFTER.match(setting.after) or _is_owned(setting, count):
        return True
    if count <= _FEW and (tells_paper(setting.tail) or source_directly_before(setting.before)):
        return True
    return _has_title_length(setting.text, count) and not says(setting.tail)


def _has_title_length(text: str, count: int) -> bool:
    """Whether a span has more words than a name; three are enough with a small one among them."""
    small = listed("title-small-words")
    return count > _FEW or (count == _FEW and any(word.casefold() in small for word in text.split()))


def _is_owned(setting: Setting, count: int) -> bool:
    """Whether it is somebody's work: "Marsh's “The Low Year”"."""
    return count > 1 and "".join(setting.tail[:1]).endswith(("'s", "’s"))


def _is_body(setting: Setting) -> bool:
    return announces(setting.tail, "body-nouns", _TITLE_LINKS)


def _hung_on(setting: Setting, count: int) -> QuotationKind | None:
    """Name a span that is the first half of a compound, as German papers write it: „Tagblatt“-Bericht."""
    noun = compound_behind(setting.after)
    if noun is None or count >= _MANY:
        return None
    return QuotationKind.TITLE if noun.casefold() in listed("title-nouns") else QuotationKind.TERM


def _stands_in(tail: Sequence[str]) -> bool:
    """Say whether something stands "in" what follows, as articles do: "in “Harbour News”", "in der „Talpost“"."""
    rest = tail[1:] if tail and tail[0].casefold() in _DATIVE else tail
    return bool(rest) and rest[0].casefold() in _IN


def _is_defined(setting: Setting) -> bool:
    return "".join(setting.tail[:1]) in _DEFINES and setting.after.startswith((" as ", " to mean "))


def _label(setting: Setting, count: int) -> QuotationKind | None:
    if count >= _MANY or _is_sentence(setting.text):
        return None
    if count > _FEW and setting.before.rstrip().endswith(":"):
        return None
    if count > 1 and announces(setting.tail, "wording-nouns", frozenset()):
        return QuotationKind.DIRECT
    return QuotationKind.TERM if any(is_label(setting, count) for is_label in _LABELS) else None


def _is_predicate(setting: Setting, count: int) -> bool:
    """`hat es als „…“ bezeichnet`."""
    return count <= _FEW and setting.tail[:1] == ["als"] and says_next(setting.after)


def _is_so_called(setting: Setting, _: int) -> bool:
    is_announced = any(announces(setting.tail, name, _TERM_LINKS) for name in ("term-words", "so-called"))
    return is_announced or _SO_CALLED.match(setting.text) is not None


_LABELS: Final[tuple[Callable[[Setting, int], bool], ...]] = (
    lambda setting, _: _is_defined(setting),
    lambda setting, _: _NAMED_AFTER.match(setting.after) is not None,
    _is_predicate,
    _is_so_called,
    lambda setting, _: _is_body(setting) and is_title_shaped(setting.text),
)
"""What shows a few words without a stop to be a label or a name."""


def _said(setting: Setting, count: int) -> QuotationKind | None:
    if setting.in_heading:
        return None
    is_said = _said_before(setting, count) or _said_after(setting, count)
    return QuotationKind.DIRECT if is_said else None


def _said_before(setting: Setting, count: int) -> bool:
    before = setting.before.rstrip()
    if before.endswith((":", "：")) and (count > _FEW or _is_sentence(setting.text)):
        return True
    if _is_nickname(setting, count):
        return False
    if count > 1 and (calls_somebody(setting.tail) or says_that(setting.tail)):
        return True
    return says(setting.tail) and (count > 1 or before.endswith((",", ":")))


def _is_nickname(setting: Setting, count: int) -> bool:
    is_name = is_title_shaped(setting.text) or _DEFINITE.match(setting.text) is not None
    return is_name and count <= _LABEL + 1 and calls_somebody(("", *setting.tail[:3]))


def _said_after(setting: Setting, count: int) -> bool:
    is_reported = setting.text.endswith((",", "!", "?")) and says_next(setting.after)
    if not says_after(setting.after) or (count <= 1 and setting.after[:2].strip().isalpha() and not is_reported):
        return False
    if (
        is_reported
        or says_in_clause(setting.after)
        or setting.text.endswith(",")
        or _is_sentence(setting.text)
        or says_next(setting.after)
    ):
        return True
    return _starts_sentence(setting.before.rstrip())


def _starts_sentence(before: str) -> bool:
    return not before or before.endswith(_BEFORE_SENTENCE)


def _cited_here(setting: Setting, count: int) -> QuotationKind | None:
    is_wording = count > 1 and _is_pinned(setting) and not is_title_shaped(setting.text) and not setting.in_heading
    return QuotationKind.DIRECT if is_wording and not _is_nickname(setting, count) else None


def _is_pinned(setting: Setting) -> bool:
    """Say whether a place in a source stands right behind: a page, the number of a reference, a note's callout."""
    if setting.is_cited and (setting.is_located or _PINNED.match(setting.after) is not None):
        return True
    return _CALLOUT.match(setting.after) is not None


def _is_noun_phrase(tail: Sequence[str]) -> bool:
    """Say whether an article or a possessive stands before the mark, whose noun the span is."""
    return bool(tail) and (_ARTICLE.fullmatch(tail[0]) is not None or tail[0].endswith(("'s", "’s")))


def _fragment(setting: Setting, count: int) -> QuotationKind | None:
    sentence = re.split(rf"[{STOPS}]\s", setting.before)[-1]
    is_led_in = _is_led_in(setting, sentence)
    is_begun = is_led_in and setting.text[:1].islower()
    if count > 1 and (is_begun or _is_stated(setting, count, sentence)):
        return QuotationKind.DIRECT
    is_sentence = _is_sentence(setting.text)
    if count <= _FEW and not is_sentence:
        return None
    is_long = count > _FEW and (_FINITE.search(setting.text) is not None or reports(sentence))
    is_whole = is_sentence and _starts_sentence(setting.before.rstrip())
    return QuotationKind.DIRECT if any((setting.is_cited, is_led_in, is_long, is_whole)) else None


def _is_stated(setting: Setting, count: int, sentence: str) -> bool:
    """Whether the words are a speaker's own, or the sentence names a source for them."""
    if _OWN_WORDS.search(setting.text):
        return True
    return names_source(sentence) and (count > _FEW or not _is_noun_phrase(setting.tail))


def _is_led_in(setting: Setting, sentence: str) -> bool:
    """Whether a small word of a reporting sentence leads in what follows: "wrote that the plan was “…”"."""
    is_small = "".join(setting.tail[:1]).casefold() in _BEFORE_WORDING
    return is_small and (reports(sentence) or _AUTHOR_YEAR.search(sentence) is not None)


_RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("stands inside a citation", _in_citation),
    ("begins its own paragraph", _block),
    ("given as a slogan", _slogan),
    ("part of a compound word", _hung_on),
    ("has the shape and place of a title", _title),
    ("a place in a source stands right behind", _cited_here),
    (ANNOUNCED, _label),
    ("long wording in running text", _long),
    ("somebody is said to have said it", _said),
    ("wording with a source or a reporting sentence", _fragment),
)
