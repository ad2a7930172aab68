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


class EmptyDocument(ReadingError):
    """Nothing stands in the document."""

    code = "empty"


class BinaryDocument(ReadingError):
    """The bytes are no text."""

    code = "binary"


class UnreadFormat(ReadingError):
    """The document has a format that is not read."""

    code = "format-not-read"


class UnsupportedScript(ReadingError):
    """Most letters are neither Latin nor Cyrillic."""

    code = "unsupported-script"


class NotSouthSlavic(ReadingError):
    """The text is in another language than Bosnian, Croatian or Serbian."""

    code = "not-south-slavic"
