"""Declension of adjectives, by the paradigms in `adjectives.tsv`."""

from __future__ import annotations

import pytest
from morphology_tables import adjectives, forms_in

from pipeline.language.morphology import adjective_forms

# column → case, number, gender; an empty gender: in all genders
CELLS = {
    "short": ("nom", "sg", "m"),
    "definite": ("nom", "sg", "m"),
    "nom_f": ("nom", "sg", "f"),
    "nom_n": ("nom", "sg", "n"),
    "gen_m": ("gen", "sg", "m"),
    "gen_f": ("gen", "sg", "f"),
    "dat_m": ("dat", "sg", "m"),
    "acc_f": ("acc", "sg", "f"),
    "ins_m": ("ins", "sg", "m"),
    "nom_pl_m": ("nom", "pl", "m"),
    "gen_pl": ("gen", "pl", ""),
    "dat_pl": ("dat", "pl", ""),
}


def missing_forms(row: dict[str, str], lemma: str) -> dict[str, set[str]]:
    """The forms of a row that `adjective_forms` does not make of the lemma, by column."""
    made = adjective_forms(lemma)
    missing = {}
    for column, (case, number, gender) in CELLS.items():
        for each in gender or "mfn":
            left = forms_in(row[column]) - set(made.get((case, number, each), ()))
            if left:
                missing[f"{column}-{each}"] = left
    return missing


def label(row: dict[str, str]) -> str:
    return row["short"] if row["short"] != "-" else row["definite"]


@pytest.mark.parametrize("row", adjectives(), ids=label)
def test_adjective_has_the_forms_of_its_paradigm(row: dict[str, str]) -> None:
    assert not missing_forms(row, label(row))


@pytest.mark.parametrize("row", [row for row in adjectives() if "-" not in (row["short"], row["definite"])], ids=label)
def test_definite_lemma_has_the_same_oblique_forms(row: dict[str, str]) -> None:
    missing = missing_forms(row, row["definite"])
    missing.pop("short-m", None)
    assert not missing


@pytest.mark.parametrize("row", adjectives(), ids=label)
def test_dative_and_locative_are_alike(row: dict[str, str]) -> None:
    made = adjective_forms(label(row))
    for gender in "mfn":
        assert set(made["dat", "pl", gender]) == set(made["loc", "pl", gender]) == set(made["ins", "pl", gender])
    assert set(made["dat", "sg", "f"]) == set(made["loc", "sg", "f"])


@pytest.mark.parametrize("row", adjectives(), ids=label)
def test_accusative_of_a_masculine_is_nominative_or_genitive(row: dict[str, str]) -> None:
    made = adjective_forms(label(row))
    assert set(made["acc", "sg", "m"]) <= set(made["nom", "sg", "m"]) | set(made["gen", "sg", "m"])
    assert forms_in(row["gen_m"]) <= set(made["acc", "sg", "m"])


def test_adjective_stands_once_in_its_table() -> None:
    keys = [label(row) for row in adjectives()]
    assert len(keys) == len(set(keys)) >= 45
