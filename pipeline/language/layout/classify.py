"""Classification of the lines of a text by their shape, the cues in them and their neighbours."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from pipeline.language.blocks import Block, BlockKind
from pipeline.language.folding import fold
from pipeline.language.layout import shapes
from pipeline.language.layout.cues import cues
from pipeline.language.layout.shapes import Marker

# label kinds whose line without content heads a part of the document rather than fills a field
SECTION_KINDS = frozenset({"agenda", "conclusions", "recommendations", "tasks", "discussion", "reasons", "other", "next_meeting"})
ATTENDANCE_KINDS = frozenset({"present", "absent", "guests"})
RESULT_KINDS = frozenset({"conclusions", "recommendations", "tasks"})
_PERSON_KINDS = ATTENDANCE_KINDS | {"chair", "minute_taker", "verifier"}
_DATELINE_KINDS = frozenset({"number", "published"})

_ABBREVIATED = ("god", "g", "h", "dr", "mr", "bb", "br", "d", "sl", "st", "tel")
_FINAL_STOP = re.compile(r"(?<![\d.])" + "".join(rf"(?<!\b{word})" for word in _ABBREVIATED) + r"[.;][\"“”»)]*$|\.{3}$|…$")
_FINITE = re.compile(r"\b(?:je|su|se|ce|nije|nisu|bi|smo|ste|bio|bila|bilo|bili|bile)\b")
_NO_WORD = re.compile(r"\W+")
_TITLE_LENGTH = 260
_HEADING_LENGTH = 70
_TAIL = 14  # lines in which a signature block may stand


@dataclass(slots=True)
class _Line:
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


def find_blocks(text: str) -> list[Block]:
    """Classify the non-empty lines of a reading text.

    Returns:
        One block for each non-empty line, in order, with offsets in `text`.
    """
    lines = _lines(text)
    if not lines:
        return []
    for line in lines:
        _look(line)
    _mark_furniture(lines)
    _mark_tables(lines)
    _mark_markers(lines)
    head = _mark_head(lines)
    _mark_signature(lines, head)
    _mark_labels(lines)
    _mark_headings(lines, head)
    _mark_unmarked_items(lines)
    _number_lists(lines)
    return [
        Block(
            kind=line.kind or "paragraph",
            start=line.start,
            end=line.end,
            content_start=line.start + line.content,
            marker=line.marker.text if line.marker else "",
            number=line.marker.number if line.marker else "",
            label=line.label,
            list_id=line.list_id,
            lead=line.lead,
            is_header=line.is_header,
        )
        for line in lines
    ]


def _lines(text: str) -> list[_Line]:
    folded = fold(text)
    lines: list[_Line] = []
    place = 0
    gap = False
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = place + len(raw) - len(raw.lstrip())
            end = start + len(words)
            lines.append(_Line(start, end, words, folded[start:end], gap))
        gap = not words and bool(lines)
        place += len(raw) + 1
    return lines


def _look(line: _Line) -> None:
    """What the line alone shows: its label and, if a table knows it, the label's kind."""
    length = shapes.label_length(line.text, line.folded)
    if length:
        label = line.folded[:length].rstrip(" :")
        cue = cues().label_kind(label)
        line.content, line.label, line.cue = length, label, cue


def _plain_label(line: _Line) -> None:
    line.content, line.label, line.cue = 0, "", None


# --- furniture


def _mark_furniture(lines: list[_Line]) -> None:
    table = cues()
    body_begun = False
    cut = False
    distribution = False
    for _number, line in enumerate(lines):
        folded = line.folded
        if cut:
            line.kind = "furniture"
            continue
        if len(line.text) > 200:
            body_begun = True
            continue
        bare = folded.strip(" .,:;!?()[]|<>»«›‹•·*-–—_0123456789+")
        if _is_furniture(folded, bare, line):
            line.kind = "furniture"
            cut = body_begun and (bare in table.cuts_lines or table.cuts_starts.match(bare) is not None)
        elif line.cue == "distribution" or (not line.label and bare in ("dostavljeno", "dostaviti", "dostavlja se")):
            line.kind = "furniture"
            distribution = True
            continue
        elif distribution and (shapes.list_marker(line.text, folded) or len(folded) < 60) and not line.gap:
            line.kind = "furniture"
        elif len(line.text) > 80:
            body_begun = True
        if line.gap:
            distribution = False
    _mark_tail_contacts(lines)


