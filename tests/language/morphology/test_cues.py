"""Cues, by the sentences under each of them in `cues.txt`."""

from __future__ import annotations

import re

import pytest
from morphology_tables import lines

from pipeline.language.morphology import cue_pattern, fold


def cases() -> list[tuple[str, str, bool]]:
    """Cue, sentence, and whether the cue is in the sentence."""
    found, cue = [], ""
    for line in lines("cues.txt"):
        if line.startswith(("+ ", "- ")):
            found.append((cue, line[2:], line[0] == "+"))
        else:
            cue = line
    return found


@pytest.mark.parametrize(
    ("cue", "sentence", "matches"), cases(), ids=[f"{cue} {'in' if yes else 'not in'} {text}" for cue, text, yes in cases()]
)
def test_cue_is_found_where_it_stands(cue: str, sentence: str, matches: bool) -> None:
    assert (re.search(cue_pattern(cue), fold(sentence)) is not None) == matches


@pytest.mark.parametrize("cue", sorted({cue for cue, _, _ in cases()}))
def test_cue_keeps_to_word_boundaries(cue: str) -> None:
    pattern = re.compile(cue_pattern(cue))
    for other, sentence, yes in cases():
        if other == cue and yes:
            found = pattern.search(fold(sentence))
            assert found is not None and found[0] == found[0].strip() != ""
            assert pattern.fullmatch(f"x{found[0]}") is None
            assert pattern.fullmatch(f"{found[0]}x") is None


def test_cue_stands_once_in_its_file_and_has_both_kinds_of_sentences() -> None:
    cues = [line for line in lines("cues.txt") if not line.startswith(("+ ", "- "))]
    assert len(cues) == len(set(cues)) >= 40
    for cue in cues:
        assert {yes for other, _, yes in cases() if other == cue} == {True, False}
