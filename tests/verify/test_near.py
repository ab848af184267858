"""What is said of quotations that stand in their source in part, in other words, or not at all."""

import pytest

from quotecheck.model import Document, Fidelity, Route, SourceFacts, SourceState, Style, Verdict
from quotecheck.verify.check import Question, check_against
from quotecheck.verify.sources import Source
from tests.locate.test_nearest import BOOK, PASSAGE, STRANGE

FACTS = SourceFacts(state=SourceState.READ, route=Route.FILE)
MATTHEW = (
    "Judge not, that ye be not judged. For with what judgment ye judge, ye shall be judged: and with what measure ye "
    "mete, it shall be measured to you again. "
)


def checked(quote: str, text: str = BOOK):  # type: ignore[no-untyped-def]
    source = Source(facts=FACTS, document=Document(name="book", text=text))
    return next(iter(check_against(source, [Question(id="1", quote=quote)], style=Style.CHICAGO)))


@pytest.mark.parametrize("true", [8, 12, 20])
@pytest.mark.parametrize("invented", [4, 8, 11])
@pytest.mark.parametrize("is_head", [True, False])
def test_partly_invented_is_altered_and_says_what_stands_nowhere(*, true: int, invented: int, is_head: bool) -> None:
    words, strange = PASSAGE.rstrip(".").split(), STRANGE[:invented]
    real = words[:true] if is_head else words[-true:]
    quote = " ".join([*real, *strange] if is_head else [*strange, *real])

    found = checked(quote)

    assert found.verdict is Verdict.ALTERED
    assert not found.judgement.is_material
    nowhere = [item for item in found.judgement.findings if item.code == "Q310"]
    assert [item.quote_text for item in nowhere] == [" ".join(strange)]
    across = [
        item for item in found.judgement.findings if item.source_text and set(item.quote_text.split()) & set(strange)
    ]
    assert not across
    assert found.passages


def test_another_wording_is_one_finding_for_a_person_to_look_at() -> None:
    found = checked("He who would judge the glass must carry it homeward through snow before he judges")

    assert found.verdict in {Verdict.REVIEW, Verdict.ALTERED}
    assert not found.judgement.is_material
    assert found.probability is not None
    assert found.probability >= 0.8


def test_a_saying_shows_the_verse_it_comes_from() -> None:
    found = checked("Judge not, lest ye be judged", BOOK + "\n" + MATTHEW)

    shown = found.passages or found.nearest
    assert shown
    assert shown[0].text.startswith("Judge not, that ye be")


def test_what_stands_nowhere_is_not_found_and_shows_nothing() -> None:
    found = checked("the botanist grew orchids in railway carriages and despised frost")

    assert found.verdict is Verdict.NOT_FOUND
    assert found.judgement.fidelity is Fidelity.ABSENT
    assert not found.passages
    assert found.probability is None


def test_words_that_agree_are_sure() -> None:
    found = checked(PASSAGE)

    assert found.verdict is Verdict.VERIFIED
    assert found.probability is not None
    assert found.probability > 0.95
