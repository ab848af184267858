"""A library store is looked up by the engines as it is in one process."""

from dataclasses import replace
from pathlib import Path

import pytest

from quotecheck.engine.plan import run_plan
from quotecheck.engine.pool import Pool
from quotecheck.extract import extract
from quotecheck.fetch import build_fetcher
from quotecheck.library import store
from quotecheck.library.intake import Entry, entries
from quotecheck.model import Route
from quotecheck.readers import expand, read_path
from quotecheck.verify.corpus import verify_corpus
from quotecheck.verify.shelf import Shelf
from tests.engine.conftest import Corpus

MAX = 1 << 20


def test_a_report_from_a_store_is_the_one_of_one_process(corpus: Corpus, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra 'library' is not installed")
    held = entries([str(corpus.settings.library)], max_bytes=MAX)
    store.add(tmp_path / "store", (one for one in held if isinstance(one, Entry)))
    settings = replace(corpus.settings, library=tmp_path / "store")
    extractions = [extract(read_path(path, max_bytes=MAX)) for path in expand([str(corpus.folder / "*.md")])]
    shelf = Shelf(folder=tmp_path / "store", max_bytes=MAX)

    with build_fetcher(settings) as fetch, Pool(2) as executor:
        outcome = run_plan([str(corpus.folder)], settings=settings, work=tmp_path / "work", executor=executor)
        results = verify_corpus(extractions, fetch=fetch, style=settings.style, shelf=shelf)

    assert outcome.results == results
    assert any(result.source.route is Route.LIBRARY for result in results)
