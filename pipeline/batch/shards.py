"""Shards: so many records in one file of lines and one set of tables.

Shard 3 holds the inputs 30,000 to 39,999. Its files bear a hash of what is in them
(`jsonl/records-00003-9f86d081ab.jsonl.gz`), so that a file that is there is whole and needs no second look, and so that old and
new files never get into each other's way; the old ones are removed when the run is done.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.journal import HIDDEN
from pipeline.corpus.tables import TABLES, tables_of
from pipeline.lines import SUFFIXES, read_lines, write_lines
from pipeline.writing import atomic_file

SPOOL = f"{HIDDEN}/spool"
_HIDDEN_LINES = f"{HIDDEN}/lines"
_HASH = 10  # hexadecimal digits
_SHARD = re.compile(r"(?:records-|part-)?\d{5,}-[0-9a-f]{10}\.(?:jsonl(?:\.gz|\.zst)?|parquet)")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which files a shard has.

    Attributes:
        formats: of `json`, `jsonl`, `parquet`.
        compression: of the lines, see `lines.SUFFIXES`.
    """

    formats: tuple[str, ...] = ("json",)
    compression: str = "gzip"

    @property
    def sharded(self) -> bool:
        """Whether there are shards at all."""
        return "jsonl" in self.formats or "parquet" in self.formats

    def lines_file(self, name: str) -> str:
        """The file with the records of a shard as lines. Parquet alone has one too, hidden: later runs copy from it."""
        if "jsonl" in self.formats:
            return f"jsonl/records-{name}.jsonl{SUFFIXES[self.compression]}"
        return f"{_HIDDEN_LINES}/{name}.jsonl.gz"

    def tables(self, name: str) -> dict[str, str]:
        """The file of each table of a shard."""
        return {table: f"parquet/{table}/part-{name}.parquet" for table in TABLES} if "parquet" in self.formats else {}

    def files(self, name: str) -> list[str]:
        """All files of a shard, below the output folder."""
        return [self.lines_file(name), *self.tables(name).values()]

    def folders(self) -> list[str]:
        """The folders that hold shards and nothing else."""
        folders = [_HIDDEN_LINES, SPOOL]
        if "jsonl" in self.formats:
            folders.append("jsonl")
        if "parquet" in self.formats:
            folders += [f"parquet/{table}" for table in TABLES]
        return folders


@dataclass(frozen=True, slots=True)
class Place:
    """Where the records of one input are now.

    Attributes:
        lines_file: a file of lines below the output folder, or empty.
        line: number of the first line there.
        records: how many records there are.
        files: files with one record each, below the output folder; used where there is no `lines_file`.
        lines: the lines themselves; used where there is neither.
    """

    lines_file: str
    line: int
    records: int
    files: tuple[str, ...] = ()
    lines: tuple[bytes, ...] = ()


def shard_name(number: int, contents: Iterable[tuple[str, str, str]]) -> str:
    """The name of a shard.

    Args:
        number: of the shard, from 0.
        contents: for each input with records, in order: its URI, the hash of its content, the version that made the records.
    """
    digest = hashlib.sha256()
    for content in contents:
        digest.update(json.dumps(content).encode())
    return f"{number:05}-{digest.hexdigest()[:_HASH]}"


def is_there(out: Path, layout: Layout, name: str) -> bool:
    """Whether all files of a shard are there; they are whole then."""
    return all((out / file).is_file() for file in layout.files(name))


def write_shard(out: Path, layout: Layout, name: str, places: Sequence[Place], scratch: Path) -> None:
    """Write the files of a shard, each whole or not at all.

    Args:
        out: the output folder.
        layout: which files.
        name: of the shard.
        places: where the records of its inputs are, in order.
        scratch: folder for temporary files, in the same file system.

    Raises:
        OSError: something cannot be read or written.
    """
    lines_file = out / layout.lines_file(name)
    if not lines_file.is_file():
        with atomic_file(lines_file, scratch=scratch) as file:
            write_lines(file, records_at(out, places), "gzip" if "jsonl" not in layout.formats else layout.compression)
    missing = {table: out / file for table, file in layout.tables(name).items() if not (out / file).is_file()}
    if missing:
        tables = tables_of(read_lines(lines_file))
        for table, path in missing.items():
            with atomic_file(path, scratch=scratch) as file:
                tables.write(table, file)


def write_spool(out: Path, name: str, lines: Iterable[bytes], scratch: Path) -> str:
    """Write lines to a file where they wait for their shard.

    Returns:
        The file, below the output folder.
    """
    path = f"{SPOOL}/{name}.jsonl.gz"
    with atomic_file(out / path, scratch=scratch) as file:
        write_lines(file, lines, "gzip")
    return path


def records_at(out: Path, places: Iterable[Place]) -> Iterator[bytes]:
    """The lines of records, in the order of their places; files of lines are read forwards, each once where that is possible."""
    opened: dict[str, tuple[int, Iterator[bytes]]] = {}
    for place in places:
        if place.lines_file:
            number, lines = opened.get(place.lines_file, (0, None))
            if lines is None or number > place.line:
                number, lines = 0, read_lines(out / place.lines_file)
            while number < place.line:
                next(lines)
                number += 1
            for _ in range(place.records):
                yield next(lines)
                number += 1
            opened[place.lines_file] = (number, lines)
        elif place.files:
            for file in place.files:
                record = json.loads((out / file).read_bytes())
                yield json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
        else:
            yield from place.lines


def remove_others(out: Path, layout: Layout, current: set[str]) -> None:
    """Remove the shards that are not current."""
    for folder in layout.folders():
        place = out / folder
        if not place.is_dir():
            continue
        for path in place.iterdir():
            if f"{folder}/{path.name}" not in current and _is_shard(path.name):
                path.unlink(missing_ok=True)


def _is_shard(name: str) -> bool:
    """Whether a file in a folder of shards is one; others are not ours to remove."""
    return _SHARD.fullmatch(name) is not None
