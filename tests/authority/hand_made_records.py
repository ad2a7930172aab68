"""Records built by hand, for the tests of this folder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

_FOUND = {"confidence": 0.9, "rule": "example.rule"}


def make_record(
    number: int,
    organizations: Sequence[Any] = (),
    persons: Sequence[Any] = (),
    *,
    town: str | None = None,
    date: str | None = None,
    published: str | None = None,
) -> dict[str, Any]:
    """A valid record.

    Args:
        organizations: names, or dicts with `name`, `acronym`, `type`, `rule`, `mentions` (a number).
        persons: names, or dicts with `name`, `role`, `organization` (a number from 1), `rule`.
    """
    words: list[str] = []
    items: dict[str, list[dict[str, Any]]] = {"o": [], "p": []}
    offset = 0
    for letter, given in (("o", organizations), ("p", persons)):
        for place, name_or_fields in enumerate(given, start=1):
            one = {"name": name_or_fields} if isinstance(name_or_fields, str) else dict(name_or_fields)
            mentions = []
            for _ in range(one.pop("mentions", 1)):
                words.append(one["name"])
                mentions.append({"start": offset, "end": offset + len(one["name"])})
                offset += len(one["name"]) + 2
            items[letter].append({"id": f"{letter}{place}", **mentions[0], "mentions": mentions, **_FOUND, **one})
    text = ", ".join(words) or "ništa"
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    meeting = {
        "id": "m1", "type": "sastanak", "title": None, "date": date, "start_time": None, "end_time": None, "place": town,
        "mode": None, "platform": None, "agenda": [], "dates": [], "organizations": [item["id"] for item in items["o"]],
        "participants": [item["id"] for item in items["p"]], "conclusions": [], "start": 0, "end": 1,
        "mentions": [{"start": 0, "end": 1}],
        **_FOUND,
    }  # fmt: skip
    return {
        "schema_version": "1.0.0",
        "record_id": f"r-{sha256[:16]}",
        "source": {
            "uri": f"{number}.txt", "media_type": "text/plain", "sha256": sha256, "encoding": "utf-8", "language": "bs",
            "script": "Latn", "title": None, "published": published, "characters": len(text), "sentences": 1, "tokens": 1,
        },
        "text": text,
        "meetings": [meeting] if town or date else [],
        "dates": [],
        "organizations": [{"acronym": None, "type": None} | item for item in items["o"]],
        "participants": [
            {"kind": "person", "role": None, "status": "present"}
            | item
            | {"organization": f"o{item['organization']}" if item.get("organization") else None}
            for item in items["p"]
        ],
        "conclusions": [],
        "upcoming_events": [],
        "warnings": [],
        "provenance": {"pipeline": {"name": "zapisnik", "version": "0"}, "engine": "hand", "models": {}, "rules": "0" * 64},
    }  # fmt: skip
