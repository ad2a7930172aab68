"""All documents that a file holds: one, or those of an archive, a mailbox, or a mail with attachments.

Archives are unpacked in memory, one member at a time; nothing is written, so a member's name can do no harm but by the record
that is named after it, and is therefore cleaned of everything that leads elsewhere.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import quote, unquote

from pipeline.reading import errors, formats
from pipeline.reading.limits import DEFAULT, Limits, Options
from pipeline.reading.reader import file_bytes, read_document, with_mtime
from pipeline.reading.source import Source

_ARCHIVE_REMEDY = "Unpack it and give the documents in smaller lots, or raise --max-archive-size."
_STORED_OR_DEFLATED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_END_OF_DIRECTORY = b"PK\x05\x06"
_LARGEST_DIRECTORY = 32_000_000  # bytes of an archive's list of contents
_MBOX_BEGINS = re.compile(rb"From [^\r\n]{3,200}")
_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST_NAME = 120  # characters of one part of a path
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that cannot be read, with its URI and the reason."""

    uri: str
    error: errors.ReadingError


@dataclass(slots=True)
class _Allowance:
    """What may still come out of a file, however deep it lies in archives within archives."""

    bytes: int
    documents: int

    @classmethod
    def of(cls, limits: Limits) -> _Allowance:
        return cls(limits.archive_bytes, limits.members)


def open_source(path: str | Path, *, uri: str | None = None, options: Options = DEFAULT) -> Iterator[Source | Unread]:
    """Read every document in a file, one after another.

    A document of its own comes as it is; those of an archive, a mailbox or a mail have URIs below that of the file
    (`arhiva.zip/2023/zapisnik.docx`). What cannot be read comes as `Unread` and does not stop the rest. Members that are no
    reports by their names (pictures, data) are left out, as in folders.

    Args:
        path: the file.
        uri: what to call it, percent-encoded; without it the name of the file.
        options: limits and wishes.
    """
    path = Path(path)
    uri = quote(os.fsencode(path.name)) if uri is None else uri
    limits = options.limits
    try:
        data = file_bytes(path, limits.bytes + 1)
        if len(data) <= limits.bytes:
            for opened in open_bytes(data, uri=uri, options=options):
                yield with_mtime(opened, path, options) if isinstance(opened, Source) and opened.uri == uri else opened
            return
        head = data[:4096]
        del data
        with path.open("rb") as file:
            if head.startswith(b"PK") and _is_archive(file):
                yield from _archive(file, path.stat().st_size, uri, options, 1, _Allowance.of(limits))
            elif formats.format_of_bytes(head) == formats.format_of_name("a.mbox"):
                yield from _mailbox(file, uri, options, 1, _Allowance.of(limits))
            else:
                raise errors.TooLarge(
                    f"{path.name} is larger than {limits.bytes:,} bytes.",
                    remedy="Split it into one file for each report, or raise --max-size.",
                )
    except errors.ReadingError as error:
        yield Unread(uri, error)
    except OSError as error:
        yield Unread(uri, errors.Unreadable(f"{path} cannot be read ({error.strerror or error}).", remedy="Check the file."))


def open_bytes(data: bytes, *, uri: str, options: Options = DEFAULT) -> Iterator[Source | Unread]:
    """Read every document in bytes, see `open_source`."""
    return _open(data, uri, options, 1, _Allowance.of(options.limits))


