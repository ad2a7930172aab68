"""Records made ready for the tables, apart from the database.

To read a record, check it, write it as JSON, compress it and find the keys of its words takes longer than to store the result.
`Place.prepared` does all that in a process beside the one that writes. It is started as a program, not by `multiprocessing`, so
that it needs nothing of the caller's `__main__`.
"""

from __future__ import annotations

import contextlib
import gc
import pickle
import subprocess
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping, Set
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple, Union, cast

import orjson

from pipeline.corpus import conflation, rows
from pipeline.errors import ZapisnikError
from pipeline.processes import available_processors, command, serve_parent
from pipeline.records.files import Unread, file_values, size_of
from pipeline.records.validation import keeps_to_schema, problems

_FAST = 1  # level of deflate: records are read back far more seldom than written
_WORTH_A_PROCESS = 8_000_000  # bytes of records, a thousand short ones: from there on the start of a process pays
_PIPE = 1 << 20  # bytes, what a pipe of Linux may hold

Record = Mapping[str, Any]
Words = tuple[tuple[str, str, str], list[tuple[str, str]]]


class Identified(NamedTuple):
    """A record that has not been made ready, as it may be stored already.

    Attributes:
        record_id, uri: which it is.
        digest: SHA-256 of its content.
        content: it, as JSON.
        given: it, if it is at hand.
    """

    record_id: str
    uri: str
    digest: bytes
    content: bytes
    given: Record | None

    def record(self) -> Record:
        """The record."""
        return self.given if self.given is not None else cast("Record", orjson.loads(self.content))

    def prepared(self) -> Prepared:
        """It, made ready."""
        return prepared(self.record(), self.content, self.digest)


class Prepared(NamedTuple):
    """A record as rows; what the database gives (numbers of documents) stands before each.

    Attributes:
        record_id, uri: which it is.
        digest: SHA-256 of its content as it came.
        described: the columns of `documents` after `content_hash`.
        text: of the record, with its `words`.
        content: it, as compressed JSON.
        items: field, rows.
        indexed: field, row and words of each item of `rows.SEARCHED`.
        mentions, links: rows.
        labels: kind and label.
    """

    record_id: str
    uri: str
    digest: bytes
    described: tuple[Any, ...]
    text: str
    words: Words
    content: bytes
    items: list[tuple[str, list[tuple[Any, ...]]]]
    indexed: list[tuple[str, tuple[Any, ...], Words]]
    mentions: list[tuple[str, str, int, int]]
    links: list[tuple[str, str, str]]
    labels: list[tuple[str, str]]

    def record(self) -> Record:
        """The record."""
        return cast("Record", orjson.loads(zlib.decompress(self.content)))

    def prepared(self) -> Prepared:
        """Itself."""
        return self


Ready = Union[Identified, Prepared]


def as_json(record: Record) -> bytes:
    """A record as it is stored and compared."""
    return orjson.dumps(record)


def identified(record: Record) -> Identified:
    """A record with its content and the hash of that."""
    content = as_json(record)
    return Identified(record["record_id"], record["source"]["uri"], sha256(content).digest(), content, record)


def prepared(record: Record, content: bytes, digest: bytes) -> Prepared:
    """A record as rows.

    Args:
        record: valid.
        content: it, as JSON.
        digest: by which it is known again.
    """
    source, text = record["source"], record["text"]
    date = rows.document_date(record)
    described = (
        source["sha256"], source["media_type"], source["encoding"], source["language"], source.get("language_confidence"),
        source["script"], source["title"], source.get("author"), source["published"], *rows.day_bounds(source["published"]),
        date, *rows.day_bounds(date), source["characters"], source["sentences"], source["tokens"],
    )  # fmt: skip
    return Prepared(
        record["record_id"],
        source["uri"],
        digest,
        described,
        text,
        conflation.columns_and_more(text),
        zlib.compress(content, _FAST),
        [
            (name, [rows.item_row(name, item) for item in record[name]])
            for name in rows.TABLES
            if name not in rows.SEARCHED and record[name]
        ],
        [
            (name, rows.item_row(name, item), conflation.columns_and_more(item[column]))
            for name, (_, column) in rows.SEARCHED.items()
            for item in record[name]
        ],
        list(rows.mentions(record)),
        list(rows.links(record)),
        sorted(rows.labels(record)),
    )


