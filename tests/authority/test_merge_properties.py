"""What holds for every corpus: the order of records is no matter, a second run changes nothing, nothing is lost."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hand_made_records import make_record
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import authority
from pipeline.authority.entities import merge_corpus
from pipeline.authority.mentions import Corpus, read_corpus

ORGANIZATIONS = st.sampled_from(
    [
        "Udruženje Izvor", "Udruga Izvor", "Udruženje Izvor Tuzla", "Udruzenje Izvor", "UG Izvor", "Izvor", "CROP",
        "Savjet roditelja",
        "Centar za socijalni rad Kalesija", "CSR Kalesija", "Centar za socjalni rad Kalesija", "Ministarstvo zdravstva TK",
        "Ministarstvo zdravstva", "Općina Tuzla", "Grad Tuzla",
    ]
)  # fmt: skip
PERSONS = st.sampled_from(["Amir Hadžić", "Amir Hadzic", "A. Hadžić", "Amir Hodžić", "Marko Šarić", "Marko Sarić", "Marko Saric"])
TOWNS = st.sampled_from([None, "Tuzla", "Kalesija"])


@st.composite
def corpora(draw: Any) -> list[dict[str, Any]]:
    records = []
    for number in range(draw(st.integers(1, 6))):
        names = draw(st.lists(ORGANIZATIONS, max_size=3, unique=True))
        organizations = [{"name": name, "acronym": draw(st.sampled_from([None, "CROP"]))} for name in names]
        persons = [
            {"name": name, "organization": draw(st.integers(0, len(names))) or None}
            for name in draw(st.lists(PERSONS, max_size=2))
        ]
        records.append(
            make_record(number, organizations, persons, town=draw(TOWNS), date=draw(st.sampled_from([None, "2024-03-12"])))
        )
    return records


def corpus_of(records: list[dict[str, Any]]) -> Corpus:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "records.jsonl")
        file.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
        return read_corpus([file])


def known_of(found: authority.Entities) -> list[authority.Known]:
    return [authority.Known(entity.id, frozenset(entity.aliases), entity.documents) for entity in found.entities]


@given(corpora(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_records_does_not_matter(records: list[dict[str, Any]], chance: Any) -> None:
    shuffled = list(records)
    chance.shuffle(shuffled)
    one, other = merge_corpus(corpus_of(records)), merge_corpus(corpus_of(shuffled))
    assert one.entities == other.entities
    assert one.unsure == other.unsure


@given(corpora())
@settings(max_examples=60, deadline=None)
def test_a_second_run_over_the_same_records_changes_nothing(records: list[dict[str, Any]]) -> None:
    first = merge_corpus(corpus_of(records))
    second = merge_corpus(corpus_of(records), known=known_of(first))
    assert first.entities == second.entities
    assert first.unsure == second.unsure


@given(corpora(), corpora())
@settings(max_examples=60, deadline=None)
def test_every_id_of_before_leads_to_one_entity_when_records_are_added(
    records: list[dict[str, Any]], more: list[dict[str, Any]]
) -> None:
    first = merge_corpus(corpus_of(records))
    added = []
    for number, one in enumerate(more):
        another = make_record(100 + number)
        added.append(one | {"record_id": another["record_id"], "source": one["source"] | {"sha256": another["source"]["sha256"]}})
    second = merge_corpus(corpus_of([*records, *added]), known=known_of(first))
    ids = [identifier for entity in second.entities for identifier in (entity.id, *entity.aliases)]
    assert len(ids) == len(set(ids))
    assert {entity.id for entity in first.entities} <= set(ids)


@given(corpora())
@settings(max_examples=60, deadline=None)
def test_every_item_is_in_one_entity(records: list[dict[str, Any]]) -> None:
    found = merge_corpus(corpus_of(records))
    for kind, field in (("organization", "organizations"), ("person", "participants")):
        counted = sum(entity.mentions for entity in found.entities if entity.kind == kind)
        assert counted == sum(len(item["mentions"]) for record in records for item in record[field])
    for pair in found.unsure:
        assert pair.one.id != pair.other.id
        assert 0 < pair.score < 1
