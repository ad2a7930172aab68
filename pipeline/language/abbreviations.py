"""The abbreviations of `abbreviations.tsv`, looked up as they are written in a text."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast, get_args

from pipeline.errors import TableError
from pipeline.language.folding import fold
from pipeline.resources import read_table

Kind = Literal["name", "number", "company", "text", "and", "end", "unit"]
_KINDS = get_args(Kind)


@cache
def abbreviations() -> dict[str, Kind]:
    """The kind of each abbreviation, by its folded form without the last stop.

    Raises:
        TableError: for a kind that is none.
    """
    kinds: dict[str, Kind] = {}
    for row in read_table("pipeline.language", "abbreviations.tsv", ("abbreviation", "kind", "meaning")):
        if row["kind"] not in _KINDS:
            raise TableError(f"abbreviations.tsv: {row['kind']!r} is no kind; the kinds are {', '.join(_KINDS)}.")
        kinds[fold(row["abbreviation"])] = cast(Kind, row["kind"])
    return kinds


def kind_of(word: str) -> Kind | None:
    """The kind of an abbreviation with its stop; None if `word` is no abbreviation of the table.

    >>> kind_of("Dr."), kind_of("tac."), kind_of("sastanak.")
    ('name', 'number', None)
    """
    return abbreviations().get(fold(word[:-1])) if word.endswith(".") else None
