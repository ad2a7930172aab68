"""Names of persons: first name and surname in the nominative, from any case form and order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from pipeline.language.folding import fold
from pipeline.language.morphology import tables
from pipeline.language.morphology.nouns import noun_forms

PersonGender = Literal["m", "f"]
_UNFIT = 12  # cost of a case that the words around do not allow
_SURNAME_CASES = ("nom", "gen", "dat", "acc", "ins")
_ADJECTIVAL = {"og": "gen", "oga": "gen", "om": "dat", "ome": "dat", "omu": "dat", "im": "ins"}
_ENDINGS = (("em", "ins"), ("om", "ins"), ("a", "gen"), ("a", "acc"), ("u", "dat"))
_ENDINGS_IN_A = (("e", "gen"), ("i", "dat"), ("u", "acc"), ("om", "ins"))
_SOFT = ("č", "ć", "š", "ž", "đ", "j", "c")
_SOFTENED = {"c": "k", "z": "g", "s": "h"}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the nominative.

    Attributes:
        first: first name or names, or initials.
        last: surname, both parts of a double one.
        gender: m, f or None where nothing tells.
        surname_first: whether the text has the surname first.
        case: in which the name stands in the text, as read; empty where nothing tells.
    """

    first: str
    last: str
    gender: PersonGender | None
    surname_first: bool
    case: str = field(default="", repr=False, compare=False)


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
            if last == "e":  # `Nadini Keller`
                for ending, case in _ENDINGS_IN_A[1:]:
                    yield name[:-1] + ending, case
            return
        for ending, case in (("a", "nom"), *_ENDINGS_IN_A):
            yield name[:-1] + ending, case
        if name.endswith("ka"):
            yield name[:-2] + "ci", "dat"
        return
    if last == "a":
        for ending, case in (("a", "nom"), *_ENDINGS_IN_A):
            yield name[:-1] + ending, case
        return
    yield name, "nom"
    if name.endswith("io"):  # `Maria`, `Mariju`
        yield from ((name[:-1] + ending, case) for ending, case in _ENDINGS)
    if (
        name.endswith("ko") and len(name) > 5 and sum(letter in "aeiou" for letter in name.lower()) > 2
    ):  # `Radojka`, never `Radojke`
        for ending, case in _ENDINGS:
            if ending != "em":
                yield name[:-1] + ending, case
        return
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
    if name.endswith("itar"):  # `Mitra`, `Dmitru`
        yield from ((name[:-2] + "r" + ending, case) for ending, case in _ENDINGS)
    for (case, number), forms in noun_forms(name, "m", animate=True).items():
        if number == "sg" and case in _SURNAME_CASES and case != "nom":
            for form in forms:
                yield form, case


_BEGINNING = 2  # letters in which the forms of a first name are alike, except of a short one (`Ici`, dative of `Ika`)
_SHORT = 4


