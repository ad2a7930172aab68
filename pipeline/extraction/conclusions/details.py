"""Who is to do it, by when, and how the vote went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline import edtf
from pipeline.evidence import Evidence
from pipeline.extraction.conclusions.cues import PACKAGE
from pipeline.extraction.conclusions.spans import VOTES
from pipeline.extraction.findings import DateFinding, OrganizationFinding, ParticipantFinding, Responsible
from pipeline.extraction.meetings.sentences import Reading, trimmed
from pipeline.language.folding import fold
from pipeline.language.morphology import nominative_phrase
from pipeline.resources import read_table

_UNIT = r"(?:dan|mjesec|mesec|sedmic|nedjelj|nedelj|tjed|sat|godin)\w*"
_TERM = re.compile(
    rf"\b(?:najkasnije |i to )?(?:u (?:najkracem|sto kracem|najkracem mogucem|razumnom|zakonskom|ostavljenom|predvidenom) (?:mogucem )?roku"
    rf"|u roku(?: od)? (?:\S+ ){{0,4}}?{_UNIT}(?: od dana \S+(?: \S+)?)?"
    r"|do (?:\S+ ){0,2}?(?:naredne|sljedece|slijedece|sledece|iduce|pocetka|kraja|zavrsetka|prve|redovne)(?: \S+){0,2}? (?:sjednice|sednice|sastanka|skupstine|godine|mjeseca|sedmice)"
    r"|odmah\b|bez odlaganja|hitno\b|kontinuirano|trajno|po potrebi|naknadno|u kontinuitetu|stalno)"
)


class Doers:
    """Organizations and participants of a document by where they are mentioned."""

    def __init__(
        self, reading: Reading, organizations: Sequence[OrganizationFinding], participants: Sequence[ParticipantFinding]
    ) -> None:
        self.reading = reading
        self._named: list[tuple[Evidence, Responsible]] = []
        for participant in participants:
            if participant.kind == "person":
                self._named += [(mention, participant) for mention in participant.mentions]
        for organization in organizations:
            self._named += [(mention, organization) for mention in organization.mentions]
        self._named.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        self.organizations = organizations
        self.participants = participants

    def within(self, start: int, end: int) -> list[Responsible]:
        """Whom the interval names: the widest mentions, a person before the organization that the same words name."""
        found: list[tuple[Evidence, Responsible]] = []
        for mention, doer in self._named:
            if mention.start < start or mention.end > end:
                continue
            if any(other.contains(mention) for other, _ in found):
                continue
            found = [pair for pair in found if not (mention.contains(pair[0]) and mention != pair[0])]
            found.append((mention, doer))
        people = [doer for _, doer in found if isinstance(doer, ParticipantFinding)]
        chosen: list[Responsible] = [*people] if people else [doer for _, doer in found]
        unique: list[Responsible] = []
        for doer in chosen:
            if not any(doer is other for other in unique):
                unique.append(doer)
        return unique

    def resolve(self, start: int, end: int) -> list[Responsible]:
        """Whom a noun phrase in the position of the doer names; the phrase itself, in the nominative, if nobody known."""
        text = self.reading.text
        start, end = trimmed(text, start, end)
        if start >= end:
            return []
        known = self.within(start, end)
        if known and not any(isinstance(doer, ParticipantFinding) for doer in known) and _offices().match(self.reading.folded, start, end):
            return self._office(start, end)
        if known:
            first = min(mention.start for mention, doer in self._named if mention.start >= start and mention.end <= end)
            if first - start <= 45 or any(isinstance(doer, ParticipantFinding) for doer in known):
                return known
        phrase = text[start:end]
        named = self._short_form(phrase)
        if named is not None:
            return [named]
        nominative = nominative_phrase(phrase)
        return [re.sub(r"[„“]", "", nominative).strip()] if nominative else []

    def _office(self, start: int, end: int) -> list[Responsible]:
        """The one participant who holds the office that the phrase names, else the phrase."""
        first = self.reading.folded[start:end].split()[0][:6]
        holders = [person for person in self.participants if person.role and fold(person.role).startswith(first)]
        if len(holders) == 1:
            return [holders[0]]
        phrase = re.sub(r"[„“]", "", nominative_phrase(self.reading.text[start:end])).strip()
        return [phrase] if phrase else []

    def _short_form(self, phrase: str) -> OrganizationFinding | None:
        """The one organization whose name begins with the phrase's words (`Institut`, `Upravni odbor`)."""
        if not phrase[:1].isupper():
            return None
        key = fold(nominative_phrase(phrase)).strip("„“ ")
        if len(key) < 4:
            return None
        named = [
            organization
            for organization in self.organizations
            if re.match(rf"(?:j[uz]u? |javna ustanova )?[„“\"]?{re.escape(key)}\b", fold(organization.name))
        ]
        return named[0] if len(named) == 1 else None


@lru_cache(maxsize=None)
def _offices() -> re.Pattern[str]:
    stems = [fold(row["stem"]) for row in read_table(PACKAGE, "office_stems.tsv", ("stem",))]
    return re.compile(rf"(?:{'|'.join(stems)})\w*")


def deadline(reading: Reading, start: int, end: int) -> tuple[DateFinding | None, str | None]:
    """The date by which the point is due, and the words of the deadline."""
    for date in reading.dates_in(start, end):
        if date.role == "deadline":
            before = re.search(
                r"(?:najkasnije |zakljucno )?(?:do|prije|zakljucno s[a]?)(?: (?:kraja|polovine|sredine|pocetka|ponedjeljka|utorka|srijede|cetvrtka|petka|subote|nedjelje|dana))? $",
                reading.folded[max(start, date.evidence.start - 40) : date.evidence.start],
            )
            first = date.evidence.start - (len(before.group()) if before else 0)
            return date, reading.text[first : date.evidence.end]
    term = _TERM.search(reading.folded, start, end)
    return None, reading.text[term.start() : term.end()].strip() if term else None


def value(date: DateFinding | None) -> str | None:
    """The deadline as a record has it: the day, or the last day of an interval."""
    return edtf.date_part(date.value) if date else None


def votes(reading: Reading, start: int, end: int) -> str | None:
    """How the vote went, as the text puts it."""
    found = [match for match in VOTES.finditer(reading.folded, start, end) if match.end() > match.start()]
    if not found:
        return None
    best = max(found, key=lambda match: match.end() - match.start())
    return reading.text[best.start() : best.end()].strip(" ,")
