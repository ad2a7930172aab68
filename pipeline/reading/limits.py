"""How much of a document is read: sizes, pages, time and memory, each with a default that a user can change."""

from __future__ import annotations

from dataclasses import dataclass

MAX_CHARACTERS = 1_000_000  # some 400 pages; what is longer is no report


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much for one document.

    Attributes:
        bytes: size of a document, also of one in an archive; larger ones are refused without being read.
        archive_bytes: size of a ZIP or MBOX file, and of all that comes out of one, archives within it included.
        members: documents in one archive, mailbox or mail, counted in the same way.
        depth: archives and mails within each other.
        pages: pages of a PDF.
        characters: of the text.
        seconds: for reading a document of a foreign format, optical character recognition included.
        memory: address space of the process that reads foreign formats, bytes; not held to where the system has no such limit.
    """

    bytes: int = 50_000_000
    archive_bytes: int = 2_000_000_000
    members: int = 10_000
    depth: int = 4
    pages: int = 500
    characters: int = MAX_CHARACTERS
    seconds: float = 60.0
    memory: int = 1_500_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may ask of the reading room.

    Attributes:
        limits: what is too much.
        ocr: read scanned pages with Tesseract.
        published_from_mtime: take the file's time of modification for the date of publication where nothing else tells it.
    """

    limits: Limits = Limits()
    ocr: bool = False
    published_from_mtime: bool = False


DEFAULT = Options()
