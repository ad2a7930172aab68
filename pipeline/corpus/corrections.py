"""Corrections by hand: what a person says of a document wins over what was extracted from it.

What comes back from Label Studio or INCEpTION is the whole of a document as the person left it (`annotations.Annotated`), so a
correction says what the items are, not only what has changed: what it does not have was removed. `of` makes corrections of it,
`write` keeps them as a file for each document, and `apply` puts them into a record that was extracted anew, by other rules too:

- an item on which person and rules agree stays as it is, with its rule and confidence;
- one that differs in a value, a place or a link has the person's, the rule `correction.changed` and confidence 1; what nobody can
  say in those programs (`mode`, `agenda`, …) stays as extracted;
- one that only the person has is there by the rule `correction.added`; one that only the rules have is left out.

Places are kept with their words and what stands around them, and are found again if the text is read differently one day.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline import edtf
from pipeline.corpus.annotations import (
    LABELS,
    LINKS,
    SEPARATOR,
    Annotated,
    LinkKind,
    NotAnExport,
    Passage,
    Value,
    item_values,
    label_of,
    values_for,
)
from pipeline.errors import ZapisnikError
from pipeline.writing import write_atomically

__all__ = ["FIELDS", "SUFFIX", "BadCorrections", "Corrections", "Folder", "NotAnExport", "apply", "of", "read", "write"]

#: of the files; they lie among records, and are none
SUFFIX = ".corrections"
#: how the rule of a corrected item begins
RULE = "correction."
#: under this name the hash of the corrections stands in a record's provenance
PROVENANCE = "corrections"
#: code of the warning about a correction whose words are no longer in the text
LOST = "correction-lost"
FIELDS = tuple(dict.fromkeys(LABELS.values()))

_VERSION = 1
_AROUND = 30  # code points kept before and behind a place
_LETTERS = {
    "meetings": "m", "dates": "d", "organizations": "o", "participants": "p", "conclusions": "c", "upcoming_events": "e",
}  # fmt: skip
_SEVERAL = frozenset({"meetings", "organizations", "participants"})  # fields whose items have mentions
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
# what an item cannot do without, and what a person need not say of a new one; None for the marked words
_NEEDED: Mapping[str, Mapping[str, str | None]] = {
    "meeting": {"type": None},
    "date": {"value": "", "date_role": "mention"},
    "organization": {"name": None},
    "person": {"name": None, "status": "mentioned"},
    "group": {"name": None, "status": "mentioned"},
    "conclusion": {"kind": "conclusion"},
    "event": {"name": None, "type": None},
}
_NEW: Mapping[str, Mapping[str, Any]] = {
    "meetings": {
        "type": None, "title": None, "date": None, "start_time": None, "end_time": None, "place": None, "mode": None,
        "platform": None, "agenda": [], "dates": [], "organizations": [], "participants": [], "conclusions": [],
        "organizers": [],
    },
    "dates": {"text": None, "value": None, "type": None, "role": None},
    "organizations": {"name": None, "acronym": None, "type": None},
    "participants": {"kind": None, "name": None, "role": None, "organization": None, "status": None},
    "conclusions": {
        "text": None, "kind": None, "responsible": [], "deadline": None, "deadline_text": None, "deadline_date": None,
        "meeting": None, "agenda_item": None, "votes": None,
    },
    "upcoming_events": {
        "name": None, "type": None, "date": None, "start_time": None, "place": None, "organizers": [], "dates": [],
    },
}  # fmt: skip


class BadCorrections(ZapisnikError):
    """A file of corrections that is none; the message names it."""

    code = "bad-corrections"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text: code points, `end` exclusive, with the words there and around it."""

    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Item:
    """An item as a person left it.

    Attributes:
        id: names it among the corrections; where the item was in the record, its id there.
        label: one of `annotations.LABELS`.
        places: where it stands, in order.
        values: what the person said, None for what they took away; what is not there is left to the rules.
    """

    id: str
    label: str
    places: list[Place]
    values: dict[str, str | None] = field(default_factory=dict)

    @property
    def field(self) -> str:
        """The field of the record that it belongs to."""
        return LABELS[self.label]


@dataclass(slots=True)
class Corrections:
    """What a person says of one document.

    Attributes:
        record_id: of its record; the same bytes have the same.
        sha256: of the document; empty where the program did not keep it.
        uri: of the document, for people.
        program: in which they were made.
        fields: which fields they speak of; the others stay as extracted.
        items: all items of these fields.
        links: all links as (name, id, id); None if the links were not looked at, and stay as extracted.
    """

    record_id: str
    sha256: str
    uri: str
    program: str
    fields: list[str]
    items: list[Item]
    links: list[tuple[str, str, str]] | None