def _is_furniture(folded: str, bare: str, line: _Line) -> bool:
    table = cues()
    if not bare:
        return shapes.is_page_mark(folded) or (shapes.is_rule(line.text) and len(line.text) > 1)
    if bare in table.furniture_lines and not shapes.is_date_alone(folded):
        return line.cue is None or line.content >= len(line.text)
    if shapes.is_date_alone(folded):
        return False
    if shapes.is_page_mark(folded) or shapes.is_breadcrumb(folded) or shapes.is_file_name(folded):
        return True
    start = table.furniture_starts.match(bare)
    if start and _start_counts(folded, bare, start.end()):
        return True
    if table.furniture_within.search(folded):
        return True
    return _is_menu(folded) or (shapes.is_contact(folded) and _FINITE.search(folded) is None and line.cue in (None, "place"))


def _start_counts(folded: str, bare: str, length: int) -> bool:
    """A line that begins like furniture is furniture where a sign follows or it is short."""
    if bare[length : length + 1] == "-":
        return False  # `foto-klub`
    rest = bare[length:].lstrip(" )")
    return not rest or rest[0] in ":-–|/,." or (len(bare.split()) <= 6 and not _FINITE.search(rest))


def _is_menu(folded: str) -> bool:
    """Several words of a menu or of sharing buttons in a row."""
    words = [word for word in re.split(r"[\s|/>»•·]+", folded) if word and not word.isdigit()]
    if not 2 <= len(words) <= 14:
        return False
    lines = cues().furniture_lines
    hits = sum(1 for word in words if word in lines)
    pairs = sum(1 for left, right in itertools.pairwise(words) if f"{left} {right}" in lines)
    return hits + 2 * pairs >= max(2, 0.7 * len(words))


def _mark_tail_contacts(lines: list[_Line]) -> None:
    """Initials of the author, the photographer or the office in brackets on the last lines."""
    for line in lines[-4:]:
        if line.kind is None and re.fullmatch(r"\(?(?:[^\W\d_]\.\s?){1,3}(?:/\s?\w+)?\)?|\([^()]{2,30}/[^()]{1,12}\)", line.text):
            line.kind = "furniture"


# --- tables and lists


def _mark_tables(lines: list[_Line]) -> None:
    for number, line in enumerate(lines):
        if line.kind is not None or ("|" not in line.text and "\t" not in line.text):
            continue
        cells = [cell for cell in re.split(r"\s*\|\s*|\t+", line.text)]
        if line.text.count("|") + line.text.count("\t") == 0 or shapes.is_date_alone(line.folded):
            continue
        neighbours = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        beside = any(" |" in other.text or "\t" in other.text for other in neighbours)
        filled = sum(1 for cell in cells if cell)
        marker = shapes.list_marker(line.text, line.folded)
        in_table = number > 0 and not line.gap and lines[number - 1].kind == "table_row"
        if marker is not None and line.text.count("|") == 1 and line.text[marker.length] != "|" and not in_table:
            continue  # `1. Emina Halvadžić | članica` is an item in two columns
        if (filled >= 3 or beside) and not _is_signature_row(line):
            line.kind = "table_row"
            _plain_label(line)
    for number, line in enumerate(lines):
        if line.kind == "table_row" and (number == 0 or line.gap or lines[number - 1].kind != "table_row"):
            following = lines[number + 1] if number + 1 < len(lines) else None
            line.is_header = following is not None and following.kind == "table_row" and _is_header(line)


def _is_header(line: _Line) -> bool:
    cells = [cell.strip() for cell in re.split(r"\||\t", line.folded) if cell.strip()]
    known = sum(1 for cell in cells if cues().columns.match(cell))
    return known >= 2 or (known == 1 and len(cells) <= 2) or (not re.search(r"\d", line.folded) and known > 0)


