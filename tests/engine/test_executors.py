"""Every engine does all tasks, whatever happens to its workers."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from quotecheck.engine import dask as dask_module
from quotecheck.engine import pool as pool_module
from quotecheck.engine.dask import Dask
from quotecheck.engine.executor import ATTEMPTS, Engine, Executor, Lost
from quotecheck.engine.opening import EngineChoice, opened
from quotecheck.engine.parts import is_whole
from quotecheck.engine.pool import Pool
from quotecheck.errors import BadInput, MissingExtra, WorkerLost
from tests.engine.killers import (
    Task,
    asleep,
    fatal_if_marked,
    first_alone,
    leave_pid,
    stillborn,
    work,
    wrong,
    wrong_for_good,
)

needs_cluster = pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra 'cluster'")


def _tasks(folder: Path, count: int = 12) -> list[Task]:
    return [Task(out=str(folder / f"{number}")) for number in range(count)]


def _held_up(folder: Path, count: int) -> list[Task]:
    """Return tasks of which the first is done at once and the others never: the file they wait for stays."""
    folder.mkdir()
    stays = folder / "stays"
    stays.touch()
    first, *others = _tasks(folder, count)
    return [first, *(Task(out=task.out, fatal=str(stays)) for task in others)]


def test_every_task_is_done_once_told(executor: Executor, tmp_path: Path) -> None:
    tasks = _tasks(tmp_path)

    told = list(executor.map(work, tasks))

    assert len(told) == len(tasks)
    assert all(is_whole(Path(task.out)) for task in tasks)


def test_no_tasks_are_no_trouble(executor: Executor) -> None:
    assert list(executor.map(work, [])) == []


def test_what_a_task_raises_is_raised(executor: Executor, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        list(executor.map(wrong, _tasks(tmp_path, 2)))


def test_tasks_run_in_other_processes(processes: Executor, tmp_path: Path) -> None:
    list(processes.map(leave_pid, [str(tmp_path)] * 20))

    assert str(os.getpid()) not in {path.name for path in tmp_path.iterdir()}


def test_a_killed_worker_costs_nothing_but_time(processes: Executor, tmp_path: Path) -> None:
    tasks = _tasks(tmp_path)
    tasks[4] = Task(out=tasks[4].out, fatal=str(tmp_path / "killed"))

    told = list(processes.map(work, tasks))

    assert (tmp_path / "killed").exists()
    assert len(told) == len(tasks)
    assert all(is_whole(Path(task.out)) for task in tasks)


@pytest.mark.parametrize("way", ["killed", "memory"])
def test_a_task_that_workers_die_of_is_given_up_and_the_others_are_done(
    processes: Executor, way: str, tmp_path: Path
) -> None:
    tasks = _tasks(tmp_path)
    tasks[3] = Task(out=tasks[3].out, fatal=way)

    told = list(processes.map(fatal_if_marked, tasks))

    assert [one for one in told if one] == [Lost(number=3, attempts=ATTEMPTS)]
    assert len(told) == len(tasks)
    assert [is_whole(Path(task.out)) for task in tasks] == [number != 3 for number in range(len(tasks))]


def test_tasks_broken_off_do_not_answer_the_next_ones(processes: Executor, tmp_path: Path) -> None:
    broken_off = processes.map(first_alone, _held_up(tmp_path / "first", 4))
    next(broken_off)
    broken_off.close()  # type: ignore[attr-defined]  # every engine's is a generator
    (tmp_path / "first" / "stays").unlink()  # a worker of Dask's cannot be told to stop

    told = list(processes.map(work, _tasks(tmp_path / "second", 3)))

    assert len(told) == 3
    assert all(is_whole(Path(task.out)) for task in _tasks(tmp_path / "second", 3))


def test_an_exception_that_no_pipe_can_carry_is_raised_as_words(tmp_path: Path) -> None:
    with Pool(1) as pool, pytest.raises(RuntimeError, match="Homeless: lost"):
        list(pool.map(wrong_for_good, _tasks(tmp_path, 1)))


def test_a_pool_whose_processes_die_at_birth_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "_serve", stillborn)

    with Pool(1) as pool, pytest.raises(WorkerLost, match="died while they started"):
        list(pool.map(work, _tasks(tmp_path, 1)))


def test_a_pool_whose_processes_never_get_ready_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "_serve", asleep)
    monkeypatch.setattr(pool_module, "START_S", 0.1)

    with Pool(1) as pool, pytest.raises(WorkerLost, match="no process was ready"):
        list(pool.map(work, _tasks(tmp_path, 1)))


def test_an_idle_process_that_was_killed_is_replaced(tmp_path: Path) -> None:
    with Pool(1) as pool:
        list(pool.map(leave_pid, [str(tmp_path)]))
        os.kill(int(next(tmp_path.iterdir()).name), signal.SIGKILL)

        told = list(pool.map(work, _tasks(tmp_path, 2)))

    assert told == [None, None]


@pytest.mark.parametrize(
    "way",
    [
        EngineChoice(Engine.POOL, 1, scheduler="tcp://127.0.0.1:1", work=Path("w")),
        EngineChoice(Engine.DASK, 1, scheduler="tcp://127.0.0.1:1"),
        pytest.param(EngineChoice(Engine.DASK, 1, scheduler="no such thing", work=Path("w")), marks=needs_cluster),
    ],
)
def test_a_way_that_cannot_be_gone_is_refused(way: EngineChoice) -> None:
    with pytest.raises(BadInput, match="--scheduler"), opened(way):
        pass


@needs_cluster
def test_a_client_that_cannot_connect_is_not_left_to_the_garbage_collector() -> None:
    client = import_module("distributed").Client

    with pytest.raises(BadInput):
        Dask(1, "no such thing")

    left = [one for one in gc.get_objects() if isinstance(one, client)]
    assert "connecting" not in {one.status for one in left}


@needs_cluster
def test_a_cluster_without_workers_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_module, "ASK_S", 0.05)
    monkeypatch.setattr(dask_module, "WITHOUT_WORKERS_S", 0.1)

    with Dask(0) as dask, pytest.raises(WorkerLost, match="no workers"):
        list(dask.map(work, _tasks(tmp_path, 1)))


def _listening() -> dict[str, str]:
    """Return inode -> address, in hex digits, of every TCP socket of this machine that listens."""
    found = {}
    for name in ("tcp", "tcp6"):
        for line in Path("/proc/net", name).read_text(encoding="ascii").splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A":
                found[cells[9]] = cells[1].rpartition(":")[0]
    return found


def _sockets(pid: int) -> set[str]:
    found = set()
    for handle in Path("/proc", str(pid), "fd").iterdir():
        try:
            target = str(handle.readlink())
        except OSError:  # closed meanwhile
            continue
        if target.startswith("socket:["):
            found.add(target[8:-1])
    return found


@needs_cluster
@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs /proc")
def test_a_local_cluster_listens_on_loopback_alone(tmp_path: Path) -> None:
    before = _sockets(os.getpid())
    with Dask(2) as dask:
        list(dask.map(leave_pid, [str(tmp_path)] * 30))
        listening = _listening()
        own = _sockets(os.getpid()) - before
        workers = [_sockets(int(path.name)) for path in tmp_path.iterdir()]

    places = [{listening[socket] for socket in sockets if socket in listening} for sockets in (own, *workers)]
    assert len(places) == 3
    assert all(places)
    assert set().union(*places) == {"0100007F"}  # 127.0.0.1, its bytes in this machine's order


def test_an_absent_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(MissingExtra, match=r"extra 'cluster'"), opened(EngineChoice(Engine.DASK, 1)):
        pass


@pytest.fixture(name="cluster")
def foreign_cluster() -> Iterator[Any]:
    pytest.importorskip("distributed", reason="needs the extra 'cluster'")
    cluster = import_module("distributed").LocalCluster(
        n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )
    with cluster:
        yield cluster


def test_a_cluster_that_is_there_is_used_and_left_running(cluster: Any, tmp_path: Path) -> None:
    for name in ("first", "second"):
        tasks = _tasks(tmp_path / name, 3)
        with opened(EngineChoice(Engine.DASK, 1, scheduler=cluster.scheduler_address, work=tmp_path)) as (executor, _):
            list(executor.map(work, tasks))

        assert all(is_whole(Path(task.out)) for task in tasks)


def test_workers_of_another_version_are_refused(cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_module, "__version__", "0.0")

    with Dask(1, cluster.scheduler_address) as dask, pytest.raises(BadInput, match=r"this is 0\.0"):
        list(dask.map(work, _tasks(tmp_path, 1)))


def test_a_cluster_that_goes_away_is_said_to_be_lost(cluster: Any, tmp_path: Path) -> None:
    with Dask(1, cluster.scheduler_address) as dask:
        told = dask.map(first_alone, _held_up(tmp_path / "first", 9))
        next(told)
        cluster.close()

        with pytest.raises(WorkerLost, match="connection"):
            list(told)