@lru_cache(maxsize=1)
def _names_by_beginning() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Folded first letters → first names and their genders."""
    names: dict[str, list[tuple[str, str]]] = {}
    for name, genders in tables.first_names().items():
        beginnings = {fold(name[:_BEGINNING])}
        if len(name) <= _SHORT:
            for gender in genders:
                beginnings |= {fold(form[:_BEGINNING]) for form, _ in _forms_of_first_name(name, gender)}  # type: ignore[arg-type]
        for beginning in beginnings:
            names.setdefault(beginning, []).append((name, genders))
    return names


@cache
def _first_names(beginning: str) -> tuple[Mapping[str, tuple[_FirstName, ...]], Mapping[str, tuple[_FirstName, ...]]]:
    """The readings of the forms of the first names that begin so, made when the first word is met that does.

    Returns:
        By the form in lower case; and by its folded form where that is another, for text without diacritics: the name is folded
        too, it stays as written.
    """
    forms: dict[str, list[_FirstName]] = {}
    for name, genders in _names_by_beginning()[beginning]:
        for gender in genders:
            for form, case in _forms_of_first_name(name, gender):  # type: ignore[arg-type]
                readings = forms.setdefault(form.lower(), [])
                reading = _FirstName(name, gender, case)  # type: ignore[arg-type]
                if reading not in readings:
                    readings.append(reading)
    folded: dict[str, list[_FirstName]] = {}
    for form, readings in forms.items():
        key = fold(form)
        if key != form:
            for of in readings:
                bare = _FirstName(_without_diacritics(of.name), of.gender, of.case)
                if bare not in folded.setdefault(key, []):
                    folded[key].append(bare)
    return {form: tuple(of) for form, of in forms.items()}, {form: tuple(of) for form, of in folded.items()}


def _without_diacritics(name: str) -> str:
    return "".join(fold(char).upper() if char.isupper() else fold(char) for char in name)


@lru_cache(maxsize=4096)
def _readings(word: str) -> tuple[_FirstName, ...]:
    if not word[:1].isupper():
        return ()
    lower = word.lower()
    beginning = fold(lower[:_BEGINNING])
    if beginning not in _names_by_beginning():
        return ()
    exact, folded = _first_names(beginning)
    return exact.get(lower) or folded.get(lower, ())


def first_name_gender(word: str) -> Literal["m", "f", "mf"] | None:
    """The gender of a first name in any case form; None for a word that is none, or is written in lower case.

    >>> first_name_gender("Mustafom"), first_name_gender("Emini"), first_name_gender("Tuzla")
    ('m', 'f', None)
    """
    genders = {of.gender for of in _readings(word)}
    if not genders and "-" in word:
        return first_name_gender(word.rpartition("-")[2])
    if not genders:
        return None
    return "mf" if len(genders) == 2 else next(iter(genders))


@lru_cache(maxsize=4096)
def is_first_name(word: str) -> bool:
    """Whether a word may be a form of a first name of the list."""
    return first_name_gender(word) is not None


@lru_cache(maxsize=1024)
def first_name_nominatives(word: str) -> tuple[str, ...]:
    """The first names of the list that a word may be a form of.

    >>> first_name_nominatives("Mustafom"), first_name_nominatives("Tuzla")
    (('Mustafa',), ())
    """
    return tuple(dict.fromkeys(of.name for of in _readings(word)))


# --- surnames


def _looks_like_surname(word: str) -> bool:
    folded = fold(word)
    return len(folded) > 4 and folded.endswith(("ic", "ica", "icu", "icem")) and not first_name_gender(word)


def _surname_readings(word: str, gender: PersonGender) -> Iterator[tuple[str, str]]:
    """Nominatives and cases that one part of a surname may have; the likeliest first."""
    folded = fold(word.lower())
    yield word, "nom"
    if gender == "f" or folded.endswith(("ski", "cki")):
        for case in _SURNAME_CASES[1:]:
            yield word, case
    if gender == "f":
        for ending, case in (("oj", "dat"), ("om", "ins")):
            if folded.endswith(("sk" + ending, "ck" + ending)):
                yield word[:-2] + "a", case
        yield from _in_a(word)
        return
    for ending, case in _ADJECTIVAL.items():
        if folded.endswith(("sk" + ending, "ck" + ending)):
            yield word[: -len(ending)] + "i", case
            return
    yield from _masculine_surnames(word)


def _masculine_surnames(word: str) -> Iterator[tuple[str, str]]:
    """What a man's surname in an oblique case may be: `Papku` of Papak or Papko, `Lastom` of Last, Lasta or Lasto."""
    lower = word.lower()
    for ending, case in _ENDINGS:
        if lower.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            for base in _closed(stem):
                yield base, case
            if len(stem) > 3 and stem.endswith(("ij", "yj")):
                yield stem[:-1], case
    for ending in ("og", "om", "ome", "ym", "im"):
        if lower.endswith(ending) and len(word) > len(ending) + 4 and fold(lower[-len(ending) - 1]) in "nhk":
            yield word[: -len(ending)] + "y", _ADJECTIVAL.get(ending, "ins")
    yield from _in_a(word)
    for ending, case in (*_ENDINGS[1:], *_ENDINGS_IN_A):
        if lower.endswith(ending) and len(word) > 3:
            yield word[: -len(ending)] + "o", case


