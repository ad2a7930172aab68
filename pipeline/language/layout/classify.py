"""Classification of the lines of a text by their shape, the cues in them and their neighbours."""

from __future__ import annotations

from pipeline.language.blocks import Block
from pipeline.language.layout.furniture import mark_furniture
from pipeline.language.layout.head import mark_head
from pipeline.language.layout.headings import mark_headings, mark_labels
from pipeline.language.layout.lines import lines_of
from pipeline.language.layout.lists import mark_unmarked_items, number_lists
from pipeline.language.layout.markers import mark_markers, mark_tables
from pipeline.language.layout.signature import mark_signature


def find_blocks(text: str) -> list[Block]:
    """Classify the non-empty lines of a reading text.

    Returns:
        One block for each non-empty line, in order, with offsets in `text`.
    """
    lines = lines_of(text)
    if not lines:
        return []
    mark_furniture(lines)
    mark_tables(lines)
    mark_markers(lines)
    head = mark_head(lines)
    mark_signature(lines, head)
    mark_labels(lines)
    mark_headings(lines, head)
    mark_unmarked_items(lines)
    number_lists(lines)
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
