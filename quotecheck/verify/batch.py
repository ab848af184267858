"""Check many (quotation, source) pairs: results stream out in input order while sources are opened once.

Cases are taken in blocks. Within a block every source is passed over once for all its quotations; between
blocks the sources read last are kept, up to a bound, so that memory does not grow with the batch.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from quotecheck.errors import BadInput
from quotecheck.model import Result, Style, Target
from quotecheck.verify.check import Question, failed
from quotecheck.verify.claimed import named
from quotecheck.verify.conduct import verify_each
from quotecheck.verify.here import Here
from quotecheck.verify.sources import Copies, Fetch, Source, open_source
from quotecheck.verify.targets import source_target

BLOCK_CASES = 1000
"""Cases held at a time: enough to share passes, few enough that results appear at once."""
KEPT_CHARS = 40_000_000
"""Characters of source text kept between blocks: about 160 MB at four bytes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One line of a batch file."""

    key: Any
    """The id as the line has it, of whatever JSON type; one of ours where it has none."""
    quote: str
    target: Target
    fault: str | None = None
    """Why the line cannot be used; None when it can."""

    @property
    def id(self) -> str:
        """The key as a word."""
        return str(self.key)


def read_cases(lines: Iterable[str], *, where: str, folder: Path) -> Iterator[Case]:
    """Read cases from JSON lines; a faulty line becomes a case with its fault, so that order is kept.

    `folder` is what relative paths are relative to. Blank lines are passed over.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            record = _record(line)
        except BadInput as error:
            yield _unusable(str(number), f"{place}: {error.why}")
        else:
            yield case_of(record, where=place, folder=folder, key=str(number))


def case_of(record: Mapping[str, Any], *, where: str, folder: Path, key: str) -> Case:
    """Return the case of a record; one that cannot be used has its fault, and `key` where it has no id."""
    own = record.get("id")
    try:
        quote, target = _quote(record), _target(record.get("source"), folder)
    except BadInput as error:
        return _unusable(key if own is None else own, f"{where}: {error.why}")
    return Case(key=stable_id(quote, str(target)) if own is None else own, quote=quote, target=target)


def _unusable(key: Any, fault: str) -> Case:
    return Case(key=key, quote="", target=Target(text=""), fault=fault)


def _record(line: str) -> dict[str, Any]:
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("line", "not JSON") from error
    if not isinstance(record, dict):
        raise BadInput("line", "not a JSON object")
    return record


def _quote(record: Mapping[str, Any]) -> str:
    quote = record.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        raise BadInput("line", "no 'quote'")
    return quote


def _target(source: Any, folder: Path) -> Target:
    if isinstance(source, dict) and isinstance(source.get("text"), str):
        return Target(text=source["text"])
    if not isinstance(source, str) or not source.strip():
        raise BadInput("line", "no 'source': a URL, a path or {\"text\": …}")
    target = source_target(source)
    return replace(target, path=str(folder / target.path)) if target.path else target


def stable_id(*parts: str) -> str:
    """Return a short id that depends on the parts alone (12 hex digits of SHA-256)."""
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def single(quote: str, target: Target) -> Case:
    """Return the case of one quotation that is asked for by itself."""
    return Case(key=stable_id(quote, str(target)), quote=quote, target=target)


def check_batch(cases: Iterable[Case], *, fetch: Fetch, style: Style, copies: Copies | None = None) -> Iterator[Result]:
    """Yield one result a case, in the order of the cases.

    `copies` is asked for earlier copies of pages that lack the words. The cases have nothing to do with each other:
    none is looked for in the source of another.
    """
    steps = Here(_Recent(fetch, style).open, style=style, copies=copies)
    cases = iter(cases)
    while block := list(islice(cases, BLOCK_CASES)):
        yield from _check_block(block, steps, style)


def _check_block(block: list[Case], steps: Here, style: Style) -> Iterator[Result]:
    groups: dict[Target, list[int]] = {}
    for number, case in enumerate(block):
        if case.fault is None:
            groups.setdefault(case.target, []).append(number)
    done: dict[int, Result] = {}
    waiting = 0
    pending = iter(groups.items())
    while waiting < len(block):
        case = block[waiting]
        if case.fault is not None:
            yield failed(case.id, case.quote, None, case.fault)
        elif waiting in done:
            yield done.pop(waiting)
        else:  # the group of the first waiting case is always still pending: groups are in order of first case
            target, numbers = next(pending)
            claims = [named(Question(id=block[number].id, quote=block[number].quote), target) for number in numbers]
            done.update(zip(numbers, verify_each(claims, steps, style=style), strict=True))
            continue
        waiting += 1


class _Recent:
    """The sources opened last, least recently used ones dropped first."""

    def __init__(self, fetch: Fetch, style: Style) -> None:
        self._fetch = fetch
        self._style = style
        self._kept: OrderedDict[Target, Source] = OrderedDict()
        self._chars = 0

    def open(self, target: Target) -> Source:
        """Return the opened source of `target`."""
        if target in self._kept:
            self._kept.move_to_end(target)
            return self._kept[target]
        source = open_source(target, fetch=self._fetch, style=self._style)
        self._kept[target] = source
        self._chars += _size(source)
        while self._chars > KEPT_CHARS and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._chars -= _size(dropped)
        return source


def _size(source: Source) -> int:
    return len(source.document.text) if source.document else 0
