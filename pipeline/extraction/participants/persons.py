"""Finding the names of persons: sequences of capitalized words that name somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extraction.participants import grammar
from pipeline.extraction.participants.items import Items
from pipeline.extraction.participants.lexicon import group_forms, role_forms, words_of
from pipeline.language import morphology

_SURNAME_ENDINGS = ("ic", "ica", "icu", "icem", "icima", "icka", "icki", "icke", "ovu", "evu")
_MAX_WORDS = 4
_FARTHEST = 9  # cost over the likeliest reading of a name beyond which another one does not count
_SAME_NAME, _SURNAME_ALONE = 3, 4  # what another mention that can be the same name is worth, and the surname alone


@dataclass(slots=True)
class PersonName:
    """A full name in the text: items `[start, end)`, as written; `led` is where titles before it start."""

    start: int
    end: int
    led: int
    words: tuple[str, ...]
    first: str = ""
    last: str = ""
    gender: str | None = None

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True, slots=True)
class Hint:
    """What the words around a name say of its gender and case."""

    gender: str | None = None
    cases: frozenset[str] | None = None


def find_names(items: Items, has_office: Callable[[int], bool]) -> list[PersonName]:
    """Full names (two words or more, or initial and surname) in the order of the text, in the nominative.

    Args:
        has_office: whether an office stands before the item, with what it governs between.
    """
    found: list[PersonName] = []
    index = 0
    while index < len(items):
        if items.kinds[index] in "CA":
            name = _name_at(items, index, has_office)
            if name is not None:
                found.append(name)
                index = name.end
                continue
            index = _after_sequence(items, index)
            continue
        index += 1
    return found


def _word_at(items: Items, index: int) -> int:
    """The item after a word of a name or an initial with its stop, the same index where none stands."""
    if items.kind(index) not in "CA":
        return index
    if len(items.surfaces[index]) == 1:
        return index + 2 if items.surface(index + 1) == "." else index
    return index + 1


def _after_sequence(items: Items, index: int) -> int:
    return max(index + 1, _word_at(items, index))


def _sequence(items: Items, index: int) -> list[int]:
    """Starts of the words of a run of capitalized words on one line; the last entry is the end of the run."""
    starts: list[int] = []
    at = index
    while len(starts) < _MAX_WORDS + 2:
        following = _word_at(items, at)
        if following == at or (starts and items.starts[at] - items.ends[at - 1] > 1):
            break
        if items.folded[at] in role_forms() and starts and not grammar.is_first_name(items.surfaces[at]):
            break
        starts.append(at)
        at = _after_father(items, following)
    return [*starts, at]


def _after_father(items: Items, at: int) -> int:
    """After the father's name in brackets between surname and first name (`Torlić (Mehmed) Jasna`)."""
    if items.word(at) == "(" and items.kind(at + 1) == "C" and items.word(at + 2) == ")" and items.kind(at + 3) == "C":
        return at + 3 if items.starts[at] > items.ends[at - 1] else at
    return at


def _name_at(items: Items, index: int, has_office: Callable[[int], bool]) -> PersonName | None:
    run = _sequence(items, index)
    end = run.pop()
    if len(run) < 2:
        return None
    # words at the start of a sentence, titles and roles with a capital are no part of the name
    while len(run) >= 2 and _leads_in(items, run[0], run[1:]):
        run.pop(0)
    if len(run) < 2:
        return None
    led = _titles_before(items, run[0])
    surfaces = [items.between(start, _word_at(items, start)) for start in run]
    if len(surfaces) > 3 and not grammar.is_first_name(surfaces[0]):
        surfaces = surfaces[:3]
    while len(surfaces) > 2 and not _belongs(surfaces):
        surfaces.pop()
    end = run[len(surfaces)] if len(surfaces) < len(run) else end
    if _names_a_thing(items, led):
        return None
    if not _is_person(items, run[0], led, surfaces) and not (_is_unknown(surfaces) and has_office(led)):
        return None
    return PersonName(run[0], end, led, tuple(surfaces))


def _leads_in(items: Items, index: int, rest: list[int]) -> bool:
    """Whether the first word of the run only stands before a name: a role, a group, the start of a sentence."""
    surface, folded = items.surfaces[index], items.folded[index]
    if folded in words_of("lead_words.tsv", "word"):
        return True
    if grammar.is_first_name(surface):
        return False
    if len(rest) >= 2 and items.word(index - 1) in ("u", "na", "iz"):
        return True  # `u Sarajevu Selçuk Demir`
    if folded in role_forms() or folded in group_forms() or folded in words_of("titles.tsv", "title"):
        return True
    return len(rest) >= 2 and grammar.is_first_name(items.surfaces[rest[0]]) and not looks_like_surname(folded)


def _belongs(surfaces: list[str]) -> bool:
    """Whether the third word still belongs: two first names and a surname, or a double surname."""
    return looks_like_surname(surfaces[-1]) or (len(surfaces[1]) <= 2) or grammar.is_first_name(surfaces[1])


