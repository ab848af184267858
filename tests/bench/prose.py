"""Makes prose with known quotations out of word lists, as a stream of pieces that any mark system can be set in.

Nothing here is a real sentence; what matters is the shapes: dialogue broken by reporting clauses, titles, labels,
quotations in quotations, passages over several paragraphs, possessives, elisions, figures with primes.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

NAMES = [
    "Ada",
    "Bruno",
    "Clara",
    "Dmitri",
    "Elena",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Keiko",
    "Lars",
    "Mirela",
    "Nadia",
    "Otto",
    "Priya",
]
FAMILIES = [
    "Abbott",
    "Brandt",
    "Castell",
    "Dunmore",
    "Eriksen",
    "Falk",
    "Greenway",
    "Holt",
    "Ivarsson",
    "Jessop",
    "Kemble",
    "Larkin",
]
NOUNS = [
    "harbour",
    "council",
    "letter",
    "winter",
    "bridge",
    "orchard",
    "ledger",
    "engine",
    "river",
    "market",
    "school",
    "window",
    "garden",
    "station",
    "paper",
    "meeting",
    "village",
    "carpenter",
    "lantern",
    "mountain",
    "archive",
    "captain",
    "kettle",
    "island",
    "season",
    "treaty",
    "committee",
]
PLURALS = [
    "workers",
    "sailors",
    "farmers",
    "teachers",
    "ladies",
    "neighbours",
    "voters",
    "brothers",
    "drivers",
    "tenants",
    "members",
    "boys",
]
VERBS = [
    "carried",
    "opened",
    "mended",
    "followed",
    "counted",
    "promised",
    "ordered",
    "painted",
    "watched",
    "forgot",
    "remembered",
    "closed",
]
ADJECTIVES = [
    "old",
    "quiet",
    "narrow",
    "northern",
    "careful",
    "broken",
    "silver",
    "heavy",
    "public",
    "early",
    "patient",
    "common",
    "strange",
]
ADVERBS = [
    "slowly",
    "never",
    "again",
    "twice",
    "at",
    "last",
    "in",
    "the",
    "end",
    "before",
    "noon",
    "without",
    "a",
    "word",
    "for",
    "years",
    "today",
]
SAID = ["said", "replied", "asked", "answered", "cried", "whispered", "remarked", "wrote", "added", "explained"]
CONTRACTIONS = ("don|t", "isn|t", "we|ll", "it|s", "I|m", "they|ve", "he|d", "can|t")
ELISIONS = ("|tis", "|em", "|twas", "rock |n| roll", "the |90s", "o|clock")
APOSTROPHE = "|"
"""Stands in word lists where a system's own apostrophe goes."""


@dataclass(frozen=True)
class Piece:
    """One piece of the stream."""

    kind: str
    """"text", "open", "close", "again" (an opener repeated at a paragraph's start) or "paragraph"."""
    text: str = ""
    depth: int = 0


