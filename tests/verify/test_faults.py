"""What becomes of a run when our own rules fail at one quotation. A wording that is no text makes them fail."""

from typing import Any, cast

from quotecheck.model import Document, SourceFacts, SourceState, Style, Verdict
from quotecheck.verify.check import Question, check_against
from quotecheck.verify.sources import Source

NO_TEXT = cast("Any", 5)


def test_a_quotation_our_rules_fail_at_is_an_error_and_the_others_are_judged() -> None:
    text = "The ferry was late again, and the keeper of the lamp wrote it down in his book."
    source = Source(facts=SourceFacts(state=SourceState.READ), document=Document(name="log", text=text))
    questions = [Question(id="a", quote="the keeper of the lamp wrote it down"), Question(id="b", quote=NO_TEXT)]

    first, second = check_against(source, questions, style=Style.CHICAGO)

    assert first.verdict is Verdict.VERIFIED
    assert second.verdict is Verdict.ERROR
    assert "internal error" in (second.source.reason or "")
