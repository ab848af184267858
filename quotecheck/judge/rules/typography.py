"""Q101 to Q109, Q306 and Q904: the same words, printed in another way."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.rules.material import are_homographs
from quotecheck.judge.words.wording import difference
from quotecheck.language.lists import entries
from quotecheck.language.tokens import Token, shape
from quotecheck.language.vocabulary import is_word
from quotecheck.model import Finding, Passage, Severity, Span
from quotecheck.text.omissions import omission_marks
from quotecheck.text.quotemarks import ALL as QUOTE_MARKS

_QUOTES = frozenset(QUOTE_MARKS + "\"'")
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－")
_MARKUP = frozenset("*_~#>|^\\[]{}")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_ENDS = frozenset(".!?")
_ASKING = {
    **dict.fromkeys("？؟⸮‽⁇⁈⁉\u037e", "?"),
    **dict.fromkeys("！‼", "!"),
    "。": ".",
    "，": ",",
    "、": ",",
    "；": ";",
    "：": ":",
}
"""Marks of other scripts, and two in one, by what they say."""
_AROUND = 200
"""Code points on each side of a word in which its writer's habits show."""


def letters(comparison: Comparison, quote: Token, source: Token, *, is_first: bool) -> Iterator[Finding]:
    """Q102 apostrophes, Q104 glyphs, Q105 accents, Q106 and Q107 case, Q404 another word, Q904 look-alikes."""
    left, right = shape(quote.text), shape(source.text)
    is_other = are_homographs(left.lower(), right.lower(), comparison.lexicon)
    if is_other and not _is_plain_writing(comparison, quote, source):
        yield comparison.find("Q404", f"{difference([quote], [source])}: another word", [quote], [source])
        return
    if left == right:
        code = _glyph_code(quote.text, source.text)
        yield comparison.find(
            code, f"{difference([quote], [source])}: the same letters, set in another way", [quote], [source]
        )
        return
    if left.casefold() == right.casefold():
        yield _case(comparison, quote, source, is_first=is_first)
    elif left[0].isdigit():
        yield comparison.find("Q112", f"{difference([quote], [source])}: the same number", [quote], [source])
    elif [at for at, letter in enumerate(left) if letter == "'"] != [
        at for at, letter in enumerate(right) if letter == "'"
    ]:
        yield comparison.find("Q305", f"{difference([quote], [source])}: the apostrophe differs", [quote], [source])
    elif _unaccented(left) == _unaccented(right):
        is_plain = _is_plain_writing(comparison, quote, source)
        is_accented = _has_accents(comparison.quote, quote) or _are_two_words(comparison, left, right)
        grave = comparison.language != "en" and not is_plain and is_accented
        severity = Severity.WARNING if grave else None
        yield comparison.find(
            "Q105", f"{difference([quote], [source])}: other accents", [quote], [source], severity=severity
        )
    else:  # one key, yet other letters: æ and ae, ſ and s
        yield comparison.find(
            "Q104", f"{difference([quote], [source])}: other glyphs for the letters", [quote], [source]
        )


def _is_plain_writing(comparison: Comparison, quote: Token, source: Token) -> bool:
    """Whether one side writes no accents around the word, so that a missing one is no other word.

    One word tells nothing, save in Russian, where the dots are left out of most print.
    """
    if _unaccented(quote.text) != _unaccented(source.text):
        return False
    sides = (comparison.quote, quote), (comparison.source.text, source)
    near = [text[max(0, word.start - _AROUND) : word.end + _AROUND].casefold() for text, word in sides]
    counts = [sum(word != _unaccented(word) for word in text.split()) for text in near]
    return min(counts) == 0 and max(counts) >= (1 if comparison.language == "ru" else 2)


def _glyph_code(left: str, right: str) -> str:
    if _INVISIBLE.sub("", left) == _INVISIBLE.sub("", right):
        return "Q101"
    plain = [re.sub(r"['’ʼ‘´＇`]", "", _INVISIBLE.sub("", side)) for side in (left, right)]
    return "Q102" if plain[0] == plain[1] else "Q104"


def _unaccented(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.casefold()).replace("\u0438\u0306", "й")  # a letter, no accent
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _are_two_words(comparison: Comparison, left: str, right: str) -> bool:
    """Whether the language has both words, which its accents tell apart: tue, tué."""
    language = comparison.language or "en"
    return bool(is_word(left, language) and is_word(right, language))


def _has_accents(quote: str, word: Token) -> bool:
    """Whether the quotation writes accents elsewhere, so that this one is not a matter of the keyboard."""
    rest = quote[: word.start] + quote[word.end :]
    return word.text.casefold() != _unaccented(word.text) or (
        not rest.isascii() and _unaccented(rest) != rest.casefold()
    )


