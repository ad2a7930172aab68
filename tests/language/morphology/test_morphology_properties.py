"""Promises of the morphology that hold for every text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from morphology_tables import adjectives, lines, nouns, pairs

from pipeline.language.morphology import (
    adjective_forms,
    analyze,
    cue_pattern,
    first_name_gender,
    fold,
    nominative_phrase,
    noun_forms,
    noun_lemma,
    person_name,
)

LETTERS = st.sampled_from("aeioučćđšžbdgklmnrstvjzhpfc AKLJNJDŽ-.„“'0\n\u030c")
TEXTS = st.one_of(st.text(max_size=40), st.text(LETTERS, max_size=40))
WORDS = st.sampled_from(
    sorted(
        {word for left, right in pairs("phrases.txt") for word in f"{left} {right}".split()}
        | {word for left, _ in pairs("people.txt") for word in left.split()}
    )
)
PHRASES = st.one_of(TEXTS, st.lists(WORDS, max_size=6).map(" ".join))
NOUNS = st.sampled_from([row for row in nouns() if "adjectival" not in row["flags"]])
CUES = [line for line in lines("cues.txt") if not line.startswith(("+ ", "- "))]


@given(TEXTS, st.sampled_from("mfn"), st.booleans(), st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_every_text_can_be_declined(lemma: str, gender: str, animate: bool, plural_only: bool, indeclinable: bool) -> None:
    made = noun_forms(lemma, gender, animate=animate, plural_only=plural_only, indeclinable=indeclinable)
    assert all(isinstance(forms, tuple) and all(isinstance(form, str) for form in forms) for forms in made.values())


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_text_can_be_declined_like_an_adjective(lemma: str) -> None:
    made = adjective_forms(lemma)
    assert all(isinstance(forms, tuple) for forms in made.values())


@given(NOUNS)
@settings(max_examples=100, deadline=None)
def test_forms_of_a_noun_are_sorted_by_case_and_number(row: dict[str, str]) -> None:
    made = noun_forms(row["lemma"], row["gender"])
    for (case, number), forms in made.items():
        assert case in ("nom", "gen", "dat", "acc", "voc", "loc", "ins") and number in ("sg", "pl")
        assert len(forms) == len(set(forms))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_word_is_analyzed_alike_in_any_case_of_letters(word: str) -> None:
    readings = analyze(word)
    assert isinstance(readings, tuple)
    assert {reading.pos for reading in readings} <= {"noun", "adj", "propn", "verb"}
    if len(word.upper().lower()) == len(word):
        assert isinstance(analyze(word.upper()), tuple)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_every_word_has_a_lemma_and_perhaps_a_gender(word: str) -> None:
    assert isinstance(noun_lemma(word), str)
    assert first_name_gender(word) in ("m", "f", "mf", None)


@given(PHRASES)
@settings(max_examples=300, deadline=None)
def test_nominative_of_every_phrase_has_as_many_words(phrase: str) -> None:
    made = nominative_phrase(phrase)
    assert isinstance(made, str) and len(made.split()) == len(phrase.split())


@given(st.lists(WORDS, min_size=1, max_size=6).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_capitals_of_a_phrase_are_kept(phrase: str) -> None:
    made = nominative_phrase(phrase)
    assert [word[:1].isupper() for word in made.split()] == [word[:1].isupper() for word in phrase.split()]


@pytest.mark.parametrize(("phrase", "_"), pairs("phrases.txt"), ids=lambda text: text)
def test_nominative_phrase_of_a_result_is_the_result(phrase: str, _: str) -> None:
    once = nominative_phrase(phrase)
    assert nominative_phrase(once) == once


@given(st.lists(st.one_of(TEXTS, WORDS), min_size=1, max_size=4), st.sampled_from([None, "m", "f"]))
@settings(max_examples=300, deadline=None)
def test_every_list_of_words_is_read_as_a_name(words: list[str], gender: str | None) -> None:
    made = person_name(words, gender=gender)
    assert isinstance(made.first, str) and isinstance(made.last, str)
    assert gender is None or made.gender == gender
    assert isinstance(made.surname_first, bool)


@given(st.sampled_from(CUES), TEXTS)
@settings(max_examples=200, deadline=None)
def test_cue_searches_every_text(cue: str, text: str) -> None:
    re.search(cue_pattern(cue), fold(text))


def test_every_cue_and_adjective_of_the_tables_compiles() -> None:
    assert CUES
    for cue in CUES:
        re.compile(cue_pattern(cue))
    assert all(adjective_forms(row["definite"] if row["definite"] != "-" else row["short"]) for row in adjectives())


def test_cue_is_searched_in_linear_time_on_strange_text() -> None:
    for text in ("na " * 5000, "usvojen " * 3000, "a" * 20000, "na x " * 4000):
        for cue in CUES:
            re.search(cue_pattern(cue), text)
