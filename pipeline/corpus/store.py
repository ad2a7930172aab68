"""The corpus: records in one SQLite database, with indexes over their words.

>>> from pipeline.corpus import Store
>>> with Store.open("corpus.db", create=True) as store:  # doctest: +SKIP
...     store.update_from(["outputs"])
...     [hit.uri for hit in store.search("oporavak").hits]
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.corpus import conflation, rows
from pipeline.corpus.forgetting import Forgotten
from pipeline.corpus.migrations import MIGRATIONS, migrate
from pipeline.corpus.preparation import Place, Prepared, Ready, Words, absolute, identified
from pipeline.errors import ZapisnikError
from pipeline.records.files import NoRecords, Unread, check_places

if TYPE_CHECKING:
    from pipeline.corpus.search import Results

_BATCH = 5_000  # records a transaction: labels stand all over their index, a page of which is then written for several records
_LOG_PAGES = 64_000  # of 4 KB: pages that many batches change are written into the database once, not with each
_CACHE, _WRITERS_CACHE = 64 << 10, 256 << 10  # KB; what a transaction changed should not have to leave it before its end
_APPLICATION = 0x7A61706E  # "zapn", by which `file` and we know the database


class StoreError(ZapisnikError):
    """The database cannot be used; the message names it and the reason."""

    code = "store"


@dataclass(slots=True)
class Updated:
    """What an update did, in numbers of records.

    Attributes:
        added, changed, unchanged, removed: against what was there.
        unread: files and lines that hold no valid record.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    unread: list[Unread] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many records were given."""
        return self.added + self.changed + self.unchanged


class Store:
    """An open database.

    Attributes:
        path: of the database.
        connection: to it; rows are tuples. Read as you like, write through the methods.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._readers: list[sqlite3.Connection] = []
        self._statements = {field_: rows.insert_statement(field_) for field_ in rows.TABLES}
        self._labels: dict[tuple[str, str], int] = {}
        self._item_labels: list[tuple[int, int]] = []  # label and document, to be written before the transaction ends
        self._more_keys: set[tuple[str, str]] = set()

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False) -> Store:
        """Open a database, and bring it to this program's version.

        Args:
            path: of the database.
            create: make it if it is not there.
            read_only: refuse to write; an older database is refused too.

        Raises:
            StoreError: it does not exist, is no database of this program or is of a later version, or SQLite has no full-text
                search.
        """
        place = Path(path)
        if not place.is_file() and not create:
            raise StoreError(f"There is no database {place}.", remedy=f"Make it with: zapisnik index RECORDS -d {place}")
        try:
            connection = _connect(place, read_only=read_only)
            try:
                _check(place, connection, read_only=read_only)
            except BaseException:
                connection.close()
                raise
        except sqlite3.Error as error:
            raise _failed(place, error) from error
        return cls(place, connection)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; its files of the log go where nobody else has it open."""
        for reader in self._readers:
            reader.close()
        self._readers.clear()
        self.connection.close()

    # --- writing

    def update_from(
        self,
        places: Sequence[str | Path],
        *,
        prepare: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None,
        on_record: Callable[[int], None] | None = None,
    ) -> Updated:
        """Bring the database to what folders and files of records hold.

        Records that are new or have changed are indexed; those that came from one of these places before and are no longer there
        are removed, unless there is none left at all or something could not be read. Records from other places stay.

        Args:
            places: folders (with subfolders), `.json`, `.jsonl` files.
            prepare: what is done to each record before it is stored (pseudonyms).
            on_record: called after each record with their number so far.

        Raises:
            NoRecords: a place does not exist, or there is no record at all.
            ReaderDied: the process that reads the records ended; what was written in whole batches stays.
            StoreError: the database cannot be written.
        """
        check_places(places)
        total = Updated()
        for place in places:
            reading = Place(Path(place))
            before = total.read

            def counted(number: int, before: int = before) -> None:
                if on_record is not None:
                    on_record(before + number)

            with closing(self._read(reading, prepare)) as records:
                updated = self._update(records, reading.name, counted, reading.is_whole)
            if reading.is_empty() and self._origins(reading.name):
                remedy = f"If that is right: --drop {place}"
                reading.unread.append(Unread(str(place), f"There are no records any more; nothing was removed. {remedy}"))
            total.unread += reading.unread
            total.added += updated.added
            total.changed += updated.changed
            total.unchanged += updated.unchanged
            total.removed += updated.removed
        if not total.read and not total.unread and not total.removed:
            named = ", ".join(map(str, places))
            raise NoRecords(f"There are no records in {named}.", remedy="`zapisnik run REPORTS -o FOLDER` makes them.")
        return total

    def update(
        self,
        records: Iterable[Mapping[str, Any]],
        *,
        origin: str = "",
        on_record: Callable[[int], None] | None = None,
    ) -> Updated:
        """Bring what the database holds of one origin to the given records.

        Args:
            records: valid records as dicts. Two with the same `record_id` and `uri` are one, the last stands.
            origin: where they come from; records that came from there alone and are not given any more are removed.
            on_record: called after each record with their number so far.

        Raises:
            StoreError: the database cannot be written. What was written in whole batches stays.
        """
        return self._update(((origin, identified(record)) for record in records), origin, on_record, lambda: True)

    def drop(self, place: str | Path) -> int:
        """Take out the records that came from a folder or file (which need not exist any more); how many were removed.

        Records that came from elsewhere too stay.

        Raises:
            StoreError: nothing came from there, or the database cannot be written.
        """
        within = absolute(Path(place))
        if not self._origins(within):
            known = sorted(path for (path,) in self.connection.execute("SELECT path FROM origins WHERE path <> ''"))
            remedy = f"They came from {', '.join(known[:5])}{', …' if len(known) > 5 else ''}." if known else ""
            raise StoreError(f"No records in {self.path} came from {within}.", remedy=remedy)
        return self._update((), within, None, lambda: True).removed

    def _read(
        self, place: Place, prepare: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None
    ) -> Generator[tuple[str, Ready]]:
        """The records of a place, where there are many made ready by another process."""
        try:
            if prepare is not None or Forgotten(self.connection) or not place.is_worth_a_process():
                return place.identified(prepare)
            stored = {digest for (digest,) in self.connection.execute("SELECT content_hash FROM documents")}
        except sqlite3.Error as error:
            raise _failed(self.path, error) from error
        return place.prepared(stored)

    def _update(
        self,
        records: Iterable[tuple[str, Ready]],
        within: str,
        on_record: Callable[[int], None] | None,
        complete: Callable[[], bool],
    ) -> Updated:
        """`update`, of records with the origin of each, all of them at `within` or below it.

        A record that stands in several places is one document, which goes when it is in none of them any more.

        Args:
            complete: asked at the end whether all records were given; if not, none is removed.
        """
        connection = self.connection
        updated = Updated()
        whole = True  # the open batch holds whole records only
        try:
            self._check_index()
            connection.execute("BEGIN IMMEDIATE")
            before = self._origins(within)
            numbers: dict[str, int] = {}
            seen: set[tuple[int, int]] = set()  # document, origin
            forgotten = Forgotten(connection)
            for origin, given in records:
                # a file may bear the name of somebody who was forgotten
                ready = _without(forgotten, given) if forgotten else given
                found = connection.execute(
                    "SELECT id, content_hash FROM documents WHERE record_id = ? AND uri = ?", (ready.record_id, ready.uri)
                ).fetchone()
                whole = False
                number = numbers.get(origin)
                if number is None:
                    number = numbers[origin] = self._origin(origin)
                if found is not None and found[1] == ready.digest:
                    document: int = found[0]
                    updated.unchanged += (document, number) not in seen
                elif found is None:
                    updated.added += 1
                    document = self._insert(ready.prepared())
                else:
                    document = found[0]
                    updated.changed += (document, number) not in seen
                    self._put(document, ready.prepared())
                if (document, number) not in seen:
                    seen.add((document, number))
                    connection.execute("INSERT OR IGNORE INTO document_origins VALUES (?, ?)", (document, number))
                whole = True
                if on_record is not None:
                    on_record(updated.read)
                if len(seen) % _BATCH == 0:
                    self._commit()
                    connection.execute("BEGIN IMMEDIATE")
            if complete():
                whole = False
                updated.removed = self._remove_unseen(before, seen)
            self._commit()
            if updated.added + updated.changed + updated.removed > _BATCH:
                connection.execute("PRAGMA optimize")
        except sqlite3.Error as error:
            self._roll_back()
            raise _failed(self.path, error) from error
        except BaseException:
            # Ctrl-C keeps what stands in the open batch, unless it came in the middle of a record
            if whole:
                self._keep()
            else:
                self._roll_back()
            raise
        return updated

    def _origins(self, within: str) -> list[int]:
        """The origins at a place and below it."""
        below = within.rstrip(os.sep) + os.sep
        return [
            number
            for number, path in self.connection.execute("SELECT id, path FROM origins")
            if path == within or (within and path.startswith(below))
        ]

    def _origin(self, path: str) -> int:
        self.connection.execute("INSERT OR IGNORE INTO origins (path) VALUES (?)", (path,))
        number: int = self.connection.execute("SELECT id FROM origins WHERE path = ?", (path,)).fetchone()[0]
        return number

    def _remove_unseen(self, origins: Iterable[int], seen: set[tuple[int, int]]) -> int:
        """Part documents from origins where they were not seen again; remove those that have none left, and say how many."""
        connection = self.connection
        removed = 0
        for origin in origins:
            listed = connection.execute("SELECT document FROM document_origins WHERE origin = ?", (origin,)).fetchall()
            gone = [document for (document,) in listed if (document, origin) not in seen]
            for document in gone:
                connection.execute("DELETE FROM document_origins WHERE document = ? AND origin = ?", (document, origin))
                if connection.execute("SELECT 1 FROM document_origins WHERE document = ?", (document,)).fetchone() is None:
                    self._delete(document)
                    removed += 1
            if len(gone) == len(listed):
                connection.execute("DELETE FROM origins WHERE id = ?", (origin,))
        return removed

    def _put(self, document: int, ready: Prepared) -> None:
        """Another record in the place of a document, whose number and origins stay."""
        origins = self.connection.execute("SELECT * FROM document_origins WHERE document = ?", (document,)).fetchall()
        self._delete(document)
        self._insert(ready, document=document)
        self.connection.executemany("INSERT INTO document_origins VALUES (?, ?)", origins)

    def remove(self, documents: Iterable[int]) -> int:
        """Remove documents by their `id`, from all tables and indexes; how many there were."""
        removed = 0
        try:
            self._check_index()
            self.connection.execute("BEGIN IMMEDIATE")
            for document in documents:
                self._delete(document)
                removed += 1
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise _failed(self.path, error) from error
        return removed

    def replace(self, document: int, record: Mapping[str, Any], *, keep_hash: bool = False) -> None:
        """Put another record in a document's place.

        Args:
            document: `documents.id`, which stays.
            record: valid.
            keep_hash: the document still counts as the record that it was, so that the next update leaves it as it is.
        """
        one = identified(record)
        try:
            self._check_index()
            self.connection.execute("BEGIN IMMEDIATE")
            (old,) = self.connection.execute("SELECT content_hash FROM documents WHERE id = ?", (document,)).fetchone()
            self._put(document, (one._replace(digest=old) if keep_hash else one).prepared())
            self._commit()
        except sqlite3.Error as error:
            self._roll_back()
            raise _failed(self.path, error) from error

    def compact(self) -> None:
        """Merge the indexes, drop labels that no record has any more, give free pages back: nothing that was removed is left.

        Raises:
            StoreError: the database cannot be written, or somebody else has it open.
        """
        connection = self.connection
        try:
            self._check_index()
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            unused = connection.execute("SELECT id, label FROM labels WHERE id NOT IN (SELECT label FROM item_labels)").fetchall()
            for number, label in unused:
                self._unindex("label_index", number, label)
                connection.execute("DELETE FROM labels WHERE id = ?", (number,))
            self._labels.clear()
            for index in rows.INDEXES:
                connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
                connection.execute(f"CREATE VIRTUAL TABLE temp.{index}_words USING fts5vocab ('main', '{index}', 'col')")
            left = " UNION ".join(f"SELECT term FROM temp.{index}_words WHERE col = 'form'" for index in rows.INDEXES)
            connection.execute(f"DELETE FROM more_keys WHERE form NOT IN ({left})")
            for index in rows.INDEXES:
                connection.execute(f"DROP TABLE temp.{index}_words")
            self._more_keys.clear()
            connection.execute("COMMIT")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            self._roll_back()
            raise _failed(self.path, error) from error

    def _insert(self, ready: Prepared, *, document: int | None = None) -> int:
        connection = self.connection
        values = (document, ready.record_id, ready.uri, ready.digest, *ready.described)
        document = connection.execute(_INSERT_DOCUMENT, values).lastrowid
        assert document is not None
        connection.execute("INSERT INTO contents VALUES (?, ?, ?)", (document, ready.text, ready.content))
        for name, items in ready.items:
            connection.executemany(self._statements[name], [(document, *item) for item in items])
        for name, item, words in ready.indexed:
            at = connection.execute(self._statements[name], (document, *item)).lastrowid
            self._index(rows.SEARCHED[name][0], at, words)
        connection.executemany("INSERT INTO mentions VALUES (?, ?, ?, ?, ?)", [(document, *row) for row in ready.mentions])
        connection.executemany("INSERT INTO links VALUES (?, ?, ?, ?)", [(document, *row) for row in ready.links])
        self._item_labels += [(self._label(kind, label), document) for kind, label in ready.labels]
        self._index("text_index", document, ready.words)
        return document

    def _write_item_labels(self) -> None:
        """Write the labels of the documents so far, in the order of their index."""
        self.connection.executemany("INSERT INTO item_labels (label, document) VALUES (?, ?)", sorted(self._item_labels))
        self._item_labels.clear()

    def _commit(self) -> None:
        self._write_item_labels()
        self.connection.execute("COMMIT")

    def _label(self, kind: str, label: str) -> int:
        number = self._labels.get((kind, label))
        if number is None:
            found = self.connection.execute("SELECT id FROM labels WHERE kind = ? AND label = ?", (kind, label)).fetchone()
            if found is None:
                number = self.connection.execute("INSERT INTO labels (kind, label) VALUES (?, ?)", (kind, label)).lastrowid
                assert number is not None
                self._index("label_index", number, conflation.columns_and_more(label))
            else:
                number = found[0]
            if len(self._labels) > 500_000:
                self._labels.clear()
            self._labels[kind, label] = number
        return number

    def _index(self, index: str, row: int | None, words: Words) -> None:
        columns, more = words
        self.connection.execute(f"INSERT INTO {index} (rowid, lemma, other, form) VALUES (?, ?, ?, ?)", (row, *columns))
        for pair in more:
            if pair not in self._more_keys:
                self.connection.execute("INSERT OR IGNORE INTO more_keys VALUES (?, ?)", pair)
                self._more_keys.add(pair)

    def _unindex(self, index: str, row: int, text: str) -> None:
        """An index without a text of its own forgets only what it is told word for word."""
        self.connection.execute(
            f"INSERT INTO {index} ({index}, rowid, lemma, other, form) VALUES ('delete', ?, ?, ?, ?)",
            (row, *conflation.columns(text)),
        )

    def _delete(self, document: int) -> None:
        connection = self.connection
        found = connection.execute("SELECT text FROM contents WHERE document = ?", (document,)).fetchone()
        if found is None:
            return
        self._write_item_labels()  # of this one too, if it is of the same transaction
        self._unindex("text_index", document, found[0])
        for index, _ in rows.SEARCHED.values():
            table, column = rows.INDEXES[index]
            items = connection.execute(f"SELECT id, {column} FROM {table} WHERE document = ?", (document,)).fetchall()
            for row, text in items:
                self._unindex(index, row, text)
        connection.execute("DELETE FROM documents WHERE id = ?", (document,))

    def _check_index(self) -> None:
        """Make the indexes anew where they were made by other keys."""
        if self.is_outdated():
            self.reindex()

    def is_outdated(self) -> bool:
        """Whether the word indexes were made by another version, whose keys may be others: searches may miss something."""
        made_by = self.connection.execute("SELECT value FROM meta WHERE name = 'keys'").fetchone()
        return made_by is None or made_by[0] != conflation.fingerprint()

    def reindex(self) -> None:
        """Make all full-text indexes anew from what the tables hold.

        Raises:
            StoreError: the database cannot be written.
        """
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            for index in rows.INDEXES:
                connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
            connection.execute("DELETE FROM more_keys")
            self._more_keys.clear()
            for index, (table, column) in rows.INDEXES.items():
                for row, text in connection.execute(f"SELECT rowid, {column} FROM {table}"):
                    self._index(index, row, conflation.columns_and_more(text))
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('keys', ?)", (conflation.fingerprint(),))
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise _failed(self.path, error) from error
        except BaseException:
            self._roll_back()
            raise

    def failed(self, error: sqlite3.Error) -> StoreError:
        """The error of SQLite as one that names the database and the remedy."""
        return _failed(self.path, error)

    def _roll_back(self) -> None:
        self._labels.clear()
        self._item_labels.clear()
        self._more_keys.clear()
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def _keep(self) -> None:
        if self.connection.in_transaction:
            try:
                self._commit()
            except sqlite3.Error:
                self._roll_back()

    # --- reading

    def readers(self, count: int) -> Sequence[sqlite3.Connection]:
        """More connections, for threads that read beside this one; they see what was committed, and are closed with the store.

        Raises:
            sqlite3.Error: the database cannot be opened once more.
        """
        while len(self._readers) < count:
            self._readers.append(_connect(self.path, read_only=True))
        return self._readers[:count]

    def __len__(self) -> int:
        count: int = self.connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        return count

    def records(self, documents: Iterable[int] | None = None) -> Iterator[dict[str, Any]]:
        """The records as they were given, in the order in which they came.

        Args:
            documents: only those, by `documents.id`.
        """
        if documents is None:
            found: Iterable[tuple[bytes]] = self.connection.execute("SELECT record FROM contents ORDER BY document")
        else:
            found = (
                row
                for document in documents
                for row in self.connection.execute("SELECT record FROM contents WHERE document = ?", (document,))
            )
        for (content,) in found:
            yield orjson.loads(zlib.decompress(content))

    def search(self, query: str, *, limit: int | None = 20, offset: int = 0, exact: bool = False) -> Results:
        """Find records; docs/corpus.md describes the query language.

        Args:
            query: words, phrases, filters.
            limit: of hits; None for all.
            offset: how many hits to pass over.
            exact: look for the forms as written, not for all forms of a word.

        Raises:
            QueryError: the query cannot be read; the message shows where.
        """
        from pipeline.corpus.search import search  # noqa: PLC0415 - it imports this module's types

        return search(self, query, limit=limit, offset=offset, exact=exact)

    def check(self) -> list[str]:
        """What is wrong with the database: SQLite's own checks, foreign keys, and that every text is in the index once."""
        try:
            return self._damages()
        except sqlite3.DatabaseError as error:
            return [f"{error}: SQLite cannot read it any further"]

    def _damages(self) -> list[str]:
        connection = self.connection
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"{row[0]}: row {row[1]} points at nothing in {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
        ]
        for index, (table, _) in rows.INDEXES.items():
            try:
                connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
            except sqlite3.DatabaseError as error:
                found.append(f"{index}: {error}")
            indexed = connection.execute(f"SELECT count(*) FROM {index}_docsize").fetchone()[0]
            stored = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            if indexed != stored:
                found.append(f"{index} holds {indexed} texts, {table} {stored}")
        return found


