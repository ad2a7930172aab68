"""A record built by hand, so that showing it can be tested without making it."""

from __future__ import annotations

from typing import Any

import pytest

TEXT = (
    "Sastanak u Brodu\n\nDana 3. juna 2024. udruženje „Vir & <b>sin</b>“ primilo je Anu Kraljević.\n"
    "Dogovoreno je da se obnovi most."
)


def place(words: str, start: int = 0) -> dict[str, int]:
    """Offsets of `words` in the text of the record."""
    start = TEXT.index(words, start)
    return {"start": start, "end": start + len(words)}


@pytest.fixture
def record() -> dict[str, Any]:
    found = {"confidence": 0.9, "rule": "example.rule"}
    organization = "Vir & <b>sin</b>"
    return {
        "schema_version": "1.0.0",
        "record_id": "r-1",
        "source": {
            "uri": "brod.txt",
            "media_type": "text/plain",
            "sha256": "0" * 64,
            "encoding": "utf-8",
            "language": "bs",
            "script": "Latn",
            "title": "Sastanak u Brodu",
            "published": None,
            "characters": len(TEXT),
            "sentences": 3,
            "tokens": 24,
        },
        "text": TEXT,
        "meetings": [
            {
                "id": "m1",
                "type": "sastanak",
                "title": None,
                "date": "2024-06-03",
                "start_time": None,
                "place": "Brod",
                "mode": "in_person",
                "platform": None,
                "agenda": [],
                "organizations": ["o1"],
                "participants": ["p1"],
                "conclusions": ["c1"],
                **place("Sastanak u Brodu"),
                **found,
            }
        ],
        "dates": [
            {
                "id": "d1",
                "text": "3. juna 2024.",
                "value": "2024-06-03",
                "type": "date",
                "role": "meeting",
                **place("3. juna 2024."),
                **found,
            }
        ],
        "organizations": [
            {
                "id": "o1",
                "name": organization,
                "acronym": None,
                "type": "udruženje",
                "mentions": [place(f"udruženje „{organization}“")],
                **found,
            }
        ],
        "participants": [
            {
                "id": "p1",
                "kind": "person",
                "name": "Ana Kraljević",
                "role": None,
                "organization": None,
                "status": "present",
                "mentions": [place("Anu Kraljević")],
                **found,
            }
        ],
        "conclusions": [
            {
                "id": "c1",
                "text": "se obnovi most",
                "kind": "action",
                "responsible": ["o1", "općina"],
                "deadline": None,
                "deadline_text": "u roku od 15 dana",
                "meeting": "m1",
                **place("se obnovi most"),
                **found,
            }
        ],
        "upcoming_events": [],
        "warnings": [{"code": "year-assumed", "message": "The year of [red]one[/red] date is assumed."}],
        "provenance": {"pipeline": {"name": "zapisnik", "version": "0.1.0"}},
    }
