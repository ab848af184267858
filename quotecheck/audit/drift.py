"""Earlier copies of a page: whether they hold what is quoted from it, and what follows when the page does not."""

import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from quotecheck.audit.presence import Presence, document_of, standings, words_that_went
from quotecheck.model import ArchivedCopy, Capture, Group, LinkRecord, Outcome, Retrieval, Route

MAX_SHOWN = 200
"""Letters of the words that went, in the reason; the record has them all."""
MIN_WORDS = 5
"""Shorter quotations are absent by chance of spelling: they prove no drift."""


class Archive(Protocol):
    """Where earlier copies of pages are found."""

    def copies(self, url: str, near: datetime | None, *, kept_only: bool = False) -> Iterator[Retrieval]:
        """Yield earlier copies of a page, the one nearest to `near` first (newest when None).

        `kept_only` leaves out what would have to be asked for.
        """
        ...


def look_back(record: LinkRecord, now: tuple[Presence, ...], archive: Archive | None) -> LinkRecord:
    """Look into earlier copies when the page is gone or does not hold what is quoted from it, word for word.

    `now` is how its quotations stand in the page as it is; empty when there are none or nothing could be read.
    """
    is_alive = record.outcome.group is Group.ALIVE
    is_inexact = is_alive and any(one.score < 1 for one in now)
    if archive is not None and (is_inexact or record.outcome.group is Group.GONE):
        record = _through_copies(record, now, archive)
    return _without_proof(record, now)


def _through_copies(record: LinkRecord, now: tuple[Presence, ...], archive: Archive) -> LinkRecord:
    is_alive = record.outcome.group is Group.ALIVE
    wanted = quotations(record)
    near = next((use.cited_on for use in record.cited_in if use.cited_on), None)
    # a slip of the author's own is no reason to ask an archive; what we kept ourselves costs nothing
    for copy in archive.copies(record.url, near, kept_only=is_alive and _are_present(now)):
        if copy.capture is None:
            continue
        then = _standings(wanted, copy.capture)
        record = _with_copy(replace(record, attempts=record.attempts + copy.attempts), copy.capture, then)
        if is_alive and then and _has_drifted(then, now):
            return _drifted(record, copy.capture, now)
        if _are_present(then):
            break
    return record


def _are_present(standings: tuple[Presence, ...]) -> bool:
    """Whether a page holds all that is quoted from it; so does one from which nothing is."""
    return all(one.is_present for one in standings)


def _without_proof(record: LinkRecord, now: tuple[Presence, ...]) -> LinkRecord:
    """Call a page drifted that lacks its quotation when no copy can say whether it ever held it."""
    lost = [one for one in now if not one.is_present and len(one.quote.split()) >= MIN_WORDS]
    if record.outcome.group is not Group.ALIVE or record.was_in_archive is not None or not lost:
        return record
    if all(attempt.route is not Route.LIVE for attempt in record.attempts):  # a mirror says nothing of today's page
        return record
    sign = "the quotation is not in the page; whether it ever was is not known"
    missing = tuple(run for one in lost for run in words_that_went(one))
    return replace(
        record,
        outcome=Outcome.CONTENT_DRIFT,
        reason=f"{sign}: {_shortened(missing)}",
        missing=missing,
        signs=(*record.signs, sign),
    )


def _shortened(missing: tuple[str, ...]) -> str:
    """Return the words that went, cut to what a line of a report holds."""
    return textwrap.shorten("; ".join(f'"{words}"' for words in missing), MAX_SHOWN, placeholder=" …")


def quotations(record: LinkRecord) -> tuple[str, ...]:
    """Return the wordings cited to an address, each once."""
    return tuple(dict.fromkeys(quote for use in record.cited_in for quote in use.quotations))


def _standings(quotations: tuple[str, ...], capture: Capture) -> tuple[Presence, ...]:
    document = document_of(capture) if quotations else None
    return standings(quotations, document.text) if document is not None else ()


def _has_drifted(then: tuple[Presence, ...], now: tuple[Presence, ...]) -> bool:
    """Say whether a quotation stood in the earlier copy and stands there no more, or not word for word."""
    pairs = zip(then, now, strict=True)
    return any((a.is_present and not b.is_present) or (a.score == 1 and b.score < 1) for a, b in pairs)


def _with_copy(record: LinkRecord, capture: Capture, then: tuple[Presence, ...]) -> LinkRecord:
    if record.archived is not None or capture.memento_datetime is None:
        return record
    found = ArchivedCopy(url=capture.final_url or record.url, memento_datetime=capture.memento_datetime)
    held = _are_present(then) if then else None
    return replace(record, archived=found, was_in_archive=held)


def _drifted(record: LinkRecord, capture: Capture, now: tuple[Presence, ...]) -> LinkRecord:
    when = capture.memento_datetime or capture.retrieved_at
    sign = f"the copy of {when.date().isoformat() if when else 'an earlier day'} holds the quotation"
    copy = ArchivedCopy(url=capture.final_url or record.url, memento_datetime=capture.memento_datetime)
    missing = tuple(run for one in now if one.score < 1 for run in words_that_went(one))
    return replace(
        record,
        outcome=Outcome.CONTENT_DRIFT,
        reason=f"the page no longer says what is quoted from it; what went: {_shortened(missing)}",
        archived=copy if capture.memento_datetime else record.archived,
        was_in_archive=True,
        missing=missing,
        signs=(*record.signs, sign),
    )
