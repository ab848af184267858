"""The process that opens a PDF: bytes on standard input, one JSON object on standard output.

Run as a module by `pdf`. The limits are the system's, set before the first byte is looked at.
"""

import io
import json
import logging
import sys

MEMORY = 1024 * 1024 * 1024
"""Address space, in bytes; a book of 1,000 pages takes about a third of it."""
CPU_SECONDS = 60
BYTES_A_SECOND = 30_000
"""Size of file that earns a second of the processor: a page of text takes 30 ms and, packed, some 2,500 bytes."""
MAX_PAGES = 5_000
MAX_ADDRESSES = 20_000
MAX_TEXT = 32 * 1024 * 1024
"""Most text taken, in code points."""


def main() -> None:
    """Read, extract, print."""
    content = sys.stdin.buffer.read()
    _limit(min(2 + len(content) // BYTES_A_SECOND, CPU_SECONDS))
    logging.disable(logging.CRITICAL)
    try:
        answer = extract_pages(content)
    except (MemoryError, RecursionError):
        answer = {"error": "the PDF takes more memory than a text should"}
    sys.stdout.write(json.dumps(answer))


def _limit(cpu_seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not there on Windows, where the time limit of the caller has to do
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def extract_pages(content: bytes) -> dict[str, object]:
    """Return pages, labels, metadata and notes of a PDF, or the error in words."""
    import pypdf  # noqa: PLC0415 - after the limits are set

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "the PDF is locked by a password"}
        count = len(reader.pages)
    except Exception as error:  # noqa: BLE001 - a broken PDF raises anything at all; it is an answer here
        return {"error": f"a broken PDF ({type(error).__name__})"}
    pages, notes, length = [], [], 0
    addresses: dict[str, None] = {}
    for number in range(min(count, MAX_PAGES)):
        try:
            page = reader.pages[number].extract_text()
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - one broken page is a note, not the end
            page = ""
            notes.append(f"page {number + 1} cannot be read ({type(error).__name__})")
        pages.append(page)
        addresses |= dict.fromkeys(_addresses(reader, number))
        length += len(page)
        if length > MAX_TEXT:
            notes.append(f"only the first {number + 1} of {count} pages were read")
            break
    if count > MAX_PAGES:
        notes.append(f"only the first {MAX_PAGES} of {count} pages were read")
    told = {"labels": _labels(reader), "metadata": _metadata(reader), "addresses": list(addresses)[:MAX_ADDRESSES]}
    return {"pages": pages, "notes": notes[:20], **told}


def _addresses(reader: object, number: int) -> list[str]:
    """Return the web addresses that the annotations of a page lead to (ISO 32000-1, 12.6.4.7)."""
    found = []
    try:
        for annotation in reader.pages[number].annotations or ():  # type: ignore[attr-defined]
            action = annotation.get_object().get("/A")
            address = action.get_object().get("/URI") if action is not None else None
            if isinstance(address, bytes):
                address = address.decode("utf-8", "replace")
            if isinstance(address, str) and address.startswith(("http://", "https://")):
                found.append(str(address))
    except Exception:  # noqa: BLE001 - a broken annotation is no reason to lose the page
        return found
    return found


def _labels(reader: object) -> list[str]:
    try:
        return [str(label) for label in reader.page_labels]  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 - numbering of its own is optional
        return []


def _metadata(reader: object) -> dict[str, str]:
    try:
        said = reader.metadata or {}  # type: ignore[attr-defined]
        pairs = (("title", "/Title"), ("author", "/Author"))  # the date is that of the file, not of the work
        return {name: str(said[key]) for name, key in pairs if said.get(key)}
    except Exception:  # noqa: BLE001 - nothing said is no loss
        return {}


if __name__ == "__main__":
    main()
