"""Tell whether a quotation is what its source says, and exactly how the two differ.

>>> import quotecheck as qc
>>> qc.check("the panel could recommend it", text="The panel could not recommend it.").verdict.value
'altered'

The names below are the whole of the public interface, with the types of `quotecheck.model`. They are imported when
they are first used.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotecheck.errors import QuotecheckError
    from quotecheck.front.functions import check, check_answer, explain, extract, links, trace, verify
    from quotecheck.front.session import Session
    from quotecheck.settings import Settings

__all__ = [
    "QuotecheckError",
    "Session",
    "Settings",
    "__version__",
    "check",
    "check_answer",
    "explain",
    "extract",
    "links",
    "trace",
    "verify",
]
__version__ = "0.2.0"

_HOMES = {
    "QuotecheckError": "quotecheck.errors",
    "Session": "quotecheck.front.session",
    "Settings": "quotecheck.settings",
    **dict.fromkeys(
        ("check", "check_answer", "explain", "extract", "links", "trace", "verify"), "quotecheck.front.functions"
    ),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Front(ModuleType):
    """This package: three functions have the name of a part, and from outside the function is what is meant."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):  # the import system sets the parts it has imported
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Front