_INSERT_DOCUMENT = """
INSERT INTO documents (
    id, record_id, uri, content_hash, sha256, media_type, encoding, language, language_confidence, script, title, author,
    published, published_lower, published_upper, date, date_lower, date_upper, characters, sentences, tokens
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def _without(forgotten: Forgotten, given: Ready) -> Ready:
    """A record without forgotten names; its digest is that of the record as it came, by which it is known again."""
    record = given.record()
    cleaned = forgotten.cleaned(record)
    return given if cleaned is record else identified(cleaned)._replace(digest=given.digest)


def _connect(place: Path, *, read_only: bool) -> sqlite3.Connection:
    address = _address(place, read_only=read_only)
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=30, check_same_thread=not read_only)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE if read_only else _WRITERS_CACHE}")
    if not read_only:
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    return connection


def _address(place: Path, *, read_only: bool) -> str:
    address = place.resolve().as_uri()
    if not read_only:
        return address
    log = place.with_name(f"{place.name}-wal")
    if not os.access(place.resolve().parent, os.W_OK) and not (log.exists() and log.stat().st_size):
        # a log could not be opened there, and nobody who may write is in the middle of it
        return f"{address}?immutable=1"
    return f"{address}?mode=ro"


def _check(place: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.probe USING fts5 (word)")
        connection.execute("DROP TABLE temp.probe")
    except sqlite3.OperationalError as error:
        raise StoreError(
            "The SQLite of this Python has no full-text search (FTS5).", remedy="Use a Python from python.org or of your system."
        ) from error
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application != _APPLICATION and not (empty and not read_only):
        raise StoreError(f"{place} is no corpus of zapisnik.", remedy="Name another file.")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{place} was made by a later version of zapisnik.", remedy="Install that version: pip install -U zapisnik."
        )
    if version < len(MIGRATIONS):
        if read_only:
            raise StoreError(f"{place} was made by an earlier version.", remedy="Bring it up to date with `zapisnik index`.")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        migrate(connection)
    if not read_only and connection.execute("SELECT count(*) FROM documents").fetchone()[0] == 0:
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('keys', ?)", (conflation.fingerprint(),))
    connection.execute("PRAGMA synchronous = NORMAL")


def _failed(place: Path, error: sqlite3.Error) -> StoreError:
    text = str(error)
    remedy = "Run `zapisnik index --check` on it, or make it anew."
    if "locked" in text:
        remedy = "Another program writes to it: wait until it is done."
    elif "full" in text:
        remedy = "Make room on the disk and run the same command again: what was indexed stays."
    elif "readonly" in text or "unable to open" in text:
        remedy = "Check that the folder exists and that you may write there."
    elif "not a database" in text:
        return StoreError(f"{place} is no database.", remedy="Name another file.")
    return StoreError(f"{place}: {text}.", remedy=remedy)
