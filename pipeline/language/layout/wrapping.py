"""Lines that are not blocks: hard wraps, words split at a line's end, page marks inside a sentence, gaps between columns."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.language.folding import fold
from pipeline.language.layout import shapes
from pipeline.language.layout.cues import cues

Edit = tuple[int, int, str]

_MIN_WRAPPED = 30  # a shorter line is no wrapped one unless its last word cannot end a line
_MAX_WRAPPED = 140  # a longer line is a paragraph
_MAX_JOINED = 400  # nothing is joined to a line as long as this
_BLANKS = re.compile(r"[ \t]+")
_WIDE = re.compile(r"[ \t]*\t[ \t]*|[ ]{2,}")
_GAP = re.compile(r"[ ]*\t[ \t]*|[ ]{3,}")
_SEPARATOR = 4  # blanks between cells that were joined
_CLOSING_SIGNS = frozenset('.!?:;…"“”»)')
_SENTENCE_END = re.compile(r"[.!?:;…][\"“”»)]*$")
_INNER_STOP = re.compile(r"[^\W\d_]{3,}[.!?][”“\"]? [A-ZČĆĐŠŽ„\"]")
_NAME = re.compile(r"(?:[a-zčćđšž]{1,4}\.\s)*[A-ZČĆĐŠŽ][\w'’.-]*(?:\s[A-ZČĆĐŠŽ][\w'’-]*){1,3}")
_SPLIT_END = re.compile(r"(\w+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# the first half of `stručno-obrazovni`, `Zeničko-dobojski`, and what the second half looks like
_COMPOUND_FIRST = re.compile(r"\w{2,}(?:sk|ck)o$|\w{3,}[^aeiou]no$")
_ADJECTIVE = re.compile(r"\w{2,}(?:sk|ck|n|v)(?:i|og|oga|om|omu|ome|im|ih|ima|a|e|oj|u|o)(?!\w)")


class _Line:
    """A line with its words; what is costly to know of it is found out when it is asked for."""

    __slots__ = ("_closed", "_opens", "end", "folded", "opens_item", "run", "start", "text", "width")

    def __init__(self, start: int, text: str, folded: str, indentation: int, run: int) -> None:
        self.start = start  # of the words
        self.end = start + len(text)
        self.text = text
        self.folded = folded
        self.width = indentation + len(text)
        self.run = run  # lines without a blank one between them share it
        self.opens_item = False  # its number goes on from the item before
        self._opens: bool | None = None
        self._closed: bool | None = None

    @property
    def page_mark(self) -> bool:
        return shapes.is_page_mark(self.folded)

    @property
    def opens(self) -> bool:
        """Whether the line starts a block of its own, whatever stands before it."""
        if self._opens is None:
            text, folded = self.text, self.folded
            marker = shapes.list_marker(text, folded)
            self._opens = (
                self.opens_item
                or (marker is not None and _counts(marker, text))
                or self.closed
                or self._has_known_label()
                or shapes.section_marker(text, folded) is not None
                or " | " in text
                or (len(text) <= 60 and shapes.is_contact(folded))
            )
        return self._opens

    @property
    def closed(self) -> bool:
        """Whether nothing joins the line, neither before nor after it."""
        if self._closed is None:
            text, folded = self.text, self.folded
            self._closed = (
                self.page_mark
                or (len(text) <= 60 and cues().heading_kind(folded) is not None)
                or (text[-1] == ":" and self._has_known_label())
                or (len(text) <= 8 and shapes.lone_marker(text) is not None)
                or (len(text) <= 12 and shapes.section_marker(text, folded) is not None)
                or shapes.is_rule(text)
                or (text[0].isupper() and self._is_record())
                or (len(text) <= 40 and shapes.is_date_alone(folded))
            )
        return self._closed

    def _has_known_label(self) -> bool:
        length = shapes.label_length(self.text, self.folded)
        return length > 0 and cues().label_kind(self.folded[:length].rstrip(" :")) is not None

    def has_label_content(self) -> bool:
        """Whether the line begins with a known label that has words behind it (`Prisutni: Alma Kurt,`)."""
        length = shapes.label_length(self.text, self.folded)
        return 0 < length < len(self.text) and self._has_known_label()

    def _is_record(self) -> bool:
        return len(self.text) <= 40 and cues().records.match(self.folded) is not None

    def ends_sentence(self) -> bool:
        return self.text[-1] in _CLOSING_SIGNS and _SENTENCE_END.search(self.text) is not None


def line_edits(text: str) -> list[Edit]:
    """The edits that make one line of each paragraph and leave single blanks; column gaps become ` | `."""
    lines = _lines(text)
    if not lines:
        return _without_blanks(text, 0, len(text))
    _mark_enumerated(lines)
    edits = _without_blanks(text, 0, lines[0].start)
    rows = _table_rows(lines) if "  " in text or "\t" in text else {}
    width = _wrap_width(lines)
    narrow = _narrow_runs(lines)
    previous: _Line | None = None
    running = False  # `previous` is the end of lines joined before, so it is running text
    in_label = lines[0].has_label_content()  # the lines joined so far begin with a label
    for number, line in enumerate(lines):
        if previous is not None:
            if number + 1 < len(lines) and line.page_mark and _goes_on_over(previous, lines[number + 1]):
                continue
            passed_mark = lines[number - 1] is not previous
            if passed_mark:
                join: str | None = " "
            elif number in rows or number - 1 in rows:
                join = None
            else:
                join = _join(previous, line, width, running or line.run in narrow, in_label)
            running = join is not None
            in_label = line.has_label_content() if join is None else in_label
            edits += _between(text, previous, line, join)
        edits += _gaps(line, rows.get(number))
        previous = line
    return edits + _without_blanks(text, lines[-1].end, len(text))


def _lines(text: str) -> list[_Line]:
    folded = fold(text)
    lines: list[_Line] = []
    place = run = 0
    for raw in text.split("\n"):
        words = raw.strip(" \t")
        if words:
            indentation = len(raw) - len(raw.lstrip(" \t"))
            start = place + indentation
            lines.append(_Line(start, words, folded[start : start + len(words)], indentation, run))
        else:
            run += 1
        place += len(raw) + 1
    return lines


def _counts(marker: shapes.Marker, text: str) -> bool:
    after = text[marker.length : marker.length + 1]
    if marker.style in ("a.", "I.", "i.", "I ", "i "):
        return after.isupper() and (marker.style != "I " or len(marker.text) > 1)
    if marker.style.startswith("number") and not marker.style.endswith(")"):
        return not after.islower() or marker.number == "1"
    return True


def _mark_enumerated(lines: list[_Line]) -> None:
    """Items in lower case whose numbers go on from the item before open blocks: `1. da …⏎2. da …`."""
    run, number, style = -1, 0, ""
    for line in lines:
        marker = shapes.list_marker(line.text, line.folded)
        if marker is None or not marker.style.startswith("number") or not marker.number.isdigit():
            continue
        goes_on = line.run == run and marker.style == style and int(marker.number) == number + 1
        if goes_on or marker.number == "1":
            line.opens_item = goes_on
            run, number, style = line.run, int(marker.number), marker.style


def _wrap_width(lines: list[_Line]) -> int:
    """The width at which this text was wrapped, 0 where it was not."""
    widths = [
        left.width
        for left, right in pairwise(lines)
        if left.run == right.run
        and _MIN_WRAPPED <= left.width <= _MAX_WRAPPED
        and right.text[0].islower()
        and not left.ends_sentence()
        and not right.opens
        and not left.closed
    ]
    if len(widths) >= 2 or (widths and widths[0] >= 50):
        return max(widths)
    return 0


def _narrow_runs(lines: list[_Line]) -> frozenset[int]:
    """The runs of short lines that break inside sentences: a narrow column, no list and no verse."""
    breaks: dict[int, int] = {}
    barred: set[int] = set()
    for left, right in pairwise(lines):
        if left.run != right.run:
            continue
        first = left.run not in breaks
        breaks.setdefault(left.run, 0)
        if left.text[-1] == ":" or (first and not left.text[0].isupper()):
            barred.add(left.run)
        elif right.text[0].islower() and (left.text[-1].isalpha() or left.text[-1] == "-") and not left.text.isupper():
            breaks[left.run] += 1
    return frozenset(run for run, count in breaks.items() if count >= 2 and run not in barred)


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    first = following.text.split(None, 1)[0]
    return _MIN_WRAPPED <= line.width <= width + 6 and line.width + 1 + len(first) > width - 2


def _goes_on_over(before: _Line, after: _Line) -> bool:
    """Whether the sentence goes on below a page mark."""
    return after.text[0].islower() and not before.ends_sentence() and not before.closed and not after.opens


def _join(left: _Line, right: _Line, width: int, running: bool, in_label: bool) -> str | None:
    """What stands in place of the line break: a blank, `-` or nothing after a split word, None where the line ends.

    Args:
        width: the width at which the text was wrapped.
        running: `left` was itself joined to the line before it.
        in_label: the lines that end with `left` begin with a label.
    """
    if left.run != right.run:
        return None
    if _is_heading_half(left, right, running):
        return " "
    if left.width > _MAX_JOINED or left.closed:
        return None
    if left.text[-1] == "-" and (split := _SPLIT_END.search(left.text)) and right.text[0].isalnum():
        return _join_split(left, right, split)
    if right.opens:
        return None
    if in_label and left.text[-1] in ",;":
        return " "
    full = width > 0 and _is_full(left, right, width)
    if left.ends_sentence():
        return " " if full and left.text[-1] in ".!?" else None
    if full or _cannot_end(left):
        return " "
    if right.text[0].islower():
        if _NAME.fullmatch(left.text):
            return None  # a name over an office
        same_start = left.folded.split(None, 1)[0] == right.folded.split(None, 1)[0]
        return None if same_start or left.text.isupper() or (len(left.text) < _MIN_WRAPPED and not running) else " "
    is_running = running or _INNER_STOP.search(left.text) is not None
    return " " if is_running and right.ends_sentence() and len(left.text) >= _MIN_WRAPPED else None


def _cannot_end(line: _Line) -> bool:
    """Whether the last word asks for more (`Centar za`, `na sjednici koja je`)."""
    if not line.text[-1].isalpha() or line.text.isupper():
        return False
    last = line.text.rpartition(" ")[2]
    return (fold(last) if last.islower() else last) in cues().continuing


def _is_heading_half(left: _Line, right: _Line, running: bool) -> bool:
    """`DNEVNI⏎RED :` is one heading over two lines, `Maj⏎18` one date."""
    if len(left.text) + len(right.text) > 40:
        return False
    if left.text.isupper() and right.text.isupper():
        known = cues()
        whole = f"{left.folded} {right.folded}"
        return (
            known.heading_kind(whole) is not None
            and known.heading_kind(left.folded) is None
            and known.heading_kind(right.folded) is None
        )
    if right.text.isdigit():
        after_day = running and left.text.isdigit() and len(right.text) == 4
        return after_day or (len(right.text) in (1, 2, 4) and shapes.is_date_part(left.folded))
    return left.text.isdigit() and len(left.text) <= 2 and right.text.isalpha() and shapes.is_date_part(right.folded)


def _join_split(left: _Line, right: _Line, split: re.Match[str]) -> str:
    """Join a word split at the line's end: `-` where the hyphen belongs to the word, else an empty string."""
    part, following = split[1], right.text
    word = _FIRST_WORD.match(following)
    folded_part = fold(part)
    if word is None or not part[-1].isalpha() or folded_part in cues().hyphenated:
        return "-"
    if following[0].isupper():
        whole_in_capitals = part.isupper() and len(part) > 1 and left.text.isupper()
        if not whole_in_capitals:
            return "-"
    elif any(letter.isupper() for letter in part[1:]):
        return "-"  # KUD-a, BiH-a
    second = fold(word.group())
    compound = _COMPOUND_FIRST.search(folded_part) is not None and _ADJECTIVE.match(second) is not None
    return "-" if compound else ""


