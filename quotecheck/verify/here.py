"""The steps of a verification in this process: sources opened by threads, judged one by one as they come."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from quotecheck.model import Document, Result, Style, Target
from quotecheck.verify.check import Question, check_against, check_copies
from quotecheck.verify.conduct import Asked
from quotecheck.verify.decide import Pick
from quotecheck.verify.shelf import Searched, Shelf
from quotecheck.verify.sources import Copies, Source

Open = Callable[[Target], Source]
"""Opens a target; what cannot be read is a source that says why."""


@dataclass(frozen=True, slots=True)
class _Packed:
    """A source of the run, packed: its text may be wanted once more."""

    bare: Source
    text: bytes

    def source(self) -> Source:
        """Return the source with its text, but without marks."""
        text = zlib.decompress(self.text).decode("utf-8", "surrogatepass")
        document = Document(name=str(self.bare.facts.target), text=text, media_type=self.bare.facts.media_type or "")
        return replace(self.bare, document=document)


def _packed(source: Source) -> _Packed:
    text = source.document.text if source.document else ""
    packed = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
    return _Packed(replace(source, document=None), packed)


class Here:
    """The steps in this process."""

    def __init__(  # noqa: PLR0913 - each is one edge of the workflow, all but the first by name
        self,
        open_: Open,
        *,
        style: Style,
        copies: Copies | None = None,
        shelf: Shelf | None = None,
        workers: int = 1,
        keeps: bool = False,
        passed: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Open sources by `open_`, on as many threads as there are `workers`, and `shelf` where one is given.

        `copies` is asked for earlier copies of pages. `keeps` keeps the text of every source for `sources`; `passed`
        is told of each step.
        """
        self._open = open_
        self._style = style
        self._copies = copies
        self._shelf = shelf
        self._workers = workers
        self._keeps = keeps
        self._passed = passed
        self._kept: list[_Packed] = []

    def match(self, asked: Asked) -> Iterator[Sequence[Result]]:
        """Judge the questions of each target as soon as it is open."""
        if self._workers == 1 or len(asked) < 2:
            yield from self._matched(asked, map(self._open, asked))
            return
        with ThreadPoolExecutor(max_workers=self._workers) as pool:
            yield from self._matched(asked, pool.map(self._open, asked))

    def _matched(self, asked: Asked, sources: Iterable[Source]) -> Iterator[Sequence[Result]]:
        for (target, questions), source in zip(asked.items(), sources, strict=True):
            if self._keeps:
                self._kept.append(_packed(source))
            yield tuple(check_against(source, questions, style=self._style))
            self._passed(str(target))

    def earlier(self, asked: Asked) -> Iterator[Sequence[Result | None]]:
        """Read the copies of each page until all its questions are answered."""
        for target, questions in asked.items():
            if self._copies is None:
                yield (None,) * len(questions)
            else:
                yield check_copies(target, questions, copies=self._copies, style=self._style)

    def search(self, quotes: Sequence[str]) -> Searched:
        """Look quotations up on the shelf."""
        if self._shelf is None or not quotes:
            return Searched(places=((),) * len(quotes))
        return self._shelf.search(quotes, passed=self._passed)

    def judge(self, picks: Sequence[tuple[Question, Pick]]) -> Sequence[Result]:
        """Judge questions against texts of the shelf, each read once."""
        return self._shelf.judge(picks, style=self._style) if self._shelf else ()

    def sources(self) -> Iterator[Source]:
        """Yield the sources kept."""
        return (one.source() for one in self._kept)
