r"""The small pieces of citations as regular expressions: years, pages, volumes, back-references, shelf-marks.

None has nested quantifiers and every repetition is bounded, so each is linear on any text. Blanks are `[ \t\xa0]`
and not `\s`: a citation piece never runs over a line break.
"""

import re
from typing import Final

from quotecheck.extract.citations.words import MONTHS, back_reference_ways
from quotecheck.language.lists import SAME_LINE, any_of, written
from quotecheck.text.quotemarks import ALL
from quotecheck.text.screened import Screened

__all__ = [
    "BACK",
    "CHAPTER",
    "DATE",
    "EDITION",
    "ISSUE",
    "LEAD",
    "MARKS",
    "NO_DATE",
    "PAGES",
    "PRESENTED",
    "TRANSLATED",
    "VOLUME",
    "YEAR",
    "way_of",
]

MARKS: Final = ALL
"""What may stand as a quotation mark round a title."""

_B = r"[ \t\xa0]"
_ROMAN_OR_NUMBER = r"(?:[A-Z]?\d{1,5}(?:[a-z]\b|n\d{1,3}\b)?|[IVXLCivxlc]{1,7})"
_RUN = (
    rf"{_ROMAN_OR_NUMBER}(?:{_B}?[-–—/]{_B}?{_ROMAN_OR_NUMBER}\b|,{_B}?\d{{1,3}}\b(?![(\d])){{0,8}}"
    rf"(?:{_B}?(?:ff?\b\.?|sqq?\b\.?|et{_B}suiv\b\.?|об\.|nn?\b\.?(?:{_B}?\d{{1,3}}\b)?))?"
)

