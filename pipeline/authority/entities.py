"""Entities: the organizations and persons of a corpus, each once, with what a person should decide about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.authority import decisions as decided
from pipeline.authority import organizations, persons
from pipeline.authority.clusters import Clusters
from pipeline.authority.decisions import Decision
from pipeline.authority.identifiers import Identity, Known, id_of, identify
from pipeline.authority.links import Doubt
from pipeline.authority.mentions import Corpus, Kind, Name, Unread, read_corpus
from pipeline.authority.names import OrganizationKey, is_known_word
from pipeline.language.script import to_latin

_LEAST_SCORE = 0.3  # doubts below are not worth a person's time
_TOLD = 3  # roles, towns, records that an evidence names
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entity:
    """One organization or person of a corpus; the fields are those of `docs/entities.md`, in its order."""

    id: str
    kind: Kind
    name: str
    acronym: str | None
    type: str | None
    variants: Mapping[str, int]
    documents: int
    mentions: int
    first_date: str | None
    last_date: str | None
    towns: Mapping[str, int]
    name_only: bool
    aliases: Sequence[str]
    records: Sequence[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that may be one, for a person to decide."""

    kind: Kind
    one: Entity
    other: Entity
    score: float
    reason: str
    evidence: tuple[str, str]


@dataclass(slots=True)
class Entities:
    """What a corpus was merged into.

    Attributes:
        entities: organizations, then persons, each by name.
        unsure: pairs for a person to decide, the likeliest first.
        records: how many records were read; `repeated`: how many more had the id of one that was read.
        unread: files and lines that hold no valid record.
        decisions: how many decisions took effect; `unknown`: those that name no entity, with file and line.
    """

    entities: list[Entity] = field(default_factory=list)
    unsure: list[Pair] = field(default_factory=list)
    records: int = 0
    repeated: int = 0
    unread: list[Unread] = field(default_factory=list)
    decisions: int = 0
    unknown: list[str] = field(default_factory=list)


def merge(
    places: Sequence[str | Path],
    *,
    decisions: Sequence[Decision] = (),
    known: Sequence[Known] = (),
    without: Path | None = None,
    on_record: Callable[[int], None] | None = None,
) -> Entities:
    """Merge the organizations and persons of records.

    The result depends on the records, the decisions and the earlier run, and not on the order of the files.

    Args:
        places: files and folders with records.
        decisions: what a person decided, see `read_decisions`.
        known: the entities of an earlier run, whose ids are kept.
        without: a folder that is left out.
        on_record: called after each record with their number so far.

    Raises:
        NoRecords: if a place does not exist or holds no record.
        BadDecisions: if decisions contradict each other.
    """
    corpus = read_corpus(places, without=without, on_record=on_record)
    return merge_corpus(corpus, decisions=decisions, known=known)


def merge_corpus(corpus: Corpus, *, decisions: Sequence[Decision] = (), known: Sequence[Known] = ()) -> Entities:
    """The same as `merge` for a corpus that was read.

    Raises:
        BadDecisions: if decisions contradict each other.
    """
    result = Entities(records=len(corpus.record_ids), repeated=corpus.repeated, unread=corpus.unread)
    ids = {kind: {id_of(name) for name in names} for kind, names in _kinds(corpus)}
    ids["organization"], ids["person"] = (_with_earlier(ids[kind], known) for kind in ("organization", "person"))

    of_organizations = _Merging(corpus.organizations, corpus.record_ids, known)
    of_organizations.apply(decisions, ids["person"], result)
    organizations.join_sure(corpus.organizations, of_organizations.clusters)
    roots = [of_organizations.clusters.find(place) for place in range(len(corpus.organizations))]

    of_persons = _Merging(corpus.persons, corpus.record_ids, known)
    of_persons.apply(decisions, ids["organization"], result)
    persons.join_sure(corpus.persons, of_persons.clusters, roots)

    of_organizations.make()
    of_persons.organization_names = [of_organizations.entity(place).name for place in range(len(corpus.organizations))]
    of_persons.make()
    for merging, found in (
        (of_organizations, organizations.doubts(corpus.organizations, of_organizations.clusters)),
        (of_persons, persons.doubts(corpus.persons, of_persons.clusters)),
    ):
        result.entities += merging.entities
        result.unsure += merging.pairs(found)
    result.unsure.sort(key=lambda pair: (-pair.score, pair.kind, pair.one.name, pair.other.name, pair.one.id, pair.other.id))
    result.unknown = list(dict.fromkeys(result.unknown))
    return result


def _kinds(corpus: Corpus) -> Iterator[tuple[Kind, list[Name]]]:
    yield "organization", corpus.organizations
    yield "person", corpus.persons


def _with_earlier(ids: set[str], known: Iterable[Known]) -> set[str]:
    """Ids of names, with those of an earlier run that lead to them."""
    found = set(ids)
    for entity in known:
        if not ids.isdisjoint({entity.id, *entity.aliases}):
            found |= {entity.id, *entity.aliases}
    return found


