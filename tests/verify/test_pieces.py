"""Pieces of one sentence are looked up together, and what the writer says around them counts."""

from quotecheck.extract import extract
from quotecheck.locate.locate import find
from quotecheck.model import Document, Match, SourceFacts, SourceState, Style, Verdict
from quotecheck.verify.check import Question, check_against, question_of
from quotecheck.verify.pieces import together
from quotecheck.verify.sources import Source

OTHER = "Nobody was out in the cold that night. " * 3
TEXT = f"{OTHER}The lamp at the end of the mole, as the keepers of the harbour knew, was out in the cold. Then he went."


def test_a_piece_is_placed_behind_the_one_it_continues() -> None:
    first, second = "The lamp at the end of the mole", "was out in the cold"
    alone = find(second, TEXT)

    _, found = together([(first, None), (second, 0)], [find(first, TEXT), alone], TEXT)

    assert alone is not None
    assert alone.passages[0].source.start < TEXT.index("The lamp")
    assert isinstance(found, Match)
    assert found.passages[0].source.start == TEXT.rindex(second)


def test_a_piece_that_stands_elsewhere_only_stays_there() -> None:
    first, second = "The lamp at the end of the mole", "Nobody was out in the cold that night"
    alone = find(second, TEXT)

    assert together([(first, None), (second, 0)], [find(first, TEXT), alone], TEXT)[1] == alone


def test_pieces_of_a_document_are_asked_together_and_its_words_count() -> None:
    own = (
        "The board could not conclude that “the lamp of the old mole had been lit in May.” It wrote: “The lamp,” "
        "the board said, “was out in the cold.”"
    )
    document = Document(name="own.txt", text=own)
    questions = [question_of(one, document).bare for one in extract(document).quotations]
    source = Source(
        facts=SourceFacts(state=SourceState.READ),
        document=Document(
            name="s",
            text=f"The board could not conclude that the lamp of the old mole had been lit in May. {TEXT}",
        ),
    )

    (found, *_) = check_against(source, questions, style=Style.CHICAGO)
    (alone,) = check_against(source, [Question(id="a", quote=questions[0].quote)], style=Style.CHICAGO)

    assert found.verdict is Verdict.VERIFIED
    assert alone.verdict is Verdict.REVIEW
    assert found.cut is not None
    assert found.cut.left == "The board could not conclude that"
