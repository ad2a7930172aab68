"""Time, place, mode and platform of a meeting."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

TIMES = [
    ("Sjednica je održana 5. maja 2023. s početkom u 10,00 sati.", "10:00", None),
    ("Sastanak je održan 5. maja 2023. u 16,30 h.", "16:30", None),
    ("Sastanak je održan 5. maja 2023. godine. Sastanak je počeo u 13 sati.", "13:00", None),
    ("Skupština je održana 5. maja 2023, početak u 9 i 30 h.", "09:30", None),
    ("Sastanak je održan 5. maja 2023. od 10 do 12 sati.", "10:00", "12:00"),
    ("Sjednica je održana 5. maja 2023. u 12:00 sati. Sjednica je završena u 15,40 sati.", "12:00", "15:40"),
    ("Sjednica je održana 5. maja 2023. u 12:00 sati. Sjednica je zaključena u 13,15 sati.", "12:00", "13:15"),
    ("Sastanak je održan 5. maja 2023. godine. Stranke se primaju radnim danom od 9 do 14 sati.", None, None),
    ("Sastanak je održan 5. maja 2023. godine u Stocu.", None, None),
]

MODES = [
    ("Sastanak je održan 5. maja 2023. putem Zoom platforme.", "online", "Zoom", None),
    ("Sastanak je održan 5. maja 2023. putem Google Meeta.", "online", "Google Meet", None),
    ("Sjednica je održana 5. maja 2023. preko MS Teamsa.", "online", "MS Teams", None),
    ("Sastanak je održan 5. maja 2023. online.", "online", None, None),
    ("Sastanak je održan 5. maja 2023. putem videolinka.", "online", None, None),
    ("Sastanak je održan 5. maja 2023. u Tuzli.", "in_person", None, "Tuzla"),
    (
        "Sastanak je održan 5. maja 2023. u Mostaru, a dio članova učestvovao je putem aplikacije Microsoft Teams.",
        "hybrid",
        "Microsoft Teams",
        "Mostar",
    ),
    ("Sastanak je održan 5. maja 2023. u velikoj sali.", "in_person", None, "velika sala"),
    ("Sastanak je održan 5. maja 2023. u sali Mjesne zajednice u Sarajevu.", "in_person", None, "Sarajevo"),
    ("Sastanak je održan 5. maja 2023. u Banjoj Luci.", "in_person", None, "Banja Luka"),
    ("Sastanak je održan 5. maja 2023. u Brčkom.", "in_person", None, "Brčko"),
    ("Sastanak je održan 5. maja 2023. u Živinicama.", "in_person", None, "Živinice"),
    ("Sastanak je održan 5. maja 2023. godine.", None, None, None),
    ("Sastanak je održan 5. maja 2023. godine. Osnovana je zajednička Viber grupa.", None, None, None),
]


@pytest.mark.parametrize(("text", "start", "end"), TIMES)
def test_start_and_end_are_read_off_the_words_about_the_meeting(
    analyse: Callable[..., Doc], text: str, start: str | None, end: str | None
) -> None:
    (meeting,) = analyse(text)._.meetings
    assert (meeting.start_time, meeting.end_time) == (start, end)


@pytest.mark.parametrize(("text", "mode", "platform", "place"), MODES)
def test_mode_platform_and_place(
    analyse: Callable[..., Doc], text: str, mode: str | None, platform: str | None, place: str | None
) -> None:
    (meeting,) = analyse(text)._.meetings
    assert (meeting.mode, meeting.platform, meeting.place) == (mode, platform, place)


def test_the_dateline_gives_the_town_of_a_meeting_in_a_room(analyse: Callable[..., Doc]) -> None:
    (meeting,) = analyse(
        "Olovo, 8. maja 2023. godine\n\nNovosti iz udruženja\n\nU petak je u našim prostorijama održan sastanak volontera."
    )._.meetings
    assert (meeting.date, meeting.place, meeting.mode) == ("2023-05-05", "Olovo", "in_person")


def test_the_dateline_gives_no_town_to_a_meeting_without_a_room(analyse: Callable[..., Doc]) -> None:
    (meeting,) = analyse(
        "Olovo, 8. maja 2023. godine\n\nNovosti iz udruženja\n\nU petak je održan sastanak volontera."
    )._.meetings
    assert (meeting.place, meeting.mode) == (None, None)


def test_fields_of_minutes_give_place_and_time(analyse: Callable[..., Doc]) -> None:
    doc = analyse(
        "ZAPISNIK\nsa sastanka Radne grupe\n\nDatum: 12.04.2022.\nVrijeme: 13:00 – "
        "14:30\nMjesto: sala 2, Goražde\n\nPrisutni su svi članovi."
    )
    (meeting,) = doc._.meetings
    assert (meeting.date, meeting.start_time, meeting.end_time, meeting.place) == ("2022-04-12", "13:00", "14:30", "Goražde")
