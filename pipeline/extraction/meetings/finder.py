"""Which gatherings a document reports as held, and what it says of each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from spacy.tokens import Doc

from pipeline import edtf
from pipeline.evidence import Evidence
from pipeline.extraction import trace
from pipeline.extraction.findings import DateFinding, MeetingFinding, ParticipantFinding
from pipeline.extraction.meetings import places
from pipeline.extraction.meetings.announcements import announces
from pipeline.extraction.meetings.cues import CueTable, Match
from pipeline.extraction.meetings.details import Telling, fill
from pipeline.extraction.meetings.gatherings import (
    PACKAGE,
    Mention,
    Noun,
    before_it,
    distance,
    held_itself,
    is_earlier,
    is_next,
    mentions,
    preposition,
    status_cues,
    told,
)
from pipeline.extraction.meetings.ordinals import number
from pipeline.extraction.meetings.sentences import Reading, Sentence, read, trimmed
from pipeline.extraction.meetings.words import is_predicate
from pipeline.extraction.rules import with_cue
from pipeline.language.blocks import Block
from pipeline.language.folding import fold
from pipeline.language.layout import label_kind, lead_kind
from pipeline.resources import read_table

Strength = Literal["record", "firm", "loose", "frail", "title", "presupposed"]
_RANK: dict[Strength, int] = {"record": 5, "firm": 4, "loose": 3, "title": 2, "frail": 1, "presupposed": 0}
_CONFIDENCE: dict[Strength, float] = {"record": 0.95, "firm": 0.9, "loose": 0.75, "title": 0.6, "frail": 0.55, "presupposed": 0.5}
# nouns under which one meeting is told again
_ALIASES = frozenset(
    {"sastanak", "skup", "susret", "druženje", "zasjedanje", "sjednica", "tribina", "radionica", "posjeta", "prijem"}
)
_SPEAKS_OF = frozenset({"sastanak", "skup", "susret", "druženje", "zasjedanje", "događaj"})
_VISITS = frozenset({"posjeta", "obilazak", "prijem"})
_HEAD_BLOCKS = 14
_HEAD_LINES = 3
_VERBAL = frozenset(["je", "su", "se", "da", "ce", "vas", "bi", "nije", "nisu"])
_LEAD_SENTENCES = 5
_FULL_DAY = 10  # characters of an EDTF day
_SEMICOLON = 3  # clause boundaries that it counts
_LONGEST_HEADER = 140  # characters of a line over the body


@dataclass(slots=True)
class Candidate:
    """One report of a gathering in one sentence."""

    type: str
    strength: Strength
    start: int
    end: int
    anchor: int  # word
    sentence: Sentence
    rule: str
    fired: str  # the row of a word table
    cue: tuple[int, int] | None = None  # the verb that tells
    date: DateFinding | None = None
    ordinal: str = ""
    apart: bool = False  # told as another one beside the one before
    plural: bool = False
    background: bool = False  # told by somebody, or of an earlier one
    attributive: bool = False  # held in a relative clause or attribute: another meeting only where none was named before
    told_by_attribute: bool = False  # `na danas u Bihaću održanoj sjednici`
    visit: bool = False
    misspelt: bool = False
    after_another: bool = False  # `nakon potpisivanja održan je i sastanak`: another one, on the day of the one before


@dataclass(slots=True)
class _Meeting:
    type: str
    strength: Strength
    told: list[Candidate] = field(default_factory=list)
    dates: list[DateFinding] = field(default_factory=list)


def find(doc: Doc) -> list[MeetingFinding]:
    """The meetings of a document, in the order in which it tells them."""
    reading = read(doc)
    if not reading.sentences:
        return []
    return _Finder(reading, doc).meetings()


@cache
def _encounters() -> CueTable:
    return CueTable(read_table(PACKAGE, "encounter_verbs.tsv", ("cue", "type", "strength")))


@cache
def _saying() -> CueTable:
    rows = read_table(PACKAGE, "saying_verbs.tsv", ("verb",))
    return CueTable([{"cue": f"<{row['verb']}:{form}>", "verb": row["verb"]} for row in rows for form in ("lp", "pres", "pp")])


@cache
def _record_words() -> re.Pattern[str]:
    words = [fold(row["word"]).replace("*", r"\w*") for row in read_table(PACKAGE, "record_words.tsv", ("word",))]
    return re.compile(rf"^\W*(?:skraceni |sluzbena |kratki? |nacrt |prijedlog )?(?:{'|'.join(words)})\b")


@cache
def _received() -> re.Pattern[str]:
    return re.compile("|".join(fold(row["stem"]) for row in read_table(PACKAGE, "received.tsv", ("stem",))))


class _Finder:
    def __init__(self, reading: Reading, doc: Doc) -> None:
        self.reading = reading
        self.doc = doc
        self.organizations = places.mentioned(doc._.organizations)
        self.participants: list[ParticipantFinding] = doc._.participants
        self.announces = announces(reading)
        self.held: list[_Meeting] = []

    def meetings(self) -> list[MeetingFinding]:
        for candidate in self._candidates():
            self._file(candidate)
        assumed = (self._assumed() or self._unnamed()) if not self.held and not self.announces else None
        if assumed is not None:
            self._open(assumed)
            led = self._led(assumed) if assumed.date is None else None
            if led is not None:
                self._join(self.held[0], led)
        convened = self._convened() if not any(meeting.dates for meeting in self.held) else None
        if convened is not None:
            others = [meeting for meeting in self.held if meeting.type != convened.type]
            self.held = []
            self._open(convened)
            self.held += others
        self._settle()
        found: list[MeetingFinding] = []
        for meeting in self.held:
            found.append(self._finding(meeting, found[-1] if found else None))
        return found

    # --- candidates

    def _candidates(self) -> list[Candidate]:
        reading = self.reading
        record = self._record()
        found: list[Candidate] = [record] if record else []
        skipped = self._skipped_blocks()
        spoken = 0
        for sentence in reading.sentences:
            block = reading.blocks[sentence.block]
            if sentence.block in skipped or (record and sentence is record.sentence):
                continue
            titled = block.kind == "title"
            if block.kind in ("paragraph", "section", "list_item", "label"):
                spoken += 1
            if block.kind in ("heading", "table_row"):
                continue
            found += self._of_sentence(sentence, titled, spoken <= _LEAD_SENTENCES, bool(found))
        return found

    def _skipped_blocks(self) -> set[int]:
        """Blocks that tell nothing of what was held: agendas, lists of conclusions, labels of attendance."""
        skipped: set[int] = set()
        blocks, text = self.reading.blocks, self.reading.text
        for index, block in enumerate(blocks):
            if block.kind == "label" and label_kind(block) not in (None, "topic", "discussion", "other", "note"):
                skipped.add(index)
            if block.kind == "list_item" and block.lead is not None:
                kind = lead_kind(text, blocks[block.lead])
                if kind in ("agenda", "conclusions", "recommendations", "tasks", "present", "absent", "guests", "annex"):
                    skipped.add(index)
        return skipped

    def _record(self) -> Candidate | None:
        """The gathering that the title of minutes names: `Zapisnik sa 7. redovne sjednice Vijeća, održane …`."""
        reading = self.reading
        opened = int(
            any(_record_words().match(reading.folded[block.start : block.start + 60]) for block in self._bare_headings())
        )
        for sentence in reading.sentences:
            if sentence.block > _HEAD_BLOCKS or opened > 3:
                return None
            block = reading.blocks[sentence.block]
            head = reading.folded[block.start : min(block.end, block.start + 60)]
            if _record_words().match(head) or _RECORD_LATER.search(
                reading.folded, block.start, min(block.end, block.start + 160)
            ):
                opened = 1
            elif opened and _CONTINUES_RECORD.match(head):
                opened += 1
            elif block.kind == "paragraph" and block.end - block.start > _LONGEST_HEADER:
                return None  # the body has begun
            else:
                continue
            for mention in mentions(reading, sentence.first, sentence.last):
                words = reading.words
                before = words[max(sentence.first, mention.first - 3) : mention.first]
                led = any(
                    word in ("sa", "s", "rada", "radu", "tok", "tijek", "toku") or _record_words().match(word) for word in before
                )
                if before_it(reading, mention) or {"je", "su"} & set(words[sentence.first : mention.first]):
                    continue
                if mention.noun.sense in ("happening", "talk") or not led or block.kind == "label":
                    continue
                if self._ahead(mention, sentence):
                    return None
                candidate = self._candidate(mention, sentence, "record", "meetings.record-title", None)
                candidate.date = candidate.date or next(iter(self._days(sentence)), None) or self._day_of_field()
                return candidate
        return None

    def _day_of_field(self) -> DateFinding | None:
        """The day in the head of minutes: `Datum: 9. 9. 2024.`."""
        blocks = self.reading.blocks[:_HEAD_BLOCKS]
        fields = [block for block in blocks if block.kind == "label" and label_kind(block) == "date"]
        days = [date for block in fields for date in self.reading.dates_in(block.content_start, block.end)]
        return next((date for date in days if date.role == "meeting" and len(date.value) >= _FULL_DAY), None)

    def _bare_headings(self) -> list[Block]:
        """Headings without words after them at the top: `ZAKLJUČCI`, over `sa Prve konferencije …`."""
        return [block for block in self.reading.blocks[:_HEAD_LINES] if block.content_start >= block.end]

    def _assumed(self) -> Candidate | None:
        """What a heading line, the list of those present or a sentence with a day names, where no verb tells of a meeting.

        So `Dvadeseta skupština Društva …` in a title, `Na sastanku su učestvovali:`, `Okruglim stolom 12. marta ravnao je …`.
        """
        reading = self.reading
        attendance = self._attendance()
        for sentence in [*attendance, *reading.sentences[:_HEAD_BLOCKS]]:
            block = reading.blocks[sentence.block]
            attended = any(sentence is each for each in attendance)
            headed = block.kind == "title" or (sentence.block < _HEAD_LINES and self._is_heading_line(sentence, block))
            for mention in mentions(reading, sentence.first, sentence.last):
                if (headed or attended or self._days(sentence)) and self._may_be_held(mention, sentence):
                    candidate = self._candidate(mention, sentence, "presupposed", "meetings.assumed", None)
                    candidate.date = next(iter(self._days(sentence)), None)
                    return candidate
        return None

    def _unnamed(self) -> Candidate | None:
        """Minutes that name no gathering (`Zapisnik 7/2022`, `Datum: …`, `Prisutni: …`): they are of a meeting all the same."""
        blocks = self.reading.blocks[:_HEAD_BLOCKS]
        kinds = {label_kind(block) for block in blocks if block.kind == "label"}
        if "date" not in kinds and not ({"present", "time"} & kinds):
            return None
        for sentence in self.reading.sentences:
            if sentence.block >= _HEAD_LINES:
                return None
            block = self.reading.blocks[sentence.block]
            words = self.reading.words[sentence.first : sentence.last]
            if block.kind in ("title", "heading") and words[:1] == ["zapisnik"] and len(words) <= _LONGEST_BARE_TITLE:
                noun = Noun("sastanak", "sastanak", "m", "gathering", (), ())
                mention = Mention(noun, sentence.first, sentence.first, sentence.first + 1, frozenset({("nom", "sg")}), "", False)
                return self._candidate(mention, sentence, "presupposed", "meetings.unnamed", None)
        return None

    def _attendance(self) -> list[Sentence]:
        """The labels of lists of those present: `Na sastanku su učestvovali:`."""
        reading = self.reading
        return [
            Sentence(block.start, block.content_start, reading.word_at(block.start), reading.word_at(block.content_start), index)
            for index, block in enumerate(reading.blocks[:_HEAD_BLOCKS])
            if block.kind == "label" and label_kind(block) == "present"
        ]

    def _led(self, assumed: Candidate) -> Candidate | None:
        """The first sentence with a day, which goes on with what a heading names."""
        for sentence in self.reading.sentences[:_LEAD_SENTENCES]:
            days = self._days(sentence)
            if days and sentence.start > assumed.end:
                anchor = self.reading.word_at(days[0].evidence.start)
                return replace(assumed, sentence=sentence, anchor=anchor, date=days[0], told_by_attribute=True)
        return None

    def _is_heading_line(self, sentence: Sentence, block: Block) -> bool:
        """Whether a line over the body is a heading that the layout takes for a paragraph: short, and without a verb."""
        words = self.reading.words[sentence.first : sentence.last]
        if block.end - block.start >= _LONGEST_HEADER or any(word in _VERBAL or is_predicate(word) for word in words):
            return False
        return words[-1] != "." or words[-2:-1] == [] or not words[-2].isalpha()

    def _days(self, sentence: Sentence) -> list[DateFinding]:
        """The days in a sentence that may be those of a meeting."""
        dates = self.reading.dates_in(sentence.start, sentence.end)
        return [date for date in dates if date.role in ("meeting", "mention") and len(date.value) >= 10]

    def _may_be_held(self, mention: Mention, sentence: Sentence) -> bool:
        reading = self.reading
        if mention.noun.sense in ("happening", "talk", "visit") or is_next(reading, mention) or is_earlier(reading, mention):
            return False
        if mention.noun.sense == "body" and not (mention.ordinal or self._is_occasion(mention, sentence)):
            return False
        if self._in_organization(mention) and not mention.ordinal:
            return False
        before = reading.words[sentence.first : mention.first]
        if "da" in before or preposition(reading, mention) in ("za", "prije", "nakon", "poslije", "o", "do"):
            return False
        outcome = told(reading, mention, status_cues(reading, sentence))
        return outcome is None or outcome[0] in ("held", "before")

    def _convened(self) -> Candidate | None:
        """The session that minutes only say was called: `sazvao je za 26. februar 31. skupštinu`, `Prisutno 118 članova`."""
        reading = self.reading
        if not any(_ATTENDED.search(reading.folded, block.start, min(block.end, block.start + 80)) for block in reading.blocks):
            return None
        for sentence in reading.sentences[:_HEAD_BLOCKS]:
            cues = [cue for cue in status_cues(reading, sentence) if "sazvati" in cue.row["cue"]]
            for mention in mentions(reading, sentence.first, sentence.last) if cues else ():
                if mention.noun.sense in ("gathering", "body"):
                    candidate = self._candidate(mention, sentence, "record", "meetings.convened", cues[0])
                    days = reading.dates_in(sentence.start, sentence.end)
                    candidate.date = candidate.date or (days[0] if days else None)
                    return candidate
        return None

    def _ahead(self, mention: Mention, sentence: Sentence) -> bool:
        outcome = told(self.reading, mention, status_cues(self.reading, sentence))
        return outcome is not None and outcome[0] in ("ahead", "not")

    def _of_sentence(self, sentence: Sentence, titled: bool, leading: bool, any_before: bool) -> list[Candidate]:
        reading = self.reading
        named = mentions(reading, sentence.first, sentence.last)
        encounters = _encounters().find(reading, sentence)
        if not named and not encounters:
            return []
        cues = status_cues(reading, sentence)
        sayings = self._sayings(sentence)
        found: list[Candidate] = []
        for place, mention in enumerate(named):
            if place and _is_owner(mention, named[place - 1]):
                self._rejected(mention, "body-acts")
                continue
            candidate = self._judge(mention, sentence, cues, sayings, titled)
            if candidate is not None:
                found += self._on_each_day(candidate)
        firm = any(candidate.strength == "firm" for candidate in found)
        for match in encounters:
            candidate = self._encounter(match, sentence, sayings, titled, leading)
            if candidate is not None and not (firm and match.row["strength"] != "firm"):
                found.append(candidate)
        found.sort(key=lambda candidate: candidate.start)
        return found

    def _on_each_day(self, candidate: Candidate) -> list[Candidate]:
        """`Radionice su održane 4. maja u Foči i 9. maja na Palama`: one gathering a day."""
        if candidate.strength != "firm":
            return [candidate]
        reading = self.reading
        days = [
            date
            for date in reading.dates_in(candidate.sentence.start, candidate.sentence.end)
            if (not candidate.plural and date.role in ("meeting", "mention") and len(date.value) >= _FULL_DAY)
            or (
                date.role == "meeting"
                and distance(reading, candidate.anchor, reading.word_at(date.evidence.start))[0] < _SEMICOLON
            )
        ]
        if len(days) < 2 or not (candidate.plural or self._each_has_its_place(days, candidate.sentence)):
            return [candidate]
        for day in days:
            day.role = "meeting"
        return [
            replace(candidate, date=day, apart=number > 0, anchor=reading.word_at(day.evidence.start))
            for number, day in enumerate(days)
        ]

    def _each_has_its_place(self, days: Sequence[DateFinding], sentence: Sentence) -> bool:
        """`Rasprava je održana 24. maja u Domu kulture u Foči, 26. maja u školi u Palama i 27. maja u Čajniču`."""
        reading = self.reading
        spots = places.spots(reading, sentence.first, sentence.last, self.organizations)
        ends = [*(day.evidence.start for day in days[1:]), sentence.end]
        return all(any(day.evidence.end <= spot.at < end for spot in spots) for day, end in zip(days, ends, strict=True))

    def _sayings(self, sentence: Sentence) -> list[int]:
        """Words at which a clause opens that somebody is quoted with: `istakao je da`."""
        reading = self.reading
        opened: list[int] = []
        for match in _saying().find(reading, sentence):
            if reading.folded[: match.end].endswith("mo"):
                continue  # `dodajmo da su se sastali`: the author tells it
            word = reading.word_at(match.end)
            for index in range(word, min(word + 8, sentence.last)):
                if reading.words[index] in ("da", "kako", "gdje", "sta", "zasto"):
                    opened.append(index)
                    break
                if reading.words[index] in (".", ";", "koji", "koja"):
                    break
        for word in range(sentence.first, sentence.last - 1):  # what was agreed has not happened yet
            if reading.words[word].startswith(_AGREED):
                opened += [index for index in range(word + 1, min(word + 9, sentence.last)) if reading.words[index] == "da"][:1]
        return opened

    def _quoted(self, word: int, sayings: Sequence[int]) -> bool:
        return any(opening < word for opening in sayings)

    def _judge(
        self, mention: Mention, sentence: Sentence, cues: Sequence[Match], sayings: Sequence[int], titled: bool
    ) -> Candidate | None:
        reading = self.reading
        sense = mention.noun.sense
        if sense == "happening":
            return self._rejected(mention, "happening-no-meeting")
        if is_next(reading, mention):
            return self._rejected(mention, "announced")
        if is_earlier(reading, mention) or "slican" in reading.words[mention.first : mention.head]:
            return self._rejected(mention, "earlier-one")
        if self._in_organization(mention):
            return self._rejected(mention, "name-of-body")
        outcome = told(reading, mention, cues)
        quoted = self._quoted(mention.head, sayings)
        if outcome is None:
            if titled and sense not in ("body", "talk") and not self.announces:
                return self._candidate(mention, sentence, "title", "meetings.title", None)
            if self._to_come(mention, sentence):
                return self._rejected(mention, "announced")
            if (self._presupposed(mention) or self._is_occasion(mention, sentence)) and not quoted:
                candidate = self._candidate(mention, sentence, "presupposed", "meetings.presupposed", None)
                candidate.attributive = True
                return candidate
            return self._rejected(mention, "said-by-speaker" if quoted else "nothing-tells-it-was-held")
        tells, cue = outcome
        if tells in _NOT_HELD:
            return self._rejected(mention, _NOT_HELD[tells], cue)
        if self._holds_another(mention, sentence, cue):
            return self._rejected(mention, "body-acts", cue)
        if sense in ("body", "talk") and cue.row["of"] != "itself":
            return self._rejected(mention, "body-acts" if sense == "body" else "talk-no-meeting", cue)
        if sense == "body" and not ({"nom", "acc"} & {case for case, _ in mention.forms} or self._is_occasion(mention, sentence)):
            return self._rejected(mention, "body-acts", cue)
        governed = preposition(reading, mention) and reading.word_at(cue.end) != mention.first  # but `je u toku forum`
        direct = any(case in ("nom", "acc") for case, _ in mention.forms) and not governed
        hosted = reading.words[max(0, mention.first - 1)].startswith("domacin")
        if hosted and _FUTURE & set(reading.words[sentence.first : mention.first]):
            return self._rejected(mention, "announced", cue)
        subject = direct or hosted or self._relative(mention, sentence)
        if not subject and cue.row["of"] == "itself" and preposition(reading, mention) == "za":
            return self._rejected(mention, "nothing-tells-it-was-held", cue)  # `u toku su pripreme za okrugli sto`
        strength: Strength = "firm" if subject and (hosted or cue.row["of"] == "itself") else "presupposed"
        after = reading.word_at(cue.end)
        located = reading.words[after : after + 1] in (["u"], ["na"], ["kod"]) or (
            after < len(reading.starts) and bool(reading.dates_in(reading.starts[after], reading.starts[after] + 1))
        )
        if direct and sense == "gathering" and cue.row["cue"] == "<biti:lp>" and located:
            strength = "loose"  # `Predavanje je bilo u sali`, `bilo je 5. maja`
        candidate = self._candidate(mention, sentence, strength, "meetings.held", cue)
        candidate.background = quoted or tells == "before"
        candidate.attributive = not (direct or hosted)
        candidate.told_by_attribute = subject and not direct
        if titled and strength == "presupposed":
            candidate.strength = "title"
        return candidate

    def _holds_another(self, mention: Mention, sentence: Sentence, cue: Match) -> bool:
        """`Studentski zbor održao je sjednicu`: who holds a gathering is none."""
        reading = self.reading
        verb = reading.word_at(cue.start)
        if ":lp>" not in cue.row["cue"] or cue.row["of"] != "itself" or verb < mention.last:
            return False
        if ("nom", "sg") not in mention.forms or "se" in reading.words[mention.last : verb + 3]:
            return False
        return any(
            ("acc", "sg") in other.forms and not preposition(reading, other) and other.noun.sense != "happening"
            for other in mentions(reading, reading.word_at(cue.end), sentence.last)
        )

    def _to_come(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether the verb of its clause is in the future: `3. juna učestvovat će na konferenciji`."""
        reading = self.reading
        words = reading.words
        for index in range(mention.first - 1, max(sentence.first - 1, mention.first - _CLAUSE_REACH), -1):
            if words[index] in _FUTURE:
                return True
            start = reading.starts[index]
            beside_day = words[index] == "," and any(
                start == date.evidence.end or start + 2 == date.evidence.start
                for date in reading.dates_in(sentence.start, sentence.end)
            )
            if words[index] in _CLAUSE_ENDS and not beside_day:
                return False
        return False

    def _rejected(self, mention: Mention, reason: str, cue: Match | None = None) -> Candidate | None:
        """None; noted is that a noun names no meeting that was held."""
        rule = with_cue("meetings.held", cue.row["row"]) if cue is not None else ""
        because = (cue.start, cue.end) if cue is not None else None
        trace.rejected("meetings", mention.start(self.reading), mention.end(self.reading), reason, rule=rule, because=because)
        return None

    def _is_occasion(self, mention: Mention, sentence: Sentence) -> bool:
        """`na izbornoj skupštini`, `na Skupštini, održanoj 8. marta`: the gathering of the body, not the body."""
        if mention.noun.sense != "body" or preposition(self.reading, mention) != "na" or ("loc", "sg") not in mention.forms:
            return False
        before = self.reading.words[mention.first : mention.head]
        return any(word.startswith(_OCCASIONS) for word in before) or bool(mention.ordinal) or self._relative(mention, sentence)

    def _presupposed(self, mention: Mention) -> bool:
        """`Na istoj sjednici izabran je …`: what happens at it tells that it was held."""
        singular_locative = ("loc", "sg") in mention.forms
        return mention.noun.sense == "gathering" and singular_locative and preposition(self.reading, mention) == "na"

    def _in_organization(self, mention: Mention) -> bool:
        """Whether the noun is part of an organization's name (`Skupština opštine`, `Forum mladih`)."""
        start, end = self.reading.starts[mention.head], self.reading.ends[mention.head]
        return (
            any(end <= evidence.end for evidence, _ in places.around(self.organizations, start))
            and mention.noun.sense in ("body", "gathering", "talk")
            and self.reading.capital(mention.head)
            and not held_itself(self.reading, mention)
        )

    def _candidate(self, mention: Mention, sentence: Sentence, strength: Strength, rule: str, cue: Match | None) -> Candidate:
        reading = self.reading
        words = reading.words
        around = words[max(sentence.first, mention.first - 3) : mention.first]
        plural = any(case in ("nom", "acc") and number == "pl" for case, number in mention.forms)
        candidate = Candidate(
            type=mention.noun.type,
            strength=strength,
            start=reading.starts[mention.first],
            end=reading.ends[mention.last - 1],
            anchor=mention.head,
            sentence=sentence,
            rule=rule,
            fired=cue.row["row"] if rule == "meetings.held" and cue is not None else mention.noun.lemma,
            cue=(cue.start, cue.end) if cue is not None else None,
            ordinal=mention.ordinal,
            apart="i" in around[-2:] and cue is not None,
            plural=plural,
            visit=mention.noun.sense == "visit" or mention.noun.type in _VISITS,
            misspelt=mention.misspelt,
        )
        precedes = cue is not None and "prethoditi" in cue.row["cue"]  # `Potpisivanju je prethodio sastanak`
        if strength == "firm" and (precedes or self._opens_after_another(sentence, mention.first, mention.noun.type)):
            candidate.after_another = candidate.apart = True
        if strength != "presupposed":
            candidate.date = self._date_near(sentence, mention.head, cue) or self._date_before(sentence)
        return candidate

    def _opens_after_another(self, sentence: Sentence, word: int, type_: str) -> bool:
        """Whether the sentence opens with another gathering that went before: `Poslije sjednice upriličen je prijem`.

        Args:
            word, type_: where and what gathering is told of.
        """
        reading = self.reading
        if reading.words[sentence.first] not in ("nakon", "poslije", "posle", "prije", "uoci", "pred"):
            return False
        opening = mentions(reading, sentence.first + 1, min(sentence.first + 5, sentence.last))
        return bool(opening) and opening[0].head < word and opening[0].noun.type != type_

    def _date_before(self, sentence: Sentence) -> DateFinding | None:
        """The day of the sentence before, which `Potom je održan sastanak` goes on with."""
        reading = self.reading
        if not _AFTERWARDS.match(reading.folded, sentence.start):
            return None
        before = reading.sentence_at(sentence.start - 2)
        while before is not None and before.block == sentence.block:
            days = [date for date in reading.dates_in(before.start, before.end) if date.role in ("meeting", "mention")]
            if days:
                return days[0] if len(days) == 1 and len(days[0].value) >= 10 else None
            before = reading.sentence_at(before.start - 2) if before.start >= 2 else None
        return None

    def _relative(self, mention: Mention, sentence: Sentence) -> bool:
        """`okruglog stola koji su organizovali`, `sjednici održanoj`: what follows has the gathering as its subject or object."""
        words = self.reading.words
        for index in range(mention.last, min(mention.last + 12, sentence.last)):
            word = words[index]
            if word in ("koji", "koja", "koje", "koju", "kojeg") or _ATTRIBUTE.fullmatch(word):
                return True
            if word in ("je", "su", "ce", ".", ";", "da"):
                break
        before = words[max(sentence.first, mention.first - 6) : mention.head]
        return any(_ATTRIBUTE.fullmatch(word) for word in before)

    def _encounter(
        self, match: Match, sentence: Sentence, sayings: Sequence[int], titled: bool, leading: bool
    ) -> Candidate | None:
        reading = self.reading
        word = reading.word_at(match.start)
        strength: Strength = match.row["strength"]  # type: ignore[assignment]
        reason = self._no_encounter(match, sentence, word, sayings, leading or titled)
        if reason:
            trace.rejected("meetings", match.start, match.end, reason, rule=with_cue("meetings.encounter", match.row["cue"]))
            return None
        if "primiti" in match.row["cue"]:
            strength = "loose"  # people were received
        candidate = Candidate(
            type=match.row["type"],
            strength="title" if titled else strength,
            start=match.start,
            end=match.end,
            anchor=word,
            sentence=sentence,
            rule="meetings.encounter",
            fired=match.row["cue"],
            visit=match.row["type"] in _VISITS,
            after_another=not titled
            and strength != "frail"
            and match.row["type"] != "obilazak"
            and self._opens_after_another(sentence, word, match.row["type"]),
        )
        candidate.apart = candidate.after_another
        candidate.date = self._date_near(sentence, word, match) or self._date_before(sentence)
        gathered = self._gathered_at(match, sentence) if not titled else None
        if gathered is not None:
            candidate.type, candidate.strength = gathered, "firm"
        if "primiti" in match.row["cue"] and _AFTERWARDS.match(reading.folded, sentence.start) and not titled:
            candidate.after_another = candidate.apart = True  # `Istog dana načelnik je primio i penzionere`
        return candidate

    def _gathered_at(self, match: Match, sentence: Sentence) -> str | None:
        """What people came together for: `okupili su se u subotu na savjetovanju`; None where no noun says it."""
        if "okupi" not in match.row["cue"]:
            return None
        reading = self.reading
        for mention in mentions(reading, reading.word_at(match.end), sentence.last):
            located = preposition(reading, mention) == "na" and ("loc", "sg") in mention.forms
            if located and mention.noun.sense in ("gathering", "body"):
                return mention.noun.type
        return None

    def _no_encounter(self, match: Match, sentence: Sentence, word: int, sayings: Sequence[int], foremost: bool) -> str:
        """Why the verb reports no meeting, as a reason of the trace; empty if it does."""
        strength = match.row["strength"]
        clause = self.reading.words[max(sentence.first, word - 6) : word + 2]
        if self._quoted(word, sayings):
            return "said-by-speaker"
        if any(auxiliary in clause for auxiliary in ("nije", "nisu", "nismo")):
            return "negated"
        if any(auxiliary in clause for auxiliary in ("ce", "cemo", "bi", "neka")):
            return "announced"
        receives = "primiti" in match.row["cue"]
        if strength == "frail" and not foremost and not receives:
            return "only-in-the-lead"
        if strength != "firm" and any(opening in clause for opening in ("koji", "koja", "koje", "kojem", "kojima", "kako")):
            return "relative-clause"
        if receives and not self._receives(sentence, match):
            return "nobody-received"
        return "long-ago" if strength == "frail" and self._long_ago(sentence, word) else ""

    def _long_ago(self, sentence: Sentence, word: int) -> bool:
        """`povelja je potpisana još 2009. godine`: background."""
        reading = self.reading
        return any(
            len(date.value) == 4 and distance(reading, word, reading.word_at(date.evidence.start))[0] == 0
            for date in reading.dates_in(sentence.start, sentence.end)
        )

    def _receives(self, sentence: Sentence, match: Match) -> bool:
        """Whether people are received, not money."""
        reading = self.reading
        words = reading.words
        verb = reading.word_at(match.start)
        for index in range(sentence.first, sentence.last):
            # the object follows, or stands first in the accusative (`delegaciju iz Maribora primio je …`)
            if _received().match(words[index]) and (index > verb or words[index].endswith(("u", "e"))):
                return True
        return any(
            match.end <= mention.start < sentence.end for participant in self.participants for mention in participant.mentions
        )

    def _date_near(self, sentence: Sentence, anchor: int, cue: Match | None) -> DateFinding | None:
        """The date of a meeting that stands nearest to the noun or its verb."""
        reading = self.reading
        best: tuple[tuple[int, int], DateFinding] | None = None
        places_of = [anchor] if cue is None else [anchor, reading.word_at(cue.start)]
        for date in reading.dates_in(sentence.start, sentence.end):
            if date.role != "meeting":
                continue
            word = reading.word_at(date.evidence.start)
            near = min(distance(reading, place, word) for place in places_of)
            if best is None or near < best[0]:
                best = (near, date)
        return best[1] if best else self._past_date(sentence, cue)

    def _past_date(self, sentence: Sentence, cue: Match | None) -> DateFinding | None:
        """A day in the sentence of the verb that has no other use: `trajala je od 5. do 7. maja`."""
        reading = self.reading
        if cue is None:
            return None
        word = reading.word_at(cue.start)
        dates = reading.dates_in(sentence.start, sentence.end)
        farthest = 3 if len(dates) == 1 else 0  # commas between
        for date in dates:
            near = distance(reading, word, reading.word_at(date.evidence.start))
            if date.role == "mention" and len(date.value) >= 10 and near[0] <= farthest:
                return date
        return None

    # --- one meeting of several reports

    def _file(self, candidate: Candidate) -> None:
        if not self.held:
            if candidate.background:
                self._dropped(candidate, "background")
                return
            self._open(candidate)
            return
        if candidate.strength == "record":
            self._open(candidate)
            return
        if candidate.after_another and not candidate.background:
            candidate.date = candidate.date or next(iter(self.held[-1].dates), None)
            self._open(candidate)
            return
        if candidate.strength == "presupposed" and self._told_of_earlier(candidate):
            self._dropped(candidate, "earlier-one")
            return
        opening = self.reading.words[candidate.sentence.first]
        if candidate.apart and candidate.date is None and candidate.strength == "firm" and opening in _SAME_DAY:
            candidate.date = next(iter(self.held[-1].dates), None)  # `Nakon namaza održan je i sastanak`
        fitting = self._fitting(candidate)
        if fitting is not None:
            self._join(fitting, candidate)
        elif (
            candidate.strength in ("firm", "loose")
            and not (candidate.background or candidate.attributive)
            and self._stands_alone(candidate)
        ):
            self._open(candidate)
        else:
            self._dropped(candidate, "background" if candidate.background else "no-day-of-its-own")

    def _told_of_earlier(self, candidate: Candidate) -> bool:
        """`Direktorica je 28. novembra bila na sastanku u Zavodu` in minutes of December: a day before that of the meeting."""
        reading = self.reading
        first = self.held[0]
        held_on = _day(first.dates[0]) if first.strength == "record" and first.dates else None
        if held_on is None:
            return False
        return any(
            date not in first.dates
            and len(date.value) >= _FULL_DAY
            and distance(reading, candidate.anchor, reading.word_at(date.evidence.start))[0] == 0
            and (day := _day(date)) is not None
            and day < held_on
            for date in reading.dates_in(candidate.sentence.start, candidate.sentence.end)
        )

    def _dropped(self, candidate: Candidate, reason: str) -> None:
        """Note that what was told became no meeting."""
        trace.rejected("meetings", candidate.start, candidate.end, reason, rule=with_cue(candidate.rule, candidate.fired))

    def _stands_alone(self, candidate: Candidate) -> bool:
        if candidate.ordinal.startswith(("prv",)) and candidate.date is None:
            return False
        return candidate.date is not None or candidate.apart

    def _fitting(self, candidate: Candidate) -> _Meeting | None:
        """The meeting that the candidate tells of again."""
        value = edtf.date_part(candidate.date.value) if candidate.date else None
        for meeting in reversed(self.held):
            same = meeting.type == candidate.type or meeting.type.endswith(f" {candidate.type}")  # `javna rasprava`
            weak = meeting.strength in ("loose", "title", "frail", "presupposed")
            alias = candidate.type in _SPEAKS_OF or weak or candidate.strength in ("presupposed", "frail", "title")
            if not (same or alias):
                continue
            known = meeting.dates[0] if meeting.dates else None
            if same and known is not None and value is not None and _begun_and_ended(meeting.told[0], candidate):
                return meeting
            if known is None:
                if candidate.apart and meeting.strength != "title":
                    continue
                return meeting
            if value is None:
                if candidate.apart and not same:
                    continue
                return meeting
            if _agree(edtf.date_part(known.value), value):
                if candidate.apart and (not same or edtf.date_part(known.value) != value):
                    continue
                return meeting
        if value is None and not candidate.apart:
            return self.held[-1]
        return None

    def _open(self, candidate: Candidate) -> None:
        meeting = _Meeting(candidate.type, candidate.strength)
        self.held.append(meeting)
        self._join(meeting, candidate)

    def _join(self, meeting: _Meeting, candidate: Candidate) -> None:
        if meeting.told:
            rule = with_cue(candidate.rule, candidate.fired)
            trace.merged("meetings", candidate.start, candidate.end, "told-again", rule=rule)
        meeting.told.append(candidate)
        better = _RANK[candidate.strength] > _RANK[meeting.strength]
        if better:
            verbs = candidate.rule == meeting.told[0].rule == "meetings.encounter"  # `ugostili smo goste, posjetili smo i dom`
            shown_round = verbs and {candidate.type, meeting.type} <= _VISITS
            if meeting.strength in ("loose", "frail", "presupposed", "title") and candidate.strength in ("record", "firm"):
                meeting.type = meeting.type if shown_round else candidate.type
            # a title that names the gathering and a verb that reports it say the same
            named = meeting.strength == "title" and candidate.strength == "loose"
            meeting.strength = "firm" if named else candidate.strength
        elif meeting.strength == "title" and candidate.strength == "frail":
            meeting.strength = "loose"  # the lead says what the title does
        elif (
            meeting.strength in ("loose", "frail")
            and candidate.strength == "presupposed"
            and candidate.type in ("sastanak", "sjednica", "skupština")
            and "primiti" not in meeting.told[0].fired  # a reception that is called a meeting later stays one
        ):
            meeting.type = candidate.type
        if candidate.date is not None and candidate.date not in meeting.dates:
            # `protekle sedmice vođene su rasprave`: the day of the first is told then
            first = len(meeting.told) > 1 and meeting.told[0].plural and "/" not in candidate.date.value
            meeting.dates.insert(0 if first else len(meeting.dates), candidate.date)

    def _settle(self) -> None:
        """Drop what only a title or a passing word named where something better was found; give the main meeting its date."""
        reading = self.reading
        if not self.held:
            return
        self._drop_later()
        strong = [meeting for meeting in self.held if meeting.strength in ("record", "firm", "loose", "frail")]
        if strong:
            for meeting in self.held:
                if meeting not in strong:
                    self._dropped(meeting.told[0], "only-named")
            self.held = strong
        if self._only_announced():
            self._dropped(self.held[0].told[0], "announced")
            self.held = []
            return
        first = self.held[0]
        if not first.dates:
            first.dates += self._day_of_heading(first)
        claimed = {id(date) for meeting in self.held for date in meeting.dates}
        loose = [date for date in reading.dates if date.role == "meeting" and id(date) not in claimed]
        for meeting in self.held:
            if not meeting.dates and loose:
                meeting.dates.append(loose.pop(0))

    def _only_announced(self) -> bool:
        """Whether nothing but a title names the meeting, and the day beside it or below it lies ahead."""
        meeting, reading = self.held[0], self.reading
        if len(self.held) > 1 or meeting.dates or not all(each.strength in ("title", "presupposed") for each in meeting.told):
            return False
        block = meeting.told[0].sentence.block
        below = [
            sentence for number in range(block, min(block + 3, len(reading.blocks))) for sentence in reading.sentences_of(number)
        ]
        days = [date for sentence in below for date in reading.dates_in(sentence.start, sentence.end) if date.role != "published"]
        return block < _HEAD_LINES and bool(days) and all(date.role == "event" for date in days)

    def _day_of_heading(self, meeting: _Meeting) -> list[DateFinding]:
        """The day in the heading that names the meeting: `5. SJEDNICA ŠKOLSKOG ODBORA, 12. 5. 2023.`."""
        for candidate in meeting.told:
            block = self.reading.blocks[candidate.sentence.block]
            if block.kind in ("title", "heading") or (
                candidate.sentence.block < _HEAD_LINES and self._is_heading_line(candidate.sentence, block)
            ):
                days = self._days(candidate.sentence)
                if days:
                    return days[:1]
        return []

    def _drop_later(self) -> None:
        """What a record names with a later day than its own lies ahead."""
        first = self.held[0]
        if first.strength != "record" or not first.dates:
            return
        day = _day(first.dates[0])
        later = [
            meeting
            for meeting in self.held[1:]
            if meeting.dates and day is not None and (other := _day(meeting.dates[0])) is not None and other > day
        ]
        for meeting in later:
            self.held.remove(meeting)
            self._dropped(meeting.told[0], "announced")
            for date in meeting.dates:
                date.role = "event"

    def _finding(self, meeting: _Meeting, before: MeetingFinding | None) -> MeetingFinding:
        """What is filed of a meeting; `before`: the one told before it."""
        best = max(meeting.told, key=lambda candidate: (_RANK[candidate.strength], -candidate.start))
        trace.bounded(
            "meetings",
            best.start,
            best.end,
            begins="at-the-verb" if best.rule == "meetings.encounter" else "adjectives-and-ordinal",
            ends="after-the-verb" if best.rule == "meetings.encounter" else "after-the-noun",
            cue=best.cue,
        )
        told_in_order = sorted(meeting.told, key=lambda candidate: candidate.start)
        finding = MeetingFinding(
            type=meeting.type,
            evidence=Evidence(best.start, best.end),
            rule=with_cue(best.rule, best.fired),
            confidence=_CONFIDENCE[meeting.strength],
            title=self._title(best),
            date=_value_of(meeting),
            mentions=[Evidence(candidate.start, candidate.end) for candidate in told_in_order],
            dates=list(meeting.dates),
        )
        others = {
            candidate.sentence.start
            for other in self.held
            if other is not meeting
            for candidate in other.told
            if candidate.strength != "presupposed"
        }
        told_by_rank = sorted(meeting.told, key=lambda candidate: (-_RANK[candidate.strength], candidate.start))
        tellings: dict[int, Telling] = {}  # one a sentence, the most telling first
        for candidate in told_by_rank:
            passing = candidate.strength == "presupposed" and not candidate.told_by_attribute
            passing = passing or (candidate.type == "obilazak" and meeting.type != "obilazak")  # the guests then saw a school
            if passing and candidate.sentence.start in others:
                continue
            telling = Telling(candidate.sentence, candidate.anchor, candidate.visit, passing)
            tellings.setdefault(candidate.sentence.start, telling)
        finding.ordinal = next((found for each in told_by_rank if (found := number(each.ordinal))), None)
        fill(finding, self.reading, self.organizations, list(tellings.values()), before=before)
        if before is not None and finding.mode is None and any(each.after_another for each in meeting.told):
            finding.mode, finding.place = before.mode, before.place
        return finding

    def _title(self, candidate: Candidate) -> str | None:
        """The words that name the gathering; a verb names none."""
        if candidate.rule == "meetings.encounter":
            return None
        start, end = trimmed(self.reading.text, candidate.start, candidate.end)
        return self.reading.text[start:end]


