"""What a reader is given, and what a reader is.

Adding a format means one file with one such function and one record in `formats.FORMATS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from quotecheck.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Undecoded content with all that its surroundings say of it."""

    content: bytes
    name: str
    """Path or URL; its ending is a hint at the format, and an address is the base of relative links."""
    media_type: str | None = None
    """As the transport said it, without parameters; None for local files."""
    charset: str | None = None
    """As the transport said it, unchecked."""


Reader = Callable[[Raw], Document]
"""Turns raw content into a document; raises `UnreadableDocument` where there is no text in it."""
