"""The keys by which names are compared across records: what a clerk would call the same name has the same key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.extraction.organizations.lexicon import (
    expansions,
    head_forms,
    known_names,
    legal_letters,
    place_forms,
    prefix_forms,
)
from pipeline.extraction.organizations.words import bare_letters
from pipeline.language import morphology
from pipeline.language.folding import fold
from pipeline.language.morphology import tables as lexicon
from pipeline.language.script import to_latin
from pipeline.resources import read_table

_PACKAGE = "pipeline.authority"
_ENDING = re.compile(r"(?:oga|ome|omu|ima|ama|og|om|im|ih|em|oj|[aeiou])$")
_SHORTEST_STEM = 3
_WORD = re.compile(r"[^\W_]+(?:[-–][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_JOINTS = frozenset({"i", "te"})
_UNITS_OF_A_TOWN = frozenset({"opcin", "opstin", "grad"})
_LOCATIVE = "u"


@dataclass(frozen=True, slots=True)
class OrganizationKey:
    """A name of an organization without what clerks leave out or write in several ways.

    Attributes:
        words: stems of the words in order, folded, letters of kinds written out (`CSR`), without legal form (`JU`, `d.o.o.`),
            quotation marks and territories.
        territories: towns, cantons and states in the name, each under one name, sorted.
        written: the words as written, in step with `words`.
        letters: whether the name is an acronym and nothing else.
        proper: whether a part of it is a name of its own (`Plavi most`, an acronym, a number), so that it is no ordinary
            name which any town may have (`Savjet roditelja`).
    """

    words: tuple[str, ...]
    territories: tuple[str, ...]
    written: tuple[str, ...]
    letters: bool
    proper: bool

    @property
    def text(self) -> str:
        """The key as a string, for ids."""
        return " ".join(self.words) + ("|" + "+".join(self.territories) if self.territories else "")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The folded word without its ending; đ and `dj` are one.

    >>> stem("Tuzlanskog"), stem("Djurdjevik") == stem("Đurđevik")
    ('tuzlansk', True)
    """
    folded = fold_name(word)
    cut = _ENDING.sub("", folded)
    return cut if len(cut) >= _SHORTEST_STEM else folded


def fold_name(text: str) -> str:
    """Lower case, Latin, without diacritics, `dj` as d like đ: for comparing names, not for offsets.

    >>> fold_name("Ђурђевић"), fold_name("Djurdjević")
    ('durdevic', 'durdevic')
    """
    return fold(to_latin(text)).replace("dj", "d")


@lru_cache(maxsize=65536)
def organization_key(name: str, kind: str | None = None) -> OrganizationKey:
    """The key of a name in the nominative.

    >>> organization_key("JU „Centar za socijalni rad“ Kalesija").text == organization_key("CSR Kalesija").text
    True
    >>> organization_key("Ministarstvo zdravstva TK").territories
    ('TK',)

    Args:
        kind: the lemma of its head noun where the record gives one.
    """
    latin = to_latin(name)
    surfaces = _without_legal_form(_WORD.findall(_legal_suffix().sub(" ", latin)) or _WORD.findall(latin) or [latin])
    letters = len(surfaces) == 1 and _is_letters(surfaces[0])
    words: list[str] = []
    written: list[str] = []
    territories: set[str] = set()
    proper = (letters and bare_letters(surfaces[0]) not in prefix_forms()) or latin in known_names()
    at = 0
    while at < len(surfaces):
        surface = surfaces[at]
        found = _territory(surfaces, at) if at else None
        if found is not None:
            territory, size = found
            if words and words[-1] in _UNITS_OF_A_TOWN and len(words) > 1:  # `Služba Općine Breza`
                words.pop()
                written.pop()
            if words and written[-1].lower() == _LOCATIVE:  # `Fakultet u Tuzli`
                words.pop()
                written.pop()
            territories.add(territory)
            at += size
            continue
        at += 1
        bare = bare_letters(surface)
        meaning = _meaning(bare, first=not words) if len(surfaces) > 1 else None
        for part in _PART.findall(meaning or bare):
            if part.lower() not in _JOINTS:
                words.append(_spelling(stem(part)))
                written.append(part)
        proper = proper or (meaning is None and _is_own_name(surface, first=at == 1, kind=kind))
    return OrganizationKey(tuple(words), tuple(sorted(territories)), tuple(written), letters, proper)


def _without_legal_form(surfaces: list[str]) -> list[str]:
    """Without legal forms, as letters anywhere and written out at the start; a name that is nothing else stays."""
    rest = list(surfaces)
    for size, form, stands_for in _legal_forms():
        if tuple(map(fold, rest[:size])) == form and len(rest) > size:
            rest[:size] = [stands_for] if stands_for else []
            break
    rest = [word for word in rest if bare_letters(word) not in legal_letters()] or rest
    return rest or surfaces


@cache
def _legal_forms() -> Sequence[tuple[int, tuple[str, ...], str]]:
    rows = read_table(_PACKAGE, "legal_forms.tsv", ("form", "same_as"))
    forms = [(len(row["form"].split()), tuple(fold(row["form"]).split()), row["same_as"].capitalize()) for row in rows]
    return sorted(forms, reverse=True)


