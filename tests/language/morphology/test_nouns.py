"""Declension of nouns, by the paradigms in `nouns.tsv` and the forms to avoid in `wrong_forms.tsv`."""

from __future__ import annotations

import pytest
from morphology_tables import forms_in, label, noun_paradigm, nouns, rows

CELLS = [
    (cell, *cell.split("_"))
    for cell in ["nom_sg", "gen_sg", "dat_sg", "acc_sg", "ins_sg", "nom_pl", "gen_pl", "dat_pl", "acc_pl"]
]


@pytest.mark.parametrize("row", nouns(), ids=label)
def test_noun_has_the_forms_of_its_paradigm(row: dict[str, str]) -> None:
    made = noun_paradigm(row)
    missing = {
        cell: forms_in(row[cell]) - set(made.get((case, number), ()))
        for cell, case, number in CELLS
        if not forms_in(row[cell]) <= set(made.get((case, number), ()))
    }
    assert not missing, f"not among {made}"


@pytest.mark.parametrize("row", nouns(), ids=label)
def test_locative_is_like_the_dative(row: dict[str, str]) -> None:
    made = noun_paradigm(row)
    for number in ("sg", "pl"):
        assert forms_in(row[f"dat_{number}"]) <= set(made.get(("loc", number), ()))


@pytest.mark.parametrize("row", nouns(), ids=label)
def test_instrumental_plural_is_like_the_dative(row: dict[str, str]) -> None:
    collective = row["dat_pl"].endswith("i")  # braći, djeci: braćom, djecom
    if not collective:
        assert forms_in(row["dat_pl"]) <= set(noun_paradigm(row).get(("ins", "pl"), ()))


@pytest.mark.parametrize("row", [row for row in nouns() if row["gender"] == "m" and row["acc_sg"] not in ("-", "")], ids=label)
def test_accusative_of_a_masculine_tells_whether_it_lives(row: dict[str, str]) -> None:
    made = noun_paradigm(row)
    in_a = row["nom_sg"].endswith("a")
    if "adjectival" in row["flags"] or in_a:
        return
    lives = "animate" in row["flags"]
    assert made[("acc", "sg")] == made[("gen" if lives else "nom", "sg")]


@pytest.mark.parametrize("row", [row for row in nouns() if row["flags"] == "plural"], ids=label)
def test_plural_only_noun_has_no_singular(row: dict[str, str]) -> None:
    assert not any(forms for (_, number), forms in noun_paradigm(row).items() if number == "sg")


@pytest.mark.parametrize("row", rows("wrong_forms.tsv"), ids=label)
def test_noun_has_no_wrong_form(row: dict[str, str]) -> None:
    made = {form for forms in noun_paradigm(row).values() for form in forms}
    assert made.isdisjoint(row["wrong"].split("|"))


def test_noun_stands_once_in_its_table() -> None:
    keys = [label(row) for row in nouns()]
    assert len(keys) == len(set(keys)) >= 130
