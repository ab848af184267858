import pytest

from quotecheck.text.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("to be", ["to", "be"]),
        ("你好世界 今天", ["你好", "好世", "世界", "今天"]),
        ("abc好d", ["abc", "好", "d"]),
        ("слово и дело", ["слово", "и", "дело"]),
    ],
)
def test_words_are_cut_by_spaces_and_by_pairs_in_unspaced_scripts(text: str, expected: list[str]) -> None:
    found = words(text)

    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == expected


def test_equal_words_have_equal_keys_wherever_they_stand() -> None:
    text = " ".join(f"w{number % 977}" for number in range(60_000))
    found = words(text)

    by_word: dict[str, set[int]] = {}
    for start, end, key in zip(found.starts.tolist(), found.ends.tolist(), found.keys.tolist(), strict=True):
        by_word.setdefault(text[start:end], set()).add(key)

    assert len(by_word) == 977
    assert all(len(keys) == 1 for keys in by_word.values())
    assert len(set.union(*by_word.values())) == 977


def test_keys_do_not_depend_on_the_width_of_other_letters() -> None:
    assert words("plain words").keys[0] == words("plain слова").keys[0]


def test_token_longer_than_any_word_is_cut() -> None:
    found = words("x" * 200_000)

    assert len(found) > 1
    assert int(found.ends[-1]) == 200_000
