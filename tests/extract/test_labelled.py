"""Documents of many kinds with their quotations labelled: what share of spans, kinds and speakers is right."""

import pytest

from quotecheck.model import Span
from tests.extract.labelled import Tally, documents, read_labelled, tally

FLOORS = {
    "first": {"spans": 0.99, "verifiable": 0.98, "kinds": 0.97, "speaker precision": 0.97, "speaker recall": 0.95},
    "second": {"spans": 0.99, "verifiable": 0.96, "kinds": 0.95, "speaker precision": 0.97, "speaker recall": 0.85},
    "third": {"spans": 0.99, "verifiable": 0.96, "kinds": 0.95, "speaker precision": 0.97, "speaker recall": 0.88},
    "fourth": {"spans": 0.99, "verifiable": 0.98, "kinds": 0.98, "speaker precision": 0.97, "speaker recall": 0.85},
    "fifth": {"spans": 0.99, "verifiable": 0.95, "kinds": 0.92, "speaker precision": 0.95, "speaker recall": 0.85},
    "sixth": {"spans": 0.99, "verifiable": 0.97, "kinds": 0.95, "speaker precision": 0.97, "speaker recall": 0.85},
}
"""Lowest figures allowed, below which a change has lost something."""


@pytest.mark.parametrize("folder", sorted(FLOORS))
def test_figures_stay_at_their_floors(folder: str) -> None:
    whole = Tally()
    for path in documents(folder):
        whole = whole.plus(tally(path))

    figures = whole.figures()
    assert {name for name, floor in FLOORS[folder].items() if figures[name] < floor} == set(), figures


def test_labels_are_taken_out_of_the_text() -> None:
    document, labels = read_labelled(documents("first")[0])

    assert "⟦" not in document.text
    assert all(Span(0, len(document.text)).holds(label.span) and len(label.span) for label in labels)
