"""The functions of the package: each a session of its own for one call."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Unpack

from quotecheck.errors import BadInput
from quotecheck.front.results import Checked, CheckedAnswer, Extracted, Links, Traced, Verified
from quotecheck.front.session import Options, Session
from quotecheck.model import Document
from quotecheck.settings import MAX_BYTES, Settings


def check(
    quote: str,
    *,
    source: str | Path | None = None,
    text: str | None = None,
    settings: Settings | None = None,
    **options: Unpack[Options],
) -> Checked:
    """Compare a quotation with its source: an address, the path of a file, or a text given here.

    >>> import quotecheck as qc
    >>> print(qc.check("the bridge cost us $35 million", text="The bridge cost us $3.5 million.").findings[0])
    error Q402 number: the source has "3.5" where the quotation has "35": the number differs

    Raises `BadInput` when the quotation is blank, a file is not there, or not exactly one source is given.
    """
    with Session(settings, **options) as session:
        return session.check(quote, source=source, text=text)


def check_answer(
    answer: str,
    contexts: str | Sequence[str] | Mapping[str, str],
    *,
    settings: Settings | None = None,
    **options: Unpack[Options],
) -> CheckedAnswer:
    """Check every quotation of an answer against the contexts it was given from; the best of them answers.

    Its `context` is the name of that one in a mapping, or its number in a list. Nothing is fetched.
    """
    with Session(settings, **options) as session:
        return session.check_answer(answer, contexts)


def extract(source: str | Path | None = None, *, text: str | None = None, max_bytes: int = MAX_BYTES) -> Extracted:
    """Return the quotations and citations of a file, or of a text given here.

    Raises `BadInput` for a file that is not there, `UnreadableDocument` for one that holds no text.
    """
    from quotecheck.extract import extract as extraction_of  # noqa: PLC0415 - it takes a while to load
    from quotecheck.readers import read_path  # noqa: PLC0415

    if (source is None) == (text is None):
        raise BadInput("source", "give either a path or text=")
    if text is not None:
        return Extracted(extraction_of(Document(name="(text given)", text=text)))
    return Extracted(extraction_of(read_path(Path(source or ""), max_bytes=max_bytes)))


def verify(
    paths: str | Path | Sequence[str | Path], *, settings: Settings | None = None, **options: Unpack[Options]
) -> Verified:
    """Verify every quotation of documents: files, folders and globs."""
    with Session(settings, **options) as session:
        return session.verify(paths)


def links(
    paths: str | Path | Sequence[str | Path], *, settings: Settings | None = None, **options: Unpack[Options]
) -> Links:
    """Ask for every address that documents cite, and say how each answered."""
    with Session(settings, **options) as session:
        return session.links(paths)


def trace(quote: str, *, settings: Settings | None = None, **options: Unpack[Options]) -> Traced:
    """Find the text of a library (`library=`, a store or a folder of texts) that a quotation comes from."""
    with Session(settings, **options) as session:
        return session.trace(quote)


def explain(code: str) -> str:
    """Return what a finding code means as Markdown: why it matters, examples, what to do, the file of its rule.

    Raises `BadInput` for a code that there is not.
    """
    from quotecheck.judge.codes import CODES, describe  # noqa: PLC0415

    wanted = code.strip().upper()
    if wanted not in CODES:
        raise BadInput("code", f"there is no finding code {code!r}")
    return describe(wanted)
