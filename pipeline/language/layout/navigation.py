"""Ways through the blocks of a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.language.blocks import Block
from pipeline.language.folding import fold
from pipeline.language.layout import shapes
from pipeline.language.layout.cues import cues

_CLAUSE_END = re.compile(r"[.!?]\s")


def block_at(blocks: Sequence[Block], offset: int) -> int | None:
    """Index of the block that holds the character at `offset`, or None between blocks."""
    index = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return index if index >= 0 and offset < blocks[index].end else None


def blocks_of_section(blocks: Sequence[Block], index: int) -> list[int]:
    """Indices of the blocks below the section or heading at `index`, furniture left out.

    A section ends at the next section or at the signature; what a heading heads ends at the next heading or section too.
    """
    stops = {"section", "signature"} | ({"heading"} if blocks[index].kind == "heading" else set())
    found: list[int] = []
    for number in range(index + 1, len(blocks)):
        block = blocks[number]
        if block.kind in stops and not _is_lone_marker(block):
            break
        if block.kind != "furniture":
            found.append(number)
    return found


def _is_lone_marker(block: Block) -> bool:
    """Whether the line is only the number of the item below it."""
    return block.kind == "heading" and bool(block.marker) and not block.label


def items_of(blocks: Sequence[Block], index: int) -> list[int]:
    """Indices of the list items that the block at `index` leads in to (label, heading or paragraph that ends with a colon)."""
    found: list[int] = []
    for number in range(index + 1, len(blocks)):
        block = blocks[number]
        if block.kind == "list_item" and block.lead == index:
            found.append(number)
        elif block.kind in ("label", "section", "heading") and not _is_lone_marker(block):
            break
    return found


def label_kind(block: Block) -> str | None:
    """What the label of a block (label, heading, dateline, signature) says of its content, by `labels.tsv` and `headings.tsv`.

    `present`, `absent`, `guests`, `chair`, `minute_taker`, `verifier`, `place`, `date`, `time`, `end_time`, `agenda`, `topic`,
    `conclusions`, `recommendations`, `tasks`, `deadline`, `holder`, `vote`, `number`, `published`, `next_meeting`, …; None
    where no table knows the label.
    """
    return kind_of_label(block.label) if block.label else None


def kind_of_label(label: str) -> str | None:
    """The same for a folded label that stands within a line (`prisutni`), without its colon."""
    return cues().label_kind(label) or cues().heading_kind(label)


def lead_kind(text: str, block: Block) -> str | None:
    """The same for any block that leads in to a list, a paragraph that ends with a colon too (its last clause is the label)."""
    if block.label:
        return label_kind(block)
    words = text[block.start : block.end]
    if not words.endswith(":"):
        return None
    clause = _CLAUSE_END.split(fold(words[-300:]))[-1].rstrip(" :")
    return cues().lead_kind(clause)


def cells(text: str, block: Block) -> list[tuple[int, int]]:
    """The intervals of the cells of a table row or of a signature, blanks trimmed; an empty cell is an empty interval."""
    found: list[tuple[int, int]] = []
    place = block.start
    for part in re.split(r"([|\t])", text[block.start : block.end]):
        if part not in ("|", "\t"):
            start = place + len(part) - len(part.lstrip())
            found.append((start, max(start, place + len(part.rstrip()))))
        place += len(part)
    return found


def agency_dateline(text: str, block: Block) -> tuple[int, int] | None:
    """The interval of the dateline with which a paragraph starts (`Bihać, 14.09.2023. – `), without the dash, or None."""
    head = text[block.start : min(block.end, block.start + 120)]
    length = shapes.agency_prefix(fold(head))
    if not length:
        return None
    return block.start, block.start + len(head[:length].rstrip(" -–—"))
