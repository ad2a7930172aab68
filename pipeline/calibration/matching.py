"""Which items of a record are right, by the annotation of its document.

An item is right where the scorer that comes with the reference documents would pair it: a date by evidence and value, an
organization by any accepted name, a person by name and a group by organization, a conclusion by nearly the same words, an event
by most of its name and the same date, a meeting by date and type. What the annotation calls optional is not judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipeline import edtf
from pipeline.calibration.references import Reference

Item = Mapping[str, Any]
Record = Mapping[str, Any]

FIELDS = ("dates", "organizations", "participants", "meetings", "conclusions", "upcoming_events")
_LEGAL = frozenset(["ju", "jzu", "jku", "jp", "jkp", "kjkp", "nvo", "ug", "uug", "zu", "doo", "d.o.o.", "d.d.", "dd", "mz"])
_LEGAL_LAST = _LEGAL | {"d", "o"}
_SAME_WORDS = 0.7  # of a conclusion
_SAME_NAME = 0.6  # of an event
# expressions that inline tags leave out, so that nothing can be said of them where no tag stands
_UNTAGGED = ("dates.relative", "dates.weekday", "dates.day-after", "dates.season", "dates.nth", "dates.distance")


class Judgement:
    """What is known of the items of one field of one record.

    Attributes:
        right: for each item whether it is right, None where it is not judged.
        details: for each item, where it is right, whether its role, organization and status are right too; else None.
        expected: how many items the annotation has, optional ones apart.
    """

    def __init__(self, right: list[bool | None], expected: int, details: list[bool | None] | None = None) -> None:
        self.right = right
        self.expected = expected
        self.details = details if details is not None else [None] * len(right)


def judge(reference: Reference, record: Record) -> dict[str, Judgement]:
    """The judgement of each field that the annotation covers."""
    if reference.expected is None:
        return _by_tags(reference, record)
    expected = reference.expected
    judges: dict[str, Callable[[], Judgement]] = {
        "dates": lambda: _dates(reference.text, expected, record),
        "organizations": lambda: _paired(expected["organizations"], record["organizations"], _same_name),
        "participants": lambda: _participants(expected, record),
        "meetings": lambda: _paired(expected["meetings"], record["meetings"], _same_meeting),
        "conclusions": lambda: _paired(expected["conclusions"], record["conclusions"], _same_words),
        "upcoming_events": lambda: _paired(expected["upcoming_events"], record["upcoming_events"], _same_event),
    }
    return {field: judges[field]() for field in FIELDS if field in expected}


# --- comparing


def folded(text: str | None) -> str:
    """Case, quotation marks, punctuation, dashes and blanks folded away; letters keep their diacritics."""
    plain = unicodedata.normalize("NFC", text or "").casefold()
    plain = re.sub(r"[\"'„“”\u00ab»‚‘’`´.,:;()\[\]]", " ", plain)
    return " ".join(re.sub(r"[–—-]", " ", plain).split())


def folded_organization(text: str | None) -> str:
    """The same without legal forms at the edges."""
    words = folded(text).split()
    while len(words) > 1 and words[0] in _LEGAL:
        del words[0]
    while len(words) > 1 and words[-1] in _LEGAL_LAST:
        del words[-1]
    return " ".join(words)


def overlap(one: str | None, other: str | None) -> float:
    """F1 of two texts as bags of folded words, 0 to 1."""
    first, second = Counter(folded(one).split()), Counter(folded(other).split())
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if first and second else 0.0


def _at_least(least: float, likeness: float) -> float:
    return likeness if likeness >= least else 0.0


def pairs(expected: Sequence[Item], found: Sequence[Item], alike: Callable[[Item, Item], float]) -> dict[int, int]:
    """The best one-to-one pairs, the likest first: index of the item found → index of that expected."""
    ranked = sorted(
        ((alike(a, b), i, j) for i, a in enumerate(expected) for j, b in enumerate(found)),
        key=lambda entry: (-entry[0], -entry[1], -entry[2]),
    )
    taken: set[int] = set()
    paired: dict[int, int] = {}
    for likeness, i, j in ranked:
        if likeness > 0 and i not in taken and j not in paired:
            taken.add(i)
            paired[j] = i
    return paired


def _required(expected: Sequence[Item]) -> int:
    return sum(not item.get("optional") for item in expected)


def _verdicts(expected: Sequence[Item], count: int, paired: Mapping[int, int]) -> list[bool | None]:
    return [None if j in paired and expected[paired[j]].get("optional") else j in paired for j in range(count)]


def _paired(expected: Sequence[Item], found: Sequence[Item], alike: Callable[[Item, Item], float]) -> Judgement:
    return Judgement(_verdicts(expected, len(found), pairs(expected, found, alike)), _required(expected))


def _names(item: Item) -> set[str]:
    names = [item.get("name"), item.get("acronym"), *item.get("accept", [])]
    return {folded_organization(name) for name in names if name}


def _place(text: str, words: str, occurrence: int) -> tuple[int, int] | None:
    """Where words stand in a text for the n-th time."""
    start = -1
    for _ in range(occurrence):
        start = text.find(words, start + 1)
        if start < 0:
            return None
    return start, start + len(words)


def _dates(text: str, expected: Mapping[str, Any], record: Record) -> Judgement:
    wanted = expected["dates"]
    places = {id(date): _place(text, date["text"], date.get("occurrence", 1)) for date in wanted}

    def near(a: Item, b: Item) -> float:
        place = places[id(a)]
        if place is None:
            return 0.0
        if record["text"] != text:
            return overlap(a["text"], b["text"])
        return max(0, min(place[1], b["end"]) - max(place[0], b["start"])) / (place[1] - place[0])

    def same(a: Item, b: Item) -> float:
        return near(a, b) if a["value"] == b["value"] else 0.0

    paired = pairs(wanted, record["dates"], same)
    optional = {j for j, i in pairs(wanted, record["dates"], near).items() if wanted[i].get("optional")}
    right: list[bool | None] = [None if j in optional else j in paired for j in range(len(record["dates"]))]
    return Judgement(right, _required(wanted))


def _participants(expected: Mapping[str, Any], record: Record) -> Judgement:
    names = {organization["id"]: organization["name"] for organization in record["organizations"]}
    wanted, found = expected["participants"], record["participants"]

    def organization_agrees(a: Item, b: Item) -> bool:
        accepted = a.get("organization") if isinstance(a.get("organization"), list) else [a.get("organization")]
        return any(_same_organization(name, names.get(b["organization"]), expected) for name in accepted or [None])

    def same(a: Item, b: Item) -> float:
        if a["kind"] != b["kind"]:
            return 0.0
        named = folded(a["name"]) == folded(b["name"])
        if a["kind"] == "person":
            return float(named)
        return (1.0 + named) if a.get("organization") and organization_agrees(a, b) else 0.0

    def details(a: Item, b: Item) -> bool:
        roles = a.get("role") if isinstance(a.get("role"), list) else [a.get("role")]
        role = folded(b["role"]) in {folded(role) for role in roles or [None]}
        return role and organization_agrees(a, b) and a.get("status") == b["status"]

    paired = pairs(wanted, found, same)
    right = _verdicts(wanted, len(found), paired)
    said = [details(wanted[paired[j]], found[j]) if right[j] else None for j in range(len(found))]
    return Judgement(right, _required(wanted), said)


def _same_organization(expected: str | None, found: str | None, annotation: Mapping[str, Any]) -> bool:
    if not expected or not found:
        return not expected and not found
    accepted = {folded_organization(expected)}
    for organization in annotation["organizations"]:
        if accepted & _names(organization):
            accepted |= _names(organization)
    return folded_organization(found) in accepted


def _same_name(a: Item, b: Item) -> float:
    return float(bool(_names(a) & _names(b)))


def _same_words(a: Item, b: Item) -> float:
    return _at_least(_SAME_WORDS, overlap(a["text"], b["text"]))


def _same_meeting(a: Item, b: Item) -> float:
    types = {folded(kind) for kind in [a["type"], *a.get("accept", [])]}
    return float(a.get("date") == b["date"] and folded(b["type"]) in types)


def _same_event(a: Item, b: Item) -> float:
    likeness = max(overlap(name, b["name"]) for name in [a["name"], *a.get("accept", [])])
    return _at_least(_SAME_NAME, likeness) if a.get("date") == b["date"] else 0.0


# --- inline tags


def _by_tags(reference: Reference, record: Record) -> dict[str, Judgement]:
    """By inline tags: dates, organizations and persons; other fields are not annotated, and groups are not judged."""
    values = {tag: {each.value for each in reference.tagged if each.tag == tag} for tag in ("org", "per", "date")}
    organizations = {folded_organization(name) for name in values["org"]}
    persons = {folded(name) for name in values["per"]}
    right_organizations: list[bool | None] = [bool(_names(item) & organizations) for item in record["organizations"]]
    right_persons = [folded(item["name"]) in persons if item["kind"] == "person" else None for item in record["participants"]]
    full_names = {name for name in persons if " " in name}
    return {
        "dates": Judgement(
            [_tagged_date(item, reference) for item in record["dates"]], sum(each.tag == "date" for each in reference.tagged)
        ),
        "organizations": Judgement(right_organizations, len(organizations)),
        "participants": Judgement(right_persons, len(full_names)),
    }


def _tagged_date(item: Item, reference: Reference) -> bool | None:
    """Whether a tag with the same day lies there; relative expressions without a tag are not judged, nor are clock times."""
    here = [
        each.value for each in reference.tagged if each.tag == "date" and each.start < item["end"] and item["start"] < each.end
    ]
    if not here:
        return None if item["rule"].startswith(_UNTAGGED) else False
    return any(
        edtf.date_part(item["value"]) in (value, edtf.date_part(value) if edtf.is_valid(value) else value) for value in here
    )
