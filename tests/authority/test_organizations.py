"""Names of organizations in two records: one organization, two, or a question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CASES = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (Path(__file__).parent / "organizations.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def parsed(cell: str) -> dict[str, Any]:
    """`Name @Town =ACRONYM`."""
    cell, _, acronym = cell.partition(" =")
    name, _, town = cell.partition(" @")
    return {"name": name.strip(), "acronym": acronym.strip() or None, "town": town.strip() or None}


def records_of(record: Any, *cells: str) -> list[dict[str, Any]]:
    made = []
    for number, cell in enumerate(cells):
        given = parsed(cell)
        made.append(record(number, [{"name": given["name"], "acronym": given["acronym"]}], town=given["town"]))
    return made


@pytest.mark.parametrize(("expected", "one", "other"), CASES, ids=[f"{case[1]} – {case[2]}" for case in CASES])
def test_two_names_are_one_organization_or_two_or_a_question(
    record: Any, merge: Any, expected: str, one: str, other: str
) -> None:
    found = merge(records_of(record, one, other))
    result = "one" if len(found.entities) == 1 else "unsure" if found.unsure else "two"
    assert result == expected, [(entity.name, entity.aliases) for entity in found.entities]


@pytest.mark.parametrize(("expected", "one", "other"), CASES, ids=[f"{case[1]} – {case[2]}" for case in CASES])
def test_the_order_of_two_names_does_not_matter(record: Any, merge: Any, expected: str, one: str, other: str) -> None:
    first, second = records_of(record, one, other)
    assert merge([first, second]).entities == merge([second, first]).entities
    assert len(merge(records_of(record, other, one)).entities) == (1 if expected == "one" else 2)


def test_an_acronym_of_two_organizations_is_left_to_a_person(record: Any, merge: Any) -> None:
    found = merge(
        [
            record(1, [{"name": "Centar za razvoj i podršku", "acronym": "CRP"}], town="Tuzla"),
            record(2, [{"name": "Centar za razvoj poljoprivrede Bihać", "acronym": "CRP"}]),
            record(3, ["CRP"]),
        ]
    )
    assert len(found.entities) == 3
    assert {pair.reason for pair in found.unsure} >= {"acronym"}


def test_an_acronym_that_a_record_gives_again_and_again_is_the_organization(record: Any, merge: Any) -> None:
    full = {"name": "Svjetska federacija za borbu protiv droga", "acronym": "WFAD"}
    found = merge([record(1, [full]), record(2, [full]), record(3, ["WFAD"])])
    (entity,) = found.entities
    assert (entity.name, entity.acronym, entity.documents) == ("Svjetska federacija za borbu protiv droga", "WFAD", 3)


def test_an_entity_says_all_that_is_known_of_it(record: Any, merge: Any) -> None:
    found = merge(
        [
            record(
                1, [{"name": "JU CSR Kalesija", "type": "centar", "mentions": 3}], town="Kalesija", date="2023-05-03/2023-05-05"
            ),
            record(2, [{"name": "Centar za socijalni rad Kalesija", "acronym": "CSR", "type": "centar"}], published="2022-06"),
            record(3, [{"name": "Centar za socijalni rad Kalesija", "type": "centar", "mentions": 3}], date="XXXX-06-26"),
        ]
    )
    (entity,) = found.entities
    assert (entity.kind, entity.type, entity.acronym) == ("organization", "centar", "CSR")
    assert entity.name == "Centar za socijalni rad Kalesija"
    assert dict(entity.variants) == {"Centar za socijalni rad Kalesija": 4, "JU CSR Kalesija": 3}
    assert (entity.documents, entity.mentions) == (3, 7)
    assert (entity.first_date, entity.last_date) == ("2022-06", "2023-05-05")
    assert dict(entity.towns) == {"Kalesija": 1}
    assert list(entity.records) == sorted(entity.records)
    assert not entity.name_only


def test_an_ordinary_name_that_no_town_tells_apart_says_so(record: Any, merge: Any) -> None:
    assert [entity.name_only for entity in merge([record(1, ["Savjet roditelja"])]).entities] == [True]


def test_the_right_spelling_is_the_name_however_often_it_is_misspelt(record: Any, merge: Any) -> None:
    wrong = [record(number, ["Centar za socjalni rad Olovo"]) for number in range(3)]
    (entity,) = merge([*wrong, record(9, ["Centar za socijalni rad Olovo"])]).entities
    assert entity.name == "Centar za socijalni rad Olovo"


def test_the_name_with_diacritics_is_preferred(record: Any, merge: Any) -> None:
    bare = [record(number, ["Udruzenje zena Zivinice"]) for number in range(3)]
    (entity,) = merge([*bare, record(9, ["Udruženje žena Živinice"])]).entities
    assert entity.name == "Udruženje žena Živinice"
