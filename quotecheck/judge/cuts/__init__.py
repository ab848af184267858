"""What of the source's sentence was cut off before and after a quotation, and whether the cut turns it.

First the frame, what stands last before the quotation and first after it; then the word that governs it; then the
sign, denials counted. Word lists say which way a word turns; the frame says where to look. All pure and linear.
"""

from quotecheck.judge.cuts.left import read_left
from quotecheck.judge.cuts.plain import framed, plain_cuts
from quotecheck.judge.cuts.reader import Cut, Side, read_cuts
from quotecheck.judge.cuts.reading import Bearing, Reading
from quotecheck.judge.cuts.sentence import SentenceAround, around, mark_at_end, sentence_words
from quotecheck.judge.cuts.vocabulary import context_vocabulary, languages
from quotecheck.judge.cuts.voices import without_callout

__all__ = [
    "Bearing",
    "Cut",
    "Reading",
    "Side",
    "cuts",
    "framed",
    "languages",
    "reading_before",
    "rest",
    "sentence_cuts",
]

_AHEAD = 200
"""Code points of the quoted words that are read to see how they begin."""


def rest(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands of the sentence before and after `text[start:end]`, as it stands there."""
    found = around(text, start, end)
    return found.left, found.right


def cuts(text: str, start: int, end: int, language: str = "en") -> tuple[Cut, ...]:
    """Return the cuts that bear on `text[start:end]`, none when it stands as it would in its sentence.

    >>> sentence = "He denied that the harbour was closed in the winter."
    >>> [cut.telling for cut in cuts(sentence, 15, 51)]
    ['denied']
    """
    return sentence_cuts(text, (start, end), (start, end), language)


def sentence_cuts(
    text: str, first: tuple[int, int], last: tuple[int, int], language: str, *, quote: str = ""
) -> tuple[Cut, ...]:
    """Return the same for a quotation of several passages, of which the first and the last are given.

    `quote` is the wording of the writer, who may have kept a question mark.
    """
    if language not in (*languages(), *framed()):
        return ()
    head = around(text, *first)
    if first == last:
        found, quoted = head, text[slice(*first)]
    else:
        tail = around(text, *last)
        found, quoted = SentenceAround(head.left, tail.right, tail.after), f"{text[slice(*first)]} {text[slice(*last)]}"
    found = found._replace(right=without_callout(found.right))
    if language not in languages():
        return plain_cuts(found, language)
    shows_question = "?" in quote[-4:]
    return read_cuts(found, f"{quoted}?" if shows_question else quoted, context_vocabulary(language))


def reading_before(before: str, quote: str, language: str) -> Reading | None:
    """Return what words directly before others do to them."""
    lists = context_vocabulary(language)
    return read_left(sentence_words(before), sentence_words(quote[:_AHEAD]), mark_at_end(before), lists)
