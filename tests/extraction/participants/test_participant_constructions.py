"""What authors write about persons, offices, presence and groups, by `constructions.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_people import people, read_case


def cases() -> list[str]:
    lines = (Path(__file__).parent / "constructions.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("⏎", "\n") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases())
def test_construction_is_understood(case: str) -> None:
    text, expected = read_case(case)
    found = [
        (mention, each.kind, each.name, each.role, each.organization.name if each.organization else None, each.status)
        for each in people(text)
        for mention in each.mentions
    ]
    assert sorted(found, key=lambda item: item[0]) == expected


@pytest.mark.parametrize("between", ["i mostarskog", "te", "kao i sarajevskog", ","])
def test_one_noun_stands_for_the_people_of_several_organizations(between: str) -> None:
    found = people(f"Skupu su prisustvovali predstavnici Fondacije „Luč“ {between} Udruženja „Oganj“.")
    assert [(each.name, each.organization.name) for each in found if each.organization] == [
        ("predstavnici", "Fondacija Luč"),
        ("predstavnici", "Udruženje Oganj"),
    ]
