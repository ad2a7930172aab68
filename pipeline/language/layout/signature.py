"""The signature block at the end."""

from __future__ import annotations

import re

from pipeline.language.layout.cues import cues
from pipeline.language.layout.lines import (
    FINAL_STOP,
    FINITE,
    NAME_LINE,
    TAIL,
    Line,
    drop_label,
    ends_like_sentence,
    is_signature_row,
)

_SIGNATURE_MARK = re.compile(r"m\.?\s?p\.?|.{0,60}\b(?:s|v)\.\s?r\.?|_{3,}.*|.*_{5,}")
_NAME_ALONE = re.compile(r"(?:(?:mr|dr|prof|doc)\.?\s)*[A-ZČĆĐŠŽ][\w'’.-]*(?:\s[A-ZČĆĐŠŽ][\w'’-]*){1,2},?")
_PRESS_OFFICE = re.compile(r"\(?press[\s-]?(?:sluzba|centar|ured)\b.{0,60}|sluzba za (?:odnose s|informi).{0,80}")


def mark_signature(lines: list[Line], head: int) -> None:
    """Find the signature block among the last lines, below everything that is running text."""
    earliest = max(head, len(lines) - TAIL - sum(line.kind == "furniture" for line in lines[head:]))
    for number in range(len(lines) - 1, earliest - 1, -1):
        if _is_body(lines[number]):
            earliest = number + 1
            break
    for line in lines[earliest:]:
        if _is_office(line):
            _make_signature(line)
    _mark_names_below(lines, earliest)
    _mark_names_above(lines, earliest)


def _is_office(line: Line) -> bool:
    """Whether a line names the office that signs, or bears the marks of a signature (`M.P.`, `s.r.`, a rule)."""
    marked = _SIGNATURE_MARK.fullmatch(line.folded) is not None
    words = len(line.text.split())
    if line.kind == "furniture":
        return marked and words <= 12
    if line.kind == "list_item" and "__" not in line.text:
        return False
    if line.kind not in (None, "dateline", "table_row", "list_item") or (ends_like_sentence(line) and not marked):
        return False
    if is_signature_row(line) and words <= 14 and not FINITE.search(line.folded):
        return not line.label or line.cue in ("chair", "minute_taker", "verifier", None)
    return (marked and words <= 12) or _PRESS_OFFICE.fullmatch(line.folded) is not None


def _mark_names_below(lines: list[Line], earliest: int) -> None:
    """The names below an office, and all short lines below the closing of a letter."""
    closed = False
    for number in range(max(1, earliest), len(lines)):
        line, before = lines[number], lines[number - 1]
        if line.kind not in (None, "table_row"):
            continue
        if line.folded.rstrip(" ,.!") in cues().closings:
            closed = True
            _make_signature(line)
        elif before.kind != "signature" or len(line.text) > 90 or FINAL_STOP.search(line.text):
            closed = False
        elif closed or all(NAME_LINE.fullmatch(cell.strip()) for cell in line.text.split("|")):
            _make_signature(line)


def _mark_names_above(lines: list[Line], earliest: int) -> None:
    """`Alma Grabik⏎predsjednica Mreže`: the name over its office."""
    for number in range(len(lines) - 2, earliest - 1, -1):
        line, below = lines[number], lines[number + 1]
        if line.kind is not None or line.label or below.kind != "signature" or below.gap or len(line.text) > 60:
            continue
        if _NAME_ALONE.fullmatch(line.text):
            _make_signature(line)


def _is_body(line: Line) -> bool:
    """Whether no signature stands over this line."""
    if line.kind == "furniture" or "___" in line.text:
        return False
    if line.kind in ("list_item", "section", "label", "heading") or len(line.text) > 160:
        return True
    if line.cue is not None and line.cue not in ("chair", "minute_taker", "verifier", "number", "date", "published"):
        return True
    if FINAL_STOP.search(line.text) is None or _SIGNATURE_MARK.fullmatch(line.folded):
        return False
    return len(line.text.split()) > 5 or FINITE.search(line.folded) is not None


def _make_signature(line: Line) -> None:
    line.kind = "signature"
    if " | " in line.text or line.cue is None:
        drop_label(line)
