"""The spaCy component `zapisnik_conclusions`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.conclusions.finder import find
from pipeline.language import attributes as language_attributes


class ConclusionsComponent:
    """Sets `doc._.conclusions`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.conclusions = find(doc)
        return doc


@Language.factory("zapisnik_conclusions", assigns=["doc._.conclusions"])
def create_conclusions(nlp: Language, name: str) -> ConclusionsComponent:
    """Make the component `zapisnik_conclusions`."""
    language_attributes.declare()
    findings_attributes.declare()
    return ConclusionsComponent()
