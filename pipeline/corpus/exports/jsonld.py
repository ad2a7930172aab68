"""Linked data: JSON-LD 1.1 with schema.org, and evidence as W3C Web Annotations.

The context stands in the file, so that nothing is fetched to read it. Identifiers stay: they are made of the record's id and the
item's. What schema.org has no word for has one of our own vocabulary, `urn:zapisnik:vocabulary#`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline import edtf
from pipeline.corpus.exports.common import BadOutput, Exported, Item, Options, Record, iso_range, items, mentions
from pipeline.writing import atomic_file

Node = dict[str, Any]

_XSD = "http://www.w3.org/2001/XMLSchema#"
CONTEXT: Node = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": _XSD,
    "zapisnik": "urn:zapisnik:vocabulary#",
    "edtf": {"@id": "dcterms:date", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "quotedText": {"@id": "oa:exact"},
    "absent": {"@id": "zapisnik:absent", "@type": "@id"},
    "mentionedAt": {"@id": "zapisnik:mentionedAt", "@type": "@id"},
    "deadline": {"@id": "zapisnik:deadline", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "deadlineText": "zapisnik:deadlineText",
    "kind": "zapisnik:kind",
    "confidence": {"@id": "zapisnik:confidence", "@type": "xsd:decimal"},
    "rule": "zapisnik:rule",
    "votes": "zapisnik:votes",
    "responsible": {"@id": "zapisnik:responsible"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}
_KINDS = {"action": ["Statement", "Action"]}
# the precision of an ISO 8601 value by its length
_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date", 16: "dateTime", 19: "dateTime"}
_MODES = {
    "in_person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}


def write(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write one graph, a node a line.

    Raises:
        BadOutput: if `options.base` is no beginning of an IRI.
    """
    if ":" not in options.base or not options.base.endswith(("/", "#", ":")) or any(sign in options.base for sign in ' <>"{}'):
        raise BadOutput(f"{options.base!r} is no beginning of an IRI.", remedy="Give one such as https://example.org/records/.")
    with atomic_file(out) as file:
        file.write(f'{{"@context":{_json(CONTEXT)},\n"@graph":[\n'.encode())
        first = True
        for record in records:
            for node in nodes(record, options.base):
                exported.items["nodes"] += 1
                file.write(("" if first else ",\n").encode() + _json(node).encode("utf-8", errors="replace"))
                first = False
        file.write(b"\n]}\n")
    exported.files.append(out)


def nodes(record: Record, base: str) -> Iterator[Node]:
    """The nodes of one record: the document, its items, and an annotation for each mention."""
    document = f"{base}{record['record_id']}"
    yield _document(record, document)
    iri = {item["id"]: f"{document}#{item['id']}" for _, item in items(record)}
    persons = {person["id"]: person for person in record["participants"]}
    for field_, item in items(record):
        if field_ == "dates":
            continue  # they stand at what they date; a bare mention of a date is no thing
        node: Node = {"@id": iri[item["id"]], **_MAKERS[field_](item, iri, persons)}
        node |= {"subjectOf": {"@id": document}, "confidence": _decimal(item["confidence"]), "rule": item["rule"]}
        yield _without_empty(node)
    for field_, item in items(record):
        for number, (start, end) in enumerate(mentions(item), start=1):
            yield _annotation(record, document, field_, item, number, start, end)


def _document(record: Record, document: str) -> Node:
    source = record["source"]
    return _without_empty(
        {
            "@id": document,
            "@type": "DigitalDocument",
            "identifier": [f"sha256:{source['sha256']}", source["uri"]],
            "name": source["title"],
            "author": {"@type": "Person", "name": source["author"]} if source["author"] else None,
            "inLanguage": f"{source['language']}-{source['script']}" if source["script"] == "Cyrl" else source["language"],
            "encodingFormat": source["media_type"],
            "datePublished": _date(iso_range(source["published"])[0]),
            "edtf": source["published"],
            "text": record["text"],
        }
    )


def _meeting(item: Item, iri: dict[str, str], persons: dict[str, Item]) -> Node:
    present, absent = [], []
    for identifier in item["participants"]:
        if identifier not in persons:
            continue
        person = persons[identifier]
        if person["status"] == "absent":
            absent.append(iri[identifier])
        elif person["role"]:
            present.append({"@type": "Role", "roleName": person["role"], "attendee": {"@id": iri[identifier]}})
        else:
            present.append({"@id": iri[identifier]})
    return {
        "@type": "Event",
        "name": item["title"] or item["type"],
        "additionalType": item["type"],
        "eventStatus": {"@id": "https://schema.org/EventScheduled"},
        **_when(item["date"], item["start_time"], item["end_time"]),
        "eventAttendanceMode": {"@id": f"https://schema.org/{_MODES[item['mode']]}"} if item["mode"] else None,
        "location": _places(item),
        "organizer": [{"@id": iri[identifier]} for identifier in item["organizations"]],
        "attendee": present,
        "absent": absent,
        "recordedIn": [{"@id": iri[identifier]} for identifier in item["conclusions"]],
        "workFeatured": [
            {"@type": "CreativeWork", "position": place, "identifier": entry["number"], "text": entry["text"]}
            for place, entry in enumerate(item["agenda"], start=1)
        ],
    }


