"""Settings: what a file may say, and what it may not."""

from pathlib import Path

import pytest

from quotecheck.errors import BadInput
from quotecheck.model import Style
from quotecheck.settings import Settings, from_mapping, load


def test_a_settings_file_overrides_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "quotecheck.toml").write_text('style = "bluebook"\ntimeout-s = 5\nmirrors = ["m"]\n')

    settings = load(tmp_path)

    assert settings == Settings(style=Style.BLUEBOOK, timeout_s=5.0, mirrors=(Path("m"),))


def test_a_table_in_pyproject_is_read(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.quotecheck]\nworkers = 2\n")

    assert load(tmp_path).workers == 2


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


@pytest.mark.parametrize("key", ["cache", "allow_addresses", "ca_bundle", "robots"])
def test_a_file_cannot_widen_what_may_be_touched(key: str) -> None:
    with pytest.raises(BadInput, match="command line"):
        from_mapping(Settings(), {key: "x"}, where="f")


@pytest.mark.parametrize(
    ("key", "value"),
    [("workers", 0), ("workers", True), ("timeout_s", "long"), ("style", "vogue"), ("mirrors", "m"), ("library", 3)],
)
def test_a_wrong_value_is_refused_with_its_name(key: str, value: object) -> None:
    with pytest.raises(BadInput, match=key):
        from_mapping(Settings(), {key: value}, where="f")


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(BadInput, match="unknown setting 'colour'"):
        from_mapping(Settings(), {"colour": 1}, where="f")


def test_a_broken_file_of_ours_is_refused_and_of_others_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[[[")
    assert load(tmp_path) == Settings()

    (tmp_path / "quotecheck.toml").write_text("[[[")
    with pytest.raises(BadInput, match=r"quotecheck\.toml"):
        load(tmp_path)
