"""Names of organizations, annotated inside sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.evidence import Evidence
from pipeline.extraction.organizations.finder import find
from pipeline.language.folding import fold
from pipeline.language.layout import find_blocks

_ANNOTATED = re.compile(r"\[(?P<words>[^\]|]+)\|(?P<name>[^\]|]+)(?:\|(?P<acronym>[^\]|]+))?\]")


def cases() -> list[str]:
    lines = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_case(case: str) -> tuple[str, list[tuple[Evidence, str]], dict[str, str]]:
    """The text, each mention with its name, and the acronyms by name."""
    text, mentions, acronyms, last = "", [], {}, 0
    for match in _ANNOTATED.finditer(case):
        text += case[last : match.start()]
        start = len(text)
        text += match["words"]
        mentions.append((Evidence(start, len(text)), match["name"]))
        if match["acronym"]:
            acronyms[match["name"]] = match["acronym"]
        last = match.end()
    return text + case[last:], mentions, acronyms


@pytest.mark.parametrize("case", cases())
def test_organizations_of_a_sentence(case: str) -> None:
    text, mentions, acronyms = read_case(case)
    found = find(text, fold(text), find_blocks(text))
    names = {name for _, name in mentions}
    assert {each.name for each in found} == names
    assert {each.name: each.acronym for each in found if each.acronym} == acronyms
    places = [(mention, each.name) for each in found for mention in each.mentions]
    for mention, name in mentions:
        assert any(name == other and mention.overlaps(evidence) for evidence, other in places), f"no mention of {name}"
