"""Benchmark: changes between the words of real sentences, and the innocent changes that look like them.

`python -m tests.bench.between [--texts DIR] [--seed 1] [--count 100] [--show N]` prints one row a kind: of what
turns the sense how much passed (verified or edited), of the innocent twins how much was sent to review or accused.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline
from quotecheck.language.lists import entries
from quotecheck.language.vocabulary import vocabulary
from quotecheck.locate.locate import find
from quotecheck.model import Document, SourceState, Style, Verdict
from tests.bench.sentences import sentences, texts

ROOT = Path(__file__).parents[2]
WELL = {Verdict.VERIFIED, Verdict.EDITED}


class Case(NamedTuple):
    """A quotation and the sentence of the source it was made from."""

    quote: str
    source: str


Maker = Callable[[str, random.Random], Case | None]


def _inserted(ours: str, theirs: str) -> Maker:
    """A maker that puts one thing into the quotation and another into the source, between the same two words."""

    def make(sentence: str, rng: random.Random) -> Case | None:
        words = sentence.split(" ")
        at = rng.randrange(3, len(words) - 2)
        sides = [" ".join(part for part in [*words[:at], put, *words[at:]] if part) for put in (ours, theirs)]
        return Case(*sides)

    return make


def _any_of(*makers: Maker) -> Maker:
    def make(sentence: str, rng: random.Random) -> Case | None:
        for maker in rng.sample(makers, len(makers)):
            case = maker(sentence, rng)
            if case is not None and case.quote != case.source:
                return case
        return None

    return make


def _replaced(pattern: str, new: str, count: int = 1) -> Maker:
    """A maker whose quotation has `new` where the sentence matches `pattern`."""

    def make(sentence: str, rng: random.Random) -> Case | None:
        quote = re.sub(pattern, new, sentence, count=count)
        return Case(quote, sentence) if quote != sentence else None

    return make


def _reverse(maker: Maker) -> Maker:
    def make(sentence: str, rng: random.Random) -> Case | None:
        case = maker(sentence, rng)
        return Case(case.source, case.quote) if case else None

    return make


def _swallowed(sentence: str, rng: random.Random) -> Case | None:
    """A small word and the next run together into another common word: "a head", "ahead"."""
    known = vocabulary("en")
    words = sentence.split(" ")
    for at in range(1, len(words) - 1):
        joined = words[at] + words[at + 1]
        is_word = known.get(joined, 0) > 5000 and words[at] in entries("small-words.en")
        if is_word and f"{words[at]} {words[at + 1]}" not in " ".join(entries("joined.en")):
            return Case(" ".join([*words[:at], joined, *words[at + 2 :]]), sentence)
    return None


def _set_free(sentence: str, rng: random.Random) -> Case | None:
    """A common word divided into a small word and another: "ahead", "a head"."""
    known = vocabulary("en")
    for word in re.findall(r"(?<= )[a-z]{5,12}(?= )", sentence):
        for cut in range(1, 4):
            small, rest = word[:cut], word[cut:]
            listed = f"{small} {rest} |" in "\n".join(entries("joined.en"))
            if (
                small in entries("small-words.en")
                and known.get(rest, 0) > 5000
                and known.get(word, 0) > 5000
                and not listed
            ):
                return Case(sentence.replace(f" {word} ", f" {small} {rest} ", 1), sentence)
    return None


def _moved_stop(sentence: str, rng: random.Random) -> Case | None:
    """The end of a sentence moved over a word or two of the next."""
    words = sentence.split(" ")
    if len(words) < 14 or not all(word.isalpha() for word in words[5:11]):
        return None
    at, hop = 6, rng.choice((1, 2))
    source = [*words[:at], words[at] + ".", words[at + 1].title(), *words[at + 2 :]]
    quote = [*words[: at + hop], words[at + hop] + ".", words[at + hop + 1].title(), *words[at + hop + 2 :]]
    return Case(" ".join(quote), " ".join(source))


def _address(sentence: str, rng: random.Random) -> Case | None:
    """A name between commas, and without them."""
    words = sentence.split(" ")
    if len(words) < 10 or "," in "".join(words[3:7]):
        return None
    name = rng.choice(("Margaret", "I think", "he said", "my friend", "they say", "old man"))
    source = " ".join([*words[:4], words[4] + ",", name + ",", *words[5:]])
    quote = " ".join([*words[:5], name, *words[5:]])
    return Case(quote, source)


def _armed(sentence: str, rng: random.Random) -> Case | None:
    """A word in quotation marks, and without them."""
    found = list(re.finditer(r"(?<= )[a-z]{5,12}(?= [a-z])", sentence))
    if not found:
        return None
    match = rng.choice(found)
    return Case(sentence, f"{sentence[: match.start()]}“{match.group()}”{sentence[match.end() :]}")


def _struck(sentence: str, rng: random.Random) -> Case | None:
    found = list(re.finditer(r"(?<= )[a-z]{4,12}(?= [a-z])", sentence))
    if not found:
        return None
    match, mark = rng.choice(found), rng.choice("\u0335\u0336\u0338")
    return Case(
        sentence,
        sentence[: match.start()] + "".join(letter + mark for letter in match.group()) + sentence[match.end() :],
    )


def _hidden(sentence: str, rng: random.Random) -> Case | None:
    at = sentence.find(" ", len(sentence) // 2)
    odd = rng.choice(("\U000e006e\U000e006f\U000e0074", "\x08\x08\x08", "\x7f", "\ue003", "\u202e"))
    return Case(sentence[:at] + odd + sentence[at:], sentence)


def _late_bracket(sentence: str, rng: random.Random) -> Case | None:
    words = sentence.rstrip(".!?").split(" ")
    if len(words) < 10 or not words[-1].isalpha():
        return None
    head, last = " ".join(words[:-3]), " ".join(words[-3:-1])
    return Case(f"{head} ({last}).", f"{head} ({last} {words[-1]}).")


def _sign(*pairs: tuple[str, str]) -> Maker:
    return _any_of(*(_inserted(left, right) for left, right in pairs))


def _styled(sentence: str, rng: random.Random) -> Case | None:
    return Case(rng.choice((sentence.upper(), sentence.title())), sentence)


def _introduction(sentence: str, rng: random.Random) -> Case | None:
    """The comma behind an introduction of two to four words dropped."""
    match = re.match(r"(?:[A-Za-z]+ ){1,3}[A-Za-z]+(,) [a-z]+ [a-z]+ [a-z]+ ", sentence)
    return Case(sentence[: match.start(1)] + sentence[match.end(1) :], sentence) if match else None


def _aside(sentence: str, rng: random.Random) -> Case | None:
    words = sentence.split(" ")
    if len(words) < 10 or "," in "".join(words[3:7]):
        return None
    aside = rng.choice(entries("asides.en"))
    return Case(
        " ".join([*words[:5], aside, *words[5:]]), " ".join([*words[:4], words[4] + ",", aside + ",", *words[5:]])
    )


def _soft(sentence: str, rng: random.Random) -> Case | None:
    at = rng.randrange(5, len(sentence) - 5)
    return Case(sentence[:at] + rng.choice("\u00ad\u200b\ufeff\u2060") + sentence[at:], sentence)


def _two_ways(sentence: str, rng: random.Random) -> Case | None:
    """A word that is written as one or as two."""
    for line in entries("joined.en"):
        apart, _, joined = (part.strip() for part in line.partition("|"))
        if f" {joined} " in sentence:
            return Case(sentence.replace(f" {joined} ", f" {apart} ", 1), sentence)
    return None


TURNED: dict[str, Maker] = {
    "operator exchanged": _sign(
        ("A ← B", "A → B"),
        ("a ⇐ b", "a ⇒ b"),
        ("x ∉ S", "x ∈ S"),
        ("P ∧ Q", "P ∨ Q"),
        ("A ∩ B", "A ∪ B"),
        ("a ⊃ b", "a ⊂ b"),
        ("x = 4", "x ≠ 4"),
        ("x < 4", "x > 4"),
        ("p ≤ 4", "p ≥ 4"),
        ("3 ÷ 4", "3 × 4"),
    ),
    "operator lost": _sign(
        ("4 units", "~4 units"),
        ("4 units", "≈ 4 units"),
        ("P holds", "¬P holds"),
        ("4 units", "± 4 units"),
        ("4 units", "≥ 4 units"),
        ("x in", "∀x in"),
    ),
    "picture exchanged": _sign(
        ("♀", "♂"), ("☐ yes", "☑ yes"), ("✗ done", "✓ done"), ("👎", "👍"), ("⬇ rates", "⬆ rates")
    ),
    "picture added": _sign(("👎", ""), ("❌", ""), ("✓", "")),
    "power flattened": _sign(("106 cells", "10⁶ cells"), ("x2 of it", "x² of it"), ("1012 cells", "10¹² cells")),
    "charge or prime": _sign(
        ("Ca²⁻ ions", "Ca²⁺ ions"), ("f(x) here", "f′(x) here"), ("5″ long", "5′ long"), ("in C today", "in C# today")
    ),
    "unit in capitals": _sign(("4 MW", "4 mW"), ("4 MM", "4 mM"), ("CO gas", "Co gas"), ("5 Mg", "5 mg")),
    "name or word": _sign(
        ("in turkey", "in Turkey"),
        ("the polish men", "the Polish men"),
        ("a catholic taste", "a Catholic taste"),
        ("in march", "in March"),
    ),
    "requirement": _any_of(
        *(_reverse(_replaced(rf"\b{word}\b", word.upper())) for word in ("must", "should", "may", "shall"))
    ),
    "word swallowed": _any_of(_swallowed, _set_free),
    "prefix joined": _any_of(
        *(
            _inserted(f"they {left} it", f"they {right} it")
            for left, right in (
                ("resigned", "re-signed"),
                ("recovered", "re-covered"),
                ("reformed", "re-formed"),
                ("resent", "re-sent"),
                ("recounted", "re-counted"),
            )
        )
    ),
    "stop moved": _moved_stop,
    "commas of an address": _any_of(_address, _reverse(_address)),
    "marks round a word": _any_of(_armed, _reverse(_armed)),
    "struck out": _any_of(_struck, _reverse(_struck)),
    "characters unseen": _hidden,
    "question made": _any_of(*(_replaced(r"\.$", mark) for mark in "?‽？؟⸮")),
    "bracket closed early": _late_bracket,
}
INNOCENT: dict[str, Maker] = {
    "sign typed": _sign(
        ("A -> B", "A → B"),
        ("p >= 4", "p ≥ 4"),
        ("p <= 4", "p ≤ 4"),
        ("12 x 8", "12 × 8"),
        ("+/- 2", "± 2"),
        ("10^6", "10⁶"),
        ("45%", "45％"),
        ("61.4%", "61·4%"),
        ("~4 units", "≈ 4 units"),
        ("Ca2+ ions", "Ca²⁺ ions"),
        ("4 km2", "4 km²"),
    ),
    "ornament lost": _sign(("", "•"), ("", "■"), ("Acme", "Acme™"), ("Acme", "Acme®"), ("", "|"), ("", "►")),
    "set in capitals": _styled,
    "first capital": _replaced(r"^\w", lambda match: match.group().lower()),  # type: ignore[arg-type]
    "one word or two": _any_of(_two_ways, _reverse(_two_ways)),
    "hyphen of a compound": _any_of(
        _replaced(r"\b(well|ill|far|long|half|self)-(\w+)", r"\1 \2"),
        _replaced(r"\bto-(day|morrow|night)\b", r"to\1"),
        _sign(
            ("a well known man", "a well-known man"),
            ("the newly formed body", "the newly-formed body"),
            ("twenty five men", "twenty-five men"),
        ),
    ),
    "hyphen at a line end": _replaced(r"\b([a-z]{3,5})([a-z]{4,})\b", r"\1-\n\2"),
    "serial comma": _replaced(r", (and|or) ", r" \1 "),
    "comma of an introduction": _any_of(_introduction, _reverse(_introduction)),
    "commas of an adverb": _any_of(_aside, _reverse(_aside)),
    "comma before a relative": _any_of(
        _replaced(r", (which|who|that|where|whose) ", r" \1 "), _replaced(r"(?<=[a-z]) (which|that) ", r", \1 ")
    ),
    "semicolon, comma": _any_of(_replaced("; ", ", "), _replaced(": ", "; ")),
    "dash, comma": _any_of(_replaced(" ?— ?", ", "), _replaced(" ?— ?", " - ")),
    "marks in another form": _replaced("[“”]", '"', 0),
    "unseen and harmless": _soft,
    "end mark": _any_of(_replaced(r"\.$", ","), _replaced(r"[.]$", ""), _replaced(r"[.]$", ";")),
}


@dataclass
class Row:
    """Counts of one kind."""

    cases: int = 0
    wrong: int = 0
    words: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)


def _verdict(case: Case) -> tuple[Verdict, str]:
    text = f"The members met in the hall at noon. {case.source} They went home after that was done."
    source = Document(name="source", text=text)
    judgement = judge(case.quote, find(case.quote, text), source)
    first = next((item.explain for item in judgement.findings if item.severity.rank > 1), "")
    return headline(SourceState.READ, judgement, style=Style.CHICAGO), first


def measure(pool: list[str], count: int, rng: random.Random) -> Iterator[tuple[str, str, Row]]:
    """Yield the side, the kind and its row."""
    for side, kinds in (("turned", TURNED), ("innocent", INNOCENT)):
        for kind, maker in kinds.items():
            row = Row()
            for sentence in rng.sample(pool, len(pool)):
                if row.cases == count:
                    break
                case = maker(sentence, rng)
                if case is None or case.quote == case.source:
                    continue
                word, why = _verdict(case)
                row.cases += 1
                row.words[word.value] += 1
                if (word in WELL) == (side == "turned"):
                    row.wrong += 1
                    row.shown.append(f"{word.value}: {why} | {case.quote[:160]} || {case.source[:160]}")
            yield side, kind, row


def main() -> None:
    """Print the table, and the first of what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=ROOT / "fixtures" / "library")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    pool = [" ".join(match.group().split()) for text in texts(args.texts) for match in sentences(text)]
    totals: dict[str, Counter[str]] = {"turned": Counter(), "innocent": Counter()}
    sys.stdout.write("| side | kind | cases | wrong | verdicts |\n|---|---|---|---|---|\n")
    for side, kind, row in measure(pool, args.count, random.Random(args.seed)):
        totals[side].update(cases=row.cases, wrong=row.wrong)
        words = ", ".join(f"{word} {number}" for word, number in row.words.most_common())
        sys.stdout.write(f"| {side} | {kind} | {row.cases} | {row.wrong} | {words} |\n")
        sys.stdout.writelines(f"    {line}\n" for line in row.shown[: args.show])
    for side, total in totals.items():
        share = total["wrong"] / max(1, total["cases"])
        sys.stdout.write(f"\n- {side}: {total['wrong']} of {total['cases']} wrong ({share:.2%})\n")


if __name__ == "__main__":
    main()
