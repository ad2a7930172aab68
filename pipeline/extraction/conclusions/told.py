"""Points that sentences tell: `zaključeno je da …`, `usvojen je …`, `zadužuje se …`, `vijeće je prihvatilo …`."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache, lru_cache

from pipeline.extraction import trace
from pipeline.extraction.conclusions import details, spans
from pipeline.extraction.conclusions.cues import (
    Cue,
    acts,
    body_nouns,
    clause_start,
    cues,
    deciders,
    has_copula,
    hypothetical,
    subordination,
)
from pipeline.extraction.conclusions.doers import charge, office_stems
from pipeline.extraction.conclusions.kinds import (
    future_task,
    is_future,
    is_infinitive,
    is_order,
    is_ruled,
    is_statement,
    kind_of,
    obliged,
    task_verb,
)
from pipeline.extraction.conclusions.points import Point, Report
from pipeline.extraction.conclusions.spans import BALLOT, VOTES
from pipeline.extraction.findings import ConclusionKind, ParticipantFinding
from pipeline.extraction.meetings.cues import CueTable
from pipeline.extraction.meetings.gatherings import mentions
from pipeline.extraction.meetings.sentences import Reading, Sentence, trimmed
from pipeline.extraction.participants.lexicon import role_forms
from pipeline.extraction.rules import with_cue
from pipeline.language.layout import label_kind
from pipeline.language.morphology import analyze, cases, is_nominal
from pipeline.resources import read_table

_TOLD_BLOCKS = ("paragraph", "section", "list_item", "label")
# sentences on conclusions that hold none: `Zaključci su usvojeni jednoglasno`, `To je dogovoreno na sastanku …`
_ABOUT_CONCLUSIONS = re.compile(
    r"(?:(?:ov[iea] |sv[ie] |svi ovi |sve ove |naveden[iea] |predlozen[iea] )?(?:zakljuc(?:ci|ak)|preporuke|odluk[ae]) "
    r"(?:(?:su|je) (?:\w+ ){0,2}?(?:usvojen|donesen|prihvacen|donijet)\w*|(?:usvojen|donesen|prihvacen|donijet)\w* (?:su|je))"
    r"(?:,? (?:jednoglasno|javni\w+|tajni\w+|glas\w+|aklamacijom|bez|rasprave|vecinom|prisutnih|sa? \w+ glas\w*|i|za|protiv"
    r"|\w+m? protiv|\w+ (?:suzdrzan|uzdrzan)\w*))*[ .]*$"
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
_THAT = frozenset(["taj", "ta", "to", "ovaj", "ova", "ovo", "navedeni", "navedena", "spomenuti", "spomenuta"])
_PASSED = "(je|nije) (prošao|prošla|prošlo)"  # in rows of decision_phrases.tsv
_AS_AGREED = re.compile(
    r"\b(?:kako|kao sto) je (?:i )?(?:na \w+ )?(?:dogovoreno|usaglaseno|usuglaseno|zakljuceno|odluceno|precizirano na sastanku)\b"
    r"|\b(?:prema|po|shodno|u skladu sa?) (?:postignut\w+ |zajednick\w+ )?dogovor\w+(?:,| (?=\w+ (?:ce|su|je)\b))"
)
_GOING_ON = re.compile(
    r"(?:zato|stoga|u tu svrhu|s tim ciljem|u tom cilju|takoder|takodje|takode|isto tako|pored toga|osim toga|uz to"
    r"|pored navedenog|osim navedenog|k tome|ujedno|nadalje),? "
)
_LEADING_PHRASE = re.compile(
    r"\b(?:postig\w+|zauze\w+|stav|zakljucak|saglasn(?:i|e|ost)|suglasn(?:i|e|ost)|spremnost|iskaza\w*)\b"
    r"|(?:dogovor je|je (?:dogovor|odluka))$"
)
_OPINIONS = frozenset(["složiti", "saglasiti", "suglasiti"])
# the chair tells the result: `konstatovala je da je plan usvojen`, `konstatujem da je prijedlog prošao`
_STATED = re.compile(
    r"\b(?:konstat(?:uje|ujem|ovao|ovala|ovano|ira|iram|irao|irala|irano)|proglas(?:io|ila|ava))\b[^,;:]{0,40} da(?= )"
)
# what was proposed and accepted at once: `predložila je da se izlet odgodi, što je i prihvaćeno`
_ACCEPTED = re.compile(
    r",? (?:a )?(?:sto|koj[aei]) (?:je|su) (?:[^,;.]{0,60} )?(?:prihvac|usvoj|podrz|prihvat)(?:en|an|il|al)\w*(?: (?:je|su))?"
)
_PROPOSED = re.compile(r"\b(?:predloz(?:io|ila|ili|ile|eno|en|ena)|predlaze|prijedlog|predlog)\b[^,;.:]{0,50}? da ")
_FORMER_SESSION = re.compile(
    r"\bna (?:(?:svojoj |redovnoj |vanrednoj )?(?P<number>\d{1,3})\.? (?:\w+ )?|(?:prosl|prethodn|ranij)\w+ )"
    r"(?:sjednic|sednic|sastank|skupstin)\w+"
)
_CHARGED_BY_ACT = re.compile(r"\b(?:zaklju[cč]\w+|odluk\w+|naredb\w+|naredenj\w+|nalog\w*) (?P<relative>koj(?:im|om|ima) )")
_SHORTEST, _SHORTEST_CLAUSE = 8, 12  # characters
# a clause with these tells of a question, a condition, a wish or what somebody says, not of a task
_NO_TASK = frozenset(
    ["ja", "cu", "?", ":", "da", "ako", "ukoliko", "kada", "kad", "koji", "koja", "koje", "jer", "li", "ne", "nece", "„"]
)
_WHOLES = frozenset(["udruga", "udruzenje", "savez", "mreza", "forum", "skup", "plenum", "zbor"])  # no bodies of another
_LONGEST_CLITIC = 3  # letters of `ga`, `ih`, `joj`
_AGREEING = frozenset(["dogovoriti", "usaglasiti", "usuglasiti"])
_COLON_AFTER = re.compile(
    r"(?: (?:je|su|se|i|jednoglasno|slijedece|sljedece|sledece|ovo|sljedec\w+|slijedec\w+|ovaj|ovu)){0,4}"
    r"(?P<act> (?:zakljucak|zakljucci|zakljucke|odluka|odluku|odluke|preporuka|preporuku)(?: br\w*\.? ?\d+)?)?: ?"
)
_ITEM_MARKER = re.compile(r"(?:pod|ad) \d{1,2}[.)]? ")  # `Pod 2) Dogovoreno da …`
_NEAR_BODY = 8  # words between a body and its verb
_NEAR_CHARGE = 12  # words
_REPORTING = frozenset(["odlučiti", "zaključiti", "dogovoriti", "usaglasiti", "usuglasiti", "preporučiti"])
_INLINE_LABEL = re.compile(r"\b(?P<noun>zakljucak|odluka|dogovor|zaduzenje|zadatak) ?[:–-] ?")
_LONGEST_LABEL = 8  # words
_GAINING = frozenset(["dobiti", "dobit", "primiti", "ide", "idu", "pripasti", "pripast"])
_BY_A_DAY = re.compile(r"\b(?:najkasnije|u roku od|do (?:kraja|\d{1,2}\.))")
_GAINED = re.compile(r"\b(?:dobi(?:o|la|lo|li|le)|pripa(?:o|la|lo|li|le)|ide|idu|namijenjen\w*|izdvojen\w*|dodijeljen\w*)\b")
_SUM = re.compile(
    r"\b\d[\d.,]*(?: (?:hiljad|tisuc|milion|milijun)\w*)?(?: km\b| maraka| konvertibiln| eura?\b|\b(?=\.?$| [a-z]))"
)
_EARLIER = re.compile(r"\b(?:lani|prosl\w+|ranij\w+|dosad\w*|do sada|prethodn\w+|svojevremeno|preklani)\b")
# what minutes tell of the course of a meeting: `Direktor predstavlja izvještaj`, `zapisnik vodi N. N.`
_RUNNING = re.compile(
    r"\b(?:vod[ie]|otvara\w*|zatvara\w*|predstavlja\w*|daj[eu]|traz[ie]|zastupa\w*|ucestvuj[eu]|sudjeluj[eu]|prat[ie]|razgovara\w*"
    r"|odrzava\w*|rad[ie]|ide|idu|informi[sr]\w*|izvjestava\w*|nos[ie]|predsjedava\w*|rukovod[ie]|upravlja\w*|postavlja\w*|javlja\w*"
    r"|najavljuj\w*|cita\w*|saradj?uj\w*|suradj?uj\w*|poziva\w*|podnos\w*|pomaz\w*|uruc\w*|snos\w*)\b"
)
_FIELD_SENTENCE = re.compile(
    r"(?:(?:nosi(?:lac|oci|telj|telji)|odgovor(?:an|na|ni|ne)|zaduzen[aio]?|zaduzeni|izvrsi(?:lac|telj))(?: osob\w+| lic\w+)? ?: "
    r"|(?P<due>rok)(?: \w+)? ?: "
    r"|za (?:to|ovo|isplatu|realizaciju|provedbu|izvrsenje|sprovodenje|provodenje|organizaciju)(?: \w+){0,2} (?:je|su)"
    r" (?:odgovor|zaduzen)\w* )"
)
_LONG_AGO = re.compile(
    r"\b(?:prije (?:\w+ ){1,2}(?:godin|mjesec|sedmic|desetljec|deceni)\w*|ranije (?:ove|prosle|te) godine"
    r"|(?<!za )(?:prosle (?:godine|sezone|jeseni|zime)|lani|preklani|svojevremeno))\b"
)
_NEAR_INFINITIVE = 5  # words
_OF_THE_MEETING = re.compile(
    r"\b(?:zapisnik\w*|sjednic\w+|sednic\w+|sastan\w+|zbor\w*|diskusij\w+|rasprav\w+|skupstin\w+|rijec|rec|uvodn\w+|izvjes\w+)\b"
)
_SHORTEST_TOLD = 3  # words of what was decided before `odlučeno je`
_SITTING = re.compile(r"\b(?:sjednic|sednic|skupstin|sastan|glasanj|zasjedanj|zasedanj)")
_LONGEST_TAIL = 14  # words behind it: `odlučeno je na jučerašnjoj sjednici Skupštine`
_TELLING = frozenset(
    ["je", "su", "se", "ce", "cemo", "cu", "sam", "nije", "nisu", "bi", "smo", "bio", "bila", "bilo", "bili", "ima", "nema"]
)
_SHORTEST_ORDER = 3  # words
_LONGEST_TOPIC = 5  # words before a colon
_SHORTEST_OBJECT = 3  # words of an act with its `o …`, its joint included
_BESIDE_VOTES = 24  # characters of a sentence on the vote that do not count votes: `Za prijedlog`, `Glasanje:`


@cache
def _saying() -> CueTable:
    rows = read_table("pipeline.extraction.meetings", "saying_verbs.tsv", ("verb",))
    return CueTable([{"cue": f"<{row['verb']}:{form}>", "form": form} for row in rows for form in ("lp", "pres", "pp")])


@cache
def _speakers() -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?:{office_stems()})(?:k|ca|ica|ka|ac|ar|r|ja|i|telj|nica)?|on|ona)\b")


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
            if self._by_agreement(sentence):
                continue
            if self._labelled(sentence) or self._holder_of_last(sentence):
                continue
            found = cues(reading, sentence, points=self.report.record or block.kind == "section")
            if not found and self._follows_decision(sentence):  # `Usvojen je plan. Izradu letaka preuzela je sekcija.`
                taken = cues(reading, sentence, points=True)
                found = [cue for cue in taken if cue.form == "lp" and {"charge", "minutes"} <= set(cue.uses)]
            if not found:
                if not self._carry_on(sentence):
                    self._future_task(sentence)
                continue
            if (
                self._accepted_proposal(sentence, found)
                or self._after_colon(sentence, found)
                or self._told_after(sentence, found)
            ):
                continue
            if self._leads(sentence):
                self._refused(found[0], "leads-in")
                continue
            if _ABOUT_CONCLUSIONS.match(reading.folded, sentence.start, sentence.end):
                self._vote_on_all(sentence)
                self._refused(found[0], "about-conclusions")
                continue
            if self._votes_on_the_last(sentence, found[0]):
                continue
            sayings = self._sayings(sentence)
            counted: list[Cue] = []
            for cue in found:
                reason = self._refusal(cue, sentence, sayings)
                if reason == "one-speaker" and counted and self._shares_subject(counted[-1], cue):
                    reason = ""
                if not self._refused(cue, reason):
                    counted.append(cue)
            if not counted and not self._carry_on(sentence):
                self._future_task(sentence)
            if counted:
                before = len(self.report.points)
                self._of_sentence(self._within_quotes(sentence, counted), counted)
                self._share_votes(sentence, self.report.points[before:])
                if len(self.report.points) > before:
                    self.decided = sentence

    def _labelled(self, sentence: Sentence) -> bool:
        """`Sigurnost: zaključak – uputiti dopis`, `Nakon rasprave zaključak: nabaviti opremu`: a label before the point."""
        reading = self.reading
        label = _INLINE_LABEL.search(reading.folded, sentence.start, sentence.end)
        if label is None or not self.report.record:
            return False
        first = reading.word_at(label.end())
        if sentence.last - first < _SHORTEST_ORDER or len(reading.words[sentence.first : first]) > _LONGEST_LABEL:
            return False
        default: ConclusionKind = "decision" if label["noun"].startswith("odluk") else "conclusion"
        if label["noun"].startswith(("zaduz", "zadat")):
            default = "action"
        first += reading.words[first] == "da"
        self._add(first, sentence.last, kind_of(reading, first, sentence.last, default), "conclusions.label", sentence)
        self.decided = sentence
        return True

    def _holder_of_last(self, sentence: Sentence) -> bool:
        """`Odgovoran: N. N.`, `Rok: petak`, `Za isplatu je odgovorna Uprava`: tells of the point in the sentence before it."""
        reading = self.reading
        if not self.report.points or not self._follows_decision(sentence):
            return False
        point = self.report.points[-1]
        field = _FIELD_SENTENCE.match(reading.folded, sentence.start, sentence.end)
        if field is None:
            return False
        if field["due"]:
            point.deadline_span = (field.end(), sentence.end)
        else:
            holders = self.doers.listed(field.end(), sentence.end)
            if not holders:
                return False
            point.responsible = holders
            point.kind = "action" if point.kind == "conclusion" else point.kind
        self.decided = sentence
        trace.merged("conclusions", sentence.start, sentence.end, "told-again", rule=point.rule)
        return True

    def _shares_subject(self, before: Cue, cue: Cue) -> bool:
        """Whether a verb right behind `i` or `te` has the subject of the one before: `Stožer je donio odluku te zadužio X`."""
        words = self.reading.words
        joined = words[cue.first - 1] in ("i", "te") or words[cue.first - 2 : cue.first] in (
            ["kao", "i"],
            ["te", "je"],
            ["i", "je"],
        )
        alike = self.reading.folded[before.end - 1] == self.reading.folded[cue.end - 1]
        return joined and before.form == cue.form == "lp" and alike

    def _follows_decision(self, sentence: Sentence) -> bool:
        """Whether the sentence before it, in the same paragraph, held a point."""
        before = self.decided
        return before is not None and before.block == sentence.block and before.last == sentence.first

    def _follows_agreement(self, sentence: Sentence, point: Point) -> bool:
        """Whether the paragraph before this sentence ended with what was agreed."""
        before = self.decided
        return before is not None and before.last == sentence.first and point.kind == "action"

    def _votes_on_the_last(self, sentence: Sentence, cue: Cue) -> bool:
        """`Usvojen je budžet. Prijedlog je prošao sa 15 glasova za`: the vote on the decision of the sentence before."""
        point = self.report.points[-1] if self.report.points else None
        bare = _PASSED in cue.row and cue.first - sentence.first <= 1 and cue.kind == "decision"
        if point is None or point.kind != "decision" or not bare or not self._follows_decision(sentence):
            return False
        vote = details.votes(self.reading, cue.end, sentence.end)
        if vote is None:
            return False
        point.votes = point.votes or vote
        trace.merged("conclusions", sentence.start, sentence.end, "told-again", rule=with_cue("conclusions.decided", cue.row))
        return True

    def _vote_on_all(self, sentence: Sentence) -> None:
        """`Sve odluke donesene su jednoglasno`: how the vote on the points before it went, of all or of the last."""
        vote = details.votes(self.reading, sentence.start, sentence.end)
        every = self.reading.words[sentence.first] in ("sve", "svi") or self.reading.words[sentence.first][-1] in "ei"
        for point in self.report.points if every else self.report.points[-1:]:
            if vote is not None and point.kind == "decision":
                point.votes = point.votes or vote

    def _carry_on(self, sentence: Sentence) -> bool:
        """`Dogovoreno je da se uredi park. Također, do jeseni će biti postavljene klupe.`: what is agreed goes on.

        Without such an opening somebody must be named who will do it: `Dogovorena je saradnja. Spiskove će dostaviti općine.`
        Returns whether it does.
        """
        reading = self.reading
        point = self.report.points[-1] if self.report.points else None
        if point is None or not (self._follows_decision(sentence) or self._follows_agreement(sentence, point)):
            return False
        opening = _GOING_ON.match(reading.folded, sentence.start, sentence.end)
        first = reading.word_at(opening.end()) if opening else sentence.first
        words = reading.words[first : sentence.last]
        spoken = "„" in words[:1] or bool(_saying().find(reading, sentence))
        if spoken or {"bi", "ako", "nece", "?"} & set(words) or mentions(reading, first, sentence.last):
            return False
        if self._granted(first, sentence):
            return True
        due = details.deadline(reading, reading.starts[first], sentence.end)[0] is not None
        passive = {"ce", "moraju", "mora"} & set(words) and {"bit", "biti", "se"} & set(words)
        if passive and due and point.kind in ("action", "decision"):
            self._add(first, sentence.last, "action", "conclusions.carried-on", sentence)
            self.report.points[-1].confidence = 0.6
            self.decided = sentence
            return True
        if opening is None or point.kind != "action":
            return self._named_task(first, sentence.last, "conclusions.carried-on", sentence)
        future = any(word in ("ce", "cemo") or is_future(reading, first + place) for place, word in enumerate(words))
        if not future:
            return False
        self._add(first, sentence.last, "action", "conclusions.carried-on", sentence)
        self.decided = sentence
        return True

    def _granted(self, first: int, sentence: Sentence) -> bool:
        """`Podijeljena su sredstva. Najviše, 45.000 KM, dobio je klub „Bor“.`: to whom a sum was granted, behind a decision."""
        reading = self.reading
        low = reading.starts[first]
        gained = _GAINED.search(reading.folded, low, sentence.end)
        if (
            gained is None
            or not _SUM.search(reading.folded, low, sentence.end)
            or _EARLIER.search(reading.folded, low, sentence.end)
        ):
            return False
        for start, end in self._clauses_of_tasks(first, sentence.last):
            self._add(start, end, "decision", "conclusions.carried-on", sentence)
            self.report.points[-1].confidence = 0.6
        self.decided = sentence
        return True

    def _named_task(self, first: int, last: int, rule: str, sentence: Sentence) -> bool:
        """A point of what somebody named is to do, in each clause that says so; returns whether there is one."""
        reading = self.reading
        if {"da", "jer", "kad", "kada", "ukoliko"} & set(reading.words[first : first + 1]) or not _tells_task(
            reading, first, last
        ):
            return False
        before = len(self.report.points)
        for low, high in self._clauses_of_tasks(first, last):
            self._add(low, high, "action", rule, sentence)
            point = self.report.points[-1]
            point.confidence = 0.6
            if not point.responsible:
                self.report.points.pop()
                if low == first:
                    return False
            elif _GAINING & set(reading.words[low:high]):
                point.kind, point.responsible = "decision", []  # `ansambl će dobiti 4.500 KM`
        self.decided = sentence
        return len(self.report.points) > before

    def _clauses_of_tasks(self, first: int, last: int) -> list[tuple[int, int]]:
        """The clauses of several doers: `Općina će osigurati prostor, a Crveni križ opremu, dok će škole poslati spisak`."""
        reading = self.reading
        words = reading.words
        for index in range(first + 3, last - 2):
            if not (words[index] == "dok" or (words[index] in ("a", "te") and words[index - 1] == ",")):
                continue
            opening = index + 1
            subject = opening + (words[opening] in ("ce", "je", "su"))
            named = self.doers.acting(reading.starts[subject], reading.ends[min(subject + 8, last) - 1])
            if (named and named[0][0].start == reading.starts[subject]) or _tells_task(reading, opening, last):
                end = index - 1 if words[index - 1] == "," else index
                return [(first, end), *self._clauses_of_tasks(opening, last)]
        return [(first, last)]

    def _by_agreement(self, sentence: Sentence) -> bool:
        """`Mještani će, kako je dogovoreno, pribaviti saglasnosti`: what is agreed, said in passing."""
        reading = self.reading
        aside = _AS_AGREED.search(reading.folded, sentence.start, sentence.end)
        words = reading.words[sentence.first : sentence.last]
        future = "ce" in words or any(is_future(reading, word) for word in range(sentence.first, sentence.last))
        if aside is None or not future or {"da", "?", "nece"} & set(words) or self._sayings(sentence):
            return False
        first = sentence.first
        if aside.start() == sentence.start:  # `Kako je dogovoreno na sastanku, Općina će …`
            comma = next((at for at in range(first, sentence.last) if words[at - first] in (",", "ce")), first)
            first = comma + 1 if reading.words[comma] == "," else reading.word_at(aside.end())
        for low, high in self._clauses_of_tasks(first, sentence.last):
            self._add(low, high, "action", "conclusions.agreed-aside", sentence)
        self.decided = sentence
        return True

    def _future_task(self, sentence: Sentence) -> None:
        """In minutes, what somebody is to do, though no cue says so.

        So in `Spisak korisnika sačinit će sekretar`, `Razrednici do petka prikupe saglasnosti`, `Obavijest istaknuti odmah`.
        """
        reading = self.reading
        block = reading.blocks[sentence.block]
        if not self.report.record or block.kind not in ("paragraph", "section", "label", "list_item") or self._sayings(sentence):
            return
        first = self._after_topic(sentence)
        ends = [index for index in range(first, sentence.last) if reading.words[index] == ";"]
        before = len(self.report.points)
        for low, high in zip([first, *(end + 1 for end in ends)], [*ends, sentence.last], strict=True):
            for start, end in self._clauses_of_work(low, high):
                self._undeclared(start, end, sentence)
        topic = first > sentence.first and len(self.report.points) > before
        named = self.doers.alone(reading.starts[sentence.first], reading.ends[first - 2]) if topic else []
        for point in self.report.points[before:]:
            point.responsible = point.responsible or named  # `Selma: izvještaj poslati do petka`

    def _clauses_of_work(self, first: int, last: int) -> list[tuple[int, int]]:
        """`Prevoz traži N. N., a darove priprema sekcija`: clauses that each say who does what."""
        words = self.reading.words
        for index in range(first + 3, last - 2):
            joined = words[index] == "," and words[index + 1] == "a"
            if joined and self.doers.working(first, index) and self.doers.working(index + 2, last):
                return [(first, index), *self._clauses_of_work(index + 2, last)]
        return [(first, last)]

    def _undeclared(self, first: int, last: int, sentence: Sentence) -> None:
        """A point of a clause of minutes if it is a task: in the future, an order, or what somebody takes on."""
        reading = self.reading
        if self._assigned(first, last, sentence) or self._told_to(first, last, sentence):
            return
        order = last - first >= _SHORTEST_ORDER and (is_order(reading, first, last) or self._due_rule(first, last))
        if (_NO_TASK - ({"ne", "da"} if order else set())) & set(reading.words[first:last]):
            return
        should = self._should(first, last)
        told = order or should or future_task(reading, first, last) is not None
        if not told and not self._takes_on(first, last, sentence):
            return
        kind: ConclusionKind = "recommendation" if should else "action"
        self._add(first, last, kind, "conclusions.future", sentence)
        point = self.report.points[-1]
        if not (point.responsible or order):
            self.report.points.pop()
            return
        point.confidence = 0.6
        point.start, point.end = trimmed(reading.text, point.start, point.end)
        self.decided = sentence

    def _assigned(self, first: int, last: int, sentence: Sentence) -> bool:
        """`Dekoracija – N. N. i N. N.`: in minutes a thing to be done, and who does it; not an office and its holder."""
        reading = self.reading
        dash = next(
            (index for index in range(first + 1, min(first + _LONGEST_TOPIC, last - 1)) if reading.words[index] in ("–", "-")),
            None,
        )
        if dash is None or reading.blocks[sentence.block].kind == "label":
            return False
        holders = self.doers.alone(*trimmed(reading.text, reading.starts[dash + 1], reading.ends[last - 1]))
        if not holders or not all(isinstance(holder, ParticipantFinding) for holder in holders) or self.doers.may_do(first, dash):
            return False
        self._add(first, dash, "action", "conclusions.future", sentence)
        point = self.report.points[-1]
        point.confidence, point.responsible = 0.6, holders
        self.decided = sentence
        return True

    def _told_to(self, first: int, last: int, sentence: Sentence) -> bool:
        """`Škola da obezbijedi kamere`, `Domar da provjeri bravu`: somebody, then `da` and what he is to do."""
        words = self.reading.words
        da = next((index for index in range(first + 1, min(first + _LONGEST_TOPIC, last - 1)) if words[index] == "da"), None)
        if da is None or words[da + 1] in ("li", "je", "su", "ne") or _TELLING & set(words[first:da]) or "?" in words[first:last]:
            return False
        low, high = self.reading.starts[first], self.reading.ends[da - 1]
        named = any(mention.end >= high for mention, _ in self.doers.acting(low, high))
        plain = all(is_nominal(self.reading.text[self.reading.starts[at] : self.reading.ends[at]]) for at in range(first, da))
        if not named and not (plain and self.doers.may_do(first, da)):
            return False  # `Ministrica očekuje da …` has a verb of its own
        self._add(first, last, "action", "conclusions.future", sentence)
        point = self.report.points[-1]
        point.confidence = 0.6
        point.responsible = self.doers.resolve(self.reading.starts[first], self.reading.ends[da - 1], subject=True)
        self.decided = sentence
        return True

    def _due_rule(self, first: int, last: int) -> bool:
        """`Prilozi se predaju do 10. decembra`: the reflexive present with a day by which."""
        reading = self.reading
        low, high = reading.starts[first], reading.ends[last - 1]
        due = details.deadline(reading, low, high)[0] is not None or _BY_A_DAY.search(reading.folded, low, high) is not None
        working = "se" in reading.words[first:last] and self.doers.at_work(first, last) is not None
        return due and (working or is_ruled(reading, first, last))

    def _should(self, first: int, last: int) -> bool:
        """`Tajnik treba nabaviti obrasce`: somebody named, then what he should do."""
        words = self.reading.words[first:last]
        place = next((index for index, word in enumerate(words) if word in ("treba", "trebaju")), 0)
        return place > 0 and any(
            is_infinitive(self.reading, first + index) for index in range(place + 1, min(place + 5, last - first))
        )

    def _takes_on(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether a clause tells of a task in the present: what somebody does by a day or after a decision."""
        reading = self.reading
        words = reading.words[first:last]
        if last - first < _SHORTEST_ORDER or _TELLING & set(words):
            return False
        if task_verb(reading, first, last) is not None and "se" not in words:
            return True
        if not self.doers.working(first, last):
            return False
        low, high = reading.starts[first], reading.ends[last - 1]
        due = details.deadline(reading, low, high) != (None, None)
        if due or _OF_THE_MEETING.search(reading.folded, low, high):
            return due
        if self._follows_decision(sentence) or self.doers.object_first(first, last):  # `prevoz traži N. N.`
            return True
        return _RUNNING.search(reading.folded, low, high) is None

    def _after_topic(self, sentence: Sentence) -> int:
        """The first word behind a topic with which a sentence opens: `Ekskurzija: prihvaćena ponuda`."""
        words = self.reading.words
        listed = self.report.record and self.reading.blocks[sentence.block].kind == "list_item"
        near = range(sentence.first + 1, min(sentence.first + _LONGEST_TOPIC + 1, sentence.last - 1))
        colon = next((index for index in near if words[index] == ":" or (listed and words[index] in ("–", "—"))), None)
        if colon is None or _TELLING & set(words[sentence.first : colon]) or words[colon - 1].isdigit():
            return sentence.first
        return colon + 1

    def _after_colon(self, sentence: Sentence, found: list[Cue]) -> bool:
        """`Zaključeno je sljedeće: N. N. će pripremiti nacrt, a sekretar ga poslati`; `donesen je zaključak: Prihvata se …`."""
        reading = self.reading
        words = reading.words
        for cue in found:
            opened = (
                _COLON_AFTER.match(reading.folded, cue.end, sentence.end) if cue.da is None and cue.form in ("pp", "lp") else None
            )
            if opened is None or not (opened["act"] or "agreed" in cue.uses or cue.lemma in _AGREEING):
                continue
            colon = reading.word_at(reading.folded.rindex(":", cue.end, opened.end()))
            leading = replace(cue, da=colon)
            if colon + 2 >= sentence.last or self._refused(leading, self._refusal(leading, sentence, self._sayings(sentence))):
                return False
            before = len(self.report.points)
            for first, last in self._pieces(colon + 1, sentence.last):
                opening = first
                while opening < last and words[opening] in ("da", "„", "a", "te", "i"):
                    opening += 1
                self._agreed(leading, opening, last, sentence)
            return len(self.report.points) > before
        return False

    def _pieces(self, first: int, last: int) -> list[tuple[int, int]]:
        """The points of words `[first, last)` between semicolons, or between commas where each is a task."""
        words = self.reading.words
        for marks in ((";",), (",", ";")):
            joints = [index for index in range(first, last) if words[index] in marks]
            parts = list(zip([first, *(index + 1 for index in joints)], [*joints, last], strict=True))
            tasks = all(kind_of(self.reading, low, high, None) == "action" for low, high in parts)
            if len(parts) > 1 and (marks == (";",) or tasks):
                return parts
        return [(first, last)]

    def _accepted_proposal(self, sentence: Sentence, found: list[Cue]) -> bool:
        """`Predložila je da se izlet odgodi, što je prihvaćeno`: the point is what was proposed."""
        reading = self.reading
        proposed = _PROPOSED.search(reading.folded, sentence.start, sentence.end)
        accepted = _ACCEPTED.search(reading.folded, proposed.end(), sentence.end) if proposed else None
        if proposed is None or accepted is None:
            return False
        cue = next((cue for cue in found if accepted.start() < cue.start < accepted.end()), None)
        if cue is None or {"koji", "koja", "koje", ";"} & set(
            reading.words[reading.word_at(proposed.end()) : reading.word_at(accepted.start())]
        ):
            return False
        first, last = reading.word_at(proposed.end()), reading.word_at(accepted.start())
        start, end = spans.characters(reading, first, last)
        if end - start < _SHORTEST_CLAUSE:
            return False
        kind = "action" if task_verb(reading, first, last) is not None else kind_of(reading, first, last, "decision")
        self._add(first, last, kind, with_cue("conclusions.decided", cue.row), sentence)
        self._bounded(cue, sentence, "after-what-agrees")
        return True

    def _told_after(self, sentence: Sentence, found: list[Cue]) -> bool:
        """`Članarina će iznositi 15 KM, odlučila je Skupština`: what was decided, then that it was."""
        reading = self.reading
        words = reading.words
        cue = found[-1]
        joint = cue.first - 1 - (words[cue.first - 1] in ("je", "su"))
        if cue.da is not None or cue.lemma not in _REPORTING or joint - sentence.first < _SHORTEST_TOLD:
            return False
        if words[joint] not in (",", "–", "-", "—") or sentence.last - cue.last > _LONGEST_TAIL:
            return False
        if cue.form == "pp" and not words[cue.last - 1].endswith("o"):
            return False  # `…, dogovorene su aktivnosti`: what was agreed follows
        if {",", "da", ";", ":"} & set(words[cue.last : sentence.last]):
            return False
        first, last = sentence.first, joint
        while words[last - 1] in ("“", ","):
            last -= 1
        opening = replace(cue, da=joint)
        if self._refusal(opening, replace(sentence, first=joint), []) or self._sayings(sentence):
            return False
        while first < last and words[first] in ("„", "da"):
            first += 1
        if not {*_TELLING, "treba", "trebaju"} & set(words[first:last]) and task_verb(reading, first, last) is None:
            return False
        self._agreed(cue, first, last, sentence)
        self.decided = sentence
        return True

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
        if self._stated(cue, sentence) is None:
            clause = subordination(self.reading, cue, sentence, outer)
            if clause:
                return clause
        if hypothetical(self.reading, cue, sentence):
            return "hypothetical"
        if cue.form == "act":
            return "" if self._body_acts(cue, sentence) else "one-speaker"
        if cue.form == "pres" and "minutes" not in cue.uses:
            return "" if self._advised_together(cue, sentence) else "one-speaker"
        if cue.form == "phrase" and "agreed" in cue.uses and cue.da is None:
            return "nothing-agreed"
        if "act" in cue.uses and not self.report.record:
            told = self.reading.folded[sentence.start : sentence.end]
            if acts().search(told) is None and _SITTING.search(told) is None:
                return "nothing-agreed"  # `vozač je dobio zeleno svjetlo`
        if cue.form not in ("pp", "lp"):
            lawful = cue.form == "phrase" and not self.report.record
            return "by-law" if lawful and _BY_LAW.search(self.reading.folded, sentence.start, cue.start) else ""
        if cue.da is None and "agreed" in cue.uses and not self._opens_infinitive(cue, sentence):
            return "nothing-agreed"
        if cue.da is None and (
            self._dated(cue) or self._at_another_session(cue, sentence) or self._at_former_session(cue, sentence)
        ):
            return "past-event"
        if cue.da is None and not self.report.record:
            earlier = {"ranije", "svojevremeno", "nekada"} & set(self._beside(cue, sentence))
            if earlier or _LONG_AGO.search(self.reading.folded, sentence.start, cue.start):
                return "background"  # `odluku je Vlada ranije donijela`, `prije dvije godine odobrena je garancija`
        if cue.form == "pp":
            return self._passive_refusal(cue, sentence)
        taken_on = "minutes" in cue.uses and "charge" in cue.uses
        return "" if taken_on or self._collective(cue, sentence) else "one-speaker"

    def _opens_infinitive(self, cue: Cue, sentence: Sentence) -> bool:
        """`Vijeće je odlučilo i organizirati izlet`: what was decided in the infinitive."""
        near = range(cue.last, min(cue.last + _NEAR_INFINITIVE, sentence.last))
        words = self.reading.words
        aside = ("i", "su", "je", "se", "smo", "takoder", "jednoglasno", "zajednicki", "ponovo", "ne")
        return any(
            is_infinitive(self.reading, index) and all(word in aside for word in words[cue.last : index]) for index in near
        )

    def _advised_together(self, cue: Cue, sentence: Sentence) -> bool:
        """`Učesnici predlažu da se uvede dežurstvo`, `Zbor preporučuje školama da uvedu dežurstvo`.

        The present after those who met or after their body, with what they advise.
        """
        words = self.reading.words
        behind = words[cue.last : min(cue.last + _NEAR_BODY, sentence.last)]
        if (cue.da is None and "da" not in behind) or not words[cue.last - 1].endswith(("u", "e")):
            return False
        start = clause_start(self.reading, cue.first, sentence)
        before = _RELATIVE_CLAUSE.sub(" ", self.reading.folded[self.reading.starts[start] : cue.start])
        together = deciders("people" if words[cue.last - 1].endswith("u") or cue.da is not None else "body").search(before)
        return together is not None and _speakers().search(before[-60:]) is None

    def _passive_refusal(self, cue: Cue, sentence: Sentence) -> str:
        words = self.reading.words
        if cue.lemma == "utvrditi" and cue.da is not None:
            return "quorum"
        if _BY_ACT.search(self.reading.folded, sentence.start, cue.start):
            return "by-law"
        if not has_copula(self.reading, cue, sentence) and not self._elliptic(cue, sentence):
            return "attribute"
        if self._is_subject(cue, sentence) or self._qualifies(cue, sentence):
            return "attribute"
        before = set(words[max(sentence.first, cue.first - 3) : cue.first])
        if {"nije", "nisu"} & before and (cue.lemma in ("donijeti", "doneti", "odrediti") or "jos" in before):
            return "negated"
        return "background" if cue.da is None and self._founded(cue, sentence) else ""

    def _is_subject(self, cue: Cue, sentence: Sentence) -> bool:
        """`Imenovani su bez dozvole ušli u lovište`: the participle is a noun, the verb follows."""
        if cue.first != sentence.first or self.reading.words[cue.first][-1] not in "ie":
            return False
        following = self.reading.words[cue.last : min(cue.last + 7, sentence.last)]
        clause = itertools.takewhile(lambda word: word not in (",", ";", ":", "i", "te", "koji", "koje", "da"), following)
        return any(len(word) > 3 and word.endswith(("li", "le")) and word not in ("bili", "bile") for word in clause)

    def _qualifies(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether the participle belongs to an office behind it, and another verb rules: `došao je ovlašteni revizor`."""
        words = self.reading.words
        if cue.last >= sentence.last or words[cue.last - 1][-1] not in "iaeog" or words[cue.last] not in role_forms():
            return False
        before = words[max(sentence.first, cue.first - _NEAR_CHARGE) : cue.first]
        return any(len(word) > _LONGEST_CLITIC and word.endswith(("li", "la", "le", "ao", "io")) for word in before)

    def _said(self, opening: int, cue: Cue, sentence: Sentence) -> bool:
        """Whether what somebody says has ended before the cue: `ponudila je da …, a na prijedlog gosta dogovoreno je da …`."""
        words = self.reading.words
        if ";" in words[opening : cue.first]:
            return True
        turned = any(
            words[index] in ("a", "dok", "ali", "no") and words[index - 1] == "," for index in range(opening + 1, cue.first)
        )
        if cue.form == "phrase" and {"je", "nije", "su", "nisu"} & set(words[cue.first : cue.last]):
            return turned  # `predložio je da …, no prijedlog nije dobio većinu`
        return (
            turned
            and cue.form == "pp"
            and any(word in ("je", "su") for word in words[cue.last : min(cue.last + 2, sentence.last)])
        )

    def _elliptic(self, cue: Cue, sentence: Sentence) -> bool:
        """`Dogovoreno da …`; `Prijedlog odluke – usvojen`; `usvojen je plan, a odbijen prijedlog`."""
        marker = _ITEM_MARKER.match(self.reading.folded, sentence.start, cue.start)
        if cue.first == sentence.first or (marker is not None and marker.end() == cue.start):
            return cue.da is not None or self._verbless(cue, sentence)
        words = self.reading.words
        if words[cue.first - 1] in ("a", "te"):
            return bool({"je", "su"} & set(words[sentence.first : cue.first]))
        return words[cue.first - 1] in ("–", "-") or self._is_result(cue, sentence) or self._verbless(cue, sentence)

    def _verbless(self, cue: Cue, sentence: Sentence) -> bool:
        """In minutes, whether the participle is all that a sentence has of a verb: `Dogovoren termin radionice`."""
        reading = self.reading
        if not self.report.record:
            return False
        words = reading.words[sentence.first : sentence.last]
        if _TELLING & set(words) or "?" in words or words[-1] == ":" or len(words) < _SHORTEST_ORDER:
            return False
        end = next((word for word in range(cue.last, sentence.last) if reading.words[word] in (",", ";")), sentence.last)
        others = (word for word in range(sentence.first, end) if not cue.first <= word < cue.last)
        return not any(is_future(reading, word) or _is_past(reading, word) for word in others)

    def _is_result(self, cue: Cue, sentence: Sentence) -> bool:
        """`Izvještaj o radu usvojen (28 ZA)`, `Nacrt jednoglasno prihvaćen`: in minutes the title of an act and its result."""
        reading = self.reading
        if not self.report.record or cue.kind != "decision" or not acts().match(reading.words[sentence.first]):
            return False
        rest = reading.folded[cue.end : sentence.end].strip(" .;,()")
        ends = not rest or not VOTES.sub("", rest).strip(" .;,()") or BALLOT.fullmatch(rest) is not None
        return ends and not _has_finite(reading.words[sentence.first : sentence.last])

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

    def _at_former_session(self, cue: Cue, sentence: Sentence) -> bool:
        """`Na 9. sjednici usvojen je plan` in the minutes of the tenth, `na prošloj sjednici odlučeno je`."""
        session = _FORMER_SESSION.search(self.reading.folded, sentence.start, cue.start)
        if session is None or not self.report.record:
            return False
        ordinals = {meeting.ordinal for meeting in self.report.meetings if meeting.ordinal is not None}
        return session["number"] is None or bool(ordinals and int(session["number"]) not in ordinals)

    def _stated(self, cue: Cue, sentence: Sentence) -> int | None:
        """The `da` after which the chair states the result, in minutes: `konstatovao je da je usvojen …`."""
        if not self.report.record or cue.kind != "decision" or cue.form not in ("pp", "lp", "phrase"):
            return None
        opened = [match.end() for match in _STATED.finditer(self.reading.folded, sentence.start, cue.start)]
        if not opened:
            return None
        da = self.reading.word_at(opened[-1] - 2)
        return None if {"da", "koji", "koja", "koje"} & set(self.reading.words[da + 1 : cue.first]) else da

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
            if "together" in cue.uses or "smo" in self._beside(cue, sentence):
                return True
            together = deciders("all" if "deliberating" in cue.uses else "any-verb")
            advises = cue.kind == "recommendation" and cue.lemma != "preporučiti"
            return bool(together.search(before) or (not advises and together.search(after)))
        addressed = "charge" in cue.uses and deciders("body").search(before)  # `Skupština je ovlastila predsjednika da …`
        if _speakers().search(before[-60:]) or (not addressed and _speakers().match(after.lstrip())):
            return False
        bodies = [*deciders("body").finditer(before), *deciders("body").finditer(after)]
        if not bodies and self._follows_decision(sentence):
            acting = self.doers.acting(reading.starts[start], cue.start)  # `Općina je prihvatila prijedlog`
            return bool(acting) and not any(isinstance(doer, ParticipantFinding) for _, doer in acting)
        if not bodies or self._another_body(bodies[0].group()):
            return False
        # who is named in a relative clause is not the subject: `Vlada je, na sjednici kojom je predsjedavao N. N., usvojila`
        low = reading.starts[start]
        for clause in [*_RELATIVE_CLAUSE.finditer(reading.folded, low, cue.start), None]:
            high = clause.start() if clause else cue.start
            if any(isinstance(doer, ParticipantFinding) for _, doer in self.doers.acting(low, high)):
                return False
            low = clause.end() if clause else high
        return True

    def _body_acts(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether the body whose minutes these are stands right before its verb: `Vijeće traži od načelnika da …`."""
        reading = self.reading
        start = clause_start(reading, cue.first, sentence)
        before = _RELATIVE_CLAUSE.sub(" ", reading.folded[reading.starts[start] : cue.start])
        found = list(deciders("all" if reading.folded[cue.end - 1] in "ue" and len(before) > 1 else "body").finditer(before))
        if not found or self._another_body(found[0].group()) or _speakers().search(before):
            return False
        if cue.kind == "recommendation" and cue.da is None and deciders("body").search(before) is None:
            return False  # `roditelji traže jeftiniju opremu`
        return len(before[found[0].end() :].split()) <= _NEAR_BODY and not self.doers.acting(reading.starts[start], cue.start)[1:]

    def _another_body(self, noun: str) -> bool:
        """Whether minutes are those of a body of another kind: `Komisija je podržala nacrt` in the minutes of a council."""
        known = self.report.bodies - _WHOLES
        return noun in body_nouns() and self.report.record and bool(known) and noun not in known | _WHOLES

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
        start = min(self._after_topic(sentence), found[0].first)
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
                if following is None:
                    self._further_task(end, sentence)
            else:
                self._whole(cue, max(start, self._own_start(cue, start, sentence)), end, sentence)
                self._split_objects(cue)
                self._split_elliptic(cue)
                if following is None and cue.kind == "action":
                    self._further_task(end, sentence)
                if following is None and cue.form == "lp":
                    self._further_objects(cue, end, sentence)
                    self._objects_below(cue, sentence)
            start = next_start
            position += 1

    def _further_task(self, end: int, sentence: Sentence) -> None:
        """`Dogovoreno je da se krov popravi, dok će škole dostaviti spiskove`: a task in the clause behind what was agreed."""
        words = self.reading.words
        while end < sentence.last and words[end] in (",", "a", "dok", "te", "pa"):
            end += 1
        if sentence.last - end > _SHORTEST_ORDER and words[end - 1] in ("a", "dok", "te", "pa"):
            self._named_task(end, sentence.last, "conclusions.carried-on", sentence)

    def _split_elliptic(self, cue: Cue) -> None:
        """`Usvojen je plan, a izvještaj sa dva glasa protiv`: one verb, two points."""
        if not self.report.points or cue.kind != "decision" or cue.form != "pp":
            return
        reading, words = self.reading, self.reading.words
        point = self.report.points[-1]
        joint = next((at for at in range(cue.last, point.last - 2) if words[at] == "," and words[at + 1] == "a"), None)
        if joint is None or not point.first <= cue.first < joint or _has_finite(words[joint + 2 : point.last]):
            return
        opens = joint + 2
        noun = analyze(reading.text[reading.starts[opens] : reading.ends[opens]])
        by_vote = details.votes(reading, reading.starts[opens], reading.ends[point.last - 1]) is not None
        if not (by_vote and noun):
            return
        low, high = spans.characters(reading, opens, point.last)
        further = replace(point, first=opens, start=low, end=high, deadline_span=(low, high))
        point.last = joint
        point.start, point.end = spans.characters(reading, point.first, joint)
        point.deadline_span = (point.start, point.end)
        self.report.points.append(further)

    def _split_objects(self, cue: Cue) -> None:
        """`Donesena je Odluka o zakupu, Odluka o otpisu i Rješenje o imenovanju`: one verb, a decision for each act."""
        if not self.report.points or cue.kind != "decision" or cue.form not in ("lp", "pp"):
            return
        reading = self.reading
        point = self.report.points[-1]
        if not point.first <= cue.first < point.last:
            return
        objects = self._objects(cue.last, point.last)
        ends = [*objects[1:], point.last]
        if len(objects) < 2 or any(end - start < _SHORTEST_OBJECT for start, end in zip(objects, ends, strict=True)):
            return
        if _has_finite(reading.words[objects[0] : point.last]):
            return
        whole = point.last
        point.last = objects[1]
        point.start, point.end = spans.characters(reading, point.first, _before_joint(reading.words, objects[1]))
        point.deadline_span = (point.start, point.end)
        for start, end in zip(objects[1:], ends[1:], strict=True):
            low, high = spans.characters(reading, start, end if end == whole else _before_joint(reading.words, end))
            self.report.points.append(replace(point, first=start, last=end, start=low, end=high, deadline_span=(low, high)))

    def _objects(self, first: int, last: int) -> list[int]:
        """Where the acts among the words `[first, last)` start that one verb governs, with the adjectives before them."""
        reading = self.reading
        found: list[int] = []
        shared: frozenset[tuple[str, str]] = frozenset()
        for index in range(first, last):
            if not acts().match(reading.words[index]):
                continue
            opening = index
            while opening > first and is_nominal(reading.text[reading.starts[opening - 1] : reading.ends[opening - 1]], "adj"):
                opening -= 1
            before = reading.words[opening - 1]
            forms = _direct_cases(reading.text[reading.starts[index] : reading.ends[index]])
            if not found:
                found, shared = [opening], forms
            elif before in (",", "i", "te") and shared & forms:
                found.append(opening)
                shared &= forms
        return found

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
        if following.da is not None and "together" in following.uses:
            return True  # `složili su se da … i zaključili da …`
        if following.form != "lp":
            return _has_finite(words[joint : following.last + 3])
        if any(acts().match(word) for word in words[following.last : following.last + 3]):
            return True
        return self._has_object(following.last)

    def _has_object(self, word: int) -> bool:
        """Whether an object opens there: `i razriješila dosadašnju predsjednicu`, not `i uputila ga Skupštini`."""
        reading = self.reading
        if word >= len(reading.words) or not reading.words[word].isalpha() or len(reading.words[word]) <= _LONGEST_CLITIC:
            return False
        surface = reading.text[reading.starts[word] : reading.ends[word]]
        return "acc" in cases(surface) or surface.isupper()  # `zadužio JKP „Komunalac“`

    def _own_start(self, cue: Cue, start: int, sentence: Sentence) -> int:
        """The first word of the cue's own clause within what is left of the sentence."""
        reading = self.reading
        words = reading.words
        stated = self._stated(cue, sentence)
        if stated is not None:
            return max(start, stated + 1)
        best = start
        for index, strength in spans.separators(reading, start, cue.first):
            turns = strength == 3 and words[index] in ("a", "dok", "ali", "pa", "te")
            if strength == 4 or (turns and spans.finite_after(reading, start, index)):
                best = index + 1
        if words[best] in _THAT and acts().match(words[best + 1]):
            best = start  # `…, no taj prijedlog nije dobio većinu`: which one, the clause before says
        for index in range(cue.first - 1, best, -1):
            if words[index] in ("kojem", "kojoj", "kojima") and words[index - 1] in ("na", "u", "tokom"):
                return index + 1
        return best

    def _is_lead_in(self, cue: Cue, start: int) -> bool:
        """Whether the verb only leads in to what was agreed; a task (`zadužuje se X da`) or an addressed advice stays whole."""
        if cue.form == "phrase":
            return _LEADING_PHRASE.search(self.reading.folded, cue.start, cue.end) is not None
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
        addressed = len(words) == 1 and "dat" in cases(words[0])  # `stanarima se preporučuje da`
        return bool(words) and bool(self.doers.within(low, cue.start) or len(words) >= 2 or addressed)

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
        if kind == "decision" and cue.lemma == "utvrditi":
            kind = "conclusion"  # `Komisija je utvrdila da je krov oštećen`
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
        end = details.without_vote(reading, cue.end, end)
        start, end = trimmed(reading.text, start, end)
        if end - start < _SHORTEST_CLAUSE:
            self._refused(cue, "too-short")
            return
        first, last = reading.word_at(start), reading.word_at(end)
        ordered = _CHARGED_BY_ACT.search(reading.folded, start, end) if cue.kind == "decision" else None
        if ordered is not None:
            opening = reading.word_at(ordered.end())
            verb = charge(reading, opening, min(opening + _NEAR_CHARGE, last))
            if verb is not None:
                # `donesen je Zaključak kojim se Službi za puteve nalaže sanacija mosta`
                self._add(opening, last, "action", with_cue("conclusions.decided", cue.row), sentence)
                addressed = opening + (reading.words[opening] == "se")
                if addressed < verb:
                    self.report.points[-1].responsible = self.doers.resolve(reading.starts[addressed], reading.ends[verb - 1])
                self._bounded(cue, sentence, "after-what-agrees")
                return
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
        """`X je zadužen da …, a Y da …`, `zadužuje se X da … te da …`: each task is a point of its own."""
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
            doer = self.doers.resolve(reading.starts[first], reading.starts[opening]) if opening > first else point.responsible
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
        """`Glasanje: ZA 11, PROTIV 2` on the line before, `Za je glasalo 14 članova.` in the sentence before or after."""
        told = self._votes_told_beside(sentence)
        if told is not None:
            return told
        index = sentence.block - 1
        if index < 0 or label_kind(self.reading.blocks[index]) != "vote":
            return None
        block = self.reading.blocks[index]
        start, end = trimmed(self.reading.text, block.content_start, block.end)
        return self.reading.text[start:end] or None

    def _votes_told_beside(self, sentence: Sentence) -> str | None:
        """How the vote went, where a sentence next to this one in its block tells that and nothing else."""
        reading = self.reading
        around = reading.sentences_of(sentence.block)
        place = around.index(sentence) if sentence in around else 0
        for other in [*around[max(0, place - 1) : place], *around[place + 1 : place + 2]]:
            told = details.votes_at(reading, other.start, other.end)
            if told is not None and "glas" in reading.folded[slice(*told)]:
                rest = other.end - other.start - (told[1] - told[0])
                if rest <= _BESIDE_VOTES:
                    return details.votes(reading, other.start, other.end)
        return None


def _before_joint(words: list[str], start: int) -> int:
    """The word before which what comes before the object at `start` ends: without `,`, `i`, `te`, `kao i`."""
    while words[start - 1] in (",", "i", "te", "kao"):
        start -= 1
    return start


@lru_cache(maxsize=8192)
def _direct_cases(surface: str) -> frozenset[tuple[str, str]]:
    """The readings of a noun as subject or object: case and number."""
    return frozenset(
        (reading.case, reading.number) for reading in analyze(surface) if reading.pos == "noun" and reading.case in ("nom", "acc")
    )


def _is_past(reading: Reading, word: int) -> bool:
    """Whether an active participle stands there, by its look: `predložila`, not `sala`."""
    found = reading.words[word]
    if len(found) <= _LONGEST_CLITIC or not found.endswith(("io", "ao", "ila", "ala", "ili", "ali", "ile", "ale", "ilo", "alo")):
        return False
    return not analyze(reading.text[reading.starts[word] : reading.ends[word]])


def _tells_task(reading: Reading, first: int, last: int) -> bool:
    """Whether a clause puts a task in the future or says that somebody must do it, or does it, by a day."""
    if future_task(reading, first, last) is not None or obliged(reading, first, last):
        return True
    return (
        "se" not in reading.words[first:last]
        and _BY_A_DAY.search(reading.folded, reading.starts[first], reading.ends[last - 1]) is not None
    )


def _denies(words: list[str]) -> bool:
    """Whether a subject stands before `ne`: `poticaji ne dopiru`, but not `ne puštaju djecu`, `se ne prima`."""
    place = words.index("ne") if "ne" in words else 0
    return place > 0 and words[0] != "se" and "se" not in words[max(0, place - 1) : place + 1] and "da" not in words[:place]


def _has_finite(words: list[str]) -> bool:
    """Whether a copula or a reflexive stands among the words."""
    return any(word in ("je", "su", "se", "nije", "nisu") for word in words)
