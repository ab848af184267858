"""What courts cite besides cases and laws: the papers of the case, and other places of the same report."""

import re
from collections.abc import Iterator
from typing import Final

from quotecheck.extract.citations.shapes import MARKS
from quotecheck.language.lists import any_of, everywhere
from quotecheck.model import Citation, CitationForm, Csl, Locator, Span

__all__ = ["legal_citation", "paper_citations"]

_B = r"[ \xa0\n]"
_PIN = r"\d{1,5}[a-z]?(?![^\W_])(?::\d{1,3})?(?:[-–]\d{1,5}[a-z]?(?![^\W_])(?::\d{1,3})?)?"
_PLACE = rf"""
    (?:,?{_B}(?:(?P<at>at{_B}|pp?\.{_B})|(?P<sign>¶¶?|§§?){_B}?)?)(?P<pin>{_PIN})
    (?P<more>,{_B}(?:at{_B}|(?P<inner>¶¶?){_B}?)(?P<place>{_PIN}))?
    """
_PAPER: Final = re.compile(rf"(?P<name>{any_of(everywhere('record-names'), _B)}){_PLACE}", re.VERBOSE)
_BRIEF: Final = re.compile(
    rf"""
    (?P<name>Briefs?{_B}(?:for|of){_B}  # whose
    [A-Z][\w.’']{{0,20}}(?:{_B}(?:[A-Z][\w.’']{{0,20}}|et{_B}al\.|as|of|the|and|for)){{0,9}})
    {_PLACE}
    """,
    re.VERBOSE,
)
_WHOSE: Final = re.compile(rf"(?:[A-Z][\w’'-]{{1,24}}{_B}){{1,2}}$")
"""`Reed Decl. ¶ 5`: whose paper it is."""
_NAMED: Final = ("Aff.", "Affidavit", "Decl.", "Declaration", "Dep.", "Dep. Tr.")
"""Papers that carry the name of a witness."""
_HERE: Final = re.compile(
    rf",{_B}(?:at{_B}(?P<pin>\d{{1,5}}(?:[-–]\d{{1,5}})?)(?!\w)(?:,{_B}n\.{_B}\d{{1,3}})?|n\.{_B}\d{{1,3}})(?!\w)"
)
_WHERE: Final = re.compile(r"(?<!\w)(?:[Aa]nte|[Pp]ost|[Ii]nfra|[Ss]upra)$")
_SET_APART: Final = re.compile(
    rf"(?:^|[.,;:([—–{re.escape(MARKS)}]|(?<!\w)(?:[Ss]ee|also|e\.g\.,|[Cc]f\.|and))[\s\xa0]{{0,3}}$"
)
"""What stands before a reference that is set into a sentence or behind it, and not before a word of the sentence."""
_GOES_ON: Final = re.compile(rf"{_B}(?!(?:and|or|n|nn|at|see|p|pp|to)(?!\w))[a-z]")
_REACH: Final = 60


def legal_citation(text: str, span: Span, csl: Csl, locator: Locator | None) -> Citation:
    """Make the citation of a case, a law or a paper that stands at `span`."""
    return Citation(
        id=f"c{span.start}-{span.end}", span=span, raw=span.of(text), form=CitationForm.LEGAL, csl=csl, locator=locator
    )


def paper_citations(text: str) -> Iterator[Citation]:
    """Find the papers of a case, `Compl. ¶ 46`, then places of the same report, `post, at 400`.

    >>> [c.raw for c in paper_citations("He knew. Compl. ¶ 46. He left his post, at 6. It failed, post, at 9.")]
    ['Compl. ¶ 46', 'post, at 9']
    """
    for pattern in (_PAPER, _BRIEF):
        yield from filter(None, map(_paper, pattern.finditer(text)))
    if ", at" in text or ", n." in text:
        yield from filter(None, map(_place_here, _HERE.finditer(text)))


def _is_set_apart(text: str, start: int) -> bool:
    return _SET_APART.search(text, max(0, start - 12), start) is not None


def _paper(match: re.Match[str]) -> Citation | None:
    text, name = match.string, " ".join(match["name"].split())
    whose = _WHOSE.search(text, max(0, match.start() - _REACH), match.start()) if name in _NAMED else None
    start = whose.start() if whose else match.start()
    if not (_is_whole(match) and _is_set_apart(text, start)):
        return None
    is_paragraph = "¶" in (match["inner"] or match["sign"] or "")
    csl = Csl(type="document", title=" ".join(text[start : match.end("name")].split()))
    locator = Locator(label="paragraph" if is_paragraph else "page", value=match["place"] or match["pin"])
    return legal_citation(text, Span(start, match.end()), csl, locator)


def _is_whole(match: re.Match[str]) -> bool:
    """Whether name and number are words of their own, and the sentence does not go on counting: "the App. 24 of us"."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    is_free = not before or before.isspace() or before in "([—"
    is_sure = match["name"].endswith(".") or match["at"] or match["sign"] or match.re is _BRIEF  # no "Answer 5"
    return is_free and bool(is_sure) and _GOES_ON.match(match.string, match.end()) is None


def _place_here(match: re.Match[str]) -> Citation | None:
    """`ante, at 12`: a place in the same report, which another opinion of it may hold."""
    text = match.string
    word = _WHERE.search(text, max(0, match.start() - 8), match.start())
    if word is None or not _is_set_apart(text, word.start()):
        return None
    locator = Locator(label="page", value=match["pin"]) if match["pin"] else None
    return legal_citation(text, Span(word.start(), match.end()), Csl(), locator)
