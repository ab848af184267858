"""The engines side by side on a made corpus: wall time, CPU time, time of each stage, digest of the report.

    python -m tests.bench.engines --quotations 20000 --megabytes 200 --workers 2

The corpus is made once below `--folder`; the parts of each run go there too and are removed before the next.
"""

import argparse
import hashlib
import resource
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quotecheck.engine.executor import Engine
from quotecheck.engine.opening import EngineChoice, opened
from quotecheck.engine.plan import run_plan
from quotecheck.model import Report
from quotecheck.report import json_format
from quotecheck.settings import Settings
from tests.bench.corpora import Shape, make

TEXT_BYTES = 1_000_000
"""Of one text of the library: a long book."""
WORD_BYTES = 4.73
"""Of one made-up word with its blank, on average."""


@dataclass(frozen=True)
class Measured:
    """One run."""

    wall_s: float
    start_s: float
    """Until the workers were there."""
    cpu_s: float
    """Of this process and its children."""
    stages: dict[str, tuple[int, float]]
    """Tasks of each stage, and seconds from the last task of the one before to its own last."""
    parts: int
    """Bytes of all part files."""
    driver: int
    """Most memory this process took so far, in bytes."""
    worker: int
    """Most memory one of its children took so far, in bytes."""
    digest: str


def main() -> None:
    """Print one row for each engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotations", type=int, default=20_000)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engines", nargs="+", default=["pool", "dask"], choices=list(Engine))
    parser.add_argument("--folder", type=Path, default=Path("build/engines"))
    given = parser.parse_args()
    corpus = given.folder / f"{given.quotations}-{given.megabytes}"
    if not (corpus / "corpus").exists():
        shutil.rmtree(corpus, ignore_errors=True)
        make(corpus, shape(given.quotations, given.megabytes))
    print("engine | workers | wall s | start s | CPU s | parts MB | driver MB | worker MB | stages: tasks, s | digest")
    for engine in given.engines:
        measured = run(corpus, Engine(engine), given.workers, given.folder / "work")
        print(" | ".join(row(engine, given.workers, measured)), flush=True)


def shape(quotations: int, megabytes: int) -> Shape:
    """Return the corpus of so many quotations and so large a library: ten quotations a page, a hundred a document."""
    return Shape(
        documents=max(1, quotations // 100),
        quotations=quotations,
        pages=max(1, quotations // 10),
        page_words=2000,
        texts=max(1, megabytes),
        text_words=int(TEXT_BYTES / WORD_BYTES),
    )


def run(corpus: Path, engine: Engine, workers: int, work: Path) -> Measured:
    """Run the whole plan once, from nothing."""
    shutil.rmtree(work, ignore_errors=True)
    settings = Settings(mirrors=(corpus / "mirror",), library=corpus / "library", offline=True, workers=workers)
    told: list[tuple[str, float]] = []
    spent, began = _cpu(), time.perf_counter()
    with opened(EngineChoice(engine, workers, None, work)) as (executor, folder):
        start = time.perf_counter() - began
        outcome = run_plan(
            [str(corpus / "corpus")],
            settings=settings,
            work=folder,
            executor=executor,
            passed=lambda stage: told.append((stage, time.perf_counter() - began)),
        )
    wall = time.perf_counter() - began
    text = json_format.render(Report(results=outcome.results, documents=outcome.documents))
    return Measured(
        wall_s=wall,
        start_s=start,
        cpu_s=_cpu() - spent,
        stages=_stages(told, start),
        parts=sum(path.stat().st_size for path in work.rglob("*.jsonl")),
        driver=_memory(resource.RUSAGE_SELF),
        worker=_memory(resource.RUSAGE_CHILDREN),
        digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
    )


def _stages(told: Iterable[tuple[str, float]], start: float) -> dict[str, tuple[int, float]]:
    ends: dict[str, tuple[int, float]] = {}
    for stage, when in told:
        ends[stage] = (ends.get(stage, (0, 0.0))[0] + 1, when)
    found, last = {}, start
    for stage, (count, when) in ends.items():
        found[stage] = (count, when - last)
        last = when
    return found


def _cpu() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def _memory(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * 1024


def row(engine: str, workers: int, measured: Measured) -> tuple[str, ...]:
    """Return the cells of one run."""
    stages = ", ".join(f"{name} {count} {seconds:.1f}" for name, (count, seconds) in measured.stages.items())
    times = (f"{number:.1f}" for number in (measured.wall_s, measured.start_s, measured.cpu_s))
    sizes = (f"{size / 1e6:.0f}" for size in (measured.parts, measured.driver, measured.worker))
    return engine, str(workers), *times, *sizes, stages, measured.digest


if __name__ == "__main__":
    main()
