import pytest

from quotecheck.locate.locate import find
from tests.locate.locate_cases import CASES


def marked(source: str) -> tuple[str, set[int]]:
    """The source without its marks, and the offsets of the letters between them."""
    text: list[str] = []
    inside = False
    wanted: set[int] = set()
    for letter in source:
        if letter in "{}":
            inside = letter == "{"
            continue
        if inside and letter.isalnum():
            wanted.add(len(text))
        text.append(letter)
    return "".join(text), wanted


@pytest.mark.parametrize("title", CASES)
def test_quotation_is_found_where_the_table_says(title: str) -> None:
    quote, source = CASES[title]
    text, wanted = marked(source)

    match = find(quote, text)

    passages = match.passages if match else ()
    found = {at for one in passages for at in range(one.source.start, one.source.end) if text[at].isalnum()}
    assert len(found & wanted) >= 0.97 * len(found | wanted)