def _closed(stem: str) -> Iterator[str]:
    """The nominatives of a stem: itself, or with the vowel that it lost (`Petr` → Petar, `Klisc` → Klisac, `Vrapc` → Vrabac)."""
    lower = stem.lower()
    if len(lower) > 2 and lower[-1] in "ckrl" and lower[-2] not in "aeiou":
        before = "b" if lower[-2:] == "pc" else stem[-2]
        yield f"{stem[:-2]}{before}a{stem[-1]}"
        if lower[-1] == "c":
            yield f"{stem[:-2]}{before}e{stem[-1]}"
    yield stem


def _in_a(word: str) -> Iterator[tuple[str, str]]:
    """Surnames in -a: `Zelenike`, `Zelenici`, `Memiju`, `Memijom`."""
    lower = word.lower()
    if len(word) < 4:
        return
    for ending, case in _ENDINGS_IN_A:
        if lower.endswith(ending):
            stem = word[: -len(ending)]
            yield stem + "a", case
            if case == "dat" and stem[-1:] in _SOFTENED:
                yield stem[:-1] + _SOFTENED[stem[-1]] + "a", case


def _surname(parts: Sequence[str], gender: PersonGender, case: str) -> tuple[str, float] | None:
    """The surname in the nominative if its parts may stand in the case, and how well they fit (0 best)."""
    made: list[str] = []
    cost: float = 0
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
                cost += _UNDECLINED
            base = min(options, key=lambda option: _plausibility(option, piece, gender, case))
            cost += _plausibility(base, piece, gender, case)
            pieces.append(base)
        made.append("-".join(pieces))
    return (" ".join(made), cost) if declined else None


def _surnames(parts: Sequence[str], gender: PersonGender, case: str) -> Iterator[tuple[str, float]]:
    """The nominatives that the surname may have in the case, each with its cost."""
    if len(parts) != 1 or "-" in parts[0]:
        whole = _surname(parts, gender, case)
        if whole is not None:
            yield whole
        return
    for base, of in dict.fromkeys(_surname_readings(parts[0], gender)):
        if of == case:
            yield base, _plausibility(base, parts[0], gender, case)


_UNDECLINED = 4  # cost of a part of a double surname that stays as it is
_FINAL_CLUSTERS = (
    "ck", "dž", "ff", "jc", "jk", "jn", "ks", "lc", "lf", "lj", "lk", "ll", "lm", "lt", "mp", "nc", "nd",
    "ng", "nj", "nk", "nn", "nt", "rb", "rc", "rd", "rf", "rg", "rh", "rk", "rl", "rm", "rn", "rs", "rt",
    "rz", "rč", "rš", "rž", "ss", "st", "tt", "zd", "št", "žd",
)  # fmt: skip
_NAMES_IN_A = ("ija", "ika", "aga", "oša", "uša", "ača", "ulja", "ica", "ota", "ara", "una", "ava", "elja", "aja", "uka")
_NAMES_IN_O = ("alo", "ilo", "elo", "ulo", "aro", "jko", "ško", "nko", "žo", "šo", "čo", "ćo", "đo", "džo")


@lru_cache(maxsize=1)
def _known_surnames() -> frozenset[str]:
    return frozenset(name.lower() for name in tables.words("surnames.tsv", "surname"))


@lru_cache(maxsize=1024)
def surname_nominatives(word: str) -> frozenset[str]:
    """All nominatives that the form of a man's surname may have.

    >>> sorted(surname_nominatives("Drakule"))
    ['Drakula', 'Drakule', 'Drakulo']
    """
    return frozenset(base for base, _ in _surname_readings(word, "m"))


@lru_cache(maxsize=1024)
def is_surname(word: str) -> bool:
    """Whether the word may be a form of a surname that the list has.

    >>> is_surname("Zelenikom"), is_surname("Drakula")
    (True, True)
    """
    return any(base.lower() in _known_surnames() for base in surname_nominatives(word))


def is_known_surname(name: str) -> bool:
    """Whether the list has this surname, given in the nominative."""
    return name.lower() in _known_surnames()


