"""Which characters are quotation marks, and where a sentence ends, is each told in one module."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotecheck.language.sentences import ABBREVIATIONS, SENTENCE_END
from quotecheck.text.quotemarks import ALL, CLOSING, OPENING, SINGLE

PACKAGE = Path(__file__).parents[2] / "quotecheck"
MARKS = set(ALL) - set("\"'`´′’＇＂")
"""Marks that are nothing else; the rest are apostrophes, primes or signs of code as well."""
MAY_NAME_MARKS = {
    "text/quotemarks.py": "names them",
    "extract/glyphs.py": "which of them a typesetter makes a pair, and marks of two characters",
    "text/foldtable.py": "marks within words in every shape, of Hebrew and Armenian too",
    "readers/decode.py": "bytes of them that were read in a wrong encoding",
    "readers/wikitext.py": "sets what templates quote",
    "readers/light_markup.py": "sets what is typed for them",
    "readers/pdf_characters.py": "characters of fonts without a map",
    "cli/sources.py": "prints them",
    "readers/latex.py": "what is typed in LaTeX for which",
    "report/markdown.py": "prints them",
    "report/terminal.py": "prints them",
    "report/wording.py": "prints them",
    "extract/citations/reading/order.py": "puts a title back in marks",
    "judge/rules/sign.py": "marks typed for primes",
    "judge/compare/forms.py": "marks and what is typed for them",
    "extract/signs.py": "marks typed for inches and for a lost letter",
    "extract/kinds.py": "Chinese and Japanese marks that only titles have",
    "extract/citations/titles.py": "blanks inside French marks",
    "extract/citations/finding/entries.py": "the German closing mark beside the others",
    "judge/compare/speech.py": "the German closing mark beside the others",
    "judge/rules/reporting_clause.py": "the Danish opening mark beside the others",
}
MAY_TELL_ENDS = {
    "language/sentences.py": "tells them",
    "language/declared.py": "a mark beside sic within its brackets",
    "extract/citations/finding/keys.py": "signs within a key",
}
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]")


def _literals() -> Iterator[tuple[str, str]]:
    """Yield the string literals of the package with their modules, docstrings left out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield str(path.relative_to(PACKAGE)), node.value


def _tells_ends(literal: str) -> bool:
    """Say whether a literal is, or has among its classes, a table of signs that end a sentence."""
    tables = _CLASS.findall(literal) if "[" in literal else [literal]
    return any({".", "!"} <= set(one) or {".", "?"} <= set(one) for one in tables if not re.search(r"[\w^\\]", one))


def test_only_one_module_names_quotation_marks() -> None:
    assert {module for module, literal in _literals() if MARKS & set(literal)} == set(MAY_NAME_MARKS)


def test_only_one_module_tells_where_sentences_end() -> None:
    assert {module for module, literal in _literals() if _tells_ends(literal)} <= set(MAY_TELL_ENDS)


def test_each_mark_has_a_family_and_most_a_side() -> None:
    assert set(OPENING) | set(CLOSING) <= set(ALL)
    assert not set(OPENING) & set(CLOSING)
    assert set(ALL) - set(OPENING) - set(CLOSING) <= {*SINGLE, '"', "＂"}


@pytest.mark.parametrize("word", sorted(ABBREVIATIONS))
def test_a_short_form_is_written_without_its_last_stop(word: str) -> None:
    assert word == word.casefold()
    assert not word.endswith(".")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It rained. Nobody came.", 1),
        ("“It rained.” Nobody came.", 1),
        ("Was it Prof. Ash? No.", 1),
        ("See Fig. A and Vol. X of A. Marsh.", 0),
        ("It rained … and nobody came.", 0),
        ("Шёл дождь. Никто не пришёл.", 1),
        ("Это был А. Марш, т. е. никто.", 0),
        ("A line\n\nand another", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, ends: int) -> None:
    assert len(SENTENCE_END.findall(text)) == ends
