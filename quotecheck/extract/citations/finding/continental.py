"""Cases of European courts and articles of treaties and codes."""

import re
from collections.abc import Iterator
from typing import Final

from quotecheck.extract.citations.finding.papers import legal_citation
from quotecheck.extract.citations.words import CODES
from quotecheck.language.lists import any_of
from quotecheck.model import Citation, Csl, Locator, Span

__all__ = ["continental_citations"]

_B = r"[ \xa0\n]"
_NUMBER = r"(?:[CTF][-–‑])?\d{1,4}/\d{2}(?:[ \xa0](?:P|PPU)(?:\(R\))?)?"
_CASE: Final = re.compile(
    rf"Cases?{_B}(?P<number>{_NUMBER}(?:(?:,|{_B}and|,{_B}and|{_B}to){_B}{_NUMBER}){{0,5}})(?!\w)"
)
_PARTIES: Final = re.compile(rf",?(?:{_B}(?P<parties>[^\W\d_a-z](?:[^\n\[\]();:]|\n(?!\n)){{1,120}}?))?,?{_B}?")
_REPORTED: Final = re.compile(
    rf"""
    (?P<report>\[(?P<year>(?:19|20)\d\d)\]{_B}ECR{_B}(?:I{{1,2}}[-–‑])?\d{{1,5}})
    |(?:\[(?:19|20)\d\d\]{_B})?(?P<ecli>(?:ECLI:)?EU:[CTF]:(?P<decided>\d{{4}}):\d{{1,5}})
    """,
    re.VERBOSE,
)
_PARAGRAPH: Final = re.compile(
    rf",?{_B}(?:at{_B})?(?:para(?:s|graphs?)?\.?{_B}|\[)(?P<place>\d{{1,4}}(?:[-–]\d{{1,4}})?)\]?(?!\w)"
)
_REACH: Final = 160
"""Characters between the number of a case and where it is reported."""
_PART = (
    rf"(?:{_B}?\(\w{{1,5}}\)"
    rf"|,?{_B}(?:Abs|S|Satz|Nr|Ziff|lit|let|al|UAbs|Hs|Var|Alt|paras?|no|n°|ap)\.?{_B}?\d{{0,3}}[a-z]?(?!\w))"
)
"""A part of an article: `(1)`, `Abs. 1 Satz 2`, `al. 3`."""
_OF_CODE = rf"""
    {_B}?(?P<place>[LR]?\.?{_B}?\d{{1,4}}[a-z]?(?:[-–.]\d{{1,4}}){{0,3}}(?!\w){_PART}{{0,5}}(?:{_B}(?:bis|ter))?)
    (?:{_B}(?:of{_B}the|of|der|des|del|de{_B}la|du|della?))?{_B}(?P<code>{any_of(CODES, _B)})(?!\w)
    """
_SECTION: Final = re.compile(rf"§§?{_OF_CODE}", re.VERBOSE)
_ARTICLE: Final = re.compile(rf"rt(?:icles?|ículos?|ikel|icolo|s?\.){_OF_CODE}", re.VERBOSE)
"""Without its first letter, large or small: so a search finds the next one at once."""


def continental_citations(text: str) -> Iterator[Citation]:
    """Find cases by their number at a European court, then articles of treaties and codes.

    >>> [c.raw for c in continental_citations("In Case 26/62 Van Reed [1963] ECR 1 and Art. 6(1) GDPR it is said.")]
    ['Case 26/62 Van Reed [1963] ECR 1', 'Art. 6(1) GDPR']
    """
    if "Case " in text or "Cases " in text:
        yield from map(_case, _CASE.finditer(text))
    yield from (_of_code(match, match.start(), "section") for match in _SECTION.finditer(text))
    for match in _ARTICLE.finditer(text):
        if text[match.start() - 1 : match.start()] in ("A", "a"):
            yield _of_code(match, match.start() - 1, "article")


def _case(match: re.Match[str]) -> Citation:
    text, end = match.string, match.end()
    reported = _REPORTED.search(text, end, end + _REACH)
    named = _PARTIES.fullmatch(text, end, reported.start()) if reported else None
    report, parties = {}, ""
    if reported and named:
        report, parties, end = reported.groupdict(), named["parties"] or "", reported.end()
    paragraph = _PARAGRAPH.match(text, end)
    joined = len("Joined ") if text.endswith("Joined", 0, max(0, match.start() - 1)) else 0
    csl = Csl(
        type="legal_case",
        title=" ".join(parties.strip(" ,").split()) or None,
        container_title=report.get("report") or report.get("ecli"),
        volume=" ".join(match["number"].split()),
        issued=report.get("year") or report.get("decided"),
    )
    locator = Locator(label="paragraph", value=paragraph["place"]) if paragraph else None
    return legal_citation(text, Span(match.start() - joined, paragraph.end() if paragraph else end), csl, locator)


def _of_code(match: re.Match[str], start: int, label: str) -> Citation:
    locator = Locator(label=label, value=" ".join(match["place"].split()))
    csl = Csl(type="legislation", title=" ".join(match["code"].split()))
    return legal_citation(match.string, Span(start, match.end()), csl, locator)
