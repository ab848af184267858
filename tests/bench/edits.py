"""One labelled edit on a real sentence: permitted ones, flagged ones, unflagged ones and changes of meaning.

The words used here are chosen apart from the package's own lists. Each edit returns the quotation, the source and
the family of codes that names it, or None where the sentence gives no occasion.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

Rng = random.Random
WORD = re.compile(r"[A-Za-z][a-z]+(?:'[a-z]+)?")
FIGURE = re.compile(r"(?<![\w.,])\d{1,4}(?![\w.,]\d)")


@dataclass(frozen=True, slots=True)
class Edit:
    """A quotation and the sentence of the source it was made from."""

    quote: str
    source: str


Maker = Callable[[str, Rng], Edit | None]


def _swap(table: dict[str, str]) -> Maker:
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, table)) + r")\b")

    def make(sentence: str, rng: Rng) -> Edit | None:
        found = list(pattern.finditer(sentence))
        if not found:
            return None
        hit = rng.choice(found)
        return Edit(sentence[: hit.start()] + table[hit[1]] + sentence[hit.end() :], sentence)

    return make


def _drop(words: tuple[str, ...]) -> Maker:
    pattern = re.compile(r" (" + "|".join(map(re.escape, words)) + r")(?= [a-z])")

    def make(sentence: str, rng: Rng) -> Edit | None:
        found = list(pattern.finditer(sentence))
        if not found:
            return None
        hit = rng.choice(found)
        return Edit(sentence[: hit.start()] + sentence[hit.end() :], sentence)

    return make


def _add(after: tuple[str, ...], word: str) -> Maker:
    pattern = re.compile(r"\b(" + "|".join(after) + r")(?= [a-z])")

    def make(sentence: str, rng: Rng) -> Edit | None:
        found = list(pattern.finditer(sentence))
        if not found:
            return None
        hit = rng.choice(found)
        return Edit(f"{sentence[: hit.end()]} {word}{sentence[hit.end() :]}", sentence)

    return make


_CONTENT = [
    "lantern",
    "orchard",
    "kettle",
    "harbour",
    "meadow",
    "saddle",
    "ribbon",
    "cellar",
    "thunder",
    "basket",
    "copper",
    "willow",
    "marble",
    "feather",
    "anchor",
    "blanket",
    "candle",
    "ladder",
    "pepper",
    "shovel",
]
_SMALL = frozenset(
    [
        "not",
        "no",
        "never",
        "none",
        "nor",
        "neither",
        "nobody",
        "nothing",
        "nowhere",
        "without",
        "all",
        "some",
        "most",
        "many",
        "few",
        "every",
        "each",
        "any",
        "both",
        "either",
        "only",
        "first",
        "last",
        "half",
        "always",
        "often",
        "more",
        "less",
        "much",
        "several",
        "few",
        "may",
        "might",
        "must",
        "should",
        "shall",
        "will",
        "can",
        "could",
        "would",
        "ought",
        "if",
        "unless",
        "until",
        "except",
        "although",
        "though",
        "but",
        "when",
        "while",
        "because",
        "since",
        "before",
        "after",
        "whether",
        "yet",
        "however",
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "he",
        "him",
        "his",
        "she",
        "her",
        "it",
        "its",
        "they",
        "them",
        "their",
        "who",
        "whom",
        "whose",
        "is",
        "are",
        "am",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "now",
        "then",
        "still",
        "already",
        "almost",
        "nearly",
        "about",
        "just",
        "merely",
        "even",
        "alone",
        "enough",
        "least",
        "whole",
        "entire",
        "part",
        "parts",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "hundred",
        "thousand",
        "second",
        "third",
        "everything",
        "anything",
        "something",
        "himself",
        "herself",
        "itself",
        "themselves",
        "himself",
        "myself",
        "barely",
        "hardly",
        "scarcely",
        "cannot",
        "formerly",
        "previously",
        "himself",
        "nineteenth",
        "double",
        "dozen",
        "thousands",
        "millions",
        "years",
        "hours",
        "yards",
        "months",
        "pounds",
        "up",
        "down",
        "in",
        "out",
        "over",
        "under",
        "on",
        "off",
        "above",
        "below",
    ]
)


def _plain_words(sentence: str) -> list[re.Match[str]]:
    """Lower-case words of some length that are on no list of the kind tested here, none at the edges."""
    return [
        hit
        for hit in WORD.finditer(sentence)
        if len(hit[0]) > 4
        and hit[0].islower()
        and hit[0] not in _SMALL
        and hit.start() > 12
        and hit.end() < len(sentence) - 12
    ]


def substitute(sentence: str, rng: Rng) -> Edit | None:
    """Another noun for a word."""
    found = _plain_words(sentence)
    if not found:
        return None
    hit = rng.choice(found)
    return Edit(sentence[: hit.start()] + rng.choice(_CONTENT) + sentence[hit.end() :], sentence)


def insert(sentence: str, rng: Rng) -> Edit | None:
    """A noun more."""
    found = _plain_words(sentence)
    if not found:
        return None
    hit = rng.choice(found)
    return Edit(f"{sentence[: hit.start()]}{rng.choice(_CONTENT)} {sentence[hit.start() :]}", sentence)


def omit(sentence: str, rng: Rng) -> Edit | None:
    """A word fewer."""
    found = [hit for hit in _plain_words(sentence) if sentence[hit.end()] == " " and sentence[hit.start() - 1] == " "]
    if not found:
        return None
    hit = rng.choice(found)
    return Edit(sentence[: hit.start()] + sentence[hit.end() + 1 :], sentence)


def digit(sentence: str, rng: Rng) -> Edit | None:
    """Another digit in a figure."""
    found = list(FIGURE.finditer(sentence))
    if not found:
        return None
    hit = rng.choice(found)
    at = rng.randrange(hit.start(), hit.end())
    other = rng.choice([d for d in "123456789" if d != sentence[at]])
    return Edit(sentence[:at] + other + sentence[at + 1 :], sentence)


def magnitude(sentence: str, rng: Rng) -> Edit | None:
    """A nought or a decimal point more."""
    found = list(FIGURE.finditer(sentence))
    if not found:
        return None
    hit = rng.choice(found)
    changed = hit[0] + "0" if rng.random() < 0.5 or len(hit[0]) < 2 else hit[0][:-1] + "." + hit[0][-1]
    return Edit(sentence[: hit.start()] + changed + sentence[hit.end() :], sentence)


def figure_for_word(sentence: str, rng: Rng) -> Edit | None:
    """A figure put into source and quotation at the place of a word, with another value or currency."""
    found = _plain_words(sentence)
    if not found:
        return None
    hit = rng.choice(found)
    before, after = sentence[: hit.start()], sentence[hit.end() :]
    pairs = (
        ("35", "3.5"),
        ("$12", "€12"),
        ("12 million", "12 billion"),
        ("40%", "40"),
        ("1,500", "15,000"),
        ("1917", "1971"),
        ("twelve", "twenty"),
        ("3 km", "3 miles"),
        ("10:30", "11:30"),
        ("5-7", "57"),
        ("two thirds", "one third"),
        ("21st", "22nd"),
    )
    ours, theirs = rng.choice(pairs)
    return Edit(before + ours + after, before + theirs + after)


_NAMES = ("Harrow", "Whitcombe", "Delacroix", "Okafor", "Lindqvist", "Moreau", "Petrov", "Tanaka")


def name(sentence: str, rng: Rng) -> Edit | None:
    """A name put into source and quotation at the place of a word, another one in the quotation."""
    found = _plain_words(sentence)
    if not found:
        return None
    hit = rng.choice(found)
    ours, theirs = rng.sample(_NAMES, 2)
    before, after = sentence[: hit.start()], sentence[hit.end() :]
    return Edit(before + ours + after, before + theirs + after)


def inflect(sentence: str, rng: Rng) -> Edit | None:
    """Another ending."""
    found = [hit for hit in _plain_words(sentence) if hit[0].endswith(("ed", "ing")) and len(hit[0]) > 6]
    if not found:
        return None
    hit = rng.choice(found)
    stem = hit[0].removesuffix("ed").removesuffix("ing")
    ending = "ing" if hit[0].endswith("ed") else "ed"
    return Edit(sentence[: hit.start()] + stem + ending + sentence[hit.end() :], sentence)


def reorder(sentence: str, rng: Rng) -> Edit | None:
    """Two neighbouring words exchanged."""
    found = [
        hit
        for hit in re.finditer(r"\b([a-z]{5,}) ([a-z]{5,})\b", sentence)
        if hit[1] not in _SMALL and hit[2] not in _SMALL and hit[1] != hit[2]
    ]
    if not found:
        return None
    hit = rng.choice(found)
    return Edit(f"{sentence[: hit.start()]}{hit[2]} {hit[1]}{sentence[hit.end() :]}", sentence)


# --- permitted ---------------------------------------------------------------------------------------------


def quotes(sentence: str, rng: Rng) -> Edit | None:
    """Curly for straight."""
    return Edit(sentence.replace("'", "’").replace('"', "“"), sentence) if "'" in sentence or '"' in sentence else None


def dashes(sentence: str, rng: Rng) -> Edit | None:
    """Another dash."""
    return (
        Edit(re.sub(r" ?(?:—|–|--) ?", rng.choice((" -- ", "—", " – ")), sentence), sentence)
        if re.search("—|–|--", sentence)
        else None
    )


def blanks(sentence: str, rng: Rng) -> Edit | None:
    """The source broken into lines."""
    words = sentence.split(" ")
    return Edit(sentence, "".join(word + rng.choice((" ", " ", "\n", "\u00a0", "  ")) for word in words).strip())


def first_letter(sentence: str, rng: Rng) -> Edit | None:
    """Another case of the first letter."""
    return (
        Edit(sentence[0].swapcase() + sentence[1:], sentence)
        if sentence[0].isalpha() and sentence[1].islower()
        else None
    )


def end(sentence: str, rng: Rng) -> Edit | None:
    """Another mark at the end."""
    return Edit(sentence[:-1] + rng.choice((",", "", ";")), sentence) if sentence.endswith(".") else None


def line_hyphen(sentence: str, rng: Rng) -> Edit | None:
    """A word of the source divided at a line's end."""
    found = [hit for hit in _plain_words(sentence) if len(hit[0]) > 7]
    if not found:
        return None
    hit = rng.choice(found)
    at = hit.start() + 4
    return Edit(sentence, f"{sentence[:at]}-\n{sentence[at:]}")


