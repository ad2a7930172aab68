"""Announcements in fields: `Šta: Tribina „Voda“`, `Kada: 24. maja u 18 sati`, `Gdje: Gradska biblioteka`."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.meetings import towns
from pipeline.extraction.meetings.gatherings import PACKAGE, status_cues
from pipeline.extraction.meetings.sentences import Reading
from pipeline.language.blocks import Block
from pipeline.language.folding import fold
from pipeline.language.layout import label_kind
from pipeline.resources import read_table

# labels that only a report of what was held has
_OF_RECORDS = frozenset(
    [
        *("present", "absent", "minute_taker", "verifier", "quorum", "vote", "discussion"),
        *("conclusions", "tasks", "recommendations", "end_time", "next_meeting"),
    ]
)
_RECORDS = ("zapisnik", "zabiljesk", "biljesk", "izvjestaj", "izvjesce", "izvod")
_ASKING = ("sta", "sto")
_HEAD_BLOCKS = 4
_APART = 2  # blocks between two fields of one announcement


@dataclass(slots=True)
class Fields:
    """The blocks of an announcement: what names the event (a field, else None), its day, hour and place."""

    date: int
    what: int | None = None
    time: int | None = None
    place: int | None = None

    @property
    def first(self) -> int:
        return min(block for block in (self.date, self.what, self.time, self.place) if block is not None)

    @property
    def last(self) -> int:
        return max(block for block in (self.date, self.what, self.time, self.place) if block is not None)


@cache
def _naming() -> frozenset[str]:
    return frozenset(fold(row["label"]) for row in read_table(PACKAGE, "event_labels.tsv", ("label",)))


def town_of_field(reading: Reading, block: Block) -> str | None:
    """The town that a field with a place names: what stands after the last comma before all else; none that is only quoted.

    So `Hotel „Breza“, Kakanj` is in Kakanj, and `Hotel „Breza“` says no town.
    """
    comma = reading.text.rfind(", ", block.content_start, block.end)
    intervals = [(comma + 1, block.end)] if comma >= 0 else []
    quoted = reading.text.find("„", block.content_start, block.end)
    intervals.append((block.content_start, block.end if quoted < 0 else quoted))
    words = [(reading.word_at(start), reading.word_at(end)) for start, end in intervals]
    return next((town for first, last in words if (town := towns.anywhere(reading, first, last))), None)


def announced_fields(reading: Reading) -> list[Fields]:
    """The announcements in fields of a document; where it reports what was held, only those that open with `Šta:`.

    An announcement has a day, and a place or an hour or a field that names the event.
    """
    labelled = [(index, part) for index, block in enumerate(reading.blocks) if (part := _part(block)) is not None]
    found: list[Fields] = []
    parts: dict[str, int] = {}
    last = -1
    for place, (index, part) in enumerate(labelled):
        names_next = part == "what" and "date" in parts and ("date" in _until_named(labelled[place + 1 :]))
        if part in parts or names_next or (parts and index - last > _APART):
            found += _made(parts)
            parts = {}
        parts[part] = index
        last = index
    found += _made(parts)
    if found and reports(reading):
        found = [fields for fields in found if fields.what is not None and reading.blocks[fields.what].label in _ASKING]
    return [fields for fields in found if reading.dates_in(*_content(reading.blocks[fields.date]))]


def _until_named(following: list[tuple[int, str]]) -> set[str]:
    """The fields before the next one that names an event."""
    return {part for _, part in itertools.takewhile(lambda field: field[1] != "what", following)}


def _content(block: Block) -> tuple[int, int]:
    return block.content_start, block.end


def _made(parts: dict[str, int]) -> list[Fields]:
    return [Fields(**parts)] if "date" in parts and len(parts) > 1 else []


def _part(block: Block) -> str | None:
    if block.kind != "label" or block.content_start >= block.end:
        return None
    if block.label in _naming():
        return "what"
    kind = label_kind(block)
    return kind if kind in ("date", "time", "place") else None


def reports(reading: Reading) -> bool:
    """Whether the document tells of what was held: by the labels of records, its title, or a verb."""
    if any(block.kind == "label" and label_kind(block) in _OF_RECORDS for block in reading.blocks):
        return True
    if any(reading.folded.startswith(_RECORDS, block.start) for block in reading.blocks[:_HEAD_BLOCKS]):
        return True
    return any(
        cue.row["tells"] == "held" and cue.row["of"] == "itself" and ":pres>" not in cue.row["cue"]
        for sentence in reading.sentences
        if reading.blocks[sentence.block].kind not in ("label", "title")
        for cue in status_cues(reading, sentence)
    )
