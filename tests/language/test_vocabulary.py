"""The vocabulary of a process that reads an archive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language

import pipeline
from pipeline.language.vocabulary import make_tables_anew


@pytest.fixture()
def nlp() -> Language:
    return spacy.blank("bs")


def _capacity(nlp: Language) -> int:
    return int(nlp.vocab.strings._map.capacity)


def _read_new_words(nlp: Language, documents: int) -> Iterator[int]:
    """Read documents of a hundred words that stand nowhere else; gives the size of the table after each."""
    for number in range(documents):
        with nlp.memory_zone():
            nlp.make_doc(" ".join(f"riječ{number}x{word}" for word in range(100)))
        make_tables_anew(nlp.vocab, after=1000)
        yield _capacity(nlp)


def test_tables_do_not_grow_with_the_number_of_documents(nlp: Language) -> None:
    sizes = list(_read_new_words(nlp, 200))
    assert max(sizes[100:]) <= max(sizes[:20])


def test_nothing_is_done_before_enough_words_have_come(nlp: Language) -> None:
    with nlp.memory_zone():
        nlp.make_doc("Odbor se sastao u utorak.")
    assert not make_tables_anew(nlp.vocab, after=1000)


def test_strings_that_are_to_last_stay(nlp: Language) -> None:
    number = nlp.vocab.strings.add("Skupština")
    with nlp.memory_zone():
        nlp.make_doc("Odbor se sastao u utorak.")
    assert make_tables_anew(nlp.vocab, after=1)
    assert nlp.vocab.strings[number] == "Skupština"
    assert list(nlp.vocab.strings) == ["Skupština"]


def test_documents_outside_of_a_zone_keep_their_words(nlp: Language) -> None:
    doc = nlp.make_doc("Odbor se sastao u utorak.")
    assert not make_tables_anew(nlp.vocab, after=1)
    assert [token.text for token in doc] == ["Odbor", "se", "sastao", "u", "utorak", "."]


def test_settings_of_a_lexeme_stay(nlp: Language) -> None:
    nlp.vocab["odbor"].is_stop = True
    with nlp.memory_zone():
        nlp.make_doc("Odbor se sastao u utorak.")
    assert not make_tables_anew(nlp.vocab, after=1)
    assert nlp.vocab["odbor"].is_stop


def test_documents_are_read_the_same_with_new_tables() -> None:
    text = "Odbor za vode sastao se 4. marta 2021. u Zenici. Prisutni: Senad Grebović, Alma Tursić."
    nlp = pipeline.load()
    before = pipeline.extract(text, nlp)
    assert make_tables_anew(nlp.vocab, after=1)
    assert pipeline.extract(text, nlp).to_dict() == before.to_dict()