def callout(sentence: str, rng: Rng) -> Edit | None:
    """A note callout in the source."""
    found = _plain_words(sentence)
    if not found:
        return None
    hit = rng.choice(found)
    return Edit(sentence, sentence[: hit.end()] + rng.choice(("[12]", "[a]", "²", "[3]")) + sentence[hit.end() :])


def accents(sentence: str, rng: Rng) -> Edit | None:
    """A word of the source with an accent."""
    found = [hit for hit in _plain_words(sentence) if "e" in hit[0]]
    if not found:
        return None
    hit = rng.choice(found)
    at = hit.start() + hit[0].index("e")
    return Edit(sentence, sentence[:at] + "é" + sentence[at + 1 :])


def ligature(sentence: str, rng: Rng) -> Edit | None:
    """Ligatures in the source."""
    return Edit(sentence, sentence.replace("fi", "ﬁ").replace("fl", "ﬂ")) if re.search("fi|fl", sentence) else None


def small_caps(sentence: str, rng: Rng) -> Edit | None:
    """A word of the source in capitals."""
    found = _plain_words(sentence)
    if not found:
        return None
    hit = rng.choice(found)
    return Edit(sentence, sentence[: hit.start()] + hit[0].upper() + sentence[hit.end() :])


# --- flagged -----------------------------------------------------------------------------------------------


