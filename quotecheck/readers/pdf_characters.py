"""The characters of a PDF: ligatures taken apart, and signs of fonts without a map read as the fonts of TeX have them.

A font need not say which characters its signs stand for; then a page shows quotation marks and the file has codes.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from quotecheck.readers.decode import with_marks_for_controls, without_surrogates
from quotecheck.readers.pdf_lines import PrintedLine

__all__ = ["with_characters_mended"]

_LIGATURES: Final = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ["ff", "fi", "fl", "ffi", "ffl", "st", "st"], strict=True)
)
_CORK: Final = dict(zip(map(chr, range(0x10, 0x17)), "“”„«»–—", strict=True)) | dict(
    zip(map(chr, range(0x1B, 0x20)), ["ff", "fi", "fl", "ffi", "ffl"], strict=True)
)
"""Codes of the T1 encoding of TeX's fonts that are controls elsewhere."""
_OLD_LIGATURES: Final = dict(zip("\x0b\x0c\r\x0e\x0f", ["ff", "fi", "fl", "ffi", "ffl"], strict=True))
_OLD_SIGNS: Final = {"\\": "“", '"': "”", "{": "–", "|": "—"}
"""What the oldest encoding, OT1, has at other codes than ASCII."""
_OLD: Final = re.compile("[\x0b\x0c\r\x0e\x0f](?=[a-z])")
_OLD_MARK: Final = re.compile(r"(?:^|[\s(\[])\\(?=[^\W\d_])")
_LEAST: Final = 3
"""Signs of an encoding from which on it is believed."""


def with_characters_mended(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """Mend the characters of every line; raised numbers keep their places."""
    table = _table(pages)
    sign = re.compile(f"[{re.escape(''.join(table))}]")
    return [[_mended(line, table, sign) for line in page] for page in pages]


def _table(pages: Sequence[Sequence[PrintedLine]]) -> Mapping[str, str]:
    """Return what stands for what in a document: one without ligatures of OT1 has no other signs of it either."""
    text = "\n".join(line.text for page in pages for line in page)
    table = {**_LIGATURES, **_CORK}
    if len(_OLD.findall(text)) >= _LEAST:
        table |= _OLD_LIGATURES | (_OLD_SIGNS if _OLD_MARK.search(text) else {})
    return table


def _mended(line: PrintedLine, table: Mapping[str, str], sign: re.Pattern[str]) -> PrintedLine:
    text = without_surrogates(line.text)
    text = with_marks_for_controls(text) or text
    if not sign.search(text):
        return line if text is line.text else line._replace(text=text)
    raised = [
        (start + _grown(text[:start], table, sign), end + _grown(text[:end], table, sign)) for start, end in line.raised
    ]
    return line._replace(text=sign.sub(lambda found: table[found.group()], text), raised=raised)


def _grown(text: str, table: Mapping[str, str], sign: re.Pattern[str]) -> int:
    return sum(len(table[found]) - 1 for found in sign.findall(text))
