"""The spaCy component `organizations`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.organizations.finder import find
from pipeline.language import attributes as language_attributes
from pipeline.language.attributes import text_of


class OrganizationsComponent:
    """Sets `doc._.organizations`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.organizations = find(text_of(doc), doc._.folded, doc._.blocks or ())
        return doc


@Language.factory("zapisnik_organizations", assigns=["doc._.organizations"])
def create_organizations(nlp: Language, name: str) -> OrganizationsComponent:
    language_attributes.declare()
    findings_attributes.declare()
    return OrganizationsComponent()
