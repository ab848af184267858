"""Signatures: lines at the end of a quotation that name who said it, `— X, Title` or `X (1903)`."""

import re
from typing import Final, Protocol

from quotecheck.extract.citations.lines import CitationLine, credit_line, lines_of, source_inside
from quotecheck.extract.citations.names import is_person_name
from quotecheck.extract.citations.shapes import ISSUE, MARKS, PAGES, VOLUME, YEAR
from quotecheck.extract.citations.words import MONTHS
from quotecheck.language.lists import listed
from quotecheck.language.sentences import STOPS
from quotecheck.model import CitationForm, Span
from quotecheck.text.quotemarks import CLOSES, OPENING

__all__ = ["Structure", "cited_lines"]

_B = r"[ \t\xa0]"
_NAME_YEAR: Final = re.compile(
    r"(?P<who>[^\r\n()\d]{2,60}?)[,]?[ \xa0]{0,2}\((?P<year>[^()\r\n]{0,24}\d{4}[a-z]?(?:[-–]\d{2,4})?)\)"
    r"(?P<rest>[^\r\n]{0,240})$"
)
_DASHED: Final = re.compile(rf"(?:[—–―~]|-{{1,2}}){_B}{{0,2}}(?=\[?[^\W\d_])")
_TAIL: Final = re.compile(rf"[{CLOSES}][.,]?(?:{_B}{{0,2}}[—–―~]|{_B}{{1,2}}-{{1,2}}){_B}{{0,2}}(?=[^\W\d_])")
_MARKDOWN_LINK: Final = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{1,1000}\)")
_LONGEST_SIGNATURE: Final = 240
_LONGEST_CREDIT: Final = 120
_SECONDHAND: Final = re.compile(
    r",[ \xa0](?:as[ \xa0])?(?:quoted|cited|speaking|interviewed|writing)[ \xa0](?:in|by|to|at)[ \xa0]"
)
_SHORTEST_WRAPPED: Final = 45
_LONGEST_WRAPPED: Final = 160
"""Characters of a line that was wrapped by hand; shorter ones end where they end, longer ones are paragraphs."""
_ENDS: Final = frozenset(f"{STOPS}:)]—")
_MARKS: Final = frozenset(MARKS) - {"`", "´"}
"""Closing marks before a signature; backticks end code more often than a quotation."""


class Structure(Protocol):
    """What the marks of a document say of a line."""

    def is_quoted(self, span: Span) -> bool:
        """Whether the line stands in a block quotation."""

    def is_credit(self, span: Span) -> bool:
        """Whether the line is a caption or an element for sources."""


def cited_lines(text: str, structure: Structure) -> list[CitationLine]:
    """Find the lines that cite, of all forms, in order; they do not overlap."""
    kept: list[CitationLine] = []
    above, was_quoted, free_from, end_above = "", False, 0, 0
    for span in lines_of(text):
        line = span.of(text)
        is_quoted = line[0] == ">" or structure.is_quoted(span)
        if span.start >= free_from:
            carries_on = _carries_on(above, text[end_above : span.start])
            found = credit_line(text, span, carries_on=carries_on)
            if (
                found is None
                and not carries_on
                and (is_quoted or was_quoted or above[-8:].rstrip(" \t\xa0.,;…")[-1:] in _MARKS)
            ):
                found = _signature_line(span, line, is_credit=structure.is_credit(span))
            found = found or _tail_signature(span, line) or source_inside(text, span)
            if found is not None:
                kept.append(found)
                free_from = found.span.end
        above, was_quoted, end_above = line, is_quoted, span.end
    return kept


def _carries_on(above: str, gap: str) -> bool:
    """Whether a line carries on the sentence of the line above, in a text wrapped by hand."""
    return (
        gap.count("\n") == 1
        and _SHORTEST_WRAPPED <= len(above) <= _LONGEST_WRAPPED
        and above[-1] not in _ENDS
        and above[-1] not in _MARKS
    )


def _signature_line(span: Span, line: str, *, is_credit: bool) -> CitationLine | None:
    start = _signature(line, is_credit=is_credit) if len(line) <= _LONGEST_SIGNATURE else None
    return None if start is None else CitationLine(Span(span.start + start, span.end), CitationForm.ATTRIBUTION_LINE)


def _signature(line: str, *, is_credit: bool) -> int | None:
    """Where the signature starts in a line below or at the end of a quotation that is one, else None."""
    quoted = re.match(r"(?:>[ \xa0]?){1,4}", line)
    at = quoted.end() if quoted else 0
    dashed = _DASHED.match(line, at)
    body = line[dashed.end() if dashed else at :]
    if not body:
        return None
    dash = dashed.group().strip() if dashed else ""
    is_one = any(is_signature(body, dash, is_credit) for is_signature in _SIGNATURES)
    return len(line) - len(body) if is_one else None


