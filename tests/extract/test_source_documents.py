"""Documents whose running text names sources, each labelled: what share is found, and none made up."""

import re
from collections import Counter
from pathlib import Path

from quotecheck.extract import extract
from quotecheck.model import CitationRole
from quotecheck.readers import read_bytes

TABLE = Path(__file__).parent / "source_documents.txt"
_LABEL = re.compile(r"⟦(?P<source>[^|⟧]*)\|(?P<words>.*?)⟧", re.DOTALL)


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}|\d+", (text or "").casefold()))


def test_sources_named_in_running_text_are_found_and_none_is_made_up() -> None:
    counts: Counter[str] = Counter()
    _, *parts = re.split(r"^=== (.+)\n", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        labels = [(found["source"], _key(found["words"])) for found in _LABEL.finditer(body)]
        text = _LABEL.sub(lambda found: found["words"], body)
        quotations = {_key(q.text): q for q in extract(read_bytes(text.encode(), name=name)).quotations}
        for source, key in labels:
            found = [c for c in quotations[key].cited if c.role is CitationRole.PROSE]
            wanted = _words(source)
            counts["named"] += source != "-"
            counts["linked"] += bool(found)
            counts["right"] += any(2 * len(wanted & _words(c.citation.csl.title)) >= len(wanted) for c in found)
            assert all(c.why for c in found)

    assert counts["right"] == counts["linked"], counts
    assert counts["right"] >= 0.95 * counts["named"] > 0, counts
