"""What all tests share: where the reference data lies, if it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

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
