"""ZIP packages (Word, EPUB) within bounds: a bomb is refused by what its directory says and by what comes out."""

import io
import zipfile
import zlib

from quotecheck.errors import TOO_BIG, UnreadableDocument

MAX_PART = 64 * 1024 * 1024
"""Largest part, unpacked, in bytes: the text of a book of 10,000 pages."""
MAX_TOTAL = 128 * 1024 * 1024
"""Most that is unpacked of one package, in bytes."""
MAX_PARTS = 20_000
"""Most parts of a package; its directory alone is a load beyond that."""


class Package:
    """The parts of a ZIP file that is somebody else's."""

    def __init__(self, content: bytes, *, name: str) -> None:
        self.name = name
        self.unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableDocument(name, "a broken ZIP package") from error
        self.parts = {info.filename: info for info in self._zip.infolist()}
        if len(self.parts) > MAX_PARTS:
            raise UnreadableDocument(name, f"a package of more than {MAX_PARTS} parts", code=TOO_BIG)

    def read(self, part: str) -> bytes:
        """Return one part; raises `UnreadableDocument` when it is missing, broken, locked or too big."""
        info = self.parts.get(part)
        if info is None:
            raise UnreadableDocument(self.name, f"the package has no {part!r}")
        limit = min(MAX_PART, MAX_TOTAL - self.unpacked)
        if info.file_size > limit:
            raise self._too_big()
        try:
            with self._zip.open(info) as file:
                content = file.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            NotImplementedError,
            OSError,
            EOFError,
            ValueError,
        ) as error:
            # RuntimeError is zipfile's word for "needs a password".
            why = "is locked by a password" if isinstance(error, RuntimeError) else "is broken"
            raise UnreadableDocument(self.name, f"the part {part!r} {why}") from error
        self.unpacked += len(content)
        if len(content) > limit:
            raise self._too_big()
        return content

    def _too_big(self) -> UnreadableDocument:
        return UnreadableDocument(self.name, "unpacks to more than a document's size", code=TOO_BIG)
