from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Općinsko VIJEĆE", "opcinsko vijece"), ("Đurđevik, Žepče", "durdevik, zepce"), ("ŠEŠIR čaša", "sesir casa"), ("İ", "İ")],
)
def test_lowers_and_drops_the_five_diacritics(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_keeps_the_length_of_every_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
