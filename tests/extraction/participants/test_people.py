"""People and groups, annotated inside sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.evidence import Evidence
from pipeline.extraction.findings import ParticipantFinding
from pipeline.extraction.organizations.finder import find as find_organizations
from pipeline.extraction.participants.finder import find
from pipeline.language.folding import fold
from pipeline.language.layout import find_blocks

_ANNOTATED = re.compile(r"\[\[(?P<group>[^\]|]+)\|(?P<group_fields>[^\]]*)\]\]|\[(?P<person>[^\]|]+)\|(?P<fields>[^\]]*)\]")


def people(text: str) -> list[ParticipantFinding]:
    blocks = find_blocks(text)
    return find(text, fold(text), blocks, find_organizations(text, fold(text), blocks))


def cases() -> list[str]:
    lines = (Path(__file__).parent / "people.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_case(case: str) -> tuple[str, list[tuple[Evidence, str, str, str | None, str | None, str]]]:
    text, expected, last = "", [], 0
    for match in _ANNOTATED.finditer(case):
        text += case[last : match.start()]
        start = len(text)
        kind = "group" if match["group"] else "person"
        text += match["group"] or match["person"]
        fields = (match["group_fields"] or match["fields"]).split("|")
        if kind == "group":
            fields.insert(1, "")
        name, role, organization, status = fields
        expected.append((Evidence(start, len(text)), kind, name, role or None, organization or None, status))
        last = match.end()
    return text + case[last:], expected


@pytest.mark.parametrize("case", cases())
def test_participants_of_a_sentence(case: str) -> None:
    text, expected = read_case(case)
    found = [
        (mention, each.kind, each.name, each.role, each.organization.name if each.organization else None, each.status)
        for each in people(text)
        for mention in each.mentions
    ]
    assert sorted(found, key=lambda item: item[0]) == expected
