import pytest

from quotecheck.text.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        (" — ", ""),
        ("Don’t", "dont"),
        ("‘home.’ ‘Yes’", "home yes"),
        ("co\u00adope\u200brate", "cooperate"),
        ("CAFÉ cafe\u0301", "cafe cafe"),
        ("of\ufb01ce \u017fo", "office so"),
        ("3½ word²", "3 1 2 word 2"),
        ("inter-\nnational", "international"),
        ("inter-\r\n    national", "international"),
        ("Anglo-\nSaxon", "anglo saxon"),
        ("well-known", "well known"),
        ("this - that", "this that"),
        ("한국어", "한국어"),
        ("你好\n世界。今天", "你好世界 今天"),
        ("\ud800a\udfff", "a"),
        ("Straße ÆON", "strasse aeon"),
        ("Ёлка", "елка"),
    ],
)
def test_text_folds_to_words_only(text: str, folded: str) -> None:
    assert fold(text).text == fold(folded).text

    assert fold(text).text.replace(" ", "").isalnum() or not fold(text).text


def test_span_leads_back_to_the_words_in_the_original() -> None:
    text = "He said: “It’s the inter-\nnational  Café”."
    folded = fold(text)

    start = folded.text.index("international")

    assert folded.span(start, start + len("international cafe")).of(text) == "inter-\nnational  Café"


def test_span_outside_the_text_is_clipped() -> None:
    folded = fold(" ab ")

    assert folded.span(-5, 99).of(" ab ") == "ab"
    assert folded.span(2, 2).start == 4


def test_long_text_folds_as_its_pieces_do() -> None:
    piece = "It is, he said, a “so-called” matter of ﬁne na-\ntional détail; 'home.' 'Yes'\n"
    once = fold(piece).text

    folded = fold(piece * 4000)

    assert folded.text == " ".join([once] * 4000)
    assert len(folded.offsets) == len(folded.text)
    last = folded.text.rindex("detail")
    assert folded.span(last, last + 6).of(piece * 4000) == "détail"


def test_letters_without_any_blank_fold_in_one_piece() -> None:
    folded = fold("x" * 300_000)

    assert folded.text == "x" * 300_000


def test_combining_marks_alone_leave_nothing() -> None:
    assert fold("\u0301" * 200_000).text == ""
