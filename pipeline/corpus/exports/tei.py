"""Minutes as TEI P5: the text with its names and dates, and stand-off lists of persons, organizations, events and conclusions.

The text content of `body` is the record's text, character for character. Names and dates are marked there where they nest; the
evidence of every item is in `standOff`, as pointers `#string-range(BODY,OFFSET,LENGTH)` into that text content (TEI Guidelines,
17.2.4). Characters that XML does not allow are U+FFFD. The elements used are those of `tei.rng`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline import __version__, edtf
from pipeline.corpus.exports.common import Exported, Item, Options, Record, is_folder, iso_range, items, mentions
from pipeline.writing import atomic_file

NAMESPACE = "http://www.tei-c.org/ns/1.0"
SCHEMA = "tei.rng"
_XML = "http://www.w3.org/XML/1998/namespace"
_ID, _LANGUAGE = f"{{{_XML}}}id", f"{{{_XML}}}lang"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGES = {"bs": "bosanski", "hr": "hrvatski", "sr": "srpski"}
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_SURE = 0.9


def write(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write one file (`teiCorpus` if there are several records), or a folder with a file a record."""
    if is_folder(out):
        for record in records:
            with atomic_file(out / f"{record['record_id']}.xml") as file:
                file.write(_DECLARATION + to_bytes(document(record)) + b"\n")
        exported.files.append(out)
        return
    iterator = iter(records)
    first = list(_taken(iterator, 2))
    with atomic_file(out) as file:
        file.write(_DECLARATION)
        if len(first) == 1:
            file.write(to_bytes(document(first[0])) + b"\n")
        else:
            header = etree.Element(_tag("teiHeader"), nsmap={None: NAMESPACE})
            description = _sub(header, "fileDesc")
            _sub(_sub(description, "titleStmt"), "title", "Zapisi o sastancima")
            _sub(_sub(description, "publicationStmt"), "p", "Neobjavljeno; izvezeno iz zapisa programa zapisnik.")
            _sub(_sub(description, "sourceDesc"), "p", "Izvori pojedinih zapisa su u njihovim zaglavljima.")
            file.write(f'<teiCorpus xmlns="{NAMESPACE}">\n'.encode() + to_bytes(header) + b"\n")
            for record in chain(first, iterator):
                file.write(to_bytes(document(record)) + b"\n")
            file.write(b"</teiCorpus>\n")
    exported.files.append(out)


def _taken(iterator: Iterator[Record], number: int) -> Iterator[Record]:
    for _, record in zip(range(number), iterator, strict=False):
        yield record


def to_bytes(element: Any) -> bytes:
    """An element as UTF-8."""
    return etree.tostring(element, encoding="utf-8", xml_declaration=False)


def document(record: Record) -> Any:
    """The `TEI` element of one record."""
    source = record["source"]
    root = etree.Element(_tag("TEI"), nsmap={None: NAMESPACE})
    root.set(_ID, record["record_id"])
    root.set(_LANGUAGE, f"{source['language']}-Cyrl" if source["script"] == "Cyrl" else source["language"])
    root.text = "\n"
    _header(root, record).tail = "\n"
    stand_off = _stand_off(record)
    if len(stand_off):
        root.append(stand_off)
        stand_off.tail = "\n"
    text = _sub(root, "text")
    text.tail = "\n"
    _body(text, record)
    return root


def _header(root: Any, record: Record) -> Any:
    source = record["source"]
    header = _sub(root, "teiHeader")
    description = _sub(header, "fileDesc")
    title = _sub(description, "titleStmt")
    _sub(title, "title", source["title"] or source["uri"])
    if source["author"]:
        _sub(title, "author", source["author"])
    publication = _sub(description, "publicationStmt")
    _sub(publication, "p", f"Neobjavljeno; izvezeno iz zapisa {record['record_id']}.")
    bibl = _sub(_sub(description, "sourceDesc"), "bibl")
    _sub(bibl, "title", source["title"] or source["uri"])
    _sub(bibl, "idno", source["uri"], type="uri")
    _sub(bibl, "idno", source["sha256"], type="sha256")
    if source["published"]:
        _sub(bibl, "date", source["published"], type="published", **_datable(source["published"]))
    program = record["provenance"]["pipeline"]
    application = _sub(_sub(_sub(header, "encodingDesc"), "appInfo"), "application", ident="zapisnik", version=program["version"])
    _sub(application, "label", f"{program['name']} {program['version']}, izvoz {__version__}")
    languages = _sub(_sub(header, "profileDesc"), "langUsage")
    _sub(languages, "language", _LANGUAGES.get(source["language"], source["language"]), ident=root.get(_LANGUAGE))
    return header


# --- what was found