def _case(comparison: Comparison, quote: Token, source: Token, *, is_first: bool) -> Finding:
    first_only = quote.text[1:] == source.text[1:] or shape(quote.text)[1:] == shape(source.text)[1:]
    code = "Q106" if is_first and first_only else "Q107"
    if _is_acronym(comparison, quote) != _is_acronym(comparison, source):
        explain = f"{difference([quote], [source])}: another word in capitals"
        return comparison.find("Q107", explain, [quote], [source], severity=Severity.WARNING)
    return comparison.find(code, f"{difference([quote], [source])}: other capitals", [quote], [source])


def _is_acronym(comparison: Comparison, word: Token) -> bool:
    """Whether a word that is another one in capitals ("us", "who") is written so, its neighbours being small."""
    if not word.text.isupper() or word.key not in entries("capitals.en"):
        return False
    texts = (comparison.quote, comparison.source.text)
    text = next((text for text in texts if text[word.start : word.end] == word.text), "")
    near = text[max(0, word.start - 12) : word.start] + text[word.end : word.end + 12]
    return any(letter.islower() for letter in near)


def between(comparison: Comparison, quote: Sequence[Token], source: Sequence[Token]) -> Iterator[Finding]:
    """Compare what stands between two neighbouring words on both sides."""
    ours, theirs = Span(quote[0].end, quote[1].start), Span(source[0].end, source[1].start)
    left, right = ours.of(comparison.quote), theirs.of(comparison.source.text)
    # the author's brackets are told elsewhere; words in a gap were taken out before: [sic], a declaration, a callout
    if _unbracketed(left) == _unbracketed(right) or _has_words(left) or _has_words(right):
        return
    found = _mark_change(left, right, quote, source)
    if found is None:
        return
    code, what, severity = found
    place = f'between "{source[0].text}" and "{source[1].text}"'
    explain = f"{place} {what}: the source has {_show(right)}, the quotation {_show(left)}"
    yield comparison.find_span(code, explain, ours, theirs, severity=severity)


def _unbracketed(gap: str) -> str:
    return gap.replace("[", "").replace("]", "")


def _has_words(gap: str) -> bool:
    return any(letter.isalnum() for letter in gap)


def _show(marks: str) -> str:
    if marks.strip():
        return repr(marks[:20])
    if not marks:
        return "nothing"
    if "\n" in marks:
        return "a line end"
    return "a blank" if marks == " " else ("several blanks" if not marks.strip(" ") else "another blank")


_Change = tuple[str, str, Severity | None]


def _mark_change(left: str, right: str, quote: Sequence[Token], source: Sequence[Token]) -> _Change | None:
    ours, theirs = marks(left), marks(right)
    figures = quote[0].text[-1].isdigit() and quote[1].text[0].isdigit()
    if _negates(left, quote) != _negates(right, source):
        return "Q402", "a minus sign differs", None
    if ours == theirs:
        return _typographic(left, right)
    if figures:
        return "Q402", "two figures are divided in another way", None
    return _other_marks(left, right, ours, theirs, quote)


def _other_marks(left: str, right: str, ours: list[str], theirs: list[str], quote: Sequence[Token]) -> _Change:
    if omission_marks(left) and not omission_marks(right):
        return "Q202", "an omission is marked where nothing is left out", None
    left_only, right_only = _without(ours, theirs), _without(theirs, ours)
    if set(left_only + right_only) <= {'"'}:
        return "Q102", "the quotation marks differ", None
    if set(left_only + right_only) <= {"-"} | {'"'}:
        return _hyphen(left, right)
    return _punctuation(left_only, right_only, quote)


def _hyphen(left: str, right: str) -> _Change:
    tight = not any(letter.isspace() for letter in left + right)
    # "re created" and "re-created" differ in a hyphen; "late, but" and "late - but" in a dash
    return ("Q110", "a hyphen differs", None) if tight or "-" in {left, right} else ("Q103", "a dash differs", None)


def _typographic(left: str, right: str) -> _Change | None:
    if [letter for letter in left if letter in _QUOTES] != [letter for letter in right if letter in _QUOTES]:
        return "Q102", "the quotation marks differ in form", None
    if [letter for letter in left if letter in _DASHES] != [letter for letter in right if letter in _DASHES]:
        return "Q103", "the dash has another form", None
    if _MARKUP & set(left + right) - (_MARKUP & set(left) & set(right)):
        return "Q111", "there is markup", None
    return "Q101", "the blanks differ", None


def _punctuation(left: list[str], right: list[str], quote: Sequence[Token]) -> _Change:
    changed = set(left) | set(right)
    if changed & {"?", "!"}:
        return "Q109", "a question or exclamation mark differs", Severity.WARNING
    if "." in changed and not _is_short_form(quote[0]):
        return "Q306", "the end of a sentence differs", None
    return "Q109", "the punctuation differs", None


def _is_short_form(word: Token) -> bool:
    """Whether a full stop behind the word shortens it and ends no sentence: Mr, Pt, Prof."""
    return (word.text.istitle() and len(word.text) <= 3) or word.key in entries("titles-of-persons.en")


def _without(items: list[str], others: list[str]) -> list[str]:
    rest = list(others)
    kept = []
    for item in items:
        if item in rest:
            rest.remove(item)
        else:
            kept.append(item)
    return kept


