"""`quotecheck links` with a recorded page that moved: what to write instead, in every shape, and written."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotecheck.cli.main import app
from tests.hostile.server import Exchange, Web

HOST = "127.0.0.59"
QUOTED = "http://harbour.example/minutes"
PAGE = b"<title>Minutes</title><h1>Minutes</h1><p>The northern mole had settled by four inches since the spring.</p>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    record(mirror, PAGE)
    return tmp_path


@pytest.fixture
def moved() -> Iterator[str]:
    """A site whose page /old has moved to /new for good; its origin."""

    async def answer(exchange: Exchange) -> None:
        if exchange.path == "/old":
            await exchange.reply("", 301, {"Location": "/new"})
        else:
            await exchange.reply(PAGE, 200 if exchange.path == "/new" else 404)

    with Web() as web:
        yield web.site(HOST, answer).origin


def record(mirror: Path, page: bytes) -> None:
    (mirror / "page.html").write_bytes(page)
    digest = hashlib.sha256(page).hexdigest()
    entry = {"url": QUOTED, "file": "page.html", "media_type": "text/html", "sha256": digest}
    (mirror / "index.json").write_text(json.dumps({"format": 1, "pages": [entry]}))


def links(folder: Path, *more: str) -> str:
    common = ["--mirror", str(folder / "mirror"), "--allow-address", HOST, "--delay", "0", "--no-archive", "--quiet"]
    ended = CliRunner().invoke(app, ["links", *more, *common])
    assert ended.exit_code in (0, 1), ended.output
    return ended.stdout


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "markdown", "html", "junit", "sarif"])
def test_file_of_any_name_is_audited_in_any_shape(format_: str, folder: Path, moved: str) -> None:
    path = folder / "caf\udce9.md"
    path.write_text(f"See [it]({moved}/old).\n")

    place = "/old" if format_ == "junit" else "/new"  # what passes has no message there
    assert f"{moved}{place}" in links(folder, str(path), "--format", format_).replace("\\", "")


def test_sarif_offers_the_fix_at_its_exact_place(folder: Path, moved: str) -> None:
    text = f"Ärger: see [it]({moved}/old#top).\n"
    (folder / "a.md").write_text(text, encoding="utf-8")

    log = json.loads(links(folder, str(folder / "a.md"), "--format", "sarif"))

    (change,) = log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"]
    start, length = change["deletedRegion"]["charOffset"], change["deletedRegion"]["charLength"]
    assert text[start : start + length] == f"{moved}/old#top"
    assert change["insertedContent"]["text"] == f"{moved}/new#top"


def test_files_of_one_name_get_copies_of_their_own(folder: Path, moved: str) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "x.md").write_text(f"{name}: <{moved}/old>\n")

    links(folder, str(folder / "a"), str(folder / "b"), "--fix", str(folder / "fixed"))

    copies = [(folder / "fixed" / name / "x.md").read_text() for name in "ab"]
    assert copies == [f"a: <{moved}/new>\n", f"b: <{moved}/new>\n"]
    assert (folder / "a" / "x.md").read_text() == f"a: <{moved}/old>\n"


def test_page_that_changed_between_two_runs_is_reported_with_the_words_that_went(folder: Path) -> None:
    quoted = "the northern mole had settled by four inches since the spring"
    (folder / "a.md").write_text(f"The board found that “{quoted}” ([minutes]({QUOTED})).\n", encoding="utf-8")
    words = (str(folder / "a.md"), "--cache", str(folder / "store"), "--format", "json")

    before = json.loads(links(folder, *words))["links"][0]
    record(folder / "mirror", PAGE.replace(b"four", b"nine"))
    after = json.loads(links(folder, *words))["links"][0]

    assert (before["group"], after["outcome"], after["missing"]) == ("alive", "content_drift", ["four"])
    assert '"four"' in after["reason"]
