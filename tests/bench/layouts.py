"""Sets real sentences anew with what printers, editors and sites put between them; what is wording is known.

Each layout takes sentences, as lists of words, and returns a `Sheet`: a text in which every word of a sentence has its
place, and every stretch that is none is told.
"""

import random
import string
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quotecheck.model import Span
from tests.bench.prose import FAMILIES

Sentences = Sequence[Sequence[str]]
_FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDTH = 62
"""Letters of a line."""
_PAGE = 34
"""Lines of a page."""


@dataclass(slots=True)
class Sheet:
    """A text as it grows, with the place of every word and of everything else."""

    parts: list[str] = field(default_factory=list)
    words: list[tuple[int, Span]] = field(default_factory=list)
    """Sentence and place of each word."""
    put: list[Span] = field(default_factory=list)
    """What is not wording."""
    breaks: set[int] = field(default_factory=set)
    """Sentences with which another voice begins."""
    length: int = 0

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def raw(self, text: str) -> None:
        """Add blanks and line ends."""
        self.parts.append(text)
        self.length += len(text)

    def word(self, sentence: int, word: str) -> None:
        self.words.append((sentence, Span(self.length, self.length + len(word))))
        self.raw(word)

    def add(self, text: str) -> None:
        """Add what is not wording."""
        self.put.append(Span(self.length, self.length + len(text)))
        self.raw(text)


def _numbered(sentences: Sentences) -> Iterator[tuple[int, str, bool]]:
    """Sentence, word, and whether it is the last of its sentence."""
    for number, words in enumerate(sentences):
        for at, word in enumerate(words):
            yield number, word, at == len(words) - 1


def _name(rng: random.Random) -> str:
    return rng.choice(FAMILIES)


def _year(rng: random.Random) -> int:
    return rng.randint(1931, 2019)


# --- verses ------------------------------------------------------------------------------------------------


def _verses(sentences: Sentences, rng: random.Random, number: Callable[[int, int], str], end: str) -> Sheet:
    sheet, chapter, verse = Sheet(), rng.randint(1, 40), 0
    for at, words in enumerate(sentences):
        verse += 1
        if verse > 24 + chapter % 7:
            chapter, verse = chapter + 1, 1
        sheet.add(number(chapter, verse))
        for place, word in enumerate(words):
            if place:
                sheet.raw("\n" if end == "wrap" and place % 11 == 0 else " ")
            sheet.word(at, word)
        sheet.raw("\n" if end == "line" else " ")
    return sheet


def verses_inline(sentences: Sentences, rng: random.Random) -> Sheet:
    """Bare numbers in the line: "… earth. 2 And the …"."""
    return _verses(sentences, rng, lambda _, verse: f"{verse} ", "space")


def verses_chaptered(sentences: Sentences, rng: random.Random) -> Sheet:
    """Chapter and verse at line starts."""
    return _verses(sentences, rng, lambda chapter, verse: f"{chapter}:{verse} ", "line")


def verses_chaptered_inline(sentences: Sentences, rng: random.Random) -> Sheet:
    """Chapter and verse in the line, hard wrapped."""
    return _verses(sentences, rng, lambda chapter, verse: f"{chapter}:{verse} ", "wrap")


def verses_raised(sentences: Sentences, rng: random.Random) -> Sheet:
    """Superscript numbers."""
    return _verses(sentences, rng, lambda _, verse: str(verse).translate(_FIGURES), "space")


def verses_in_margin(sentences: Sentences, rng: random.Random) -> Sheet:
    """One verse a line with its number in the margin."""
    return _verses(sentences, rng, lambda _, verse: f"{verse:>4}  ", "line")


def verses_in_brackets(sentences: Sentences, rng: random.Random) -> Sheet:
    """Numbers in square brackets, hard wrapped."""
    return _verses(sentences, rng, lambda _, verse: f"[{verse}] ", "wrap")


def verses_glued(sentences: Sentences, rng: random.Random) -> Sheet:
    """Numbers glued to the next word, as pages copied from a browser have them."""
    return _verses(sentences, rng, lambda _, verse: str(verse), "space")


def verses_dotted(sentences: Sentences, rng: random.Random) -> Sheet:
    """Numbers with a full stop in the line."""
    return _verses(sentences, rng, lambda _, verse: f"{verse}. ", "space")


