"""Who is to do it: organizations and participants in the position of the doer, else the plain noun phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.evidence import Evidence
from pipeline.extraction.conclusions.cues import PACKAGE
from pipeline.extraction.conclusions.kinds import task_verb
from pipeline.extraction.findings import ConclusionKind, OrganizationFinding, ParticipantFinding, Responsible
from pipeline.extraction.meetings.cues import CueTable
from pipeline.extraction.meetings.sentences import Reading, trimmed
from pipeline.extraction.meetings.words import small_words
from pipeline.language.folding import fold
from pipeline.language.morphology import analyze, nominative_phrase
from pipeline.resources import read_table

_RELATIVES = small_words(PACKAGE, "relatives")
_NO_DOER = small_words(PACKAGE, "no_doer")
_DOER_END = small_words(PACKAGE, "doer_end") | frozenset((",", ";", "."))
_INFINITIVE_ENDINGS = ("at", "it", "et", "ut", "st", "ati", "iti", "eti", "uti", "sti", "ci")
_ADVERBIAL = frozenset("za na o u s sa uz od iz kod preko prema umjesto pored nakon tokom".split())
_AND_OFFICE = re.compile(r",? (?:i|te) ")
_LONGEST_DOER = 24  # words


@cache
def _charges() -> CueTable:
    return CueTable(read_table(PACKAGE, "charging_forms.tsv", ("cue", "doer")))


@cache
def _offices() -> re.Pattern[str]:
    stems = [fold(row["stem"]) for row in read_table(PACKAGE, "office_stems.tsv", ("stem",))]
    return re.compile(rf"(?:{'|'.join(stems)})\w*")


class Doers:
    """Organizations and participants of a document by where they are mentioned."""

    def __init__(
        self, reading: Reading, organizations: Sequence[OrganizationFinding], participants: Sequence[ParticipantFinding]
    ) -> None:
        self.reading = reading
        self.organizations = organizations
        self.participants = participants
        named: list[tuple[Evidence, Responsible]] = []
        for participant in participants:
            if participant.kind == "person":
                named += [(mention, participant) for mention in participant.mentions]
        for organization in organizations:
            named += [(mention, organization) for mention in organization.mentions]
        named.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        self._named = named

    # --- who is named in an interval

    def within(self, start: int, end: int) -> list[Responsible]:
        """Whom the interval names: the widest mentions, persons before the organizations beside them."""
        found: list[tuple[Evidence, Responsible]] = []
        for mention, doer in self._named:
            if mention.start >= end:
                break
            if mention.start < start or mention.end > end or any(other.contains(mention) for other, _ in found):
                continue
            found.append((mention, doer))
        doers = [doer for _, doer in found]
        people: list[Responsible] = [doer for doer in doers if isinstance(doer, ParticipantFinding)]
        unique: list[Responsible] = []
        for doer in people or doers:
            if not any(doer is other for other in unique):
                unique.append(doer)
        return unique

    def listed(self, start: int, end: int) -> list[Responsible]:
        """The doers that a cell or field names, between commas, strokes and `i`."""
        text = self.reading.text
        start, end = trimmed(text, start, end)
        if start >= end or not any(char.isalpha() for char in text[start:end]):
            return []
        known = self.within(start, end)
        if known:
            return known
        found: list[Responsible] = []
        for match in re.finditer(r"[^,;/]+?(?= i |[,;/]|$)", text[start:end]):
            words = match.group().removeprefix(" i ")
            found += self.resolve(start + match.end() - len(words), start + match.end())
        return found

    def resolve(self, start: int, end: int) -> list[Responsible]:
        """Whom a noun phrase in the position of the doer names; the phrase itself, in the nominative, if nobody known."""
        text = self.reading.text
        start, end = trimmed(text, start, end)
        if start >= end:
            return []
        known = self.within(start, end)
        people = any(isinstance(doer, ParticipantFinding) for doer in known)
        if people:
            return known
        if _offices().match(self.reading.folded, start, end):
            return self._office(start, end)
        if known:
            first = next(mention.start for mention, _ in self._named if mention.start >= start and mention.end <= end)
            if first - start <= 45:
                return known
        named = self._short_form(text[start:end])
        return [named] if named is not None else self._phrase(start, end)

    def _phrase(self, start: int, end: int) -> list[Responsible]:
        phrase = re.sub(r"[„“]", "", nominative_phrase(self.reading.text[start:end])).strip()
        return [phrase] if phrase else []

    def _office(self, start: int, end: int) -> list[Responsible]:
        """The one participant who holds the office that the phrase names, else the phrase."""
        joined = _AND_OFFICE.search(self.reading.folded, start, end)
        if joined and _offices().match(self.reading.folded, joined.end(), end):
            return [*self.resolve(start, joined.start()), *self.resolve(joined.end(), end)]
        first = self.reading.folded[start:end].split()[0][:6]
        holders = [person for person in self.participants if person.role and fold(person.role).startswith(first)]
        return [holders[0]] if len(holders) == 1 else self._phrase(start, end)

    def _short_form(self, phrase: str) -> OrganizationFinding | None:
        """The one organization whose name begins with the phrase's words (`Institut`, `Upravni odbor`)."""
        if not phrase[:1].isupper():
            return None
        key = fold(nominative_phrase(phrase)).strip("„“ ")
        if len(key) < 4:
            return None
        start = re.compile(rf"(?:j[uz]u? |javna ustanova )?[„“\"]?{re.escape(key)}\b")
        named = [organization for organization in self.organizations if start.match(fold(organization.name))]
        return named[0] if len(named) == 1 else None

    # --- who is to do a point

    def of_point(self, first: int, last: int, kind: ConclusionKind) -> list[Responsible]:
        """Who is to do the point that the words `[first, last)` make; decisions and findings have nobody."""
        if kind in ("decision", "conclusion") or first >= last:
            return []
        words = self.reading.words
        charges = _charges().find_in(self.reading, first, last)
        if charges:
            verb = self.reading.word_at(charges[0].start)
            if not any(word in _RELATIVES for word in words[first:verb]):
                after = charges[0].row["doer"] == "after"
                end = self.reading.word_at(charges[0].end)
                return (
                    self._charged(verb, end, first, last)
                    if after
                    else self._subject(first, verb) or self._charged(verb, end, first, last)
                )
        for index in range(first, min(last, first + 60)):
            if words[index] in ("ce", "cemo") and index > first:
                if any(word in _RELATIVES for word in words[first:index]):
                    return []
                if {"biti", "bit"} & set(words[index : index + 2]):
                    return []  # `rezultati će biti predstavljeni`
                if self._is_infinitive(index - 1):
                    if index + 1 < last and words[index + 1] == "se":
                        return []  # `festival održat će se u maju`
                    before = self._subject(first, index - 1)
                    if before:
                        return before  # `delegacija obići će spomenike`
                    # `spisak sačinit će sekretar`
                    return self.resolve(self.reading.starts[index + 1], self.reading.ends[last - 1]) if index + 1 < last else []
                return self._subject(first, index)
            if words[index] in ("potrebno", "neophodno", "nuzno"):
                da = next((place for place in range(index, min(index + 4, last)) if words[place] == "da"), None)
                return self._leading(da + 1, last) if da is not None else []
        return self._leading(first + 1 if words[first] == "da" else first, last)

    def _is_infinitive(self, word: int) -> bool:
        """Whether the word before `će` is its infinitive: `sačinit`, `obići`, not `rezultati`."""
        if not self.reading.words[word].endswith(_INFINITIVE_ENDINGS):
            return False
        return not analyze(self.reading.text[self.reading.starts[word] : self.reading.ends[word]])

    def _subject(self, first: int, verb: int) -> list[Responsible]:
        """The subject before a verb; `za izradu …` is none."""
        reading = self.reading
        if reading.words[first] in _ADVERBIAL:
            return []
        last = verb
        while last > first and reading.words[last - 1] in ("je", "su", "se", "jednoglasno"):
            last -= 1
        return self.resolve(reading.starts[first], reading.ends[last - 1]) if last > first else []

    def _charged(self, verb: int, start: int, first: int, last: int) -> list[Responsible]:
        """Whom the verb of charging has after it or before it.

        `zadužuje se X da`; `X se zadužuje da`, `X-u se povjerava priprema`.
        """
        reading = self.reading
        words = reading.words
        while start < last and words[start] in ("se", "je", "su", ",", "i"):
            start += 1
        end = start
        stops = ("da", ":", ";") if "da" in words[start : min(last, start + _LONGEST_DOER)] else (":", ";", "za")
        while end < last and words[end] not in stops and end - start < _LONGEST_DOER:
            end += 1
        addressed = end < last and words[end] in ("da", "za")
        entrusted = words[verb].startswith("povjer") or (words[verb] == "se" and words[verb + 1].startswith("povjer"))
        before = self._subject(first, verb) if (entrusted or not addressed) and verb - first > 1 else []
        if before:
            return before
        found = self.resolve(reading.starts[start], reading.ends[end - 1]) if end > start else []
        return found or self._subject(first, verb)

    def _leading(self, start: int, last: int) -> list[Responsible]:
        """The doer with which a clause begins: `Udruženje do petka pošalje`, `organizacije članice dostave`."""
        reading = self.reading
        words = reading.words
        if start >= last or words[start] in _NO_DOER:
            return []
        end = start
        while end < last and words[end] not in _DOER_END and end - start < 16:
            if reading.dates_in(reading.starts[end], reading.starts[end] + 1):
                break
            end += 1
        low, high = reading.starts[start], reading.ends[max(start, end - 1)]
        known = [doer for doer in self.within(low, min(len(reading.text), high + 80)) if self._at(doer, low)]
        if known:
            return known
        stop = self._noun_phrase(start, end)
        return self.resolve(low, reading.ends[stop - 1]) if stop is not None else []

    def _at(self, doer: Responsible, start: int) -> bool:
        """Whether the doer is named at the start, a role before it apart, and not as one to whom something is sent."""
        if isinstance(doer, str) or not any(start <= mention.start <= start + 25 for mention in doer.mentions):
            return False
        first = self.reading.word_at(start)
        cases = {reading.case for reading in analyze(self.reading.text[self.reading.starts[first] : self.reading.ends[first]])}
        return not cases or "nom" in cases

    def _noun_phrase(self, start: int, end: int) -> int | None:
        """The end of a noun phrase in the nominative with which a clause begins, before the verb of the task."""
        words = self.reading.words
        if end - start < 2 or not words[start].isalpha():
            return None
        if not self.reading.capital(start) and not _may_do(words[start]):
            return None
        verb = task_verb(self.reading, start + 1, min(len(words), end + 1))
        return verb if verb is not None and verb <= end else self._case_end(start, end)

    def _case_end(self, start: int, end: int) -> int | None:
        """The end of a nominative with what is in the genitive after it: `studenti završne godine | praksu obavljaju`."""
        if self.reading.capital(start):
            return None
        words = self.reading.words
        stop = start + 1
        while stop < end:
            cases = {reading.case for reading in analyze(words[stop])}
            if not cases & {"gen", "nom"}:
                break
            stop += 1
        return stop if stop - start < 5 else None


@lru_cache(maxsize=20_000)
def _may_do(word: str) -> bool:
    """Whether a common noun may name doers: a nominative plural of people or bodies (`škole`, `nastavnici`)."""
    if word in ("sve", "svi", "obje", "oba"):
        return True
    readings = [reading for reading in analyze(word) if reading.pos == "noun"]
    return any(reading.case == "nom" for reading in readings)
