"""Many checks with one set of settings: pages are fetched once, a library is opened once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, Unpack

from quotecheck.errors import BadInput
from quotecheck.fetch.demand import OnDemand
from quotecheck.front.results import Checked, CheckedAnswer, Links, Traced, Verified
from quotecheck.model import Style, Target
from quotecheck.settings import Settings, from_options
from quotecheck.verify.batch import Case, case_of, check_batch, single
from quotecheck.verify.targets import given_source

if TYPE_CHECKING:
    from quotecheck.library.reading import Library

LINK_WORKERS = 32
"""Threads of an audit at least: it waits more than it works, and one host is asked by two at a time."""


class Options(TypedDict, total=False):
    """The fields of `Settings` by name; strings are taken for paths and styles, one value for several."""

    mirrors: str | Path | Iterable[str | Path]
    bib: str | Path | Iterable[str | Path]
    sources: str | Path | None
    pins: str | Path | None
    library: str | Path | None
    offline: bool
    cache: str | Path | None
    timeout_s: float
    max_bytes: int
    allow_addresses: str | Iterable[str]
    ca_bundle: str | Path | None
    archive: bool
    workers: int
    delay_s: float
    robots: bool
    style: Style | str


class Session:
    """One fetcher for many checks; close it when done, or use it in a `with` block.

    Nothing is asked of the network unless an address is given, and nothing at all with `offline`.
    """

    def __init__(self, settings: Settings | None = None, **options: Unpack[Options]) -> None:
        """Take settings, and options over them; no settings file is read. Raises `BadInput` for what is wrong."""
        self.settings = from_options(settings or Settings(), options)
        self._fetch = OnDemand(self.settings)
        self._library: Library | None = None

    def check(self, quote: str, *, source: str | Path | None = None, text: str | None = None) -> Checked:
        """Compare a quotation with its source: an address, the path of a file, or a text given here.

        Raises `BadInput` when the quotation is blank, a file is not there, or not exactly one source is given.
        """
        if not quote.strip():
            raise BadInput("quote", "is empty: give the wording to look for")
        (result,) = self._checked([single(quote, _target(source, text))])
        return result

    def check_all(self, cases: Iterable[tuple[str, str | Path] | Mapping[str, Any]]) -> Iterator[Checked]:
        """Check pairs of quotation and source, or records as the lines of a batch file have them, in their order.

        Results come as they are made; a case that cannot be used gives one with the verdict `error`.
        """
        return self._checked(_case(number, case) for number, case in enumerate(cases, start=1))

    def _checked(self, cases: Iterable[Case]) -> Iterator[Checked]:
        style, copies = self.settings.style, self._fetch.copies
        return map(Checked, check_batch(cases, fetch=self._fetch, style=style, copies=copies))

    def check_answer(self, answer: str, contexts: str | Sequence[str] | Mapping[str, str]) -> CheckedAnswer:
        """Check every quotation of an answer against the contexts it was given from; the best of them answers.

        Its `context` is the name of that one in a mapping, or its number in a list.
        """
        from quotecheck.front.answers import answered  # noqa: PLC0415 - the extractor takes a while to load

        return answered(answer, contexts, style=self.settings.style)

    def verify(self, paths: str | Path | Sequence[str | Path]) -> Verified:
        """Verify every quotation of documents: files, folders and globs."""
        from quotecheck.verify.conduct import verify_corpus  # noqa: PLC0415
        from quotecheck.verify.documents import Documents  # noqa: PLC0415
        from quotecheck.verify.here import Here  # noqa: PLC0415
        from quotecheck.verify.holding import holdings_of, shelf_of  # noqa: PLC0415
        from quotecheck.verify.reporting import report_of  # noqa: PLC0415
        from quotecheck.verify.sources import open_source  # noqa: PLC0415

        settings = self.settings
        documents = Documents(_words(paths), max_bytes=settings.max_bytes)
        extractions = list(documents.extractions())
        steps = Here(
            partial(open_source, fetch=self._fetch, style=settings.style),
            style=settings.style,
            copies=self._fetch.copies,
            shelf=shelf_of(settings),
            workers=settings.workers,
            keeps=True,
        )
        troubled = documents.problems.append
        holdings = holdings_of(settings, told=troubled)
        results = verify_corpus(extractions, steps, style=settings.style, holdings=holdings, troubled=troubled)
        report = report_of(results, documents.names, documents.problems, settings.style, extractions)
        return Verified(report=report, results=tuple(map(Checked, results)))

    def links(self, paths: str | Path | Sequence[str | Path]) -> Links:
        """Ask for every address that documents cite, and say how each answered."""
        from quotecheck.audit import audit_links, link_uses  # noqa: PLC0415
        from quotecheck.verify.documents import Documents  # noqa: PLC0415

        documents = Documents(_words(paths), max_bytes=self.settings.max_bytes)
        uses = [use for extraction in documents.extractions() for use in link_uses(extraction)]
        workers = max(LINK_WORKERS, self.settings.workers)
        records = tuple(audit_links(uses, self._fetch.whole(), workers=workers)) if uses else ()
        return Links(records=records, problems=tuple(documents.problems))

    def trace(self, quote: str) -> Traced:
        """Find the text of the session's library that a quotation comes from; raises `BadInput` without a library."""
        from quotecheck.library.reading import open_library  # noqa: PLC0415
        from quotecheck.trace import trace_quotation  # noqa: PLC0415

        if self.settings.library is None:
            raise BadInput("library", "is missing: give a library, or a folder of texts")
        if self._library is None:
            self._library = open_library(self.settings.library, max_bytes=self.settings.max_bytes)
        return Traced(trace_quotation(quote, self._library, self.settings.style))

    @property
    def troubles(self) -> tuple[str, ...]:
        """What a person should know about the evidence store, each thing once."""
        return self._fetch.troubles

    def close(self) -> None:
        """Close connections, mirrors and the evidence store."""
        self._fetch.close()

    def __enter__(self) -> Self:
        """Give the session itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything; a run that was interrupted can be taken up again."""
        self._fetch.__exit__(kind, error, trace)


def _target(source: str | Path | None, text: str | None) -> Target:
    if (source is None) == (text is None):
        raise BadInput("source", "give either source= (an address or a path) or text=")
    if text is not None:
        return Target(text=text)
    if not str(source).strip():
        raise BadInput("source", "is empty: give an address or a path")
    return given_source(str(source))


def _case(number: int, case: tuple[str, str | Path] | Mapping[str, Any]) -> Case:
    record = case if isinstance(case, Mapping) else {"quote": case[0], "source": str(case[1])}
    return case_of(record, where=f"case {number}", folder=Path(), key=str(number))


def _words(paths: str | Path | Sequence[str | Path]) -> list[str]:
    return [str(paths)] if isinstance(paths, str | Path) else [str(path) for path in paths]
