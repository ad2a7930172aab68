"""The reading room: bytes or a file become a `Source` with clean text; see `docs/architecture.md`.

Offsets in a record refer to `Source.text`. Plain text and Markdown are read; whatever else is refused by name.
"""

from __future__ import annotations

from pipeline.reading.errors import (
    BinaryDocument,
    EmptyDocument,
    FileNotFound,
    NotSouthSlavic,
    ReadingError,
    TooLarge,
    Unreadable,
    UnreadFormat,
    UnsupportedScript,
)
from pipeline.reading.formats import Format, format_of_name
from pipeline.reading.reader import MAX_BYTES, MAX_CHARACTERS, read_bytes, read_file, read_text
from pipeline.reading.source import Source, SourceDoubt

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "BinaryDocument",
    "EmptyDocument",
    "FileNotFound",
    "Format",
    "NotSouthSlavic",
    "ReadingError",
    "Source",
    "SourceDoubt",
    "TooLarge",
    "UnreadFormat",
    "Unreadable",
    "UnsupportedScript",
    "format_of_name",
    "read_bytes",
    "read_file",
    "read_text",
]
