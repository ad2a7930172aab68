"""Every point that the meeting concluded, decided, ordered or recommended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from pipeline.evidence import Evidence
from pipeline.extraction.conclusions import details, spans
from pipeline.extraction.conclusions.cues import Cue, clause_start, cues, has_copula, hypothetical, subordinate
from pipeline.extraction.conclusions.kinds import kind_of, task_verb
from pipeline.extraction.findings import ConclusionFinding, ConclusionKind, MeetingFinding, ParticipantFinding, Responsible
from pipeline.extraction.meetings.cues import CueTable
from pipeline.extraction.meetings.gatherings import is_next, mentions
from pipeline.extraction.meetings.sentences import Reading, Sentence, read, trimmed
from pipeline.language.morphology import analyze
from pipeline.language.layout import cells, label_kind, lead_kind
from pipeline.resources import read_table

_POINT_KINDS = ("conclusions", "recommendations", "tasks")
_DEFAULTS: dict[str, ConclusionKind] = {"recommendations": "recommendation", "tasks": "action", "conclusions": "conclusion"}
_TOLD_BLOCKS = ("paragraph", "section", "list_item", "label")
_SUBLABEL = re.compile(
    r"(?:\s*(?://|;|\.|,|\||–|\()\s*)?\b(?P<label>nosi(?:lac|oc|telj|oci|telji|laci)\w*(?: aktivnosti| zadatka)?|odgovorn\w+(?: osob\w+| lic\w+)?|zaduzen\w*(?: osob\w+)?|izvrsi(?:lac|telj|oci)|rok(?: za \w+| izvrsenja| realizacije)?)\s*:\s*"
    r"|\s*[,;–(]\s*(?P<bare>nosi(?:lac|telj|oci|telji)|zaduzen[aio]?|rok)(?: je)? (?=\S)"
)
_NUMBERED = re.compile(r"(?:^|[.;] )(?=\d{1,2}[.)] [^\W\d_])")
_FOR_ALL = re.compile(r"(?:za (?:sve|svih|realizaciju|izvrsenje|provedbu)\b[^.;]{0,60})?\brok(?: za [^.;]{0,50})? je\b")
_FINAL_PROVISION = re.compile(
    r"(?:ov(?:aj|a|o) (?:zakljuc|odluk|rjesenj|pravilnik)\w* (?:stupa|vazi)|(?:o|za) (?:izvrsenj|realizacij|provodenj|provedb|sprovodenj)\w* (?:ov(?:og|e|ih) )?(?:zakljuc|odluk)|obrazlozenje)"
)
_COLUMNS = {
    "task": re.compile(r"(?:aktivnost|zadat|zadac|zakljuc|mjer|obavez|obvez|opis|sta |sto |posao|tacka i z)"),
    "holder": re.compile(r"(?:nosi|odgovor|zaduz|izvrsi|ko\b|tko\b)"),
    "deadline": re.compile(r"(?:rok|termin|do kada|datum|kada)"),
}
_AGREEING = re.compile(r"\b(?:sloz|saglasi|suglasi|dogovor|usaglas|usuglas|zakljuc|usvoji)\w*")
_SPEAKER = re.compile(
    r"\b(?:direktor(?:ica|ka)?|nacelni(?:k|ca)|gradonacelni(?:k|ca)|predsjedni(?:k|ca)|predsedni(?:k|ca)|predsjedavajuc[ia]|predsjedatelj\w*|ministar|ministrica|premijer\w*|vijecni(?:k|ca)|sekretar\w*|tajni(?:k|ca)|on|ona)\b"
)
_BODY = re.compile(
    r"[^.;]*?\b(?:vijece|vece|vlada|odbor|komisija|povjerenstvo|skupstina|savjet|savet|kolegij|kolegijum|senat|predsjednistvo|sabor|zbor|stab|stozer|radna grupa|radna skupina|radno tijelo|forum|udruzenje|udruga|savez|klub|konferencija|skup|plenum|aktiv|tim|mreza)\b"
)
_COLLECTIVE = re.compile(
    r"\b(?:vijec\w*|vlad\w|odbor|komisij\w|povjerenstv\w|skupstin\w|savjet|vece|kolegij\w*|senat|predsjednistv\w|sabor|zbor|stab|stozer|radna grup\w|radna skupin\w|forum|mrez\w|udruzenj\w|udrug\w|savez|klub|ucesnici|ucesnice|sudionici|sudionice|prisutni|nazocni|vijecnici|odbornici|clanovi|clanice|delegati|zastupnici|poslanici|strane|sagovornici|sugovornici|skup|plenum|konferencij\w|predstavnici|predstavnice|partneri|organizacije|roditelji|ucitelji|nastavnici|gradani|mjestani|svi)\b"
)


@lru_cache(maxsize=None)
def _saying() -> CueTable:
    rows = read_table("pipeline.extraction.meetings", "saying_verbs.tsv", ("verb",))
    return CueTable([{"cue": f"<{row['verb']}:{form}>"} for row in rows for form in ("lp", "pres", "pp")])


@dataclass(slots=True)
class _Point:
    first: int
    last: int
    start: int
    end: int
    kind: ConclusionKind
    rule: str
    confidence: float
    responsible: list[Responsible]
    deadline_span: tuple[int, int]
    block: int
    votes: str | None = None


def find(doc: Doc) -> list[ConclusionFinding]:
    """The conclusions of a document, in the order of the text."""
    reading = read(doc)
    if not reading.sentences:
        return []
    return _Finder(reading, doc).conclusions()


class _Finder:
    def __init__(self, reading: Reading, doc: Doc) -> None:
        self.reading = reading
        self.doers = details.Doers(reading, doc._.organizations, doc._.participants)
        self.meetings: list[MeetingFinding] = doc._.meetings
        # in minutes the reflexive present decides (`odobrava se`); in news it tells what is usual
        self.record = any(meeting.rule == "meetings.record-title" for meeting in self.meetings)
        self.points: list[_Point] = []
        self.done: set[int] = set()  # blocks whose points are taken

    def conclusions(self) -> list[ConclusionFinding]:
        self._from_layout()
        self._from_sentences()
        self.points.sort(key=lambda point: (point.start, point.end))
        found: list[ConclusionFinding] = []
        last_end = -1
        for point in self.points:
            if point.start < last_end:
                continue
            last_end = point.end
            found.append(self._finding(point))
        return found

    def _finding(self, point: _Point) -> ConclusionFinding:
        date, words = details.deadline(self.reading, *point.deadline_span)
        if point.kind in ("decision", "conclusion"):
            date, words = None, None
        return ConclusionFinding(
            evidence=Evidence(point.start, point.end),
            kind=point.kind,
            rule=point.rule,
            confidence=point.confidence,
            responsible=point.responsible,
            deadline=details.value(date),
            deadline_text=words,
            deadline_date=date,
            votes=point.votes,
            agenda_item=self._agenda_item(point.block),
            meeting=self._meeting(point.start),
        )

    def _meeting(self, start: int) -> MeetingFinding | None:
        """The meeting last told of before the point, else the first."""
        told = [
            (mention.start, meeting)
            for meeting in self.meetings
            for mention in (meeting.mentions or [meeting.evidence])
            if mention.start <= start
        ]
        if told:
            return max(told, key=lambda pair: pair[0])[1]
        return self.meetings[0] if self.meetings else None

    def _agenda_item(self, block: int) -> str | None:
        for index in range(block, -1, -1):
            if self.reading.blocks[index].kind == "section" and self.reading.blocks[index].number:
                return self.reading.blocks[index].number
        return None

    # --- lists, tables, labels, headings

    def _from_layout(self) -> None:
        reading = self.reading
        blocks = reading.blocks
        columns: dict[int, str] = {}
        heading: tuple[str, int] | None = None  # kind and number of plain paragraphs under it
        for index, block in enumerate(blocks):
            if block.kind == "table_row":
                columns = self._row(index, columns)
                continue
            columns = {}
            if block.kind == "list_item":
                kind = self._list_kind(index)
                if kind is None and heading is not None and block.lead is None:
                    kind = heading[0]
                if kind is not None:
                    self._item(index, kind)
                elif block.lead is not None:
                    led = lead_kind(reading.text, blocks[block.lead])
                    if led in ("agenda", "present", "absent", "guests", "annex", "discussion", "distribution"):
                        self.done.add(index)
                continue
            if block.kind == "label":
                kind = label_kind(block)
                if kind in _POINT_KINDS and block.content_start < block.end:
                    self._label(index, kind)
                elif kind is not None and kind not in ("other", "discussion", "topic", "note", "vote"):
                    self.done.add(index)
                heading = (kind, 0) if kind in _POINT_KINDS and block.content_start >= block.end else None
            elif block.kind == "heading":
                if not (block.marker and heading is not None):
                    kind = label_kind(block) or self._heading_kind(block.start, block.end)
                    heading = (kind, 0) if kind in _POINT_KINDS else None
            elif block.kind == "paragraph" and heading is not None and heading[1] < 3:
                if not reading.text[block.start : block.end].endswith(":") and self._headed(index, heading[0]):
                    heading = (heading[0], heading[1] + 1)
                else:
                    heading = None
            elif block.kind in ("section", "title", "signature", "paragraph"):
                heading = None

    def _heading_kind(self, start: int, end: int) -> str | None:
        words = self.reading.folded[start:end].strip(" :.")
        if len(words) > 60 or re.search(r"dnevni red|prisutn|odsutn", words):
            return None
        if words.startswith("preporu"):
            return "recommendations"
        if words.startswith(("zadac", "zadat", "zaduz", "obavez")):
            return "tasks"
        return "conclusions" if words.startswith(("zakljuc", "odluk", "dogovor", "usaglas")) else None

    def _list_kind(self, index: int) -> str | None:
        """Whether the list of the item holds conclusions, by the block that leads in to it."""
        reading = self.reading
        block = reading.blocks[index]
        if block.lead is None:
            return None
        lead = reading.blocks[block.lead]
        kind = lead_kind(reading.text, lead)
        if kind in ("present", "guests") and _AGREEING.search(reading.folded, lead.start, lead.end):
            kind = None  # `učesnici su se složili o sljedećem:`
        if kind in _POINT_KINDS:
            return kind
        if kind in ("agenda", "present", "absent", "guests", "annex", "distribution", "chair", "proposer", "vote"):
            return None
        clause = re.split(r"[.!?] ", reading.folded[max(lead.start, lead.end - 160) : lead.end])[-1]
        if re.search(r"dnevni(?:m)? red|zapisni\w+ sa prethodn|realizacij", clause) or not clause.rstrip().endswith(":"):
            return None
        if spans.lead_ins().search(clause) is None or self._speaker_leads(clause):
            return None
        if "preporu" in clause and "zakljuc" not in clause:
            return "recommendations"
        return "tasks" if re.search(r"zaduz|zadac|zadat|obavez|obvez", clause) else "conclusions"

    def _speaker_leads(self, clause: str) -> bool:
        return re.search(r"\b(?:predlozi[ol]|naveo|navela|istak|kaza|podsjeti|trazi|zatrazi)\w*", clause) is not None

    def _words(self, start: int, end: int) -> tuple[int, int]:
        return self.reading.word_at(start), self.reading.word_at(end)

    def _item(self, index: int, kind: str) -> None:
        """An item of a list of points: one point, more where further sentences decide anew."""
        reading = self.reading
        block = reading.blocks[index]
        self.done.add(index)
        if _FINAL_PROVISION.match(reading.folded, block.content_start, block.end):
            return
        if self._common_deadline(block.content_start, block.end) or self._announces(block.content_start, block.end):
            return
        self._content(block.content_start, block.end, index, kind, "conclusions.list-item", 0.9)

    def _common_deadline(self, start: int, end: int) -> bool:
        """`Za sve navedeno rok je 15. april`: the deadline of the points before it, no point itself."""
        if _FOR_ALL.match(self.reading.folded, start, end) is None:
            return False
        for point in self.points:
            if point.kind == "action" and details.deadline(self.reading, *point.deadline_span) == (None, None):
                point.deadline_span = (start, end)
        return True

    def _announces(self, start: int, end: int) -> bool:
        """Whether an item only tells when the next session is."""
        reading = self.reading
        first, last = self._words(start, end)
        named = mentions(reading, first, min(last, first + 5))
        return bool(named) and named[0].first == first and is_next(reading, named[0]) and bool(reading.dates_in(start, end))

    def _label(self, index: int, kind: str) -> None:
        block = self.reading.blocks[index]
        self.done.add(index)
        if self._common_deadline(block.content_start, block.end):
            return
        starts = [match.end() for match in _NUMBERED.finditer(self.reading.folded[block.content_start : block.end])]
        if len(starts) < 2 or starts[0]:
            starts = [0]
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else block.end - block.content_start
            marker = re.match(r"\d{1,2}[.)] ", self.reading.folded[block.content_start + start : block.content_start + end]) if len(starts) > 1 else None
            low = block.content_start + start + (marker.end() if marker else 0)
            self._content(low, block.content_start + end, index, kind, "conclusions.label", 0.85)

    def _headed(self, index: int, kind: str) -> bool:
        """A plain paragraph under a heading of conclusions; False where it is no point."""
        reading = self.reading
        block = reading.blocks[index]
        taken = False
        for sentence in reading.sentences_of(index):
            found = cues(reading, sentence, points=True)
            if found and not subordinate(reading, found[0], sentence, []) and found[0].form != "lp" and found[0].da is None:
                self._content(sentence.start, sentence.end, index, kind, "conclusions.heading", 0.85)
                taken = True
            elif not found and kind == "tasks" and not taken:
                return False
        if taken:
            self.done.add(index)
        del block
        return taken

    def _content(self, start: int, end: int, index: int, kind: str, rule: str, confidence: float) -> None:
        """The point that stands in an interval, with the holder and the deadline that follow it as labels or in brackets."""
        reading = self.reading
        folded = reading.folded
        holders: list[Responsible] = []
        deadline_span: tuple[int, int] | None = None
        first_label = None
        matches = list(_SUBLABEL.finditer(folded, start, end))
        for number, match in enumerate(matches):
            content_end = matches[number + 1].start() if number + 1 < len(matches) else end
            first_label = first_label or match
            if (match["label"] or match["bare"]).startswith("rok"):
                deadline_span = (match.end(), content_end)
            else:
                holders += self._holders(match.end(), content_end)
        if first_label is not None:
            end = first_label.start()
        lead = re.compile(r"(?:zadatak|zakljucak|zadaca|odluka|preporuka)(?: br\.?)? ?\d*\.? ?[:–-] ?").match(folded, start, end)
        if lead:
            start = lead.end()
        lead = re.compile(r"(?:zakljuceno|dogovoreno|usaglaseno|odluceno) je (?=da )").match(folded, start, end)
        if lead:
            start = lead.end() + 3
        for part_start, part_end in self._sentence_points(start, end, index):
            first, last = self._words(part_start, part_end)
            point_start, point_end = trimmed(reading.text, part_start, part_end)
            if point_end - point_start < 8:
                continue
            first, last = reading.word_at(point_start), reading.word_at(point_end)
            found_kind = kind_of(reading, first, last, _DEFAULTS[kind])
            responsible = holders or self._responsible(first, last, found_kind)
            self.points.append(
                _Point(
                    first, last, point_start, point_end, found_kind, rule, confidence, responsible,
                    deadline_span or (point_start, point_end), index, details.votes(reading, point_start, point_end),
                )
            )

    def _sentence_points(self, start: int, end: int, index: int) -> list[tuple[int, int]]:
        """The sentences of a point that stand alone: a further one counts by itself only with a cue of its own."""
        reading = self.reading
        parts: list[tuple[int, int]] = []
        for sentence in reading.sentences_of(index):
            low, high = max(sentence.start, start), min(sentence.end, end)
            if low >= high:
                continue
            if parts and not cues(reading, sentence, points=True):
                continue
            parts.append((low, high))
        return parts

    def _holders(self, start: int, end: int) -> list[Responsible]:
        """The doers that a cell or field names, between commas and `i`."""
        reading = self.reading
        start, end = trimmed(reading.text, start, end)
        if start >= end or reading.text[start:end].strip(" -–/") == "":
            return []
        known = self.doers.within(start, end)
        if known:
            return known
        found: list[Responsible] = []
        for match in re.finditer(r"[^,;/]+", reading.text[start:end]):
            found += self.doers.resolve(start + match.start(), start + match.end())
        return found

    def _row(self, index: int, columns: dict[int, str]) -> dict[int, str]:
        """A row of a table of tasks; returns what the columns are."""
        reading = self.reading
        block = reading.blocks[index]
        row = cells(reading.text, block)
        if block.is_header or not columns:
            named = {
                number: name
                for number, (start, end) in enumerate(row)
                for name, pattern in _COLUMNS.items()
                if start < end and pattern.match(reading.folded, start, end)
            }
            return named if "task" in named.values() and len(named) >= 2 else {}
        task = next((row[number] for number, name in columns.items() if name == "task" and number < len(row)), None)
        if task is None or task[0] >= task[1]:
            return columns
        start, end = trimmed(reading.text, *task)
        if end - start < 8:
            return columns
        first, last = self._words(start, end)
        responsible: list[Responsible] = []
        deadline_span = (start, end)
        for number, name in columns.items():
            if number < len(row) and row[number][0] < row[number][1]:
                if name == "holder":
                    responsible = self._holders(*row[number])
                elif name == "deadline":
                    deadline_span = row[number]
        self.done.add(index)
        kind = kind_of(reading, first, last, "action")
        self.points.append(
            _Point(first, last, start, end, kind, "conclusions.table-row", 0.9, responsible, deadline_span, index)
        )
        return columns

    # --- sentences

    def _from_sentences(self) -> None:
        reading = self.reading
        for sentence in reading.sentences:
            block = reading.blocks[sentence.block]
            if sentence.block in self.done or block.kind not in _TOLD_BLOCKS:
                continue
            found = cues(reading, sentence, points=self.record or block.kind == "section")
            if not found:
                continue
            if self._leads(sentence):
                continue
            sayings = self._sayings(sentence)
            counted = [cue for cue in found if self._counts(cue, sentence, sayings)]
            if counted:
                self._of_sentence(sentence, counted)

    def _leads(self, sentence: Sentence) -> bool:
        """Whether the sentence leads in to points that were taken: it ends with a colon, `sljedeće` or its verb (`donesen je`)."""
        reading = self.reading
        if sentence.end < reading.blocks[sentence.block].end - 2:
            return False
        last = reading.words[sentence.last - 1]
        open_end = last == ":" or last.startswith(("sljedec", "slijedec", "sledec", "donesen", "donijel", "donosi", "usvoji"))
        following = [index for index in range(sentence.block + 1, min(sentence.block + 5, len(reading.blocks)))]
        return open_end and any(index in self.done for index in following)

    def _sayings(self, sentence: Sentence) -> list[int]:
        reading = self.reading
        opened: list[int] = []
        for match in _saying().find(reading, sentence):
            word = reading.word_at(match.end)
            for index in range(word, min(word + 8, sentence.last)):
                if reading.words[index] in ("da", "kako"):
                    opened.append(index)
                    break
                if reading.words[index] in (".", ";", "koji", "koja"):
                    break
        return opened

    def _counts(self, cue: Cue, sentence: Sentence, sayings: list[int]) -> bool:
        reading = self.reading
        outer = [
            opening
            for opening in sayings
            if opening != cue.da and not self._own_da(opening, cue) and not self._said(opening, cue, sentence)
        ]
        if subordinate(reading, cue, sentence, outer) or hypothetical(reading, cue, sentence):
            return False
        if cue.form == "pp":
            if cue.lemma == "utvrditi" and cue.da is not None:  # quorum, presence
                return False
            if cue.lemma in ("zaključiti", "ocijeniti", "oceniti", "odlučiti", "predložiti", "sugerisati", "sugerirati") and cue.da is None:
                return False
            if not has_copula(reading, cue, sentence) and not self._elliptic(cue, sentence):
                return False
            if cue.lemma in ("donijeti", "doneti") and {"nije", "nisu"} & set(reading.words[max(sentence.first, cue.first - 3) : cue.first]):
                return False
            if cue.da is None and (self._dated(cue) or self._founded(cue, sentence)):
                return False
        if cue.form == "lp":
            if not self._collective(cue, sentence):
                return False
            if cue.lemma in ("zaključiti", "odlučiti", "složiti", "saglasiti", "suglasiti", "predložiti") and cue.da is None:
                return False
            if cue.da is None and self._dated(cue):
                return False
        return True

    def _said(self, opening: int, cue: Cue, sentence: Sentence) -> bool:
        """Whether what somebody says has ended before the cue: `ponudila je da …, a na prijedlog gosta dogovoreno je da …`."""
        words = self.reading.words
        between = words[opening : cue.first]
        if ";" in between:
            return True
        turned = any(words[index] in ("a", "dok", "ali") and words[index - 1] == "," for index in range(opening + 1, cue.first))
        return turned and cue.form == "pp" and any(word in ("je", "su") for word in words[cue.last : min(cue.last + 2, sentence.last)])

    def _own_da(self, opening: int, cue: Cue) -> bool:
        """Whether the clause of saying is opened by the cue itself (`preporučeno je da`)."""
        return cue.first <= opening <= cue.last + 6

    def _elliptic(self, cue: Cue, sentence: Sentence) -> bool:
        """`… dok je A, a B odbijen`; `Prijedlog odluke – usvojen`."""
        words = self.reading.words
        before = words[cue.first - 1] if cue.first > sentence.first else ""
        if cue.da is not None and cue.first == sentence.first:  # `Dogovoreno da …`
            return True
        return before in ("–", "-") or (cue.first > sentence.first and before == "i" and self.reading.words[cue.first - 2] in ("usvojen", "razmotren"))

    def _dated(self, cue: Cue) -> bool:
        """Whether a past day beside the verb says that this was decided another time: `usvojen je 12. februara`."""
        reading = self.reading
        for date in reading.dates_in(reading.starts[max(0, cue.first - 5)], reading.starts[min(len(reading.starts) - 1, cue.last + 5)]):
            if date.role != "mention" or len(date.value) < 7:
                continue
            word = reading.word_at(date.evidence.start)
            after = reading.word_at(date.evidence.end)
            before = reading.words[word - 1] if word else ""
            if before in ("od", "za", "iz", "sa", "s", "do", "odrzane", "odrzanoj", "(") or before.startswith("odrzan"):
                continue
            if 0 <= cue.first - after <= 2 or 0 <= word - cue.last <= 2:
                return True
        return False

    def _founded(self, cue: Cue, sentence: Sentence) -> bool:
        """`Odbor je formiran na osnovu člana 7`, `mreža je formirana u okviru projekta`: background, nobody decided it here."""
        words = self.reading.words
        following = words[cue.last : min(cue.last + 4, sentence.last)]
        return cue.lemma in ("formirati", "osnovati", "imenovati", "izabrati") and (
            any(word in ("osnovu", "temelju", "okviru") for word in following) or "jos" in words[max(sentence.first, cue.first - 4) : cue.last + 2]
        )

    def _collective(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether the meeting or a body is the subject, not one speaker."""
        reading = self.reading
        folded = reading.folded[cue.start : cue.end]
        start = clause_start(reading, cue.first, sentence)
        stop = min(cue.last + 8, sentence.last)
        before = reading.folded[reading.starts[start] : cue.start]
        after = reading.folded[cue.end : reading.ends[stop - 1]].split(",")[0].split(" da ")[0]
        if folded.endswith(("li", "le")):
            if cue.kind == "recommendation" and cue.lemma not in ("preporučiti",):
                return _COLLECTIVE.search(before) is not None
            if cue.lemma in ("dogovoriti", "složiti", "saglasiti", "suglasiti", "usaglasiti", "usuglasiti", "zaključiti"):
                return True
            return _COLLECTIVE.search(before) is not None or _COLLECTIVE.search(after) is not None
        if _SPEAKER.search(before[-60:]) or _SPEAKER.match(after.lstrip()):
            return False
        if not (_BODY.search(before) or _BODY.match(after)):
            return False
        return not any(isinstance(doer, ParticipantFinding) for doer in self.doers.within(reading.starts[start], cue.start))

    def _of_sentence(self, sentence: Sentence, found: list[Cue]) -> None:
        reading = self.reading
        limit = self._sentence_limit(sentence)
        start_word = sentence.first
        position = 0
        while position < len(found):
            cue = found[position]
            following = found[position + 1] if position + 1 < len(found) else None
            end_word, next_start = self._between(cue, following, sentence, limit)
            while following is not None and end_word is None:  # both verbs make one point
                position += 1
                following = found[position + 1] if position + 1 < len(found) else None
                end_word, next_start = self._between(found[position], following, sentence, limit)
            assert end_word is not None
            if cue.da is not None and self._is_lead_in(cue, start_word):
                for first, last in spans.parts_of_da(reading, cue.da, end_word):
                    self._agreed(cue, first, last, sentence)
            else:
                self._whole(cue, max(start_word, self._own_start(cue, start_word)), end_word, sentence)
            start_word = next_start
            position += 1

    def _sentence_limit(self, sentence: Sentence) -> int:
        return sentence.last

    def _between(self, cue: Cue, following: Cue | None, sentence: Sentence, limit: int) -> tuple[int | None, int]:
        """Where the point of a cue ends and where the next begins."""
        reading = self.reading
        if following is None:
            return spans.tail(reading, cue.da or cue.last, limit), limit
        gaps = spans.separators(reading, cue.last, following.first)
        if not gaps:
            return (following.first, following.first) if following.form in ("refl",) else (None, limit)
        best = max(gaps, key=lambda gap: (gap[1], gap[0]))
        if best[1] == 1:
            words = reading.words
            # `utvrdila nacrt i uputila ga`: the second verb without copula or subject shares those of the first
            if following.form == "lp" or (reading.words[best[0]] == "," and best[0] + 1 < following.first and words[best[0] + 1] in ("koji", "koja", "koje")):
                return None, limit
            if not has_copula_between(reading, best[0], following):
                return None, limit
        index = best[0]
        after = index + 1
        if reading.words[index] == "kao":
            after += 1
        end = index - 1 if reading.words[index - 1] == "," else index
        if cue.da is not None and following.da is not None and following.first < best[0]:
            end = index
        return end, after

    def _own_start(self, cue: Cue, start: int) -> int:
        """The first word of the cue's own clause within what is left of the sentence."""
        reading = self.reading
        best = start
        for index, strength in spans.separators(reading, start, cue.first):
            word = reading.words[index]
            if strength == 4 or (strength == 3 and word in ("a", "dok", "ali", "pa", "te") and spans.finite_after(reading, start, index)):
                best = index + 1
        words = reading.words
        for index in range(cue.first - 1, best, -1):
            if words[index] in ("kojem", "kojoj", "kojima") and words[index - 1] in ("na", "u", "tokom"):
                return index + 1
        return best

    def _is_lead_in(self, cue: Cue, start: int) -> bool:
        """Whether the verb only leads in to what was agreed; a task (`zadužuje se X da`) or an addressed advice stays whole."""
        if cue.form == "phrase":
            return self.reading.folded[cue.start : cue.end].startswith("postignut")
        if cue.lemma in ("zadužiti", "zaduživati", "obavezati", "obavezivati", "obvezati", "obvezivati", "naložiti", "nalagati", "povjeriti", "pozvati", "ovlastiti", "dati"):
            return False
        if cue.kind == "recommendation":
            return not self._addressee(cue, start)
        return True

    def _addressee(self, cue: Cue, start: int) -> bool:
        """`Ministrici je preporučeno da`: somebody stands before the verb."""
        reading = self.reading
        if cue.form == "lp":
            return False
        low = spans.without_openings(reading, reading.starts[start], cue.start)
        words = [word for word in reading.words[reading.word_at(low) : cue.first] if word.isalpha() and word not in ("je", "su", "se", "i", "takoder")]
        return bool(words) and bool(self.doers.within(low, cue.start) or len(words) >= 2)

    def _agreed(self, cue: Cue, first: int, last: int, sentence: Sentence) -> None:
        """A point of what follows `da`."""
        reading = self.reading
        while first < last and reading.words[first] in (",", "i", "takoder", "takode", "takodje") :
            first += 1
        last = spans.tail(reading, first, last)
        start, end = spans.characters(reading, first, last)
        if end - start < 8:
            return
        first, last = reading.word_at(start), reading.word_at(end)
        default: ConclusionKind | None = None if cue.lemma in ("zaključiti", "zaključivati") else cue.kind
        if cue.lemma in ("zaključiti", "zaključivati"):
            kind = kind_of(reading, reading.word_at(start), last, "conclusion")
        elif cue.kind == "recommendation":
            kind = "recommendation"
        else:
            kind = kind_of(reading, first, last, default)
        if cue.kind == "decision" and kind == "decision" and self._dated_task(first, last):
            kind = "action"
        self._add(first, last, start, end, kind, f"conclusions.agreed:{cue.lemma}", 0.85, sentence, cue)

    def _dated_task(self, first: int, last: int) -> bool:
        reading = self.reading
        return any(date.role == "deadline" for date in reading.dates_in(reading.starts[first], reading.ends[last - 1]))

    def _whole(self, cue: Cue, first: int, last: int, sentence: Sentence) -> None:
        """A clause that keeps its deciding verb."""
        reading = self.reading
        if first >= last:
            return
        start = reading.starts[first]
        verb = cue.start
        start = spans.without_openings(reading, spans.after_session(reading, start, verb), verb)
        start = max(start, spans.votes_before(reading, start, verb))
        end = spans.explained_end(reading, cue.end, reading.ends[last - 1])
        start, end = trimmed(reading.text, start, end)
        if end - start < 12:
            return
        first, last = reading.word_at(start), reading.word_at(end)
        kind: ConclusionKind = cue.kind
        self._add(first, last, start, end, kind, f"conclusions.decided:{cue.lemma or 'phrase'}", 0.8, sentence, cue)
        if cue.da is not None:
            pieces = spans.parts_of_da(reading, cue.da, last)
            if len(pieces) > 1 and cue.kind == "action":
                self._split_charge(pieces)

    def _split_charge(self, pieces: list[tuple[int, int]]) -> None:
        """`X je zadužen da …, a Y da …`: the second doer is a point of its own; two tasks of one doer stay together."""
        reading = self.reading
        point = self.points[-1]
        for first, last in pieces[1:]:
            if "da" not in reading.words[first : first + 14]:
                continue
            start, end = spans.characters(reading, first, last)
            cut = trimmed(reading.text, point.start, min(point.end, reading.starts[first - 1]))
            if point.end > start:
                point.start, point.end = cut
                point.deadline_span = cut
                point.last = reading.word_at(point.end)
            opening = reading.words.index("da", first)
            responsible = self.doers.resolve(reading.starts[first], reading.starts[opening])
            self.points.append(
                _Point(
                    first, last, start, end, point.kind, point.rule, point.confidence, responsible, (start, end), point.block
                )
            )

    def _add(
        self, first: int, last: int, start: int, end: int, kind: ConclusionKind, rule: str, confidence: float, sentence: Sentence, cue: Cue
    ) -> None:
        reading = self.reading
        responsible = self._responsible(first, last, kind)
        votes = details.votes(reading, sentence.start, sentence.end) or self._votes_beside(sentence)
        self.points.append(
            _Point(first, last, start, end, kind, rule, confidence, responsible, (start, end), sentence.block, votes)
        )

    def _votes_beside(self, sentence: Sentence) -> str | None:
        """`Glasanje: ZA 11, PROTIV 2` on the line before."""
        index = sentence.block - 1
        if index >= 0 and label_kind(self.reading.blocks[index]) == "vote":
            block = self.reading.blocks[index]
            start, end = trimmed(self.reading.text, block.content_start, block.end)
            return self.reading.text[start:end] or None
        return None

    # --- who

    def _responsible(self, first: int, last: int, kind: ConclusionKind) -> list[Responsible]:
        if kind in ("decision", "conclusion") or first >= last:
            return []
        reading = self.reading
        words = reading.words
        interval = range(first, min(last, first + 60))
        for index in interval:
            if words[index] in ("zaduzuje", "zaduzuju", "obavezuje", "obavezuju", "obvezuje", "obvezuju", "ovlascuje", "ovlastava", "ovlascuju"):
                return self._charged(index, first, last)
            if words[index] in ("nalaze", "nalazu", "preporucuje", "preporucuju", "predlaze", "predlazu", "povjerava", "apeluje", "poziva", "pozivaju") and "se" in words[max(first, index - 1) : index + 2]:
                return self._charged(index, first, last)
        for index in interval:
            word = words[index]
            if re.fullmatch(r"(?:zaduzen|duz|obavez|obvez)(?:[aoie]|an|na|ni|no|ne|en)?", word) or re.fullmatch(r"(?:preporucen|nalozen|povjeren)[aoie]?", word):
                before = self._subject(first, index)
                return before or self._charged(index, first, last)
            if re.fullmatch(r"(?:zaduzil|nalozil|obavezal|preporucil|povjeril)[aoie]|zaduzio|nalozio|obavezao|preporucio|povjerio", word):
                return self._charged(index, first, last)
            if word in ("ce", "cemo") and index > first:
                return [] if any(word in _RELATIVES for word in words[first:index]) else self._subject(first, index)
            if word in ("potrebno", "neophodno", "nuzno") :
                da = next((place for place in range(index, min(index + 4, last)) if words[place] == "da"), None)
                return self._leading(da + 1, last) if da is not None else []
        start = first + 1 if words[first] == "da" else first
        return self._leading(start, last)

    def _subject(self, first: int, verb: int) -> list[Responsible]:
        reading = self.reading
        words = reading.words
        last = verb
        while last > first and words[last - 1] in ("je", "su", "se", "jednoglasno"):
            last -= 1
        if last <= first:
            return []
        return self.doers.resolve(reading.starts[first], reading.ends[last - 1])

    def _charged(self, verb: int, first: int, last: int) -> list[Responsible]:
        """Whom the verb of charging has after it (`zadužuje se X da`), or before it (`X se zadužuje da`)."""
        reading = self.reading
        words = reading.words
        start = verb + 1
        while start < last and words[start] in ("se", "je", "su", ",", "i"):
            start += 1
        end = start
        while end < last and words[end] not in ("da", ":", ";", "za") and end - start < 24:
            end += 1
        addressed = end < last and words[end] in ("da", "za")
        if not addressed and verb - first > 1:
            before = self._subject(first, verb)
            if before:
                return before
        if end > start:
            found = self.doers.resolve(reading.starts[start], reading.ends[end - 1])
            if found:
                return found
        return self._subject(first, verb)

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
        known = [doer for doer in self.doers.within(low, min(len(reading.text), high + 80)) if self._at(doer, low)]
        if known:
            return known
        stop = self._noun_phrase(start, end)
        if stop is None:
            return []
        return self.doers.resolve(low, reading.ends[stop - 1])

    def _at(self, doer: Responsible, start: int) -> bool:
        """Whether the doer is named at the start, a role before it apart."""
        if isinstance(doer, str):
            return False
        return any(start <= mention.start <= start + 25 for mention in doer.mentions)

    def _noun_phrase(self, start: int, end: int) -> int | None:
        """The end of a plural or collective noun phrase in the nominative before a verb."""
        words = self.reading.words
        if end - start < 2 or not words[start].isalpha():
            return None
        if self.reading.capital(start) or words[start] in ("sve", "svi", "obje", "oba") or words[start].endswith(("ice", "ije", "ici", "nici", "ole", "ove", "eni", "udi", "teti", "lji", "nti")):
            verb = task_verb(self.reading, start + 1, min(len(words), end + 1))
            return verb if verb is not None and verb <= end else self._case_end(start, end)
        return None

    def _case_end(self, start: int, end: int) -> int | None:
        """The end of a nominative with what is in the genitive after it: `studenti završne godine | praksu obavljaju`."""
        if self.reading.capital(start):
            return None
        words = self.reading.words
        stop = start + 1
        while stop < end:
            cases = {reading.case for reading in analyze(words[stop])}
            if not cases & {"gen", "nom"} or "acc" in cases and not cases & {"gen"}:
                break
            stop += 1
        return stop if stop > start and stop - start < 5 else None


_RELATIVES = frozenset("koji koja koje koju kojim kojima kojem kojoj kojeg".split())
_NO_DOER = frozenset("se im mu joj je su u na za od do nije potrebno treba ne sto bi po sa s kroz svi radi".split())
_DOER_END = frozenset(", ; . do u se na za najkasnije svakog svake odmah ce treba trebaju moraju mora je su koji koje koja ubuduce s sa".split())


def has_copula_between(reading: Reading, index: int, cue: Cue) -> bool:
    """Whether the clause from a separator to shortly after the cue has a copula or a reflexive of its own."""
    words = reading.words
    return any(word in ("je", "su", "se", "nije", "nisu") for word in words[index : min(cue.last + 3, len(words))])


