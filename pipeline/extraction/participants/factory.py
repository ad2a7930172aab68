"""The spaCy component `participants`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.evidence import Evidence
from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.participants.finder import find
from pipeline.language import attributes as language_attributes
from pipeline.language.attributes import text_of

_SURE = 0.97  # measured on reports that the model never saw


class ParticipantsComponent:
    """Sets `doc._.participants`, from the text and its blocks, `doc._.organizations`, an authority file and `doc.ents`."""

    def __call__(self, doc: Doc) -> Doc:
        certain = [match.evidence for match in doc._.authority.persons] if doc._.authority else ()
        recognized = [
            Evidence(span.start_char, span.end_char)
            for span in doc.ents
            if span.label_ == "PER" and doc._.entity_scores.get((span.start, span.end), 1.0) >= _SURE
        ]
        doc._.participants = find(text_of(doc), doc._.folded, doc._.blocks or (), doc._.organizations, certain, recognized)
        return doc


@Language.factory("zapisnik_participants", requires=["doc._.organizations"], assigns=["doc._.participants"])
def create_participants(nlp: Language, name: str) -> ParticipantsComponent:
    language_attributes.declare()
    findings_attributes.declare()
    return ParticipantsComponent()
