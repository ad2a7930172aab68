"""Where a point begins and ends: clauses that stand alone, without lead-ins, votes and explanations."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extraction.conclusions.cues import PACKAGE, deciders
from pipeline.extraction.conclusions.kinds import task_verb
from pipeline.extraction.meetings.sentences import Reading, Sentence, trimmed
from pipeline.extraction.meetings.words import small_words
from pipeline.language.folding import fold
from pipeline.resources import read_table

_FINITE = small_words(PACKAGE, "finite")
_SEPARATORS = ("a", "dok", "ali", "pa", "no", "vec")
_JOINING = small_words(PACKAGE, "joining")
_CONCESSIVE = frozenset(["iako", "mada", "premda", "uprkos", "unatoc"])
_NUMBER = (
    r"\d{1,3}|jedan|jednim|jedna|jednog|dva|dvije|dvama|tri|cetiri|pet|sest|sedam|osam|devet|deset|jedanaest|dvanaest|trinaest|cetrnaest"
    r"|petnaest|sesnaest|sedamnaest|osamnaest|devetnaest|dvadeset(?: i)?(?: \w+)?|nijednim|nijedan"
    r"|nula|dvoje|troje|cetvero|petero"
)
_COUNT = rf"(?:{_NUMBER}|(?:potrebnom )?vecinom)"
_SIDE = r"[„“\"(]*(?:za|protiv|suzdrzan\w*|uzdrzan\w*|uzdrz\w*|suzdrz\w*)[“„\")]*"
_BALLOT = (
    rf"(?:{_COUNT} ?(?:glas\w*)? ?(?:{_SIDE})?(?: od (?:ukupno )?\d+)?|bez glas\w* {_SIDE}"
    rf"|bez (?:glasova )?(?:protiv|suzdrzanih|uzdrzanih)|{_SIDE})"
)
_VOTED = r"(?:je |su |se |ih |bi\w+ |glasa\w+ )*"
_VOTERS = r"(?: (?!je\b|su\b|se\b)\w+(?:nika|nica|lana|lanova|lanica|lja|ta|oro))?"  # `12 vijećnika`
_WHOLE = r"(?:ukupno |od |svih |prisutnih |izabranih )*(?:glasova|prisutnih|clanova|clanica|\w+nika)"
_MAJORITY = (
    r"(?:potrebnom |natpolovicnom |apsolutnom |prostom |kvalificiranom )?(?:dvotrecinskom |trocetvrtinskom |natpolovicnom )?"
    rf"vecinom (?:glasova|(?:od )?(?:ukupnog )?broja|prisutnih|svih)(?: {_WHOLE})?"
)
VOTES = re.compile(
    r"\b(?:jednoglasno, (?=sa? \d))?(?:jednoglasno|jednoglasnom odlukom|aklamacijom"
    rf"|{_MAJORITY}(?: \({_BALLOT}(?:(?:, i|,| i| te| uz) {_BALLOT})*\))?"
    rf"|sa? {_COUNT}(?:(?: prema {_COUNT})? ?glas\w*(?: {_SIDE})?(?: od (?:ukupno )?\d+(?: \w+)?)?| prema {_COUNT}| ?{_SIDE})"
    rf"(?:(?:, i|,| i| te| uz) {_BALLOT})*"
    rf"|(?:{_NUMBER}) (?:glas\w* )?[„“\"(]*za[“„\")]*(?:(?:, i|,| i| te| uz) {_BALLOT})+"  # `14 za, 3 protiv`
    rf"|(?<=\()(?:{_NUMBER}) (?:glas\w* )?za(?=\))"  # `usvojeno (28 ZA)`
    rf"|(?:za (?:\w+ ){{0,3}}?(?:je|su) (?:\w+ )?glasa(?:lo|li|la|le)(?: {_COUNT}{_VOTERS}| sv\w+(?: \w+)?)"
    rf"|(?:je |su )?{_COUNT}{_VOTERS} (?:je |su )?glasa\w+ {_SIDE})"
    rf"(?:,? (?:a |dok |te |i )?{_VOTED}(?:{_SIDE}(?: je| su| bi\w+)* {_COUNT}{_VOTERS}|{_COUNT}{_VOTERS} {_VOTED}{_SIDE}))*)"
)
BALLOT = re.compile(rf"{_BALLOT}(?:(?:, i|,| i| te| uz)? {_BALLOT})*")
# what opens a sentence before its point: an adverbial or a clause that ends with a comma, or adverbs alone
_OPENING_COMMA = re.compile(
    r"(?:nakon|poslije|na kraju|u nastavku|tokom|tijekom|pod tackom|pod tockom|u okviru|bez|u diskusiji|u raspravi|po okoncanju"
    r"|u vezi|s tim u vezi|u skladu|kako|buduci|posto|s obzirom)\b[^.;]{0,160}?, (?=\S)"
)
_SESSION = r"na (?:istoj |istom |kraju |ovoj |ovom |danasnjoj )?(?:sjednici|sastanku|sednici|skupstini|skupa|sjednice|sastanka)"
_OPENING_WORDS = re.compile(
    r"(?:pod|ad) \d{1,2}[.)] "
    r"|(?:pod|u okviru|kod|po) (?:\w+ )?(?:tack|tock)\w+(?: dnevnog reda)?(?: (?:razno|tekuca pitanja))? "
    r"|(?:nakon|poslije|bez) (?:\w+ ){0,2}(?:rasprave|diskusije|glasanja|glasovanja|izlaganja|razmatranja|primjedbi|primjedaba)"
    r",? ?"
    r"|(?:s tim u vezi|u vezi s tim|tom prilikom|ovom prilikom|s tim ciljem|u tu svrhu|istim povodom|u tom smislu|u skladu s tim"
    r"),? "
    r"|(?:takoder|takodje|takode|isto tako|pored toga|osim toga|pored navedenog|potom|zatim|na kraju|konacno|stoga|nadalje|ujedno"
    r"|istovremeno|ipak|i|te|a|dok|ali|pa),? "
    rf"|{_SESSION} (?=je |su |vijece |odbor )"
    r"|na istoj (?:sjednici|sednici|skupstini) (?!\w+(?:og|e|a) )"
)
_DATELINE = re.compile(r"[A-ZČĆĐŠŽ][\w-]+(?: [A-ZČĆĐŠŽ][\w-]+){0,2}(?:, [^–—]{3,24})? ?[–—] ")
_AGENCY = re.compile(r"\([A-ZČĆĐŠŽ][^()]{1,24}\) ?[–—-] ")  # `(Fena) – Usvojen je …`
_EXPLAINED = re.compile(
    r", (?:koj\w+|cij\w+|sto|za koj\w+|o koj\w+|na koj\w+) (?:\w+ ){0,6}?"
    r"(?:obrazlozi|predstavi|podnij|podni|iznij|izlozi|pojasni|naglasi|istak|rek|kaza|nav)\w*"
)
_VOTES_TOLD = re.compile(r",? (?:pri cemu|s tim da|s tim sto) (?:\w+ ){0,4}?(?:glas|suzdrz|uzdrz|protiv)\w*")
_ADVERBIAL = re.compile(r"(?:na|nakon|po|u|uz|sa?|iz|od|prema) ")
_LONGEST_OPENING = 110  # characters


def without_openings(reading: Reading, start: int, end: int) -> int:
    """The start of the point after adverbial openings and after votes that stand before its verb."""
    folded = reading.folded
    while start < end:
        match = _OPENING_WORDS.match(folded, start, end) or _opening_clause(folded, start, end)
        if match is None:
            votes = VOTES.match(folded, start, end)
            if votes is None:
                break
            match = votes
        if match.end() > end or match.end() == match.start():
            break
        start = match.end()
        while start < end and (folded[start].isspace() or folded[start] in ",“„-–"):
            if folded[start] == "„":
                break
            start += 1
    return start


_FARTHEST_VERB = 9  # words
_BODY_FOLLOWS = re.compile(r" (?:[^\W\d_]+(?:ni|sko|ska|ski|cko|cki|ko|no) ){0,2}([^\W\d_]+)")
_SESSION_OPENING = re.compile(
    r"na (?:\S+ ){0,6}?(?:sjednici|sednici|sastanku|skupstini|kolegiju|zasjedanju|susretu|skupu|zboru"
    r"|savjetovanju|plenumu|forumu|konferenciji)\b"
)


def after_dateline(reading: Reading, start: int, verb: int) -> int:
    """The start after the place of an agency's report: `ZENICA – Usvojen je …`."""
    dateline = _DATELINE.match(reading.text, start, verb) or _AGENCY.match(reading.text, start, verb)
    return dateline.end() if dateline else start


