"""Reading: a file or bytes become a `Source`."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from pipeline.reading import conversion, errors, formats, isolation, readers
from pipeline.reading.encodings import decode
from pipeline.reading.extracted import Attachment, Extracted
from pipeline.reading.formats import PLAIN_TEXT, detect, readable_formats
from pipeline.reading.languages import count_words, other_language, own_part, variety_of
from pipeline.reading.limits import DEFAULT, MAX_CHARACTERS, Options
from pipeline.reading.repair import repair
from pipeline.reading.scripts import other_script, script_of
from pipeline.reading.source import Source, SourceDoubt

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOTHING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_VISIBLE = re.compile("[^\\s\u00ad\u200b-\u200f\u2060-\u2064]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_DIACRITIC = re.compile("[čćđšžČĆĐŠŽ]")
_WITHOUT_DIACRITICS = 300  # letters in which some diacritic would have come; Bosnian has one in ten or so
_OCR_TIMES = 20  # how much longer recognising the pages of a scan may take than reading a document


@dataclass(slots=True)
class Document:
    """A document with the documents attached to it; `source` is None where nothing but attachments stands in it."""

    source: Source | None
    attachments: list[Attachment]


def read_file(path: str | Path, *, uri: str | None = None, options: Options = DEFAULT) -> Source:
    """Read a document from a file.

    Args:
        path: the file.
        uri: what to call the document in its record, percent-encoded; without it the name of the file.
        options: limits and wishes.

    Raises:
        FileNotFound: there is no such file.
        Unreadable: it is a folder, or the operating system refuses.
        ReadingError: as `read_bytes` does.
    """
    path = Path(path)
    data = file_bytes(path, options.limits.bytes + 1)
    source = read_bytes(data, uri=quote(os.fsencode(path.name)) if uri is None else uri, options=options)
    return with_mtime(source, path, options)


def file_bytes(path: Path, most: int) -> bytes:
    """The first bytes of a file.

    Raises:
        FileNotFound: there is no such file.
        Unreadable: it is a folder, or the operating system refuses.
    """
    try:
        if path.is_dir():
            raise errors.Unreadable(f"{path} is a folder.", remedy="Give a file.")
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise errors.Unreadable(f"{path} is a pipe or a device, no file.", remedy="Give a file, or - for standard input.")
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        if path.is_symlink():
            raise errors.FileNotFound(f"{path} is a link to a file that does not exist.", remedy="Mend the link.") from error
        raise errors.FileNotFound(f"{path} does not exist.", remedy="Check the name.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise errors.Unreadable(f"{path} cannot be read ({reason}).", remedy="Check the permissions of the file.") from error


def with_mtime(source: Source, path: Path, options: Options) -> Source:
    """`source` with the file's time of modification as its date, if nothing else tells it and that is wished."""
    if not options.published_from_mtime or source.published is not None:
        return source
    from datetime import datetime  # noqa: PLC0415 - seldom

    try:
        day = datetime.fromtimestamp(path.stat().st_mtime).astimezone().date().isoformat()
    except (OSError, ValueError, OverflowError):
        return source
    return replace(source, published=day, published_from="mtime")


def read_bytes(data: bytes, *, uri: str, options: Options = DEFAULT) -> Source:
    """Read a document from its bytes.

    Args:
        data: the content of a file.
        uri: what to call the document in its record, percent-encoded; its suffix says which format the name promises.
        options: limits and wishes.

    Raises:
        TooLarge: more bytes, characters or pages than the limits allow.
        TooSlow: reading takes longer than the limit.
        UnreadFormat: a picture, a spreadsheet, … by content or by name.
        MissingProgram: a library or program that the format needs is not installed.
        DamagedDocument: the document does not keep to its format.
        EncryptedDocument: it asks for a password.
        ScannedDocument: it is a PDF without text.
        SeveralDocuments: an archive; `open_bytes` reads it.
        BinaryDocument: the bytes are no text.
        EmptyDocument: nothing but blanks.
        UnsupportedScript: most letters are neither Latin nor Cyrillic.
        NotSouthSlavic: the words are those of another language.
    """
    document = read_document(data, uri=uri, options=options)
    name = _name(uri)
    if document.source is None:
        raise errors.SeveralDocuments(
            f"{name} holds nothing but attachments.", remedy="`zapisnik run` reads each of them as a document of its own."
        )
    if document.attachments:
        count = len(document.attachments)
        doubt = SourceDoubt(
            "attachments-not-read",
            f"{count} attachment{'s were' if count > 1 else ' was'} not read; `zapisnik run` reads each as its own document.",
        )
        return replace(document.source, warnings=(*document.source.warnings, doubt))
    return document.source


