"""Which names of organizations are one organization, and which may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from pipeline.authority.clusters import Clusters
from pipeline.authority.links import Doubt, in_order, one_word_apart, similarity
from pipeline.authority.mentions import Name, same_town
from pipeline.authority.names import OrganizationKey, acronym_fits, fold_name, is_known_word, loosely
from pipeline.extraction.organizations.lexicon import prefix_forms

_MOST_CANDIDATES = 5  # longer names that a short one is shown beside
_SURE_ACRONYM = 3  # letters of an acronym that names one organization by itself


def _key(name: Name) -> OrganizationKey:
    assert isinstance(name.key, OrganizationKey)
    return name.key


def join_sure(names: Sequence[Name], clusters: Clusters) -> None:
    """Join names that a clerk would join without asking.

    Names with one key have been one from the start. Beyond them: an acronym and the one full name that it was given for; a name
    and its misspelling, where the lexicon has the one word and not the other; one name with and without a user's id.
    """
    for one, other in sorted(_same_key(names), key=lambda pair: _order(names, pair)):
        clusters.join(one, other)
    for one, other in sorted(_misspelled(names), key=lambda pair: _order(names, pair)):
        clusters.join(one, other)
    for one, other in sorted(_by_acronym(names, clusters), key=lambda pair: _order(names, pair)):
        clusters.join(one, other)


def _order(names: Sequence[Name], pair: tuple[int, int]) -> list[tuple[str, str]]:
    return sorted((names[place].text, names[place].authority_id) for place in pair)


def _same_key(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """A name that some records have from a user's file and others have not: one, unless two entries of the file share it."""
    by_text: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        by_text.setdefault(name.text, []).append(place)
    for places in by_text.values():
        named = [place for place in places if names[place].authority_id]
        if len(named) == 1:
            yield from ((named[0], place) for place in places if place != named[0])