YEAR: Final = re.compile(
    r"(?:1(?<![\d.\-–/]1)[0-9]|2(?<![\d.\-–/]2)0)\d\d"  # what stands before is looked at behind a digit: fast to find
    r"(?:[-–/]\d{2,4})?[a-z]?(?![\d]|\.\d)"
)
PAGES: Final = re.compile(
    rf"""
    (?:(?:below|above|here|esp\.|especially|at|hier|ici),?{_B})?(?<!\w)(?:pp?\.  # where, and a word for pages
    |pp|pages?|pgs?\.|S\.|Bl\.|fols?\.|ff?\.|[лЛ]\.|folios?|стр\.|[сС]\.|at{_B}p\.){_B}{{0,2}}({_RUN})
    |(?<!\w)p{_B}?(\d{{1,5}}(?:[-–]\d{{1,5}})?)(?!\w)  # or a bare p
    """,
    re.VERBOSE,
)
CHAPTER: Final = re.compile(
    rf"(?<!\w)(chapters?|chap\.|ch\.|sections?|sec\.|paragraphs?|paras?\.?|verses?|lines?|book|part|act|scene|canto|stanza|§§?|¶¶?)"
    rf"{_B}{{0,2}}({_ROMAN_OR_NUMBER}(?:[-–.:]\d{{1,5}}){{0,3}})(?!\w)",
    re.IGNORECASE,
)
VOLUME: Final = re.compile(
    rf"(?<!\w)(?:volumes?|vols?\.?|Bd\.?|Band|tome|tom|T\.|т\.){_B}{{0,2}}({_ROMAN_OR_NUMBER})(?!\w)", re.IGNORECASE
)
ISSUE: Final = re.compile(
    rf"(?<!\w)(?:nos?\.?|n[°º]|n\.(?={_B}?\d)|nr\.?|numbers?|issues?|№|Heft|H\.){_B}{{0,2}}(\d{{1,5}}(?:[-–/]\d{{1,5}})?)(?![\w])",
    re.IGNORECASE,
)
EDITION: Final = Screened(
    re.compile(
        rf"""
    (?<!\w)(?:(\d{{1,3}}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth  # which
    |revised|rev\.|new|expanded|international|student)
    {_B}(?:revised{_B})?(?:edition|edn\.?|ed\.)|(\d{{1,2}})\.{_B}?(?:Auflage  # edition, in English or German
    |Aufl\.))
    """,
        re.VERBOSE | re.IGNORECASE,
    ),
    "edition",
    "edn",
    "ed.",
    "aufl",
)
NO_DATE: Final = re.compile(
    r"(?<!\w)(?:n\.[ \xa0]?d\.|no date|undated|forthcoming|in press|o\.[ \xa0]?J\.|s\.[ \xa0]?d\.)", re.IGNORECASE
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = rf"{any_of(MONTHS, SAME_LINE)}\.?"
DATE: Final = re.compile(
    rf"""
    (?<!\w)(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[,;]?{_B}{{1,2}})?  # weekday
    (?:{_DAY}(?:{_B}?[-–]{_B}?{_DAY}|{_B}and{_B}{_DAY})?\.?{_B}(?:of{_B})?{_MONTH},?{_B}\d{{4}}  # day month year
    |{_MONTH}{_B}{_DAY}(?:[-–]{_DAY})?,?{_B}{{0,2}}\d{{4}}  # month day year
    |{_MONTH}(?:{_B}?[-–/]{_B}?{_MONTH})?,?{_B}\d{{4}}  # months year
    |\d{{4}},{_B}{_MONTH}{_B}{_DAY}  # year month day
    |\d{{4}}-\d\d-\d\d)(?!\w)  # figures
    """,
    re.VERBOSE | re.IGNORECASE,
)
TRANSLATED: Final = re.compile(
    rf"""
    (?<!\w)(?:translated|translation|trans\.|tr\.|transl\.)  # translated
    (?:(?:{_B}(?:from|out\ of){_B}(?:the{_B})?(?:original{_B})?\w{{3,20}})?{_B}by{_B}  # from, by
    |(?<=\.){_B}(?=(?-i:[^\W\d_a-z]\S*{_B}[^\W\d_a-z])))  # or a name behind the stop
    ([^,;:()\[\]\n]{{2,80}})  # who
    """,
    re.VERBOSE | re.IGNORECASE,
)
PRESENTED: Final = re.compile(
    rf"(?:(?:this{_B}|a{_B})?(?:paper|talk|lecture|speech|address|keynote|report|statement)(?:{_B}was)?{_B})?"
    rf"(?:presented|delivered|read|given|held){_B}(?:at|to|before){_B}",
    re.IGNORECASE,
)
LEAD: Final = re.compile(
    rf"""
    (?:(?:on{_B}this{_B})?(?:see{_B}also|but{_B}see|see|cf\.?|compare|vgl\.  # see, in five languages
    |siehe|voir|véase|см\.|ср\.)(?:,?{_B}(?:e\.g\.|for{_B}example|for{_B}instance),?)?
    |e\.g\.,?|(?:as{_B})?(?:quoted|cited|reprinted|reproduced|qtd\.|discussed){_B}(?:in  # quoted in, in five languages
    |by|from)|zit(?:iert|\.){_B}(?:nach|n\.|in)|cit(?:é|ée|ado|ada|ato|\.)?{_B}(?:dans
    |par|d['’]après|en|por|in|da)|цит\.{_B}по|apud|from|in|source{_B}?:)(?!\w){_B}{{0,2}}
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _back() -> str:
    def one(entry: str) -> str:
        # Single short words and letters need their full stops: "ib.", "l. c.", "a. a. O."
        stop = r"\." if max(map(len, entry.split())) <= 2 else r"\.?"
        parts = [written(part) + stop for part in entry.split()]
        return r"[ \t\xa0]{0,2}".join(parts)

    entries = sorted(back_reference_ways(), key=lambda entry: (-len(entry), entry))
    return "|".join(one(entry) for entry in entries)


_BACK_BEGINS = "".join(sorted({sign for entry in back_reference_ways() for sign in entry[0] + entry[0].upper()}))
BACK: Final = re.compile(rf"(?<!\w)(?=(?-i:[{_BACK_BEGINS}]))(?:{_back()})(?!\w)", re.IGNORECASE)
"""`Ibid.`, `op. cit.` and their kin, in the languages of `data/back_references.txt`."""


def way_of(word: str) -> str:
    """Say how a word that `BACK` matched points back: again, work, place, person or note.

    >>> way_of("Op.Cit.")
    'work'
    """
    plain = " ".join(re.sub(r"[.\s\xa0]+", " ", word.casefold()).split())
    return back_reference_ways().get(plain, "again")
