"""What a run's settings say of a writer's sources: what leads citations to them, and the texts searched besides."""

from collections.abc import Callable
from dataclasses import replace

from quotecheck.settings import Settings
from quotecheck.sources.holdings import Holdings
from quotecheck.verify.shelf import Shelf


def holdings_of(settings: Settings, *, told: Callable[[str], None]) -> Holdings:
    """Return what the writer of a run has; raises `BadInput` for a bibliography or a file of pins that is none."""
    return Holdings(bibliographies=settings.bib, folder=settings.sources, pins=settings.pins, told=told)


def with_own_library(settings: Settings) -> Settings:
    """Return the settings with the writer's own files for a library, where there is no other."""
    return replace(settings, library=settings.library or settings.sources)


def shelf_of(settings: Settings) -> Shelf | None:
    """Return the library of a run; None where it has none."""
    folder = with_own_library(settings).library
    return Shelf(folder=folder, max_bytes=settings.max_bytes) if folder else None
