"""A line of the text while it is being classified, and what all steps ask of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.blocks import BlockKind
from pipeline.language.folding import fold
from pipeline.language.layout import shapes
from pipeline.language.layout.cues import cues
from pipeline.language.layout.shapes import Marker

# label kinds whose line without content heads a part of the document rather than fills a field
SECTION_KINDS = frozenset({"agenda", "conclusions", "recommendations", "tasks", "discussion", "reasons", "other", "next_meeting"})
ATTENDANCE_KINDS = frozenset({"present", "absent", "guests"})
RESULT_KINDS = frozenset({"conclusions", "recommendations", "tasks"})
PERSON_KINDS = ATTENDANCE_KINDS | {"chair", "minute_taker", "verifier"}
_ABBREVIATED = ("god", "g", "h", "dr", "mr", "bb", "br", "d", "sl", "st", "tel")
FINAL_STOP = re.compile(r"(?<![\d.])" + "".join(rf"(?<!\b{word})" for word in _ABBREVIATED) + r"[.;][\"“”»)]*$|\.{3}$|…$")
FINITE = re.compile(r"\b(?:je|su|se|ce|nije|nisu|bi|smo|ste|bio|bila|bilo|bili|bile)\b")
TITLE_LENGTH = 260
HEADING_LENGTH = 70
TAIL = 14  # lines in which a signature block may stand
NAME_LINE = re.compile(
    r"(?:(?i:mr|dr|prof|doc|dipl|sc|sci|ing|iur|oec|spec|akademik|prim|med)\.?\s+)*"
    r"[A-ZČĆĐŠŽ][\w'’-]*\.?(?:\s+(?:\([^()]*\)\s*)?[A-ZČĆĐŠŽ][\w'’-]*\.?){1,3}(?:,.{0,40})?(?:\s*\|\s*.+)?"
)


@dataclass(slots=True)
class Line:
    """What is known of a line so far; `kind` stays None for running text."""

    start: int
    end: int
    text: str
    folded: str
    gap: bool  # a blank line stands before it
    kind: BlockKind | None = None
    marker: Marker | None = None
    content: int = 0  # offset of the content in `text`
    label: str = ""
    cue: str | None = None  # kind of the label or heading
    list_id: int | None = None
    lead: int | None = None
    is_header: bool = False


def lines_of(text: str) -> list[Line]:
    """The non-empty lines of a text, each with its label if it has one."""
    folded = fold(text)
    lines: list[Line] = []
    place = 0
    gap = False
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = place + len(raw) - len(raw.lstrip())
            end = start + len(words)
            line = Line(start, end, words, folded[start:end], gap)
            _read_label(line)
            lines.append(line)
        gap = not words and bool(lines)
        place += len(raw) + 1
    return lines


def _read_label(line: Line) -> None:
    length = shapes.label_length(line.text, line.folded)
    if length:
        label = line.folded[:length].rstrip(" :")
        line.content, line.label, line.cue = length, label, cues().label_kind(label)


def drop_label(line: Line) -> None:
    """Take the label for a part of the sentence."""
    line.content, line.label, line.cue = 0, "", None


def is_signature_row(line: Line) -> bool:
    """`ZAPISNIČAR | PREDSJEDAVAJUĆI`: each column begins with an office."""
    cells = [cell.strip() for cell in line.folded.split("|") if cell.strip()]
    return bool(cells) and len(cells) <= 3 and all(cues().signatures.match(cell) for cell in cells)


def ends_like_sentence(line: Line) -> bool:
    """Whether the line is too long for a title or has a sentence's final stop, not that of an ordinal or an abbreviation."""
    return len(line.text) > TITLE_LENGTH or FINAL_STOP.search(line.text) is not None
