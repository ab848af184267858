"""Q111, Q901, Q903, Q904: what was put into a passage by page, encoding or disguise."""

from collections.abc import Iterator

from quotecheck.match.align import Step
from quotecheck.match.judge.comparison import Comparison, Stretch
from quotecheck.match.judge.wording import difference, said
from quotecheck.match.tokens import key
from quotecheck.model import Finding, Severity

_MOST_ARTIFACTS = 4
"""More foreign stretches than this make the passage unreadable rather than dirty."""
_LONGEST = 200
"""Code points of damaged text that are looked at."""
_LOOK_ALIKES = str.maketrans(
    "асеорхуіјѕԁһӏѵԛԝАВЕКМНОРСТХУЅІЈαοριντυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aceopxyijsdhlvqwABEKMHOPCTXYSIJaopivtukABEZHIKMNOPTYX",
)
"""Letters of Cyrillic and Greek to the Latin ones they look like."""


def artifacts_found(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    """Q111 for note callouts and markup, Q901 for running heads and page numbers inside the passage."""
    for artifact in stretch.artifacts[: 4 * _MOST_ARTIFACTS]:
        kind = "a running head or page number" if artifact.code == "Q901" else "a note callout or markup"
        explain = f"the source has {said(artifact.words)}, {kind}, which the quotation leaves out"
        loose = artifact.code == "Q111" and _stands_apart(comparison.source.text, artifact.words[0].start)
        severity = Severity.WARNING if loose else None
        yield comparison.find(artifact.code, explain, (), artifact.words, severity=severity)


def _stands_apart(text: str, start: int) -> bool:
    """Whether a callout may be a word of the text: a bracket between blanks, a figure that is part of a name."""
    in_brackets = text[max(0, start - 2) : start] == " [" and text[start : start + 4].find("]") > 0
    return in_brackets or (text[start].isdecimal() and text[max(0, start - 1) : start].isalpha())


def damage(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q903 for words damaged by a wrong encoding, Q904 for letters of another script that look alike."""
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    if not quote or not source:
        return
    ours = _to_blanks(comparison.quote, quote[0].start, quote[-1].end)
    theirs = _to_blanks(comparison.source.text, source[0].start, source[-1].end)
    if ours.isascii() and theirs.isascii():
        return
    if key(ours.translate(_LOOK_ALIKES)) == key(theirs.translate(_LOOK_ALIKES)):
        yield comparison.find("Q904", f"{difference(quote, source)}: letters of another script", quote, source)
    elif _repaired(ours) == theirs or _repaired(theirs) == ours:
        yield comparison.find("Q903", f"{difference(quote, source)}: damaged by a wrong encoding", quote, source)


def _to_blanks(text: str, start: int, end: int) -> str:
    """The slice and what follows it up to a blank: damage turns letters into signs."""
    while end < len(text) and end - start < _LONGEST and not text[end].isspace():
        end += 1
    return text[start:end].rstrip(".,;:!?\"'”’»)")


def _repaired(text: str) -> str | None:
    """`text` with UTF-8 that was read as Windows-1252 read rightly, None where that is not what happened."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
