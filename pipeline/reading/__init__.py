"""The reading room: a file or bytes become a `Source` with clean text; see `docs/architecture.md`.

Offsets in a record refer to `Source.text`. `read_file` and `read_bytes` read one document, `open_source` and `open_bytes` all
that an archive, a mailbox or a mail holds. Foreign formats are read in a process of their own.
"""

from __future__ import annotations

from pipeline.reading.documents import Unread, open_bytes, open_source
from pipeline.reading.duplicates import Duplicates, sketch
from pipeline.reading.errors import (
    BinaryDocument,
    DamagedDocument,
    EmptyDocument,
    EncryptedDocument,
    FileNotFound,
    MissingProgram,
    NotSouthSlavic,
    ReadingError,
    ScannedDocument,
    SeveralDocuments,
    TooLarge,
    TooMuchMemory,
    TooSlow,
    Unreadable,
    UnreadFormat,
    UnsupportedScript,
)
from pipeline.reading.formats import Format, format_of_name
from pipeline.reading.limits import MAX_CHARACTERS, Limits, Options
from pipeline.reading.reader import read_bytes, read_file, read_text
from pipeline.reading.source import Source, SourceDoubt

__all__ = [
    "BinaryDocument",
    "DamagedDocument",
    "Duplicates",
    "EmptyDocument",
    "EncryptedDocument",
    "FileNotFound",
    "Format",
    "Limits",
    "MAX_CHARACTERS",
    "MissingProgram",
    "NotSouthSlavic",
    "Options",
    "ReadingError",
    "ScannedDocument",
    "SeveralDocuments",
    "Source",
    "SourceDoubt",
    "TooLarge",
    "TooMuchMemory",
    "TooSlow",
    "Unread",
    "UnreadFormat",
    "Unreadable",
    "UnsupportedScript",
    "format_of_name",
    "open_bytes",
    "open_source",
    "read_bytes",
    "read_file",
    "read_text",
    "sketch",
]
