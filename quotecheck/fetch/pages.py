"""Looking at what came back: the page itself, a notice in its place, or a sign pointing elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from quotecheck.fetch.address import Address, BadAddress, follow, parse_address
from quotecheck.fetch.signs import Page, Situation, judge_page, read_page, read_refresh
from quotecheck.model import BUILT_BY_SCRIPT, Capture, Group, Outcome, Retrieval
from quotecheck.readers.decode import decode

MAX_REFRESHES = 2
"""Meta refreshes followed in a row: a third is a loop or a game."""
MAX_REFRESH_DELAY_S = 30.0
"""A page that stays longer than this before it moves on is meant to be read."""
INSTANT_S = 1.0
"""A refresh this quick is read as a permanent move, as search engines do."""
BARE_WORDS = 20
"""A page with fewer words that refreshes to itself at once is a circle; one with more keeps itself up to date."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXTUAL = frozenset({
    "application/pdf", "application/xml", "application/json", "application/rtf", "application/epub+zip",
    "application/msword", "application/x-tex", "application/markdown", "application/x-markdown",
})  # fmt: skip
_GZIP = b"\x1f\x8b\x08"
_BINARY = ("image/", "audio/", "video/", "font/", "model/")
_MAGIC = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF", b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf",
    b"ID3", b"OggS", b"fLaC", b"\x7fELF", b"wOFF", b"wOF2", b"BZh9", b"\xfd7zXZ\x00", b"\x1aE\xdf\xa3",
)  # fmt: skip
"""First bytes of pictures, sound, films, archives and programs, whatever type they are sent under."""
_CONTROLS = frozenset(range(9))
_PDF_END_BYTES = 4096
"""A whole PDF names its end and its start of references in its last bytes (ISO 32000-1, section 7.5.5)."""
_PLAIN = frozenset({"text/plain", "application/json"})
_NOTICE_CHARS = 400
"""A plain text of at most so many code points can be a notice; longer ones are texts."""


def is_html(capture: Capture) -> bool:
    """Say whether a capture is an HTML page, by its type or, whatever is stated, by its first bytes."""
    if capture.media_type in _HTML:
        return True
    return capture.content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))


def is_readable(capture: Capture) -> bool:
    """Say whether a capture is of a kind that may hold text to compare with."""
    kind = capture.media_type
    if kind.startswith("text/") or kind in _HTML or kind in _TEXTUAL or kind.endswith(("+xml", "+json")):
        return True
    if kind.startswith(_BINARY):
        return False
    head = capture.content[:4096]
    return head.startswith(b"%PDF-") or b"\x00" not in head or head[:2] in (b"\xff\xfe", b"\xfe\xff")


def page_of(capture: Capture) -> Page:
    """Read the facts of an HTML capture."""
    return read_page(source_of(capture))


def source_of(capture: Capture) -> str:
    """Return the decoded markup of a capture."""
    return decode(capture.content, charset=capture.charset).text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    retrieval: Retrieval
    refresh: tuple[float, Address] | None = None
    is_bare: bool = False
    """Whether the page that refreshes at once shows hardly anything else."""


def inspect(retrieval: Retrieval, again: Callable[[Address], Retrieval] | None) -> Retrieval:
    """Return the retrieval with the outcome its page speaks of, meta refreshes followed through `again`."""
    look = _look(retrieval, retrieval.target.url or "")
    seen = {_place(retrieval)}
    for _ in range(MAX_REFRESHES):
        if look.refresh is None or again is None:
            return look.retrieval
        delay_s, address = look.refresh
        if address.url in seen:
            is_meant = _place(look.retrieval) == address.url and not look.is_bare
            return (
                look.retrieval if is_meant else _ended(look.retrieval, Outcome.REDIRECT_LOOP, "a refresh in a circle")
            )
        seen.add(address.url)
        look = _joined(look.retrieval, _look(again(address), retrieval.target.url or ""), delay_s)
    if look.refresh is not None and look.refresh[1].url != _place(look.retrieval):
        return _ended(look.retrieval, Outcome.REDIRECT_LOOP, "the pages refresh to one another")
    return look.retrieval


def _place(retrieval: Retrieval) -> str:
    return (retrieval.capture.final_url if retrieval.capture else None) or retrieval.target.url or ""


def _ended(retrieval: Retrieval, outcome: Outcome, reason: str) -> Retrieval:
    return replace(retrieval, outcome=outcome, reason=reason, signs=(*retrieval.signs, reason))


