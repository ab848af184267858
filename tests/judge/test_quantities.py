"""Exact values of numbers as they are written."""

from decimal import Decimal

import pytest

from quotecheck.judge.words.quantities import quantity, value_of
from quotecheck.language.tokens import tokens


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("three", "en", "3"),
        ("twenty-one", "en", "21"),
        ("three hundred five", "en", "305"),
        ("two thousand three hundred", "en", "2300"),
        ("3.5 million", "en", "3500000"),
        ("$3.5m", "en", "3500000"),
        ("1,234", "en", "1234"),
        ("1 234 567", "en", "1234567"),
        ("1.234,5", "de", "1234.5"),
        ("einundzwanzig", "de", "21"),
        ("vingt", "fr", "20"),
        ("двадцать", "ru", "20"),
        ("treinta", "es", "30"),
        ("21st", "en", "21"),
        ("٣", "en", "3"),
    ],
)
def test_value(text: str, language: str, value: str) -> None:
    assert quantity(tokens(text), text, language).value == Decimal(value)


@pytest.mark.parametrize("text", ["two one", "3 5", "three four", "1.2.3", "9" * 100])
def test_what_is_not_one_number_has_no_value(text: str) -> None:
    assert quantity(tokens(text), text, "en").value is None


@pytest.mark.parametrize(
    ("left", "right"),
    [("$3", "€3"), ("3%", "3"), ("3 km", "3 miles"), ("-3", "3"), ("3 million", "3 billion"), ("21st", "21")],
)
def test_another_unit_sign_or_order_is_another_quantity(left: str, right: str) -> None:
    assert quantity(tokens(left), left, "en") != quantity(tokens(right), right, "en")


@pytest.mark.parametrize(("left", "right"), [("3 %", "3 percent"), ("3 km", "3 kilometres"), ("$3", "3 dollars")])
def test_another_name_of_the_unit_is_the_same_quantity(left: str, right: str) -> None:
    assert quantity(tokens(left), left, "en") == quantity(tokens(right), right, "en")


def test_overlong_figures_have_no_value() -> None:
    assert value_of("1" * 1000, "en") is None
