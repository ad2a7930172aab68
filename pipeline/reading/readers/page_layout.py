"""Printed pages as text: glyphs with their places become lines, columns, table rows and paragraphs in reading order.

Steps: glyphs on one base line are a line; a line falls into segments at wide gaps; repeated heads and feet and page numbers go;
a gutter that many lines keep free of text, with running text at both sides, makes columns (the whitespace analysis of Breuel,
Two Geometric Algorithms for Layout Analysis, 2002, in its simplest form); segments that stand under each other are table rows;
lines that fill their column go on in the next line, so that a paragraph is one line and a split word is whole.
Lengths are in points, the origin is the lower left corner.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.reading.readers.tables import CELL_MARK


class Glyph(NamedTuple):
    """One printed sign (never empty): its horizontal extent, its base line and its height."""

    sign: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Page:
    """One page; `number` counts from 0."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]


@dataclass(slots=True)
class Segment:
    """Words of one line without a wide gap between them."""

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int = 0
    first_word: float = 0.0  # width of the first word
    gaps: tuple[float, ...] = ()  # between its words


@dataclass(slots=True)
class Line:
    """All segments on one base line, from left to right."""

    segments: list[Segment] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return self.segments[-1].right

    @property
    def base(self) -> float:
        return self.segments[0].base

    @property
    def size(self) -> float:
        return max(segment.size for segment in self.segments)

    @property
    def text(self) -> str:
        return "    ".join(segment.text for segment in self.segments)


_WORD_GAP = 0.14  # of the size; a narrower gap is within a word
_WIDE_GAP = 1.0  # of the size; a wider gap parts segments
_SAME_HEIGHT = 3.0  # points; what stands farther apart on two pages is not the same head
_EDGE = 0.14  # of the page's height: where heads and feet stand
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:strana|stranica|str\.?|page|страна|страница|стр\.?)\s*)?\d{1,4}\s*(?:(?:/|od|of|од)\s*\d{1,4})?[-–—\s|]*\.?",
    re.I,
)
_MARKER = re.compile(r"(?:[•·▪●○◦\-–—*]\s|(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[IVX]{1,5})[.)](?=\s))")
_NUMBERED_LOWER = re.compile(r"(?:\d{1,2}|[a-zA-Z])\.\s+[a-zčćđšžабвгдђежзијклљмнњопрстћуфхцчџш]")
_LABEL = re.compile(r"[A-ZČĆĐŠŽА-ЯЂЈЉЊЋЏ][\w /]{2,30}:(?=\s|$)")
_HYPHEN_END = re.compile(r"[^\W\d_]-$")
# adjectives of two parts keep their hyphen: `stručno-obrazovni`
_COMPOUND = re.compile(r"(?:sk|ck|šk|čk|ск|цк|шк|чк|[^aeiou\W]n)[oо]-$", re.I)


def lines(pages: list[Page]) -> list[str]:
    """The text of a document's pages, a paragraph or row a line, blank lines between paragraphs."""
    printed = [(page, _lines(page)) for page in pages]
    _remove_furniture(printed)
    leading = _leading([page_lines for _, page_lines in printed])
    gutters: list[float] = []
    found: list[_Paragraph] = []
    for _, page_lines in printed:
        for region in _regions(page_lines, gutters, leading):
            paragraphs = _paragraphs(region, leading)
            if found and paragraphs:
                _join_over_break(found[-1], paragraphs)
            found += paragraphs
    written: list[str] = []
    for paragraph in found:
        if paragraph.gap and written:
            written.append("")
        written.append(paragraph.text)
    return written


# --- glyphs → lines


def _lines(page: Page) -> list[Line]:
    """The lines of a page from the top down."""
    rows: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        rows[round(glyph.base)].append(glyph)
    bands: list[list[Glyph]] = []
    last = None
    for base in sorted(rows, reverse=True):
        size = statistics.median(glyph.size for glyph in rows[base])
        if bands and last is not None and last - base <= max(1.5, 0.25 * size):
            bands[-1] += rows[base]
        else:
            bands.append(list(rows[base]))
            last = base
    found = []
    for band in bands:
        segments = _segments(band, page.number)
        if segments:
            found.append(Line(segments))
    return found


