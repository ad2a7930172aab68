"""Why a document cannot be read. Each error has a code for reports and a remedy."""

from __future__ import annotations

from pipeline.errors import ZapisnikError


class ReadingError(ZapisnikError):
    """A document that cannot be read; the children say why."""

    code = "unreadable"


class FileNotFound(ReadingError):
    """There is no such file."""

    code = "not-found"


class Unreadable(ReadingError):
    """The operating system does not let the file be read, or it is no file."""

    code = "unreadable"


class TooLarge(ReadingError):
    """The document is longer than any report."""

    code = "too-large"


class TooSlow(ReadingError):
    """The document was not read within the time limit."""

    code = "too-slow"


class TooMuchMemory(ReadingError):
    """Reading the document takes more memory than the limit allows."""

    code = "too-much-memory"


class EmptyDocument(ReadingError):
    """Nothing stands in the document."""

    code = "empty"


class BinaryDocument(ReadingError):
    """The bytes are no text."""

    code = "binary"


class DamagedDocument(ReadingError):
    """The document is in a format that is read, but does not keep to it."""

    code = "damaged"


class EncryptedDocument(ReadingError):
    """The document asks for a password."""

    code = "encrypted"


class ScannedDocument(ReadingError):
    """The document is pictures of pages, without text."""

    code = "scanned"


class SeveralDocuments(ReadingError):
    """The file holds several documents where one was asked for."""

    code = "several-documents"


class UnreadFormat(ReadingError):
    """The document has a format that is not read."""

    code = "format-not-read"


class MissingProgram(ReadingError):
    """Reading the document needs a library or a program that is not installed."""

    code = "missing-program"


class UnsupportedScript(ReadingError):
    """Most letters are neither Latin nor Cyrillic."""

    code = "unsupported-script"


class NotSouthSlavic(ReadingError):
    """The text is in another language than Bosnian, Croatian or Serbian."""

    code = "not-south-slavic"


BY_CODE: dict[str, type[ReadingError]] = {
    error.code: error
    for error in (
        Unreadable,
        TooLarge,
        TooSlow,
        TooMuchMemory,
        EmptyDocument,
        BinaryDocument,
        DamagedDocument,
        EncryptedDocument,
        ScannedDocument,
        UnreadFormat,
        MissingProgram,
    )
}
"""The errors that the process which reads foreign formats reports by their code."""
