"""Which documents a run reads, and where each record goes."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from pipeline.batch.report import Failure
from pipeline.reading import format_of_name

STANDARD_INPUT = "-"
RUN_FILE = "run.json"

_STANDARD_INPUT_NAME = "stdin"


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read.

    Attributes:
        path: the file; None for standard input.
        uri: what the document is called in its record: percent-encoded path below the folder that holds all inputs.
        record: path of the record below the output folder.
    """

    path: Path | None
    uri: str
    record: PurePosixPath


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do.

    Attributes:
        tasks: the documents in order, each once.
        failures: inputs that are not there.
        skipped: files in folders that are no reports (pictures, data, …), by suffix.
    """

    tasks: list[Task]
    failures: list[Failure]
    skipped: dict[str, int]


def plan(inputs: Sequence[str | Path], out_dir: str | Path, *, pattern: str | None = None) -> Plan:
    """Find the documents and name their records.

    Folders are read with their subfolders, in alphabetical order, without hidden files and without the output folder. The
    records lie in the output folder as the documents lie in the deepest folder that holds all inputs. Two documents that
    would share a record (`a.txt`, `a.md`), or take the place of the run's report, keep their suffix (`a.txt.json`).

    Args:
        inputs: files, folders, glob patterns, `-` for standard input.
        out_dir: where the records will go.
        pattern: of the files in folders only those whose name matches (`*.txt`) are read; without it all that may be reports.
    """
    found: dict[Path | None, None] = {}
    roots: list[Path] = []
    failures: list[Failure] = []
    skipped: Counter[str] = Counter()
    out = _absolute(out_dir)
    for given in inputs:
        if str(given) == STANDARD_INPUT:
            found.setdefault(None)
            continue
        places = _expand(given)
        if not places:
            failures.append(
                Failure(
                    file=str(given),
                    code="not-found",
                    message=f"Nothing matches {given}." if glob.has_magic(str(given)) else f"{given} does not exist.",
                    remedy="Check the name.",
                )
            )
        for place in places:
            if place.is_dir():
                roots.append(place)
                for file in _walk(place, out, failures):
                    if _is_wanted(file, pattern):
                        found.setdefault(file)
                    elif file not in found:
                        skipped[file.suffix.lower()] += 1
            else:
                roots.append(place.parent)
                found.setdefault(place)
    return Plan(_tasks(found, roots), failures, dict(sorted(skipped.items())))


def _absolute(path: str | Path) -> Path:
    """Absolute and without `..`; links stay links."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow links


def _expand(given: str | Path) -> list[Path]:
    """The files and folders that an input means; a file whose name looks like a pattern is that file."""
    path = Path(given)
    if os.path.lexists(path):
        return [_absolute(path)]
    if not glob.has_magic(str(given)):
        return []
    return [_absolute(match) for match in sorted(glob.glob(str(given), recursive=True))]  # noqa: PTH207 - absolute too


def _walk(folder: Path, out: Path, failures: list[Failure]) -> Iterator[Path]:
    """The files below a folder, in order, without hidden ones and without what lies in an output folder below.

    A folder that cannot be listed becomes a failure.
    """

    def refused(error: OSError) -> None:
        message = f"The folder cannot be read ({error.strerror})."
        failures.append(Failure(str(error.filename), "unreadable", message, "Check the permissions of the folder."))

    for place, folders, files in os.walk(folder, onerror=refused):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and here / name != out)
        for name in sorted(files):
            if not name.startswith("."):
                yield here / name


def _is_wanted(file: Path, pattern: str | None) -> bool:
    if file.exists() and not file.is_file():
        return False  # a pipe would be waited for
    if pattern is not None:
        return fnmatch(file.name, pattern)
    return format_of_name(file.name).treatment != "skip"


def _tasks(found: Iterable[Path | None], roots: Sequence[Path]) -> list[Task]:
    root = _common(roots)
    documents: list[tuple[Path | None, PurePosixPath]] = []
    for path in found:
        if path is None:
            documents.append((None, PurePosixPath(_STANDARD_INPUT_NAME)))
        else:
            below = path.relative_to(root) if root and path.is_relative_to(root) else Path(path.name)
            documents.append((path, PurePosixPath(below.as_posix())))
    records = _record_paths([name for _, name in documents])
    return [Task(path, quote(os.fsencode(str(name))), record) for (path, name), record in zip(documents, records, strict=True)]


def _common(roots: Sequence[Path]) -> Path | None:
    """The deepest folder that holds all; None where there is none (other drives)."""
    try:
        return Path(os.path.commonpath(roots))
    except ValueError:
        return None


def _record_paths(names: Sequence[PurePosixPath]) -> list[PurePosixPath]:
    """A path for the record of each document, all different even where case does not count."""

    def key(path: PurePosixPath) -> str:
        return str(path).casefold()

    short = [name.with_suffix(".json") if name.suffix else PurePosixPath(f"{name}.json") for name in names]
    times = Counter(map(key, short))
    taken = {RUN_FILE} | {record for record, count in times.items() if count == 1}
    records: list[PurePosixPath] = []
    for name, record in zip(names, short, strict=True):
        if times[key(record)] == 1 and key(record) != RUN_FILE:
            records.append(record)
            continue
        longer = PurePosixPath(f"{name}.json")
        number = 2
        while key(longer) in taken:
            longer = PurePosixPath(f"{name}-{number}.json")
            number += 1
        taken.add(key(longer))
        records.append(longer)
    return records
