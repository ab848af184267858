"""Benchmark: a negation lost, a number changed, in real sentences of twenty languages; is it passed, is it named?

`python -m tests.bench.languages [--misses]` prints a row for each language: how many sentences lost their negation or
had their number changed, how many of these passed (verified or edited), and how many were named for what they are
(Q401 or a cut, Q402). The sentences are the messages of Django in its translations (extra `bench`), those whose English
text denies; the numbers in words come from num2words. What is taken away is told by the short list below, which is not
the product's own and knows only what is sure.
"""

import argparse
import gettext
import random
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from num2words import num2words

from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline
from quotecheck.locate.locate import find
from quotecheck.model import Document, SourceState, Style, Verdict

_DENIES = re.compile(r"\b(?:not|no|cannot|can't|\w+n't|never|without)\b", re.IGNORECASE)
_COUNTED = "limit_value|max|min|min_length|max_digits|max_decimals|show_value|num|count|length|value"
_PLACE = re.compile(rf"%(?:\((?:{_COUNTED})\))?[ds]|\{{\w+\}}")
_FIELD = re.compile(r"%(?:\(\w+\))?[a-z]|\{\w+\}|<[^>]{1,60}>")
LOST: dict[str, tuple[tuple[str, str], ...]] = {
    "de": ((r"\bnicht\b ?", ""), (r"\bkein(?=e|er|en|em|es)?", "ein")),
    "fr": ((r"\bne (\w+) pas\b", r"\1"), (r"\bn['’](\w+) pas\b", r"\1")),
    "es": ((r"\b[Nn]o ", ""),),
    "ru": ((r"\bне ", ""), (r"\bНе ", "")),
    "it": ((r"\b[Nn]on ", ""),),
    "nl": ((r"\bniet\b ?", ""), (r"\bgeen\b", "een")),
    "pt": ((r"\b[Nn]ão ", ""),),
    "pl": ((r"\b[Nn]ie ", ""),),
    "sv": ((r"\binte\b ?", ""), (r"\bej\b ?", "")),
    "da": ((r"\bikke\b ?", ""),),
    "nb": ((r"\bikke\b ?", ""),),
    "cs": ((r"\bnení\b", "je"), (r"\bne(?=jsou|lze|má|smí|můž|byl|by|dá|exist|obsah|odpov)", "")),
    "tr": ((r"m([ıiuü])yor", r"\1yor"), (r" değil\b", ""), (r"\byok\b", "var"), (r"(\w[ae])m[ae]z\b", r"\1bilir")),
    "el": ((r"\b[Δδ]εν ", ""), (r"\bμην? ", "")),
    "ar": ((r"\b(?:لا|لم|لن|ليس|ليست) ", ""),),
    "he": ((r"\b(?:לא|אין) ", ""),),
    "hi": ((r"\bनहीं ", ""),),
    "zh_Hans": (("不", ""), ("没有", "有"), ("无法", "可以")),
    "ja": (("ません", "ます"), ("ない", "る")),
    "ko": (("없", "있"), (r"지 않", ""), (r"하지 못", "")),
}
SPOKEN = {"nb": "no", "zh_Hans": "zh", "cs": "cz"}
"""What num2words calls a language that has another name here."""
CUT_OR_LOST = {"Q401", "Q501", "Q504"}
"""A negation that is lost at the edge of a sentence is cut off there."""
PASSED = {Verdict.VERIFIED, Verdict.EDITED}


def messages(language: str) -> list[tuple[str, str]]:
    """Return the English and the translated text of Django's messages, without their fields."""
    spec = find_spec("django")
    if spec is None or spec.origin is None:
        raise SystemExit("this benchmark reads Django's messages: pip install 'quotecheck-toolkit[bench]'")
    found = {}
    for path in sorted(Path(spec.origin).parent.glob(f"**/locale/{language}/LC_MESSAGES/*.mo")):
        with path.open("rb") as file:
            catalogue: dict[str | tuple[str, int], str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for key, text in catalogue.items():
            english = key[0] if isinstance(key, tuple) else key
            if len(english.split()) >= 6 and english != text:
                found[text] = english
    return [(english, text) for text, english in found.items()]


def denials(language: str) -> Iterator[tuple[str, str]]:
    """Yield sentences that deny, without and with their negation."""
    for english, text in messages(language):
        plain = " ".join(_FIELD.sub("", text).split())
        if not _DENIES.search(english):
            continue
        for pattern, instead in LOST[language]:
            if len(re.findall(pattern, plain)) == 1:
                yield re.sub(pattern, instead, plain), plain
                break


def numbers(language: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield sentences with a number, one side changed: in figures, and in words where they can be had."""
    for _, text in messages(language):
        found = list(_PLACE.finditer(text))
        if len(found) != 1:
            continue
        first, second = rng.sample(range(2, 20), 2)
        yield _filled(text, str(first)), _filled(text, str(second))
        try:
            words = [num2words(number, lang=SPOKEN.get(language, language)) for number in (first, second)]
        except NotImplementedError:
            continue
        yield _filled(text, words[0]), _filled(text, words[1])


def _filled(text: str, number: str) -> str:
    return " ".join(_FIELD.sub("", _PLACE.sub(lambda _: number, text)).split())


def judged(quote: str, source: str, around: str) -> tuple[Verdict, set[str]]:
    """Judge a sentence against a source in which it stands among others."""
    document = Document(name="source", text=f"{around}\n\n{source}\n\n{around}")
    judgement = judge(quote, find(quote, document.text), document)
    codes = {finding.code for finding in judgement.findings}
    return headline(SourceState.READ, judgement, style=Style.CHICAGO), codes


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print what passed or was not named")
    options = parser.parse_args()
    print(f"{'':8} {'negation':>9} {'passed':>7} {'named':>6}   {'number':>7} {'passed':>7} {'named':>6}")
    for language in LOST:
        rng = random.Random(1)
        around = "\n\n".join(" ".join(_FIELD.sub("", text).split()) for _, text in messages(language)[:8])
        cells = []
        for named_as, cases in ((CUT_OR_LOST, list(denials(language))), ({"Q402"}, list(numbers(language, rng)))):
            results = [(*judged(quote, source, around), quote, source) for quote, source in cases]
            passed = sum(verdict in PASSED for verdict, *_ in results)
            named = sum(not named_as.isdisjoint(codes) for _, codes, *_ in results)
            cells.append((len(cases), passed, named / len(cases) if cases else 1.0))
            for verdict, codes, quote, source in results if options.misses else ():
                if verdict in PASSED or named_as.isdisjoint(codes):
                    print(f"  {language} {verdict.value} {sorted(codes)}: {quote} -> {source}")
        (some, passed, named), (more, let, told) = cells
        print(f"{language:8} {some:9} {passed:7} {named:6.2f}   {more:7} {let:7} {told:6.2f}")


if __name__ == "__main__":
    main()
