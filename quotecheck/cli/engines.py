"""The options of commands that can work in stages, on many processes or machines."""

from pathlib import Path
from typing import Annotated

import typer

from quotecheck.engine.executor import Engine
from quotecheck.engine.opening import EngineChoice
from quotecheck.errors import BadInput

EngineOption = Annotated[
    Engine | None, typer.Option("--engine", help="Work in stages, on --workers processes or a Dask cluster.")
]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Dask scheduler; without one, a local cluster.")
]
WorkOption = Annotated[
    Path | None, typer.Option("--work", metavar="DIR", help="Keep the stages' parts here; a restart goes on.")
]


def engine_choice(engine: Engine | None, workers: int, scheduler: str | None, work: Path | None) -> EngineChoice | None:
    """Return how to work in stages, None for not at all; raises `BadInput` for options that need an engine."""
    if engine is not None:
        return EngineChoice(engine, workers, scheduler, work)
    if scheduler or work:
        raise BadInput("--scheduler" if scheduler else "--work", "goes with --engine")
    return None