class _Merging:
    """The names of one kind on their way to entities."""

    def __init__(self, names: Sequence[Name], record_ids: Sequence[str], known: Sequence[Known]) -> None:
        self.names = names
        self.record_ids = record_ids
        self.known = known
        self.clusters = Clusters([name.authority_id for name in names])
        self.entities: list[Entity] = []
        self.organization_names: list[str] = []
        self._entity_of: dict[int, Entity] = {}
        self._members: dict[str, list[int]] = {}
        self._places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            self._places.setdefault(id_of(name), []).append(place)
        for places in self._places.values():
            for place in places[1:]:
                self.clusters.join(places[0], place)
        self._earlier = {
            identifier: {entity.id, *entity.aliases} for entity in known for identifier in (entity.id, *entity.aliases)
        }

    def named(self, identifier: str) -> list[int]:
        """The names that an id means, of this run or an earlier one."""
        places = self._places.get(identifier)
        if places is not None:
            return places
        return sorted(place for of in self._earlier.get(identifier, ()) for place in self._places.get(of, ()))

    def apply(self, decisions: Sequence[Decision], others: set[str], result: Entities) -> None:
        applied = decided.apply(decisions, self.clusters, self.named, others=others)
        result.decisions += applied.used
        result.unknown += applied.unknown

    def make(self) -> None:
        """Make the entities, when nothing more is joined."""
        sets = self.clusters.sets()
        for members, identity in zip(sets, identify(sets, self.names, self.known), strict=True):
            entity = self._make(members, identity)
            self.entities.append(entity)
            self._members[entity.id] = members
            for place in members:
                self._entity_of[place] = entity
        self.entities.sort(key=lambda entity: (entity.name.casefold(), entity.id))

    def entity(self, place: int) -> Entity:
        """The entity that a name belongs to."""
        return self._entity_of[place]

    def _make(self, members: Sequence[int], identity: Identity) -> Entity:
        names = [self.names[place] for place in members]
        spellings = _sum(name.spellings for name in names)
        acronyms = _sum(name.acronyms for name in names)
        types = _sum(name.types for name in names)
        records = sorted({self.record_ids[number] for name in names for number in name.records})
        firsts = [name.first for name in names if name.first]
        lasts = [name.last for name in names if name.last]
        kind = names[0].kind
        named = [name for name in names if name.authority_id] or names
        shown = _best(_sum(name.spellings for name in named), named)
        acronym = next(iter(_ordered(acronyms)), None) or _letters(names, shown)
        return Entity(
            id=identity.id,
            kind=kind,
            name=shown,
            acronym=acronym if acronym != shown else None,
            type=PERSON if kind == "person" else next(iter(_ordered(types)), None),
            variants=_ordered(spellings),
            documents=len(records),
            mentions=sum(name.mentions for name in names),
            first_date=min(firsts)[1] if firsts else None,
            last_date=max(lasts)[1] if lasts else None,
            towns=_ordered(_sum(name.towns for name in names)),
            name_only=all(_stands_alone(name) for name in names) and identity.id != named[0].authority_id,
            aliases=sorted(identity.aliases),
            records=records,
        )

    # --- doubts

    def pairs(self, doubts: Iterable[Doubt]) -> Iterator[Pair]:
        """The pairs of entities that doubts lead to, each once with its likeliest reason; none that is decided."""
        best: dict[tuple[str, str], Doubt] = {}
        for doubt in doubts:
            if doubt.score < _LEAST_SCORE or not self.clusters.may_join(doubt.one, doubt.other):
                continue
            one, other = self.entity(doubt.one), self.entity(doubt.other)
            if one.id == other.id:
                continue
            key = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            known = best.get(key)
            if known is None or (-doubt.score, doubt.reason) < (-known.score, known.reason):
                best[key] = doubt
        for doubt in best.values():
            one, other = sorted(
                (self.entity(doubt.one), self.entity(doubt.other)), key=lambda entity: (-entity.documents, entity.name, entity.id)
            )
            yield Pair(one.kind, one, other, doubt.score, doubt.reason, (self._evidence(one), self._evidence(other)))

    def _evidence(self, entity: Entity) -> str:
        """What a person wants to see of an entity before deciding: how often, when, where, with whom, in which words."""
        names = [self.names[place] for place in self._members[entity.id]]
        parts = [f"{entity.documents} record{'s' if entity.documents != 1 else ''}"]
        if entity.first_date:
            last = entity.last_date
            parts.append(entity.first_date if last in (None, entity.first_date) else f"{entity.first_date} – {last}")
        if entity.towns:
            parts.append(", ".join(list(entity.towns)[:_TOLD]))
        if entity.kind == "person":
            roles = _ordered(_sum(name.types for name in names))
            of = _ordered(Counter(self.organization_names[name.organization] for name in names if name.organization >= 0))
            parts += [", ".join(list(told)[:_TOLD]) for told in (roles, of) if told]
        record, words = min(name.context for name in names)
        parts.append(f"{record}: {words}")
        return "; ".join(parts)


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counters:
        total.update(counter)
    return total


def _ordered(counts: Counter[str]) -> dict[str, int]:
    """The commonest first, equal ones in alphabetical order."""
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _best(spellings: Counter[str], names: Sequence[Name]) -> str:
    """The spelling to file an entity under: spelled right, with diacritics, the commonest; an acronym if there is no other."""
    full = _sum(name.spellings for name in names if not (isinstance(name.key, OrganizationKey) and name.key.letters))
    slips = {
        spelling: sum(not is_known_word(word) for word in name.key.written) if isinstance(name.key, OrganizationKey) else 0
        for name in names
        for spelling in name.spellings
    }

    def rank(spelling: str) -> tuple[object, ...]:
        return slips[spelling], spelling.isascii() and _has_diacritics(full or spellings), -spellings[spelling], spelling

    return to_latin(min(full or spellings, key=rank))


def _has_diacritics(spellings: Iterable[str]) -> bool:
    return any(not spelling.isascii() for spelling in spellings)


def _letters(names: Sequence[Name], shown: str) -> str | None:
    """An acronym that stands as a name of its own in other records."""
    alone = _sum(name.spellings for name in names if isinstance(name.key, OrganizationKey) and name.key.letters)
    return next((letters for letters in _ordered(alone) if letters != shown), None)


def _stands_alone(name: Name) -> bool:
    """Whether nothing but an ordinary name, or a person's name, tells the entity apart from others."""
    if name.within:
        return False
    return not isinstance(name.key, OrganizationKey) or not (name.key.proper or name.key.territories)
