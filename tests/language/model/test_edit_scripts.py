"""Edit scripts: from form to lemma and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.model.edit_scripts import apply_script, edit_script

PAIRS = [
    ("Sastanci", "sastanak"), ("sastankom", "sastanak"), ("je", "biti"), ("najbolji", "dobar"), ("najvećeg", "velik"),
    ("Tuzli", "Tuzla"), ("TUZLI", "Tuzla"), ("CROPS-a", "CROPS"), ("UNDP-ovim", "UNDP"), ("oca", "otac"), ("ljudi", "čovjek"),
    ("Mešom", "Meša"), ("najavio", "najaviti"), ("2023.", "2023."), (",", ","), ("Bosnom", "Bosna"), ("BiH", "BiH"),
    ("naj", "naj"), ("đaci", "đak"), ("Žepča", "Žepče"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "lemma"), PAIRS)
def test_the_script_of_a_pair_gives_the_lemma_again(form: str, lemma: str) -> None:
    assert apply_script(edit_script(form, lemma), form) == lemma


def test_words_that_inflect_alike_share_a_script() -> None:
    assert edit_script("sastankom", "sastanak") == edit_script("Dodatkom", "dodatak")
    assert edit_script("Zenici", "Zenica") != edit_script("Tuzlom", "Tuzla")


def test_a_script_cuts_no_more_than_there_is() -> None:
    assert apply_script("l0-5+ak", "rok") is None
    assert apply_script("l0-3+", "rok") is None


@pytest.mark.parametrize("script", ["", "x0-1+a", "l-1+a", "l0-1"])
def test_what_is_no_script_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match="no edit script"):
        apply_script(script, "rok")


_LETTERS = st.text("abcčćdđefghijklmnoprsštuvzžABCČĆDĐŠŽ-", min_size=1, max_size=15)


@given(_LETTERS, _LETTERS)
def test_every_pair_has_a_script_that_gives_the_lemma(form: str, lemma: str) -> None:
    assert apply_script(edit_script(form, lemma), form) == lemma
