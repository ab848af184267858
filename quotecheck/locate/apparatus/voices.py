"""Who speaks, and what is done and heard meanwhile: labels of speakers, stage directions, noises of an audience."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from quotecheck.language.lists import any_of, everywhere, listed
from quotecheck.language.sentences import STOPS
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.model import Span
from quotecheck.text.quotemarks import CLOSES, OPENS

_NOISE = re.compile(
    rf"[(\[]_?(?i:(?:(?:{any_of(everywhere('noise-adjectives'))})\s){{0,2}}(?:{any_of(everywhere('audience-noises'))}))\b[^()\[\]\n]{{0,60}}[)\]]"
)
_SHOUTED = r"[A-Z][A-Z.’'-]{0,30}[A-Z](?: [A-Z][A-Z.’'-]{0,30}){0,3}"
_NAMED = r"[A-Z][a-z’'-]{1,20}(?:\.?[ ][A-Z][a-z’'-]{1,20}){0,2}"
_LABELS = (
    re.compile(r"\*\*(?P<name>[A-Z][A-Z .’',&-]{1,40})\*\*\.?"),
    re.compile(rf"(?:\[[\d:.]{{4,12}}\]\s*)?(?P<name>{_SHOUTED}|{_NAMED}|Q|A):(?=\s)"),
    re.compile(rf"(?P<name>{_SHOUTED})\.(?=\s[A-Z\[_({OPENS}]|$)"),
    re.compile(rf"(?P<name>[A-Z][a-z]{{1,15}}\.?)\.(?=\s[A-Z\[_({OPENS}])"),
    re.compile(rf"(?P<name>{_SHOUTED})\.?$"),
)
_DIRECTION = re.compile(
    rf"\[_[^\[\]]{{2,200}}_\.?\]|\(_[^()]{{2,200}}_\.?\)|[(\[](?:{any_of(everywhere('stage-verbs'))})\b[^\[\]()]{{0,200}}[)\]]"
)
_ADDRESSED = re.compile(rf"\[(?:{any_of(everywhere('speech-directions'))})\b[^\[\]\n]{{0,60}}\]")
_SET_IN_ITALICS = re.compile(r"\[_[^\[\]]{2,200}_\.?\]")
_WHOLE_LINE = re.compile(
    rf"(?m)^[ \t]*(?:_(?:{any_of(everywhere('stage-verbs'))})\b[^_\n]{{0,200}}_"
    r"|_\[[^_\n]{0,200}\]_?|_[A-Z][^_\n]{1,200}_)[ \t]*$"
)
_CLOSED = frozenset(f"{STOPS}:{CLOSES})]—-*_")
_LEAST = 3
"""Times a label stands in a text."""
_PLAY = 20
"""Labels from which on a text is a play or transcript."""
_LONGEST_LABEL = 60
"""Code points of the longest name before a speech."""


def noises(layout: Layout) -> Iterator[Apparatus]:
    """Return what a reporter heard, such as "(Applause.)"."""
    for hit in _NOISE.finditer(layout.text):
        yield Apparatus(
            span=Span(*hit.span()), kind=ApparatusKind.DIRECTION, confidence=0.95, why="noise of an audience"
        )


def voices(layout: Layout) -> Iterator[Apparatus]:
    """Return the labels of speakers that recur, and the directions of a text that has many."""
    labels = list(_labels(layout))
    count = Counter(name for name, _ in labels)
    speakers = {name for name, times in count.items() if times >= _LEAST}
    is_play = sum(count[name] for name in speakers) >= _PLAY
    for name, span in labels:
        if name in speakers:
            sureness, why = (0.9 if is_play else 0.8), f"recurs {count[name]} times"
            yield Apparatus(span=span, kind=ApparatusKind.LABEL, confidence=sureness, why=why)
    if is_play or _has_directions(layout.text, speakers):
        yield from _directions(layout.text)
    if len(count) < len(labels) > _LEAST:  # somebody speaks twice
        yield from _spoken_to(layout.text)


def _has_directions(text: str, speakers: Collection[str]) -> bool:
    return bool(speakers) and len(_SET_IN_ITALICS.findall(text)) >= _LEAST


def _directions(text: str) -> Iterator[Apparatus]:
    for shape, sureness in ((_DIRECTION, 0.9), (_WHOLE_LINE, 0.85)):
        for hit in shape.finditer(text):
            yield Apparatus(span=Span(*hit.span()), kind=ApparatusKind.DIRECTION, confidence=sureness, why="in a play")


def _spoken_to(text: str) -> Iterator[Apparatus]:
    """Whom a speech is addressed to, in square brackets: "[To her]", "[aside]"."""
    for hit in _ADDRESSED.finditer(text):
        yield Apparatus(
            span=Span(*hit.span()), kind=ApparatusKind.DIRECTION, confidence=0.85, why="beside names of speakers"
        )


def _begins_paragraph(layout: Layout, number: int) -> bool:
    """Whether the line before is closed, so that a name here is not the last word of its sentence."""
    before = layout.before(number)
    return before is None or before.text[-1] in _CLOSED


def _labels(layout: Layout) -> Iterator[tuple[str, Span]]:
    """What may be a label, at the start of a line."""
    headings = listed("no-speakers")
    for number in layout.full:
        line = layout.lines[number]
        for shape in _LABELS:
            hit = shape.match(line.text, 0, _LONGEST_LABEL)
            if hit is not None:
                name = hit["name"].strip().rstrip(".")
                is_free = name.isupper() or _begins_paragraph(layout, number)
                if is_free and name.casefold() not in headings:
                    yield name, Span(line.start + hit.start("name"), line.start + hit.end())
                break
