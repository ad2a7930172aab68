"""Which gatherings count as held, under which type, on which day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

PUBLISHED = "2023-05-18"  # a Thursday

HELD = [
    ("U prostorijama Doma kulture u Kalesiji održan je sastanak Foruma roditelja.", [("sastanak", None)]),
    ("Održana vanredna skupština Udruženja pčelara „Zlatna kap“", [("skupština", None)]),
    ("U Tešnju je, u organizaciji Centra „Vidik“, jučer održan okrugli sto o volontiranju.", [("okrugli sto", "2023-05-17")]),
    ("Okrugli stol o kockanju održan je 9. svibnja 2023. u Livnu.", [("okrugli sto", "2023-05-09")]),
    ("Predstavnice Udruženja „Lipov list“ održale su radni sastanak sa direktorom Doma zdravlja.", [("sastanak", None)]),
    ("Načelnik Mirnes Duvnjak sastao se danas sa članovima Savjeta mladih.", [("sastanak", "2023-05-18")]),
    ("Ministrica Jasna Brkulj primila je predstavnike Saveza slijepih.", [("prijem", None)]),
    ("Volonteri „Zrna“ u utorak su boravili u posjeti Dnevnom centru u Lukavcu.", [("posjeta", "2023-05-16")]),
    ("Učenici Gimnazije posjetili su 4. maja 2023. godine Muzej soli.", [("posjeta", "2023-05-04")]),
    ("Odbornici su 3. maja 2023. obišli gradilište novog vrtića.", [("obilazak", "2023-05-03")]),
    ("U Zenici su o zapošljavanju mladih razgovarale direktorica Biroa i predsjednica Zajednice.", [("sastanak", None)]),
    ("Zasjedala Skupština Saveza izviđača.", [("sjednica", None)]),
    ("U Bileći je održana osnivačka skupština Kluba žena.", [("skupština", None)]),
    ("Na Vlašiću je jutros počeo trodnevni seminar za mentore.", [("seminar", "2023-05-18")]),
    ("U Vijećnici je upriličeno potpisivanje Protokola o saradnji.", [("potpisivanje", None)]),
    ("Stručni kolegij Doma zdravlja održan je u ponedjeljak.", [("kolegij", "2023-05-15")]),
    ("Konferencija za novinare održana je 10. maja 2023. godine.", [("konferencija za novinare", "2023-05-10")]),
    ("Javna rasprava o nacrtu budžeta održana je 11.05.2023. godine u 17 sati.", [("javna rasprava", "2023-05-11")]),
    ("Sednica Školskog odbora održana je 12. maja 2023. godine.", [("sjednica", "2023-05-12")]),
    ("Webinar o bezbjednosti djece održan je putem Zooma 2. maja 2023.", [("webinar", "2023-05-02")]),
    ("Tribina je organizovana 8. maja 2023. godine u Konjicu.", [("tribina", "2023-05-08")]),
    ("Vijeće je na 14. redovnoj sjednici, održanoj 5. maja 2023. godine, raspravljalo o vodovodu.", [("sjednica", "2023-05-05")]),
    ("Odrzan je sastanak radne grupe 3.5.2023. u Bihacu.", [("sastanak", "2023-05-03")]),
    (
        "Rasprava je održana 8. maja 2023. u Domu kulture u Foči, 10. maja u školi u Čajniču i 12. maja 2023. u Goraždu.",
        [("rasprava", "2023-05-08"), ("rasprava", "2023-05-10"), ("rasprava", "2023-05-12")],
    ),
    ("Radionica za mlade trajala je od 5. do 7. maja 2023. u Jajcu.", [("radionica", "2023-05-05/2023-05-07")]),
]

NOT_HELD = [
    "Sastanak nije održan zbog nedostatka kvoruma.",
    "Kako u sali nije bilo dovoljno članova, sjednica se nije mogla održati.",
    "Udruženje traži hitan sastanak sa ministrom.",
    "Sjednica zakazana za 25. maj odgođena je.",
    "Tribina je otkazana.",
    "Sljedeći sastanak održat će se 24. maja u Goraždu.",
    "Javna rasprava održaće se 30. maja.",
    "Konferencija će biti održana u novembru.",
    "Okrugli sto bit će održan 12. juna u Mostaru.",
    "Skupština je zakazana za 1. juni u 12 sati.",
    "Skupština opštine usvojila je rebalans budžeta.",
    "Usvojen je zapisnik sa prethodne sjednice.",
    "U Olovu je održan koncert učenika muzičke škole.",
    "Redovno održavanje puteva povjereno je novom preduzeću.",
    "Posjetite našu stranicu.",
    "Broj posjeta: 1204",
    "Učenici su primili stipendije i novčane nagrade od donatora.",
    "Vanredna sjednica trebala je biti održana 3. marta.",
    "Direktor je istakao da se sastao sa predstavnicima sindikata.",
    "Pozivamo vas na javnu raspravu 30. maja u 17,00 sati.",
    "Naredna sjednica planirana je za kraj juna.",
    "",
    "Saopćenje za javnost",
]

MERGED = [
    # title, lead and body tell of one meeting
    (
        "Održan radni sastanak o sigurnosti učenika\n\nU utorak, 16. maja 2023. godine u "
        "Olovu je održan sastanak o sigurnosti učenika.\n\n"
        "Na sastanku je predstavljen plan rada. Skup je završen u večernjim satima.",
        [("sastanak", "2023-05-16")],
    ),
    (
        "Delegacija Rotary kluba posjetila je 9. maja 2023. Dom penzionera u Zenici.\nTokom sastanka razgovarano je o donaciji.",
        [("posjeta", "2023-05-09")],
    ),
    # several in one text
    (
        "U ponedjeljak, 8. maja 2023. održan je sastanak sa članicama mreže. Dan kasnije, 9. "
        "maja 2023. godine, održan je i okrugli sto u Jajcu.",
        [("sastanak", "2023-05-08"), ("okrugli sto", "2023-05-09")],
    ),
    (
        "Članovi komisije posjetili su 4. maja 2023. školu u Vitezu. Istog dana upriličen je i prijem kod načelnika.",
        [("posjeta", "2023-05-04"), ("prijem", "2023-05-04")],
    ),
    (
        "Komisija je 5. maja 2023. održala sjednicu. Sjednici je prethodio obilazak deponije, upriličen 3. maja 2023. godine.",
        [("sjednica", "2023-05-05"), ("obilazak", "2023-05-03")],
    ),
    # earlier and future ones that are only mentioned
    (
        "Treća konferencija o mladima održana je 10. maja 2023. u Neumu. Predsjednica je "
        "podsjetila da je prva konferencija održana 2021. godine.",
        [("konferencija", "2023-05-10")],
    ),
    (
        "Sastanak je održan 10. maja 2023. u Neumu. Usvojen je zapisnik sa sastanka održanog 12. aprila 2023. godine.",
        [("sastanak", "2023-05-10")],
    ),
    (
        "Sastanak je održan 10. maja 2023. u Neumu. Naredni sastanak bit će održan 14. juna 2023. u Stocu.",
        [("sastanak", "2023-05-10")],
    ),
    (
        "Ministar je informisao Vladu da je u ponedjeljak razgovarao sa sindikatom. Vlada je danas održala 12. sjednicu.",
        [("sjednica", "2023-05-18")],
    ),
]

RECORDS = [
    (
        "ZAPISNIK\nsa 7. redovne sjednice Općinskog vijeća Podlipa, održane dana 18.05.2017. "
        "godine (četvrtak) s početkom u 10,00 sati\n\n"
        "Sjednicu je otvorio predsjedavajući.",
        ("sjednica", "2017-05-18", "10:00"),
    ),
    (
        "IZVOD IZ ZAPISNIKA\nsa sastanka Komisije za stipendije\n\nDatum: 12. 4. "
        "2022.\nVrijeme: 13:00 – 14:30\n\nPrisutni su svi članovi.",
        ("sastanak", "2022-04-12", "13:00"),
    ),
    (
        "Zapisnik s 9. redovite sjednice Povjerenstva za proračun, održane 16. ožujka 2022. s "
        "početkom u 11.00 sati\n\nNazočno je pet članova.",
        ("sjednica", "2022-03-16", "11:00"),
    ),
    (
        "ZAPISNIK\nsa 5. vanredne sjednice Skupštine opštine Jasenik\n\nSjednica je održana "
        "14.10.2020. godine, sa početkom u 12.00 časova.",
        ("sjednica", "2020-10-14", "12:00"),
    ),
]


def _told(doc: Doc) -> list[tuple[str, str | None]]:
    return [(meeting.type, meeting.date) for meeting in doc._.meetings]


@pytest.mark.parametrize(("text", "expected"), HELD)
def test_a_gathering_told_as_held_is_one_meeting(analyse: Callable[..., Doc], text: str, expected: list) -> None:
    assert _told(analyse(text, PUBLISHED)) == expected


@pytest.mark.parametrize("text", NOT_HELD)
def test_what_was_not_held_or_only_wished_is_no_meeting(analyse: Callable[..., Doc], text: str) -> None:
    assert _told(analyse(text, PUBLISHED)) == []


@pytest.mark.parametrize(("text", "expected"), MERGED)
def test_one_meeting_told_twice_is_one_and_two_are_two(analyse: Callable[..., Doc], text: str, expected: list) -> None:
    assert _told(analyse(text, PUBLISHED)) == expected


@pytest.mark.parametrize(("text", "expected"), RECORDS)
def test_minutes_name_their_session_in_the_title(analyse: Callable[..., Doc], text: str, expected: tuple) -> None:
    (meeting,) = analyse(text)._.meetings
    assert (meeting.type, meeting.date, meeting.start_time) == expected


def test_agenda_items_keep_their_numbers(analyse: Callable[..., Doc]) -> None:
    doc = analyse(
        "ZAPISNIK\nsa 2. sjednice Savjeta MZ Vrelo, održane 3. marta 2021. godine\n\nDNEVNI RED\n1. "
        "Usvajanje zapisnika;\n2. Sanacija puta;\n3. Razno.\n"
    )
    (meeting,) = doc._.meetings
    assert [(item.number, item.text) for item in meeting.agenda] == [
        ("1", "Usvajanje zapisnika"),
        ("2", "Sanacija puta"),
        ("3", "Razno"),
    ]
