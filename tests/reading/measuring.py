"""How much of a report comes back from a format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from difflib import SequenceMatcher
from typing import Any

from pipeline.language.layout import find_blocks
from pipeline.language.reading_text import read


def f1(found: Iterable[Hashable], expected: Iterable[Hashable]) -> float:
    """F1 of two collections in which things may stand several times."""
    left, right = Counter(found), Counter(expected)
    both = (left & right).total()
    return 2 * both / (left.total() + right.total()) if left or right else 1.0


def characters(found: str, expected: str) -> float:
    """Share of the characters of two texts that agree in their order (2 × agreeing / all), blanks and line ends aside."""
    left, right = found.split(), expected.split()
    agreeing = sum(
        sum(map(len, left[match.a : match.a + match.size]))
        for match in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    )
    return 2 * agreeing / (sum(map(len, left)) + sum(map(len, right)))


def layout(text: str) -> list[tuple[str, str]]:
    """The layout blocks of a text: kind and words."""
    reading = read(text).text
    return [(block.kind, reading[block.start : block.end]) for block in find_blocks(reading)]


def items(record: dict[str, Any]) -> list[tuple[Hashable, ...]]:
    """What a record says, as the headline figure counts it: values, roles, names and links, without their places."""
    names = {item["id"]: item["name"] for field in ("organizations", "participants") for item in record[field]}
    found: list[tuple[Hashable, ...]] = []
    found += [("date", d["value"], d["role"]) for d in record["dates"]]
    found += [("organization", o["name"]) for o in record["organizations"]]
    found += [("participant", p["name"], p["role"], names.get(p["organization"]), p["status"]) for p in record["participants"]]
    found += [("meeting", m["type"], m["date"], m["place"]) for m in record["meetings"]]
    found += [("conclusion", " ".join(c["text"].split()), c["kind"], c["deadline"]) for c in record["conclusions"]]
    found += [("event", e["type"], e["date"], e["place"]) for e in record["upcoming_events"]]
    return found
