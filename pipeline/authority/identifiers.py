"""Ids of entities: made of a name, and kept from run to run."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.authority.mentions import Kind, Name
from pipeline.authority.names import OrganizationKey, is_known_word

_PREFIXES: Mapping[Kind, str] = {"organization": "org", "person": "per"}
_DIGITS = 12


def id_of(name: Name) -> str:
    """The id of a name by itself: the user's where the authority file has one, else a hash of kind and key.

    The same name has the same id on every machine, whatever else is in the corpus.
    """
    if name.authority_id:
        return name.authority_id
    digest = hashlib.sha256(f"{name.kind}\0{name.text}".encode()).hexdigest()
    return f"{_PREFIXES[name.kind]}-{digest[:_DIGITS]}"


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of an earlier run: its id, the ids that lead to it, and in how many records it stood."""

    id: str
    aliases: frozenset[str]
    documents: int


@dataclass(slots=True)
class Identity:
    """The id of an entity and the others that lead to it."""

    id: str
    aliases: set[str] = field(default_factory=set)


def founder(names: Iterable[Name]) -> Name:
    """The name that gives a new entity its id: not an acronym, spelled right, the fullest; of equal ones the first by its text.

    A name that is added later is seldom fuller, so the id stays where nothing was kept from before.
    """

    def rank(name: Name) -> tuple[object, ...]:
        if isinstance(name.key, OrganizationKey):
            slips = sum(not is_known_word(word) for word in name.key.written)
            return name.key.letters, slips, -len(name.key.words), name.text
        return name.organization < 0, not name.within, name.key.spelled == name.key.folded, len(name.within), name.text

    return min(names, key=rank)


def identify(sets: Sequence[Sequence[int]], names: Sequence[Name], known: Sequence[Known]) -> list[Identity]:
    """The ids of entities.

    A user's id comes first, then the id that one of the entity's names had in an earlier run. Of several such ids that of the
    entity which stood in most records survives (of equal ones the one that would be made today, then the first in alphabetical
    order); the others become aliases. Where an entity of an earlier run fell into several, the part with the name that the id was
    made of keeps it, else the part with most of the names. Only then an id is made of the name.

    Args:
        sets: the names of each entity.
        known: the entities of an earlier run.
    """
    own = [{id_of(names[place]) for place in members} for members in sets]
    holders: dict[str, int] = {identifier: number for number, identifiers in enumerate(own) for identifier in identifiers}
    heirs: dict[int, list[Known]] = {}
    for entity in known:
        votes = Counter(holders[of] for of in {entity.id, *entity.aliases} if of in holders)
        if votes:
            most = min(votes, key=lambda number: (-votes[number], min(own[number])))
            heirs.setdefault(holders.get(entity.id, most), []).append(entity)
    identities: list[Identity] = []
    for number, members in enumerate(sets):
        own_id = id_of(founder(names[place] for place in members))
        inherited = sorted(heirs.get(number, ()), key=lambda entity: (-entity.documents, entity.id != own_id, entity.id))
        given = sorted({names[place].authority_id for place in members} - {""})
        if given:
            chosen = given[0]
        elif inherited:
            chosen = inherited[0].id
        else:
            chosen = own_id
        aliases = own[number].union(*({entity.id, *entity.aliases} for entity in inherited))
        identities.append(Identity(chosen, aliases))
    _make_unique(identities, holders)
    return identities


def _make_unique(identities: Sequence[Identity], holders: Mapping[str, int]) -> None:
    """An id leads to one entity: first where it is the id, then where it is the id of a name, then to the first that had it."""
    taken = {identity.id: number for number, identity in enumerate(identities)}
    for identifier, number in holders.items():
        taken.setdefault(identifier, number)
    for number, identity in enumerate(identities):
        identity.aliases = {alias for alias in identity.aliases if taken.setdefault(alias, number) == number} - {identity.id}