def first_sign(comparison: Comparison) -> Iterator[Finding]:
    """Q402: a minus sign before the first figure of the quotation was left out or added."""
    stretch = comparison.stretches[0] if comparison.stretches else None
    if stretch is None or not stretch.steps or stretch.steps[0].tag != "equal":
        return
    if not stretch.words[stretch.first].text[0].isdigit():
        return
    ours, theirs = comparison.words[0], stretch.words[stretch.first]
    left, right = comparison.quote[: ours.start], comparison.source.text[max(0, theirs.start - 3) : theirs.start]
    if _is_minus(left) != _is_minus(right):
        yield comparison.find("Q402", f'a minus sign before "{theirs.text}" differs', [ours], [theirs])


def _is_minus(before: str) -> bool:
    return before[-1:] in {"-", "−"} and not before[-2:-1].isalnum()


def _negates(gap: str, words: Sequence[Token]) -> bool:
    """Whether the figure after the gap has a minus sign."""
    if not words[1].text[0].isdigit():
        return False
    tail = gap.rstrip("$€£¥ ") if gap.endswith(("$", "€", "£", "¥")) else gap
    return tail[-1:] in {"-", "−", "–"} and (tail[:-1][-1:].isspace() or tail[:-1][-1:] in {"(", "["})


def marks(gap: str) -> list[str]:
    """Return the marks of a gap in one form each: quotation marks, dashes and ellipses alike, blanks and markup out.

    >>> marks(" — “"), marks(" -- '"), marks(". . . ")
    (['-', '"'], ['-', '"'], ['…'])
    """
    found: list[str] = []
    for span in reversed(omission_marks(gap)):
        gap = gap[: span.start] + "…" + gap[span.end :]
    for letter in gap:
        mark = '"' if letter in _QUOTES else "-" if letter in _DASHES else _ASKING.get(letter, letter)
        if letter.isspace() or letter in _MARKUP or _INVISIBLE.match(letter) or (mark in '"-' and found[-1:] == [mark]):
            continue
        found.append(mark)
    return found


def end_mark(comparison: Comparison) -> Iterator[Finding]:
    """Q108: the mark after the last word differs; a question or exclamation mark is graver."""
    stretch = comparison.stretches[-1] if comparison.stretches else None
    if stretch is None or not stretch.steps:
        return
    if stretch.steps[-1].tag != "equal" or stretch.steps[-1].q1 != len(comparison.words):
        return
    ours = Span(comparison.words[-1].end, len(comparison.quote))
    if comparison.marked.declared or comparison.marked.sics or comparison.marked.omission_between(ours.start, ours.end):
        return
    theirs = _source_end(comparison, stretch)
    left, right = _closing(ours.of(comparison.quote)), _closing(theirs.of(comparison.source.text))
    if left == right or (not left and right not in _ENDS - {"."}):
        # a quotation may stop anywhere; what follows the cut is the affair of Q504
        return
    if left == "…":
        yield comparison.find_span("Q203", "the quotation ends with an omission mark", ours)
        return
    shows_question = not left and right == "?" and comparison.words[0].key in entries("interrogatives.en")
    grave = Severity.WARNING if {left, right} & {"?", "!"} and not shows_question else None
    explain = f"the source has {_show(right)} after {difference_word(comparison)}, the quotation {_show(left)}"
    yield comparison.find_span("Q108", explain, ours if left else None, theirs if right else None, severity=grave)


def difference_word(comparison: Comparison) -> str:
    """The last word of the quotation, in marks."""
    return f'"{comparison.words[-1].text}"'


def _source_end(comparison: Comparison, stretch: Stretch) -> Span:
    start = stretch.words[stretch.last - 1].end
    after = (
        stretch.words[stretch.last].start
        if stretch.last < len(stretch.words)
        else min(len(comparison.source.text), start + 8)
    )
    return Span(start, after)


def _closing(marks_text: str) -> str:
    """The one mark of punctuation that counts at an end: the first that is no quotation mark, bracket or blank."""
    return next(
        (mark for mark in marks(marks_text.split("\n\n", maxsplit=1)[0]) if mark not in {'"', "-", ")", "("}), ""
    )


def blanks_differ(comparison: Comparison, passage: Passage) -> tuple[Finding, ...]:
    """Q101 for a passage that differs in nothing but blanks and line ends."""
    words = "only blanks and line ends differ"
    return (comparison.find_span("Q101", words, passage.quote, passage.source),)


def look_alikes(comparison: Comparison) -> Iterator[Finding]:
    """Q904: letters of another script inside a word, or marks that turn the direction of writing."""
    if comparison.quote.isascii():
        return
    turned = _DIRECTION.search(comparison.quote)
    if turned and not _DIRECTION.search(comparison.source.text[: 1 << 20]):
        yield comparison.find_span("Q904", "the quotation holds an invisible mark of direction", Span(*turned.span()))
