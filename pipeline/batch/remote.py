"""Inputs that are not files of this computer, by way of fsspec (`s3://`, `gs://`, `hdfs://`, `http://`, …)."""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import MissingExtra

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[a-z][a-z0-9]+::")


def is_address(given: str) -> bool:
    """Whether an input is an address rather than a path: `s3://bucket/reports`, `zip://*.txt::archive.zip`."""
    return _ADDRESS.match(given) is not None


def listing(address: str) -> dict[str, str]:
    """What lies at an address.

    Args:
        address: of a file, of a folder (read with its subfolders), or with a pattern.

    Returns:
        The address of each file, with its path below `address`.

    Raises:
        MissingExtra: fsspec, or what it needs for this address, is not installed.
        OSError: it cannot be listed.
    """
    from glob import has_magic  # noqa: PLC0415

    files, path = _open(address)
    if has_magic(path):
        found = [name for name in files.glob(path) if not files.isdir(name)]
        base = path[: re.search(r"[*?\[]", path).start()].rpartition("/")[0]  # type: ignore[union-attr]
    elif files.isfile(path):
        found, base = [path], path.rpartition("/")[0]
    elif files.exists(path):
        found, base = files.find(path), path.rstrip("/")
    else:
        return {}
    # a chained address (`zip://…::file`) keeps what stands after the first part
    chain = "::" + address.split("::", 1)[1] if "::" in address else ""
    names = {}
    for name in found:
        below = name[len(base) :].lstrip("/") if name.startswith(base) else name.rpartition("/")[2]
        names[files.unstrip_protocol(name) + chain] = below
    return names


def read(address: str, most: int = -1) -> bytes:
    """The first `most` bytes at an address; all of them without it.

    Raises:
        OSError: it cannot be read.
    """
    files, path = _open(address)
    with files.open(path, "rb") as file:
        content: bytes = file.read(most)
    return content


def stamp(address: str) -> str:
    """What changes when the content at an address does, as far as the place tells.

    Raises:
        OSError: nothing is there.
    """
    files, path = _open(address)
    return str(files.ukey(path))


def without_protocol(address: str) -> str:
    """The part of an address after `://`."""
    return address.split("://", 1)[-1].lstrip("/")


def _open(address: str) -> tuple[Any, str]:
    """The file system of an address and the path there; file systems are kept by fsspec."""
    fsspec = _fsspec()
    try:
        files, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise MissingExtra(f"{address} cannot be read ({error}).", remedy="Install what the message names.") from error
    except ValueError as error:
        raise MissingExtra(f"{address} is no address that fsspec knows ({error}).", remedy="Check the address.") from error
    return files, str(path)


def _fsspec() -> Any:
    try:
        import fsspec.core  # noqa: PLC0415 - an extra

        return fsspec
    except ImportError as error:
        raise MissingExtra(
            "Addresses are read by fsspec, which is not installed.", remedy="Install it with: pip install 'zapisnik[remote]'."
        ) from error
