"""The word tables of participants with their inflected forms, made once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.language import morphology
from pipeline.language.folding import fold
from pipeline.resources import read_table

_PACKAGE = "pipeline.extraction.participants"
_ROLE_COLUMNS = ("role", "gender", "feminine", "use")


@dataclass(frozen=True, slots=True)
class NounForm:
    """A form of a role or of a group: its lemma and which cases and numbers it may be."""

    lemma: str
    gender: str
    use: frozenset[str]
    readings: frozenset[tuple[str, str]]

    def may_be(self, *cases: str) -> bool:
        return any(case in cases for case, _ in self.readings)

    @property
    def plural(self) -> bool:
        """Whether it can only be a plural."""
        return all(number == "pl" for _, number in self.readings)

    @property
    def may_be_plural(self) -> bool:
        return any(number == "pl" for _, number in self.readings)


def _noun_forms(table: str, columns: tuple[str, ...]) -> Mapping[str, Sequence[NounForm]]:
    index: dict[str, list[NounForm]] = {}
    column = columns[0]
    for row in read_table(_PACKAGE, table, columns):
        readings: dict[str, set[tuple[str, str]]] = {}
        forms = morphology.noun_forms(row[column], row["gender"], animate=row["gender"] == "m")  # type: ignore[arg-type]
        for (case, number), words in forms.items():
            for word in words:
                readings.setdefault(fold(word), set()).add((case, number))
        for word, cases in readings.items():
            entry = NounForm(row[column], row["gender"], frozenset(row["use"].split()), frozenset(cases))
            index.setdefault(word, []).append(entry)
    return index


@lru_cache(maxsize=1)
def role_forms() -> Mapping[str, Sequence[NounForm]]:
    return _noun_forms("roles.tsv", _ROLE_COLUMNS)


@lru_cache(maxsize=1)
def group_forms() -> Mapping[str, Sequence[NounForm]]:
    return _noun_forms("groups.tsv", ("noun", "gender", "use"))


@cache
def words_of(name: str, column: str) -> frozenset[str]:
    """The folded first column of a table of one column."""
    return frozenset(fold(row[column]) for row in read_table(_PACKAGE, name, (column,)))


@cache
def cue_pattern(name: str) -> re.Pattern[str]:
    """The cues of a table as one pattern over folded text; a star ends a word, a free star stands for up to four words."""
    cues = sorted((fold(row["cue"]) for row in read_table(_PACKAGE, name, ("cue",))), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(_cue(cue) for cue in cues) + ")")


def _cue(cue: str) -> str:
    pieces: list[str] = []
    for word in cue.split(" "):
        if word == "*":
            pieces.append(r"(?:\w+ ){0,4}")
        elif word.endswith("*"):
            pieces.append(re.escape(word[:-1]) + r"\w*")
        else:
            pieces.append(re.escape(word) + r"(?!\w)")
    out = ""
    for place, piece in enumerate(pieces):
        if place and not pieces[place - 1].endswith("{0,4}"):
            out += " "
        out += piece
    return out


@lru_cache(maxsize=1)
def feminines() -> Mapping[str, str]:
    """The noun of the same office for a woman."""
    return {row["role"]: row["feminine"] for row in read_table(_PACKAGE, "roles.tsv", _ROLE_COLUMNS) if row["feminine"]}
