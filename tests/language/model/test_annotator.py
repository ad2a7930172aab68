"""The component: what an engine says stands in the Doc, and the Doc's text and sentences stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy
from spacy.tokens import Doc

import pipeline
from pipeline.errors import ZapisnikError
from pipeline.language.model.analysis import Analysis, Annotator


class Fixed:
    """An engine that says the same of every word, and holds the first two words of a sentence for a person."""

    name = "fixed"
    models = {"fixed": "1"}  # noqa: RUF012

    def analyze(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        tags = ("NOUN", "Ncmsn", "Case=Nom|Gender=Masc|Number=Sing")
        return [Analysis([tags] * len(words), [word.lower() for word in words], [(0, 2, "PER", 0.5)]) for words in sentences]


@pytest.fixture
def doc() -> Doc:
    nlp = spacy.blank("bs")
    return Annotator(nlp.vocab, Fixed())(nlp("Meša  Kurtić je došao. Ana Bašić\n\nnije došla."))


def test_tags_and_lemmas_stand_in_the_tokens(doc: Doc) -> None:
    token = doc[0]
    assert (token.pos_, token.tag_, str(token.morph), token.lemma_) == (
        "NOUN", "Ncmsn", "Case=Nom|Gender=Masc|Number=Sing", "meša",
    )  # fmt: skip


def test_blanks_are_spaces_and_text_and_sentences_stay(doc: Doc) -> None:
    plain = spacy.blank("bs")(doc.text)
    assert [token.text for token in doc] == [token.text for token in plain]
    assert [token.is_sent_start for token in doc] == [token.is_sent_start for token in plain]
    assert all((token.pos_ == "SPACE") == token.is_space for token in doc)


def test_entities_with_a_blank_inside_are_left_out_and_the_others_have_their_score(doc: Doc) -> None:
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Ana Bašić", "PER"), ("nije došla", "PER")]
    assert doc._.entity_scores[doc.ents[0].start, doc.ents[0].end] == 0.5


def test_an_empty_text_passes() -> None:
    nlp = spacy.blank("bs")
    assert len(Annotator(nlp.vocab, Fixed())(nlp(""))) == 0


def test_the_engine_stands_in_the_record() -> None:
    record = pipeline.extract("Sastanak je održan u Tuzli.", pipeline.load("model"))
    assert record.provenance.engine == "model"
    assert list(record.provenance.models) == ["zapisnik-bs"]
    assert pipeline.extract("Sastanak je održan u Tuzli.", pipeline.load("rules")).provenance.engine == "rules"


def test_the_pipeline_gives_entities_to_anyone() -> None:
    doc = pipeline.load("model")("Načelnica Amra Begić primila je goste iz Mostara.")
    assert ("Amra Begić", "PER") in [(entity.text, entity.label_) for entity in doc.ents]
    assert ("Mostara", "LOC") in [(entity.text, entity.label_) for entity in doc.ents]


def test_an_engine_that_is_none_is_named() -> None:
    with pytest.raises(ZapisnikError, match="'brzi'"):
        pipeline.load("brzi")


def test_strings_of_a_document_go_with_it() -> None:
    nlp = pipeline.load("model")
    pipeline.extract("Sastanak je održan u Tuzli.", nlp)
    for number in range(5):
        pipeline.extract(f"Sjednica broj {number} održana je u mjestu Xyz{number}ovac.", nlp)
    assert not [string for string in nlp.vocab.strings if string.lower().startswith("xyz")]


def test_a_part_of_speech_that_spacy_does_not_know_is_the_other_of_the_two_tags_or_x() -> None:
    class Exchanged(Fixed):
        def analyze(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
            return [Analysis([("Xf", "X", "_"), ("Xf", "Xf", "_")], list(words), []) for words in sentences]

    nlp = spacy.blank("bs")
    doc = Annotator(nlp.vocab, Exchanged())(nlp("Open Bridge"))
    assert [(token.pos_, token.tag_) for token in doc] == [("X", "Xf"), ("X", "Xf")]
