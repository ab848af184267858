"""Q104, Q105, Q111, Q112, Q115: written in another form; Q902: damaged in the source."""

from collections.abc import Iterator

from quotecheck.judge.compare.forms import same_form
from quotecheck.judge.compare.sameness import Side
from quotecheck.judge.rule import Formed, Rule
from quotecheck.model import Finding


def another_form(same: Formed) -> Iterator[Finding]:
    """Tell what the form is, or that the source is damaged here."""
    comparison, step = same.comparison, same.step
    ours = Side(comparison.quote, comparison.words).chunk(step.q0, step.q1)
    theirs = Side(comparison.source.text, same.stretch.words).chunk(step.s0, step.s1)
    left, right = ours.of(comparison.quote), theirs.of(comparison.source.text)
    form = same_form(left, right)
    code, what = (form.code, form.what) if form else ("Q902", "the source is badly read here")
    shown = f'the source has "{right}" where the quotation has "{left}"'
    yield comparison.find_span(code, f"{shown}: {what}", ours, theirs)


RULE = Rule(codes=("Q104", "Q105", "Q111", "Q112", "Q115", "Q902"), reads=Formed, ask=another_form)
