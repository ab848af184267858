"""Make other people's text safe and honest to show in a page: nothing acts, nothing hides.

Control characters and those that turn the direction of writing are written as escapes, so that a reader sees
them; soft hyphens and zero-width characters too, because a quotation that differs by one looks the same.
"""

import re

from quotecheck.text.printable import printable

_HIDDEN = re.compile("[\u00ad\u180e\u200b-\u200d\u2028\u2029\u2060-\u2064\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def visible(text: str) -> str:
    r"""Return `text` with line ends as line feeds and everything invisible as an escape.

    >>> visible("a\u202eb\u200bc\r\n")
    'a\\u202eb\\u200bc\n'
    """
    plain = printable(text.replace("\r\n", "\n"))
    return _HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", plain)
