"""A record as a reader wants to see it: sections of rows, which the terminal and the page both print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
Cells = Callable[[Item], tuple["str | None", ...]]

_MODES = {"in_person": "in person", "online": "online", "hybrid": "hybrid"}


@dataclass(frozen=True)
class Section:
    """One table: `rows` are as long as `columns`; `ids` are the ids of the rows' items, or empty."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Highlight:
    """A stretch of the record's text that something was read off."""

    start: int
    end: int
    label: str
    item_id: str


# field of the record → label of its highlights; the order decides which of two equal stretches lies on top
LABELS = {
    "meetings": "meeting",
    "conclusions": "conclusion",
    "upcoming_events": "event",
    "organizations": "organization",
    "participants": "participant",
    "dates": "date",
}


def title(record: Item) -> str:
    """The title of the document, or the name of its file."""
    return str(record["source"]["title"] or record["source"]["uri"])


def subtitle(record: Item) -> str:
    """File, language, script, date of publication and length in one line."""
    source = record["source"]
    published = f"published {source['published']}" if source["published"] else "date of publication unknown"
    size = f"{source['tokens']} tokens in {source['sentences']} sentences"
    return " · ".join((source["uri"], source["language"], source["script"], published, size))


def sections(record: Item) -> list[Section]:
    """The tables of a valid record, without those that are empty and without columns in which nothing stands."""
    names = {item["id"]: item["name"] for field in ("organizations", "participants") for item in record[field]}
    tables = [
        _section("Meetings", ("", "what", "date", "time", "place", "how"), record["meetings"], _meeting_cells),
        _section(
            "Conclusions",
            ("", "kind", "text", "responsible", "deadline"),
            record["conclusions"],
            lambda c: (
                c["kind"],
                c["text"],
                ", ".join(names.get(r, r) for r in c["responsible"]),
                c["deadline"] or c.get("deadline_text"),
            ),
        ),
        _section(
            "Upcoming events",
            ("", "name", "type", "date", "time", "place", "organizers"),
            record["upcoming_events"],
            lambda e: (
                e["name"],
                e["type"],
                e["date"],
                e["start_time"],
                e["place"],
                ", ".join(names.get(o, o) for o in e["organizers"]),
            ),
        ),
        _section(
            "Participants",
            ("", "name", "role", "organization", "status"),
            record["participants"],
            lambda p: (p["name"], p["role"], names.get(p["organization"], p["organization"]), p["status"]),
        ),
        _section(
            "Organizations",
            ("", "name", "acronym", "type"),
            record["organizations"],
            lambda o: (o["name"], o["acronym"], o["type"]),
        ),
        _section("Dates", ("", "text", "value", "role"), record["dates"], lambda d: (d["text"], d["value"], d["role"])),
        Section("Warnings", ("code", "what to doubt"), tuple((w["code"], w["message"]) for w in record["warnings"])),
    ]
    return [_without_empty_columns(table) for table in tables if table.rows]


def highlights(record: Item) -> Iterator[Highlight]:
    """Every stretch of evidence in a valid record."""
    for field, label in LABELS.items():
        for item in record[field]:
            for place in item.get("mentions") or [item]:
                yield Highlight(place["start"], place["end"], label, item["id"])


def _meeting_cells(meeting: Item) -> tuple[str | None, ...]:
    mode = " ".join(filter(None, (_MODES.get(meeting["mode"] or ""), f"({meeting['platform']})" if meeting["platform"] else "")))
    return meeting["title"] or meeting["type"], meeting["date"], meeting["start_time"], meeting["place"], mode


def _section(name: str, columns: tuple[str, ...], items: Iterable[Item], cells: Cells) -> Section:
    rows = tuple((item["id"], *(cell or "" for cell in cells(item))) for item in items)
    return Section(name, columns, rows, tuple(row[0] for row in rows))


def _without_empty_columns(section: Section) -> Section:
    kept = [i for i in range(len(section.columns)) if any(row[i] for row in section.rows)]
    columns = tuple(section.columns[i] for i in kept)
    return Section(section.title, columns, tuple(tuple(row[i] for i in kept) for row in section.rows), section.ids)
