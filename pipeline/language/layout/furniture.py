"""Furniture: menus, sharing, page marks, contacts, other news below the report."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.language.layout import shapes
from pipeline.language.layout.cues import cues
from pipeline.language.layout.lines import FINITE, Line


def mark_furniture(lines: list[Line]) -> None:
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
            cut = body_begun and _cuts(bare)
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


def _is_furniture(folded: str, bare: str, line: Line) -> bool:
    table = cues()
    if not bare:
        return shapes.is_page_mark(folded) or (shapes.is_rule(line.text) and len(line.text) > 1)
    if bare in table.furniture_lines and not shapes.is_date_alone(folded):
        return line.cue is None or line.content >= len(line.text)
    if shapes.is_date_alone(folded) or shapes.is_byline_stamp(line.text, folded):
        return False
    if shapes.is_page_mark(folded) or shapes.is_breadcrumb(folded) or shapes.is_file_name(folded):
        return True
    if _begins_so(table.furniture_starts, bare, few_words=False) or _begins_so(table.furniture_openings, bare, few_words=True):
        return True
    if table.furniture_within.search(folded):
        return True
    return _is_menu(folded) or (shapes.is_contact(folded) and FINITE.search(folded) is None and line.cue in (None, "place"))


def _begins_so(pattern: re.Pattern[str], bare: str, *, few_words: bool) -> bool:
    """Whether a line begins with the pattern, and then has a sign or nothing, or a few words where they may follow."""
    match = pattern.match(bare)
    if match is None:
        return False
    rest = bare[match.end() :]
    if rest[:1] == "-":
        return False  # `foto-klub`
    rest = rest.lstrip(" )")
    return not rest or rest[0] in ":-–|/,.(" or (few_words and len(bare.split()) <= 9 and not FINITE.search(rest))


def _cuts(bare: str) -> bool:
    """Whether everything below such a line belongs to the page."""
    table = cues()
    if bare in table.cuts_lines or _begins_so(table.cuts_openings, bare, few_words=True):
        return True
    return _begins_so(table.cuts_starts, bare, few_words=False)


def _is_menu(folded: str) -> bool:
    """Several words of a menu or of sharing buttons in a row."""
    words = [word for word in re.split(r"[\s|/>»•·]+", folded) if word and not word.isdigit()]
    if not 2 <= len(words) <= 14:
        return False
    lines = cues().furniture_lines
    hits = sum(1 for word in words if word in lines)
    pairs = sum(1 for left, right in pairwise(words) if f"{left} {right}" in lines)
    return hits + 2 * pairs >= max(2, 0.7 * len(words))


def _mark_tail_contacts(lines: list[Line]) -> None:
    """Initials of the author, the photographer or the office in brackets on the last lines."""
    for line in lines[-4:]:
        if line.kind is None and re.fullmatch(r"\(?(?:[^\W\d_]\.\s?){1,3}(?:/\s?\w+)?\)?|\([^()]{2,30}/[^()]{1,12}\)", line.text):
            line.kind = "furniture"