# --- from what a person marked


def of(document: Annotated, program: str, fields: Collection[str] = FIELDS) -> tuple[Corrections, list[str]]:
    """The corrections that a person made by marking a document.

    Passages of one item are those that had its id, and new ones of the same field with the same name or the same words. Where no
    link is left at all, links count as not looked at.

    Args:
        document: as the person left it.
        program: in which they did.
        fields: of which they speak.

    Returns:
        The corrections, and what in them makes no sense and is left to the rules, a sentence each.
    """
    problems: list[str] = []
    groups = _Groups(document, problems)
    for passage in sorted(document.passages, key=lambda one: (one.start, -one.end, not one.first)):
        if LABELS[passage.label] not in fields:
            continue
        if not 0 <= passage.start < passage.end <= len(document.text):
            problems.append(f"{passage.label} [{passage.start}, {passage.end}): there is no such place in the text.")
            continue
        if not document.text[passage.start : passage.end].strip():
            problems.append(f"{passage.label} [{passage.start}, {passage.end}): there are only blanks.")
            continue
        groups.add(passage)
    items = groups.items()
    links = [link for one in document.links if (link := groups.link(one.name, one.source, one.target))]
    made = Corrections(
        document.record_id,
        document.sha256,
        document.uri,
        program,
        [name for name in FIELDS if name in fields],
        items,
        list(dict.fromkeys(links)) if document.links else None,
    )
    return made, problems


class _Groups:
    """Passages on their way to items."""

    def __init__(self, document: Annotated, problems: list[str]) -> None:
        self._text, self._problems = document.text, problems
        self._passages: dict[str, list[Passage]] = {}  # by the id of the item
        self._names: dict[tuple[str, str], str] = {}  # id of the item by field and name, or words
        self._item_of: dict[str, str] = {}  # id of the item by the key of a passage
        firsts = {one.item: one for one in document.passages if one.item and one.values}
        self._own_names = {item: one.values.get("name") for item, one in firsts.items()}
        self._new = Counter[str]()
        self._ours = {one.key for one in document.passages if one.item}

    def add(self, passage: Passage) -> None:
        field_name = LABELS[passage.label]
        item = self._known(passage, field_name) or self._same(passage, field_name)
        if item is None:
            self._new[field_name] += 1
            item = f"{_LETTERS[field_name]}-new-{self._new[field_name]}"
        self._passages.setdefault(item, []).append(passage)
        self._item_of[passage.key] = item
        for words in (passage.values.get("name"), self._words(passage)):
            if words:
                self._names.setdefault((field_name, words.casefold()), item)

    def _known(self, passage: Passage, field_name: str) -> str | None:
        """The item that it belonged to, unless the person made another of it."""
        item = passage.item
        if item is None or not re.fullmatch(rf"{_LETTERS[field_name]}[1-9][0-9]*", item):
            return None
        if field_name not in _SEVERAL:
            return None if item in self._passages else item
        name = passage.values.get("name")
        if not passage.first and name and self._own_names.get(item) and name != self._own_names[item]:
            return None
        return item

    def _same(self, passage: Passage, field_name: str) -> str | None:
        if field_name not in _SEVERAL or field_name == "meetings":
            return None
        return self._names.get((field_name, (passage.values.get("name") or self._words(passage)).casefold()))

    def _words(self, passage: Passage) -> str:
        return " ".join(self._text[passage.start : passage.end].split())

    def items(self) -> list[Item]:
        made = []
        for identifier, passages in self._passages.items():
            speaking = next((one for one in passages if one.first and one.values), None)
            speaking = speaking or next((one for one in passages if one.values), passages[0])
            places = sorted({(one.start, one.end) for one in passages})
            said = self._values(speaking, identifier)
            made.append(Item(identifier, speaking.label, [self._place(*place) for place in places], said))
        return made

    def _values(self, passage: Passage, identifier: str) -> dict[str, str | None]:
        is_new = "-new-" in identifier
        values: dict[str, str | None] = {}
        if not passage.values and not is_new:
            return values  # the passage that bore them is gone
        for value in values_for(passage.label):
            said = " ".join(passage.values.get(value.name, "").split()) or None
            if said is not None and (wrong := _wrong(value, said, passage.label)):
                self._problems.append(f"{passage.label} „{self._words(passage)}“: {value.name} {said!r} {wrong}.")
                said = None
            elif said is not None or value.name not in _NEEDED[passage.label]:
                values[value.name] = said
        for name, otherwise in _NEEDED[passage.label].items():
            if is_new and values.get(name) is None:
                words = self._words(passage)
                values[name] = _otherwise(name, words) if otherwise is None else otherwise
        if is_new and passage.label == "date" and not values["value"]:
            del values["value"]
            self._problems.append(f"date „{self._words(passage)}“: it has no value; it is filed if the rules read it.")
        return values

    def _place(self, start: int, end: int) -> Place:
        text = self._text
        return Place(start, end, text[start:end], text[max(0, start - _AROUND) : start], text[end : end + _AROUND])

    def link(self, name: str, source: str, target: str) -> tuple[str, str, str] | None:
        one, other = self._item_of.get(source), self._item_of.get(target)
        if one is None or other is None:
            return None
        for first, second in ((one, other), (other, one)):  # an arrow is easily drawn the other way
            kind = _kind(name, _field_of(first))
            if kind and _field_of(second) in kind.targets:
                return name, first, second
        if not {source, target} <= self._ours:  # a link of ours whose end the person made something else of goes without a word
            self._problems.append(f"There is no link {name!r} from {_field_of(one)} to {_field_of(other)}.")
        return None


