"""Which events lie ahead: name, type, day and place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

PUBLISHED = "2023-05-18"  # a Thursday
TOLD = "Sastanak odbora održan je 16. maja 2023. godine u Olovu. "

AHEAD = [
    ("Tribina će se održati 24. maja u Goraždu.", "Tribina", "tribina", "2023-05-24", "Goražde"),
    ("Tribina održat će se 24. maja u Goraždu.", "Tribina", "tribina", "2023-05-24", "Goražde"),
    ("Tribina održaće se 24. maja u Goraždu.", "Tribina", "tribina", "2023-05-24", "Goražde"),
    ("Tribina održati će se 24. maja u Goraždu.", "Tribina", "tribina", "2023-05-24", "Goražde"),
    ("Tribina će biti održana 24. maja u Goraždu.", "Tribina", "tribina", "2023-05-24", "Goražde"),
    ("Tribina bit će održana 24. maja u Goraždu.", "Tribina", "tribina", "2023-05-24", "Goražde"),
    ("Tribina biće održana 24. maja u Goraždu.", "Tribina", "tribina", "2023-05-24", "Goražde"),
    ("Skupština je zakazana za 1. juni u 12 sati.", "Skupština", "skupština", "2023-06-01", None),
    ("Naredni sastanak bit će 7. juna u Konjicu.", "Naredni sastanak", "sastanak", "2023-06-07", "Konjic"),
    ("Sljedeća sjednica planirana je za 29. juna.", "Sljedeća sjednica", "sjednica", "2023-06-29", None),
    ("Iduća sjednica zakazana je za 15. juni 2023. godine.", "Iduća sjednica", "sjednica", "2023-06-15", None),
    (
        "Najavljena je konferencija povodom deset godina rada saveza, koja će se održati 9. juna.",
        "konferencija povodom deset godina rada saveza",
        "konferencija",
        "2023-06-09",
        None,
    ),
    (
        "Okrugli sto o zapošljavanju mladih bit će održan 12. juna u Mostaru.",
        "Okrugli sto o zapošljavanju mladih",
        "okrugli sto",
        "2023-06-12",
        "Mostar",
    ),
    ("Za 5. juni najavljena je i radionica o komunikaciji.", "radionica o komunikaciji", "radionica", "2023-06-05", None),
    (
        "Tribina „Djeca i ekrani“ održat će se 6. juna u Domu kulture.",
        "Tribina Djeca i ekrani",
        "tribina",
        "2023-06-06",
        "Dom kulture",
    ),
    (
        "Koncert povodom 50 godina društva planiran je za oktobar.",
        "Koncert povodom 50 godina društva",
        "koncert",
        "2023-10",
        None,
    ),
    ("Dogovorena je i uzvratna posjeta.", "uzvratna posjeta", "posjeta", None, None),
    ("Pozivamo vas na javnu raspravu 30. maja u 17,00 sati.", "javna rasprava", "javna rasprava", "2023-05-30", None),
    ("Najavljen je festival folklora (3. i 4. juna).", "festival folklora", "festival", "2023-06-03/2023-06-04", None),
    ("Od 5. do 9. juna bit će organizovani info-dani.", "info-dani", "info dan", "2023-06-05/2023-06-09", None),
    (
        "Treća konferencija bit će održana u novembru 2023. godine u Zenici.",
        "Treća konferencija",
        "konferencija",
        "2023-11",
        "Zenica",
    ),
    ("Odrzat ce se i tribina o nasilju 25. maja.", "tribina o nasilju", "tribina", "2023-05-25", None),
    ("Saziva se 15. sjednica Vijeća za dan 31.05.2023. godine.", "15. sjednica Vijeća", "sjednica", "2023-05-31", None),
    ("U septembru će biti upriličen dan otvorenih vrata.", "dan otvorenih vrata", "dan otvorenih vrata", "2023-09", None),
]

NOT_AHEAD = [
    "Radovi počinju 1. juna.",
    "Prijave se primaju do 22. maja.",
    "Rok za dostavu ponuda je 30. maj.",
    "Predavanje je održano 2. maja u Olovu.",
    "Festival je prošle godine posjetilo hiljadu ljudi.",
    "Tribina zakazana za 25. maj otkazana je.",
    "Televizija snimak sjednice prikazuje u nedjelju.",
    "Zaključci sa prethodnog sastanka su realizovani.",
    "Govorilo se o pripremama ekipe za takmičenja.",
    "Obilježen je Međunarodni dan žena.",
    "Zavod će do kraja mjeseca poslati nove obrasce.",
    "Projekat traje do 31. decembra 2024. godine.",
    "Naredni sastanak će biti dogovoren naknadno.",
    "Udruženje traži sastanak sa ministrom.",
    "Koncert je održan sinoć u Domu kulture.",
    "Skupština opštine razmatraće prijedlog 30. maja.",
    "Vanredna sjednica trebala je biti održana 3. marta.",
    "Učesnici su se osvrnuli na konferenciju održanu u aprilu.",
]


def _events(doc: Doc) -> list[tuple[str, str | None]]:
    return [(event.name, event.date) for event in doc._.upcoming_events]


@pytest.mark.parametrize("row", AHEAD, ids=lambda row: row[0])
def test_an_event_ahead(analyse: Callable[..., Doc], row: tuple) -> None:
    text, *expected = row
    (event,) = analyse(f"Novosti\n\n{TOLD}{text}", PUBLISHED)._.upcoming_events
    assert [event.name, event.type, event.date, event.place] == expected


@pytest.mark.parametrize("text", NOT_AHEAD)
def test_past_things_deadlines_and_plain_plans_are_no_events(analyse: Callable[..., Doc], text: str) -> None:
    assert _events(analyse(f"Novosti\n\n{TOLD}{text}", PUBLISHED)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Naredni sastanak zakazan je za 10. juni, a tribina „Riječ po riječ“ održat će "
            "se u nedjelju 21. maja u Domu kulture.",
            [("Naredni sastanak", "2023-06-10"), ("tribina Riječ po riječ", "2023-05-21")],
        ),
        (
            "Javna rasprava zakazana je za 29. maj u 11 sati, dok je za juni najavljena posjeta Fonda za okoliš.",
            [("Javna rasprava", "2023-05-29"), ("posjeta Fonda za okoliš", "2023-06")],
        ),
        (
            "Popravni ispiti održaće se od 21. do 23. avgusta, a prijem prvačića 4. septembra.",
            [("Popravni ispiti", "2023-08-21/2023-08-23"), ("prijem prvačića", "2023-09-04")],
        ),
        (
            "Najavljen je koncert, koji će biti upriličen 25. maja, kao i izložba koju će 2. juna otvoriti ministar.",
            [("koncert", "2023-05-25"), ("izložba", "2023-06-02")],
        ),
    ],
)
def test_several_events_in_one_sentence_have_each_its_day(analyse: Callable[..., Doc], text: str, expected: list) -> None:
    assert _events(analyse(f"Novosti\n\n{TOLD}{text}", PUBLISHED)) == expected


def test_the_day_may_stand_in_the_next_sentence(analyse: Callable[..., Doc]) -> None:
    doc = analyse(f"Novosti\n\n{TOLD}Najavljena je i tribina o vršnjačkom nasilju. Održat će se 1. juna u Olovu.", PUBLISHED)
    assert _events(doc) == [("tribina o vršnjačkom nasilju", "2023-06-01")]


def test_a_label_announces_the_next_session(analyse: Callable[..., Doc]) -> None:
    doc = analyse(
        "ZAPISNIK\nsa 3. sastanka Radne grupe, održanog 16.05.2024. godine\n\nSljedeći "
        "sastanak: 27. juni 2024. u 13:00, putem Zooma."
    )
    (event,) = doc._.upcoming_events
    assert (event.type, event.date, event.start_time) == ("sastanak", "2024-06-27", "13:00")


def test_the_next_session_without_its_noun(analyse: Callable[..., Doc]) -> None:
    doc = analyse(f"Novosti\n\n{TOLD}Sjednica je trajala šest sati, a naredna je zakazana za 29. juni.", PUBLISHED)
    assert _events(doc) == [("naredna sjednica", "2023-06-29")]


def test_an_event_inside_a_conclusion_counts(analyse: Callable[..., Doc]) -> None:
    doc = analyse(f"Novosti\n\n{TOLD}Dogovoreno je da se naredni susret održi u novembru u Banovićima.", PUBLISHED)
    assert _events(doc) == [("naredni susret", "2023-11")]


def test_the_hour_goes_to_its_event(analyse: Callable[..., Doc]) -> None:
    (event,) = analyse(f"Novosti\n\n{TOLD}Tribina će se održati 24. maja s početkom u 18,30 sati.", PUBLISHED)._.upcoming_events
    assert event.start_time == "18:30"


def test_a_plural_with_several_days_is_an_event_on_each_day_in_its_place(analyse: Callable[..., Doc]) -> None:
    text = f"Novosti\n\n{TOLD}Dogovorene su utakmice: 10. juna u Tuzli, 17. juna kod kuće te 24. juna u Brčkom."
    found = [(event.name, event.date, event.place) for event in analyse(text, PUBLISHED)._.upcoming_events]
    assert found == [("utakmice", "2023-06-10", "Tuzla"), ("utakmice", "2023-06-17", None), ("utakmice", "2023-06-24", "Brčko")]


def test_the_places_of_several_days_in_brackets_stand_before_them(analyse: Callable[..., Doc]) -> None:
    text = f"Novosti\n\n{TOLD}Radionice će biti održane u Tuzli (22. juni), Mostaru (24. juni) i Bihaću (29. juni)."
    found = [(event.date, event.place) for event in analyse(text, PUBLISHED)._.upcoming_events]
    assert found == [("2023-06-22", "Tuzla"), ("2023-06-24", "Mostar"), ("2023-06-29", "Bihać")]
