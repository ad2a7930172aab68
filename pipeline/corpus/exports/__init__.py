"""Records in the formats of other programs; docs/exports.md says what becomes what.

>>> from pipeline.corpus import exports
>>> exports.export(records, "ics", "events.ics").items  # doctest: +SKIP
Counter({'events': 12, 'deadlines': 31})
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pipeline.corpus.exports.common import BadOutput, Exported, NotExported, Options
from pipeline.errors import ZapisnikError

__all__ = ["FORMATS", "BadOutput", "Exported", "Format", "NotExported", "Options", "UnknownFormat", "export"]

_ROOM = "pipeline.corpus.exports"


class UnknownFormat(ZapisnikError):
    """A format that nobody wrote."""

    code = "unknown-format"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of exports.

    Attributes:
        name: by which it is asked for.
        writer: the function that writes it, `module:function` of this room.
        holds: what it holds, a few words.
        shape: a `file`, a `folder`, or `either`: a folder of files, a record each, where the output's name has no suffix.
        suffix: of its files.
        repeats: whether it can hold two documents with the same bytes, whose records have the same id; else the first stands.
    """

    name: str
    writer: str
    holds: str
    shape: Literal["file", "folder", "either"]
    suffix: str
    repeats: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.name: each
        for each in (
            Format("csv", "tabular:write_csv", "a table for each field, joined by ids", "folder", ".csv", repeats=True),
            Format("parquet", "tabular:write_parquet", "the same with types and lists", "folder", ".parquet", repeats=True),
            Format("jsonl", "tabular:write_jsonl", "a record a line; .gz and .zst compress", "file", ".jsonl", repeats=True),
            Format("ics", "ics:write", "upcoming events and deadlines, for calendars", "file", ".ics"),
            Format("jsonld", "jsonld:write", "linked data with schema.org and Web Annotations", "file", ".jsonld"),
            Format("popolo", "popolo:write", "persons, organizations, memberships, motions, events", "file", ".json"),
            Format("conllu", "conllu:write", "sentences with lemmas, tags and entities", "either", ".conllu"),
            Format("tei", "tei:write", "TEI P5 with names, dates and what was decided", "either", ".xml"),
            Format("docbin", "docbin:write", "spaCy documents with the items as spans", "either", ".spacy"),
            Format("label-studio", "label_studio:write", "tasks for correction by hand in Label Studio", "folder", ".json"),
            Format("inception", "inception:write", "documents for correction by hand in INCEpTION", "folder", ".xmi"),
        )
    }
)


def export(
    records: Iterable[Mapping[str, Any]],
    format_name: str,
    out: str | Path,
    *,
    options: Options | None = None,
    on_record: Callable[[int], None] | None = None,
) -> Exported:
    """Write records in a format of `FORMATS`; every file is written whole or not at all.

    Args:
        records: valid records as dicts; they are gone through once and not kept.
        format_name: which format.
        out: the file or folder to write, see `Format.shape`; a file that is there is written over.
        options: see `Options`.
        on_record: called after each record with their number so far.

    Returns:
        What was written and what was left out.

    Raises:
        UnknownFormat: for another format.
        BadOutput: a folder is where a file should be, a file where a folder should be, or a calendar of somebody else.
        MissingExtra: a library that the format needs is not installed.
        NotExported: a file cannot be written.
    """
    chosen = FORMATS.get(format_name)
    if chosen is None:
        raise UnknownFormat(f"There is no format {format_name!r}.", remedy=f"Choose one of {', '.join(FORMATS)}.")
    place = Path(out)
    _check(place, chosen)
    module, _, function = chosen.writer.partition(":")
    write = getattr(import_module(f"{_ROOM}.{module}"), function)
    exported = Exported()
    try:
        write(_counted(records, chosen, exported, on_record), place, options or Options(), exported)
    except OSError as error:
        where = error.filename or place
        raise NotExported(
            f"{where} cannot be written ({error.strerror or error}).", remedy="Make room, or choose another place with -o."
        ) from error
    return exported


def _check(place: Path, chosen: Format) -> None:
    if chosen.shape == "file" and place.is_dir():
        raise BadOutput(f"{place} is a folder.", remedy=f"Name a file, such as {place / f'records{chosen.suffix}'}.")
    if chosen.shape == "folder" and place.exists() and not place.is_dir():
        raise BadOutput(f"{place} is a file.", remedy=f"{chosen.name} is several files: name a folder.")


def _counted(
    records: Iterable[Mapping[str, Any]], chosen: Format, exported: Exported, on_record: Callable[[int], None] | None
) -> Iterator[Mapping[str, Any]]:
    seen: set[str] = set()
    for record in records:
        identity = record["record_id"]
        if chosen.repeats:  # a folder may hold a record in a file of its own and in a file of lines
            identity += record["source"]["uri"]
        if identity in seen:
            exported.left_out["records that were there before"] += 1
            continue
        seen.add(identity)
        yield record
        exported.records += 1
        if on_record:
            on_record(exported.records)
