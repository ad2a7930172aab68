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
    """A form of a role or of a group: its lemma, which cases and numbers it may be, and how it is written with diacritics."""

    lemma: str
    gender: str
    use: frozenset[str]
    readings: frozenset[tuple[str, str]]
    spellings: frozenset[str]

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
        spellings: dict[str, set[str]] = {}
        forms = morphology.noun_forms(row[column], row["gender"], animate=row["gender"] == "m")  # type: ignore[arg-type]
        for (case, number), words in forms.items():
            for word in words:
                folded = fold(word)
                readings.setdefault(folded, set()).add((case, number))
                spellings.setdefault(folded, set()).add(word)
        for word, cases in readings.items():
            entry = NounForm(
                row[column], row["gender"], frozenset(row["use"].split()), frozenset(cases), frozenset(spellings[word])
            )
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
def forms_of(name: str, column: str) -> frozenset[str]:
    """The folded forms of the words of a table of one column: all cases of a noun, other words as they stand."""
    forms: set[str] = set()
    for row in read_table(_PACKAGE, name, (column,)):
        word = row[column]
        forms.add(fold(word))
        nouns = {of.gender for of in morphology.analyze(word) if of.pos == "noun" and of.lemma == word}
        forms.update(fold(form) for gender in nouns for made in morphology.noun_forms(word, gender).values() for form in made)
    return frozenset(forms)


_PLACE_ENDINGS = {
    "m": ("", "a", "u", "om", "em"), "f": ("a", "e", "i", "u", "om"), "n": ("o", "e", "a", "u", "om", "em"),
    "am": ("i", "og", "om", "im"), "an": ("o", "og", "om", "im"), "mp": ("i", "a", "e", "ima"), "fp": ("e", "a", "ama"),
}  # fmt: skip


@lru_cache(maxsize=1)
def place_forms() -> frozenset[str]:
    """The folded forms of towns, regions and states of one word that are nobody's first name."""
    forms: set[str] = set()
    for row in read_table("pipeline.extraction.organizations", "places.tsv", ("place", "declension")):
        place = fold(row["place"])
        if " " in place or morphology.first_name_gender(row["place"]) or morphology.is_surname(row["place"]):
            continue
        stem = place if row["declension"] == "m" else place[:-1]
        forms.add(place)
        forms.update(stem + ending for ending in _PLACE_ENDINGS.get(row["declension"], ()))
        if row["declension"] == "f" and place.endswith("ka"):
            forms.add(place[:-2] + "ci")
    return frozenset(forms)


@cache
def cue_pattern(name: str) -> re.Pattern[str]:
    """The cues of a table as one pattern over folded text; a star ends a word, a free star is up to four words."""
    cues = sorted((fold(row["cue"]) for row in read_table(_PACKAGE, name, ("cue",))), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(_cue(cue) for cue in cues) + ")")


def _cue(cue: str) -> str:
    pieces: list[str] = []
    for word in cue.split(" "):
        if word == "*":
            pieces.append(r"(?:\w+,? \(?){0,4}")
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
