"""Upcoming events and deadlines as a calendar (iCalendar, RFC 5545).

A calendar that is written again into its file goes on from it: what has changed has a higher `SEQUENCE`, and what is gone is
there as cancelled, so that programs that imported the file before put theirs right. Without an earlier file the same records give
the same bytes on every computer.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pipeline import edtf
from pipeline.corpus.exports.common import BadOutput, Exported, Item, Options, Record, missing, names_of, shortened
from pipeline.writing import atomic_file

Component = Any  # of the library icalendar, which is an extra

_PRODUCT = "-//zapisnik//zapisnik//BS"
_ZONE = "Europe/Sarajevo"
# The time zone as RFC 5545 wants it in the file; the rules of the European Union, which hold there since 1996. Written down, so
# that it does not depend on the computer's time zone data.
_HEAD = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:{_PRODUCT}
CALSCALE:GREGORIAN
X-WR-CALNAME:Zapisnik: događaji i rokovi
BEGIN:VTIMEZONE
TZID:{_ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
_EPOCH = datetime.date(1970, 1, 1)
_DAY = datetime.timedelta(days=1)
_LONGEST = 93  # days that a vague event may cover: a quarter, a season
_SURE = ("day", "minute")
# which lines of a component change with every revision, and so do not tell whether there is one
_REVISION = (b"DTSTAMP", b"SEQUENCE")

_NO_DATE = "no date"
_TOO_VAGUE = "no day, month or season of a known year"


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A component of the file that was there before."""

    kind: str
    sequence: int
    fingerprint: str
    start: datetime.date | datetime.datetime | None
    stamp: datetime.datetime
    cancelled: bool


@dataclass(frozen=True, slots=True)
class _Time:
    """When something is, for a calendar: days (`end` exclusive) or a point of time (`end` is None)."""

    start: datetime.date | datetime.datetime
    end: datetime.date | None
    sure: bool


