"""The records of the samples, and one made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from record_making import conclusion, date, event, meeting, organization, participant, place, record

TEXT = (
    "Sastanak u Brodu 😀\n\nDana 3. juna 2024. godine Udruženje „Vir“ (UV) primilo je Anu Kraljević, direktoricu.\n"
    "Most se otvara 15. juna u 10 sati. Sajam meda je u septembru.\nDogovoreno je da Vir obnovi most do kraja juna.\n"
)


@pytest.fixture
def samples(repository: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted((repository / "outputs").glob("0*.json"))]


@pytest.fixture
def made() -> dict[str, Any]:
    """A record with an item of every kind, behind a character that is two UTF-16 code units."""

    def at(words: str) -> dict[str, int]:
        return place(TEXT, words)

    return record(
        TEXT,
        meetings=[
            meeting(
                1, "sastanak", at("Sastanak"), date="2024-06-03", place="Brod", dates=["d1"], organizations=["o1"],
                participants=["p1"], conclusions=["c1"], mode="in_person", venue="sala",
            )
        ],
        dates=[
            date(1, TEXT, at("3. juna 2024. godine"), "2024-06-03", "meeting"),
            date(2, TEXT, at("15. juna"), "2024-06-15", "event"),
            date(3, TEXT, at("septembru"), "2024-09", "event"),
            date(4, TEXT, at("juna.\n"), "2024-06", "deadline") | {"end": at("juna.\n")["start"] + 4, "text": "juna"},
        ],
        organizations=[organization(1, "Udruženje Vir", at("Udruženje „Vir“"), place(TEXT, "Vir", 2), acronym="UV")],
        participants=[participant(1, "Ana Kraljević", at("Anu Kraljević"), role="direktorica", organization="o1")],
        conclusions=[
            conclusion(
                1, "Vir obnovi most do kraja juna", at("Vir obnovi most do kraja juna"), responsible=["o1", "općina"],
                deadline="2024-06", deadline_text="do kraja juna", deadline_date="d4", meeting="m1",
            )
        ],
        upcoming_events=[
            event(1, "Otvaranje mosta", at("Most se otvara"), "2024-06-15", start_time="10:00", dates=["d2"], place="Brod"),
            event(2, "Sajam meda", at("Sajam meda"), "2024-09", dates=["d3"], organizers=["o1"]),
        ],
    )  # fmt: skip
