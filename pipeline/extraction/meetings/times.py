"""Clock times of a gathering: when it began and ended."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOCK = r"(?P<{0}h>2[0-4]|[01]?\d)(?!\d)(?:\s?[:.,]\s?(?P<{0}m>[0-5]\d)(?!\d)| i (?P<{0}w>[0-5]\d)(?: minut\w*)?)?"
_UNIT = r"\s?(?:h|sati|sata|sat|casova|casa|cas)\b"
_SINGLE = re.compile(rf"\b(?:u|oko|od) {_CLOCK.format('a')}(?P<unit>{_UNIT})?")
_BARE = re.compile(rf"\b(?:od )?{_CLOCK.format('a')}(?P<unit>{_UNIT})?\s?(?:–|-|do)\s?{_CLOCK.format('b')}(?P<unit2>{_UNIT})?")
_LABELLED = re.compile(rf"{_CLOCK.format('a')}(?P<unit>{_UNIT})?(?:\s?(?:–|-|do)\s?{_CLOCK.format('b')}(?:{_UNIT})?)?")
_END = re.compile(
    r"\b(?:zavrs(?:en|il)[aoie]?|zavrsi[ol][aoie]?|okonca[nlo][aoie]?|zakljucen[aoie]?|zavrseno|zakljuceno|trajal[aoi]|trajao|zavrsava)\b[^.;:]{0,60}?"
    rf"\b(?:u|do) {_CLOCK.format('a')}(?P<unit>{_UNIT})?"
)
# `završetak sastanka: 11,30 sati`, `kraj u 18 h`; `predsjedavajuća je zaključila sjednicu u 14:10`
_START_NOUN = re.compile(
    r"\b(?:pocetak|otvaranje)(?: (?:sjednice|sednice|sastanka|skupstine|rada|skupa))?(?: je)?(?: bio| bilo)?"
    rf"(?: ?: ?| u |,? )(?:u )?{_CLOCK.format('a')}(?P<unit>{_UNIT})?"
)
_BEGUN = re.compile(
    r"\b(?:za)?poce(?:o|la|lo|li|le)\b(?: (?:je|su|sa?|radom|rad|sjednica|sastanak|skupstina)){0,3} (?:tek )?"
    rf"u {_CLOCK.format('a')}(?P<unit>{_UNIT})?"
)
_END_NOUN = re.compile(
    r"\b(?:(?:zavrsetak|kraj)(?: (?:sjednice|sednice|sastanka|skupstine|rada|skupa))?(?: je)?(?: bio)?(?: ?: ?| u |,? )(?:u )?"
    r"|zakljuci(?:o|la|li) (?:je |su )?(?:\w+ )?(?:sjednicu|sednicu|sastanak|skupstinu|rad)\b[^.;:]{0,30}? u )"
    rf"{_CLOCK.format('a')}(?P<unit>{_UNIT})?"
)


@dataclass(frozen=True, slots=True)
class Times:
    """`HH:MM` each, or None, and where the first was read."""

    start: str | None
    end: str | None
    at: int


def _value(match: re.Match[str], which: str) -> str | None:
    hour = int(match[which + "h"])
    minutes = match[which + "m"] or (match[which + "w"] if which + "w" in match.groupdict() else None)
    if hour == 24:
        hour = 0
    return f"{hour:02d}:{int(minutes or 0):02d}"


def _precise(match: re.Match[str], which: str) -> bool:
    return bool(match[which + "m"] or match[which + "w"])


def labelled(folded: str, start: int, end: int) -> Times | None:
    """The times that a field holds: `13:00 – 14:30`, `11 sati`."""
    match = _LABELLED.search(folded, start, end)
    if match is None or not (_precise(match, "a") or match["unit"] or match["bh"]):
        return None
    return Times(_value(match, "a"), _value(match, "b") if match["bh"] else None, match.start())


def spoken(folded: str, start: int, end: int) -> list[Times]:
    """The times in running text: `u 10,00 sati`, `od 10 do 12 sati`, `14,00 – 15,30 sati`; a figure alone is none."""
    found: list[Times] = []
    taken: list[tuple[int, int]] = []
    for match in _BARE.finditer(folded, start, end):
        clear = match["unit"] or match["unit2"] or (_precise(match, "a") and _precise(match, "b") and ":" in match.group())
        if clear and not _within_number(folded, match):
            found.append(Times(_value(match, "a"), _value(match, "b"), match.start()))
            taken.append(match.span())
    for match in _SINGLE.finditer(folded, start, end):
        if any(low <= match.start("ah") < high for low, high in taken):
            continue
        begun = match["aw"] and folded[max(0, match.start() - 12) : match.start()].endswith(("pocetkom ", "poceo ", "pocela "))
        if match["unit"] or begun or "minut" in match.group() or (_precise(match, "a") and ":" in match.group()):
            found.append(Times(_value(match, "a"), None, match.start()))
    found.sort(key=lambda times: times.at)
    return found


def _within_number(folded: str, match: re.Match[str]) -> bool:
    before = folded[match.start() - 1 : match.start()] if match.start() else ""
    return before in (".", ",", "/", "-") or folded[match.end() : match.end() + 1].isdigit()


def beginning(folded: str, start: int, end: int) -> str | None:
    """When the gathering began, as a noun or the verb says it: `početak sjednice u 10 h`, `a počela u 10,20 sati`."""
    for pattern in (_START_NOUN, _BEGUN):
        match = pattern.search(folded, start, end)
        if match and (match["unit"] or _precise(match, "a")):
            return _value(match, "a")
    return None


def ending(folded: str, start: int, end: int) -> str | None:
    """When the gathering ended: `završena je u 15,40 sati`, `završila s radom u 12 h`, `završetak: 11,30`."""
    for pattern in (_END, _END_NOUN):
        match = pattern.search(folded, start, end)
        if match and (match["unit"] or _precise(match, "a")) and "pauz" not in folded[start : match.start()]:
            return _value(match, "a")
    return None
