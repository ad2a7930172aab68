"""The word tables of organizations with their inflected forms, made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from pipeline.language import morphology
from pipeline.language.folding import fold
from pipeline.resources import read_table

_PACKAGE = "pipeline.extraction.organizations"
Reading = tuple[str, str]  # case, number


@dataclass(frozen=True, slots=True)
class Head:
    """A noun (or fixed phrase) that heads the name of an organization; see `heads.tsv`."""

    lemma: str
    gender: str
    use: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a phrase: what it is a form of, the words after the first, and which cases and numbers it may be."""

    lemma: str
    rest: tuple[str, ...]
    readings: frozenset[Reading]
    spellings: frozenset[str] = frozenset()  # the first word with its diacritics

    @property
    def size(self) -> int:
        return 1 + len(self.rest)

    def is_written(self, word: str) -> bool:
        """Whether the lower-case word, which has diacritics, is this form's first word (`matiću` is no form of `matica`)."""
        return word in self.spellings

    def may_be(self, *cases: str) -> bool:
        return any(case in cases for case, _ in self.readings)

    @property
    def plural(self) -> bool:
        """Whether it can only be a plural."""
        return all(number == "pl" for _, number in self.readings)


Forms = Mapping[str, Sequence[Form]]  # by the folded first word, longest first


def _inflected(
    lemma: str, noun: str, gender: str, plural_only: bool = False, *, number: str = "", vocative: bool = False
) -> Iterator[tuple[str, Reading]]:
    """The forms of a phrase, of one number where it is told; without the vocative unless it is asked for: `Vlado` is a man."""
    words = lemma.split()
    at = words.index(noun)
    forms = morphology.noun_forms(noun, gender, plural_only=plural_only)  # type: ignore[arg-type]
    adjectives = [_adjective_forms(word) for word in words[:at]]
    for (case, of_number), nouns in forms.items():
        if (case == "voc" and not vocative) or (number and number != of_number):
            continue
        options = [table.get((case, of_number, gender), ()) or (word,) for word, table in zip(words, adjectives, strict=False)]
        for combination in product(*options, nouns):
            yield " ".join([*combination, *words[at + 1 :]]), (case, of_number)


def _adjective_forms(word: str) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    """The forms of an adjective, of the feminine and plural too (`Banja Luka`, `Oružane snage`); none of `Raiffeisen`."""
    if not word.endswith(("i", "a", "o", "e")) and not any(reading.pos == "adj" for reading in morphology.analyze(word)):
        return {}
    forms = morphology.adjective_forms(word)
    if not forms and word.endswith(("a", "e")):
        forms = morphology.adjective_forms(word[:-1] + "i")
    return forms or {}


class _Collector:
    """Readings and spellings of the forms of phrases, folded."""

    def __init__(self) -> None:
        self.readings: dict[tuple[str, str], set[Reading]] = {}
        self.spellings: dict[tuple[str, str], set[str]] = {}

    def add(self, lemma: str, form: str, reading: Reading) -> None:
        key = lemma, fold(form)
        self.readings.setdefault(key, set()).add(reading)
        self.spellings.setdefault(key, set()).add(form.split(maxsplit=1)[0].lower())


def _index(collected: _Collector) -> Forms:
    """Forms by their folded first word, longest first."""
    index: dict[str, list[Form]] = {}
    for (lemma, form), readings in collected.readings.items():
        first, *rest = form.split()
        spellings = frozenset(collected.spellings[lemma, form])
        index.setdefault(first, []).append(Form(lemma, tuple(rest), frozenset(readings), spellings))
    for forms_of_word in index.values():
        forms_of_word.sort(key=lambda form: -form.size)
    return index


def _collect(rows: Iterator[tuple[str, str, str, bool]]) -> Forms:
    collected = _Collector()
    for lemma, noun, gender, plural_only in rows:
        for form, reading in _inflected(lemma, noun, gender, plural_only):
            collected.add(lemma, form, reading)
    return _index(collected)