def _otherwise(name: str, words: str) -> str:
    """What stands for a value that an item needs and nobody said: the marked words, of a type the first."""
    return words.split(maxsplit=1)[0].lower() if name == "type" else words


def _field_of(identifier: str) -> str:
    return next(name for name, letter in _LETTERS.items() if letter == identifier[0])


def _kind(name: str, source: str) -> LinkKind | None:
    return next((kind for kind in LINKS if kind.name == name and kind.source == source), None)


def _wrong(value: Value, said: str, label: str) -> str:
    """What is wrong with a value; empty if nothing is."""
    if value.choices:
        return "" if said in value.choices else f"is none of {', '.join(value.choices)}"
    if value.is_date:
        if not edtf.is_valid(said):
            return "is no date; write it as 2023-06-15, 2023-06 or 2023-05-03/2023-05-05"
        return "has a clock time, which is a value of its own" if value.name == "date" and "T" in said else ""
    if value.name == "start_time":
        return "" if _TIME.fullmatch(said) else "is no time; write it as 09:30"
    return ""


# --- files


def write(corrections: Corrections, folder: Path) -> Path:
    """Write corrections to their file in a folder, `r-0f343b0931126a20.corrections`; the same ones give the same bytes.

    Raises:
        OSError: if it cannot be written.
    """
    content = {"corrections": "zapisnik", "version": _VERSION, **asdict(corrections)}
    path = folder / f"{corrections.record_id}{SUFFIX}"
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_atomically(path, text.encode("utf-8", errors="replace"))
    return path


def read(path: Path, content: bytes | None = None) -> Corrections:
    """Read what `write` wrote; a person may have edited it.

    Raises:
        BadCorrections: naming the file.
    """
    try:
        data = json.loads(path.read_bytes() if content is None else content)
        if data["corrections"] != "zapisnik" or data["version"] != _VERSION:
            raise ValueError("it is of another program or version")
        items = [_item(one) for one in data["items"]]
        unknown = set(data["fields"]) - set(FIELDS)
        if unknown or any(item.label not in LABELS for item in items):
            raise ValueError("it speaks of fields or labels that there are not")
        links = None if data["links"] is None else [(str(name), str(one), str(other)) for name, one, other in data["links"]]
        return Corrections(data["record_id"], data["sha256"], data["uri"], data["program"], list(data["fields"]), items, links)
    except OSError as error:
        raise BadCorrections(f"{path} cannot be read ({error.strerror}).", remedy="Check the permissions.") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadCorrections(
            f"{path} holds no corrections ({type(error).__name__}: {error}).", remedy="Make it anew with `zapisnik correct`."
        ) from error


def _item(data: Mapping[str, Any]) -> Item:
    values = {str(name): None if value is None else str(value) for name, value in data["values"].items()}
    return Item(str(data["id"]), str(data["label"]), [Place(**place) for place in data["places"]], values)


