"""From cited addresses to pages to be fetched: each page once, neighbours in the queue on different hosts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from quotecheck.fetch.address import Address, BadAddress, parse_address
from quotecheck.model import LinkUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One page to be fetched, for every spelling of its address that differs only in the fragment."""

    address: Address | None
    url: str
    records: tuple[tuple[int, str, tuple[LinkUse, ...]], ...]
    """Place in the output, address as cited, where it is cited."""


def make_jobs(occurrences: Iterable[LinkUse]) -> list[Job]:
    """Return one job a page, in order of first citation."""
    cited: dict[str, list[LinkUse]] = {}
    for use in occurrences:
        cited.setdefault(use.url, []).append(use)
    jobs: dict[str, Job] = {}
    for place, (url, uses) in enumerate(cited.items()):
        try:
            address = parse_address(url)
        except BadAddress:
            address = None
        key = address.url if address else url
        job = jobs.get(key) or Job(address=address, url=key, records=())
        jobs[key] = replace(job, records=(*job.records, (place, url, tuple(uses))))
    return list(jobs.values())


def spread(jobs: Sequence[Job]) -> Iterator[Job]:
    """Yield jobs so that neighbours go to different hosts: a slow one then holds up nobody else."""
    hosts: dict[str, list[Job]] = {}
    for job in jobs:
        hosts.setdefault(job.address.host if job.address else "", []).append(job)
    for row in zip_longest(*hosts.values()):
        yield from (job for job in row if job is not None)