@lru_cache(maxsize=1)
def heads() -> Mapping[str, Head]:
    """The heads by lemma."""
    return {row["lemma"]: Head(row["lemma"], row["gender"], frozenset(row["use"].split())) for row in _head_rows()}


def _head_rows() -> Sequence[Mapping[str, str]]:
    return read_table(_PACKAGE, "heads.tsv", ("lemma", "noun", "gender", "use"))


@lru_cache(maxsize=1)
def head_forms() -> Forms:
    return _collect((row["lemma"], row["noun"] or row["lemma"], row["gender"], False) for row in _head_rows())


@dataclass(frozen=True, slots=True)
class KnownName:
    """A well-known name, its declined noun with its gender (empty: nothing is declined); see `known_names.tsv`."""

    name: str
    noun: str
    gender: str
    use: frozenset[str]


@lru_cache(maxsize=1)
def known_names() -> Mapping[str, KnownName]:
    """The well-known names by name."""
    rows = read_table(_PACKAGE, "known_names.tsv", ("name", "noun", "gender", "use"))
    return {row["name"]: KnownName(row["name"], row["noun"], row["gender"], frozenset(row["use"].split())) for row in rows}


@lru_cache(maxsize=1)
def known_name_forms() -> Forms:
    collected = _Collector()
    for known in known_names().values():
        number = "pl" if "plural" in known.use else "sg"
        collected.add(known.name, known.name, ("nom", number))
        if known.noun:
            for form, reading in _inflected(known.name, known.noun, known.gender, "plural" in known.use, number=number):
                collected.add(known.name, form, reading)
            if known.gender == "m" and known.name.endswith(known.noun):  # foreign words keep every vowel: `Save the Childrena`
                for ending, case in (("a", "gen"), ("u", "dat"), ("u", "loc"), ("om", "ins"), ("em", "ins")):
                    collected.add(known.name, known.name + ending, (case, "sg"))
    return _index(collected)


@lru_cache(maxsize=1)
def other_name_forms() -> Forms:
    """Forms of the nouns that name something else (`projekat`, `zakon`, `ulica`)."""
    rows = read_table(_PACKAGE, "other_names.tsv", ("noun", "gender"))
    return _collect((row["noun"], row["noun"].split()[-1], row["gender"], False) for row in rows)


@lru_cache(maxsize=1)
def place_forms() -> Forms:
    """Forms of towns, regions and states."""
    collected = _Collector()
    for row in read_table(_PACKAGE, "places.tsv", ("place", "declension")):
        place, declension = row["place"], row["declension"]
        plural = declension.endswith("p")
        number = "pl" if plural else "sg"
        collected.add(place, place, ("nom", number))
        if declension.startswith("a"):  # `Grada Ljubuškog`
            for (case, of_number, gender), words in morphology.adjective_forms(place).items():
                for form in words if of_number == "sg" and gender == declension[1] else ():
                    collected.add(place, form[:1].upper() + form[1:], (case, "sg"))
        elif declension != "x":
            noun = place.split()[-1]
            for form, reading in _inflected(place, noun, declension[0], plural, number=number, vocative=True):
                collected.add(place, form, reading)
                if declension == "f" and form.endswith("ki") and place.endswith("ka"):  # `Banjoj Luci`
                    collected.add(place, form[:-2] + "ci", reading)
    return _index(collected)


@lru_cache(maxsize=1)
def prefix_forms() -> Mapping[str, tuple[str, str]]:
    """Letters before a name → (meaning, use)."""
    rows = read_table(_PACKAGE, "prefix_forms.tsv", ("letters", "meaning", "use"))
    return {row["letters"]: (row["meaning"], row["use"]) for row in rows}


@cache
def words_of(name: str, column: str) -> frozenset[str]:
    """The folded first column of a table of one column."""
    return frozenset(fold(row[column]) for row in read_table(_PACKAGE, name, (column,)))


@lru_cache(maxsize=1)
def business_forms() -> frozenset[str]:
    """The folded forms of the nouns of `businesses.tsv`."""
    return frozenset(
        fold(form)
        for row in read_table(_PACKAGE, "businesses.tsv", ("noun", "gender"))
        for forms in morphology.noun_forms(row["noun"], row["gender"]).values()  # type: ignore[arg-type]
        for form in forms
    )