BIBLE = {
    "inline": verses_inline,
    "11:29": verses_chaptered,
    "11:29 inline": verses_chaptered_inline,
    "superscript": verses_raised,
    "margin": verses_in_margin,
    "brackets": verses_in_brackets,
    "glued": verses_glued,
    "dotted": verses_dotted,
}

# --- courts and committees ---------------------------------------------------------------------------------


def opinion(sentences: Sentences, rng: random.Random) -> Sheet:
    """An opinion with star pages, callouts and references to law reports behind sentences."""
    sheet, page, note = Sheet(), rng.randint(200, 700), 0
    since = 0
    for at, word, is_last in _numbered(sentences):
        sheet.word(at, word)
        since += 1
        if since > 90 and not is_last:
            page, since = page + 1, 0
            sheet.add(f" *{page}")
        if is_last and rng.random() < 0.25:
            note += 1
            sheet.add(str(note))
        if is_last and rng.random() < 0.35:
            sheet.add(" " + _report(rng))
        sheet.raw("\n\n" if is_last and rng.random() < 0.2 else " ")
    return sheet


def _report(rng: random.Random) -> str:
    volume, first = rng.randint(20, 560), rng.randint(1, 900)
    series = rng.choice(["U.S.", "U. S.", "F.3d", "F. Supp. 2d", "S. Ct.", "P.2d"])
    court = rng.choice(["", "", "9th Cir. ", "Cal. "])
    case = f"{_name(rng)} v. {_name(rng)}"
    return rng.choice(
        [
            f"{case}, {volume} {series} {first}, {first + 7} ({court}{_year(rng)}).",
            f"See {case}, {volume} {series} {first} ({court}{_year(rng)}).",
            f"See also {case}, {volume} {series} {first}, {first + 3} ({_year(rng)}) (citations omitted).",
            f"Id. at {first}.",
            f"{case}, {volume} {series}, at {first}.",
            f"({case}, {volume} {series} {first} ({_year(rng)}).)",
        ]
    )


def transcript(sentences: Sentences, rng: random.Random) -> Sheet:
    """A deposition: 25 numbered lines a page, a page number above."""
    sheet, page, line = Sheet(), rng.randint(2, 90), 0
    for words in _wrapped(sentences, 52):
        line += 1
        if line == 1:
            sheet.add(f"{page:>50}")
            sheet.raw("\n\n")
        sheet.add(f"{line:>2}")
        sheet.raw("    ")
        _line(sheet, words)
        if line == 25:
            page, line = page + 1, 0
            sheet.raw("\n")
    return sheet


def hearing(sentences: Sentences, rng: random.Random) -> Sheet:
    """A speech with noises of the audience and times."""
    sheet, seconds = Sheet(), rng.randint(0, 400)
    for at, word, is_last in _numbered(sentences):
        sheet.word(at, word)
        seconds += rng.randint(0, 2)
        if is_last and rng.random() < 0.3:
            noise = rng.choice(["Applause", "Laughter", "Loud applause", "Laughter and applause", "Cheers"])
            sheet.add(rng.choice([f" ({noise}.)", f" [{noise}]", f" [{noise.lower()}]"]))
        elif rng.random() < 0.03:
            sheet.add(f" [{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}]")
        sheet.raw(" ")
    return sheet


def play(sentences: Sentences, rng: random.Random) -> Sheet:
    """A play: labels in capitals, directions between and within the speeches."""
    sheet, cast = Sheet(), [name.upper() for name in rng.sample(FAMILIES, 4)]
    for at, words in enumerate(sentences):
        if at % 4 == 0:
            sheet.raw("\n")
            sheet.breaks.add(at)
            sheet.add(f"{cast[at // 4 % 4]}.")
            sheet.raw("\n")
        elif rng.random() < 0.4:
            sheet.add(
                rng.choice(["[_Aside._]", "(_Rises._)", f"[_Exit {cast[0].title()}._]", "[_Looking about him._]"])
            )
            sheet.raw(" ")
        for word in words:
            sheet.word(at, word)
            sheet.raw(" ")
    return sheet


# --- print -------------------------------------------------------------------------------------------------