@lru_cache(maxsize=1024)
def _shape(base: str) -> float:
    """How unlikely a surname looks like this in the nominative: known ones and -ić first, words that no name ends in last."""
    lower = base.lower()
    if lower.endswith("ić") or lower in _known_surnames():
        return 0
    if lower.endswith(("ski", "čki")) or (lower.isascii() and lower.endswith("ic")):
        return 0.5
    if lower in tables.nouns() or lower in tables.first_names():
        return 1
    if lower.endswith("e") and f"{lower[:-1]}a".endswith(_NAMES_IN_A):
        return 8  # `Maglajlije` is of Maglajlija
    if lower.endswith(("ua", "oa", "ea", "éa", "aa")):
        return 6
    if lower[-1:] == "a":
        return 2.5 if lower.endswith(_NAMES_IN_A) else 3
    if lower[-1:] == "o" and lower[-2:-1] not in "aei":
        return 1.5 if lower.endswith(("nko", "jko")) else 2.5 if lower.endswith(_NAMES_IN_O) else 3.2
    if lower[-1:] in "aeiouy":
        return 3 if lower.endswith(("i", "y", "au", "ou")) else 4
    if lower.endswith(("ij", "ićo")):
        return 20 if lower.endswith("o") else 5
    if lower[-2:-1] not in "aeiou" and not lower.endswith(_FINAL_CLUSTERS):
        return 9  # no word ends so: `Bukvom` is of Bukva
    if lower.endswith(("ac", "ak", "ar", "an", "in", "aš", "ov", "ev", "ec")):
        return 1.8
    return 2


def _plausibility(base: str, word: str, gender: PersonGender, case: str) -> float:
    """The lower the better: a surname in -ić, one that did not have to be changed."""
    lower, folded = base.lower(), fold(base)
    # `Amir Hadžića` is no nominative, `Alije Hadžića` no woman
    if base == word and len(word) > 5 and folded.endswith(("ica", "icu", "icem")) and lower not in _known_surnames():
        return 30 if lower.endswith(("ića", "iću", "ićem")) else 8
    if len(word) > 5 and lower.endswith("ića"):
        return 30
    if gender == "f":
        return _shape(base) + 2 if base != word else _undeclined(lower)
    if base == word:
        return 0.2 + _shape(base) / 2 if case == "nom" else 1
    if word.lower().endswith(("om", "em")) and lower[-1] not in "aoiy":
        soft = base.lower().endswith((*_SOFT, "lj", "nj"))
        return _shape(base) + (0 if soft == word.lower().endswith("em") else 3)
    return _shape(base)


def _undeclined(surname: str) -> float:
    """How unlikely a woman's surname has this ending: `Hemona`, `Hemonu` is rather a man's in another case."""
    if surname in _known_surnames():
        return 0
    if surname.endswith(("u", "om", "em", "og", "im", "ym", "skoj", "čkoj")):
        return 9
    if surname.endswith(("e", "i")) and not surname.endswith(("ski", "čki")):
        return 6
    if surname.endswith("a") and not surname.endswith(("ska", "čka")):
        return 2.5 if surname in tables.nouns() or surname.endswith("ija") else 4 if surname.endswith(_NAMES_IN_A) else 5
    return 0


# --- whole names


def person_name(words: Sequence[str], *, gender: PersonGender | None = None, cases: Collection[str] | None = None) -> PersonName:
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
    """The ways to read a name, in the nominative and first name first, with their cost, the likeliest (the lowest) first.

    First name and surname must stand in one case, where a woman's surname does not change: so `Ivom Andrićem` is Ivo,
    `Amira Hadžića` is Amir and `Amira Hadžić` is Amira.

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
        name = PersonName(first, last, found, surname_first, case)
        unfit = _UNFIT if cases and case and case not in cases else 0
        if name not in costs or cost + unfit < costs[name]:
            costs.pop(name, None)
            costs[name] = cost + unfit
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
    return is_first_name(word) and not _looks_like_surname(word)


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
        names = [reading.name if word == main else _second_name(word, reading) for word in firsts]
        beside = _cost_of_name(main, reading) + (0 if reading.case == "nom" else 1) + _foreign_spelling(reading, lasts)
        for last, cost in _surnames(lasts, reading.gender, reading.case):
            yield cost + beside, " ".join(names), last, reading.gender, reading.case
    for reading in readings:  # `Jusić Vedadu`: only the first name is declined
        if reading.gender in (gender or "mf") and _readings(main):
            names = [reading.name if word == main else _second_name(word, reading) for word in firsts]
            yield 40 + (reading.gender == "f"), " ".join(names), " ".join(lasts), reading.gender, reading.case


def _foreign_spelling(reading: _FirstName, lasts: Sequence[str]) -> float:
    """How unlikely a woman's nominative in -e is beside a local surname: `Sabine Ćudić` is of Sabina, `Sabine Keller` is not."""
    if reading.gender != "f" or reading.case != "nom" or not reading.name.endswith("e"):
        return 0
    local = any(fold(part).endswith("ic") or part.lower() in _known_surnames() for last in lasts for part in last.split("-"))
    return _FOREIGN_SPELLING if local and f"{reading.name[:-1]}a" in tables.first_names() else 0


