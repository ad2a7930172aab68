"""What a word form may be: lexicon first, then a guess by productive endings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.language.folding import fold
from pipeline.language.morphology import tables
from pipeline.language.morphology.adjectives import adjective_forms
from pipeline.language.morphology.nouns import Case, Number, noun_forms
from pipeline.language.morphology.tables import Gender
from pipeline.resources import read_table

PartOfSpeech = Literal["noun", "adj"]
_SHORTEST_STEM = 2  # letters of a guessed word before the suffix
_SHORTEST_AFTER_PREFIX = 5  # letters of a known word after a prefix


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word form; the lemma is in lower case."""

    lemma: str
    pos: PartOfSpeech
    case: Case
    number: Number
    gender: Gender


@lru_cache(maxsize=4096)
def analyze(word: str) -> tuple[Analysis, ...]:
    """The readings of a word as a noun or adjective.

    Words of the lexicon have the readings that it gives; others those that their ending suggests, if it is one that only nouns
    or adjectives have (`-acija`, `-nje`, `-ski`): an unknown surname has none. Case of letters does not matter. A word without
    diacritics may be one with them (`vijece`), a word with them may not.

    >>> {(reading.lemma, reading.case) for reading in analyze("sjednicom")}
    {('sjednica', 'ins')}
    """
    lower = word.lower()
    if not lower or not all(char.isalpha() or char == "-" for char in lower):
        return ()
    readings = tuple(dict.fromkeys(_from_lexicon(lower) or _with_prefix(lower) or _guesses(lower)))
    if not readings and "dj" in lower:  # `gradjana`: đ in two letters
        readings = analyze(lower.replace("dj", "đ"))
        return readings or (analyze(lower.replace("dj", "d")) if lower.isascii() else ())
    before, hyphen, last = lower.rpartition("-")
    if readings or not hyphen or not before or not last:
        return readings
    return tuple(Analysis(f"{before}-{of.lemma}", of.pos, of.case, of.number, of.gender) for of in analyze(last))


CaseNumberGender = tuple[Case, Number, Gender]


@lru_cache(maxsize=8192)
def readings(word: str, pos: PartOfSpeech) -> frozenset[CaseNumberGender]:
    """Case, number and gender of each reading of a word as a noun or as an adjective."""
    return frozenset((reading.case, reading.number, reading.gender) for reading in analyze(word) if reading.pos == pos)


@lru_cache(maxsize=4096)
def cases(word: str, pos: PartOfSpeech | None = None) -> frozenset[Case]:
    """The cases that a word may stand in, as a noun, as an adjective or as either."""
    return frozenset(reading.case for reading in analyze(word) if pos in (None, reading.pos))


def is_nominal(word: str, pos: PartOfSpeech | None = None) -> bool:
    """Whether a word may be a noun, an adjective or either."""
    return bool(cases(word, pos))


# --- lexicon


@lru_cache(maxsize=1)
def _buckets() -> Mapping[str, tuple[tuple[str, PartOfSpeech, str], ...]]:
    """Lemmas with what they have folded before the last four letters, by the letters with which all their forms begin, folded:
    three of a long word, two of a short one."""
    buckets: dict[str, dict[tuple[str, PartOfSpeech, str], None]] = {}

    def add(lemma: str, pos: PartOfSpeech, beginning: str) -> None:
        key = fold(beginning[: 2 if len(lemma) <= 5 else 3])
        buckets.setdefault(key, {})[lemma, pos, fold(lemma[:-4])] = None

    for lemma in tables.nouns():
        add(lemma, "noun", lemma)
        singulars, plurals = tables.noun_stems().get(lemma, ((), ()))
        for other in (*singulars, *plurals):
            add(lemma, "noun", other)
    stems = tables.pairs("adjective_stems.tsv", "adjective", "stem")
    for lemma in sorted(tables.adjectives()):
        for beginning in (lemma, *(stems[lemma].split("|") if lemma in stems else ())):
            add(lemma, "adj", beginning)
    return {key: tuple(bucket) for key, bucket in buckets.items()}


_Uses = tuple[CaseNumberGender, ...]  # of a form


@lru_cache(maxsize=8192)
def _forms_of(lemma: str, pos: PartOfSpeech) -> tuple[Mapping[str, _Uses], Mapping[str, _Uses]]:
    """What all forms of a lemma may be, by the form and by the folded form.

    An archive has thousands of lemmas, but their forms only some hundred uses: each is kept once.
    """
    exact: dict[str, list[CaseNumberGender]] = {}
    if pos == "noun":
        gender = tables.nouns()[lemma].gender
        for (case, number), forms in noun_forms(lemma, gender).items():
            for form in forms:
                exact.setdefault(form, []).append((case, number, gender))
    else:
        for key, forms in adjective_forms(lemma).items():
            for form in forms:
                exact.setdefault(form, []).append(key)  # type: ignore[arg-type]
    folded: dict[str, list[CaseNumberGender]] = {}
    for form, uses in exact.items():
        folded.setdefault(fold(form), []).extend(uses)
    by_form = {form: _kept_once(tuple(uses)) for form, uses in exact.items()}
    if folded.keys() == exact.keys():  # most lemmas have no diacritics, and one table for both
        return by_form, by_form
    return by_form, {form: _kept_once(tuple(uses)) for form, uses in folded.items()}


@lru_cache(maxsize=1024)
def _kept_once(uses: _Uses) -> _Uses:
    return uses


@lru_cache(maxsize=1)
def _irregular() -> frozenset[str]:
    return frozenset({*tables.noun_stems(), *tables.pairs("adjective_stems.tsv", "adjective", "stem")})


