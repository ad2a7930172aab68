"""Valid records, made by hand and at random, so that exports can be tested without the rules."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

from pipeline.records import problems

Record = dict[str, Any]
_JUDGED = {"confidence": 0.9, "rule": "example.rule"}


def record(text: str, **changes: Any) -> Record:
    """A valid record of a text without items; `changes` go over it."""
    digest = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    made = {
        "schema_version": "1.0.0",
        "record_id": f"r-{digest[:16]}",
        "source": {
            "uri": "2023/vijest%201.txt", "media_type": "text/plain", "sha256": digest, "encoding": "utf-8", "language": "bs",
            "language_confidence": 0.5, "script": "Latn", "title": None, "author": None, "published": "2023-06-01",
            "published_from": "text", "characters": len(text), "sentences": 1, "tokens": 1,
        },
        "text": text, "meetings": [], "dates": [], "organizations": [], "participants": [], "conclusions": [],
        "upcoming_events": [], "warnings": [],
        "provenance": {
            "pipeline": {"name": "zapisnik", "version": "0.1.0"}, "engine": "rules", "models": {}, "rules": "0" * 64,
        },
    }  # fmt: skip
    made |= changes
    assert not problems(made), problems(made)
    return made


def place(text: str, words: str, occurrence: int = 1) -> dict[str, int]:
    """Where words stand."""
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def organization(number: int, name: str, *places: dict[str, int], **changes: Any) -> Record:
    found = {"id": f"o{number}", "name": name, "acronym": None, "type": "udruženje", **places[0], "mentions": list(places)}
    return found | _JUDGED | changes


def participant(number: int, name: str, *places: dict[str, int], **changes: Any) -> Record:
    found = {"id": f"p{number}", "kind": "person", "name": name, "role": None, "organization": None, "status": "present"}
    return found | places[0] | {"mentions": list(places)} | _JUDGED | changes


def date(number: int, text: str, where: dict[str, int], value: str, role: str = "mention") -> Record:
    kind = "interval" if "/" in value else "time" if "T" in value else "date"
    words = text[where["start"] : where["end"]]
    return {"id": f"d{number}", "text": words, "value": value, "type": kind, "role": role, **where, **_JUDGED}


def event(number: int, name: str, where: dict[str, int], day: str | None, **changes: Any) -> Record:
    found = {"id": f"e{number}", "name": name, "type": "sajam", "date": day, "start_time": None, "place": None}
    return found | {"organizers": [], "dates": []} | where | _JUDGED | changes


def conclusion(number: int, text: str, where: dict[str, int], **changes: Any) -> Record:
    found = {"id": f"c{number}", "text": text, "kind": "action", "responsible": [], "deadline": None, "deadline_text": None}
    found |= {"deadline_date": None, "meeting": None, "agenda_item": None, "votes": None}
    return found | where | _JUDGED | changes


def meeting(number: int, kind: str, *places: dict[str, int], **changes: Any) -> Record:
    found: Record = {"id": f"m{number}", "type": kind, "title": None, "date": None, "start_time": None, "end_time": None}
    found |= {"place": None, "mode": None, "platform": None, "agenda": [], "dates": [], "organizations": [], "participants": []}
    found |= {"conclusions": [], "ordinal": None, "venue": None, "address": None, "quorum": None}
    return found | places[0] | {"mentions": list(places)} | _JUDGED | changes


_LETTERS = st.sampled_from('abčćđšžABČĆĐŠŽ  \n\t.,;:|\\<>&"„“0123456789љњђЏ–\u00a0\u00ad\u2028\u0301\r\x0c\x07😀𝔸\ufffe_')
texts = st.text(_LETTERS, min_size=1, max_size=80) | st.text(min_size=1, max_size=40)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Valid records of any text, with organizations, persons and dates wherever it may be, over each other too."""
    text = draw(texts.filter(lambda words: words.strip() and not any("\ud800" <= letter <= "\udfff" for letter in words)))
    letters = [place for place, letter in enumerate(text) if letter.strip()]

    def places(most: int) -> list[dict[str, int]]:
        found = set()
        for _ in range(draw(st.integers(1, most))):
            start = draw(st.sampled_from(letters))  # evidence is never blank
            found.add((start, draw(st.integers(start + 1, len(text)))))
        return [{"start": start, "end": end} for start, end in sorted(found)]

    names = st.text(_LETTERS, min_size=1, max_size=12).map(lambda words: " ".join(words.split()) or "x")
    organizations = [organization(n, draw(names), *places(3)) for n in range(1, draw(st.integers(0, 3)) + 1)]
    persons = [participant(n, draw(names), *places(3)) for n in range(1, draw(st.integers(0, 3)) + 1)]
    values = st.sampled_from(
        [
            "2023-06-15",
            "2023-06",
            "2023",
            "XXXX-06-26",
            "2023-21",
            "2023-05-03/2023-05-05",
            "2022-06~",
            "2024-03-12T10:00",
            "2023-05-03/..",
        ]
    )
    dates = [date(n, text, places(1)[0], draw(values)) for n in range(1, draw(st.integers(0, 3)) + 1)]
    conclusions = [conclusion(n, "zaključak", places(1)[0]) for n in range(1, draw(st.integers(0, 2)) + 1)]
    return record(text, organizations=organizations, participants=persons, dates=dates, conclusions=conclusions)
