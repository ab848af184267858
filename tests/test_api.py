"""The front door: the examples of the documents, what it refuses, and what it imports and opens."""

import doctest
import json
import socket
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

import quotecheck as qc
from quotecheck.cli.main import app
from quotecheck.model import Finding, Style
from tests.test_start import imported

ROOT = Path(__file__).parents[1]
QUOTE = "counted ten lamps along the northern mole that night"
TEXT = "The keeper of the light counted nine lamps along the northern mole that night, and wrote it down."


@pytest.mark.parametrize("page", ["README.md", "docs/api.md"])
def test_the_examples_give_what_the_page_shows(page: str, tmp_path: Path) -> None:
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    text = (ROOT / page).read_text(encoding="utf-8")
    examples = doctest.DocTestParser().get_doctest(text, {}, page, str(ROOT / page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)

    with chdir(tmp_path):
        runner.run(examples)

    assert runner.summarize(verbose=False).attempted >= 6
    assert runner.failures == 0


def test_a_result_is_the_record_of_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "log.txt"
    source.write_text(TEXT, encoding="utf-8")

    result = qc.check(QUOTE, source=source)

    assert result.to_dict() == json.loads(_printed(capsys, "check", QUOTE, "--source", str(source), "--format", "json"))
    assert str(result) + "\n" == _printed(capsys, "check", QUOTE, "--source", str(source))


def _printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    app(words, standalone_mode=False)
    return capsys.readouterr().out


def test_a_notebook_shows_both_wordings_and_other_peoples_text_stays_text() -> None:
    shown = qc.check(QUOTE, text=TEXT + " <script>alert(1)</script>")._repr_html_()

    assert ">ten</del>" in shown
    assert ">nine</ins>" in shown
    assert "<script>" not in shown


def test_strings_and_enums_are_alike() -> None:
    assert qc.check(QUOTE, text=TEXT, style="apa") == qc.check(QUOTE, text=TEXT, style=Style.APA)
    assert qc.check(QUOTE, text=TEXT, settings=qc.Settings(style="apa")) == qc.check(QUOTE, text=TEXT, style="apa")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": " ", "text": TEXT},
        {"quote": QUOTE},
        {"quote": QUOTE, "text": TEXT, "source": "log.txt"},
        {"quote": QUOTE, "source": "no-such-file.txt"},
        {"quote": QUOTE, "source": "."},
        {"quote": QUOTE, "text": TEXT, "style": "none"},
        {"quote": QUOTE, "text": TEXT, "mirrors": "no-such-mirror"},
        {"quote": QUOTE, "text": TEXT, "colour": "red"},
    ],
)
def test_what_cannot_be_used_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(qc.QuotecheckError):
        qc.check(**wrong)


def test_an_answer_that_quotes_nothing_has_no_results() -> None:
    assert len(qc.check_answer("It was dear.", [TEXT])) == 0


def test_without_contexts_nothing_is_checked() -> None:
    (result,) = qc.check_answer(f"He “{QUOTE}”.", [])

    assert (result.verdict, result.context) == ("unchecked", None)


def test_the_best_context_answers_wherever_it_stands() -> None:
    (result,) = qc.check_answer(f"He “{QUOTE}”.", [TEXT, TEXT.replace("nine", "ten"), "Nothing of the kind."])

    assert (result.verdict, result.context) == ("verified", 1)


def test_no_socket_is_made_without_an_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    note = tmp_path / "note.md"
    note.write_text(f"He “{QUOTE}”.", encoding="utf-8")

    assert qc.check(QUOTE, text=TEXT).verdict == "altered"
    assert [one.verdict for one in qc.verify(note)] == ["unchecked"]
    assert len(qc.links(note)) == 0


def test_a_function_stays_one_when_the_part_of_its_name_isimported() -> None:
    loaded = imported(
        "import quotecheck as qc\n"
        "import quotecheck.extract.kinds, quotecheck.verify.check, quotecheck.trace\n"
        "assert callable(qc.extract) and callable(qc.verify) and callable(qc.trace)\n"
        "from quotecheck.extract.kinds import __name__ as name\n"
        "assert name == 'quotecheck.extract.kinds'"
    )

    assert "quotecheck.front.functions" in loaded


def test_all_public_names_are_there_and_no_other() -> None:
    assert {name for name in qc.__all__ if not hasattr(qc, name)} == set()
    with pytest.raises(AttributeError):
        getattr(qc, "nothing_of_the_kind")  # noqa: B009 - the name is what is asked for


def test_a_finding_prints_as_one_line() -> None:
    finding: Finding = qc.check(QUOTE, text=TEXT).findings[0]

    assert str(finding).startswith("error Q402 number: ")
    assert "\n" not in str(finding)
