"""The spaCy component `layout`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import attributes
from pipeline.language.attributes import text_of
from pipeline.language.layout.classify import find_blocks

attributes.declare()


class Layout:
    """Sets `doc._.blocks`, unless they are there."""

    def __call__(self, doc: Doc) -> Doc:
        if doc._.blocks is None:
            doc._.blocks = find_blocks(text_of(doc))
        return doc


@Language.factory("zapisnik_layout", assigns=["doc._.blocks"])
def create_layout(nlp: Language, name: str) -> Layout:
    """Make the component `zapisnik_layout`."""
    return Layout()
