"""Mail (RFC 5322 with MIME) and web pages saved as one file (MHTML)."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import re
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from pipeline.reading import encodings
from pipeline.reading.errors import DamagedDocument, TooLarge
from pipeline.reading.extracted import Attachment, Extracted, one_line
from pipeline.reading.limits import Options
from pipeline.reading.readers import web

_MOST_PARTS = 1_000
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.M)
_REPLY_PREFIX = re.compile(r"^(?:(?:re|fw|fwd|odg|aw|proslijeđeno)\s*:\s*)+", re.I)
_INLINE_PICTURE = re.compile(r"^image/|^application/(?:pgp-signature|pkcs7-signature|x-pkcs7-signature|ms-tnef)$")


def read(data: bytes, options: Options) -> Extracted:
    """Read a mail or a saved page.

    The text is the body, the plain one where there are both; title, author and date of publication are the headers' subject,
    sender and date. Attachments are documents of their own.

    Raises:
        ReadingError: it has no parts, or too many.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts: list[Message] = []
    _collect(message, parts, 0)
    if len(parts) > _MOST_PARTS:
        raise TooLarge(f"the mail has more than {_MOST_PARTS:,} parts")
    if not parts:
        raise DamagedDocument("the mail has no content")
    related = message.get_content_type() == "multipart/related" and (
        message["Snapshot-Content-Location"] or not (message["To"] or message["Received"])
    )
    if related:
        for part in parts:
            if part.get_content_type() == "text/html":
                return web.read_text(*_decoded(part))
    plain: tuple[str, str] | None = None
    page: tuple[str, str] | None = None
    attachments: list[Attachment] = []
    for part in parts:
        kind = part.get_content_type()
        name: str = _header(part.get_filename())
        body = not name and part.get_content_disposition() != "attachment"
        if body and kind == "text/plain":
            text, encoding = _decoded(part)
            plain = (f"{plain[0]}\n{text}", plain[1]) if plain else (text, encoding)
        elif body and kind == "text/html":
            page = page or _decoded(part)
        elif kind == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, Message):
                subject = _header(inner["Subject"]) or "poruka"
                attachments.append(Attachment(_file_name(f"{subject}.eml"), inner.as_bytes(policy=email.policy.compat32)))
        elif _INLINE_PICTURE.match(kind) is None:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and (name or kind != "text/plain"):
                attachments.append(Attachment(_file_name(name or f"prilog{_SUFFIXES.get(kind, '')}"), content))
    text, encoding = "", "utf-8"
    if plain and plain[0].strip():
        text, encoding = plain
    elif page:
        text, encoding = web.body_text(page[0]), page[1]
    title = one_line(_header(message["Subject"]))
    published = _date(message["Date"])
    return Extracted(
        text=_clean(text),
        encoding=encoding,
        title=_REPLY_PREFIX.sub("", title) or None if title else None,
        author=_sender(_header(message["From"])),
        published=published,
        published_from="mail" if published else None,
        attachments=attachments,
    )


_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "text/html": ".html",
}


def _collect(message: Message, parts: list[Message], depth: int) -> None:
    if len(parts) > _MOST_PARTS or depth > 50:
        return
    if message.is_multipart() and message.get_content_type() != "message/rfc822":
        for part in message.get_payload():
            if isinstance(part, Message):
                _collect(part, parts, depth + 1)
    else:
        parts.append(message)


def _decoded(part: Message) -> tuple[str, str]:
    """The text of a part and its encoding: as its header says where that works, else as the bytes look."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return str(part.get_payload() or ""), "utf-8"
    charset = str(part.get_content_charset() or "")
    if charset not in ("", "us-ascii", "ascii"):
        try:
            return data.decode(charset), encodings.standard_name(charset)
        except (LookupError, ValueError):
            pass
    decoded = encodings.decode(data)
    return (data.decode("utf-8", errors="replace"), "utf-8") if decoded is None else decoded[:2]


def _header(value: object) -> str:
    """A header with its encoded words decoded; bytes that are no ASCII are read by their letters."""
    if value is None:
        return ""
    text = str(value)
    if any("\udc80" <= char <= "\udcff" for char in text):
        decoded = encodings.decode(text.encode("ascii", errors="surrogateescape"))
        text = decoded[0] if decoded else text.encode("utf-8", errors="replace").decode("utf-8")
    try:
        words = email.header.decode_header(text)
        parts = [w.decode(charset or "utf-8", errors="replace") if isinstance(w, bytes) else w for w, charset in words]
        return "".join(parts)
    except (LookupError, ValueError, email.errors.HeaderParseError):
        return text


def _sender(value: str) -> str | None:
    name, _ = parseaddr(value)
    return one_line(name, 120) if name and "@" not in name else None


def _date(value: object) -> str | None:
    try:
        return parsedate_to_datetime(str(value)).date().isoformat() if value else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _file_name(name: str) -> str:
    """A file name without folders and signs that no file system likes."""
    name = re.sub(r"[\x00-\x1f\x7f]", "", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    if not name:
        return "prilog"
    return name if len(name) <= 150 else f"{name[:140]}{name[-10:]}"


def _clean(text: str) -> str:
    """Without the marks of quoting and of flowed lines."""
    text = text.replace("\r\n", "\n")
    text = _QUOTED.sub("", text)
    return text.strip("\n") + "\n" if text.strip() else ""
