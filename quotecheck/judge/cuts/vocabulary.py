"""The words by which cuts are read: one list a file in the language's folder `context`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from quotecheck.language.lists import entries

_ANY = "*"
_VERB_LISTS = (
    *("verbs", "failures", "aims", "attainments"),
    *("claim-verbs", "opinion-verbs", "attributions", "confirmations"),
)
_SHAPES = ((("es", "has", "saith"), "s"), (("ing",), "ing"))
"""The shape of a listed irregular form by its ending; any other is `past`."""
_CLASSED = ("verbs", "nouns", "adjectives")
_PHRASED = (
    *("suppositions", "assured", "conditions", "courtesies"),
    *("limits", "idle", "backtracks", "rejections", "contrasts"),
)


class VerbForm(NamedTuple):
    """One form of a verb."""

    lemma: str
    shape: str
    """`base`, `s`, `ing` or `past` (participles too)."""


class ListedPhrase(NamedTuple):
    """A phrase found in a sequence of words."""

    size: int
    """Words of it."""
    kind: str
    """What the list says of it, empty where it only lists."""


class Phrases:
    """Phrases by their first and by their last word; `*` in a phrase stands for any one word."""

    def __init__(self, listed: Mapping[str, str]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase in sorted(listed, key=lambda phrase: -phrase.count(" ")):
            words = tuple(phrase.split())
            self._first.setdefault(words[0], []).append((words, listed[phrase]))
            self._last.setdefault(words[-1], []).append((words, listed[phrase]))

    def at(self, words: Sequence[str], place: int = 0) -> ListedPhrase | None:
        """Return the longest phrase that begins at `place`."""
        for phrase, kind in self._first.get(words[place], ()) if place < len(words) else ():
            if _agrees(phrase, words[place : place + len(phrase)]):
                return ListedPhrase(len(phrase), kind)
        return None

    def ending(self, words: Sequence[str]) -> ListedPhrase | None:
        """Return the longest phrase that `words` end with."""
        for phrase, kind in self._last.get(words[-1], ()) if words else ():
            if _agrees(phrase, words[-len(phrase) :]):
                return ListedPhrase(len(phrase), kind)
        return None


def _agrees(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return len(phrase) == len(words) and all(one in (_ANY, other) for one, other in zip(phrase, words, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The lists of one language."""

    lists: Mapping[str, frozenset[str]]
    classes: Mapping[str, Mapping[str, str]]
    """For `verbs` (by lemma), `nouns` and `adjectives` the word to its class."""
    phrases: Mapping[str, Phrases]
    forms: Mapping[str, VerbForm]
    hedge_stems: tuple[str, ...]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the words of a list."""
        return self.lists[name]

    def lemma(self, word: str) -> str:
        """Return the verb `word` is a form of, or the word."""
        form = self.forms.get(word)
        return form.lemma if form else word

    def is_verb_of(self, name: str, word: str) -> bool:
        """Say whether `word` is in the list, or a form of a verb in it."""
        return word in self.lists[name] or self.lemma(word) in self.lists[name]

    def noun_class(self, word: str) -> str | None:
        """Return the class of a noun, also in the plural."""
        nouns = self.classes["nouns"]
        return next((nouns[form] for form in _singulars(word) if form in nouns), None)

    def is_noun_of(self, name: str, word: str) -> bool:
        """Say whether `word`, also in the plural, is in the list."""
        return any(form in self.lists[name] for form in _singulars(word))

    def is_hedge(self, word: str) -> bool:
        """Say whether the adverb leaves it open: "perhaps", "allegedly"."""
        return word in self.lists["hedges"] or (word.endswith("ly") and word.startswith(self.hedge_stems))

    def is_in(self, word: str, *names: str) -> bool:
        """Say whether the word is in any of the lists."""
        return any(word in self.lists[name] for name in names)

    def holds_any(self, words: Iterable[str], *names: str) -> bool:
        """Say whether any of the words is in any of the lists."""
        return any(self.is_in(word, *names) for word in words)


def _singulars(word: str) -> Iterator[str]:
    yield word
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]


@cache
def languages() -> tuple[str, ...]:
    """Return the languages whose cuts can be read."""
    folders = files("quotecheck.language").iterdir()
    return tuple(sorted(one.name for one in folders if one.is_dir() and one.joinpath("context").is_dir()))


@cache
def context_vocabulary(language: str) -> Vocabulary:
    """Return the lists of `language`, one of `languages()`."""
    folder = files("quotecheck.language").joinpath(f"{language}/context")
    names = sorted(one.name.removesuffix(".txt") for one in folder.iterdir() if one.name.endswith(".txt"))
    rows = {name: [_row(line) for line in entries(f"context/{name}.{language}")] for name in names}
    lists = {name: frozenset(word for word, _ in rows[name]) for name in names}
    return Vocabulary(
        lists=lists,
        classes={name: dict(rows[name]) for name in _CLASSED},
        phrases={name: Phrases(dict(rows[name])) for name in _PHRASED},
        forms=_forms(rows),
        hedge_stems=tuple(word.removesuffix("*") for word in lists["hedges"] if word.endswith("*")),
    )


def _row(line: str) -> tuple[str, str]:
    word, _, kind = line.partition("|")
    return word.strip(), kind.strip()


def _forms(rows: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, VerbForm]:
    """All forms of the listed verbs: irregular ones as listed, base forms before others."""
    irregular = {base: [form.strip() for form in rest.split("|")] for base, rest in rows["irregular-verbs"]}
    found = _irregular_forms(irregular)
    lemmas = dict.fromkeys(word for name in _VERB_LISTS for word, _ in rows[name])
    for lemma in (*lemmas, *irregular):
        is_past = lemma in found and found[lemma].shape == "past" and lemma not in irregular
        found[lemma] = VerbForm(lemma, "past" if is_past else "base")
        for form, shape in _regular(lemma):
            if shape != "past" or lemma not in irregular:
                found.setdefault(form, VerbForm(lemma, shape))
    return found


def _irregular_forms(irregular: Mapping[str, Sequence[str]]) -> dict[str, VerbForm]:
    """The listed forms with their shapes; a form of two verbs is that of the first."""
    found: dict[str, VerbForm] = {}
    for base, forms in irregular.items():
        for form in forms:
            shape = next((shape for endings, shape in _SHAPES if form.endswith(endings)), "past")
            found.setdefault(form, VerbForm(base, shape))
    return found


def _regular(lemma: str) -> Iterator[tuple[str, str]]:
    """Forms by rule; a last consonant is both doubled and not, as no two verbs differ by that alone."""
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        stems, third = [f"{lemma[:-1]}i"], f"{lemma[:-1]}ies"
    else:
        stems = [lemma.removesuffix("e"), f"{lemma}{lemma[-1]}"]
        third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{lemma}s"
    yield third, "s"
    for stem in stems:
        yield f"{stem}ed", "past"
        yield f"{stem}ing", "ing"
    yield f"{lemma}ing", "ing"
