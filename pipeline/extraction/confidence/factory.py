"""The spaCy component `zapisnik_confidence`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.confidence.calibration import shipped
from pipeline.extraction.confidence.signs import Signs
from pipeline.extraction.rules import name_of
from pipeline.language import attributes as language_attributes


class ConfidenceComponent:
    """Sets the confidence of every finding to the probability that it is right; see `calibration`."""

    def __call__(self, doc: Doc) -> Doc:
        calibration = shipped()
        for field, finding, signs in judged(doc):
            finding.confidence = calibration.confidence(field, name_of(finding.rule), signs)
        return doc


def judged(doc: Doc) -> Iterator[tuple[str, Any, tuple[str, ...]]]:
    """Every finding of a document with its field and its signs."""
    signs = Signs(doc)
    for field, of in (
        ("dates", signs.date),
        ("organizations", signs.organization),
        ("participants", signs.participant),
        ("meetings", signs.meeting),
        ("conclusions", signs.conclusion),
        ("upcoming_events", signs.event),
    ):
        for finding in getattr(doc._, field):
            yield field, finding, of(finding)


@Language.factory("zapisnik_confidence", requires=["doc._.meetings", "doc._.conclusions", "doc._.upcoming_events"])
def create_confidence(nlp: Language, name: str) -> ConfidenceComponent:
    """Make the component `zapisnik_confidence`."""
    language_attributes.declare()
    findings_attributes.declare()
    return ConfidenceComponent()
