"""The quotations of an answer against the contexts it was given from, as of a program that answers questions."""

from collections.abc import Mapping, Sequence
from functools import partial

from quotecheck.extract import extract
from quotecheck.fetch.local import fetch_text
from quotecheck.front.results import Checked, CheckedAnswer
from quotecheck.model import Document, Result, Style, Target, Verdict
from quotecheck.verify.check import Question, placed, question_of, unclaimed
from quotecheck.verify.claimed import Claimed, named
from quotecheck.verify.conduct import verify_each
from quotecheck.verify.here import Here
from quotecheck.verify.sources import open_source

_BEST_FIRST = (
    Verdict.VERIFIED,
    Verdict.EDITED,
    Verdict.REVIEW,
    Verdict.ALTERED,
    Verdict.MISATTRIBUTED,
    Verdict.NOT_FOUND,
    Verdict.UNCHECKED,
    Verdict.ERROR,
)


def answered(answer: str, contexts: str | Sequence[str] | Mapping[str, str], *, style: Style) -> CheckedAnswer:
    """Check every quotation of `answer` against each context, and keep the best result of each."""
    extraction = extract(Document(name="(answer)", text=answer))
    questions = [question_of(one, extraction.document) for one in extraction.quotations if one.is_verifiable]
    steps = Here(partial(open_source, fetch=fetch_text, style=style), style=style)
    by_context = [
        [Checked(result, context=name) for result in verify_each(_cases(questions, text), steps, style=style)]
        for name, text in _named(contexts).items()
    ]
    if not by_context:
        return CheckedAnswer(results=tuple(Checked(_unasked(question, style)) for question in questions))
    return CheckedAnswer(results=tuple(min(found, key=_rank) for found in zip(*by_context, strict=True)))


def _named(contexts: str | Sequence[str] | Mapping[str, str]) -> Mapping[int | str, str]:
    if isinstance(contexts, Mapping):
        return {name: text for name, text in contexts.items()}  # noqa: C416 - a copy with a wider key
    return dict(enumerate([contexts] if isinstance(contexts, str) else contexts))


def _cases(questions: Sequence[Question], text: str) -> list[Claimed]:
    return [named(question, Target(text=text)) for question in questions]


def _unasked(question: Question, style: Style) -> Result:
    return placed(unclaimed(question, is_named=False, reason="no context was given", style=style), question)


def _rank(checked: Checked) -> tuple[int, float]:
    return _BEST_FIRST.index(checked.verdict), -checked.result.judgement.score
