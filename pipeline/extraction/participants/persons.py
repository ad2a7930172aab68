"""Finding the names of persons: sequences of capitalized words that name somebody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.evidence import Evidence
from pipeline.extraction import trace
from pipeline.extraction.participants import grammar
from pipeline.extraction.participants.items import Items
from pipeline.extraction.participants.lexicon import forms_of, group_forms, place_forms, role_forms, words_of
from pipeline.extraction.participants.roles import Role
from pipeline.language import morphology
from pipeline.language.folding import fold
from pipeline.language.lexicon import is_verb_form

_SURNAME_ENDINGS = ("ic", "ica", "icu", "icem", "icima", "icka", "icki", "icke", "ovu", "evu")
_MAX_WORDS = 4
_FARTHEST = 9  # cost over the likeliest reading of a name beyond which another one does not count
_SAME_NAME, _SURNAME_ALONE, _WITH_VERB = (
    3,
    4,
    2.5,
)  # what another mention that can be the same name is worth, the surname alone, a verb
_SURNAME_FORM = 1.5  # what each form of the surname alone is worth
_CLEAR, _CERTAIN = (
    1,
    3,
)  # by how much a nominative must be likelier than the next reading to be certain; how many mentions it counts for


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
    case: str = ""  # in which it stands in the text, as read

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True, slots=True)
class Hint:
    """What the words around a name say of its gender and case; `subject`: the gender of the verb whose subject it is."""

    gender: str | None = None
    cases: frozenset[str] | None = None
    subject: str | None = None


def find_names(items: Items, office: Callable[[int], Role | None]) -> list[PersonName]:
    """Full names (two words or more, or initial and surname) in the order of the text, in the nominative.

    Args:
        office: the office that stands before the item, with what it governs between.
    """
    found: list[PersonName] = []
    index = 0
    while index < len(items):
        if items.kinds[index] in "CA":
            name = _name_at(items, index, office, found[-1].end if found else -1)
            if name is not None:
                found.append(name)
                index = name.end
                continue
            named_after = _names_a_thing(items, index)
            index = _after_sequence(items, index)
            while named_after and items.kind(index) == "C" and len(_sequence(items, index)) > 1:
                index = _after_sequence(items, index)  # `u Ulici Seada Sofovića Sofe`
            continue
        index += 1
    return found


def with_known(items: Items, names: Sequence[PersonName], known: Sequence[Evidence]) -> list[PersonName]:
    """The names with those that are known to stand at places of the text; one that holds a known one and more stays.

    Args:
        known: offsets of names in the text.
    """
    read = [name for place in known if (name := _read_at(items, place)) is not None]
    added = [one for one in read if not any(name.start <= one.start and one.end <= name.end for name in names)]
    kept = [name for name in names if not any(_overlap(one, name) for one in added)]
    return sorted([*kept, *added], key=lambda name: name.start)


def with_recognized(items: Items, names: Sequence[PersonName], recognized: Sequence[Evidence]) -> list[PersonName]:
    """The names with those that a model recognized where no rule found any; two words at least, none an ordinary one alone.

    Args:
        recognized: offsets of persons in the text, as the model sees them.
    """
    read = [name for place in recognized if (name := _read_at(items, place)) is not None]
    free = [one for one in read if not any(_overlap(one, name) for name in names)]
    added = [one for one in free if len(one.words) > 1 and not _is_ordinary(one.words)]
    return sorted([*names, *added], key=lambda name: name.start)


def with_shared_surnames(items: Items, names: Sequence[PersonName]) -> list[PersonName]:
    """The names with those that have the surname of the next (`Haris i Lejla Perić`); no one who has another one elsewhere."""
    known = {fold(word) for name in names for word in name.words[:-1]}
    taken = {index for name in names for index in range(name.start, name.end)}
    added: list[PersonName] = []
    for name in names:
        at = name.start - 2
        if name.led != name.start or len(name.words) != 2 or items.word(at + 1) != "i" or items.kind(at) != "C" or at in taken:
            continue
        surface = items.surfaces[at]
        alone = items.kind(at - 1) in "BPl" and items.word(at - 1) not in role_forms() and fold(surface) not in known
        first_names = morphology.is_first_name(name.words[0]) and surface in morphology.first_name_nominatives(surface)
        if alone and first_names and looks_like_surname(name.words[1]):
            added.append(PersonName(at, at + 1, at, (surface, name.words[1])))
    return sorted([*names, *added], key=lambda name: name.start)


def _overlap(one: PersonName, other: PersonName) -> bool:
    return one.start < other.end and other.start < one.end


def _is_ordinary(words: Sequence[str]) -> bool:
    """Whether every word is in the lexicon and none a first name or a surname (`Sarajevo Film`)."""
    return all(_is_thing(word) or _is_place_word(word) for word in words)


def _read_at(items: Items, place: Evidence) -> PersonName | None:
    """The name over the whole words of an interval; None where it holds other things than words with capitals and marks."""
    start, end = items.at_offset(place.start), items.at_offset(place.end - 1) + 1
    if items.kinds[start:end].strip("CAP") or items.starts[start] != place.start:
        return None
    while end - start > 1 and items.word(start) in role_forms() and not morphology.is_first_name(items.surfaces[start]):
        start += 1  # `Kustosica Perić`
    surfaces = tuple(items.surfaces[index] for index in range(start, end) if items.kinds[index] in "CA")
    return PersonName(start, end, _titles_before(items, start), surfaces) if surfaces else None


_DIGRAPHS = frozenset({"Lj", "Nj", "Dž", "Dj"})
_PARTICLES = frozenset({"de", "van", "von", "der", "den", "di", "del", "della", "el", "al", "bin", "ibn"})


_JOINED_TITLE = re.compile(r"-(?:ef\.?|efendij\w+|hanum\w*)$", re.IGNORECASE)  # `Nusret-ef.`, `Emini-hanumi`


def _word_at(items: Items, index: int) -> int:
    """The item after a word of a name or an initial with its stop, the same index where none stands."""
    if items.kind(index) not in "CA":
        return index
    if _is_initial(items, index):
        return index + 2 if items.surface(index + 1) == "." else index
    return index + 1 + (items.word(index).endswith("-ef") and items.surface(index + 1) == ".")


def _is_initial(items: Items, index: int) -> bool:
    surface = items.surface(index)
    if len(surface) == 1:
        return True
    excellency = items.word(index + 2) == "e" and items.word(index + 3) == "."
    return surface in _DIGRAPHS and items.word(index + 1) == "." and not excellency


def _after_sequence(items: Items, index: int) -> int:
    return max(index + 1, _word_at(items, index))


def _sequence(items: Items, index: int) -> list[int]:
    """Starts of the words of a run of capitalized words on one line; the last entry is the end of the run."""
    starts: list[int] = []
    at = index
    while len(starts) < _MAX_WORDS + 2:
        following = _word_at(items, at)
        if following == at or (starts and items.starts[at] - items.ends[at - 1] > 1) or _is_acronym(items, at, starts):
            break
        if items.folded[at] in role_forms() and starts and not morphology.is_first_name(items.surfaces[at]):
            break
        starts.append(at)
        at = _after_inner(items, _after_father(items, following))
    return [*starts, at]


def _is_acronym(items: Items, at: int, starts: Sequence[int]) -> bool:
    """Whether letters stand beside words that are not written in capitals (`TBC Travnik`)."""
    surface = items.surfaces[at]
    if items.kinds[at] != "A" or len(surface) > 5 or looks_like_surname(surface) or morphology.is_first_name(surface):
        return False
    beside = starts[-1] if starts else at + 1
    return items.kind(beside) == "C" and len(items.surface(beside)) > 1 and not morphology.is_surname(surface)


def _after_inner(items: Items, at: int) -> int:
    """After what stands between the names: title (`Hasib ef. Suljagić`, `Perić dr Ana`), particle (`de Wit`), nickname."""
    titled = _after_inner_title(items, at)
    if titled > at:
        return titled
    if items.kind(at) == "l" and items.word(at) in ("ef", "efendija", "beg", "hadzi", "fra"):
        following = at + 2 if items.word(at + 1) == "." else at + 1
        return following if items.kind(following) == "C" else at
    if items.kind(at) == "l" and items.word(at) in _PARTICLES:
        following = at + 2 if items.word(at + 1) in _PARTICLES else at + 1
        return following if items.kind(following) == "C" else at
    if items.kind(at) == "Q" and items.kind(at + 1) == "C" and items.kind(at + 2) == "q" and items.kind(at + 3) == "C":
        return at + 3
    return at


def _after_inner_title(items: Items, at: int) -> int:
    """After a degree between surname and first name, as lists have it (`Lukić prof. dr Jelena`), else the same item."""
    end = at
    while items.kind(end) == "l" and items.word(end) in _INNER_TITLES:
        end += 1 + (items.surface(end + 1) == ".")
    if end == at or items.kind(end) != "C" or not _may_be_surname(items.surface(at - 1)):
        return at
    return end if looks_like_surname(items.surface(at - 1)) or morphology.is_first_name(items.surface(end)) else at


_INNER_TITLES = frozenset({"dr", "mr", "prim", "prof", "doc", "akad", "mag", "dipl", "ing", "ph", "sc", "med", "spec", "msc"})


def _after_father(items: Items, at: int) -> int:
    """After the father's name in brackets between surname and first name (`Torlić (Mehmed) Jasna`)."""
    if items.word(at) == "(" and items.kind(at + 1) == "C" and items.word(at + 2) == ")" and items.kind(at + 3) == "C":
        return at + 3 if items.starts[at] > items.ends[at - 1] else at
    return at


