"""What all tests share: where the reference data lies, if it is there, and a disk that fills."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline import writing

settings.register_profile("untimed", deadline=None)  # a computer that is busy is no fault
settings.load_profile("untimed")

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCES = REPOSITORY.parent / "shared"


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder with `pyproject.toml`."""
    return REPOSITORY


@pytest.fixture(scope="session")
def references() -> Path:
    """The folder with the reference documents, which is no part of the project; tests that need it skip without it."""
    if not (REFERENCES / "gold" / "dev").is_dir():
        pytest.skip("the reference documents are not here")
    return REFERENCES


@pytest.fixture
def disk_full_after_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second file that is written finds no room; those after it do (`run.json` is short)."""
    calls = iter([None, OSError(errno.ENOSPC, "No space left on device")])

    def sync(descriptor: int) -> None:
        if error := next(calls, None):
            raise error

    monkeypatch.setattr(writing.os, "fsync", sync)


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tiny models of classla for `hr` that know the words of three sentences; not to be changed."""
    import tiny_classla_models

    return tiny_classla_models.build(tmp_path_factory.mktemp("classla") / "models")


@pytest.fixture(scope="session")
def ignorant_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with weights as they were before training, which say anything."""
    import tiny_classla_models

    return tiny_classla_models.build(tmp_path_factory.mktemp("classla") / "ignorant", steps=0)
