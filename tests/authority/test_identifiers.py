"""Ids stay: whatever the order of the files, whatever is added, and when entities become one or several."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pipeline import authority

NAMES = ("Udruženje Izvor", "Općina Breza", "JU CSR Kalesija", "Savjet roditelja", "BHRT")


def kept(found: authority.Entities) -> list[authority.Known]:
    return [authority.Known(entity.id, frozenset(entity.aliases), entity.documents) for entity in found.entities]


def ids(found: authority.Entities) -> dict[str, str]:
    return {entity.name: entity.id for entity in found.entities}


def every_id(entities: Iterable[authority.Entity]) -> list[str]:
    return [identifier for entity in entities for identifier in (entity.id, *entity.aliases)]


def test_a_name_has_the_same_id_in_every_corpus(record: Any, merge: Any) -> None:
    alone = {name: ids(merge([record(1, [name])]))[name] for name in NAMES if name != "JU CSR Kalesija"}
    together = ids(merge([record(1, NAMES), record(2, ["Udruženje Most"])]))
    assert alone.items() <= together.items()


def test_ids_are_the_same_on_every_machine(record: Any, merge: Any) -> None:
    assert ids(merge([record(1, ["Udruženje Izvor"], ["Amir Hadžić"])])) == {
        "Udruženje Izvor": "org-274f11bc084c",
        "Amir Hadžić": "per-c36ef120ae57",
    }


def test_another_spelling_leaves_the_id(record: Any, merge: Any) -> None:
    first = merge([record(1, ["JU „Centar za socijalni rad“ Kalesija"])])
    more = merge([record(1, ["JU „Centar za socijalni rad“ Kalesija"]), record(2, ["CSR Kalesija"]), record(3, ["ЦСР Калесија"])])
    assert [entity.id for entity in first.entities] == [entity.id for entity in more.entities]


def test_an_acronym_that_turns_out_to_be_a_known_organization_becomes_an_alias(record: Any, merge: Any) -> None:
    full = {"name": "Centar za razvoj omladine i poduzetništva", "acronym": "CROP"}
    apart = merge([record(1, [{**full, "acronym": None}]), record(2, ["CROP"])])
    known = ids(apart)
    for earlier in ([], kept(apart)):
        (entity,) = merge([record(1, [full]), record(2, ["CROP"])], known=earlier).entities
        assert entity.id == known[full["name"]]
        assert entity.aliases == [known["CROP"]]


def test_of_two_known_ids_the_one_in_more_records_survives(record: Any, merge: Any) -> None:
    full = {"name": "Centar za razvoj omladine i poduzetništva", "acronym": "CROP"}
    apart = merge([record(1, [{**full, "acronym": None}]), *(record(number, ["CROP"]) for number in (2, 3, 4))])
    known = ids(apart)
    (entity,) = merge([record(1, [full]), *(record(number, ["CROP"]) for number in (2, 3, 4))], known=kept(apart)).entities
    assert (entity.id, entity.aliases) == (known["CROP"], [known[full["name"]]])


def test_an_id_that_came_from_before_stays_though_another_name_joins(record: Any, merge: Any) -> None:
    made = [record(1, ["CROP"])]
    first = merge(made)
    full = {"name": "Centar za razvoj omladine i poduzetništva", "acronym": "CROP"}
    second = merge([*made, record(2, [full])], known=kept(first))
    third = merge([*made, record(2, [full]), record(3, ["Udruženje Izvor"])], known=kept(second))
    assert first.entities[0].id == second.entities[0].id
    assert first.entities[0].id in {entity.id for entity in third.entities}


def test_an_id_leads_to_one_entity_after_a_decision_took_it_apart(record: Any, merge: Any, tmp_path: Path) -> None:
    full = {"name": "Centar za razvoj omladine i poduzetništva", "acronym": "CROP"}
    made = [record(1, [full]), record(2, ["CROP"])]
    first = merge(made)
    (entity,) = first.entities
    file = tmp_path / "decisions.csv"
    file.write_text(f"decision;id_a;id_b\ndifferent;{entity.id};{entity.aliases[0]}\n", encoding="utf-8")
    apart = merge(made, decisions=authority.read_decisions([file]), known=kept(first))
    assert ids(apart)[full["name"]] == entity.id
    assert len(every_id(apart.entities)) == len(set(every_id(apart.entities))) == 2


def test_a_users_id_is_the_id(record: Any, merge: Any) -> None:
    with_file = record(1, [{"name": "Udruženje Plavi most", "rule": "authority.NGO-17"}])
    (entity,) = merge([with_file, record(2, ["Udruženje Plavi most"])]).entities
    assert (entity.id, entity.documents) == ("NGO-17", 2)


def test_names_under_one_users_id_are_one_and_under_two_are_two(record: Any, merge: Any) -> None:
    same = [record(number, [{"name": name, "rule": "authority.A"}]) for number, name in enumerate(("Izvor", "Most"))]
    assert [entity.id for entity in merge(same).entities] == ["A"]
    two = [record(number, [{"name": "Izvor", "rule": f"authority.{letter}"}]) for number, letter in enumerate("AB")]
    found = merge([*two, record(9, ["Izvor"])])
    assert sorted(entity.id for entity in found.entities if entity.id in "AB") == ["A", "B"]
    assert len(found.entities) == 3


def test_malformed_entities_of_an_earlier_run_are_refused(tmp_path: Path) -> None:
    (tmp_path / "entities.jsonl").write_text('{"id": "a", "aliases": [], "documents": 1}\n{"id": "b"}\n', encoding="utf-8")
    with pytest.raises(authority.BadEntities, match=r"entities\.jsonl:2"):
        authority.read_known(tmp_path)


def test_a_folder_without_an_earlier_run_knows_nobody(tmp_path: Path) -> None:
    assert authority.read_known(tmp_path / "new") == []
