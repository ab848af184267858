"""Reads the labelled documents of `kinds_documents`: `⟦kind speaker|wording⟧` stands where the quotation stands.

The file's ending names its format. `speaker` is empty where a reader could not name anybody from the document
alone, or only with doubt; such quotations do not count for speakers, neither for nor against.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quotecheck.extract import extract
from quotecheck.model import Document, Quotation, Span
from quotecheck.readers import read_bytes

HERE = Path(__file__).parent / "kinds_documents"
_LABEL = re.compile(r"⟦(?P<kind>[a-z]+)(?: (?P<speaker>[^|⟧]*))?\||⟧")
_VERIFIABLE = ("direct", "block")


class Label(NamedTuple):
    """One quotation as a person reads it."""

    span: Span
    kind: str
    speaker: str


class Tally(NamedTuple):
    """Counts over some documents."""

    gold: int = 0
    found: int = 0
    same: int = 0
    verifiable: int = 0
    found_verifiable: int = 0
    same_verifiable: int = 0
    kinds: int = 0
    speakers: int = 0
    found_speakers: int = 0
    right_speakers: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Add two tallies up."""
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))

    def figures(self) -> dict[str, float]:
        """Return the shares that the counts stand for, 1 where there is nothing to count."""
        return {
            "spans": _share(2 * self.same, self.gold + self.found),
            "verifiable": _share(2 * self.same_verifiable, self.verifiable + self.found_verifiable),
            "kinds": _share(self.kinds, self.same),
            "speaker precision": _share(self.right_speakers, self.found_speakers),
            "speaker recall": _share(self.right_speakers, self.speakers),
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def documents(folder: str) -> list[Path]:
    """Return the labelled documents of one folder."""
    return sorted((HERE / folder).iterdir())


def read_labelled(path: Path) -> tuple[Document, list[Label]]:
    """Read a document without its labels, and the labels as spans of its text."""
    labelled = path.read_text(encoding="utf-8")
    document = read_bytes(_LABEL.sub("", labelled).encode(), name=path.name)
    text, labels = _unlabelled(read_bytes(labelled.encode(), name=path.name).text)
    assert text == document.text, f"{path.name}: the labels change the text"
    return document, sorted(labels)


def _unlabelled(text: str) -> tuple[str, list[Label]]:
    parts, labels, at, done = [], [], 0, 0
    opened: list[tuple[int, str, str]] = []
    for match in _LABEL.finditer(text):
        parts.append(text[done : match.start()])
        at += match.start() - done
        done = match.end()
        if match["kind"]:
            opened.append((at, match["kind"], match["speaker"] or ""))
        else:
            start, kind, speaker = opened.pop()
            labels.append(Label(Span(start, at), kind, speaker))
    return "".join([*parts, text[done:]]), labels


def tally(path: Path) -> Tally:
    """Compare the quotations found in a document with its labels."""
    document, labels = read_labelled(path)
    found = {q.span: q for q in extract(document).quotations}
    gold = {label.span: label for label in labels}
    pairs = [(gold[span], found[span]) for span in gold if span in found]
    spoken = [(label, q) for label, q in pairs if label.speaker]
    return Tally(
        gold=len(gold),
        found=len(found),
        same=len(pairs),
        verifiable=sum(label.kind in _VERIFIABLE for label in labels),
        found_verifiable=sum(q.is_verifiable for q in found.values()),
        same_verifiable=sum(label.kind in _VERIFIABLE and q.is_verifiable for label, q in pairs),
        kinds=sum(label.kind == q.kind for label, q in pairs),
        speakers=sum(bool(label.speaker) for label in labels),
        found_speakers=sum(q.speaker is not None for _, q in spoken),
        right_speakers=sum(_is_same(label.speaker, q.speaker) for label, q in spoken),
    )


def _is_same(name: str, other: str | None) -> bool:
    return other is not None and name.rsplit(maxsplit=1)[-1].casefold() == other.rsplit(maxsplit=1)[-1].casefold()


def misses(path: Path) -> Iterator[str]:
    """Tell, for a person, where quotations and labels differ."""
    document, labels = read_labelled(path)
    found: dict[Span, Quotation] = {q.span: q for q in extract(document).quotations}
    gold = {label.span: label for label in labels}
    for span in sorted({*found, *gold}):
        label, quotation = gold.get(span), found.get(span)
        words = repr(span.of(document.text)[:90])
        if label is None and quotation is not None:
            yield f"too much  {quotation.kind} {words} {quotation.kind_why}"
        elif label is not None and quotation is None:
            yield f"missing   {label.kind} {words}"
        elif label is not None and quotation is not None:
            if label.kind != quotation.kind:
                yield f"kind      {label.kind} read as {quotation.kind} {words} {quotation.kind_why}"
            if label.speaker and not _is_same(label.speaker, quotation.speaker):
                yield f"speaker   {label.speaker} read as {quotation.speaker} {words}"
            if not label.speaker and quotation.is_verifiable and quotation.speaker:
                yield f"(speaker) none labelled, read as {quotation.speaker} {words}"


if __name__ == "__main__":
    import sys

    for folder in sys.argv[1:]:
        whole = Tally()
        for name in documents(folder):
            whole = whole.plus(tally(name))
            for line in misses(name):
                print(f"{name.name:22} {line}")
        print(folder, whole, {name: round(value, 3) for name, value in whole.figures().items()})
