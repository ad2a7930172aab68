"""Roles, and the years that tense and role bring along; reckoned from Thursday, 18 May 2023."""

from __future__ import annotations

import pytest

# sentence, then role and value of each date
ROLES: list[tuple[str, list[tuple[str, str]]]] = [
    # held
    ("U prostorijama doma 9. maja održan je sastanak Foruma.", [("meeting", "2023-05-09")]),
    ("Održana je 9. maja redovna skupština.", [("meeting", "2023-05-09")]),
    ("Predstavnici Udruženja posjetili su 16. maja Dom zdravlja.", [("meeting", "2023-05-16")]),
    ("Načelnik se u srijedu sastao sa članovima Savjeta.", [("meeting", "2023-05-17")]),
    ("Delegaciju je 16. maja primio gradonačelnik.", [("meeting", "2023-05-16")]),
    ("Ministar je ugostio, u ponedjeljak, 15. maja, volontere.", [("meeting", "2023-05-15")]),
    ("Volonteri su u utorak boravili u posjeti centru.", [("meeting", "2023-05-16")]),
    ("U četvrtak, 11. maja, potpisan je sporazum o saradnji.", [("meeting", "2023-05-11")]),
    ("Izvještaj je usvojen na sjednici Odbora održanoj 9.5.2023. godine.", [("meeting", "2023-05-09")]),
    ("Plan je usvojen na sjednici od 09.05.2023.g.", [("meeting", "2023-05-09")]),
    ("15. maja je, putem Zoom platforme, održan i sastanak Mreže.", [("meeting", "2023-05-15")]),
    # ahead
    ("Tribina će se održati 24. maja u Goraždu.", [("event", "2023-05-24")]),
    ("Tribina održat će se 24. maja.", [("event", "2023-05-24")]),
    ("Tribina održaće se 24. maja.", [("event", "2023-05-24")]),
    ("Tribina ce biti odrzana 24. maja.", [("event", "2023-05-24")]),
    ("Tribina bit će održana 24. maja.", [("event", "2023-05-24")]),
    ("Tribina biće održana 24. maja.", [("event", "2023-05-24")]),
    ("Skupština je zakazana za 1. juni u 12 sati.", [("event", "2023-06-01T12:00")]),
    ("Za novembar je najavljena konferencija.", [("event", "2023-11")]),
    ("Posjeta je planirana za januar.", [("event", "2024-01")]),
    ("Javna rasprava predviđena je sredinom narednog mjeseca.", [("event", "2023-06")]),
    ("Pozivamo vas na javnu raspravu 30. maja u 17,00 sati.", [("event", "2023-05-30T17:00")]),
    ("Vidimo se na sajmu 3. juna!", [("event", "2023-06-03")]),
    ("Sljedeći sastanak: 27. juni 2023. u 13:00", [("event", "2023-06-27T13:00")]),
    ("Naredna redovna sjednica bit će 27. juna.", [("event", "2023-06-27")]),
    ("Saziva se 15. sjednica Vijeća za dan 31.05.2023. (srijeda).", [("event", "2023-05-31")]),
    ("Dogovoreno je da se obuka održi 5. juna.", [("event", "2023-06-05")]),
    ("Savez u petak organizira okrugli sto.", [("event", "2023-05-19")]),
    ("Od 5. do 9. juna bit će organizirani info-dani.", [("event", "2023-06-05/2023-06-09")]),
    ("Skup je pomjeren sa 25. maja na 1. juni.", [("mention", "2023-05-25"), ("event", "2023-06-01")]),
    ("Tribina je prebačena s 25. maja na 26. maj 2023.", [("mention", "2023-05-25"), ("event", "2023-05-26")]),
    ("NAJAVA DOGAĐAJA ZA 19. MAJ 2023. GODINE", [("mention", "2023-05-19")]),
    # to be done
    ("Zadužuje se sekretar da do 26.05.2023. dostavi spisak.", [("deadline", "2023-05-26")]),
    ("Dogovoreno je da članice do 30. septembra dostave podatke.", [("deadline", "2023-09-30")]),
    ("Služba je dužna, najkasnije do kraja juna, podnijeti izvještaj.", [("deadline", "2023-06")]),
    ("Prijave se primaju do 22. maja.", [("deadline", "2023-05-22")]),
    ("Spisak poslati do petka, 19. maja.", [("deadline", "2023-05-19")]),
    ("Rok: 15. januar", [("deadline", "2024-01-15")]),
    ("Rok za dostavu ponuda je 30.06.2023.", [("deadline", "2023-06-30")]),
    ("Izraditi plan (rok 5. juni).", [("deadline", "2023-06-05")]),
    ("Primjedbe se podnose zaključno sa 1. junom.", [("deadline", "2023-06-01")]),
    (
        "Zadatak | Nosilac | Rok\nPlan | sekretar | 14.06.\nDopis | direktor | kraj jula",
        [("deadline", "2023-06-14"), ("deadline", "2023-07")],
    ),
    # neither
    ("Vlada je do 15. aprila isplatila sve naknade.", [("mention", "2023-04-15")]),
    ("Ugovor važi do 31. decembra 2024.", [("mention", "2024-12-31")]),
    ("Javna rasprava je trajala od 5. do 20. februara.", [("mention", "2023-02-05/2023-02-20")]),
    ("Direktor je podsjetio da je prvi sastanak održan u novembru 2022. godine.", [("mention", "2022-11")]),
    ("Usvojen je zapisnik sa 33. sjednice, održane 25.01.2023. godine.", [("mention", "2023-01-25")]),
    ("Odluka broj 03-14-22/20 od 11.02.2020. godine stavlja se van snage.", [("mention", "2020-02-11")]),
    ("Sjednica zakazana za 25. maj odgođena je.", [("mention", "2023-05-25")]),
    ("Sjednica zakazana za 25. maj odgođena je za 5. juni.", [("mention", "2023-05-25"), ("event", "2023-06-05")]),
    ("Sastanak nije održan 5. maja zbog kvoruma.", [("mention", "2023-05-05")]),
    ("Tribina je trebala biti održana 3. maja u Olovu.", [("mention", "2023-05-03")]),
    ("Tribina se trebala održati 3. maja u Olovu.", [("mention", "2023-05-03")]),
    ("Sjednica Vijeća održana je u dva dijela, 4. maja i 11. maja.", [("meeting", "2023-05-04"), ("meeting", "2023-05-11")]),
    ("Vlada je 11. maja 2023. godine na sjednici u Zenici donijela odluku.", [("meeting", "2023-05-11")]),
    ("Sredstva za 2023. godinu planirana su budžetom.", [("mention", "2023")]),
    # several in one sentence
    (
        "Naredni sastanak održat će se 22. juna u Gračanici, a za oktobar je najavljena i konferencija.",
        [("event", "2023-06-22"), ("event", "2023-10")],
    ),
    (
        "Skup je održan 9. maja, a zaključeno je da centri do 1. juna dostave podatke.",
        [("meeting", "2023-05-09"), ("deadline", "2023-06-01")],
    ),
    ("Sjednica je sazvana za 11. maj i održana u vijećnici.", [("meeting", "2023-05-11")]),
    # years
    ("Probe su obustavljene još 12. novembra.", [("mention", "2022-11-12")]),
    ("Najavljen je seminar koji će se održati 10. januara.", [("event", "2024-01-10")]),
    (
        "U 2021. godini uplatio je sredstva u dva navrata (12.4. i 29.11.).",
        [("mention", v) for v in ("2021", "2021-04-12", "2021-11-29")],
    ),
    (
        "Kolegij Saveza (nova uprava izabrana je 21. 12. 2022.) razmatrao je u petak, 12. maja 2023. godine, tri problema.",
        [("mention", "2022-12-21"), ("meeting", "2023-05-12")],
    ),
    (
        "Ministrica je uručila opremu u četvrtak (11. maja 2023). Govorila je o poplavi koja je 2. maja 2023. pogodila grad.",
        [("meeting", "2023-05-11"), ("mention", "2023-05-02")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: list[tuple[str, str]], analyse) -> None:
    assert [(date.role, date.value) for date in analyse(text).dates] == expected


PUBLISHED = [
    ("Objavljeno: 18.05.2023. | 09:14\n\nSkup\n\nJučer je održan skup.", "2023-05-18", "2023-05-17"),
    ("Datum objave: četvrtak, 18.05.2023.\nSkup\nJučer je održan skup.", "2023-05-18", "2023-05-17"),
    ("Vijesti | 18.05.2023.\n\nSkup\n\nJučer je održan skup.", "2023-05-18", "2023-05-17"),
    ("18.05.2023 - 12:00\nSkup\nJučer je održan skup.", "2023-05-18", "2023-05-17"),
    ("Tuzla, 18. maj 2023. godine\n\nSAOPĆENJE\n\nJučer je održan skup.", "2023-05-18", "2023-05-17"),
    ("Bihać, 18.05.2023. – Jučer je održan skup.", "2023-05-18", "2023-05-17"),
    ("Bihać, 18.05.2023. Jučer je održan skup.", "2023-05-18", "2023-05-17"),
    ("ZENICA, 18. MAJA 2023. (AGENCIJA) – Jučer je održan skup.", "2023-05-18", "2023-05-17"),
    ("Nov 18, 2022\nSkup\nJučer je održan skup.", "2022-11-18", "2022-11-17"),
    ("May 18, 2023, 6:33 am\nSkup\nJučer je održan skup.", "2023-05-18", "2023-05-17"),
    ("Сарајево, 18.05.2023. године\n\nСкуп\n\nЈуче је одржан скуп.", "2023-05-18", "2023-05-17"),
]


@pytest.mark.parametrize(("text", "published", "meeting"), PUBLISHED)
def test_the_papers_own_date_anchors_the_rest(text: str, published: str, meeting: str, analyse) -> None:
    result = analyse(text, None)
    assert result.published == published
    assert [(date.role, date.value) for date in result.dates] == [("published", published), ("meeting", meeting)]


def test_metadata_comes_before_the_text(analyse) -> None:
    assert analyse("U utorak je održan skup.", "2023-05-18").published == "2023-05-18"


def test_minutes_reckon_from_the_session_not_from_the_paper(analyse) -> None:
    text = (
        "OPĆINA VRELO\nOPĆINSKO VIJEĆE\nBroj: 02-05-187/24\nVrelo, 11.04.2024. godine\n\n"
        "ZAPISNIK\nsa 34. redovne sjednice Općinskog vijeća, održane dana 28.03.2024. godine u 10:00 sati\n\n"
        "1. Usvaja se zapisnik sa 33. sjednice, održane 25.02.2024. godine.\n"
        "Ugovor je potpisan 12. novembra.\nZadužuje se služba da do 5. aprila sačini plan.\nSjednica je završena u 14 sati."
    )
    assert [(date.role, date.value) for date in analyse(text, None).dates] == [
        ("published", "2024-04-11"),
        ("meeting", "2024-03-28T10:00"),
        ("mention", "2024-02-25"),
        ("mention", "2023-11-12"),
        ("deadline", "2024-04-05"),
    ]


def test_labels_of_minutes(analyse) -> None:
    text = "Zapisnik sa 3. sastanka\n\nDatum: 12. 4. 2022.\nVrijeme: 13:00\nMjesto: sala 2\n\nDo petka sačiniti plan."
    assert [(date.role, date.value) for date in analyse(text, None).dates] == [
        ("meeting", "2022-04-12"),
        ("deadline", "2022-04-15"),
    ]


def test_the_date_beside_the_number_is_the_papers(analyse) -> None:
    text = "ŠKOLA\nDjelovodni broj: 412/23\nDatum: 30. jun 2023. godine\n\nZapisnik\n\nSjednica je održana 27. juna 2023. godine."
    result = analyse(text, None)
    assert [(date.role, date.value) for date in result.dates] == [("published", "2023-06-30"), ("meeting", "2023-06-27")]


def test_deadlines_roll_over_the_year_end(analyse) -> None:
    text = "Bilješke s 2. sastanka (3. prosinca 2025.)\n\nZadatak 1: a // rok: 19.12.2025.\nZadatak 2: b // rok: 15. siječnja"
    assert [date.value for date in analyse(text, None).dates] == ["2025-12-03", "2025-12-19", "2026-01-15"]


def test_a_school_year_settles_its_autumn_and_spring(analyse) -> None:
    text = "Sastanak o školskoj 2022/2023. godini održan je 3. oktobra. Prijem će se održati 10. februara."
    assert [date.value for date in analyse(text, None).dates] == ["2022/2023", "2022-10-03", "2023-02-10"]


def test_plans_lie_in_the_year_of_their_title(analyse) -> None:
    text = "PLAN RADA ZA 2022. GODINU\n– maj: izlet na planinu\n– novembar: turnir u šahu"
    assert [date.value for date in analyse(text, None).dates] == ["2022", "2022-05", "2022-11"]


def test_doubts(analyse) -> None:
    def codes(text: str) -> list[str]:
        return [code for code, _ in analyse(text).doubts]

    assert codes("Skup je održan u ponedjeljak, 16.05.2023. godine.") == ["weekday-clash"]
    assert codes("Skup je održan u utorak, 16.05.2023. godine.") == []
    assert codes("Skup je održan 24.13.2023. godine.") == ["impossible-date"]
    assert codes("Skup je održan 12.05.02023. godine.") == ["impossible-date"]
    assert codes("Skup je održan 31. aprila 2023. godine.") == ["impossible-date"]
    assert codes("Skup je održan 9. maja.") == ["year-assumed"]
    assert "9. maja" in analyse("Skup je održan 9. maja.").doubts[0][1]


def test_a_meeting_long_before_the_reported_one_is_background(analyse) -> None:
    text = "Okrugli sto održan je 18.10.2022. godine. Pomenuta je obuka koja je od 12. do 14. septembra održana u Zenici."
    assert [date.role for date in analyse(text, None).dates] == ["meeting", "mention"]
    text = "Okrugli sto održan je 18.10.2022. godine. Obilazak je upriličen 16. oktobra."
    assert [date.role for date in analyse(text, None).dates] == ["meeting", "meeting"]


def test_titles_of_minutes_and_notes(analyse) -> None:
    text = "Službena zabilješka o obilasku terena, 14. 3. 2024.\n\nObišli smo MZ Vrelo. Sutradan smo obišli MZ Lug."
    assert [(date.role, date.value) for date in analyse(text, None).dates] == [
        ("meeting", "2024-03-14"),
        ("meeting", "2024-03-15"),
    ]
    text = "ZAPISNIK\nsa 2. sjednice\n\nSjednica započeta 19.01.2021. nastavljena je 26.01.2021. godine."
    assert [date.role for date in analyse(text, None).dates] == ["meeting", "meeting"]
    text = "Zapisnik sa sjednice Upravnog odbora\nTuzla, 12.03.2024.\n\nPrisutni: Ana Kolak"
    assert [(date.role, date.value) for date in analyse(text, None).dates] == [("meeting", "2024-03-12")]


def test_background_dates_settle_no_years_elsewhere(analyse) -> None:
    text = "Predsjednica je podsjetila da je klub osnovan 5. maja 2009. godine.\n\nSkup je održan 9. juna."
    assert [date.value for date in analyse(text, None).dates] == ["2009-05-05", "XXXX-06-09"]