def after_session(reading: Reading, start: int, verb: int) -> int:
    """The start after `Na sjednici Skupštine opštine, održanoj 25. maja, …` or `Na jučer održanoj sjednici Upravni odbor …`."""
    opening = _SESSION_OPENING.match(reading.folded, start, verb)
    if opening is None:
        return start
    body = _BODY_FOLLOWS.match(reading.folded, opening.end(), verb)
    if body is not None and deciders("body").match(reading.folded, body.start(1), verb):
        return opening.end() + 1
    comma = reading.folded.rfind(", ", start, verb)
    if comma < 0 or len(reading.folded[comma:verb].split()) > _FARTHEST_VERB:
        return start
    return comma + 2


def _opening_clause(folded: str, start: int, end: int) -> re.Match[str] | None:
    match = _OPENING_COMMA.match(folded, start, end)
    if match is None:
        return None
    # a clause of its own (`Nakon što je utvrđen kvorum,`) or a bare adverbial (`Bez rasprave,`)
    return match if len(match.group()) < _LONGEST_OPENING else None


def votes_before(reading: Reading, start: int, verb: int) -> int:
    """The start after the last votes that open the sentence before its verb.

    So in `sa 38 glasova za i tri uzdržana, jednom učeniku izrečen je ukor`.
    """
    last = start
    for match in VOTES.finditer(reading.folded, start, verb):
        before = reading.folded[start : match.start()].rstrip()
        adverbial = before.endswith(",") and _ADVERBIAL.match(before) and " da " not in before
        if (not before or adverbial) and match.group() != "jednoglasno":
            last = match.end()
    while last < verb and reading.folded[last] in " ,“":
        last += 1
    return last


