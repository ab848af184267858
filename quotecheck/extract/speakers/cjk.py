"""Who says it in Chinese and Japanese, where no blank parts words: the signs before and behind a quotation."""

import re
from functools import cache
from typing import Final, NamedTuple

from quotecheck.language.lists import any_of, entries
from quotecheck.text.quotemarks import CLOSING, CORNER

__all__ = ["Named", "is_cjk", "teller_in_cjk"]

_LOOK: Final = 80  # code points on either side
_HAN: Final = "\u4e00-\u9fff々"
_NAME: Final = rf"[{_HAN}\u30a0-\u30ff·・]{{2,14}}?"
_ADVERBS: Final = (
    r"(?:[也还還又则則曾都并並]|[昨今][天日]"
    rf"|[{_HAN}]{{1,4}}地|[向对][^，。]{{1,8}}|在[^，。]{{1,10}}[中上时]){{0,2}}"
)
_CJK: Final = re.compile("[\u3040-\u9fff]")
_CUTS: Final = "。！？；\n"


class Named(NamedTuple):
    """A name or pronoun found beside a quotation."""

    name: str
    why: str
    confidence: float
    is_pronoun: bool


@cache
def _pronouns(language: str) -> tuple[str, ...]:
    return tuple(one for kind in ("he", "she", "they") for one in entries(f"pronouns-{kind}.{language}"))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    verbs = any_of(entries(f"saying-verbs.{language}"))
    pronouns = any_of(_pronouns(language))
    who = rf"(?P<who>{pronouns}|{_NAME})"
    if language == "ja":
        title = rf"(?P<title>{any_of(entries('titles-and-offices.ja'))})?"
        near = rf"(?:[^。{CORNER}]{{0,24}}[、の])?{who}{title}(?:は|が|も)[^。{CORNER}]{{0,24}}[、]?$"
        return (
            re.compile(rf"(?:^|[、。{CLOSING}\s]){near}"),
            re.compile(rf"と、?{who}{title}(?:は|が|も)[^。{CORNER}]{{0,16}}{verbs}"),
            re.compile(rf"と[^。{CORNER}]{{0,16}}{verbs}"),
        )
    return (
        re.compile(rf"(?:^|[，、：,\s{CLOSING}]){who}{_ADVERBS}{verbs}[^。！？{CLOSING}]{{0,12}}?[：:，,]?$"),
        re.compile(rf"[，,]?{who}{_ADVERBS}{verbs}"),
    )


def is_cjk(text: str) -> bool:
    """Say whether a text is written without blanks between words."""
    return _CJK.search(text) is not None


def language_here(text: str) -> str:
    """Tell Japanese from Chinese by its kana."""
    return "ja" if any("\u3040" <= letter <= "\u30ff" for letter in text) else "zh"


def teller_in_cjk(text: str, start: int, end: int, low: int) -> Named | None:
    """Return who says what stands between `start` and `end`; nothing before `low` is looked at."""
    before = text[max(low, start - _LOOK) : start]
    before = before[max(before.rfind(sign) for sign in _CUTS) + 1 :]
    after = text[end : end + _LOOK].partition("\n")[0]
    return _japanese(before, after) if language_here(before + after) == "ja" else _chinese(before, after)


def _chinese(before: str, after: str) -> Named | None:
    front, behind = _patterns("zh")
    match = front.search(before)
    why = "speaker and verb before the quotation"
    if match is None:
        match = behind.match(after)
        why = "speaker and verb behind the quotation"
    return _named("zh", match["who"], why) if match else None


def _japanese(before: str, after: str) -> Named | None:
    front, behind, verb = _patterns("ja")
    match = behind.match(after)
    if match:
        return _named("ja", match["who"], "speaker and verb behind the quotation")
    match = front.search(before) if verb.match(after) else None
    return _named("ja", match["who"], "topic of the sentence, with the verb behind the quotation") if match else None


def _named(language: str, who: str, why: str) -> Named:
    return Named(_without_office(language, who), why, 0.85, who in _pronouns(language))


def _without_office(language: str, who: str) -> str:
    """Take the office off a Chinese name: "市长李明" is 李明."""
    for title in entries(f"titles-and-offices.{language}"):
        if len(who) - len(title) >= 2 and (who.startswith(title) if language == "zh" else who.endswith(title)):
            return who.removeprefix(title) if language == "zh" else who.removesuffix(title)
    return who
