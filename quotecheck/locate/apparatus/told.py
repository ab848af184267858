"""All rules that tell apparatus, asked of one document."""

from quotecheck.locate.apparatus.brackets import brackets, star_pages
from quotecheck.locate.apparatus.callouts import callouts
from quotecheck.locate.apparatus.items import list_labels
from quotecheck.locate.apparatus.kinds import Apparatus, settled
from quotecheck.locate.apparatus.layout import layout
from quotecheck.locate.apparatus.legal import law_reports
from quotecheck.locate.apparatus.margins import line_numbers
from quotecheck.locate.apparatus.marks import marked_apparatus
from quotecheck.locate.apparatus.markup import markup
from quotecheck.locate.apparatus.notes import note_blocks
from quotecheck.locate.apparatus.pages import pages
from quotecheck.locate.apparatus.references import references
from quotecheck.locate.apparatus.site import site_lines
from quotecheck.locate.apparatus.spoken import doubled_numbers, spoken
from quotecheck.locate.apparatus.times import times
from quotecheck.locate.apparatus.verses import verses
from quotecheck.locate.apparatus.voices import noises, voices
from quotecheck.model import Document

_RULES = (
    markup,
    times,
    line_numbers,
    verses,
    star_pages,
    callouts,
    brackets,
    list_labels,
    references,
    law_reports,
    noises,
    spoken,
    doubled_numbers,
    site_lines,
    voices,
)


def tell(document: Document) -> tuple[Apparatus, ...]:
    """Return what every rule says of a document, sorted and without overlaps."""
    page = layout(document.text)
    printed = list(pages(page))
    starts = {one.span.start for one in printed}
    furniture = frozenset(number for number in page.full if page.lines[number].start in starts)
    found = [*marked_apparatus(document), *printed, *note_blocks(page, furniture)]
    for rule in _RULES:
        found.extend(rule(page))
    return settled(found)
