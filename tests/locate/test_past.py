"""Places are found past what is not the wording of a source, and told by their place in the whole text."""

from quotecheck.locate.locate import find
from quotecheck.locate.past import locate_in
from quotecheck.model import Document, Span

NOTE = (
    "\n\n12. See the rolls for 1641, fol. 33. "
    + "The sums are given there in marks of the north. " * 12
    + "\n13. Ibid.\n\n"
)
QUOTE = "The tax was never collected in the north, where the sheriff had few men and no gaol"


def test_a_long_note_inside_a_passage_costs_nothing() -> None:
    before, after = (
        "So it went. The tax was never collected in the north, where",
        "the sheriff had few men and no gaol.",
    )
    text = f"{before}{NOTE}{after} In the south it was."

    (match,) = locate_in([QUOTE], Document(name="s", text=text))

    assert match is not None
    assert match.score == 1
    assert [passage.source for passage in match.passages] == [Span(text.index("The tax"), text.index(". In the south"))]


def test_a_word_divided_by_a_running_head_is_one_word() -> None:
    text = "It is a pity that the cor-\n\nANNUAL REPORT OF THE KEEPER 61\n\nrespondence was lost when it was moved."

    (match,) = locate_in(["the correspondence was lost when it was moved"], Document(name="s", text=text))

    assert match is not None
    assert match.score == 1
    assert match.passages[0].source.of(text).startswith("the cor-")


def test_a_quotation_that_keeps_what_stands_there_is_found_as_before() -> None:
    text = "The treaty1 was never ratified2 by the northern towns.3 It lapsed after eight years."
    quote = "The treaty1 was never ratified2 by the northern towns"

    assert locate_in([quote], Document(name="s", text=text))[0] == find(quote, text)


def test_what_stands_nowhere_is_found_nowhere() -> None:
    text = "The treaty1 was never ratified2 by the northern towns.3 It lapsed after eight years."

    assert locate_in(["no such words are in any of the papers"], Document(name="s", text=text)) == (None,)
