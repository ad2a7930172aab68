"""Keys of words: forms meet, other words do not; offsets point at the words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corpus import conflation
from pipeline.corpus.conflation import columns, form_of, keys, query_keys, tokens


def rows() -> list[list[str]]:
    lines = (Path(__file__).parent / "conflation.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.mark.parametrize(("forms", "other"), rows())
def test_forms_of_a_word_share_a_key_and_another_word_has_none_of_them(forms: str, other: str) -> None:
    of_each = [set(conflation.bare_keys(form_of(form))) for form in forms.split()]
    shared = set.intersection(*of_each)
    assert shared, of_each
    assert shared.isdisjoint(keys(form_of(other)))


def test_a_lemma_stands_for_itself_and_an_ambiguous_form_for_all() -> None:
    assert query_keys("rad") == ("rad",)
    assert {"rad", "rada"} <= set(query_keys("rada"))


def test_a_bare_word_in_a_phrase_may_have_lost_its_diacritics() -> None:
    assert query_keys("kriza") == ("kriza",)
    assert "kriz" in query_keys("kriza", in_phrase=True)


def test_text_without_diacritics_is_known_only_when_it_is_long() -> None:
    assert not conflation.is_bare("Crvenom krizu")
    assert conflation.is_bare("Sastanak sa Crvenom krizu nije odrzan. " * 10)
    assert not conflation.is_bare("Састанак није одржан. " * 20)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("zaklju-\nčak o", ["zaključak", "o"]),
        ("javnoj na-\r\n  bavci", ["javnoj", "nabavci"]),
        ("pri\u00ad\nsutni", ["prisutni"]),
        ("сједни-\nце", ["sjednice"]),
        ("Tuzla-\nSarajevo", ["tuzla", "sarajevo"]),
        ("sjednica-\nsastanak", ["sjednica", "sastanak"]),
        ("Tuzla -\nnastavak", ["tuzla", "nastavak"]),
        ("2022-\n2023", ["2022", "2023"]),
        ("op\u00adćina", ["općina"]),
        ("op\u200bćina\ufeff", ["općina"]),
        (unicodedata.normalize("NFD", "Žepče čeka"), ["žepče", "čeka"]),
    ],
)
def test_words_are_whole_whatever_stands_inside_them(text: str, forms: list[str]) -> None:
    assert [token.form for token in tokens(text)] == forms


def test_the_fingerprint_stays_the_same() -> None:
    assert conflation.fingerprint() == conflation.fingerprint()
    assert len(conflation.fingerprint()) == 16


@given(st.text(max_size=200))
def test_every_text_has_as_many_keys_as_words_and_offsets_that_slice_it(text: str) -> None:
    found = tokens(text)
    assert [len(column.split(" ")) if column else 0 for column in columns(text)] == [len(found)] * 3
    end = 0
    for token in found:
        assert end <= token.start < token.end
        end = token.end
        assert form_of(text[token.start : token.end]) == token.form
        assert token.keys and all(key and " " not in key for key in token.keys)