def _is_signature_row(line: _Line) -> bool:
    cells = [cell.strip() for cell in line.folded.split("|") if cell.strip()]
    return bool(cells) and len(cells) <= 3 and all(cues().signatures.match(cell) for cell in cells)


def _mark_markers(lines: list[_Line]) -> None:
    """Sections, list items and markers that stand alone on a line."""
    candidates: list[tuple[int, Marker]] = []
    for number, line in enumerate(lines):
        if line.kind is not None:
            continue
        section = shapes.section_marker(line.text, line.folded)
        if section is not None:
            line.kind, line.marker = "section", section
            _plain_label(line)
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


def _make_item(line: _Line, marker: Marker) -> None:
    line.kind, line.marker = "list_item", marker
    _plain_label(line)
    line.content = marker.length


def _mark_numbered_headings(lines: list[_Line]) -> None:
    """`II. ZAKLJUČCI` heads what follows; in a run of numbered items it is one of them."""
    for number, line in enumerate(lines):
        if line.kind != "list_item" or line.marker is None or len(line.text) > _HEADING_LENGTH:
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


def _follows(number: str, earlier: str) -> bool:
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


def _item_counts(lines: list[_Line], number: int, marker: Marker, before: str, after: str) -> bool:
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
    chained = _follows(marker.number, before) or _follows(after, marker.number)
    if style in ("a.", "I.", "i.", "I ", "i ", "A)"):
        return chained or style == "A)"
    if style.startswith("number") and not marker.text.endswith(")"):
        after_marker = line.text[marker.length : marker.length + 1]
        if after_marker.islower():
            return chained or (marker.number == "1" and _under_colon(lines, number))
        if not chained and marker.number not in ("1", "1.1"):
            return _under_colon(lines, number) or (number > 0 and lines[number - 1].kind == "list_item")
    return True


_SPEECH = re.compile(r"[\w,.!?“”\"]\s*[-–—]\s+(?=[a-zčćđšž])")


def _is_speech(lines: list[_Line], number: int, marker: Marker) -> bool:
    """`– Nećemo čekati – kazao je direktor`: a dash opens what somebody says, not an item."""
    if _under_colon(lines, number) or _SPEECH.search(lines[number].text, marker.length) is None:
        return False
    return _FINITE.search(lines[number].folded) is not None


def _under_colon(lines: list[_Line], number: int) -> bool:
    return number > 0 and lines[number - 1].text.endswith(":")


def _mark_lone(lines: list[_Line]) -> None:
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


# --- head of the document


def _mark_head(lines: list[_Line]) -> int:
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
            _plain_label(line)
        elif _ends_head(line, title is not None):
            break
        elif title is None and _is_letterhead(lines, number):
            line.kind = "letterhead"
            _plain_label(line)
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
        at_an_end = place < number + 2 or place >= len(lines) - _TAIL
        if line.kind is None and at_an_end and _is_dateline(line, in_head=False, titled=True):
            _make_dateline(line)
    return number


def _ends_head(line: _Line, titled: bool) -> bool:
    """Whether the line belongs to the body: a field with content, or a sentence."""
    if line.cue is not None and line.content < len(line.text) and not _is_headline_with_colon(line):
        return True
    return _ends_like_sentence(line) and not (titled and not line.gap and line.text[0].islower())


def _is_known_heading(line: _Line) -> bool:
    table = cues()
    return table.heading_kind(line.folded) is not None and not table.records.match(line.folded)


_RECORD_REACH = 16  # lines from the top in which the record's own name may stand


def _record_line(lines: list[_Line]) -> int | None:
    """The line that names the kind of record, if nothing but a letterhead stands over it."""
    for number, line in enumerate(lines[:_RECORD_REACH]):
        if line.kind == "furniture":
            continue
        if line.kind is not None or len(line.text) > _TITLE_LENGTH or _ends_like_sentence(line):
            return None
        if cues().records.match(line.folded):
            return number
        if len(line.text) > 110 or (line.cue is not None and line.cue not in ("number", "date", "published")):
            return None
    return None


