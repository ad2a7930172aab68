"""Names of persons: first name and surname in the nominative, from any case form and order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.language.folding import fold
from pipeline.language.morphology import tables
from pipeline.language.morphology.nouns import noun_forms

PersonGender = Literal["m", "f"]
_UNFIT = 12  # cost of a case that the words around do not allow
_SURNAME_CASES = ("nom", "gen", "dat", "acc", "ins")
_ADJECTIVAL = {"og": "gen", "oga": "gen", "om": "dat", "ome": "dat", "omu": "dat", "im": "ins"}
_SOFTENED = {"c": "k", "z": "g", "s": "h"}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the nominative.

    Attributes:
        first: first name or names, or initials.
        last: surname, both parts of a double one.
        gender: m, f or None where nothing tells.
        surname_first: whether the text has the surname first.
    """

    first: str
    last: str
    gender: PersonGender | None
    surname_first: bool


@dataclass(frozen=True, slots=True)
class _FirstName:
    """A reading of a form of a first name."""

    name: str
    gender: PersonGender
    case: str


# --- first names


def _forms_of_first_name(name: str, gender: PersonGender) -> Iterator[tuple[str, str]]:
    """Forms and cases of a first name."""
    last = name[-1]
    if gender == "f":
        if last != "a":
            for case in _SURNAME_CASES:
                yield name, case
            return
        for ending, case in (("a", "nom"), ("e", "gen"), ("i", "dat"), ("u", "acc"), ("om", "ins")):
            yield name[:-1] + ending, case
        if name.endswith("ka"):
            yield name[:-2] + "ci", "dat"
        return
    if last == "a":
        for ending, case in (("a", "nom"), ("e", "gen"), ("i", "dat"), ("u", "acc"), ("om", "ins")):
            yield name[:-1] + ending, case
        return
    yield name, "nom"
    if last in "oe" and not name.endswith("io"):
        stem = name[:-1]
        for ending, case in (
            ("a", "gen"), ("a", "acc"), ("u", "dat"), ("om", "ins"), ("em", "ins"),
            ("e", "gen"), ("i", "dat"), ("u", "acc"),
        ):  # fmt: skip
            if (stem + ending, case) != (name, "gen"):
                yield stem + ending, case
        if last == "e":
            yield name, "gen"
            for ending, case in (("ta", "gen"), ("ta", "acc"), ("tu", "dat"), ("tom", "ins")):
                yield name + ending, case
        return
    for (case, number), forms in noun_forms(name, "m", animate=True).items():
        if number == "sg" and case in _SURNAME_CASES and case != "nom":
            for form in forms:
                yield form, case


@lru_cache(maxsize=1)
def _first_names() -> Mapping[str, tuple[_FirstName, ...]]:
    """Lower-case form → readings, with diacritics."""
    forms: dict[str, list[_FirstName]] = {}
    for name, genders in tables.first_names().items():
        for gender in genders:
            for form, case in _forms_of_first_name(name, gender):  # type: ignore[arg-type]
                readings = forms.setdefault(form.lower(), [])
                reading = _FirstName(name, gender, case)  # type: ignore[arg-type]
                if reading not in readings:
                    readings.append(reading)
    return {form: tuple(readings) for form, readings in forms.items()}


@lru_cache(maxsize=1)
def _folded_first_names() -> Mapping[str, tuple[_FirstName, ...]]:
    """The same by folded form, for text without diacritics: the name is folded too, it stays as written."""
    forms: dict[str, list[_FirstName]] = {}
    for form, readings in _first_names().items():
        key = fold(form)
        if key != form:
            for of in readings:
                bare = _FirstName(_without_diacritics(of.name), of.gender, of.case)
                if bare not in forms.setdefault(key, []):
                    forms[key].append(bare)
    return {form: tuple(readings) for form, readings in forms.items()}


def _without_diacritics(name: str) -> str:
    return "".join(fold(char).upper() if char.isupper() else fold(char) for char in name)


@lru_cache(maxsize=32768)
def _readings(word: str) -> tuple[_FirstName, ...]:
    if not word[:1].isupper():
        return ()
    lower = word.lower()
    return _first_names().get(lower) or _folded_first_names().get(lower, ())


def first_name_gender(word: str) -> Literal["m", "f", "mf"] | None:
    """The gender of a first name in any case form; None for a word that is none, or is written in lower case.

    >>> first_name_gender("Mustafom"), first_name_gender("Emini"), first_name_gender("Tuzla")
    ('m', 'f', None)
    """
    genders = {of.gender for of in _readings(word)}
    if not genders:
        return None
    return "mf" if len(genders) == 2 else next(iter(genders))


# --- surnames


