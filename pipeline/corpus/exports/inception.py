"""Documents for INCEpTION (UIMA CAS XMI), and the reading of its exports.

A folder gets `TypeSystem.xml`, by which the two layers are imported into a project, and an XMI file for each record. Offsets in
XMI are UTF-16 code units; dkpro-cassis counts them. Characters that XML does not allow are U+FFFD.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import spacy
from spacy.language import Language

from pipeline.corpus.annotations import LABELS, LINKS, VALUES, Annotated, Link, NotAnExport, Passage, annotated
from pipeline.corpus.exports.common import Exported, Options, Record, missing
from pipeline.language.bosnian import Bosnian  # noqa: F401 - `spacy.blank` finds the language where nothing is installed
from pipeline.writing import write_atomically

TYPES = "TypeSystem.xml"
#: the layers: marked passages, and links between them
ITEM, LINK = "webanno.custom.ZapisnikItem", "webanno.custom.ZapisnikLink"
_SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
_METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_STRING = "uima.cas.String"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RECORD_ID = re.compile(r"r-[0-9a-f]{16}")
_CURATED = "CURATION_USER"
_LARGEST = 500_000_000  # bytes of a file in an archive, unpacked
_DEEPEST = 3  # archives in archives: the export of a project holds one for each document

# UIMA's Python objects have a `type` of their own
_FEATURES = {value.name: "itemType" if value.name == "type" else value.name for value in VALUES}


def write(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write the types and the documents into a folder.

    Raises:
        MissingExtra: dkpro-cassis is not installed.
    """
    _cassis()
    nlp = spacy.blank("bs")
    types = type_system()
    write_atomically(out / TYPES, types.to_xml().encode())
    for record in records:
        document = annotated(record)
        exported.items["passages"] += len(document.passages)
        exported.items["links"] += len(document.links)
        xmi = cas(document, types, nlp, language=record["source"]["language"]).to_xmi()
        write_atomically(out / f"{document.record_id}.xmi", xmi.encode())
    exported.files.append(out)


def type_system() -> Any:
    """The layers with their features, beside the types of DKPro Core that INCEpTION builds upon."""
    cassis = _cassis()
    types = cassis.TypeSystem(add_document_annotation_type=True)
    for name in ("Token", "Sentence"):
        types.create_type(f"{_SEGMENTATION}.{name}")
    metadata = types.create_type(_METADATA, supertypeName="uima.tcas.DocumentAnnotation")
    for name in ("documentTitle", "documentId", "documentUri"):
        types.create_feature(metadata, name, _STRING)
    item = types.create_type(ITEM, description="What a record says, where it stands.")
    types.create_feature(item, "label", _STRING, description=f"One of {', '.join(LABELS)}.")
    types.create_feature(item, "item", _STRING, description="Id of the item in the record; empty for what you add.")
    for value in VALUES:
        choices = f" One of {', '.join(value.choices)}." if value.choices else " EDTF." if value.is_date else ""
        description = f"Of {', '.join(value.labels)}.{choices}"
        types.create_feature(item, _FEATURES[value.name], _STRING, description=description)
    link = types.create_type(LINK, description="What belongs to what.")
    names = ", ".join(dict.fromkeys(kind.name for kind in LINKS))
    types.create_feature(link, "name", _STRING, description=f"One of {names}.")
    types.create_feature(link, "Governor", ITEM)
    types.create_feature(link, "Dependent", ITEM)
    return types


def cas(document: Annotated, types: Any, nlp: Language, *, language: str) -> Any:
    """A document as a CAS of dkpro-cassis."""
    made = _cassis().Cas(types)
    text = _NOT_XML.sub("\ufffd", document.text)
    made.sofa_string, made.sofa_mime = text, "text/plain"
    # Python objects for UIMA count code points; what is written counts UTF-16 code units
    metadata = types.get_type(_METADATA)
    title = f"{document.record_id}.xmi"
    made.add(
        metadata(
            begin=0,
            end=len(text),
            language=language,
            documentTitle=title,
            documentId=document.record_id,
            documentUri=document.uri,
        )
    )
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    doc = nlp.make_doc(text)
    token, sentence = (types.get_type(f"{_SEGMENTATION}.{name}") for name in ("Token", "Sentence"))
    for span in doc.sents if len(doc) else ():
        words = [one for one in span if not one.is_space]
        if not words:
            continue
        made.add(sentence(begin=words[0].idx, end=words[-1].idx + len(words[-1].text)))
        made.add_all([token(begin=one.idx, end=one.idx + len(one.text)) for one in words])
    item, link = types.get_type(ITEM), types.get_type(LINK)
    added = {}
    for passage in document.passages:
        values = {_FEATURES[name]: _NOT_XML.sub("\ufffd", value) for name, value in passage.values.items()}
        added[passage.key] = item(begin=passage.start, end=passage.end, label=passage.label, item=passage.item, **values)
        made.add(added[passage.key])
    for one in document.links:
        source, target = added[one.source], added[one.target]
        made.add(link(begin=target.begin, end=target.end, name=one.name, Governor=source, Dependent=target))
    return made


