"""The base error of the project; every error that a user may meet derives from it."""

from __future__ import annotations


class ZapisnikError(Exception):
    """Something went wrong that a user can understand and mend.

    Attributes:
        code: short stable name of the kind of error, for reports (`unreadable`, `bad-table`, …).
        remedy: what the user can do about it, one sentence, or an empty string.
    """

    code = "error"

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} {self.remedy}" if self.remedy else message


class TableError(ZapisnikError):
    """A word table is malformed; the message names file and line."""

    code = "bad-table"


class ModelError(ZapisnikError):
    """A model is missing, damaged, or what it runs on is not installed."""

    code = "no-model"


class MissingExtra(ZapisnikError):
    """A library that this needs is not installed."""

    code = "missing-extra"