def _stand_off(record: Record) -> Any:
    stand_off = etree.Element(_tag("standOff"), nsmap={None: NAMESPACE})
    own = _Ids(record)
    if record["organizations"]:
        organizations = _sub(stand_off, "listOrg")
        for item in record["organizations"]:
            element = _sub(organizations, "org", **{_ID: own.id(item["id"])}, **_judged(item))
            _sub(element, "orgName", item["name"])
            if item["acronym"]:
                _sub(element, "orgName", item["acronym"], type="acronym")
            if item["type"]:
                _sub(element, "desc", item["type"])
    if record["participants"]:
        persons = _sub(stand_off, "listPerson")
        for item in record["participants"]:
            kind = "person" if item["kind"] == "person" else "personGrp"
            element = _sub(persons, kind, **{_ID: own.id(item["id"])}, role=item["status"], **_judged(item))
            _sub(element, "persName" if kind == "person" else "name", item["name"])
            if item["role"]:
                _sub(element, "occupation", item["role"])
            if item["organization"]:
                _sub(element, "affiliation", ref=own.to(item["organization"]))
    if record["meetings"] or record["upcoming_events"]:
        events = _sub(stand_off, "listEvent")
        for item in record["meetings"]:
            _meeting(events, item, own)
        for item in record["upcoming_events"]:
            element = _event(events, item, "upcoming", item["name"], own)
            if item["place"]:
                _sub(_sub(element, "desc", type="place"), "placeName", item["place"])
            _relations(element, item, {"organizer": item["organizers"]}, own)
    if record["conclusions"]:
        conclusions = _sub(stand_off, "listAnnotation", type="conclusions")
        for item in record["conclusions"]:
            _conclusion(conclusions, item, own)
    others = [item for field, item in items(record) if field != "conclusions"]
    if others:
        evidence = _sub(stand_off, "listAnnotation", type="evidence")
        values = {item["id"]: item for item in record["dates"]}
        for item in others:
            # a date is nothing but its annotation, and has its id
            identifier = own.id(item["id"]) if item["id"] in values else f"{own.id(item['id'])}.evidence"
            annotation = _sub(evidence, "annotation", **{_ID: identifier}, target=own.ranges(item))
            if item["id"] in values:
                _sub(_sub(annotation, "note", type=item["role"]), "date", item["value"], **_datable(item["value"]))
            else:
                _sub(annotation, "ptr", target=own.to(item["id"]))
    return stand_off


class _Ids:
    """Identifiers of items that are unique in a corpus, and pointers to them and into the text."""

    def __init__(self, record: Record) -> None:
        self._prefix = record["record_id"]

    def id(self, identifier: str) -> str:
        return f"{self._prefix}.{identifier}"

    def to(self, identifier: str) -> str:
        return f"#{self.id(identifier)}"

    def ranges(self, item: Item) -> str:
        body = self.id("body")
        return " ".join(f"#string-range({body},{start},{end - start})" for start, end in mentions(item))


def _judged(item: Item) -> dict[str, str]:
    return {"cert": "high" if item["confidence"] >= _SURE else "medium"}


def _event(parent: Any, item: Item, kind: str, name: str, own: _Ids) -> Any:
    dates = _datable(item["date"]) if item["date"] else {}
    element = _sub(parent, "event", **{_ID: own.id(item["id"])}, type=kind, **{**_judged(item), **dates})
    _sub(element, "label", name)
    _sub(element, "desc", item["type"], type="kind")
    if item["date"]:
        _sub(_sub(element, "desc", type="date"), "date", item["date"], **dates)
    if item["start_time"]:
        _sub(_sub(element, "desc", type="start"), "time", item["start_time"], when=f"{item['start_time']}:00")
    if item.get("end_time"):
        _sub(_sub(element, "desc", type="end"), "time", item["end_time"], when=f"{item['end_time']}:00")
    return element


def _meeting(parent: Any, item: Item, own: _Ids) -> None:
    element = _event(parent, item, "meeting", item["title"] or item["type"], own)
    if item["place"]:
        _sub(_sub(element, "desc", type="place"), "placeName", item["place"])
    for name in ("venue", "address", "platform", "mode", "quorum"):
        if item.get(name):
            _sub(element, "desc", item[name], type=name)
    for entry in item["agenda"]:
        _sub(element, "desc", entry["text"], type="agenda", **({"n": entry["number"]} if entry["number"] else {}))
    links = {name: item[f"{name}s"] for name in ("organization", "participant", "conclusion")}
    _relations(element, item, links, own)


def _relations(element: Any, item: Item, links: dict[str, list[str]], own: _Ids) -> None:
    for name, identifiers in links.items():
        if identifiers:
            active = " ".join(own.to(identifier) for identifier in identifiers)
            _sub(element, "relation", name=name, active=active, passive=own.to(item["id"]))


def _conclusion(parent: Any, item: Item, own: _Ids) -> None:
    annotation = _sub(parent, "annotation", **{_ID: own.id(item["id"])}, target=own.ranges(item), **_judged(item))
    _sub(annotation, "note", item["text"], type=item["kind"])
    if item["deadline"] or item["deadline_text"]:
        note = _sub(annotation, "note", type="deadline")
        dates = _datable(item["deadline"]) if item["deadline"] else {}
        _sub(note, "date", item["deadline_text"] or item["deadline"], **dates)
    for one in item["responsible"]:
        note = _sub(annotation, "note", type="responsible")
        if re.fullmatch(r"[op][1-9][0-9]*", one):
            _sub(note, "ptr", target=own.to(one))
        else:
            _sub(note, "rs", one)
    if item["votes"]:
        _sub(annotation, "note", item["votes"], type="votes")