def _surface_of(items: Items, start: int) -> str:
    """The word of a name as written, with the particle before it (`de Wit`)."""
    surface = items.between(start, _word_at(items, start))
    at = start
    while items.kind(at - 1) == "l" and items.word(at - 1) in _PARTICLES:
        at -= 1
        surface = f"{items.surfaces[at]} {surface}"
    return surface


def _name_at(items: Items, index: int, office: Callable[[int], Role | None], previous: int) -> PersonName | None:
    """The name that begins at the item, if one does; `previous` is the end of the name before it."""
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
    surfaces = [items.between(run[0], _word_at(items, run[0])), *(_surface_of(items, start) for start in run[1:])]
    surfaces = [_JOINED_TITLE.sub("", surface) for surface in surfaces]
    if len(surfaces) > 3 and not morphology.is_first_name(surfaces[0]):
        surfaces = surfaces[:3]
    while len(surfaces) > 2 and not _belongs(surfaces):
        surfaces.pop()
    end = run[len(surfaces)] if len(surfaces) < len(run) else end
    held = office(led)
    if _names_a_thing(items, led) and not (held is not None and _agree(held, surfaces)):
        trace.rejected("participants", items.starts[run[0]], items.ends[end - 1], "named-after", because=_before(items, led))
        return None
    if not _is_person(items, run[0], led, surfaces):
        beside = held is not None or _has_office_after(items, end) or _is_coordinated(items, previous, led, end)
        if not beside or not _is_unknown(surfaces):
            trace.rejected("participants", items.starts[run[0]], items.ends[end - 1], "no-name-of-person")
            return None
    return PersonName(run[0], end, led, tuple(surfaces))


