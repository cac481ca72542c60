"""What every test has: invented examples that are the same on every run, and the stores in the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).parent.parent

# The same examples everywhere, so that a red run can be repeated, and no time limit on a busy machine.
settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("repeatable")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a test in a browser waits for its server."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def demo_store() -> Path:
    """The folder of the demo store."""
    return PROJECT / "data" / "demo" / "store"


@pytest.fixture(scope="session")
def leeds_store() -> Path:
    """The folder of the real store: LEEDS 2023."""
    return PROJECT / "data" / "demo" / "leeds2023"
