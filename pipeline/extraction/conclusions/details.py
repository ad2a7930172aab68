"""Who is to do it, by when, and how the vote went."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline import edtf
from pipeline.evidence import Evidence
from pipeline.extraction.conclusions.spans import VOTES
from pipeline.extraction.findings import DateFinding, OrganizationFinding, ParticipantFinding, Responsible
from pipeline.extraction.meetings.sentences import Reading, trimmed
from pipeline.language.folding import fold
from pipeline.language.morphology import nominative_phrase

_TERM = re.compile(
    r"\b(?:(?:najkasnije |i to |zakljucno )?u (?:najkracem |sto kracem |mogucem |roku|najkracem mogucem )[^,.;]{0,60}"
    r"|u roku(?: od)? [^,.;]{1,60}?(?= (?:da|dostav|priprem|izrad|podnes|sacin|obezb|osigur|otklon|izvrs|organiz|upozn|obav|donese|predlo|posalje|uputi)|$|[,.;])"
    r"|(?:najkasnije )?do (?:naredne|sljedece|slijedece|sledece|iduce|pocetka|kraja|zavrsetka|prve|redovne)[^,.;]{0,50}?(?:sjednice|sednice|sastanka|skupstine|godine|mjeseca|sedmice)"
    r"|odmah\b|bez odlaganja|hitno\b|kontinuirano|trajno|po potrebi|naknadno|u kontinuitetu|stalno)"
)
_DOER_STOP = frozenset(
    "da do u se na za od sa s uz najkasnije svakog svake odmah hitno , ; : . je su ce bi iz o po kako radi te i to bez prema putem ubuduce i".split()
)
_CHARGE = re.compile(
    r"\b(?:zaduzu|zaduz|obavezu|obavez|obvezu|obvez|nalaz|nalo|povjer|preporuc|predlaz|predloz|poziva|apelu|apelir|ovlas|trazi)\w*"
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
