"""The signature block at the end."""

from __future__ import annotations

import re

from pipeline.language.layout.cues import cues
from pipeline.language.layout.lines import (
    ATTENDANCE_KINDS,
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
    table = cues()
    earliest = max(head, len(lines) - TAIL - sum(line.kind == "furniture" for line in lines[head:]))
    for number in range(len(lines) - 1, earliest - 1, -1):
        if _is_body(lines[number]):
            earliest = number + 1
            break
    for number in range(len(lines) - 1, earliest - 1, -1):
        line = lines[number]
        if line.kind not in (None, "furniture", "dateline", "table_row", "list_item"):
            continue
        if line.kind == "furniture" and not _SIGNATURE_MARK.fullmatch(line.folded):
            continue
        if line.kind == "list_item" and "__" not in line.text:
            continue
        if len(line.text) > 160 or (ends_like_sentence(line) and not _SIGNATURE_MARK.fullmatch(line.folded)):
            continue
        words = len(line.text.split())
        if is_signature_row(line) and (words <= 14) and not FINITE.search(line.folded):
            if line.cue not in ATTENDANCE_KINDS and (not line.label or line.cue in ("chair", "minute_taker", "verifier", None)):
                _make_signature(line)
        elif (_SIGNATURE_MARK.fullmatch(line.folded) and words <= 12) or _PRESS_OFFICE.fullmatch(line.folded):
            _make_signature(line)
    for number in range(max(1, earliest), len(lines)):
        line = lines[number]
        before = lines[number - 1]
        if line.kind is None and line.folded.rstrip(" ,.!") in table.closings:
            _make_signature(line)
            continue
        if line.kind in (None, "table_row") and before.kind == "signature" and before.text and len(line.text) <= 90:
            cells = [cell.strip() for cell in line.text.split("|")]
            if all(NAME_LINE.fullmatch(cell) for cell in cells) and not FINAL_STOP.search(line.text):
                _make_signature(line)
    _mark_names_above(lines, earliest)


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
