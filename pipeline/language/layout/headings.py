"""Labels and headings."""

from __future__ import annotations

import re

from pipeline.language.layout import shapes
from pipeline.language.layout.cues import cues
from pipeline.language.layout.lines import (
    ATTENDANCE_KINDS,
    FINAL_STOP,
    FINITE,
    HEADING_LENGTH,
    PERSON_KINDS,
    SECTION_KINDS,
    Line,
    drop_label,
)
from pipeline.language.layout.shapes import Marker

_LIST_WORD = re.compile(r"(?:lista|spisak|popis|evidencija)\s")


def mark_labels(lines: list[Line]) -> None:
    for number, line in enumerate(lines):
        if line.kind is not None or not line.label:
            continue
        empty = line.content >= len(line.text)
        finite = FINITE.search(line.label) is not None
        if line.cue is not None and not (finite and cues().lead_kind(line.label) not in PERSON_KINDS):
            if empty and line.cue in SECTION_KINDS:
                line.kind = "heading" if len(line.label.split()) <= 4 else None
            else:
                line.kind = "label"
                digits = re.search(r"(\d{1,2})\W*$", line.label)
                if digits and line.cue in SECTION_KINDS:
                    line.marker = Marker("", digits[1], "label", 0)
        elif line.cue is None and not empty and not finite and _is_field(lines, number):
            line.kind = "label"
        if line.kind is None:
            drop_label(line)


def _is_field(lines: list[Line], number: int) -> bool:
    """A short unknown label beside lines that are labels themselves."""
    line = lines[number]
    if len(line.label.split()) > 3 or line.text[line.content : line.content + 1] in ("„", '"'):
        return False
    neighbours = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    return any(other.cue is not None and other.label and other.kind in (None, "label") for other in neighbours)


def mark_headings(lines: list[Line], head: int) -> None:
    table = cues()
    for number, line in enumerate(lines):
        if line.kind is not None or (number < head and line.kind is not None):
            continue
        if len(line.text) > HEADING_LENGTH:
            continue
        kind = table.heading_kind(line.folded) or _attendance_heading(lines, number)
        if kind is not None and not FINAL_STOP.search(line.text):
            line.kind, line.cue = "heading", kind
            line.label = line.folded.strip(" .:-–—")
            line.content = len(line.text)
        elif _is_unknown_heading(lines, number) or (shapes.is_date_alone(line.folded) and number + 1 < len(lines)):
            line.kind = "heading"
            drop_label(line)


def _attendance_heading(lines: list[Line], number: int) -> str | None:
    """`Prisutni članovi Školskog odbora` alone on a line, over a list."""
    line = lines[number]
    if line.label or number + 1 >= len(lines) or len(line.text.split()) > 6:
        return None
    if line.text[-1] in ".,;!?" or not line.text[0].isupper() or FINITE.search(line.folded) or len(lines[number + 1].text) > 140:
        return None
    kind = cues().label_kind(line.folded)
    opens_with_cue = cues().label_kind(line.folded.split(None, 1)[0]) is not None or _LIST_WORD.match(line.folded) is not None
    return kind if kind in ATTENDANCE_KINDS and opens_with_cue else None


def _is_unknown_heading(lines: list[Line], number: int) -> bool:
    line = lines[number]
    if number + 1 >= len(lines) or not line.text[0].isupper() or line.text.rstrip("“”»)")[-1:] in ".,;:!?…" or line.label:
        return False
    below = lines[number + 1]
    if below.kind in ("signature", "furniture", "dateline") or not any(letter.isalpha() for letter in line.text):
        return False
    words = len(line.text.split())
    if line.text.isupper() and len(line.text) > 3:
        return words <= 10
    if not line.gap or words > 8 or len(line.text) > 60 or FINITE.search(line.folded):
        return False
    return (below.kind is None and len(below.text) > len(line.text)) or below.kind in ("list_item", "table_row", "label")
