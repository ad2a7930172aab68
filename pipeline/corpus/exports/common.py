"""What all exports share: how they are asked, what they report, and small questions about a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipeline import edtf
from pipeline.errors import MissingExtra, ZapisnikError

Record = Mapping[str, Any]
Item = Mapping[str, Any]

#: the fields that hold items, in the order in which exports go through them
FIELDS = ("meetings", "dates", "organizations", "participants", "conclusions", "upcoming_events")
_TEXT_LETTERS = 120  # of a text that serves as a title


class BadOutput(ZapisnikError):
    """What the export should be written to cannot hold it."""

    code = "bad-output"


class NotExported(ZapisnikError):
    """The export cannot be written."""

    code = "not-exported"


@dataclass(frozen=True, slots=True)
class Options:
    """How a format is written; each format looks at what concerns it.

    Attributes:
        deadlines: of `ics`: what deadlines become: all-day events, which every calendar imports, or tasks (`VTODO`).
        base: of `jsonld`: what the identifiers begin with; an IRI that ends in `/`, `#` or `:`.
        engine: of `conllu`: what sets tags and lemmas, see `pipeline.load`.
    """

    deadlines: Literal["events", "todos"] = "events"
    base: str = "urn:zapisnik:"
    engine: str = "model"


@dataclass(slots=True)
class Exported:
    """What an export did.

    Attributes:
        files: that were written; of a file a record the folder alone.
        records: that were exported.
        items: how many of each kind were written, where the format counts them.
        left_out: what the format cannot hold, by reason, a few words each.
    """

    files: list[Path] = field(default_factory=list)
    records: int = 0
    items: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


def missing(library: str, what: str, extra: str, error: ImportError) -> MissingExtra:
    """The error for a library that an export needs and that is not installed."""
    return MissingExtra(
        f"{what} needs the library {library} ({error}).", remedy=f"Install it with: pip install 'zapisnik[{extra}]'."
    )


def mentions(item: Item) -> list[tuple[int, int]]:
    """The places that an item was read off, its own if it lists none."""
    places = [(place["start"], place["end"]) for place in item.get("mentions", ())]
    return places or [(item["start"], item["end"])]


def items(record: Record) -> Iterator[tuple[str, Item]]:
    """All items of a record with their fields."""
    for name in FIELDS:
        for item in record[name]:
            yield name, item


def label(field_: str, item: Item) -> str:
    """What to call an item: its name, title, text, value."""
    words = item.get("name") or item.get("title") or item.get("text") or item.get("type") or ""
    return shortened(words)


def shortened(words: str) -> str:
    """Words on one line, not too long to be a title."""
    words = " ".join(words.split())
    return words if len(words) <= _TEXT_LETTERS else f"{words[:_TEXT_LETTERS].rsplit(' ', 1)[0]} …"


def names_of(record: Record, identifiers: list[str]) -> list[str]:
    """The names behind ids of organizations and participants; what is no id stands for itself."""
    names = {item["id"]: item["name"] for field_ in ("organizations", "participants") for item in record[field_]}
    return [names.get(identifier, identifier) for identifier in identifiers]


def iso_range(value: str | None) -> tuple[str | None, str | None]:
    """The ends of an EDTF value as ISO 8601 says them (`2023`, `2023-06`, `2023-06-15`, with a clock time), None where it cannot.

    Seasons, quarters, unknown years and open ends have no such form; the qualifiers `~ ? %` are left out.

    >>> iso_range("2023-05-03/2023-06"), iso_range("2022-06~"), iso_range("2023-21"), iso_range("2023-05-03/..")
    (('2023-05-03', '2023-06'), ('2022-06', '2022-06'), (None, None), ('2023-05-03', None))
    """
    if value is None:
        return None, None
    ends = [_iso(end) for end in value.split("/")]
    return ends[0], ends[-1]


def _iso(end: str) -> str | None:
    end = end.rstrip("~?%")
    if end == edtf.OPEN or edtf.UNKNOWN_YEAR in end or edtf.precision(end) not in ("minute", "day", "month", "year"):
        return None
    return end


def is_folder(out: Path) -> bool:
    """Whether an output of the shape `either` is a folder with a file a record: it is one already, or its name has no suffix."""
    return out.is_dir() or not out.suffix
