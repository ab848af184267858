"""A folder of recorded pages that stands in for the web.

`index.json` lists them: `{"format": 1, "pages": [{"url", "file", "media_type", "sha256", …}]}`. Optional fields are
`status`, `redirects` (addresses passed through), `final_url` and `retrieved_at`. A page whose `url` is null is
kept for other uses and cannot be asked for. Two spellings of an address are the same page when they differ only
in fragment, scheme, default port, escapes or tracking parameters; failing that, also in `www.`, a trailing
slash or an index page, as long as only one page answers to that.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from quotecheck.errors import BadInput
from quotecheck.fetch.address import Address, BadAddress, loose_key, page_key, parse_address
from quotecheck.fetch.headers import media_type
from quotecheck.fetch.local import make_capture
from quotecheck.fetch.status import reason_of, status_outcome
from quotecheck.model import Attempt, Outcome, Retrieval, Route, Target
from quotecheck.text.moments import moment

MAX_INDEX_BYTES = 64 * 1024 * 1024
"""An index of a hundred thousand pages has about 30 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    url: str
    file: str
    content_type: str
    sha256: str | None
    status: int
    redirects: tuple[str, ...]
    retrieved_at: datetime | None


class FolderMirror:
    """The pages of one mirror folder, found by address."""

    def __init__(self, folder: Path, *, max_bytes: int) -> None:
        """Read the index; raises `BadInput` when there is none or it is not one."""
        self._folder = folder.resolve()
        self._max_bytes = max_bytes
        self._strict: dict[str, _Page] = {}
        self._loose: dict[str, _Page | None] = {}
        for page in _read_index(folder / "index.json"):
            try:
                key = page_key(parse_address(page.url))
            except BadAddress:
                continue
            known = self._strict.setdefault(key, page)
            loose = loose_key(key)
            # an ambiguous loose key answers nothing rather than the wrong page
            self._loose[loose] = known if self._loose.get(loose, known) is known else None

    def get(self, target: Target, address: Address) -> Retrieval | None:
        """Return the recorded page, or None when the mirror has none of that address."""
        key = page_key(address)
        page = self._strict.get(key) or self._loose.get(loose_key(key))
        return None if page is None else self._retrieve(target, page)

    def close(self) -> None:
        """Nothing is held open."""

    def _retrieve(self, target: Target, page: _Page) -> Retrieval:
        try:
            content = self._read(page)
        except _BadCopy as error:
            outcome, reason = error.outcome, f"the mirror's copy {error}"
            attempt = Attempt(route=Route.MIRROR, url=page.url, outcome=outcome, detail=reason)
            return Retrieval(target=target, outcome=outcome, attempts=(attempt,), reason=reason)
        kind, charset = media_type(page.content_type)
        capture = make_capture(
            content,
            media_type=kind,
            charset=charset,
            final_url=page.redirects[-1] if page.redirects else page.url,
            route=Route.MIRROR,
            retrieved_at=page.retrieved_at,
        )
        outcome = status_outcome(page.status, {})
        attempt = Attempt(route=Route.MIRROR, url=page.url, outcome=outcome, status=page.status)
        return Retrieval(
            target=target,
            outcome=outcome,
            capture=replace(capture, status=page.status),
            attempts=(attempt,),
            redirects=page.redirects,
            reason=reason_of(outcome, page.status),
        )

    def _read(self, page: _Page) -> bytes:
        try:
            path = (self._folder / page.file).resolve()
            if not path.is_relative_to(self._folder) or not path.is_file():
                raise _BadCopy("is missing or lies outside the mirror")
            if path.stat().st_size > self._max_bytes:
                raise _BadCopy(f"has more than {self._max_bytes:,} bytes", Outcome.TOO_BIG)
            content = path.read_bytes()
        except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a loop of symbolic links
            raise _BadCopy("cannot be read") from error
        if page.sha256 is not None and hashlib.sha256(content).hexdigest() != page.sha256:
            raise _BadCopy("does not match its recorded digest")
        return content


class _BadCopy(Exception):
    def __init__(self, why: str, outcome: Outcome = Outcome.SKIPPED) -> None:
        super().__init__(why)
        self.outcome = outcome


def _read_index(path: Path) -> list[_Page]:
    try:
        if path.stat().st_size > MAX_INDEX_BYTES:
            raise BadInput(str(path), "the index of the mirror is too big")
        index: Any = json.loads(path.read_bytes())
    except OSError as error:
        raise BadInput(str(path), "not a mirror: there is no index.json to read") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(str(path), "the index of the mirror is not JSON") from error
    pages = index.get("pages") if isinstance(index, dict) else None
    if not isinstance(pages, list):
        raise BadInput(str(path), "the index of the mirror has no list 'pages'")
    return [page for number, entry in enumerate(pages) if (page := _page(entry, f"{path}: page {number}")) is not None]


def _page(entry: Any, where: str) -> _Page | None:
    if not isinstance(entry, dict):
        raise BadInput(where, "not an object")
    url, file = entry.get("url"), entry.get("file")
    if url is None:
        return None
    if not isinstance(url, str) or not isinstance(file, str):
        raise BadInput(where, "'url' and 'file' must be texts")
    digest, status = entry.get("sha256"), entry.get("status", 200)
    return _Page(
        url=url,
        file=file,
        content_type=entry["media_type"] if isinstance(entry.get("media_type"), str) else "",
        sha256=digest.lower() if isinstance(digest, str) else None,
        status=status if isinstance(status, int) else 200,
        redirects=_hops(entry, url),
        retrieved_at=moment(entry.get("retrieved_at")),
    )


def _hops(entry: Mapping[str, Any], url: str) -> tuple[str, ...]:
    """The addresses a page was led over, the final one last."""
    redirects, final = entry.get("redirects"), entry.get("final_url")
    hops = tuple(hop for hop in redirects if isinstance(hop, str)) if isinstance(redirects, list) else ()
    is_further = isinstance(final, str) and final != url and final not in hops
    return (*hops, str(final)) if is_further else hops
