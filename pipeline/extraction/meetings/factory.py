"""The spaCy component `zapisnik_meetings`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.meetings.finder import find
from pipeline.language import attributes as language_attributes


class MeetingsComponent:
    """Sets `doc._.meetings`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.meetings = find(doc)
        return doc


@Language.factory("zapisnik_meetings", assigns=["doc._.meetings"])
def create_meetings(nlp: Language, name: str) -> MeetingsComponent:
    """Make the component `zapisnik_meetings`."""
    language_attributes.declare()
    findings_attributes.declare()
    return MeetingsComponent()
