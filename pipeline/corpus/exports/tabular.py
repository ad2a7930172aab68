"""Tables for spreadsheets and data frames (CSV, Parquet), and records a line (JSON Lines)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from pipeline.corpus import tables
from pipeline.corpus.exports.common import Exported, Options, Record
from pipeline.lines import compression_of, write_lines
from pipeline.writing import atomic_file


def write_csv(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write a CSV file for each table of `tables.flat_tables` into a folder (UTF-8 with a mark, so that Excel reads it)."""
    with ExitStack() as files:
        writers: dict[str, Any] = {}
        for name, columns in tables.flat_tables().items():
            writers[name] = csv.writer(files.enter_context(_text_file(out / f"{name}.csv")))
            writers[name].writerow(columns)
            exported.files.append(out / f"{name}.csv")
        for record in records:
            for name, row in tables.flat_rows(record):
                writers[name].writerow([row[column] for column in tables.flat_tables()[name]])
                exported.items[name] += 1


@contextmanager
def _text_file(path: Path) -> Iterator[IO[str]]:
    with atomic_file(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="", write_through=False)
        yield text
        text.flush()
        text.detach()


def write_parquet(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write a Parquet file for each of `tables.TABLES` into a folder: the tables of `zapisnik run --format parquet`.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    tables.check_library()
    with ExitStack() as files:
        written = {}
        for name in tables.TABLES:
            file = files.enter_context(atomic_file(out / f"{name}.parquet"))
            written[name] = files.enter_context(tables.ParquetTable(name, file))
            exported.files.append(out / f"{name}.parquet")
        for record in records:
            for name, row in tables.rows(record):
                written[name].add([row])
                exported.items[name] += 1


def write_jsonl(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write a file with a record a line; `.gz` and `.zst` at its end compress it.

    Raises:
        MissingExtra: zstandard is not installed.
    """
    lines = (
        json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", errors="replace")
        for record in records
    )
    with atomic_file(out) as file:
        write_lines(file, lines, compression_of(out))
    exported.files.append(out)
