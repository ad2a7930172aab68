"""Leaving out doubtful items leaves a valid record, and nothing that refers to what is gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.records import Record, problems
from pipeline.records.threshold import LEFT_OUT, NotAConfidence, at_least

VALID = sorted((Path(__file__).parent / "valid").glob("*.json"))


def load(path: Path) -> Record:
    return Record.from_dict(json.loads(path.read_bytes()))


def items(record: Record) -> list[Any]:
    return [item for field in Record.ITEM_FIELDS for item in getattr(record, field)]


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_left_out_the_record_is_valid(path: Path, data: st.DataObject) -> None:
    record = load(path)
    for item in items(record):
        item.confidence = data.draw(st.sampled_from([0.3, 0.6, 0.9]))
    kept, left_out = at_least(record, 0.7)
    assert problems(kept.to_dict()) == []
    assert [item.id for item in items(kept)] == [item.id for item in items(record) if item.confidence >= 0.7]
    assert sum(left_out.values()) == len(items(record)) - len(items(kept))
    assert [warning.code for warning in kept.warnings].count(LEFT_OUT) == bool(left_out)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_nothing_is_left_out_at_nought_and_the_record_given_stays(path: Path) -> None:
    record = load(path)
    before = record.to_json()
    assert at_least(record, 0).record.to_json() == before
    at_least(record, 1)
    assert record.to_json() == before


def test_links_to_what_is_left_out_go() -> None:
    record = load(next(path for path in VALID if path.stem == "minutes"))
    for item in (*record.organizations, *record.meetings, *record.participants, *record.dates):
        item.confidence = 0.2
    for item in (*record.conclusions, *record.upcoming_events):
        item.confidence = 0.9
    ids = {item.id for item in items(record)}
    kept, left_out = at_least(record, 0.5)
    assert kept.conclusions
    assert all(conclusion.meeting is None and not ids & set(conclusion.responsible) for conclusion in kept.conclusions)
    assert [conclusion.deadline for conclusion in kept.conclusions] == [conclusion.deadline for conclusion in record.conclusions]
    assert (kept.organizations, kept.meetings, kept.dates) == ([], [], [])
    assert f"meetings {left_out['meetings']}" in kept.warnings[-1].message


@pytest.mark.parametrize("confidence", [-0.1, 1.01, float("nan")])
def test_what_is_no_confidence_is_refused(confidence: float) -> None:
    with pytest.raises(NotAConfidence, match="from 0 to 1"):
        at_least(load(VALID[0]), confidence)


def test_record_of_a_version_without_the_later_fields_is_read() -> None:
    data = json.loads(next(path for path in VALID if path.stem == "minutes").read_bytes())
    for meeting in data["meetings"]:
        for name in ("ordinal", "venue", "address", "quorum"):
            del meeting[name]
    assert problems(data) == []
    assert [meeting.ordinal for meeting in Record.from_dict(data).meetings] == [None] * len(data["meetings"])
