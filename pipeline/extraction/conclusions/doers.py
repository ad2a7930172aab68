"""Who is to do it: organizations and participants in the position of the doer, else the plain noun phrase."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from pipeline.evidence import Evidence
from pipeline.extraction.conclusions.cues import PACKAGE
from pipeline.extraction.conclusions.kinds import infinitives, is_future, task_verb
from pipeline.extraction.findings import ConclusionKind, OrganizationFinding, ParticipantFinding, Responsible
from pipeline.extraction.meetings.cues import CueTable
from pipeline.extraction.meetings.sentences import Reading, trimmed
from pipeline.extraction.meetings.words import small_words
from pipeline.language.folding import fold
from pipeline.language.morphology import analyze, cases, is_animate, is_nominal, nominative_phrase
from pipeline.resources import read_table

_RELATIVES = small_words(PACKAGE, "relatives")
_NO_DOER = small_words(PACKAGE, "no_doer")
_PRONOUNS = small_words(PACKAGE, "pronoun")
_DOER_END = small_words(PACKAGE, "doer_end") | frozenset((",", ";", "."))
_INFINITIVE_ENDINGS = ("at", "it", "et", "ut", "st", "ati", "iti", "eti", "uti", "sti", "ci")
_ADVERBIAL = frozenset(
    [
        "za",
        "na",
        "o",
        "u",
        "s",
        "sa",
        "uz",
        "od",
        "iz",
        "do",
        "kod",
        "preko",
        "prema",
        "umjesto",
        "pored",
        "nakon",
        "tokom",
        "po",
        "pri",
    ]
)
_AND = re.compile(r",? (?:i|te|kao i) [„]?")
_AND_OFFICE = re.compile(r",? (?:i|te) ")
_LONGEST_DOER = 24  # words
_FARTHEST_NAME = 40  # characters of an office before a name
_LONGEST_NAME = 60  # characters
_ACTIVE_ENDINGS = ("lo", "la", "li", "le", "io", "ao")
_LETTERS = re.compile(r"[^\W\d_]+")
_DASH = re.compile(r" ?[–:—] ")
_JOINED = re.compile(r"[“\s]*(?:,|i|te|,? ?(?:kao|te) i)[„\s]*")
_LEGAL_FORMS = frozenset(["ju", "jp", "jkp", "kjk", "kjkp", "jzu", "ug", "nvo", "udruzenje", "udruga"])
_GOVERNING = _ADVERBIAL | {"nad", "pod", "protiv", "zbog", "radi", "putem", "uime", "osim", "medu", "kraj", "blizu"}
_NO_WORK = _RELATIVES | {"ne", "da", "ako", "dok"}
_ALL = frozenset(["svi", "sve", "sva", "obje", "oba"])
_AGENT_END = frozenset(
    [",", ";", "koji", "koja", "koje", "da", "do", "u", "na", "za", "ce", "bit", "biti", "bude", "je", "su", "a"]
)
_TO_WHOM = (
    "dat",
    "ostavljen",
    "odreden",
    "postavljen",
    "povjer",
    "preporuc",
    "nalozen",
    "predlozen",
)  # participles with a dative
_NOMINATIVE = frozenset(["nom"])
_BEHIND_SUBJECT = frozenset(["je", "su", "se", "jednoglasno", "dobio", "dobila", "dobilo", "dobili", "dobile"])
_CLAUSE_ENDS = frozenset([",", ";", "koji", "koja", "koje", "da"])


@cache
def _charges() -> CueTable:
    return CueTable(read_table(PACKAGE, "charging_forms.tsv", ("cue", "doer")))


@cache
def _orders() -> CueTable:
    rows = read_table(PACKAGE, "deciding_verbs.tsv", ("verb", "kind", "forms", "uses", "needs"))
    return CueTable([{"cue": f"<{row['verb']}:pres>"} for row in rows if row["kind"] == "action" and row["uses"] == "charge"])


def office_stems() -> str:
    """The stems of nouns for offices, folded, as alternatives of a pattern."""
    return "|".join(fold(row["stem"]) for row in read_table(PACKAGE, "office_stems.tsv", ("stem",)))


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"(?!ministarstv)(?:{office_stems()})\w*")


@cache
def _working() -> CueTable:
    return CueTable(read_table(PACKAGE, "acting_verbs.tsv", ("cue",)))


@cache
def _people() -> tuple[str, ...]:
    return tuple(fold(row["stem"]) for row in read_table(PACKAGE, "doer_nouns.tsv", ("stem",)))


def charge(reading: Reading, first: int, last: int) -> int | None:
    """The word of the first present of charging or ordering among the words `[first, last)`."""
    found = _orders().find_in(reading, first, last)
    return reading.word_at(found[0].start) if found else None


_DECLINED_LETTERS = re.compile(r"[A-ZČĆŠŽĐ]{2,}-(?:a|u|om|em|i|e|ima)")


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

    def _from(self, start: int) -> Iterator[tuple[Evidence, Responsible]]:
        """The mentions that begin at or after an offset."""
        low = bisect_left(self._named, start, key=lambda pair: pair[0].start)
        return (self._named[index] for index in range(low, len(self._named)))

    # --- who is named in an interval

    def within(self, start: int, end: int) -> list[Responsible]:
        """Whom the interval names: the widest mentions, persons before the organizations beside them."""
        found: list[tuple[Evidence, Responsible]] = []
        for mention, doer in self._from(start):
            if mention.start >= end:
                break
            if mention.start < start or mention.end > end or any(other.contains(mention) for other, _ in found):
                continue
            found.append((mention, doer))
        return _doers(found, self.reading.folded)

    def acting(self, start: int, end: int) -> list[tuple[Evidence, Responsible]]:
        """Whom the interval names in the nominative: subjects, neither `Azri Talić` nor `s Azrom Talić` nor `od Općine Vitez`."""
        found: list[tuple[Evidence, Responsible]] = []
        for mention, doer in self._from(start):
            if mention.start >= end:
                break
            if mention.end <= end and not any(other.contains(mention) for other, _ in found) and self._is_subject(mention, doer):
                found.append((mention, doer))
        return found

    def _is_subject(self, mention: Evidence, doer: Responsible) -> bool:
        """Whether the mention has the words of the name as it is filed, and neither a preposition nor a noun governs it."""
        if isinstance(doer, str):
            return False
        reading = self.reading
        words = _LETTERS.findall(reading.folded[mention.start : mention.end])
        known = set(_LETTERS.findall(fold(doer.name)))
        if isinstance(doer, ParticipantFinding):
            if not words or any(word not in known and len(word) > 1 for word in words):
                return False
        elif words and words[0] not in known | {fold(doer.acronym or "")} | _LEGAL_FORMS:
            surface = reading.text[mention.start : mention.end].split()[0]
            return surface.isupper() and surface.isalpha()  # letters in another form than the name: `KPU`, not `KPU-a`
        if _DECLINED_LETTERS.fullmatch(reading.text, mention.start, mention.end):
            return False  # `dostavlja UNDP-u predmjere`
        first = reading.word_at(mention.start)
        before = first - 1
        while before >= 0 and reading.words[before] == "„":
            before -= 1
        if before < 0:
            return True
        if reading.words[before] in _GOVERNING:
            return False
        if isinstance(doer, OrganizationFinding):
            # `zgrada Općine`, `načelnik Općine` would be genitives; a name that is its own genitive is read as one
            return not is_nominal(reading.text[reading.starts[before] : reading.ends[before]], "noun")
        return True

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

    def alone(self, start: int, end: int) -> list[Responsible]:
        """Those whom an interval names, if it holds nothing else: names, bodies and offices between commas and `i`."""
        text = self.reading.text
        found: list[Responsible] = []
        for match in re.finditer(r"[^,;/]+?(?= i |[,;/]|$)", text[start:end]):
            words = match.group().removeprefix(" i ").strip()
            low = start + match.end() - len(match.group().removeprefix(" i ").lstrip())
            known = [pair for pair in self._named_at(low) if pair[0].end >= low + len(words)]
            first = words.split()[0] if words else ""
            if known:
                found.append(known[0][1])
            elif first and first[0].islower() and _names_doers(first):
                found += self.resolve(low, low + len(words))
            else:
                return []
        return found

    def resolve(self, start: int, end: int, *, subject: bool = False) -> list[Responsible]:
        """Whom a noun phrase in the position of the doer names; the phrase itself, in the nominative, if nobody known.

        Args:
            subject: whether the phrase is known to be a subject: `razrednici` are then several men, not the dative of one woman.
        """
        text = self.reading.text
        start, end = trimmed(text, start, end)
        if start >= end:
            return []
        known = self.within(start, end)
        people = any(isinstance(doer, ParticipantFinding) for doer in known)
        if people:
            return known
        if _offices().match(self.reading.folded, start, end):
            return self._office(start, end, subject=subject)
        if known:
            first = next(mention.start for mention, _ in self._named if mention.start >= start and mention.end <= end)
            if first - start <= 45:
                return known
        named = self._short_form(text[start:end])
        return [named] if named is not None else self._phrase(start, end, subject=subject)

    def _phrase(self, start: int, end: int, *, subject: bool = False) -> list[Responsible]:
        """The phrase in the nominative, in lower case where only its place at the start made a capital; a pronoun is nobody."""
        if self.reading.folded[start:end].partition(" ")[0] in _PRONOUNS:
            return []
        phrase = re.sub(
            r"[„“]", "", nominative_phrase(self.reading.text[start:end], cases=_NOMINATIVE if subject else None)
        ).strip()
        people = (person for person in self.participants if person.kind == "person")
        named = next((person for person in people if f" {person.name}" in f" {phrase}"), None)
        if named is not None:
            return [named]
        first, _, rest = phrase.partition(" ")
        common = _offices().fullmatch(fold(first)) or (rest[:1].islower() and is_nominal(first, "adj"))
        if common and first.istitle() and not first.endswith("stvo"):
            phrase = phrase[:1].lower() + phrase[1:]
        return [phrase] if phrase else []

    def _office(self, start: int, end: int, *, subject: bool = False) -> list[Responsible]:
        """The one participant who holds the office that the phrase names, else the phrase."""
        joined = _AND_OFFICE.search(self.reading.folded, start, end)
        if joined and _offices().match(self.reading.folded, joined.end(), end):
            return [*self.resolve(start, joined.start()), *self.resolve(joined.end(), end)]
        first = self.reading.folded[start:end].split()[0][:6]
        holders = [person for person in self.participants if person.role and fold(person.role).startswith(first)]
        return [holders[0]] if len(holders) == 1 else self._phrase(start, end, subject=subject)

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
        if kind == "action" and (agent := self._agent(first, last)):
            return agent
        charges = _charges().find_in(self.reading, first, last)
        if charges:
            verb = self.reading.word_at(charges[0].start)
            if not any(word in _RELATIVES for word in words[first:verb]):
                after = charges[0].row["doer"] == "after"
                end = self.reading.word_at(charges[0].end)
                present = ":pres>" in charges[0].row["cue"] and "se" not in words[max(first, verb - 2) : end + 1]
                if charges[0].row["doer"] == "taken":
                    return self._taking(first, verb, end, last)
                return self._charged(verb, end, first, last, active=present) if after else self._duty(first, verb, end, last)
        if words[first] == "ce" and first + 1 < last:
            first += 1  # `(dogovoreno je da) će Ministarstvo isplatiti`
        for index in range(first, min(last, first + 60)):
            if index > first and (words[index] in ("ce", "cemo") or is_future(self.reading, index)):
                return self._of_future(first, index, last)
            if words[index] in ("potrebno", "neophodno", "nuzno"):
                da = next((place for place in range(index, min(index + 4, last)) if words[place] == "da"), None)
                return self._leading(da + 1, last) if da is not None else []
        return self._leading(first + 1 if words[first] == "da" else first, last) or self.working(first, last)

    def clause_of_charge(self, first: int, last: int) -> int | None:
        """The `da` that opens what somebody is charged with in the words `[first, last)`: `zadužuje se N. N. da …`."""
        for found in _charges().find_in(self.reading, first, last):
            end = self.reading.word_at(found.end)
            opened = (index for index in range(end, min(end + _LONGEST_DOER, last)) if self.reading.words[index] == "da")
            if found.row["doer"] == "after" and (da := next(opened, None)) is not None:
                return da
        return None

    def _agent(self, first: int, last: int) -> list[Responsible]:
        """`nacrt će biti pripremljen od strane Udruženja „Vidik“`: who stands after `od strane` in a passive clause."""
        reading = self.reading
        for index in range(first, last - 2):
            if reading.words[index] == "od" and reading.words[index + 1] == "strane":
                stop = next((at for at in range(index + 2, last) if reading.words[at] in _AGENT_END), last)
                return self.resolve(reading.starts[index + 2], reading.ends[stop - 1]) if stop > index + 2 else []
        return []

    def _taking(self, first: int, verb: int, end: int, last: int) -> list[Responsible]:
        """The subject of a verb of taking on, on either side of it: `obavezu preuzela je X`, `X je preuzeo da javi`."""
        words = self.reading.words
        while end < last and words[end] in ("je", "su", "i", "na", "sebe"):
            end += 1
        stop = next((index for index in range(end, last) if words[index] in ("da", ";", ":", "koji", "koja", "koje")), last)
        before = self.acting(self.reading.starts[first], self.reading.ends[max(first, verb - 1)]) if verb > first else []
        behind = self.acting(self.reading.starts[end], self.reading.ends[stop - 1]) if stop > end else []
        return _doers(before or behind) or self._doing(first, verb) or self._behind(end, stop)

    def _of_future(self, first: int, future: int, last: int) -> list[Responsible]:
        """The subject of `će`: before it, before the infinitive in front of it, or behind it."""
        words = self.reading.words
        if any(word in _RELATIVES for word in words[first:future]):
            return []
        around = words[max(first, future - 1) : future + 2]
        if "bit" in around or "biti" in around or "se" in words[future : future + 2]:
            return []  # `rezultati će biti predstavljeni`, `izlet bit će u maju`, `festival održat će se`
        one_word = words[future] not in ("ce", "cemo")  # `vodiće`
        infinitive = not one_word and self._is_infinitive(future - 1)
        before = self._doing(first, future - 1 if infinitive else future)
        behind = future + 1
        if not (infinitive or one_word) and behind < last and self._is_infinitive(behind):
            behind += 1  # `plakate će izraditi sekcija`
        elif before or not (infinitive or one_word):
            return before  # `delegacija obići će spomenike`
        if before or behind >= last:
            return before
        # `spisak sačinit će sekretar`
        end = next((index for index in range(behind, last) if words[index] in _CLAUSE_ENDS), last)
        named = self.acting(self.reading.starts[behind], self.reading.ends[end - 1])
        return _doers(named) or self._behind(behind, end)

    def working(self, first: int, last: int) -> list[Responsible]:
        """Whom a clause in the present says to be at work: `Tablete raspodjeljuju N. N. i N. N.`, `novac čuva blagajnica`."""
        reading = self.reading
        words = reading.words
        first += words[first] == "da"
        for match in _working().find_in(reading, first, last):
            verb, after = reading.word_at(match.start), reading.word_at(match.end)
            if any(word in _NO_WORK for word in words[first:verb]) or "se" in words[max(first, verb - 2) : after + 1]:
                continue
            end = next((index for index in range(after, last) if words[index] in _CLAUSE_ENDS and not self._goes_on(index)), last)
            named = self.acting(reading.starts[first], reading.ends[end - 1])
            found = _doers(named) or self._doing(first, verb) or self._behind(after, end)
            if found:
                return found
        return []

    def at_work(self, first: int, last: int) -> int | None:
        """The word of the first present of work among the words `[first, last)`."""
        found = _working().find_in(self.reading, first, last)
        return self.reading.word_at(found[0].start) if found else None

    def object_first(self, first: int, last: int) -> bool:
        """Whether what is worked at stands before the verb and who does it behind: `novac čuva blagajnica`."""
        verb = self.at_work(first, last)
        if verb is None or verb == first or self._doing(first, verb):
            return False
        return bool(self.working(first, last))

    def _goes_on(self, comma: int) -> bool:
        """Whether a comma stands between two names: `raspodjeljuju A, B i C`."""
        reading = self.reading
        if reading.words[comma] != "," or comma + 1 >= len(reading.words):
            return False
        start = reading.starts[comma + 1]
        named = self.acting(start, start + _LONGEST_NAME)
        return bool(named) and named[0][0].start == start

    def _doing(self, first: int, last: int) -> list[Responsible]:
        """The subject that the words `[first, last)` before a verb are: a name in the nominative, a noun of people or a body."""
        reading = self.reading
        if last <= first or reading.words[first] in _ADVERBIAL:
            return []
        named = _doers(self.acting(reading.starts[first], reading.ends[last - 1]))
        if named:
            return named
        if self.within(reading.starts[first], reading.ends[last - 1]) and not self._short_form(self._words(first, last)):
            head = self._head(first, last)
            return self.resolve(reading.starts[first], reading.ends[last - 1], subject=True) if head is not None else []
        end = self._head(first, last)
        if end is None:
            # `…, a Foča pripremit će zemljište`: a place that acts, written large within its sentence
            proper = first > 0 and reading.words[first - 1] in ("a", "i", "te", "dok", "da") and reading.capital(first)
            return [self._words(first, last)] if proper and last - first == 1 else []
        while end < last and "gen" in cases(self._words(end, end + 1)):
            end += 1
        return self.resolve(reading.starts[first], reading.ends[end - 1], subject=True)

    def _behind(self, first: int, last: int) -> list[Responsible]:
        """The office or body that follows its verb: `novac čuva blagajnica`."""
        reading = self.reading
        head = self._head(first, last) if first < last else None
        if head is None or not _names_doers(self._words(head - 1, head)):
            return []
        end = head
        while end < last and "gen" in cases(self._words(end, end + 1)):
            end += 1
        return self.resolve(reading.starts[first], reading.ends[end - 1], subject=True)

    def _words(self, first: int, last: int) -> str:
        return self.reading.text[self.reading.starts[first] : self.reading.ends[last - 1]]

    def _head(self, first: int, last: int) -> int | None:
        """The word after the noun of people or of a body with which the words begin, adjectives before it apart."""
        words = self.reading.words
        for index in range(first, min(first + 4, last)):
            surface = self._words(index, index + 1)
            if _names_doers(surface):
                return index + 1
            if not (is_nominal(surface, "adj") or words[index] in _ALL):
                return index + 1 if index == first and surface.endswith(("ić", "ic")) and surface[:1].isupper() else None
        return None

    def _is_infinitive(self, word: int) -> bool:
        """Whether the word before `će` is its infinitive: `sačinit`, `obići`, not `rezultati`."""
        if not self.reading.words[word].endswith(_INFINITIVE_ENDINGS):
            return False
        if self.reading.words[word] in infinitives():
            return True
        return not analyze(self.reading.text[self.reading.starts[word] : self.reading.ends[word]])

    def _subject(self, first: int, verb: int) -> list[Responsible]:
        """The subject before a verb; `za izradu …` is none."""
        reading = self.reading
        if reading.words[first] in _ADVERBIAL:
            return []
        last = verb
        while last > first and reading.words[last - 1] in _BEHIND_SUBJECT:
            last -= 1
        # `razrednici je naloženo`, `razrednici se preporučuje` have a dative
        near = reading.words[verb : verb + 2]
        subject = near[0] != "se" and not near[0].endswith("o") and not any(word.startswith(_TO_WHOM) for word in near)
        return self.resolve(reading.starts[first], reading.ends[last - 1], subject=subject) if last > first else []

    def _duty(self, first: int, verb: int, end: int, last: int) -> list[Responsible]:
        """Whose duty it is: the subject before `je dužan`, `je zadužen`, or behind it; the dative beside `povjereno je`.

        So in `Upravnik je dužan uručiti kopiju`, `Kopiju je dužan uručiti upravnik`, `Ažuriranje je povjereno Zavodu`.
        """
        words = self.reading.words
        before = self._subject(first, verb)
        if words[first] == "od" and verb - first > 1:  # `Od Dekanata je zatraženo da …`
            last_word = verb - (words[verb - 1] in ("je", "su", "se"))
            return self.resolve(self.reading.starts[first + 1], self.reading.ends[last_word - 1])
        if words[first] in _ADVERBIAL and verb > first:  # `Na prijedlog odbora Uprava je dobila zadatak`
            named = [pair for pair in self.acting(self.reading.starts[first], self.reading.ends[verb - 1])]
            before = _doers(named[-1:])
        if before and self.may_do(first, verb):
            return before
        behind = next((index for index in range(end, last) if words[index] in _CLAUSE_ENDS), last)
        while end < behind and words[end] in ("je", "su", "i", "se", "da", "ponovo", "također"):
            end += 1
        if (end < behind and words[verb].startswith("povjer")) or words[verb - 1].startswith("povjer"):
            for index in range(end, behind):
                if self.within(self.reading.starts[index], self.reading.ends[behind - 1]) or "dat" in cases(
                    self._words(index, index + 1)
                ):
                    return self.resolve(self.reading.starts[index], self.reading.ends[behind - 1])
        named = self.acting(self.reading.starts[end], self.reading.ends[behind - 1]) if end < behind else []
        if named:
            return _doers(named)
        for index in range(end, behind):
            if found := self._behind(index, behind):
                return found
        if before and self._is_thing(first, verb):
            return []
        return before or self._charged(verb, end, first, last)

    def may_do(self, first: int, last: int) -> bool:
        """Whether words name people or a body in the nominative or dative: `tim`, `svaka škola`, `članovima Odbora`."""
        if self.within(self.reading.starts[first], self.reading.ends[last - 1]):
            return True
        lemmas = [
            reading.lemma
            for index in range(first, min(first + 4, last))
            for reading in analyze(self._words(index, index + 1))
            if reading.pos == "noun" and reading.case in ("nom", "dat")
        ]
        return any(map(_is_doer, lemmas))

    def _is_thing(self, first: int, last: int) -> bool:
        """Whether words begin with a noun that cannot do anything: `nazočnost`, `kopiju`, `ažuriranje`."""
        for index in range(first, min(first + 3, last)):
            readings = [reading for reading in analyze(self._words(index, index + 1)) if reading.pos == "noun"]
            if readings:
                lemma = fold(readings[0].lemma)
                return lemma.endswith(("ost", "nje", "enje", "cija", "pija")) or not any(
                    of.case in ("nom", "dat") for of in readings
                )
        return False

    def _charged(self, verb: int, start: int, first: int, last: int, *, active: bool = False) -> list[Responsible]:
        """Whom the verb of charging has after it or before it; the subject of an active one is no doer.

        `zadužuje se X da`; `X se zadužuje da`, `X-u se povjerava priprema`.
        """
        reading = self.reading
        words = reading.words
        while start < last and words[start] in ("se", "je", "su", ",", "i"):
            start += 1
        if words[start - 1] == "od" and "da" not in words[start : min(last, start + _LONGEST_DOER)]:
            return []  # `traži se od preduzeća očitovanje`
        end = start
        stops = ("da", ":", ";") if "da" in words[start : min(last, start + _LONGEST_DOER)] else (":", ";", "za")
        while end < last and words[end] not in stops and end - start < _LONGEST_DOER:
            end += 1
        addressed = end < last and words[end] in ("da", "za")
        if active and end == start and words[end : end + 1] == ["da"]:
            return []  # `učesnici predlažu da se …`
        if not addressed and not self.within(reading.starts[start], reading.ends[max(start, end - 1)]):
            end = next((index for index in range(start, end) if words[index] in ("na", "u")), end)  # `članovi tima | na seminar`
        entrusted = words[verb].startswith("povjer") or (words[verb] == "se" and words[verb + 1].startswith("povjer"))
        if entrusted and not addressed and end > start and not self.within(reading.starts[start], reading.ends[end - 1]):
            # `povjerava se sekretarki | izrada pravilnika`
            end = next((index for index in range(start, end) if "dat" not in cases(self._words(index, index + 1))), end)
        active = active or words[verb].endswith(_ACTIVE_ENDINGS)  # `Vlada je zadužila`, `Vijeće poziva`
        before = self._subject(first, verb) if (entrusted or not addressed) and verb - first > 1 and not active else []
        if before:
            return before
        found = self.resolve(reading.starts[start], reading.ends[end - 1]) if end > start else []
        if words[start - 1] == "na" and end - start == 1 and len(found) == 1 and isinstance(found[0], str):
            found = [_called_upon(found[0])]
        if found or not active:
            return found or self._subject(first, verb)
        # `Skupština je Kalabi naložila da …`
        low, high = reading.starts[first], reading.starts[verb]
        subjects = [doer for _, doer in self.acting(low, high)]
        return [
            doer
            for doer in self.within(low, high)
            if isinstance(doer, ParticipantFinding) and not any(doer is subject for subject in subjects)
        ]

    def _leading(self, start: int, last: int) -> list[Responsible]:
        """The doer with which a clause begins: `Udruženje do petka pošalje`, `organizacije članice dostave`."""
        reading = self.reading
        words = reading.words
        if start >= last or words[start] in _NO_DOER:
            return []
        end = start
        while end < last and words[end] not in _DOER_END and words[end] != "da" and end - start < 16:
            if reading.dates_in(reading.starts[end], reading.starts[end] + 1):
                break
            end += 1
        if words[end : end + 1] in (["treba"], ["trebaju"]) and not self._is_task(end + 1, last):
            return []  # `škole trebaju psihologe`
        low, high = reading.starts[start], reading.ends[max(start, end - 1)]
        addressed = [doer for mention, doer in self._named_at(low) if _DASH.match(reading.folded, mention.end)]
        if addressed:
            return addressed[:1]  # `Kovačeviću – zapisnik`
        named = self.acting(low, min(len(reading.text), high + 80))
        if named and named[0][0].start <= low + _FARTHEST_NAME and self._introduces(start, named[0][0].start):
            return _doers(self._coordinated(named))
        stop = self._noun_phrase(start, end)
        return self.resolve(low, reading.ends[stop - 1], subject=True) if stop is not None else []

    def _is_task(self, word: int, last: int) -> bool:
        """Whether `treba` governs a verb: `treba(ju) nabaviti`, `treba da nabave`, adverbs between."""
        return any(self.reading.words[index] == "da" or self._is_infinitive(index) for index in range(word, min(word + 4, last)))

    def _named_at(self, start: int) -> list[tuple[Evidence, Responsible]]:
        """The mentions that begin at an offset."""
        return list(itertools.takewhile(lambda pair: pair[0].start == start, self._from(start)))

    def _introduces(self, first: int, start: int) -> bool:
        """Whether nothing but an office or an adjective stands before a name: `direktor N. N.`, not `pismo uputiti Općini`."""
        before = range(first, self.reading.word_at(start))
        return all(
            self.reading.words[index] in ("„", "(")
            or is_nominal(self._words(index, index + 1), "adj")
            or _names_doers(self._words(index, index + 1))
            for index in before
        )

    def _coordinated(self, named: list[tuple[Evidence, Responsible]]) -> list[tuple[Evidence, Responsible]]:
        """The first name with those that `i` or a comma joins to it."""
        joined = named[:1]
        for mention, doer in named[1:]:
            between = self.reading.folded[joined[-1][0].end : mention.start]
            if not _JOINED.fullmatch(between):
                break
            joined.append((mention, doer))
        return joined

    def _noun_phrase(self, start: int, end: int) -> int | None:
        """The end of a noun phrase in the nominative with which a clause begins, before the verb of the task."""
        if end <= start or not self.reading.words[start].isalpha():
            return None
        head = self._head(start, end)
        if head is None:
            return None
        verb = task_verb(self.reading, start + 1, min(len(self.reading.words), end + 1))
        if verb is not None and verb <= end:
            return verb if all(self.reading.words[index] not in _ADVERBIAL for index in range(head, verb)) else head
        # `studenti završne godine | praksu obavljaju`
        while head < end and "gen" in cases(self._words(head, head + 1)):
            head += 1
        return head


def _called_upon(word: str) -> str:
    """The nominative of an adjective that stands for people in the accusative: `na nadležne`."""
    adjective = word.endswith("e") and is_nominal(word, "adj") and not is_nominal(word, "noun")
    return f"{word[:-1]}i" if adjective else word


def _doers(named: list[tuple[Evidence, Responsible]], folded: str = "") -> list[Responsible]:
    """The doers, each once; persons before the organizations beside them, but for those that `i` joins to a person."""
    doers = [doer for _, doer in named]
    people: list[Responsible] = [
        doer
        for index, (mention, doer) in enumerate(named)
        if isinstance(doer, ParticipantFinding)
        or (
            index
            and isinstance(doers[index - 1], ParticipantFinding)
            and _AND.fullmatch(folded[named[index - 1][0].end : mention.start])
        )
    ]
    if not any(isinstance(doer, ParticipantFinding) for doer in people):
        people = []
    unique: list[Responsible] = []
    for doer in people or doers:
        if not any(doer is other for other in unique):
            unique.append(doer)
    return unique


@lru_cache(maxsize=1024)
def _names_doers(surface: str) -> bool:
    """Whether a common noun in the nominative names people or a body (`škole`, `nastavnici`, `blagajnica`)."""
    lemmas = [reading.lemma for reading in analyze(surface) if reading.pos == "noun" and reading.case == "nom"]
    return any(map(_is_doer, lemmas))


def _is_doer(lemma: str) -> bool:
    return is_animate(lemma) or fold(lemma).startswith(_people()) or _offices().match(fold(lemma)) is not None