def _between(text: str, left: _Line, right: _Line, join: str | None) -> list[Edit]:
    """The edits between two lines."""
    if join is None:
        return _without_blanks(text, left.end, right.start)
    if join == "":
        return [(left.end - 1, right.start, "")]
    return [(left.end, right.start, "" if join == "-" else " ")]


def _without_blanks(text: str, start: int, end: int) -> list[Edit]:
    """Take the blanks out of a stretch of blanks and line ends."""
    if end - start <= 1 and text[start:end] in ("", "\n"):
        return []
    return [(*match.span(), "") for match in _BLANKS.finditer(text, start, end)]


def _gaps(line: _Line, columns: list[tuple[int, int]] | None) -> list[Edit]:
    """Blanks within a line: one blank, or a column mark where the line is a row."""
    stretch = line.text
    if "  " not in stretch and "\t" not in stretch:
        return []
    marks = set(columns or ())
    edits: list[Edit] = []
    for match in _WIDE.finditer(stretch):
        start, end = match.start() + line.start, match.end() + line.start
        edits.append((start, end, " | " if (start, end) in marks else " "))
    return edits


def _table_rows(lines: list[_Line]) -> dict[int, list[tuple[int, int]]]:
    """The column gaps of the lines that are rows, by number of the line."""
    candidates: dict[int, list[tuple[int, int]]] = {}
    for number, line in enumerate(lines):
        if "   " not in line.text and "\t" not in line.text:
            continue
        gaps = [(match.start() + line.start, match.end() + line.start) for match in _GAP.finditer(line.text)]
        marker = shapes.list_marker(line.text, line.folded)
        if marker is not None and len(gaps) == 1 and gaps[0][0] - line.start < marker.length:
            continue  # the gap behind a list number
        if gaps:
            candidates[number] = gaps
    rows: dict[int, list[tuple[int, int]]] = {}
    for number, gaps in candidates.items():
        if _is_signature(lines[number], gaps):
            rows[number] = gaps
            below = candidates.get(number + 1)
            if below and len(below) == len(gaps):
                rows[number + 1] = below
        elif _is_field(lines[number], gaps):
            continue
        elif any(
            abs(other - number) == 1 and len(candidates[other]) == len(gaps) and _aligned(lines, number, other, candidates)
            for other in (number - 1, number + 1)
            if other in candidates
        ):
            rows[number] = gaps
    return rows


