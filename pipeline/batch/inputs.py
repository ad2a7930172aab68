"""Which documents a run reads, and where each record goes."""

from __future__ import annotations

import glob
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from pipeline.batch import remote
from pipeline.batch.journal import HIDDEN
from pipeline.batch.report import Failure, printable
from pipeline.reading import format_of_name
from pipeline.records.files import RUN_FILE

STANDARD_INPUT = "-"
# folders of ours within the output folder; what lies there is never read
OWN_FOLDERS = frozenset({HIDDEN, "jsonl", "parquet"})

_STANDARD_INPUT_NAME = "stdin"
_HASHED_ABOVE = 10_000  # so many records lie in the folder tree of the inputs; more go into folders named by a hash
_IN_A_HASHED_FOLDER = 10_000


@dataclass(frozen=True, slots=True)
class Task:
    """One input to read: a file, which holds one document or, as an archive or a mailbox does, several.

    Attributes:
        path: the file; None for standard input and for what is not in this computer's file system.
        uri: what the input is called in its record: percent-encoded path below the folder that holds all inputs.
        record: path of the record below the output folder.
        address: where else the input is, as fsspec writes it (`s3://bucket/minutes.txt`), or empty.
    """

    path: Path | None
    uri: str
    record: PurePosixPath
    address: str = ""

    @property
    def name(self) -> str:
        """What to call the input in messages: its path, relative to the working folder where it is below it."""
        if self.address:
            return self.address
        if self.path is None:
            return STANDARD_INPUT
        here = Path.cwd()
        return printable(str(self.path.relative_to(here) if self.path.is_relative_to(here) else self.path))

    def stamp(self) -> str:
        """Size and time of change of the input: while it stays, the content is taken to be the same.

        Empty where there is none: standard input, a file that is gone.
        """
        try:
            if self.address:
                return remote.stamp(self.address)
            if self.path is None:
                return ""
            status = self.path.stat()
        except OSError:
            return ""
        return f"{status.st_size}-{status.st_mtime_ns}"

    def changed_at(self, stamp: str) -> int | None:
        """The time of change that a stamp of a file holds, nanoseconds since the epoch."""
        return int(stamp.rpartition("-")[2]) if stamp and self.path is not None else None

    def digest(self) -> str:
        """SHA-256 of the input's bytes, hexadecimal; empty where it cannot be read."""
        digest = hashlib.sha256()
        try:
            if self.address:
                digest.update(remote.read(self.address))
            elif self.path is None:
                return ""
            else:
                with self.path.open("rb") as file:
                    while piece := file.read(1 << 20):
                        digest.update(piece)
        except OSError:
            return ""
        return digest.hexdigest()


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

    Folders are read with their subfolders, in alphabetical order, without hidden files and without the output folder. Links to
    files are read as files; links to folders are not followed, for they may lead in circles. The
    records lie in the output folder as the documents lie in the deepest folder that holds all inputs; of more than 10,000
    each lies in a folder more, named by a hash of its URI, for no folder should hold a million files. Two documents that
    would share a record (`a.txt`, `a.md`), or take the place of the run's report, keep their suffix (`a.txt.json`).

    Args:
        inputs: files, folders, glob patterns, addresses that fsspec knows (`s3://bucket/reports`), `-` for standard input.
        out_dir: where the records will go.
        pattern: of the files in folders only those whose name matches (`*.txt`) are read; without it all that may be reports.

    Raises:
        MissingExtra: for an address, where fsspec or what it needs for that address is not installed.
    """
    found: dict[Path | None, None] = {}
    roots: list[Path] = []
    failures: list[Failure] = []
    walked: list[Path] = []
    links: dict[Path, None] = {}
    skipped: Counter[str] = Counter()
    addresses: dict[str, PurePosixPath] = {}
    out = _absolute(out_dir)
    for given in inputs:
        if str(given) == STANDARD_INPUT:
            found.setdefault(None)
            continue
        if remote.is_address(str(given)):
            failures += _add_addresses(str(given), pattern, addresses, skipped)
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
                walked.append(place)
                for file in _walk(place, out, failures, links):
                    if _is_wanted(file, pattern):
                        found.setdefault(file)
                    elif file not in found:
                        skipped[file.suffix.lower()] += 1
            else:
                roots.append(place.parent)
                found.setdefault(place)
    failures += _not_followed(links, walked)
    return Plan(_tasks(found, roots, addresses), failures, dict(sorted(skipped.items())))


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


def _walk(folder: Path, out: Path, failures: list[Failure], links: dict[Path, None]) -> Iterator[Path]:
    """The files below a folder, in order, without hidden ones and without what lies in an output folder below.

    A folder that cannot be listed becomes a failure; links to folders are noted.
    """

    def refused(error: OSError) -> None:
        message = f"The folder cannot be read ({error.strerror})."
        failures.append(Failure(str(error.filename), "unreadable", message, "Check the permissions of the folder."))

    own = {out, *(out / name for name in OWN_FOLDERS if (out / HIDDEN).is_dir())}
    for place, folders, files in os.walk(folder, onerror=refused):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and here / name not in own)
        links.update(dict.fromkeys(here / name for name in folders if (here / name).is_symlink()))
        for name in sorted(files):
            if not name.startswith("."):
                yield here / name


def _not_followed(links: Iterable[Path], walked: Sequence[Path]) -> Iterator[Failure]:
    """A failure for each link to a folder outside those that are read; what lies within them is read where it lies."""
    read = [os.path.realpath(folder) for folder in walked]
    for link in links:
        target = os.path.realpath(link)
        if not any(target == folder or target.startswith(folder.rstrip(os.sep) + os.sep) for folder in read):
            yield Failure(
                file=str(link),
                code="link-not-followed",
                message=f"{link} is a link to a folder, which is not followed.",
                remedy=f"Give the folder itself too: {printable(target)}",
            )


def _is_wanted(file: Path, pattern: str | None) -> bool:
    if file.exists() and not file.is_file():
        return False  # a pipe would be waited for
    return _is_wanted_name(file.name, pattern)


def _is_wanted_name(name: str, pattern: str | None) -> bool:
    if pattern is not None:
        return fnmatch(name, pattern)
    return format_of_name(name).treatment != "skip"


def _add_addresses(
    given: str, pattern: str | None, addresses: dict[str, PurePosixPath], skipped: Counter[str]
) -> Iterator[Failure]:
    """Add what an address leads to: each file with its path below it."""
    try:
        listed = remote.listing(given)
    except OSError as error:
        message = f"{given} cannot be listed ({error.strerror or error})."
        yield Failure(given, "unreadable", message, "Check the address and your rights there.")
        return
    if not listed:
        yield Failure(given, "not-found", f"Nothing is at {given}.", "Check the address.")
    for address, name in sorted(listed.items(), key=lambda pair: pair[1].split("/")):
        path = PurePosixPath(name)
        if len(listed) > 1 and (any(part.startswith(".") for part in path.parts) or not _is_wanted_name(path.name, pattern)):
            skipped[path.suffix.lower()] += 1
        else:
            addresses.setdefault(address, path)


def _tasks(found: Iterable[Path | None], roots: Sequence[Path], addresses: dict[str, PurePosixPath]) -> list[Task]:
    root = _common(roots)
    documents: list[tuple[Path | None, PurePosixPath, str]] = []
    for path in found:
        if path is None:
            documents.append((None, PurePosixPath(_STANDARD_INPUT_NAME), ""))
        else:
            below = path.relative_to(root) if root and path.is_relative_to(root) else Path(path.name)
            documents.append((path, PurePosixPath(below.as_posix()), ""))
    taken = {name for _, name, _ in documents}
    for address, name in addresses.items():
        # names below two addresses may be the same; the whole address is not
        unique = name if name not in taken else PurePosixPath(remote.without_protocol(address))
        taken.add(unique)
        documents.append((None, unique, address))
    uris = [quote(os.fsencode(str(name))) for _, name, _ in documents]
    records = _record_paths([name for _, name, _ in documents])
    if len(documents) > _HASHED_ABOVE:
        records = [_hashed(record, uri, len(documents)) for record, uri in zip(records, uris, strict=True)]
    return [Task(path, uri, record, address) for (path, _, address), uri, record in zip(documents, uris, records, strict=True)]


def _hashed(record: PurePosixPath, uri: str, documents: int) -> PurePosixPath:
    """The path of a record within a folder named by a hash; two levels of folders where one would not do."""
    name = hashlib.sha256(uri.encode()).hexdigest()
    if documents <= 256 * _IN_A_HASHED_FOLDER:
        return PurePosixPath(name[:2], record)
    return PurePosixPath(name[:2], name[2:4], record)


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
