"""The record as typed classes; the order of fields here is their order in the JSON.

What each field means stands in `schemas/record.schema.json`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar, get_args, get_origin, get_type_hints

from pipeline.errors import ZapisnikError

if TYPE_CHECKING:
    import pandas

SCHEMA_VERSION = "1.0.0"


class InvalidRecord(ZapisnikError):
    """A record that does not keep to the schema; the message tells the first problem."""

    code = "invalid-record"


@dataclass(frozen=True, slots=True)
class Mention:
    """An interval of the record's text, in code points, `end` exclusive."""

    start: int
    end: int


@dataclass(slots=True)
class SourceInfo:
    """Where the text came from."""

    uri: str
    media_type: str
    sha256: str
    encoding: str
    language: Literal["bs", "hr", "sr"]
    language_confidence: float
    script: Literal["Latn", "Cyrl"]
    title: str | None
    author: str | None
    published: str | None
    published_from: Literal["text", "metadata", "mail", "properties", "mtime"] | None
    characters: int
    sentences: int
    tokens: int


@dataclass(slots=True)
class AgendaEntry:
    """One item of a meeting's agenda."""

    number: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class Meeting:
    """A gathering that the document reports as held."""

    id: str
    type: str
    title: str | None
    date: str | None
    start_time: str | None
    end_time: str | None
    place: str | None
    mode: Literal["in_person", "online", "hybrid"] | None
    platform: str | None
    agenda: list[AgendaEntry]
    dates: list[str]
    organizations: list[str]
    participants: list[str]
    conclusions: list[str]
    start: int
    end: int
    mentions: list[Mention]
    confidence: float
    rule: str
    ordinal: int | None = None
    venue: str | None = None
    address: str | None = None
    quorum: str | None = None
    organizers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Date:
    """A calendar date, a time on a date, or an interval; `value` is EDTF."""

    id: str
    text: str
    value: str
    type: Literal["date", "time", "interval"]
    role: Literal["meeting", "event", "deadline", "published", "mention"]
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(slots=True)
class Organization:
    """A named organization, institution, authority or body."""

    id: str
    name: str
    acronym: str | None
    type: str | None
    start: int
    end: int
    mentions: list[Mention]
    confidence: float
    rule: str


@dataclass(slots=True)
class Participant:
    """A named person, or an unnamed group that stands for an organization."""

    id: str
    kind: Literal["person", "group"]
    name: str
    role: str | None
    organization: str | None
    status: Literal["present", "absent", "mentioned"]
    start: int
    end: int
    mentions: list[Mention]
    confidence: float
    rule: str


@dataclass(slots=True)
class Conclusion:
    """One point that a meeting concluded, decided, ordered or recommended."""

    id: str
    text: str
    kind: Literal["conclusion", "decision", "action", "recommendation"]
    responsible: list[str]
    deadline: str | None
    deadline_text: str | None
    deadline_date: str | None
    meeting: str | None
    agenda_item: str | None
    votes: str | None
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(slots=True)
class UpcomingEvent:
    """An event that lies ahead of the meeting or of the publication."""

    id: str
    name: str
    type: str
    date: str | None
    start_time: str | None
    place: str | None
    organizers: list[str]
    dates: list[str]
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class RecordWarning:
    """What a reader should doubt: a stable code and a sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The program that made the record."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made the record: enough to make it again.

    `models` maps the names of trained models to their versions; `rules` is a hash over word tables and extraction code.
    """

    pipeline: Pipeline
    engine: str
    models: dict[str, str]
    rules: str


@dataclass(slots=True)
class Record:
    """What one report became. Lists are in the order of the text; items refer to each other by their ids."""

    schema_version: str
    record_id: str
    source: SourceInfo
    text: str
    meetings: list[Meeting]
    dates: list[Date]
    organizations: list[Organization]
    participants: list[Participant]
    conclusions: list[Conclusion]
    upcoming_events: list[UpcomingEvent]
    warnings: list[RecordWarning]
    provenance: Provenance

    #: the fields that hold extracted items
    ITEM_FIELDS: ClassVar[tuple[str, ...]] = (
        "meetings",
        "dates",
        "organizations",
        "participants",
        "conclusions",
        "upcoming_events",
    )

    def to_dict(self) -> dict[str, Any]:
        """The record as it stands in the JSON: dicts, lists, strings, numbers and None."""
        plain: dict[str, Any] = _to_plain(self)
        return plain

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Record:
        """Make a record of what `to_dict` or `json.loads` gave.

        Raises:
            InvalidRecord: if `data` does not keep to the schema.
        """
        from pipeline.records.validation import problems  # noqa: PLC0415 - jsonschema is slow to import

        found = problems(data)
        if found:
            more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
            raise InvalidRecord(f"Not a valid record: {found[0]}{more}", remedy="`zapisnik validate` lists every problem.")
        record: Record = _from_plain(cls, data)
        return record

    def to_json(self) -> str:
        """The record as a JSON text: fields in the order of the classes, two blanks of indentation, a newline at the end.

        The same record gives the same text.
        """
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> Record:
        """Read what `to_json` gave.

        Raises:
            InvalidRecord: if it is not JSON or does not keep to the schema.
        """
        try:
            data = json.loads(text)
        except ValueError as error:
            raise InvalidRecord(f"Not JSON: {error}.") from error
        return cls.from_dict(data)

    def to_frame(self, field: str | None = None) -> pandas.DataFrame:
        """The extracted items as a pandas DataFrame.

        Args:
            field: one of `ITEM_FIELDS`: a row for each of its items, a column for each field of an item (`record_id` first);
                lists (ids, mentions) stay lists. Without it, the items of all fields in one table that can be appended to
                those of other records, with the columns `record_id`, `field`, `id`, `type` (its type or kind), `name` (name of
                an organization, a person or an event, title of a meeting, text of a conclusion), `date` (its value; of a
                conclusion the deadline), `start`, `end`, `text` (the words of the evidence), `confidence`, `rule`.

        Raises:
            ValueError: if there is no such field.
        """
        from pipeline.records.frames import frame  # noqa: PLC0415 - pandas is slow to import

        return frame(self, field)


_T = TypeVar("_T")


@cache
def field_names(cls: type[Any]) -> tuple[str, ...]:
    """The names of a dataclass's fields, in order."""
    return tuple(item.name for item in dataclasses.fields(cls))


def _to_plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, list):
        return [_to_plain(item) for item in value]
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    return {name: _to_plain(getattr(value, name)) for name in field_names(type(value))}  # type: ignore[arg-type]


@cache
def _builders(cls: type) -> tuple[tuple[str, type | None, bool], ...]:
    """For each field: its name, the class of its value (of its items), whether it is a list."""
    builders = []
    for name, hint in get_type_hints(cls).items():
        if name not in field_names(cls):
            continue
        is_list = get_origin(hint) is list
        inner = get_args(hint)[0] if is_list else hint
        builders.append((name, inner if dataclasses.is_dataclass(inner) else None, is_list))
    return tuple(builders)  # type: ignore[arg-type]


def _from_plain(cls: type[_T], data: Mapping[str, Any]) -> _T:
    values: dict[str, Any] = {}
    for name, inner, is_list in _builders(cls):  # type: ignore[arg-type]
        if name not in data:  # of an earlier version that did not have the field
            continue
        value = data[name]
        if inner is None:
            values[name] = value.copy() if isinstance(value, (list, dict)) else value
        elif is_list:
            values[name] = [_from_plain(inner, item) for item in value]
        else:
            values[name] = _from_plain(inner, value)
    return cls(**values)
