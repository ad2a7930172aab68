"""Taking persons out of a record: every form of a name in text and fields goes, and all offsets stay right.

A name is known by the keys of its words (`pipeline.corpus.conflation`), so that `Mirzu Halilovića`, `ХАЛИЛОВИЋ` and `M.
Halilović`
are all Mirza Halilović. Words that stand in the name of an organization stay: a school that bears somebody's name keeps it.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.corpus import conflation
from pipeline.corpus.conflation import Token
from pipeline.extraction.organizations.lexicon import place_forms
from pipeline.language.folding import fold
from pipeline.language.morphology import tables

Record = Mapping[str, Any]
_FIELDS = ("meetings", "dates", "organizations", "participants", "conclusions", "upcoming_events")
_POSSESSIVE = re.compile(r"(.{3,}?)(?:ev|ov|in)(?:a|o|e|i|u|og|oga|om|ome|oj|im|ih|ima)?")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_LEAST_IN_ADDRESS = 5  # letters of a name that is looked for inside a word of an address
_CYRILLIC = re.compile("[Ѐ-ӿ]")
# strings of a record that say nothing of persons, or are the program's own
_OWN = frozenset(
    ["id", "rule", "kind", "status", "type", "mode", "value", "record_id", "schema_version", "sha256", "media_type", "encoding",
     "language", "script", "published", "published_from", "date", "start_time", "end_time", "deadline", "code", "organization",
     "meeting", "deadline_date"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is taken out.

    Attributes:
        words: the keys of each word of the name, first name first.
        mark: what stands in the name's place; `cyrillic` the same in a Cyrillic text.
    """

    words: tuple[frozenset[str], ...]
    mark: str
    cyrillic: str


def person(name: str, mark: str, cyrillic: str) -> Person | None:
    """The person of a name in the nominative; None for a name without letters."""
    words = tuple(
        frozenset([conflation.folded_key(token.form), *conflation.query_keys(token.form)])
        for token in conflation.tokens(name)
        if token.form.isalpha()
    )
    return Person(words, mark, cyrillic) if words else None


