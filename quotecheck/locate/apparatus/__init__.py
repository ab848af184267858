"""What of a source is not its wording: numbers, heads, notes, references, labels and signs set around it.

Told once a source, from its text and its reader's marks alone, never from a quotation. A number is apparatus only as
a member of a stream that counts up through the text, or by a shape that no sentence has; every other number is
wording.
"""

from quotecheck.locate.apparatus.brackets import brackets, star_pages
from quotecheck.locate.apparatus.callouts import callouts
from quotecheck.locate.apparatus.kinds import SURE, Apparatus, Kind, Policy, settled
from quotecheck.locate.apparatus.layout import layout
from quotecheck.locate.apparatus.legal import law_reports
from quotecheck.locate.apparatus.margins import line_numbers
from quotecheck.locate.apparatus.marks import from_marks
from quotecheck.locate.apparatus.markup import markup
from quotecheck.locate.apparatus.notes import note_blocks
from quotecheck.locate.apparatus.pages import pages
from quotecheck.locate.apparatus.references import references
from quotecheck.locate.apparatus.site import site_lines
from quotecheck.locate.apparatus.times import times
from quotecheck.locate.apparatus.verses import verses
from quotecheck.locate.apparatus.voices import noises, voices
from quotecheck.model import Document

__all__ = ["SURE", "Apparatus", "Kind", "Policy", "apparatus"]

_RULES = (
    markup,
    times,
    line_numbers,
    verses,
    star_pages,
    callouts,
    brackets,
    references,
    law_reports,
    noises,
    voices,
    site_lines,
)


def apparatus(document: Document) -> tuple[Apparatus, ...]:
    """Return the stretches of `document.text` that are not its wording, sorted and without overlaps.

    Linear in the length of the text; never raises.

    >>> page = Document(name="s", text="The treaty1 was never ratified2 by the northern towns.3")
    >>> [(one.span.of(page.text), str(one.kind)) for one in apparatus(page)]
    [('1', 'note callouts'), ('2', 'note callouts'), ('3', 'note callouts')]
    """
    page = layout(document.text)
    printed = list(pages(page))
    starts = {one.span.start for one in printed}
    furniture = frozenset(number for number in page.full if page.lines[number].start in starts)
    found = [*from_marks(document.marks), *printed, *note_blocks(page, furniture)]
    for rule in _RULES:
        found.extend(rule(page))
    return settled(found)
