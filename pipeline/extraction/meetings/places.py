"""Where a gathering took place: the town, or the venue where no town is named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.evidence import Evidence
from pipeline.extraction.findings import OrganizationFinding
from pipeline.extraction.meetings import towns
from pipeline.extraction.meetings.cues import CueTable
from pipeline.extraction.meetings.gatherings import PACKAGE, nouns
from pipeline.extraction.meetings.sentences import Reading, trimmed
from pipeline.extraction.meetings.words import small_words
from pipeline.language.folding import fold
from pipeline.language.lexicon import is_verb_form
from pipeline.language.morphology import is_nominal, nominative_phrase, noun_forms
from pipeline.resources import read_table

_DEEPEST = 8  # mentions within each other
_PREPOSITIONS = ("u", "na", "kod")
_LOCATIVE = frozenset({"loc"})
_AFTER_VENUE = small_words(PACKAGE, "after_venue")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named in the text: `name` in the nominative, `at` its offset."""

    kind: Literal["town", "venue"]
    name: str
    at: int
    end: int


@cache
def _venue_forms() -> dict[str, bool]:
    """Locative and accusative forms of venues, folded."""
    forms: dict[str, bool] = {}
    for row in read_table(PACKAGE, "venues.tsv", ("venue", "gender")):
        for (case, _), words in noun_forms(row["venue"], row["gender"]).items():  # type: ignore[arg-type]
            for word in words:
                if case in ("loc", "acc", "gen", "nom"):
                    forms[fold(word)] = forms.get(fold(word), False) or case == "loc"
    return forms


def is_venue(word: str) -> bool:
    """Whether the folded word names a room or building."""
    return word in _venue_forms()


def spots(reading: Reading, first: int, last: int, organizations: Sequence[tuple[Evidence, OrganizationFinding]]) -> list[Spot]:
    """The places that the words `[first, last)` name after `u`, `na` or `kod`."""
    words = reading.words
    found: list[Spot] = []
    index = first
    while index < last - 1:
        if words[index] in _PREPOSITIONS and reading.text[reading.starts[index + 1]].isalpha():
            town = towns.locative(reading, index + 1, last)
            at = reading.starts[index]
            if any(evidence.start < at for evidence, _ in around(organizations, at)):
                index += 1  # inside a name: `Univerziteta u Sarajevu`
                continue
            if town is not None and not (town[1] < last and words[town[1]] in _venue_forms() and words[index + 1].endswith("oj")):
                name, end = town  # not `u Hrvatskoj bolnici`
                found.append(Spot("town", name, reading.starts[index + 1], reading.ends[end - 1]))
                index = end
                continue
            settlement = towns.settlement(reading, index + 1, last)
            if settlement is not None:  # where no town is named
                found.append(Spot("venue", settlement[0], reading.starts[index + 2], reading.ends[settlement[1] - 1]))
                index = settlement[1]
                continue
            start, end = reading.starts[index + 1], reading.ends[index + 1]
            if words[index] == "u" and not _is_named(organizations, start, end):
                place = None
                if index + 2 < last:
                    second = reading.text[reading.starts[index + 2] : reading.ends[index + 2]]
                    place = towns.guessed_pair(reading.text[start:end], second)
                    end = reading.ends[index + 2] if place is not None else end
                place = place or towns.guessed(reading.text[start:end])
                place = place or towns.of_local_community((of.name for _, of in organizations), reading.text[start:end])
                if place is not None:
                    found.append(Spot("town", place, start, end))
                    index += 2
                    continue
            if words[index] != "kod":
                venue = _venue(reading, index + 1, last, organizations)
                if venue is not None:
                    venue = _named_venue(venue, organizations)
                    found.append(venue)
        index += 1
    return found


def _named_venue(venue: Spot, organizations: Sequence[tuple[Evidence, OrganizationFinding]]) -> Spot:
    """The venue by its whole name where an organization of several words is meant: `u Centru za zdravo starenje`."""
    for evidence, organization in around(organizations, venue.at):
        if evidence.start == venue.at and evidence.end > venue.end:
            return Spot("venue", organization.name, evidence.start, evidence.end)
    return venue


def _is_named(organizations: Sequence[tuple[Evidence, OrganizationFinding]], start: int, end: int) -> bool:
    return bool(around(organizations, start) or around(organizations, end - 1))


