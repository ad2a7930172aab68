"""Checking records: against the schema, and their offsets, values and ids against each other.

This module needs neither spaCy nor the other rooms.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Union

from pipeline import edtf
from pipeline.errors import ZapisnikError
from pipeline.records.quick_check import Check, compile_schema

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

SCHEMA = "record.schema.json"

_LONGEST_MESSAGE = 300
# where ids stand: field of the record → field of the item → field of the record whose items are meant
_LINKS = {
    "meetings": {
        "dates": "dates",
        "organizations": "organizations",
        "participants": "participants",
        "conclusions": "conclusions",
        "organizers": "organizations",
    },
    "participants": {"organization": "organizations"},
    "conclusions": {"deadline_date": "dates", "meeting": "meetings"},
    "upcoming_events": {"organizers": "organizations", "dates": "dates"},
}
_ITEM_FIELDS = ("meetings", "dates", "organizations", "participants", "conclusions", "upcoming_events")
_EDTF_FIELDS = {"meetings": "date", "dates": "value", "conclusions": "deadline", "upcoming_events": "date"}
_RESPONSIBLE_ID = re.compile("[op][1-9][0-9]*")

Step = Union[str, int]


class SchemaNotFound(ZapisnikError):
    """The schema is neither in the package nor in the checkout around it."""

    code = "schema-not-found"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a record.

    Attributes:
        path: where, as a JSON path: `$.dates[0].value`.
        message: what, in one sentence.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@cache
def load_schema() -> dict[str, Any]:
    """The JSON Schema of a record, from the installed package or from the checkout around it.

    Raises:
        SchemaNotFound: if the installation is broken.
    """
    package = files("pipeline")
    for place in (package / "records" / "schemas" / SCHEMA, package / ".." / "schemas" / SCHEMA):
        if place.is_file():
            schema: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
            return schema
    raise SchemaNotFound(f"{SCHEMA} is not installed.", remedy="Install zapisnik again.")


@cache
def validator() -> Draft202012Validator:
    """The jsonschema validator of a record, made once."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - slow to import

    return Draft202012Validator(load_schema())


@cache
def keeps_to_schema() -> Check:
    """A fast function that is true only for records that `validator` accepts, made once."""
    return compile_schema(load_schema())


def problems(record: Any) -> list[Problem]:
    """Everything that is wrong with a record; empty for a valid one.

    The schema is checked first. Only a record that keeps to it is checked further: offsets lie in the text, the words of a date
    are those of its evidence, values are dates that exist, ids are unique and lead to an item.

    Args:
        record: what `json.loads` or `Record.to_dict` gave; anything else is a problem, not an error.
    """
    if not keeps_to_schema()(record):
        found = [Problem(error.json_path, _message(error)) for error in validator().iter_errors(record)]
        if found:
            return found
    return [Problem(_json_path(path), message) for path, message in _contradictions(record)]


def _message(error: ValidationError) -> str:
    message = error.message
    if error.validator == "pattern":
        examples = ", ".join(repr(example) for example in error.schema.get("examples", ()) if example is not None)
        message = f"{error.instance!r} does not have the form of {examples}" if examples else message
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]}…"


def _json_path(steps: Sequence[Step]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


_Contradiction = tuple[tuple[Step, ...], str]


def _contradictions(record: Mapping[str, Any]) -> Iterator[_Contradiction]:
    """What the schema cannot say."""
    text, source = record["text"], record["source"]
    if source["characters"] != len(text):
        yield ("source", "characters"), f"{source['characters']} is not the length of the text, {len(text)}"
    if record["record_id"] != f"r-{source['sha256'][:16]}":
        yield ("record_id",), "the id does not belong to source.sha256"
    if source["published"] is not None and not edtf.is_valid(source["published"]):
        yield ("source", "published"), f"{source['published']!r} is no date"
    ids = {field: {item["id"] for item in record[field]} for field in _ITEM_FIELDS}
    for field in _ITEM_FIELDS:
        items = record[field]
        if len(ids[field]) != len(items):
            yield from _duplicates(field, items)
        links = _LINKS.get(field, {})
        value_field = _EDTF_FIELDS.get(field)
        for number, item in enumerate(items):
            start, end = item["start"], item["end"]
            if not 0 <= start < end <= len(text):
                yield (field, number, "start"), f"[{start}, {end}) is no interval of the text"
            if value_field and item[value_field] is not None and not edtf.is_valid(item[value_field]):
                yield (field, number, value_field), f"{item[value_field]!r} is no date"
            for link, target in links.items():
                linked = item.get(link)
                for identifier in linked if isinstance(linked, list) else (linked,):
                    if identifier is not None and identifier not in ids[target]:
                        yield (field, number, link), f"there is no {identifier!r} in {target}"
            if "mentions" in item:
                yield from _mentions(field, number, item, len(text))
    for number, date in enumerate(record["dates"]):
        if text[date["start"] : date["end"]] != date["text"]:
            yield ("dates", number, "text"), f"{date['text']!r} is not what stands at its offsets"
    for number, meeting in enumerate(record["meetings"]):
        for place, entry in enumerate(meeting["agenda"]):
            if not entry["start"] < entry["end"] <= len(text):
                yield ("meetings", number, "agenda", place), f"[{entry['start']}, {entry['end']}) is no interval of the text"
    for number, conclusion in enumerate(record["conclusions"]):
        for name in conclusion["responsible"]:
            if _RESPONSIBLE_ID.fullmatch(name) and name not in ids["organizations"] and name not in ids["participants"]:
                yield ("conclusions", number, "responsible"), f"there is no {name!r} in organizations or participants"


def _duplicates(field: str, items: Sequence[Mapping[str, Any]]) -> Iterator[_Contradiction]:
    seen: set[str] = set()
    for number, item in enumerate(items):
        if item["id"] in seen:
            yield (field, number, "id"), f"{item['id']!r} stands twice"
        seen.add(item["id"])


def _mentions(field: str, number: int, item: Mapping[str, Any], length: int) -> Iterator[_Contradiction]:
    own = False
    for place, mention in enumerate(item["mentions"]):
        start, end = mention["start"], mention["end"]
        own = own or (start == item["start"] and end == item["end"])
        if not start < end <= length:
            yield (field, number, "mentions", place), f"[{start}, {end}) is no interval of the text"
    if not own:
        yield (field, number, "mentions"), "the item's own start and end are not among them"
