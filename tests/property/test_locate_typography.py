"""Laws of locating: a cut of a text, set again by another hand, is found at the very place it was cut from."""

# ruff: noqa: E501 - a text is easier to read in one piece

import random
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.locate.locate import find

TEXTS = {
    "English": "The ferryman's first office — a shed of planks — stood in the flood for five days; “nobody”, he said, "
    "“will carry the well-known chest of coins off.” His wife - she kept the toll - filed each receipt in "
    "a coffin-like box, and the bailiff found 214 of them.",
    "Chinese": "渡口的看守人每天早上打开木门,数一数昨夜停在岸边的小船。有人问他为什么不离开,他说河水认得他的脚步。"
    "冬天来了以后,木门一直关着,只有邮差还从桥上走过。",
    "Japanese": "渡し守は毎朝ひとりで戸を開け、岸につないだ舟を数えた。誰かが理由をたずねると、川が足音を覚えているからだと答えた。",
    "Thai": "คนเฝ้าท่าเรือเปิดประตูไม้ทุกเช้าแล้วนับเรือที่จอดอยู่ริมฝั่ง มีคนถามว่าทำไมไม่ย้ายไปที่อื่น เขาตอบว่าแม่น้ำจำเสียงเท้าของเขาได้",
    "Arabic": "كان حارس المعبر يفتح الباب الخشبي كل صباح ثم يعد القوارب الراسية عند الضفة. وسأله رجل لماذا لا ترحل، فقال إن النهر يعرف خطاي.",
    "Hebrew": "שומר המעבר פתח בכל בוקר את דלת העץ וספר את הסירות שליד הגדה. שאל אותו אדם מדוע אינך עוזב, וענה לו שהנהר מכיר את צעדיו.",
    "Hindi": "घाट का रखवाला हर सुबह लकड़ी का दरवाज़ा खोलता और किनारे बँधी नावें गिनता था। किसी ने पूछा कि तुम जाते क्यों नहीं, उसने कहा कि नदी मेरे क़दम पहचानती है।",
}
UNSPACED = {"Chinese", "Japanese", "Thai"}
BLANKS = (" ", "  ", "\xa0", "\u2009", " \t")
LINE_ENDS = ("\n", "\r\n")
"""No blanks in a script without spaces, where a line may end anywhere."""
OTHERS = {
    "'": "'’`",
    "“": '“"«„',
    "”": '”"»“',
    "—": "—–",
    "-": "-\u2010\u2011",
    "fi": ("fi", "ﬁ"),
    "fl": ("fl", "ﬂ"),
    "ff": ("ff", "ﬀ"),
}
CHANCE = st.integers(0, 2**32)


def reset(text: str, chance: random.Random, *, unspaced: bool) -> str:
    """`text` with other quotation marks, dashes, ligatures and blanks, and a soft hyphen here and there."""
    for plain, forms in OTHERS.items():
        if chance.random() < 0.7:
            text = text.replace(plain, chance.choice(forms))
    blanks = BLANKS if unspaced else BLANKS + LINE_ENDS
    softened = [
        letter + "\xad" * (letter.isalpha() and after.isalpha() and chance.random() < 0.05)
        for letter, after in zip(text, text[1:] + " ", strict=bool(text))
    ]
    return "".join(chance.choice(blanks) if letter == " " and chance.random() < 0.4 else letter for letter in softened)


def cut(text: str, *, unspaced: bool, first: float, size: int) -> tuple[int, int]:
    """Ends of a cut of `size` words of `text`; of twice as many letters in a script without spaces."""
    starts = [at for at, letter in enumerate(text) if letter.isalpha() and (unspaced or not at or text[at - 1] == " ")]
    start = starts[int(first * (len(starts) - 1))]
    end = start
    for _ in range(2 * size if unspaced else size):
        end = next((at for at in range(end + 1, len(text)) if unspaced or text[at] == " "), len(text))
    while end < len(text) and category(text[end]).startswith("M"):  # the marks of the last letter belong to it
        end += 1
    while category(text[end - 1])[0] in "PZ":
        end -= 1
    return start, end


@pytest.mark.parametrize("language", TEXTS)
@settings(deadline=None, max_examples=40)
@given(st.floats(0, 0.8), st.integers(4, 20), CHANCE, CHANCE)
def test_cut_set_by_another_hand_is_found_where_it_was_cut(
    language: str, first: float, size: int, ours: int, theirs: int
) -> None:
    text, unspaced = TEXTS[language], language in UNSPACED
    start, end = cut(text, unspaced=unspaced, first=first, size=size)
    before, inside, after = (
        reset(part, random.Random(theirs + number), unspaced=unspaced)
        for number, part in enumerate((text[:start], text[start:end], text[end:]))
    )

    match = find(reset(text[start:end], random.Random(ours), unspaced=unspaced), before + inside + after)

    assert match is not None
    assert match.score == 1
    (passage,) = match.passages
    found = passage.source.of(before + inside + after)
    assert letters(found) == letters(inside)
    if match.occurrences == 1:
        assert len(before) <= passage.source.start + 1
        assert passage.source.end <= len(before + inside) + 1


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
