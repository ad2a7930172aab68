"""The documents of an input: the one place where the batch meets the reading room."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from pipeline.batch import remote
from pipeline.batch.inputs import Task
from pipeline.reading import Options, Source, Unread, errors, open_bytes, open_source
from pipeline.reading.limits import DEFAULT


def sources(task: Task, data: bytes | None = None, options: Options = DEFAULT) -> Iterator[Source | Unread]:
    """Read the documents of an input, one after another.

    Args:
        task: the input.
        data: its bytes, where they are known already (standard input).
        options: limits, and what the reading room is asked for.

    Yields:
        Each document, `Unread` for one that cannot be read, which does not stop the rest. One that is the whole input has
        the input's URI, one within it a URI below that.

    Raises:
        ReadingError: the input, or its next document, cannot be read.
        MissingExtra: what its address needs is not installed.
    """
    if data is None and task.address:
        try:
            data = remote.read(task.address, options.limits.archive_bytes + 1)
        except FileNotFoundError as error:
            raise errors.FileNotFound(f"{task.address} does not exist.", remedy="Check the address.") from error
        except OSError as error:
            raise errors.Unreadable(
                f"{task.address} cannot be read ({error.strerror or error}).", remedy="Check your rights there."
            ) from error
    if data is not None:
        yield from open_bytes(data, uri=task.uri, options=options)
    elif task.path is not None:
        yield from open_source(task.path, uri=task.uri, options=options)


def record_path(task: Task, uri: str) -> PurePosixPath:
    """Where the record of a document goes, below the output folder: one within an input lies in a folder named after that."""
    if uri == task.uri:
        return task.record
    below = unquote(uri.removeprefix(task.uri), errors="surrogateescape").lstrip("/!#")
    parts = [part for part in PurePosixPath(below).parts if part not in ("..", "/")]
    return task.record.with_suffix("") / PurePosixPath(*parts[:-1], f"{parts[-1] if parts else 'document'}.json")


def data_of(task: Task) -> bytes | None:
    """The bytes of standard input, which no worker can read; None for all else."""
    return sys.stdin.buffer.read() if task.path is None and not task.address else None
