"""Lists: entries without marks, and which items belong together."""

from __future__ import annotations

import re

from pipeline.language.layout.cues import cues
from pipeline.language.layout.lines import ATTENDANCE_KINDS, FINAL_STOP, FINITE, NAME_LINE, RESULT_KINDS, Line, drop_label
from pipeline.language.layout.markers import follows


def mark_unmarked_items(lines: list[Line]) -> None:
    """Lines under a label or a lead-in that ends with a colon, one entry a line."""
    number = 0
    while number < len(lines) - 1:
        line = lines[number]
        number += 1
        if not _leads(line):
            continue
        cue = line.cue or _lead_cue(line)
        entries: list[Line] = []
        for entry in lines[number:]:
            if (entry.kind is not None and not _is_mistaken_heading(entry, cue)) or not _is_entry(entry, cue):
                break
            if entry.gap and entries and not (cue in ATTENDANCE_KINDS and entries[-1].gap and NAME_LINE.fullmatch(entry.text)):
                break
            entries.append(entry)
        if len(entries) > 1 or (entries and cue in ATTENDANCE_KINDS):
            for entry in entries:
                entry.kind = "list_item"
                drop_label(entry)


def _is_mistaken_heading(line: Line, cue: str | None) -> bool:
    """Whether a line that looks like a heading is an entry of the list it stands in: `Razno`, or a person's name."""
    if line.kind != "heading" or line.marker is not None:
        return False
    return (
        line.cue == "other"
        if cue == "agenda"
        else cue in ATTENDANCE_KINDS and line.cue is None and bool(NAME_LINE.fullmatch(line.text))
    )


def _leads(line: Line) -> bool:
    if line.kind in ("label", "heading"):
        return line.content >= len(line.text) and (line.cue is not None)
    return line.kind is None and line.text.endswith(":")


def _lead_cue(line: Line) -> str | None:
    if not line.text.endswith(":"):
        return None
    clause = re.split(r"[.!?]\s", line.folded)[-1].rstrip(" :")
    return cues().lead_kind(clause) if len(clause) <= 160 else None


def _is_entry(line: Line, cue: str | None) -> bool:
    """Whether a line may be an entry of the list that a lead-in of the kind `cue` opens."""
    if cue in ATTENDANCE_KINDS:
        return len(line.text) <= 200 and not (FINAL_STOP.search(line.text) and FINITE.search(line.folded))
    if line.text.endswith((";", ",")) or line.text[0].islower():
        return True
    if cue in RESULT_KINDS:
        return len(line.text) <= 300 and not line.text.endswith(":")
    return len(line.text) <= 120 and not FINAL_STOP.search(line.text)


def number_lists(lines: list[Line]) -> None:
    """Give the items of one list the same `list_id`, and the block that leads in; a list of another style is nested."""
    next_id = 0
    open_lists: dict[str, tuple[int, str, int | None]] = {}  # style → list, last number, lead; inner lists last
    lead: int | None = None
    interrupted = False
    for place, line in enumerate(lines):
        if line.kind == "furniture" or (line.kind == "heading" and line.marker is not None and not line.label):
            continue  # a marker alone on its line belongs to the item below
        if line.kind != "list_item":
            interrupted = line.kind is None and not line.text.endswith(":")
            if not interrupted:
                open_lists.clear()
            open_ended = line.kind is None and line.text[-1] not in ".!?;"
            lead = place if _leads(line) or line.kind == "heading" or open_ended else None
            continue
        style = line.marker.style if line.marker else ""
        number = line.marker.number if line.marker else ""
        known = open_lists.get(style)
        if known is not None and (follows(number, known[1]) if number else not interrupted):
            for inner in list(open_lists)[list(open_lists).index(style) + 1 :]:
                del open_lists[inner]
            known = (known[0], number, known[2])
        else:
            if interrupted:
                open_lists.clear()
            open_lists.pop(style, None)
            next_id += 1
            known = (next_id, number, lead)
        open_lists[style] = known
        line.list_id, line.lead = known[0], known[2]
        lead = place if line.text.endswith(":") else known[2]
        interrupted = False
