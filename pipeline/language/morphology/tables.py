"""The word tables of the morphology, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipeline.resources import read_table

PACKAGE = "pipeline.language.morphology"
Gender = Literal["m", "f", "n"]


@dataclass(frozen=True, slots=True)
class Noun:
    """A row of nouns.tsv."""

    lemma: str
    gender: Gender
    flags: frozenset[str]


@lru_cache(maxsize=1)
def nouns() -> Mapping[str, Noun]:
    """The common nouns by lemma."""
    rows = read_table(PACKAGE, "nouns.tsv", ("lemma", "gender", "flags"))
    return {row["lemma"]: Noun(row["lemma"], row["gender"], frozenset(row["flags"].split())) for row in rows}  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def adjectives() -> frozenset[str]:
    """The adjectives, masculine nominative singular."""
    return words("adjectives.tsv", "lemma")


@lru_cache(maxsize=1)
def first_names() -> Mapping[str, str]:
    """First names with their gender: m, f or mf."""
    return pairs("first_names.tsv", "name", "gender")


@cache
def words(table: str, column: str) -> frozenset[str]:
    """The words of a table of one column."""
    return frozenset(row[column] for row in read_table(PACKAGE, table, (column,)))


@cache
def pairs(table: str, key: str, value: str) -> Mapping[str, str]:
    """A table of two columns."""
    return {row[key]: row[value] for row in read_table(PACKAGE, table, (key, value))}


@lru_cache(maxsize=1)
def noun_stems() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Lemma → stems of the singular, nominative plurals; for nouns that the rules do not cover."""
    rows = read_table(PACKAGE, "stems.tsv", ("noun", "stem", "plural"))
    return {row["noun"]: (tuple(row["stem"].split("|")), tuple(filter(None, row["plural"].split("|")))) for row in rows}
