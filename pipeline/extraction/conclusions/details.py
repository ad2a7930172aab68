"""By when a point is due, and how the vote went."""

from __future__ import annotations

import re

from pipeline import edtf
from pipeline.extraction.conclusions.kinds import task_verb
from pipeline.extraction.conclusions.spans import VOTES
from pipeline.extraction.findings import DateFinding
from pipeline.extraction.meetings.sentences import Reading, trimmed
from pipeline.language.morphology import cases

_UNIT = r"(?:dan|mjesec|mesec|sedmic|nedjelj|nedelj|tjed|sat|godin)\w*"
_FEW = r"dva|dvije|dve|tri|cetiri|pet|sest|sedam|osam|devet|deset|petnaest|dvadeset|trideset"
_TERM = re.compile(
    r"\b(?:najkasnije |i to )?"
    r"(?:u (?:najkracem|sto kracem|najkracem mogucem|razumnom|zakonskom|ostavljenom|predvidenom) (?:mogucem )?roku"
    rf"|u roku(?: od)? (?:\S+ ){{0,4}}?{_UNIT}(?: od dana \S+(?: \S+)?)?"
    r"|do (?:\S+ ){0,2}?(?:naredne|sljedece|slijedece|sledece|iduce|pocetka|kraja|zavrsetka|prve|redovne)(?: \S+){0,2}?"
    r" (?:sjednice|sednice|sastanka|skupstine|godine|mjeseca|sedmice)"
    rf"|rok od (?:\S+ ){{0,2}}?{_UNIT}"
    rf"|za (?:\d+|{_FEW}) (?:dan|sedmic|nedjelj|mjesec|mesec|tjed)\w*"
    rf"|u (?:narednih|sljedecih|slijedecih|iducih) (?:\S+ )?{_UNIT}"
    rf"|(?:najkasnije )?(?:\d+|{_FEW}) {_UNIT} (?:prije|pre|nakon|poslije|posle|od) \S+(?: \S+)?"
    r"|odmah\b|bez odlaganja|hitno\b|kontinuirano\b|trajno\b|po potrebi\b|naknadno\b|u kontinuitetu\b|stalno\b)"
)
_BARE_TERM = re.compile(rf"(?:\d+|{_FEW}) (?:radn\w+ )?{_UNIT}")  # a field or cell: `Rok: 5 dana`
_BY = re.compile(
    r"(?:najkasnije |zakljucno )?(?:do|prije|zakljucno s[a]?)"
    r"(?: (?:kraja|polovine|sredine|pocetka|ponedjeljka|utorka|srijede|cetvrtka|petka|subote|nedjelje|dana),?)? $"
)


_COPULA = re.compile(r"^(?:je|su) ")
_POSTPONED = re.compile(r"\b(?:odgad|odgod|odlag|odlo[zž]|prolongir|odgo[dđ]|pomjer|pomer)\w*")


def deadline(reading: Reading, start: int, end: int, *, field: bool = False) -> tuple[DateFinding | None, str | None]:
    """The date by which the point is due, and the words of the deadline.

    Args:
        field: whether the interval is a field or a cell that holds nothing but the deadline.
    """
    for date in reading.dates_in(start, end):
        if field:
            return date, reading.text[trimmed(reading.text, start, end)[0] : date.evidence.end]
        before = _BY.search(reading.folded[max(start, date.evidence.start - 40) : date.evidence.start])
        if date.role == "deadline" or (before and date.role == "mention"):
            first = date.evidence.start - (len(before.group()) if before else 0)
            return date, reading.text[first : date.evidence.end]
    term = _TERM.search(reading.folded, start, end) or _BARE_TERM.fullmatch(reading.folded, *trimmed(reading.text, start, end))
    if term is None:
        return None, None
    first, last = reading.word_at(term.start()), reading.word_at(term.end())
    if last - first > 2 and task_verb(reading, last - 1, last) is not None and not _genitive(reading, last - 1):
        last -= 1  # `deset dana prije izbora | objavi`
    return None, reading.text[term.start() : reading.ends[last - 1]]


def _genitive(reading: Reading, word: int) -> bool:
    return "gen" in cases(reading.text[reading.starts[word] : reading.ends[word]])


def term(reading: Reading, start: int, end: int) -> tuple[DateFinding | None, str | None]:
    """The day by which something is due that was decided, where the text says so: `članarina se plaća do 31. marta`."""
    if not any(date.role == "deadline" for date in reading.dates_in(start, end)):
        return None, None
    return deadline(reading, start, end)


def postpones(reading: Reading, start: int, end: int) -> bool:
    """Whether a point puts something off: the day to which is no deadline."""
    return _POSTPONED.search(reading.folded, start, end) is not None


def value(date: DateFinding | None) -> str | None:
    """The deadline as a record has it: the day, or the last day of an interval."""
    return edtf.date_part(date.value) if date else None


def votes(reading: Reading, start: int, end: int) -> str | None:
    """How the vote went, as the text puts it."""
    place = votes_at(reading, start, end)
    if place is None:
        return None
    words = _COPULA.sub("", reading.text[slice(*place)].strip(" ,"))
    return words if "(" in words else words.rstrip(")")


def votes_at(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Where the text says how the vote went; of several places the longest."""
    found = [match.span() for match in VOTES.finditer(reading.folded, start, end) if match.end() > match.start()]
    return max(found, key=lambda span: span[1] - span[0]) if found else None


_IN_BRACKETS = re.compile(r" ?\((?P<inside>[^()]{3,80})\)[ .;]*$")


def without_vote(reading: Reading, start: int, end: int) -> int:
    """The end of a point without the bracket that counts the votes: `usvojen je (ZA 6, PROTIV 2)`."""
    bracket = _IN_BRACKETS.search(reading.folded, start, end)
    if bracket is None or votes(reading, *bracket.span("inside")) is None:
        return end
    return bracket.start()
