"""Finding the addresses a file links to, by the grammar of its format.

A link is not a citation: it is a destination the format names, or an address that stands bare in the text. What is
shown as code, commented out, quoted verbatim, or a template to be filled in is none.
"""

from quotecheck.readers.links.find import find_links
from quotecheck.readers.links.found import FoundLink, FoundLinks, Resource

__all__ = ["FoundLink", "FoundLinks", "Resource", "find_links"]
