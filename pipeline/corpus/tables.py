"""Records as tables: one for the records, one for each field of items, joined by ids.

`record_id` and `uri` name the document in every table: two documents with the same bytes share their `record_id`. In Parquet
lists of ids stay lists, and `mentions` and `agenda` are lists of structs; where a table knows no lists (CSV) each list is a table
of its own, see `flat_rows`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import IO, Any

from pipeline.errors import MissingExtra

TABLES = ("records", "meetings", "dates", "organizations", "participants", "conclusions", "upcoming_events")

#: rows in a row group of a Parquet file
ROWS_A_GROUP = 50_000

_JUDGED = {"start": "integer", "end": "integer", "mentions": "mentions", "confidence": "real", "rule": "text"}
_JUDGED_ONCE = {name: kind for name, kind in _JUDGED.items() if name != "mentions"}
# the columns of each table behind `record_id` and `uri`, with what is in them
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "records": {
        "schema_version": "text", "media_type": "text", "sha256": "text", "encoding": "text", "language": "text",
        "language_confidence": "real", "script": "text", "title": "text", "author": "text", "published": "text",
        "published_from": "text", "characters": "integer", "sentences": "integer", "tokens": "integer", "text": "text",
        "warnings": "warnings", "pipeline": "text", "pipeline_version": "text", "engine": "text", "models": "models",
        "rules": "text",
    },
    "meetings": {
        "id": "text", "type": "text", "title": "text", "date": "text", "start_time": "text", "end_time": "text",
        "place": "text", "mode": "text", "platform": "text", "agenda": "agenda", "dates": "texts", "organizations": "texts",
        "participants": "texts", "conclusions": "texts", **_JUDGED, "ordinal": "integer", "venue": "text", "address": "text",
        "quorum": "text", "organizers": "texts",
    },
    "dates": {"id": "text", "text": "text", "value": "text", "type": "text", "role": "text", **_JUDGED_ONCE},
    "organizations": {"id": "text", "name": "text", "acronym": "text", "type": "text", **_JUDGED},
    "participants": {
        "id": "text", "kind": "text", "name": "text", "role": "text", "organization": "text", "status": "text", **_JUDGED,
    },
    "conclusions": {
        "id": "text", "text": "text", "kind": "text", "responsible": "texts", "deadline": "text", "deadline_text": "text",
        "deadline_date": "text", "meeting": "text", "agenda_item": "text", "votes": "text", **_JUDGED_ONCE,
    },
    "upcoming_events": {
        "id": "text", "name": "text", "type": "text", "date": "text", "start_time": "text", "place": "text",
        "organizers": "texts", "dates": "texts", **_JUDGED_ONCE,
    },
}  # fmt: skip
_IDENTITY = ("record_id", "uri")
# what the list of each kind holds: the columns of its table of its own
_MEMBERS: Mapping[str, Mapping[str, str]] = {
    "mentions": {"start": "integer", "end": "integer"},
    "agenda": {"number": "text", "text": "text", "start": "integer", "end": "integer"},
    "warnings": {"code": "text", "message": "text"},
    "models": {"name": "text", "version": "text"},
}
# the columns that are tables of their own where a cell holds one value: name of that table, and what its last column is called
_UNFOLDED: Mapping[tuple[str, str], tuple[str, str]] = {
    ("meetings", "dates"): ("meeting_dates", "date"),
    ("meetings", "organizations"): ("meeting_organizations", "organization"),
    ("meetings", "participants"): ("meeting_participants", "participant"),
    ("meetings", "conclusions"): ("meeting_conclusions", "conclusion"),
    ("meetings", "organizers"): ("meeting_organizers", "organizer"),
    ("conclusions", "responsible"): ("conclusion_responsible", "responsible"),
    ("upcoming_events", "organizers"): ("event_organizers", "organizer"),
    ("upcoming_events", "dates"): ("event_dates", "date"),
}
_OWNER = {"meetings": "meeting", "conclusions": "conclusion", "upcoming_events": "event"}

Row = dict[str, Any]


def rows(record: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    """The rows of one record, each with the name of its table; lists stay lists."""
    identity = {"record_id": record["record_id"], "uri": record["source"]["uri"]}
    provenance = record["provenance"]
    yield (
        "records",
        identity
        | {"schema_version": record["schema_version"]}
        | {name: value for name, value in record["source"].items() if name != "uri"}
        | {
            "text": record["text"],
            "warnings": record["warnings"],
            "pipeline": provenance["pipeline"]["name"],
            "pipeline_version": provenance["pipeline"]["version"],
            "engine": provenance["engine"],
            "models": [{"name": name, "version": version} for name, version in provenance["models"].items()],
            "rules": provenance["rules"],
        },
    )
    for name in TABLES[1:]:
        for item in record[name]:
            yield name, identity | item


@cache
def flat_tables() -> Mapping[str, tuple[str, ...]]:
    """The tables without lists, with their columns: those of `TABLES`, then one for each list.

    `mentions` has the mentions of every field, with their words; links such as `meeting_participants` have a row for each id.
    """
    tables = {
        name: (*_IDENTITY, *(column for column, kind in columns.items() if not _is_list(kind)))
        for name, columns in _COLUMNS.items()
    }
    tables["agenda"] = (*_IDENTITY, "meeting", "place", *_MEMBERS["agenda"])
    for (owner, _), (name, column) in _UNFOLDED.items():
        tables[name] = (*_IDENTITY, _OWNER[owner], column)
    tables["mentions"] = (*_IDENTITY, "field", "item", *_MEMBERS["mentions"], "text")
    tables["warnings"] = (*_IDENTITY, *_MEMBERS["warnings"])
    tables["models"] = (*_IDENTITY, *_MEMBERS["models"])
    return MappingProxyType(tables)


def flat_rows(record: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    """The rows of one record for tables whose cells hold one value, in the order of the text; see `flat_tables`."""
    text = record["text"]
    for table, row in rows(record):
        identity = {name: row[name] for name in _IDENTITY}
        yield table, {column: row.get(column) for column in flat_tables()[table]}
        if table == "records":
            for name in ("warnings", "models"):
                yield from ((name, identity | member) for member in row[name])
            continue
        for place in row.get("mentions") or [{"start": row["start"], "end": row["end"]}]:
            yield "mentions", identity | {"field": table, "item": row["id"], **place, "text": text[place["start"] : place["end"]]}
        for place, entry in enumerate(row.get("agenda", ()), start=1):
            yield "agenda", identity | {"meeting": row["id"], "place": place, **entry}
        for (owner, column), (name, last) in _UNFOLDED.items():
            if owner == table:
                yield from ((name, identity | {_OWNER[owner]: row["id"], last: value}) for value in row.get(column) or ())


def _is_list(kind: str) -> bool:
    return kind == "texts" or kind in _MEMBERS


def check_library() -> None:
    """Find out early whether Parquet can be written.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    _pyarrow()


