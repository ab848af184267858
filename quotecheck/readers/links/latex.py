r"""FoundLinks of LaTeX: `\url`, `\href` and bare addresses, outside of comments and verbatim text."""

import re

from quotecheck.model import Span
from quotecheck.readers.links.bare import running_links
from quotecheck.readers.links.found import FoundLink, blank, is_destination

_GROUP = r"\{((?:[^{}\\]|\\.|\{[^{}]{0,500}\}){0,2000}+)\}"
_SIGN = re.compile(
    rf"""(?P<shut>\\begin\{{(?P<name>verbatim\*?|lstlisting|minted|comment|Verbatim|alltt)\}}.*?(?:\\end\{{(?P=name)\}}|\Z)
    |\\(?:verb\*?|lstinline)(?P<mark>[^\w\s{{*]).*?(?P=mark)
    |\\(?:lstinline|mintinline(?:\{{\w+\}})?|nolinkurl|path|texttt)\s*\{{[^{{}}\n]{{0,2000}}\}}
    |%[^\n]*)
    |(?P<url>\\url\s*{_GROUP})
    |(?P<delimited>\\url(?P<edge>[|!+/])([^\n]{{1,2000}}?)(?P=edge))
    |(?P<href>\\href\s*(?:\[[^\[\]]{{0,500}}\]\s*)?{_GROUP}(?:\s*{_GROUP})?)
    |(?P<escape>\\.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\([%#_&{}$~^\\])(?:\{\})?")


def latex_links(source: str) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of LaTeX, and the stretches that are none's place."""
    found: list[FoundLink] = []
    shut: list[Span] = []
    whole: list[Span] = []
    begin, end = source.find(r"\begin{document}"), source.find(r"\end{document}")
    shut += [Span(0, max(0, begin)), Span(end if end >= 0 else len(source), len(source))]
    for sign in _SIGN.finditer(source, max(0, begin), end if end >= 0 else len(source)):
        if sign.lastgroup == "shut" or sign.group("shut"):
            shut.append(Span(*sign.span()))
        elif not sign.group("escape"):
            group = next(number for number in (5, 8, 10) if sign.group(number) is not None)
            url = _ESCAPE.sub(r"\1", "".join(sign.group(group).split()))
            whole.append(Span(*sign.span()))
            if is_destination(url):
                found.append(FoundLink(url=url, span=Span(*sign.span(group))))
    return [*found, *running_links(blank(source, [*shut, *whole]), escapes=True)], shut
