"""How a citation was led to its source: the steps from its key or words to an entry, a pin, a file or an address."""

from dataclasses import dataclass
from enum import StrEnum


class BindingWay(StrEnum):
    """What a step asked for."""

    KEY = "key"  # the key the citation is written by
    BIBLIOGRAPHY = "bibliography"  # the entry of a bibliography
    PIN = "pin"  # what sources.toml says
    FILE = "file"  # a file of the writer's
    ADDRESS = "address"  # the address or DOI of an entry
    LIBRARY = "library"  # a text of the library


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingStep:
    """One step from a citation towards its source."""

    way: BindingWay
    what: str
    """What was looked for or found: a key, "refs.bib: marsh1990", a path, an address."""
    is_found: bool = True
    why: str = ""
    """Why it led nowhere, or by what it was found ("named by the key")."""
