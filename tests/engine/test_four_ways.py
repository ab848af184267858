"""The same records by `check`, `check --batch`, `report` and `report --engine`: there is one statement of the steps."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quotecheck.fetch.address import page_key, parse_address
from quotecheck.fetch.local import make_capture
from quotecheck.fetch.store import open_store
from quotecheck.model import Outcome, Retrieval, Route, Target
from tests.cli.command import run

FIXTURES = Path(__file__).parents[2] / "fixtures"
URL = "http://harbour.example/log"
QUOTE = "counted nine lamps along the northern mole that night"
PAGE = f"The keeper of the light {QUOTE}, and wrote it down. " + "The weather was fair and the sea was flat. " * 60
OTHER = "The museum of the harbour is open on weekdays and shows a model of the town. " * 60
THEN = datetime(2024, 5, 6, tzinfo=UTC)

Record = dict[str, Any]


def _run(*words: object, expected: Sequence[int] = (0, 1)) -> str:
    ended = run(*map(str, words))
    assert ended.returncode in expected, ended.stderr
    return ended.stdout


def _bare(record: Record) -> Record:
    """Return a record without what only a document's quotation has."""
    return {name: value for name, value in record.items() if name not in {"id", "quotation"}}


def _reported(folder: Path, *words: object) -> list[Record]:
    _run("report", *words, "-o", folder, expected=(0, 1, 4))
    results: list[Record] = json.loads((folder / "report.json").read_text(encoding="utf-8"))["results"]
    return results


def _batched(folder: Path, cases: Sequence[tuple[str, str]], *words: object) -> list[Record]:
    batch = folder / "cases.jsonl"
    lines = [json.dumps({"quote": quote, "source": source}) for quote, source in cases]
    batch.write_text("\n".join(lines), encoding="utf-8")
    return [json.loads(line) for line in _run("check", "--batch", batch, "--format", "jsonl", *words).splitlines()]


@pytest.fixture(name="changed")
def page_that_changed(tmp_path: Path) -> tuple[object, ...]:
    """Return the options of a run whose evidence store holds a page twice: as it was, and as it is."""
    store = open_store(tmp_path / "evidence", backend="plain")
    for days, text in enumerate((PAGE, OTHER)):
        capture = make_capture(
            text.encode(),
            media_type="text/plain",
            charset="utf-8",
            final_url=URL,
            route=Route.LIVE,
            retrieved_at=THEN + timedelta(days=days),
        )
        found = Retrieval(target=Target(url=URL), outcome=Outcome.OK, capture=capture)
        store.save(page_key(parse_address(URL)), found)
    store.close()
    return ("--offline", "--cache", tmp_path / "evidence", "--backend", "plain")


def test_a_page_that_changed_is_answered_for_by_its_earlier_copy_whichever_way(
    changed: tuple[object, ...], tmp_path: Path
) -> None:
    document = tmp_path / "checked.md"
    document.write_text(f"The keeper “{QUOTE}” ([log]({URL})).\n", encoding="utf-8")

    single = json.loads(_run("check", QUOTE, "--source", URL, "--format", "json", *changed))
    (batched,) = _batched(tmp_path, [(QUOTE, URL)], *changed)
    (here,) = _reported(tmp_path / "here", document, *changed)
    (staged,) = _reported(tmp_path / "staged", document, *changed, "--engine", "serial")

    assert (single["verdict"], [one["code"] for one in single["findings"]]) == ("review", ["Q815"])
    assert len(single["tried"]) == 1
    assert batched == single
    assert _bare(here) == _bare(single)
    assert staged == here


OF_A_DOCUMENT = {"Q601", "Q701", "Q703", "Q704", "Q813", "Q814"}
"""Codes that speak of the document around a quotation, of its other sources, or of a library."""


def _of_addresses(results: Sequence[Record]) -> Iterator[Record]:
    """Yield the results that one address alone has answered."""
    for result in results:
        codes = {finding["code"] for finding in result["findings"]}
        if (
            (result["source"]["target"] or "").startswith("http")
            and not result.get("tried")
            and not codes & OF_A_DOCUMENT
        ):
            yield result


def test_the_fixtures_give_the_same_records_whichever_way(tmp_path: Path) -> None:
    mirror = ("--mirror", FIXTURES / "web", "--offline")
    words = (FIXTURES / "corpus", *mirror, "--library", FIXTURES / "library")

    here = _reported(tmp_path / "here", *words)
    staged = _reported(tmp_path / "staged", *words, "--engine", "serial")
    answered = list(_of_addresses(here))
    batched = _batched(tmp_path, [(one["quote"], one["source"]["target"]) for one in answered], *mirror)

    assert staged == here
    assert len(answered) > 20
    assert list(map(_bare, batched)) == list(map(_bare, answered))
    for record in batched[:3]:
        words = ("check", record["quote"], "--source", record["source"]["target"])
        assert json.loads(_run(*words, "--format", "json", *mirror)) == record


@pytest.mark.parametrize("engine", [False, True], ids=["here", "pool"])
@pytest.mark.parametrize("kept", ["folder", "store"])
def test_a_checked_text_is_no_evidence_for_itself(tmp_path: Path, kept: str, *, engine: bool) -> None:
    essays = tmp_path / "essays"
    essays.mkdir()
    (essays / "essay.md").write_text(f"# Lamps\n\nThe keeper noted: “{QUOTE}.” He liked lamps.\n", encoding="utf-8")
    library: Path = essays
    if kept == "store":
        pytest.importorskip("pyarrow", reason="the extra 'library' is not installed")
        library = tmp_path / "store"
        _run("library", "add", "--library", library, essays)
    stages = ("--engine", "pool", "--work", tmp_path / "work") if engine else ()
    options = (essays, "--library", library, "--offline", *stages)

    (alone,) = _reported(essays / "out", *options)
    (again,) = _reported(essays / "out", *options)

    assert alone["verdict"] == "unchecked"
    assert again == alone  # nor is the report, which now lies beside it


def test_a_checked_text_leaves_the_other_texts_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "essay.md").write_text(f"# Lamps\n\nThe keeper noted: “{QUOTE}.” He liked lamps.\n", encoding="utf-8")
    (tmp_path / "log.txt").write_text(PAGE, encoding="utf-8")

    (found,) = _reported(tmp_path / "out", tmp_path / "essay.md", "--library", tmp_path, "--offline")

    assert found["source"]["title"] == "log"
