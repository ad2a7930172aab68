"""What the reading room hands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.reading.extracted import PublishedFrom

Script = Literal["Latn", "Cyrl"]
Language = Literal["bs", "hr", "sr"]


@dataclass(frozen=True, slots=True)
class SourceDoubt:
    """Something about the document that a reader should doubt: a stable code (`encoding-guessed`) and a sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was read.

    Attributes:
        uri: percent-encoded relative path (or name) of the document; ends in the input's file name.
        media_type: IANA media type that the bytes show, `text/plain`.
        sha256: of the bytes, hexadecimal.
        encoding: IANA name of the encoding, lower case (`utf-8`, `windows-1250`); `binary` for a format without one (PDF).
        text: line ends are `\\n`; byte order mark and control characters are out, damaged letters put right; the rest is as
            it came.
        script: the script of most letters.
        language: the variety that the words point to, see `reading.language`.
        title: title from the document's metadata; plain text has none.
        author: author from the document's metadata.
        published: date of publication from the document's metadata, ISO 8601; a dateline in the text is more to be trusted.
        published_from: where `published` was read.
        language_confidence: of `language`, 0 to 1.
        warnings: what was doubtful in reading.
    """

    uri: str
    media_type: str
    sha256: str
    encoding: str
    text: str
    script: Script
    language: Language
    title: str | None = None
    author: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    language_confidence: float = 0.5
    warnings: tuple[SourceDoubt, ...] = ()
