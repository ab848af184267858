"""A library store is looked up by the engines as it is in one process."""

from dataclasses import replace
from pathlib import Path

import pytest

from quotecheck.engine.plan import run_plan
from quotecheck.engine.pool import Pool
from quotecheck.library import store
from quotecheck.library.intake import Entry, library_entries
from quotecheck.model import Route
from quotecheck.readers import expand
from tests.engine.conftest import Corpus, verified_here

MAX = 1 << 20


def test_a_report_from_a_store_is_the_one_of_one_process(corpus: Corpus, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra 'library' is not installed")
    held = library_entries([str(corpus.settings.library)], max_bytes=MAX)
    store.add_texts(tmp_path / "store", (one for one in held if isinstance(one, Entry)))
    settings = replace(corpus.settings, library=tmp_path / "store")

    with Pool(2) as executor:
        outcome = run_plan([str(corpus.folder)], settings=settings, work=tmp_path / "work", executor=executor)

    assert outcome.results == verified_here(expand([str(corpus.folder / "*.md")]), settings)
    assert any(result.source.route is Route.LIBRARY for result in outcome.results)
