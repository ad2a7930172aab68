"""Meetings of short texts, annotated inside them and read by the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.evidence import Evidence

PUBLISHED = "2023-05-18"  # a Thursday
FIELDS = ("date", "place", "mode", "platform", "start_time", "end_time")


def cases() -> list[str]:
    lines = (Path(__file__).parent / "meetings.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases())
def test_meetings_of_a_text(case: str, read_annotated: Callable) -> None:
    text, meetings = read_annotated(case, 1 + len(FIELDS))
    found = extract(text, published=PUBLISHED).to_dict()["meetings"]
    values = [[each["type"], *(each.get(field) or "" for field in FIELDS)] for each in found]
    assert values == [fields for _, fields in meetings]
    for each, (place, _) in zip(found, meetings, strict=True):
        mentions = each.get("mentions") or [each]
        assert any(place.overlaps(Evidence(mention["start"], mention["end"])) for mention in mentions)
