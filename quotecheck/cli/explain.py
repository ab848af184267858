"""`quotecheck explain CODE`: what a finding code means and what to do about it."""

from itertools import groupby
from typing import Annotated

import typer

from quotecheck.cli.output import emit
from quotecheck.errors import BadInput
from quotecheck.judge.codes import CODES, describe

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def command(code: Annotated[str, typer.Argument(metavar="CODE", help="A finding code, as Q402.")]) -> None:
    """Say what a finding code means. Gives the reason, an example, and what to do."""
    wanted = code.strip().upper()
    if wanted not in CODES:
        raise BadInput(code, f"no such finding code; there are {_ranges(sorted(CODES))}")
    emit([describe(wanted) + "\n"], None)


def _ranges(codes: list[str]) -> str:
    """Return the codes by family, first to last: numbers inside a family have no gaps worth a word."""
    families = [list(family) for _, family in groupby(codes, key=lambda code: code[:2])]
    return ", ".join(f"{family[0]}-{family[-1]}" for family in families)
