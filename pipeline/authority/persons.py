"""Which names of persons are one person, and which may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.authority.clusters import Clusters
from pipeline.authority.links import Doubt, in_order, one_word_apart, similarity
from pipeline.authority.mentions import Name, same_town
from pipeline.authority.names import PersonKey, spelled_alike, town_key

_RARE_SURNAME = 3  # different persons' names with the surname up to which it is rare
_LONG_LIFE = 30  # years between two mentions after which it is hardly one person


def _key(name: Name) -> PersonKey:
    assert isinstance(name.key, PersonKey)
    return name.key


def join_sure(names: Sequence[Name], clusters: Clusters, organizations: Sequence[int]) -> None:
    """Join namesakes that a clerk would join without asking.

    Namesakes are one person where they stand for one organization, or for one that is a part of the other's; where one of them
    stands for none and a record of the same town has only one of that name; where nothing but diacritics tells their names apart
    and the same holds.

    Args:
        organizations: for each organization of the corpus the set that it belongs to.
    """
    for namesakes in _namesakes(names):
        for group in _spelled_apart(names, namesakes):
            _join_by_organization(names, clusters, organizations, group)
            _join_by_town(names, clusters, group)


def _namesakes(names: Sequence[Name]) -> list[list[int]]:
    by_name: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        by_name.setdefault(_key(name).folded, []).append(place)
    return [in_order(names, places) for places in by_name.values() if len(places) > 1]


def _spelled_apart(names: Sequence[Name], places: Sequence[int]) -> list[list[int]]:
    """The namesakes of each spelling (`Šarić`, `Sarić`); names without diacritics go with the only one there is."""
    spellings: dict[str, list[int]] = {}
    for place in places:
        spellings.setdefault(_key(names[place]).spelled, []).append(place)
    bare = _key(names[places[0]]).folded
    others = [spelling for spelling in spellings if spelling != bare]
    if len(others) == 1 and bare in spellings:
        return [in_order(names, spellings[others[0]] + spellings[bare])]
    return list(spellings.values())


def _join_by_organization(names: Sequence[Name], clusters: Clusters, organizations: Sequence[int], places: Sequence[int]) -> None:
    by_organization: dict[int, list[int]] = {}
    by_within: dict[str, list[int]] = {}
    for place in places:
        if names[place].organization >= 0:
            by_organization.setdefault(organizations[names[place].organization], []).append(place)
        by_within.setdefault(names[place].within, []).append(place)  # with and without a user's id, for one organization or none
    for together in (*by_organization.values(), *by_within.values()):
        _join_all(clusters, together)
    whole = [(place, names[place].within[1:]) for place in places if names[place].organization >= 0]
    for number, (one, first) in enumerate(whole[:_MOST_ORGANIZATIONS]):
        for other, second in whole[number + 1 : _MOST_ORGANIZATIONS]:
            if _is_part(first, second) or _is_part(second, first):
                clusters.join(one, other)


def _join_all(clusters: Clusters, places: Sequence[int]) -> None:
    """Join names; where a user's file tells several of them apart, one without its id stays for itself."""
    labels = {clusters.label(place) for place in places} - {""}
    if len(labels) > 1:
        places = [place for place in places if not clusters.label(place)]
    for place in places[1:]:
        clusters.join(places[0], place)


_MOST_ORGANIZATIONS = 200  # of one name: beyond it, parts and wholes are not looked for


def _is_part(part: str, whole: str) -> bool:
    """Whether an organization's key is that of an organ of the other: `upravn odbor udruzenj izvor`, `udruzenj izvor`."""
    return part.endswith(f" {whole}") and len(whole.split()) > 1


def _join_by_town(names: Sequence[Name], clusters: Clusters, places: Sequence[int]) -> None:
    """Namesakes without an organization and the only person of that name whose records are of the town."""
    for place in places:
        name = names[place]
        if name.organization >= 0 or not name.within:
            continue
        near = [other for other in places if names[other].organization >= 0 and _is_in_town(names[other], name.within)]
        roots = {clusters.find(other) for other in near}
        if len(roots) == 1:
            clusters.join(near[0], place)


def _is_in_town(name: Name, town: str) -> bool:
    return any(town_key(of) == town for of in name.towns)


def doubts(names: Sequence[Name], clusters: Clusters) -> Iterator[Doubt]:
    """Pairs of names that may be one person and that nobody should join without looking."""
    bearers = Counter(folded.split()[-1] for folded in {_key(name).folded for name in names})
    for places in _namesakes(names):
        yield from _namesake_doubts(names, clusters, places, bearers)
    yield from _misspelling_doubts(names, clusters)
    yield from _initial_doubts(names)


def _namesake_doubts(names: Sequence[Name], clusters: Clusters, places: Sequence[int], bearers: Counter[str]) -> Iterator[Doubt]:
    """Each namesake beside the one that stands in most records."""
    firsts: dict[int, int] = {}
    for place in places:
        firsts.setdefault(clusters.find(place), place)
    first, *others = firsts.values()
    for other in others:
        one, two = names[first], names[other]
        score = 0.4
        score += 0.2 * same_town(one, two)
        score += 0.15 * bool(one.types.keys() & two.types.keys())
        score += 0.1 * (bearers[_key(one).folded.split()[-1]] <= _RARE_SURNAME)
        score -= 0.15 * (not spelled_alike(_key(one), _key(two)))
        score -= 0.2 * _far_apart(one, two)
        reason = "same-name-other-organization" if one.organization >= 0 and two.organization >= 0 else "same-name"
        if not spelled_alike(_key(one), _key(two)):
            reason = "same-name-but-for-diacritics"
        yield Doubt(first, other, reason, round(max(score, 0.05), 2))


def _far_apart(one: Name, other: Name) -> bool:
    days = [day for name in (one, other) for day in (name.first, name.last) if day is not None]
    years = [int(day[0][:4]) for day in days]
    return bool(years) and max(years) - min(years) > _LONG_LIFE


def _misspelling_doubts(names: Sequence[Name], clusters: Clusters) -> Iterator[Doubt]:
    """Names with one letter other, for one organization or in one town."""
    keys = [(tuple(_key(name).folded.split()), name.within) for name in names]
    for one, other, at in one_word_apart([key if key[1] else ((), "") for key in keys]):
        yield Doubt(one, other, "misspelling", round(0.3 + 0.5 * similarity(keys[one][0][at], keys[other][0][at]), 2))


def _initial_doubts(names: Sequence[Name]) -> Iterator[Doubt]:
    """`A. Hadžić` beside the `Amir Hadžić` of the same organization or town; a double surname beside its first part."""
    by_surname: dict[tuple[str, str, str], list[int]] = {}
    for place, name in enumerate(names):
        words = _key(name).folded.split()
        if len(words) > 1 and len(words[0]) > 1 and name.within:
            by_surname.setdefault((words[0][0], " ".join(words[1:]), name.within), []).append(place)
    for place, name in enumerate(names):
        words = _key(name).folded.split()
        if not name.within or len(words) < 2:
            continue
        if len(words[0]) == 1:
            for other in in_order(names, by_surname.get((words[0], " ".join(words[1:]), name.within), ())):
                yield Doubt(place, other, "initial", 0.7)
        elif len(words) == 3:
            for surname in (words[1], words[2]):
                for other in in_order(names, by_surname.get((words[0][0], surname, name.within), ())):
                    if _key(names[other]).folded.split()[0] == words[0]:
                        yield Doubt(place, other, "double-surname", 0.65)
