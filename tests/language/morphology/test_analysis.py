"""Readings of single words, by `readings.txt`, `guessed_readings.txt`, `no_nouns.txt`, and the paradigms of the nouns."""

from __future__ import annotations

import pytest
from morphology_tables import adjectives, label, lines, noun_paradigm, nouns, pairs

from pipeline.language.morphology import adjective_forms, analyze, fold, noun_lemma


def read_as(word: str, expected: str) -> bool:
    """Whether one of the readings of the word is the one that the line expects."""
    lemmas, *parts = expected.split()
    return any(
        reading.lemma in lemmas.split("|")
        and all(
            part in ("-", value)
            for part, value in zip(parts, (reading.pos, reading.case, reading.number, reading.gender), strict=True)
        )
        for reading in analyze(word)
    )


def known(row: dict[str, str]) -> bool:
    """Whether the lemma of a row is read as itself."""
    return any(reading.lemma == row["lemma"] and reading.pos == "noun" for reading in analyze(row["lemma"]))


def declined_as_nouns() -> list[dict[str, str]]:
    return [row for row in nouns() if "adjectival" not in row["flags"]]


@pytest.mark.parametrize(("word", "expected"), pairs("readings.txt"), ids=lambda text: text)
def test_word_has_its_reading(word: str, expected: str) -> None:
    assert read_as(word, expected), analyze(word)


@pytest.mark.parametrize(("word", "expected"), pairs("readings.txt"), ids=lambda text: text)
def test_case_of_letters_is_no_matter(word: str, expected: str) -> None:
    assert read_as(word.upper(), expected)
    assert read_as(word.capitalize(), expected)


@pytest.mark.parametrize(("word", "expected"), pairs("readings.txt"), ids=lambda text: text)
def test_diacritics_are_optional(word: str, expected: str) -> None:
    assert read_as(fold(word), expected)


@pytest.mark.parametrize(("word", "expected"), pairs("guessed_readings.txt"), ids=lambda text: text)
def test_unknown_word_is_guessed_by_its_ending(word: str, expected: str) -> None:
    assert read_as(word, expected), analyze(word)
    assert read_as(word.upper(), expected)
    lemma, pos, *_ = expected.split()  # without diacritics the lemma cannot have them either
    assert any((fold(reading.lemma), reading.pos) == (fold(lemma), pos) for reading in analyze(fold(word)))


@pytest.mark.parametrize("word", lines("no_nouns.txt"))
def test_word_has_no_noun_reading(word: str) -> None:
    assert not [reading for reading in analyze(word) if reading.pos == "noun"]


@pytest.mark.parametrize("row", declined_as_nouns(), ids=label)
def test_every_form_of_a_lexicon_noun_leads_back_to_it(row: dict[str, str]) -> None:
    if not known(row):
        pytest.skip("not in the lexicon")
    lost = [
        (form, case, number)
        for (case, number), forms in noun_paradigm(row).items()
        for form in forms
        if not any(
            (reading.lemma, reading.pos, reading.case, reading.number) == (row["lemma"], "noun", case, number)
            for reading in analyze(form)
        )
    ]
    assert not lost


def test_most_nouns_of_the_table_are_in_the_lexicon() -> None:
    rows = declined_as_nouns()
    assert sum(map(known, rows)) > 0.8 * len(rows), [row["lemma"] for row in rows if not known(row)]


# possessives (Hasanov, without a definite lemma) can be made of any name and are in no lexicon
@pytest.mark.parametrize(
    "row",
    [row for row in adjectives() if row["definite"] != "-"],
    ids=lambda row: row["short"] if row["short"] != "-" else row["definite"],
)
def test_every_form_of_an_adjective_is_read_as_an_adjective(row: dict[str, str]) -> None:
    lemmas = {row["short"], row["definite"]} - {"-"}
    lost = {
        form
        for forms in adjective_forms(sorted(lemmas)[0]).values()
        for form in forms
        if not any(reading.pos == "adj" and reading.lemma in lemmas for reading in analyze(form))
    }
    assert not lost


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("direktoricom", "direktorica"),
        ("ministru", "ministar"),
        ("načelnikom", "načelnik"),
        ("predsjednika", "predsjednik"),
        ("rukovodiocem", "rukovodilac"),
        ("sastancima", "sastanak"),
        ("savjetnicima", "savjetnik"),
        ("sjednici", "sjednica"),
        ("učesnicima", "učesnik"),
        ("vijećnikom", "vijećnik"),
    ],
)
def test_common_noun_is_led_back_to_its_lemma(word: str, lemma: str) -> None:
    assert noun_lemma(word) == lemma