def _segments(glyphs: list[Glyph], page: int) -> list[Segment]:
    glyphs = sorted(_once(glyphs), key=lambda glyph: glyph.left)
    segments: list[Segment] = []
    current: list[Glyph] = []
    parts: list[str] = []
    gaps: list[float] = []
    space = False
    # letters set apart (Z A P I S N I K) have gaps like words, so gaps are compared with those of their line
    for glyph in glyphs:
        if glyph.sign.isspace():
            space = bool(current)
            continue
        if current:
            gap = glyph.left - max(other.right for other in current[-3:])
            size = max(glyph.size, current[-1].size)
            if gap > _WIDE_GAP * size:
                segments.append(_segment(current, parts, gaps, page))
                current, parts, gaps = [], [], []
            elif space or gap > _WORD_GAP * size:
                parts.append(" ")
                gaps.append(gap)
        current.append(glyph)
        parts.append(glyph.sign)
        space = False
    if current:
        segments.append(_segment(current, parts, gaps, page))
    return _without_justification(segments)


_JUSTIFIED_GAP = 3.5  # of the size; wider gaps part columns, even equal ones


def _without_justification(segments: list[Segment]) -> list[Segment]:
    """Segments with the words of one line made one where they stand apart only because the line fills its column.

    Such a line has a wide gap after each word, and all its gaps are equal.
    """
    found: list[Segment] = []
    start = 0
    while start < len(segments):
        end = start + 1
        while end < len(segments) and _is_spread(segments[start : end + 1]):
            end += 1
        run = segments[start:end]
        if len(run) == 1 or len(run) - 1 + sum(len(segment.gaps) for segment in run) < 2:  # a single gap equals nothing
            found.append(run[0])
            start += 1
        else:
            found.append(_one(run))
            start = end
    return found


def _is_spread(run: list[Segment]) -> bool:
    between = [right.left - left.right for left, right in pairwise(run)]
    gaps = [*between, *(gap for segment in run for gap in segment.gaps)]
    narrowest, widest = min(gaps), max(gaps)
    signs = "".join(segment.text for segment in run)
    are_words = 2 * sum(map(str.isalpha, signs)) > len(signs)
    return are_words and widest < _JUSTIFIED_GAP * run[0].size and widest - narrowest < max(0.8, 0.06 * widest)


def _one(run: list[Segment]) -> Segment:
    return replace(
        run[0],
        text=" ".join(segment.text for segment in run),
        right=run[-1].right,
        size=max(segment.size for segment in run),
        gaps=tuple(gap for segment in run for gap in segment.gaps),
    )


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Without the second impression of letters that are printed twice to look bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for glyph in glyphs:
        key = (glyph.sign, round(glyph.left), round(glyph.base))
        if key not in seen or glyph.sign.isspace():
            kept.append(glyph)
            seen.add(key)
    return kept


def _segment(glyphs: list[Glyph], parts: list[str], gaps: list[float], page: int) -> Segment:
    text = re.sub(" +", " ", "".join(parts)).strip()
    first_word = text.split(" ", 1)[0]
    return Segment(
        text=text,
        left=glyphs[0].left,
        right=max(glyph.right for glyph in glyphs),
        base=statistics.median(glyph.base for glyph in glyphs),
        size=statistics.median(glyph.size for glyph in glyphs),
        page=page,
        first_word=glyphs[max(0, len(first_word) - 1)].right - glyphs[0].left,
        gaps=tuple(gaps),
    )


# --- heads, feet and page numbers


def _remove_furniture(printed: list[tuple[Page, list[Line]]]) -> None:
    """Take out lines at the edges that come again on other pages, and page numbers."""
    filled = [(page, page_lines) for page, page_lines in printed if page_lines]
    places = [
        (page.number, *place) for page, page_lines in filled for line in page_lines if (place := _place(line, page)) is not None
    ]
    everywhere = Counter((edge, shape, height) for _, edge, shape, height in set(places))
    # left and right pages may bear heads of their own
    by_side = Counter((number % 2, *place) for number, *place in set(places))
    sides = Counter(page.number % 2 for page, _ in filled)
    for page, page_lines in filled:
        kept = []
        side = page.number % 2
        for number, line in enumerate(page_lines):
            place = _place(line, page)
            if place is not None and len(filled) > 1:
                edge, shape, height = place
                near = range(height - 1, height + 2)
                if sum(everywhere[edge, shape, at] for at in near) >= max(2, (len(filled) + 1) // 2):
                    continue
                if sum(by_side[side, edge, shape, at] for at in near) >= max(2, sides[side] - 1):
                    continue
            outermost = number in (0, len(page_lines) - 1)
            if place is not None and outermost and _PAGE_NUMBER.fullmatch(line.text) and (len(filled) > 1 or place[0] == "foot"):
                continue
            kept.append(line)
        page_lines[:] = kept


def _place(line: Line, page: Page) -> tuple[str, str, int] | None:
    """Edge, shape and height of a line that stands at the edge of its page: those of a running head are the same on all pages."""
    edge = _edge(line, page)
    return None if edge is None else (edge, _shape(line), round(line.base / _SAME_HEIGHT))


def _edge(line: Line, page: Page) -> str | None:
    if line.base > (1 - _EDGE) * page.height:
        return "head"
    return "foot" if line.base < _EDGE * page.height else None


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()).casefold())


