"""JSON-LD, read by rdflib without network; Popolo JSON, read by pandas and checked against the classes of its specification."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from record_making import conclusion, record, records

from pipeline.corpus import exports
from pipeline.corpus.exports import popolo

rdflib = pytest.importorskip("rdflib")

SCHEMA, OA = "https://schema.org/", "http://www.w3.org/ns/oa#"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)


def graph(records: list[dict[str, Any]], file: Path, base: str = "urn:zapisnik:") -> Any:
    exports.export(records, "jsonld", file, options=exports.Options(base=base))
    read = rdflib.Graph()
    read.parse(file, format="json-ld")
    return read


def ask(read: Any, query: str) -> list[tuple[str, ...]]:
    prefixes = f"PREFIX s: <{SCHEMA}> PREFIX oa: <{OA}> PREFIX dcterms: <http://purl.org/dc/terms/> "
    return sorted(tuple(str(cell) for cell in row) for row in read.query(prefixes + query))


def test_things_and_their_links_are_those_of_the_record(made: dict[str, Any], tmp_path: Path) -> None:
    read = graph([made], tmp_path / "a.jsonld", "https://example.org/")
    own = f"https://example.org/{made['record_id']}"
    assert ask(read, "SELECT ?e ?d WHERE { ?e a s:Event; s:startDate ?d }") == [
        (f"{own}#e1", "2024-06-15T10:00:00"), (f"{own}#e2", "2024-09"), (f"{own}#m1", "2024-06-03"),
    ]  # fmt: skip
    role = "[a s:OrganizationRole; s:roleName ?r; s:affiliation [s:name ?o]]"
    assert ask(read, f"SELECT ?n ?r ?o WHERE {{ ?p a s:Person; s:name ?n; s:affiliation {role} }}") == [
        ("Ana Kraljević", "direktorica", "Udruženje Vir")
    ]
    assert ask(read, "SELECT ?m ?p WHERE { ?m s:attendee [a s:Role; s:attendee ?p] }") == [(f"{own}#m1", f"{own}#p1")]
    assert ask(read, "SELECT ?t ?end ?m WHERE { ?c a s:Action; s:text ?t; s:endTime ?end; s:recordedAt ?m }") == [
        ("Vir obnovi most do kraja juna", "2024-06", f"{own}#m1")
    ]
    assert ask(read, "SELECT ?r WHERE { ?c <urn:zapisnik:vocabulary#responsible> ?r }") == [(f"{own}#o1",), ("općina",)]


def test_every_mention_is_an_annotation_that_quotes_the_text(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    read = graph(samples, tmp_path / "a.jsonld")
    oa, rdf = rdflib.Namespace(OA), rdflib.RDF
    found = []
    for annotation in read.subjects(rdf.type, oa.Annotation):
        target = read.value(annotation, oa.hasTarget)
        kinds = {read.value(one, rdf.type): one for one in read.objects(target, oa.hasSelector)}
        position, quote = kinds[oa.TextPositionSelector], kinds[oa.TextQuoteSelector]
        text = read.value(read.value(target, oa.hasSource), rdflib.URIRef(f"{SCHEMA}text"))
        start, end = (read.value(position, name).toPython() for name in (oa.start, oa.end))
        found.append((str(text)[start:end], str(read.value(quote, oa.exact))))
    number = sum(len(item.get("mentions", [0])) for record in samples for field in popolo_fields() for item in record[field])
    assert len(found) == number
    assert all(words == quote for words, quote in found)


def popolo_fields() -> tuple[str, ...]:
    from pipeline.records import Record

    return Record.ITEM_FIELDS


def test_dates_that_iso_cannot_say_are_there_as_edtf(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    read = graph(samples, tmp_path / "a.jsonld")
    found = {
        value
        for (value,) in ask(
            read, "SELECT ?v WHERE { ?e dcterms:date ?v FILTER(datatype(?v) = <http://id.loc.gov/datatypes/edtf/EDTF>) }"
        )
    }
    assert {item["date"] for record in samples for item in record["upcoming_events"] if item["date"]} <= found


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records())
def test_any_record_is_a_graph(tmp_path: Path, record: dict[str, Any]) -> None:
    read = graph([record], tmp_path / "a.jsonld")
    assert ask(read, "SELECT ?t WHERE { ?d a s:DigitalDocument; s:text ?t }") == [(record["text"],)]


@pytest.mark.parametrize("base", ["zapisi", "https://example.org", "https://example.org/a b/"])
def test_base_that_is_no_iri_is_refused(made: dict[str, Any], tmp_path: Path, base: str) -> None:
    with pytest.raises(exports.BadOutput, match="IRI"):
        graph([made], tmp_path / "a.jsonld", base)


# --- Popolo

_NAMED = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "string"}, "name": {"type": "string", "minLength": 1}},
}
_DATED_BY = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}(T[0-9]{2}:[0-9]{2})?$"}
_POPOLO = {
    "type": "object",
    "required": list(popolo.COLLECTIONS),
    "additionalProperties": False,
    "properties": {
        "persons": {"type": "array", "items": _NAMED},
        "organizations": {"type": "array", "items": _NAMED},
        "memberships": {"type": "array", "items": {"type": "object", "required": ["person_id", "organization_id"]}},
        "events": {"type": "array", "items": {**_NAMED, "properties": {"start_date": _DATED_BY, "end_date": _DATED_BY}}},
        "motions": {"type": "array", "items": {"type": "object", "required": ["id", "text"], "properties": {"date": _DATED_BY}}},
        "vote_events": {"type": "array", "items": {"type": "object", "required": ["motion_id"]}},
    },
}  # fmt: skip


def test_popolo_has_its_classes_and_every_id_leads_somewhere(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    import jsonschema

    exports.export(samples, "popolo", tmp_path / "a.json")
    data = json.loads((tmp_path / "a.json").read_bytes())
    jsonschema.validate(data, _POPOLO)
    persons = {person["id"]: person for person in data["persons"]}
    organizations = {organization["id"] for organization in data["organizations"]}
    events = {event["id"] for event in data["events"]}
    assert len(persons) == sum(item["kind"] == "person" for record in samples for item in record["participants"])
    for membership in data["memberships"]:
        assert membership["person_id"] in persons and membership["organization_id"] in organizations
    for event in data["events"]:
        assert event.get("organization_id") in organizations | {None}
    for motion in data["motions"]:
        assert motion.get("legislative_session_id") in events | {None}
    assert {vote["motion_id"] for vote in data["vote_events"]} <= {motion["id"] for motion in data["motions"]}


def test_popolo_is_read_by_pandas(made: dict[str, Any], tmp_path: Path) -> None:
    import pandas

    exports.export([made], "popolo", tmp_path / "a.json")
    data = json.loads((tmp_path / "a.json").read_bytes())
    joined = pandas.DataFrame(data["memberships"]).merge(pandas.DataFrame(data["persons"]), left_on="person_id", right_on="id")
    assert list(joined[["name", "role"]].itertuples(index=False, name=None)) == [("Ana Kraljević", "direktorica")]


@pytest.mark.parametrize(
    ("votes", "counts"),
    [
        ("14 za, 3 protiv, 1 suzdržan", {"yes": 14, "no": 3, "abstain": 1}),
        ("15 glasova za, 2 suzdržana", {"yes": 15, "abstain": 2}),
        ("sa 12 glasova „za“", {}),
        ("jednoglasno", {}),
        ("za sjednicu 12. maja", {}),
    ],
)
def test_votes_in_figures_are_counts(tmp_path: Path, votes: str, counts: dict[str, int]) -> None:
    made = record("Usvojeno.", conclusions=[conclusion(1, "Usvojeno", {"start": 0, "end": 8}, votes=votes)])
    exports.export([made], "popolo", tmp_path / "a.json")
    (vote,) = json.loads((tmp_path / "a.json").read_bytes())["vote_events"]
    assert {count["option"]: count["value"] for count in vote.get("counts", [])} == counts and vote["note"] == votes
