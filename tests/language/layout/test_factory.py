"""The spaCy component."""

from __future__ import annotations

import spacy

from pipeline.language.layout import factory, find_blocks


def test_the_component_sets_the_blocks() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("zapisnik_layout")
    doc = nlp("ZAPISNIK\n\n1. Plan\n2. Razno")
    assert doc._.blocks == find_blocks(doc.text)


def test_blocks_that_are_there_stay() -> None:
    nlp = spacy.blank("xx")
    doc = nlp.make_doc("ZAPISNIK")
    doc._.blocks = []
    assert factory.Layout()(doc)._.blocks == []