# --- columns


@dataclass(slots=True)
class _Region:
    """Lines that are read from the top down."""

    lines: list[Line]
    left: float
    right: float


def _regions(page_lines: list[Line], gutters: list[float], leading: float) -> list[_Region]:
    """The page in reading order: whole-width lines, and columns one after another.

    Args:
        page_lines: the lines, from the top down.
        gutters: gutters of the document so far; new ones are added.
        leading: the usual distance of base lines.
    """
    if not page_lines:
        return []
    gutter = _gutter(page_lines, gutters, leading)
    if gutter is None:
        return [_region(page_lines)]
    at, first, last = gutter
    gutters.append(at)
    regions = _regions(page_lines[:first], gutters, leading)
    for number in (0, 1):
        column = []
        for line in page_lines[first:last]:
            segments = [s for s in line.segments if ((s.left + s.right) / 2 >= at) == bool(number)]
            if segments:
                column.append(Line(segments))
        regions += _regions(column, gutters, leading)
    return regions + _regions(page_lines[last:], gutters, leading)


def _region(region_lines: list[Line]) -> _Region:
    return _Region(region_lines, min(line.left for line in region_lines), max(line.right for line in region_lines))


_MOST_GUTTERS = 60
_LEAST_COLUMN_LINES = 4
_LEAST_COLUMN_WIDTH = 90.0


