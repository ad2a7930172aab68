"""Names of persons in two records: one person, two, or a question. A role and a town alone make nobody the same."""

from __future__ import annotations

from typing import Any

import pytest

CENTAR = "Centar za socijalni rad Kalesija"
IZVOR = "Udruženje Izvor"


def person(name: str, organization: str | None = None, *, town: str | None = None, role: str | None = None) -> dict[str, Any]:
    return {"name": name, "organization": organization, "town": town, "role": role}


def records_of(record: Any, *people: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        record(
            number,
            [one["organization"]] if one["organization"] else [],
            [{"name": one["name"], "role": one["role"], "organization": 1 if one["organization"] else None}],
            town=one["town"],
        )
        for number, one in enumerate(people)
    ]


def persons(found: Any) -> list[Any]:
    return [entity for entity in found.entities if entity.kind == "person"]


SAME = [
    (person("Amir Hadžić", CENTAR), person("Amir Hadžić", CENTAR)),
    (person("Amir Hadžić", CENTAR), person("Amir Hadžić", "JU CSR Kalesija")),
    (person("Amir Hadžić", CENTAR), person("Amir Hadzic", CENTAR)),
    (person("Đuro Đurić", CENTAR), person("Djuro Djurić", CENTAR)),
    (person("Đuro Đurić", CENTAR), person("Ђуро Ђурић", CENTAR)),
    (person("Ivana Brlić-Mažuranić", IZVOR), person("Ivana Brlić Mažuranić", IZVOR)),
    (person("Amir Hadžić", CENTAR, town="Kalesija"), person("Amir Hadžić", town="Kalesija")),
    (person("Amir Hadžić", town="Kalesija"), person("Amir Hadžić", town="Kalesija")),
    (person("Amir Hadžić", IZVOR), person("Amir Hadžić", f"Upravni odbor {IZVOR.replace('e ', 'a ', 1)}")),
]
UNSURE = [
    (person("Amir Hadžić", CENTAR), person("Amir Hadžić", IZVOR), "same-name-other-organization"),
    (person("Amir Hadžić", CENTAR, town="Tuzla"), person("Amir Hadžić", IZVOR, town="Tuzla"), "same-name-other-organization"),
    (person("Amir Hadžić", town="Tuzla", role="direktor"), person("Amir Hadžić", town="Bihać", role="direktor"), "same-name"),
    (person("Amir Hadžić", CENTAR), person("Amir Hadžić"), "same-name"),
    (person("Amir Hadžić", CENTAR, town="Tuzla"), person("Amir Hadžić", town="Bihać"), "same-name"),
    (person("Amir Hadžić", CENTAR), person("A. Hadžić", CENTAR), "initial"),
    (person("Amra Hadžić", CENTAR), person("Amra Hadžić-Kovač", CENTAR), "double-surname"),
    (person("Amir Hadžić", CENTAR), person("Amir Hodžić", CENTAR), "misspelling"),
    (person("Marko Šarić", CENTAR), person("Marko Sarić", CENTAR), "same-name-but-for-diacritics"),
]
TWO = [
    (person("Amir Hadžić", CENTAR), person("Amira Begić", CENTAR)),
    (person("Amir Hadžić", CENTAR), person("Senad Hadžić", CENTAR)),
    (person("Amir Hadžić", CENTAR), person("Amir Hodžić", IZVOR)),
    (person("A. Hadžić", CENTAR), person("Senad Hadžić", CENTAR)),
    (person("A. Hadžić", CENTAR), person("Amir Hadžić", IZVOR)),
]


def name_of(pair: tuple[Any, ...]) -> str:
    return " – ".join(f"{one['name']}, {one['organization']}, {one['town']}" for one in pair[:2])


@pytest.mark.parametrize("pair", SAME, ids=name_of)
def test_one_person(record: Any, merge: Any, pair: tuple[Any, Any]) -> None:
    assert len(persons(merge(records_of(record, *pair)))) == 1


@pytest.mark.parametrize("pair", UNSURE, ids=name_of)
def test_two_persons_and_a_question(record: Any, merge: Any, pair: tuple[Any, Any, str]) -> None:
    found = merge(records_of(record, *pair[:2]))
    assert len(persons(found)) == 2
    (asked,) = [unsure for unsure in found.unsure if unsure.kind == "person"]
    assert asked.reason == pair[2]
    assert 0 < asked.score < 1


@pytest.mark.parametrize("pair", TWO, ids=name_of)
def test_two_persons_and_no_question(record: Any, merge: Any, pair: tuple[Any, Any]) -> None:
    found = merge(records_of(record, *pair))
    assert len(persons(found)) == 2
    assert not [unsure for unsure in found.unsure if unsure.kind == "person"]


def test_somebody_without_an_organization_is_nobody_of_two_in_that_town(record: Any, merge: Any) -> None:
    found = merge(
        records_of(
            record,
            person("Amir Hadžić", CENTAR, town="Tuzla"),
            person("Amir Hadžić", IZVOR, town="Tuzla"),
            person("Amir Hadžić", town="Tuzla"),
        )
    )
    assert len(persons(found)) == 3


def test_a_shared_town_and_role_raise_the_score(record: Any, merge: Any) -> None:
    scores = []
    for town, role in (("Bihać", None), ("Tuzla", None), ("Tuzla", "direktor")):
        first = person("Amir Hadžić", CENTAR, town="Tuzla", role="direktor")
        found = merge(records_of(record, first, person("Amir Hadžić", IZVOR, town=town, role=role)))
        scores += [pair.score for pair in found.unsure if pair.kind == "person"]
    assert scores == sorted(set(scores))


def test_evidence_shows_role_organization_town_record_and_words(record: Any, merge: Any) -> None:
    made = records_of(record, person("Amir Hadžić", CENTAR, town="Tuzla", role="direktor"), person("Amir Hadžić", IZVOR))
    (pair,) = [unsure for unsure in merge(made).unsure if unsure.kind == "person"]
    evidence = dict(zip((pair.one.id, pair.other.id), pair.evidence, strict=True))
    (told,) = [words for words in evidence.values() if "direktor" in words]
    for part in ("1 record", "Tuzla", CENTAR, made[0]["record_id"], "Amir Hadžić"):
        assert part in told


def test_groups_are_nobody(record: Any, merge: Any) -> None:
    made = record(1, [IZVOR], [{"name": "predstavnici", "kind": "group", "organization": 1}])
    assert not persons(merge([made]))
