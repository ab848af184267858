"""Mark-style suite: one text with known quotations set in sixteen mark systems, and how many are found again.

Run `python -m tests.bench.marks` from the repository; it prints the table and writes reports/bench/marks.md.
A quotation counts as found when both ends are exact; those inside others and those over several paragraphs
count like all. The regular expression beside it is what people write first.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotecheck.extract import find_quotations
from quotecheck.model import Document, Span
from tests.bench.prose import APOSTROPHE, Piece, prose

QUOTATIONS = 3200
SEED = 11
REPORT = Path(__file__).parents[2] / "reports" / "bench" / "marks.md"


@dataclass(frozen=True)
class System:
    """How quotations are marked: glyphs by depth, the apostrophe, and what goes wrong."""

    name: str
    outer: tuple[str, str]
    inner: tuple[str, str]
    apostrophe: str = "’"
    mangled: bool = False
    """Half of the openers are turned round and spaced, three in ten closers get a blank before them."""
    lost: float = 0.0
    """Share of closers left out."""


SYSTEMS = (
    System("straight double", ('"', '"'), ("'", "'"), "'"),
    System("curly double", ("“", "”"), ("‘", "’")),
    System("British curly", ("‘", "’"), ("“", "”")),
    System("British straight", ("'", "'"), ('"', '"'), "'"),
    System("French", ("«\u00a0", "\u00a0»"), ("“", "”")),
    System("reversed guillemets", ("»", "«"), ("›", "‹")),
    System("German", ("„", "“"), ("‚", "‘")),
    System("Polish", ("„", "”"), ("«", "»")),
    System("Swedish", ("”", "”"), ("’", "’")),
    System("corner brackets", ("「", "」"), ("『", "』")),
    System("LaTeX", ("``", "''"), ("`", "'"), "'"),
    System("backtick", ("`", "'"), ('"', '"'), "'"),
    System("web-mangled", ("“", "”"), ("‘", "’"), mangled=True),
    System("3 % closers lost, curly", ("“", "”"), ("‘", "’"), lost=0.03),
    System("3 % closers lost, straight", ('"', '"'), ("'", "'"), "'", lost=0.03),
)
MIXED = "mixed by paragraph"


class _Setter:
    """Sets a stream of pieces in type and notes where the quotations are."""

    def __init__(self, system: System, seed: int, others: Sequence[System] = ()) -> None:
        self.system = system
        self.others = others
        self.chance = random.Random(seed)
        self.parts: list[str] = []
        self.length = 0
        self.open: list[int] = []
        self.spans: list[tuple[int, int]] = []

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def take(self, piece: Piece) -> None:
        match piece.kind:
            case "text":
                self.put(piece.text.replace(APOSTROPHE, self.system.apostrophe))
            case "paragraph":
                self.put("\n\n")
                if self.others and not self.open and self.chance.random() < 0.05:
                    self.system = self.chance.choice(self.others)
            case "close":
                self.close(piece.depth)
            case _:
                self.put(self.opener(piece.depth))
                if piece.kind == "open":
                    self.open.append(self.length)

    def opener(self, depth: int) -> str:
        glyph = (self.system.outer, self.system.inner)[depth][0]
        if self.system.mangled and self.chance.random() < 0.5:
            return {"“": "” ", "‘": "’ "}.get(glyph, glyph) if depth == 0 else glyph
        return glyph

    def close(self, depth: int) -> None:
        glyph = (self.system.outer, self.system.inner)[depth][1]
        self.spans.append((self.open.pop(), self.length))
        if self.system.mangled and depth == 0 and self.chance.random() < 0.3:
            glyph = " " + self.chance.choice((glyph, "“"))
        if self.chance.random() >= self.system.lost:
            self.put(glyph)


def typeset(
    pieces: Sequence[Piece], system: System, *, others: Sequence[System] = (), seed: int = SEED
) -> tuple[str, set[Span]]:
    """Return the text in a mark system and the spans of its quotations, blanks stripped."""
    setter = _Setter(system, seed, others)
    for piece in pieces:
        setter.take(piece)
    text = "".join(setter.parts)
    return text, {_stripped(text, low, high) for low, high in setter.spans}


def _stripped(text: str, low: int, high: int) -> Span:
    body = text[low:high]
    return Span(low + len(body) - len(body.lstrip()), high - len(body) + len(body.rstrip()))


def all_systems(pieces: Sequence[Piece]) -> dict[str, tuple[str, set[Span]]]:
    """Set one stream in every system, by name."""
    found = {system.name: typeset(pieces, system) for system in SYSTEMS}
    found[MIXED] = typeset(pieces, SYSTEMS[1], others=SYSTEMS[:7])
    return found


def f1(found: set[Span], gold: set[Span]) -> float:
    """Harmonic mean of precision and recall on exact spans."""
    return 2 * len(found & gold) / (len(found) + len(gold)) if found or gold else 1.0


def by_search(text: str) -> set[Span]:
    """Spans found by this package."""
    return {quotation.span for quotation in find_quotations(Document(name="suite", text=text), (), ())}


# --- the regular expression people write first ---------------------------------------------------------------

_PATTERNS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'(?<!\w)"([^"]+)"(?!\w)',
        r"“([^“”]+)”",
        r"„([^„“”]+)[“”]",
        r"«([^«»]+)»",
        r"»([^«»]+)«",
        r"(?<!\w)‘((?:[^‘’]|(?<=\w)’(?=\w))+)’(?!\w)",
        r"(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)",
        r"「([^「」]+)」",
        r"『([^『』]+)』",
        r"``([^`]+?)''",
        r"‹([^‹›]+)›",
    )
)
_PARAGRAPHS = re.compile(r"\n\s*\n")
_OPENERS = '"“„«‘「'


def by_regex(text: str) -> set[Span]:
    """Spans found by one pattern for each pair of marks, paragraph by paragraph, with the repeated-opener rule."""
    found: set[Span] = set()
    start = 0
    pending: int | None = None
    for end in [*(m.start() for m in _PARAGRAPHS.finditer(text)), len(text)]:
        paragraph = text[start:end]
        offset = len(paragraph) - len(paragraph.lstrip())
        low, body = start + offset, paragraph.strip()
        pending = _of_paragraph(body, low, found, pending)
        start = end
    return found


def _of_paragraph(body: str, low: int, found: set[Span], pending: int | None) -> int | None:
    closers = "”’\"'“»」"
    if body[:1] and body[0] in _OPENERS and not any(c in body[1:] for c in closers):
        return low + 1 if pending is None else pending
    if pending is not None:
        end = body.rfind(body[-1:]) if body[-1:] in closers else -1
        if end > 0:
            found.add(Span(pending, low + end))
            return None
    for pattern in _PATTERNS:
        found.update(_shifted(body, match, low) for match in pattern.finditer(body))
    return None


def _shifted(body: str, match: "re.Match[str]", low: int) -> Span:
    span = _stripped(body, *match.span(1))
    return Span(span.start + low, span.end + low)


def measure(quotations: int = QUOTATIONS, seed: int = SEED) -> dict[str, tuple[float, float, int]]:
    """F1 of the search and of the regular expression, and the number of quotations, by system."""
    pieces = prose(quotations=quotations, seed=seed)
    finders: tuple[Callable[[str], set[Span]], ...] = (by_search, by_regex)
    rows = {}
    for name, (text, gold) in all_systems(pieces).items():
        ours, regex = (f1(find(text), gold) for find in finders)
        rows[name] = (ours, regex, len(gold))
    return rows


def table(rows: dict[str, tuple[float, float, int]]) -> str:
    """The result as a Markdown page."""
    ours = [row[0] for row in rows.values()]
    regex = [row[1] for row in rows.values()]
    lines = [
        "# Mark-style suite",
        "",
        f"One generated text (seed {SEED}) set in {len(rows)} mark systems; exact spans, nested ones and those over",
        "several paragraphs included. `python -m tests.bench.marks` makes this page.",
        "",
        "| system | quotations | quotecheck F1 | regular expression F1 |",
        "|---|---|---|---|",
        *(f"| {name} | {row[2]} | {row[0]:.3f} | {row[1]:.3f} |" for name, row in rows.items()),
        f"| **mean** | | **{sum(ours) / len(ours):.3f}** | {sum(regex) / len(regex):.3f} |",
        f"| **least** | | **{min(ours):.3f}** | {min(regex):.3f} |",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print and write the page."""
    page = table(measure())
    print(page)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
