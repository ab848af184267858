"""Formulas as pages and notebooks set them off: their primes and quotes are signs of mathematics, not marks."""

import re
from collections.abc import Iterator

from quotecheck.model import Span

_FORMULA = re.compile(
    r"""
    \\{1,2}\( (?:[^\\\n]|\\(?![()\[\]])){1,500}+ \\{1,2}\)          # in a line
    |\\{1,2}\[ (?:[^\\]|\\(?![()\[\]])){1,2000}+ \\{1,2}\]           # displayed
    |\$\$ [^$]{1,2000}+ \$\$
    |\\begin\{(?P<name>equation|align|gather|multline|eqnarray)(?P<star>\*?)\} .{1,4000}? \\end\{(?P=name)(?P=star)\}
    """,
    re.DOTALL | re.VERBOSE,
)
"""A display never holds another, so that none is looked for behind the start of the next."""
_OPERATOR = re.compile(r"\\[a-zA-Z]|[\^_={}<>+|]")
"""What formulas have and the escaped brackets of an editor do not."""


def formulas(text: str, begin: int = 0) -> Iterator[Span]:
    """Yield the formulas in TeX's own signs (and between two dollar signs) from `begin` on."""
    if "\\" not in text and "$$" not in text:
        return
    for found in _FORMULA.finditer(text, begin):
        if _OPERATOR.search(found.group(), 2, len(found.group()) - 2):
            yield Span(*found.span())