def read_document(data: bytes, *, uri: str, options: Options = DEFAULT) -> Document:
    """Read a document and what is attached to it, see `read_bytes`."""
    name = _name(uri)
    limits = options.limits
    if len(data) > limits.bytes:
        raise errors.TooLarge(
            f"{name} is larger than {limits.bytes:,} bytes.",
            remedy="Split it into one file for each report, or raise --max-size.",
        )
    found = detect(data, name)
    if found.media_type in formats.CONTAINERS:
        raise errors.SeveralDocuments(
            f"{name} holds several documents.", remedy="`zapisnik run` reads each of them as a document of its own."
        )
    if found.treatment != "read":
        raise errors.UnreadFormat(
            f"{name} is in a format that is not read ({found.name}).",
            remedy=f"These formats are read: {readable_formats()}. Save or convert it as one of them first.",
        )
    media_type = found.media_type
    try:
        if media_type == formats.DOC:
            extracted = isolation.read(conversion.to_docx(data, limits.seconds), formats.DOCX, options)
        elif readers.has_reader(media_type):
            extracted = isolation.read(data, media_type, _with_time(options, media_type))
        else:
            extracted = _plain(data, name)
    except errors.ReadingError as error:
        message, remedy = str(error.args[0]), error.remedy
        if not message.startswith(name):
            message = f"{name}: {message}." if not message.endswith(".") else f"{name}: {message}"
        raise type(error)(message, remedy=remedy or _REMEDIES.get(error.code, "")) from error.__cause__
    if _VISIBLE.search(extracted.text) is None:
        if extracted.attachments:
            return Document(None, extracted.attachments)
        raise errors.EmptyDocument(f"Nothing stands in {name}.", remedy="Check whether the file was saved.")
    return Document(_source(extracted, data, uri, media_type, options), extracted.attachments)


_REMEDIES = {
    "damaged": "Open it in the program it was made with and save it again.",
    "encrypted": "Save it without a password.",
    "too-large": "Split it into one file for each report, or raise --max-size or --max-pages.",
}


def _with_time(options: Options, media_type: str) -> Options:
    if not options.ocr or media_type != formats.PDF:
        return options
    return replace(options, limits=replace(options.limits, seconds=_OCR_TIMES * options.limits.seconds))


def _plain(data: bytes, name: str) -> Extracted:
    decoded = decode(data)
    if decoded is None:
        raise errors.BinaryDocument(f"{name} is not a text.", remedy="Give the report as plain text.")
    text, encoding, doubts = decoded
    return Extracted(text=text, encoding=encoding, doubts=[(doubt.code, doubt.message) for doubt in doubts])


def _source(extracted: Extracted, data: bytes, uri: str, media_type: str, options: Options) -> Source:
    name = _name(uri)
    limits = options.limits
    if len(extracted.text) > 2 * limits.characters:  # what is that long is not worth repairing
        raise _too_large(name, limits.characters)
    repaired, repairs = repair(extracted.text)
    text = clean(repaired)
    if _VISIBLE.search(text) is None:
        raise errors.EmptyDocument(f"Nothing stands in {name}.", remedy="Check whether the file was saved.")
    if len(text) > limits.characters:
        raise _too_large(name, limits.characters)
    words = count_words(text)
    text, left_out = own_part(text, words)
    if left_out:
        words = count_words(text)
    foreign = _foreign(text, words, name)
    if foreign is not None:
        raise foreign
    script = script_of(text)
    language, confidence = variety_of(words, script)
    return Source(
        uri=uri,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=extracted.encoding,
        text=text,
        script=script,
        language=language,
        title=_repaired(extracted.title),
        author=_repaired(extracted.author),
        published=extracted.published,
        published_from=extracted.published_from,
        language_confidence=confidence,
        warnings=(
            *(SourceDoubt(code, message) for code, message in extracted.doubts),
            *repairs,
            *_left_out(left_out),
            *_torn(text),
            *_lost_characters(text),
            *_lost_diacritics(text, script),
        ),
    )


