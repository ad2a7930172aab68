"""The spaCy component `dates`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.evidence import Evidence
from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.dates.finder import find
from pipeline.extraction.findings import DateFinding, Doubt
from pipeline.language import attributes as language_attributes
from pipeline.language.attributes import text_of


class DatesComponent:
    """Sets `doc._.dates`, `doc._.published` unless it is known already, and appends to `doc._.warnings`.

    `doc._.published_hint`, the date that the document's metadata give, serves where the text bears no date of its own;
    `doc._.published_hinted` then says so.
    """

    def __call__(self, doc: Doc) -> Doc:
        result = find(text_of(doc), doc._.folded, doc._.published, doc._.blocks or ())
        if doc._.published is None and result.published is None and doc._.published_hint:
            doc._.published, doc._.published_hinted = doc._.published_hint, True
            result = find(text_of(doc), doc._.folded, doc._.published, doc._.blocks or ())
        doc._.dates = [
            DateFinding(
                evidence=Evidence(date.start, date.end),
                value=date.value,
                type=date.kind,
                rule=f"dates.{date.rule}",
                confidence=date.confidence,
                role=date.role,
            )
            for date in result.dates
        ]
        if doc._.published is None:
            doc._.published = result.published
        doc._.warnings = [*doc._.warnings, *(Doubt(code, message) for code, message in result.doubts)]
        return doc


@Language.factory("dates", assigns=["doc._.dates", "doc._.published", "doc._.warnings"])
def create_dates(nlp: Language, name: str) -> DatesComponent:
    language_attributes.declare()
    findings_attributes.declare()
    return DatesComponent()