def _open(data: bytes, uri: str, options: Options, depth: int, left: _Allowance) -> Iterator[Source | Unread]:
    name = PurePosixPath(unquote(uri, errors="replace")).name
    try:
        found = formats.detect(data, name) if len(data) <= options.limits.bytes else None
        if found is not None and found.media_type in formats.CONTAINERS and depth > options.limits.depth:
            raise errors.TooLarge(
                f"{name}: archives lie within each other more than {options.limits.depth} deep.", remedy="Unpack it."
            )
        if found is not None and found.media_type == formats.ZIP:
            yield from _archive(io.BytesIO(data), len(data), uri, options, depth, left)
            return
        if found is not None and found.media_type == formats.MAILBOX:
            yield from _mailbox(io.BytesIO(data), uri, options, depth, left)
            return
        document = read_document(data, uri=uri, options=options)
    except errors.ReadingError as error:
        yield Unread(uri, error)
        return
    if document.source is not None:
        yield document.source
    names = _Names()
    for attachment in document.attachments:
        left.documents -= 1
        if left.documents < 0 or depth > options.limits.depth:
            yield Unread(uri, errors.TooLarge(f"{name} holds more documents than are read.", remedy=_ARCHIVE_REMEDY))
            return
        if formats.format_of_name(attachment.name).treatment == "skip":
            continue
        yield from _open(attachment.data, names.uri(uri, attachment.name), options, depth + 1, left)


# --- archives


