"""Reading records from where a run left them: files of JSON, of lines, and folders of both."""

from __future__ import annotations

import codecs
import contextlib
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import ZapisnikError
from pipeline.lines import SUFFIXES, read_lines

#: the report of a run, which lies beside its records
RUN_FILE = "run.json"
_ENTITIES_FILE = "entities.jsonl"  # of `zapisnik entities`, whose folder lies among the records unless another is named
_SUFFIXES = (".json", *(f".jsonl{suffix}" for suffix in SUFFIXES.values()))


class NoRecords(ZapisnikError):
    """A place that should hold records and does not."""

    code = "no-records"


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a line of one, that gave no record."""

    where: str
    message: str


def check_places(places: Sequence[str | Path]) -> None:
    """Find out early whether there is anything to read.

    Raises:
        NoRecords: naming the first place that does not exist.
    """
    for place in places:
        if not Path(place).exists():
            raise NoRecords(f"{place} does not exist.", remedy="Check the name.")


def record_values(place: Path, unread: list[Unread], *, without: Path | None = None) -> Iterator[tuple[str, Any]]:
    """What stands in the files of a place, with where it stands: `file`, or `file:line`. It is not checked against the schema.

    Args:
        place: a file (`.json`, or `.jsonl` with a record a line, also compressed), or a folder with its subfolders; hidden ones,
            the report of a run and the lists of `zapisnik entities` are left out.
        unread: files and lines that are no JSON are added here.
        without: a folder that is left out.
    """
    for _, where, value in file_values(place, unread, without=without):
        yield where, value


def file_values(place: Path, unread: list[Unread], *, without: Path | None = None) -> Iterator[tuple[Path, str, Any]]:
    """The same, with the file of each value before it."""
    for file in _files(place, without):
        for where, value in _contents(file, unread):
            yield file, where, value


def size_of(place: Path, *, enough: int) -> int:
    """Bytes of the files of records at a place; counted no further than to `enough`."""
    total = 0
    for file in _files(place, None):
        with contextlib.suppress(OSError):  # what cannot be read is told when it is read
            total += file.stat().st_size
        if total >= enough:
            break
    return total


def _files(place: Path, without: Path | None) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    left_out = without.resolve() if without else None
    for folder, folders, names in os.walk(place):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and (here / name).resolve() != left_out)
        for name in sorted(names):
            if name.lower().endswith(_SUFFIXES) and not name.startswith(".") and name != _ENTITIES_FILE:
                yield here / name


def _contents(file: Path, unread: list[Unread]) -> Iterator[tuple[str, Any]]:
    """One value, or one for each line; the report of a run is left out."""
    try:
        if not file.name.lower().endswith(".json"):
            for number, line in enumerate(read_lines(file), start=1):
                if line.strip():
                    yield from _parsed(f"{file}:{number}", line, unread)
            return
        content = file.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        unread.append(Unread(str(file), f"It cannot be read ({getattr(error, 'strerror', None) or error})."))
        return
    for where, value in _parsed(str(file), content, unread):
        if not (file.name == RUN_FILE and isinstance(value, dict) and value.get("run") == "zapisnik"):
            yield where, value


def _parsed(where: str, content: bytes, unread: list[Unread]) -> Iterator[tuple[str, Any]]:
    try:
        value = orjson.loads(content.removeprefix(codecs.BOM_UTF8))
    except orjson.JSONDecodeError as error:
        unread.append(Unread(where, f"This is not JSON ({error})."))
    else:
        yield where, value
