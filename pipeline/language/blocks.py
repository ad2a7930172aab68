"""One line of a reading text and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "letterhead",
    "title",
    "dateline",
    "heading",
    "section",
    "paragraph",
    "list_item",
    "label",
    "table_row",
    "signature",
    "furniture",
]


@dataclass(frozen=True, slots=True)
class Block:
    """A non-empty line of the reading text, offsets in code points of that text.

    Attributes:
        kind: what the line is, see `docs/architecture.md`.
        start: where the line starts (without leading blanks).
        end: where it ends (without trailing blanks).
        content_start: where the words start after marker or label; equals `end` where a label has no content.
        marker: the list or section marker as written (`1.`, `•`, `a)`, `Ad. 3`, `III`), or empty.
        number: the marker's number, normalized (`1`, `a`, `3a`, `III` → `3`), or empty.
        label: the label before a colon, folded (`prisutni vijecnici`), or empty.
        list_id: the same for all items of one list, else None.
        lead: index (in the list of blocks) of the block that leads in to this item's list: a label, a heading or a paragraph
            that ends with a colon; None for a list that starts by itself.
        is_header: the first row of a table, which names its columns.
    """

    kind: BlockKind
    start: int
    end: int
    content_start: int
    marker: str = ""
    number: str = ""
    label: str = ""
    list_id: int | None = None
    lead: int | None = None
    is_header: bool = False
