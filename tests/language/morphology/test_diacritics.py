"""Spellings with diacritics, by `diacritics.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.language.morphology import with_diacritics


def rows() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "diacritics.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("=>") for line in lines if line and not line.startswith("#")]
    return [(bare.strip(), spelled.strip()) for bare, _, spelled in pairs]


@pytest.mark.parametrize(("bare", "spelled"), rows())
def test_bare_word_gets_the_one_spelling_that_the_lexicon_knows(bare: str, spelled: str) -> None:
    assert with_diacritics(bare) == (spelled or None)
