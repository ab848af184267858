"""The report of a run: put together with the facts of the run, and written in its three formats."""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from quotecheck import __version__
from quotecheck.errors import BadInput
from quotecheck.files import write_atomically
from quotecheck.model import REPORT, Extraction, Report, Result, Style
from quotecheck.report import html, json_format, markdown
from quotecheck.verify.coverage import missing_of

FILES = {f"{REPORT}.json": json_format.render, f"{REPORT}.md": markdown.render, f"{REPORT}.html": html.render}


def report_of(
    results: tuple[Result, ...],
    documents: Sequence[str],
    problems: Sequence[str],
    style: Style,
    extractions: Iterable[Extraction] = (),
) -> Report:
    """Return the report of a run that ends now; raises `BadInput` for a SOURCE_DATE_EPOCH beyond the calendar."""
    return Report(
        results=results,
        documents=tuple(documents),
        problems=tuple(problems),
        missing=missing_of(results),
        style=style,
        version=__version__,
        generated_at=_now(),
        extractions=tuple(extractions),
    )


def write_report(report: Report, folder: Path) -> None:
    """Write the report into a folder, each file whole or not at all; raises `BadInput` when it cannot be."""
    for name, render in FILES.items():
        write_atomically(folder / name, [render(report)])


def _now() -> datetime:
    """Return the time to print, to the second; SOURCE_DATE_EPOCH fixes it, so that two runs give the same bytes."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not fixed.isdecimal():
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise BadInput("SOURCE_DATE_EPOCH", f"{fixed[:40]} is beyond the calendar") from error
