"""Records as Parquet tables: one for the records, one for each field of items, joined by ids.

`record_id` and `uri` name the document in every table: two documents with the same bytes share their `record_id`. Lists of ids
stay lists; `mentions` and `agenda` are lists of structs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import IO, Any

from pipeline.batch.remote import MissingExtra

TABLES = ("records", "meetings", "dates", "organizations", "participants", "conclusions", "upcoming_events")

_ROWS_A_GROUP = 50_000


def check_library() -> None:
    """Find out early whether tables can be written.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    _pyarrow()


class Tables:
    """The rows of one shard."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}

    def add(self, line: bytes) -> None:
        """Add the rows of one record, given as JSON."""
        record = json.loads(line)
        identity = {"record_id": record["record_id"], "uri": record["source"]["uri"]}
        provenance = record["provenance"]
        self._rows["records"].append(
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
            }
        )
        for name in TABLES[1:]:
            self._rows[name] += [identity | item for item in record[name]]

    def write(self, name: str, file: IO[bytes]) -> None:
        """Write one table to an open file, compressed with zstd."""
        pyarrow = _pyarrow()
        from pyarrow import parquet  # noqa: PLC0415 - an extra

        table = pyarrow.Table.from_pylist(self._rows[name], schema=_schemas()[name])
        parquet.write_table(table, file, compression="zstd", row_group_size=_ROWS_A_GROUP)


def tables_of(lines: Iterable[bytes]) -> Tables:
    """The tables of records given as JSON."""
    tables = Tables()
    for line in lines:
        tables.add(line)
    return tables


@cache
def _schemas() -> Mapping[str, Any]:
    """The schema of each table; written down, so that an empty shard has the same columns as a full one."""
    pa = _pyarrow()
    text, number, real = pa.string(), pa.int64(), pa.float64()
    texts = pa.list_(text)
    mention = pa.struct([("start", number), ("end", number)])
    place = {"start": number, "end": number}
    judged = {"confidence": real, "rule": text}
    columns: dict[str, dict[str, Any]] = {
        "records": {
            "schema_version": text, "media_type": text, "sha256": text, "encoding": text, "language": text,
            "language_confidence": pa.float64(), "script": text,
            "title": text, "author": text, "published": text, "published_from": text,
            "characters": number, "sentences": number, "tokens": number, "text": text,
            "warnings": pa.list_(pa.struct([("code", text), ("message", text)])),
            "pipeline": text, "pipeline_version": text, "engine": text,
            "models": pa.list_(pa.struct([("name", text), ("version", text)])), "rules": text,
        },
        "meetings": {
            "id": text, "type": text, "title": text, "date": text, "start_time": text, "end_time": text, "place": text,
            "mode": text, "platform": text,
            "agenda": pa.list_(pa.struct([("number", text), ("text", text), ("start", number), ("end", number)])),
            "dates": texts, "organizations": texts, "participants": texts, "conclusions": texts,
            **place, "mentions": pa.list_(mention), **judged,
            "ordinal": number, "venue": text, "address": text, "quorum": text,
        },
        "dates": {"id": text, "text": text, "value": text, "type": text, "role": text, **place, **judged},
        "organizations": {
            "id": text, "name": text, "acronym": text, "type": text, **place, "mentions": pa.list_(mention), **judged,
        },
        "participants": {
            "id": text, "kind": text, "name": text, "role": text, "organization": text, "status": text, **place,
            "mentions": pa.list_(mention), **judged,
        },
        "conclusions": {
            "id": text, "text": text, "kind": text, "responsible": texts, "deadline": text, "deadline_text": text,
            "deadline_date": text, "meeting": text, "agenda_item": text, "votes": text, **place, **judged,
        },
        "upcoming_events": {
            "id": text, "name": text, "type": text, "date": text, "start_time": text, "place": text, "organizers": texts,
            "dates": texts, **place, **judged,
        },
    }  # fmt: skip
    return {name: pa.schema([("record_id", text), ("uri", text), *members.items()]) for name, members in columns.items()}


def _pyarrow() -> Any:
    try:
        import pyarrow  # noqa: PLC0415 - an extra

        return pyarrow
    except ImportError as error:
        raise MissingExtra(
            f"Parquet needs the library pyarrow ({error}).", remedy="Install it with: pip install 'zapisnik[parquet]'."
        ) from error