def _before(items: Items, at: int) -> tuple[int, int] | None:
    """The interval of the item before."""
    return (items.starts[at - 1], items.ends[at - 1]) if at else None


def _has_office_after(items: Items, end: int) -> bool:
    """Whether an office stands after the name: `Lio Zorn, koordinator mreže`, `Lio Zorn (direktor)`."""
    if items.word(end) not in (",", "-", "–", "("):
        return False
    at = end + 1
    while items.kind(at) == "l" and at < end + 3 and items.word(at) not in role_forms():
        at += 1
    return items.kind(at) == "l" and items.word(at) in role_forms()


def _is_coordinated(items: Items, previous: int, led: int, end: int) -> bool:
    """Whether the words stand in a row with the name before them."""
    if previous < 0 or led - previous not in (1, 2) or any(items.word(at) not in (",", "i", "te") for at in range(previous, led)):
        return False
    return items.word(end) in (",", "i", "te", ".", "\n", ";")


def _agree(office: Role, surfaces: Sequence[str]) -> bool:
    """Whether the bearer of the office is named (`direktorica škole Zilha Ćostović`), not the school (`škole Zilhe Ćostović`)."""
    case = morphology.person_name(surfaces).case
    return case != "gen" and any(of == case for of, number in office.noun.readings if number == "sg")


