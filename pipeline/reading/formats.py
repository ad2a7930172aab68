"""Which formats are read, by the suffix of the name and by the first bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Literal

from pipeline.resources import read_table

Treatment = Literal["read", "refuse", "skip"]

PLAIN_TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format; `treatment` says what becomes of such a file: it is read, refused by name, or left out of folders."""

    media_type: str
    name: str
    treatment: Treatment


UNKNOWN = Format(PLAIN_TEXT, "plain text", "read")  # the bytes will show whether it is text


@cache
def _by_suffix() -> dict[str, Format]:
    rows = read_table("pipeline.reading", "formats.tsv", ("suffix", "media_type", "name", "treatment"))
    return {row["suffix"]: Format(row["media_type"], row["name"], row["treatment"]) for row in rows}  # type: ignore[arg-type]


@cache
def _signatures() -> tuple[tuple[bytes, Format], ...]:
    rows = read_table("pipeline.reading", "signatures.tsv", ("begins", "media_type", "name"))
    return tuple((bytes.fromhex(row["begins"]), Format(row["media_type"], row["name"], "refuse")) for row in rows)


def format_of_name(name: str) -> Format:
    """The format that the suffix of a file name means; plain text where it means none that is known."""
    return _by_suffix().get(PurePosixPath(name).suffix.lower(), UNKNOWN)


def format_of_bytes(data: bytes) -> Format | None:
    """A format that is no plain text, if the bytes begin like it."""
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((found for begins, found in _signatures() if head.startswith(begins)), None)


def readable_formats() -> str:
    """The suffixes that are read, for messages: `.markdown, .md, .text, .txt`."""
    return ", ".join(suffix for suffix, found in _by_suffix().items() if found.treatment == "read")
