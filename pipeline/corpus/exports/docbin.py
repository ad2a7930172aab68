"""Documents of spaCy: the text of each record with its items as spans.

`doc.spans` has a group for each field of items; a span's label is the field (`organizations`), its `id_` the item (`o1`), its
`kb_id_` what the item says (name, value, kind). Tokens are those of `spacy.blank("bs")`. A mention that begins or ends within a
token has that whole token; the exact offsets are in `doc.user_data["record"]`, which is the record without its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, SpanGroup

from pipeline.corpus.exports.common import FIELDS, Exported, Item, Options, Record, is_folder, mentions
from pipeline.language.bosnian import Bosnian  # noqa: F401 - `spacy.blank` finds the language where nothing is installed
from pipeline.writing import write_atomically

_DOCUMENTS_A_FILE = 2_000


def write(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write one file, which is held in memory, or a folder with files of 2,000 documents each, which spaCy's `Corpus` reads."""
    nlp = spacy.blank("bs")
    folder = is_folder(out)
    documents = DocBin(store_user_data=True)
    number = 0
    for record in records:
        doc = document(record, nlp)
        documents.add(doc)
        exported.items["spans"] += sum(len(group) for group in doc.spans.values())
        if folder and len(documents) == _DOCUMENTS_A_FILE:
            _write(documents, out / f"documents-{number:05}.spacy", exported)
            documents = DocBin(store_user_data=True)
            number += 1
    if not folder:
        _write(documents, out, exported)
    elif len(documents) or not number:
        _write(documents, out / f"documents-{number:05}.spacy", exported)


def _write(documents: DocBin, file: Path, exported: Exported) -> None:
    write_atomically(file, documents.to_bytes())
    exported.files.append(file)


def document(record: Record, nlp: Language) -> Doc:
    """The document of one record; `doc.text` is its text."""
    nlp.max_length = max(nlp.max_length, len(record["text"]) + 1)
    doc = nlp.make_doc(record["text"])
    for field in FIELDS:
        group = SpanGroup(doc, name=field)
        for item in record[field]:
            for start, end in mentions(item):
                span = doc.char_span(start, end, label=field, kb_id=_says(item), span_id=item["id"], alignment_mode="expand")
                if span is not None and len(span):
                    group.append(span)
        doc.spans[field] = group
    doc.user_data["record"] = {name: value for name, value in record.items() if name != "text"}
    return doc


def _says(item: Item) -> str:
    return str(item.get("name") or item.get("value") or item.get("kind") or item.get("type") or "")
