"""Forms of verbs that cues are written with: present, participles, infinitive."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pipeline.language.morphology import tables
from pipeline.language.morphology.sounds import jotated
from pipeline.resources import read_table

VerbForm = Literal["inf", "pres", "lp", "pp", "att"]

_PARTICIPLE_ENDINGS = ("", "a", "o", "i", "e")
_ATTRIBUTE_ENDINGS = ("u", "og", "oga", "om", "ome", "oj", "im", "ih")
_PRESENT = {
    "a": ("m", "š", "", "mo", "te", "ju"),
    "i": ("m", "š", "", "mo", "te"),
    "e": ("m", "š", "", "mo", "te"),
}


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, Mapping[str, str]]:
    return {row["infinitive"]: row for row in read_table(tables.PACKAGE, "verbs.tsv", ("infinitive", "present", "lp", "pp"))}


@lru_cache(maxsize=1024)
def verb_forms(infinitive: str) -> Mapping[VerbForm, tuple[str, ...]]:
    """The forms of a verb: infinitive, present of all persons, active (`lp`) and passive participle (`pp`) of all genders,
    and the passive participle in the cases that only an attribute has (`att`: `održanoj`, `održanog`).

    Regular verbs are formed from the infinitive, the others stand in verbs.tsv.

    Raises:
        ValueError: if the word is no infinitive.

    >>> verb_forms("usvojiti")["pp"]
    ('usvojen', 'usvojena', 'usvojeno', 'usvojeni', 'usvojene')
    """
    if not is_infinitive(infinitive):
        raise ValueError(f"not an infinitive: {infinitive!r}")
    row = _irregular().get(infinitive, {})
    presents = row.get("present") or _present(infinitive)
    actives = row.get("lp") or _active(infinitive)
    passives = row.get("pp") or _passive(infinitive)
    return {
        "inf": (infinitive,),
        "pres": tuple(dict.fromkeys(form for present in presents.split("|") for form in _persons(present))),
        "lp": tuple(dict.fromkeys(form for active in actives.split("|") for form in _active_forms(active))),
        "pp": tuple(
            dict.fromkeys(passive + ending for passive in passives.split("|") if passive for ending in _PARTICIPLE_ENDINGS)
        ),
        "att": tuple(passive + ending for passive in passives.split("|") if passive for ending in _ATTRIBUTE_ENDINGS),
    }


def is_infinitive(word: str) -> bool:
    return len(word) > 3 and word.endswith(("ti", "ći"))


def _present(infinitive: str) -> str:
    if infinitive.endswith(("ovati", "ivati", "evati")) and len(infinitive) > 7:
        return infinitive[:-5] + "uje"
    if infinitive.endswith("isati"):
        return infinitive[:-4] + "še"  # `potpiše`, `informiše`
    if infinitive.endswith("nuti"):
        return infinitive[:-3] + "e"
    if infinitive.endswith(("iti", "jeti")):
        return infinitive[: -3 if infinitive.endswith("iti") else -4] + "i"
    return infinitive[:-2]


def _persons(third: str) -> list[str]:
    """All persons from the third singular; a second word after `/` is the third plural."""
    third, _, plural = third.partition("/")
    stem = third[:-1]
    forms = [third + ending for ending in _PRESENT.get(third[-1], ("",))]
    if not plural:
        plural = {"a": third + "ju", "i": stem + "e", "e": stem + "u"}.get(third[-1], third)
    return [*forms, plural]


def _active(infinitive: str) -> str:
    stem = infinitive[:-2]
    return stem[:-2] + "io/" + stem + "l" if stem.endswith("je") else stem + "o"


def _active_forms(masculine: str) -> list[str]:
    """`usvojio` → `usvojila` …; the stem of the others stands after `/` where it is another (`donio/donijel`)."""
    first, _, stem = masculine.partition("/")
    stem = stem or first[:-1] + "l"
    return [first, *(stem + ending for ending in _PARTICIPLE_ENDINGS[1:])]


def _passive(infinitive: str) -> str:
    if infinitive.endswith("ati"):
        return infinitive[:-2] + "n"
    if infinitive.endswith("nuti"):
        return infinitive[:-2] + "t"
    if infinitive.endswith("jeti"):
        return jotated(infinitive[:-4]) + "en"
    if infinitive.endswith("iti"):
        stem = infinitive[:-3]
        return stem[:-2] + "šten" if stem.endswith("st") else jotated(stem) + "en"
    if infinitive.endswith("eti"):
        return infinitive[:-2] + "t"
    return ""
