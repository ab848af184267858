"""Q110: a word is written with, without or across a hyphen or blank."""

from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding, Severity


def other_join(change: Change) -> Iterator[Finding]:
    """Q110 for the same letters, joined or divided in another way; a hyphen at a line's end is only typography."""
    if change.step.tag == "join":
        source = change.source
        at_line_end = "\n" in change.comparison.source.text[source[0].start : source[-1].end]
        explain = f"{difference(change.quote, source)}: joined in another way"
        yield change.find("Q110", explain, severity=Severity.INFO if at_line_end else None)


def other_hyphen(gap: Between) -> Iterator[Finding]:
    """Q110 where a hyphen comes or goes: "re created" and "re-created", but not "late, but" and "late - but"."""
    if not gap.has_other_marks or not gap.changed <= {"-", '"'}:
        return
    is_tight = not any(letter.isspace() for letter in gap.left + gap.right)
    if is_tight or "-" in {gap.left, gap.right}:
        yield gap.find("Q110", "a hyphen differs")


RULE = Rule(codes=("Q110",), reads=Change, ask=other_join)
BETWEEN = Rule(codes=("Q110",), reads=Between, ask=other_hyphen)
