"""What to write instead of an address that moved or went, and a copy of the document with it written."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quotecheck.model import LinkRecord, Outcome

_WEB = re.compile(r"https?://[^\s<>\"'\x00-\x1f\x7f]+")

_AFTER = ".,;:!?)*_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One address and what should stand in its place."""

    url: str
    replacement: str
    why: str


def suggestions(records: Iterable[LinkRecord]) -> Iterator[Suggestion]:
    """Yield a replacement for every address that moved for good, or of which an archived copy vouches.

    A page that is gone or drifted is replaced by the copy that was read; where a quotation is cited, only by one that
    holds it.
    """
    for record in records:
        found = replacement(record)
        if found:
            moved = record.outcome is Outcome.REDIRECT_PERMANENT
            why = "moved for good" if moved else f"{record.outcome.value}: archived copy"
            yield Suggestion(url=record.url, replacement=found, why=why)


def replacement(record: LinkRecord) -> str:
    """Return the address to write instead of the cited one, empty when there is none."""
    found = ""
    if record.outcome is Outcome.REDIRECT_PERMANENT and record.final_url and record.quotation_present is not False:
        # a browser takes the place within the page along when it is sent elsewhere
        _, mark, place = record.url.partition("#")
        found = record.final_url if "#" in record.final_url else f"{record.final_url}{mark}{place}"
    is_lost = record.outcome.group.is_rot
    if is_lost and record.archived is not None and record.was_in_archive is not False:
        found = record.archived.url
    return found if found != record.url and _WEB.fullmatch(found) else ""


def patched(text: str, found: Iterable[Suggestion], *, is_html: bool) -> tuple[str, int]:
    """Return `text` with every suggested address written in place of the old one, and the number of places.

    Only whole addresses are replaced: one that another begins with stays. In HTML, where an address may be written
    with character references, the replacement is escaped.
    """
    new: dict[str, str] = {}
    for one in found:
        if one.replacement == one.url:
            continue
        new[one.url] = html.escape(one.replacement) if is_html else _for_markdown(one.replacement)
    if not new:
        return text, 0
    count = 0
    read = html.unescape if is_html else str

    def swap(match: re.Match[str]) -> str:
        nonlocal count
        # trailing punctuation belongs to the sentence unless the cited address has it too
        end = len(match[0])
        while read(match[0][:end]) not in new and end and match[0][end - 1] in _AFTER:
            end -= 1
        if read(match[0][:end]) in new:
            count += 1
            return new[read(match[0][:end])] + match[0][end:]
        return match[0]

    return re.compile(r"https?://[^\s<>\"'`\]|\x00-\x1f\x7f]+").sub(swap, text), count


def _for_markdown(url: str) -> str:
    """Return an address that ends no link in Markdown."""
    return url.replace("(", "%28").replace(")", "%29").replace("[", "%5B").replace("]", "%5D")
