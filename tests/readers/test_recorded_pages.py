"""Old hand-written pages with mixed charsets, where they are at hand."""

from pathlib import Path

import pytest

from quotecheck.readers import expand, read_path

PAGES = Path(__file__).parents[3] / "shared" / "web" / "pages"

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not PAGES.is_dir(), reason="../shared is not here")]


def test_every_recorded_page_is_clean_text() -> None:
    for path in expand([str(PAGES)]):
        document = read_path(path, max_bytes=2**25)

        assert len(document.text) > 400, path
        assert "\ufffd" not in document.text, path
        assert not any("mojibake" in note or "undecodable" in note for note in document.notes), path
        assert not any(sign in document.text for sign in ("â€", "Ã©", "Â ", "&nbsp", "&#8")), path
        assert document.marks, path
