"""Every language is a folder with the same names of lists; what one lacks is told here, and by the result (Q906)."""

from pathlib import Path

import pytest

from quotecheck.language.detect import TOLD, name_of
from quotecheck.language.lexicon import JUDGED, NEEDED, lacking
from quotecheck.language.lists import LANGUAGES, data, entries, everywhere

FOLDERS = Path(__file__).parents[2] / "quotecheck" / "language"
COMPLETE = ("name", "function-words", *NEEDED, "figures")
"""Lists that a language has which is judged."""
TOLD_ONLY = {"bg", "ca", "fa", "fi", "hr", "hu", "id", "ro", "sk", "uk", "vi"}
"""Languages that are known by their small words, so that they are not held against another language's lists."""

TRAITS = {"traits", "negative-infixes", "oblique-determiners", "inverted-subjects", "verb-last-openers"}
"""Lists of what one language alone has."""
NOTICES_ONLY = {*"bn cy eo et eu ga gl hy is ka lt lv mk ms sl sq sr sw ta th".split()}
"""Languages of which only the notices of pages are known."""


def test_a_folder_is_a_language() -> None:
    assert set(LANGUAGES) == {path.name for path in FOLDERS.iterdir() if path.is_dir() and len(path.name) == 2}


def test_languages_are_judged_or_known_not_to_be() -> None:
    assert set(LANGUAGES) == set(TOLD) | NOTICES_ONLY
    assert set(TOLD) == set(JUDGED) | TOLD_ONLY


@pytest.mark.parametrize("language", JUDGED)
def test_a_language_that_is_judged_lacks_nothing_that_is_needed(language: str) -> None:
    assert [name for name in COMPLETE if not entries(f"{name}.{language}")] == []
    assert lacking(language) == ()


@pytest.mark.parametrize("language", sorted(TOLD_ONLY))
def test_a_language_that_is_only_told_lacks_what_the_result_names(language: str) -> None:
    assert lacking(language) == NEEDED
    assert name_of(language)


@pytest.mark.parametrize("language", sorted(NOTICES_ONLY))
def test_a_language_of_notices_has_them_and_their_subjects(language: str) -> None:
    assert {"not-found", "not-found-about"} <= {path.stem for path in (FOLDERS / language / "notices").iterdir()}


def test_a_name_that_no_language_has_is_an_error() -> None:
    with pytest.raises(LookupError):
        everywhere("reporting_verbs")
    with pytest.raises(LookupError):
        data("quotecheck.readers", "html-blocks")


def test_only_a_number_sign_and_a_blank_begin_a_comment() -> None:
    assert "#tag:ref note" in data("quotecheck.readers", "wiki_templates")
    assert not [entry for entry in data("quotecheck.readers", "latex_symbols") if entry.startswith("#")]


@pytest.mark.parametrize("path", sorted(FOLDERS.glob("*/**/*.txt")), ids=lambda path: str(path.relative_to(FOLDERS)))
def test_names_of_lists_are_one_of_english_or_of_several_languages(path: Path) -> None:
    within = path.relative_to(FOLDERS).parts
    shared = [other for other in FOLDERS.glob(f"*/{'/'.join(within[1:])}") if other != path]

    # a list that one language alone has is English (not yet written for the others) or a trait of that language
    assert shared or within[0] == "en" or path.stem in TRAITS
