"""Questions to the morphology about single words, answered once for each word."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language import morphology
from pipeline.language.folding import fold
from pipeline.language.morphology import tables


def agrees(adjective: str, head_readings: frozenset[tuple[str, str]], gender: str) -> bool:
    """Whether the adjective may stand before a noun of that gender in one of the cases and numbers."""
    may_be = morphology.readings(adjective, "adj") or possessive_readings(adjective)
    return any((case, number) in head_readings and of == gender for case, number, of in may_be)


_POSSESSIVE = re.compile(r"(.{3,}(?:ov|ev|in))(?:a|o|e|u|i|og|oga|om|ome|omu|oj|im|ih|ima)?")


def possessive_lemma(word: str) -> str | None:
    """`Pavarottijevu` → `Pavarottijev`: a possessive of a name, which has a capital."""
    found = _POSSESSIVE.fullmatch(word) if word[:1].isupper() else None
    return found[1] if found else None


@lru_cache(maxsize=2048)
def possessive_readings(word: str) -> frozenset[tuple[str, str, str]]:
    lemma = possessive_lemma(word)
    if lemma is None or morphology.is_nominal(word.lower()):
        return frozenset()
    return frozenset(reading for reading, forms in morphology.adjective_forms(lemma.lower()).items() if word.lower() in forms)


@lru_cache(maxsize=1024)
def adjective_lemma(word: str) -> str:
    """The folded lemma of the word as an adjective, or the folded word itself."""
    return next((fold(reading.lemma) for reading in morphology.analyze(word) if reading.pos == "adj"), fold(word))


@lru_cache(maxsize=1024)
def is_deed(word: str) -> bool:
    """Whether the word names doing something with a document (`izradu`, `provođenje`, `praćenje`)."""
    return any(
        reading.pos == "noun" and (reading.lemma.endswith(("nje", "ada", "acija", "zija", "dba")) or reading.lemma in _DEEDS)
        for reading in morphology.analyze(word)
    )


_DEEDS = frozenset(["izrada", "ocjena", "nadzor", "izmjena", "dopuna", "priprema"])


@lru_cache(maxsize=4096)
def is_people(word: str) -> bool:
    """Whether the word names people (`roditelja`, `građana`, `žena`)."""
    lemmas = {reading.lemma for reading in morphology.analyze(word) if reading.pos == "noun"}
    return any(lemma in _PEOPLE or morphology.is_animate(lemma) or _is_woman(lemma) for lemma in lemmas)


@lru_cache(maxsize=1024)
def _is_woman(lemma: str) -> bool:
    """Whether the noun is made from one for a man (`tajnica` from `tajnik`, `ravnateljica` from `ravnatelj`)."""
    return any(
        lemma.endswith(ending)
        and len(lemma) > len(ending) + 3
        and any(morphology.is_animate(lemma[: -len(ending)] + of) for of in made_from)
        for ending, made_from in _OF_WOMEN
    )


# endings of nouns for women, and what nouns for men have in their place
_OF_WOMEN = (("ica", ("", "ik", "ac")), ("ka", ("", "ac")), ("kinja", ("", "ac")), ("inja", ("",)))


_PEOPLE = frozenset(
    ["babica", "dijete", "djeca", "deca", "mladi", "organizacija", "osoba", "sestra", "udruga", "udruženje", "žena"]
)


@lru_cache(maxsize=1024)
def is_known(word: str) -> bool:
    """Whether the word is a noun of the lexicon."""
    return any(reading.pos == "noun" and reading.lemma in tables.nouns() for reading in morphology.analyze(word))


@lru_cache(maxsize=1024)
def is_in_lexicon(word: str) -> bool:
    """Whether the word, a noun or an adjective, is in the lexicon and not guessed."""
    return any(
        (reading.pos == "noun" and reading.lemma in tables.nouns())
        or (reading.pos == "adj" and reading.lemma in tables.adjectives())
        for reading in morphology.analyze(word.lower())
    )
