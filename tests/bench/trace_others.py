"""Other engines over the same texts and quotations: tantivy and SQLite FTS5, both over passages of 120 words.

Their answers are passages, not places, so the passage alone is compared: right when it holds most of the original.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from rapidfuzz import fuzz

from quotecheck.text.fold import fold
from tests.bench.trace_queries import Query
from tests.bench.trace_texts import entries

_WORDS, _STRIDE = 120, 60
_PART = 60_000_000
"""Bytes of text given to SQLite, whose queries take a second at twice that."""
_ASKED = 40
"""Quotations asked of SQLite."""


def passages(text: str) -> Iterator[str]:
    """Yield half-overlapping passages of folded words."""
    words = fold(text).text.split()
    for start in range(0, max(1, len(words) - _STRIDE), _STRIDE):
        yield " ".join(words[start : start + _WORDS])


def _is_right(query: Query, passage: str) -> bool:
    return fuzz.partial_ratio(fold(query.original).text, passage) >= 90 or (
        len(query.original.split()) > _STRIDE and fuzz.partial_ratio(passage, fold(query.original).text) >= 60
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def tantivy_line(texts: Path, work: Path, queries: Sequence[Query]) -> list[str]:
    """Build and ask a tantivy index of words."""
    try:
        import tantivy  # noqa: PLC0415 - optional
    except ImportError:
        return ["- tantivy: not installed"]
    folder = work / "tantivy"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    schema = tantivy.SchemaBuilder().add_text_field("body", stored=True, tokenizer_name="whitespace").build()
    index = tantivy.Index(schema, path=str(folder))
    start, size = process_time(), 0
    writer = index.writer(128_000_000, 1)
    for entry in entries(texts):
        size += len(entry.document.text.encode())
        for passage in passages(entry.document.text):
            writer.add_document(tantivy.Document(body=passage))
    writer.commit()
    writer.wait_merging_threads()
    build = process_time() - start
    index.reload()
    searcher = index.searcher()
    right, start = 0, process_time()
    for query in queries:
        words = dict.fromkeys(fold(query.quote).text.split())
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "body", word)) for word in words]
        hits = searcher.search(tantivy.Query.boolean_query(terms), 1).hits
        right += bool(hits) and _is_right(query, searcher.doc(hits[0][1])["body"][0])
    cost = 1e3 * (process_time() - start) / len(queries)
    return [
        (
            f"- tantivy, BM25 of words: {size / 1e6 / build:.1f} MB per CPU second, {_size(folder) / size:.2f} x text "
            f"with the passages, {cost:.1f} CPU ms a query, right at 1 {right / len(queries):.3f} of {len(queries)}"
        )
    ]


def fts5_line(texts: Path, work: Path, queries: Sequence[Query]) -> list[str]:
    """Build and ask an FTS5 table over a part of the texts, the ones asked about first."""
    path = work / "fts5.sqlite"
    path.unlink(missing_ok=True)
    asked = list(islice((query for query in queries), _ASKED))
    wanted = {query.document for query in asked}
    chosen = sorted(entries(texts), key=lambda entry: entry.name not in wanted)
    base = sqlite3.connect(path)
    base.execute("CREATE VIRTUAL TABLE passages USING fts5(body)")
    start, size = process_time(), 0
    for entry in chosen:
        if size > _PART:
            break
        size += len(entry.document.text.encode())
        base.executemany("INSERT INTO passages VALUES (?)", ((passage,) for passage in passages(entry.document.text)))
    base.commit()
    build = process_time() - start
    right, start = 0, process_time()
    for query in asked:
        words = dict.fromkeys(fold(query.quote).text.split())
        text = " OR ".join(f'"{word}"' for word in words)
        row = base.execute("SELECT body FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 1", (text,)).fetchone()
        right += row is not None and _is_right(query, row[0])
    cost = 1e3 * (process_time() - start) / len(asked)
    base.close()
    return [
        (
            f"- SQLite FTS5, {size / 1e6:.0f} MB of the texts: {size / 1e6 / build:.1f} MB per CPU second, "
            f"{path.stat().st_size / size:.2f} x text with the passages, {cost:.0f} CPU ms a query, "
            f"right at 1 {right / len(asked):.3f} of {len(asked)}"
        )
    ]
