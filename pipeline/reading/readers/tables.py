"""Rows of cells as lines of text."""

from __future__ import annotations

import re

Row = list[list[str]]
"""The cells of a row; each is its lines."""

CELL_MARK = " | "
_LONGEST_CELL = 400  # characters; a longer one is a column of a page made with a table
_MOST_LINES = 8
_SHORT = 60


def lines(rows: list[Row]) -> list[str]:
    """The lines of a table: one for each row, cells parted by ` | `.

    A table that only serves to set text (one column, or cells of whole paragraphs) gives the lines of its cells one after
    another. A single row of two short cells is what stands side by side, as signatures do, and keeps a wide gap.
    """
    rows = [row for row in rows if any(line.strip() for cell in row for line in cell)]
    if not rows:
        return []
    found: list[str] = []
    if len(rows) <= 2 and 2 <= max(len(row) for row in rows) <= 3 and _is_side_by_side(rows):
        for row in rows:
            height = max(len(cell) for cell in row)
            for number in range(height):
                line = "          ".join(_clean(cell[number]) if number < len(cell) else "" for cell in row)
                if line.strip():
                    found.append(line.rstrip())
        return ["", *found, ""]
    for row in rows:
        filled = [[_clean(line) for line in cell if line.strip()] for cell in row]
        texts = [" ".join(cell) for cell in filled]
        too_long = any(len(text) > _LONGEST_CELL or len(cell) > _MOST_LINES for text, cell in zip(texts, filled, strict=True))
        if len(row) == 1 or too_long:
            for cell in filled:
                found += cell
        else:
            joined = CELL_MARK.join(texts)
            found.append(re.sub(r"(?: \| )+$", "", joined).strip())
    return ["", *found, ""]


def _is_side_by_side(rows: list[Row]) -> bool:
    """Whether a small table without borders of meaning is two blocks beside each other."""
    cells = [[line for line in cell if line.strip()] for row in rows for cell in row]
    return (
        len(rows) == 1 and all(len(line) <= _SHORT for cell in cells for line in cell) and max(len(cell) for cell in cells) >= 2
    )


def _clean(line: str) -> str:
    return " ".join(line.split())


def join_lines(found: list[str]) -> str:
    """Lines as a text: no blanks at line ends, never more than one blank line in a row, one newline at the end."""
    text = "\n".join(line.rstrip() for line in found)
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    return f"{text}\n" if text else ""