def explained_end(reading: Reading, start: int, end: int) -> int:
    """The end before a clause that tells who presented the matter or how the vote went."""
    found = [match.start() for pattern in (_EXPLAINED, _VOTES_TOLD) if (match := pattern.search(reading.folded, start, end))]
    return min(found, default=end)


def why_it_begins(reading: Reading, start: int, sentence: Sentence) -> str:
    """Why a point begins within its sentence, as a reason of the trace."""
    before = reading.folded[sentence.start : start].rstrip(" ,–-„")
    if VOTES.search(before) and VOTES.search(before).end() >= len(before):  # type: ignore[union-attr]
        return "after-votes"
    word = reading.words[reading.word_at(start) - 1]
    if word in _SEPARATORS or word in ("te", "i", ";") or word in _JOINING:
        return "after-clause"
    return "after-opening"


def why_it_ends(reading: Reading, end: int, sentence: Sentence) -> str:
    """Why a point ends where it does, as a reason of the trace."""
    word = reading.word_at(end)
    while word < sentence.last and reading.words[word] in (",", "–", "-", "“", "."):
        word += 1
    if word >= sentence.last or reading.starts[word] >= sentence.end:
        return "sentence-ends"
    found = reading.words[word]
    if _EXPLAINED.search(reading.folded, max(0, end - 2), min(sentence.end, end + 80)):
        return "explanation-follows"
    if found in _CONCESSIVE or found in _SEPARATORS or found in ("te", "i", "kao", ";", "da") or found in _JOINING:
        return "clause-follows"
    return "phrase-ends"


def separators(reading: Reading, first: int, last: int) -> list[tuple[int, int]]:
    """Places between the words `[first, last)` at which a clause of its own may begin: word index and strength."""
    words = reading.words
    found: list[tuple[int, int]] = []
    depth = 0
    for index in range(first, last):
        word = words[index]
        if word in ("(", "„"):
            depth += 1
        elif word in (")", "“"):
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif word == ";":
            found.append((index, 4))
        elif (
            (word in _SEPARATORS and index > first and words[index - 1] == ",")
            or word == "dok"
            or (word == "te" and words[index - 1] == ",")
        ):
            found.append((index, 3))
        elif (
            word == "te"
            or (word == "kao" and index + 1 < last and words[index + 1] == "i")
            or (word == "i" and words[index - 1] == ",")
        ):
            found.append((index, 2))
        elif word in (",", "i"):
            found.append((index, 1))
    return found


