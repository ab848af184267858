"""The process that opens a PDF: bytes on standard input, one JSON object on standard output.

Run by `pdf`. The limits are the system's, set before the first byte is looked at. What a page holds is given line by
line, each with its place: [text, left, bottom, right, height, is upright, is monospaced, raised numbers].
"""

import contextlib
import ctypes
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 1024 * 1024 * 1024
"""Address space, in bytes; a book of 1,000 pages takes about a third of it."""
CPU_SECONDS = 60
BYTES_A_SECOND = 100_000
"""Size of file that earns a second of the processor: a page of text takes 2 ms and, packed, some 2,500 bytes."""
MAX_PAGES = 5_000
MAX_ADDRESSES = 20_000
MAX_TEXT = 32 * 1024 * 1024
"""Most text taken, in code points."""
_MAX_LINKS = 2_000
"""Most annotations of one page that are looked at."""
_RAISED = 0.85
"""Height of a raised number against the line it stands in."""
_NUMBER = re.compile(r"[0-9*†‡§](?<![0-9/–-].)(?<![0-9][.,].)[0-9]{0,2}(?![0-9])")
_LINE = re.compile("(?:[^\r\n\x02\ufffe]|\r(?!\n))+[\x02\ufffe]?")
"""A return alone is a sign of a font without a map. The engine takes the end of a line away behind a hyphen and
leaves a sign of its own for both."""
_CODE_SIGN = re.compile(r"[{}()=_<>/\\;$#]")
"""What a line of code has: only such lines are asked for the widths of their letters."""
_UPRIGHT = 0.2
"""Angle of an upright line, in radians, at most."""
_LOCKED = 4  # FPDF_ERR_PASSWORD


def main() -> None:
    """Read, extract, print."""
    content = sys.stdin.buffer.read()
    _limit(min(4 + len(content) // BYTES_A_SECOND, CPU_SECONDS))
    try:
        answer = extract(content)
    except (MemoryError, RecursionError):
        answer = {"error": "the PDF takes more memory than a text should"}
    sys.stdout.write(json.dumps(answer))


def _limit(cpu_seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not there on Windows, where the time limit of the caller has to do
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):  # macOS knows this limit and takes none
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def extract(content: bytes) -> dict[str, object]:
    """Return pages, labels, metadata and notes of a PDF, or the error in words."""
    import pypdfium2  # noqa: PLC0415 - after the limits are set

    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except Exception as error:  # noqa: BLE001 - a broken PDF raises anything at all; it is an answer here
        is_locked = getattr(error, "err_code", None) == _LOCKED
        return {"error": "the PDF is locked by a password" if is_locked else f"a broken PDF ({error})"}
    pages: list[list[Any]] = []
    notes: list[str] = []
    labels: list[str] = []
    addresses: dict[str, None] = {}
    length = 0
    for number in range(min(count, MAX_PAGES)):
        try:
            page = document[number]
            lines = list(_lines(page))
            addresses |= dict.fromkeys(_addresses(document, page))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - one broken page is a note, not the end
            lines = []
            notes.append(f"page {number + 1} cannot be read ({error})")
        pages.append(lines)
        labels.append(document.get_page_label(number) or str(number + 1))
        length += sum(len(line[0]) for line in lines)
        if length > MAX_TEXT:
            notes.append(f"only the first {number + 1} of {count} pages were read")
            break
    if count > MAX_PAGES:
        notes.append(f"only the first {MAX_PAGES} of {count} pages were read")
    told = {"labels": labels, "metadata": document.get_metadata_dict(), "addresses": list(addresses)[:MAX_ADDRESSES]}
    return {"pages": pages, "notes": notes[:20], **told}


def _lines(page: Any) -> Iterator[list[Any]]:
    """Yield the lines of a page that are not blank, in the order in which the file shows them."""
    from pypdfium2 import raw  # noqa: PLC0415 - after the limits are set

    place = page.get_textpage()
    text = place.get_text_range()
    count = place.count_chars()
    if len(text) != count:  # characters beyond the basic plane are two to the engine
        text = "".join(chr(raw.FPDFText_GetUnicode(place, at)) for at in range(count))
    box = raw.FS_RECTF()

    def rectangle(at: int) -> tuple[float, float, float, float]:
        raw.FPDFText_GetLooseCharBox(place, at, box)
        return box.left, box.bottom, box.right, box.top

    flags = ctypes.c_int()
    for found in _LINE.finditer(text):
        line = found.group()
        shown = line.strip()
        if not shown:
            continue
        start = found.start() + len(line) - len(line.lstrip())
        left, bottom, _, top = rectangle(start)
        right = rectangle(start + len(shown) - 1)[2]
        if may_be_code := _CODE_SIGN.search(shown) is not None:
            raw.FPDFText_GetFontInfo(place, start, None, 0, flags)
        is_upright = right - left > top - bottom or abs(raw.FPDFText_GetCharAngle(place, start)) < _UPRIGHT
        raised = [
            [number.start(), number.end()]
            for number in _NUMBER.finditer(shown)
            if _is_raised(
                rectangle(start + number.start()), rectangle(start + max(number.start() - 1, 0)), number.start()
            )
        ]
        yield [shown, left, bottom, right, top - bottom, is_upright, may_be_code and bool(flags.value & 1), raised]


def _is_raised(sign: tuple[float, ...], before: tuple[float, ...], at: int) -> bool:
    """Say whether a sign is smaller than what it stands behind and its foot higher; the first of a line is not told."""
    height, beside = sign[3] - sign[1], before[3] - before[1]
    return at > 0 and height < _RAISED * beside and sign[1] > before[1]


def _addresses(document: Any, page: Any) -> Iterator[str]:
    """Yield the web addresses that the annotations of a page lead to (ISO 32000-1, 12.6.4.7)."""
    from pypdfium2 import raw  # noqa: PLC0415 - after the limits are set

    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MAX_LINKS):
        if not raw.FPDFLink_Enumerate(page, position, link):
            break
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if size <= 1:
            continue
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, buffer, size)
        address = buffer.value.decode("utf-8", "replace")
        if address.startswith(("http://", "https://")):
            yield address


if __name__ == "__main__":
    main()