def _wrapped(sentences: Sentences, width: int) -> Iterator[list[tuple[int, str]]]:
    line: list[tuple[int, str]] = []
    for at, word, _ in _numbered(sentences):
        if sum(len(other) + 1 for _, other in line) + len(word) > width:
            yield line
            line = []
        line.append((at, word))
    if line:
        yield line


def _line(sheet: Sheet, words: Iterable[tuple[int, str]]) -> None:
    for place, (at, word) in enumerate(words):
        sheet.raw(" " if place else "")
        sheet.word(at, word)
    sheet.raw("\n")


def scanned_book(sentences: Sentences, rng: random.Random) -> Sheet:
    """Pages of a book with heads that change sides and a note at some feet."""
    sheet, page, note = Sheet(), rng.randint(12, 300), 0
    title, chapter = f"HISTORY OF THE {_name(rng).upper()} FAMILY", f"The House of {_name(rng)}"
    for number, words in enumerate(_wrapped(sentences, _WIDTH)):
        if number and number % _PAGE == 0:
            page += 1
            if rng.random() < 0.4 and words[0][1][0].islower():
                note += 1
                sheet.raw("\n")
                sheet.add(f"[{note}] See {_name(rng)}, vol. ii., p. {rng.randint(3, 400)}.")
                sheet.raw("\n")
            sheet.raw("\n")
            sheet.add(f"{page}    {title}" if page % 2 else f"{chapter}    {page}")
            sheet.raw("\n\n")
        _line(sheet, words)
    return sheet


def request_for_comments(sentences: Sentences, rng: random.Random) -> Sheet:
    """Pages with a foot, a form feed and a head, as the memos of the internet have them."""
    sheet, page, year = Sheet(), 1, _year(rng)
    authors = f"{_name(rng)}, et al."
    for number, words in enumerate(_wrapped(sentences, 68)):
        if number and number % 48 == 0:
            sheet.raw("\n\n")
            sheet.add(f"{authors:<26}Standards Track{'[Page ' + str(page) + ']':>29}")
            sheet.raw("\n\f\n")
            sheet.add(f"RFC 8{page // 90 + 1}16{'Lamp Signals':^46}June {year}")
            sheet.raw("\n\n\n")
            page += 1
        sheet.raw("   ")
        _line(sheet, words)
    return sheet


def poem(sentences: Sentences, rng: random.Random) -> Sheet:
    """Short lines with their number in the right margin, every fifth."""
    sheet, start = Sheet(), 5 * rng.randint(0, 60)
    for number, words in enumerate(_wrapped(sentences, 40), start + 1):
        width = sum(len(word) + 1 for _, word in words)
        for place, (at, word) in enumerate(words):
            sheet.raw(" " if place else "")
            sheet.word(at, word)
        if number % 5 == 0:
            sheet.raw(" " * (50 - width))
            sheet.add(str(number))
        sheet.raw("\n")
    return sheet


# --- papers ------------------------------------------------------------------------------------------------


def author_year(sentences: Sentences, rng: random.Random) -> Sheet:
    """A paper with authors and years and pointers to figures before the full stop."""
    sheet, figure = Sheet(), 1
    for at, word, is_last in _numbered(sentences):
        chance = rng.random()
        if is_last and chance < 0.6 and word[-1] in ".!?":
            sheet.word(at, word[:-1])
            sheet.add(" " + _parenthesis(rng, figure))
            sheet.raw(word[-1])
            figure += chance < 0.1
        else:
            sheet.word(at, word)
            if word[-1] == "," and chance < 0.2:
                sheet.add(" " + _parenthesis(rng, figure))
        sheet.raw(" ")
    return sheet


def _parenthesis(rng: random.Random, figure: int) -> str:
    return rng.choice(
        [
            f"({_name(rng)} et al., {_year(rng)})",
            f"({_name(rng)} & {_name(rng)}, {_year(rng)})",
            f"({_name(rng)}, {_year(rng)}; {_name(rng)}, {_year(rng)}a)",
            f"({_name(rng)}, {_year(rng)}, p. {rng.randint(2, 300)})",
            f"(see {_name(rng)}, {_year(rng)})",
            f"({_name(rng)}, {_year(rng)})",
            f"(Fig. {figure}{rng.choice(string.ascii_lowercase[:4])})",
            f"(Table {figure})",
            f"(see Figure {figure})",
        ]
    )


