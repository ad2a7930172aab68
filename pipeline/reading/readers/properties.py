"""What Office documents say of themselves: title, author, dates."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from pipeline.reading.extracted import one_line
from pipeline.reading.readers.xml import local, text_of

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
# a document is written within days; where more lies between making and last change, one of them belongs to another document
# (a template, a copy of last year's minutes, a later correction), and nobody knows which
_WRITTEN_WITHIN = datetime.timedelta(days=31)
_EARLIEST = datetime.date(1985, 1, 1)
# titles that programs put in by themselves
_PROGRAM_TITLES = re.compile(
    r"(?:microsoft word|word document|untitled|document\d*|bez naslova|slajd|powerpoint)\b|^[\w\-. ]+\.(?:docx?|rtf|odt|pdf)$",
    re.I,
)
_PROGRAM_AUTHORS = frozenset(
    [
        "python-docx",
        "admin",
        "administrator",
        "user",
        "korisnik",
        "owner",
        "pc",
        "windows",
        "microsoft",
        "libreoffice",
        "unknown",
        "anonymous",
        "hp",
        "dell",
        "lenovo",
        "acer",
    ]
)


@dataclass(frozen=True, slots=True)
class Properties:
    """Title, author, and ISO 8601 date of the document where its dates agree."""

    title: str | None = None
    author: str | None = None
    published: str | None = None


def make(title: str | None, author: str | None, created: str | None, modified: str | None) -> Properties:
    """Properties as far as they can be trusted."""
    title, author = one_line(title), one_line(author, 120)
    if title and _PROGRAM_TITLES.search(title):
        title = None
    if author == "python-docx":  # the dates, too, are those of its template
        return Properties(title)
    if author and (author.casefold() in _PROGRAM_AUTHORS or "@" in author):
        author = None
    return Properties(title, author, _published(created, modified))


def core_properties(root: Any | None) -> Properties:
    """The core properties of an Office Open XML package, or the metadata of an OpenDocument one."""
    if root is None:
        return Properties()
    values: dict[str, str] = {}
    for element in root.iter():
        name = local(element)
        if name in ("title", "creator", "initial-creator", "created", "creation-date", "modified", "date"):
            values.setdefault(name, text_of(element))
    return make(
        values.get("title"),
        values.get("creator") or values.get("initial-creator"),
        values.get("created") or values.get("creation-date"),
        values.get("modified") or values.get("date"),
    )


def iso_date(text: str | None) -> datetime.date | None:
    """The day that an ISO 8601 date or time begins with, None where there is none."""
    match = _DATE.match((text or "").strip())
    if match is None:
        return None
    try:
        day = datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return day if day >= _EARLIEST else None


def _published(created: str | None, modified: str | None) -> str | None:
    made, changed = iso_date(created), iso_date(modified)
    if made is None:
        return None
    if changed is None:
        return made.isoformat()
    if datetime.timedelta() <= changed - made <= _WRITTEN_WITHIN:
        return changed.isoformat()
    return None
