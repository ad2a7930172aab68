"""Names of persons made nominative, by `people.txt`; the gender of first names, by `first_names.txt`."""

from __future__ import annotations

import pytest
from morphology_tables import pairs

from pipeline.language.morphology import first_name_gender, person_name


@pytest.mark.parametrize(("words", "expected"), pairs("people.txt"), ids=lambda text: text)
def test_person_is_nominative(words: str, expected: str) -> None:
    surname_first = expected.endswith(" surname_first")
    parts = expected.removesuffix(" surname_first").split()
    gender = parts.pop() if parts[-1] in ("m", "f") else None
    made = person_name(words.split())
    assert (made.first, made.last, made.surname_first) == (parts[0], " ".join(parts[1:]), surname_first)
    assert gender is None or made.gender == gender


@pytest.mark.parametrize(("words", "expected"), pairs("people.txt"), ids=lambda text: text)
def test_nominative_name_stays(words: str, expected: str) -> None:
    made = person_name(words.split())
    again = person_name([made.first, *made.last.split()])
    assert (again.first, again.last, again.surname_first) == (made.first, made.last, False)


@pytest.mark.parametrize(
    ("words", "gender", "first", "last"),
    [
        ("Ivom Vuk", "f", "Iva", "Vuk"),
        ("Saši Petrović", "f", "Saša", "Petrović"),
        ("Saši Petroviću", "m", "Saša", "Petrović"),
        ("Vanja Petrović", "f", "Vanja", "Petrović"),
        ("Vanja Petrović", "m", "Vanja", "Petrović"),
    ],
)
def test_gender_that_the_text_tells_is_kept(words: str, gender: str, first: str, last: str) -> None:
    made = person_name(words.split(), gender=gender)
    assert (made.first, made.last, made.gender) == (first, last, gender)


@pytest.mark.parametrize(("word", "gender"), pairs("first_names.txt"), ids=lambda text: text)
def test_first_name_has_its_gender_in_every_form(word: str, gender: str) -> None:
    expected = None if gender == "none" else gender
    assert first_name_gender(word) == expected


def test_name_stands_once_in_its_file() -> None:
    lefts = [left for left, _ in pairs("people.txt")]
    assert len(lefts) == len(set(lefts)) >= 200
