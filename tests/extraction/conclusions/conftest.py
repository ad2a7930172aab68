"""Documents read by the layout, the dates the meetings and the conclusions, without classla."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.conclusions.factory import ConclusionsComponent
from pipeline.extraction.dates.factory import DatesComponent
from pipeline.extraction.meetings.factory import MeetingsComponent
from pipeline.language import attributes as language_attributes
from pipeline.language.layout.factory import Layout


@pytest.fixture(scope="session")
def analyse() -> Callable[..., Doc]:
    language_attributes.declare()
    findings_attributes.declare()
    nlp = spacy.blank("xx")
    components = (Layout(), DatesComponent(), MeetingsComponent(), ConclusionsComponent())

    def run(text: str, published: str | None = None) -> Doc:
        doc = nlp.make_doc(text)
        doc._.published = published
        for component in components:
            doc = component(doc)
        return doc

    return run
