"""Texts made to be slow: each must be read through, with work that grows with the length alone."""

from itertools import pairwise

import pytest

from quotecheck.locate.apparatus import apparatus
from quotecheck.model import Document

SIZE = 60_000
UNITS = {
    "letters": "a",
    "capitals": "A",
    "figures": "1",
    "numbers": "1 ",
    "rising numbers": "7\n8\n",
    "numbered words": "word1 ",
    "opening brackets": "(",
    "closing brackets": ")",
    "pairs": "()",
    "nested pairs": "([",
    "numbers in brackets": "[1]",
    "open numbers": "[1",
    "blanks": " ",
    "lines": "\n",
    "blank lines": "   \n",
    "wide lines": "x" + " " * 190 + "5\n",
    "feeds": "\f",
    "stars": "*",
    "star pages": " *12",
    "chapters": "1:1 a ",
    "names": "A. ",
    "series": "1 U. S. ",
    "reports": "1 U.S. 1 ",
    "pins": "1 U.S. 1 (1900), 2, 3, 4",
    "labels": "AA AA AA AA\n",
    "named labels": "Ab Ab Ab:\n",
    "seeing": "(see also see also see also see also see ",
    "shown": "(see see see fig. ",
    "years": "(Hall, 1999; ",
    "prefixes": "> ",
    "entities": "&",
    "references": "<ref",
    "wiki": "[[",
    "templates": "{{",
    "times": "[00:",
    "rules": "___\n1. A\n",
    "raised": "word¹²",
    "noises": "(laughter and ",
    "directions": "[_a",
    "ends of links": "](a",
    "heads": "1 A\n",
    "verses": "a. 1 A",
}


@pytest.mark.parametrize("name", UNITS)
def test_hostile_text_is_read_through(name: str) -> None:
    unit = UNITS[name]
    text = unit * (SIZE // len(unit))

    found = apparatus(Document(name="s", text=text))

    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