_FOREIGN_SPELLING = 1.6


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
    may_end_so = name[-1] in "eo" and not name.endswith("je") and word[-1] in "aum"
    shorter = may_end_so and name[:-1].capitalize() in tables.first_names()
    if shorter and len(name) < 5:
        return 0.6  # `Vida` is rather of Vid than of Vide, `Vuka` of Vuk than of Vuko
    if name.endswith("ilo"):
        return 0.2  # `Danila` is rather of Danilo than of Danil
    if name.endswith("ko") and name[-3] not in "aeiou" and word[-1] in "ei":
        return 1.5  # `Salki` of Salko, but `Branki` of Branka
    if name.endswith("o"):
        if name.endswith("đo"):
            return 1  # `Đorđa` is of Đorđe
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
        known = [base for base in surname_nominatives(last) if base.lower() in _known_surnames()]
        if known and last.lower() not in _known_surnames():
            yield 1, first, " ".join([*lasts[:-1], min(known)]), "m", ""
            return
    yield 2, first, " ".join(lasts), gender, ""


def _second_name(word: str, main: _FirstName) -> str:
    of_case = [of for of in _readings(word) if of.gender == main.gender and of.case == main.case]
    return of_case[0].name if of_case else word


def _first_name_readings(word: str) -> list[_FirstName]:
    before, hyphen, last = word.rpartition("-")
    if hyphen and before and last:
        return [
            _FirstName(f"{_matching(_first_name_readings(before), of, before)}-{of.name}", of.gender, of.case)
            for of in _first_name_readings(last)
        ]
    known = [*_readings(word), *_foreign_first_names(word)]
    if not known:
        return list(_guessed_first_names(word))
    if all(of.gender == "m" and of.case != "nom" for of in known):  # the woman's name that the list lacks beside `Nedret`
        known += [of for of in _guessed_first_names(word) if of.gender == "f" and of.case != "acc"]
    return known


def _matching(readings: list[_FirstName], last: _FirstName, written: str) -> str:
    """The name before a hyphen: in the same case (`Ana-Mariji`) or the nominative (`Safvet-bega`); as written where it may be."""
    readings = sorted(readings, key=lambda of: of.name != written)
    for case in (last.case, "nom"):
        for of in readings:
            if (of.gender, of.case) == (last.gender, case):
                return of.name
    return readings[0].name if readings else ""


def _foreign_first_names(word: str) -> Iterator[_FirstName]:
    """Men's names in a vowel that is kept: `Hiroshiju`, `Renéa`."""
    for ending, case in _ENDINGS:
        for kept in ("ij" + ending, "é" + ending, "e" + ending):
            if word.endswith(kept) and len(word) > len(kept) + 1:
                stem = word[: -len(ending)]
                name = stem[:-1] if kept.startswith("ij") else stem
                if first_name_gender(name) or name.endswith("é"):
                    yield _FirstName(name, "m", case)


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
    for ending, case in _ENDINGS_IN_A:
        if lower.endswith(ending):
            yield _FirstName(word[: -len(ending)] + "a", "f", case)
    if lower[-1] in "oei":
        yield _FirstName(word, "m", "nom")
    for ending, case in _ENDINGS_IN_A:  # beside a surname that only a man's can be: `Kolje Mićevića`
        if lower.endswith(ending):
            yield _FirstName(word[: -len(ending)] + "a", "m", case)