class Tables:
    """The rows of one shard."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {name: [] for name in TABLES}

    def add(self, line: bytes) -> None:
        """Add the rows of one record, given as JSON."""
        for name, row in rows(json.loads(line)):
            self._rows[name].append(row)

    def write(self, name: str, file: IO[bytes]) -> None:
        """Write one table to an open file, compressed with zstd."""
        with ParquetTable(name, file) as table:
            table.add(self._rows[name])


class ParquetTable:
    """A Parquet file under way, compressed with zstd: rows are added, and written a row group at a time."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        """Begin one of `TABLES` in an open file.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        self._pyarrow, self._schema = _pyarrow(), _schemas()[name]
        from pyarrow import parquet  # noqa: PLC0415 - an extra

        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows."""
        for row in rows:
            self._rows.append(row)
            if len(self._rows) == ROWS_A_GROUP:
                self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._pyarrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []

    def __enter__(self) -> ParquetTable:
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self._flush()
        self._writer.close()


def tables_of(lines: Iterable[bytes]) -> Tables:
    """The tables of records given as JSON."""
    tables = Tables()
    for line in lines:
        tables.add(line)
    return tables


@cache
def _schemas() -> Mapping[str, Any]:
    """The Arrow schema of each table; written down, so that an empty shard has the same columns as a full one."""
    pa = _pyarrow()
    kinds = {"text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "texts": pa.list_(pa.string())}
    for name, members in _MEMBERS.items():
        kinds[name] = pa.list_(pa.struct([(member, kinds[kind]) for member, kind in members.items()]))
    identity = [(name, pa.string()) for name in _IDENTITY]
    return {
        name: pa.schema([*identity, *((column, kinds[kind]) for column, kind in columns.items())])
        for name, columns in _COLUMNS.items()
    }


def _pyarrow() -> Any:
    try:
        import pyarrow  # noqa: PLC0415 - an extra

        return pyarrow
    except ImportError as error:
        raise MissingExtra(
            f"Parquet needs the library pyarrow ({error}).", remedy="Install it with: pip install 'zapisnik[parquet]'."
        ) from error