def ellipsis(sentence: str, rng: Rng) -> Edit | None:
    """A plain word left out with a mark."""
    found = [hit for hit in _plain_words(sentence) if sentence[hit.end()] == " " and sentence[hit.start() - 1] == " "]
    if not found:
        return None
    hit = rng.choice(found)
    mark = rng.choice(("…", "...", "[...]", ". . .", "(...)"))
    return Edit(f"{sentence[: hit.start()]}{mark}{sentence[hit.end() :]}", sentence)


def bracket_add(sentence: str, rng: Rng) -> Edit | None:
    """A plain word added in brackets."""
    found = _plain_words(sentence)
    if not found:
        return None
    hit = rng.choice(found)
    return Edit(f"{sentence[: hit.end()]} [of the {rng.choice(_CONTENT)}]{sentence[hit.end() :]}", sentence)


def bracket_pronoun(sentence: str, rng: Rng) -> Edit | None:
    """A pronoun explained in brackets."""
    found = list(re.finditer(r"(?<=[a-z] )(he|she|it|they|him|them)(?= [a-z])", sentence))
    if not found:
        return None
    hit = rng.choice(found)
    return Edit(f"{sentence[: hit.start()]}[the {rng.choice(_CONTENT)}]{sentence[hit.end() :]}", sentence)


def bracket_letter(sentence: str, rng: Rng) -> Edit | None:
    """The first letter in brackets."""
    return (
        Edit(f"[{sentence[0].swapcase()}]{sentence[1:]}", sentence)
        if sentence[0].isalpha() and sentence[1].islower()
        else None
    )


def sic(sentence: str, rng: Rng) -> Edit | None:
    """[sic] after a word of the source."""
    found = _plain_words(sentence)
    if not found:
        return None
    hit = rng.choice(found)
    return Edit(f"{sentence[: hit.end()]} [sic]{sentence[hit.end() :]}", sentence)


