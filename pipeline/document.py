"""The front door: one document in, one record out.

>>> from pipeline import extract
>>> record = extract("Sastanak je održan 31. januara 2023. godine u Tuzli.")
>>> [(date.text, date.value) for date in record.dates]
[('31. januara 2023. godine', '2023-01-31')]
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import import_module

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import edtf
from pipeline.errors import ZapisnikError
from pipeline.extraction import attributes as extraction_attributes
from pipeline.language import attributes as language_attributes
from pipeline.language.reading_text import ReadingText, read
from pipeline.reading import MAX_CHARACTERS, Source, read_text
from pipeline.records import Record
from pipeline.records.assembly import assemble
from pipeline.records.threshold import at_least

# name in the pipeline, name of the factory, module that registers the factory; in the order of docs/architecture.md
_COMPONENTS = (
    ("layout", "zapisnik_layout", "pipeline.language.layout.factory"),
    ("dates", "dates", "pipeline.extraction.dates.factory"),
    ("organizations", "zapisnik_organizations", "pipeline.extraction.organizations.factory"),
    ("participants", "zapisnik_participants", "pipeline.extraction.participants.factory"),
    ("meetings", "zapisnik_meetings", "pipeline.extraction.meetings.factory"),
    ("events", "zapisnik_events", "pipeline.extraction.events.factory"),
    ("conclusions", "zapisnik_conclusions", "pipeline.extraction.conclusions.factory"),
    ("linking", "zapisnik_linking", "pipeline.extraction.linking.factory"),
    ("confidence", "zapisnik_confidence", "pipeline.extraction.confidence.factory"),
)

language_attributes.declare()
extraction_attributes.declare()


class NotADate(ZapisnikError):
    """A date of publication that is no EDTF value."""

    code = "not-a-date"


def load() -> Language:
    """Make the spaCy pipeline: the language `bs` with all components.

    `nlp(text)` reads the text literally; `extract` reads damaged, hard-wrapped and Cyrillic text as well.
    """
    nlp = spacy.blank("bs")
    nlp.max_length = 2 * MAX_CHARACTERS
    for name, factory, module in _COMPONENTS:
        import_module(module)
        nlp.add_pipe(factory, name=name)
    return nlp


@cache
def default() -> Language:
    """The pipeline that `extract` uses, made once in a process."""
    return load()


def extract(
    document: Source | str,
    nlp: Language | None = None,
    *,
    published: str | None = None,
    uri: str | None = None,
    min_confidence: float | None = None,
) -> Record:
    """Read one document and file what it says.

    Args:
        document: what `pipeline.reading` read, or a text.
        nlp: a pipeline made by `load`; without it one is made and kept. The `Doc` is freed at the end: a component of
            your own must not keep it.
        published: the date of publication where it is known from elsewhere, EDTF (`2023-02-01`); settles years and `danas`.
        uri: what to call the document in its record, percent-encoded.
        min_confidence: leave out items of a lower confidence (0 to 1), and what refers to them; see `records.threshold`.

    Returns:
        The record; offsets refer to its `text`.

    Raises:
        NotADate: if `published` is no EDTF value.
        NotAConfidence: if `min_confidence` does not lie between 0 and 1.
    """
    if published is not None and not edtf.is_valid(published):
        raise NotADate(f"{published!r} is no date.", remedy="Write it as 2023-02-01.")
    if isinstance(document, str):
        source = read_text(document, uri=uri or "text")
    else:
        source = document if uri is None else replace(document, uri=uri)
    nlp = nlp or default()
    with nlp.memory_zone():  # the strings of one document go with it: a run over an archive does not grow
        reading, doc = process(source, nlp, published=published)
        record = assemble(source, reading, doc)
    return record if min_confidence is None else at_least(record, min_confidence).record


def process(source: Source, nlp: Language, *, published: str | None = None) -> tuple[ReadingText, Doc]:
    """The reading text of a document, and its `Doc` with the findings of all components; see `extract`."""
    reading = read(source.text)
    doc = nlp.make_doc(reading.text)
    doc._.published = published
    for _, component in nlp.pipeline:
        doc = component(doc)
    return reading, doc
