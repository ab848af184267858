"""The fetching stage: one task for each host, so that no host is asked by two workers at a time.

Each source is a part of its own. What is there is never asked for again, failures included: a run that is taken up
goes on, it does not start over. What holds another source than its own is not there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from quotecheck.engine.parts import part_digest
from quotecheck.engine.stage import HOPELESS, Run, blocks, died, worked
from quotecheck.engine.tasks import FetchTask, Wanted, is_fetched, run_fetch
from quotecheck.errors import CorruptStore, WorkerLost
from quotecheck.model import Target
from quotecheck.settings import Settings

OFFLINE_SOURCES = 25
"""Sources of a task when no host is asked: recorded pages are only read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """A fetched source."""

    path: str
    sha256: str
    """Digest of what the part holds."""


def fetched(run: Run, targets: Sequence[Target]) -> dict[Target, SourcePart | str]:
    """Have every target fetched that is not there yet; for one that workers die of, give the reason instead.

    Raises `CorruptStore` when workers do not share the work folder, `WorkerLost` when they die of all they fetch.
    """
    settings = _without_judging(run.settings)
    recorded = [_state(mirror) for mirror in run.settings.mirrors]
    wanted = {target: Wanted(target=target, out=run.out("fetch", settings, recorded, target)) for target in targets}
    lost = _fetch_all(run, settings, tuple(wanted.values()))
    for target, why in lost.items():
        run.lost(WorkerLost(f"fetching {target}", why))
    return {target: lost.get(target) or _source(one.out) for target, one in wanted.items()}


def _fetch_all(run: Run, settings: Settings, wanted: Sequence[Wanted]) -> dict[Target, str]:
    """Have sources fetched, round by round; return those that workers died of, and why."""
    missing = [one for one in wanted if not is_fetched(one)]
    lost: dict[Target, str] = {}
    in_vain = 0
    while missing:
        left = _fetch(run, settings, missing)
        missing = []
        in_vain += 1
        for group, why in left:
            # A task fetches one after the other: of the first that is missing the workers died.
            rest = [one for one in group if not is_fetched(one)]
            missing += rest[1:]
            in_vain = in_vain if rest == list(group) else 0
            lost.update((one.target, why) for one in rest[:1])
        if in_vain > HOPELESS:
            raise WorkerLost(f"fetching {len(missing) + len(lost)} sources", "workers die of each (out of memory?)")
    return lost


def _fetch(run: Run, settings: Settings, wanted: Sequence[Wanted]) -> list[tuple[tuple[Wanted, ...], str]]:
    """Have sources fetched; return those of each task that was given up, and why it was."""
    groups = list(_groups(wanted, offline=settings.offline))
    tasks = [
        FetchTask(wanted=run.table("fetch", group), settings=run.table("settings", [fetch_settings(run, host)]))
        for host, group in groups
    ]
    lost, is_hopeless = worked(run, "fetch", run_fetch, tasks)
    if is_hopeless:
        raise WorkerLost(f"fetching from the first {len(lost)} hosts", died(lost[0]))
    return [(groups[one.number][1], died(one)) for one in lost]


def _source(out: str) -> SourcePart:
    digest = part_digest(Path(out))
    if digest is None:
        raise CorruptStore(out, "a worker wrote this part elsewhere; the work folder must be shared by all")
    return SourcePart(path=out, sha256=digest)


def _groups(wanted: Sequence[Wanted], *, offline: bool) -> Iterator[tuple[str, tuple[Wanted, ...]]]:
    """Yield sources by host, the host with the most first: the longest task should not begin last."""
    if offline:
        yield from (("", group) for group in blocks(wanted, lambda _: 1, OFFLINE_SOURCES))
        return
    hosts: dict[str, list[Wanted]] = {}
    for one in wanted:
        hosts.setdefault(_host(one.target), []).append(one)
    for host in sorted(hosts, key=lambda host: (-len(hosts[host]), host)):
        yield host, tuple(hosts[host])


def _host(target: Target) -> str:
    try:
        return urlsplit(target.url or "").hostname or ""
    except ValueError:  # no address at all: the fetcher will say so
        return ""


def _without_judging(settings: Settings) -> Settings:
    """Return settings that differ only when what is fetched does, with paths that hold in any folder."""
    plain = Settings()
    return replace(
        settings,
        mirrors=tuple(mirror.absolute() for mirror in settings.mirrors),
        cache=settings.cache.absolute() if settings.cache else None,
        ca_bundle=settings.ca_bundle.absolute() if settings.ca_bundle else None,
        library=None,
        workers=plain.workers,
        fail_on=plain.fail_on,
    )


def fetch_settings(run: Run, host: str) -> Settings:
    """Return the settings of a task that asks a host, with an evidence store when the run was given none.

    It has one of its own: a store in a folder that machines share must not be written to by two of them.
    """
    settings = _without_judging(run.settings)
    if settings.offline or settings.cache is not None:
        return settings
    return replace(settings, cache=Path(run.out("evidence", host)).with_suffix(""))


def _state(mirror: Path) -> tuple[str, int, int]:
    """Return what changes when a mirror does."""
    facts = (mirror / "index.json" if mirror.is_dir() else mirror).stat()
    return str(mirror.absolute()), facts.st_size, facts.st_mtime_ns
