"""The front door: one document in, one record out.

>>> from pipeline import extract
>>> record = extract("Sastanak je održan 31. januara 2023. godine u Tuzli.")
>>> [(date.text, date.value) for date in record.dates]
[('31. januara 2023. godine', '2023-01-31')]
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import edtf
from pipeline.engines import ENGINES, FACTORIES
from pipeline.errors import ZapisnikError
from pipeline.extraction import attributes as extraction_attributes
from pipeline.language import attributes as language_attributes
from pipeline.language.reading_text import ReadingText, read
from pipeline.language.vocabulary import make_tables_anew
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


def load(engine: str = "model", *, authority: str | Path | None = None) -> Language:
    """Make the spaCy pipeline: the language `bs` with all components.

    `nlp(text)` reads the text literally; `extract` reads damaged, hard-wrapped and Cyrillic text as well.

    Args:
        engine: what sets tags, lemmas and `doc.ents`: `model`, the one that ships with the package; `classla`, the user's
            classla models; `rules`, nothing does, and the extraction rules work alone.
        authority: an authority file (CSV with the columns `name`, `variants`, `acronym`, `type`, `id`, see `docs/entities.md`),
            whose names, acronyms, types and ids take precedence over what the rules read.

    Raises:
        BadAuthorityFile: naming file and line of every fault.
        NoSuchEngine: for another name.
        ModelError: if the model is not there or cannot be loaded.
    """
    if engine not in ENGINES:
        raise NoSuchEngine(f"There is no engine {engine!r}.", remedy=f"Choose one of {', '.join(ENGINES)}.")
    nlp = spacy.blank("bs")
    nlp.max_length = 2 * MAX_CHARACTERS
    if engine in FACTORIES:
        factory, module = FACTORIES[engine]
        import_module(module)
        nlp.add_pipe(factory, name=engine)
    for name, factory, module in _COMPONENTS:
        import_module(module)
        nlp.add_pipe(factory, name=name)
    if authority is not None:
        from pipeline.extraction.authority.factory import add_authority  # noqa: PLC0415 - only who has a file pays for it

        add_authority(nlp, str(authority))
    return nlp


@cache
def default(engine: str = "model") -> Language:
    """The pipeline that `extract` uses, made once in a process for each engine."""
    return load(engine)


def extract(
    document: Source | str,
    nlp: Language | None = None,
    *,
    published: str | None = None,
    uri: str | None = None,
    min_confidence: float | None = None,
    seconds: dict[str, float] | None = None,
) -> Record:
    """Read one document and file what it says.

    Args:
        document: what `pipeline.reading` read, or a text.
        nlp: a pipeline made by `load`; without it one is made and kept. The `Doc` is freed at the end: a component of
            your own must not keep it.
        published: the date of publication where it is known from elsewhere, EDTF (`2023-02-01`); settles years and `danas`.
        uri: what to call the document in its record, percent-encoded.
        min_confidence: leave out items of a lower confidence (0 to 1), and what refers to them; see `records.threshold`.
        seconds: a dict that collects how long each stage took (`reading text`, `tokenizer`, each component, `assembly`).

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
    seconds = {} if seconds is None else seconds
    with nlp.memory_zone():  # the strings of one document go with it: a run over an archive does not grow
        if published is not None:
            source = replace(source, published_from="metadata")
        reading, doc = process(source, nlp, published=published, seconds=seconds)
        with _clock(seconds, "assembly"):
            record = assemble(source, reading, doc)
    make_tables_anew(nlp.vocab)
    return record if min_confidence is None else at_least(record, min_confidence).record


def process(
    source: Source, nlp: Language, *, published: str | None = None, seconds: dict[str, float] | None = None
) -> tuple[ReadingText, Doc]:
    """The reading text of a document, and its `Doc` with the findings of all components; see `extract`."""
    seconds = {} if seconds is None else seconds
    with _clock(seconds, "reading text"):
        reading = read(source.text)
    with _clock(seconds, "tokenizer"):
        doc = nlp.make_doc(reading.text)
    if published is not None:
        doc._.published, doc._.published_hinted = published, True
    elif source.published_from in _SETTLING:
        doc._.published_hint = source.published
    for name, component in nlp.pipeline:
        with _clock(seconds, name):
            doc = component(doc)
    return reading, doc


@contextmanager
def _clock(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Add the time that the block takes to a stage."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - begun
