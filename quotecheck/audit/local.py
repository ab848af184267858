"""Links to files beside the document: there or not there, nothing is read."""

import re
from pathlib import Path
from urllib.parse import unquote

from quotecheck.model import LinkRecord, LinkUse, Outcome

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def is_local(url: str) -> bool:
    """Say whether an address is a path seen from its document."""
    return bool(url) and not _SCHEME.match(url)


def local_record(url: str, uses: tuple[LinkUse, ...]) -> LinkRecord:
    """Return the record of a path: gone when one of the documents that link to it has no such file beside it."""
    known = [use for use in uses if Path(use.document).is_file()]
    if not known:
        why = "the document is no file: nothing stands beside it"
        return LinkRecord(url=url, outcome=Outcome.SKIPPED, reason=why, cited_in=uses)
    missing = next((use.document for use in known if not _is_there(Path(use.document).parent, url)), None)
    if missing is None:
        return LinkRecord(url=url, outcome=Outcome.OK, cited_in=uses)
    sign = f"no such file beside {missing}"
    return LinkRecord(url=url, outcome=Outcome.NOT_FOUND, reason=sign, signs=(sign,), cited_in=uses)


def _is_there(folder: Path, url: str) -> bool:
    """Say whether a path leads to a file; pages are often linked to under the ending they are built to."""
    written = unquote(re.split(r"[?#]", url, maxsplit=1)[0])
    if "\0" in written:
        return False
    path = folder / written
    try:
        if path.exists():
            return True
        return path.suffix == ".html" and any(path.with_suffix(suffix).exists() for suffix in (".md", ".rst", ".adoc"))
    except OSError:  # a name longer than the system allows
        return False
