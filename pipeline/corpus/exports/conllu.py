"""Sentences with lemmas, tags and entities: CoNLL-U (https://universaldependencies.org/format.html).

The text is analyzed again by the engine that is asked for, so what stands here is the reading text: Latin script, repaired, a
line a paragraph. Where a token stands in the record's `text` is told by `start_char` and `end_char` (code points, as Stanza has
them); `Orig` has the words there where they differ. Entities are told twice: `NER` by the engine, `Item` by the record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.corpus.exports.common import Exported, Options, Record, is_folder, items, mentions
from pipeline.engines import FACTORIES
from pipeline.language import attributes
from pipeline.language.bosnian import Bosnian  # noqa: F401 - `spacy.blank` finds the language where nothing is installed
from pipeline.language.reading_text import ReadingText, read
from pipeline.writing import atomic_file

# as UDPipe writes what a column cannot hold
_ESCAPES = str.maketrans({"\\": "\\\\", " ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p"})


def write(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write one file, or a folder with a file a record.

    Raises:
        ModelError: if the engine's model is not there.
    """
    nlp = analyzer(options.engine)
    if is_folder(out):
        for record in records:
            with atomic_file(out / f"{record['record_id']}.conllu") as file:
                file.write(document(record, nlp, exported).encode("utf-8", errors="replace"))
        exported.files.append(out)
        return
    with atomic_file(out) as file:
        for record in records:
            file.write(document(record, nlp, exported).encode("utf-8", errors="replace"))
    exported.files.append(out)


def analyzer(engine: str) -> Language:
    """Tokens, sentences, and what the engine says of them."""
    attributes.declare()
    nlp = spacy.blank("bs")
    if engine in FACTORIES:
        factory, module = FACTORIES[engine]
        import_module(module)
        nlp.add_pipe(factory, name=engine)
    return nlp


def document(record: Record, nlp: Language, exported: Exported | None = None) -> str:
    """The sentences of one record in CoNLL-U."""
    reading = read(record["text"])
    nlp.max_length = max(nlp.max_length, len(reading.text) + 1)
    with nlp.memory_zone():
        doc = nlp(reading.text)
        written = "".join(_sentences(record, reading, doc))
        if exported is not None:
            exported.items["tokens"] += sum(not token.is_space for token in doc)
        return written


def _sentences(record: Record, reading: ReadingText, doc: Doc) -> Iterator[str]:
    tags = _item_tags(record, reading, doc)
    number = 0
    for sentence in doc.sents if len(doc) else ():
        words = [token for token in sentence if not token.is_space]
        if not words:
            continue
        number += 1
        lines = []
        if number == 1:
            lines.append(f"# newdoc id = {record['record_id']}")
            lines.append(f"# source = {_line(record['source']['uri'])}")
        lines.append(f"# sent_id = {record['record_id']}-s{number}")
        spaced = [_space_after(doc, token) for token in words]
        text = "".join(token.text + (" " if space else "") for token, space in zip(words, spaced, strict=True)).rstrip()
        lines.append(f"# text = {text}")
        for place, token in enumerate(words, start=1):
            last = place == len(words)
            lines.append("\t".join(_columns(record, reading, doc, sentence, token, place, last, tags.get(token.i, []))))
        yield "\n".join(lines) + "\n\n"


def _columns(
    record: Record, reading: ReadingText, doc: Doc, sentence: Span, token: Token, place: int, last: bool, tags: list[str]
) -> list[str]:
    start, end = reading.to_source(token.idx, token.idx + len(token.text))
    original = record["text"][start:end]
    after = _space_after(doc, token)
    misc = {
        "end_char": str(end),
        "Item": ",".join(tags),
        "NER": f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" if doc.has_annotation("ENT_IOB") else "",
        "Orig": original.translate(_ESCAPES) if original != token.text else "",
        "SpaceAfter": "" if after else "No",
        "SpacesAfter": after.translate(_ESCAPES) if after not in ("", " ") else "",
        "start_char": str(start),
    }
    return [
        str(place),
        token.text,
        token.lemma_ or "_",
        token.pos_ or "_",
        token.tag_ or "_",
        str(token.morph) or "_",
        "_",
        "_",
        "_",
        "|".join(f"{name}={value}" for name, value in misc.items() if value),
    ]


def _space_after(doc: Doc, token: Token) -> str:
    """The white space between a token and the next word."""
    following = token.i + 1
    while following < len(doc) and doc[following].is_space:
        following += 1
    end = doc[following].idx if following < len(doc) else len(doc.text)
    return doc.text[token.idx + len(token.text) : end]


def _item_tags(record: Record, reading: ReadingText, doc: Doc) -> dict[int, list[str]]:
    """For each token the items whose evidence it stands in, `B-o1` at their beginning, `I-o1` within."""
    tags: dict[int, list[str]] = defaultdict(list)
    for _, item in items(record):
        for start, end in mentions(item):
            first, last = reading.from_source(start, end)
            span = doc.char_span(first, last, alignment_mode="expand") if first < last else None
            begins = "B"
            for token in span if span is not None else ():
                if not token.is_space:
                    tags[token.i].append(f"{begins}-{item['id']}")
                    begins = "I"
    return tags


def _line(words: str) -> str:
    return " ".join(words.split())