def prose(*, quotations: int, seed: int) -> list[Piece]:
    """Return a stream with at least so many quotations, nested ones counted."""
    return list(_Writer(random.Random(seed)).document(quotations))


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.made = 0

    def document(self, quotations: int) -> Iterator[Piece]:
        shapes = [self.dialogue] * 5 + [self.narrative] * 4 + [self.plain] * 2 + [self.passage, self.long_passage]
        while self.made < quotations:
            yield from self.chance.choice(shapes)()
            yield Piece("paragraph")

    # --- words ---------------------------------------------------------------------------------------------

    def noun_phrase(self) -> str:
        pick = self.chance.random()
        noun, adjective = self.chance.choice(NOUNS), self.chance.choice(ADJECTIVES)
        if pick < 0.08:
            return f"the {self.chance.choice(PLURALS)}| {noun}"
        if pick < 0.16:
            return f"{self.chance.choice(NAMES)}|s {noun}"
        return f"the {adjective} {noun}" if pick < 0.6 else f"a {noun}"

    def clause(self) -> str:
        words = f"{self.noun_phrase()} {self.chance.choice(VERBS)} {self.noun_phrase()}"
        pick = self.chance.random()
        if pick < 0.3:
            words += f" {self.chance.choice(ADVERBS)}"
        elif pick < 0.45:
            words += f" and {self.chance.choice(CONTRACTIONS)} {self.noun_phrase()}"
        elif pick < 0.5:
            words += f" {self.chance.choice(ELISIONS)}"
        elif pick < 0.52:
            words += f", {self.chance.randint(4, 7)}|{self.chance.randint(1, 9)} tall"
        return words

    def sentence(self) -> str:
        joined = ", ".join(self.clause() for _ in range(self.chance.choice((1, 1, 2))))
        return joined[0].upper() + joined[1:] + self.chance.choice("....?!")

    def sentences(self, low: int, high: int) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(low, high)))

    def speaker(self) -> str:
        name = self.chance.choice(NAMES)
        return name if self.chance.random() < 0.6 else f"{name} {self.chance.choice(FAMILIES)}"

    def title(self) -> str:
        first, second = self.chance.sample(NOUNS, 2)
        return self.chance.choice((f"The {first.title()} and the {second.title()}", f"On the {first.title()} Question"))

    # --- quotations ----------------------------------------------------------------------------------------

    def quoted(self, text: str, depth: int = 0) -> Iterator[Piece]:
        self.made += 1
        yield Piece("open", depth=depth)
        yield Piece("text", text)
        yield Piece("close", depth=depth)

    def speech(self, ending: str) -> Iterator[Piece]:
        """Speech, one in eight with a quotation inside."""
        if self.chance.random() > 0.12:
            text = self.sentences(1, 2)
            yield from self.quoted(text[:-1] + ending if ending else text)
            return
        self.made += 1
        yield Piece("open")
        yield Piece("text", f"{self.clause().capitalize()} and ")
        yield from self.quoted(self.clause(), 1)
        yield Piece("text", f" {self.clause()}{ending or '.'}")
        yield Piece("close")

    def dialogue(self) -> Iterator[Piece]:
        verb = self.chance.choice(SAID)
        shape = self.chance.random()
        if shape < 0.35:
            yield from self.speech(",")
            yield Piece("text", f" {verb} {self.speaker()}.")
        elif shape < 0.6:
            yield from self.quoted(self.clause().capitalize() + ",")
            yield Piece("text", f" {verb} {self.speaker()}, ")
            yield from self.quoted(self.clause() + ".")
        elif shape < 0.8:
            yield from self.speech("")
        else:
            yield Piece("text", f"{self.speaker()} {verb}, ")
            yield from self.speech("")

    def narrative(self) -> Iterator[Piece]:
        yield Piece("text", self.sentence() + " ")
        for _ in range(self.chance.randint(1, 3)):
            yield from self.chance.choice((self.label, self.work, self.fragment, self.report))()
            yield Piece("text", " " + self.sentence() + " ")
        yield Piece("text", self.sentence())

    def label(self) -> Iterator[Piece]:
        yield Piece("text", f"They called {self.noun_phrase()} the ")
        yield from self.quoted(f"{self.chance.choice(ADJECTIVES)} {self.chance.choice(NOUNS)}")
        yield Piece("text", self.chance.choice((f" of {self.noun_phrase()}.", ".", f", {self.clause()}.")))

    def work(self) -> Iterator[Piece]:
        yield Piece("text", f"In {self.chance.choice(FAMILIES)}|s ")
        yield from self.quoted(self.title())
        yield Piece("text", f" ({self.chance.randint(1850, 2020)}) {self.clause()}.")

    def fragment(self) -> Iterator[Piece]:
        yield Piece("text", f"{self.speaker()} {self.chance.choice(SAID)} that it was ")
        yield from self.quoted(self.clause())
        yield Piece(
            "text", self.chance.choice((".", f" ({self.chance.choice(FAMILIES)}, p. {self.chance.randint(2, 400)})."))
        )

    def report(self) -> Iterator[Piece]:
        yield Piece("text", f"{self.speaker()} {self.chance.choice(SAID)}: ")
        yield from self.speech("")

    def plain(self) -> Iterator[Piece]:
        yield Piece("text", self.sentences(3, 6))

    def passage(self) -> Iterator[Piece]:
        yield from self.quoted(self.sentences(3, 6))

    def long_passage(self) -> Iterator[Piece]:
        self.made += 1
        yield Piece("open")
        for index in range(self.chance.randint(2, 4)):
            if index:
                yield Piece("paragraph")
                yield Piece("again")
            yield Piece("text", self.sentences(2, 5))
            if self.chance.random() < 0.3:
                yield Piece("text", " " + self.clause().capitalize() + " ")
                yield from self.quoted(f"{self.chance.choice(ADJECTIVES)} {self.chance.choice(NOUNS)}", 1)
                yield Piece("text", f" {self.clause()}.")
        yield Piece("close")
