"""The work of the stages: functions over files, without state, that any process can import and call.

A task names what it reads and the part it writes, and what it writes depends on nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from quotecheck.engine.parts import read_values, write_part
from quotecheck.errors import CorruptStore, InternalFault, UnreadableDocument
from quotecheck.extract import extract
from quotecheck.fetch import build_fetcher
from quotecheck.judge.cuts.own import OwnWords
from quotecheck.library.folder import LibraryText, Listed, Problem, texts
from quotecheck.library.places import Place, Title
from quotecheck.library.search import search, title_of
from quotecheck.locate.locate import Compiled, compile_quotations
from quotecheck.model import Extraction, Result, Target
from quotecheck.readers import read_path
from quotecheck.settings import Settings
from quotecheck.verify.check import Question, check_against, check_copies
from quotecheck.verify.decide import Pick
from quotecheck.verify.shelf import judge_picks
from quotecheck.verify.sources import Source, open_source

# --- what stands in the parts ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedPart:
    """What came of one document."""

    extraction: Extraction | None = None
    problem: str | None = None
    """Why it could not be read; None when it could."""
    is_fault: bool = False
    """Whether the problem is our own: it was read, and our rules failed at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A source to be fetched."""

    target: Target
    out: str
    """Where its part goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSource:
    """A fetched source and the quotations to look for in it."""

    target: Target
    source: str
    """Path of its part."""
    questions: tuple[Question, ...]
    """Without the documents they stand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What the earlier copies of a page say of a quotation."""

    result: Result | None = None
    """None where no copy holds the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPlace:
    """That a text of the library holds a quotation."""

    number: int
    """The quotation's, in the order of the table searched for."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedTexts:
    """What searching some texts of the library gave."""

    titles: tuple[Title, ...] = ()
    """Those that could be read."""
    problems: tuple[str, ...] = ()
    held: tuple[HeldPlace, ...] = ()
    lost: tuple[str, ...] = ()
    """Why some were not searched at all: only the driver says so, never a part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A quotation to be judged against the text of the library it was found in."""

    id: str
    quote: str
    own: OwnWords | None
    pick: Pick


# --- tasks -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractTask:
    """Read one document and find its quotations."""

    path: str
    name: str
    """The document's name in the report."""
    max_bytes: int
    out: str


def run_extract(task: ExtractTask) -> None:
    """Write one `ExtractedPart`."""
    write_part(Path(task.out), [_extracted(task)])


def _extracted(task: ExtractTask) -> ExtractedPart:
    try:
        document = read_path(Path(task.path), max_bytes=task.max_bytes)
    except UnreadableDocument as error:
        return ExtractedPart(problem=str(UnreadableDocument(task.name, error.why, code=error.code)))
    try:
        return ExtractedPart(extraction=extract(replace(document, name=task.name)))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other documents are not to be lost
        return ExtractedPart(problem=str(InternalFault(task.name, error)), is_fault=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchTask:
    """Fetch the sources of one host, one after the other."""

    wanted: str
    """Part with a `Wanted` a line."""
    settings: str
    """Part with the `Settings`."""


def run_fetch(task: FetchTask) -> None:
    """Write a part with the `Source` for each that is not there yet: what was fetched is not asked for again."""
    settings = read_values(Path(task.settings), Settings)[0]
    with build_fetcher(settings) as fetch:
        for wanted in read_values(Path(task.wanted), Wanted):
            if not is_fetched(wanted):
                write_part(Path(wanted.out), [open_source(wanted.target, fetch=fetch, style=settings.style)])


def is_fetched(wanted: Wanted) -> bool:
    """Say whether the part of a source is there and holds that source, not another one."""
    try:
        (source,) = read_values(Path(wanted.out), Source)
    except (CorruptStore, ValueError):
        return False
    return source.facts.target == wanted.target


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchTask:
    """Judge quotations against the sources they claim."""

    asked: str
    """Part with an `AskedSource` a line."""
    settings: str
    out: str


def run_match(task: MatchTask) -> None:
    """Write a `Result` for each question, in order, without where the quotation stands."""
    write_part(Path(task.out), _matched(task))


def _matched(task: MatchTask) -> Iterator[Result]:
    style = read_values(Path(task.settings), Settings)[0].style
    for asked in read_values(Path(task.asked), AskedSource):
        source = read_values(Path(asked.source), Source)[0]
        yield from check_against(source, asked.questions, style=style)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierTask:
    """Judge quotations by the earlier copies of pages that lack them."""

    asked: str
    """Part with an `AskedSource` a line."""
    settings: str
    out: str


def run_earlier(task: EarlierTask) -> None:
    """Write an `Earlier` for each question, in order, without where the quotation stands."""
    settings = read_values(Path(task.settings), Settings)[0]
    with build_fetcher(settings) as fetch:
        answers = [
            Earlier(result=result)
            for asked in read_values(Path(task.asked), AskedSource)
            for result in check_copies(asked.target, asked.questions, copies=fetch.copies, style=settings.style)
        ]
    write_part(Path(task.out), answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTask:
    """Search some texts of the library for all quotations that are still open."""

    quotes: str
    """Part with a wording a line; it is read once a process."""
    texts: str
    """Part with a `Listed` a line."""
    library: str
    max_bytes: int
    out: str


def run_search(task: SearchTask) -> None:
    """Write one `SearchedTexts`."""
    problems: list[str] = []
    titles: list[Title] = []
    shelf = _shelf(task.library, task.texts, task.max_bytes, problems)
    found = search(_compiled(task.quotes), shelf, passed=lambda text: titles.append(title_of(text)))
    held = tuple(HeldPlace(number=number, place=place) for number, places in enumerate(found) for place in places)
    write_part(Path(task.out), [SearchedTexts(titles=tuple(titles), problems=tuple(problems), held=held)])


@lru_cache(maxsize=1)
def _compiled(path: str) -> Compiled:
    """Return the quotations of a part ready for searching; the name of a part changes with what it holds."""
    return compile_quotations(read_values(Path(path), str))


def _shelf(library: str, listed: str, max_bytes: int, problems: list[str]) -> Iterator[LibraryText]:
    paths = frozenset(text.path for text in read_values(Path(listed), Listed))
    for text in texts(Path(library), max_bytes=max_bytes, only=paths):
        if isinstance(text, Problem):
            problems.append(f"{text.path}: {text.why}")
        else:
            yield text


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeTask:
    """Judge quotations against the texts of the library they were found in."""

    picked: str
    """Part with a `Picked` a line."""
    texts: str
    library: str
    settings: str
    out: str


def run_judge(task: JudgeTask) -> None:
    """Write a `Result` for each quotation, in order, without where it stands."""
    settings = read_values(Path(task.settings), Settings)[0]
    asked = [
        (Question(id=one.id, quote=one.quote, own=one.own), one.pick) for one in read_values(Path(task.picked), Picked)
    ]
    shelf = _shelf(task.library, task.texts, settings.max_bytes, [])
    write_part(Path(task.out), judge_picks(shelf, asked, style=settings.style))
