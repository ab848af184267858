"""Asking the Wayback machine to keep a page (Save Page Now 2). Only ever done when the user says so and has a key.

The key goes to the archive of the settings and nowhere else, never over plain HTTP to another machine, and into no log
or report.
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from quotecheck.fetch.address import Address, BadAddress, parse_address
from quotecheck.fetch.archives.wayback import Snapshot, moment_of, save_url, view_url
from quotecheck.model import ArchivedCopy, Retrieval, Target

KEY_VARIABLE = "QUOTECHECK_IA_KEY"
"""Environment variable that holds `access:secret` (archive.org/account/s3.php)."""
POLL_S = 5.0
MAX_POLLS = 36
"""Three minutes: a capture is given up by the archive itself after two."""
_KEY = re.compile(r"[A-Za-z0-9]{1,64}:[A-Za-z0-9]{1,64}")
_JOB = re.compile(r"[A-Za-z0-9-]{1,100}")

Send = Callable[[Target, Address, Mapping[str, str], Mapping[str, str] | None], Retrieval]
"""Asks one address with header fields and, where given, a form; never raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What came of asking."""

    copy: ArchivedCopy | None = None
    reason: str = ""
    """Why there is no copy, one clause."""


def save_page(url: str, *, base: str, key: str, send: Send, poll_s: float = POLL_S) -> Saved:
    """Ask the archive at `base` to keep `url`, and wait until it has or says why not."""
    try:
        asked, archive = parse_address(url), parse_address(save_url(base))
    except BadAddress as error:
        return Saved(reason=error.why)
    bar = _bar(archive, key)
    if bar:
        return Saved(reason=bar)
    fields = {"Accept": "application/json", "Authorization": f"LOW {key}"}
    form = {"url": asked.url, "skip_first_archive": "1", "if_not_archived_within": "30d"}
    begun = _answer(send(Target(url=url), archive, fields, form))
    job = begun.get("job_id")
    if not isinstance(job, str) or not _JOB.fullmatch(job):
        return Saved(reason=_why(begun))
    status = parse_address(f"{save_url(base)}/status/{quote(job)}")
    for _ in range(MAX_POLLS):
        told = _answer(send(Target(url=url), status, fields, None))
        if told.get("status") != "pending":
            return _copy(told, asked.url, base) if told.get("status") == "success" else Saved(reason=_why(told))
        time.sleep(poll_s)
    return Saved(reason="the archive has not finished in time")


def _bar(archive: Address, key: str) -> str:
    """Return why the key is not sent, empty when it may be."""
    if not _KEY.fullmatch(key):
        return f"{KEY_VARIABLE} does not hold access:secret"
    is_safe = archive.scheme == "https" or archive.host.startswith("127.")
    return "" if is_safe else "the key is sent over https only"


def _copy(told: Mapping[str, Any], url: str, base: str) -> Saved:
    stamp = str(told.get("timestamp", ""))
    moment = moment_of(stamp)
    if moment is None:
        return Saved(reason="the archive named no time of capture")
    original = told.get("original_url")
    snapshot = Snapshot(stamp=stamp, original=original if isinstance(original, str) else url)
    return Saved(copy=ArchivedCopy(url=view_url(base, snapshot), memento_datetime=moment))


def _answer(retrieval: Retrieval) -> dict[str, Any]:
    try:
        told = json.loads(retrieval.capture.content) if retrieval.capture else None
    except (ValueError, RecursionError):
        told = None
    return told if isinstance(told, dict) else {"message": retrieval.reason}


def _why(told: Mapping[str, Any]) -> str:
    words = told.get("message") or told.get("status_ext") or "the archive gave no reason"
    return f"not saved: {str(words)[:200]}"
