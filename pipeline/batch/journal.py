"""The journal of an output folder: what was made of which content by which version, so that a run goes on where one stopped.

It is an SQLite database in the hidden folder `.zapisnik`. SQLite's own lock keeps a second run out, and is gone with the process
that held it; its write-ahead log makes a kill at any moment harmless. The database lies where the command runs: workers of a
cluster never open it.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.batch.outcome import Outcome, Result, from_json, to_json
from pipeline.errors import ZapisnikError
from pipeline.writing import OutputError, output_error

HIDDEN = ".zapisnik"
_FILE = "journal.sqlite"
_OWNER = "owner.json"
_VERSION = 1
_TABLES = f"""
PRAGMA user_version = {_VERSION};
CREATE TABLE IF NOT EXISTS inputs (
    uri TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    read_at INTEGER NOT NULL,
    digest TEXT NOT NULL,
    made_by TEXT NOT NULL,
    failed INTEGER NOT NULL,
    outcomes TEXT NOT NULL,
    lines_file TEXT NOT NULL,
    line INTEGER NOT NULL,
    run INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (
    uri TEXT NOT NULL,
    number INTEGER NOT NULL,
    line BLOB NOT NULL,
    PRIMARY KEY (uri, number)
);
CREATE TABLE IF NOT EXISTS runs (number INTEGER PRIMARY KEY, started TEXT NOT NULL);
"""


class OutputInUse(ZapisnikError):
    """Another run writes into the same output folder."""

    code = "output-in-use"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal knows of an input.

    Attributes:
        uri: of the input.
        stamp: size and time of change when it was read.
        read_at: when it was read, nanoseconds since the epoch.
        digest: SHA-256 of its bytes; empty where it is not known.
        made_by: the version that made the records, see `versions.made_by`.
        failed: whether any of its documents gave no record.
        outcomes: of its documents, without the records.
        lines_file: the file of lines that holds the records, below the output folder; empty where none does.
        line: number of the first of these lines.
        pending: whether the journal itself holds the lines.
    """

    uri: str
    stamp: str
    read_at: int
    digest: str
    made_by: str
    failed: bool
    outcomes: list[Outcome]
    lines_file: str
    line: int
    pending: bool

    @property
    def corrections(self) -> str:
        """The hashes of the corrections by hand that are in the records; empty where there are none."""
        return " ".join(outcome.corrections for outcome in self.outcomes if outcome.corrections)

    @property
    def records(self) -> list[Outcome]:
        """The outcomes that are records."""
        return [outcome for outcome in self.outcomes if outcome.failure is None]


_COLUMNS = "uri, stamp, read_at, digest, made_by, failed, outcomes, lines_file, line"
_SELECT = f"SELECT {_COLUMNS}, EXISTS (SELECT 1 FROM pending WHERE pending.uri = inputs.uri) FROM inputs"


class Journal:
    """The journal of one output folder, held by one run."""

    def __init__(self, out: Path, *, read_only: bool = False) -> None:
        """Open the journal, or make it.

        Args:
            out: the output folder.
            read_only: only look; where there is no journal none is made.

        Raises:
            OutputInUse: another run holds it.
            OutputError: it cannot be written, or is damaged.
        """
        self.out = out
        self.folder = out / HIDDEN
        self.scratch = self.folder / "tmp"
        self._read_only = read_only
        self._number = 0
        with self._errors():
            there = (self.folder / _FILE).exists()
            if not read_only:
                self.folder.mkdir(parents=True, exist_ok=True)
            address = self.folder / _FILE if there or not read_only else ":memory:"
            self._database = sqlite3.connect(address, isolation_level=None, timeout=0.5)
            # kept for as long as the run lasts, and without shared memory, which network file systems do not have
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute("BEGIN IMMEDIATE")
            (version,) = self._database.execute("PRAGMA user_version").fetchone()
            self._database.execute("COMMIT")
            if version not in (0, _VERSION):
                raise OutputError(
                    f"{self.folder} was written by another version of zapisnik.",
                    remedy=f"Remove that folder to begin anew, or choose another output folder (format {version}).",
                )
            self._database.executescript(_TABLES)
            if not read_only:
                self._begin_run()

    def _begin_run(self) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)  # what a killed run left
        self.scratch.mkdir(parents=True, exist_ok=True)
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        owner = {"process": os.getpid(), "computer": platform.node(), "since": started}
        (self.scratch / _OWNER).write_text(json.dumps(owner), encoding="utf-8")
        (self.scratch / _OWNER).replace(self.folder / _OWNER)
        cursor = self._database.execute("INSERT INTO runs (started) VALUES (?)", (started,))
        self._number = int(cursor.lastrowid or 0)
        self._database.execute("DELETE FROM runs WHERE number <= ?", (self._number - 1000,))

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Errors of SQLite and of the system, as ours."""
        try:
            yield
        except OSError as error:
            raise output_error(self.folder, error) from error
        except sqlite3.Error as error:
            with suppress(AttributeError, sqlite3.Error):
                self._database.close()
            message = str(error)
            if "locked" in message or "busy" in message:
                raise OutputInUse(
                    f"Another run writes into {self.out}{self._owner()}.", remedy="Wait for it, or choose another output folder."
                ) from error
            if "malformed" in message or "not a database" in message:
                raise OutputError(
                    f"{self.folder / _FILE} is damaged ({message}).",
                    remedy=f"Remove {self.folder}; every report is then read again.",
                ) from error
            raise OutputError(
                f"{self.folder / _FILE} cannot be written ({message}).",
                remedy="Make room, or choose a folder that can be written to.",
            ) from error

    def _owner(self) -> str:
        try:
            owner = json.loads((self.folder / _OWNER).read_bytes())
            return f" (process {owner['process']} on {owner['computer']}, since {owner['since']})"
        except (OSError, ValueError, KeyError):
            return ""

    def entry(self, uri: str) -> Entry | None:
        """What is known of an input."""
        with self._errors():
            row = self._database.execute(f"{_SELECT} WHERE uri = ?", (uri,)).fetchone()
        return _entry(row) if row else None

    def others(self) -> list[str]:
        """The inputs with records that this run does not name, by uri."""
        with self._errors():
            rows = self._database.execute("SELECT uri FROM inputs WHERE run <> ? ORDER BY uri", (self._number,))
            return [uri for (uri,) in rows]

    def keep(self, uris: Iterable[str]) -> None:
        """Note that this run names these inputs."""
        with self.transaction():
            self._database.executemany("UPDATE inputs SET run = ? WHERE uri = ?", ((self._number, uri) for uri in uris))

    def note(self, results: Iterable[tuple[Result, str]], *, keep_lines: bool) -> None:
        """Note what became of inputs, in one transaction.

        Args:
            results: each with the version that made it.
            keep_lines: keep the lines of the records too, until a file holds them (`placed`).
        """
        with self.transaction():
            for result, made_by in results:
                values = (
                    result.uri,
                    result.stamp,
                    result.read_at,
                    result.digest,
                    made_by,
                    result.failed,
                    to_json(result.outcomes),
                    result.lines_file,
                    result.line,
                    self._number,
                )
                self._database.execute(f"INSERT OR REPLACE INTO inputs ({_COLUMNS}, run) VALUES (?,?,?,?,?,?,?,?,?,?)", values)
                self._database.execute("DELETE FROM pending WHERE uri = ?", (result.uri,))
                if keep_lines and not result.lines_file:
                    lines = [outcome.line for outcome in result.outcomes if outcome.failure is None]
                    rows = ((result.uri, number, line) for number, line in enumerate(lines))
                    self._database.executemany("INSERT INTO pending (uri, number, line) VALUES (?,?,?)", rows)

    def pending_lines(self, uri: str) -> list[bytes]:
        """The lines that the journal holds for an input."""
        with self._errors():
            rows = self._database.execute("SELECT line FROM pending WHERE uri = ? ORDER BY number", (uri,))
            return [line for (line,) in rows]

    def placed(self, lines_file: str, places: Iterable[tuple[str, int]]) -> None:
        """Note that a file of lines holds the records of these inputs.

        Args:
            lines_file: the file, below the output folder.
            places: uri of each input and number of its first line.
        """
        with self.transaction():
            for uri, line in places:
                self._database.execute("UPDATE inputs SET lines_file = ?, line = ? WHERE uri = ?", (lines_file, line, uri))
                self._database.execute("DELETE FROM pending WHERE uri = ?", (uri,))

    def forget_lines(self, keep: set[str]) -> None:
        """Forget the files of lines that are not in `keep`: they are about to be removed."""
        with self.transaction():
            known = {name for (name,) in self._database.execute("SELECT DISTINCT lines_file FROM inputs")}
            for name in known - keep - {""}:
                self._database.execute("UPDATE inputs SET lines_file = '', line = 0 WHERE lines_file = ?", (name,))

    def forget(self, uri: str) -> None:
        """Forget an input."""
        with self.transaction():
            self._database.execute("DELETE FROM inputs WHERE uri = ?", (uri,))
            self._database.execute("DELETE FROM pending WHERE uri = ?", (uri,))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        with self._errors():
            self._database.execute("BEGIN")
            try:
                yield
            except BaseException:
                with suppress(sqlite3.Error):
                    self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def close(self) -> None:
        """Let the next run in."""
        with suppress(sqlite3.Error):
            self._database.close()
        if not self._read_only:
            shutil.rmtree(self.scratch, ignore_errors=True)


def _entry(row: tuple[Any, ...]) -> Entry:
    uri, stamp, read_at, digest, made_by, failed, outcomes, lines_file, line, pending = row
    return Entry(uri, stamp, read_at, digest, made_by, bool(failed), from_json(outcomes), lines_file, line, bool(pending))
