"""Reads the gold tables beside the documents of this folder and counts what the extractor finds of them.

A table has two parts. `citations`: a number, the citation as it stands in the document's text (`@` for an address only
the markup names) and, after bars, `by=` the family name of an author, `title=`, `url=`, and `to=` the number it points
back to. `quotations`: the first words, then after a bar the links as role and number, `prose` with a title instead of
the number, or `-`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quotecheck.extract import extract
from quotecheck.extract.citations.alike import folded_letters
from quotecheck.model import Citation, Cited, Document, Quotation, Span
from quotecheck.readers import read_path

HERE = Path(__file__).parent
_LARGEST = 1_000_000


@dataclass(slots=True)
class Gold:
    """The rows of one table."""

    citations: dict[str, tuple[Span, dict[str, str]]] = field(default_factory=dict)
    quotations: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass(slots=True)
class Score:
    """Counts by figure and by hit, found and wanted, and the misses in words."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def note(self, figure: str, hit: object, miss: str) -> None:
        """Count one wanted thing."""
        self.counts[f"{figure} wanted"] += 1
        self.counts[f"{figure} hit"] += bool(hit)
        if not hit:
            self.misses.append(f"{figure}: {miss}")

    def f1(self, figure: str) -> float:
        """Harmonic mean of precision and recall; recall alone where nothing found could be too much."""
        hit, wanted = self.counts[f"{figure} hit"], self.counts[f"{figure} wanted"]
        found = self.counts.get(f"{figure} found", wanted)
        return 2 * hit / (found + wanted) if found + wanted else 1.0


def documents(half: str) -> list[Path]:
    """The documents of a half that have a table."""
    return sorted(path for path in (HERE / half).iterdir() if path.suffix != ".gold")


def read_gold(path: Path, text: str) -> Gold:
    """Read the table of a document; every citation of it must stand in the text, in the order of the table."""
    gold, at, part = Gold(), 0, ""
    for line in path.with_suffix(".gold").read_text(encoding="utf-8").splitlines():
        if line in ("citations", "quotations"):
            part = line
        elif part == "citations":
            head, *fields = line.split(" | ")
            number, _, raw = head.partition(" ")
            place = _words(raw).search(text, at) if raw != "@" else None
            assert place or raw == "@", f"{path.name}: {raw!r} does not stand in the text"
            at = place.start() + 1 if place else at
            span = Span(*place.span()) if place else Span(at, at)
            gold.citations[number] = (span, dict(one.strip().split("=", 1) for one in fields))
        else:
            words, _, links = line.partition(" | ")
            gold.quotations.append((words, [] if links == "-" else links.split(", ")))
    return gold


def _words(text: str) -> re.Pattern[str]:
    return re.compile(r"[\s>]+".join(re.escape(word) for word in text.split()))


def score(path: Path) -> Score:
    """Compare what the extractor finds in one document with its table."""
    document = read_path(path, max_bytes=_LARGEST)
    extraction = extract(document)
    gold, result = read_gold(path, document.text), Score()
    free = list(extraction.citations)
    result.counts["references found"] += len(free)
    for span, fields in gold.citations.values():
        found = next((one for one in free if _is_same(one, span, fields)), None)
        result.note("references", found, repr(span.of(document.text)))
        if found is not None:
            free.remove(found)
        _score_fields(result, found, fields, gold)
    result.misses.extend(f"extra reference: {one.form.value} {one.raw!r}" for one in free)
    _score_links(result, document, extraction.quotations, gold)
    return result


def _score_fields(result: Score, found: Citation | None, fields: dict[str, str], gold: Gold) -> None:
    raw = found.raw if found else "no citation"
    if "to" in fields:
        resolved = found.resolved if found else None
        result.note(
            "resolved", resolved and _half(resolved.span, gold.citations[fields["to"]][0]), f"{raw!r} {resolved}"
        )
    if "url" in fields:
        result.note("urls", found and found.url == fields["url"], f"{raw!r} {found and found.url}")
    if "by" in fields:
        names = [folded_letters(str(one)) for one in found.csl.author] if found else []
        result.note("authors", any(folded_letters(fields["by"]) in name for name in names), f"{raw!r} {names}")
    if "title" in fields:
        title = (found.csl.title or found.csl.container_title or "") if found else ""
        result.note("titles", folded_letters(title) == folded_letters(fields["title"]), f"{raw!r} {title!r}")


def _score_links(result: Score, document: Document, quotations: tuple[Quotation, ...], gold: Gold) -> None:
    at = 0
    for words, links in gold.quotations:
        place = _words(words).search(document.text, at)
        assert place is not None, f"{document.name}: {words!r} does not stand in the text"
        own = [one for one in quotations if place.start() - 2 <= one.span.start <= place.start()]
        quotation = next((one for one in own if one.is_verifiable), None)
        result.note("quotations", quotation, repr(words))
        at = place.end()
        cited = list(quotation.cited) if quotation else []
        result.counts["links found"] += len(cited)
        for link in links:
            hit = next((one for one in cited if _is_meant(one, link, gold)), None)
            cited = [one for one in cited if one is not hit]
            result.note("links", hit, f"{words!r} {link}")
        result.misses.extend(
            f"extra link: {words!r} {one.role.value} {one.citation.raw!r} ({one.why})" for one in cited
        )


def _is_meant(cited: Cited, link: str, gold: Gold) -> bool:
    role, _, what = link.partition(" ")
    if cited.role.value != role:
        return False
    if role == "prose":
        return folded_letters(cited.citation.csl.title or "") == folded_letters(what)
    return _is_same(cited.citation, *gold.citations[what])


def _is_same(found: Citation, span: Span, fields: dict[str, str]) -> bool:
    return _half(found.span, span) if len(span) else found.url == fields["url"]


def _half(found: Span, wanted: Span) -> bool:
    shared = max(0, min(found.end, wanted.end) - max(found.start, wanted.start))
    return shared >= 0.5 * len(wanted) and len(found) <= 3 * len(wanted)


def total(paths: list[Path]) -> Score:
    """The counts of several documents together."""
    whole = Score()
    for path in paths:
        one = score(path)
        whole.counts.update(one.counts)
        whole.misses.extend(f"{path.name} {miss}" for miss in one.misses)
    return whole


FIGURES = ("references", "links", "resolved", "urls", "authors", "titles", "quotations")


def shown(whole: Score) -> Iterator[str]:
    """One line a figure."""
    for figure in FIGURES:
        counts = whole.counts
        yield f"{figure:<11} {whole.f1(figure):.3f}  {counts[f'{figure} hit']} of {counts[f'{figure} wanted']}"


if __name__ == "__main__":
    import sys

    for name in sys.argv[1:2] or ("open",):
        summary = total(documents(name))
        print(*summary.misses if "-v" in sys.argv else (), *shown(summary), sep="\n")