def _is_dated(body: str, _: str, __: bool) -> bool:  # noqa: FBT001 - one shape for all rules
    """`Ellen Marsh, 1867`, with a title or nothing behind."""
    dated = _NAME_YEAR.match(body.strip("*_ "))
    return dated is not None and _is_signer(dated["who"]) and _ends_well(dated["rest"])


def _is_announced(body: str, dash: str, is_credit: bool) -> bool:  # noqa: FBT001
    """A name behind a dash, or where a credit stands; a hyphen may begin an entry of a list."""
    return bool(dash or is_credit) and _is_signed(body, needs_name=dash == "-")


def _is_credited(body: str, dash: str, is_credit: bool) -> bool:  # noqa: FBT001
    """Anything short behind a dash that is a credit, or that says by whom it was quoted."""
    is_said = is_credit or _SECONDHAND.search(body) is not None
    return bool(dash) and is_said and not body[0].islower() and len(body) <= _LONGEST_CREDIT


def _is_bare(body: str, dash: str, _: bool) -> bool:  # noqa: FBT001
    has_figures = YEAR.search(body) is not None or PAGES.search(body) is not None
    return not dash and has_figures and _is_plain_signature(body)


_SIGNATURES: Final = (_is_dated, _is_announced, _is_credited, _is_bare)
"""How a line is told to be a signature, from what follows its dash, the dash, and whether a credit stands there."""


def _tail_signature(span: Span, line: str) -> CitationLine | None:
    """A signature after the closing mark in the same line: `“…” — X, Title (1903)`."""
    low = max(0, len(line) - _LONGEST_SIGNATURE)
    found = None
    for found in _TAIL.finditer(line, low):  # noqa: B007 - the last one counts
        pass
    if found is None:
        return None
    tail = line[found.end() :]
    is_inside = tail.count("(") < tail.count(")")
    if is_inside or not _is_signed(tail):
        return None
    return CitationLine(Span(span.start + found.end(), span.end), CitationForm.ATTRIBUTION_LINE)


def _is_signer(who: str) -> bool:
    return is_person_name(who.strip(" ,*_")) and who.split(maxsplit=1)[0].casefold().strip(".") not in MONTHS | listed(
        "counted"
    )


def _ends_well(rest: str) -> bool:
    """After the year only a title, a place or nothing may follow, no sentence about the author."""
    bare = rest.strip(" \xa0.,:;*_")
    return (
        not bare
        or bare[0] in MARKS
        or bool(YEAR.search(bare) or PAGES.search(bare))
        or bool(re.match(r"[,.:]", rest.strip()))
    )


def _is_signed(body: str, *, needs_name: bool = False) -> bool:
    """A name, alone or before a comma, a parenthesis or a title; `needs_name` where it may be an entry of a list."""
    bare = _MARKDOWN_LINK.sub(r"\1", body).strip(" *_.")
    head = re.split(rf"[,(\[:;\"{OPENING}]|[ \xa0][—–-][ \xa0]|[ \xa0]in[ \xa0]", bare, maxsplit=1)[0].strip(" *_")
    if len(bare) > _LONGEST_SIGNATURE or bare[len(head) :].lstrip()[:1] == ":":
        return False
    if not is_person_name(head) and (needs_name or not _is_capitalised_title(head)):
        return False
    if bare[-1:] == "," or re.search(rf"[{STOPS}]\]?[ \xa0][^\W\d_]{{2,}}[ \xa0][a-z]+[ \xa0][a-z]+", bare):
        return False
    rest = bare[len(head) :].lstrip(" ,*_")
    return not rest[:1].islower() or bool(YEAR.search(rest) or PAGES.search(rest))


def _is_capitalised_title(head: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w’'.-]*", head) if len(word) > 3]
    return 0 < len(words) <= 10 and all(word[0].isupper() for word in words)


def _is_plain_signature(body: str) -> bool:
    """`Ellen Marsh, The Low Year, vol. 1, 1867`: a name, then a title, then figures, with no verb to be expected."""
    head, comma, rest = body.partition(",")
    if not comma or not is_person_name(head) or len(head.split()) > 4 or len(body) > 160:
        return False
    figures = VOLUME.search(rest) or ISSUE.search(rest) or PAGES.search(rest) or YEAR.search(rest)
    return figures is not None and _is_capitalised_title(rest[: figures.start()].strip(f" ,.(*_{MARKS}"))