class Folder:
    """The corrections in a folder. Which documents have some is looked up once."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    @cached_property
    def _there(self) -> frozenset[str]:
        try:
            return frozenset(path.name.removesuffix(SUFFIX) for path in self.path.iterdir() if path.name.endswith(SUFFIX))
        except OSError as error:
            raise BadCorrections(
                f"{self.path} cannot be read ({error.strerror}).", remedy="Name a folder that `zapisnik correct` wrote."
            ) from error

    def __len__(self) -> int:
        return len(self._there)

    def digest(self, record_id: str) -> str:
        """The SHA-256 of a document's corrections, hexadecimal; empty where there are none."""
        content = self._content(record_id)
        return hashlib.sha256(content).hexdigest() if content is not None else ""

    def of(self, record_id: str) -> tuple[Corrections, str] | None:
        """A document's corrections with their hash; None where there are none.

        Raises:
            BadCorrections: if the file holds none.
        """
        content = self._content(record_id)
        if content is None:
            return None
        return read(self.path / f"{record_id}{SUFFIX}", content), hashlib.sha256(content).hexdigest()

    def _content(self, record_id: str) -> bytes | None:
        if record_id not in self._there:
            return None
        path = self.path / f"{record_id}{SUFFIX}"
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise BadCorrections(f"{path} cannot be read ({error.strerror}).", remedy="Check the permissions.") from error


# --- into a record


def apply(record: Mapping[str, Any], corrections: Corrections, *, digest: str = "") -> dict[str, Any]:
    """The record with what the person said; `record` itself stays as it is.

    Items are numbered anew in the order of the text. A correction whose words are no longer in the text is left out, and a
    warning (`correction-lost`) says so.

    Args:
        record: as it was extracted, valid.
        corrections: of the same document.
        digest: of the corrections, for the provenance.
    """
    return _Application(record, corrections).record(digest)


_Corrected = tuple[Item, list[tuple[int, int]]]  # with its places in the text as it is now


@dataclass(slots=True)
class _Work:
    """An item of the new record on its way.

    Attributes:
        item: its content; links are put in last.
        extracted: the item that the rules found, where they did.
        corrected: the item of the corrections, where there is one.
        follows: whether the person left it as it was extracted, so far.
    """

    item: dict[str, Any]
    extracted: Mapping[str, Any] | None = None
    corrected: Item | None = None
    same: bool = True


