"""The commands as a user runs them: what goes to stdout, what to stderr, and the exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quotecheck import __version__
from tests.cli.command import run

SOURCE = (
    "The harbour board met on 4 March 1902 and heard the engineer. He reported that 35 lamps had not failed during "
    "the storm, and that most of the keepers might return to the northern mole before the ice went out. "
) * 3
QUOTE = "most of the keepers might return to the northern mole"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_a_true_quotation_is_verified_and_clean(source: Path) -> None:
    ended = run("check", QUOTE, "--source", str(source), "--format", "json")

    record = json.loads(ended.stdout)
    passage = record["passages"][0]
    assert (ended.returncode, record["verdict"], record["format"]) == (0, "verified", 1)
    assert SOURCE[passage["start"] : passage["end"]] == QUOTE


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        ("35 lamps had failed during the storm", "Q401"),
        ("350 lamps had not failed during the storm", "Q402"),
        ("all of the keepers might return to the northern mole", "Q405"),
        ("most of the keepers must return to the northern mole", "Q407"),
    ],
)
def test_a_changed_meaning_is_altered_with_its_code(source: Path, quote: str, code: str) -> None:
    ended = run("check", quote, "--source", str(source), "--format", "json")

    record = json.loads(ended.stdout)
    assert (ended.returncode, record["verdict"], record["material"]) == (1, "altered", True)
    assert code in {finding["code"] for finding in record["findings"]}


def test_a_fabrication_is_not_found(source: Path) -> None:
    ended = run(
        "check", "the whales sang hymns to the bishop of the islands", "--source", str(source), "--format", "json"
    )

    assert (ended.returncode, json.loads(ended.stdout)["verdict"]) == (1, "not-found")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["", "--source", "{source}"], 2, "QUOTE: is empty"),
        (["words"], 2, "--source: is missing"),
        (["words", "--source", "absent.txt"], 2, "absent.txt: no such file"),
        (["words", "--source", "binary.bin"], 4, "binary.bin"),
        (["words", "--source", "file:///etc/hostname"], 4, "file"),
        (["words", "--source", "http://127.0.0.9/"], 4, "127.0.0.9"),
        (["words", "--source", "http://[::1]/"], 4, "::1"),
        (["words", "--source", "{source}", "--fail-on", "vogue"], 2, "vogue"),
    ],
)
def test_bad_input_gives_one_clear_line_and_the_right_code(
    tmp_path: Path, source: Path, arguments: list[str], code: int, words: str
) -> None:
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 40)

    ended = run("check", *(word.format(source=source) for word in arguments), cwd=tmp_path)

    lines = ended.stderr.strip().splitlines()
    assert (ended.returncode, len(lines)) == (code, 1), ended.stderr
    assert words in lines[0]


def test_invalid_utf8_is_read_and_compared(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(SOURCE.encode() + b"caf\xe9 \xff\xfe")

    assert run("check", QUOTE, "--source", str(path)).returncode == 0


def test_a_batch_prints_a_line_a_case_in_order(tmp_path: Path, source: Path) -> None:
    cases = [
        {"id": "a", "quote": QUOTE, "source": source.name},
        {"id": "b", "quote": QUOTE, "source": {"text": SOURCE}},
        {"id": "c", "quote": "35 lamps had failed", "source": source.name},
    ]
    batch = tmp_path / "cases.jsonl"
    batch.write_text("\n".join(map(json.dumps, cases)))

    ended = run("check", "--batch", str(batch), "--format", "jsonl")

    records = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [(record["id"], record["verdict"]) for record in records] == [
        ("a", "verified"),
        ("b", "verified"),
        ("c", "altered"),
    ]


def test_extract_prints_records_that_slice_the_file(tmp_path: Path) -> None:
    text = "The pilot said: “We saw nine lamps, and then no lamp at all.” (Marlow, Harbour Letters, 1902, p. 4)\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")

    ended = run("extract", str(path), "--format", "jsonl")

    (record,) = map(json.loads, ended.stdout.splitlines())
    assert record["text"] == text[record["start"] : record["end"]] == "We saw nine lamps, and then no lamp at all."
    assert record["verifiable"] is True


def test_extract_reads_stdin_and_lists_citations() -> None:
    ended = run(
        "extract", "-", "--what", "citations", "--format", "jsonl", stdin="Source: http://a.example/page.html\n"
    )

    (record,) = map(json.loads, ended.stdout.splitlines())
    assert record["url"] == "http://a.example/page.html"


def test_a_missing_input_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He said: “The lamp went out at nine and was lit again.”", encoding="utf-8")

    ended = run("extract", "absent.txt", "a.txt", "--format", "jsonl", cwd=tmp_path)

    assert (ended.returncode, len(ended.stdout.splitlines())) == (2, 1)
    assert "absent.txt" in ended.stderr


def test_report_writes_three_files_and_a_summary(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He said: “The lamp went out at nine and was lit again.”", encoding="utf-8")

    ended = run("report", "a.txt", "--offline", "-o", "out", cwd=tmp_path)

    assert ended.returncode == 4  # its one quotation claims no source
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.html", "report.json", "report.md"]
    (result,) = json.loads((tmp_path / "out" / "report.json").read_text())["results"]
    assert result["verdict"] == "unchecked"


def test_links_lists_every_address_with_its_places(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Source: http://a.example/x\n\nMore.\n\nSource: http://b.example/y\n")

    ended = run("links", "a.txt", "--offline", "--format", "jsonl", cwd=tmp_path)

    records = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [(record["url"], record["outcome"], record["group"]) for record in records] == [
        ("http://a.example/x", "offline", "cannot_judge"),
        ("http://b.example/y", "offline", "cannot_judge"),
    ]
    assert records[1]["cited_in"][0]["line"] == 5
    assert ended.returncode == 4


def test_explain_prints_the_entry_of_a_code() -> None:
    ended = run("explain", "q401")

    assert ended.returncode == 0
    assert "Q401" in ended.stdout
    assert "negation" in ended.stdout


def test_explain_refuses_an_unknown_code_and_names_the_families() -> None:
    ended = run("explain", "Q999")

    assert ended.returncode == 2
    assert ended.stderr.startswith("quotecheck: Q999: no such finding code; there are Q101-Q1")
    assert len(ended.stderr) < 160


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--nope"], "quotecheck check: no such option: --nope"),
        (["bogus"], "quotecheck: no such command 'bogus'"),
        (["report"], "quotecheck report: missing argument"),
        (["check", "x", "--source", "a", "--format", "xml"], "'--format': 'xml' is not one of 'table'"),
        (["links", "x", "--workers", "many"], "'--workers'"),
        (["check", "x", "y", "--source", "a"], "extra argument"),
        (["library", "add"], "quotecheck library add: missing argument"),
    ],
)
def test_words_that_cannot_be_used_get_one_line(arguments: list[str], words: str) -> None:
    ended = run(*arguments)

    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1), ended.stderr
    assert words in ended.stderr


def test_without_words_the_help_is_shown() -> None:
    ended = run()

    assert ended.returncode == 2
    assert "Commands:" in ended.stderr


def test_the_installed_command_answers() -> None:
    command = Path(sys.executable).with_name("quotecheck")

    ended = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)

    assert ended.stdout == f"quotecheck {__version__}\n"


def test_a_library_is_kept_and_a_quotation_traced_in_it(tmp_path: Path, source: Path) -> None:
    pytest.importorskip("pyarrow")

    added = run("library", "add", source.name, "--library", "shelf", cwd=tmp_path)
    traced = run("trace", QUOTE, "--library", "shelf", "--format", "json", cwd=tmp_path)

    record = json.loads(traced.stdout)
    place = record["candidates"][0]
    assert (added.returncode, traced.returncode, record["verdict"]) == (0, 0, "found")
    assert SOURCE[place["start"] : place["end"]] == QUOTE


def test_a_record_of_a_batch_has_the_id_its_line_has(tmp_path: Path, source: Path) -> None:
    lines = [{"id": key, "quote": "of the harbour", "source": str(source)} for key in (7, "7", None)]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, lines)))

    checked = run("check", "--batch", "cases.jsonl", "--format", "jsonl", cwd=tmp_path)
    traced = run("trace", "--batch", "cases.jsonl", "--library", ".", "--format", "jsonl", cwd=tmp_path)

    for ended in (checked, traced):
        ids = [json.loads(line)["id"] for line in ended.stdout.splitlines()]
        assert ids[:2] == [7, "7"]
        assert isinstance(ids[2], str)


def test_a_batch_of_traces_says_which_line_is_faulty(tmp_path: Path, source: Path) -> None:
    (tmp_path / "quotes.jsonl").write_text(json.dumps({"id": "a", "quote": QUOTE}) + "\n{broken\n")

    ended = run("trace", "--batch", "quotes.jsonl", "--library", ".", "--format", "jsonl", cwd=tmp_path)

    assert (ended.returncode, [json.loads(line)["id"] for line in ended.stdout.splitlines()]) == (2, ["a"])
    assert "quotes.jsonl:2" in ended.stderr


def test_extract_explains_its_readings_and_prints_other_shapes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "He said: “The lamp went out.” (Marlow, Harbour Letters, 1902, p. 4)", encoding="utf-8"
    )

    explained = run("extract", "a.txt", "--explain", "--format", "jsonl", cwd=tmp_path)
    items = run("extract", "a.txt", "--format", "csl-json", cwd=tmp_path)
    table = run("extract", "a.txt", "--format", "csv", cwd=tmp_path)

    explanation = json.loads(explained.stdout.splitlines()[0])["explain"]
    assert explanation["open_mark"]["text"] == "“"
    assert explanation["kind"]
    assert json.loads(items.stdout)[0]["author"][0]["family"] == "Marlow"
    assert table.stdout.splitlines()[0].startswith('"id","document"')


def test_a_store_is_filled_counted_verified_exported_and_pruned(tmp_path: Path, source: Path) -> None:
    pytest.importorskip("warcio")
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "a.txt").write_text(SOURCE)
    pages = [{"url": "http://a.example/x", "file": "a.txt", "media_type": "text/plain"}]
    (mirror / "index.json").write_text(json.dumps({"format": 1, "pages": pages}))
    checked = run(
        "check",
        QUOTE,
        "--source",
        "http://a.example/x",
        "--mirror",
        "mirror",
        "--offline",
        "--cache",
        "kept",
        cwd=tmp_path,
    )

    again = run("check", QUOTE, "--source", "http://a.example/x", "--offline", "--cache", "kept", cwd=tmp_path)
    counted = run("cache", "info", "--cache", "kept", cwd=tmp_path)
    verified = run("cache", "verify", "--cache", "kept", cwd=tmp_path)
    exported = run("cache", "export", "--cache", "kept", "--warc", "pages.warc.gz", cwd=tmp_path)
    served = run(
        "check", QUOTE, "--source", "http://a.example/x", "--offline", "--mirror", "pages.warc.gz", cwd=tmp_path
    )

    assert [ended.returncode for ended in (checked, again, counted, verified, exported, served)] == [0] * 6
    assert "pages         1" in counted.stdout
    assert "0 damaged" in verified.stdout


def test_a_cache_that_is_not_there_is_named(tmp_path: Path) -> None:
    ended = run("cache", "info", "--cache", "absent", cwd=tmp_path)

    assert (ended.returncode, ended.stderr) == (2, "quotecheck: absent: no such store\n")


def test_links_keeps_a_state_and_writes_a_patched_copy_never_the_original(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("See [the minutes](http://old.example/x).\n")

    ended = run("links", "a.md", "--offline", "--state", "s.json", "--fix", "fixed", "--suggest", cwd=tmp_path)
    onto_itself = run("links", "a.md", "--offline", "--fix", ".", cwd=tmp_path)

    assert (ended.returncode, onto_itself.returncode) == (4, 2)
    assert json.loads((tmp_path / "s.json").read_text())["links"] == {}
    assert (tmp_path / "a.md").read_text() == "See [the minutes](http://old.example/x).\n"


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("quotecheck")
    (tmp_path / "a.txt").write_text("He said: “The lamp went out at nine.” " * 5000, encoding="utf-8")

    with subprocess.Popen([command, "extract", "a.txt"], cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()

    assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract", "x" * 5000], "no such file"),
        (["check", "words", "--source", "x" * 5000], "no such file"),
        (["extract", "no\nsuch\x1b[31m"], r"no\nsuch\x1b[31m"),
        (["extract", "empty"], "holds no file"),
        (["check", "words", "--source", "http://a.example/", "--mirror", "a.txt"], "not a mirror"),
    ],
)
def test_odd_names_get_one_line(tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("No crawl.\n" * 9)

    ended = run(*arguments, cwd=tmp_path)

    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1), ended.stderr
    assert words in ended.stderr


def test_a_device_named_as_output_is_written_to_and_stays_a_device(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    ended = run("extract", "-", "--output", str(pipe), stdin="He said: “The lamp went out at nine.”")

    assert ended.returncode == 0
    assert pipe.is_fifo()
    assert b"The lamp went out" in os.read(reader, 1000)
    os.close(reader)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
def test_a_full_disk_behind_stdout_gets_one_line(source: Path) -> None:
    command = Path(sys.executable).with_name("quotecheck")

    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [command, "check", QUOTE, "--source", source],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (ended.returncode, ended.stderr) == (2, "quotecheck: stdout: cannot be written: No space left on device\n")


def test_a_closed_stdout_or_stdin_gets_one_line(source: Path) -> None:
    command = Path(sys.executable).with_name("quotecheck")

    for words, what in ((f"check '{QUOTE}' --source '{source}' >&-", "stdout"), ("extract - <&-", "standard input")):
        ended = subprocess.run(
            ["sh", "-c", f"{command} {words}"],  # a shell can start a program without one of its streams
            capture_output=True,
            text=True,
            check=False,
        )

        assert (ended.returncode, ended.stderr.count("\n")) == (2, 1), ended.stderr
        assert what in ended.stderr


def test_the_source_may_come_from_stdin() -> None:
    ended = run("check", QUOTE, "--source", "-", "--format", "json", stdin=SOURCE)

    assert (ended.returncode, json.loads(ended.stdout)["verdict"]) == (0, "verified")


def test_json_of_many_is_one_object(tmp_path: Path, source: Path) -> None:
    (tmp_path / "cases.jsonl").write_text(
        json.dumps({"id": "a", "quote": QUOTE, "source": source.name})
        + "\n"
        + json.dumps({"id": "b", "quote": QUOTE, "source": "http://[broken/"})
        + "\n"
        + json.dumps({"id": "c", "quote": " "})
    )

    ended = run("check", "--batch", "cases.jsonl", "--format", "json", cwd=tmp_path)
    none = run("extract", "-", "--format", "json", stdin="Nothing.")

    results = json.loads(ended.stdout)["results"]
    assert [(one["id"], one["verdict"]) for one in results] == [("a", "verified"), ("b", "unchecked"), ("c", "error")]
    assert json.loads(none.stdout) == {"format": 1, "quotations": []}


def test_a_time_beyond_the_calendar_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 20)
    (tmp_path / "a.txt").write_text("Words.")

    ended = run("report", "a.txt", "--offline", "-o", "out", cwd=tmp_path)

    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "SOURCE_DATE_EPOCH" in ended.stderr