def _venue(reading: Reading, first: int, last: int, organizations: Sequence[tuple[Evidence, OrganizationFinding]]) -> Spot | None:
    """A venue phrase that starts at `first`: an adjective or two, a noun of a venue, what belongs to it."""
    words = reading.words
    forms = _venue_forms()
    head = first
    while head < min(first + 4, last):
        if words[head] in forms:
            break
        if not words[head].isalpha() or words[head] in _AFTER_VENUE or not _may_modify(words[head]):
            return None
        if words[head] in nouns()[0]:
            return None  # `u posjeti Zavičajnom muzeju`
        head += 1
    else:
        return None
    if head >= last or not forms[words[head]]:
        return None
    if words[head] in ("opcini", "opstini", "akademiji") and not reading.capital(head):
        return None  # `u općini`: the area
    if words[head].startswith(_OFFICES) and _works_there(reading, first - 2):
        return None
    end = head + 1
    if words[head].startswith(_STREETS) and end + 2 < last and words[end].isdigit() and words[end + 1] == ".":
        end += 3  # `u Ulici 25. novembra`
    quoted = False
    while end < last:
        word = words[end]
        start = reading.starts[end]
        if word in "„“":
            quoted = word == "„"
        elif word == "." and words[end - 1] in ("sv", "br", "dr", "fra", "prof"):
            pass  # `samostan sv. Franje`
        elif any(evidence.start < start for evidence, _ in around(organizations, start)):
            pass  # within a name: `zgradi Ministarstva civilnih poslova Bosne i Hercegovine`
        elif not quoted and (
            word in _AFTER_VENUE
            or not (word.isalpha() or "-" in word)
            or is_verb_form(reading.text[start : reading.ends[end]])  # `u svom kabinetu primio je`
            or _opens_next_clause(words, end, last)
            or _is_gathering_itself(words, end)
            or reading.dates_in(start, start + 1)
        ):
            break
        end += 1
        if end - head > 9:
            break
    start, stop = trimmed(reading.text, reading.starts[first], reading.ends[end - 1])
    name = re.sub(r"[„“]", "", nominative_phrase(reading.text[start:stop], cases=_LOCATIVE)).strip()
    if head > first and words[head].endswith("i"):
        name = re.sub(r"^(\w{3,})oj\b", r"\1a", name)  # an adjective that no table knows: `u Titovoj ulici`
    return Spot("venue", _lowered(name, reading, first), start, stop)


def _opens_next_clause(words: Sequence[str], index: int, last: int) -> bool:
    """`u Domu kulture podnesen je izvještaj`: a word before its auxiliary."""
    return index + 1 < last and words[index + 1] in ("je", "su")


def _is_gathering_itself(words: Sequence[str], index: int) -> bool:
    """`upriličila je u Gradskoj vijećnici prijem`, but `u sali za sastanke`, `u zgradi Sabora`."""
    if words[index - 1] in ("za", "i"):
        return False
    return any(
        noun.sense != "body" and not noun.before and {("nom", "sg"), ("acc", "sg")} & forms and ("gen", "sg") not in forms
        for noun, forms in nouns()[0].get(words[index], ())
    )


_OFFICES = (
    "uprav",
    "ministarst",
    "komor",
    "opcin",
    "opstin",
    "stanic",
    "akademij",
    "zavod",
    "institut",
    "fakultet",
    "rektorat",
    "dekanat",
)


def _works_there(reading: Reading, before: int) -> bool:
    """Whether somebody is told to belong to an office, not a gathering to be held there: `saradnik u Kantonalnoj upravi`."""
    if before < 0:
        return False
    surface = reading.text[reading.starts[before] : reading.ends[before]]
    dated = bool(reading.dates_in(reading.starts[before] - _LONGEST_DATE, reading.starts[before] + 1))
    return is_nominal(surface, "noun") and reading.words[before] not in nouns()[0] and not dated and not surface.isdigit()


_STREETS = ("ulic", "trg", "bulevar")
_LONGEST_DATE = 24  # characters


def _may_modify(word: str) -> bool:
    return word.endswith(("oj", "om", "im", "em", "nih", "skih", "ih", "ama", "ima", "i")) or word in ("nasim", "svojim")


def _lowered(name: str, reading: Reading, first: int) -> str:
    return name if reading.capital(first) else name[:1].lower() + name[1:]


# --- mode and platform


@cache
def _platforms() -> tuple[re.Pattern[str], dict[str, str]]:
    filed = {fold(row["platform"]): row["filed"] for row in read_table(PACKAGE, "platforms.tsv", ("platform", "filed"))}
    options = "|".join(re.escape(key) for key in sorted(filed, key=len, reverse=True))
    return re.compile(rf"\b({options})(?:-?(?:a|u|om|em|ov\w{{1,3}}))?\b"), filed


@cache
def _online() -> CueTable:
    return CueTable(read_table(PACKAGE, "online_cues.tsv", ("cue",)))


AND_ONLINE = re.compile(r"\b(?:i|te|kao i) (?:putem|preko|online)\b|, ?(?:putem|preko) | ?[/+;&] | i ")
_NO_PLATFORM = re.compile(r"(?:grup[aeuio]\w*|zajednick\w+|kanal\w*|podijeli\w*)")


def platform(reading: Reading, start: int, end: int) -> str | None:
    """The platform of an online meeting; `Viber grupa` is none."""
    pattern, filed = _platforms()
    for match in pattern.finditer(reading.folded, start, end):
        around = reading.folded[max(0, match.start() - 14) : match.end() + 8]
        if not _NO_PLATFORM.search(around):
            return filed[match[1]]
    return None


def online(reading: Reading, first: int, last: int) -> bool:
    """Whether the words tell of a meeting over a distance."""
    return bool(_online().find_in(reading, first, last))


def around(organizations: Sequence[tuple[Evidence, OrganizationFinding]], at: int) -> list[tuple[Evidence, OrganizationFinding]]:
    """The mentions, given in order, that hold the character at an offset."""
    last = bisect_right(organizations, at, key=lambda pair: pair[0].start)
    return [pair for pair in organizations[max(0, last - _DEEPEST) : last] if at < pair[0].end]


def mentioned(organizations: Iterable[OrganizationFinding]) -> list[tuple[Evidence, OrganizationFinding]]:
    """Every mention with its organization, in order."""
    pairs = [(mention, organization) for organization in organizations for mention in organization.mentions]
    pairs.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    return pairs