def _datable(value: str) -> dict[str, str]:
    """An EDTF value as TEI's attributes of dates; what W3C's dates cannot say is told by bounds.

    >>> _datable("2023-05-03/2023-05-05"), _datable("XXXX-06-26"), _datable("2023-22")
    ({'from': '2023-05-03', 'to': '2023-05-05'}, {'when': '--06-26'}, {'notBefore': '2023-06-01', 'notAfter': '2023-08-31'})
    """
    doubt = {"cert": "low"} if any(sign in value for sign in "~?%") else {}
    bare = re.sub("[~?%]", "", value)
    if "/" not in bare and bare.startswith(f"{edtf.UNKNOWN_YEAR}-") and edtf.precision(bare) in ("day", "month"):
        return {"when": bare.replace(edtf.UNKNOWN_YEAR, "-")} | doubt
    first, last = iso_range(value)
    lower, upper = edtf.bounds(value)
    if "/" in bare:
        ends = {"from": _w3c(first) or (lower.isoformat() if lower else None)}
        ends["to"] = _w3c(last) or (upper.isoformat() if upper else None)
        return {name: end for name, end in ends.items() if end} | doubt
    if first:
        return {"when": _w3c(first) or first} | doubt
    if lower and upper:
        return {"notBefore": lower.isoformat(), "notAfter": upper.isoformat()} | doubt
    return doubt


def _w3c(value: str | None) -> str | None:
    """With seconds, where there is a clock time."""
    return f"{value}:00" if value and len(value) == 16 else value


# --- the text


def _body(text: Any, record: Record) -> None:
    """The paragraphs, whose text content is the record's text."""
    own = _Ids(record)
    body = _sub(text, "body")
    body.set(_ID, own.id("body"))
    marks = _marks(record, own)
    position, paragraph = 0, None
    for line in record["text"].splitlines(keepends=True) if record["text"] else []:
        content = line.rstrip("\n")
        if not content.strip(" \t\n"):
            _append(body, paragraph, line)
        else:
            paragraph = _sub(body, "p")
            end = position + len(content)
            inside = [mark for mark in marks if position <= mark[0] and mark[1] <= end]
            _fill(paragraph, record["text"], position, end, _nested(inside))
            if line[len(content) :]:
                paragraph.tail = line[len(content) :]
        position += len(line)
    if paragraph is None:
        _sub(body, "p")


_Mark = tuple[int, int, str, dict[str, str]]


def _marks(record: Record, own: _Ids) -> list[_Mark]:
    """Where names and dates stand, with their elements; the longer ones first among those that begin together."""
    found: list[_Mark] = []
    for item in record["organizations"]:
        found += [(*place, "orgName", {"ref": own.to(item["id"])}) for place in mentions(item)]
    for item in record["participants"]:
        name = "persName" if item["kind"] == "person" else "rs"
        found += [(*place, name, {"ref": own.to(item["id"])}) for place in mentions(item)]
    for item in record["dates"]:
        found += [(*place, "date", _datable(item["value"]) | {"corresp": own.to(item["id"])}) for place in mentions(item)]
    return sorted(found, key=lambda mark: (mark[0], -mark[1], mark[2]))


def _nested(marks: list[_Mark]) -> list[_Mark]:
    """Those that lie within or beside each other; of two that cross, the first stays."""
    kept: list[_Mark] = []
    open_ends: list[int] = []
    for mark in marks:
        while open_ends and open_ends[-1] <= mark[0]:
            open_ends.pop()
        if open_ends and mark[1] > open_ends[-1]:
            continue
        kept.append(mark)
        open_ends.append(mark[1])
    return kept


def _fill(parent: Any, text: str, start: int, end: int, marks: list[_Mark]) -> None:
    """Put `text[start:end]` into an element, with the marks as elements."""
    last = None
    position = start
    while marks:
        (begins, ends, name, attributes), marks = marks[0], marks[1:]
        within = [mark for mark in marks if mark[1] <= ends]
        marks = marks[len(within) :]
        _append(parent, last, text[position:begins])
        last = _sub(parent, name, **attributes)
        _fill(last, text, begins, ends, within)
        position = ends
    _append(parent, last, text[position:end])


def _append(parent: Any, last: Any, words: str) -> None:
    """Put words behind the last child, or at the beginning."""
    words = _legal(words)
    if last is not None:
        last.tail = (last.tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def _sub(parent: Any, name: str, content: str | None = None, /, **attributes: str) -> Any:
    element = etree.SubElement(parent, _tag(name), {key: _legal(value) for key, value in attributes.items()})
    if content is not None:
        element.text = _legal(content)
    return element


def _legal(words: str) -> str:
    return _NOT_XML.sub("\ufffd", words)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
