"""Words that differ and say the same, with what makes them the same."""

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.compare.forms import same_form
from quotecheck.judge.compare.sameness import ChunkedWords
from quotecheck.judge.rule import Formed


def formed(comparison: Comparison, stretch: Stretch, step: Step) -> Formed:
    """Return the words of a step that was told to be another form, or damage of the source."""
    ours = ChunkedWords(comparison.quote, comparison.words).chunk(step.q0, step.q1)
    theirs = ChunkedWords(comparison.source.text, stretch.words).chunk(step.s0, step.s1)
    form = same_form(ours.of(comparison.quote), theirs.of(comparison.source.text))
    return Formed(comparison=comparison, stretch=stretch, step=step, ours=ours, theirs=theirs, form=form)
