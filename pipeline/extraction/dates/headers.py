"""Dates that the layout explains: dateline, publication line, labels, the column of deadlines, the title of minutes."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from pipeline.extraction.dates.expressions import Expression
from pipeline.extraction.dates.lexicon import CLASSES, PACKAGE, beginnings
from pipeline.extraction.dates.lexicon import words as lexicon_words
from pipeline.extraction.dates.roles import gatherings
from pipeline.extraction.dates.tokens import Tokens
from pipeline.extraction.findings import DateRole
from pipeline.extraction.rules import with_cue
from pipeline.language.folding import fold
from pipeline.resources import read_table

_HEADER_LINES = 14  # non-empty lines in which the paper's own date may stand
_LONGEST_HEADER = 400  # characters of a line before a date that layout can explain
_TOP_LINES = 6

_PLACE = r"(?:u )?[^\W\d_]+(?:[ -][^\W\d_]+){0,3}"
_PLACE_BEFORE = re.compile(rf"(?:{_PLACE},? ?(?:dana:?,? ?)?|dana:?,? ?)?")
_DATELINE_AFTER = re.compile(r"(?: ?god(?:ine|\.)?)? ?(?:\([^)]{1,40}\) ?)?[-–—:/|]")
_ALONE_AFTER = re.compile(
    r"[\s.,;|]*(?:u )?(?:[-–—|/,] ?)?(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?(?:h|sati|am|pm))?)?[\s.]*(?:\|.*)?"
)
_SAYS = re.compile(r"[^\W\d_]* (?:je|se|su)\b")


@cache
def _labels() -> dict[str, DateRole]:
    rows = read_table(PACKAGE, "labels.tsv", ("label", "role"))
    return {fold(row["label"]): row["role"] for row in rows}  # type: ignore[misc]


@cache
def _spellings() -> dict[str, str]:
    """Folded labels → the labels as the table has them."""
    return {fold(row["label"]): row["label"] for row in read_table(PACKAGE, "labels.tsv", ("label", "role"))}


def _without_weekday(before: str) -> str:
    words = before.rsplit(None, 1)
    last = words[-1].strip("(,)") if words else ""
    return (
        before[: len(before) - len(words[-1])].rstrip() if lexicon_words().get(last, ("",))[0] == CLASSES["WEEKDAY"] else before
    )


class Header:
    """The lines of a text, and what they say about the dates that stand in them."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.folded = tokens.folded
        self.lines: list[tuple[int, int]] = []
        position = 0
        for line in self.folded.split("\n"):
            if line.strip():
                self.lines.append((position, position + len(line)))
            position += len(line) + 1
        self._starts = [start for start, _ in self.lines]
        top = (self.folded[start:end].lstrip(" #*-") for start, end in self.lines[:_HEADER_LINES])
        self.minutes = any(map(self._names_record, top))

    def _names_record(self, line: str) -> bool:
        """`ZAPISNIK sa 7. sjednice`, but not `Zapisnik je usvojen`."""
        beginning = next((word for word in beginnings("record") if line.startswith(word)), None)
        return beginning is not None and not _SAYS.match(line, len(beginning))

    def line_of(self, place: int) -> int:
        return max(0, bisect_right(self._starts, place) - 1)

    def role(self, expression: Expression) -> tuple[DateRole, str] | None:
        """DateRole and rule, where the layout settles them."""
        start, end = self.tokens.starts[expression.first], self.tokens.ends[expression.last - 1]
        number = self.line_of(start)
        line_start, line_end = self.lines[number]
        if start - line_start > _LONGEST_HEADER:
            return None  # running text
        before, after = self.folded[line_start:start].strip(), self.folded[end : min(line_end, end + _LONGEST_HEADER)]
        before = _without_weekday(before)
        if before.startswith("(") and number >= len(self.lines) - 4 and after.strip() in (")", ".)"):
            before, after = before[1:], ""  # `(Usora, 1. 10. 2024.)` below the text
        label = self._label(before)
        role = _labels().get(label) if label else None
        if role == "meeting" and expression.point.day and label in ("datum", "dana", "dan"):
            role = "published" if self._beside_number(number) else "meeting"
            if role == "meeting" and not self.minutes:
                role = (
                    "published"
                    if number < _TOP_LINES and not self._labelled_below(number)
                    else "event"
                    if number > 0
                    else "meeting"
                )
        if role and (expression.point.day or role in ("deadline", "event")):
            return role, with_cue("label", _spellings()[label])
        column = self._column(number, before)
        if _labels().get(column) == "deadline":
            return "deadline", with_cue("column", _spellings()[column])
        if not expression.point.day or expression.until:
            return None
        if gatherings().search(before) or before.startswith(beginnings("record")):
            return None  # `Sastanak, 12.05.2023.` says when it was held
        if before.endswith(" za"):
            return None  # `NAJAVA DOGAĐAJA ZA 19. MAJ`
        edge = number < _HEADER_LINES or number >= len(self.lines) - 4
        if edge and _ALONE_AFTER.fullmatch(after) and (_PLACE_BEFORE.fullmatch(before) or self._separated(before)):
            words = before.strip(" ,").split()
            top_or_end = number < _TOP_LINES or number >= len(self.lines) - 4
            if self._place(line_start, start) and (words or (top_or_end and not expression.point.yearless)):
                return "published", "dateline"
        if (
            number < _TOP_LINES
            and (_DATELINE_AFTER.match(after) or self._opens_sentence(before, end))
            and _PLACE_BEFORE.fullmatch(before)
            and self._place(line_start, start)
        ):
            return "published", "dateline"
        return None

    def in_title(self, expression: Expression) -> bool:
        """`Bilješka sa sastanka Komiteta, 6.6.2024.`: the day beside what a title calls a gathering is no dateline."""
        start = self.tokens.starts[expression.first]
        before = self.folded[self.lines[self.line_of(start)][0] : start]
        return gatherings().search(before) is not None and before.lstrip(" #*-").startswith(beginnings("record"))

    def _opens_sentence(self, before: str, end: int) -> bool:
        """`Mostar, 18.05.2023. Danas je …`: a dateline without a dash; not `Jučer, 18.05.2023. Savez je …`."""
        text = self.tokens.text
        town = before.endswith(",") and not before.startswith(("u ", "na ", "dana"))
        named = all(word not in lexicon_words() for word in re.findall(r"[^\W\d_]+", before))
        return (
            town
            and named
            and re.match(r"\.? ", text[end - 1 :]) is not None
            and text[end - 1 : end + 2].strip(". ")[:1].isupper()
        )

    def _separated(self, before: str) -> bool:
        """`Vijesti |`, `Objavio: urednik,`: fields of a publication line."""
        return bool(re.fullmatch(r"[^.!?]{0,40}[|•·]", before)) or bool(
            before.startswith(beginnings("byline")) and len(before) < 60
        )

    def _place(self, line_start: int, start: int) -> bool:
        """Whether the words before the date are capitalised, as a place is."""
        words = re.findall(r"[^\W\d_]+", self.tokens.text[line_start:start])
        content = [word for word in words if fold(word) not in ("u", "na", "dana", "kod", "o")]
        return (
            all(word[0].isupper() for word in content)
            or not content
            or "|" in self.tokens.text[line_start:start]
            or ":" in self.tokens.text[line_start:start]
        )

    def _label(self, before: str) -> str:
        if _labels().get(before) == "published":
            return before
        match = re.search(r"(?:^|[|/;•.,(–-])\s*([^|/;•.:(]{2,40}?)\s*(?::|\|)\s*$", before)
        return match[1].strip(" -–") if match else ""

    def _beside_number(self, number: int) -> bool:
        """`Broj: 412/23` in a line beside: the date is the paper's."""
        near = self.lines[max(0, number - 1) : number + 2]
        return any(self.folded[start:end].strip().startswith(beginnings("number")) for start, end in near)

    def _labelled_below(self, number: int) -> bool:
        near = self.lines[number : number + 4]
        fields = "|".join(map(re.escape, beginnings("field")))
        pattern = re.compile(rf"(?:^|[.;|]) ?(?:{fields})\b[^:\n]{{0,20}}:")
        return any(pattern.search(self.folded[start:end].lstrip()) for start, end in near)

    def _column(self, number: int, before: str) -> str:
        """The heading of the table's column in which the date stands, or an empty string."""
        if "|" not in before:
            return ""
        column = before.count("|")
        top = number
        while top > 0 and "|" in self.folded[slice(*self.lines[top - 1])] and number - top < 60:
            top -= 1
        if top == number:
            return ""
        cells = [cell.strip(" .:") for cell in self.folded[slice(*self.lines[top])].split("|")]
        return cells[column] if column < len(cells) else ""
