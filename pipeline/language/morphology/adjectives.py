"""Declension of adjectives: every form of a lemma."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from pipeline.language.morphology import tables
from pipeline.language.morphology.sounds import VOWELS, assimilated, syllables

AdjectiveForms = Mapping[tuple[str, str, str], tuple[str, ...]]  # by case, number, gender

_SOFT = ("ć", "č", "đ", "ž", "š", "j", "lj", "nj", "št", "žd")
_POSSESSIVE = ("ov", "ev", "in")


def adjective_forms(lemma: str) -> AdjectiveForms:
    """Every form of an adjective, long and short.

    Args:
        lemma: masculine nominative singular, short (`nov`) or definite (`općinski`); also the nominative singular of another
            gender (`boračka`), as it stands in a name.

    Returns:
        For each case, number and gender the forms; empty where the word is no adjective's nominative. Upper or lower case as in
        the lemma.

    >>> adjective_forms("redovan")["gen", "sg", "f"]
    ('redovne',)
    >>> adjective_forms("opći")["loc", "sg", "m"]
    ('općem', 'općemu')
    """
    return _adjective_forms(lemma)


@lru_cache(maxsize=1024)
def _adjective_forms(lemma: str) -> AdjectiveForms:
    if len(lemma) < 2 or not lemma[-1].isalpha():
        return MappingProxyType({})
    before, hyphen, last = lemma.rpartition("-")
    if hyphen and last:
        forms = _adjective_forms(last)
        return MappingProxyType({key: tuple(before + hyphen + form for form in of) for key, of in forms.items()})
    masculine = masculine_lemma(lemma)
    if masculine is None:
        return MappingProxyType({})
    table: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for stem in adjective_stems(masculine):
        for key, forms_ in _decline(masculine, stem).items():
            table[key] = tuple(dict.fromkeys([*table.get(key, ()), *forms_]))
    return MappingProxyType(table)


def masculine_lemma(word: str) -> str | None:
    """The masculine nominative of a nominative of any gender: `boračka` → `borački`, `općinski` → `općinski`."""
    last = word[-1].lower()
    if last not in "aeo":
        return word if last not in VOWELS or last == "i" else None
    lower = word.lower()
    if lower in tables.adjectives() or lower.endswith("ao") or lower in tables.pairs("adjective_stems.tsv", "adjective", "stem"):
        return word
    stem = word[:-1]
    for candidate in _masculine_candidates(stem):
        if candidate.lower() in tables.adjectives():
            return candidate
    if last == "e" and not stem.lower().endswith(_SOFT):
        return None
    return stem + "i" if stem.lower().endswith(("sk", "čk", "šk", "ćk", "aln", "arn", "ivn", "ičn", "ovn", "šnj")) else None


def _masculine_candidates(stem: str) -> tuple[str, ...]:
    """Masculine nominatives that a stem may have: `nov`, `redovni`, `redovan`."""
    opened = (stem[:-1] + "a" + stem[-1],) if len(stem) > 2 and stem[-1] not in "aeiou" and stem[-2] not in "aeiou" else ()
    return (stem + "i", stem, *opened)


@lru_cache(maxsize=1024)
def adjective_stems(lemma: str) -> tuple[str, ...]:
    """What the endings follow: `redovan` → `redovn`, `kratak` → `kratk`, `općinski` → `općinsk`."""
    lower = lemma.lower()
    listed = tables.pairs("adjective_stems.tsv", "adjective", "stem").get(lower)
    if listed is not None:
        return tuple(lemma[:1] + stem[1:] for stem in listed.split("|"))
    if lower.endswith("i"):
        return (lemma[:-1],)
    if syllables(lower) > 1 and lower[-2] == "a":
        if lower.endswith("an") and not lower.endswith(("iran", "isan", "ovan")):
            return (lemma[:-2] + "n",)
        if lower.endswith(("ak", "ar")) and lower[-3] not in VOWELS:
            return (assimilated(lemma[:-2], lemma[-1]),)
    return (lemma,)


def _decline(lemma: str, stem: str) -> dict[tuple[str, str, str], tuple[str, ...]]:
    soft = stem.lower().endswith(_SOFT)
    o = "e" if soft else "o"
    definite = stem + "i"
    nominative = (lemma, definite) if lemma != definite else (definite,)
    possessive = lemma.lower().endswith(_POSSESSIVE)
    genitive = (stem + o + "g", stem + o + "ga", *((stem + "a",) if possessive else ()))
    longer = (stem + "emu",) if soft else (stem + "omu", stem + "ome")
    dative = (stem + o + "m", *longer, *((stem + "u",) if possessive else ()))
    table: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for gender in ("m", "n"):
        neuter = (stem + o, *((stem + "o",) if soft and stem.lower().endswith(("š", "ž")) else ()))
        first = nominative if gender == "m" else neuter
        table["nom", "sg", gender] = table["voc", "sg", gender] = first
        table["gen", "sg", gender] = genitive
        table["dat", "sg", gender] = table["loc", "sg", gender] = dative
        table["acc", "sg", gender] = (*first, *genitive) if gender == "m" else first
        table["ins", "sg", gender] = (stem + "im",)
    table["nom", "sg", "f"] = table["voc", "sg", "f"] = (stem + "a",)
    table["gen", "sg", "f"] = (stem + "e",)
    table["dat", "sg", "f"] = table["loc", "sg", "f"] = (stem + "oj",)
    table["acc", "sg", "f"] = (stem + "u",)
    table["ins", "sg", "f"] = (stem + "om",)
    for gender, ending, accusative in (("m", "i", "e"), ("f", "e", "e"), ("n", "a", "a")):
        table["nom", "pl", gender] = table["voc", "pl", gender] = (stem + ending,)
        table["acc", "pl", gender] = (stem + accusative,)
        table["gen", "pl", gender] = (stem + "ih",)
        for case in ("dat", "loc", "ins"):
            table[case, "pl", gender] = (stem + "im", stem + "ima")
    return table
