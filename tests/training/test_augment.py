"""Variants of sentences keep what is annotated."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.training.augment import Names, vary, without_diacritics
from pipeline.training.data import ENTITY_TYPES, Entity, Sentence


def sentence(words: str, *entities: Entity, lemmas: str | None = None) -> Sentence:
    return Sentence(
        words=tuple(words.split()),
        source="x/1.txt",
        document="x/1",
        entities=entities,
        types=frozenset(ENTITY_TYPES),
        lemmas=tuple(lemmas.split()) if lemmas else None,
        begins=(0,),
    )


MEETING = sentence(
    "Sa Mevludinom Joldićem u Tuzli , rekao je Joldić", Entity(1, 3, "PER", "Mevludin Joldić"), Entity(4, 5, "LOC", "Tuzla"),
    Entity(8, 9, "PER", "Joldić"),
)  # fmt: skip
OTHER = sentence("Esadin Mehić i Kozarska Dubica", Entity(0, 2, "PER", "Esadin Mehić"), Entity(3, 5, "LOC", "Kozarska Dubica"))


@pytest.mark.parametrize(
    ("text", "dj", "expected"),
    [("Đorđe Šćepanović", True, "Djordje Scepanovic"), ("Đorđe Žunić", False, "Dorde Zunic"), ("Ana", True, "Ana")],
)
def test_diacritics_go(text: str, dj: bool, expected: str) -> None:
    assert without_diacritics(text, dj=dj) == expected


def test_a_name_is_exchanged_for_one_of_its_declension_in_the_same_case() -> None:
    names = Names([MEETING, OTHER])
    seen = {names.exchange(MEETING, random.Random(seed), 1.0).words[1:3] for seed in range(30)}
    assert ("Esadinom", "Mehićem") in seen or ("Mevludinom", "Mehićem") in seen
    assert all(first in {"Mevludinom", "Esadinom"} and last in {"Joldićem", "Mehićem"} for first, last in seen)


def test_a_place_is_not_exchanged_for_one_that_declines_otherwise() -> None:
    names = Names([MEETING, OTHER])
    assert {names.exchange(MEETING, random.Random(seed), 1.0).words[4] for seed in range(20)} == {"Tuzli"}


@given(st.integers(0, 10_000))
def test_a_variant_has_as_many_words_and_the_same_entities(seed: int) -> None:
    given_sentence = sentence('Kaže : " Đoko " iz Žepča', Entity(3, 4, "PER", "Đoko"), lemmas='kazati : " Đoko " iz Žepče')
    varied = vary(given_sentence, random.Random(seed), Names([given_sentence]))
    assert len(varied.words) == len(given_sentence.words)
    assert varied.entities == given_sentence.entities
    assert varied.lemmas is not None and len(varied.lemmas) == len(given_sentence.words)


def test_variants_of_all_kinds_are_made() -> None:
    names = Names([MEETING])
    given_sentence = sentence('Kaže " Đoko "')
    made = {" ".join(vary(given_sentence, random.Random(seed), names).words) for seed in range(400)}
    assert any(text.isupper() for text in made)
    assert any("Kaze" in text for text in made)
    assert any("Djoko" in text for text in made)
    assert any("„" in text for text in made)
    assert 'Kaže " Đoko "' in made
