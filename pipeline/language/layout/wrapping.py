"""Lines that are not blocks: hard wraps, words split at a line's end, page marks inside a sentence, gaps between columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.folding import fold
from pipeline.language.layout import shapes
from pipeline.language.layout.cues import cues

Edit = tuple[int, int, str]

_MIN_WRAPPED = 30  # a shorter line is no wrapped one unless its last word cannot end a line
_MAX_WRAPPED = 140  # a longer line is a paragraph
_LINE = re.compile(r"[^\n]+")
_GAP = re.compile(r"(?<=\S)(?:[ ]*\t[ \t]*|[ ]{2,})(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;…][\"“”»)]*$")
_LAST_WORD = re.compile(r"[^\W_]+(?=[^\w]*$)")
_SPLIT_END = re.compile(r"(\w+)-$")
_ADJECTIVE = re.compile(
    r"\w{2,}(?:sk|ck|n|v)(?:i|og|oga|om|omu|ome|im|ih|a|e|oj|u|o)\b|(?:\w+sk|\w+ck|\w{3,}n)(?:i|og|oga|om|im|ih|a|e|oj|u|o)\b"
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_CASE_ENDING = re.compile(r"(?:a|e|i|u|om|em|ov|ova|ove|ovi|ovo|ovu|ovog|ovoj|ovom|ovim|ovih|in|ina|ovac|ovca|ovci|ama|ima|je|ju)(?!\w)")


@dataclass(slots=True)
class _Line:
    start: int  # of the words
    end: int
    width: int  # with the indentation
    text: str
    folded: str
    run: int  # lines without a blank one between them share it
    opens: bool = False  # starts a block of its own whatever stands before
    closed: bool = False  # nothing joins it
    page_mark: bool = False


def line_edits(text: str) -> list[Edit]:
    """The edits that make one line of each paragraph and leave single blanks; column gaps become ` | `."""
    lines = _lines(text)
    edits: list[Edit] = []
    rows = _table_rows(text, lines) if "  " in text or "\t" in text else {}
    width = _wrap_width(lines)
    previous: _Line | None = None
    for number, line in enumerate(lines):
        join: str | None = None
        if previous is not None:
            if line.page_mark and number + 1 < len(lines) and _goes_on_over(previous, lines[number + 1]):
                continue
            join = _join(previous, line, width)
        edits += _edges(text, previous, line, join)
        edits += _gaps(text, line, rows.get(number))
        previous = line
    if previous is not None and previous.end < len(text):
        edits += _trailing(text, previous.end, len(text))
    elif previous is None:
        edits += _trailing(text, 0, len(text))
    return edits


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    run = 0
    done = 0
    table = cues()
    for match in _LINE.finditer(text):
        stripped = match.group().strip(" \t")
        if not stripped:
            continue
        start = text.index(stripped[0], match.start())
        if lines and match.start() - done > 1:
            run += 1
        done = match.end()
        folded = fold(stripped)
        line = _Line(start, start + len(stripped), start - match.start() + len(stripped), stripped, folded, run)
        _describe(line, table)
        lines.append(line)
    return lines


def _describe(line: _Line, table: object) -> None:
    text, folded = line.text, line.folded
    known = cues()
    line.page_mark = shapes.is_page_mark(folded)
    marker = shapes.list_marker(text, folded)
    length = shapes.label_length(text, folded)
    is_label = length > 0 and known.label_kind(folded[:length].rstrip(" :")) is not None
    upper = text.isupper() and len(text) > 3
    heading = len(folded) <= 60 and known.heading_kind(folded) is not None
    line.opens = (
        line.page_mark
        or (marker is not None and _counts(marker, text))
        or shapes.section_marker(text, folded) is not None
        or is_label
        or heading
        or " | " in text
        or shapes.lone_marker(text) is not None
        or known.records.match(folded) is not None and upper
        or shapes.is_rule(text)
    )
    line.closed = (
        line.page_mark
        or heading
        or (is_label and length >= len(text))
        or shapes.lone_marker(text) is not None
        or shapes.is_rule(text)
        or known.records.match(folded) is not None
    )


def _counts(marker: shapes.Marker, text: str) -> bool:
    if marker.style in ("a.", "I.", "i.") and not text[marker.length : marker.length + 1].isupper():
        return False
    if marker.style.startswith("number") and not marker.style.endswith(")"):
        after = text[marker.length : marker.length + 1]
        return not after.islower() or marker.number == "1"
    return True


def _wrap_width(lines: list[_Line]) -> int:
    """The width at which this text was wrapped, 0 where it was not."""
    widths = [
        left.width
        for left, right in zip(lines, lines[1:], strict=False)
        if left.run == right.run
        and _MIN_WRAPPED <= left.width <= _MAX_WRAPPED
        and right.text[0].islower()
        and not right.opens
        and not left.closed
        and not _SENTENCE_END.search(left.text)
    ]
    if len(widths) >= 2 or (widths and widths[0] >= 50):
        return max(widths)
    return 0


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    first = following.text.split(None, 1)[0]
    return _MIN_WRAPPED <= line.width <= width + 6 and line.width + 1 + len(first) > width - 2


def _goes_on_over(before: _Line, after: _Line) -> bool:
    """Whether the sentence goes on below a page mark."""
    return not before.closed and not after.opens and not _SENTENCE_END.search(before.text) and after.text[0].islower()


def _join(left: _Line, right: _Line, width: int) -> str | None:
    """What stands in place of the line break: a blank, nothing (`-` is then the last character of `left` to go), or None."""
    if left.run != right.run:
        return " " if left.page_mark is False and right.start and _jumped(left, right) else None
    if left.closed or right.closed or left.width > _MAX_WRAPPED + 60:
        return _heading_halves(left, right)
    split = _SPLIT_END.search(left.text)
    if split and right.text[0].isalnum():
        return _join_split(left, right, split)
    if right.opens:
        return None
    ends_sentence = _SENTENCE_END.search(left.text) is not None
    full = width > 0 and _is_full(left, right, width)
    starts_low = right.text[0].islower()
    last = _LAST_WORD.search(left.folded)
    if not ends_sentence and last and last.group() in cues().continuing and left.text[-1].isalpha() and not left.text.isupper():
        return " "
    if full:
        if not ends_sentence:
            return " "
        if left.text[-1] in ".!?" and left.text[-1:] != ":":
            return " "
        return None
    if starts_low and not ends_sentence and len(left.text) >= _MIN_WRAPPED and width == 0:
        same_start = left.folded.split(None, 1)[0] == right.folded.split(None, 1)[0]
        return None if same_start or left.text.isupper() else " "
    return None


def _jumped(left: _Line, right: _Line) -> bool:
    return False


def _heading_halves(left: _Line, right: _Line) -> str | None:
    """`DNEVNI⏎RED :` is one heading over two lines."""
    return None


def _join_split(left: _Line, right: _Line, split: re.Match[str]) -> str:
    """Join a word split at the line's end: `-` where the hyphen belongs to the word, else an empty string."""
    part = split[1]
    following = right.text
    if part[-1].isdigit() or following[0].isdigit():
        return "-"
    if following[0].isupper() and not (part.isupper() and len(part) > 1):
        return "-"
    folded_part = fold(part)
    word = _FIRST_WORD.match(following)
    if folded_part in cues().hyphenated:
        return "-"
    if any(letter.isupper() for letter in part[1:]) and following[0].islower():
        return "-"  # KUD-a, BiH-a
    if part.isupper() and len(part) <= 6 and _CASE_ENDING.match(fold(following)) and not left.text.isupper():
        return "-"
    if word is None:
        return "-"
    second = fold(word.group())
    if len(part) >= 5 and re.search(r"(?:sk|ck)o$", folded_part) and _ADJECTIVE.match(second):
        return "-"
    if len(part) >= 6 and re.search(r"[^aeiou]no$", folded_part) and _ADJECTIVE.match(second) and len(second) >= 5:
        return "-"
    return ""