@lru_cache(maxsize=1)
def legal_letters() -> frozenset[str]:
    """Letters that only tell the legal form, so that two names are the same with or without them."""
    return frozenset(letters for letters, (_, use) in prefix_forms().items() if "legal" in use)


@lru_cache(maxsize=1)
def expansions() -> Mapping[str, str]:
    """Letters → what they stand for, kinds of organizations and units of government."""
    units = read_table(_PACKAGE, "territory_letters.tsv", ("letters", "meaning"))
    return {letters: meaning for letters, (meaning, _) in prefix_forms().items()} | {
        row["letters"]: row["meaning"] for row in units
    }


@lru_cache(maxsize=1)
def territory_letters() -> frozenset[str]:
    return frozenset(fold(row["letters"]) for row in read_table(_PACKAGE, "territory_letters.tsv", ("letters", "meaning")))


@lru_cache(maxsize=1)
def _place_words() -> Mapping[str, str]:
    """Words of the forms of places by their folded form; those with two spellings are left out."""
    spellings: dict[str, set[str]] = {}
    for row in read_table(_PACKAGE, "places.tsv", ("place", "declension")):
        place, declension = row["place"], row["declension"]
        forms = [place]
        if declension[0] not in "ax":
            noun, plural = place.split()[-1], declension.endswith("p")
            forms += [form for form, _ in _inflected(place, noun, declension[0], plural, vocative=True)]
        for form in forms:
            for word in form.split():
                spellings.setdefault(fold(word), set()).add(word.lower())
    return {folded: next(iter(found)) for folded, found in spellings.items() if len(found) == 1}


@lru_cache(maxsize=1)
def letters_with_diacritics() -> Mapping[str, str]:
    """Letters of kinds and units without their diacritics → with them (`OS` → `OŠ`, `HNZ` → `HNŽ`)."""
    known = {**prefix_forms(), **expansions()}
    return {fold(letters).upper(): letters for letters in known if letters.isupper() and fold(letters).upper() not in known}


@lru_cache(maxsize=4096)
def with_diacritics(word: str) -> str | None:
    """The word of a text without diacritics as it is spelled with them; None where that is not certain."""
    if len(word) > 1 and word.isupper():
        return letters_with_diacritics().get(word, word)
    if word.lower() in words_of("prepositions.tsv", "preposition"):
        return word
    place = _place_words().get(word.lower()) if word[:1].isupper() else None
    if place is not None:
        return place[:1].upper() + place[1:]
    return morphology.with_diacritics(word)


@lru_cache(maxsize=1)
def company_endings() -> Mapping[str, tuple[str, bool]]:
    """Endings of companies' names in all cases, folded → the ending in the nominative, whether only after a hyphen."""
    endings: dict[str, tuple[str, bool]] = {}
    for row in read_table(_PACKAGE, "company_endings.tsv", ("ending", "gender", "use")):
        ending, hyphen = row["ending"], row["use"] == "hyphen"
        for before in ("ta", ""):  # `-trans` as any noun, `-drvo` by itself, whose stem the lexicon knows
            for (case, number), forms in morphology.noun_forms(before + ending, row["gender"]).items():  # type: ignore[arg-type]
                for form in forms if number == "sg" and case != "voc" else ():
                    endings.setdefault(fold(form[len(before) :]), (ending, hyphen))
    return endings


@lru_cache(maxsize=1)
def company_words() -> Mapping[str, str]:
    """Last words of companies' names in all cases, folded → the word in the nominative."""
    found: dict[str, str] = {}
    for row in read_table(_PACKAGE, "company_words.tsv", ("word", "gender")):
        found[fold(row["word"])] = row["word"]
        if row["gender"]:
            for (case, number), forms in morphology.noun_forms(row["word"], row["gender"]).items():  # type: ignore[arg-type]
                for form in forms if number == "sg" and case != "voc" else ():
                    found.setdefault(fold(form), row["word"])
    return found