def _leads_in(items: Items, index: int, rest: list[int]) -> bool:
    """Whether the first word of the run only stands before a name: a role, a group, the start of a sentence."""
    surface, folded = items.surfaces[index], items.folded[index]
    if _is_initial(items, index):
        return folded == "e" and items.word(index - 2) == "nj"
    if len(rest) == 1 and morphology.is_first_name(surface) and not morphology.is_first_name(items.surfaces[rest[0]]):
        surname = looks_like_surname(items.surfaces[rest[0]]) or morphology.is_surname(items.surfaces[rest[0]])
        return folded in words_of("lead_words.tsv", "word") and not surname  # `Drage Vukala`, but `Dragi Hasane`
    if folded in words_of("lead_words.tsv", "word") or folded.endswith(("juci", "avsi", "ivsi")):
        return True
    if morphology.is_first_name(surface):
        return False
    if len(rest) >= 2 and (not _may_be_surname(surface) or _is_whole(surface)):
        return True  # `šefica Kancelarije N. N.`, `ravnateljica Vrtića N. N.`
    if len(rest) >= 2 and _is_town_of_office(items, index):
        return True
    if is_verb_form(surface.lower()) and not looks_like_surname(surface) and not morphology.is_surname(surface):
        return True  # `Bilježila Perić-Tadić`
    if folded in place_forms() and (len(rest) >= 2 or not looks_like_surname(items.surfaces[rest[0]])):
        return True
    if len(rest) >= 2 and items.word(index - 1) in ("u", "na", "iz"):
        return True  # `u Sarajevu Selçuk Demir`
    if folded in role_forms() or folded in group_forms() or folded in words_of("titles.tsv", "title"):
        return True
    return len(rest) >= 2 and morphology.is_first_name(items.surfaces[rest[0]]) and not surface.endswith(("ić", "ića", "iću"))


def _is_town_of_office(items: Items, index: int) -> bool:
    """Whether a town that no table knows stands behind a mayor's office (`gradonačelnica Ptuja N. N.`)."""
    offices = role_forms().get(items.word(index - 1), ())
    genitive = items.folded[index].endswith(("a", "e", "og")) and not looks_like_surname(items.surfaces[index])
    return genitive and any("area" in office.use for office in offices)


def _is_whole(surface: str) -> bool:
    """Whether the word is a form of a noun for organizations (`Vrtića`)."""
    return not words_of("wholes.tsv", "noun").isdisjoint(grammar.noun_lemmas(surface))


def _belongs(surfaces: list[str]) -> bool:
    """Whether the third word still belongs: two first names and a surname, or a double surname."""
    if surfaces[-1].endswith("ić") and surfaces[-2].endswith(("ića", "iću", "ićem")):
        return False  # `pitanje Alena Pejkušića Suljkanović odbija`
    if morphology.is_surname(surfaces[-1]) and looks_like_surname(surfaces[-2]):
        return True
    return looks_like_surname(surfaces[-1]) or (len(surfaces[1]) <= 2) or morphology.is_first_name(surfaces[1])


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


@lru_cache(maxsize=2048)
def looks_like_surname(word: str) -> bool:
    """Whether the word ends as surnames do, in any case, and is no ordinary word (`Sjednica`)."""
    folded = fold(word)
    if not folded.endswith(_SURNAME_ENDINGS) or len(folded) <= 3:
        return False
    return word.lower().endswith(("ić", "ića", "iću", "ićem")) or not morphology.is_nominal(word)


