"""The documents a run is given, read one by one: what cannot be read is told in one line and passed over."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from quotecheck.errors import BadInput, InternalFault, UnreadableDocument
from quotecheck.extract import extract
from quotecheck.model import Document, Extraction
from quotecheck.readers import expand, read_path


class Documents:
    """The documents of a run, read one by one, and what went wrong on the way."""

    def __init__(self, paths: Sequence[str], *, max_bytes: int, told: Callable[[str], None] = lambda _: None) -> None:
        """Take files, folders, globs, or `-` for standard input; `told` is told of each problem at once."""
        self._paths = paths
        self._max_bytes = max_bytes
        self._told = told
        self.problems: list[str] = []
        """One line for each input that could not be read."""
        self.names: list[str] = []
        """Names of the documents read."""
        self.faults = 0
        """Documents passed over by our own fault."""

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents in the order given, folders in name order."""
        for word in self._paths:
            try:
                paths = files_of(word)
            except BadInput as error:
                self._complain(str(error))
                continue
            for path in paths:
                yield from self._read(path)

    def extractions(self) -> Iterator[Extraction]:
        """Yield what was found in each document; one at which our own rules fail is said and passed over."""
        for document in self:
            try:
                yield extract(document)
            except Exception as error:  # noqa: BLE001 - whatever it is, the other documents are not to be lost
                self.faults += 1
                self._complain(str(InternalFault(document.name, error)))

    def _read(self, path: Path) -> Iterator[Document]:
        try:
            document = read_path(path, max_bytes=self._max_bytes)
        except UnreadableDocument as error:
            self._complain(str(error))
            return
        self.names.append(document.name)
        yield document

    def _complain(self, problem: str) -> None:
        self.problems.append(problem)
        self._told(problem)


def files_of(word: str) -> list[Path]:
    """Return the files an argument means; raises `BadInput` for what is not there, and for a folder without any."""
    paths = list(expand([word]))
    if not paths:
        raise BadInput(word, "the folder holds no file of a kind that is read")
    return paths