def normalized(name: str) -> str:
    """A name as it is compared: Latin script, no diacritics, lower case, a blank between words."""
    return " ".join(conflation.folded_key(token.form) for token in conflation.tokens(name))


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a text, `[start, end)`, and what stands in its place."""

    start: int
    end: int
    words: str


def cuts(
    text: str,
    persons: Sequence[Person],
    *,
    mentions: Iterable[tuple[int, int, Person]] = (),
    protected: Iterable[tuple[int, int]] = (),
    any_case: bool = False,
) -> list[Cut]:
    """Where persons stand in a text.

    Args:
        text: to look in.
        persons: whom to look for.
        mentions: places that are known, with the person.
        protected: places that stay (names of organizations), unless a known mention lies there.
        any_case: names in lower case count too (file names).

    Returns:
        Cuts in order, none overlapping another.
    """
    tokens = conflation.tokens(text)
    known = sorted(mentions, key=lambda mention: mention[:2])
    kept = sorted(protected)
    # what is known to be somebody's mention is nobody else's
    starts = [start for start, _, _ in known]
    owners: list[Person | None] = []
    settled: list[bool] = []
    for token in tokens:
        number = bisect_right(starts, token.start) - 1
        settled.append(number >= 0 and token.end <= known[number][1])
        owners.append(known[number][2] if settled[-1] else None)
    by_key: dict[str, list[tuple[Person, bool]]] = {}
    for each in persons:
        for number, keys in enumerate(each.words):
            last = number > 0 or len(each.words) == 1
            for key in keys:
                by_key.setdefault(key, []).append((each, last))
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    for at, token in enumerate(tokens):
        in_address = _inside(addresses, token)
        if owners[at] is None and (any_case or in_address or text[token.start].isupper()) and not _inside(kept, token):
            found = [owner for key in _keys_of(token) for owner in by_key.get(key, ())]
            if (in_address or any_case) and not found:  # `mirzahalilovic@primjer.ba`
                written = conflation.folded_key(token.form)
                inside = [key for key in by_key if len(key) >= _LEAST_IN_ADDRESS and key in written]
                found = [owner for key in inside for owner in by_key[key]]
            # a first name that is an everyday word too counts only beside a surname
            surnames = [owner for owner, last in found if last]
            firsts = [owner for owner, last in found if not last]
            owners[at] = _nearest(tokens, at, surnames, owners) or (
                None if not firsts or _is_everyday(token.form) else _nearest(tokens, at, firsts, owners)
            )
    # a whole name in lower case
    for at in range(len(tokens) - 1):
        one, other = tokens[at], tokens[at + 1]
        if owners[at] is None and owners[at + 1] is None and _adjoin(text, one, other) and not _inside(kept, one):
            for each in persons:
                if len(each.words) > 1 and _is_whole(each, one, other):
                    owners[at] = owners[at + 1] = each
    found_cuts = [_cut(text, start, end, owner) for start, end, owner in known]
    at = 0
    while at < len(tokens):
        owner = owners[at]
        if owner is None:
            at += 1
            continue
        first = at
        # an initial or a first name before it that is somebody's too
        while at + 1 < len(tokens) and owners[at + 1] is not None and _adjoin(text, tokens[at], tokens[at + 1]):
            if owners[at + 1] is not owners[at] and (settled[at] or settled[at + 1]):
                break  # the next person of a list
            at += 1
        owner = owners[at] or owner
        start = tokens[first].start
        if (first and _is_initial(text, tokens[first - 1], tokens[first], owner)) or (
            first and _is_first_name_of(text, tokens[first - 1], tokens[first], owner)
        ):
            start = tokens[first - 1].start
        if not any(a <= start and tokens[at].end <= b for a, b, _ in known):
            found_cuts.append(_cut(text, start, tokens[at].end, owner))
        at += 1
    return _merged(found_cuts)


def _is_whole(of: Person, one: Token, other: Token) -> bool:
    """Whether two words are first name and surname, either first."""
    first, last = of.words[0], of.words[-1]
    keys, following = set(_keys_of(one)), set(_keys_of(other))
    return bool((keys & first and following & last) or (keys & last and following & first))


def _inside(places: Sequence[tuple[int, int]], token: Token) -> bool:
    return any(start <= token.start and token.end <= end for start, end in places)


def _keys_of(token: Token) -> list[str]:
    """The keys of a word, and of the name that it may be a possessive of (`Halilovićev`)."""
    keys = [*conflation.bare_keys(token.form), conflation.folded_key(token.form)]
    possessive = _POSSESSIVE.fullmatch(token.form)
    if possessive is not None and fold(token.form) not in place_forms():  # `Kosovo` is nobody's
        base = conflation.folded_key(possessive[1])
        keys += [base, f"{base}a", f"{base}o"]
    return keys


def _is_everyday(form: str) -> bool:
    """Whether a first name is a common noun too (`Zora`, `Nada`)."""
    return any(key in tables.nouns() for key in conflation.keys(form))


def _nearest(tokens: Sequence[Token], at: int, candidates: Sequence[Person], owners: Sequence[Person | None]) -> Person | None:
    """Of persons who share a name, the one whose other name stands beside it; else the one who was named last; else the first."""
    if not candidates:
        return None
    distinct = list({id(candidate): candidate for candidate in candidates}.values())
    if len(distinct) == 1:
        return distinct[0]
    around = {key for near in (at - 2, at - 1, at + 1) if 0 <= near < len(tokens) for key in _keys_of(tokens[near])}
    beside = [each for each in distinct if sum(not keys.isdisjoint(around) for keys in each.words)]
    if beside:
        return beside[0]
    before = next((owner for owner in reversed(owners[:at]) if owner is not None and owner in distinct), None)
    return before or distinct[0]


def _adjoin(text: str, one: Token, other: Token) -> bool:
    between = text[one.end : other.start]
    if "." in between and len(one.form) > 2:
        return False  # the end of a sentence
    return between.strip(" .-–\u00a0") == "" and "\n" not in between


def _is_initial(text: str, token: Token, name: Token, owner: Person) -> bool:
    """`M.` before `Halilović`."""
    letter = token.form
    if len(letter) > 2 or not letter.isalpha() or not _adjoin(text, token, name):
        return False
    return any(key.startswith(conflation.folded_key(letter)[:1]) for keys in owner.words[:1] for key in keys)


def _is_first_name_of(text: str, token: Token, name: Token, owner: Person) -> bool:
    """A first name that is an everyday word too, beside the surname of its bearer."""
    if not _adjoin(text, token, name) or not text[token.start].isupper():
        return False
    return any(not keys.isdisjoint(_keys_of(token)) for keys in owner.words[:-1])


def _cut(text: str, start: int, end: int, owner: Person) -> Cut:
    return Cut(start, end, owner.cyrillic if _CYRILLIC.search(text[start:end]) else owner.mark)


def _merged(found: Iterable[Cut]) -> list[Cut]:
    """Cuts that overlap become one, with the words of the longest."""
    merged: list[Cut] = []
    for cut in sorted(found, key=lambda cut: (cut.start, -cut.end)):
        if merged and cut.start < merged[-1].end:
            last = merged.pop()
            words = last.words if last.end - last.start >= cut.end - cut.start else cut.words
            merged.append(Cut(last.start, max(last.end, cut.end), words))
        else:
            merged.append(cut)
    return merged


class Edited:
    """A text after cuts, and where its places have gone."""

    def __init__(self, text: str, made: Sequence[Cut]) -> None:
        pieces: list[str] = []
        at = shift = 0
        self._ends = [cut.end for cut in made]
        self._cuts = made
        self._shifts: list[int] = []
        for cut in made:
            pieces += [text[at : cut.start], cut.words]
            at = cut.end
            shift += len(cut.words) - (cut.end - cut.start)
            self._shifts.append(shift)
        self.text = "".join([*pieces, text[at:]])

    def moved(self, place: int, *, is_end: bool) -> int:
        """The new place of an offset; one inside a cut goes to its beginning, an end inside one to its end."""
        number = bisect_right(self._ends, place)
        before = self._shifts[number - 1] if number else 0
        if number < len(self._cuts) and self._cuts[number].start < place:
            cut = self._cuts[number]
            return cut.start + before + (len(cut.words) if is_end else 0)
        return place + before


def redacted(record: Record, persons: Mapping[str, Person], *, others: Sequence[Person] = ()) -> dict[str, Any]:
    """A record without the names of persons.

    Args:
        record: as a dict; it stays as it is.
        persons: by the id of the participant.
        others: who are no participants of this record, and may stand in its text.

    Returns:
        A new record: the names of the participants are their marks.
    """
    made: dict[str, Any] = copy.deepcopy(dict(record))
    text = record["text"]
    whole = list({id(each): each for each in (*persons.values(), *others)}.values())
    mentions = [
        (place["start"], place["end"], persons[item["id"]])
        for item in record["participants"]
        if item["id"] in persons
        for place in item["mentions"]
    ]
    protected = [(place["start"], place["end"]) for item in record["organizations"] for place in item["mentions"]]
    # others who are listed keep their names, also where they share a surname
    protected += [
        (place["start"], place["end"])
        for item in record["participants"]
        if item["kind"] == "person" and item["id"] not in persons
        for place in item["mentions"]
    ]
    found = cuts(text, whole, mentions=mentions, protected=protected)
    edited = Edited(text, found)
    names = {item["name"] for item in record["organizations"]} | {item["acronym"] for item in record["organizations"]}

    def scrubbed(words: str, *, any_case: bool = False) -> str:
        if words in names:
            return words
        kept = [place for name in names if name for place in _places(words, name)]
        return Edited(words, cuts(words, whole, protected=kept, any_case=any_case)).text

    for field in _FIELDS:
        for item in made[field]:
            if field == "participants" and item["id"] in persons:
                item["name"] = persons[item["id"]].mark
            _scrub(item, scrubbed, skip=frozenset(["name"]) if field in ("organizations", "participants") else frozenset())
            _move(item, edited)
            if field == "dates":
                item["text"] = edited.text[item["start"] : item["end"]] or item["text"]
    made["text"] = edited.text
    source = made["source"]
    for name in ("title", "author"):
        if source.get(name):
            source[name] = scrubbed(source[name])
    source["uri"] = scrubbed(source["uri"], any_case=True).replace(" ", "_") if source["uri"] else source["uri"]
    source["characters"] = len(edited.text)
    for warning in made["warnings"]:
        warning["message"] = scrubbed(warning["message"])
    return made


def _places(text: str, name: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in re.finditer(re.escape(name), text)]


def _scrub(value: Any, scrubbed: Callable[[str], str], *, skip: frozenset[str]) -> None:
    """Go through all strings of an item."""
    pairs: Iterable[tuple[Any, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(pairs):
        if isinstance(inner, str) and key not in _OWN and key not in skip:
            value[key] = scrubbed(inner)
        elif isinstance(inner, (dict, list)):
            _scrub(inner, scrubbed, skip=skip)


def _move(value: Any, edited: Edited) -> None:
    """Put all offsets of an item right."""
    if isinstance(value, list):
        for inner in value:
            _move(inner, edited)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in ("start", "end") and isinstance(inner, int):
                value[key] = edited.moved(inner, is_end=key == "end")
            else:
                _move(inner, edited)
