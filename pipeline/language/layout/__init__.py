"""Layout: what each line of a reading text is."""

from pipeline.language.layout.classify import find_blocks
from pipeline.language.layout.navigation import (
    agency_dateline,
    block_at,
    blocks_of_section,
    cells,
    items_of,
    kind_of_label,
    label_kind,
    lead_kind,
)

__all__ = [
    "agency_dateline",
    "block_at",
    "blocks_of_section",
    "cells",
    "find_blocks",
    "items_of",
    "kind_of_label",
    "label_kind",
    "lead_kind",
]