def read_text(text: str, *, uri: str = "text") -> Source:
    """Make a source of a string, whatever it holds.

    Nothing is refused, an empty text included; another script or language is a warning. The text is only cleaned, not repaired:
    offsets are those of the caller.
    The hash is that of the text in UTF-8.
    """
    data = text.encode("utf-8", errors="surrogatepass")
    cleaned = clean(text)
    script = script_of(cleaned)
    words = count_words(cleaned)
    foreign = _foreign(cleaned, words, "The text")
    language, confidence = variety_of(words, script)
    return Source(
        uri=uri,
        media_type=PLAIN_TEXT,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding="utf-8",
        text=cleaned,
        script=script,
        language=language,
        language_confidence=confidence,
        warnings=(
            *([SourceDoubt(foreign.code, foreign.args[0])] if foreign else []),
            *_lost_characters(cleaned),
            *_lost_diacritics(cleaned, script),
        ),
    )


def _name(uri: str) -> str:
    return PurePosixPath(unquote(uri, errors="replace")).name


def _repaired(words: str | None) -> str | None:
    return None if words is None else " ".join(clean(repair(words)[0]).split()) or None


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


def _left_out(languages: tuple[str, ...]) -> tuple[SourceDoubt, ...]:
    if not languages:
        return ()
    return (SourceDoubt("foreign-parts-left-out", f"Paragraphs in other languages were left out ({', '.join(languages)})."),)


_LETTER_APART = re.compile("(?<=[^\\W\\d_]) [čćđšžČĆĐŠŽ] (?=[^\\W\\d_])")
_FROM_THE_MIDDLE = re.compile("\\s*[a-zčćđšžа-шђћјљњџ]+ [a-zčćđšžа-шђћјљњџ]+ [^\n]{30}")
_TO_THE_MIDDLE = re.compile("[.!?] [^.!?\n:;|]{12,} [a-zčćđšžа-шђћјљњџ]+$")


def _torn(text: str) -> tuple[SourceDoubt, ...]:
    """Doubts about a text that begins or ends in mid-sentence, and about one whose words are torn."""
    doubts: list[SourceDoubt] = []
    begins = "begins" if _FROM_THE_MIDDLE.match(text) else ""
    ends = "ends" if _TO_THE_MIDDLE.search(text.rstrip()[-400:]) else ""
    if where := " and ".join(filter(None, (begins, ends))):
        doubts.append(
            SourceDoubt("text-truncated", f"The text {where} in the middle of a sentence; a part of it may be missing.")
        )
    apart = len(_LETTER_APART.findall(text))
    if apart > 2:
        doubts.append(SourceDoubt("words-torn", f"{apart} letters stand apart from their words, as in damaged PDF."))
    return tuple(doubts)


_LOST_WITHIN = re.compile("[^\\W\\d_]\\?(?=[a-zčćđšž])")
_LEAST_LOST = 3  # so many question marks within words are no questions


def _lost_characters(text: str) -> tuple[SourceDoubt, ...]:
    lost = text.count("\ufffd")
    if not lost:
        lost = len(_LOST_WITHIN.findall(_ADDRESS.sub("", text)))
        if lost >= _LEAST_LOST:
            return (SourceDoubt("characters-lost", f"{lost} letters were lost and stand as question marks."),)
        return ()
    characters = "1 character" if lost == 1 else f"{lost} characters"
    return (SourceDoubt("characters-lost", f"{characters} could not be decoded and stand as \ufffd."),)


def _lost_diacritics(text: str, script: str) -> tuple[SourceDoubt, ...]:
    """A doubt about a Latin text that is long enough to have diacritics and has none."""
    if script != "Latn" or _DIACRITIC.search(text) or sum(char.isalpha() for char in text[:20_000]) < _WITHOUT_DIACRITICS:
        return ()
    return (
        SourceDoubt(
            "diacritics-missing",
            "The text has no diacritics; names keep their letters unless only one spelling is known.",
        ),
    )


def _too_large(name: str, characters: int = MAX_CHARACTERS) -> errors.TooLarge:
    return errors.TooLarge(
        f"{name} is longer than {characters:,} characters.",
        remedy="Split it into one file for each report, or raise --max-characters.",
    )
