"""Cases and statutes by the plain patterns of their citations.

The usual series of law reports are listed here; with the extra `legal` those that eyecite knows count as well.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from quotecheck.extract.citations.finding.continental import continental_citations
from quotecheck.extract.citations.finding.papers import legal_citation, paper_citations
from quotecheck.extract.citations.names import parse_names
from quotecheck.extract.citations.words import COURTS, REPORTERS
from quotecheck.language.lists import listed
from quotecheck.model import Citation, Csl, Locator, Span
from quotecheck.text.quotemarks import CLOSES, OPENS

__all__ = ["legal_citations"]


_B = r"[ \xa0\n]"
"""A blank of a reference; texts of courts are cut into short lines."""
_SERIES = rf"[A-Z][\w.&'’]{{0,14}}(?:{_B}(?:\d(?:d|nd|rd|st|th)|[A-Z&][\w.&'’]{{0,14}})){{0,5}}"
_STAR = rf"(?:\*\d{{1,5}}{_B})?"
"""The page of another edition that begins here, printed between the parts of a reference."""
_REPORTED: Final = re.compile(
    rf"""
    (?P<volume>[0-9](?<![\w.][0-9])[0-9]{{0,3}}){_B}{_STAR}(?P<series>{_SERIES})
    (?:{_B}|(?P<at>,?{_B}at{_B})){_STAR}  # the first page, or behind "at" a place in a case cited before
    (?P<page>\d{{1,5}}(?(at)(?:[-–]\d{{1,5}})?))(?!\w)
    (?:,{_B}(?:at{_B})?(?P<pin>\d{{1,5}}(?:[-–]\d{{1,5}})?)(?!\w|{_B}{_SERIES}{_B}\d))?
    """,
    re.VERBOSE,
)
_PARALLEL: Final = re.compile(
    rf"""
    ,{_B}\d{{1,4}}{_B}(?P<series>{_SERIES}){_B}\d{{1,5}}  # volume, series, first page
    (?:,{_B}\d{{1,5}}(?:[-–]\d{{1,5}})?(?!\w|{_B}{_SERIES}))?(?!\w)  # pin
    """,
    re.VERBOSE,
)
"""The same case in another series: `410 U.S. 113, 93 S. Ct. 705`."""
_DECIDED: Final = re.compile(rf"{_B}\((?P<court>[^()\n]{{0,40}}?)(?P<year>1[6-9]\d\d|20\d\d)\)")
"""Court and year behind the pages."""
_NEUTRAL: Final = re.compile(
    rf"""
    [\[(](?P<year>1[6-9]\d\d|20\d\d)[\])][ \xa0](?:(?P<volume>\d{{1,2}})[ \xa0])?  # year, volume
    (?P<series>(?:{"|".join(sorted(COURTS))})(?:[ \xa0](?:Civ|Crim|Admin))?  # court
    |AC|QB|KB|Ch|WLR|All[ \xa0]ER|CLR)  # or series
    [ \xa0](?P<page>\d{{1,5}})(?!\w)(?:[ \xa0]\([A-Z][A-Za-z]{{1,6}}\))?  # number, division
    # paragraph or page
    (?:,?[ \xa0](?:at[ \xa0])?(?:\[(?P<square>\d{{1,4}}(?:\][-–]\[\d{{1,4}})?)\]
    |para(?:s|graphs?)?\.?[ \xa0](?P<para>\d{{1,4}}(?:[-–]\d{{1,4}})?)(?!\w))
    |,[ \xa0](?:at[ \xa0])?(?P<pin>\d{{1,5}}(?:[-–]\d{{1,5}})?)(?!\w))?
    """,
    re.VERBOSE,
)
_STATUTE: Final = re.compile(
    r"""
    (?P<title>[0-9](?<![\w.][0-9])\d{0,2})[ \xa0]
    (?P<code>U\.?[ \xa0]?S\.?[ \xa0]?C\.?(?:[ \xa0]?A\.)?|C\.?F\.?R\.?|Fed\.[ \xa0]?Reg\.)
    [ \xa0]§{1,2}[ \xa0]?(?P<section>\d[\w.()-]{0,20}\w|\d)
    """,
    re.VERBOSE,
)
_WHO = r"[A-Z][\w’'-]{1,30}(?:[ \xa0](?:(?:of|&|and)[ \xa0])?[A-Z][\w’'-]{1,30}){0,3}"
_AGAIN: Final = re.compile(
    r"[Ii](?:d|(?<=I)bid)\.(?!\w)(?:,?\s{1,2}(?:(?P<label>¶¶?|§§?)\s?|at\s{1,2})(?P<pin>\d{1,5}(?:[-–]\d{1,5})?)(?!\w))?"
)
"""`Id. at 164`, and `Id.` as a sentence of its own."""
_NO_WORD: Final = re.compile(r"(?:^|[^\w.])$")
_OWN_SENTENCE: Final = re.compile(rf"[.{CLOSES})][ \n\xa0]$")
_SENTENCE_BEHIND: Final = re.compile(rf"\s+[^\W\d_a-z]|\s*$|\s+[({OPENS}]")
_SEE: Final = re.compile(r"(?<!\w)[Ss]ee[ \n\xa0]$")
_REVIEW: Final = re.compile(
    r"""
    (?P<volume>[0-9](?<![\w.][0-9])[0-9]{0,2})\s(?P<series>(?:[A-Z][\w.&’']{0,14}\s){0,5}(?:Rev\.  # volume, journal
    |L\.[ \xa0]?J\.|J\.|Q\.)
    # its further words, page, pin
    (?:\s[A-Z][\w.&’']{0,14}){0,4})\s(?P<page>\d{1,5})(?:,\s(?:at\s)?(?P<pin>\d{1,5}(?:[-–]\d{1,5})?))?
    \s\((?P<year>1[6-9]\d\d|20\d\d)\)  # year
    """,
    re.VERBOSE,
)
"""An article of a law journal: volume, abbreviated name, page, pin-point, year."""
_BY_AUTHOR: Final = re.compile(
    r"(?P<who>(?:[A-Z][\w.’'-]{0,24}\s){0,3}[A-Z][\w’'-]{1,24}),\s(?P<title>[^\n;.]{3,160}(?:\n[^\n;.]{1,120})?),\s$"
)
_CROWN: Final = re.compile(r"(?<!\w)(?P<who>R(?:ex|egina)?[ \xa0]\([^()\n]{1,80}\))$")
"""`R (Tolley) v Minister`."""
_ACT: Final = re.compile(
    r"""
    (?:Act|Ordinance|Regulations|Rules|Order|Code)[ \xa0](?P<year>1[2-9]\d\d  # name and year
    |20\d\d),?[ \xa0]
    # section
    (?P<label>ss?|sections?|sch|arts?|articles?|regs?|rr?|pts?|paras?)\.?[ \xa0]?(?P<section>\d[\w()./-]{0,16})
    """,
    re.VERBOSE,
)
_ACT_SIGNS: Final = tuple(
    f"{noun}{blank}{digit}"
    for noun in ("Act", "Ordinance", "Regulations", "Rules", "Order", "Code")
    for blank in " \xa0"
    for digit in "12"
)
"""One of these stands in every act with its year: looked for first, being rare."""
_ACT_NAME: Final = re.compile(
    r"(?<!\w)[A-Z][\w’'-]{1,24}[ \xa0](?:(?:[A-Z][\w’'-]{1,24}|of|and|for|to|the|\([A-Z][\w’' -]{2,40}\))[ \xa0]){0,9}$"
)
"""`Commons Access Act 1949, s 12(2)`."""
_SUPRA: Final = re.compile(
    rf"""
    (?<![\w.])(?P<who>{_WHO}),[ \xa0](?:supra|above(?=,?[ \xa0](?:at|n|note)[ \xa0.]))  # who
    (?:[ \xa0]n(?:ote|\.)[ \xa0]?\d{{1,4}})?  # note
    (?:,?[ \xa0](?:at|p\.)[ \xa0](?P<pin>\d{{1,5}}(?:[-–]\d{{1,5}})?))?  # page
    """,
    re.VERBOSE,
)
_SHORT_NAME: Final = re.compile(rf"(?<![\w.])(?P<who>{_WHO}),[ \xa0\n]$")
"""`Dorrance, 512 U.S. at 97`: one party stands for the case."""
_VERSUS: Final = re.compile(r"[ \xa0\n]vs?\.?[ \xa0\n]")
_PARTED: Final = re.compile(r"\n[ \t\r\xa0]*\n")
_COMMA: Final = re.compile(r",[ \xa0\n]$")
_REACH: Final = 160
"""Characters before a reporter in which the names of the parties may stand."""
_SENTENCE_LEAD: Final = re.compile(r"[a-z)]\.\s+|e\.g\.,\s|\b[Ss]ee(?:\salso)?\s|[¹²³⁴-⁹]+\s?|\n\s*\n|;\s")
_LEAD: Final = re.compile(r"(?:of|the|and|&|for|in|re|on|behalf|de|la|see|as|cf\.|but)[ \xa0\n]", re.IGNORECASE)
"""Words before the first party that belong to the sentence."""
_INNER: Final = frozenset(["of", "the", "and", "&", "for", "in", "ex", "rel.", "re", "on", "behalf", "de", "la"])


def legal_citations(text: str) -> Iterator[Citation]:
    """Find cited cases and statutes, in order of kind, with parties, reporter, pin-point and year.

    >>> [c.csl.title for c in legal_citations("as in Roe v. Wade, 410 U.S. 113, 164 (1973).")]
    ['Roe v. Wade']
    """
    for signs, pattern, read in _KINDS:
        if any(sign in text for sign in signs):
            found = (read(match) for match in pattern.finditer(text))
            yield from (citation for citation in found if citation is not None)
    yield from continental_citations(text)
    yield from paper_citations(text)


def _reported(match: re.Match[str]) -> Citation | None:
    """A case by volume, series and page, None where the series is none of law reports."""
    if not _is_series(match):
        return None
    case = _case(match)
    is_sure = case.csl.title or "." in (case.csl.container_title or "") or _is_usual(case)
    return case if is_sure else None


def _end_and_year(match: re.Match[str]) -> tuple[int, str | None]:
    """Where the reference of a reported case ends, its reports in other series with it, and the year it was decided."""
    end = match.end()
    while (parallel := _PARALLEL.match(match.string, end)) is not None and _is_series(parallel):
        end = parallel.end()
    decided = _DECIDED.match(match.string, end)
    return (decided.end(), decided["year"]) if decided else (end, None)


def _is_series(match: re.Match[str]) -> bool:
    name = "".join(match["series"].split())
    return name in REPORTERS or name in _further_series()


def _is_usual(case: Citation) -> bool:
    """Whether a series without full stops, `Bush` or `May`, is one of law reports even where no party is named."""
    return "".join((case.csl.container_title or "").split()) in REPORTERS


@cache
def _further_series() -> frozenset[str]:
    """The series that eyecite knows, without the blanks; none where the extra `legal` is not installed."""
    try:
        from eyecite.tokenizers import EDITIONS_LOOKUP  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        return frozenset()
    return frozenset("".join(name.split()) for name in EDITIONS_LOOKUP)


def _case(match: re.Match[str]) -> Citation:
    text, parts = match.string, match.groupdict()
    start = _parties_start(text, match.start())
    if start == match.start() and parts.get("at"):
        return _short_case(text, match)
    end, year = (match.end(), parts["year"]) if "year" in parts else _end_and_year(match)
    csl = Csl(
        type="legal_case",
        title=" ".join(text[start : match.start()].strip(" ,\xa0\n").split()) or None,
        container_title=_plain(match["series"]),
        volume=match["volume"],
        page=match["page"],
        issued=year,
    )
    return legal_citation(text, Span(start, end), csl, _place_in(parts))


def _place_in(parts: dict[str, str]) -> Locator | None:
    """The paragraph or page of a case that is meant."""
    paragraph = parts.get("square") or parts.get("para")
    if paragraph:
        return Locator(label="paragraph", value=paragraph.replace("][", "").replace("]", "").replace("[", ""))
    pin = parts["pin"] or (parts["page"] if parts.get("at") else None)
    return Locator(label="page", value=pin) if pin else None


def _plain(words: str) -> str:
    """Words that may run over the end of a line."""
    return " ".join(words.split())


def _short_case(text: str, match: re.Match[str]) -> Citation:
    """A case cited before; the party named stays out of the fields, which the case itself fills."""
    named = _SHORT_NAME.search(text, max(0, match.start() - _REACH), match.start())
    start = named.start() if named else match.start()
    while named and (lead := _LEAD.match(text, start, match.start())) is not None:
        start = lead.end()
    csl = Csl(type="legal_case", container_title=_plain(match["series"]), volume=match["volume"], page=match["page"])
    return legal_citation(text, Span(start, match.end()), csl, Locator(label="page", value=match["page"]))


def _article(match: re.Match[str]) -> Citation:
    text = match.string
    low = max(0, match.start() - _REACH)
    lead = next((one.end() for one in reversed(list(_SENTENCE_LEAD.finditer(text, low, match.start())))), low)
    named = _BY_AUTHOR.search(text, lead, match.start())
    csl = Csl(
        type="article-journal",
        author=parse_names(named["who"]) if named else (),
        title=" ".join(named["title"].split()) if named else None,
        container_title=" ".join(match["series"].split()),
        volume=match["volume"],
        page=match["page"],
        issued=match["year"],
    )
    span = Span(named.start() if named else match.start(), match.end())
    return legal_citation(text, span, csl, Locator(label="page", value=match["pin"]) if match["pin"] else None)


def _statute(match: re.Match[str]) -> Citation:
    csl = Csl(type="legislation", container_title=match["code"], volume=match["title"])
    return legal_citation(match.string, Span(*match.span()), csl, Locator(label="section", value=match["section"]))


def _act(match: re.Match[str]) -> Citation:
    text = match.string
    named = _ACT_NAME.search(text, max(0, match.start() - _REACH), match.start())
    start = named.start() if named else match.start()
    while named and (lead := _LEAD.match(text, start, match.start())) is not None:
        start = lead.end()
    section = match["section"].rstrip(".,")
    section = section if section.count("(") >= section.count(")") else section.removesuffix(")")
    csl = Csl(type="legislation", title=text[start : match.end("year")], issued=match["year"])
    span = Span(start, match.start("section") + len(section))
    return legal_citation(text, span, csl, Locator(label="section", value=section))


def _again(match: re.Match[str]) -> Citation | None:
    if not (
        _NO_WORD.search(match.string, max(0, match.start() - 2), match.start()) and (match["pin"] or _is_alone(match))
    ):
        return None
    label = {"¶": "paragraph", "§": "section"}.get((match["label"] or "")[:1], "page")
    locator = Locator(label=label, value=match["pin"]) if match["pin"] else None
    return legal_citation(match.string, Span(*match.span()), Csl(), locator)


def _is_alone(match: re.Match[str]) -> bool:
    """Whether `Id.` without a page is a reference: in brackets, behind "see", or a sentence of its own."""
    text, start, end = match.string, match.start(), match.end()
    if match.group().startswith("i"):
        return (
            text[start - 1 : start] + text[end : end + 1] == "()"
            or _SEE.search(text, max(0, start - 5), start) is not None
        )
    is_sentence = _OWN_SENTENCE.search(text, max(0, start - 2), start) is not None
    return is_sentence and _SENTENCE_BEHIND.match(text, end) is not None


def _before(match: re.Match[str]) -> Citation:
    """A work cited before, by the name of its author or of the case."""
    pin = match["pin"]
    csl = Csl(author=parse_names(match["who"]))
    return legal_citation(match.string, Span(*match.span()), csl, Locator(label="page", value=pin) if pin else None)


def _parties_start(text: str, at: int) -> int:
    """Where the names of the parties begin, or `at` when none stand before the reporter."""
    low = max(0, at - _REACH)
    for gap in _PARTED.finditer(text, low, at):
        low = gap.end()
    head = text[low:at]
    versus = next(reversed(list(_VERSUS.finditer(head))), None)
    is_set_apart = _COMMA.search(head) is not None or text.startswith(("[", "("), at)
    if versus is None or not is_set_apart or re.search(r"[;)\]]", head[versus.end() :]):
        return at
    crown = _CROWN.search(head, 0, versus.start())
    start = crown.start("who") if crown else _first_party(head, versus.start())
    return low + start if start < versus.start() else at


def _first_party(head: str, end: int) -> int:
    """Where the name that ends at `end` begins: every word before it that may belong to a name."""
    start = end
    for word in reversed(list(re.finditer(r"[^ \xa0\n(]+", head[:end]))):
        if not _is_of_party(word.group()):
            break
        start = word.start()
        if head[start - 1 : start] == "(":
            break
    while (lead := _LEAD.match(head, start)) is not None:
        start = lead.end()
    return start


def _is_of_party(word: str) -> bool:
    """Whether a word may belong to the name of a party: a capital or a small word, and no end of a sentence."""
    may_be = word[:1].isupper() or word in _INNER
    is_end = re.search(r"[a-z]{3}\.$", word) is not None and word.casefold() not in listed("case-name-words")
    return may_be and not word.endswith((";", ":", ")")) and not is_end


_REPORT_SIGNS: Final = (" v. ", " v ", " vs. ", " v.\n", "\nv. ", " U.S. ", "U. S.")
_KINDS: Final[tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], Citation | None]], ...]] = (
    (("Rev.", "J.", "Q."), _REVIEW, _article),
    (("",), _NEUTRAL, _case),
    (_REPORT_SIGNS, _REPORTED, _reported),
    (("§",), _STATUTE, _statute),
    (_ACT_SIGNS, _ACT, _act),
    (("supra", ", above"), _SUPRA, _before),
    (("Id.", " id.", "(id.", "\nid.", "\xa0id.", "Ibid."), _AGAIN, _again),
)
"""Kinds of legal citations in order: signs of which one stands in every such text, how it looks, how it is read."""
