"""Reading a corpus of records: every name with all places, dates and company in which it stands.

What is kept of a record is little: one `Name` holds all items of all records that need no thought to be the same. Memory grows
with the number of different names, not with the length of the texts.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipeline import edtf
from pipeline.authority.names import OrganizationKey, PersonKey, organization_key, person_key, town_key
from pipeline.extraction.organizations.lexicon import place_forms
from pipeline.language import morphology
from pipeline.language.folding import fold
from pipeline.records.files import NoRecords, Unread, check_places, record_values
from pipeline.records.validation import keeps_to_schema, problems

Kind = Literal["organization", "person"]
#: how the `rule` of an item begins that was named by a user's authority file; the id of its entry follows
AUTHORITY_RULE = "authority."
_STATES = ("bih", "fbih")
_CONTEXT = 70  # code points of the text on each side of a mention


@dataclass(slots=True)
class Name:
    """All items of the corpus that bear one name and that nothing tells apart.

    Attributes:
        kind: organization or person.
        key: what the name is compared by.
        within: what tells it apart from others of that name: of an ordinary name the town of the records, of a person the key of
            the organization (after `@`) or the town; empty where nothing does.
        authority_id: the id in a user's authority file, where the records were made with one.
        organization: of a person the organization, as a place in `Corpus.organizations`; -1 for none.
        spellings: the names as filed, with the number of mentions.
        acronyms: with the number of items that have them.
        types: of an organization the head nouns, of a person the roles, with the number of items.
        towns: of the meetings in which it stands, with the number of records.
        records: the records, as places in `Corpus.record_ids`.
        mentions: how often it stands in the texts.
        first, last: first and last day on which it stands, as (ISO date, EDTF value); None where no date is known.
        context: the words around a mention, of the record with the smallest id.
    """

    kind: Kind
    key: OrganizationKey | PersonKey
    within: str
    authority_id: str
    organization: int = -1
    spellings: Counter[str] = field(default_factory=Counter)
    acronyms: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    towns: Counter[str] = field(default_factory=Counter)
    records: array[int] = field(default_factory=lambda: array("I"))
    mentions: int = 0
    first: tuple[str, str] | None = None
    last: tuple[str, str] | None = None
    context: tuple[str, str] = ("", "")

    @property
    def text(self) -> str:
        """The name's key with what tells it apart, for ids and for order."""
        own = self.key.text if isinstance(self.key, OrganizationKey) else self.key.spelled
        return f"{own}@{self.within}" if self.within else own


@dataclass(slots=True)
class Corpus:
    """All names of a corpus.

    Attributes:
        organizations: the names of organizations; `persons`: of persons.
        record_ids: the records, in the order of reading.
        repeated: how many records were there before, with the same id.
        unread: files and lines that hold no valid record.
    """

    organizations: list[Name] = field(default_factory=list)
    persons: list[Name] = field(default_factory=list)
    record_ids: list[str] = field(default_factory=list)
    repeated: int = 0
    unread: list[Unread] = field(default_factory=list)


def read_corpus(
    places: Sequence[str | Path], *, without: Path | None = None, on_record: Callable[[int], None] | None = None
) -> Corpus:
    """Read records from files (`.json`, or `.jsonl` with one a line, also compressed) and from folders with their subfolders.

    Args:
        places: files and folders.
        without: a folder that is left out (where the entities go).
        on_record: called after each record with their number so far.

    Raises:
        NoRecords: if a place does not exist or there is no record at all.
    """
    reader = _Reader()
    check_places(places)
    for place in places:
        for where, content in record_values(Path(place), reader.corpus.unread, without=without):
            reader.read(where, content)
            if on_record:
                on_record(len(reader.corpus.record_ids))
    if not reader.corpus.record_ids and not reader.corpus.unread:
        named = ", ".join(map(str, places))
        raise NoRecords(f"There are no records in {named}.", remedy="`zapisnik run REPORTS -o FOLDER` makes them.")
    return reader.corpus