def _is_person(items: Items, start: int, led: int, surfaces: list[str]) -> bool:
    if any(part.endswith(".") for part in surfaces):
        last = surfaces[-1]
        if looks_like_surname(last) or morphology.is_surname(last) or led < start or any(map(morphology.is_first_name, surfaces)):
            return True
        return items.kind(start - 1) not in "BPQ" and len(last) > 4 and last[1:].islower() and _is_unknown(surfaces)
    things = [part for part in surfaces[morphology.is_first_name(surfaces[0]) :] if _is_thing(part)]
    if things and (len(things) > 1 or not morphology.is_first_name(surfaces[0]) or _is_oblique_adjective(things[0])):
        return False
    if _is_place_word(surfaces[0]) or _is_place(items, led, surfaces):
        return False
    if _is_noun_with_river(items, start, led, surfaces):
        return False
    known = [morphology.is_first_name(part) for part in surfaces]
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
    known_last = shaped[-1] or (morphology.is_surname(surfaces[-1]) and not morphology.is_nominal(surfaces[-1]))
    return known_last and len(surfaces) == 2 and not morphology.is_nominal(surfaces[0]) and fold(surfaces[0]) not in place_forms()


def _is_noun_with_river(items: Items, start: int, led: int, surfaces: list[str]) -> bool:
    """Whether a sentence begins with a noun and a genitive that might be a woman's (`Vodostaj Save kod Orašja`)."""
    first, last = surfaces[0], surfaces[-1]
    if len(surfaces) != 2 or led < start or items.kind(start - 1) not in "BP" or items.kind(start + 2) != "l":
        return False
    if morphology.is_first_name(first) or looks_like_surname(first) or morphology.is_surname(first):
        return False
    return last.endswith("e") and morphology.first_name_gender(last[:-1] + "a") is not None and not looks_like_surname(last)


def _is_place(items: Items, led: int, surfaces: list[str]) -> bool:
    """Whether the words name a place (`u Stjepan Polju`), a club (`KK Alba Basket`), letters with a place (`S.O.S. Ljubuški`)."""
    if items.kind(led - 1) == "A" and len(items.surface(led - 1)) <= 4 and items.starts[led] - items.ends[led - 1] == 1:
        return not looks_like_surname(surfaces[-1]) and items.word(led - 1) not in role_forms()
    if surfaces[0].endswith(".") and fold(surfaces[-1]) in place_forms():
        return True
    return items.word(led - 1) in ("u", "na", "iz") and morphology.person_names(surfaces)[0][0] >= _UNLIKELY


_UNLIKELY = 30  # cost of a name whose parts do not stand in one case


@lru_cache(maxsize=2048)
def _is_thing(word: str) -> bool:
    """Whether the word is an ordinary one and neither a first name nor a surname (`Sarajevo Film`, `IZBORNE SJEDNICE`)."""
    if morphology.is_first_name(word) or looks_like_surname(word) or morphology.is_surname(word):
        return False
    readings = morphology.analyze(word)
    if _is_oblique_adjective(word):
        return True
    return any(of.pos == "noun" and of.lemma.endswith(_THING_ENDINGS) for of in readings) or fold(word) in _THINGS


def _is_oblique_adjective(word: str) -> bool:
    """Whether the word can only be an adjective in an oblique case (`Begovog`), and no surname in -ski."""
    readings = morphology.analyze(word)
    if not readings or any(of.pos != "adj" for of in readings) or not word.lower().endswith(("og", "oj", "ih", "im", "ne")):
        return False
    return not fold(word).endswith(("skog", "ckog", "skoj", "ckoj", "skim", "ckim"))


_THING_ENDINGS = ("nica", "nje", "ost", "cija", "stvo", "nik")
_THINGS = frozenset(
    {"film", "festival", "festivala", "republike", "republika", "republici", "kraljevine", "kraljevina", "brijeg", "brijega"}
)


def _is_unknown(surfaces: list[str]) -> bool:
    """Whether no word of the name is an ordinary one or a place: a foreign name, a person's only after an office."""
    return not any(morphology.is_nominal(part) or _is_place_word(part) for part in surfaces)


def _is_place_word(word: str) -> bool:
    folded = fold(word)
    return any(folded.startswith(stem) and len(folded) <= len(stem) + 3 for stem in words_of("place_words.tsv", "stem")) and not (
        morphology.is_first_name(word)
    )


def _may_be_surname(word: str) -> bool:
    """Whether a word may be the surname behind a first name: `Rada Vijeća` and `Dana Grada` name nobody."""
    folded = fold(word)
    noun = any(folded.startswith(stem) and len(folded) <= len(stem) + 3 for stem in words_of("not_surnames.tsv", "stem"))
    return not noun and (len(word) > 2 or not morphology.is_nominal(word.lower()))


