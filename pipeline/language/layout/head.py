"""The head of a document: letterhead, datelines, title."""

from __future__ import annotations

import re

from pipeline.language.layout import shapes
from pipeline.language.layout.cues import cues
from pipeline.language.layout.lines import ATTENDANCE_KINDS, FINITE, TAIL, TITLE_LENGTH, Line, drop_label, ends_like_sentence

_DATELINE_KINDS = frozenset({"number", "published"})
_NO_WORD = re.compile(r"\W+")
_RECORD_REACH = 16  # lines from the top in which the record's own name may stand


def mark_head(lines: list[Line]) -> int:
    """Letterhead, datelines and title; returns the number of the first line below them."""
    table = cues()
    record = _record_line(lines)  # the line that says what the document is (`ZAPISNIK`): what stands over it is letterhead
    title: int | None = None
    number = 0
    while number < len(lines):
        line = lines[number]
        above_record = record is not None and number < record
        if line.kind == "furniture":
            number += 1
            continue
        if line.kind is not None:
            break
        if _is_dateline(line, in_head=title is None or line.cue not in ("date", "time"), titled=title is not None):
            _make_dateline(line)
        elif above_record and not table.headline_verbs.search(line.folded):
            line.kind = "letterhead"
            drop_label(line)
        elif _ends_head(line, title is not None):
            break
        elif title is None and _is_letterhead(lines, number):
            line.kind = "letterhead"
            drop_label(line)
        elif title is None:
            if line.text[-1] in ":," or table.openings.match(line.folded) or _is_known_heading(line):
                break
            title = number
            _make_title(line)
        elif _continues_title(lines, title, number):
            _make_title(line)
        else:
            break
        number += 1
    _promote_letterhead(lines, number, title)
    if title is not None:
        _mark_repeated_titles(lines, title, number)
    for place in range(number, len(lines)):
        line = lines[place]
        at_an_end = place < number + 2 or place >= len(lines) - TAIL
        if line.kind is None and at_an_end and _is_dateline(line, in_head=False, titled=True):
            _make_dateline(line)
    return number


def _ends_head(line: Line, titled: bool) -> bool:
    """Whether the line belongs to the body: a field with content, or a sentence."""
    if line.cue is not None and line.content < len(line.text) and not _is_headline_with_colon(line):
        return True
    return ends_like_sentence(line) and not (titled and not line.gap and line.text[0].islower())


def _is_known_heading(line: Line) -> bool:
    table = cues()
    return table.heading_kind(line.folded) is not None and not table.records.match(line.folded)


def _record_line(lines: list[Line]) -> int | None:
    """The line that names the kind of record, if nothing but a letterhead stands over it."""
    for number, line in enumerate(lines[:_RECORD_REACH]):
        if line.kind == "furniture":
            continue
        if line.kind is not None or len(line.text) > TITLE_LENGTH or ends_like_sentence(line):
            return None
        if cues().records.match(line.folded):
            return number
        if len(line.text) > 110 or (line.cue is not None and line.cue not in ("number", "date", "published")):
            return None
    return None


def _make_title(line: Line) -> None:
    line.kind = "title"
    drop_label(line)


def _make_dateline(line: Line) -> None:
    line.kind = "dateline"
    if not line.label:
        line.content = 0


def _is_headline_with_colon(line: Line) -> bool:
    return (
        line.cue is not None
        and cues().headline_verbs.search(line.folded[line.content :]) is not None
        and line.cue not in (ATTENDANCE_KINDS | {"date", "time", "place", "agenda"})
    )


def _is_dateline(line: Line, *, in_head: bool, titled: bool) -> bool:
    """Whether the line carries the document's own date or number; below the title only a date with its year does."""
    folded = line.folded
    if len(folded) > 120:
        return False
    if line.cue in _DATELINE_KINDS or (in_head and (_is_stamp(folded) or shapes.is_byline_stamp(line.text, folded))):
        return True
    if line.cue == "date" and line.label in ("datum", "dana", "nadnevak"):
        return in_head and shapes.is_date_alone(folded[line.content :])
    return shapes.is_paper_date(folded, with_year=titled) and (in_head or not line.text[0].islower())


def _is_stamp(folded: str) -> bool:
    """`Objavljeno u Vijesti dana 12.3.2024.`, `Objavio urednik 22.06.2021.`: when the page was published, without a colon."""
    if len(folded) > 80 or not any(map(str.isdigit, folded)) or FINITE.search(folded):
        return False
    return cues().label_kind(folded.split(None, 1)[0]) == "published"


def _is_letterhead(lines: list[Line], number: int) -> bool:
    line = lines[number]
    before = lines[number - 1] if number else None
    in_stack = before is not None and before.kind == "letterhead" and not line.gap
    if not _looks_institutional(line):
        return in_stack and line.text.isupper() and len(line.text) <= 60 and not _is_headline(line)
    following = _next_line(lines, number)
    if following is None:
        return False
    if line.text.isupper() or following.cue == "number":
        return not ends_like_sentence(following)  # all that the document has for a title is no letterhead
    return in_stack or (not following.gap and _looks_institutional(following))


def _is_headline(line: Line) -> bool:
    table = cues()
    return table.headline_verbs.search(line.folded) is not None or table.records.match(line.folded) is not None


def _looks_institutional(line: Line) -> bool:
    if len(line.text) > 120 or _is_headline(line):
        return False
    if shapes.is_contact(line.folded):
        return True
    return cues().institutions.match(line.folded) is not None and not (line.label and line.content < len(line.text))


def _next_line(lines: list[Line], number: int) -> Line | None:
    return next((line for line in lines[number + 1 : number + 6] if line.kind != "furniture"), None)


def _continues_title(lines: list[Line], title: int, number: int) -> bool:
    table = cues()
    line, first = lines[number], lines[title]
    if len(line.text) > TITLE_LENGTH or line.text.endswith(":") or number + 1 >= len(lines):
        return False
    if _same_title(first.folded, line.folded):
        return True
    if _is_known_heading(line):
        return False
    record = table.records.match(first.folded) is not None
    if record and line.text[0].islower():
        return True
    if table.columns.match(line.folded):
        return False
    if line.gap:
        announced = table.announcing_records.match(first.folded) is not None and len(first.text.split()) <= 5
        return len(line.text) <= 160 and (table.records.match(line.folded) is not None or announced)
    below = lines[number + 1]
    return len(line.text) <= 160 and (record or below.gap or below.kind is not None or below.cue is not None)


def _same_title(title: str, line: str) -> bool:
    """Whether a line repeats the title, wholly, cut off, or with a little more."""
    left, right = _NO_WORD.sub("", title), _NO_WORD.sub("", line)
    if not left or left == right:
        return bool(left)
    return len(right) > 15 and (left.startswith(right) or (right.startswith(left) and len(right) < 2 * len(left)))


def _promote_letterhead(lines: list[Line], number: int, title: int | None) -> None:
    """Without a title the last line of a letterhead is the title, unless a paper with number follows."""
    if title is not None:
        return
    heads = [line for line in lines[:number] if line.kind == "letterhead"]
    if len(heads) == 1 and not any(line.label == "broj" for line in lines[:number]):
        heads[0].kind = "title"


def _mark_repeated_titles(lines: list[Line], title: int, number: int) -> None:
    """The same headline again over the lead, below the dateline or the menu."""
    first = _NO_WORD.sub("", lines[title].folded)
    for line in lines[number : number + 8]:
        if line.kind is None and len(line.text) <= TITLE_LENGTH and _NO_WORD.sub("", line.folded) == first:
            _make_title(line)
