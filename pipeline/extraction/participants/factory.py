"""The spaCy component `participants`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.participants.finder import find
from pipeline.language import attributes as language_attributes
from pipeline.language.attributes import text_of


class ParticipantsComponent:
    """Sets `doc._.participants` from the text, its blocks, `doc._.organizations` and the persons of an authority file."""

    def __call__(self, doc: Doc) -> Doc:
        certain = [match.evidence for match in doc._.authority.persons] if doc._.authority else ()
        doc._.participants = find(text_of(doc), doc._.folded, doc._.blocks or (), doc._.organizations, certain)
        return doc


@Language.factory("zapisnik_participants", requires=["doc._.organizations"], assigns=["doc._.participants"])
def create_participants(nlp: Language, name: str) -> ParticipantsComponent:
    language_attributes.declare()
    findings_attributes.declare()
    return ParticipantsComponent()
