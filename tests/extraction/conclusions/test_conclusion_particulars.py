"""Votes, agenda item, words of the deadline and doers of a conclusion, however they are put."""

from __future__ import annotations

from typing import Any

import pytest

HELD = "Sjednica je održana 12. maja 2023.\n"
MINUTES = "ZAPISNIK\nsa 5. sjednice Vijeća održane 12. maja 2023.\n"


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        (
            "Plan rada usvojen je sa 18 glasova za, dva protiv i jednim suzdržanim.",
            ["sa 18 glasova za, dva protiv i jednim suzdržanim"],
        ),
        ("Jednoglasno je usvojen plan rada.", ["Jednoglasno"]),
        ("Plan je usvojen: 14 za, 3 protiv, 1 suzdržan.", ["14 za, 3 protiv, 1 suzdržan"]),
        ("Prijedlog nije prihvaćen (9 za, 11 protiv).", ["9 za, 11 protiv"]),
        (
            "Za prijedlog je glasalo 12 vijećnika, protiv su bila 3, pa je prijedlog usvojen.",
            ["Za prijedlog je glasalo 12 vijećnika, protiv su bila 3"],
        ),
        ("Plan je usvojen sa 12 glasova za, a izvještaj je skinut s dnevnog reda.", ["sa 12 glasova za", None]),
        ("Jednoglasno je usvojen plan, a prihvaćen je i izvještaj.", ["Jednoglasno", "Jednoglasno"]),
        ("Usvojen je plan za 5 općina.", [None]),
        ("Usvojen je zapisnik sa 11. sjednice.", [None]),
        ("Usvojen je izvještaj sa 7 priloga.", [None]),
        (
            "Za prijedlog je glasalo 9 delegata, 4 su bila protiv, dok se 2 uzdržalo. Prijedlog je usvojen.",
            ["Za prijedlog je glasalo 9 delegata, 4 su bila protiv, dok se 2 uzdržalo"],
        ),
        ("Prijedlog je usvojen. Za je glasalo 9 delegata, protiv 3.", ["Za je glasalo 9 delegata, protiv 3"]),
        ("Prijedlog je usvojen. Glasanju je prisustvovao i notar iz Olova.", [None]),
        (
            "Nacrt je usvojen, pri čemu je 8 delegata glasalo za, a troje je bilo suzdržano.",
            ["8 delegata glasalo za, a troje je bilo suzdržano"],
        ),
        (
            "Potrebnom dvotrećinskom većinom ukupnog broja članova usvojen je statut.",
            ["Potrebnom dvotrećinskom većinom ukupnog broja članova"],
        ),
        ("Natpolovičnom većinom prisutnih delegata usvojen je statut.", ["Natpolovičnom većinom prisutnih"]),
        ("Statut je usvojen jednoglasno, sa 12 glasova „za“.", ["jednoglasno, sa 12 glasova „za“"]),
        ("Usvojen je statut (28 ZA).", ["28 ZA"]),
        ("Sa osam prema tri glasa usvojen je statut.", ["Sa osam prema tri glasa"]),
        ("Većinom su došli mladi. Usvojen je statut.", [None]),
    ],
)
def test_votes(analyse: Any, text: str, votes: list[str | None]) -> None:
    assert [point.votes for point in analyse(HELD + text)._.conclusions] == votes


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Ad. 1\nVijeće je većinom glasova donijelo\nZAKLJUČAK\nPrihvata se plan sjetve.", ["većinom glasova"]),
        ("Jednoglasno su usvojeni sljedeći zaključci:\n1. Odobrava se put.\n2. Bira se odbor.", ["Jednoglasno", "Jednoglasno"]),
        ("Usvojeni su sljedeći zaključci:\n1. Odobrava se put.\n2. Bira se odbor.", [None, None]),
    ],
)
def test_votes_of_a_sentence_that_leads_in(analyse: Any, text: str, votes: list[str | None]) -> None:
    assert [point.votes for point in analyse(MINUTES + text)._.conclusions] == votes


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ad. 2\nBudžet je usvojen jednoglasno.", "2"),
        ("Ad-3\nZaključeno je da se nabavi kosilica.", "3"),
        ("DRUGA TAČKA\nZaključak: Usvaja se budžet.", "2"),
        ("Pod tačkom 2 zaključeno je da se nabavi kosilica.", "2"),
        ("Pod tačkom b) zaključeno je da se nabavi kosilica.", "b"),
        ("U okviru tačke 4 usvojen je plan rada.", "4"),
        ("U okviru treće tačke usvojen je plan rada.", "3"),
        ("Ad. B\nUsvojen je plan rada.", "b"),
        ("Pod posljednjom tačkom usvojen je plan rada.", None),
        ("Usvojen je plan rada.", None),
    ],
)
def test_agenda_item(analyse: Any, text: str, number: str | None) -> None:
    assert [point.agenda_item for point in analyse(MINUTES + text)._.conclusions] == [number]


