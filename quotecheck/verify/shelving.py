"""What goes into a library store: files, and the single texts of files that hold many.

A recorded crawl gives its pages under their addresses, judged as pages of the web are: a notice in place of a page is
no text. A dump of a wiki or an export of a blog gives its pages. Anything else is one text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from quotecheck.errors import BadInput, UnreadableDocument
from quotecheck.fetch.pages import inspect, is_readable
from quotecheck.fetch.warc import WarcMirror
from quotecheck.library.dumps import dumped, is_dump
from quotecheck.library.intake import Entry, Problem, library_entries
from quotecheck.model import Group, Retrieval
from quotecheck.readers import read_bytes

_CRAWLS = (".warc", ".warc.gz", ".wet", ".wet.gz")
_DUMPS = (".xml", ".wxr", ".xml.gz", ".xml.bz2", ".xml.xz")


def shelved(paths: Sequence[str], *, max_bytes: int, table: Path | None = None) -> Iterator[Entry | Problem]:
    """Yield every text of files, folders and globs, or why there is none; files that hold many come last.

    Raises what `library_entries` raises, and `MissingExtra` for a crawl without the extra `warc`.
    """
    many: dict[Path, None] = {}

    def is_single(path: Path) -> bool:
        if _holds_many(path):
            many[path] = None
        return path not in many

    yield from library_entries(paths, max_bytes=max_bytes, table=table, wanted=is_single)
    for path in (path for word in paths if Path(word).is_dir() for path in sorted(Path(word).rglob("*"))):
        is_single(path)  # endings that no reader knows
    for path in many:
        yield from _crawled(path, max_bytes) if _is_crawl(path) else dumped(path, max_bytes=max_bytes)


def _holds_many(path: Path) -> bool:
    return path.is_file() and (_is_crawl(path) or (path.name.lower().endswith(_DUMPS) and is_dump(path)))


def _is_crawl(path: Path) -> bool:
    return path.name.lower().endswith(_CRAWLS)


def _crawled(path: Path, max_bytes: int) -> Iterator[Entry | Problem]:
    try:
        crawl = WarcMirror(path, max_bytes)
    except BadInput as error:
        yield Problem(path=path, why=error.why)
        return
    for _, found in crawl.pages():
        page = _page(inspect(found, None))
        if page is not None:
            yield page


def _page(found: Retrieval) -> Entry | Problem | None:
    """Return a recorded page as a text; None for what is no page: pictures, programs, notices of errors."""
    capture = found.capture
    if capture is None or found.outcome.group is not Group.ALIVE or not is_readable(capture):
        return None
    url = capture.final_url or str(found.target)
    try:
        document = read_bytes(capture.content, name=url, media_type=capture.media_type, charset=capture.charset)
    except UnreadableDocument as error:
        return Problem(path=Path(url), why=error.why)
    return Entry(name=url, document=replace(document, metadata=replace(document.metadata, url=url)))
