"""Small words by their use, from `small_words.tsv` of a component."""

from __future__ import annotations

from functools import cache

from pipeline.language.folding import fold
from pipeline.resources import read_table


@cache
def small_words(package: str, use: str) -> frozenset[str]:
    """The words, folded, that the table of the package gives the use.

    Raises:
        TableError: as `read_table`.
    """
    rows = read_table(package, "small_words.tsv", ("word", "uses"))
    return frozenset(fold(row["word"]) for row in rows if use in row["uses"].split())
