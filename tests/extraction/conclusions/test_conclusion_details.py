"""Who is to do it, by when, and how the vote went."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

INTRODUCTION = "Sastanak udruženja\n\nSastanak odbora održan je 5. maja 2023. godine u Olovu.\n\n"

DEADLINES = [
    ("Zadužuje se sekretar da do 26.05.2023. dostavi spisak.", "2023-05-26", "do 26.05.2023."),
    ("Zadužuje se sekretar da najkasnije do 15. juna dostavi spisak.", "2023-06-15", "najkasnije do 15. juna"),
    ("Zadužuje se sekretar da do kraja juna dostavi spisak.", "2023-06", "do kraja juna"),
    ("Zadužuje se sekretar da u roku od 30 dana dostavi spisak.", None, "u roku od 30 dana"),
    ("Zadužuje se sekretar da odmah dostavi spisak.", None, "odmah"),
    ("Zadužuje se sekretar da dostavi spisak do naredne sjednice.", None, "do naredne sjednice"),
    ("Zadužuje se sekretar da dostavi spisak.", None, None),
]

RESPONSIBLE = [
    ("Zadužuje se sekretar da dostavi spisak.", ["sekretar"]),
    ("Dogovoreno je da organizacije članice dostave podatke.", ["organizacije članice"]),
    ("Dogovoreno je da se podaci dostave odboru.", []),
    ("Usvojen je plan rada sekretara.", []),
]

VOTES = [
    ("Sa 12 glasova za i dva suzdržana usvojen je plan rada.", "Sa 12 glasova za i dva suzdržana"),
    ("Plan rada usvojen je jednoglasno.", "jednoglasno"),
    ("Plan rada je većinom glasova usvojen.", "većinom glasova"),
    ("Usvojen je plan rada.", None),
]


@pytest.mark.parametrize(("text", "deadline", "words"), DEADLINES)
def test_a_deadline_is_a_day_or_stays_in_words(
    analyse: Callable[..., Doc], text: str, deadline: str | None, words: str | None
) -> None:
    (point,) = analyse(INTRODUCTION + text)._.conclusions
    assert (point.deadline, point.deadline_text) == (deadline, words)


@pytest.mark.parametrize(("text", "expected"), RESPONSIBLE)
def test_the_doer_is_who_stands_in_its_place(analyse: Callable[..., Doc], text: str, expected: list[str]) -> None:
    (point,) = analyse(INTRODUCTION + text)._.conclusions
    assert point.responsible == expected


@pytest.mark.parametrize(("text", "votes"), VOTES)
def test_votes_are_kept_in_words(analyse: Callable[..., Doc], text: str, votes: str | None) -> None:
    (point,) = analyse(INTRODUCTION + text)._.conclusions
    assert point.votes == votes


def test_a_point_belongs_to_the_meeting_told_before_it(analyse: Callable[..., Doc]) -> None:
    doc = analyse(
        "Sastanak je održan 8. maja 2023. u Tuzli. Dogovoreno je da se izradi letak. Tri dana "
        "kasnije, 11. maja 2023. održana je i tribina u Olovu. "
        "Zaključeno je da mladi odlaze."
    )
    assert [point.meeting.type for point in doc._.conclusions] == ["sastanak", "tribina"]
