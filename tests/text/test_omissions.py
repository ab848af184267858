import pytest

from quotecheck.text.omissions import omission_marks, split_omissions


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("no mark", ["no mark"]),
        ("a ... b", ["a ", " b"]),
        ("a … b", ["a ", " b"]),
        ("a . . . b", ["a ", " b"]),
        ("a. . . . b", ["a", " b"]),
        ("a […] b", ["a ", " b"]),
        ("a [. . .] b", ["a ", " b"]),
        ("a [ ... ] b", ["a ", " b"]),
        ("a (...) b", ["a ", " b"]),
        ("a <…> b", ["a ", " b"]),
        ("a /.../ b", ["a ", " b"]),
        ("a * * * b", ["a ", " b"]),
        ("a [snip] b <Snip> c [omitted] d", ["a ", " b ", " c ", " d"]),
        ("they [cut down] the tree (cut)", ["they [cut down] the tree (cut)"]),
        ("ا ۔۔۔ ب", ["ا ", " ب"]),
        ("天……地", ["天", "地"]),
        ("a．．．b", ["a", "b"]),
        ("...a b…", ["a b"]),
        ("a ... … [...] b", ["a ", " b"]),
        ("Mr. A. B. C. and so on.. yes", ["Mr. A. B. C. and so on.. yes"]),
        ("***bold*** word", ["***bold*** word"]),
        ("… … …", []),
        ("", []),
    ],
)
def test_quotation_splits_at_its_omission_marks(quote: str, parts: list[str]) -> None:
    assert [part.of(quote) for part in split_omissions(quote)] == parts


@pytest.mark.parametrize(
    ("quote", "marks"),
    [("(see ...) x", ["..."]), ("a [… b", ["…"]), ("end.... Next", ["...."]), ("a [...] b", ["[...]"])],
)
def test_bracket_belongs_to_the_mark_only_with_its_partner(quote: str, marks: list[str]) -> None:
    assert [mark.of(quote) for mark in omission_marks(quote)] == marks
