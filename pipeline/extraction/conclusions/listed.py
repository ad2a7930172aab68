"""Points that the layout shows: lists after a lead-in, blocks under a heading, labels, rows of a table of tasks."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extraction import trace
from pipeline.extraction.conclusions import details, spans
from pipeline.extraction.conclusions.cues import PACKAGE, acts, cues, deciders, subordinate
from pipeline.extraction.conclusions.kinds import kind_of
from pipeline.extraction.conclusions.points import Point, Report
from pipeline.extraction.findings import ConclusionKind, Responsible
from pipeline.extraction.meetings.gatherings import is_next, mentions
from pipeline.extraction.meetings.sentences import Reading, Sentence, trimmed
from pipeline.language.blocks import Block
from pipeline.language.folding import fold
from pipeline.language.layout import cells, label_kind, lead_kind
from pipeline.resources import read_table

_POINT_KINDS = ("conclusions", "decisions", "recommendations", "tasks")
_OTHER_LISTS = ("agenda", "present", "absent", "guests", "annex", "distribution", "chair", "proposer", "vote")
_DEFAULTS: dict[str, ConclusionKind] = {
    "recommendations": "recommendation",
    "tasks": "action",
    "conclusions": "conclusion",
    "decisions": "decision",
}
_CONFIDENCE = {"conclusions.list-item": 0.9, "conclusions.label": 0.85, "conclusions.heading": 0.85}
_HEADED = 3  # paragraphs under a heading that may be points
_SHORTEST = 8  # characters of a point
_FIELD = (
    r"nosi(?:lac|oc|telj|oci|telji|laci)\w*(?: aktivnosti| zadatka)?|odgovor(?:an|n\w+)(?: osob\w+| lic\w+)?"
    r"|zaduzen\w*(?: osob\w+)?"
    r"|izvrsi(?:lac|telj|oci)|rok(?: za \w+| izvrsenja| realizacije)?"
)
_FIELDS = re.compile(
    rf"(?:\s*(?://|;|\.|,|\||–|\()\s*)?\b(?P<label>{_FIELD})\s*:\s*"
    r"|\s*[,;–(:]\s*(?P<bare>nosi(?:lac|telj|oci|telji)|zaduzen[aio]?|rok)(?: je)? (?=\S)"
)
_FIELD_LABEL = re.compile(_FIELD)
_FIELD_OF_ALL = re.compile(
    r"(?:rok|nosi(?:lac|oci|telj|telji)|zaduzen\w*|odgovor\w+(?: osob\w+| lic\w+)?)(?: izvrsenja| realizacije)? "
    r"za (?:sve|svih|realizacij|izvrsenj|provedb|provodenj|sprovodenj)\w*\b.*"
)
_DASH_AT_END = re.compile(r"(?: [–—-]|:) (?P<inside>[^–—()]{3,60}?)[ .;]*$")
_DUE = re.compile(r",? (?:do|rok|najkasnije|u roku)\b")
_OF_SESSION = re.compile(r"sa? (?:\S+ ){0,4}?(?:sjednic|sednic|sastank|skupstin)\w+")  # `ZAKLJUČCI⏎sa 7. sjednice Savjeta`
_RESULT_LINE = re.compile(r"(?:jednoglasno )?(?:ni(?:je|su) )?(?:usvoj|prihvac|odbij|odbac|podrz|odobr)\w+")
_REASONS = re.compile(r"o ?b ?r ?a ?z ?l ?o ?z ?e ?nj ?e[ .:]*$")
_VOTES_BEHIND = re.compile(r"\. ?\((?P<votes>[^()]{3,80})\)[ .]*$")
# a label that tells a decision itself: `Usvojen plan rada za 2024: …`, `Raspored za maj usvojen uz izmjenu: …`
_DECIDED_LABEL = re.compile(
    r"(?!.*(?:sljedec|slijedec|zakljuc|odluk|preporuk))"
    r"(?:(?:\w+ ){1,6})?(?:usvojen|prihvacen|odobren|odbijen|izabran|imenovan|utvrden)[aoei]? (?:\w+ ){1,8}?\w+ ?:"
)
# headings over what is to be done next: `Naredni koraci`, `Šta dalje`
_TASK_HEADING = re.compile(
    r"(?:action points|to do|akcijske tacke|akcione tacke|tacke za (?:postupanje|akciju)|(?:naredn|sljedec|slijedec|iduc"
    r"|dalj|daljnj)\w* (?:korac\w*|aktivnost\w*|radnj\w*)|sta dalje|sto dalje|ko sta radi|tko sto radi"
    r"|dogovorene aktivnosti|radni zadaci)[ :?.]*$"
)
_DESCRIBED_HEADING = re.compile(
    r"(?:donesen|usvojen|kljucn|glavn|najvazniji|najvaznij|zajednick|osnovn|konacn|ostal)\w* "
    r"(?=zakljuc|odluk|preporuk|dogovor|zadac|zadat|zaduz|obavez)"
)
_TITLED = re.compile(r"(?:zakljucci|preporuke|dogovori|odluke) (?:sa?|iz|sastank|sjednic|okrugl)\w*")
_HEAD_BLOCKS = 3
_ACT_LED = re.compile(r"\b(?:zakljucak|zakljucke|odluku|odluke|preporuku|preporuke)[ “]*:$")
_MAKING = re.compile(r"\b(?:donosi|donijel|donio|donela|donijet|donesen|izda|usvoji)\w*")
_BRACKET_AT_END = re.compile(r"\((?P<inside>[^()]{3,80})\)[ .;]*$")
_NUMBERED = re.compile(r"(?:^|[.;] )(?=\d{1,2}[.)] [^\W\d_])")
_MARKER = re.compile(r"\d{1,2}[.)] ")
_FOR_ALL = re.compile(r"(?:za (?:sve|svih|realizaciju|izvrsenje|provedbu)\b[^.;]{0,60})?\brok(?: za [^.;]{0,50})? je\b")
_HOLDER_OF_ALL = re.compile(
    r"za (?:realizaciju|izvrsenje|provedbu|provodenje|sprovodenje|implementaciju) (?:svih |navedenih |ovih )?"
    r"(?:zakljucaka|zadataka|obaveza|obveza|tacaka|tocaka|aktivnosti)[^.;,]{0,30}? zaduz(?:uje se|uju se|en je|ena je|eni su) "
    r"(?P<holder>[^.;,]{3,80}?)(?:, (?:a |te |i |uz )?(?P<rok>(?:rok\b|do ).*))?\.?$"
)
_ACT = re.compile(r"(?:odluk[aeiu]|r(?:j)?esenj[ea]|pravilnik|naredb[aeu]|uputstvo)[ .:]*$")  # the heading of an act
_ACT_TITLE = re.compile(r"(?:o|kojim|kojom|kojima) [^.;:]{3,160}$")  # `o visini članarine` below it
_ARTICLE = re.compile(r"(?:clan(?:ak)?|tack?a|tocka) (?:\d{1,3}|[ivx]+)\.? ?$")
_FINAL_PROVISION = re.compile(
    r"(?:ov(?:aj|a|o) )?(?:zakljuc|odluk|r(?:j)?esenj|pravilnik)\w* (?:stupa|vazi|ce se objaviti|objavit|objavljuj)|obrazlozenje"
    r"|stupanjem na snagu ov|danom stupanja na snagu ov"
    r"|(?:o|za) (?:izvrsenj|realizacij|provodenj|provedb|sprovodenj)\w* (?:ov(?:og|e|ih) )?(?:zakljuc|odluk)"
)
_OWN_LABEL = re.compile(r"(?:zadatak|zakljucak|zadaca|odluka|preporuka)(?: br\.?)? ?\d*\.? ?[:–-] ?")
_OWN_LEAD = re.compile(r"(?:zakljuceno|dogovoreno|usaglaseno|odluceno) je (?=da )")
_AGREEING = re.compile(r"\b(?:sloz|saglasi|suglasi|dogovor|usaglas|usuglas|zakljuc|usvoji)\w*")
_OPENING_WORDS = 7
_INNER_MARKER = re.compile(r"(?:(?<=[:;,.] ))(?:\d{1,2}|[a-h])\) ?")
_SINGLE = re.compile(r"(?:zakljucak|odluka|preporuka)(?: br\w*\.?)?(?: ?\d{1,3}\.?)?[ .:]*$")
_ACCEPTED = re.compile(r"\b(?:prihvati|usvoji|podrza|slozi|saglasi|suglasi)(?:li|la|lo|le)\b")
_ADOPTING = re.compile(r"\b(?:usvoj|donije|donese|donio|donel|odobre|odobri|odluc)\w*")
_NO_LEAD_IN = re.compile(
    r"dnevni(?:m)? red|zapisni\w+ sa prethodn|realizacij|\b(?:predlozi[ol]|naveo|navela|istak|kaza|podsjeti|trazi|zatrazi)\w*"
)


@cache
def _columns() -> dict[str, re.Pattern[str]]:
    by_field: dict[str, list[str]] = {}
    for row in read_table(PACKAGE, "task_fields.tsv", ("words", "field")):
        by_field.setdefault(row["field"], []).append(fold(row["words"]))
    return {name: re.compile("|".join(sorted(words, key=len, reverse=True))) for name, words in by_field.items()}


def find(report: Report) -> None:
    """Add the points that the layout shows to the report."""
    _Listed(report).find()


class _Listed:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.reading = report.reading
        self.done = report.done
        self.enumerated = report.enumerated
        self.fields: set[int] = set()  # lines that tell holder or deadline of the point above them

    def find(self) -> None:
        self._reasons()
        self._read()
        self._bare_acts()

    def _reasons(self) -> None:
        """What stands under `Obrazloženje` gives reasons and decides nothing, up to the next heading or section."""
        blocks = self.reading.blocks
        within = False
        for index, block in enumerate(blocks):
            if _REASONS.match(self.reading.folded, block.start, block.end):
                within = True
            elif block.kind in ("section", "heading", "title", "signature"):
                within = False
            if within:
                self.done.add(index)

    def _bare_acts(self) -> None:
        """`Skupština donosi⏎ODLUKU⏎o visini članarine`: the act itself, where none of its provisions follows."""
        reading = self.reading
        blocks = reading.blocks
        acts_at = [
            index
            for index in range(1, len(blocks) - 1)
            if self._under_act(index) and _ACT_TITLE.match(reading.folded, blocks[index + 1].start, blocks[index + 1].end)
        ]
        for index, following in zip(acts_at, [*acts_at[1:], len(blocks)], strict=False):
            lead = blocks[index - 1]
            told = any(index < point.block < following for point in self.report.points)
            if told or _MAKING.search(reading.folded, lead.start, lead.end) is None:
                continue
            self.done |= {index - 1, index, index + 1}
            start, end = trimmed(reading.text, blocks[index].start, blocks[index + 1].end)
            first, last = reading.word_at(start), reading.word_at(end)
            votes = details.votes(reading, lead.start, lead.end)
            self.report.points.append(
                Point(first, last, start, end, "decision", "conclusions.heading", 0.7, [], (start, end), index, votes)
            )

    def _read(self) -> None:
        columns: dict[int, str] = {}
        titled = self._titled()
        heading: tuple[str, int] | None = None  # what the paragraphs under the last heading are, and how many were points
        for index, block in enumerate(self.reading.blocks):
            columns = self._row(index, columns) if block.kind == "table_row" else {}
            if block.kind == "list_item":
                self._list_item(index, heading[0] if heading else titled)
            elif block.kind == "label" and self._field_below(index):
                continue
            elif block.kind == "label":
                kind = label_kind(block)
                self._label(index, kind)
                heading = (kind, 0) if kind in _POINT_KINDS and block.content_start >= block.end else None
            elif block.kind == "heading":
                if not (block.marker and heading is not None):  # a lone `I` under `ZAKLJUČCI` numbers a point
                    kind = label_kind(block) or self._heading_kind(block.start, block.end)
                    heading = (kind, 0) if kind in _POINT_KINDS else None
            elif block.kind == "paragraph" and self._enumerated(index):
                heading = None
            elif block.kind == "paragraph" and (led := self._leads_below(index)) is not None:
                heading = (led, 0)
            elif block.kind == "paragraph" and heading is not None and heading[1] < _HEADED and self._headed(index, heading[0]):
                heading = (heading[0], heading[1] + 1)
            elif block.kind in ("section", "title", "signature", "paragraph"):
                heading = None

    def _titled(self) -> str | None:
        """What the lists without a lead-in hold in a document that its title calls conclusions: `ZAKLJUČCI SA SASTANKA`."""
        titles = [block for block in self.reading.blocks[:_HEAD_BLOCKS] if block.kind in ("title", "heading")]
        named = [block for block in titles if _TITLED.match(self.reading.folded, block.start, block.end)]
        return self._heading_kind(named[0].start, named[0].end) if named else None

    def _leads_below(self, index: int) -> str | None:
        """What the paragraph below is, if this one leads in to it: `… usvojilo je sljedeći zaključak:`."""
        blocks = self.reading.blocks
        below = index + 1
        if self.reading.text[blocks[index].end - 1] != ":" or below >= len(blocks) or blocks[below].kind != "paragraph":
            return None
        if _ACT_LED.search(self.reading.folded, blocks[index].start, blocks[index].end) is None:
            return None
        return self._list_kind(index)

    def _heading_kind(self, start: int, end: int) -> str | None:
        words = self.reading.folded[start:end].strip(" :.")
        if len(words) > 60 or re.search(r"dnevni red|prisutn|odsutn", words):
            return None
        if _TASK_HEADING.match(words):
            return "tasks"
        described = _DESCRIBED_HEADING.match(words)
        if described is not None:
            words = words[described.end() :]
        if words.startswith("preporu"):
            return "recommendations"
        if words.startswith(("zadac", "zadat", "zaduz", "obavez")):
            return "tasks"
        if words.startswith("odluk"):
            return "decisions"
        return "conclusions" if words.startswith(("zakljuc", "dogovor", "usaglas")) else None

    # --- lists

    def _list_item(self, index: int, headed: str | None) -> None:
        """An item of a list of points: one point, more where further sentences decide anew."""
        block = self.reading.blocks[index]
        kind = headed if block.lead is None else self._list_kind(block.lead) or self._kind_of_heading(block.lead)
        if kind is None and block.lead is not None and headed is not None and self._of_session(block.lead):
            kind = headed
        if kind is None and self._of_act(index):
            kind = "decisions"
        if kind is None:
            lead = lead_kind(self.reading.text, self.reading.blocks[block.lead]) if block.lead is not None else None
            if lead == "agenda" and index in self.report.counted_again:
                return  # what was said under each item of the agenda
            if lead in (*_OTHER_LISTS, "discussion"):
                self.done.add(index)
                self._refused(index, "list-of-something-else")
            return
        self.done.add(index)
        if self._of_act(index):
            kind = "decisions"
            if _ACT_TITLE.match(self.reading.folded, block.content_start, block.end) and self._under_act(index - 1):
                self._refused(index, "title-of-act")
                return
            if _ARTICLE.match(self.reading.folded, block.content_start, block.end):
                self._refused(index, "title-of-act")
                return
        if _FINAL_PROVISION.match(self.reading.folded, block.content_start, block.end):
            self._refused(index, "final-provision")
            return
        if self._common_deadline(block.content_start, block.end):
            self._refused(index, "deadline-only")
            return
        if self._announces(block.content_start, block.end):
            self._refused(index, "announces-a-session")
            return
        if self.reading.text[block.content_start : block.end].isupper():
            self._refused(index, "title-of-act")  # `3. IZBOR SAVJETA`: the next item of the agenda
            return
        starts = self._between_semicolons(block.content_start, block.end)
        for start, end in zip(starts, [*starts[1:], block.end], strict=True):
            self._content(start, end, index, kind, "conclusions.list-item")

    def _kind_of_heading(self, lead: int) -> str | None:
        """What a list holds by the heading over it (`Zaključci i naredni koraci`), or over its title (`ZAKLJUČKE⏎o sezoni`)."""
        blocks = self.reading.blocks
        if lead and _ACT_TITLE.match(self.reading.folded, blocks[lead].start, blocks[lead].end):
            lead -= 1
        if blocks[lead].kind != "heading":
            return None
        kind = label_kind(blocks[lead]) or self._heading_kind(blocks[lead].start, blocks[lead].end)
        return kind if kind in _POINT_KINDS else None

    def _of_session(self, index: int) -> bool:
        """Whether a line says of which session the conclusions are: `sa 7. sjednice Savjeta`."""
        block = self.reading.blocks[index]
        return _OF_SESSION.match(self.reading.folded, block.start, block.end) is not None

    def _under_act(self, index: int) -> bool:
        """Whether a block is the heading of an act: `ODLUKU`, `RJEŠENJE`."""
        block = self.reading.blocks[index]
        return index >= 0 and block.kind in ("heading", "title") and bool(_ACT.match(self.reading.folded, block.start, block.end))

    def _of_act(self, index: int) -> bool:
        """Whether an item of a list stands in an act: under its heading, or under the title below that."""
        lead = self.reading.blocks[index].lead
        if lead is None:
            return False
        below = lead > 0 and _ACT_TITLE.match(self.reading.folded, self.reading.blocks[lead].start, self.reading.blocks[lead].end)
        return self._under_act(lead) or (bool(below) and self._under_act(lead - 1))

    def _refused(self, index: int, reason: str, rule: str = "conclusions.list-item") -> None:
        """Note that a block is no point."""
        block = self.reading.blocks[index]
        start, end = trimmed(self.reading.text, block.content_start, block.end)
        trace.rejected("conclusions", start, end, reason, rule=rule)

    def _enumerated(self, index: int) -> bool:
        """Points within a paragraph: `… iznijela četiri preporuke: 1) da …; 2) da …`."""
        block = self.reading.blocks[index]
        folded = self.reading.folded
        starts = [match.end() for match in _INNER_MARKER.finditer(folded, block.start, block.end)]
        if len(starts) < 2:
            return False
        lead = re.split(r"[.!?] ", folded[block.start : starts[0]])[-1]
        opened = _INNER_MARKER.sub("", lead).rstrip()
        if not opened.endswith(":") or not spans.lead_ins().search(opened) or _NO_LEAD_IN.search(opened):
            return False
        kind = "recommendations" if "preporu" in opened and "zakljuc" not in opened else "conclusions"
        for start, end in zip(starts, [*starts[1:], block.end], strict=True):
            marker = _INNER_MARKER.search(folded, start, end + 4) if end != block.end else None
            self._content(start, marker.start() if marker else end, index, kind, "conclusions.list-item")
        self.enumerated.append((starts[0] - len(lead), block.end))
        return True

    def _list_kind(self, index: int) -> str | None:
        """Whether the block leads in to conclusions, tasks or recommendations, by its label or its last clause."""
        reading = self.reading
        lead = reading.blocks[index]
        kind = lead_kind(reading.text, lead)
        if kind in ("present", "guests") and _AGREEING.search(reading.folded, lead.start, lead.end):
            kind = None  # `učesnici su se složili o sljedećem:`
        clause = re.split(r"[.!?] ", reading.folded[max(lead.start, lead.end - 160) : lead.end])[-1]
        opened = clause.rstrip().endswith((":", " je", " su", " je jednoglasno", " su jednoglasno"))
        decided = opened and kind in (None, "present", "guests") and deciders("all").search(clause)
        if decided and self._opens_with_cue(index + 1):
            # `Skupština je jednoglasno: – izabrala …`
            return "conclusions" if clause.rstrip().endswith(":") else "decisions"
        adopted = _ADOPTING.search(clause) is not None and not re.search(r"zakljuc|preporu|dogovor", clause)
        if kind == "conclusions" and adopted:
            return "decisions"
        if kind == "recommendations" and "zakljuc" in clause:
            return "conclusions"
        if kind in _POINT_KINDS or kind in _OTHER_LISTS:
            return kind if kind in _POINT_KINDS else None
        if _TASK_HEADING.match(clause.strip()):
            return "tasks"
        if not clause.rstrip().endswith(":"):
            return None
        refused = _NO_LEAD_IN.search(clause) and not _ACCEPTED.search(clause)
        if refused or not spans.lead_ins().search(clause):
            return None
        if "preporu" in clause and "zakljuc" not in clause:
            return "recommendations"
        if re.search(r"saglasnost|suglasnost|imenovan|izabran|razrijesen", clause) and "zakljuc" not in clause:
            return "decisions"
        if re.search(r"zaduz|zadac|zadat|obavez|obvez", clause):
            return "tasks"
        return "decisions" if adopted else "conclusions"

    def _opens_with_cue(self, index: int) -> bool:
        """Whether a verb of deciding stands in the first words of an item."""
        if index >= len(self.reading.blocks):
            return False
        block = self.reading.blocks[index]
        first, last = self.reading.word_at(block.content_start), self.reading.word_at(block.end)
        return kind_of(self.reading, first, min(first + _OPENING_WORDS, last), None) != "conclusion"

    def _common_deadline(self, start: int, end: int) -> bool:
        """`Za sve navedeno rok je 15. april`: the deadline of the points before it, no point itself."""
        if self._common_holder(start, end):
            return True
        if _FOR_ALL.match(self.reading.folded, start, end) is None:
            return False
        for point in self.report.points:
            if point.kind == "action" and details.deadline(self.reading, *point.deadline_span) == (None, None):
                point.deadline_span = (start, end)
        return True

    def _common_holder(self, start: int, end: int) -> bool:
        """`Za realizaciju zaključaka zadužuje se sekretar, a rok je 30. juni`: holder and deadline of the points before it."""
        charged = _HOLDER_OF_ALL.match(self.reading.folded, start, end)
        if charged is None or not self.report.points:
            return False
        holders = self.report.doers.listed(*charged.span("holder"))
        for point in self.report.points:
            if point.kind != "action":
                continue
            point.responsible = point.responsible or list(holders)
            if charged["rok"] and details.deadline(self.reading, *point.deadline_span) == (None, None):
                point.deadline_span = charged.span("rok")
        return True

    def _announces(self, start: int, end: int) -> bool:
        """Whether an item only tells when the next session is."""
        reading = self.reading
        first, last = reading.word_at(start), reading.word_at(end)
        named = mentions(reading, first, min(last, first + 5))
        return bool(named) and named[0].first == first and is_next(reading, named[0]) and bool(reading.dates_in(start, end))

    # --- labels and headings

    def _label(self, index: int, kind: str | None) -> None:
        """`Zaključak: …`, with several points where they are numbered in the line."""
        block = self.reading.blocks[index]
        if kind == "vote" and self._result_line(index):
            return
        if kind == "conclusions" and self.reading.folded.startswith("odluk", block.start):
            kind = "decisions"
        filled = block.content_start < block.end
        if filled and self.report.record and _DECIDED_LABEL.match(self.reading.folded, block.start, block.content_start):
            sentence = self.reading.sentences_of(index)[0]
            self.enumerated.append((block.start, sentence.end))
            start, end = trimmed(self.reading.text, block.start, sentence.end)
            first, last = self.reading.word_at(start), self.reading.word_at(end)
            votes = details.votes(self.reading, start, end)
            self.report.points.append(
                Point(first, last, start, end, "decision", "conclusions.label", 0.7, [], (start, end), index, votes)
            )
            return
        if kind not in _POINT_KINDS:
            if kind is not None and kind not in ("other", "discussion", "topic", "note", "vote"):
                self.done.add(index)
            return
        if block.content_start >= block.end:
            return
        self.done.add(index)
        if self._common_deadline(block.content_start, block.end):
            self._refused(index, "deadline-only", "conclusions.label")
            return
        folded = self.reading.folded
        starts = [block.content_start + match.end() for match in _NUMBERED.finditer(folded[block.content_start : block.end])]
        if len(starts) < 2 or starts[0] != block.content_start:
            starts = self._between_semicolons(block.content_start, block.end)
        for start, end in zip(starts, [*starts[1:], block.end], strict=True):
            marker = _MARKER.match(folded, start, end)
            self._content(marker.end() if marker else start, end, index, kind, "conclusions.label")

    def _result_line(self, index: int) -> bool:
        """`Prijedlog pravilnika o nagradama⏎Rezultat: prihvaćeno`: the title of an act, and its result on the line below."""
        reading = self.reading
        block = reading.blocks[index]
        above = reading.blocks[index - 1] if index else block
        if not _RESULT_LINE.match(reading.folded, block.content_start, block.end) or above.kind not in ("paragraph", "list_item"):
            return False
        if not acts().match(reading.folded, above.content_start) or index - 1 in self.done:
            return False
        start, end = trimmed(reading.text, above.content_start, block.end)
        first, last = reading.word_at(start), reading.word_at(end)
        votes = details.votes(reading, block.content_start, block.end)
        self.done |= {index - 1, index}
        self.report.points.append(
            Point(
                first,
                last,
                start,
                end,
                "decision",
                "conclusions.label",
                _CONFIDENCE["conclusions.label"],
                [],
                (start, end),
                index,
                votes,
            )
        )
        return True

    def _field_below(self, index: int) -> bool:
        """`Nosilac: N. N.` or `Rok: 10. maj` on a line of its own below a point: its holder or its deadline."""
        reading = self.reading
        block = reading.blocks[index]
        named = reading.folded[block.start : block.content_start].strip(" :")
        of_all = _FIELD_OF_ALL.fullmatch(named) is not None
        if block.content_start >= block.end or not (of_all or _FIELD_LABEL.fullmatch(named)):
            return False
        above = index - 1
        while above >= 0 and above in self.fields:
            above -= 1
        lists = reading.blocks[above].list_id if above >= 0 and of_all else None
        points = [
            point
            for point in self.report.points
            if point.block == above or (lists is not None and reading.blocks[point.block].list_id == lists)
        ]
        if not points:
            return False
        self.done.add(index)
        self.fields.add(index)
        for point in points:
            if named.startswith("rok"):
                if not of_all or details.deadline(reading, *point.deadline_span) == (None, None):
                    point.deadline_span = (block.content_start, block.end)
            elif not (of_all and point.responsible):
                point.responsible = self.report.doers.listed(block.content_start, block.end)
                point.kind = "action" if point.kind == "conclusion" else point.kind
        return True

    def _between_semicolons(self, start: int, end: int) -> list[int]:
        """Where the points of `Dogovoreno: peticiju predati do 30/6; pratiti radove; uputiti poziv.` start, each a task."""
        folded = self.reading.folded
        starts = [start, *(match.end() for match in re.finditer("; ", folded[start:end]))]
        starts = [start, *(start + offset for offset in starts[1:])]
        ends = [*starts[1:], end]
        if all(
            kind_of(self.reading, self.reading.word_at(low), self.reading.word_at(high), None) != "conclusion"
            or self.report.doers.working(self.reading.word_at(low), self.reading.word_at(high))
            for low, high in zip(starts, ends, strict=True)
        ):
            return starts
        return [start]

    def _headed(self, index: int, kind: str) -> bool:
        """A plain paragraph under a heading of conclusions; False where it is no point."""
        reading = self.reading
        block = reading.blocks[index]
        if reading.text[block.end - 1] == ":":
            return False
        if self._common_holder(block.start, block.end):
            self.done.add(index)
            return True
        if _FINAL_PROVISION.match(reading.folded, block.start, block.end):
            self.done.add(index)
            self._refused(index, "final-provision", "conclusions.heading")
            return True
        if self._of_session(index):
            self.done.add(index)
            self._refused(index, "title-of-act", "conclusions.heading")
            return True
        taken = False
        for sentence in reading.sentences_of(index):
            found = cues(reading, sentence, points=True)
            if found and found[0].form != "lp" and found[0].da is None and not subordinate(reading, found[0], sentence, []):
                self._content(sentence.start, sentence.end, index, kind, "conclusions.heading")
                taken = True
        if not taken and index and _right_under(reading, reading.blocks[index - 1]):
            # whatever stands right under `ZAKLJUČAK` is one
            self._content(block.content_start, block.end, index, kind, "conclusions.heading")
            taken = True
        if taken:
            self.done.add(index)
        return taken

    # --- the words of a point

    def _content(self, start: int, end: int, index: int, kind: str, rule: str) -> None:
        """The point that stands in an interval, with the holder and the deadline that follow it as fields or in brackets."""
        reading = self.reading
        folded = reading.folded
        holders: list[Responsible] = []
        deadline_span: tuple[int, int] | None = None
        fields = list(_FIELDS.finditer(folded, start, end))
        bracketed = self._bracketed(start, end)
        if bracketed and all(field["bare"] for field in fields):
            fields = []  # `Popraviti ogradu (N. N., rok 1. maj)`
        for match, following in zip(fields, [*(field.start() for field in fields[1:]), end], strict=False):
            if (match["label"] or match["bare"]).startswith("rok"):
                deadline_span = (match.end(), following)
            else:
                holders += self.report.doers.listed(match.end(), following)
        if fields:
            end = fields[0].start()
        for opening in (_OWN_LABEL, _OWN_LEAD):
            own = opening.match(folded, start, end)
            if own:
                start = own.end() + (3 if opening is _OWN_LEAD else 0)
        for low, high in self._parts(start, end, index):
            point_start, point_end = _unquoted(reading.text, *trimmed(reading.text, low, _before_votes(folded, low, high)))
            if point_end - point_start < _SHORTEST:
                trace.rejected("conclusions", point_start, point_end, "too-short", rule=rule)
                continue
            if trace.tracing():
                ends = "field-follows" if fields and high >= end else "item-ends" if high >= end else "sentence-ends"
                begins = {"conclusions.heading": "under-heading", "conclusions.label": "after-label"}.get(rule, "after-marker")
                cue = self._lead(index, rule)
                trace.bounded("conclusions", point_start, point_end, begins=begins, ends=ends, cue=cue)
            first, last = reading.word_at(point_start), reading.word_at(point_end)
            found = kind_of(reading, first, last, _DEFAULTS[kind])
            if kind == "decisions" and found == "decision" and kind_of(reading, first, last, None) == "action":
                found = "action"  # `usvojeno je: – da se uputi zahtjev; – ugovor potpisati`
            plain = found == "conclusion" or (found == "decision" and reading.words[first] == "da")
            due = found == "decision" and details.deadline(reading, point_start, point_end) != (None, None)
            plain = plain or (
                due and kind_of(reading, first, last, None) != "decision"
            )  # `Komisija podnosi izvještaj u roku od 20 dana`
            working = self.report.doers.working(first, last) if plain else []
            bracketed = self._bracketed(point_start, point_end) if not holders else []
            if bracketed and found in ("action", "conclusion"):
                found, holders = "action", bracketed
                bracket = _BRACKET_AT_END.search(reading.folded, point_start, point_end)
                if bracket is not None:
                    deadline_span = deadline_span or (point_start, point_end)
                    point_start, point_end = trimmed(reading.text, point_start, bracket.start())
                    last = reading.word_at(point_end)
            if working or (holders and fields and found == "conclusion"):
                found = "action"
            self.report.points.append(
                Point(
                    first,
                    last,
                    point_start,
                    point_end,
                    found,
                    rule,
                    _CONFIDENCE[rule],
                    holders or working or self.report.doers.of_point(first, last, found),
                    deadline_span or (point_start, point_end),
                    index,
                    details.votes(reading, point_start, high) or self._lead_votes(index, rule),
                )
            )

    def _lead_votes(self, index: int, rule: str) -> str | None:
        """How the vote went, as the sentence says that leads in to the point: `Vijeće je većinom glasova donijelo⏎ZAKLJUČAK`."""
        blocks = self.reading.blocks
        if rule == "conclusions.label":
            return None
        lead = blocks[index].lead if rule == "conclusions.list-item" else None
        above = lead if lead is not None else index - 1
        while above > 0 and blocks[above].kind in ("heading", "title"):
            above -= 1
        if above < 0 or above == index or blocks[above].kind in ("list_item", "table_row", "signature"):
            return None
        told = self.reading.sentences_of(above)
        return details.votes(self.reading, told[-1].start, told[-1].end) if told else None

    def _bracketed(self, start: int, end: int) -> list[Responsible]:
        """Who stands in the brackets or behind the dash that end a point, with nothing but a deadline beside.

        So in `(N. N., do petka)`, `(sekretar)`, `– domar, do kraja aprila`.
        """
        reading = self.reading
        bracket = _BRACKET_AT_END.search(reading.folded, start, end) or _DASH_AT_END.search(reading.folded, start, end)
        if bracket is None:
            return []
        low, high = bracket.span("inside")
        due = _DUE.search(reading.folded[low:high])
        return self.report.doers.alone(low, low + due.start() if due else high)

    def _lead(self, index: int, rule: str) -> tuple[int, int] | None:
        """The line that makes a point of the block: the lead-in of its list, its label, or the heading over it."""
        blocks = self.reading.blocks
        if rule == "conclusions.label":
            return blocks[index].start, blocks[index].content_start
        lead = blocks[index].lead
        if lead is None:
            lead = next((above for above in range(index - 1, -1, -1) if blocks[above].kind in ("heading", "label")), None)
        return (max(blocks[lead].start, blocks[lead].end - 160), blocks[lead].end) if lead is not None else None

    def _parts(self, start: int, end: int, index: int) -> list[tuple[int, int]]:
        """The sentences of a point that stand alone: a further one counts by itself only with a cue of its own."""
        reading = self.reading
        parts: list[tuple[int, int]] = []
        for sentence in reading.sentences_of(index):
            low, high = max(sentence.start, start), min(sentence.end, end)
            if low < high and (not parts or self._stands_alone(sentence)):
                parts.append((low, high))
        return parts

    def _stands_alone(self, sentence: Sentence) -> bool:
        """Whether a further sentence of a point decides anew: by a cue, or as what will be done by a day."""
        reading = self.reading
        if cues(reading, sentence, points=True) or reading.words[sentence.first] == "da":
            return True
        due = details.deadline(reading, sentence.start, sentence.end) != (None, None)
        words = reading.words[sentence.first : sentence.last]
        if due and ("ce" in words or self.report.doers.working(sentence.first, sentence.last)):
            return True
        return "se" in words and kind_of(reading, sentence.first, sentence.last, None) in ("action", "decision")

    # --- tables

    def _row(self, index: int, columns: dict[int, str]) -> dict[int, str]:
        """A row of a table of tasks; returns what the columns are."""
        reading = self.reading
        block = reading.blocks[index]
        row = cells(reading.text, block)
        if block.is_header or not columns:
            named = {
                number: name
                for number, (start, end) in enumerate(row)
                for name, pattern in _columns().items()
                if start < end and pattern.match(reading.folded, start, end)
            }
            return named if "task" in named.values() and len(named) >= 2 else {}
        filled = {name: row[number] for number, name in columns.items() if number < len(row) and row[number][0] < row[number][1]}
        start, end = trimmed(reading.text, *filled["task"]) if "task" in filled else (0, 0)
        if end - start < _SHORTEST:
            return columns
        trace.bounded("conclusions", start, end, begins="cell-begins", ends="cell-ends")
        self.done.add(index)
        first, last = reading.word_at(start), reading.word_at(end)
        holders = self.report.doers.listed(*filled["holder"]) if "holder" in filled else []
        if reading.words[first] in ("bez", "nema") and not holders:
            return columns  # `Bez primjedbi`
        kind = kind_of(reading, first, last, "action")
        due = filled.get("deadline", (start, end))
        self.report.points.append(Point(first, last, start, end, kind, "conclusions.table-row", 0.9, holders, due, index))
        return columns


def _right_under(reading: Reading, block: Block) -> bool:
    """Whether a block is the heading of one point: `ZAKLJUČAK`, or a sentence that ends with `sljedeći zaključak:`."""
    folded = reading.folded
    return bool(_SINGLE.match(folded, block.start, block.end) or _ACT_LED.search(folded, block.start, block.end))


def _before_votes(folded: str, start: int, end: int) -> int:
    """The end before a bracket with the vote that stands behind the final stop: `Odobrava se izlet. (jednoglasno)`."""
    told = _VOTES_BEHIND.search(folded, start, end)
    return told.start() if told and spans.VOTES.match(folded, told.start("votes"), end) else end


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without the quotation marks that enclose the whole of it."""
    if text[start : start + 1] == "„" and text[end - 1 : end] == "“" and "„" not in text[start + 1 : end]:
        return trimmed(text, start + 1, end - 1)
    return start, end
