"""The spaCy component `organizations`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.organizations.finder import Recognized, find
from pipeline.language import attributes as language_attributes
from pipeline.language.attributes import text_of

_SURE = 0.97  # measured on the held-back reports: below it what no rule knows is as often wrong as right
_DECLINED = frozenset(["ADJ", "NOUN", "PROPN"])


class OrganizationsComponent:
    """Sets `doc._.organizations`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.organizations = find(text_of(doc), doc._.folded, doc._.blocks or (), list(_recognized(doc)))
        return doc


def _recognized(doc: Doc) -> Iterator[Recognized]:
    """The organizations among `doc.ents` of which the engine is sure."""
    for span in doc.ents:
        if span.label_ == "ORG" and doc._.entity_scores.get((span.start, span.end), 1.0) >= _SURE:
            cases = next((token.morph.get("Case", []) for token in span if token.pos_ in _DECLINED), [])
            yield Recognized(span.start_char, span.end_char, frozenset(map(str.lower, cases)) or None)


@Language.factory("zapisnik_organizations", assigns=["doc._.organizations"])
def create_organizations(nlp: Language, name: str) -> OrganizationsComponent:
    language_attributes.declare()
    findings_attributes.declare()
    return OrganizationsComponent()
