"""Ordinal, times, venue, address, quorum and agenda of a meeting, however they are put."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.extraction.meetings.addresses import address
from pipeline.extraction.meetings.ordinals import number

MINUTES = "ZAPISNIK\nsa 5. sjednice Vijeća održane 12. maja 2023.\n"


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("Trideset druga redovna sjednica Vijeća održana je 12. maja 2023.", 32),
        ("XII sjednica Savjeta održana je 12. maja 2023.", 12),
        ("Održana je 21-va sjednica Odbora 12. maja 2023.", 21),
        ("Na 15-oj po redu sjednici, održanoj 12. maja 2023., usvojen je plan rada.", 15),
        ("Drugi sastanak Mreže održan je 12. maja 2023.", 2),
        ("Na 32. redovnoj sjednici, održanoj 12. maja 2023., usvojen je plan rada.", 32),
        (MINUTES, 5),
        ("Na jučerašnjoj, 14-toj po redu, sjednici Odbora, održanoj 12. maja 2023., usvojen je plan.", 14),
        ("ZAPISNIK\nsa XXI-ve sjednice Senata održane 12. maja 2023.\n", 21),
        ("ZAPISNIK\nsa 7-me sjednice Senata održane 12. maja 2023.\n", 7),
        ("ZAPISNIK\nsa 2. vanredne (telefonske) sjednice Senata održane 12. maja 2023.\n", 2),
        ("ZAPISNIK\nsa sjednice Senata (drugi saziv) održane 12. maja 2023.\n", None),
        ("U klasi II-a održana je sjednica 12. maja 2023.", None),
        ("Sastanak je održan 12. maja 2023.", None),
        ("Redovna sjednica održana je 12. maja 2023.", None),
    ],
)
def test_ordinal(analyse: Any, text: str, ordinal: int | None) -> None:
    assert [meeting.ordinal for meeting in analyse(text)._.meetings] == [ordinal]


@pytest.mark.parametrize(
    ("ordinal", "value"),
    [
        ("7", 7),
        ("iv", 4),
        ("xix", 19),
        ("xl", 40),
        ("druga", 2),
        ("dvadeset treća", None),
        ("", None),
        ("0", None),
        ("jubilarna", None),
    ],
)
def test_number_of_an_ordinal(ordinal: str, value: int | None) -> None:
    assert number(ordinal) == value


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Sjednica je održana 12. maja 2023. Počela je u 9 i 30 minuta, a sjednica je okončana u 11 časova.", "09:30", "11:00"),
        ("Sastanak je održan 3. maja 2023. u 21 sat i trajao je do 23 sata.", "21:00", "23:00"),
        ("Sjednica je održana 3. maja 2023. Sjednica je zaključena u 20 sati.", None, "20:00"),
        ("Sjednica je održana 3. maja 2023. s početkom u 17,00 sati, a završena je u 19:15 sati.", "17:00", "19:15"),
        ("Sastanak je održan 3. maja 2023. od 10 do 12:30 sati.", "10:00", "12:30"),
        ("Sastanak, zakazan za 9 sati, počeo je u 9:20 i završio u 10:45.", "09:20", "10:45"),
        ("Sastanak je održan 3. maja 2023. i trajao je 2 sata.", None, None),
        (f"{MINUTES}Završetak u 18 h.", None, "18:00"),
        (f"{MINUTES}Početak sjednice: 9,00 sati. Završetak sjednice: 11,30 sati.", "09:00", "11:30"),
        (f"{MINUTES}Početak sjednice u 10 h, kraj u 12:15 h.", "10:00", "12:15"),
        (f"{MINUTES}Predsjedavajuća je zaključila sjednicu u 14:10 sati.", None, "14:10"),
        (f"{MINUTES}Rad je okončan u 16h.", None, "16:00"),
        (f"{MINUTES}Pauza je trajala od 13 do 13:30 sati.", None, None),
        (f"{MINUTES}Završetak radova na krovu očekuje se u maju.", None, None),
        (f"{MINUTES}Završetak prijava je u 12 sati 3. juna.", None, None),
        (f"{MINUTES}Kraj školske godine obilježit će se u junu.", None, None),
        ("Zapisnik sa sastanka tima\nDatum: 12. 5. 2023. | Vrijeme: 13:00 – 14:30 | Mjesto: Olovo", "13:00", "14:30"),
    ],
)
def test_times(analyse: Any, text: str, start: str | None, end: str | None) -> None:
    (meeting,) = analyse(text)._.meetings
    assert (meeting.start_time, meeting.end_time) == (start, end)


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Sastanak je održan 12. maja 2023. u hotelu „Bosna“ u Banjoj Luci.", "hotel Bosna"),
        ("Sastanak je održan 12. maja 2023. u Maloj sali Općine.", "Mala sala Općine"),
        ("Sastanak je održan 12. maja 2023. u prostorijama Udruženja.", "prostorije Udruženja"),
        ("Sastanak je održan 12. maja 2023. u Tuzli.", None),
        ("Sastanak je održan 12. maja 2023. putem Zooma.", None),
        (MINUTES + "Mjesto: Velika sala Općine, Ulica 7. bataljona 2, Tešanj", "Velika sala Općine"),
    ],
)
def test_venue(analyse: Any, text: str, venue: str | None) -> None:
    (meeting,) = analyse(text)._.meetings
    assert meeting.venue == venue


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("u prostorijama, u ulici Zmaja od Bosne 14, Sarajevo.", "Ulica Zmaja od Bosne 14"),
        ("u Domu kulture, Ul. Trg šehida br. 3.", "Ulica Trg šehida br. 3"),
        ("u restoranu „Sunce“ (Titova 22, Tuzla).", "Titova 22"),
        ("Velika sala, Ulica 7. bataljona 2, Tešanj", "Ulica 7. bataljona 2"),
        ("na adresi Trg Evrope bb", "Trg Evrope bb"),
        ("u ulici Zmaja od Bosne u 14 sati", None),
        ("u Ulici 25. novembra", None),
        ("u sali (njih 22)", None),
        ("", None),
    ],
)
def test_address(text: str, found: str | None) -> None:
    assert address(text, 0, len(text)) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Prisutno je 14 od 18 vijećnika.", "Prisutno je 14 od 18 vijećnika"),
        ("Konstatovano je da postoji kvorum za punovažno odlučivanje.", "postoji kvorum"),
        ("Sjednici prisustvuje 21 vijećnik od ukupno 25, te postoji kvorum.", "prisustvuje 21 vijećnik od ukupno 25"),
        ("Kvorum: 9/11", "Kvorum: 9/11"),
        ("Od 25 članova prisustvovalo je 17, što čini kvorum.", "Od 25 članova prisustvovalo je 17"),
        ("Nema kvoruma.", "Nema kvoruma"),
        ("Prisutno je 14 građana.", None),
        ("Raspravljalo se o sanaciji.", None),
    ],
)
def test_quorum(analyse: Any, text: str, words: str | None) -> None:
    assert [meeting.quorum for meeting in analyse(MINUTES + text)._.meetings] == [words]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (MINUTES + "Dnevni red: 1. Usvajanje zapisnika, 2. Budžet, 3. Razno", ["Usvajanje zapisnika", "Budžet", "Razno"]),
        (
            "Sastanak je održan 12. maja 2023. sa sljedećim dnevnim redom: 1. Izvještaj o radu; 2. Plan; 3. Razno. Bio je dug.",
            ["Izvještaj o radu", "Plan", "Razno"],
        ),
        (MINUTES + "Dnevni red:\n1. Usvajanje zapisnika\n2. Razno", ["Usvajanje zapisnika", "Razno"]),
        (
            MINUTES
            + "Predložen je dnevni red:\n1. Budžet\n2. Razno\nJednoglasno je usvojen dnevni red:\n1. Budžet\n2. Izbor\n3. Razno",
            ["Budžet", "Izbor", "Razno"],
        ),
        (MINUTES + "Predložen je dnevni red:\n1. Budžet\n2. Razno", ["Budžet", "Razno"]),
        (MINUTES + "Predložen je, a zatim i usvojen dnevni red:\n1. Budžet\n2. Razno", ["Budžet", "Razno"]),
        (MINUTES + "Dnevni red je usvojen.", []),
        (MINUTES + "Dnevni red: 1. Budžet", []),
    ],
)
def test_agenda(analyse: Any, text: str, items: list[str]) -> None:
    (meeting,) = analyse(text)._.meetings
    assert [item.text for item in meeting.agenda] == items
    assert [item.number for item in meeting.agenda] == [str(place) for place in range(1, len(items) + 1)]
