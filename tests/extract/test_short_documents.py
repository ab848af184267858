"""Short documents of every format, with the quotations and citations they hold and look-alikes that hold none."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from quotecheck.extract import extract
from quotecheck.model import Citation, Quotation
from quotecheck.readers import read_bytes

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("short_documents.jsonl").read_text(encoding="utf-8").splitlines()
]


def letters(text: str | None) -> str:
    return re.sub(r"[\W_]", "", text or "").casefold()


def has(wanted: str, citation: Citation) -> bool:
    shown = (citation.raw, citation.resolved.raw if citation.resolved else None, citation.csl.title)
    return any(letters(wanted) in letters(one) for one in shown)


def field(citation: Citation, name: str) -> str | None:
    match name:
        case "page":
            return citation.locator.value if citation.locator else None
        case "label":
            return citation.locator.label if citation.locator else None
        case "author":
            return " and ".join(map(str, citation.csl.author))
        case "year":
            return citation.csl.issued
        case _:
            found: str | None = getattr(citation.csl, name)
            return found


def check(wanted: dict[str, Any], quotation: Quotation) -> None:
    cited = [one.citation for one in quotation.cited]
    assert wanted.get("kind", quotation.kind) == quotation.kind
    assert letters(wanted.get("speaker", quotation.speaker)) == letters(quotation.speaker)
    if wanted.get("nocite"):
        assert cited == []
    if "cite" in wanted:
        meant = [one for one in cited if has(wanted["cite"], one)]
        assert meant, cited
        for name, value in wanted.get("fields", {}).items():
            assert any(letters(value) == letters(field(one, name)) for one in meant), (name, meant)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_short_documents(case: dict[str, Any]) -> None:
    extraction = extract(read_bytes(case["input"].encode(), name=f"d.{case['format']}"))
    found = {letters(one.text): one for one in extraction.quotations}

    for wanted in case.get("quotes", []):
        assert letters(wanted["text"]) in found
        check(wanted, found[letters(wanted["text"])])
    for words in case.get("none", []):
        assert not any(letters(words) in text for text in found)
    for words in case.get("citations", []):
        assert any(letters(words) in letters(one.raw) for one in extraction.citations)
    for words in case.get("nocitations", []):
        assert not any(letters(words) in letters(one.raw) for one in extraction.citations)