def _titles_before(items: Items, start: int) -> int:
    """Where the titles before a name begin (`prof. dr. sc.`)."""
    at = start
    while at > 0:
        if items.surfaces[at - 1] == "." and at > 1 and items.folded[at - 2] in words_of("titles.tsv", "title"):
            at -= 2
        elif items.folded[at - 1] in words_of("titles.tsv", "title"):
            at -= 1
        elif items.surfaces[at - 1] in ("-", "–") and at > 1 and items.folded[at - 2] in words_of("titles.tsv", "title"):
            at -= 2
        else:
            break
    return at


def looks_like_surname(word: str) -> bool:
    folded = morphology.fold(word)
    return folded.endswith(_SURNAME_ENDINGS) and len(folded) > 3


def _is_person(items: Items, start: int, led: int, surfaces: list[str]) -> bool:
    if any(part.endswith(".") for part in surfaces):
        return any(looks_like_surname(part) or grammar.is_first_name(part) for part in surfaces) or led < start
    if _is_place_word(surfaces[0]):
        return False
    known = [grammar.is_first_name(part) for part in surfaces]
    shaped = [looks_like_surname(part) for part in surfaces]
    if any(known):
        other = [part for part, first in zip(surfaces, known, strict=True) if not first]
        return not other or any(shaped) or all(_may_be_surname(part) for part in other) or led < start
    if led < start:
        return True
    before = led - 1
    if items.kind(before) in "Cl" and items.folded[before] in role_forms():
        return True
    if items.kind(before) == "O" and before > 0 and items.folded[before - 1] in role_forms():
        return True
    return shaped[-1] and len(surfaces) == 2 and not grammar.is_common(surfaces[0])


def _is_unknown(surfaces: list[str]) -> bool:
    """Whether no word of the name is an ordinary one or a place: a foreign name, which only an office before it makes a person's."""
    return not any(grammar.is_common(part) or _is_place_word(part) for part in surfaces)


def _is_place_word(word: str) -> bool:
    folded = morphology.fold(word)
    return any(folded.startswith(stem) and len(folded) <= len(stem) + 3 for stem in words_of("place_words.tsv", "stem")) and not (
        grammar.is_first_name(word)
    )


def _may_be_surname(word: str) -> bool:
    return not grammar.is_common(word.lower()) or len(word) > 2


def _names_a_thing(items: Items, start: int) -> bool:
    """Streets, schools, prizes, authors."""
    before = start - 1
    if items.kind(before) in "Q" and _short_quotation(items, before):
        return True
    if items.surface(before) == ":":
        before -= 1
    word = items.word(before)
    if items.surface(before) == "." and before > 0 and items.folded[before - 1] in ("ul",):
        return True
    if items.kind(before) not in "Cl":
        return False
    return any(word.startswith(stem) and len(word) <= len(stem) + 4 for stem in _thing_stems())


@lru_cache(maxsize=1)
def _thing_stems() -> tuple[str, ...]:
    return tuple(stem.rstrip("aeio") for stem in sorted(words_of("named_after.tsv", "word")))


def _short_quotation(items: Items, opening: int) -> bool:
    return any(items.kind(index) == "q" for index in range(opening + 1, opening + 6))


def put_in_nominative(
    names: list[PersonName], lists: list[list[int]], hints: Mapping[int, Hint], alone: Collection[str]
) -> None:
    """Set first and last name and gender; whether a list is surname-first is decided over the whole list.

    Where a form may be of several names, what the text says elsewhere counts: another mention that can be the same name, or the
    surname alone.

    Args:
        names: all names.
        lists: for each list of names their indices.
        hints: what the words around say of the name with the index.
        alone: folded capitalized words of the text that belong to no full name.
    """
    order = _orders(names, lists)
    readings: list[list[tuple[float, morphology.PersonName]]] = []
    support: Counter[tuple[str, str]] = Counter()
    for index, name in enumerate(names):
        words = list(name.words)
        if order.get(index) and len(words) == 2:
            words.reverse()
        hint = hints.get(index, Hint())
        ways = morphology.person_names(words, gender=name.gender or hint.gender, cases=hint.cases)  # type: ignore[arg-type]
        readings.append([(cost, way) for cost, way in ways if cost <= ways[0][0] + _FARTHEST])
        support.update({(way.first, way.last) for _, way in readings[-1]})
    for name, ways in zip(names, readings, strict=True):

        def cost_of(entry: tuple[float, morphology.PersonName]) -> float:
            cost, way = entry
            bonus = _SAME_NAME * min(support[way.first, way.last] - 1, 3)
            return cost - bonus - (_SURNAME_ALONE if morphology.fold(way.last) in alone else 0)

        _, best = min(ways, key=cost_of)
        name.first, name.last, name.gender = best.first, best.last, best.gender


def _orders(names: list[PersonName], lists: list[list[int]]) -> dict[int, bool]:
    """For the names of lists whether the surname comes first."""
    order: dict[int, bool] = {}
    for members in lists:
        votes = 0
        for member in members:
            first, last = names[member].words[0], names[member].words[-1]
            votes += (grammar.is_first_name(first) and not looks_like_surname(first)) - (
                grammar.is_first_name(last) and not looks_like_surname(last)
            )
            votes += looks_like_surname(last) - looks_like_surname(first)
        if votes:
            for member in members:
                order[member] = votes < 0
    return order
