"""Files of lines: a record a line, compressed; the same records give the same bytes."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pipeline.errors import MissingExtra

SUFFIXES = {"none": "", "gzip": ".gz", "zstd": ".zst"}

_ZSTD_LEVEL = 6
_GZIP_LEVEL = 6


def check_compression(compression: str) -> None:
    """Find out early whether files can be compressed so.

    Raises:
        MissingExtra: the library is not installed.
    """
    if compression == "zstd":
        _zstandard()


def write_lines(file: IO[bytes], lines: Iterable[bytes], compression: str) -> None:
    """Write lines to an open file.

    Args:
        file: to write to.
        lines: without newlines.
        compression: one of `SUFFIXES`.
    """
    with _compressor(file, compression) as compressed:
        for line in lines:
            compressed.write(line)
            compressed.write(b"\n")


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file that `write_lines` wrote, without newlines; its suffix names the compression.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        opened: Any = file
        if path.suffix == ".gz":
            opened = gzip.GzipFile(fileobj=file)
        elif path.suffix == ".zst":
            opened = io.BufferedReader(_zstandard().ZstdDecompressor().stream_reader(file))
        for line in opened:
            yield line.rstrip(b"\n")


def compression_of(path: Path) -> str:
    """The compression that a file's suffix names, one of `SUFFIXES`."""
    return next((name for name, suffix in SUFFIXES.items() if suffix and path.name.lower().endswith(suffix)), "none")


@contextmanager
def _compressor(file: IO[bytes], compression: str) -> Iterator[Any]:
    if compression == "gzip":
        # neither name nor time of the file stand in it
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=_GZIP_LEVEL) as compressed:
            yield compressed
    elif compression == "zstd":
        with _zstandard().ZstdCompressor(level=_ZSTD_LEVEL).stream_writer(file, closefd=False) as compressed:
            yield compressed
    else:
        yield file


def _zstandard() -> Any:
    try:
        import zstandard  # noqa: PLC0415 - an extra

        return zstandard
    except ImportError as error:
        raise MissingExtra(
            "zstd needs the library zstandard.",
            remedy="Install it with: pip install 'zapisnik[zstd]', or use --compression gzip.",
        ) from error
