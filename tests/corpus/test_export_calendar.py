"""Calendars, read by the icalendar package."""

from __future__ import annotations

import copy
import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_making import conclusion, event, record

from pipeline.corpus import exports

icalendar = pytest.importorskip("icalendar")

TEXT = "Sajam meda biće održan. Neka se uradi."
WHERE = {"start": 0, "end": 10}


def calendar(records: list[dict[str, Any]], file: Path, **options: Any) -> list[Any]:
    exports.export(records, "ics", file, options=exports.Options(**options))
    read = icalendar.Calendar.from_ical(file.read_bytes())
    assert not read.errors and all(not component.errors for component in read.walk())
    return [component for component in read.walk() if component.name in ("VEVENT", "VTODO")]


def with_event(day: str | None, **changes: Any) -> dict[str, Any]:
    return record(TEXT, upcoming_events=[event(1, "Sajam meda", WHERE, day, **changes)])


def with_deadline(value: str) -> dict[str, Any]:
    return record(TEXT, conclusions=[conclusion(1, "Neka se uradi", {"start": 24, "end": 37}, deadline=value)])


def test_samples_give_a_calendar_without_errors(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    components = calendar(samples, tmp_path / "a.ics")
    dated = sum(1 for one in samples for item in one["upcoming_events"] if item["date"])
    due = sum(1 for one in samples for item in one["conclusions"] if item["deadline"])
    assert len(components) == dated + due > 20
    assert len({str(one["UID"]) for one in components}) == len(components)


@pytest.mark.parametrize(
    ("day", "start", "end", "status"),
    [
        ("2024-06-15", datetime.date(2024, 6, 15), datetime.date(2024, 6, 16), "CONFIRMED"),
        ("2023-05-03/2023-05-05", datetime.date(2023, 5, 3), datetime.date(2023, 5, 6), "CONFIRMED"),
        ("2024-01-01/2024-12-31", datetime.date(2024, 1, 1), datetime.date(2025, 1, 1), "CONFIRMED"),
        ("2024-02", datetime.date(2024, 2, 1), datetime.date(2024, 3, 1), "TENTATIVE"),
        ("2022-06~", datetime.date(2022, 6, 1), datetime.date(2022, 7, 1), "TENTATIVE"),
        ("2023-24", datetime.date(2023, 12, 1), datetime.date(2024, 3, 1), "TENTATIVE"),
        ("2023-36", datetime.date(2023, 10, 1), datetime.date(2024, 1, 1), "TENTATIVE"),
        ("2023-05-03/..", datetime.date(2023, 5, 3), datetime.date(2023, 5, 4), "TENTATIVE"),
        ("2023-05-03~", datetime.date(2023, 5, 3), datetime.date(2023, 5, 4), "TENTATIVE"),
    ],
)
def test_event_lasts_as_long_as_its_date_says(
    tmp_path: Path, day: str, start: datetime.date, end: datetime.date, status: str
) -> None:
    (found,) = calendar([with_event(day)], tmp_path / "a.ics")
    assert (found["DTSTART"].dt, found["DTEND"].dt, found["STATUS"]) == (start, end, status)
    assert found["TRANSP"] == "TRANSPARENT" and str(found["X-ZAPISNIK-DATE"]) == day


@pytest.mark.parametrize("day", [None, "2024", "XXXX-06-15", "2024-40", "../2024-06-01", "2024-01/2024-12"])
def test_event_without_a_day_a_calendar_could_show_is_left_out_and_counted(tmp_path: Path, day: str | None) -> None:
    exported = exports.export([with_event(day)], "ics", tmp_path / "a.ics")
    assert (exported.items["events"], sum(exported.left_out.values())) == (0, 1)
    assert calendar([with_event(day)], tmp_path / "b.ics") == []


def test_clock_time_is_in_the_time_zone_of_the_country(tmp_path: Path) -> None:
    (found,) = calendar([with_event("2024-07-15", start_time="10:30")], tmp_path / "a.ics")
    start = found["DTSTART"].dt
    assert start.replace(tzinfo=None) == datetime.datetime(2024, 7, 15, 10, 30)
    assert start.utcoffset() == datetime.timedelta(hours=2) and "DTEND" not in found
    (winter,) = calendar([with_event("2024-01-15", start_time="10:30")], tmp_path / "b.ics")
    assert winter["DTSTART"].dt.utcoffset() == datetime.timedelta(hours=1)


def test_clock_time_of_several_days_is_told_in_words(tmp_path: Path) -> None:
    (found,) = calendar([with_event("2023-05-03/2023-05-05", start_time="09:00")], tmp_path / "a.ics")
    assert found["DTSTART"].dt == datetime.date(2023, 5, 3) and "Početak: 09:00" in found["DESCRIPTION"]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-06-15", "2024-06-15"), ("2024-06", "2024-06-30"), ("2024", "2024-12-31"), ("2024-02-01/2024-02-10", "2024-02-10"),
        ("../2024-06-01", "2024-06-01"), ("2024-33", "2024-03-31"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["events", "todos"])
def test_deadline_is_the_last_day_of_what_it_covers(tmp_path: Path, value: str, day: str, kind: str) -> None:
    (found,) = calendar([with_deadline(value)], tmp_path / "a.ics", deadlines=kind)
    assert found.name == {"events": "VEVENT", "todos": "VTODO"}[kind]
    assert found["DTSTART" if kind == "events" else "DUE"].dt == datetime.date.fromisoformat(day)
    assert list(found["CATEGORIES"].cats) == ["rok"]


@pytest.mark.parametrize("value", ["2024-06-01/..", "XXXX-06-30"])
def test_deadline_without_a_last_day_is_left_out(tmp_path: Path, value: str) -> None:
    assert calendar([with_deadline(value)], tmp_path / "a.ics") == []


def test_second_export_updates_what_changed_and_cancels_what_is_gone(made: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    first = {str(one["UID"]): one for one in calendar([made], file)}
    once = file.read_bytes()
    calendar([made], file)
    assert file.read_bytes() == once  # nothing changed
    later = copy.deepcopy(made)
    later["upcoming_events"][0]["place"] = "Odžak"
    del later["upcoming_events"][1]
    second = {str(one["UID"]): one for one in calendar([later], file)}
    assert set(second) == set(first)
    changed, gone = (f"{made['record_id']}-e{item['start']}@zapisnik" for item in made["upcoming_events"])
    assert (second[changed]["SEQUENCE"], second[changed]["LOCATION"]) == (1, "Odžak")
    assert second[changed]["DTSTAMP"].dt > first[changed]["DTSTAMP"].dt
    assert (second[gone]["SEQUENCE"], second[gone]["STATUS"]) == (1, "CANCELLED")
    assert "meda" not in second[gone].to_ical().decode()
    unchanged = next(uid for uid in first if "-c" in uid)
    assert second[unchanged]["SEQUENCE"] == 0
    calendar([later], file)
    again = file.read_bytes()
    calendar([later], file)
    assert file.read_bytes() == again  # a cancelled one stays as it is
    back = {str(one["UID"]): one for one in calendar([made], file)}
    assert (back[gone]["SEQUENCE"], back[gone]["STATUS"]) == (2, "TENTATIVE")


@pytest.mark.parametrize(
    "content", [b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Google\r\nEND:VCALENDAR\r\n", b"Dragi dnevnice"]
)
def test_calendar_of_somebody_else_is_not_overwritten(made: dict[str, Any], tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.ics").write_bytes(content)
    with pytest.raises(exports.BadOutput, match="another file"):
        exports.export([made], "ics", tmp_path / "a.ics")
    assert (tmp_path / "a.ics").read_bytes() == content


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=60).filter(lambda words: words.strip() and words.isprintable()))
def test_any_name_comes_back_from_the_calendar(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.ics").unlink(missing_ok=True)
    shown = " ".join(name.split())
    (found,) = calendar([record(TEXT, upcoming_events=[event(1, name, WHERE, "2024-06-15")])], tmp_path / "a.ics")
    assert str(found["SUMMARY"]) == shown
    assert all(len(line) <= 75 for line in (tmp_path / "a.ics").read_bytes().split(b"\r\n"))
