"""The records room: findings become a record; records are checked, and turned into dicts, JSON and tables."""

from __future__ import annotations

from pipeline.records.model import (
    AgendaEntry,
    Conclusion,
    Date,
    InvalidRecord,
    Meeting,
    Mention,
    Organization,
    Participant,
    Provenance,
    Record,
    RecordWarning,
    SourceInfo,
    UpcomingEvent,
)
from pipeline.records.validation import Problem, load_schema, problems

__all__ = [
    "AgendaEntry",
    "Conclusion",
    "Date",
    "InvalidRecord",
    "Meeting",
    "Mention",
    "Organization",
    "Participant",
    "Problem",
    "Provenance",
    "Record",
    "RecordWarning",
    "SourceInfo",
    "UpcomingEvent",
    "load_schema",
    "problems",
]
