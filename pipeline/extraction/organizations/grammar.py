"""Questions to the morphology about single words, answered once for each word."""

from __future__ import annotations

from functools import lru_cache

from pipeline.language import morphology
from pipeline.language.folding import fold

CaseNumberGender = tuple[str, str, str]


@lru_cache(maxsize=65536)
def readings(word: str, pos: str) -> frozenset[CaseNumberGender]:
    """Case, number and gender of each reading of the word as a noun (`noun`) or adjective (`adj`)."""
    return frozenset(
        (reading.case, reading.number, reading.gender)
        for reading in morphology.analyze(word)
        if reading.pos == pos and reading.case and reading.number and reading.gender
    )


@lru_cache(maxsize=65536)
def cases(word: str) -> frozenset[str]:
    """The cases that the word may stand in as a noun or adjective."""
    return frozenset(case for pos in ("noun", "adj") for case, _, _ in readings(word, pos))


@lru_cache(maxsize=65536)
def is_nominal(word: str) -> bool:
    """Whether the word may be a noun or an adjective."""
    return bool(readings(word, "noun") or readings(word, "adj"))


def agrees(adjective: str, head_readings: frozenset[tuple[str, str]], gender: str) -> bool:
    """Whether the adjective may stand before a noun of that gender in one of the cases and numbers."""
    return any((case, number) in head_readings and of == gender for case, number, of in readings(adjective, "adj"))


@lru_cache(maxsize=65536)
def is_first_name(word: str) -> bool:
    return morphology.first_name_gender(word) is not None


@lru_cache(maxsize=65536)
def adjective_lemma(word: str) -> str:
    """The folded lemma of the word as an adjective, or the folded word itself."""
    return next((fold(reading.lemma) for reading in morphology.analyze(word) if reading.pos == "adj"), fold(word))


@lru_cache(maxsize=65536)
def is_adjective(word: str) -> bool:
    return bool(readings(word, "adj"))
