"""Writing files so that there is never half a file."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file by way of a temporary one beside it: whoever reads sees the old content or the new one.

    Raises:
        OSError: if it cannot be written; the temporary file is gone then, and the old content is still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=".zapisnik-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
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
