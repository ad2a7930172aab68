"""What the reading room hands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
        media_type: IANA media type, `text/plain`.
        sha256: of the bytes, hexadecimal.
        encoding: IANA name of the encoding, lower case (`utf-8`, `windows-1250`).
        text: line ends are `\\n`; byte order mark and control characters are out; the rest is as it came.
        script: the script of most letters.
        language: the variety that the words point to, see `reading.language`.
        title: title from the document's metadata; plain text has none.
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
    warnings: tuple[SourceDoubt, ...] = ()
