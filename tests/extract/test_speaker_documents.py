"""Documents of many kinds with every speaker labelled: the words that name somebody, and the person meant."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from quotecheck.extract import extract
from quotecheck.model import Quotation
from quotecheck.readers import read_bytes

HERE = Path(__file__).parent
_LABEL = re.compile(r"⟦(?P<who>[^|⟧]*)\|(?P<words>.*?)⟧", re.DOTALL)
_ASIDE = "@@ "


class Label(NamedTuple):
    """One quotation as a person reads it."""

    words: str
    mention: str | None
    person: str | None
    counts: bool
    """False where the reader could not say, or where a quotation is a name or a label with no speaker."""


def documents(name: str) -> Iterator[tuple[str, str, list[Label]]]:
    """Read the documents of one table: name, text without labels, labels."""
    _, *parts = re.split(r"^=== (.+)\n", (HERE / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        aside = [line[len(_ASIDE) :].split("|", 1) for line in body.splitlines() if line.startswith(_ASIDE)]
        kept = "".join(line for line in body.splitlines(keepends=True) if not line.startswith(_ASIDE))
        marked = [(found["who"], found["words"]) for found in _LABEL.finditer(kept)]
        labels = [_label(who, words) for who, words in [*marked, *aside]]
        yield title, _LABEL.sub(lambda found: found["words"], kept), labels


def _label(who: str, words: str) -> Label:
    if who.strip() in ("-", "?"):
        return Label(words, None, None, counts=who.strip() == "-")
    mention, equals, person = (part.strip() for part in who.partition("="))
    return Label(words, mention or None, (person if equals else mention) or None, counts=True)


def _key(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


def _is_same(found: str | None, wanted: str | None) -> bool:
    one, other = _key(found), _key(wanted)
    return bool(one and other) and (one in other or other in one or one.split()[-1] == other.split()[-1])


def _found(label: Label, quotations: tuple[Quotation, ...]) -> Quotation | None:
    key = _key(label.words)
    return next((q for q in quotations if _key(q.text).startswith(key[:30]) and key), None)


def tally(name: str) -> Counter[str]:
    """Count what is found of the speakers of a table."""
    counts: Counter[str] = Counter()
    for title, text, labels in documents(name):
        quotations = extract(read_bytes(text.encode(), name=title)).quotations
        for label in labels:
            quotation = _found(label, quotations)
            if quotation is None or not label.counts:
                continue
            if label.person is None and label.mention is None:
                counts["nobody"] += 1
                counts["made up"] += quotation.speaker is not None
                continue
            counts["speakers"] += 1
            counts["answered"] += quotation.speaker is not None
            counts["right"] += _is_same(quotation.speaker, label.person or label.mention)
            counts["mentions"] += label.mention is not None
            counts["right mentions"] += _is_same(quotation.speaker_mention, label.mention)
    return counts


@pytest.mark.parametrize("name", ["speaker_documents.txt"])
def test_speakers_stay_at_their_floors(name: str) -> None:
    counts = tally(name)

    assert counts["right"] >= 0.97 * counts["answered"], counts
    assert counts["right"] >= 0.88 * counts["speakers"], counts
    assert counts["right mentions"] >= 0.88 * counts["mentions"], counts
    assert counts["made up"] == 0 < counts["nobody"], counts


def test_confidence_and_reason_go_with_every_answer() -> None:
    for title, text, _ in documents("speaker_documents.txt"):
        for quotation in extract(read_bytes(text.encode(), name=title)).quotations:
            is_answered = quotation.speaker is not None or quotation.speaker_mention is not None
            assert is_answered == (quotation.speaker_confidence is not None) == (quotation.speaker_why is not None)
            assert 0 < (quotation.speaker_confidence or 1) <= 1
            if quotation.speaker_mention:
                assert _key(quotation.speaker_mention) in _key(text)
