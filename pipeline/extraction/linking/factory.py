"""The spaCy component `zapisnik_linking`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.linking.links import link
from pipeline.language import attributes as language_attributes


class LinkingComponent:
    """Sets the roles of dates, the members of meetings and the organizers of events."""

    def __call__(self, doc: Doc) -> Doc:
        link(doc)
        return doc


@Language.factory("zapisnik_linking", requires=["doc._.meetings", "doc._.conclusions", "doc._.upcoming_events"])
def create_linking(nlp: Language, name: str) -> LinkingComponent:
    """Make the component `zapisnik_linking`."""
    language_attributes.declare()
    findings_attributes.declare()
    return LinkingComponent()