def _names_a_thing(items: Items, start: int) -> bool:
    """Streets, schools, prizes, authors."""
    before = start - 1
    if items.kind(before) in "Q" and _short_quotation(items, before):
        return True
    if items.surface(before) == ":":
        before -= 1
    if items.surface(before) == "." and before > 0 and items.folded[before - 1] in ("ul",):
        return True
    if items.kind(before) == "O":  # `Srednja škola Ruđera Boškovića`
        last = items.surface(before).rpartition(" ")[2]
        return last.islower() and fold(last) in forms_of("named_after.tsv", "word")
    return items.kind(before) in "ClA" and items.word(before) in forms_of("named_after.tsv", "word")


def _short_quotation(items: Items, opening: int) -> bool:
    return any(items.kind(index) == "q" for index in range(opening + 1, opening + 6))


def put_in_nominative(
    names: list[PersonName], lists: list[list[int]], hints: Mapping[int, Hint], alone: Mapping[str, float]
) -> None:
    """Set first and last name and gender; whether a list is surname-first is decided over the whole list.

    Where a form may be of several names, what the text says elsewhere counts: another mention that can be the same name, or the
    surname alone.

    Args:
        names: all names.
        lists: for each list of names their indices.
        hints: what the words around say of the name with the index.
        alone: folded capitalized words of the text in no full name, and how surely they stand in the nominative (0 to 1).
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
        if hint.subject is not None:
            ways = sorted(((cost + _against_verb(way, hint.subject), way) for cost, way in ways), key=lambda entry: entry[0])
        readings.append([(cost, way) for cost, way in ways if cost <= ways[0][0] + _FARTHEST])
        for place, (cost, way) in enumerate(readings[-1]):
            sure = place == 0 and way.case == "nom" and (len(readings[-1]) == 1 or readings[-1][1][0] > cost + _CLEAR)
            if all((way.first, way.last) != (other.first, other.last) for _, other in readings[-1][:place]):
                support[way.first, way.last] += _CERTAIN if sure else 1  # once for each mention
    forms = _forms_alone(readings, alone)
    for name, ways in zip(names, readings, strict=True):

        def cost_of(entry: tuple[float, morphology.PersonName]) -> float:
            cost, way = entry
            bonus: float = _SAME_NAME * min(support[way.first, way.last] - 1, 3)
            bonus += _SURNAME_FORM * min(forms.get(way.last, 0), 3)
            return cost - bonus - _SURNAME_ALONE * alone.get(fold(way.last), 0)

        _, best = min(ways, key=cost_of)
        name.first, name.last, name.gender, name.case = best.first, best.last, best.gender, best.case


def _forms_alone(readings: Sequence[Sequence[tuple[float, morphology.PersonName]]], alone: Mapping[str, float]) -> Counter[str]:
    """Of how many of the words outside names each surname may be the nominative: `Drakule` is of Drakula and not of Drakul."""
    wanted = {way.last for ways in readings for _, way in ways}
    beginnings = {fold(last)[:3] for last in wanted}
    counts: Counter[str] = Counter()
    for word in alone:
        if word[:3] in beginnings:
            made = {fold(base) for base in morphology.surname_nominatives(word.capitalize())}
            counts.update(made)
    return Counter({last: counts[fold(last)] for last in wanted})


def _against_verb(way: morphology.PersonName, gender: str) -> float:
    """What a verb beside the name (`zamolila je`) says of a reading of it."""
    if way.case != "nom":
        return 0
    return -_WITH_VERB if way.gender == gender else 2 * _WITH_VERB


def _orders(names: list[PersonName], lists: list[list[int]]) -> dict[int, bool]:
    """For the names of lists whether the surname comes first."""
    order: dict[int, bool] = {}
    for members in lists:
        votes = 0
        for member in members:
            first, last = names[member].words[0], names[member].words[-1]
            votes += (morphology.is_first_name(first) and not looks_like_surname(first)) - (
                morphology.is_first_name(last) and not looks_like_surname(last)
            )
            votes += looks_like_surname(last) - looks_like_surname(first)
        if votes:
            for member in members:
                order[member] = votes < 0
    return order
