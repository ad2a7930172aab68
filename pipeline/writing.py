"""Writing files so that there is never half a file."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pipeline.errors import ZapisnikError

# errors of writing that every further record would meet as well
HOPELESS = frozenset(getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO"))

_CHOOSE_ANOTHER = "Choose another output folder."


class OutputError(ZapisnikError):
    """The output folder cannot be written to."""

    code = "output"


class NotWritten(ZapisnikError):
    """One record cannot be written; others may."""

    code = "not-written"


class NotOverwritten(ZapisnikError):
    """Somebody else's file is where a file of ours should go."""

    code = "not-overwritten"


def output_error(path: Path, error: OSError) -> OutputError:
    """The error that says why nothing more can be written."""
    return OutputError(
        f"{path} cannot be written ({error.strerror or error}).", remedy="Make room, or choose a folder that can be written to."
    )


def write_own(path: Path, content: bytes, *, begins: bytes, scratch: Path | None = None) -> None:
    """Write a file of ours, unless somebody else's file is there.

    Args:
        path: where.
        content: what.
        begins: how our own files begin; a file that begins otherwise is not overwritten.
        scratch: see `atomic_file`.

    Raises:
        NotOverwritten: somebody else's file is there.
        NotWritten: this file cannot be written, others may.
        OutputError: no further file can be written either (disk full, no permission).
    """
    try:
        if not is_ours(path, begins):
            raise NotOverwritten(f"{path} is there already and is no record.", remedy=_CHOOSE_ANOTHER)
        write_atomically(path, content, scratch=scratch)
    except OSError as error:
        if error.errno in HOPELESS:
            raise output_error(path, error) from error
        raise NotWritten(f"{path} cannot be written ({error.strerror}).", remedy=_CHOOSE_ANOTHER) from error


def is_ours(path: Path, begins: bytes) -> bool:
    """Whether a file may be written at `path`: none is there, or one that we wrote."""
    try:
        with path.open("rb") as file:
            return file.read(len(begins)) == begins
    except FileNotFoundError:
        return True


def write_atomically(path: Path, content: bytes, *, scratch: Path | None = None) -> None:
    """Write a whole file by way of `atomic_file`."""
    with atomic_file(path, scratch=scratch) as file:
        file.write(content)


@contextmanager
def atomic_file(path: Path, *, scratch: Path | None = None) -> Iterator[IO[bytes]]:
    """A temporary file to write to, which takes the place of `path` at the end: readers see the old content or the new one.

    Args:
        path: where the file goes; its folder is made.
        scratch: a folder of the same file system for the temporary file, so that what a killed process leaves is found
            there; without it the file lies beside `path`.

    Raises:
        OSError: if it cannot be written; the temporary file is gone then, and the old content is still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=".zapisnik-", suffix=".tmp", dir=scratch or path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _give_usual_permissions(temporary)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _give_usual_permissions(temporary: str) -> None:
    """Temporary files are made for their owner alone; a record is as readable as any other file that the user makes."""
    if os.name == "posix":
        os.chmod(temporary, 0o666 & ~_UMASK)  # noqa: PTH101


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_UMASK = _umask()
