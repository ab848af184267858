"""Bytes to text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.readers.decode import decode

CURLY = "He said “naïve” and left – at once"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_wide_and_marked_encodings_need_no_label(encoding: str) -> None:
    assert decode(CURLY.encode(encoding)).text.lstrip("\ufeff") == CURLY


def test_byte_order_mark_stays_the_first_code_point() -> None:
    assert decode(b"\xef\xbb\xbfa").text == "\ufeffa"


def test_valid_utf8_wins_over_a_wrong_declaration() -> None:
    decoded = decode(b'<meta charset="iso-8859-2">' + CURLY.encode())

    assert decoded.text.endswith(CURLY)
    assert decoded.notes == ("declared as iso8859-2, decoded as utf-8",)


def test_latin1_is_read_as_windows_1252() -> None:
    assert decode(CURLY.encode("cp1252"), charset="ISO-8859-1").text == CURLY


def test_declaration_inside_the_file_counts() -> None:
    content = b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">' + "Война и мир".encode(
        "cp1251"
    )

    assert decode(content).text.endswith("Война и мир")


@pytest.mark.parametrize("head", [b'<?xml version="1.0" encoding="iso-8859-7"?>', rb"\usepackage[iso8859-7]{inputenc}"])
def test_xml_and_latex_declare_in_their_own_way(head: bytes) -> None:
    assert decode(head + "λόγος".encode("iso8859-7")).text.endswith("λόγος")


def test_prose_about_encodings_declares_nothing() -> None:
    assert decode(b"with charset=koi8-r you read " + "naïve".encode("cp1252")).text.endswith("naïve")


def test_transport_is_believed_before_the_file() -> None:
    content = b"<meta charset=koi8-r>" + "Война".encode("cp1251")

    assert decode(content, charset="windows-1251").text.endswith("Война")


@pytest.mark.parametrize(
    "label", ["no-such-charset", "utf-7", "rot13", "base64", "unicode_escape", "", "\0", "x" * 9999]
)
def test_labels_no_file_may_have_are_passed_over(label: str) -> None:
    assert decode(CURLY.encode("cp1252"), charset=label).text == CURLY


def test_utf16_label_on_ascii_bytes_is_a_mistake() -> None:
    assert decode(b"<meta charset=utf-16><p>word").text.endswith("word")


def test_few_bad_bytes_do_not_spoil_a_utf8_page() -> None:
    decoded = decode(CURLY.encode() * 9 + b"\xff")

    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1


def test_utf8_label_on_legacy_bytes_is_not_believed() -> None:
    assert decode(b"<meta charset=utf-8>" + CURLY.encode("cp1252")).text.endswith(CURLY)


def test_two_byte_chinese_that_fits_utf8_by_accident_follows_its_label() -> None:
    assert decode("联通".encode("gbk"), charset="gbk").text == "联通"


def test_cyrillic_without_label_is_detected() -> None:
    text = "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему. " * 5

    assert decode(text.encode("cp1251")).text == text


def test_mojibake_is_noted() -> None:
    twice = "It’s “so”".encode().decode("cp1252", errors="ignore")

    assert any("mojibake" in note for note in decode((twice * 3).encode()).notes)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=300), st.one_of(st.none(), st.sampled_from(["utf-8", "shift_jis", "hz", "cp037", "idna"])))
def test_no_bytes_raise_and_no_surrogate_comes_out(content: bytes, charset: str | None) -> None:
    decode(content, charset=charset).text.encode("utf-8")


def test_controls_that_are_marks_elsewhere_are_read_as_marks() -> None:
    decoded = decode("He said \x93yes\x94 \x96 and no\x85".encode())

    assert decoded.text == "He said “yes” – and no…"
    assert decoded.notes == ("control characters read as the marks and dashes of windows-1252",)


@pytest.mark.parametrize("text", ["one\x85two", "caf\xe9 \x9b1m", "plain"])
def test_other_controls_stay_controls(text: str) -> None:
    assert decode(text.encode()).text == text
