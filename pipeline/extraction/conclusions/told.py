"""Points that sentences tell: `zaključeno je da …`, `usvojen je …`, `zadužuje se …`, `vijeće je prihvatilo …`."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache

from pipeline.extraction import trace
from pipeline.extraction.conclusions import details, spans
from pipeline.extraction.conclusions.cues import (
    PACKAGE,
    Cue,
    acts,
    clause_start,
    cues,
    deciders,
    has_copula,
    hypothetical,
    subordination,
)
from pipeline.extraction.conclusions.kinds import is_future, is_statement, kind_of, task_verb
from pipeline.extraction.conclusions.points import Point, Report
from pipeline.extraction.findings import ConclusionKind, ParticipantFinding
from pipeline.extraction.meetings.cues import CueTable
from pipeline.extraction.meetings.gatherings import mentions
from pipeline.extraction.meetings.sentences import Sentence, trimmed
from pipeline.extraction.rules import with_cue
from pipeline.language.folding import fold
from pipeline.language.layout import label_kind
from pipeline.resources import read_table

_TOLD_BLOCKS = ("paragraph", "section", "list_item", "label")
# sentences on conclusions that hold none: `Zaključci su usvojeni jednoglasno`, `To je dogovoreno na sastanku …`
_ABOUT_CONCLUSIONS = re.compile(
    r"(?:(?:ovi |svi |svi ovi |navedeni |predlozeni )?(?:zakljuc(?:ci|ak)|preporuke) (?:su|je) (?:\w+ ){0,2}?"
    r"(?:usvojen|donesen|prihvacen)\w*"
    r"(?:,? (?:jednoglasno|javni\w+|tajni\w+|glas\w+|aklamacijom|bez|rasprave|vecinom|prisutnih))*[ .]*$"
    r"|(?:to|ovo|o tome) je (?:\w+ )?(?:dogovoreno|zakljuceno|odluceno|usaglaseno|usuglaseno)\b(?! da\b))"
)
_LAW = r"(?:zakon|statut|ustav|pravilnik|ugovor|propis|konvencij)\w*"
_BY_LAW = re.compile(
    rf"\b(?:prema|po|shodno|temeljem|na osnovu|u skladu s[a]?) (?:\w+ ){{0,2}}?{_LAW}"
    rf"|\b{_LAW} (?:\w+ ){{0,4}}?(?:je|su|se|propisuj\w+|predvid\w+|obavezuj\w+|obvezuj\w+)\b"
)
_BY_ACT = re.compile(r"\b(?:zakljuckom|odlukom|rjesenjem|resenjem|pravilnikom|uredbom) (?:\w+ ){0,4}?br(?:oj|\.)")
_ANOTHER_SESSION = re.compile(
    r" (?:je )?na (?:(?:\d+|[ivx]+)\.? ?)?(?:\w+ ){0,2}(?:sjednici|sednici|sastanku|skupstini)(?: od| odrzano\w)?\b"
)
_FULL_DAY = 10  # characters of an EDTF day
_RELATIVE_CLAUSE = re.compile(r", (?:na |u |za |o |s |sa )?(?:koj|cij)\w+ [^,]*,")
_PASSED = "(prijedlog|predlog|amandman|inicijativa|odluka) je (prošao|prošla)"
_GOING_ON = re.compile(
    r"(?:takoder|takodje|takode|isto tako|pored toga|osim toga|uz to|pored navedenog|osim navedenog|k tome|ujedno|nadalje),? "
)
_OPINIONS = frozenset(["složiti", "saglasiti", "suglasiti"])
_SHORTEST, _SHORTEST_CLAUSE = 8, 12  # characters


@cache
def _saying() -> CueTable:
    rows = read_table("pipeline.extraction.meetings", "saying_verbs.tsv", ("verb",))
    return CueTable([{"cue": f"<{row['verb']}:{form}>", "form": form} for row in rows for form in ("lp", "pres", "pp")])


@cache
def _speakers() -> re.Pattern[str]:
    stems = [fold(row["stem"]) for row in read_table(PACKAGE, "office_stems.tsv", ("stem",))]
    return re.compile(rf"\b(?:(?:{'|'.join(stems)})(?:k|ca|ica|ka|ac|ar|r|ja|i|telj|nica)?|on|ona)\b")


def find(report: Report) -> None:
    """Add the points that sentences tell to the report."""
    _Told(report).find()


class _Told:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.reading = report.reading
        self.doers = report.doers
        self.decided: Sentence | None = None  # the last sentence that held a point

    def find(self) -> None:
        reading = self.reading
        for sentence in reading.sentences:
            block = reading.blocks[sentence.block]
            if sentence.block in self.report.done or block.kind not in _TOLD_BLOCKS:
                continue
            if any(start < sentence.end and sentence.start < end for start, end in self.report.enumerated):
                continue
            found = cues(reading, sentence, points=self.report.record or block.kind == "section")
            if not found:
                self._carry_on(sentence)
                continue
            if self._leads(sentence):
                self._refused(found[0], "leads-in")
                continue
            if _ABOUT_CONCLUSIONS.match(reading.folded, sentence.start, sentence.end):
                self._refused(found[0], "about-conclusions")
                continue
            if self._votes_on_the_last(sentence, found[0]):
                continue
            sayings = self._sayings(sentence)
            counted = [cue for cue in found if not self._refused(cue, self._refusal(cue, sentence, sayings))]
            if counted:
                before = len(self.report.points)
                self._of_sentence(self._within_quotes(sentence, counted), counted)
                self._share_votes(sentence, self.report.points[before:])
                if len(self.report.points) > before:
                    self.decided = sentence

    def _follows_decision(self, sentence: Sentence) -> bool:
        """Whether the sentence before it, in the same paragraph, held a point."""
        before = self.decided
        return before is not None and before.block == sentence.block and before.last == sentence.first

    def _votes_on_the_last(self, sentence: Sentence, cue: Cue) -> bool:
        """`Usvojen je budžet. Prijedlog je prošao sa 15 glasova za`: the vote on the decision of the sentence before."""
        point = self.report.points[-1] if self.report.points else None
        bare = cue.row == _PASSED and cue.first - sentence.first <= 1 and cue.kind == "decision"
        if point is None or point.kind != "decision" or not bare or not self._follows_decision(sentence):
            return False
        vote = details.votes(self.reading, cue.end, sentence.end)
        if vote is None:
            return False
        point.votes = point.votes or vote
        trace.merged("conclusions", sentence.start, sentence.end, "told-again", rule=with_cue("conclusions.decided", cue.row))
        return True

    def _carry_on(self, sentence: Sentence) -> None:
        """`Dogovoreno je da se uredi park. Također, do jeseni će biti postavljene klupe.`: what is agreed goes on."""
        reading = self.reading
        point = self.report.points[-1] if self.report.points else None
        opening = _GOING_ON.match(reading.folded, sentence.start, sentence.end)
        if opening is None or point is None or point.kind != "action" or not self._follows_decision(sentence):
            return
        first = reading.word_at(opening.end())
        words = reading.words[first : sentence.last]
        future = any(word in ("ce", "cemo") or is_future(reading, first + place) for place, word in enumerate(words))
        spoken = words[:1] == ["„"] or bool(_saying().find(reading, sentence))
        if not future or spoken or {"bi", "ako", "nece"} & set(words) or mentions(reading, first, sentence.last):
            return
        self._add(first, sentence.last, "action", "conclusions.carried-on", sentence)
        self.decided = sentence

    def _leads(self, sentence: Sentence) -> bool:
        """Whether the sentence leads in to points that were taken: it ends with a colon, `sljedeće` or its verb."""
        reading = self.reading
        if sentence.end < reading.blocks[sentence.block].end - 2:
            return False
        last = reading.words[sentence.last - 1]
        if last in ("je", "su", "sljedece") and sentence.last - sentence.first > 1:
            last = reading.words[sentence.last - 2]  # `na sjednici donijelo je⏎ZAKLJUČAK`
        open_end = last == ":" or last.startswith(("sljedec", "slijedec", "sledec", "donesen", "donijel", "donosi", "usvoji"))
        blocks = reading.blocks
        if last == ":" and sentence.block + 1 < len(blocks) and blocks[sentence.block + 1].kind == "list_item":
            return True
        following = range(sentence.block + 1, min(sentence.block + 5, len(reading.blocks)))
        return open_end and any(index in self.report.done for index in following)

    # --- which cues count

    def _sayings(self, sentence: Sentence) -> list[int]:
        """The words `da` that open what somebody says."""
        reading = self.reading
        opened: list[int] = []
        for match in _saying().find(reading, sentence):
            word = reading.word_at(match.end)
            for index in range(word, min(word + 8, sentence.last)):
                # `Odgovorila je Talić: zahtjev je upućen`
                if reading.words[index] in ("da", "kako") or (reading.words[index] == ":" and match.row["form"] == "lp"):
                    opened.append(index)
                    break
                if reading.words[index] in (".", ";", "koji", "koja"):
                    break
        return opened

    def _refused(self, cue: Cue, reason: str) -> bool:
        """Whether there is a reason why the cue decides nothing; it is noted."""
        if reason:
            rule = with_cue("conclusions.agreed" if cue.da is not None else "conclusions.decided", cue.row)
            trace.rejected("conclusions", cue.start, cue.end, reason, rule=rule, cue=(cue.start, cue.end))
        return bool(reason)

    def _refusal(self, cue: Cue, sentence: Sentence, sayings: list[int]) -> str:
        """Why the cue decides nothing, as a reason of the trace; empty if it does.

        It stands in what somebody says, in a condition, or speaks of another day or another body.
        """
        outer = [
            opening for opening in sayings if not cue.first <= opening <= cue.last + 6 and not self._said(opening, cue, sentence)
        ]
        clause = subordination(self.reading, cue, sentence, outer)
        if clause:
            return clause
        if hypothetical(self.reading, cue, sentence):
            return "hypothetical"
        if cue.form == "pres":
            return "" if self._advised_together(cue, sentence) else "one-speaker"
        if cue.form not in ("pp", "lp"):
            lawful = cue.form == "phrase" and not self.report.record
            return "by-law" if lawful and _BY_LAW.search(self.reading.folded, sentence.start, cue.start) else ""
        if cue.da is None and "agreed" in cue.uses:
            return "nothing-agreed"
        if cue.da is None and (self._dated(cue) or self._at_another_session(cue, sentence)):
            return "past-event"
        if cue.da is None and not self.report.record and {"ranije", "svojevremeno", "nekada"} & set(self._beside(cue, sentence)):
            return "background"  # `odluku je Vlada ranije donijela`
        if cue.form == "pp":
            return self._passive_refusal(cue, sentence)
        return "" if self._collective(cue, sentence) else "one-speaker"

    def _advised_together(self, cue: Cue, sentence: Sentence) -> bool:
        """`Učesnici predlažu da se uvede dežurstvo`: the plural present after those who met, with what they advise."""
        reading = self.reading
        if cue.da is None or not reading.words[cue.last - 1].endswith(("u", "e")):
            return False
        start = clause_start(reading, cue.first, sentence)
        before = _RELATIVE_CLAUSE.sub(" ", reading.folded[reading.starts[start] : cue.start])
        return deciders("people").search(before) is not None and _speakers().search(before[-60:]) is None

    def _passive_refusal(self, cue: Cue, sentence: Sentence) -> str:
        words = self.reading.words
        if cue.lemma == "utvrditi" and cue.da is not None:
            return "quorum"
        if _BY_ACT.search(self.reading.folded, sentence.start, cue.start):
            return "by-law"
        if not has_copula(self.reading, cue, sentence) and not self._elliptic(cue, sentence):
            return "attribute"
        if self._is_subject(cue, sentence):
            return "attribute"
        if cue.lemma in ("donijeti", "doneti") and {"nije", "nisu"} & set(words[max(sentence.first, cue.first - 3) : cue.first]):
            return "negated"
        return "background" if cue.da is None and self._founded(cue, sentence) else ""

    def _is_subject(self, cue: Cue, sentence: Sentence) -> bool:
        """`Imenovani su bez dozvole ušli u lovište`: the participle is a noun, the verb follows."""
        if cue.first != sentence.first or self.reading.words[cue.first][-1] not in "ie":
            return False
        following = self.reading.words[cue.last : min(cue.last + 7, sentence.last)]
        clause = itertools.takewhile(lambda word: word not in (",", ";", ":", "i", "te", "koji", "koje", "da"), following)
        return any(len(word) > 3 and word.endswith(("li", "le")) and word not in ("bili", "bile") for word in clause)

    def _said(self, opening: int, cue: Cue, sentence: Sentence) -> bool:
        """Whether what somebody says has ended before the cue: `ponudila je da …, a na prijedlog gosta dogovoreno je da …`."""
        words = self.reading.words
        if ";" in words[opening : cue.first]:
            return True
        turned = any(words[index] in ("a", "dok", "ali") and words[index - 1] == "," for index in range(opening + 1, cue.first))
        return (
            turned
            and cue.form == "pp"
            and any(word in ("je", "su") for word in words[cue.last : min(cue.last + 2, sentence.last)])
        )

    def _elliptic(self, cue: Cue, sentence: Sentence) -> bool:
        """`Dogovoreno da …`; `Prijedlog odluke – usvojen`; `usvojen je plan, a odbijen prijedlog`."""
        if cue.first == sentence.first:
            return cue.da is not None
        words = self.reading.words
        if words[cue.first - 1] in ("a", "te"):
            return bool({"je", "su"} & set(words[sentence.first : cue.first]))
        return words[cue.first - 1] in ("–", "-")

    def _dated(self, cue: Cue) -> bool:
        """Whether a past day beside the verb says that this was decided another time: `usvojen je 12. februara`."""
        reading = self.reading
        high = min(len(reading.starts) - 1, cue.last + 5)
        for date in reading.dates_in(reading.starts[max(0, cue.first - 5)], reading.starts[high]):
            if reading.folded.startswith("jos ", max(0, date.evidence.start - 4)):
                return True  # `usvojen je još 2009. godine`
            if date.role != "mention" or len(date.value) < 7:
                continue
            word, after = reading.word_at(date.evidence.start), reading.word_at(date.evidence.end)
            before = reading.words[word - 1] if word else ""
            if before in ("od", "za", "iz", "sa", "s", "do", "(") or before.startswith("odrzan"):
                continue
            if 0 <= cue.first - after <= 2 or 0 <= word - cue.last <= 2:
                return True
        return False

    def _beside(self, cue: Cue, sentence: Sentence) -> list[str]:
        """The words next to the cue."""
        return self.reading.words[max(sentence.first, cue.first - 3) : min(sentence.last, cue.last + 3)]

    def _at_another_session(self, cue: Cue, sentence: Sentence) -> bool:
        """`Zapisnik je usvojen na 13. sjednici, 15. 7. 2021.`: a session with a day that is no meeting's of the document."""
        reading = self.reading
        stop = reading.ends[min(cue.last + 8, sentence.last) - 1]
        session = _ANOTHER_SESSION.match(reading.folded, cue.end, stop)
        if session is None:
            return False
        days = reading.dates_in(session.end(), min(session.end() + 20, sentence.end))
        return bool(days) and days[0].role == "mention" and len(days[0].value) >= _FULL_DAY

    def _founded(self, cue: Cue, sentence: Sentence) -> bool:
        """`Odbor je formiran na osnovu člana 7`, `mreža je formirana u okviru projekta`: background, nobody decided it here."""
        words = self.reading.words
        following = words[cue.last : min(cue.last + 4, sentence.last)]
        return "founding" in cue.uses and (
            any(word in ("osnovu", "temelju", "okviru") for word in following)
            or "jos" in words[max(sentence.first, cue.first - 4) : cue.last + 2]
        )

    def _collective(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether the meeting or a body is the subject, not one speaker."""
        reading = self.reading
        start = clause_start(reading, cue.first, sentence)
        stop = min(cue.last + 8, sentence.last)
        before = _RELATIVE_CLAUSE.sub(" ", reading.folded[reading.starts[start] : cue.start])
        after = re.split(r",| da ", reading.folded[cue.end : reading.ends[stop - 1]])[0]
        if reading.folded[cue.start : cue.end].endswith(("li", "le")):
            if "together" in cue.uses:
                return True
            together = deciders("all")
            advises = cue.kind == "recommendation" and cue.lemma != "preporučiti"
            return bool(together.search(before) or (not advises and together.search(after)))
        if _speakers().search(before[-60:]) or _speakers().match(after.lstrip()):
            return False
        if not (deciders("body").search(before) or deciders("body").search(after)):
            return False
        # who is named in a relative clause is not the subject: `Vlada je, na sjednici kojom je predsjedavao N. N., usvojila`
        low = reading.starts[start]
        for clause in [*_RELATIVE_CLAUSE.finditer(reading.folded, low, cue.start), None]:
            high = clause.start() if clause else cue.start
            if any(isinstance(doer, ParticipantFinding) for _, doer in self.doers.acting(low, high)):
                return False
            low = clause.end() if clause else high
        return True

    # --- the words of the points

    def _within_quotes(self, sentence: Sentence, found: list[Cue]) -> Sentence:
        """The quotation with which the sentence opens, if all its cues stand there: `„Dogovorili smo nastup“, rekla je …`."""
        words = self.reading.words
        if words[sentence.first] != "„" or "“" not in words[sentence.first : sentence.last]:
            return sentence
        close = words.index("“", sentence.first)
        if close + 1 >= sentence.last or words[close + 1] not in (",", "–", "-") or found[-1].last > close:
            return sentence
        return replace(sentence, end=self.reading.ends[close - 1], first=sentence.first + 1, last=close)

    def _of_sentence(self, sentence: Sentence, found: list[Cue]) -> None:
        start = sentence.first
        position = 0
        while position < len(found):
            cue = found[position]
            while True:
                following = found[position + 1] if position + 1 < len(found) else None
                end, next_start = self._between(found[position], following, sentence)
                if end is not None:
                    break
                position += 1  # both verbs make one point
            if cue.da is not None and self._is_lead_in(cue, start):
                for first, last in spans.parts_of_da(self.reading, cue.da, end):
                    self._agreed(cue, first, last, sentence)
            else:
                self._whole(cue, max(start, self._own_start(cue, start)), end, sentence)
                if following is None and cue.form == "lp":
                    self._further_objects(cue, end, sentence)
                    self._objects_below(cue, sentence)
            start = next_start
            position += 1

    def _further_objects(self, cue: Cue, first: int, sentence: Sentence) -> None:
        """`Vlada je donijela Odluku o zakupu; Odluku o otpisu; Rješenje o imenovanju`: one verb, a decision for each act."""
        words = self.reading.words
        while first < sentence.last and words[first] == ";":
            start = first + 1
            first = next((index for index in range(start, sentence.last) if words[index] == ";"), sentence.last)
            if start >= first or not acts().match(words[start]) or _has_finite(words[start:first]):
                return
            self._add(start, first, cue.kind, with_cue("conclusions.decided", cue.row), sentence)

    def _objects_below(self, cue: Cue, sentence: Sentence) -> None:
        """The same, one act a line: `Vlada je donijela Odluku o zakupu;⏎Odluku o otpisu;`."""
        reading = self.reading
        blocks = reading.blocks
        index = sentence.block
        while index + 1 < len(blocks) and reading.text[blocks[index].end - 1] in ";,":
            index += 1
            below = reading.sentences_of(index)
            if index in self.report.done or len(below) != 1 or blocks[index].kind not in _TOLD_BLOCKS:
                return
            first, last = below[0].first, below[0].last
            if not acts().match(reading.words[first]) or _has_finite(reading.words[first:last]):
                return
            self.report.done.add(index)
            self._add(first, last, cue.kind, f"conclusions.decided:{cue.lemma}", below[0])

    def _between(self, cue: Cue, following: Cue | None, sentence: Sentence) -> tuple[int | None, int]:
        """The word before which the point of a cue ends, None where it shares its point with the next; where the next begins."""
        reading = self.reading
        words = reading.words
        if following is None:
            return spans.tail(reading, cue.da or cue.last, sentence.last), sentence.last
        gaps = spans.separators(reading, cue.last, following.first)
        if not gaps:
            return (following.first, following.first) if following.form == "refl" else (None, sentence.last)
        index, strength = max(gaps, key=lambda gap: (gap[1], gap[0]))
        if strength == 1:
            # `utvrdila nacrt i uputila ga`: the second verb without copula or subject shares those of the first
            relative = words[index] == "," and words[index + 1] in ("koji", "koja", "koje")
            if relative or not self._stands_alone(following, index):
                return None, sentence.last
        after = index + (2 if words[index] == "kao" else 1)
        return (index - 1 if words[index - 1] == "," else index), after

    def _stands_alone(self, following: Cue, joint: int) -> bool:
        """Whether the second verb makes a point of its own: it has its copula, or an act of its own as object.

        `usvojila nacrt i uputila ga` is one point, `usvojila zakon, te dala saglasnost na imenovanje` two.
        """
        words = self.reading.words
        if following.form != "lp":
            return _has_finite(words[joint : following.last + 3])
        return any(acts().match(word) for word in words[following.last : following.last + 3])

    def _own_start(self, cue: Cue, start: int) -> int:
        """The first word of the cue's own clause within what is left of the sentence."""
        reading = self.reading
        words = reading.words
        best = start
        for index, strength in spans.separators(reading, start, cue.first):
            turns = strength == 3 and words[index] in ("a", "dok", "ali", "pa", "te")
            if strength == 4 or (turns and spans.finite_after(reading, start, index)):
                best = index + 1
        for index in range(cue.first - 1, best, -1):
            if words[index] in ("kojem", "kojoj", "kojima") and words[index - 1] in ("na", "u", "tokom"):
                return index + 1
        return best

    def _is_lead_in(self, cue: Cue, start: int) -> bool:
        """Whether the verb only leads in to what was agreed; a task (`zadužuje se X da`) or an addressed advice stays whole."""
        if cue.form == "phrase":
            return self.reading.folded[cue.start : cue.end].startswith(("postignut", "stav"))
        if "charge" in cue.uses:
            return False
        return cue.kind != "recommendation" or not self._addressee(cue, start)

    def _addressee(self, cue: Cue, start: int) -> bool:
        """`Ministrici je preporučeno da`: somebody stands before the verb."""
        if cue.form in ("lp", "pres"):
            return False
        reading = self.reading
        low = spans.without_openings(reading, reading.starts[start], cue.start)
        between = reading.words[reading.word_at(low) : cue.first]
        words = [word for word in between if word.isalpha() and word not in ("je", "su", "se", "i", "takoder")]
        return bool(words) and bool(self.doers.within(low, cue.start) or len(words) >= 2)

    def _agreed(self, cue: Cue, first: int, last: int, sentence: Sentence) -> None:
        """A point of what follows `da`."""
        reading = self.reading
        while first < last and reading.words[first] in (",", "i", "takoder", "takode", "takodje"):
            first += 1
        start, end = spans.characters(reading, first, spans.tail(reading, first, last))
        if end - start < _SHORTEST:
            self._refused(cue, "too-short")
            return
        first, last = reading.word_at(start), reading.word_at(end)
        kind: ConclusionKind = cue.kind
        if any(word.startswith("preporuk") for word in reading.words[cue.last : cue.da]):
            kind = "recommendation"  # `usvojene su preporuke da`
        elif cue.kind != "recommendation":
            kind = kind_of(reading, first, last, cue.kind)
            opinion = kind == cue.kind and cue.lemma in _OPINIONS and task_verb(reading, first, last) is None
            if opinion and (is_statement(reading, first, last) or _denies(reading.words[first:last])):
                kind = "conclusion"  # `složili su se da je saradnja dobra`, `da poticaji ne dopiru do sela`
            if kind == "recommendation" and cue.kind == "action" and reading.words[first] == "se":
                kind = "action"  # `dogovoreno je da se školama predloži …`: those who agreed will do it
        if kind == "decision" and any(date.role == "deadline" for date in reading.dates_in(start, end)):
            kind = "action"
        self._add(first, last, kind, with_cue("conclusions.agreed", cue.row), sentence)
        self._bounded(cue, sentence, "after-what-agrees")

    def _whole(self, cue: Cue, first: int, last: int, sentence: Sentence) -> None:
        """A clause that keeps its deciding verb."""
        reading = self.reading
        if first >= last:
            return
        start = spans.after_dateline(reading, reading.starts[first], cue.start)
        start = spans.after_session(reading, start, cue.start)
        start = spans.without_openings(reading, start, cue.start)
        start = max(start, spans.votes_before(reading, start, cue.start))
        end = spans.explained_end(reading, cue.end, reading.ends[last - 1])
        start, end = trimmed(reading.text, start, end)
        if end - start < _SHORTEST_CLAUSE:
            self._refused(cue, "too-short")
            return
        first, last = reading.word_at(start), reading.word_at(end)
        charged = cue.kind != "action" or "charge" in cue.uses or cue.form == "phrase"
        self._add(first, last, cue.kind, with_cue("conclusions.decided", cue.row), sentence, doer=charged)
        self._bounded(cue, sentence, "clause-of-the-verb")
        if cue.da is not None and cue.kind == "action":
            self._split_charge(spans.parts_of_da(reading, cue.da, last)[1:])

    def _bounded(self, cue: Cue, sentence: Sentence, begins: str) -> None:
        """Note where the last point begins and ends, and why."""
        if trace.tracing():
            point = self.report.points[-1]
            ends = spans.why_it_ends(self.reading, point.end, sentence)
            if begins == "clause-of-the-verb" and point.start > sentence.start + 1:
                begins = spans.why_it_begins(self.reading, point.start, sentence)
            trace.bounded("conclusions", point.start, point.end, begins=begins, ends=ends, cue=(cue.start, cue.end))

    def _split_charge(self, pieces: list[tuple[int, int]]) -> None:
        """`X je zadužen da …, a Y da …`: the second doer is a point of its own; two tasks of one doer stay together."""
        reading = self.reading
        point = self.report.points[-1]
        for first, last in pieces:
            opening = next((index for index in range(first, min(first + 14, last)) if reading.words[index] == "da"), None)
            if opening is None:
                continue
            start, end = spans.characters(reading, first, last)
            if point.end > start:
                point.start, point.end = trimmed(reading.text, point.start, reading.starts[first - 1])
                point.deadline_span = (point.start, point.end)
                point.last = reading.word_at(point.end)
            doer = self.doers.resolve(reading.starts[first], reading.starts[opening])
            self.report.points.append(
                Point(first, last, start, end, point.kind, point.rule, point.confidence, doer, (start, end), point.block)
            )

    def _add(self, first: int, last: int, kind: ConclusionKind, rule: str, sentence: Sentence, *, doer: bool = True) -> None:
        """A point of the words `[first, last)`."""
        reading = self.reading
        start, end = spans.characters(reading, first, last)
        votes = (
            details.votes(reading, start, end)
            or details.votes(reading, sentence.start, sentence.end)
            or self._votes_beside(sentence)
        )
        confidence = 0.85 if rule.startswith("conclusions.agreed") else 0.8
        doers = self.doers.of_point(first, last, kind) if doer else []
        self.report.points.append(
            Point(first, last, start, end, kind, rule, confidence, doers, (start, end), sentence.block, votes)
        )

    def _share_votes(self, sentence: Sentence, points: list[Point]) -> None:
        """A vote that is told within one point of a sentence is not that of the others."""
        for point in points:
            if details.votes(self.reading, point.start, point.end) is not None:
                continue
            place = details.votes_at(self.reading, sentence.start, sentence.end)
            if place is not None and any(other.start <= place[0] and place[1] <= other.end for other in points):
                point.votes = self._votes_beside(sentence)

    def _votes_beside(self, sentence: Sentence) -> str | None:
        """`Glasanje: ZA 11, PROTIV 2` on the line before."""
        index = sentence.block - 1
        if index < 0 or label_kind(self.reading.blocks[index]) != "vote":
            return None
        block = self.reading.blocks[index]
        start, end = trimmed(self.reading.text, block.content_start, block.end)
        return self.reading.text[start:end] or None


def _denies(words: list[str]) -> bool:
    """Whether a subject stands before `ne`: `poticaji ne dopiru`, but not `ne puštaju djecu`, `se ne prima`."""
    place = words.index("ne") if "ne" in words else 0
    return place > 0 and words[0] != "se" and "se" not in words[max(0, place - 1) : place + 1] and "da" not in words[:place]


def _has_finite(words: list[str]) -> bool:
    """Whether a copula or a reflexive stands among the words."""
    return any(word in ("je", "su", "se", "nije", "nisu") for word in words)
