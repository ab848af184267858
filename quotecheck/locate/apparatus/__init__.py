"""What of a source is not its wording: numbers, heads, notes, references, labels and signs set around it.

Told once a source, from its text and its reader's marks alone, never from a quotation. A number is apparatus only as
a member of a stream that counts up through the text, or by a shape that no sentence has; every other number is
wording.
"""

from quotecheck.locate.apparatus.held import apparatus, apparatus_in, apparatus_of
from quotecheck.locate.apparatus.kinds import SURE, Apparatus, ApparatusKind, Policy

__all__ = ["SURE", "Apparatus", "ApparatusKind", "Policy", "apparatus", "apparatus_in", "apparatus_of"]