def _looks_like_surname(word: str) -> bool:
    folded = fold(word)
    return len(folded) > 4 and folded.endswith(("ic", "ica", "icu", "icem")) and not first_name_gender(word)


def _surname_readings(word: str, gender: PersonGender) -> Iterator[tuple[str, str]]:
    """Nominatives and cases that one part of a surname may have; the likeliest first."""
    lower = word.lower()
    folded = fold(lower)
    yield word, "nom"
    if gender == "f":
        for case in _SURNAME_CASES[1:]:
            yield word, case
        for ending, case in (("oj", "dat"), ("om", "ins")):
            if folded.endswith(("sk" + ending, "ck" + ending)):
                yield word[:-2] + "a", case
        yield from _in_a(word)
        return
    if folded.endswith(("ski", "cki")):
        for case in _SURNAME_CASES[1:]:
            yield word, case
    for ending, case in _ADJECTIVAL.items():
        if folded.endswith(("sk" + ending, "ck" + ending)):
            yield word[: -len(ending)] + "i", case
            return
    for ending, case in (("em", "ins"), ("om", "ins"), ("a", "gen"), ("a", "acc"), ("u", "dat")):
        if lower.endswith(ending) and len(word) > len(ending) + 2:
            yield _closed(word[: -len(ending)]), case
    yield from _in_a(word)
    for ending, case in (("a", "gen"), ("a", "acc"), ("u", "dat"), ("e", "gen"), ("i", "dat"), ("om", "ins")):
        if lower.endswith(ending) and len(word) > 3:
            yield word[: -len(ending)] + "o", case


def _closed(stem: str) -> str:
    """The nominative of a stem that lost its vowel: `Perk` + `Petr` → `Petar`; others stay."""
    for ending, nominative in (("vc", "vac"), ("nc", "nac"), ("lc", "lac"), ("pc", "bac"), ("šk", "šak"), ("tr", "tar"), ("rc", "rac")):
        if stem.lower().endswith(ending):
            return stem[:-2] + nominative
    return stem


def _in_a(word: str) -> Iterator[tuple[str, str]]:
    """Surnames in -a: `Zelenike`, `Zelenici`, `Memiju`, `Memijom`."""
    lower = word.lower()
    if len(word) < 4:
        return
    for ending, case in (("e", "gen"), ("i", "dat"), ("u", "acc"), ("om", "ins")):
        if lower.endswith(ending):
            stem = word[: -len(ending)]
            if case == "dat" and stem[-1:] in _SOFTENED and stem.lower().endswith(("ic", "oz", "ec")):
                stem = stem[:-1] + _SOFTENED[stem[-1]]
            yield stem + "a", case


def _surname(parts: Sequence[str], gender: PersonGender, case: str) -> tuple[str, int] | None:
    """The surname in the nominative if its parts may stand in the case, and how well they fit (0 best)."""
    made: list[str] = []
    cost = 0
    declined = 0
    pieces_in_all = sum(len(part.split("-")) for part in parts)
    for part in parts:
        pieces: list[str] = []
        for piece in part.split("-"):
            options = [base for base, of in _surname_readings(piece, gender) if of == case] if piece else [piece]
            declined += bool(options)
            if not options:
                if pieces_in_all == 1:
                    return None
                options = [piece]  # of a double surname often only one part is declined
            base = min(options, key=lambda option: _plausibility(option, piece, gender, case))
            cost += _plausibility(base, piece, gender, case)
            pieces.append(base)
        made.append("-".join(pieces))
    return (" ".join(made), cost) if declined else None


_FINAL_CLUSTERS = ("st", "št", "zd", "rt", "rd", "nt", "nd", "lj", "nj", "dž", "rk", "lk", "ks", "rs", "rg", "rc", "lt", "lc", "jk", "jn", "rm", "rn", "rl", "rž")
_NAMES_IN_A = ("ija", "ika", "aga", "oša", "uša", "ača", "ulja", "ovica")


def _plausibility(base: str, word: str, gender: PersonGender, case: str) -> int:
    """The lower the better: a surname in -ić, one that did not have to be changed."""
    lower, folded = base.lower(), fold(base)
    if folded.endswith("ic") and not folded.endswith("iic"):
        return 0
    # `Amir Hadžića` is no nominative, `Alije Hadžića` no woman
    declined = base == word and len(word) > 5 and folded.endswith(("ica", "icu", "icem"))
    if gender == "f":
        if declined:
            return 30 if lower.endswith(("ića", "iću", "ićem")) else 8
        if base != word:
            return 3 if lower.endswith((*_NAMES_IN_A, "ska", "čka")) else 5
        return _undeclined(lower)
    if case == "nom":
        return 30 if declined else 1
    if lower.endswith(_NAMES_IN_A) or lower.endswith("ski"):
        return 1
    if lower[-1:] not in "aeiou" and lower[-2:-1] not in "aeiou" and not lower.endswith(_FINAL_CLUSTERS):
        return 9  # no word ends so: `Bukvom` is of Bukva
    if lower.endswith("o"):
        return 3 if lower.endswith("ko") and lower[-3:-2] not in "aeiou" else 6
    return 2 if lower[-1:] not in "aeiou" else 4