def _candidates(folded: str) -> list[tuple[str, PartOfSpeech]]:
    """The lemmas that the folded word may be a form of."""
    irregular = _irregular()
    # no form is shorter or longer than its lemma by more than this
    return [
        (lemma, pos)
        for beginning in (folded[:2], folded[:3])
        for lemma, pos, stem in _buckets().get(beginning, ())
        if (folded.startswith(stem) and -5 <= len(lemma) - len(folded) <= 4) or lemma in irregular
    ]


def _from_lexicon(word: str) -> list[Analysis]:
    folded = fold(word)
    candidates = _candidates(folded)
    candidates.sort(key=lambda candidate: "ije" not in candidate[0])  # `vremenu` is rather `vrijeme` than `vreme`
    exact = [Analysis(lemma, pos, *use) for lemma, pos in candidates for use in _forms_of(lemma, pos)[0].get(word, ())]
    if exact or word != folded:
        return exact
    return [Analysis(lemma, pos, *use) for lemma, pos in candidates for use in _forms_of(lemma, pos)[1].get(word, ())]


def _with_prefix(word: str) -> list[Analysis]:
    """Readings of a known word after a productive prefix (`elektroindustrije`, `pododjeljenje`)."""
    for length in range(2, min(9, len(word) - _SHORTEST_AFTER_PREFIX + 1)):
        if word[:length] in tables.words("prefixes.tsv", "prefix"):
            readings = _from_lexicon(word[length:])
            if readings:
                return [Analysis(word[:length] + of.lemma, of.pos, of.case, of.number, of.gender) for of in readings]
    return []


def is_animate(lemma: str) -> bool:
    """Whether the lexicon has the noun as one of people or animals: `spasilac`, not `zapisnik`."""
    noun = tables.nouns().get(lemma)
    return noun is not None and "animate" in noun.flags


# --- diacritics


@lru_cache(maxsize=4096)
def with_diacritics(word: str) -> str | None:
    """The spelling of a word that was written without diacritics, where the lexicon knows exactly one; else None.

    A word that no diacritic could change (`rada`, `komune`) is its own spelling. The case of letters stays.

    >>> with_diacritics("sumarskog")
    'šumarskog'
    >>> with_diacritics("suma") is None  # `šuma` or `suma`
    True
    """
    lower = word.lower()
    if lower != fold(lower) or not any(letter in lower for letter in "cszd"):
        return word
    found = spellings(lower)
    if not found and "-" in lower:
        parts = [with_diacritics(part) for part in word.split("-")]
        return "-".join(part for part in parts if part) if all(parts) else None
    if len(found) != 1:
        return None
    (spelling,) = found
    if word.isupper() and len(word) > 1:
        return spelling.upper()
    return spelling[:1].upper() + spelling[1:] if word[:1].isupper() else spelling


def spellings(word: str) -> set[str]:
    """The forms of the lexicon that are this word without their diacritics; `dj` may stand for `đ`."""
    found = {form for form in _written_forms(word) if fold(form) == word}
    if found or "dj" not in word:
        return found
    return {form for form in _written_forms(word.replace("dj", "d")) if fold(form.replace("đ", "dj")) == word}


def _written_forms(folded: str) -> Iterator[str]:
    """The forms of the lemmas that the folded word may belong to; nobody calls out in a report (`viječe` of `vijek`)."""
    for lemma, pos in _candidates(folded):
        for form, uses in _forms_of(lemma, pos)[0].items():
            if any(case != "voc" for case, _, _ in uses):
                yield form


# --- guesser


@lru_cache(maxsize=1)
def _endings() -> Mapping[str, tuple[tuple[str, tuple[Analysis, ...]], ...]]:
    """Endings of words with productive suffixes: ending → suffix of the lemma and readings, whose lemma is empty."""
    table: dict[str, dict[str, list[Analysis]]] = {}

    def add(ending: str, suffix: str, reading: Analysis) -> None:
        table.setdefault(ending, {}).setdefault(suffix, []).append(reading)

    for row in read_table(tables.PACKAGE, "guessed_suffixes.tsv", ("suffix", "pos", "gender", "flags")):
        suffix, gender = row["suffix"], row["gender"]
        flags = row["flags"].split()
        if row["pos"] == "noun":
            for (case, number), forms in noun_forms("ta" + suffix, gender, animate="animate" in flags).items():  # type: ignore[arg-type]
                for form in forms:
                    add(form[2:], suffix, Analysis("", "noun", case, number, gender))  # type: ignore[arg-type]
        else:
            for key, forms in adjective_forms("ta" + suffix).items():
                for form in forms:
                    add(form[2:], suffix, Analysis("", "adj", *key))  # type: ignore[arg-type]
    return {ending: tuple((suffix, tuple(of)) for suffix, of in by_suffix.items()) for ending, by_suffix in table.items()}


@lru_cache(maxsize=1)
def _longest_ending() -> int:
    return max(len(ending) for ending in _endings())


@lru_cache(maxsize=1)
def _folded_endings() -> Mapping[str, tuple[tuple[str, tuple[Analysis, ...]], ...]]:
    table: dict[str, list[tuple[str, tuple[Analysis, ...]]]] = {}
    for ending, of in _endings().items():
        table.setdefault(fold(ending), []).extend(of)
    return {ending: tuple(of) for ending, of in table.items()}


def _guesses(word: str) -> Iterator[Analysis]:
    tables_ = (_endings(),) if word != fold(word) else (_endings(), _folded_endings())
    for endings in tables_:
        for length in range(min(_longest_ending(), len(word) - _SHORTEST_STEM), 2, -1):
            found = endings.get(word[-length:])
            if found:
                stem = word[:-length]
                for suffix, readings in found:
                    for of in readings:
                        yield Analysis(stem + suffix, of.pos, of.case, of.number, of.gender)
                return
