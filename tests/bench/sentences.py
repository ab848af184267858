"""Real sentences from a folder of texts."""

import re
from collections.abc import Iterator
from pathlib import Path

from quotecheck.errors import UnreadableDocument
from quotecheck.readers import expand, read_path

_SENTENCE = re.compile(r"[^.!?\n]{20,400}[.!?]")
_MAX_BYTES = 64 * 1024 * 1024


def texts(folder: Path) -> Iterator[str]:
    """Yield the text of every readable file of `folder`."""
    for path in sorted(expand([str(folder)])):
        try:
            yield read_path(path, max_bytes=_MAX_BYTES).text
        except UnreadableDocument:
            continue


def sentences(text: str, *, least: int = 8, most: int = 60) -> list[re.Match[str]]:
    """Return the sentences of `text` of `least` to `most` words that are plain prose."""
    joined = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    found = []
    for match in _SENTENCE.finditer(joined):
        sentence = match.group().strip()
        words = sentence.split()
        clean = sentence[0].isupper() and not re.search(r"[\[\](){}…*_#|<>]|\.\.|\d\.", sentence)
        if clean and least <= len(words) <= most and sum(word.islower() for word in words) > len(words) / 2:
            found.append(match)
    return found
