"""A point in the making, and the document around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from pipeline.extraction.conclusions.cues import body_nouns
from pipeline.extraction.conclusions.doers import Doers
from pipeline.extraction.findings import ConclusionKind, MeetingFinding, Responsible
from pipeline.extraction.meetings.sentences import Reading
from pipeline.extraction.rules import name_of
from pipeline.language.folding import fold
from pipeline.language.layout import lead_kind

_MINUTES = re.compile(r"(?:(?:skraceni |izvod iz |radni )?zapisnik|za?biljeska|biljeska)a?\b")  # heads of minutes, folded
_NOTES = re.compile(r"[–—-] (?:zapisnik|za?biljesk[ae]|biljesk[ae]|protokol)\b|^protokol sa?\b")
_HEAD_BLOCKS = 4
_SECTIONS = 2  # `Tačka 1.`, `Tačka 2.`: what runs along an agenda are minutes


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
        bodies: what kinds of body hold the meeting, as the title of the minutes names them: `vijece`; empty if it names none.
        counted_again: items of the agenda's list with which its count begins anew: the agenda once more, as the minutes treat it.
        points: those found so far.
        done: blocks whose points are taken, or that hold none.
        enumerated: intervals of paragraphs whose points are taken.
    """

    reading: Reading
    doers: Doers
    meetings: Sequence[MeetingFinding]
    record: bool
    bodies: frozenset[str] = frozenset()
    counted_again: frozenset[int] = frozenset()
    points: list[Point] = field(default_factory=list)
    done: set[int] = field(default_factory=set)
    enumerated: list[tuple[int, int]] = field(default_factory=list)


def report(doc: Doc, reading: Reading) -> Report:
    """What is known of the document before its points are sought."""
    meetings: list[MeetingFinding] = doc._.meetings
    titles = [block for block in reading.blocks if block.kind in ("title", "letterhead")]
    record = (
        any(name_of(meeting.rule) == "meetings.record-title" for meeting in meetings)
        or any(_MINUTES.match(reading.folded, block.start, block.end) for block in reading.blocks[:_HEAD_BLOCKS])
        or any(_NOTES.search(reading.folded, block.start, block.end) for block in titles)
        or sum(block.kind == "section" for block in reading.blocks) >= _SECTIONS
    )
    named = [
        organization.name
        for organization in doc._.organizations
        if any(block.start <= mention.start < block.end for block in titles for mention in organization.mentions)
    ]
    kinds = [fold(meeting.type) for meeting in meetings if meeting.type]
    words = [word for name in (*named, *kinds) for word in fold(name).split()]
    bodies = frozenset(noun for noun in body_nouns() if any(word.startswith(noun.rstrip("aeo")) for word in words))
    doers = Doers(reading, doc._.organizations, doc._.participants)
    return Report(reading, doers, meetings, record, bodies, _counted_again(reading))


def _counted_again(reading: Reading) -> frozenset[int]:
    """The items of an agenda's list from which on its count has begun anew, in one pass."""
    found: set[int] = set()
    seen: dict[int, set[str]] = {}
    for index, block in enumerate(reading.blocks):
        if block.kind != "list_item" or block.number is None or block.lead is None:
            continue
        numbers = seen.setdefault(block.lead, set())
        if block.number in numbers and lead_kind(reading.text, reading.blocks[block.lead]) == "agenda":
            found.add(index)
        numbers.add(block.number)
    return frozenset(found)