def _is_archive(file: IO[bytes]) -> bool:
    """Whether a ZIP file is an archive of documents and no document itself."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()[:2000]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return True  # reading it will say what is wrong
    return not any(name == "mimetype" or name.startswith(("word/", "ppt/", "xl/")) for name in names)


def _archive(file: IO[bytes], size: int, uri: str, options: Options, depth: int, left: _Allowance) -> Iterator[Source | Unread]:
    limits = options.limits
    name = PurePosixPath(unquote(uri, errors="replace")).name
    if size > limits.archive_bytes:
        raise errors.TooLarge(f"{name} is larger than {limits.archive_bytes:,} bytes.", remedy=_ARCHIVE_REMEDY)
    _check_directory(file, size, name)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise errors.DamagedDocument(f"{name}: the archive is damaged ({error}).", remedy="Make or fetch it again.") from error
    names = _Names()
    with archive:
        for info in archive.infolist():
            member = _member_name(info)
            if _is_left_out(info, member):
                continue
            left.documents -= 1
            if left.documents < 0:
                raise errors.TooLarge(f"{name} holds more than {limits.members:,} documents.", remedy=_ARCHIVE_REMEDY)
            place = names.uri(uri, member)
            try:
                data = _member(archive, info, member, min(limits.bytes, left.bytes))
            except errors.ReadingError as error:
                left.bytes -= min(limits.bytes, left.bytes) if isinstance(error, errors.TooLarge) else 0
                yield Unread(place, error)
            else:
                left.bytes -= len(data)
                yield from _open(data, place, options, depth + 1, left)
            if left.bytes <= 0:
                raise errors.TooLarge(f"{name} unpacks to more than {limits.archive_bytes:,} bytes.", remedy=_ARCHIVE_REMEDY)


def _check_directory(file: IO[bytes], size: int, name: str) -> None:
    """Refuse a list of contents that would take too much memory, before it is read.

    The place of its size is set by the ZIP file format (APPNOTE 6.3, section 4.3.16).
    """
    file.seek(max(0, size - 66_000))
    tail = file.read(66_000)
    file.seek(0)
    at = tail.rfind(_END_OF_DIRECTORY)
    length = struct.unpack_from("<I", tail, at + 12)[0] if 0 <= at <= len(tail) - 22 else 0
    if length == 0xFFFFFFFF:  # the 64-bit form
        wide = tail.rfind(b"PK\x06\x06")
        length = struct.unpack_from("<Q", tail, wide + 40)[0] if 0 <= wide <= len(tail) - 56 else 0
    if length > _LARGEST_DIRECTORY:
        raise errors.TooLarge(f"{name} holds too many files.", remedy=_ARCHIVE_REMEDY)


def _member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; old programs wrote names in the code page of DOS, which is 852 here."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp852")
    except UnicodeError:
        return info.filename


def _is_left_out(info: zipfile.ZipInfo, member: str) -> bool:
    parts = PurePosixPath(member.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in parts)
    link = stat.S_ISLNK(info.external_attr >> 16)
    return info.is_dir() or hidden or link or formats.format_of_name(member).treatment == "skip"


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: str, most: int) -> bytes:
    name = PurePosixPath(member).name or "document"
    if info.flag_bits & 1:
        raise errors.EncryptedDocument(f"{name}: the archive asks for a password.", remedy="Make it without a password.")
    if info.compress_type not in _STORED_OR_DEFLATED:
        raise errors.DamagedDocument(
            f"{name} is compressed by a method that is not read.", remedy="Make the archive as common ZIP."
        )
    try:
        with archive.open(info) as file:
            parts: list[bytes] = []
            size = 0
            while size <= most and (chunk := file.read(min(_CHUNK, most + 1 - size))):
                parts.append(chunk)
                size += len(chunk)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        struct.error,
    ) as error:
        raise errors.DamagedDocument(f"{name} is damaged in the archive ({error}).", remedy="Make the archive again.") from error
    if size > most:
        raise errors.TooLarge(
            f"{name} unpacks to more than {most:,} bytes.", remedy="Split it into one file for each report, or raise --max-size."
        )
    return b"".join(parts)


# --- mailboxes


def _mailbox(file: IO[bytes], uri: str, options: Options, depth: int, left: _Allowance) -> Iterator[Source | Unread]:
    """The mails of a mailbox (mboxo and mboxrd; RFC 4155), each named by its number."""
    limits = options.limits
    name = PurePosixPath(unquote(uri, errors="replace")).name
    total = number = size = 0
    parts: list[bytes] = []
    blank = True
    line_begins = True

    def close() -> Iterator[Source | Unread]:
        if not number:
            return
        place = f"{uri}/{number:05d}.eml"
        if size > limits.bytes:
            yield Unread(
                place,
                errors.TooLarge(f"Mail {number} of {name} is larger than {limits.bytes:,} bytes.", remedy="Raise --max-size."),
            )
        elif parts:
            yield from _open(b"".join(parts), place, options, depth + 1, left)

    while line := file.readline(_CHUNK):
        total += len(line)
        if total > limits.archive_bytes:
            raise errors.TooLarge(f"{name} is larger than {limits.archive_bytes:,} bytes.", remedy=_ARCHIVE_REMEDY)
        if line_begins and blank and _MBOX_BEGINS.match(line):
            yield from close()
            number += 1
            left.documents -= 1
            if left.documents < 0:
                raise errors.TooLarge(f"{name} holds more than {limits.members:,} mails.", remedy=_ARCHIVE_REMEDY)
            parts, size = [], 0
        else:
            size += len(line)
            if size <= limits.bytes:
                quoted = line_begins and re.match(rb">+From ", line)
                parts.append(line[1:] if quoted else line)
        blank = line_begins and not line.strip()
        line_begins = line.endswith(b"\n")
    yield from close()


# --- names


class _Names:
    """URIs of the documents within one file, all different even where case does not count."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def uri(self, container: str, name: str) -> str:
        """The URI of a member: below its container, and never elsewhere."""
        path = safe_path(name)
        number = 2
        unique = path
        while unique.casefold() in self._taken:
            pure = PurePosixPath(path)
            unique = str(pure.with_name(f"{pure.stem}-{number}{pure.suffix}"))
            number += 1
        self._taken.add(unique.casefold())
        return f"{container}/{quote(unique.encode('utf-8', errors='replace'))}"


def safe_path(name: str) -> str:
    """The name of a member as a relative path that leads nowhere else.

    >>> safe_path("..\\\\..\\\\etc/passwd"), safe_path("C:/zapisnik.txt")
    ('etc/passwd', 'zapisnik.txt')
    """
    name = _DRIVE.sub("", "".join(char for char in name.replace("\\", "/") if char.isprintable()))
    parts = [part.strip() for part in name.split("/")]
    kept = [_shortened(part) for part in parts if part not in ("", ".", "..") and part.strip(". ")]
    return "/".join(kept[-20:]) or "document"


def _shortened(part: str) -> str:
    if len(part) <= _LONGEST_NAME:
        return part
    suffix = PurePosixPath(part).suffix[:20]
    return part[: _LONGEST_NAME - len(suffix)] + suffix
