"""What the components find: plain dataclasses that refer to each other as objects.

Offsets are in `doc.text`. `records/` turns findings into a record: ids, evidence in the original text, schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Union

from pipeline.evidence import Evidence

DateType = Literal["date", "time", "interval"]
DateRole = Literal["meeting", "event", "deadline", "published", "mention"]
Mode = Literal["in_person", "online", "hybrid"]
Status = Literal["present", "absent", "mentioned"]
ConclusionKind = Literal["conclusion", "decision", "action", "recommendation"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a reader should doubt: a stable code (`year-assumed`) and a sentence that says why."""

    code: str
    message: str


@dataclass(slots=True, eq=False)
class DateFinding:
    """A calendar date, a time on a date or an interval; `value` is EDTF (ISO 8601-2:2019)."""

    evidence: Evidence
    value: str
    type: DateType
    rule: str
    confidence: float
    role: DateRole = "mention"


@dataclass(slots=True, eq=False)
class OrganizationFinding:
    """One organization with all its mentions; `name` in the nominative."""

    name: str
    rule: str
    confidence: float
    acronym: str | None = None
    type: str | None = None  # lemma of the head noun: `centar`, `ministarstvo`, `udruženje`
    mentions: list[Evidence] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ParticipantFinding:
    """A named person, or an unnamed group that stands for an organization."""

    kind: Literal["person", "group"]
    name: str  # first name then surname, nominative; for a group the plural noun (`predstavnici`)
    rule: str
    confidence: float
    role: str | None = None
    organization: OrganizationFinding | None = None
    status: Status = "mentioned"
    mentions: list[Evidence] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class AgendaItem:
    """One item of the agenda; `number` as the text has it (`3`, `3a`, `A`)."""

    number: str
    text: str
    evidence: Evidence


@dataclass(slots=True, eq=False)
class MeetingFinding:
    """A gathering that the document reports as held."""

    type: str  # lemma of the head noun
    evidence: Evidence
    rule: str
    confidence: float
    title: str | None = None
    date: str | None = None  # EDTF without a clock time
    start_time: str | None = None  # HH:MM
    end_time: str | None = None
    place: str | None = None
    mode: Mode | None = None
    platform: str | None = None
    agenda: list[AgendaItem] = field(default_factory=list)
    mentions: list[Evidence] = field(default_factory=list)
    dates: list[DateFinding] = field(default_factory=list)
    organizations: list[OrganizationFinding] = field(default_factory=list)
    participants: list[ParticipantFinding] = field(default_factory=list)
    ordinal: int | None = None  # `32. redovna sjednica`
    venue: str | None = None  # room or building, nominative
    address: str | None = None  # street and number
    quorum: str | None = None  # the words that tell of it
    organizers: list[OrganizationFinding] = field(default_factory=list)  # who holds it: `u organizaciji X`, `sjednica X`


Responsible = Union[OrganizationFinding, ParticipantFinding, str]


@dataclass(slots=True, eq=False)
class ConclusionFinding:
    """One point that the meeting concluded, decided, ordered or recommended."""

    evidence: Evidence
    kind: ConclusionKind
    rule: str
    confidence: float
    responsible: list[Responsible] = field(default_factory=list)
    deadline: str | None = None  # EDTF
    deadline_text: str | None = None  # `u roku od 15 dana`, `do naredne sjednice`, or the words of the date
    deadline_date: DateFinding | None = None
    votes: str | None = None
    agenda_item: str | None = None
    meeting: MeetingFinding | None = None


@dataclass(slots=True, eq=False)
class EventFinding:
    """An event that lies ahead of the meeting or of the publication."""

    name: str
    type: str
    evidence: Evidence
    rule: str
    confidence: float
    date: str | None = None  # EDTF without a clock time
    start_time: str | None = None
    place: str | None = None
    organizers: list[OrganizationFinding] = field(default_factory=list)
    dates: list[DateFinding] = field(default_factory=list)
