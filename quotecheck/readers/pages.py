"""Printed pages: where each begins, from the page numbers a text carries."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from quotecheck.model import MarkKind, Span
from quotecheck.readers.render import OpenMark, Renderer

_NUMBER = re.compile(r"(?<![0-9a-z])([0-9]{1,5}|[ivxlcdm]{1,8})(?![0-9a-z])", re.IGNORECASE)
_LONGEST = 40
"""Longest text of an element that shows a page number, in code points."""


@dataclass(slots=True)
class PageBreaks:
    """Page numbers met while reading, in order."""

    met: list[tuple[OpenMark, str]] = field(default_factory=list)

    def begin(self, mark: OpenMark, attributes: Mapping[str, str]) -> None:
        """Note an element that shows the number of the page it begins; `mark` must bear no kind of its own."""
        said = attributes.get("title") or attributes.get("aria-label") or attributes.get("id") or ""
        mark.label = said[:100]
        self.met.append((mark, said[:100]))

    def mark(self, out: Renderer) -> None:
        """Add a PAGE mark from each number to the next, and one of PAGE_FURNITURE on each number."""
        text = out.text()
        starts: list[tuple[int, str]] = []
        for mark, said in self.met:
            if mark.start is None:
                continue
            shown = None
            if mark.end is not None:  # otherwise the element is empty and only its attributes tell
                shown = _NUMBER.search(text, mark.start, min(mark.end, mark.start + _LONGEST))
            number = shown or _NUMBER.search(said)
            if number is None:
                continue
            if shown is not None and mark.end is not None:
                end = mark.end if mark.end - mark.start <= _LONGEST else shown.end()
                out.add(MarkKind.PAGE_FURNITURE, Span(mark.start, end))
            starts.append((mark.start, number.group(1)))
        for (start, label), (end, _) in pairwise([*starts, (out.length, "")]):
            if end > start:
                out.add(MarkKind.PAGE, Span(start, end), label=label)
