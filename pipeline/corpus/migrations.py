"""The versions of the database: each step a named function, run once, in one transaction with the note that it ran."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib.resources import files

_HASH_SIZE = 32 << 20  # bytes; SQLite's own is 1 MB


def first_version(connection: sqlite3.Connection) -> None:
    """Make all tables."""
    schema = (files("pipeline.corpus") / "schema.sql").read_text(encoding="utf-8")
    statement = ""
    for line in schema.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def large_batches(connection: sqlite3.Connection) -> None:
    """Let the indexes hold a batch of records in memory, which else would be written, and later merged, in many parts."""
    for index in ("text_index", "conclusion_index", "event_index", "label_index"):
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {_HASH_SIZE})")


def filters_in_indexes(connection: sqlite3.Connection) -> None:
    """Let the index of a document's items hold what filters ask of them, so that a filter looks at no row of a table."""
    for table, columns in (
        ("conclusions", "kind, deadline_lower, deadline_upper"),
        ("dates", "lower, upper"),
        ("events", "date_lower, date_upper"),
        ("meetings", "mode"),
        ("participants", "status"),
    ):
        connection.execute(f"DROP INDEX {table}_by_document")
        connection.execute(f"CREATE INDEX {table}_by_document ON {table} (document, {columns})")
    # a kind and a status stand in a large share of all documents: to look at those that fit otherwise is faster
    connection.execute("DROP INDEX conclusions_by_kind")
    connection.execute("DROP INDEX participants_by_status")


#: in order; the number of those that ran is the database's `user_version`
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (first_version, large_batches, filters_in_indexes)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database to the version of this program."""
    for number, step in enumerate(MIGRATIONS, start=1):
        if connection.execute("PRAGMA user_version").fetchone()[0] < number:
            connection.execute("BEGIN IMMEDIATE")
            try:
                # somebody else may have run it while we waited
                if connection.execute("PRAGMA user_version").fetchone()[0] < number:
                    step(connection)
                    connection.execute(f"PRAGMA user_version = {number}")
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise
