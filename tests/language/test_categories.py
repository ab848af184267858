"""The written-down categories are those of Python's Unicode data, for the characters both know."""

import re
import unicodedata

import pytest

from quotecheck.language.categories import CURRENCY, MARKS, NUMERIC_SIGNS

HIGHEST = 0x20000
"""The planes above the second hold no such characters but the variation selectors."""


@pytest.mark.parametrize(("body", "category"), [(MARKS, "M"), (NUMERIC_SIGNS, "No"), (CURRENCY, "Sc")])
@pytest.mark.skipif(unicodedata.unidata_version != "14.0.0", reason="the table is that of another Unicode version")
def test_categories_are_those_of_unicode(body: str, category: str) -> None:
    pattern = re.compile(f"[{body}]")

    wrong = [
        code
        for code in (*range(HIGHEST), *range(0xE0100, 0xE01F0))
        if bool(pattern.match(chr(code))) != unicodedata.category(chr(code)).startswith(category)
    ]

    assert wrong == []
