"""Phrases made nominative, by `phrases.txt`; adjectives and nouns put together from their tables."""

from __future__ import annotations

import pytest
from morphology_tables import forms_in, label, nouns, pairs

from pipeline.language.morphology import nominative_phrase

AGREEING = {"m": ("novi", "novom", "novim"), "f": ("nova", "novoj", "novom"), "n": ("novo", "novom", "novim")}
# the same oblique forms belong to another lemma too
TWINS = {
    "aktivista": "aktivist",
    "dio": "dijel",
    "kći": "kćer",
    "objekat": "objekt",
    "projekat": "projekt",
    "radio": "radij",
    "sto": "stol",
    "studio": "studij",
    "udio": "udjel",
    "večer": "veče",
}


@pytest.mark.parametrize(("phrase", "nominative"), pairs("phrases.txt"), ids=lambda text: text)
def test_phrase_is_nominative(phrase: str, nominative: str) -> None:
    assert nominative_phrase(phrase) == nominative


@pytest.mark.parametrize("nominative", sorted({right for _, right in pairs("phrases.txt")}))
def test_nominative_phrase_stays(nominative: str) -> None:
    assert nominative_phrase(nominative) == nominative


@pytest.mark.parametrize(
    "row",
    [row for row in nouns() if row["dat_sg"] != "-" and not {"adjectival", "indeclinable"} & set(row["flags"].split(","))],
    ids=label,
)
def test_adjective_before_the_noun_agrees(row: dict[str, str]) -> None:
    adjective, dative, instrumental = AGREEING[row["gender"]]
    expected = {f"{adjective} {noun}" for noun in (row["nom_sg"], TWINS.get(row["lemma"], row["nom_sg"]))}
    for noun in forms_in(row["dat_sg"]):
        assert nominative_phrase(f"{dative} {noun}") in expected
    for noun in forms_in(row["ins_sg"]) - forms_in(row["dat_sg"]):
        assert nominative_phrase(f"{instrumental} {noun}") in expected


def test_phrase_stands_once_in_its_file() -> None:
    lefts = [left for left, _ in pairs("phrases.txt")]
    assert len(lefts) == len(set(lefts)) >= 150