PERMITTED: dict[str, tuple[Maker, tuple[str, ...]]] = {
    "quotation marks": (quotes, ("Q1",)),
    "dashes": (dashes, ("Q1",)),
    "blanks": (blanks, ("Q1",)),
    "first letter": (first_letter, ("Q1",)),
    "end mark": (end, ("Q1",)),
    "line-end hyphen": (line_hyphen, ("Q1",)),
    "note callout": (callout, ("Q1",)),
    "accents": (accents, ("Q1",)),
    "ligatures": (ligature, ("Q1",)),
    "small capitals": (small_caps, ("Q1",)),
    "spelling": (
        _swap(
            {
                "labour": "labor",
                "colour": "color",
                "honour": "honor",
                "favour": "favor",
                "centre": "center",
                "defence": "defense",
                "organised": "organized",
                "recognised": "recognized",
                "organisation": "organization",
                "labor": "labour",
            }
        ),
        ("Q1",),
    ),
    "ellipsis": (ellipsis, ("Q2",)),
    "bracket added": (bracket_add, ("Q2",)),
    "bracket for a pronoun": (bracket_pronoun, ("Q2",)),
    "bracket letter": (bracket_letter, ("Q2",)),
    "sic": (sic, ("Q2",)),
}
UNFLAGGED: dict[str, tuple[Maker, tuple[str, ...]]] = {
    "substitution": (substitute, ("Q303", "Q1")),
    "insertion": (insert, ("Q302",)),
    "omission": (omit, ("Q301",)),
    "order": (reorder, ("Q304",)),
    "inflection": (inflect, ("Q305",)),
}
MATERIAL: dict[str, tuple[Maker, tuple[str, ...]]] = {
    "negation lost": (_drop(("not", "never", "no")), ("Q401",)),
    "negation added": (
        _add(("is", "are", "was", "were", "can", "could", "will", "would", "has", "have", "had"), "not"),
        ("Q401",),
    ),
    "negation swapped": (
        _swap({"without": "with", "nothing": "something", "never": "always", "none": "some", "nobody": "everybody"}),
        ("Q401",),
    ),
    "contraction": (
        _swap(
            {"is": "isn't", "was": "wasn't", "could": "couldn't", "would": "wouldn't", "do": "don't", "did": "didn't"}
        ),
        ("Q401",),
    ),
    "denying prefix": (
        _swap(
            {
                "possible": "impossible",
                "necessary": "unnecessary",
                "able": "unable",
                "complete": "incomplete",
                "known": "unknown",
                "certain": "uncertain",
                "equal": "unequal",
                "dependent": "independent",
            }
        ),
        ("Q401",),
    ),
    "digit": (digit, ("Q402",)),
    "magnitude": (magnitude, ("Q402",)),
    "figures": (figure_for_word, ("Q402",)),
    "number word": (
        _swap({"two": "three", "three": "four", "four": "six", "five": "nine", "ten": "eleven", "hundred": "thousand"}),
        ("Q402",),
    ),
    "name": (name, ("Q403",)),
    "quantifier": (
        _swap(
            {
                "all": "some",
                "some": "most",
                "many": "few",
                "every": "any",
                "more": "less",
                "most": "all",
                "both": "either",
                "first": "last",
                "always": "often",
            }
        ),
        ("Q405",),
    ),
    "quantifier lost": (_drop(("only", "some", "almost", "all", "merely", "every", "mostly")), ("Q405",)),
    "person": (
        _swap(
            {
                "he": "they",
                "we": "you",
                "they": "we",
                "his": "her",
                "their": "our",
                "I": "we",
                "my": "your",
                "him": "us",
            }
        ),
        ("Q406",),
    ),
    "modality": (
        _swap(
            {
                "may": "will",
                "must": "may",
                "can": "could",
                "will": "might",
                "should": "must",
                "would": "will",
                "could": "would",
            }
        ),
        ("Q407",),
    ),
    "modality lost": (_drop(("may", "might", "could", "probably", "perhaps", "must")), ("Q407",)),
    "condition": (
        _swap(
            {
                "if": "because",
                "because": "although",
                "although": "since",
                "before": "after",
                "until": "after",
                "when": "unless",
            }
        ),
        ("Q408", "Q409"),
    ),
    "antonym": (
        _swap(
            {
                "increase": "decrease",
                "increased": "decreased",
                "higher": "lower",
                "greater": "smaller",
                "rich": "poor",
                "old": "new",
                "large": "small",
                "strong": "weak",
                "good": "bad",
                "rise": "fall",
                "increasing": "decreasing",
                "buy": "sell",
                "high": "low",
                "early": "late",
                "true": "false",
                "long": "short",
                "begins": "ends",
                "accept": "reject",
                "public": "private",
            }
        ),
        ("Q409",),
    ),
    "tense": (_swap({"is": "was", "was": "is", "are": "were", "were": "are", "has": "had", "had": "has"}), ("Q410",)),
}