def _make_title(line: _Line) -> None:
    line.kind = "title"
    _plain_label(line)


def _make_dateline(line: _Line) -> None:
    line.kind = "dateline"
    if not line.label:
        line.content = 0


def _ends_like_sentence(line: _Line) -> bool:
    return len(line.text) > _TITLE_LENGTH or _FINAL_STOP.search(line.text) is not None


def _is_headline_with_colon(line: _Line) -> bool:
    return (
        line.cue is not None
        and cues().headline_verbs.search(line.folded[line.content :]) is not None
        and line.cue not in (ATTENDANCE_KINDS | {"date", "time", "place", "agenda"})
    )


def _is_dateline(line: _Line, *, in_head: bool, titled: bool) -> bool:
    """Whether the line carries the document's own date or number; below the title only a date with its year does."""
    folded = line.folded
    if len(folded) > 120:
        return False
    if line.cue in _DATELINE_KINDS:
        return True
    if line.cue == "date" and line.label in ("datum", "dana", "nadnevak"):
        return in_head and shapes.is_date_alone(folded[line.content :])
    return shapes.is_paper_date(folded, with_year=titled) and (in_head or not line.text[0].islower())


def _is_letterhead(lines: list[_Line], number: int) -> bool:
    line = lines[number]
    before = lines[number - 1] if number else None
    in_stack = before is not None and before.kind == "letterhead" and not line.gap
    if not _looks_institutional(line):
        return in_stack and line.text.isupper() and len(line.text) <= 60 and not _is_headline(line)
    following = _next_line(lines, number)
    if following is None:
        return False
    if line.text.isupper() or following.cue == "number":
        return not _ends_like_sentence(following)  # all that the document has for a title is no letterhead
    return in_stack or (not following.gap and _looks_institutional(following))


def _is_headline(line: _Line) -> bool:
    table = cues()
    return table.headline_verbs.search(line.folded) is not None or table.records.match(line.folded) is not None


def _looks_institutional(line: _Line) -> bool:
    if len(line.text) > 120 or _is_headline(line):
        return False
    if shapes.is_contact(line.folded):
        return True
    return cues().institutions.match(line.folded) is not None and not (line.label and line.content < len(line.text))


def _next_line(lines: list[_Line], number: int) -> _Line | None:
    return next((line for line in lines[number + 1 : number + 6] if line.kind != "furniture"), None)


def _continues_title(lines: list[_Line], title: int, number: int) -> bool:
    table = cues()
    line, first = lines[number], lines[title]
    if len(line.text) > _TITLE_LENGTH or line.text.endswith(":") or number + 1 >= len(lines):
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


def _promote_letterhead(lines: list[_Line], number: int, title: int | None) -> None:
    """Without a title the last line of a letterhead is the title, unless a paper with number follows."""
    if title is not None:
        return
    heads = [line for line in lines[:number] if line.kind == "letterhead"]
    if len(heads) == 1 and not any(line.label == "broj" for line in lines[:number]):
        heads[0].kind = "title"


def _mark_repeated_titles(lines: list[_Line], title: int, number: int) -> None:
    """The same headline again over the lead, below the dateline or the menu."""
    first = _NO_WORD.sub("", lines[title].folded)
    for line in lines[number : number + 8]:
        if line.kind is None and len(line.text) <= _TITLE_LENGTH and _NO_WORD.sub("", line.folded) == first:
            _make_title(line)


# --- signature, labels, headings