def write(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write the calendar.

    Raises:
        MissingExtra: the library icalendar is not installed.
        BadOutput: the file holds a calendar of somebody else.
    """
    try:
        import icalendar  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing("icalendar", "A calendar", "exports", error) from error
    earlier = _read(out, icalendar)
    with atomic_file(out) as file:
        file.write(_HEAD.replace("\n", "\r\n").encode())
        for record in records:
            for component in _components(record, icalendar, options, exported):
                _write(component, earlier.pop(str(component["UID"]), None), file)
        for identifier, old in sorted(earlier.items()):
            exported.items["cancelled"] += 1
            _write(_cancelled(identifier, old, icalendar), old, file)
        file.write(b"END:VCALENDAR\r\n")
    exported.files.append(out)


# --- what becomes of a record


def _components(record: Record, library: Any, options: Options, exported: Exported) -> Iterator[Component]:
    identifiers = _Identifiers(record["record_id"])
    stamp = _stamp(record)
    for event in record["upcoming_events"]:
        identifier = identifiers.make("e", event)
        time = _event_time(event["date"], event["start_time"])
        if time is None:
            exported.left_out[f"events: {_NO_DATE if event['date'] is None else _TOO_VAGUE}"] += 1
            continue
        exported.items["events"] += 1
        component = library.Event()
        _add_time(component, time)
        component.add("summary", shortened(event["name"]))
        if event["place"]:
            component.add("location", event["place"])
        component.add("categories", [event["type"]])
        organizers = ", ".join(names_of(record, event["organizers"]))
        notes = [f"Organizator: {organizers}" if organizers else "", *_date_notes(record, event["date"], event["dates"], time)]
        if event["start_time"] and time.end is not None:
            notes.append(f"Početak: {event['start_time']}")
        yield _finished(component, identifier, stamp, record, event, event["date"], notes, time)
    for conclusion in record["conclusions"]:
        if conclusion["deadline"] is None:
            continue
        todo = options.deadlines == "todos"
        identifier = identifiers.make("t" if todo else "c", conclusion)
        time = _deadline_time(conclusion["deadline"])
        if time is None:
            exported.left_out[f"deadlines: {_TOO_VAGUE}"] += 1
            continue
        exported.items["deadlines"] += 1
        component = library.Todo() if todo else library.Event()
        if todo:
            component.add("due", time.start)
            component.add("summary", shortened(conclusion["text"]))
        else:
            _add_time(component, time)
            component.add("summary", f"Rok: {shortened(conclusion['text'])}")
        component.add("categories", ["rok"])
        responsible = ", ".join(names_of(record, conclusion["responsible"]))
        ids = [conclusion["deadline_date"]] if conclusion["deadline_date"] else []
        notes = [
            f"Zaduženi: {responsible}" if responsible else "",
            f"Rok u tekstu: {conclusion['deadline_text']}" if conclusion["deadline_text"] else "",
            *([] if conclusion["deadline_text"] else _date_notes(record, conclusion["deadline"], ids, time)),
        ]
        yield _finished(component, identifier, stamp, record, conclusion, conclusion["deadline"], notes, time)


class _Identifiers:
    """Identifiers that stay when the item is read better the next time: the document and where the evidence begins."""

    def __init__(self, record_id: str) -> None:
        self._record_id = record_id
        self._seen: Counter[str] = Counter()

    def make(self, letter: str, item: Item) -> str:
        own = f"{self._record_id}-{letter}{item['start']}"
        self._seen[own] += 1
        number = self._seen[own]
        return f"{own}@zapisnik" if number == 1 else f"{own}.{number}@zapisnik"


def _finished(
    component: Component,
    identifier: str,
    stamp: datetime.datetime,
    record: Record,
    item: Item,
    value: str,
    notes: list[str],
    time: _Time,
) -> Component:
    source = record["source"]
    title = f"{source['title']} ({source['uri']})" if source["title"] else source["uri"]
    words = " ".join(record["text"][item["start"] : item["end"]].split())
    component.add("description", "\n".join([*filter(None, notes), f"„{words}“", f"Izvor: {title}"]))
    component.add("uid", identifier)
    component.add("dtstamp", stamp)
    if component.name == "VEVENT":
        component.add("transp", "OPAQUE" if time.end is None else "TRANSPARENT")  # who is free on a day is not ours to say
        component.add("status", "CONFIRMED" if time.sure else "TENTATIVE")
    else:
        component.add("status", "NEEDS-ACTION")
    component.add("x-zapisnik-record", record["record_id"])
    component.add("x-zapisnik-date", value)
    component.add("x-zapisnik-confidence", f"{item['confidence']:g}")
    return component


def _date_notes(record: Record, value: str, identifiers: list[str], time: _Time) -> list[str]:
    """What the text says of the day, where it names none."""
    if time.sure:
        return []
    words = [" ".join(date["text"].split()) for date in record["dates"] if date["id"] in identifiers]
    return [f"Datum u tekstu: {', '.join(words) or value}"]


# --- times


def _event_time(value: str | None, start_time: str | None) -> _Time | None:
    """When an event is; None where a calendar has no place for it."""
    if value is None:
        return None
    first = value.split("/")[0]
    lower, upper = edtf.bounds(value)
    if lower is None:
        return None
    qualified = any(sign in value for sign in "~?%")
    if upper is None:  # goes on with no end in sight: its beginning is known
        return _Time(lower, lower + _DAY, sure=False)
    sure = not qualified and all(edtf.precision(end) in _SURE for end in value.split("/"))
    if "/" not in value and sure:
        clock = first.split("T")[1] if "T" in first else start_time
        if clock:
            return _Time(_at(lower, clock), None, sure=True)
    if not sure and (upper - lower).days >= _LONGEST:
        return None
    return _Time(lower, upper + _DAY, sure)


def _deadline_time(value: str) -> _Time | None:
    """The last day of what a deadline covers: what is due in June is due by its end."""
    last = value.rsplit("/", maxsplit=1)[-1]
    upper = edtf.bounds(value)[1]
    if upper is None:
        return None
    sure = edtf.precision(last) in _SURE and not any(sign in last for sign in "~?%")
    if sure and "T" in last:
        return _Time(_at(upper, last.split("T")[1]), None, sure=True)
    return _Time(upper, upper + _DAY, sure)


def _at(day: datetime.date, clock: str) -> datetime.datetime:
    hour, minute = clock.split(":")[:2]
    return datetime.datetime(day.year, day.month, day.day, int(hour), int(minute))


def _add_time(component: Component, time: _Time) -> None:
    if time.end is None:
        component.add("dtstart", time.start, parameters={"TZID": _ZONE})
        return
    component.add("dtstart", time.start)
    component.add("dtend", time.end)


def _stamp(record: Record) -> datetime.datetime:
    """The day of the document, so that the same records give the same calendar."""
    days = [record["source"]["published"], *(meeting["date"] for meeting in record["meetings"])]
    day = next((lower for value in days if value and (lower := edtf.bounds(value)[0])), _EPOCH)
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.timezone.utc)


# --- revisions


def _write(component: Component, old: _Earlier | None, file: IO[bytes]) -> None:
    sequence = 0
    if old is not None:
        sequence = old.sequence + (old.fingerprint != _fingerprint(component))
        # of two with the same number, some programs take the one with the later stamp
        stamp = component["DTSTAMP"].dt + datetime.timedelta(seconds=sequence)
        del component["DTSTAMP"]
        component.add("dtstamp", stamp)
    component.add("sequence", sequence)
    file.write(component.to_ical())


def _cancelled(identifier: str, old: _Earlier, library: Any) -> Component:
    """What is left of a component that is gone: nothing of what it said but its day."""
    component = library.Todo() if old.kind == "VTODO" else library.Event()
    component.add("uid", identifier)
    component.add("dtstamp", old.stamp)
    component.add("summary", "Otkazano")
    if old.start is not None:
        component.add("due" if old.kind == "VTODO" else "dtstart", old.start)
    component.add("status", "CANCELLED")
    return component


def _fingerprint(component: Component) -> str:
    lines = component.to_ical().split(b"\r\n")
    return hashlib.sha256(b"\n".join(line for line in lines if not line.startswith(_REVISION))).hexdigest()


def _read(file: Path, library: Any) -> dict[str, _Earlier]:
    """The components of an earlier export, by UID."""
    if not file.exists():
        return {}
    try:
        calendar = library.Calendar.from_ical(file.read_bytes())
        ours = str(calendar.get("PRODID")) == _PRODUCT
    except (ValueError, KeyError, IndexError) as error:
        raise BadOutput(f"{file} is there already and is no calendar ({error}).", remedy="Choose another file.") from error
    if not ours:
        raise BadOutput(f"{file} is a calendar of another program.", remedy="Choose another file.")
    found = {}
    for component in calendar.walk():
        if component.name not in ("VEVENT", "VTODO"):
            continue
        start = component.get("DTSTART") or component.get("DUE")
        day = start.dt if start is not None else None
        sequence = int(component.get("SEQUENCE", 0))
        stamp = component["DTSTAMP"].dt - datetime.timedelta(seconds=sequence)
        cancelled = component.get("STATUS") == "CANCELLED"
        if isinstance(day, datetime.datetime):
            day = day.date()
        found[str(component["UID"])] = _Earlier(component.name, sequence, _fingerprint(component), day, stamp, cancelled)
    return found
