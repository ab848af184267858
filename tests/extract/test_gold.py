"""Floors on the hand-made gold standard beside the repository; skipped where it is absent."""

import json
from pathlib import Path

import pytest

from quotecheck.extract import extract
from quotecheck.model import Document

SHARED = Path(__file__).parents[3] / "shared"
LIMIT = 58_000
"""Code points of the corpus that the gold covers."""

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared/gold is absent"),
]


def _f1(found: set[tuple[int, int]], gold: set[tuple[int, int]]) -> float:
    return 2 * len(found & gold) / (len(found) + len(gold))


def test_spans_and_kinds_reach_their_floors() -> None:
    text = (SHARED / "corpus" / "blog-export.txt").read_bytes().decode()
    lines = (SHARED / "gold" / "quotations.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [record for record in map(json.loads, lines) if not record["optional"]]
    found = [q for q in extract(Document(name="corpus", text=text)).quotations if q.span.start < LIMIT]
    kinds = {(q.span.start, q.span.end): str(q.kind) for q in found}

    same = [record for record in gold if (record["start"], record["end"]) in kinds]
    right = [record for record in same if kinds[record["start"], record["end"]] in (record["kind"], record["alt_kind"])]

    assert _f1(set(kinds), {(record["start"], record["end"]) for record in gold}) >= 0.985
    assert len(right) >= 0.93 * len(same)
