"""The fetching stage: one task for each host, so that no host is asked by two workers at a time.

Each source is a part of its own. What is there is never asked for again, failures included: a run that is taken up
goes on, it does not start over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from quotecheck.engine.parts import digest_of, is_whole
from quotecheck.engine.stage import Run, blocks
from quotecheck.engine.tasks import FetchTask, Wanted, run_fetch
from quotecheck.errors import CorruptStore
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


def fetched(run: Run, targets: Sequence[Target]) -> dict[Target, SourcePart]:
    """Have every target fetched that is not there yet."""
    settings = _fetching(run.settings)
    recorded = [_state(mirror) for mirror in run.settings.mirrors]
    outs = {target: run.out("fetch", settings, recorded, target) for target in targets}
    missing = [target for target in targets if not is_whole(Path(outs[target]))]
    tasks = []
    for name, group in _groups(missing, offline=settings.offline):
        wanted = run.table("fetch", [Wanted(target=target, out=outs[target]) for target in group])
        own = run.table("settings", [_with_store(run, settings, name)])
        tasks.append(FetchTask(wanted=wanted, settings=own))
    for _ in run.executor.map(run_fetch, tasks):
        run.passed("fetch")
    return {target: SourcePart(path=out, sha256=_digest(out)) for target, out in outs.items()}


def _digest(out: str) -> str:
    digest = digest_of(Path(out))
    if digest is None:
        raise CorruptStore(out, "a worker wrote this part elsewhere; the work folder must be shared by all")
    return digest


def _groups(targets: Sequence[Target], *, offline: bool) -> Iterator[tuple[str, tuple[Target, ...]]]:
    """Yield targets by host, the host with the most first: the longest task should not begin last."""
    if offline:
        yield from (("", group) for group in blocks(targets, lambda _: 1, OFFLINE_SOURCES))
        return
    hosts: dict[str, list[Target]] = {}
    for target in targets:
        hosts.setdefault(_host(target), []).append(target)
    for host in sorted(hosts, key=lambda host: (-len(hosts[host]), host)):
        yield host, tuple(hosts[host])


def _host(target: Target) -> str:
    try:
        return urlsplit(target.url or "").hostname or ""
    except ValueError:  # no address at all: the fetcher will say so
        return ""


def _fetching(settings: Settings) -> Settings:
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


def _with_store(run: Run, settings: Settings, host: str) -> Settings:
    """Give a task that asks a host an evidence store, when the run was given none.

    It has one of its own: a store in a folder that machines share must not be written to by two of them.
    """
    if settings.offline or settings.cache is not None:
        return settings
    return replace(settings, cache=Path(run.out("evidence", host)).with_suffix(""))


def _state(mirror: Path) -> tuple[str, int, int]:
    """Return what changes when a mirror does."""
    facts = (mirror / "index.json" if mirror.is_dir() else mirror).stat()
    return str(mirror.absolute()), facts.st_size, facts.st_mtime_ns
