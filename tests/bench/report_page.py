"""Size of the HTML report, and how long a browser takes to open, filter and search it.

    python -m tests.bench.report_page [--other CHECKOUT] [COUNT …]

`--other` names a checkout of an earlier version, whose page is measured in the same run. Times are milliseconds of
Debian's chromium: from navigation to the load event, and from a choice to the layout that follows it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotecheck.extract import extract
from quotecheck.model import (
    Document,
    Fidelity,
    Finding,
    Judgement,
    Location,
    Quotation,
    Report,
    Result,
    Severity,
    ShownPassage,
    SourceFacts,
    SourceState,
    Span,
    Target,
    Verdict,
)

if TYPE_CHECKING:
    from tests.test_browser import Browser

_VERDICTS = (Verdict.VERIFIED, Verdict.VERIFIED, Verdict.REVIEW, Verdict.ALTERED, Verdict.UNCHECKED)
_ROOT = Path(__file__).parents[2]
_TIMED = "const t = performance.now(); {act}; document.body.offsetHeight; return performance.now() - t"
_SEARCH = "search.value = 'number 77 of'; search.dispatchEvent(new Event('input'))"


def sample(count: int) -> Report:
    """Return a report of `count` quotations in one document, a fifth of them altered."""
    lines = (f"He wrote “quotation number {one} of a long and patient list” (Log, p. {one})." for one in range(count))
    extraction = extract(Document(name="log.txt", text="\n\n".join(lines)))
    results = tuple(
        _result(number, quotation, _VERDICTS[number % len(_VERDICTS)])
        for number, quotation in enumerate(extraction.quotations)
    )
    report = Report(results=results, documents=("log.txt",))
    return replace(report, extractions=(extraction,)) if hasattr(report, "extractions") else report


def _result(number: int, quotation: Quotation, verdict: Verdict) -> Result:
    changed = Finding(
        code="Q402",
        name="number",
        severity=Severity.ERROR,
        explain=f'the source has "{number + 1}" where the quotation has "{number}"',
        quote=Span(17, 18),
        source=Span(217, 218),
        quote_text=quotation.text[17:18],
        source_text="9",
    )
    passage = ShownPassage(
        span=Span(200, 200 + len(quotation.text)),
        quote=Span(0, len(quotation.text)),
        text=quotation.text,
        prefix="words before the passage " * 8,
        suffix=" and words behind it" * 10,
        location=Location(line=number + 1, column=1),
    )
    is_read = verdict is not Verdict.UNCHECKED
    return Result(
        id=quotation.id,
        quote=quotation.text,
        verdict=verdict,
        source=SourceFacts(
            state=SourceState.READ if is_read else SourceState.NOT_READ,
            reason=None if is_read else "not in the mirror, offline",
            target=Target(url=f"https://log.example/{number % 50}"),
        ),
        judgement=Judgement(
            fidelity=Fidelity.ALTERED if verdict is Verdict.ALTERED else Fidelity.VERBATIM,
            findings=(changed,) if verdict is Verdict.ALTERED else (),
        ),
        passages=(passage,) if is_read else (),
        quotation=quotation,
        document="log.txt",
        location=Location(line=2 * number + 1, column=10),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--other", type=Path)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("counts", nargs="*", type=int, default=[100, 1000, 10000])
    given = parser.parse_args()
    if given.write:
        _write(given.counts[0], given.write)
        return
    from tests.test_browser import Browser, driver  # noqa: PLC0415 - an earlier version has others

    print("| page | quotations | written, s | size, KiB | elements | open, ms | filter, ms | search, ms |")
    print("| :-- | --: | --: | --: | --: | --: | --: | --: |")
    with tempfile.TemporaryDirectory() as folder, driver() as server:
        browser = Browser(server, Path(folder) / "profile", scripts=True)
        for count in given.counts:
            for name, home in (("earlier", given.other), ("now", _ROOT)):
                if home is not None:
                    print(_row(browser, name, count, home, Path(folder)), flush=True)
        browser.close()


def _write(count: int, path: Path) -> None:
    from quotecheck.report import html  # noqa: PLC0415 - of the version that is on the path

    report = sample(count)
    began = time.perf_counter()
    text = html.render(report)
    print(round(time.perf_counter() - began, 2))
    path.write_text(text, encoding="utf-8")


def _row(browser: "Browser", name: str, count: int, home: Path, folder: Path) -> str:
    path = folder / f"{name}-{count}.html"
    command = [sys.executable, __file__, "--write", str(path), str(count)]
    paths = os.pathsep.join((str(home.resolve()), str(_ROOT)))
    took = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=True, cwd=folder
    ).stdout.strip()
    browser.open(path)
    opened = browser.run("const e = performance.getEntriesByType('navigation')[0]; return e.loadEventEnd - e.startTime")
    elements = browser.run("return document.querySelectorAll('*').length")
    filtered = browser.run(_TIMED.format(act="document.querySelector('#only-altered').click()"))
    found = browser.run(_TIMED.format(act=_SEARCH)) if browser.find("#search") else None
    size = path.stat().st_size // 1024
    told = "none" if found is None else f"{found:.0f}"
    return f"| {name} | {count} | {took} | {size} | {elements} | {opened:.0f} | {filtered:.0f} | {told} |"


if __name__ == "__main__":
    main()
