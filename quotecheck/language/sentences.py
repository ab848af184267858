"""Where a sentence ends, told once. Three answers are needed, and one of two cares.

- A **hard stop** ends a sentence: `STOPS`; with the marks that close behind it `STOPPED`.
- A **stop or pause** ends a clause: `STOPS` and `PAUSES`.
- A stop of an **abbreviation** ends nothing: `SENTENCE_END` knows titles, initials and small letters that follow.

The signs are made to stand in the classes of regular expressions.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from quotecheck.language.lists import everywhere, listed
from quotecheck.text.quotemarks import ALL, CLOSES

TONES: Final = "!?！？؟"
"""Stops that say how a sentence is meant."""
STOPS: Final = ".…。۔।" + TONES
PAUSES: Final = ",;:，；：、،؛"
SIGNS_BEHIND: Final = f"{STOPS}{PAUSES}{CLOSES})"
"""Signs between a word and what is set behind it, as the number of a note."""
STOPPED: Final = rf"[{STOPS}]+[{ALL})\]]*"
"""A hard stop and the quotation marks and brackets that close behind it."""
ABBREVIATIONS: Final = listed("abbreviations") | listed("abbreviations-at-ends")
"""Short forms with a full stop, in small letters and without their last stop."""


def _after_none_of(words: Iterable[str]) -> str:
    """Return the condition that none of the words stands right before: one look back for all of one length."""
    lengths = groupby(sorted(words, key=len), key=len)
    return "".join(rf"(?<!\b(?:{'|'.join(map(re.escape, group))}))" for _, group in lengths)


SENTENCE_END: Final = re.compile(
    rf"(?<![A-ZÀ-ÖØ-ÞА-ЯЁ]){_after_none_of(everywhere('abbreviations'))}"
    rf"[{STOPS}][{ALL}]?[\s\xa0]+(?=[{ALL}]?[^\W\d_a-zß-ÿа-яё])|\n[ \t\r\xa0]*\n"
)
"""Where a sentence ends; full stops after initials and titles and before small letters do not end one."""
