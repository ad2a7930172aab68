"""What the marks of the lines show: rows of tables, sections, list items."""

from __future__ import annotations

import re

from pipeline.language.layout import shapes
from pipeline.language.layout.cues import cues
from pipeline.language.layout.lines import FINITE, HEADING_LENGTH, Line, drop_label, is_signature_row
from pipeline.language.layout.shapes import Marker

_SPEECH = re.compile(r"[\w,.!?“”\"]\s*[-–—]\s+(?=[a-zčćđšž])")


def mark_tables(lines: list[Line]) -> None:
    for number, line in enumerate(lines):
        if line.kind is not None or ("|" not in line.text and "\t" not in line.text):
            continue
        cells = [cell for cell in re.split(r"\s*\|\s*|\t+", line.text)]
        if shapes.is_date_alone(line.folded) or shapes.is_byline_stamp(line.text, line.folded):
            continue
        neighbours = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        beside = any(" |" in other.text or "\t" in other.text for other in neighbours)
        filled = sum(1 for cell in cells if cell)
        marker = shapes.list_marker(line.text, line.folded)
        in_table = number > 0 and not line.gap and lines[number - 1].kind == "table_row"
        if marker is not None and line.text.count("|") == 1 and line.text[marker.length] != "|" and not in_table:
            continue  # `1. Emina Halvadžić | članica` is an item in two columns
        if (filled >= 3 or beside) and not is_signature_row(line):
            line.kind = "table_row"
            drop_label(line)
    for number, line in enumerate(lines):
        if line.kind == "table_row" and (number == 0 or line.gap or lines[number - 1].kind != "table_row"):
            following = lines[number + 1] if number + 1 < len(lines) else None
            line.is_header = following is not None and following.kind == "table_row" and _is_header(line)


def _is_header(line: Line) -> bool:
    cells = [cell.strip() for cell in re.split(r"\||\t", line.folded) if cell.strip()]
    known = sum(1 for cell in cells if cues().columns.match(cell))
    return known >= 2 or (known == 1 and len(cells) <= 2) or (not re.search(r"\d", line.folded) and known > 0)


def mark_markers(lines: list[Line]) -> None:
    """Sections, list items and markers that stand alone on a line."""
    candidates: list[tuple[int, Marker]] = []
    for number, line in enumerate(lines):
        if line.kind is not None:
            continue
        section = shapes.section_marker(line.text, line.folded)
        if section is not None:
            line.kind, line.marker = "section", section
            drop_label(line)
            line.content = section.length
            continue
        marker = shapes.list_marker(line.text, line.folded)
        if marker is not None:
            candidates.append((number, marker))
    by_style: dict[str, list[int]] = {}
    for place, (_, marker) in enumerate(candidates):
        by_style.setdefault(marker.style, []).append(place)
    for places in by_style.values():
        for position, place in enumerate(places):
            number, marker = candidates[place]
            before = candidates[places[position - 1]][1].number if position else ""
            after = candidates[places[position + 1]][1].number if position + 1 < len(places) else ""
            if _item_counts(lines, number, marker, before, after):
                _make_item(lines[number], marker)
    _mark_numbered_headings(lines)
    _mark_lone(lines)


def _make_item(line: Line, marker: Marker) -> None:
    line.kind, line.marker = "list_item", marker
    drop_label(line)
    line.content = marker.length


def _mark_numbered_headings(lines: list[Line]) -> None:
    """`II. ZAKLJUČCI` heads what follows; in a run of numbered items it is one of them."""
    for number, line in enumerate(lines):
        if line.kind != "list_item" or line.marker is None or len(line.text) > HEADING_LENGTH:
            continue
        if line.marker.style[0] not in "In":  # Roman or Arabic numbers
            continue
        words = line.folded[line.content :]
        kind = cues().heading_kind(words)
        roman_in_capitals = line.marker.style == "I." and line.text[line.content :].isupper()
        if not roman_in_capitals and kind in (None, "other"):
            continue
        beside = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        if not any(other.kind == "list_item" and other.marker and other.marker.style == line.marker.style for other in beside):
            line.kind, line.cue, line.label, line.content = "heading", kind, words.strip(" .:-–—"), len(line.text)


def follows(number: str, earlier: str) -> bool:
    """Whether `number` comes right after `earlier` in a numbering."""
    if not number or not earlier:
        return False
    if number.isdigit() and earlier.isdigit():
        return int(number) == int(earlier) + 1
    left, right = earlier.split("."), number.split(".")
    if len(left) == len(right) and all(part.isdigit() for part in left + right):
        return (right[:-1] == left[:-1] and int(right[-1]) == int(left[-1]) + 1) or int(right[0]) == int(left[0]) + 1
    alphabet = "abcčćdđefghijklmnoprsštuvzž"
    if len(number) == 1 and len(earlier) == 1 and number in alphabet and earlier in alphabet:
        return 0 < alphabet.index(number) - alphabet.index(earlier) <= 3
    return number.startswith(earlier) or earlier.startswith(number[:-1])


def _item_counts(lines: list[Line], number: int, marker: Marker, before: str, after: str) -> bool:
    line = lines[number]
    style = marker.style
    if style == "o":
        neighbours = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        return any(other.text.startswith("o ") for other in neighbours)
    if not marker.number:
        if marker.text in "-–—" and _is_speech(lines, number, marker):
            return False
        if len(marker.text) == marker.length:  # glued to the word
            return marker.text not in "-–—" or not line.text[marker.length :].lstrip()[:1].isdigit()
        return True
    chained = follows(marker.number, before) or follows(after, marker.number)
    if style in ("a.", "I.", "i.", "I ", "i ", "A)"):
        return chained or style == "A)"
    if style.startswith("number") and not marker.text.endswith(")"):
        after_marker = line.text[marker.length : marker.length + 1]
        if after_marker.islower():
            return chained or (marker.number == "1" and _under_colon(lines, number))
        if not chained and marker.number not in ("1", "1.1"):
            return _under_colon(lines, number) or (number > 0 and lines[number - 1].kind == "list_item")
    return True


def _is_speech(lines: list[Line], number: int, marker: Marker) -> bool:
    """`– Nećemo čekati – kazao je direktor`: a dash opens what somebody says, not an item."""
    if _under_colon(lines, number) or _SPEECH.search(lines[number].text, marker.length) is None:
        return False
    return FINITE.search(lines[number].folded) is not None


def _under_colon(lines: list[Line], number: int) -> bool:
    return number > 0 and lines[number - 1].text.endswith(":")


def _mark_lone(lines: list[Line]) -> None:
    """A marker alone on its line belongs to the text below it."""
    for number, line in enumerate(lines[:-1]):
        if line.kind not in (None, "furniture"):
            continue
        marker = shapes.lone_marker(line.text)
        following = lines[number + 1]
        if marker is None or following.kind is not None or len(following.text) < 3 or shapes.lone_marker(following.text):
            continue
        if marker.style == "1" and not (line.text.endswith((".", ")")) or line.kind == "furniture"):
            continue
        if number == 0 and marker.style == "1":
            continue
        line.kind, line.marker, line.content = "heading", marker, len(line.text)
        _make_item(following, Marker(marker.text, marker.number, marker.style, 0))