# --- what comes back


def read(file: Path) -> Iterator[Annotated]:
    """The documents of an export: an XMI file, or an archive of them (of one document, or of a whole project).

    Where a document was curated, that is what counts; else it must have been annotated by one person.

    Raises:
        NotAnExport: if it is none, its documents are not ours, or several persons annotated one and nobody curated it.
    """
    found: dict[str, list[tuple[str, Annotated]]] = {}
    try:
        if file.suffix.lower() == ".zip":
            members = list(_members(file.read_bytes(), file.name, _DEEPEST))
        else:
            beside = file.parent / TYPES
            members = [(file.name, file.read_bytes(), beside.read_bytes() if beside.is_file() else None)]
        for name, xmi, types in members:
            document = _read(xmi, types, name)
            found.setdefault(document.record_id, []).append((name, document))
    except NotAnExport as error:
        raise NotAnExport(f"{file}: {error.args[0]}", remedy=error.remedy) from error
    except Exception as error:  # cassis and lxml raise what they meet
        raise NotAnExport(
            f"{file} cannot be read ({type(error).__name__}: {error}).", remedy="Export from INCEpTION as UIMA CAS XMI (XML 1.0)."
        ) from error
    if not found:
        raise NotAnExport(f"{file} holds no XMI.", remedy="Export from INCEpTION as UIMA CAS XMI (XML 1.0).")
    for record_id, versions in found.items():
        curated = [document for name, document in versions if _CURATED in name]
        if not curated and len(versions) > 1:
            names = ", ".join(name for name, _ in versions)
            raise NotAnExport(
                f"{file}: {record_id} was annotated by several ({names}).", remedy="Curate it, or export one of them."
            )
        yield curated[-1] if curated else versions[0][1]


def _members(data: bytes, path: str, depth: int) -> Iterator[tuple[str, bytes, bytes | None]]:
    """The XMI files of an archive, each with its path and the type system that lies with it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [entry for entry in archive.infolist() if not entry.is_dir() and entry.file_size <= _LARGEST]
        types = {PurePosixPath(entry.filename).parent: entry for entry in names if entry.filename.endswith(TYPES)}
        for entry in names:
            place = PurePosixPath(entry.filename)
            if place.suffix == ".xmi":
                own = types.get(place.parent)
                yield f"{path}/{entry.filename}", archive.read(entry), archive.read(own) if own else None
            elif place.suffix == ".zip" and depth > 1:
                yield from _members(archive.read(entry), f"{path}/{entry.filename}", depth - 1)


def _read(xmi: bytes, types: bytes | None, name: str) -> Annotated:
    cassis = _cassis()
    system = cassis.load_typesystem(io.BytesIO(types)) if types else type_system()
    made = cassis.load_cas_from_xmi(io.BytesIO(xmi), typesystem=system, lenient=True)
    titles = [name]
    for metadata in made.select(_METADATA) if system.contains_type(_METADATA) else ():
        titles += [getattr(metadata, feature, None) or "" for feature in ("documentTitle", "documentId")]
    record_id = next((match[0] for title in reversed(titles) if (match := _RECORD_ID.search(title))), None)
    if record_id is None or not system.contains_type(ITEM):
        raise NotAnExport(f"{name} is no document that zapisnik made.", remedy="Keep the names of documents and layers.")
    document = Annotated(record_id, "", "", made.sofa_string or "")
    keys: dict[int, str] = {}
    for number, one in enumerate(made.select(ITEM), start=1):
        if one.label not in LABELS:
            continue
        values = {value: getattr(one, feature, None) for value, feature in _FEATURES.items()}
        said = {value: " ".join(words.split()) for value, words in values.items() if words and words.strip()}
        key = keys[one.xmiID] = str(number)
        document.passages.append(Passage(key, one.label, one.begin, one.end, said, one.item or None, first=bool(said)))
    for one in made.select(LINK) if system.contains_type(LINK) else ():
        ends = [keys.get(end.xmiID) if end is not None else None for end in (one.Governor, one.Dependent)]
        if one.name and None not in ends:
            document.links.append(Link(one.name, ends[0] or "", ends[1] or ""))
    return document


def _cassis() -> Any:
    try:
        import cassis  # noqa: PLC0415 - an extra

        return cassis
    except ImportError as error:
        raise missing("dkpro-cassis", "INCEpTION's format", "exports", error) from error