def _is_field(line: _Line, gaps: list[tuple[int, int]]) -> bool:
    """`Mjesto:        sala 2`"""
    return len(gaps) == 1 and line.text[gaps[0][0] - line.start - 1] == ":"


def _is_signature(line: _Line, gaps: list[tuple[int, int]]) -> bool:
    known = cues()
    cells = [line.folded[: gaps[0][0] - line.start]]
    cells += [line.folded[gap[1] - line.start :].strip() for gap in gaps]
    return len(gaps) <= 3 and all(known.signatures.match(cell) for cell in cells)


def _are_separated(gaps: list[tuple[int, int]]) -> bool:
    """Whether wide gaps of one width part three columns or more: cells that were joined need not stand below each other."""
    widths = {end - start for start, end in gaps}
    return len(gaps) > 1 and len(widths) == 1 and min(widths) >= _SEPARATOR


def _aligned(lines: list[_Line], number: int, other: int, candidates: dict[int, list[tuple[int, int]]]) -> bool:
    mine, theirs = lines[number], lines[other]
    if _are_separated(candidates[number]) and _are_separated(candidates[other]):
        return True
    if len(mine.text) > 160 and len(candidates[number]) < 3:
        return False
    indent, other_indent = mine.width - len(mine.text), theirs.width - len(theirs.text)
    return all(
        ("\t" in mine.text and "\t" in theirs.text)
        or abs((left[1] - mine.start + indent) - (right[1] - theirs.start + other_indent)) <= 2
        for left, right in zip(candidates[number], candidates[other], strict=True)
    )