@pytest.mark.parametrize(
    ("text", "deadline", "words"),
    [
        ("Zaključeno je da se za sedam dana dostavi izvještaj.", None, "za sedam dana"),
        ("Zaključeno je da se spisak dostavi 30 dana prije početka nastave.", None, "30 dana prije početka nastave"),
        ("Zaključeno je da se dostavi spisak u roku od 15 dana.", None, "u roku od 15 dana"),
        ("Zaključeno je da se do naredne sjednice pripremi plan.", None, "do naredne sjednice"),
        (
            "Dogovoreno je da se najkasnije do petka, 19. maja 2023., pošalje dopis.",
            "2023-05-19",
            "najkasnije do petka, 19. maja 2023.",
        ),
        ("Zaključeno je da se do 20. maja 2023. uredi park.", "2023-05-20", "do 20. maja 2023."),
        ("Zaključeno je da se spisak objavi najkasnije deset dana prije izbora.", None, "najkasnije deset dana prije izbora"),
        ("Zaključeno je da se u narednih sedam dana pribave ponude.", None, "u narednih sedam dana"),
        ("Zaključeno je da se uredi park za djecu.", None, None),
    ],
)
def test_deadline_stays_in_words_beside_its_value(analyse: Any, text: str, deadline: str | None, words: str | None) -> None:
    (point,) = analyse(HELD + text)._.conclusions
    assert (point.deadline, point.deadline_text) == (deadline, words)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Dogovoreno je da škola uputi pismo, a Općina pripremi nacrt.", ["škola uputi pismo", "Općina pripremi nacrt"]),
        ("Dogovoreno je da škola uputi pismo, a da Općina pripremi nacrt.", ["škola uputi pismo", "Općina pripremi nacrt"]),
        ("Dogovoreno je da škola uputi pismo, a rasprava će biti nastavljena.", None),
        ("Dogovoreno je da se uredi park, a ne trg.", ["se uredi park, a ne trg"]),
    ],
)
def test_second_doer_of_an_agreement_is_a_point_of_its_own(analyse: Any, text: str, points: list[str] | None) -> None:
    doc = analyse(HELD + text)
    found = [doc.text[point.evidence.start : point.evidence.end] for point in doc._.conclusions]
    assert found == points if points is not None else "rasprava" not in found


def test_holders_behind_a_task_are_no_part_of_it(analyse: Any) -> None:
    doc = analyse(HELD + "Zadaci:\n1. Napisati nacrt pisma (odgovoran: sekretar)\n2. Poslati pozivnice, odgovorna: blagajnica")
    found = [doc.text[point.evidence.start : point.evidence.end] for point in doc._.conclusions]
    assert found == ["Napisati nacrt pisma", "Poslati pozivnice"]
    assert [point.responsible for point in doc._.conclusions] == [["sekretar"], ["blagajnica"]]
