"""Whatever the text: no crash, right offsets, valid values; a planted date is found where it was planted."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import edtf
from pipeline.extraction.dates import find_dates

MONTHS = [
    "januara",
    "februara",
    "marta",
    "aprila",
    "maja",
    "juna",
    "jula",
    "augusta",
    "septembra",
    "oktobra",
    "novembra",
    "decembra",
]
PIECES = [
    "1.",
    "12.",
    "31.",
    "05.2023",
    "2023.",
    "2022/2023",
    "/",
    "-",
    "–",
    ",",
    ".",
    "(",
    ")",
    ":",
    ";",
    "|",
    "\n",
    "maja",
    "svibnja",
    "u",
    "od",
    "do",
    "i",
    "između",
    "prošle",
    "naredne",
    "godine",
    "god.",
    "g.",
    "sati",
    "h",
    "10,00",
    "petak",
    "utorka",
    "danas",
    "jučer",
    "sutra",
    "sedmice",
    "mjesec",
    "kvartalu",
    "prvi",
    "zadnji",
    "dan",
    "XII",
    "IV",
    "održan",
    "je",
    "će",
    "zakazan",
    "rok:",
    "broj",
    "Broj:",
    "Zapisnik",
    "Tuzla",
    "„",
    "“",
    "мај",
    "5.",
]
WORDS = ["vijeće", "plan", "Općina", "je", "sastanak", "kuća", "i", "rad,", "cesta.", "Škola", "mladih"]

FILLER = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)


def check(text: str, reference: datetime.date | None) -> None:
    end = 0
    for date in find_dates(text, reference=reference):
        assert end <= date.start < date.end <= len(text)
        assert text[date.start : date.end] == date.text
        assert edtf.is_valid(date.value)
        assert date.type == ("interval" if "/" in date.value else "time" if "T" in date.value else "date")
        end = date.end


@given(st.text(max_size=200), st.none() | st.dates())
@settings(max_examples=100, deadline=None)
def test_any_text(text: str, reference: datetime.date | None) -> None:
    check(text, reference)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.none() | st.dates())
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_the_pieces_of_dates(pieces: list[str], reference: datetime.date | None) -> None:
    check(" ".join(pieces), reference)
    check("".join(pieces), reference)


@given(FILLER, st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(0, 7), FILLER)
@settings(max_examples=200, deadline=None)
def test_planted_dates_are_found_in_place(before: list[str], day: datetime.date, form: int, after: list[str]) -> None:
    written = (
        f"{day.day}. {MONTHS[day.month - 1]} {day.year}. godine",
        f"{day.day}. {MONTHS[day.month - 1]} {day.year} godine",
        f"{day.day:02d}.{day.month:02d}.{day.year}. godine",
        f"{day.day}. {day.month}. {day.year}. godine",
        f"{day.day}.{day.month}.{day.year}.god.",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        day.isoformat(),
        f"{day.day}. {MONTHS[day.month - 1].upper()} {day.year}. GODINE",
    )[form]
    head = " ".join(before) + " dana "
    text = f"{head}{written} {' '.join(after)}"
    found = [date for date in find_dates(text) if date.start == len(head)]
    assert [(date.text, date.value) for date in found] == [(written, day.isoformat())]


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2049, 12, 1)), st.integers(1, 20))
@settings(max_examples=100, deadline=None)
def test_ranges_keep_both_ends(first: datetime.date, length: int) -> None:
    last = first + datetime.timedelta(days=length)
    text = f"Obuka je trajala od {first.day}.{first.month}. do {last.day}.{last.month}.{last.year}. godine."
    (date,) = find_dates(text)
    assert date.value == f"{first.isoformat()}/{last.isoformat()}"


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_dates(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert find_dates(text) == find_dates(text)