_SIGNATURE_MARK = re.compile(r"m\.?\s?p\.?|.{0,60}\b(?:s|v)\.\s?r\.?|_{3,}.*|.*_{5,}")
_NAME_ALONE = re.compile(r"(?:(?:mr|dr|prof|doc)\.?\s)*[A-ZČĆĐŠŽ][\w'’.-]*(?:\s[A-ZČĆĐŠŽ][\w'’-]*){1,2},?")
_PRESS_OFFICE = re.compile(r"\(?press[\s-]?(?:sluzba|centar|ured)\b.{0,60}|sluzba za (?:odnose s|informi).{0,80}")
_NAME_LINE = re.compile(
    r"(?:(?:mr|dr|prof|doc|dipl|sc|sci|ing|iur|oec|spec|akademik|prim|med)\.?\s*)*"
    r"[A-ZČĆĐŠŽ][\w'’-]*\.?(?:\s+(?:\([^()]*\)\s*)?[A-ZČĆĐŠŽ][\w'’-]*\.?){1,3}(?:,.{0,40})?(?:\s*\|\s*.+)?",
    re.IGNORECASE,
)


def _mark_signature(lines: list[_Line], head: int) -> None:
    table = cues()
    earliest = max(head, len(lines) - _TAIL - sum(line.kind == "furniture" for line in lines[head:]))
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
        if len(line.text) > 160 or (_ends_like_sentence(line) and not _SIGNATURE_MARK.fullmatch(line.folded)):
            continue
        words = len(line.text.split())
        if _is_signature_row(line) and (words <= 14) and not _FINITE.search(line.folded):
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
            if all(_NAME_LINE.fullmatch(cell) for cell in cells) and not _FINAL_STOP.search(line.text):
                _make_signature(line)
    _mark_names_above(lines, earliest)


def _mark_names_above(lines: list[_Line], earliest: int) -> None:
    """`Alma Grabik⏎predsjednica Mreže`: the name over its office."""
    for number in range(len(lines) - 2, earliest - 1, -1):
        line, below = lines[number], lines[number + 1]
        if line.kind is not None or line.label or below.kind != "signature" or below.gap or len(line.text) > 60:
            continue
        if _NAME_ALONE.fullmatch(line.text):
            _make_signature(line)


def _is_body(line: _Line) -> bool:
    """Whether no signature stands over this line."""
    if line.kind == "furniture" or "___" in line.text:
        return False
    if line.kind in ("list_item", "section", "label", "heading") or len(line.text) > 160:
        return True
    if line.cue is not None and line.cue not in ("chair", "minute_taker", "verifier", "number", "date", "published"):
        return True
    if _FINAL_STOP.search(line.text) is None or _SIGNATURE_MARK.fullmatch(line.folded):
        return False
    return len(line.text.split()) > 5 or _FINITE.search(line.folded) is not None


def _make_signature(line: _Line) -> None:
    line.kind = "signature"
    if " | " in line.text or line.cue is None:
        _plain_label(line)


def _mark_labels(lines: list[_Line]) -> None:
    for number, line in enumerate(lines):
        if line.kind is not None or not line.label:
            continue
        empty = line.content >= len(line.text)
        finite = _FINITE.search(line.label) is not None
        if line.cue is not None and not (finite and cues().lead_kind(line.label) not in _PERSON_KINDS):
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
            _plain_label(line)


def _is_field(lines: list[_Line], number: int) -> bool:
    """A short unknown label beside lines that are labels themselves."""
    line = lines[number]
    if len(line.label.split()) > 3 or line.text[line.content : line.content + 1] in ("„", '"'):
        return False
    neighbours = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    return any(other.cue is not None and other.label and other.kind in (None, "label") for other in neighbours)


def _mark_headings(lines: list[_Line], head: int) -> None:
    table = cues()
    for number, line in enumerate(lines):
        if line.kind is not None or (number < head and line.kind is not None):
            continue
        if len(line.text) > _HEADING_LENGTH:
            continue
        kind = table.heading_kind(line.folded) or _attendance_heading(lines, number)
        if kind is not None and not _FINAL_STOP.search(line.text):
            line.kind, line.cue = "heading", kind
            line.label = line.folded.strip(" .:-–—")
            line.content = len(line.text)
        elif _is_unknown_heading(lines, number) or (shapes.is_date_alone(line.folded) and number + 1 < len(lines)):
            line.kind = "heading"
            _plain_label(line)


