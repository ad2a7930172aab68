"""Which format a document has: by its bytes first, by the suffix of its name where the bytes leave it open."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Literal

from pipeline.resources import read_table

Treatment = Literal["read", "refuse", "skip"]

PLAIN_TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"
MAIL = "message/rfc822"
SAVED_PAGE = "multipart/related"
MAILBOX = "application/mbox"
ZIP = "application/zip"

CONTAINERS = frozenset({ZIP, MAILBOX})
"""Formats that hold nothing but other documents."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format; `treatment` says what becomes of such a file: it is read, refused by name, or left out of folders."""

    media_type: str
    name: str
    treatment: Treatment


UNKNOWN = Format(PLAIN_TEXT, "plain text", "read")  # the bytes will show whether it is text

_HEAD = 4096  # bytes in which a text format shows
_BLANKS = b" \t\r\n\x0c"
# what a page begins with, after comments, declarations and blanks
_HTML = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|title|div|table|article|section|main|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"([!-9;-~]{2,40}):[ \t]*[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_MAIL_HEADERS = frozenset(
    b"from to cc subject date sender reply-to in-reply-to references content-type content-transfer-encoding".split()
)
_MAIL_PROOF = frozenset(b"received return-path message-id mime-version delivered-to x-mailer x-original-to".split())
_MBOX = re.compile(rb"From [^\r\n]{3,200}\r?\n(?=[!-9;-~]{2,40}:)")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (  # names of streams in the directory of a compound file, UTF-16
    ("WordDocument", ".doc"),
    ("PowerPoint Document", ".ppt"),
    ("Workbook", ".xls"),
    ("__nameid_version1.0", ".msg"),
    ("EncryptedPackage", ".docx"),
)


@cache
def _by_suffix() -> dict[str, Format]:
    rows = read_table("pipeline.reading", "formats.tsv", ("suffix", "media_type", "name", "treatment"))
    return {row["suffix"]: Format(row["media_type"], row["name"], row["treatment"]) for row in rows}  # type: ignore[arg-type]


@cache
def _by_media_type() -> dict[str, Format]:
    formats: dict[str, Format] = {}
    for found in _by_suffix().values():
        formats.setdefault(found.media_type, found)
    return formats


@cache
def _signatures() -> tuple[tuple[bytes, Format], ...]:
    rows = read_table("pipeline.reading", "signatures.tsv", ("begins", "media_type", "name"))
    return tuple((bytes.fromhex(row["begins"]), Format(row["media_type"], row["name"], "refuse")) for row in rows)


def format_of_name(name: str) -> Format:
    """The format that the suffix of a file name means; plain text where it means none that is known."""
    return _by_suffix().get(PurePosixPath(name).suffix.lower(), UNKNOWN)


def detect(data: bytes, name: str) -> Format:
    """The format of a document.

    Args:
        data: its bytes, whole.
        name: its file name, which decides where the bytes may be either (`a.json` is a text to its bytes).
    """
    found = format_of_bytes(data)
    promised = format_of_name(name)
    if found is not None:
        if found.media_type == MAIL and promised.media_type == SAVED_PAGE:
            return promised
        return found
    if promised.treatment == "read" and promised.media_type not in (PLAIN_TEXT, MARKDOWN) and not _may_be(promised, data):
        return UNKNOWN  # a text that was given another suffix
    return promised


def _may_be(promised: Format, data: bytes) -> bool:
    """Whether bytes without a signature may be of a format all the same."""
    if promised.media_type in (HTML, "application/xhtml+xml"):
        return True  # any text is a page, if a poor one
    if promised.media_type in (MAIL, SAVED_PAGE):
        return _HEADER.match(data[:_HEAD].lstrip(_BLANKS)) is not None
    return False


def format_of_bytes(data: bytes) -> Format | None:
    """The format that the bytes show, None where they may be plain text."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip_format(data)
    if data.startswith(_OLE):
        return _ole_format(data)
    if b"%PDF-" in data[:1024] and _is_pdf(data):
        return _by_media_type()[PDF]
    head = _text_head(data)
    if head.startswith(b"{\\rtf"):
        return _by_media_type()[RTF]
    if _HTML.match(head):
        return _by_media_type()[HTML]
    if _MBOX.match(head):
        return _by_media_type()[MAILBOX]
    if _is_mail(head):
        return _by_media_type()[MAIL]
    return next((found for begins, found in _signatures() if data.startswith(begins)), None)


def _is_pdf(data: bytes) -> bool:
    """Whether `%PDF-` is a signature and not a word of a text."""
    return data.startswith(b"%PDF-") or b"startxref" in data[-2048:] or b"\0" in data[:1024]


def _text_head(data: bytes) -> bytes:
    """The beginning of a text as ASCII-compatible bytes, without byte order mark and blanks."""
    head = data[:_HEAD]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            head = head[2:].decode(encoding, errors="ignore").encode("utf-8")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANKS)


def _is_mail(head: bytes) -> bool:
    """Whether a text begins with the headers of a mail, one of them such as no person would type."""
    names: set[bytes] = set()
    place = 0
    while match := _HEADER.match(head, place):
        names.add(match[1].lower())
        place = match.end()
    known, proof = names & _MAIL_HEADERS, names & _MAIL_PROOF
    return len(known) + len(proof) >= 2 and bool(proof)


def _zip_format(data: bytes) -> Format:
    """What a ZIP file is: Office formats are ZIP files with certain members."""
    formats = _by_suffix()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:2000])
    except Exception:  # a damaged directory; the first member's name is at the head of the file
        names = {
            match.decode("ascii") for match in re.findall(rb"(?:word|ppt|xl)/[a-z]+\.xml|mimetype|content\.xml", data[:_HEAD])
        }
    if any(name.startswith("word/") for name in names):
        return formats[".docx"]
    if any(name.startswith("ppt/") for name in names):
        return formats[".pptx"]
    if any(name.startswith("xl/") for name in names):
        return Format(formats[".xlsx"].media_type, "spreadsheet", "refuse")
    if "mimetype" in names:
        return _open_document(data[:200])
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return formats[".odt"]
    return formats[".zip"]


def _open_document(head: bytes) -> Format:
    """By the media type that OpenDocument and EPUB files bear at a fixed place."""
    formats = _by_suffix()
    if b"application/epub+zip" in head:
        return formats[".epub"]
    if b"application/vnd.oasis.opendocument.text" in head:
        return formats[".odt"]
    match = re.search(rb"application/vnd\.oasis\.opendocument\.([a-z]+)", head)
    if match:
        return Format(match.group().decode("ascii"), f"OpenDocument {match[1].decode('ascii')}", "refuse")
    return formats[".zip"]


def _ole_format(data: bytes) -> Format:
    for stream, suffix in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            found = _by_suffix()[suffix]
            if stream == "EncryptedPackage":
                return Format(found.media_type, "encrypted Word document", "refuse")
            return found if found.treatment == "read" else Format(found.media_type, found.name, "refuse")
    return Format("application/x-ole-storage", "old Office document", "refuse")


def readable_formats() -> str:
    """The suffixes that are read, for messages."""
    return ", ".join(suffix for suffix, found in _by_suffix().items() if found.treatment == "read")