def _undeclined(surname: str) -> int:
    """How unlikely a woman's surname has this ending: `Hemona`, `Hemonu` is rather a man's in another case."""
    if surname.endswith(("u", "om", "em", "og", "im", "skoj", "čkoj")):
        return 9
    if surname.endswith(("e", "i")) and not surname.endswith(("ski", "čki")):
        return 6
    return 5 if surname.endswith("a") and not surname.endswith((*_NAMES_IN_A, "ska", "čka")) else 0


# --- whole names


def person_name(
    words: Sequence[str], *, gender: PersonGender | None = None, cases: Collection[str] | None = None
) -> PersonName:
    """The name in the nominative, first name first: the likeliest of `person_names`.

    >>> person_name(["Mešom", "Selimovićem"])
    PersonName(first='Meša', last='Selimović', gender='m', surname_first=False)
    >>> person_name(["KULENOVIĆ", "Skender"]).surname_first
    True
    """
    return person_names(words, gender=gender, cases=cases)[0][1]


def person_names(
    words: Sequence[str], *, gender: PersonGender | None = None, cases: Collection[str] | None = None
) -> list[tuple[float, PersonName]]:
    """The ways to read a name, in the nominative and first name first, with their cost (the lower the likelier), the likeliest first.

    First name and surname must stand in one case, where a woman's surname does not change: so `Ivom Andrićem` is Ivo, `Amira Hadžića`
    is Amir and `Amira Hadžić` is Amira.

    Args:
        words: the words of the name as they stand in the text; initials with their stop.
        gender: if the text tells it.
        cases: in which the name can stand, if the text tells it (`sa` asks for the instrumental).

    Raises:
        ValueError: if there are no words.
    """
    if not words:
        raise ValueError("a name has at least one word")
    words = [word for word in words if word] or [""]
    if len(words) == 1:
        return [(0, PersonName("", _capitalized(words[0]), gender, False))]
    surname_first = _is_surname_first(words)
    plain = [_capitalized(word) for word in words]
    if surname_first:
        count = _first_names_at_end(plain)
        plain = [*plain[-count:], *plain[:-count]]
    count = _first_names_at_start(plain)
    costs: dict[PersonName, float] = {}
    for cost, first, last, found, case in _hypotheses(plain[:count], plain[count:], gender):
        name = PersonName(first, last, found, surname_first)
        unfit = _UNFIT if cases and case and case not in cases else 0
        costs[name] = min(costs.get(name, cost + unfit), cost + unfit)
    return sorted(((cost, name) for name, cost in costs.items()), key=lambda entry: entry[0])


def _capitalized(word: str) -> str:
    """`SELIMOVIĆ` → `Selimović`; initials and words that are written as names stay."""
    if len(word) < 3 or not word.isupper() or "." in word:
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def _is_surname_first(words: Sequence[str]) -> bool:
    first, last = words[0], words[-1]
    shouted = [len(word) > 2 and word.isupper() for word in words]
    if shouted[0] and not any(shouted[1:]):
        return True
    if shouted[-1] and not shouted[0]:
        return False
    one, other = _capitalized(first), _capitalized(last)
    if one.endswith("."):
        return False
    if other.endswith("."):
        return True
    if first_name_gender(one):
        return False
    if _looks_like_surname(other):
        return False
    return bool(first_name_gender(other)) or _looks_like_surname(one)


def _first_names_at_start(words: Sequence[str]) -> int:
    """How many of the words are first names: at least one, and at least one word stays for the surname."""
    count = 1
    while count < len(words) - 1 and (words[count].endswith(".") or _is_first_name(words[count])):
        count += 1
    return count


def _is_first_name(word: str) -> bool:
    return first_name_gender(word) is not None and not _looks_like_surname(word)


def _first_names_at_end(words: Sequence[str]) -> int:
    count = 1
    while count < len(words) - 1 and _is_first_name(words[-count - 1]):
        count += 1
    return count