@dataclass(slots=True)
class Place:
    """A folder or file of records.

    Attributes:
        path: of it.
        unread: what was found in it that is no valid record.
        given: how many valid records there were.
    """

    path: Path
    unread: list[Unread] = field(default_factory=list)
    given: int = 0

    @property
    def name(self) -> str:
        """The path from the root on, by which the database knows the place."""
        return absolute(self.path)

    def records(self) -> Iterator[tuple[str, Record]]:
        """The valid records, each with the folder in which its file lies, or the file that was named."""
        check = keeps_to_schema()
        origins: dict[Path, str] = {self.path: self.name}
        for file, where, value in file_values(self.path, self.unread):
            if not check(value):
                found = problems(value)
                reason = found[0] if found else "it does not keep to the schema."
                self.unread.append(Unread(where, f"This is no valid record: {reason}"))
                continue
            self.given += 1
            lies_in = file if file == self.path else file.parent
            if lies_in not in origins:
                origins[lies_in] = absolute(lies_in)
            yield origins[lies_in], value

    def is_empty(self) -> bool:
        """Whether there was nothing at all."""
        return not self.given and not self.unread

    def is_whole(self) -> bool:
        """Whether what was not given is gone: what could not be read may be it; an empty folder may be a missing disk."""
        return self.given > 0 and not self.unread

    def identified(self, prepare: Callable[[Record], Record] | None) -> Generator[tuple[str, Ready]]:
        """The valid records with their origins.

        Args:
            prepare: what is done to each before.
        """
        for origin, record in self.records():
            yield origin, identified(record if prepare is None else prepare(record))

    def is_worth_a_process(self) -> bool:
        """Whether there is enough to read that a process of its own is sooner done, and a processor for it."""
        return available_processors() > 1 and size_of(self.path, enough=_WORTH_A_PROCESS) >= _WORTH_A_PROCESS

    def prepared(self, stored: Set[bytes]) -> Generator[tuple[str, Ready]]:
        """The same records, made ready by another process while the caller stores those before.

        Args:
            stored: digests of records that need not be made ready.

        Raises:
            ReaderDied: the process ended before it was done.
        """
        process = subprocess.Popen(command("pipeline.corpus.preparation"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin is not None and process.stdout is not None
        try:
            _enlarge(process.stdout)
            with contextlib.suppress(BrokenPipeError), process.stdin as given:  # that it died is told below
                pickle.dump((self.path, stored), given, protocol=pickle.HIGHEST_PROTOCOL)
            while True:
                try:
                    message = pickle.load(process.stdout)
                except (EOFError, pickle.UnpicklingError) as error:
                    raise ReaderDied(
                        f"The process that reads {self.path} ended with code {process.wait()}.",
                        remedy="Start the same command again: what was indexed stays.",
                    ) from error
                if isinstance(message, Place):
                    self.unread += message.unread
                    self.given += message.given
                    return
                if isinstance(message, BaseException):
                    raise message
                yield cast("tuple[str, Ready]", message)
        finally:
            process.stdout.close()
            process.kill()
            process.wait()


class ReaderDied(ZapisnikError):
    """The process that makes records ready ended before it was done."""

    code = "reader-died"


def absolute(path: Path) -> str:
    """The path from the root on, links followed."""
    return str(path.resolve())


def _enlarge(pipe: IO[bytes]) -> None:
    """Let the pipe hold more than the few records of its first size, so that neither side waits for the other's next step."""
    with contextlib.suppress(ImportError, AttributeError, OSError):  # other systems, or the user's share of pipes is used up
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)


def _serve(given: IO[bytes], answers: IO[bytes]) -> None:
    path, stored = pickle.load(given)
    place = Place(path)

    def answer(message: object) -> None:
        pickle.dump(message, answers, protocol=pickle.HIGHEST_PROTOCOL)

    try:
        for origin, record in place.records():
            one = identified(record)
            answer((origin, one._replace(given=None) if one.digest in stored else prepared(record, one.content, one.digest)))
    except BrokenPipeError:
        raise
    except Exception as error:
        answer(error)
    else:
        answer(place)


def main() -> None:
    """Serve the process that started this one, which ends it."""
    gc.disable()  # records have no cycles, and to look for some among the word tables takes long
    serve_parent(_serve)
