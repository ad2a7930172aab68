"""Conclusions of short texts, annotated inside them and read by the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import extract


def cases() -> list[str]:
    lines = (Path(__file__).parent / "points.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases())
def test_conclusions_of_a_text(case: str, read_annotated: Callable) -> None:
    text, points = read_annotated(case, 4)
    record = extract(text).to_dict()
    names = {each["id"]: each["name"] for each in record["organizations"] + record["participants"]}
    found = [
        (
            each["text"],
            each["kind"],
            "; ".join(names.get(doer, doer) for doer in each["responsible"]),
            each["deadline"] or "",
            each.get("deadline_text") or "",
        )
        for each in record["conclusions"]
    ]
    expected = [(place.within(text).rstrip("."), *fields) for place, fields in points]
    # the words of a deadline need not be written down
    assert [(*point[:4], point[4] if wanted[4] else "") for point, wanted in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected)
