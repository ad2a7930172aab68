"""What a reader of a foreign format hands on; it crosses from the reading process to the parent as JSON."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any, Literal

# where a date of publication was read, in the order of trust
PublishedFrom = Literal["text", "metadata", "mail", "properties", "mtime"]


@dataclass(slots=True)
class Attachment:
    """A document within a document: its file name (never a path) and its bytes."""

    name: str
    data: bytes


@dataclass(slots=True)
class Extracted:
    """The content of a document in a foreign format.

    Attributes:
        text: in reading order, one paragraph, item or table row a line; cells are parted by ` | `.
        encoding: IANA name of the encoding that the text was in, lower case; `binary` where it has none.
        title: from the metadata, else None.
        author: from the metadata, else None.
        published: ISO 8601 date from the metadata, else None.
        published_from: where `published` was read.
        attachments: documents of their own.
        doubts: codes and sentences, see `SourceDoubt`.
    """

    text: str
    encoding: str = "utf-8"
    title: str | None = None
    author: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    attachments: list[Attachment] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Plain values; `from_json` makes the same of them."""
        return {
            "text": self.text,
            "encoding": self.encoding,
            "title": self.title,
            "author": self.author,
            "published": self.published,
            "published_from": self.published_from,
            "attachments": [[a.name, base64.b64encode(a.data).decode("ascii")] for a in self.attachments],
            "doubts": [list(doubt) for doubt in self.doubts],
        }

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Extracted:
        """What `to_json` gave."""
        attachments = [Attachment(name, base64.b64decode(data)) for name, data in plain["attachments"]]
        doubts = [(code, message) for code, message in plain["doubts"]]
        return cls(**{**plain, "attachments": attachments, "doubts": doubts})


def one_line(text: str | None, longest: int = 300) -> str | None:
    """`text` on one line and not too long, None where nothing stands in it."""
    words = " ".join((text or "").replace("\ufeff", "").split())
    return "".join(char for char in words if char.isprintable())[:longest].strip() or None
