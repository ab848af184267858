"""Tests that start a Dask cluster run on request: on a busy machine one of them has been seen to wait for ever."""

import os

import pytest

_REASON = "starts a Dask cluster: set QUOTECHECK_CLUSTER=1 to run it (it may hang on a busy machine)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what starts a cluster unless it was asked for."""
    if os.environ.get("QUOTECHECK_CLUSTER"):
        return
    for item in items:
        if "tests/engine" in item.path.as_posix() and (
            "dask" in item.nodeid.lower() or "loopback" in item.nodeid or "listen" in item.nodeid
        ):
            item.add_marker(pytest.mark.skip(reason=_REASON))