def numbered_references(sentences: Sentences, rng: random.Random) -> Sheet:
    """A paper with numbers in brackets, its list at the end."""
    sheet, top = Sheet(), 0
    for at, word, is_last in _numbered(sentences):
        if is_last and rng.random() < 0.5 and word[-1] in ".!?":
            sheet.word(at, word[:-1])
            top += 1
            old = rng.randint(1, top)
            sheet.add(rng.choice([f" [{top}]", f" [{old}, {top}]" if old < top else f" [{top}]", f" [{top}]"]))
            sheet.raw(word[-1] + " ")
        else:
            sheet.word(at, word)
            sheet.raw(" ")
    sheet.raw("\n\nReferences\n\n")
    for number in range(1, top + 1):
        sheet.raw(f"[{number}] {_name(rng)}, {rng.choice(string.ascii_uppercase)}. On rivers. {_year(rng)}.\n")
    return sheet


def glued_callouts(sentences: Sentences, rng: random.Random) -> Sheet:
    """Callouts glued to words and marks, as text copied from raised figures has them."""
    sheet, top = Sheet(), 0
    for at, word, is_last in _numbered(sentences):
        sheet.word(at, word)
        if (is_last and rng.random() < 0.5) or (word.isalpha() and len(word) > 5 and rng.random() < 0.02):
            top += 1
            sheet.add(str(top) if word[-1].isalpha() or rng.random() < 0.8 else f"{top},{top + 2}")
        sheet.raw(" ")
    return sheet


# --- screens -----------------------------------------------------------------------------------------------


def subtitles(sentences: Sentences, rng: random.Random) -> Sheet:
    """Cues with number and times."""
    sheet, clock = Sheet(), rng.randint(0, 9_000_000)
    for number, words in enumerate(_wrapped(sentences, 38), 1):
        sheet.add(f"{number}\n{_clock(clock)} --> {_clock(clock + 1900)}")
        sheet.raw("\n")
        _line(sheet, words)
        sheet.raw("\n")
        clock += rng.randint(2000, 4000)
    return sheet


def _clock(thousandths: int) -> str:
    seconds, rest = divmod(thousandths, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"


def web_article(sentences: Sentences, rng: random.Random) -> Sheet:
    """Paragraphs with advertisements, hints to read on and captions between."""
    sheet = Sheet()
    for at, words in enumerate(sentences):
        for word in words:
            sheet.word(at, word)
            sheet.raw(" ")
        if at % 2 and rng.random() < 0.5:
            sheet.raw("\n\n")
            sheet.add(
                rng.choice(
                    [
                        "Advertisement",
                        "Story continues below advertisement",
                        f"Read more: What {_name(rng)} told the council",
                        f"Photo: The harbour in {_year(rng)}. ({_name(rng)})",
                        f"Image: {_name(rng)} at the old mill, {_year(rng)}",
                        "ADVERTISEMENT",
                    ]
                )
            )
            sheet.raw("\n\n")
    return sheet


def mail(sentences: Sentences, rng: random.Random) -> Sheet:
    """Lines of a letter quoted in another."""
    sheet, prefix = Sheet(), rng.choice(["> ", "> > ", ">"])
    sheet.raw("On Monday you wrote:\n")
    for words in _wrapped(sentences, _WIDTH):
        sheet.add(prefix)
        _line(sheet, words)
    return sheet


def wiki_page(sentences: Sentences, rng: random.Random) -> Sheet:
    """A page copied from an encyclopaedia, callouts in brackets behind the full stop."""
    sheet, top = Sheet(), 0
    for at, word, is_last in _numbered(sentences):
        sheet.word(at, word)
        if is_last and rng.random() < 0.6:
            top += 1
            sheet.add(rng.choice([f"[{top}]", f"[{top}][{rng.randint(1, top)}]", f"[{top}]", "[citation needed]"]))
        sheet.raw(" ")
    return sheet


OTHERS = {
    "opinion": opinion,
    "transcript": transcript,
    "hearing": hearing,
    "play": play,
    "scanned book": scanned_book,
    "request for comments": request_for_comments,
    "poem": poem,
    "author and year": author_year,
    "numbered references": numbered_references,
    "glued callouts": glued_callouts,
    "subtitles": subtitles,
    "web article": web_article,
    "mail": mail,
    "wiki page": wiki_page,
}
