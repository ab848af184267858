"""Whether the place in a page that an address points at is there: anchors and text fragments.

Syntax of text fragments: https://wicg.github.io/scroll-to-text-fragment/ - `#:~:text=[prefix-,]start[,end][,-suffix]`.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from quotecheck.fetch.signs import Page
from quotecheck.fetch.signs.page import MAX_CHARS
from quotecheck.fetch.signs.phrases import padded_words

FEW_WORDS = 20
"""Words of main text below which a page with scripts is drawn by them."""

_MARK = ":~:"
_FOR_SCRIPTS = re.compile(
    r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|[\w.-]+=.*|lines?-\d+(?:-\d+)?"
    r"|(?:issue|pullrequestreview|discussion|commit)?_?-?comment-?\d+|discussion_r\d+|issue-\d+|pullrequestreview-\d+"
)
"""Shapes of anchors that no element need bear: lines of code, times and pages ("t=90"), remarks fetched later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFragment:
    """One `text=` directive, decoded."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""


def split_fragment(fragment: str) -> tuple[str, tuple[TextFragment, ...]]:
    """Return the anchor of a fragment and its text directives.

    >>> split_fragment("sec:~:text=the%20end")
    ('sec', (TextFragment(start='the end', end='', prefix='', suffix=''),))
    """
    anchor, mark, directives = fragment.partition(_MARK)
    if not mark:
        return fragment, ()
    found = (_directive(part[len("text=") :]) for part in directives.split("&") if part.startswith("text="))
    return anchor, tuple(item for item in found if item is not None)


def _directive(value: str) -> TextFragment | None:
    parts = value.split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") and len(parts) > 1 else ""
    suffix = parts.pop()[1:] if parts[-1].startswith("-") and len(parts) > 1 else ""
    if not 1 <= len(parts) <= 2 or not parts[0]:
        return None
    return TextFragment(
        start=unquote(parts[0]),
        end=unquote(parts[1]) if len(parts) == 2 else "",
        prefix=unquote(prefix),
        suffix=unquote(suffix),
    )


def has_anchor(page: Page, anchor: str) -> bool:
    """Say whether the page has the place an anchor names, or the anchor is none a page need have.

    `top` is the top of any page (HTML, section 7.4.6.3), `/…` and `!…` are addresses of scripts.
    """
    if not anchor or anchor.lower() == "top" or anchor.startswith(("/", "!")):
        return True
    plain = unquote(anchor)
    return bool({anchor, plain, f"user-content-{plain}"} & page.names)


def is_unjudgeable(anchor: str, page: Page, source: str) -> bool:
    """Say whether an anchor that no element bears may still lead somewhere once the page's scripts have run.

    Scripts name headings by their words, and draw what they carry as data: the words of the anchor then stand in the
    page's source.
    """
    plain = unquote(anchor)
    if _FOR_SCRIPTS.fullmatch(plain) or plain.startswith("user-content-"):
        return True
    if not page.has_script:
        return False
    return page.words < FEW_WORDS or padded_words(plain) in padded_words(source)


def is_named_further_on(anchor: str, source: str) -> bool:
    """Say whether an element beyond what is read of a huge page bears the name."""
    name = "|".join(re.escape(form) for form in {anchor, unquote(anchor)})
    return re.search(rf"\s(?:id|name)\s*=\s*[\"']?(?:{name})[\"'\s>]", source[MAX_CHARS - 1000 :]) is not None


def has_text(text: str, fragment: TextFragment) -> bool:
    """Say whether the words of a text fragment stand in a page's text, in their order and surroundings."""
    whole, start = padded_words(text), padded_words(fragment.start)
    before, after = padded_words(fragment.prefix).rstrip(), padded_words(fragment.suffix).lstrip()
    end = padded_words(fragment.end)
    at = whole.find(start)
    for _ in range(1000):
        if at < 0:
            return False
        stop = at + len(start)
        if end.strip():
            closing = whole.find(end, stop - 1)
            stop = closing + len(end) if closing >= 0 else -1
        if stop >= 0 and whole[: at + 1].rstrip().endswith(before) and whole[stop - 1 :].lstrip().startswith(after):
            return True
        at = whole.find(start, at + 1)
    return False
