"""Documents with findings placed by hand, so that records can be tested without the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.evidence import Evidence
from pipeline.extraction import attributes as extraction_attributes
from pipeline.language import attributes as language_attributes
from pipeline.language.reading_text import ReadingText, read
from pipeline.reading import Source, read_text
from pipeline.records import Record
from pipeline.records.assembly import assemble


@pytest.fixture(scope="session")
def tokenizer() -> Language:
    """A tokenizer that needs no model; the text of its Doc is the text given."""
    language_attributes.declare()
    extraction_attributes.declare()
    return spacy.blank("xx")


@dataclass
class Document:
    """A text on its way to a record; `add` puts findings in the Doc."""

    source: Source
    reading: ReadingText
    doc: Doc
    rule: str = "example.rule"
    found: dict[str, list[Any]] = field(default_factory=dict)

    def at(self, words: str, occurrence: int = 1) -> Evidence:
        """Where `words` stand in the reading text."""
        start = -1
        for _ in range(occurrence):
            start = self.reading.text.index(words, start + 1)
        return Evidence(start, start + len(words))

    def add(self, name: str, *findings: Any) -> None:
        setattr(self.doc._, name, [*getattr(self.doc._, name), *findings])

    def record(self) -> Record:
        return assemble(self.source, self.reading, self.doc)


@pytest.fixture
def document(tokenizer: Language) -> Any:
    """A function that makes a `Document` of a text."""

    def make(text: str) -> Document:
        source = read_text(text, uri="a.txt")
        reading = read(source.text)
        return Document(source, reading, tokenizer(reading.text))

    return make
