"""Towns in the text: the nominative of what stands after `u`, and the town within a name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.extraction.meetings.sentences import Reading
from pipeline.language.folding import fold
from pipeline.language.morphology import analyze, first_name_gender, noun_forms
from pipeline.resources import read_table

_LONGEST = 3  # words of a town's name
_PLURAL_ENDINGS = {"mp": "ima", "fp": "ama"}  # locative of names that are plural only


@cache
def _nominatives() -> dict[str, str]:
    """Folded name to the name."""
    return {fold(row["place"]): row["place"] for row in _rows() if row["place"] not in _no_towns()}


@cache
def _locatives() -> dict[str, str]:
    """Folded locative to the name; undeclined names stand for themselves."""
    forms: dict[str, str] = {}
    for row in _rows():
        place, declension = row["place"], row["declension"]
        if _no_towns().get(place, "mountain") != "mountain":
            continue
        *before, last = place.split()
        if declension in ("m", "f", "n"):
            lasts = noun_forms(last, declension).get(("loc", "sg"), ())  # type: ignore[arg-type]
            if last.endswith("lac"):
                lasts = (*lasts, f"{last[:-3].removesuffix('o')}ocu")  # `u Stocu`
            if declension == "n" and any(reading.pos == "adj" for reading in analyze(last)):
                lasts = (*lasts, last[:-1] + "om")  # `u Visokom`
        elif declension.startswith("a"):
            lasts = (f"{last[:-1]}om",)  # `u Ljubuškom`
        elif declension in _PLURAL_ENDINGS:
            lasts = (last[:-1] + _PLURAL_ENDINGS[declension],)
        else:
            lasts = (last,)
        ending = "oj" if declension == "f" else "om"
        adjectives = [word[:-1] + ending if word[-1] in "aio" else word for word in before]
        if before and declension == "f":
            lasts = (*lasts, last[:-1] + "oj")  # `u Novoj Biloj`
        for form in lasts:
            forms[fold(" ".join([*adjectives, form]))] = place
        forms.setdefault(fold(place), place)
    return forms


@cache
def _no_towns() -> dict[str, str]:
    return {row["place"]: row["kind"] for row in read_table("pipeline.extraction.meetings", "no_towns.tsv", ("place", "kind"))}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    table = read_table("pipeline.extraction.organizations", "places.tsv", ("place", "declension"))
    return tuple(dict(row) for row in table)


def locative(reading: Reading, index: int, last: int) -> tuple[str, int] | None:
    """The town named by the words from `index` as after `u`, and the word after it."""
    if not reading.capital(index):
        return None
    for length in range(min(_LONGEST, last - index), 0, -1):
        town = _locatives().get(" ".join(reading.words[index : index + length]))
        if town is not None:
            return town, index + length
    return None


_SETTLEMENTS = frozenset({"naselju", "selu", "mjestu", "mestu", "zaseoku", "gradicu"})


def settlement(reading: Reading, index: int, last: int) -> tuple[str, int] | None:
    """The place behind its kind, in the nominative as such places stand there, and the word after it: `u naselju Kovači`."""
    end = index + 1
    while end < last and end - index <= _LONGEST and reading.capital(end) and reading.text[reading.starts[end]].isalpha():
        end += 1
    if reading.words[index] not in _SETTLEMENTS or end == index + 1:
        return None
    return reading.text[reading.starts[index + 1] : reading.ends[end - 1]], end


def visited(reading: Reading, verb: int, last: int) -> str | None:
    """The town that is visited, before the word `last`.

    So `posjetio je Gradačac`, `obišli su Tuzlu`, `boravila je u radnoj posjeti Tuzli`.
    """
    noun = False
    for index in range(verb + 1, min(verb + 7, last)):
        noun = noun or reading.words[index] in _VISIT
        if reading.capital(index):
            if noun:
                town = locative(reading, index, last)
                return town[0] if town else None
            for length in range(min(_LONGEST, last - index), 0, -1):
                words = reading.words[index : index + length]
                key = " ".join([*words[:-1], words[-1][:-1] + "a" if words[-1].endswith("u") else words[-1]])
                if key in _nominatives():
                    return _nominatives()[key]
            return None
        if reading.words[index] not in _BEFORE_VISITED and not (
            noun or reading.words[index + 1 : index + 2] in (["posjeti"], ["poseti"])
        ):
            return None
    return None


_VISIT = frozenset(["posjeti", "poseti", "posjetu", "posetu"])
_BEFORE_VISITED = frozenset(["je", "su", "i", "u", "danas", "jucer", "grad", "opcinu", "opstinu", *_VISIT])


def guessed_pair(first: str, second: str) -> str | None:
    """The nominative of an unknown place of two words, adjective and feminine noun (`Gučoj Gori` → `Guča Gora`)."""
    if not (first[:1].isupper() and second[:1].isupper() and first.endswith("oj")) or len(first) < 5:
        return None
    if second.endswith("oj"):
        return f"{first[:-2]}a {second[:-2]}a"  # `Novoj Biloj`
    locative = ("noun", "loc", "sg", "f")
    lemma = next((of.lemma for of in analyze(second) if (of.pos, of.case, of.number, of.gender) == locative), None)
    noun = f"{lemma[:1].upper()}{lemma[1:]}" if lemma else guessed(second)
    return f"{first[:-2]}a {noun}" if noun else None


def guessed(surface: str) -> str | None:
    """The nominative of a place that no table knows, from its locative (`Broduši` → `Broduša`); None where that is open.

    >>> guessed("Broduši"), guessed("Hadžićima"), guessed("Turbetu")
    ('Broduša', 'Hadžići', None)
    """
    capitalized = surface[:1].isupper() and surface[1:].islower()
    if len(surface) < 5 or not capitalized or analyze(surface) or first_name_gender(surface):
        return None
    for row in read_table("pipeline.extraction.meetings", "place_endings.tsv", ("locative", "nominative"), ordered=False):
        if surface.endswith(row["locative"]):
            return surface[: -len(row["locative"])] + row["nominative"]
    return None


def of_name(name: str) -> str | None:
    """The town with which a name ends: `Općinsko vijeće Jablanica`, `Filozofski fakultet u Tuzli`."""
    words = fold(name).replace('"', " ").split()
    for length in range(_LONGEST, 0, -1):
        town = _nominatives().get(" ".join(words[-length:]))
        if town is not None and len(words) > length:
            return town
    for length in range(_LONGEST, 0, -1):
        if len(words) > length + 1 and words[-length - 1] == "u" and (town := _locatives().get(" ".join(words[-length:]))):
            return town
    return None


def anywhere(reading: Reading, first: int, last: int) -> str | None:
    """The first town that the words name, in the nominative or after `u`, `na`."""
    for index in range(first, last):
        if not reading.capital(index):
            continue
        located = index > first and reading.words[index - 1] in ("u", "na")
        for length in range(min(_LONGEST, last - index), 0, -1):
            key = " ".join(reading.words[index : index + length])
            town = _nominatives().get(key) or (_locatives().get(key) if located else None)
            if town is not None:
                return town
    return None


def alone(line: str) -> str | None:
    """The town that a line names and nothing else but its postal code: `NOVI TRAVNIK`, `72290 Novi Travnik`."""
    return _nominatives().get(" ".join(fold(line).removeprefix("bih").strip(" .,-0123456789").split()))


def of_local_community(names: Iterable[str], surface: str) -> str | None:
    """The village that `u` and `surface` mean, if one of the names is that of its local community: `MZ Ravna`, `u Ravnoj`."""
    for name in names:
        *before, village = name.split() or [""]
        if not (before and _LOCAL_COMMUNITY & {fold(word) for word in before} and surface[:1].isupper() and len(village) > 3):
            continue
        stem = village[:-1] if village[-1] in "aeio" else village
        if surface.startswith(stem) and surface[len(stem) :] in _LOCATIVE_ENDINGS:
            return village
    return None


_LOCAL_COMMUNITY = frozenset({"mz", "zajednica", "zajednice"})
_LOCATIVE_ENDINGS = ("i", "u", "oj", "om", "ima", "ama")


def nominative(text: str) -> str | None:
    """The town with which a dateline starts."""
    words = fold(text).replace(",", " ").split()
    for length in range(_LONGEST, 0, -1):
        town = _nominatives().get(" ".join(words[:length]))
        if town is not None:
            return town
    return None