def _edges(text: str, previous: _Line | None, line: _Line, join: str | None) -> list[Edit]:
    """The edits between two lines."""
    if previous is None:
        return _trailing(text, 0, line.start)
    if join is None:
        return _trailing(text, previous.end, line.start)
    if join == "":
        return [(previous.end - 1, line.start, "")]
    if join == "-":
        return [(previous.end, line.start, "")]
    return [(previous.end, line.start, " ")]


def _trailing(text: str, start: int, end: int) -> list[Edit]:
    """Take the blanks out of a stretch of blanks and line ends."""
    return [(match.start() + start, match.end() + start, "") for match in re.finditer(r"[ \t]+", text[start:end])]


def _gaps(text: str, line: _Line, columns: list[tuple[int, int]] | None) -> list[Edit]:
    """Blanks within a line: one blank, or a column mark where the line is a row."""
    stretch = line.text
    if "  " not in stretch and "\t" not in stretch:
        return []
    marks = set(columns or ())
    edits: list[Edit] = []
    for match in re.finditer(r"[ \t]*\t[ \t]*|[ ]{2,}", stretch):
        start, end = match.start() + line.start, match.end() + line.start
        edits.append((start, end, " | " if (start, end) in marks else " "))
    return edits


def _table_rows(text: str, lines: list[_Line]) -> dict[int, list[tuple[int, int]]]:
    """The column gaps of the lines that are rows, by number of the line."""
    candidates: dict[int, list[tuple[int, int]]] = {}
    for number, line in enumerate(lines):
        gaps = [
            (match.start() + line.start, match.end() + line.start)
            for match in _GAP.finditer(line.text)
            if "\t" in match.group() or len(match.group()) >= 3
        ]
        marker = shapes.list_marker(line.text, line.folded)
        if marker is not None:
            gaps = [gap for gap in gaps if gap[0] - line.start >= marker.length]
        if gaps:
            candidates[number] = gaps
    rows: dict[int, list[tuple[int, int]]] = {}
    for number, gaps in candidates.items():
        if _is_signature(lines[number], gaps):
            rows[number] = gaps
            below = candidates.get(number + 1)
            if below and len(below) == len(gaps):
                rows[number + 1] = below
        elif any(
            abs(other - number) == 1 and len(candidates[other]) == len(gaps) and _aligned(lines, number, other, candidates)
            for other in (number - 1, number + 1)
            if other in candidates
        ):
            rows[number] = gaps
    return rows


def _is_signature(line: _Line, gaps: list[tuple[int, int]]) -> bool:
    known = cues()
    cells = [line.folded[: gaps[0][0] - line.start]]
    cells += [line.folded[gap[1] - line.start :].strip() for gap in gaps]
    return len(gaps) <= 3 and all(known.signatures.match(cell) for cell in cells)


def _aligned(lines: list[_Line], number: int, other: int, candidates: dict[int, list[tuple[int, int]]]) -> bool:
    mine, theirs = lines[number], lines[other]
    if len(mine.text) > 160 and len(candidates[number]) < 3:
        return False
    indent, other_indent = mine.width - len(mine.text), theirs.width - len(theirs.text)
    return all(
        "\t" in mine.text and "\t" in theirs.text
        or abs((left[1] - mine.start + indent) - (right[1] - theirs.start + other_indent)) <= 2
        for left, right in zip(candidates[number], candidates[other], strict=True)
    )
