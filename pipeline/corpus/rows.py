"""One record as the rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pipeline import edtf

Record = Mapping[str, Any]
_JUDGED = ("start", "end", "confidence", "rule")
# field of the record → table, columns that are taken as they are, EDTF column with the prefix of its bounds
TABLES: Mapping[str, tuple[str, tuple[str, ...], tuple[str, str] | None]] = {
    "meetings": (
        "meetings",
        ("type", "title", "ordinal", "date", "start_time", "end_time", "place", "venue", "address", "mode", "platform", "quorum"),
        ("date", "date_"),
    ),
    "dates": ("dates", ("text", "value", "type", "role"), ("value", "")),
    "organizations": ("organizations", ("name", "acronym", "type"), None),
    "participants": ("participants", ("kind", "name", "role", "organization", "status"), None),
    "conclusions": (
        "conclusions",
        ("text", "kind", "deadline", "deadline_text", "meeting", "agenda_item", "votes"),
        ("deadline", "deadline_"),
    ),
    "upcoming_events": ("events", ("name", "type", "date", "start_time", "place"), ("date", "date_")),
}
# field → index over its words, column that it holds
SEARCHED: Mapping[str, tuple[str, str]] = {
    "conclusions": ("conclusion_index", "text"),
    "upcoming_events": ("event_index", "name"),
}
# index → table and column of what it holds
INDEXES: Mapping[str, tuple[str, str]] = {
    "text_index": ("contents", "text"),
    **{index: (TABLES[field][0], column) for field, (index, column) in SEARCHED.items()},
    "label_index": ("labels", "label"),
}
# list of ids → relation
_LINKS = {
    "meetings": ("organizations", "participants", "conclusions", "dates", "organizers"),
    "conclusions": ("responsible",),
    "upcoming_events": ("organizers", "dates"),
}
_RELATION = {"meetings": "meeting", "conclusions": "conclusion", "upcoming_events": "event"}


def insert_statement(field: str) -> str:
    """The SQL that inserts the items of a field, see `item_row`."""
    table, columns, dated = TABLES[field]
    names = ["document", "item", *columns, *_JUDGED]
    if dated is not None:
        names += [f"{dated[1]}lower", f"{dated[1]}upper"]
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({quoted}) VALUES ({', '.join('?' * len(names))})"


def item_row(field: str, item: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values of an item, in the order of `insert_statement`, without that of `document`."""
    _, columns, dated = TABLES[field]
    row = (item["id"], *[item.get(name) for name in columns], *[item[name] for name in _JUDGED])
    return row if dated is None else row + day_bounds(item[dated[0]])


@lru_cache(maxsize=65536)
def day_bounds(value: str | None) -> tuple[str | None, str | None]:
    """First and last day of an EDTF value as `YYYY-MM-DD`; None where open or unknown."""
    if value is None:
        return None, None
    lower, upper = edtf.bounds(value)
    return lower.isoformat() if lower else None, upper.isoformat() if upper else None


def document_date(record: Record) -> str | None:
    """When what a record tells took place: the date of its first meeting that has one, else the day of publication."""
    dated = next((meeting["date"] for meeting in record["meetings"] if meeting["date"]), None)
    return dated or record["source"]["published"]


def mentions(record: Record) -> Iterator[tuple[str, str, int, int]]:
    """Rows of `mentions`, without `document`."""
    for field in ("meetings", "organizations", "participants"):
        for item in record[field]:
            for place in item["mentions"]:
                yield field, item["id"], place["start"], place["end"]


def links(record: Record) -> Iterator[tuple[str, str, str]]:
    """Rows of `links`, without `document`."""
    for field, lists in _LINKS.items():
        for item in record[field]:
            for name in lists:
                for other in item.get(name) or ():
                    yield f"{_RELATION[field]}_{name}", item["id"], other


def labels(record: Record) -> set[tuple[str, str]]:
    """Names, places, types and roles with their kinds."""
    found: set[tuple[str, str | None]] = set()
    for organization in record["organizations"]:
        found |= {("organization", organization["name"]), ("organization", organization["acronym"])}
    for participant in record["participants"]:
        found |= {(participant["kind"], participant["name"]), ("role", participant["role"])}
    for meeting in record["meetings"]:
        found |= {("type", meeting["type"]), ("place", meeting["place"]), ("place", meeting.get("venue"))}
    for event in record["upcoming_events"]:
        found |= {("type", event["type"]), ("place", event["place"])}
    return {(kind, label) for kind, label in found if label}
