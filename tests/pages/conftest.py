"""The stores that pages are opened on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.store import write_golden_store


@pytest.fixture(scope="session")
def golden_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden-pages")
    write_golden_store(folder)
    return folder


@pytest.fixture
def golden(golden_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The golden store is the one that is open."""
    monkeypatch.setenv("GENOMSLAG_STORE", str(golden_folder))
    return golden_folder


@pytest.fixture
def leeds(leeds_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """LEEDS 2023 is the store that is open."""
    monkeypatch.setenv("GENOMSLAG_STORE", str(leeds_store))
    return leeds_store


@pytest.fixture
def demo(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo store is the one that is open."""
    monkeypatch.delenv("GENOMSLAG_STORE", raising=False)
    return demo_store
