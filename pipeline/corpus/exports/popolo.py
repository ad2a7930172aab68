"""Persons, organizations, memberships, motions and events as Popolo JSON (https://www.popoloproject.com/specs/).

Every record's persons and organizations are their own: whether two of the same name are one is told by `zapisnik entities`.
Popolo's dates are ISO 8601 of a year, month or day; what has no such form (a season, an unknown year) is left out.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pipeline.corpus.exports.common import Exported, Item, Options, Record, iso_range
from pipeline.writing import atomic_file

COLLECTIONS = ("persons", "organizations", "memberships", "events", "motions", "vote_events")
_IN_MEMORY = 1_000_000  # bytes of a collection until it goes to a temporary file
# the classes of Popolo's counts; `za` and `protiv` with their number before them
_OPTIONS = {"yes": r"za\b", "no": r"protiv", "abstain": r"(?:suzdržan|uzdržan|suzdrzan|uzdrzan)"}
_COUNT = r"(\d+)\s+(?:glas\w*\s+|je\s+|su\s+)?"


def write(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write one JSON object with a list for each class of Popolo."""
    with ExitStack() as files:
        spools = {name: files.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY)) for name in COLLECTIONS}
        for record in records:
            for name, entry in entries(record):
                spools[name].write(b",\n" if exported.items[name] else b"\n")
                spools[name].write(json.dumps(entry, ensure_ascii=False, allow_nan=False).encode("utf-8", errors="replace"))
                exported.items[name] += 1
        with atomic_file(out) as file:
            file.write(b"{")
            for number, (name, spool) in enumerate(spools.items()):
                file.write(f'{"," if number else ""}\n"{name}": ['.encode())
                spool.seek(0)
                shutil.copyfileobj(spool, file)
                file.write(b"\n]")
            file.write(b"\n}\n")
    exported.files.append(out)


def entries(record: Record) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of one record, each with the collection it belongs to."""
    prefix = record["record_id"]

    def own(identifier: str | None) -> str | None:
        return None if identifier is None else f"{prefix}/{identifier}"

    def sources(item: Item) -> list[dict[str, str]]:
        words = " ".join(record["text"][item["start"] : item["end"]].split())
        return [{"url": record["source"]["uri"], "note": words}]

    for item in record["organizations"]:
        entry = {"id": own(item["id"]), "name": item["name"], "classification": item["type"]}
        if item["acronym"]:
            entry["other_names"] = [{"name": item["acronym"], "note": "acronym"}]
        yield "organizations", _known(entry | {"sources": sources(item)})
    for item in record["participants"]:
        if item["kind"] != "person":
            # a group that stands for an organization: Popolo calls any group of people an organization
            entry = {"id": own(item["id"]), "name": item["name"], "classification": "grupa"}
            entry["parent_id"] = own(item["organization"])
            yield "organizations", _known(entry | {"sources": sources(item)})
            continue
        entry = {"id": own(item["id"]), "name": item["name"]}
        if item["role"] and not item["organization"]:
            entry["summary"] = item["role"]
        yield "persons", _known(entry | {"sources": sources(item)})
        if item["organization"]:
            membership = {"id": f"{own(item['id'])}/member", "person_id": own(item["id"]), "role": item["role"]}
            yield "memberships", _known(membership | {"organization_id": own(item["organization"]), "sources": sources(item)})
    statuses = {item["id"]: item["status"] for item in record["participants"]}
    for item in record["meetings"]:
        entry = {"id": own(item["id"]), "name": item["title"] or item["type"], "classification": item["type"], **_period(item)}
        entry["location"] = ", ".join(filter(None, (item.get("venue"), item.get("address"), item["place"]))) or item["platform"]
        entry["organization_id"] = own(item["organizations"][0]) if item["organizations"] else None
        entry["status"] = "confirmed"
        entry["attendees"] = [{"id": own(one)} for one in item["participants"] if statuses.get(one) == "present"]
        yield "events", _known(entry | {"sources": sources(item)})
    for item in record["upcoming_events"]:
        entry = {"id": own(item["id"]), "name": item["name"], "classification": item["type"], **_period(item)}
        entry |= {"location": item["place"], "status": "tentative"}
        entry["organization_id"] = own(item["organizers"][0]) if item["organizers"] else None
        yield "events", _known(entry | {"sources": sources(item)})
    dates = {item["id"]: item["date"] for item in record["meetings"]}
    for item in record["conclusions"]:
        first, last = iso_range(dates.get(item["meeting"]))
        entry = {"id": own(item["id"]), "text": item["text"], "classification": item["kind"]}
        entry |= {"legislative_session_id": own(item["meeting"]), "date": first if first == last else None}
        yield "motions", _known(entry | {"sources": sources(item)})
        if item["votes"]:
            vote = {"id": f"{own(item['id'])}/vote", "motion_id": own(item["id"]), "note": item["votes"]}
            yield "vote_events", _known(vote | {"counts": _counts(item["votes"]), "sources": sources(item)})


def _period(item: Item) -> dict[str, str | None]:
    first, last = iso_range(item["date"])
    return {"start_date": first, "end_date": last if last != first else None}


def _counts(votes: str) -> list[dict[str, Any]]:
    """The numbers of votes that stand in words such as `14 za, 3 protiv, 1 suzdržan`."""
    found = {option: re.search(_COUNT + words, votes, re.IGNORECASE) for option, words in _OPTIONS.items()}
    return [{"option": option, "value": int(match[1])} for option, match in found.items() if match]


def _known(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value is not None and value != []}