def _look(retrieval: Retrieval, cited: str) -> _Look:
    """Look at a page that was come by on the way from the address `cited`."""
    capture = retrieval.capture
    if capture is None or not capture.content:
        return _Look(retrieval=retrieval)
    is_alive = retrieval.outcome.group is Group.ALIVE
    fault = _kind_fault(capture) if is_alive else None
    if fault is not None:
        return _Look(retrieval=replace(retrieval, outcome=fault[0], reason=fault[1]))
    page = _shown(capture)
    if page is None:
        return _Look(retrieval=retrieval)
    try:
        asked, final = parse_address(cited), parse_address(capture.final_url or retrieval.target.url or "")
    except BadAddress:
        return _Look(retrieval=retrieval)
    if is_alive and (refresh := _refresh(page, capture, final)) is not None:
        is_bare = refresh[0] <= INSTANT_S and page.words < BARE_WORDS
        return _Look(retrieval=retrieval, refresh=refresh, is_bare=is_bare)
    return _Look(retrieval=_judged(retrieval, page, asked, final))


def _shown(capture: Capture) -> Page | None:
    """Return the page a capture shows; a short plain text is one of few words, other kinds are none."""
    if is_html(capture):
        return page_of(capture)
    if capture.media_type not in _PLAIN or len(capture.content) > 4 * _NOTICE_CHARS:
        return None
    text = " ".join(decode(capture.content, charset=capture.charset).text.split())
    return Page(title=text, text=text, words=len(text.split())) if len(text) <= _NOTICE_CHARS else None


def _kind_fault(capture: Capture) -> tuple[Outcome, str] | None:
    """Return why the bytes of a capture are not looked at further, None when they are."""
    if capture.content.startswith(_GZIP) and capture.media_type.startswith("text/"):
        return Outcome.BAD_ENCODING, f"called {capture.media_type}, but packed by gzip without saying so"
    is_package = capture.media_type in _TEXTUAL or "openxml" in capture.media_type
    if not is_readable(capture) or (_is_binary(capture.content) and not is_package):
        return Outcome.UNSUPPORTED_TYPE, f"{capture.media_type} holds no text to compare with"
    end = capture.content[-_PDF_END_BYTES:]
    if capture.content.startswith(b"%PDF-") and b"%%EOF" not in end and b"startxref" not in end:
        return Outcome.TRUNCATED, "the PDF breaks off before its end"
    return None


def _is_binary(content: bytes) -> bool:
    """Say whether bytes begin as a binary format does; a text may begin with "RIFF", but without control characters."""
    return content.startswith(_MAGIC) and not _CONTROLS.isdisjoint(content[:512])


def _situation(retrieval: Retrieval, asked: Address, final: Address) -> Situation:
    """How the page was come by; one that answered is judged as if by "200 OK"."""
    is_alive = retrieval.outcome.group is Group.ALIVE
    status = (retrieval.capture.status if retrieval.capture else None) or 200
    was_redirected = bool(retrieval.redirects) or asked.url not in (final.url, retrieval.target.url)
    return Situation(asked=asked, final=final, status=200 if is_alive else status, was_redirected=was_redirected)


def _judged(retrieval: Retrieval, page: Page, asked: Address, final: Address) -> Retrieval:
    is_alive = retrieval.outcome.group is Group.ALIVE
    shows = page.text or page.furniture or page.has_media or page.has_script
    if is_alive and not shows:
        return replace(retrieval, outcome=Outcome.EMPTY, reason="the page shows nothing", signs=("no visible text",))
    judged = judge_page(page, _situation(retrieval, asked, final))
    if judged is not None:
        return replace(retrieval, outcome=judged.outcome, reason="; ".join(judged.signs), signs=judged.signs)
    if is_alive and page.words < 5 and page.has_script:
        return replace(retrieval, signs=(BUILT_BY_SCRIPT,))
    return retrieval


def _refresh(page: Page, capture: Capture, final: Address) -> tuple[float, Address] | None:
    """Return the delay in seconds and the address of a refresh that is meant to be followed."""
    said = page.refresh or read_refresh(dict(capture.headers).get("refresh", ""))
    if said is None or said[0] > MAX_REFRESH_DELAY_S:
        return None
    try:
        return said[0], follow(final, said[1])
    except BadAddress:
        return None


def _joined(first: Retrieval, look: _Look, delay_s: float) -> _Look:
    """Return the retrieval of the page refreshed to, as the continuation of the first one."""
    after = look.retrieval
    hops = (*first.redirects, _first_url(after), *after.redirects)
    attempts = first.attempts + after.attempts
    signs = (*after.signs, "reached by a meta refresh")
    outcome, reason = after.outcome, after.reason
    if outcome.group is Group.GONE and outcome is not Outcome.SOFT404_HOME:
        outcome, reason = Outcome.META_REFRESH_404, f"refreshes to a page that is gone: {reason}"
    elif outcome.group is Group.ALIVE:
        is_lasting = delay_s <= INSTANT_S and Outcome.REDIRECT_TEMPORARY not in (first.outcome, outcome)
        outcome = Outcome.REDIRECT_PERMANENT if is_lasting else Outcome.REDIRECT_TEMPORARY
    joined = replace(
        after,
        target=first.target,
        outcome=outcome,
        reason=reason,
        redirects=hops,
        attempts=attempts,
        signs=signs,
    )
    return replace(look, retrieval=joined)


def _first_url(retrieval: Retrieval) -> str:
    return retrieval.target.url or ""
