"""Pins: what a writer has said once and for all of a source; the file `sources.toml`.

    [keys]
    marsh1990 = "papers/marsh.pdf"

    [[citations]]
    text = "Marx, Capital, vol. 1"
    source = "https://example.org/capital-1.html"

A citation is known by its key, or by its words without the page. Paths are relative to the file.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotecheck.errors import BadInput
from quotecheck.files import write_atomically
from quotecheck.language.lists import alternatives
from quotecheck.model import Citation
from quotecheck.text.fold import fold

NAME = "sources.toml"
_PAGES = re.compile(rf"[\s,:;(]*\b(?:{alternatives('page-words')})\.?\s*[\dIVXLCivxlc].*$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """The pins of one file."""

    path: Path
    keys: Mapping[str, str]
    """Key of a citation -> path or address."""
    citations: Mapping[str, str]
    """Words of a citation, as written -> path or address."""

    def source_of(self, citation: Citation) -> str | None:
        """Return what a citation is pinned to; None where it is not."""
        key = citation.csl.citation_key
        if key in self.keys:
            return self.keys[key or ""]
        said = {wording_of_citation(words): source for words, source in self.citations.items()}
        raws = (citation.raw, citation.resolved.raw if citation.resolved else "")
        return next((said[known] for raw in raws if (known := wording_of_citation(raw)) in said), None)

    def all(self) -> dict[str, str]:
        """Return every pin: what is cited, and its source."""
        return {**self.keys, **self.citations}


def wording_of_citation(raw: str) -> str:
    """Return the words of a citation by which a pin knows it: folded, without brackets and pages.

    >>> wording_of_citation("(Marx, Capital, vol. 1, p. 12)") == wording_of_citation("Marx, Capital, Vol. 1, pp. 3-4.")
    True
    """
    return " ".join(fold(_PAGES.sub("", raw.strip("()[] \n"))).text.split())


def read_pins(path: Path) -> Pins:
    """Read a file of pins; raises `BadInput` when it is none."""
    try:
        value = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(str(path), f"no file of pins: {error}") from error
    unknown = value.keys() - {"keys", "citations"}
    keys, rows = value.get("keys", {}), value.get("citations", [])
    if unknown or not isinstance(keys, dict) or not isinstance(rows, list) or not all(map(_is_row, rows)):
        raise BadInput(
            str(path), "no file of pins: a table [keys] and rows [[citations]] with text and source are known"
        )
    if not all(isinstance(source, str) for source in keys.values()):
        raise BadInput(str(path), "a key is pinned to a path or an address, in quotation marks")
    return Pins(path=path, keys=keys, citations={row["text"]: row["source"] for row in rows})


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and isinstance(row.get("text"), str) and isinstance(row.get("source"), str)


def pinned(pins: Pins, cited: str, source: str, *, is_key: bool) -> Pins:
    """Return the pins with one more, in the place of an earlier one for the same citation."""
    if is_key:
        return replace(pins, keys={**pins.keys, cited: source})
    same = wording_of_citation(cited)
    kept = {words: old for words, old in pins.citations.items() if wording_of_citation(words) != same}
    return replace(pins, citations={**kept, cited: source})


def write_pins(pins: Pins) -> None:
    """Write the file whole or not at all; comments in it are not kept."""
    lines = ["[keys]", *(f"{_quoted(key)} = {_quoted(source)}" for key, source in sorted(pins.keys.items()))]
    for words, source in sorted(pins.citations.items()):
        lines += ["", "[[citations]]", f"text = {_quoted(words)}", f"source = {_quoted(source)}"]
    write_atomically(pins.path, ["\n".join(lines) + "\n"])


def _quoted(words: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