class _Application:
    """One record and its corrections."""

    def __init__(self, record: Mapping[str, Any], corrections: Corrections) -> None:
        self.old, self.corrections = record, corrections
        self.text: str = record["text"]
        self.ids = {item["id"] for name in FIELDS for item in record[name]}
        self.lost: list[str] = []
        self.same_as: dict[str, str] = {}  # items of the corrections that are others of them, by id
        self.work: dict[str, list[_Work]] = {}
        self.moved_dates: dict[str, tuple[str, str]] = {}  # by the extracted id: value before, value now

    def record(self, digest: str) -> dict[str, Any]:
        for name in FIELDS:
            self.work[name] = self._reviewed(name) if name in self.corrections.fields else self._untouched(name)
            self.work[name].sort(key=lambda one: (one.item["start"], one.item["end"]))
        self._number()
        self._follow_dates()
        self._link()
        made = {**self.old, **{name: [one.item for one in works] for name, works in self.work.items()}}
        provenance = self.old["provenance"]
        if digest:
            models = {**provenance["models"], PROVENANCE: f"sha256:{digest}"}
            made["provenance"] = {**provenance, "models": dict(sorted(models.items()))}
        if self.lost:
            message = f"Corrections by hand whose words are no longer in the text were left out: {'; '.join(self.lost)}."
            made["warnings"] = [*self.old["warnings"], {"code": LOST, "message": message}]
        return made

    def _untouched(self, name: str) -> list[_Work]:
        return [_Work(dict(item), item) for item in self.old[name]]

    def _reviewed(self, name: str) -> list[_Work]:
        corrected: list[_Corrected] = []
        for item in self.corrections.items:
            if item.field == name:
                places = [place for one in item.places if (place := _find(one, self.text))]
                if places:
                    corrected.append((item, sorted(set(places))))
                else:
                    self.lost.append(f"{item.label} „{' '.join(item.places[0].text.split()) if item.places else item.id}“")
        corrected = self._with_those_that_lost_their_name(corrected, self.old[name])
        pairs = _pairs(corrected, self.old[name])
        works = []
        for number, (item, places) in enumerate(corrected):
            work = self._merged(item, places, pairs.get(number))
            if work is not None:
                works.append(work)
        return works

    def _with_those_that_lost_their_name(
        self, corrected: list[_Corrected], extracted: Sequence[Mapping[str, Any]]
    ) -> list[_Corrected]:
        """Whoever marks the mention that bears the values anew leaves the other mentions without: they belong to the new one."""
        named = {item.values["name"]: item.id for item, _ in corrected if item.values.get("name")}
        places = {item.id: found for item, found in corrected}
        for item, found in corrected:
            if item.values or item.field not in _SEVERAL:
                continue
            names = [one["name"] for one in extracted if "name" in one and set(found) & set(_places(one))]
            other = next((named[name] for name in names if name in named), None)
            if other is not None:
                places[other] = sorted({*places[other], *found})
                del places[item.id]
                self.same_as[item.id] = other
        return [(item, places[item.id]) for item, _ in corrected if item.id in places]

    def _merged(self, item: Item, places: list[tuple[int, int]], extracted: Mapping[str, Any] | None) -> _Work | None:
        """The item as person and rules have it together."""
        name, values = item.field, {key: value or None for key, value in item.values.items()}
        if extracted is None:
            values = {**{key: value for key, value in _NEEDED[item.label].items() if value}, **values}
            if item.label == "date" and not values.get("value"):
                return None  # what neither the person nor the rules can tell
            made: dict[str, Any] = {**json.loads(json.dumps(_NEW[name])), "confidence": 1.0, "rule": f"{RULE}added"}
        else:
            made = dict(extracted)
        before = _places(extracted) if extracted is not None else []
        same = extracted is not None and places == before and label_of(name, extracted) == item.label
        if extracted is not None:
            said = item_values(label_of(name, extracted), extracted, self.ids)
            same = same and all(said.get(key) == value for key, value in values.items())
        if same:
            return _Work(made, extracted, item)
        start, end = next(
            ((made["start"], made["end"]) for _ in before if (made["start"], made["end"]) in places), places[0]
        )  # fmt: skip
        made |= {"start": start, "end": end}
        words = " ".join(self.text[start:end].split())
        if name in _SEVERAL:
            made["mentions"] = [{"start": first, "end": last} for first, last in places]
        if name == "participants":
            made["kind"] = "person" if item.label == "person" else "group"
        if name == "conclusions" and places != before:
            made["text"] = words.rstrip(" .;,") or words
        for value in values_for(item.label):
            if value.name in values and value.name != "responsible":
                made[value.item_field] = values[value.name]
        for needed, otherwise in _NEEDED[item.label].items():
            held = next(value.item_field for value in values_for(item.label) if value.name == needed)
            if not made[held]:
                made[held] = otherwise or _otherwise(needed, words)
        if name == "dates":
            made["text"] = self.text[start:end]
            made["type"] = "interval" if "/" in made["value"] else "time" if "T" in made["value"] else "date"
            if extracted is not None:
                self.moved_dates[extracted["id"]] = (extracted["value"], made["value"])
        return _Work(made, extracted, item, same=False)

    def _number(self) -> None:
        """New ids in the order of the text, and where the old ones of rules and person lead."""
        self.from_extracted: dict[str, str] = {}
        self.from_corrected: dict[str, str] = {}
        for name, works in self.work.items():
            for number, work in enumerate(works, start=1):
                identifier = f"{_LETTERS[name]}{number}"
                work.item["id"] = identifier
                if work.extracted is not None:
                    self.from_extracted[work.extracted["id"]] = identifier
                if work.corrected is not None:
                    self.from_corrected[work.corrected.id] = identifier
        for one, other in self.same_as.items():
            if other in self.from_corrected:
                self.from_corrected[one] = self.from_corrected[other]

    def _follow_dates(self) -> None:
        """What a meeting, an event or a deadline had of a date that the person put right is put right with it."""
        for name, held, links in (
            ("meetings", "date", "dates"),
            ("upcoming_events", "date", "dates"),
            ("conclusions", "deadline", "deadline_date"),
        ):
            for work in self.work[name]:
                if work.extracted is None or work.item[held] != work.extracted[held]:
                    continue
                linked = work.extracted[links]
                for identifier in linked if isinstance(linked, list) else [linked]:
                    before, now = self.moved_dates.get(identifier, ("", ""))
                    if before != now and work.item[held] in (before, edtf.date_part(before)):
                        work.item[held] = now if held == "deadline" else edtf.date_part(now)
                        work.same = False
                        break

    def _link(self) -> None:
        for name, works in self.work.items():
            for work in works:
                for kind in LINKS:
                    if kind.source == name:
                        self._set_link(work, kind)
        for meeting in self.work["meetings"]:
            reached = [one.item["id"] for one in self.work["conclusions"] if one.item["meeting"] == meeting.item["id"]]
            meeting.item["conclusions"] = reached
        for works in self.work.values():
            for work in works:
                if not work.same and work.extracted is not None:
                    work.item |= {"confidence": 1.0, "rule": f"{RULE}changed"}

    def _set_link(self, work: _Work, kind: LinkKind) -> None:
        held = work.extracted.get(kind.item_field) if work.extracted is not None else []
        old_ids = held if isinstance(held, list) else [held] if held is not None else []
        kept = [self.from_extracted[one] for one in old_ids if one in self.from_extracted]
        words = [one for one in old_ids if one not in self.ids]
        now = kept
        spoken = self.corrections.links is not None and {kind.source, *kind.targets} <= set(self.corrections.fields)
        if spoken and work.corrected is not None:
            ours = {work.corrected.id, *(one for one, other in self.same_as.items() if other == work.corrected.id)}
            own = [link for link in self.corrections.links or () if link[0] == kind.name and link[1] in ours]
            linked = [self.from_corrected[target] for _, _, target in own if target in self.from_corrected]
            if sorted(linked) != sorted(kept):
                now = sorted(dict.fromkeys(linked), key=_order)
                work.same = False
        if kind.name == "responsible":
            if work.corrected is not None and "responsible" in work.corrected.values:
                said = work.corrected.values["responsible"]
                words = [one.strip() for one in said.split(SEPARATOR.strip()) if one.strip()] if said else []
            if now is kept and words == [one for one in old_ids if one not in self.ids]:
                # in the order that the text has
                work.item[kind.item_field] = [
                    self.from_extracted.get(one, one) for one in old_ids if one in self.from_extracted or one not in self.ids
                ]
            else:
                work.item[kind.item_field] = list(dict.fromkeys([*now, *words]))
        elif work.extracted is not None and kind.item_field not in work.extracted and not now:
            work.item.pop(kind.item_field, None)  # a field that the older record does not have
        elif isinstance(_NEW[kind.source][kind.item_field], list):
            work.item[kind.item_field] = now
        else:
            work.item[kind.item_field] = now[0] if now else None