def finite_after(reading: Reading, word: int, last: int) -> bool:
    """Whether a finite verb follows before the next mark of a clause."""
    words = reading.words
    for index in range(word + 1, min(word + 26, last)):
        if words[index] in _FINITE:
            return True
        if words[index] == ";":
            return False
    return False


def tail(reading: Reading, verb: int, last: int) -> int:
    """The word before which the last point of a sentence ends: a new clause with a verb of its own does not belong to it."""
    for index, strength in separators(reading, verb, last):
        if strength == 4:
            return index
        if reading.words[index + 1 : index + 2] == ["da"] and index + 1 < last:
            continue  # `dogovoreno je da škole pošalju spisak, a da se Zavod obrati Vladi`
        if strength == 3 and reading.words[index] in ("a", "dok", "ali", "pa", "no") and finite_after(reading, index, last):
            return index
        if strength == 1 and reading.words[index] == "," and index + 1 < last and reading.words[index + 1] in _CONCESSIVE:
            return index
    return last


def parts_of_da(reading: Reading, da: int, last: int) -> list[tuple[int, int]]:
    """The points of `dogovoreno je da … te da …, kao i da …`: word intervals after each `da` that the agreement governs."""
    words = reading.words
    starts = [da]
    ends: list[int] = []
    depth = 0
    index = da + 1
    while index < last:
        word = words[index]
        if word in ("(", "„"):
            depth += 1
        elif word in (")", "“"):
            depth = max(0, depth - 1)
        elif word in ("da", words[da]) and not depth:
            opening = _joined(words, index, starts[-1])
            if opening is not None:
                ends.append(opening)
                starts.append(index)
        index += 1
    ends.append(last)
    parts: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        parts += _elided(reading, start + 1, end)
    return parts


def _joined(words: list[str], index: int, start: int) -> int | None:
    """The word at which the part before ends, if this `da` is joined to the first one: `te da`, `, da`, `kao i da`."""
    before = index
    while before - 1 > start and (
        words[before - 1] in _JOINING or words[before - 1] in ("takoder", "takodje", "takode", "istovremeno", "ujedno", "potom")
    ):
        before -= 1
    if before < index:
        return before - 1 if words[before - 1] == "," else before
    return before - 1 if words[before - 1] == "," else None


def _elided(reading: Reading, first: int, last: int) -> list[tuple[int, int]]:
    """`… , a Y da …`: the second doer with the verb of the first."""
    words = reading.words
    for index in range(first + 2, last - 2):
        if words[index] in ("a", "dok") and words[index - 1] == ",":
            for following in range(index + 2, min(index + 14, last)):
                if words[following] == "da":
                    return [(first, index - 1), *_elided(reading, index + 1, last)]
                if words[following] in (",", ";", "je", "su", "ce"):
                    break
            if words[index] == "a" and _tells_task(reading, index + 1, last) and _tells_task(reading, first, index - 1):
                return [(first, index - 1), *_elided(reading, index + 1, last)]
    return [(first, last)]


def _tells_task(reading: Reading, first: int, last: int) -> bool:
    """Whether a clause `[first, last)` says what somebody does: a name or noun first, then a verb of a task near it."""
    verb = task_verb(reading, first, min(last, first + _FARTHEST_TASK))
    return verb is not None and verb > first and not {"je", "su", "ce", "bi"} & set(reading.words[first:verb])


_FARTHEST_TASK = 9  # words


def characters(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """Offsets of the words `[first, last)` without marks at the edges."""
    if first >= last:
        return 0, 0
    return trimmed(reading.text, reading.starts[first], reading.ends[last - 1])


@cache
def lead_ins() -> re.Pattern[str]:
    """What the line before a list says when the list holds conclusions."""
    words = [fold(row["words"]).replace("*", r"\w*") for row in read_table(PACKAGE, "lead_ins.tsv", ("words",))]
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
