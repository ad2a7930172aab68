"""Upcoming events of short texts, annotated inside them and read by the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.evidence import Evidence

PUBLISHED = "2023-05-18"  # a Thursday


def cases() -> list[str]:
    lines = (Path(__file__).parent / "events.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases())
def test_events_of_a_text(case: str, read_annotated: Callable) -> None:
    text, events = read_annotated(case, 5)
    found = extract(text, published=PUBLISHED).to_dict()["upcoming_events"]
    values = [[each["name"], each["type"], *(each[field] or "" for field in ("date", "start_time", "place"))] for each in found]
    assert values == [fields for _, fields in events]
    assert all(place.overlaps(Evidence(each["start"], each["end"])) for each, (place, _) in zip(found, events, strict=True))
