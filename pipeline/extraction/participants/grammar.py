"""Questions to the morphology about single words, answered once for each word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pipeline.extraction.participants.lexicon import words_of
from pipeline.language import morphology
from pipeline.language.folding import fold


@lru_cache(maxsize=2048)
def noun_lemmas(word: str) -> tuple[str, ...]:
    """The folded lemmas of the word as a noun."""
    return tuple(dict.fromkeys(fold(of.lemma) for of in morphology.analyze(word) if of.pos == "noun"))


@lru_cache(maxsize=1024)
def guessed_adjective(word: str, cases: frozenset[tuple[str, str]], gender: str) -> str | None:
    """The nominative of an unknown word that looks like an adjective in one of the cases (`rezidentnoj`), else None."""
    if morphology.analyze(word) or not word.islower():
        return None
    for (case, number), endings in _ADJECTIVE_ENDINGS[gender].items():
        if (case, number) in cases:
            for ending in endings:
                if word.endswith(("n" + ending, "sk" + ending, "čk" + ending)) and len(word) > len(ending) + 4:
                    return word[: -len(ending)] + ("i" if gender == "m" else "a")
    return None


_ADJECTIVE_ENDINGS: Mapping[str, Mapping[tuple[str, str], tuple[str, ...]]] = {
    "m": {
        ("nom", "sg"): ("i",), ("gen", "sg"): ("og", "oga"), ("acc", "sg"): ("og", "oga"), ("dat", "sg"): ("om", "ome", "omu"),
        ("ins", "sg"): ("im",),
    },
    "f": {("nom", "sg"): ("a",), ("gen", "sg"): ("e",), ("dat", "sg"): ("oj",), ("acc", "sg"): ("u",), ("ins", "sg"): ("om",)},
    "n": {},
}  # fmt: skip


@lru_cache(maxsize=1024)
def nominative_adjective(word: str, gender: str, number: str = "sg") -> str:
    """The adjective in the (definite) nominative of the gender; the word itself where it is none."""
    lemma = next((reading.lemma for reading in morphology.analyze(word) if reading.pos == "adj"), None)
    if lemma is None:
        return word
    forms = morphology.adjective_forms(lemma).get(("nom", number, gender), ())
    if not forms:
        return word
    return max(forms, key=lambda form: (form.endswith("i"), len(form))) if gender == "m" else forms[0]


@lru_cache(maxsize=2048)
def agrees(adjective: str, cases: frozenset[tuple[str, str]], gender: str) -> bool:
    """Whether the adjective may stand before a noun of the gender in one of the cases and numbers."""
    return any((case, number) in cases and of == gender for case, number, of in morphology.readings(adjective, "adj"))


def same_stem(word: str, name: str) -> bool:
    """Whether the word may be a form of the surname: the same beginning, a short ending (`Stevićeva` of `Stević`)."""
    one, other = fold(word), fold(name)
    base = other[:-1] if other[-1:] in "aeiou" and len(other) > 3 else other
    if one == other:
        return True
    return (
        one.startswith(base) and 0 < len(one) - len(base) <= 4 and one[len(base) :] in words_of("surname_endings.tsv", "ending")
    )


@lru_cache(maxsize=1024)
def is_deputy(word: str) -> bool:
    """Whether the word is a form of an office that stands for a person (`zamjenik`), by `deputies.tsv`."""
    return not words_of("deputies.tsv", "role").isdisjoint(noun_lemmas(word))
