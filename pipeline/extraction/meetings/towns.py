"""Towns in the text: the nominative of what stands after `u`, and the town within a name."""

from __future__ import annotations

from functools import cache

from pipeline.extraction.meetings.sentences import Reading
from pipeline.language.folding import fold
from pipeline.language.morphology import noun_forms
from pipeline.resources import read_table


@cache
def _towns() -> tuple[dict[str, str], dict[str, str]]:
    loc: dict[str, str] = {}
    nom: dict[str, str] = {}
    for row in read_table("pipeline.extraction.organizations", "places.tsv", ("place", "declension")):
        place = row["place"]
        nom[fold(place)] = place
        d = row["declension"]
        w = place.split()
        if d == "f":
            f = noun_forms(w[-1], "f")[("loc", "sg")]
        elif d == "m":
            f = noun_forms(w[-1], "m")[("loc", "sg")]
        elif d == "n":
            f = noun_forms(w[-1], "n")[("loc", "sg")]
        elif d == "mp":
            f = (w[-1][:-1] + "ima",)
        elif d == "fp":
            f = (w[-1][:-1] + "ama",)
        else:
            f = (w[-1],)
        for x in f:
            pre = []
            for a in w[:-1]:
                pre.append(a[:-1] + ("oj" if d == "f" else "om") if a[-1] in "aio" else a)
            loc[fold(" ".join([*pre, x]))] = place
        loc.setdefault(fold(place), place)
    return loc, nom


def locative(reading: Reading, index: int, last: int) -> tuple[str, int] | None:
    loc, _ = _towns()
    if not reading.capital(index):
        return None
    for n in (3, 2, 1):
        if index + n <= last:
            k = " ".join(reading.words[index : index + n])
            if k in loc:
                return loc[k], index + n
    return None


def of_name(name: str) -> str | None:
    _, nom = _towns()
    w = fold(name).replace('"', " ").split()
    for n in (3, 2, 1):
        if len(w) > n and " ".join(w[-n:]) in nom:
            return nom[" ".join(w[-n:])]
    loc, _ = _towns()
    if len(w) > 2 and w[-2] == "u" and w[-1] in loc:
        return loc[w[-1]]
    return None


def anywhere(reading: Reading, first: int, last: int) -> str | None:
    """The first town that the words name in the nominative or after `u`."""
    loc, nom = _towns()
    for index in range(first, last):
        if not reading.capital(index):
            continue
        for n in (3, 2, 1):
            key = " ".join(reading.words[index : index + n])
            if key in nom:
                return nom[key]
            if index > first and reading.words[index - 1] in ("u", "na") and key in loc:
                return loc[key]
    return None


def nominative(text: str) -> str | None:
    """The town with which a dateline starts."""
    _, nom = _towns()
    words = fold(text).replace(",", " ").split()
    for n in (3, 2, 1):
        key = " ".join(words[:n])
        if key in nom:
            return nom[key]
    return None
