"""Records built by hand: what is tested is how their names are put together."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hand_made_records import make_record

from pipeline import authority


@pytest.fixture
def record() -> Callable[..., dict[str, Any]]:
    return make_record


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Sequence[dict[str, Any]]], Path]:
    """Writes records into a folder, one file each."""

    def write(records: Sequence[dict[str, Any]]) -> Path:
        place = tmp_path / "records"
        place.mkdir(exist_ok=True)
        for record in records:
            (place / f"{record['record_id']}.json").write_text(json.dumps(record), encoding="utf-8")
        return place

    return write


@pytest.fixture
def merge(folder: Callable[[Sequence[dict[str, Any]]], Path]) -> Callable[..., authority.Entities]:
    """Merges records."""

    def of(records: Sequence[dict[str, Any]], **options: Any) -> authority.Entities:
        return authority.merge([folder(records)], **options)

    return of