class _Reader:
    """Collects the names of one record after another; their order does not matter."""

    def __init__(self) -> None:
        self.corpus = Corpus()
        self._seen: set[str] = set()
        self._organizations: dict[tuple[object, ...], int] = {}
        self._persons: dict[tuple[object, ...], int] = {}

    def read(self, where: str, record: Any) -> None:
        corpus = self.corpus
        if not keeps_to_schema()(record):
            found = problems(record)
            reason = found[0] if found else "it does not keep to the schema."
            corpus.unread.append(Unread(where, f"This is no valid record: {reason}"))
            return
        if record["record_id"] in self._seen:
            corpus.repeated += 1
            return
        self._seen.add(record["record_id"])
        number = len(corpus.record_ids)
        corpus.record_ids.append(record["record_id"])
        surroundings = _Surroundings(record)
        by_id: dict[str, int] = {}
        keys = {item["id"]: organization_key(item["name"], item["type"]) for item in record["organizations"]}
        home = surroundings.home(keys.values())
        for item in record["organizations"]:
            index, name = self._organization(item, keys[item["id"]], home)
            by_id[item["id"]] = index
            _add(name, number, record, item, surroundings)
        for item in record["participants"]:
            if item["kind"] == "person":
                _add(self._person(item, by_id, home), number, record, item, surroundings)

    def _organization(self, item: Mapping[str, Any], key: OrganizationKey, home: str) -> tuple[int, Name]:
        """The name of an organization and its place."""
        within = "" if key.proper or key.territories else home
        authority_id = _authority_id(item)
        place = (authority_id, key.words, key.territories, within)
        index = self._organizations.get(place)
        if index is None:
            index = self._organizations[place] = len(self.corpus.organizations)
            self.corpus.organizations.append(Name("organization", key, within, authority_id))
        name = self.corpus.organizations[index]
        if item["acronym"]:
            name.acronyms[item["acronym"]] += 1
        if item["type"]:
            name.types[item["type"]] += 1
        return index, name

    def _person(self, item: Mapping[str, Any], organizations: Mapping[str, int], home: str) -> Name:
        """The name of a person."""
        key = person_key(item["name"])
        organization = organizations[item["organization"]] if item["organization"] else -1
        within = f"@{self.corpus.organizations[organization].text}" if organization >= 0 else home
        authority_id = _authority_id(item)
        place = (authority_id, key, within)
        index = self._persons.get(place)
        if index is None:
            index = self._persons[place] = len(self.corpus.persons)
            self.corpus.persons.append(Name("person", key, within, authority_id, organization))
        name = self.corpus.persons[index]
        if item["role"]:
            name.types[item["role"]] += 1
        return name


def _authority_id(item: Mapping[str, Any]) -> str:
    rule: str = item["rule"]
    return rule.removeprefix(AUTHORITY_RULE) if rule.startswith(AUTHORITY_RULE) else ""


class _Surroundings:
    """What a record says of where and when its items stand."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._towns = [meeting["place"] for meeting in record["meetings"] if meeting["place"] and _is_town(meeting["place"])]
        self._published: str | None = record["source"]["published"]
        self._meetings = record["meetings"]

    def home(self, keys: Iterable[OrganizationKey]) -> str:
        """The town of the record: of its meetings, where they are all in one; else the one that most of its names hold."""
        towns = sorted({town_key(town) for town in self._towns})
        if towns:
            return towns[0] if len(towns) == 1 else ""
        counts = Counter(town_key(territory) for key in keys for territory in key.territories if not territory.isupper())
        for state in _STATES:
            counts.pop(state, None)
        most = counts.most_common(2)
        return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else ""

    def towns(self) -> Iterable[str]:
        return dict.fromkeys(self._towns)

    def dates(self, field_: str, identifier: str) -> Iterator[str]:
        """The dates of the meetings that an item takes part in; else of the document; else of its meetings."""
        own = [meeting["date"] for meeting in self._meetings if meeting["date"] and identifier in meeting[field_]]
        if own:
            yield from own
        elif self._published:
            yield self._published
        else:
            yield from (meeting["date"] for meeting in self._meetings if meeting["date"])


def _is_town(place: str) -> bool:
    """Whether the place of a meeting is a town and no venue (`velika sala`, `Dom kulture`)."""
    return fold(place) in place_forms() or (place[:1].isupper() and not morphology.is_nominal(place.split(maxsplit=1)[0].lower()))


def _add(name: Name, number: int, record: Mapping[str, Any], item: Mapping[str, Any], around: _Surroundings) -> None:
    """Add one item of a record to its name."""
    times = len(item["mentions"])
    name.spellings[item["name"]] += times
    name.mentions += times
    if not name.records or name.records[-1] != number:
        name.records.append(number)
        for town in around.towns():
            name.towns[town] += 1
    field_ = "organizations" if name.kind == "organization" else "participants"
    for value in around.dates(field_, item["id"]):
        _add_date(name, value)
    if not name.context[0] or record["record_id"] < name.context[0]:
        name.context = (record["record_id"], _context(record["text"], item["start"], item["end"]))


def _add_date(name: Name, value: str) -> None:
    first, last = edtf.bounds(value)
    parts = value.split("/")
    if first is not None:
        name.first = min(filter(None, (name.first, (first.isoformat(), parts[0]))))
    if last is not None:
        name.last = max(filter(None, (name.last, (last.isoformat(), parts[-1]))))


def _context(text: str, start: int, end: int) -> str:
    """The words around a mention on one line."""
    left, right = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    words = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{words}{'…' if right < len(text) else ''}"


def same_town(one: Name, other: Name) -> bool:
    """Whether two names stand in records of one town, or one holds the town of the other."""
    return bool(_towns_of(one) & _towns_of(other))


def _towns_of(name: Name) -> set[str]:
    towns = {town_key(town) for town in name.towns}
    if isinstance(name.key, OrganizationKey):
        towns.update(town_key(territory) for territory in name.key.territories)
    if name.within and not name.within.startswith("@"):
        towns.add(name.within)
    return towns
