import pytest

from quotecheck.locate.locate import compile_quotations, find, locate
from quotecheck.text.fold import fold

SOURCE = """Of the keeping of bees in towns

The gardener who keeps bees in a town must think of his neighbours first. A hive that stands against the
southern wall of a yard will send its workers over the fence at the height of a man's face, and no gift of
honey has ever made up for a sting. He should therefore turn the entrance to a hedge, so that the bees rise
before they cross.

27        BEES IN TOWNS

In the second year a strong colony gives some forty pounds, and more where lime trees line the streets; but
the keeper who takes everything will feed sugar all winter, and sugar does not make good bees. It was said by
the old masters that bees know their keeper. I could not find that they do: they know his smoke, his patience
and the hour at which he comes. A calm hand matters more than a fine hive.
"""


def texts(quote: str, source: str = SOURCE) -> list[str]:
    match = find(quote, source)
    return [" ".join(passage.source.of(source).split()) for passage in match.passages] if match else []


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("no gift of honey has ever made up for a sting", ["no gift of honey has ever made up for a sting"]),
        ("No gift of HONEY, has ever made up for a sting!", ["no gift of honey has ever made up for a sting"]),
        ("A calm hand", ["A calm hand"]),
        ("hedge", ["hedge"]),
        ("bees know their keeper … a fine hive", ["bees know their keeper", "a fine hive"]),
        ("... bees know their keeper [...]", ["bees know their keeper"]),
        ("[t]urn the entrance to a hedge", ["turn the entrance to a hedge"]),
        ("I could not find that [bees] do: they know", ["I could not find that they do: they know"]),
        ("sugar [sic] does not make good bees", ["sugar does not make good bees"]),
        ("A hand matters more than a fine hive", ["A calm hand matters more than a fine hive"]),
        ("the entrance to a hedge, so that the rise", ["the entrance to a hedge, so that the bees rise"]),
        (
            "In the second year a strong colony yields some forty pounds",
            ["In the second year a strong colony gives some forty pounds"],
        ),
        (
            "He shou1d therefore tum the entrancc to a hedge, so that the becs rise",
            ["He should therefore turn the entrance to a hedge, so that the bees rise"],
        ),
    ],
)
def test_quotation_is_found_where_it_stands(quote: str, expected: list[str]) -> None:
    assert texts(quote) == expected


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "…",
        "the price of coal rose again in the northern harbours that winter",
        "calm fine hand",
        "no sting",
        "bees sugar winter honey keeper town gift old second hive",
        "a man of the gift",
    ],
)
def test_nothing_is_found_for_words_that_do_not_stand_there(quote: str) -> None:
    assert find(quote, SOURCE) is None


def test_unmarked_omission_gives_two_passages() -> None:
    assert texts("The gardener who keeps bees in a town no gift of honey has ever made up for a sting") == [
        "The gardener who keeps bees in a town",
        "no gift of honey has ever made up for a sting",
    ]


def test_page_furniture_inside_a_passage_is_stepped_over() -> None:
    found = texts("so that the bees rise before they cross. In the second year a strong colony gives some forty pounds")

    assert found[0].startswith("so that the bees rise")
    assert found[-1].endswith("gives some forty pounds")


def test_parts_in_the_wrong_order_are_both_found() -> None:
    quote = "A calm hand matters more than a fine hive … keeps bees in a town must think of his neighbours"

    assert texts(quote) == [part.strip() for part in quote.split("…")]


def test_score_is_one_only_for_identical_words() -> None:
    same = find("bees know their KEEPER", SOURCE)
    other = find("It was said by the old masters that bees knew their keeper", SOURCE)

    assert same is not None
    assert same.score == 1
    assert other is not None
    assert 0.9 < other.score < 1


def test_fewer_edits_never_score_lower() -> None:
    quotes = [
        "the keeper who takes everything will feed sugar all winter",
        "the keeper who takes everything will feed honey all winter",
        "the keeper who takes anything will feed honey all winter",
    ]

    scores = [match.score for match in locate(compile_quotations(quotes), fold(SOURCE)) if match]

    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


def test_every_occurrence_is_counted() -> None:
    match = find("the keeper", SOURCE + " The keeper slept, and the keepers too. The Keeper!")

    assert match is not None
    assert match.occurrences == 3


def test_quotation_of_very_common_words_is_counted_too() -> None:
    match = find("of the", "of the " * 500)

    assert match is not None
    assert match.occurrences == 500


def test_answer_does_not_depend_on_the_other_quotations() -> None:
    quotes = ["A calm hand … hive", "sugar does not make god bees", "not there at all, dear reader", "hedge", ""]

    together = locate(compile_quotations(quotes), fold(SOURCE))

    assert together == tuple(find(quote, SOURCE) for quote in quotes)


def test_empty_source_and_no_quotations_are_answered() -> None:
    assert find("a calm hand", "") is None
    assert locate(compile_quotations([]), fold(SOURCE)) == ()


@pytest.mark.parametrize(
    ("quote", "source", "expected"),
    [
        ("学而时习之，不亦说乎", "子曰：「学而时习之，不亦说乎？有朋自远方来，不亦乐乎？」", "学而时习之，不亦说乎"),
        ("有朋自遠方来不亦乐乎", "子曰：「学而时习之，不亦说乎？有朋自远方来，不亦乐乎？」", "有朋自远方来，不亦乐乎"),
        ("учиться военному делу", "Надо учиться воен-\nному делу настоящим образом.", "учиться воен-\nному делу"),
        ("เป็นมนุษย์สุดประเสริฐ", "อันว่าเป็นมนุษย์สุดประเสริฐเลิศคุณค่า", "เป็นมนุษย์สุดประเสริฐ"),
    ],
)
def test_other_scripts_are_searched_alike(quote: str, source: str, expected: str) -> None:
    match = find(quote, source)

    assert match is not None
    assert match.passages[0].source.of(source) == expected


def test_of_several_places_the_one_beside_the_other_part_is_taken() -> None:
    source = "The bell rang twice. Nobody came. " + "Hens slept. " * 30 + "The bell rang twice. Then the keeper rose."

    match = find("The bell rang twice … the keeper rose", source)

    assert match is not None
    assert match.passages[0].source.start == source.rindex("The bell")


def test_short_source_needs_less_agreement_than_a_long_one() -> None:
    source = "The duke praised the king."

    assert find("The king praised the duke", source) is not None
    assert find("The king praised the duke", SOURCE * 5 + source) is None


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("made up for a sting, and the price of coal rose in the northern harbours again", False),
        ("no gift of honey has ever made good for a single sting", True),
    ],
)
def test_words_that_differ_at_an_end_weigh_more_than_those_between(quote: str, *, found: bool) -> None:
    assert (find(quote, SOURCE * 5) is not None) == found