def _order(identifier: str) -> tuple[str, int]:
    return identifier[0], int(identifier[1:])


def _places(item: Mapping[str, Any]) -> list[tuple[int, int]]:
    places = [(place["start"], place["end"]) for place in item.get("mentions", ())]
    return sorted(places) or [(item["start"], item["end"])]


def _pairs(corrected: list[_Corrected], extracted: Iterable[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    """Which corrected item (by its number) is which extracted one: by the places that they share, then by those that overlap."""
    scored = []
    for number, (item, places) in enumerate(corrected):
        for other, one in enumerate(extracted):
            theirs = _places(one)
            shared = len(set(places) & set(theirs))
            overlap = sum(max(0, min(end, last) - max(start, first)) for start, end in places for first, last in theirs)
            if shared or overlap:
                named = item.values.get("name") == one.get("name")
                scored.append((-shared, -named, item.id != one["id"], -overlap, number, other, one))
    pairs: dict[int, Mapping[str, Any]] = {}
    taken: set[int] = set()
    for *_, number, other, one in sorted(scored, key=lambda score: score[:6]):
        if number not in pairs and other not in taken:
            pairs[number] = one
            taken.add(other)
    return pairs


def _find(place: Place, text: str) -> tuple[int, int] | None:
    """Where a place is in the text as it is now: where it was, else where its words stand, best between the same words."""
    if not place.text:
        return None
    if text[place.start : place.end] == place.text:
        return place.start, place.end
    found = max(_occurrences(place.text, text), key=lambda start: _fit(place, text, start), default=None)
    return None if found is None else (found, found + len(place.text))


def _occurrences(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _fit(place: Place, text: str, start: int) -> tuple[int, int]:
    """How well a place fits: code points around it that are the same, then nearness."""
    end = start + len(place.text)
    before = _alike(place.before[::-1], text[max(0, start - _AROUND) : start][::-1])
    after = _alike(place.after, text[end : end + _AROUND])
    return before + after, -abs(start - place.start)


def _alike(one: str, other: str) -> int:
    """How many code points two strings begin with alike."""
    return next((number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