_LIST_WORD = re.compile(r"(?:lista|spisak|popis|evidencija)\s")


def _attendance_heading(lines: list[_Line], number: int) -> str | None:
    """`Prisutni članovi Školskog odbora` alone on a line, over a list."""
    line = lines[number]
    if line.label or number + 1 >= len(lines) or len(line.text.split()) > 6:
        return None
    if line.text[-1] in ".,;!?" or not line.text[0].isupper() or _FINITE.search(line.folded) or len(lines[number + 1].text) > 140:
        return None
    kind = cues().label_kind(line.folded)
    opens_with_cue = cues().label_kind(line.folded.split(None, 1)[0]) is not None or _LIST_WORD.match(line.folded) is not None
    return kind if kind in ATTENDANCE_KINDS and opens_with_cue else None


def _is_unknown_heading(lines: list[_Line], number: int) -> bool:
    line = lines[number]
    if number + 1 >= len(lines) or not line.text[0].isupper() or line.text.rstrip("“”»)")[-1:] in ".,;:!?…" or line.label:
        return False
    below = lines[number + 1]
    if below.kind in ("signature", "furniture", "dateline") or not any(letter.isalpha() for letter in line.text):
        return False
    words = len(line.text.split())
    if line.text.isupper() and len(line.text) > 3:
        return words <= 10
    if not line.gap or words > 8 or len(line.text) > 60 or _FINITE.search(line.folded):
        return False
    return (below.kind is None and len(below.text) > len(line.text)) or below.kind in ("list_item", "table_row", "label")


# --- lists


def _mark_unmarked_items(lines: list[_Line]) -> None:
    """Lines under a label or a lead-in that ends with a colon, one entry a line."""
    number = 0
    while number < len(lines) - 1:
        line = lines[number]
        number += 1
        if not _leads(line):
            continue
        cue = line.cue or _lead_cue(line)
        entries: list[_Line] = []
        for entry in lines[number:]:
            if (entry.kind is not None and not _is_mistaken_heading(entry, cue)) or not _is_entry(entry, cue):
                break
            if entry.gap and entries and not (cue in ATTENDANCE_KINDS and entries[-1].gap and _NAME_LINE.fullmatch(entry.text)):
                break
            entries.append(entry)
        if len(entries) > 1 or (entries and cue in ATTENDANCE_KINDS):
            for entry in entries:
                entry.kind = "list_item"
                _plain_label(entry)


def _is_mistaken_heading(line: _Line, cue: str | None) -> bool:
    """Whether a line that looks like a heading is an entry of the list it stands in: `Razno`, or a person's name."""
    if line.kind != "heading" or line.marker is not None:
        return False
    return (
        line.cue == "other"
        if cue == "agenda"
        else cue in ATTENDANCE_KINDS and line.cue is None and bool(_NAME_LINE.fullmatch(line.text))
    )


def _leads(line: _Line) -> bool:
    if line.kind in ("label", "heading"):
        return line.content >= len(line.text) and (line.cue is not None)
    return line.kind is None and line.text.endswith(":")


def _lead_cue(line: _Line) -> str | None:
    if not line.text.endswith(":"):
        return None
    clause = re.split(r"[.!?]\s", line.folded)[-1].rstrip(" :")
    return cues().lead_kind(clause) if len(clause) <= 160 else None


def _is_entry(line: _Line, cue: str | None) -> bool:
    """Whether a line may be an entry of the list that a lead-in of the kind `cue` opens."""
    if cue in ATTENDANCE_KINDS:
        return len(line.text) <= 200 and not (_FINAL_STOP.search(line.text) and _FINITE.search(line.folded))
    if line.text.endswith((";", ",")) or line.text[0].islower():
        return True
    if cue in RESULT_KINDS:
        return len(line.text) <= 300 and not line.text.endswith(":")
    return len(line.text) <= 120 and not _FINAL_STOP.search(line.text)


def _number_lists(lines: list[_Line]) -> None:
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
        if known is not None and (_follows(number, known[1]) if number else not interrupted):
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
