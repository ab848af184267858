"""What can go wrong, as types a caller can do something about.

QuotecheckError
├── BadInput (ValueError)      a word of the command, a settings file or a batch line is wrong
├── UnreadableDocument         bytes that no reader turns into text; becomes a reason, not a crash
├── CorruptStore               the evidence store or an index cannot be trusted
├── InternalFault              our own fault at one document or quotation; the rest of the run goes on
├── WorkerLost                 the processes that should do a task die, or there are none
└── MissingExtra (ImportError) an optional package is not installed

A source that cannot be fetched is not an exception of the run: it is a `Retrieval` with an `Outcome`.
"""

NO_TEXT = "Q807"
TYPE_UNSUPPORTED = "Q808"
TOO_BIG = "Q809"
"""What a document can be unreadable for, as codes of docs/verdicts.md."""


class QuotecheckError(Exception):
    """Base of all errors raised on purpose by this package."""


class BadInput(QuotecheckError, ValueError):
    """What the user gave cannot be used: `where` names the argument, file or line, `why` says the reason."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where = where
        self.why = why

    def __str__(self) -> str:
        """One line: the place, then the reason."""
        return f"{self.where}: {self.why}"


class UnreadableDocument(QuotecheckError):
    """The bytes of `name` hold no text that a reader knows; `code` is the finding code that says why."""

    def __init__(self, name: str, why: str, *, code: str = TYPE_UNSUPPORTED) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why
        self.code = code

    def __str__(self) -> str:
        """One line: the document, then the reason."""
        return f"cannot read {self.name!r}: {self.why}"


class CorruptStore(QuotecheckError):
    """A store on disk is damaged or not ours; `path` says which."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why

    def __str__(self) -> str:
        """One line: the path, then the reason."""
        return f"cannot trust {self.path!r}: {self.why}"


class InternalFault(QuotecheckError):
    """A rule of ours failed at `where`, which the run passes over; `cause` is what it raised."""

    def __init__(self, where: str, cause: Exception) -> None:
        super().__init__(where, cause)
        self.where = where
        self.cause = cause

    def __str__(self) -> str:
        """One line: the place, then what was raised."""
        return f"{self.where}: {internal(self.cause)}"


def internal(cause: Exception) -> str:
    """Say in a clause that this is no fault of the input's, and what was raised."""
    return f"internal error ({type(cause).__name__}: {cause})"


class WorkerLost(QuotecheckError):
    """A task, or all work, was given up for want of a process that lives: `what` was to be done, `why` it was not."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what, why)
        self.what = what
        self.why = why

    def __str__(self) -> str:
        """One line: the task, then the reason."""
        return f"{self.what}: {self.why}"


class MissingExtra(QuotecheckError, ImportError):
    """A feature needs the optional packages of `extra`."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(feature, extra)
        self.feature = feature
        self.extra = extra

    def __str__(self) -> str:
        """One line: the feature, then the extra that brings it."""
        return f"{self.feature} needs the extra {self.extra!r}: pip install '.[{self.extra}]' in the repository"