def _gutter(page_lines: list[Line], gutters: list[float], leading: float) -> tuple[float, int, int] | None:
    """Where two columns meet: the place of the gutter, and the first and past-the-last line of the stretch that keeps it."""
    gaps: Counter[int] = Counter()
    for line in page_lines:
        for left, right in pairwise(line.segments):
            for place in range(int(left.right) + 2, int(right.left) - 1, 2):
                gaps[place // 2] += 1
    best: tuple[float, int, int] | None = None
    most = 0
    for place, _ in gaps.most_common(_MOST_GUTTERS):
        at = 2.0 * place + 1
        known = any(abs(at - other) < 10 for other in gutters)
        for first, last in _free_stretches(page_lines, at):
            if last - first > most and _are_columns(page_lines[first:last], at, known, leading):
                best, most = (at, first, last), last - first
    return best


def _free_stretches(page_lines: list[Line], at: float) -> list[tuple[int, int]]:
    """The stretches of lines that have no text at a place."""
    stretches: list[tuple[int, int]] = []
    begun: int | None = None
    for number, line in enumerate([*page_lines, None]):
        crosses = line is None or any(s.left < at < s.right for s in line.segments)
        if crosses and begun is not None:
            stretches.append((begun, number))
            begun = None
        elif not crosses and begun is None:
            begun = number
    return stretches


def _are_columns(stretch: list[Line], at: float, known: bool, leading: float) -> bool:
    """Whether running text stands at both sides of a gutter, and no table.

    In columns lines go on in the next line and therefore begin in lower case, many of them fill their side, and all begin at
    its left edge; in a table of prose the rows begin at the same height on both sides.

    Args:
        stretch: lines without text at the gutter.
        at: the place of the gutter.
        known: other pages have a gutter there.
        leading: the usual distance of base lines.
    """
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    for line in stretch:
        parts: tuple[list[Segment], list[Segment]] = ([], [])
        for segment in line.segments:
            parts[(segment.left + segment.right) / 2 >= at].append(segment)
        for side, part in zip(sides, parts, strict=True):
            if len(part) == 1:
                side.append(part[0])
            elif part and part[-1].left - part[0].right > 3 * part[0].size:
                return False  # columns within the side: a table
    if known:
        return bool(sides[0]) and bool(sides[1])
    left, right = sides
    if 0 < len(right) < _LEAST_COLUMN_LINES:  # the last column of a text, filled to a small part
        at_top = abs(right[0].base - stretch[0].base) < 2
        aligned = max(s.left for s in right) - min(s.left for s in right) < 3
        return at_top and aligned and len(left) >= 2 * _LEAST_COLUMN_LINES and _going_on(left) >= max(3, 0.25 * len(left))
    if min(len(left), len(right)) < _LEAST_COLUMN_LINES:
        return False
    for side in sides:
        begin, end = min(s.left for s in side), max(s.right for s in side)
        width = end - begin
        full = sum(s.right > end - 0.25 * width and " " in s.text for s in side)
        begins = sum(s.left < begin + 0.15 * width for s in side)
        if width < _LEAST_COLUMN_WIDTH or full < 0.15 * len(side) or begins < 0.7 * len(side):
            return False
    if _going_on(left) + _going_on(right) < max(2, 0.12 * (len(left) + len(right))):
        return False
    steps = [_steps(side, leading) for side in sides]
    both = sum(any(abs(here - there) < 0.5 * leading for there in steps[1]) for here in steps[0])
    return not (len(steps[0]) >= 2 and both >= 0.8 * max(len(steps[0]), len(steps[1])))


def _going_on(side: list[Segment]) -> int:
    """How many lines of a column go on in the next: that begins in lower case, or the line is full and ends no sentence."""
    end = max(s.right for s in side)
    count = 0
    for above, below in pairwise(side):
        full = above.right + below.first_word > end - 2 and len(above.text.split()) >= 5 and above.text[-1] not in ".!?:;"
        opens = _MARKER.match(below.text) or _LABEL.match(below.text)
        count += below.text[0].islower() or (full and not opens)
    return count


def _steps(side: list[Segment], leading: float) -> list[float]:
    """The base lines below a gap between paragraphs."""
    return [below.base for above, below in pairwise(side) if above.base - below.base > 1.4 * leading]


# --- paragraphs


@dataclass(slots=True)
class _Paragraph:
    """A paragraph, list item or row under way; `gap` asks for a blank line before it."""

    text: str
    gap: bool
    last: Segment | None  # None for a row
    full: bool = False  # the last line fills its column
    nearly_full: bool = False


def _paragraphs(region: _Region, leading: float) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    rows = _table_rows(region.lines)
    right_edge = _right_edge(region)
    previous: Line | None = None
    for number, line in enumerate(region.lines):
        gap = previous is not None and previous.base - line.base > 1.45 * leading
        if number in rows:
            cells = CELL_MARK.join(segment.text for segment in line.segments)
            wrapped = rows[number]
            if wrapped and found:  # the second line of a row's cells
                found[-1].text = _merge_row(region.lines, number, wrapped)
            else:
                found.append(_Paragraph(cells, gap, None))
        elif len(line.segments) > 1 and not _is_justified(line, region):
            found.append(_Paragraph(line.text.replace("    ", " " * 8), gap, None))
        else:
            text = " ".join(segment.text for segment in line.segments)
            whole = Segment(text, line.left, line.right, line.base, line.size, line.segments[0].page, line.segments[0].first_word)
            last = found[-1] if found and previous is not None else None
            if last is not None and last.last is not None and _continues(last, whole, gap, right_edge):
                last.text = _joined(last.text, text)
            else:
                found.append(_Paragraph(text, gap or not found, whole))
            found[-1].last = whole
        previous = line
    if found:
        found[0].gap = True
        for paragraph in found:
            if paragraph.last is not None:
                missing = right_edge - paragraph.last.right
                paragraph.full = missing <= 0.15 * (right_edge - region.left)
                paragraph.nearly_full = missing <= 0.4 * (right_edge - region.left)
    return found


def _leading(printed: list[list[Line]]) -> float:
    """The usual distance of base lines in a document: a small one of those between neighbours."""
    steps = [
        above.base - below.base
        for page_lines in printed
        for above, below in pairwise(page_lines)
        if 0.7 * above.size < above.base - below.base < 2.5 * above.size
    ]
    if not steps:
        return 14.0
    return statistics.quantiles(steps, n=10)[2] if len(steps) > 4 else min(steps)


def _right_edge(region: _Region) -> float:
    """Where full lines end: a few longer ones (a title) do not count."""
    rights = sorted((line.right for line in region.lines), reverse=True)
    return rights[min(len(rights) - 1, len(rights) // 10)]


def _is_justified(line: Line, region: _Region) -> bool:
    """Whether wide gaps in a line come from setting it to full width."""
    width = region.right - region.left
    gaps = [right.left - left.right for left, right in pairwise(line.segments)]
    full = line.right > region.right - 0.03 * width and line.left < region.left + 0.15 * width
    return full and max(gaps) < 2.2 * line.size and len(line.text.split()) >= 3


def _continues(before: _Paragraph, line: Segment, gap: bool, right_edge: float) -> bool:
    """Whether a line goes on with the paragraph before it: that one's last line had no room for its first word."""
    last = before.last
    assert last is not None
    if gap or abs(last.size - line.size) > 0.12 * max(last.size, line.size):
        return False
    if _HYPHEN_END.search(last.text) and line.text[:1].islower() and last.right > 0.6 * right_edge:
        return True
    if _MARKER.match(line.text) and not _NUMBERED_LOWER.match(line.text):
        return False
    if _LABEL.match(line.text) or _is_capitals(line) != _is_capitals(last):
        return False
    room = right_edge - last.right
    return room < line.first_word + 0.35 * line.size


def _is_capitals(line: Segment) -> bool:
    return len(line.text) > 5 and line.text.isupper()


def _joined(text: str, line: str) -> str:
    if _HYPHEN_END.search(text) and line[:1].islower():
        return text + line if _COMPOUND.search(text) else text[:-1] + line
    return f"{text} {line}"


def _join_over_break(last: _Paragraph, after: list[_Paragraph]) -> None:
    """Let a sentence go on in the next column or page: its last line is full or ends within a word, and no sentence ends
    there."""
    first = after[0]
    if last.last is None or first.last is None or _MARKER.match(first.text) or _LABEL.match(first.text):
        return
    split = _HYPHEN_END.search(last.text) is not None and first.text[:1].islower()
    open_end = last.text[-1:] not in ".!?:;" and last.full
    goes_on = last.text[-1:] not in ".!?:;" and last.nearly_full and first.text[:1].islower()
    if split or goes_on or (open_end and (last.last.right - last.last.left > 25 * last.last.size / 2)):
        last.text = _joined(last.text, first.text)
        last.last, last.full, last.nearly_full = first.last, first.full, first.nearly_full
        after.pop(0)


# --- tables


def _table_rows(region_lines: list[Line]) -> dict[int, list[int]]:
    """The lines that are rows of a table: number → for the further lines of a wrapped row the numbers of the row's lines."""
    rows: dict[int, list[int]] = {}
    start = 0
    while start < len(region_lines):
        end = start
        while end + 1 < len(region_lines) and _same_columns(region_lines[start : end + 1], region_lines[end + 1]):
            end += 1
        multi = [n for n in range(start, end + 1) if len(region_lines[n].segments) > 1]
        if len(multi) >= 2 and len(region_lines[start].segments) > 1:
            last_row = start
            for number in range(start, multi[-1] + 1):
                if len(region_lines[number].segments) > 1:
                    rows[number] = []
                    last_row = number
                else:
                    rows[number] = list(range(last_row, number + 1))
            start = multi[-1] + 1
        else:
            start += 1
    return rows


def _same_columns(table: list[Line], line: Line) -> bool:
    """Whether the segments of a line stand where columns of a table begin (or are centred under them)."""
    head = max(table, key=lambda row: len(row.segments))
    if len(head.segments) < 2:
        return False
    if table[-1].base - line.base > 3.5 * line.size:
        return False
    if len(line.segments) == 1:
        # a cell's second line: within one column, not the first
        segment = line.segments[0]
        return (
            any(abs(segment.left - cell.left) < 3 for cell in head.segments[1:]) and table[-1].base - line.base < 1.6 * line.size
        )
    aligned = 0
    for segment in line.segments:
        if any(
            abs(segment.left - cell.left) < 4
            or abs(segment.right - cell.right) < 4
            or abs(segment.left + segment.right - cell.left - cell.right) < 8
            for row in table[-3:]
            for cell in row.segments
        ):
            aligned += 1
    return aligned >= max(2, len(line.segments) - 1)


def _merge_row(region_lines: list[Line], number: int, members: list[int]) -> str:
    """The text of a row whose cells run over several lines."""
    cells = [(segment.left, [segment.text]) for segment in region_lines[members[0]].segments]
    for member in members[1:]:
        for segment in region_lines[member].segments:
            place = min(range(len(cells)), key=lambda at: abs(cells[at][0] - segment.left))
            cells[place][1].append(segment.text)
    return CELL_MARK.join(" ".join(texts) for _, texts in cells)