def _hypotheses(
    firsts: Sequence[str], lasts: Sequence[str], gender: PersonGender | None
) -> Iterator[tuple[float, str, str, PersonGender | None, str]]:
    """Cost, first name, surname, gender and case (empty where nothing tells) of each way to read the name."""
    main = next((word for word in firsts if not word.endswith(".")), None)
    yield 100, " ".join(firsts), " ".join(lasts), gender, ""
    if main is None:
        yield from _with_initials(firsts, lasts, gender)
        return
    readings = _first_name_readings(main)
    for reading in readings:
        if gender is not None and reading.gender != gender:
            continue
        surname = _surname(lasts, reading.gender, reading.case)
        if surname is None:
            continue
        last, cost = surname
        names = [reading.name if word == main else _second_name(word, reading) for word in firsts]
        oblique = 0 if reading.case == "nom" else 1
        yield cost + _cost_of_name(main, reading) + oblique, " ".join(names), last, reading.gender, reading.case
    for reading in readings:  # `Jusić Vedadu`: only the first name is declined
        if reading.gender in (gender or "mf") and _readings(main):
            names = [reading.name if word == main else _second_name(word, reading) for word in firsts]
            yield 40 + (reading.gender == "f"), " ".join(names), " ".join(lasts), reading.gender, reading.case


def _cost_of_name(word: str, reading: _FirstName) -> float:
    """Nothing for a known name that is likelier than the others with this form.

    Unknown ones are seldom nominatives in -e, -i, -om (`Amre Babić`); `Marka` is rather Marko than Mark, `Ivana` rather Ivan than
    Ivano, `Ante` rather Ante than Anta.
    """
    if not _readings(word):
        return 12 if reading.case == "nom" and word.lower().endswith(("e", "i", "om", "em")) else 8
    if reading not in _readings(word):
        return 3
    if reading.case == "nom" or reading.gender == "f":
        return 0
    name = reading.name.lower()
    if name.endswith("o"):
        return 0 if len(name) < 5 or name.endswith(("ko", "io")) else 0.5
    return {"e": 0, "a": 0.2}.get(name[-1], 0.3)


def _with_initials(
    firsts: Sequence[str], lasts: Sequence[str], gender: PersonGender | None
) -> Iterator[tuple[float, str, str, PersonGender | None, str]]:
    """An initial tells no case: only a surname that is clearly declined is put in the nominative (`M. Selimovića`)."""
    last = lasts[-1]
    folded = fold(last)
    first = " ".join(firsts)
    if len(folded) > 5 and gender != "f":
        for ending, length in (("ica", 1), ("icu", 1), ("icem", 2), ("nom", 2), ("rom", 2), ("kom", 2), ("lom", 2)):
            if folded.endswith(ending):
                yield 1, first, " ".join([*lasts[:-1], last[:-length]]), "m", ""
                return
    yield 2, first, " ".join(lasts), gender, ""


def _second_name(word: str, main: _FirstName) -> str:
    of_case = [of for of in _readings(word) if of.gender == main.gender and of.case == main.case]
    return of_case[0].name if of_case else word


def _first_name_readings(word: str) -> list[_FirstName]:
    before, hyphen, last = word.rpartition("-")
    if hyphen and before and last:
        return [
            _FirstName(f"{_matching(_first_name_readings(before), of)}-{of.name}", of.gender, of.case)
            for of in _first_name_readings(last)
        ]
    known = list(_readings(word))
    if not known:
        return list(_guessed_first_names(word))
    if word.endswith("a") and all(of.gender == "m" and of.case != "nom" for of in known):
        known.append(_FirstName(word, "f", "nom"))  # the woman's name that the list lacks beside `Amil`
    return known


def _matching(readings: list[_FirstName], last: _FirstName) -> str:
    """The name before a hyphen: in the same case (`Ana-Mariji`), or in the nominative (`Safvet-bega`)."""
    for case in (last.case, "nom"):
        for of in readings:
            if (of.gender, of.case) == (last.gender, case):
                return of.name
    return readings[0].name if readings else ""


def _guessed_first_names(word: str) -> Iterator[_FirstName]:
    """Readings of a first name that no list has: men's end in a consonant, women's in -a."""
    lower = word.lower()
    if lower[-1] not in "aeiou":
        yield _FirstName(word, "m", "nom")
    elif lower[-1] == "a":
        yield _FirstName(word, "f", "nom")
    if len(word) < 4:
        return
    for ending, case in (("a", "gen"), ("a", "acc"), ("u", "dat"), ("om", "ins"), ("em", "ins")):
        if lower.endswith(ending):
            stem = word[: -len(ending)]
            yield _FirstName(stem + "o" if stem.endswith("k") and stem[-2] not in "aeiou" else stem, "m", case)
    for ending, case in (("e", "gen"), ("i", "dat"), ("u", "acc"), ("om", "ins")):
        if lower.endswith(ending):
            yield _FirstName(word[: -len(ending)] + "a", "f", case)
    if lower[-1] in "oei":
        yield _FirstName(word, "m", "nom")