@cache
def _legal_suffix() -> re.Pattern[str]:
    """Legal forms that are written after a name, with and without blanks."""
    forms = [row["form"] for row in read_table("pipeline.extraction.organizations", "legal_suffixes.tsv", ("form",))]
    patterns = sorted((re.escape(form).replace(r"\ ", r"\s?") for form in forms), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def _is_letters(word: str) -> bool:
    bare = bare_letters(word)
    return len(bare) > 1 and sum(char.isupper() for char in bare) * 2 > len(bare)


def _meaning(letters: str, *, first: bool) -> str | None:
    """What letters stand for in a name; before it those of a kind (`HNK Široki Brijeg` is a club), else those of a canton."""
    if not _is_letters(letters):
        return None
    if first and letters in prefix_forms():
        return prefix_forms()[letters][0]
    return expansions().get(letters)


def _is_own_name(surface: str, *, first: bool, kind: str | None) -> bool:
    if any(char.isdigit() for char in surface) or (_is_letters(surface) and not first):
        return True
    if not surface[:1].isupper():
        return False
    if first:
        return kind is None and not morphology.is_nominal(surface.lower())
    return not any(not form.rest for form in head_forms().get(fold(surface), ()))


@cache
def _territories() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """First stem → stems of a territory and the name that it is compared by, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in read_table(_PACKAGE, "territories.tsv", ("territory", "same_as")):
        stems = tuple(stem(part) for part in _PART.findall(row["territory"]))
        found.setdefault(stems[0], []).append((stems, row["same_as"]))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return found


def _territory(surfaces: Sequence[str], at: int) -> tuple[str, int] | None:
    """The territory at a word of a name: what it is compared by, and how many words it takes."""
    if not surfaces[at][:1].isupper():
        return None
    stems: list[str] = []
    ends: list[int] = []
    for place in range(at, min(at + 6, len(surfaces))):
        stems += [stem(part) for part in _PART.findall(bare_letters(surfaces[place]))]
        ends.append(len(stems))
    for phrase, same_as in _territories().get(stems[0], ()):
        if tuple(stems[: len(phrase)]) == phrase and len(phrase) in ends:
            size = ends.index(len(phrase)) + 1
            following = _territory(surfaces, at + size) if at + size < len(surfaces) else None
            if following is not None and same_as == "Brčko" and following[0] == "BiH":  # `Brčko distrikta BiH`
                size += following[1]
            return same_as, size
    folded = [fold(word) for word in surfaces[at : at + 4]]
    for form in place_forms().get(folded[0], ()):
        if tuple(folded[1 : form.size]) == form.rest:
            return _spelled(form.lemma), form.size
    return None


def _spelled(place: str) -> str:
    return _territory_names().get(fold(place), place)


@cache
def _territory_names() -> Mapping[str, str]:
    rows = read_table(_PACKAGE, "territories.tsv", ("territory", "same_as"))
    return {fold(row["territory"]): row["same_as"] for row in rows}


@cache
def _spellings() -> Mapping[str, str]:
    return {stem(row["word"]): stem(row["same_as"]) for row in read_table(_PACKAGE, "spellings.tsv", ("word", "same_as"))}


def _spelling(of: str) -> str:
    return _spellings().get(of, of)


@cache
def _synonyms() -> Mapping[str, str]:
    rows = read_table(_PACKAGE, "synonyms.tsv", ("word", "like"))
    return {_spelling(stem(row["word"])): _spelling(stem(row["like"])) for row in rows}


def loosely(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a key with those that may go for each other made one (`udruga`, `udruženje`)."""
    return tuple(_synonyms().get(word, word) for word in words)


@lru_cache(maxsize=65536)
def is_known_word(word: str) -> bool:
    """Whether the lexicon has the word, a first name or a place: one that is spelled right."""
    if any(of.lemma in lexicon.nouns() or of.lemma in lexicon.adjectives() for of in morphology.analyze(word)):
        return True
    return morphology.is_first_name(word) or morphology.is_surname(word) or fold(word) in place_forms()


def initials(key: OrganizationKey) -> str:
    """The first letters of the words of a name, small words left out: `mup` of `Ministarstvo unutrašnjih poslova`."""
    return "".join(word[0] for word in key.words if len(word) > 2)


def acronym_fits(letters: str, key: OrganizationKey) -> bool:
    """Whether letters are the initials of a name in order, with or without small words and territories."""
    wanted = fold(letters)
    every = "".join(word[0] for word in key.words)
    return wanted in (initials(key), every) or (
        len(wanted) > 2 and bool(key.words) and wanted[0] == key.words[0][0] and _in_order(wanted, initials(key))
    )


def _in_order(letters: str, inside: str) -> bool:
    rest = iter(inside)
    return all(letter in rest for letter in letters)


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's name.

    Attributes:
        folded: first names and surnames without diacritics, one blank between, hyphens as blanks.
        spelled: the same with diacritics; equal to `folded` for a name written without any.
    """

    folded: str
    spelled: str


@lru_cache(maxsize=65536)
def person_key(name: str) -> PersonKey:
    """The key of a name, first name first.

    >>> person_key("Ivana Brlić-Mažuranić")
    PersonKey(folded='ivana brlic mazuranic', spelled='ivana brlić mažuranić')
    >>> person_key("Djuro Marić").spelled
    'đuro marić'
    """
    words = re.sub(r"[\s\-–.]+", " ", to_latin(name)).strip().lower()
    folded = fold_name(words)
    return PersonKey(folded, folded if words.isascii() else words.replace("dj", "đ"))


def spelled_alike(one: PersonKey, other: PersonKey) -> bool:
    """Whether two names differ in nothing but that one is written without diacritics."""
    if one.folded != other.folded:
        return False
    return one.spelled == other.spelled or one.folded in (one.spelled, other.spelled)


def town_key(place: str) -> str:
    """A place of a record as it is compared: folded; the nominative is the record's."""
    return fold_name(place)