def _misspelled(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    for one, other, at in one_word_apart(_spelled(names)):
        first, second = _key(names[one]).written[at], _key(names[other]).written[at]
        if is_known_word(first) != is_known_word(second) and min(len(first), len(second)) > 5:
            yield one, other


def _spelled(names: Sequence[Name]) -> list[tuple[tuple[str, ...], str]]:
    return [(_key(name).words, "+".join((*_key(name).territories, "@", name.within))) for name in names]


def _by_acronym(names: Sequence[Name], clusters: Clusters) -> Iterator[tuple[int, int]]:
    """An acronym that stands for itself in one record and is given for one organization only in others."""
    alone, given = _acronyms(names)
    for letters, places in alone.items():
        owners = given.get(letters, [])
        if len({clusters.find(owner) for owner in owners}) != 1 or len(letters) < _SURE_ACRONYM:
            continue
        fits = any(acronym_fits(letters, _key(names[owner])) for owner in owners)
        times = sum(_times(names[owner], letters) for owner in owners)
        if fits or times > 1:
            yield from ((place, owners[0]) for place in places)


def _times(name: Name, letters: str) -> int:
    return sum(count for acronym, count in name.acronyms.items() if fold_name(acronym) == letters)


def _acronyms(names: Sequence[Name]) -> tuple[Mapping[str, list[int]], Mapping[str, list[int]]]:
    """Acronyms that stand alone as a name, and those that are given for a full name; not those of kinds (`UO`, `CSR`)."""
    kinds = {fold_name(letters) for letters in prefix_forms()}
    alone: dict[str, list[int]] = {}
    given: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        key = _key(name)
        if key.letters:
            if key.words[0] not in kinds and not key.territories:
                alone.setdefault(key.words[0], []).append(place)
            continue
        for acronym in name.acronyms:
            letters = fold_name(acronym)
            if letters not in kinds:
                given.setdefault(letters, []).append(place)
    return alone, {letters: in_order(names, places) for letters, places in given.items()}


def doubts(names: Sequence[Name], clusters: Clusters) -> Iterator[Doubt]:
    """Pairs of names that may be one organization and that nobody should join without looking."""
    yield from _acronym_doubts(names, clusters)
    yield from _misspelling_doubts(names)
    yield from _same_ordinary_name(names)
    yield from _shorter(names)
    yield from _other_kind(names)
    yield from _word_more(names)


def _acronym_doubts(names: Sequence[Name], clusters: Clusters) -> Iterator[Doubt]:
    """Letters that are given for several names, or for one name once and do not fit it."""
    alone, given = _acronyms(names)
    for letters, places in alone.items():
        for owner in given.get(letters, ())[:_MOST_CANDIDATES]:
            for place in places:
                fits = acronym_fits(letters, _key(names[owner]))
                yield Doubt(place, owner, "acronym", 0.75 if fits else 0.6)
    for letters, owners in given.items():
        roots = {clusters.find(owner) for owner in owners}
        if len(roots) > 1 and len(letters) >= _SURE_ACRONYM:
            first = owners[0]
            for owner in owners[1 : 1 + _MOST_CANDIDATES]:
                if _key(names[owner]).territories == _key(names[first]).territories:
                    alike = fuzz.token_sort_ratio(" ".join(_key(names[first]).words), " ".join(_key(names[owner]).words)) / 100
                    yield Doubt(first, owner, "same-acronym", round(0.4 + alike / 2, 2))


def _misspelling_doubts(names: Sequence[Name]) -> Iterator[Doubt]:
    for one, other, at in one_word_apart(_spelled(names)):
        first, second = _key(names[one]), _key(names[other])
        known = is_known_word(first.written[at]) and is_known_word(second.written[at])
        alike = similarity(first.words[at], second.words[at])
        yield Doubt(one, other, "misspelling", round((0.35 if known else 0.55) + 0.4 * alike, 2))


def _same_ordinary_name(names: Sequence[Name]) -> Iterator[Doubt]:
    """`Savjet roditelja` in records of several towns: each beside the one that stands in most records."""
    by_words: dict[tuple[str, ...], list[int]] = {}
    for place, name in enumerate(names):
        if not _key(name).proper and not _key(name).territories:
            by_words.setdefault(_key(name).words, []).append(place)
    for places in by_words.values():
        first, *others = in_order(names, places)
        for other in others:
            yield Doubt(first, other, "same-name-other-town", 0.3 if names[first].within and names[other].within else 0.45)


def _shorter(names: Sequence[Name]) -> Iterator[Doubt]:
    """A name without its town or canton beside the same name with it."""
    located: dict[tuple[str, ...], list[int]] = {}
    for place, name in enumerate(names):
        if _key(name).territories:
            located.setdefault(_key(name).words, []).append(place)
    for place, name in enumerate(names):
        key = _key(name)
        if key.territories:
            continue
        candidates = located.get(key.words, ())
        near = [other for other in candidates if same_town(name, names[other])]
        chosen = in_order(names, near or (candidates if len(candidates) <= _MOST_CANDIDATES else ()))
        for other in chosen[:_MOST_CANDIDATES]:
            score = 0.45 + 0.35 * bool(near) + 0.1 * (len(chosen) == 1)
            yield Doubt(place, other, "name-without-its-town", round(score, 2))


def _other_kind(names: Sequence[Name]) -> Iterator[Doubt]:
    """One name with two words for its kind: `Udruga Izvor`, `Udruženje Izvor`; `Općina Tuzla`, `Grad Tuzla`."""
    by_words: dict[tuple[object, ...], list[int]] = {}
    for place, name in enumerate(names):
        key = _key(name)
        by_words.setdefault((loosely(key.words), key.territories, name.within), []).append(place)
    for places in by_words.values():
        first, *others = in_order(names, places)
        for other in others:
            if _key(names[first]).words != _key(names[other]).words:
                yield Doubt(first, other, "other-word-for-the-same", 0.7)


def _word_more(names: Sequence[Name]) -> Iterator[Doubt]:
    """One name with a word more, in the same town: `Izvor` and `Udruženje Izvor`, `Ministarstvo za rad TK` with `i povratak`."""
    by_words: dict[tuple[object, ...], list[int]] = {}
    for place, name in enumerate(names):
        by_words.setdefault((_key(name).words, _key(name).territories), []).append(place)
    for place, name in enumerate(names):
        key = _key(name)
        if not 1 < len(key.words) <= 12:
            continue
        for at, word in enumerate(key.words):
            shorter = key.words[:at] + key.words[at + 1 :]
            for other in in_order(names, by_words.get((shorter, key.territories), ()))[:_MOST_CANDIDATES]:
                if _may_be_left_out(names, place, other, at, word):
                    yield Doubt(other, place, "a-word-more", round(0.35 + 0.4 * len(shorter) / len(key.words), 2))
                    break


def _may_be_left_out(names: Sequence[Name], longer: int, shorter: int, at: int, word: str) -> bool:
    """Whether a name with the word and one without may be one: no number tells them apart, and what is left is a name."""
    short = _key(names[shorter])
    if any(char.isdigit() for char in word) or (names[longer].within != names[shorter].within):
        return False
    if at == 0:
        return short.proper and not short.letters
    return len(short.words) > 2 and (short.proper or bool(short.territories) or bool(names[shorter].within))
