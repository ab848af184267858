"""What is known of a quotation's speaker."""

from typing import NamedTuple

__all__ = ["Attribution"]


class Attribution(NamedTuple):
    """The words that name the speaker, the person meant, the rule, and how sure it is."""

    mention: str | None
    """As written: "he", "a spokeswoman for the ministry"; None where only structure or the text's course tells."""
    speaker: str | None
    """The person; None for a pronoun that stays open."""
    why: str
    confidence: float

    def carried(self, why: str, by: float, *, keeps_mention: bool = True) -> "Attribution":
        """Return the answer for a quotation that takes over this one's speaker."""
        return Attribution(self.mention if keeps_mention else None, self.speaker, why, self.confidence * by)