# what a cue that tells of no meeting held says, as a reason of the trace
_NOT_HELD = {"ahead": "announced", "not": "called-off", "wish": "wished-for", "rule": "rule-of-a-statute", "moved": "announced"}
# adjectives of a body's gathering, not of the body
_OCCASIONS = (
    *("redovn", "redovit", "vanredn", "izvanredn", "izborn", "izvjestajn", "osnivack", "godisnj", "konstituir", "svecan"),
    *("tematsk", "hitn", "danasnj", "jucerasnj"),
)
_SAME_DAY = frozenset({"nakon", "poslije", "posle", "potom", "zatim", "prije", "pre", "popodne"})
_FUTURE = frozenset({"ce", "cemo", "cu", "cete", "bice"})
_CLAUSE_ENDS = frozenset({",", ";", ":", "da", "koji", "koja", "koje", "sto", "a", "kako"})
_CLAUSE_REACH = 16  # words
_ATTENDED = re.compile(r"\b(?:prisut|nazoc)n(?:o|i|a|e|ih|im)\b")
_AGREED = ("zakljucen", "dogovoren", "odlucen", "usaglasen", "usuglasen", "preporucen", "zaduz", "obavez")
_AFTERWARDS = re.compile(r"(?:potom|zatim|nakon toga|poslije toga|istog dana|u nastavku)\b")
_LONGEST_BARE_TITLE = 8  # words: `Zapisnik br. 7/2022`
_RECORD_LATER = re.compile(r"– ?zapisnik|\bzapisnik sa?\b")
_CONTINUES_RECORD = re.compile(
    r"(?:sa?|o radu|o toku|o tijeku|odrzan\w+|\d+|[ivx]+|redovn\w+|vanredn\w+|izvanredn\w+|konstituir\w+)\b"
)
_ATTRIBUTE = re.compile(r"(?:odrzan|uprilicen|prireden|organizovan|organiziran|zapocet|nastavljen)(?:og|oga|oj|om|ome|im|ih)")


