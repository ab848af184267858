"""One quotation among several sources that its asker names, or in a library: as a document that cites them all."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from quotecheck.model import Result, Style, Target
from quotecheck.verify.batch import stable_id
from quotecheck.verify.check import Question
from quotecheck.verify.claimed import Claimed
from quotecheck.verify.conduct import verify_each
from quotecheck.verify.documents import files_of
from quotecheck.verify.here import Here
from quotecheck.verify.shelf import Shelf
from quotecheck.verify.sources import Copies, Fetch, open_source
from quotecheck.verify.targets import named_claim, source_target


def sources_meant(words: Sequence[str]) -> tuple[Target, ...]:
    """Return the sources that words mean, each once: addresses, files, folders, globs.

    Raises `BadInput` for what is not there, and for a folder without a file of a kind that is read.
    """
    found: dict[Target, None] = {}
    for word in words:
        target = source_target(word)
        if target.path is None:
            found[target] = None
        else:
            found |= dict.fromkeys(Target(path=str(path)) for path in files_of(target.path))
    return tuple(found)


def check_among(  # noqa: PLR0913 - all but the first two by name
    quote: str,
    targets: Sequence[Target],
    *,
    fetch: Fetch,
    style: Style,
    copies: Copies | None = None,
    library: Path | None = None,
    max_bytes: int,
) -> Result:
    """Return the result for a quotation that is said to stand in one of `targets`; a library is searched after them."""
    steps = Here(
        partial(open_source, fetch=fetch, style=style),
        style=style,
        copies=copies,
        shelf=Shelf(folder=library, max_bytes=max_bytes) if library else None,
    )
    question = Question(id=stable_id(quote, *map(str, targets)), quote=quote)
    case = Claimed(question=question, claims=tuple(map(named_claim, targets)))
    (result,) = verify_each([case], steps, style=style)
    return result
