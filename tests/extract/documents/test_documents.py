"""Whole documents of many kinds, labelled by hand: what share of their citations and links is right."""

import pytest

from tests.extract.documents.gold import FIGURES, HERE, Score, documents, total

FLOORS = {
    "open": dict.fromkeys(FIGURES, 0.97),
    "held": dict.fromkeys(FIGURES, 0.85) | {"links": 0.8, "resolved": 0.84},
}
"""Lowest figures allowed, below which a change has lost something."""


@pytest.fixture(scope="module", params=sorted(FLOORS))
def half(request: pytest.FixtureRequest) -> tuple[str, Score]:
    return request.param, total(documents(request.param))


@pytest.mark.parametrize("figure", FIGURES)
def test_figures_stay_at_their_floor(half: tuple[str, Score], figure: str) -> None:
    name, score = half

    assert score.f1(figure) >= FLOORS[name][figure], "\n".join(score.misses)


def test_every_document_has_its_table() -> None:
    tables = {path.with_suffix("").name for path in HERE.glob("*/*.gold")}

    assert tables == {path.stem for name in ("open", "held") for path in documents(name)}
