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

from pipeline import edtf
from pipeline.errors import ZapisnikError
from pipeline.extraction import attributes as extraction_attributes
from pipeline.language import attributes as language_attributes
from pipeline.language.reading_text import read
from pipeline.reading import MAX_CHARACTERS, Source, read_text
from pipeline.records import Record
from pipeline.records.assembly import assemble

ENGINES = ("model", "classla", "rules")
_ENGINE_FACTORIES = {
    "model": ("zapisnik_model", "pipeline.language.model.factory"),
    "classla": ("zapisnik_classla", "pipeline.language.classla_engine"),
}

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
)

# what was published on a day was written then; the properties of a file are filed, but settle no `danas`
_SETTLING = frozenset({"metadata", "mail"})

language_attributes.declare()
extraction_attributes.declare()


class NoSuchEngine(ZapisnikError):
    """An engine that nobody built."""

    code = "no-such-engine"


class NotADate(ZapisnikError):
    """A date of publication that is no EDTF value."""

    code = "not-a-date"


def load(engine: str = "rules") -> Language:
    """Make the spaCy pipeline: the language `bs` with all components.

    `nlp(text)` reads the text literally; `extract` reads damaged, hard-wrapped and Cyrillic text as well.

    Args:
        engine: what sets tags, lemmas and `doc.ents`: `model`, the one that ships with the package; `classla`, the user's
            classla models; `rules`, nothing does, and the extraction rules work alone.

    Raises:
        NoSuchEngine: for another name.
        ModelError: if the model is not there or cannot be loaded.
    """
    if engine not in ENGINES:
        raise NoSuchEngine(f"There is no engine {engine!r}.", remedy=f"Choose one of {', '.join(ENGINES)}.")
    nlp = spacy.blank("bs")
    nlp.max_length = 2 * MAX_CHARACTERS
    if engine in _ENGINE_FACTORIES:
        factory, module = _ENGINE_FACTORIES[engine]
        import_module(module)
        nlp.add_pipe(factory, name=engine)
    for name, factory, module in _COMPONENTS:
        import_module(module)
        nlp.add_pipe(factory, name=name)
    return nlp


@cache
def default(engine: str = "rules") -> Language:
    """The pipeline that `extract` uses, made once in a process for each engine."""
    return load(engine)


def extract(
    document: Source | str, nlp: Language | None = None, *, published: str | None = None, uri: str | None = None
) -> Record:
    """Read one document and file what it says.

    Args:
        document: what `pipeline.reading` read, or a text.
        nlp: a pipeline made by `load`; without it one is made and kept. The `Doc` is freed at the end: a component of
            your own must not keep it.
        published: the date of publication where it is known from elsewhere, EDTF (`2023-02-01`); settles years and `danas`.
        uri: what to call the document in its record, percent-encoded.

    Returns:
        The record; offsets refer to its `text`.

    Raises:
        NotADate: if `published` is no EDTF value.
    """
    if published is not None and not edtf.is_valid(published):
        raise NotADate(f"{published!r} is no date.", remedy="Write it as 2023-02-01.")
    if isinstance(document, str):
        source = read_text(document, uri=uri or "text")
    else:
        source = document if uri is None else replace(document, uri=uri)
    nlp = nlp or default()
    reading = read(source.text)
    with nlp.memory_zone():  # the strings of one document go with it: a run over an archive does not grow
        doc = nlp.make_doc(reading.text)
        if published is not None:
            source = replace(source, published_from="metadata")
            doc._.published, doc._.published_hinted = published, True
        elif source.published_from in _SETTLING:
            doc._.published_hint = source.published
        for _, component in nlp.pipeline:
            doc = component(doc)
        return assemble(source, reading, doc)
