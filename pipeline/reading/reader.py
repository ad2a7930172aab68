"""Reading: a file or bytes become a `Source`."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from pipeline.reading import errors
from pipeline.reading.encodings import decode
from pipeline.reading.formats import PLAIN_TEXT, format_of_bytes, format_of_name, readable_formats
from pipeline.reading.languages import count_words, other_language, variety_of
from pipeline.reading.scripts import other_script, script_of
from pipeline.reading.source import Source, SourceDoubt

MAX_CHARACTERS = 1_000_000  # some 400 pages; what is longer is no report
MAX_BYTES = 4 * MAX_CHARACTERS + 4  # UTF-32 with its mark is the longest encoding

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOTHING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_VISIBLE = re.compile("[^\\s\u00ad\u200b-\u200f\u2060-\u2064]")


def read_file(path: str | Path, *, uri: str | None = None) -> Source:
    """Read a document from a file.

    Args:
        path: the file.
        uri: what to call the document in its record, percent-encoded; without it the name of the file.

    Raises:
        FileNotFound: there is no such file.
        Unreadable: it is a folder, or the operating system refuses.
        ReadingError: as `read_bytes` does.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise errors.Unreadable(f"{path} is a folder.", remedy="Give a file.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise errors.FileNotFound(f"{path} does not exist.", remedy="Check the name.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise errors.Unreadable(f"{path} cannot be read ({reason}).", remedy="Check the permissions of the file.") from error
    return read_bytes(data, uri=quote(os.fsencode(path.name)) if uri is None else uri)


def read_bytes(data: bytes, *, uri: str) -> Source:
    """Read a document from its bytes.

    Args:
        data: the content of a file.
        uri: what to call the document in its record, percent-encoded; its suffix says which format the name promises.

    Raises:
        TooLarge: more than `MAX_CHARACTERS` characters.
        UnreadFormat: a PDF, a Word document, … by name or by content.
        BinaryDocument: the bytes are no text.
        EmptyDocument: nothing but blanks.
        UnsupportedScript: most letters are neither Latin nor Cyrillic.
        NotSouthSlavic: the words are those of another language.
    """
    name = PurePosixPath(unquote(uri)).name
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    promised = format_of_name(name)
    found = format_of_bytes(data)
    if found is None and promised.treatment != "read":
        found = promised
    if found is not None:
        raise errors.UnreadFormat(
            f"{name} is not plain text ({found.name}).",
            remedy=f"These formats are read: {readable_formats()}. Save or convert it as plain text first.",
        )
    decoded = decode(data)
    if decoded is None:
        raise errors.BinaryDocument(f"{name} is not a text.", remedy="Give the report as plain text.")
    raw, encoding, doubts = decoded
    text = clean(raw)
    if _VISIBLE.search(text) is None:
        raise errors.EmptyDocument(f"Nothing stands in {name}.", remedy="Check whether the file was saved.")
    if len(text) > MAX_CHARACTERS:
        raise _too_large(name)
    words = count_words(text)
    foreign = _foreign(text, words, name)
    if foreign is not None:
        raise foreign
    script = script_of(text)
    return Source(
        uri=uri,
        media_type=promised.media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        text=text,
        script=script,
        language=variety_of(words, script),
        warnings=(*doubts, *_lost_characters(text)),
    )


def read_text(text: str, *, uri: str = "text") -> Source:
    """Make a source of a string, whatever it holds.

    Nothing is refused, an empty text included; another script or language is a warning.
    The hash is that of the text in UTF-8.
    """
    data = text.encode("utf-8", errors="surrogatepass")
    cleaned = clean(text)
    script = script_of(cleaned)
    words = count_words(cleaned)
    foreign = _foreign(cleaned, words, "The text")
    return Source(
        uri=uri,
        media_type=PLAIN_TEXT,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding="utf-8",
        text=cleaned,
        script=script,
        language=variety_of(words, script),
        warnings=(*([SourceDoubt(foreign.code, foreign.args[0])] if foreign else []), *_lost_characters(cleaned)),
    )


def _foreign(text: str, words: Counter[str], name: str) -> errors.ReadingError | None:
    """The error that says in which other script or language a text is."""
    if (script := other_script(text)) is not None:
        return errors.UnsupportedScript(
            f"{name} is in {script} script.", remedy="Only Bosnian, Croatian and Serbian in Latin or Cyrillic script are read."
        )
    if (language := other_language(words)) is not None:
        return errors.NotSouthSlavic(
            f"{name} is not in Bosnian, Croatian or Serbian (its words are those of {language!r}).",
            remedy="Only Bosnian, Croatian and Serbian are read.",
        )
    return None


def clean(text: str) -> str:
    """`text` with `\\n` as the only line end, without byte order marks and control characters.

    >>> clean("\\ufeffZAPISNIK\\r\\nsa sjednice\\x00\\x0cStrana 2")
    'ZAPISNIK\\nsa sjednice\\nStrana 2'
    """
    if _UNCLEAN.search(text) is None:
        return text
    text = _LINE_END.sub("\n", text)
    return _SURROGATE.sub("\ufffd", _NOTHING.sub("", text))


def _lost_characters(text: str) -> tuple[SourceDoubt, ...]:
    lost = text.count("\ufffd")
    if not lost:
        return ()
    characters = "1 character" if lost == 1 else f"{lost} characters"
    return (SourceDoubt("characters-lost", f"{characters} could not be decoded and stand as \ufffd."),)


def _too_large(name: str) -> errors.TooLarge:
    return errors.TooLarge(
        f"{name} is longer than {MAX_CHARACTERS:,} characters.", remedy="Split it into one file for each report."
    )
