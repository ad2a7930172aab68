"""Records as marked passages, for programs in which people correct them: passages with label and values, and links between them.

An item is one passage or several (its mentions); the first one bears the values. Both ways lead through here: `annotated` makes
the passages of a record, and what comes back from a person's hands is an `Annotated` too, see `pipeline.corpus.corrections`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pipeline.errors import ZapisnikError


class NotAnExport(ZapisnikError):
    """A file that should be an export of an annotation program and is not."""

    code = "not-an-export"


#: what a passage may be called → the field of the record that it belongs to
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "meeting": "meetings",
        "date": "dates",
        "organization": "organizations",
        "person": "participants",
        "group": "participants",
        "conclusion": "conclusions",
        "event": "upcoming_events",
    }
)


@dataclass(frozen=True, slots=True)
class Value:
    """What a person may say of a passage.

    Attributes:
        name: by which programs know it.
        item_field: the field of the item that it is.
        labels: of the passages that may have it.
        choices: the values that it may have; empty for words of one's own.
        is_date: whether it is an EDTF value.
    """

    name: str
    item_field: str
    labels: tuple[str, ...]
    choices: tuple[str, ...] = ()
    is_date: bool = False


#: what a person may say of passages; names differ wherever their choices do
VALUES = (
    Value("name", "name", ("organization", "person", "group", "event")),
    Value("acronym", "acronym", ("organization",)),
    Value("type", "type", ("organization", "meeting", "event")),
    Value("role", "role", ("person", "group")),
    Value("status", "status", ("person", "group"), ("present", "absent", "mentioned")),
    Value("value", "value", ("date",), is_date=True),
    Value("date_role", "role", ("date",), ("meeting", "event", "deadline", "published", "mention")),
    Value("title", "title", ("meeting",)),
    Value("date", "date", ("meeting", "event"), is_date=True),
    Value("start_time", "start_time", ("meeting", "event")),
    Value("place", "place", ("meeting", "event")),
    Value("kind", "kind", ("conclusion",), ("conclusion", "decision", "action", "recommendation")),
    Value("deadline", "deadline", ("conclusion",), is_date=True),
    Value("responsible", "responsible", ("conclusion",)),
    Value("votes", "votes", ("conclusion",)),
)
#: between the names of those responsible who are no items
SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link.

    Attributes:
        name: by which programs know it; differs from the others of the same source.
        source: field of the item that it starts from.
        item_field: the field of that item that holds the ids.
        targets: fields of the items that it may lead to.
    """

    name: str
    source: str
    item_field: str
    targets: tuple[str, ...]


#: the links; `meetings[].conclusions` is the other side of `conclusions[].meeting`
LINKS = (
    LinkKind("organization", "participants", "organization", ("organizations",)),
    LinkKind("date", "meetings", "dates", ("dates",)),
    LinkKind("organization", "meetings", "organizations", ("organizations",)),
    LinkKind("participant", "meetings", "participants", ("participants",)),
    LinkKind("organizer", "meetings", "organizers", ("organizations",)),
    LinkKind("meeting", "conclusions", "meeting", ("meetings",)),
    LinkKind("deadline", "conclusions", "deadline_date", ("dates",)),
    LinkKind("responsible", "conclusions", "responsible", ("organizations", "participants")),
    LinkKind("organizer", "upcoming_events", "organizers", ("organizations",)),
    LinkKind("date", "upcoming_events", "dates", ("dates",)),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A marked passage.

    Attributes:
        key: tells it apart within its document.
        label: one of `LABELS`.
        start, end: its place in the text, code points, `end` exclusive.
        values: what is said of it, by the names of `VALUES`; of an item of several passages the first has them.
        item: the id that the item had in the record, `o1`; None for what a person added.
        first: whether it is the passage of its item that bears the values.
    """

    key: str
    label: str
    start: int
    end: int
    values: Mapping[str, str] = field(default_factory=dict)
    item: str | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two passages, by their keys; `name` is one of the names of `LINKS`."""

    name: str
    source: str
    target: str


@dataclass(slots=True)
class Annotated:
    """A document with its marked passages."""

    record_id: str
    sha256: str
    uri: str
    text: str
    passages: list[Passage] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def label_of(field_name: str, item: Mapping[str, Any]) -> str:
    """What the passages of an item are called."""
    if field_name == "participants":
        return "person" if item["kind"] == "person" else "group"
    return next(label for label, name in LABELS.items() if name == field_name)


def values_for(label: str) -> tuple[Value, ...]:
    """What may be said of passages with a label."""
    return tuple(value for value in VALUES if label in value.labels)


def annotated(record: Mapping[str, Any]) -> Annotated:
    """The passages of a record: `o1-1` is the first mention of `o1`, and bears its values."""
    document = Annotated(record["record_id"], record["source"]["sha256"], record["source"]["uri"], record["text"])
    fields = dict.fromkeys(LABELS.values())
    ids = {item["id"] for name in fields for item in record[name]}
    for name in fields:
        for item in record[name]:
            label = label_of(name, item)
            places = [(place["start"], place["end"]) for place in item.get("mentions", ())] or [(item["start"], item["end"])]
            for number, (start, end) in enumerate(places, start=1):
                values = item_values(label, item, ids) if number == 1 else {}
                document.passages.append(Passage(f"{item['id']}-{number}", label, start, end, values, item["id"], number == 1))
    for kind in LINKS:
        for item in record[kind.source]:
            held = item.get(kind.item_field)
            for target in held if isinstance(held, list) else [held]:
                if target in ids:
                    document.links.append(Link(kind.name, f"{item['id']}-1", f"{target}-1"))
    return document


def item_values(label: str, item: Mapping[str, Any], ids: set[str]) -> dict[str, str]:
    """What an item says, by the names of `VALUES`; what it leaves open is not there.

    Args:
        label: of its passages.
        item: the item.
        ids: of all items: those responsible who are items are linked and not named.
    """
    values: dict[str, str] = {}
    for value in values_for(label):
        held = item.get(value.item_field)
        if isinstance(held, list):
            held = SEPARATOR.join(one for one in held if one not in ids)
        if held:
            values[value.name] = str(held)
    return values