def _places(item: Item) -> list[Node]:
    places: list[Node] = []
    if item["place"] or item.get("venue") or item.get("address"):
        address = _without_empty(
            {"@type": "PostalAddress", "addressLocality": item["place"], "streetAddress": item.get("address")}
        )
        places.append(_without_empty({"@type": "Place", "name": item.get("venue") or item["place"], "address": address}))
    if item["platform"]:
        places.append({"@type": "VirtualLocation", "name": item["platform"]})
    return places


def _event(item: Item, iri: dict[str, str], persons: dict[str, Item]) -> Node:
    return {
        "@type": "Event",
        "name": item["name"],
        "additionalType": item["type"],
        "eventStatus": {"@id": "https://schema.org/EventScheduled"},
        **_when(item["date"], item["start_time"], None),
        "location": {"@type": "Place", "name": item["place"]} if item["place"] else None,
        "organizer": [{"@id": iri[identifier]} for identifier in item["organizers"]],
    }


def _organization(item: Item, iri: dict[str, str], persons: dict[str, Item]) -> Node:
    return {"@type": "Organization", "name": item["name"], "alternateName": item["acronym"], "additionalType": item["type"]}


def _participant(item: Item, iri: dict[str, str], persons: dict[str, Item]) -> Node:
    node: Node = {"@type": "Person" if item["kind"] == "person" else "foaf:Group", "name": item["name"], "kind": item["status"]}
    if item["organization"]:
        organization = {"@id": iri[item["organization"]]}
        # a role stands between the person and the organization: https://schema.org/Role
        node["affiliation"] = (
            {"@type": "OrganizationRole", "roleName": item["role"], "affiliation": organization} if item["role"] else organization
        )
    elif item["role"]:
        node["jobTitle"] = item["role"]
    return node


def _conclusion(item: Item, iri: dict[str, str], persons: dict[str, Item]) -> Node:
    node: Node = {
        "@type": _KINDS.get(item["kind"], ["Statement"]),
        "kind": item["kind"],
        "text": item["text"],
        "deadline": item["deadline"],
        "deadlineText": item["deadline_text"],
        "responsible": [{"@id": iri[one]} if one in iri else one for one in item["responsible"]],
        "votes": item["votes"],
        "recordedAt": {"@id": iri[item["meeting"]]} if item["meeting"] else None,
    }
    if item["kind"] == "action":
        node["actionStatus"] = {"@id": "https://schema.org/PotentialActionStatus"}
        node["agent"] = [{"@id": iri[one]} for one in item["responsible"] if one in iri]
        node["endTime"] = _date(iso_range(item["deadline"])[1])
    return node


_MAKERS = {
    "meetings": _meeting,
    "organizations": _organization,
    "participants": _participant,
    "conclusions": _conclusion,
    "upcoming_events": _event,
}


def _annotation(record: Record, document: str, field_: str, item: Item, number: int, start: int, end: int) -> Node:
    """A mention: what is told is the body, where it stands the target (https://www.w3.org/TR/annotation-model/)."""
    body: Any = {"@id": f"{document}#{item['id']}"}
    if field_ == "dates":
        body = {"@type": "oa:TextualBody", "edtf": item["value"], "rdf:value": item["value"], "kind": item["role"]}
    return {
        "@id": f"{document}#{item['id']}-{number}",
        "@type": "oa:Annotation",
        "oa:motivatedBy": {"@id": "oa:identifying"},
        "body": body,
        "target": {
            "@type": "oa:SpecificResource",
            "source": document,
            "selector": [
                {"@type": "oa:TextPositionSelector", "start": start, "end": end},
                {"@type": "oa:TextQuoteSelector", "quotedText": record["text"][start:end]},
            ],
        },
    }


def _when(value: str | None, start_time: str | None, end_time: str | None) -> Node:
    first, last = iso_range(value)
    whole_day = first is not None and first == last and edtf.precision(first) == "day"
    return {
        "startDate": _date(f"{first}T{start_time}" if whole_day and start_time else first),
        "endDate": _date(f"{last}T{end_time}" if whole_day and end_time else last if last != first else None),
        "edtf": value,
    }


def _date(value: str | None) -> Node | None:
    """An ISO 8601 value with its datatype."""
    if value is None:
        return None
    if len(value) == 16:
        value += ":00"  # XML Schema knows no time without seconds
    return {"@type": f"xsd:{_DATATYPES[len(value)]}", "@value": value}


def _decimal(number: float) -> str:
    return f"{number:.2f}"


def _without_empty(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None and value != []}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
