"""Writes the catalogue of codes into docs/verdicts.md, below the hand-written part. Run after editing a record."""

from pathlib import Path

from quotecheck.judge.codes import catalogue

DOCS = Path(__file__).parents[2] / "docs" / "verdicts.md"
MARK = "<!-- the catalogue: rendered from the records in quotecheck/judge/rules and quotecheck/judge/outside -->\n\n"

if __name__ == "__main__":
    head, _, _ = DOCS.read_text(encoding="utf-8").partition(MARK)
    DOCS.write_text(head + MARK + catalogue(), encoding="utf-8")
