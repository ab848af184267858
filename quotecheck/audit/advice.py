"""What the author can do about an outcome."""

from quotecheck.model import Outcome


def advice(outcome: Outcome, *, instead: str) -> str:
    """Return what the author can do, in one clause, given what to write instead; empty when there is nothing to do."""
    if instead:
        what = "new address" if outcome is Outcome.REDIRECT_PERMANENT else "archived copy"
        return f"cite the {what}: {instead}"
    return outcome.row.advice
