"""The spaCy component `zapisnik_events`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.events.finder import find
from pipeline.language import attributes as language_attributes


class EventsComponent:
    """Sets `doc._.upcoming_events`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.upcoming_events = find(doc)
        return doc


@Language.factory("zapisnik_events", assigns=["doc._.upcoming_events"])
def create_events(nlp: Language, name: str) -> EventsComponent:
    """Make the component `zapisnik_events`."""
    language_attributes.declare()
    findings_attributes.declare()
    return EventsComponent()
