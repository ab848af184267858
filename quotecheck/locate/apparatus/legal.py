"""References to law reports: volume, report, page and year, with pins and what is said of them in parentheses.

Each of name, report and parenthesis is a stretch of its own, for a quotation may keep one of them. A case that is
named in the middle of a sentence is wording.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotecheck.language.lists import any_of, everywhere
from quotecheck.language.sentences import PAUSES, SIGNS_BEHIND, STOPS
from quotecheck.locate.apparatus.citing import only_cites
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.locate.apparatus.references import Parenthesis, parentheses
from quotecheck.model import Span
from quotecheck.text.quotemarks import CLOSES

_SERIES = r"[A-Z][A-Za-z.’']{0,20}(?:\s?\d[a-z]{1,2}\b\.?|\s[A-Z][A-Za-z.’']{0,20}){0,5}"
_REPORT = re.compile(
    rf"\b\d{{1,4}}\s{_SERIES}(?:(?P<pin>,?\sat\s\*?)|\s?(?:\([A-Z][\w. ]{{1,12}}\)\s?)?)(?:_{{2,4}}|\d{{1,5}}\b)"
)
_NOTE = r"(?:,?\s?(?:&\s)?nn?\.\s?\d{1,4})?"
_PINS = re.compile(
    rf"(?:,\s\d{{1,4}}\s{_SERIES}\s?\d{{1,5}}\b"
    rf"|,?\s(?:at\s)?(?:nn?\.\s?)?\*?\d{{1,5}}(?:\s?[-–]\s?\d{{1,5}})?{_NOTE}(?=[\s,.;:)]|$)){{0,6}}"
)
_YEAR = re.compile(r"\s?\((?:[^()]{0,60}\s)?(?:1[6-9]|20)\d\d\)")
_AT = re.compile(r",?\s(?:at|§)\s\*?\d")
_SHORT = re.compile(
    rf"""
    (?P<before>^|[{SIGNS_BEHIND}(—]\s?|\s)  # what stands before
    (?P<cite>(?:Id\.|Ibid\.|id\.|ibid\.)(?:,?\s(?:at\s\*?[\d–-]{{1,12}}|§+\s?[\d.]{{1,12}}){_NOTE})?  # again
    # or a name, supra
    |(?:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?,\s)?supra,?(?:\s(?:note|at|n\.)\s\*?\d{{1,5}}(?:[-–]\d{{1,5}})?){{0,3}})
    """,
    re.VERBOSE,
)
_NAME_WORD = rf"(?:[A-Z&][\w’'&-]{{0,24}}|(?:[A-Z]\.){{1,4}}|{any_of(everywhere('case-name-words'))})"
_CASE = re.compile(rf"(?<!\w)(?:{_NAME_WORD}\s){{1,8}}vs?\.?\s(?:{_NAME_WORD},?\s){{0,8}}{_NAME_WORD},\s?$")
_SIGNAL = re.compile(
    rf"(?:^|(?<=[\s(]))(?i:{any_of(everywhere('citing-signals'))}),?\s(?:(?:e\.g\.|generally|also),?\s)?$"
)
_WEIGHT = re.compile(rf"\((?i:{any_of(everywhere('weights-of-citations'))})\b|\([A-Z][a-z]+,\s(?:C\.\s)?J")
_CALLOUT = re.compile(rf"(?<=[{STOPS}{CLOSES})])(?:\d{{1,3}}|\[\d{{1,3}}\]|[¹²³⁰⁴-⁹]{{1,3}})$")
_SET_OFF = frozenset(f"{STOPS}{PAUSES}{CLOSES}—()")
_BACK = 240
"""Code points before a report in which the name of the case is sought."""


def law_reports(layout: Layout) -> Iterator[Apparatus]:
    """Return the references to law reports, and the short ones that go back to them."""
    text = layout.text
    spans: list[Apparatus] = []
    for hit in _REPORT.finditer(text):
        spans.extend(_report(text, hit))
    if not spans:
        return
    spans.extend(_short_forms(text))
    spans.sort(key=lambda one: one.span)
    yield from spans
    yield from _weights(text, spans)


def _report_end(text: str, hit: re.Match[str]) -> int | None:
    """Where a report with its pins and its year ends; None where neither says that it is one."""
    pins = _PINS.match(text, hit.end())
    end = pins.end() if pins else hit.end()
    year = _YEAR.match(text, end)
    is_report = year is not None or hit["pin"] or _AT.match(text, hit.end())
    return (year.end() if year else end) if is_report else None


def _report(text: str, hit: re.Match[str]) -> Iterator[Apparatus]:
    """One report: a year in parentheses behind it, or a pin by "at", says that it is one."""
    end = _report_end(text, hit)
    if end is None:
        return
    back = text[max(0, hit.start() - _BACK) : hit.start()]
    case = _CASE.search(back)
    start = hit.start() - (len(back) - case.start() if case else 0)
    signal = _SIGNAL.search(text[max(0, start - 30) : start])
    is_set_off = signal is not None or _is_set_off(text, start, end)
    if case and is_set_off:
        yield _span(start, hit.start(), 0.95, "name of a case, set off")
    if signal is not None:
        yield _span(start - len(signal.group()), start, 0.9, "signal before a law report")
    before = text[max(0, hit.start() - 3) : hit.start()].rstrip()[-1:]
    is_apart = is_set_off or case is not None or before in _SET_OFF
    yield _span(hit.start(), end, 0.9 if is_apart else 0.7, "law report")


def _is_set_off(text: str, start: int, end: int) -> bool:
    """Whether a reference stands between marks and no sentence goes on behind it but behind two commas."""
    before = _CALLOUT.sub("", text[max(0, start - 6) : start].rstrip())[-1:]
    after = text[end : end + 2].strip()[:1]
    if before == ",":
        return after in _SET_OFF
    return (not before or before in _SET_OFF) and not after.islower() and after != ","


def _short_forms(text: str) -> Iterator[Apparatus]:
    """Short forms, "Id. at 12" and "supra, at 3", behind a sign of punctuation."""
    for hit in _SHORT.finditer(text):
        says_where = any(letter.isdecimal() for letter in hit["cite"]) or hit["cite"][0] == "I"
        if says_where:
            sureness = 0.9 if hit["before"].strip() or hit.start("cite") == 0 or hit["cite"][0] == "I" else 0.7
            yield _span(*hit.span("cite"), sureness, "goes back to a law report")


def _weights(text: str, spans: Sequence[Apparatus]) -> Iterator[Apparatus]:
    """Parentheses that weigh a reference, "(quoting …)", "(emphasis added)", behind one or behind another of them."""
    ends = {one.span.end for one in spans if one.is_sure}
    outer = sorted(parentheses(text), key=lambda one: (one.span.start, -one.span.end))
    for one in outer:
        behind = one.span.start if one.span.start in ends else one.span.start - 1
        touches = behind in ends and (behind == one.span.start or text[behind].isspace())
        if touches and _WEIGHT.match(text, one.span.start):
            ends.add(one.span.end)
            yield _span(one.span.start, one.span.end, 0.9, "weighs a reference")
        elif text[one.span.start] == "(" and _is_reference(one):
            yield _span(one.span.start, one.span.end, 0.9, "a reference in parentheses")
    yield from _between(text, spans)


def _between(text: str, spans: Sequence[Apparatus]) -> Iterator[Apparatus]:
    for left, right in pairwise(spans):
        if left.is_sure and right.is_sure and text[left.span.end : right.span.start].strip() == ";":
            yield _span(left.span.end, right.span.start, 0.9, "between two references")


def _is_reference(one: Parenthesis) -> bool:
    """Whether a parenthesis holds a law report and nothing that does not belong to one."""
    return bool(_REPORT.search(one.inner)) and only_cites(one.inner)


def _span(start: int, end: int, confidence: float, why: str) -> Apparatus:
    return Apparatus(span=Span(start, end), kind=ApparatusKind.REPORT, confidence=confidence, why=why)
