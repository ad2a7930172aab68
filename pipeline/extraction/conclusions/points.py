"""A point in the making, and the document around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from pipeline.extraction.conclusions.doers import Doers
from pipeline.extraction.findings import ConclusionKind, MeetingFinding, Responsible
from pipeline.extraction.meetings.sentences import Reading
from pipeline.extraction.rules import name_of


@dataclass(slots=True)
class Point:
    """A point: its words `[first, last)` and offsets, what it is, and the interval in which its deadline stands."""

    first: int
    last: int
    start: int
    end: int
    kind: ConclusionKind
    rule: str
    confidence: float
    responsible: list[Responsible]
    deadline_span: tuple[int, int]
    block: int
    votes: str | None = None


@dataclass(slots=True)
class Report:
    """The document whose points are sought.

    Attributes:
        record: whether it is minutes: there the reflexive present decides (`odobrava se`), in news it tells what is usual.
        points: those found so far.
        done: blocks whose points are taken, or that hold none.
        enumerated: intervals of paragraphs whose points are taken.
    """

    reading: Reading
    doers: Doers
    meetings: Sequence[MeetingFinding]
    record: bool
    points: list[Point] = field(default_factory=list)
    done: set[int] = field(default_factory=set)
    enumerated: list[tuple[int, int]] = field(default_factory=list)


def report(doc: Doc, reading: Reading) -> Report:
    """What is known of the document before its points are sought."""
    meetings: list[MeetingFinding] = doc._.meetings
    record = any(name_of(meeting.rule) == "meetings.record-title" for meeting in meetings)
    return Report(reading, Doers(reading, doc._.organizations, doc._.participants), meetings, record)