def _is_owner(mention: Mention, before: Mention) -> bool:
    """`sjednica Skupštine`: the body whose gathering is named stands behind it in the genitive."""
    return mention.noun.sense == "body" and mention.first == before.last and ("gen", "sg") in mention.forms


def _begun_and_ended(one: Candidate, other: Candidate) -> bool:
    """`U petak je završen susret. Susret je započeo u četvrtak, 22. marta`: one gathering, of several days."""
    if one.date is None or other.date is None or {_phase(one), _phase(other)} != {"begun", "ended"}:
        return False
    first, last = (one, other) if _phase(one) == "begun" else (other, one)
    begun, ended = _day(first.date), _day(last.date)  # type: ignore[arg-type]
    return begun is not None and ended is not None and datetime.timedelta() < ended - begun <= _LONGEST_GATHERING


def _phase(candidate: Candidate) -> str:
    """Whether the verb says that the gathering began or that it ended."""
    return next((phase for phase, verbs in _PHASES.items() if any(verb in candidate.fired for verb in verbs)), "")


_PHASES = {"begun": ("početi", "započeti", "otvoriti"), "ended": ("završiti", "okončati", "zaključiti")}
_LONGEST_GATHERING = datetime.timedelta(days=7)


def _value_of(meeting: _Meeting) -> str | None:
    """The day of a meeting; from the first day to the last where one sentence tells how it began, one how it ended."""
    if not meeting.dates:
        return None
    first = next((each for each in meeting.told if _phase(each) == "begun" and each.date is not None), None)
    last = next((each for each in meeting.told if _phase(each) == "ended" and each.date is not None), None)
    if first is not None and last is not None and _begun_and_ended(first, last):
        return edtf.interval(edtf.date_part(first.date.value), edtf.date_part(last.date.value))  # type: ignore[union-attr]
    return edtf.date_part(meeting.dates[0].value)


def _day(date: DateFinding) -> datetime.date | None:
    """The first day of a date."""
    value = edtf.date_part(date.value)
    return edtf.bounds(value)[0] if edtf.is_valid(value) else None


def _agree(known: str, value: str) -> bool:
    """Whether two dates can be the same day: one lies within the other."""
    if known == value:
        return True
    try:
        (low, high), (first, last) = edtf.bounds(known), edtf.bounds(value)
    except ValueError:
        return False
    if None in (low, high, first, last):
        return known[4:] == value[4:]
    return (low <= first and last <= high) or (first <= low and high <= last)  # type: ignore[operator]
