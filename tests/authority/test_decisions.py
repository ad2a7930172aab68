"""What a person decided is honoured, and contradictions are named with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import authority

HEADER = "decision,id_a,id_b\n"


@pytest.fixture
def decide(tmp_path: Path) -> Any:
    """Writes a file of decisions and reads it."""

    def write(*rows: str, name: str = "decisions.csv") -> list[authority.Decision]:
        file = tmp_path / name
        file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return authority.read_decisions([file])

    return write


@pytest.fixture
def three(record: Any) -> list[dict[str, Any]]:
    """Three organizations that may be one."""
    return [record(number, [name]) for number, name in enumerate(("Udruženje Izvor", "Udruženje Izvor Tuzla", "Udruga Izvor"))]


def ids(found: authority.Entities) -> dict[str, str]:
    return {entity.name: entity.id for entity in found.entities}


def test_same_makes_one_and_asks_no_more(three: Any, merge: Any, decide: Any) -> None:
    before = merge(three)
    known = ids(before)
    made = decide(f"same,{known['Udruženje Izvor']},{known['Udruga Izvor']}")
    found = merge(three, decisions=made)
    assert len(found.entities) == 2
    assert found.decisions == 1
    (joined,) = [entity for entity in found.entities if entity.documents == 2]
    assert {joined.id, *joined.aliases} == {known["Udruženje Izvor"], known["Udruga Izvor"]}
    assert all({pair.one.id, pair.other.id} != {known["Udruženje Izvor"], known["Udruga Izvor"]} for pair in found.unsure)


def test_different_keeps_apart_and_asks_no_more(three: Any, merge: Any, decide: Any) -> None:
    known = ids(merge(three))
    rows = [f"different,{known['Udruženje Izvor']},{known[other]}" for other in ("Udruga Izvor", "Udruženje Izvor Tuzla")]
    found = merge(three, decisions=decide(*rows))
    assert len(found.entities) == 3
    assert not found.unsure


def test_different_keeps_apart_what_would_be_one(record: Any, merge: Any, decide: Any) -> None:
    """The id of a name inside an entity is among its aliases, so that it can be taken out again."""
    full = {"name": "Centar za razvoj omladine i poduzetništva", "acronym": "CROP"}
    made = [record(1, [full]), record(2, ["CROP"])]
    (entity,) = merge(made).entities
    (alias,) = entity.aliases
    found = merge(made, decisions=decide(f"different,{entity.id},{alias}"))
    assert sorted(ids(found).values()) == sorted([entity.id, alias])
    assert not found.unsure


def test_decisions_hold_when_an_id_has_become_an_alias(three: Any, record: Any, merge: Any, decide: Any) -> None:
    known = ids(merge(three))
    first = decide(f"same,{known['Udruženje Izvor']},{known['Udruga Izvor']}")
    joined = merge(three, decisions=first)
    kept = [authority.Known(entity.id, frozenset(entity.aliases), entity.documents) for entity in joined.entities]
    alias = next(entity.aliases[0] for entity in joined.entities if entity.aliases)
    both = [*first, *decide(f"same,{alias},{known['Udruženje Izvor Tuzla']}", name="more.csv")]
    assert len(merge(three, decisions=both, known=kept).entities) == 1


def test_rows_without_a_decision_are_left_open(three: Any, merge: Any, decide: Any) -> None:
    known = ids(merge(three))
    assert decide(f",{known['Udruženje Izvor']},{known['Udruga Izvor']}", " ,x,y") == []


@pytest.mark.parametrize("first", ["same", "different"])
def test_same_and_different_for_one_pair_contradict(three: Any, merge: Any, decide: Any, first: str) -> None:
    known = ids(merge(three))
    pair = f"{known['Udruženje Izvor']},{known['Udruga Izvor']}"
    second = "different" if first == "same" else "same"
    with pytest.raises(authority.BadDecisions, match=r"decisions\.csv:[23].*decisions\.csv:[23]") as caught:
        merge(three, decisions=decide(f"{first},{pair}", f"{second},{pair}"))
    assert "contradict" in caught.value.remedy


def test_a_contradiction_over_several_rows_names_them_all(three: Any, merge: Any, decide: Any) -> None:
    known = ids(merge(three))
    one, two, three_ = known["Udruženje Izvor"], known["Udruženje Izvor Tuzla"], known["Udruga Izvor"]
    made = decide(f"same,{one},{two}", f"same,{two},{three_}", f"different,{one},{three_}")
    with pytest.raises(authority.BadDecisions, match=r"decisions\.csv:4: .* by \S*decisions\.csv:2, \S*decisions\.csv:3\."):
        merge(three, decisions=made)


def test_an_id_that_nobody_has_is_told_of_and_left_out(three: Any, merge: Any, decide: Any) -> None:
    known = ids(merge(three))
    found = merge(three, decisions=decide(f"same,org-000000000000,{known['Udruga Izvor']}"))
    assert len(found.entities) == 3
    (told,) = found.unknown
    assert "decisions.csv:2" in told
    assert "org-000000000000" in told


def test_an_organization_and_a_person_are_never_the_same(record: Any, merge: Any, decide: Any) -> None:
    made = [record(1, ["Udruženje Izvor"], ["Amir Hadžić"])]
    organization, person = (entity.id for entity in merge(made).entities)
    with pytest.raises(authority.BadDecisions, match=r"decisions\.csv:2: .* an organization and a person"):
        merge(made, decisions=decide(f"same,{organization},{person}"))


def test_two_entries_of_an_authority_file_are_never_the_same(record: Any, merge: Any, decide: Any) -> None:
    made = [record(1, [{"name": "Izvor", "rule": "authority.A"}, {"name": "Most", "rule": "authority.B"}])]
    with pytest.raises(authority.BadDecisions, match=r"decisions\.csv:2: A and B are two entries of your authority file"):
        merge(made, decisions=decide("same,A,B"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("yes,a,b", r"decisions\.csv:2: 'yes' is no decision"),
        ("same,a,", r"decisions\.csv:2: an id is missing"),
        ("same,a,a", r"decisions\.csv:2: both ids are a"),
        ("same,a,b,c", r"decisions\.csv:2: 4 cells for 3 columns"),
    ],
)
def test_a_malformed_row_is_named(decide: Any, row: str, message: str) -> None:
    with pytest.raises(authority.BadDecisions, match=message) as caught:
        decide(row)
    assert caught.value.remedy


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(authority.BadDecisions, match=r"missing\.csv does not exist"):
        authority.read_decisions([tmp_path / "missing.csv"])


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(authority.BadDecisions, match=r"notes\.csv:1: there is no column 'decision'"):
        authority.read_decisions([file])
