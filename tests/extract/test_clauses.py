"""Speech and narration inside paragraphs of dash dialogue."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.extract.clauses import speech_in


def _said(text: str) -> list[str]:
    return [span.of(text).strip() for span in speech_in(text, 0, len(text))]


@pytest.mark.parametrize(
    ("paragraph", "speech"),
    [
        ("Is it you? Corrie asked.", ["Is it you?"]),
        ("It is late, he said. We must go home.", ["It is late,", "We must go home."]),
        ("Then we walk, Fennel answered, and you'll carry it.", ["Then we walk,", "and you'll carry it."]),
        ("Yes, I said so to the keeper.", ["Yes, I said so to the keeper."]),
        ("Come, tell Mary of it.", ["Come, tell Mary of it."]),
        ("Je ne sais pas, dit-il. Mais il est tard.", ["Je ne sais pas,", "Mais il est tard."]),
        ("No es nada —respondió su hermano—. Será el viento.", ["No es nada", "Será el viento."]),
        ("Спит, — ответила Марья. — Весь день.", ["Спит,", "Весь день."]),
        ("Это — хорошо.", ["Это — хорошо."]),
        ("Det är sent, säger Ek. – Vi går.", ["Det är sent,", "Vi går."]),
    ],
)
def test_narrator_is_no_part_of_what_is_said(paragraph: str, speech: list[str]) -> None:
    assert _said(paragraph) == speech


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab —–,.?! said he\n-", max_size=200))
def test_speech_comes_in_order_and_inside(text: str) -> None:
    spans = list(speech_in(text, 0, len(text)))

    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
