"""Q501, Q504, Q508: what the source's sentence says before and after a quotation and the quotation leaves out."""

from collections.abc import Iterator, Sequence

from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.cuts import Bearing, Cut, Side, languages, sentence_cuts
from quotecheck.judge.cuts.own import OwnSentence, OwnWords
from quotecheck.judge.cuts.reading import DOES
from quotecheck.judge.cuts.sentence import around
from quotecheck.judge.rule import Around, Rule
from quotecheck.judge.rules.other_voice import OTHER_VOICE
from quotecheck.judge.words.wording import said
from quotecheck.language.lexicon import WordClass
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.model import Finding, Severity, Span
from quotecheck.text.quotemarks import CLOSING

CUT_LEFT = "Q501"
CUT_RIGHT = "Q504"

_SHOWN = 300
"""Code points of the rest of a sentence that an explanation shows."""
_BESIDE = 70
"""Code points of it that a finding points to: what a result shows beside a passage."""
_NEAR = 4
"""Words before a quotation within which a denial denies its beginning, in a language of which no more is known."""
_MARKS = f' \t\n\r.{PAUSES}–—-"{CLOSING})'
_END = frozenset(f"{STOPS}{PAUSES}\n")
_ENDS_CLAUSE = _END | {")"}
_CODES = {Side.LEFT: CUT_LEFT, Side.RIGHT: CUT_RIGHT, Side.WHOLE: OTHER_VOICE}


def cut_off(beside: Around) -> Iterator[Finding]:
    """Findings about what was cut off, but for what the writer's own sentence says."""
    comparison, stretches = beside.comparison, beside.stretches
    first, last = stretches[0].span, stretches[-1].span
    if first is None or last is None:
        return
    language = comparison.language or "en"
    text, quote = comparison.source.text, comparison.quote
    cuts = sentence_cuts(text, (first.start, first.end), (last.start, last.end), language, quote=quote)
    for cut in _not_kept(cuts, comparison.own, language):
        yield _found(comparison, cut, first, last)
    if language not in languages() and not any(cut.side is Side.LEFT for cut in cuts):
        yield from _denied_before(comparison, stretches[0])


def _not_kept(cuts: Sequence[Cut], own: OwnWords | None, language: str) -> Sequence[Cut]:
    """Those of the cuts that the writer's own sentence does not say either."""
    if not cuts or own is None or own.is_empty:
        return cuts
    sentence = OwnSentence(own, language)
    return [cut for cut in cuts if not sentence.keeps(cut)]


def _found(comparison: Comparison, cut: Cut, first: Span, last: Span) -> Finding:
    text = comparison.source.text
    before, after = _around(text, first, last)
    goes_on = cut.shown.lstrip(_MARKS)
    severity = Severity.NOTE if cut.kind is Bearing.OPINION else None
    if cut.side is Side.LEFT:
        span = Span(first.start - len(before), first.start)
        explain = f"the source has {_quoted(before, is_left=True)} before the quotation{_does(cut)}"
        words = comparison.words[:1]
    elif cut.side is Side.RIGHT:
        span = Span(last.end, last.end + len(after))
        explain = f"the source goes on with {_quoted(goes_on)}{_does(cut)}"
        words = comparison.words[-1:]
    else:
        span = Span(last.end, last.end + len(after))
        explain, words = "the words are part of a question in the source", ()
    quote = Span(words[0].start, words[0].end) if words else None
    return comparison.find_span(
        _CODES[cut.side], explain, quote, _beside(text, span, is_left=cut.side is Side.LEFT), severity=severity
    )


def _around(text: str, first: Span, last: Span) -> tuple[str, str]:
    """The rest of the sentence on either side, the next sentence added where nothing is left of it on the right."""
    found = around(text, first.start, last.end)
    is_whole = not any(letter.isalnum() for letter in found.right)
    return found.left, found.right + (found.after if is_whole else "")


def _beside(text: str, span: Span, *, is_left: bool = False) -> Span:
    """The part of `span` next to the passage, whole words without marks and blanks at its ends."""
    if is_left and len(span) > _BESIDE:
        at = text.find(" ", span.end - _BESIDE, span.end)
        span = Span(at + 1 if at >= 0 else span.end - _BESIDE, span.end)
    inner = span.of(text)
    start = span.start + len(inner) - len(inner.lstrip(_MARKS))
    end = max(start, span.start + len(inner.rstrip()))
    if not is_left and end - start > _BESIDE:
        at = text.rfind(" ", start, start + _BESIDE)
        end = at if at > start else start + _BESIDE
    return Span(start, end)


def _does(cut: Cut) -> str:
    return f': "{cut.telling}" {DOES[cut.kind]}'


def _quoted(words: str, *, is_left: bool = False) -> str:
    shown = " ".join(words.split())
    if len(shown) > _SHOWN:
        shown = f"… {shown[-_SHOWN:]}" if is_left else f"{shown[:_SHOWN]} …"
    return f'"{shown}"'


def _denied_before(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    """Q501 for a word of denial directly before, without a mark between: all that can be told without frames."""
    text, words = comparison.source.text, stretch.words
    for index in range(stretch.first - 1, max(-1, stretch.first - 1 - _NEAR), -1):
        if not _END.isdisjoint(text[words[index].end : words[index + 1].start]):
            return
        if comparison.lexicon.has(words[index].key, WordClass.NEGATOR):
            shown = words[index : stretch.first]
            said = text[shown[0].start : shown[-1].end]
            explain = f"the source has {_quoted(said)} directly before the quotation, which turns what it says"
            yield comparison.find(CUT_LEFT, explain, comparison.words[:1], shown)
            return


def cut_negation(around: Around) -> Iterator[Finding]:
    """Q504 where a negation stands behind the passage and ends the clause with it."""
    comparison, stretch = around.comparison, around.stretches[-1]
    text, words, last = comparison.source.text, stretch.words, stretch.last
    if not 0 < last < len(words) or not comparison.lexicon.has(words[last].key, WordClass.NEGATOR):
        return
    before = text[words[last - 1].end : words[last].start]
    behind = text[words[last].end : words[last + 1].start] if last + 1 < len(words) else "."
    if not before.strip() and not _ENDS_CLAUSE.isdisjoint(behind):
        shown = words[last : last + 1]
        explain = f"the source goes on with {said(shown)}, which denies what is quoted"
        yield comparison.find(CUT_RIGHT, explain, comparison.words[-1:], shown)


RULE = Rule(codes=(CUT_LEFT, CUT_RIGHT, OTHER_VOICE), reads=Around, ask=cut_off)
DENIED = Rule(codes=(CUT_RIGHT,), reads=Around, ask=cut_negation)
