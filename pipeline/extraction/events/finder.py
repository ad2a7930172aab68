"""Which events a document says lie ahead, measured from its meeting, else from its publication."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from pipeline import edtf
from pipeline.evidence import Evidence
from pipeline.extraction import trace
from pipeline.extraction.events import phrases
from pipeline.extraction.findings import DateFinding, EventFinding, MeetingFinding
from pipeline.extraction.meetings import places, times, towns
from pipeline.extraction.meetings.announcements import calendar, invites
from pipeline.extraction.meetings.cues import CueTable, Match
from pipeline.extraction.meetings.fields import Fields, announced_fields, town_of_field
from pipeline.extraction.meetings.gatherings import (
    NEXT,
    Mention,
    Noun,
    distance,
    held_itself,
    is_earlier,
    is_next,
    mentions,
    preposition,
    status_cues,
    told,
)
from pipeline.extraction.meetings.sentences import Reading, Sentence, read, trimmed
from pipeline.extraction.meetings.words import is_predicate
from pipeline.extraction.rules import name_of, with_cue
from pipeline.language.blocks import Block
from pipeline.language.layout import label_kind
from pipeline.language.morphology import is_nominal
from pipeline.resources import read_table

_TOLD_BLOCKS = ("paragraph", "section", "list_item", "label", "table_row", "title")
_SESSION_TYPES = frozenset({"sjednica", "sastanak", "skupština", "zasjedanje", "kolegij"})
_RETURN = ("uzvratn",)
_RECURRING = frozenset(["svake", "svakog", "svaki", "svaku", "redovno", "godisnje", "jednom"])
_LAST_CELL = re.compile(r"[,–|-] ?(?P<place>[^\W\d_][^,;.()|–]{2,30}?)[ .;]*$")
_AGREEMENT = re.compile(r"\b(?:dogovor|zakljuc|odluc|usaglas|usuglas|saglas|suglas|sloz|usvoj)\w*")
# `trebalo bi da se u petak održi`, `očekuje se da se`, `planirano je da se`
_EXPECTED = re.compile(
    r"\b(?:trebal[oa] bi|bi trebal[oa]|ocekuje se|planira(?:no je| se)|predvideno je|najavljeno je),? (?:\w+ )?da\b"
)
_PUTTING_OFF = ("odgoditi", "odložiti", "odgađati", "prolongirati")
_OTHER_DAY = re.compile(
    r"\b(?:(?:naredn|sljedec|iduc|sutrasnj)\w+ (?:jutra|dana|veceri)"
    r"|(?:prv|drug|posljednj|zadnj)\w+ (?:veceri|noci)|svak\w+|sutradan)\b"
)
_PLANNING = ("planirati", "predvidjeti", "najaviti", "počinje", "kreće")
_LATER = re.compile(
    r"\b(?:naknadno|(?:novi|drugi) (?:termin|datum)|(?:novog|drugog) (?:termina|datuma)|novom (?:terminu|datumu))\b"
)
_NEAR_NAME = 30  # characters
_HOLDING = re.compile(r"održ|organiz|uprilič|prired|obilježava")
_CLAUSE_OPENERS = frozenset([",", ";", ":", ".", "–", "a", "te", "dok", "da", "kada", "kad", "gdje"])
_TITLE_BLOCKS, _FIRST_BLOCKS = 3, 4
_CALLS = ("saziv", "najav", "odrzavanj", "termin")  # nouns that a gathering follows in the genitive
# what a cue that tells of no event ahead says, as a reason of the trace
_NOT_AHEAD = {"not": "called-off", "wish": "wished-for", "rule": "rule-of-a-statute"}
_FARTHEST_HEADING = 3  # blocks over the fields of an announcement
_NO_ANNOUNCEMENT = frozenset({"nece", "ne", "svakog", "svake", "svaki", "redovno", "obicno", "ubuduce", "jednom"})
_CLAUSE = 8  # words
_SEVERAL = 2
_SURE, _NEAR_CLAUSE = 0.8, 4  # confidence; clause boundaries with what is added for a date of no role
_BEFORE_OR_AFTER = frozenset({"prije", "pre", "nakon", "poslije", "posle", "uoci"})
_GAP_OPENERS = frozenset({",", "a", "dok", "i", "te", ";"})
_YEAR = 4  # characters of an EDTF year
_FULL_DAY = 10  # characters of an EDTF day
_FARTHEST_DAY = 14  # words between an event and its day
_OF_EVENT = frozenset(("", "na", "u", "za", "uz"))  # prepositions before an event that somebody goes to
_NO_DAY_OF_EVENT = (["do"], ["od"], ["prije"], ["nakon"], ["poslije"], ["posle"], ["iza"])
_LATEST_NOUN = 2  # words before the noun of an event in a line of a calendar


@dataclass(slots=True)
class _Candidate:
    mention: Mention
    sentence: Sentence
    end: int
    date: DateFinding | None
    rule: str
    confidence: float
    following: Sentence | None = None  # that tells of the event too
    hour: str | None = None
    cue: tuple[int, int] | None = None  # the verb that says so
    days: tuple[int, int] | None = None  # the words on its own day, where a plural has several
    undated: bool = False  # put off, to a day that is not known yet


@cache
def _announcing_verbs() -> CueTable:
    return CueTable(read_table(phrases.PACKAGE, "announcing_verbs.tsv", ("cue", "type")))


def find(doc: Doc) -> list[EventFinding]:
    """The upcoming events of a document, in the order of the text."""
    reading = read(doc)
    if not reading.sentences:
        return []
    return _Finder(reading, doc).events()


class _Finder:
    def __init__(self, reading: Reading, doc: Doc) -> None:
        self.reading = reading
        self.meetings: list[MeetingFinding] = doc._.meetings
        self.organizations = places.mentioned(doc._.organizations)
        self.people = [mention for person in doc._.participants for mention in person.mentions]
        self.published: str | None = doc._.published
        self.reference = self._reference(doc)
        self.calendar = calendar(reading)
        self.invites = invites(reading)
        self.fields = announced_fields(reading)
        self.openings: list[int] = []  # words at which the events of the sentence begin
        self.told = {(mention.start, mention.end) for meeting in self.meetings for mention in meeting.mentions}

    def _reference(self, doc: Doc) -> datetime.date | None:
        """The day from which `ahead` is measured."""
        for value in (*(meeting.date for meeting in self.meetings), doc._.published):
            if value:
                first = edtf.bounds(edtf.date_part(value))[0] if edtf.is_valid(edtf.date_part(value)) else None
                if first:
                    return first
        return None

    def events(self) -> list[EventFinding]:
        reading = self.reading
        found: list[EventFinding] = [event for fields in self.fields if (event := self._of_fields(fields)) is not None]
        in_fields = {block for fields in self.fields for block in range(fields.first, fields.last + 1)}
        for position, sentence in enumerate(reading.sentences):
            block = reading.blocks[sentence.block]
            if block.kind not in _TOLD_BLOCKS or sentence.block in in_fields:
                continue
            if block.kind == "label":
                kind = label_kind(block)
                if kind == "next_meeting":
                    event = self._labelled(sentence)
                    if event is not None:
                        found.append(event)
                    continue
                if kind in (
                    "present",
                    "absent",
                    "guests",
                    "agenda",
                    "chair",
                    "minute_taker",
                    "number",
                    "published",
                    "place",
                    "date",
                    "time",
                ):
                    continue
            named = mentions(reading, sentence.first, sentence.last)
            if not named and sentence.block not in self.calendar and not reading.dates_in(sentence.start, sentence.end):
                continue
            following = reading.sentences[position + 1] if position + 1 < len(reading.sentences) else None
            candidates = (
                self._of_calendar(sentence, named)
                or self._of_invitation(sentence, named)
                or self._of_sentence(sentence, named, following)
            )
            self.openings = [candidate.mention.first for candidate in candidates]
            found += [self._finding(candidate, candidates) for candidate in candidates]
        return [event for event in self._unique(found) if not self._is_held(event)]

    def _is_held(self, event: EventFinding) -> bool:
        """Whether a meeting that was held is meant: the title `Tribina „Most“ (12.7.2024.)` over the report on it."""
        if event.date is None or not self.published or event.date > self.published:
            return False
        return any(meeting.type == event.type and meeting.date == event.date for meeting in self.meetings)

    def _of_calendar(self, sentence: Sentence, named: list[Mention]) -> list[_Candidate]:
        """The event with which a line of a calendar begins, on the day of the line."""
        day = self.calendar.get(sentence.block)
        if day is None or not sentence.start <= day.start < sentence.end or not self._is_ahead(day.date):
            return []
        opening = self.reading.word_at(day.start)
        for mention in named:
            if opening <= mention.first <= opening + _LATEST_NOUN and mention.noun.sense != "talk":
                end = phrases.extent(self.reading, mention, sentence)
                rule = with_cue("events.calendar", mention.noun.lemma)
                return [_Candidate(mention, sentence, end, day.date, rule, 0.8, hour=day.hour)]
        unknown = phrases.unknown(self.reading, opening, sentence.last)
        if unknown is None or not self.reading.capital(unknown.first):
            return []
        end = phrases.to_mark(self.reading, unknown, sentence)
        return [_Candidate(unknown, sentence, end, day.date, "events.calendar", 0.65, hour=day.hour)]

    def _of_invitation(self, sentence: Sentence, named: list[Mention]) -> list[_Candidate]:
        """What the title of an invitation names, on the day that its first lines give: `POZIV na skupštinu i stručni skup`."""
        reading = self.reading
        if not self.invites or sentence.block >= _TITLE_BLOCKS or reading.dates_in(sentence.start, sentence.end):
            return []
        end = reading.blocks[min(len(reading.blocks), _TITLE_BLOCKS + _FIRST_BLOCKS) - 1].end
        days = [date for date in reading.dates_in(sentence.end, end) if date.role == "event"]
        found: list[_Candidate] = []
        nexts = [mention.first - 1 for mention in named[1:]]
        for mention, joint in zip(named, [*nexts, sentence.last], strict=True):
            if (
                days
                and mention.noun.sense != "talk"
                and not self._in_name(mention)
                and preposition(reading, mention) in ("", "na")
            ):
                end = min(phrases.extent(reading, mention, sentence), max(joint, mention.last))
                found.append(
                    _Candidate(
                        self._called(mention), sentence, end, days[0], with_cue("events.invitation", mention.noun.lemma), 0.8
                    )
                )
        return found

    def _called(self, mention: Mention) -> Mention:
        """The mention in the genitive where it stands after `Saziv`, `Najava`: `sjednice` is no plural there."""
        before = self.reading.words[mention.first - 1] if mention.first else ""
        if not before.startswith(_CALLS):
            return mention
        return replace(mention, forms=frozenset(of for of in mention.forms if of[0] == "gen"))

    def _of_sentence(self, sentence: Sentence, named: list[Mention], following: Sentence | None) -> list[_Candidate]:
        reading = self.reading
        cues = status_cues(reading, sentence)
        found: list[_Candidate] = []
        covered = -1
        for mention in named:
            if mention.first < covered:
                continue
            if is_earlier(reading, mention):
                self._rejected(mention, "earlier-one")
                continue
            if self._in_name(mention):
                self._rejected(mention, "name-of-body")
                continue
            if self._counts_days(mention):
                self._rejected(mention, "day-of-an-event")
                continue
            candidate = self._judge(mention, sentence, cues) or self._put_off(mention, sentence, cues, following)
            if candidate is not None:
                found.append(candidate)
                covered = candidate.end
        found += self._unknown(sentence, named, cues, found)
        found += self._gapped(sentence, cues, found)
        found += self._verbal(sentence, named, found)
        elliptic = self._elliptic(sentence, named)
        if elliptic is not None:
            found.append(elliptic)
        self._dates(found, sentence)
        return [candidate for candidate in found if self._stays(candidate, following)]

    def _unknown(self, sentence: Sentence, named: list[Mention], cues: list[Match], found: list[_Candidate]) -> list[_Candidate]:
        """What a verb of holding announces with its day, though no table knows the noun: `Dani kulture održat će se 5. maja`."""
        reading = self.reading
        if not _has_date(reading, sentence):
            return []
        unknown: list[_Candidate] = []
        for cue in cues:
            if cue.row["tells"] != "ahead" or cue.row["of"] != "itself":
                continue
            first, last = reading.word_at(cue.start), reading.word_at(cue.end)
            if any(distance(reading, candidate.mention.head, first)[0] <= 1 for candidate in found):
                continue
            opening = first
            while opening > sentence.first and reading.words[opening - 1] not in _CLAUSE_OPENERS:
                opening -= 1
            passive = ":pp>" in cue.row["cue"] or "se" in reading.words[first - 1 : last + 1]
            mention = phrases.unknown(reading, opening, first)
            if mention is not None and not (passive or phrases.is_course(reading, mention)):
                mention = None  # who will hold it is no event
            between = set(reading.words[mention.last : first]) if mention is not None else set()
            if mention is None or {"koji", "koja", "koje"} & between or (not passive and {"je", "su"} & between):
                mention = phrases.unknown(reading, last, sentence.last)  # `Učesnici su najavili koncert koji će …`
            if mention is None or self._in_name(mention) or self._is_told(mention):
                continue
            if any(mention.head == each.head for each in named):
                continue  # it was judged already
            known = phrases.may_be_event(mention) or phrases.is_course(reading, mention)
            hour = times.spoken(reading.folded, sentence.start, sentence.end)
            if "obilježava" in cue.row["cue"] and not hour:
                continue  # `Dan voda obilježava se 22. marta`: every year
            if not (known or _HOLDING.search(cue.row["cue"]) or self._summoned(cue, sentence)):
                continue
            end = min(phrases.extent(reading, mention, sentence), first if mention.first < first else sentence.last)
            days = [
                date for date in reading.dates_in(sentence.start, sentence.end) if self._may_be_day(date, first, mention, end)
            ]
            day = min(days, key=lambda date: distance(reading, first, reading.word_at(date.evidence.start)), default=None)
            unknown.append(_Candidate(mention, sentence, end, day, "events.held-ahead", 0.65))
        return unknown

    def _verbal(self, sentence: Sentence, named: list[Mention], found: list[_Candidate]) -> list[_Candidate]:
        """What a verb alone announces: `Odbor se sastaje 10. juna`, `Lideri će se sastati u petak u Mostaru`."""
        reading = self.reading
        verbal: list[_Candidate] = []
        for match in _announcing_verbs().find(reading, sentence):
            first = reading.word_at(match.start)
            last = reading.word_at(match.end)
            around = reading.words[max(sentence.first, first - _CLAUSE) : last]
            if _NO_ANNOUNCEMENT & set(around) or any(distance(reading, first, other.mention.head)[0] <= 1 for other in found):
                continue
            beside = reading.words[last : last + 2]
            if "na" in beside and any(last <= mention.head <= last + _CLAUSE for mention in named):
                continue  # `sastaju se na sjednici`: the noun says it
            lemma = match.row["type"]
            noun = Noun(lemma, lemma, "m", "gathering", (), ())
            mention = Mention(noun, first, last - 1, last, frozenset({("nom", "sg")}), "", False)
            days = [
                date
                for date in reading.dates_in(sentence.start, sentence.end)
                if date.role in ("event", "mention")
                and self._is_ahead(date)
                and self._is_full_or_month(date)
                and distance(reading, first, reading.word_at(date.evidence.start))[0] <= 1
                and reading.words[reading.word_at(date.evidence.start) - 1 :][:1] not in _NO_DAY_OF_EVENT
            ]
            if days:
                day = min(days, key=lambda date: abs(date.evidence.start - match.start))
                rule = with_cue("events.verb", match.row["cue"])
                verbal.append(_Candidate(mention, sentence, last, day, rule, 0.7, cue=(match.start, match.end)))
        return verbal

    def _gapped(self, sentence: Sentence, cues: list[Match], found: list[_Candidate]) -> list[_Candidate]:
        """What goes on without its verb: `Skupština je zakazana za 1. mart, a izlet na Vlašić za 3. mart`."""
        reading = self.reading
        words = reading.words
        planned = [cue for cue in cues if cue.row["tells"] == "ahead" and cue.row["of"] == "itself"]
        gapped: list[_Candidate] = []
        for date in reading.dates_in(sentence.start, sentence.end):
            word = reading.word_at(date.evidence.start)
            if word < sentence.first + 3 or not self._is_ahead(date) or not self._is_full_or_month(date):
                continue
            opening = word - 1
            while opening > sentence.first and words[opening - 1] not in _GAP_OPENERS:
                opening -= 1
            verbs = [cue for cue in planned if cue.end <= reading.starts[opening]]
            since = reading.starts[opening]
            if (
                opening == sentence.first
                or not verbs
                or any(cue.start >= since and cue.end <= date.evidence.start for cue in cues)
            ):
                continue
            before = words[word - 1]
            if before not in ("za", "u", "od", "na") and words[opening - 1] != ",":
                continue
            named = [mention for mention in mentions(reading, opening, word) if mention.noun.sense not in ("talk", "body")]
            mention = named[0] if named else phrases.unknown(reading, opening, word)
            if mention is None or mention.first - opening > 1 or not any(case == "nom" for case, _ in mention.forms):
                continue
            if not named and before != "za" and not phrases.may_be_event(mention):
                continue
            if self._in_name(mention) or any(other.mention.head == mention.head for other in found) or self._is_told(mention):
                continue
            end = min(phrases.extent(reading, mention, sentence), word - (before in ("za", "u", "od", "na")))
            rule = with_cue("events.ahead", verbs[-1].row["row"])
            gapped.append(_Candidate(mention, sentence, end, date, rule, 0.65, cue=(verbs[-1].start, verbs[-1].end)))
        return gapped

    def _is_full_or_month(self, date: DateFinding) -> bool:
        """Whether a date is no bare year."""
        return date.role not in ("deadline", "published", "meeting") and len(edtf.date_part(date.value)) > _YEAR

    def _summoned(self, cue: Match, sentence: Sentence) -> bool:
        """Whether people are called to it: `Brucošijada je zakazana za 1. maj`, `predviđena je za 4. maj u 10 sati`."""
        if "zakazati" in cue.row["cue"]:
            return True
        planned = any(verb in cue.row["cue"] for verb in _PLANNING)
        return planned and bool(times.spoken(self.reading.folded, cue.end, sentence.end))

    def _may_be_day(self, date: DateFinding, cue: int, mention: Mention, end: int) -> bool:
        """Whether a date may be the day of what the verb at a word announces."""
        word = self.reading.word_at(date.evidence.start)
        free = date.role in ("event", "mention") and not mention.first <= word < end and self._is_ahead(date)
        return free and distance(self.reading, cue, word)[0] <= 1

    def _is_told(self, mention: Mention) -> bool:
        """Whether an organization is the subject, not a gathering: `Udruženje će održati`."""
        start = self.reading.starts[mention.head]
        if any(start <= person.start <= start + _NEAR_NAME for person in self.people):
            return True  # `psihologinja N. N.`
        return any(evidence.start <= start for evidence, _ in places.around(self.organizations, start))

    def _elliptic(self, sentence: Sentence, named: list[Mention]) -> _Candidate | None:
        """`Sjednica je trajala dva sata, a naredna je zakazana za 29. jun`: the noun of the one before."""
        words = self.reading.words
        for index in range(sentence.first + 1, sentence.last - 1):
            if not words[index].startswith(NEXT) or words[index + 1] not in (
                "je",
                "ce",
                "bit",
                "bice",
                "planirana",
                "planiran",
                "zakazana",
                "zakazan",
                "odrzat",
            ):
                continue
            before = [mention for mention in named if mention.last <= index and mention.noun.type in _SESSION_TYPES]
            if before:
                mention = replace(before[-1], first=index, head=index, last=index + 1, forms=frozenset({("nom", "sg")}))
                return _Candidate(mention, sentence, index + 1, None, with_cue("events.next-session", mention.noun.lemma), 0.8)
        return None

    def _in_name(self, mention: Mention) -> bool:
        """`Skupština opštine`, `Dom kulture`: the noun belongs to an organization's name."""
        reading = self.reading
        start, end = reading.starts[mention.head], reading.ends[mention.head]
        return (
            mention.noun.sense in ("body", "gathering")
            and not held_itself(reading, mention)
            and (reading.capital(mention.head) or (mention.noun.sense == "body" and reading.capital(mention.first)))
            and any(end <= evidence.end for evidence, _ in places.around(self.organizations, start))
        )

    def _counts_days(self, mention: Mention) -> bool:
        """`drugog dana kampa`: the event only says which day is meant."""
        start = self.reading.starts[mention.first]
        return ("gen", "sg") in mention.forms and any(
            date.evidence.end == start - 1 and date.rule == "dates.day-of"
            for date in self.reading.dates_in(max(0, start - _NEAR_NAME), start)
        )

    def _judge(self, mention: Mention, sentence: Sentence, cues: list[Match]) -> _Candidate | None:
        reading = self.reading
        words = reading.words
        sense = mention.noun.sense
        upcoming = is_next(reading, mention)
        returning = any(words[index].startswith(_RETURN) for index in range(mention.first, mention.head))
        if preposition(reading, mention) == "na" and self._belongs_to_noun(mention) and not told(reading, mention, cues, reach=5):
            return self._rejected(mention, "nothing-says-ahead")
        if self._only_before_or_after(mention, sentence):
            return self._rejected(mention, "time-of-something-else")
        outcome = told(reading, mention, cues, reach=5)
        if outcome is not None and outcome[0] == "wish" and self._agreed(outcome[1], sentence):
            outcome = "ahead", outcome[1]
        if outcome is not None and outcome[0] in _NOT_AHEAD and not upcoming:
            return self._rejected(mention, _NOT_AHEAD[outcome[0]], outcome[1])
        ahead = outcome is not None and outcome[0] in ("ahead", "moved")
        attended = sense == "body" and preposition(reading, mention) == "na" and ("loc", "sg") in mention.forms
        spoken_of = (
            sense == "talk" and ahead and not preposition(reading, mention) and any(case == "nom" for case, _ in mention.forms)
        )
        if (sense == "talk" and not spoken_of) or (sense == "body" and not (ahead or upcoming or attended)):
            return self._rejected(mention, "body-acts" if sense == "body" else "talk-no-meeting")
        if not (
            ahead
            or upcoming
            or returning
            or self._bracketed_date(mention, sentence) is not None
            or (self._future_date(mention, sentence) and not (outcome is None and preposition(reading, mention) == "o"))
            or (outcome is None and self._later_day(mention, sentence))
        ):
            return self._rejected(mention, self._why_not_ahead(sentence, outcome), outcome[1] if outcome is not None else None)
        if (
            upcoming
            and not ahead
            and words[max(0, mention.first - 1)] in ("do", "za", "na", "pred", "prije")
            and not self._future_date(mention, sentence)
        ):
            return self._rejected(mention, "deadline-only")  # `do naredne sjednice`
        held = outcome is not None and outcome[0] == "held"
        if held and not upcoming and not returning and not self._future_date(mention, sentence):
            return self._rejected(mention, "past-event", outcome[1] if outcome is not None else None)
        rule = "events.next-session" if upcoming else "events.return-visit" if returning else "events.ahead"
        fired = outcome[1].row["row"] if outcome is not None and ahead and rule == "events.ahead" else mention.noun.lemma
        end = phrases.extent(reading, mention, sentence)
        cue = (outcome[1].start, outcome[1].end) if outcome is not None and ahead else None
        return _Candidate(mention, sentence, end, None, with_cue(rule, fired), 0.85 if ahead or upcoming else 0.65, cue=cue)

    def _only_before_or_after(self, mention: Mention, sentence: Sentence) -> bool:
        """`Prije priredbe, 20. maja, održat će se sastanak`: the noun only says when; but `prije sjednice koja …`."""
        reading = self.reading
        if preposition(reading, mention) not in _BEFORE_OR_AFTER:
            return False
        end = phrases.extent(reading, mention, sentence)
        after = set(reading.words[end : end + 3])
        if {"koja", "koji", "koje", "("} & after:
            return False
        start = reading.starts[end] if end < sentence.last else sentence.end
        return "," in after or not reading.dates_in(start, start + _NEAR_NAME)

    def _put_off(self, mention: Mention, sentence: Sentence, cues: list[Match], following: Sentence | None) -> _Candidate | None:
        """`Sjednica je odgođena; novi termin bit će objavljen naknadno`: it lies ahead, on a day that nobody knows."""
        reading = self.reading
        if mention.noun.sense == "talk" or preposition(reading, mention) or not any(case == "nom" for case, _ in mention.forms):
            return None
        outcome = told(reading, mention, cues, reach=5)
        if outcome is None or outcome[0] != "not" or not any(verb in outcome[1].row["cue"] for verb in _PUTTING_OFF):
            return None
        together = following is not None and following.block == sentence.block
        if not _LATER.search(
            reading.folded, outcome[1].end, following.end if following is not None and together else sentence.end
        ):
            return None
        end = phrases.extent(reading, mention, sentence)
        rule = with_cue("events.ahead", outcome[1].row["row"])
        return _Candidate(mention, sentence, end, None, rule, 0.8, cue=(outcome[1].start, outcome[1].end), undated=True)

    def _rejected(self, mention: Mention, reason: str, cue: Match | None = None) -> _Candidate | None:
        """None; noted is that a noun names no event that lies ahead."""
        rule = with_cue("events.ahead", cue.row["row"]) if cue is not None else ""
        because = (cue.start, cue.end) if cue is not None else None
        start, end = mention.start(self.reading), mention.end(self.reading)
        trace.rejected("upcoming_events", start, end, reason, rule=rule, because=because)
        return None

    def _why_not_ahead(self, sentence: Sentence, outcome: tuple[str, Match] | None) -> str:
        """Why nothing says that the event lies ahead, as a reason of the trace."""
        if outcome is not None and outcome[0] in ("held", "before"):
            return "past-event"
        roles = {date.role for date in self.reading.dates_in(sentence.start, sentence.end)}
        return "deadline-only" if "deadline" in roles else "past-event" if "meeting" in roles else "nothing-says-ahead"

    def _agreed(self, cue: Match, sentence: Sentence) -> bool:
        """`Dogovoreno je da se održi okrugli sto`: what was agreed upon lies ahead."""
        words = self.reading.words[sentence.first : sentence.last]
        if not cue.row["cue"].startswith("da se") or any(word in _RECURRING for word in words):
            return False
        if _EXPECTED.search(self.reading.folded, sentence.start, cue.end) is not None and _has_date(self.reading, sentence):
            return True
        return _AGREEMENT.search(self.reading.folded, sentence.start, cue.start) is not None or (
            self.reading.words[sentence.first] == "da" and self.reading.blocks[sentence.block].kind == "list_item"
        )

    def _future_date(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether a date of the role `event` stands in the clause of the noun."""
        reading = self.reading
        for date in reading.dates_in(sentence.start, sentence.end):
            if date.role == "event":
                near = distance(reading, mention.last - 1, reading.word_at(date.evidence.start))
                if near[0] <= 2 and near[1] <= 25:
                    return True
        return False

    def _later_day(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether a day after the meeting stands in the clause: `Utakmica se igra 4. februara`, `2. jula putuje na festival`."""
        reading = self.reading
        governed = preposition(reading, mention)
        if governed not in _OF_EVENT or (governed and self._belongs_to_noun(mention)):
            return False
        for date in reading.dates_in(sentence.start, sentence.end):
            word = reading.word_at(date.evidence.start)
            low, high = sorted((mention.head, word))
            if (
                date.role == "mention"
                and self._is_later(date)
                and reading.words[word - 1 : word] not in _NO_DAY_OF_EVENT
                and not mention.first <= word < mention.last
                and distance(reading, mention.head, word)[0] <= self._clauses_between(mention, word, sentence)
                and high - low <= _FARTHEST_DAY
                and not any(
                    reading.words[index] == "i" and reading.words[index + 1] not in ("na", "u")
                    for index in range(low + 1, high)
                    if not date.evidence.start <= reading.starts[index] < date.evidence.end
                )
            ):
                return True
        return False

    def _clauses_between(self, mention: Mention, day: int, sentence: Sentence) -> int:
        """How many commas or colons may part an event and its day: `3. juna, učestvovat će na …`, `Obuka trenera: 10. juli`."""
        words = self.reading.words
        block = self.reading.blocks[sentence.block]
        opens = mention.first == sentence.first or self.reading.starts[mention.first] <= block.content_start + 1
        aside = "," in words[day - 2 : day + 1] or (opens and ":" in words[mention.last : day])
        return 1 if aside else 0

    def _belongs_to_noun(self, mention: Mention) -> bool:
        """`dobitnici medalja na olimpijadi`: a noun stands before the preposition, not the verb."""
        before = mention.first - 2
        if before < 0 or not self.reading.words[before].isalpha():
            return False
        word = self.reading.text[self.reading.starts[before] : self.reading.ends[before]]
        return word not in ("će", "se", "je", "i") and is_nominal(word, "noun") and not is_predicate(self.reading.words[before])

    def _is_later(self, date: DateFinding) -> bool:
        """Whether a day of the calendar lies after the reference."""
        value = edtf.date_part(date.value)
        if self.reference is None or len(value) < _FULL_DAY or not edtf.is_valid(value):
            return False
        first = edtf.bounds(value)[0]
        return first is not None and first > self.reference

    def _bracketed_date(self, mention: Mention, sentence: Sentence) -> DateFinding | None:
        """The date in the brackets that follow the name."""
        reading = self.reading
        end = phrases.extent(reading, mention, sentence)
        if end < sentence.last and reading.words[end] == "(":
            dates = reading.dates_in(reading.starts[end], reading.starts[end] + 12)
            if dates and dates[0].role not in ("meeting", "published", "deadline") and self._is_ahead(dates[0]):
                return dates[0]
        return None

    def _is_ahead(self, date: DateFinding) -> bool:
        """Whether the date lies after the reference; a date without a year may."""
        if self.reference is None or not edtf.is_valid(edtf.date_part(date.value)):
            return True
        last = edtf.bounds(edtf.date_part(date.value))[1]
        return last is None or last >= self.reference

    def _dates(self, found: list[_Candidate], sentence: Sentence) -> None:
        """Each date to the event nearest to it, one date an event."""
        reading = self.reading
        pairs: list[tuple[tuple[int, int], int, int, DateFinding]] = []
        for number, candidate in enumerate(found):
            for date in reading.dates_in(sentence.start, sentence.end):
                if date.role in ("deadline", "published") or not self._is_ahead(date):
                    continue
                if date.role == "meeting":
                    continue
                word = reading.word_at(date.evidence.start)
                if candidate.mention.first <= word < candidate.end:
                    continue
                if word and reading.words[word - 1] in ("prije", "nakon", "poslije"):
                    continue
                boundaries, words = distance(
                    reading, candidate.mention.head if word < candidate.mention.head else candidate.end - 1, word
                )
                penalty = 0 if date.role == "event" else 3
                penalty += 2 if len(edtf.date_part(date.value)) <= _YEAR else 0  # `kamp je ove godine od 20. do 26. jula`
                before = 1 if word < candidate.mention.first else 0
                inserted = boundaries == 1 and reading.words[word - 1 : word] == [","]  # `prije toga, 15. juna, nastupit će`
                penalty += 3 if before and boundaries and not inserted else 0
                pairs.append(((boundaries + penalty, words + 4 * before), number, date.evidence.start, date))
        used: set[int] = set()
        for near, number, start, date in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[2])):
            if found[number].date is None and not found[number].undated and start not in used and near[0] <= 6:
                sure = found[number].confidence > _SURE and near[0] <= _NEAR_CLAUSE
                if date.role != "event" and self.reference is None and not sure:
                    continue
                found[number].date = date
                used.add(start)
        found += self._other_days(found, sentence)
        for candidate in found:  # `zakazana je za 10. juni, kada će biti organizovan i festival`
            if candidate.date is None and candidate.rule.split(":")[0] in ("events.ahead", "events.held-ahead"):
                candidate.date = self._shared_date(candidate, found)

    def _other_days(self, found: list[_Candidate], sentence: Sentence) -> list[_Candidate]:
        """`Dogovorene su utakmice: 10. augusta u Tuzli i 17. augusta u Kaknju`: one event a day."""
        several: list[_Candidate] = []
        for number, candidate in enumerate(found):
            later = [other.mention.first for other in found[number + 1 :]]
            several += self._on_each_day(candidate, min(later, default=sentence.last)) if candidate.date is not None else []
        return several

    def _on_each_day(self, candidate: _Candidate, last: int) -> list[_Candidate]:
        """The event on the other days that stand before the word `last`."""
        reading = self.reading
        numbers = {number for case, number in candidate.mention.forms if case in ("nom", "acc")}
        if "pl" not in numbers or ("nom", "sg") in candidate.mention.forms or preposition(reading, candidate.mention):
            return []
        stop = reading.ends[last - 1]
        days = [
            date
            for date in reading.dates_in(reading.ends[candidate.end - 1], stop)
            if date is candidate.date or (date.role in ("event", "mention") and self._is_later(date))
        ]
        if len(days) < _SEVERAL or days[0] is not candidate.date:
            return []
        starts = [*(reading.word_at(date.evidence.start) for date in days), last]
        if reading.words[starts[0] - 1] == "(":  # `u Tuzli (22. april), Mostaru (24. april)`: the place stands before the day
            starts = [candidate.end, *starts[:-1]]
        several = [replace(candidate, date=date, days=(starts[at], starts[at + 1])) for at, date in enumerate(days)]
        candidate.days = several[0].days
        return several[1:]

    def _shared_date(self, candidate: _Candidate, found: list[_Candidate]) -> DateFinding | None:
        """The day of the event before, which `kada` goes on with."""
        words = self.reading.words
        for other in found:
            if other.date is not None and other.mention.first < candidate.mention.first:
                after = self.reading.word_at(other.date.evidence.end)
                if words[after : after + 2] in ([",", "kad"], [",", "kada"]) and after < candidate.mention.first:
                    return other.date
        return None

    def _fell_through(self, candidate: _Candidate, following: Sentence) -> bool:
        """Whether the next sentence says of the same gathering that it did not take place: `sjednica se nije mogla održati`."""
        cues = status_cues(self.reading, following)
        for mention in mentions(self.reading, following.first, following.last):
            same = mention.noun.type == candidate.mention.noun.type
            if same and not is_next(self.reading, mention) and not is_earlier(self.reading, mention):
                outcome = told(self.reading, mention, cues)
                return outcome is not None and outcome[0] == "not"
        return False

    def _stays(self, candidate: _Candidate, following: Sentence | None) -> bool:
        reading = self.reading
        mention = candidate.mention
        if candidate.date is None:
            bracketed = self._bracketed_date(mention, candidate.sentence)
            if bracketed is not None:
                candidate.date = bracketed
        told = (reading.starts[mention.first], reading.ends[mention.last - 1]) in self.told
        if told and (candidate.date is None or any(candidate.date in meeting.dates for meeting in self.meetings)):
            return self._left_out(candidate, "told-as-meeting")
        if following is not None and self._fell_through(candidate, following):
            return self._left_out(candidate, "called-off")
        if candidate.date is None and following is not None and self._continued(following):
            for date in reading.dates_in(following.start, following.end):
                if date.role == "event":
                    candidate.date = date
                    candidate.following = following
                    break
        if candidate.date is None and self._later_today(candidate):
            candidate.date = self._day_before(candidate) or self._day_of_heading(candidate)
        if mention.noun.sense == "talk" and candidate.date is None:
            return self._left_out(candidate, "no-date")
        if candidate.undated:
            return candidate.end - mention.first > 1 or self._left_out(candidate, "no-date")
        if candidate.date is not None or self._later_today(candidate):
            return True
        if name_of(candidate.rule) == "events.next-session":
            return bool(self._spots(candidate)) or self._left_out(candidate, "no-date-no-place")
        if (
            any(date.role == "meeting" for date in reading.dates_in(candidate.sentence.start, candidate.sentence.end))
            and candidate.confidence < 0.8
        ):
            return self._left_out(candidate, "past-event")
        if name_of(candidate.rule) == "events.return-visit":
            return True
        # without a day only what has a name and is the subject or object of the announcement
        direct = any(case in ("nom", "acc") for case, _ in mention.forms) and not preposition(reading, mention)
        named = candidate.confidence >= 0.8 and direct and candidate.end - mention.first > 1
        return named or self._left_out(candidate, "no-date")

    def _day_before(self, candidate: _Candidate) -> DateFinding | None:
        """The day ahead that the sentence before tells: `… u nedjelju, 4. februara. Utakmica se igra od 18 sati.`"""
        reading = self.reading
        before = reading.sentence_at(candidate.sentence.start - 2) if candidate.sentence.start >= 2 else None
        if before is None or before.block != candidate.sentence.block:
            return None
        days = [date for date in reading.dates_in(before.start, before.end) if date.role in ("event", "mention")]
        return days[0] if len(days) == 1 and self._is_later(days[0]) and "/" not in days[0].value else None

    def _day_of_heading(self, candidate: _Candidate) -> DateFinding | None:
        """The day ahead in the heading that names the event: `Sjednica Vijeća, 26. 5. 2023.` over `Počet će u 10 sati`."""
        reading = self.reading
        for sentence in reading.sentences:
            if sentence.block >= _TITLE_BLOCKS or sentence.block >= candidate.sentence.block:
                return None
            named = mentions(reading, sentence.first, sentence.last)
            if any(mention.noun.type == candidate.mention.noun.type for mention in named):
                for date in reading.dates_in(sentence.start, sentence.end):
                    if date.role in ("event", "mention") and self._is_ahead(date):
                        return date
        return None

    def _left_out(self, candidate: _Candidate, reason: str) -> bool:
        """Note that the candidate is no event; False."""
        start, end = candidate.mention.start(self.reading), self.reading.ends[candidate.end - 1]
        trace.rejected("upcoming_events", start, end, reason, rule=candidate.rule)
        return False

    def _later_today(self, candidate: _Candidate) -> bool:
        """`U 17 sati bit će otvorena i izložba`: an hour without a day is one of the meeting's day."""
        sentence = candidate.sentence
        if self.reference is None or name_of(candidate.rule) != "events.ahead" or _has_date(self.reading, sentence):
            return False
        if _OTHER_DAY.search(self.reading.folded, sentence.start, sentence.end):
            return False
        return bool(times.spoken(self.reading.folded, sentence.start, sentence.end))

    def _continued(self, following: Sentence) -> bool:
        """`Održat će se 5. maja`: the next sentence goes on with the event."""
        words = self.reading.words[following.first : following.first + 6]
        return bool(words) and (
            words[0].startswith(("odrzat", "odrzac", "bit", "bic", "pocet", "planiran", "zakazan", "termin", "predviden"))
            or "ona" in words[:2]
            or "on" in words[:2]
        )

    def _spots(self, candidate: _Candidate) -> list[places.Spot]:
        reading = self.reading
        if candidate.days is not None:
            return places.spots(reading, *candidate.days, self.organizations) or self._listed_town(*candidate.days)
        first = candidate.end
        last = min((start for start in self.openings if start > candidate.mention.first), default=candidate.sentence.last)
        last = min(last, candidate.sentence.last)
        for index in range(first, last):
            if reading.words[index] == ";" or (
                reading.words[index] in ("a", "dok", "kada", "kad") and index > first and reading.words[index - 1] == ","
            ):
                last = index
                break
        after = places.spots(reading, first, last, self.organizations)
        if not after and candidate.following is not None:
            after = places.spots(reading, candidate.following.first, candidate.following.last, self.organizations)
        if after or candidate.mention.first - candidate.sentence.first < 2:
            return after
        # `U Varešu će 3. decembra biti održan Regionalni susret`
        opening = candidate.mention.first
        while opening > candidate.sentence.first and reading.words[opening - 1] not in (",", ";", ":", "i", "da"):
            opening -= 1
        return places.spots(reading, opening, candidate.mention.first, self.organizations)

    def _listed_town(self, first: int, last: int) -> list[places.Spot]:
        """The town of a list that names its preposition once: `u Tuzli (22. april), Mostaru (24. april) i Foči (29. april)`."""
        for index in range(last - 1, first - 1, -1):
            town = towns.locative(self.reading, index, last)
            if town is not None:
                return [places.Spot("town", town[0], self.reading.starts[index], self.reading.ends[town[1] - 1])]
        return []

    def _of_fields(self, fields: Fields) -> EventFinding | None:
        """`Šta: Tribina „Voda“`, `Kada: 24. maja u 18 sati`, `Gdje: Gradska biblioteka`."""
        reading = self.reading
        day = reading.blocks[fields.date]
        days = reading.dates_in(day.content_start, day.end)
        date = next((each for each in days if each.role != "deadline" and self._is_ahead(each)), None)
        if date is not None and reading.folded.startswith("do ", day.content_start):
            date = None  # `Kada: do 24. maja`: a deadline
        found = self._named_by(fields) if date is not None else None
        if date is None or found is None:
            return None
        mention, end = found
        hour = reading.blocks[fields.time] if fields.time is not None else None
        heard = times.labelled(reading.folded, hour.content_start, hour.end) if hour is not None else None
        clock = date.value.partition("T")[2][:5] or (heard.start if heard else None)
        if not clock:
            after = times.labelled(reading.folded, date.evidence.end, day.end)
            clock = after.start if after else None
        where = reading.blocks[fields.place] if fields.place is not None else None
        date.role = "event"
        return EventFinding(
            phrases.name(reading, mention, end),
            mention.noun.type,
            Evidence(reading.starts[mention.first], reading.ends[end - 1]),
            with_cue("events.fields", mention.noun.lemma),
            0.85,
            edtf.date_part(date.value),
            clock or None,
            self._place_of_field(where) if where is not None else None,
            [],
            [date],
        )

    def _named_by(self, fields: Fields) -> tuple[Mention, int] | None:
        """The noun of the event and the word after its name: in a field of its own, else in the nearest line above."""
        reading = self.reading
        if fields.what is not None:
            block = reading.blocks[fields.what]
            first = reading.word_at(block.content_start)
            last = reading.word_at(trimmed(reading.text, block.content_start, block.end)[1])
            named = [mention for mention in mentions(reading, first, last) if mention.noun.sense != "talk"]
            mention = named[0] if named else phrases.unknown(reading, first, last)
            if mention is None:
                return None
            return replace(mention, first=first if mention.first - first <= _LATEST_NOUN else mention.first), last
        for sentence in reversed(reading.sentences):
            if sentence.block >= fields.first:
                continue
            if fields.first - sentence.block > _FARTHEST_HEADING:
                return None
            for mention in mentions(reading, sentence.first, sentence.last):
                if mention.noun.sense != "talk" and not self._in_name(mention) and not is_earlier(reading, mention):
                    return self._called(mention), phrases.extent(reading, mention, sentence)
        return None

    def _place_of_field(self, block: Block) -> str | None:
        """The town of a field, else all of it."""
        reading = self.reading
        start, end = trimmed(reading.text, block.content_start, block.end)
        if places.platform(reading, start, end) and not places.AND_ONLINE.search(reading.folded, start, end):
            return None
        return town_of_field(reading, block) or re.sub(r"[„“]", "", reading.text[start:end])

    def _labelled(self, sentence: Sentence) -> EventFinding | None:
        """`Sljedeći sastanak: 27. juni 2024. u 13:00, putem Zooma`."""
        reading = self.reading
        block = reading.blocks[sentence.block]
        date = next(
            (date for date in reading.dates_in(block.content_start, block.end) if date.role in ("event", "mention", "meeting")),
            None,
        )
        first, last = reading.word_at(block.start), reading.word_at(block.content_start)
        named = mentions(reading, first, last)
        if date is None or not named:
            return None
        mention = named[0]
        start, end = reading.starts[mention.first], reading.ends[mention.last - 1]
        spots = places.spots(reading, last, reading.word_at(block.end), self.organizations)
        heard = times.spoken(reading.folded, block.content_start, block.end)
        clock = date.value.partition("T")[2][:5] or (heard[0].start if heard else None)
        return EventFinding(
            phrases.name(reading, mention, mention.last),
            mention.noun.type,
            Evidence(start, end),
            with_cue("events.label", mention.noun.lemma),
            0.9,
            edtf.date_part(date.value),
            clock,
            _best(spots),
            [],
            [date],
        )

    def _finding(self, candidate: _Candidate, all_of: list[_Candidate]) -> EventFinding:
        reading = self.reading
        mention = candidate.mention
        start, end = reading.starts[mention.first], reading.ends[candidate.end - 1]
        if trace.tracing():
            ends = phrases.why_it_ends(reading, candidate.end, candidate.sentence)
            trace.bounded("upcoming_events", start, end, begins="adjectives-and-ordinal", ends=ends, cue=candidate.cue)
        date = candidate.date
        value = edtf.date_part(date.value) if date else None
        clock = date.value.partition("T")[2][:5] if date and "T" in date.value else candidate.hour
        if date is None and self.reference is not None and self._later_today(candidate):
            value = self.reference.isoformat()
        if clock is None and value is not None:
            heard = [
                time
                for time in times.spoken(reading.folded, candidate.sentence.start, candidate.sentence.end)
                if self._owner(time.at, all_of) is candidate
            ]
            clock = heard[0].start if heard else None
        return EventFinding(
            name=self._name(candidate),
            type=mention.noun.type,
            evidence=Evidence(start, end),
            rule=candidate.rule,
            confidence=candidate.confidence,
            date=value,
            start_time=clock,
            place=_best(self._spots(candidate)) or self._town_beside(candidate),
            organizers=[],
            dates=[date] if date else [],
        )

    def _town_beside(self, candidate: _Candidate) -> str | None:
        """The town of a line of a calendar without a preposition: `Sajam meda, 3. juna 2023., Zenica`, `ZENICA – U 10 sati …`."""
        date = candidate.date
        if name_of(candidate.rule) != "events.calendar" or date is None:
            return None
        opening = self.calendar[candidate.sentence.block].town
        if opening is not None:
            return opening
        rest = _LAST_CELL.search(self.reading.text, date.evidence.end, candidate.sentence.end)
        if rest is None:
            return None
        name = rest["place"]
        return name if towns.nominative(name) is not None and len(towns.nominative(name) or "") == len(name) else None

    def _name(self, candidate: _Candidate) -> str:
        if name_of(candidate.rule) == "events.verb":
            return candidate.mention.noun.lemma
        first = candidate.mention.first
        if first > candidate.sentence.first and self.reading.words[first - 1] == "nastavak":
            stop = trimmed(self.reading.text, self.reading.starts[first], self.reading.ends[candidate.end - 1])[1]
            return self.reading.text[self.reading.starts[first - 1] : stop]  # `Nastavak sjednice zakazan je za …`
        name = phrases.name(self.reading, candidate.mention, candidate.end)
        bare = candidate.mention.head == candidate.mention.first and self.reading.words[candidate.mention.head].startswith(NEXT)
        return f"{name} {candidate.mention.noun.lemma}" if bare else name

    def _owner(self, at: int, all_of: list[_Candidate]) -> _Candidate | None:
        """The event whose date or noun stands nearest before a time."""
        reading = self.reading
        before = [
            (max(reading.starts[candidate.mention.first], candidate.date.evidence.start if candidate.date else 0), candidate)
            for candidate in all_of
            if reading.starts[candidate.mention.first] <= at
        ]
        if not before:
            return all_of[0] if len(all_of) == 1 else None  # `U 17 sati bit će otvorena izložba`
        return max(before, key=lambda pair: pair[0])[1]

    def _unique(self, found: list[EventFinding]) -> list[EventFinding]:
        """One event a name and date; an event told again without its date is the same."""
        kept: list[EventFinding] = []
        for event in found:
            same = next(
                (
                    other
                    for other in kept
                    if other.type == event.type
                    and (_same_time(other.date, event.date) or other.date is None or event.date is None)
                    and _alike(other, event)
                ),
                None,
            )
            if same is not None:
                trace.merged("upcoming_events", event.evidence.start, event.evidence.end, "told-again", rule=event.rule)
            if same is None:
                kept.append(event)
            elif event.date is not None and (same.date is None or ("/" in event.date and same.date != event.date)):
                same.date, same.start_time, same.dates = event.date, event.start_time, event.dates
                same.place = same.place or event.place
                if len(event.name) > len(same.name):
                    same.name = event.name
            elif same.date == event.date:
                if name_of(same.rule) == "events.invitation" and same.name.casefold() in event.name.casefold():
                    same.name, same.evidence = event.name, event.evidence  # the heading says less than the sentence
                same.place = same.place or event.place
                same.start_time = same.start_time or event.start_time
        return kept


def _has_date(reading: Reading, sentence: Sentence) -> bool:
    """Whether any date stands in the sentence but that of a dateline before it."""
    return any(date.role != "published" for date in reading.dates_in(sentence.start, sentence.end))


def _same_time(one: str | None, other: str | None) -> bool:
    """Whether two dates are the same, or one is the first day of the other: `počinje u petak`, `traje od 5. do 9. maja`."""
    if one is None or other is None or one == other:
        return one == other
    return one.partition("/")[0] == other.partition("/")[0] and ("/" in one) != ("/" in other)


def _alike(one: EventFinding, other: EventFinding) -> bool:
    first, second = one.name.casefold().split(), other.name.casefold().split()
    if one.date is not None and one.date == other.date:
        return True
    common = len(set(first) & set(second))
    return common * 2 >= min(len(first), len(second))


def _best(spots: list[places.Spot]) -> str | None:
    """The town, else the venue."""
    for kind in ("town", "venue"):
        for spot in spots:
            if spot.kind == kind:
                return spot.name
    return None
