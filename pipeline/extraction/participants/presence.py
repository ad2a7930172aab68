"""Who was there: what the clause and the lists say of the people named in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.participants.lexicon import cue_pattern, group_forms, role_forms
from pipeline.language import layout, morphology
from pipeline.language.blocks import Block
from pipeline.language.folding import fold

_SENTENCE = re.compile(r"(?<=[.!?])[“”\"]?\s+(?=[^\W\d_a-zčćšžđ]|„)|\n|;\s")
_ABBREVIATED = re.compile(
    r"(?:\b(?:dr|mr|prof|doc|sc|ing|dipl|gosp|g|ul|br|tzv|npr|spec|med|prim|mons|vlč|ef|v\.d|[^\W\d_])|(?<![,:]\d)\d)\.$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r",? dok |, a (?!za )|; | – | — |, te (?=su|je|da)")
_NO = re.compile(r"\|\s*(?:ne|odsut\w+|n)\s*(?=\||$)")
_MARKED_ABSENT = re.compile(r"[ |]+NE\b")  # `2. N. N. NE` in a table of attendance whose cells are gone
_RELATIVE = re.compile(r", koj[ia] (?=ni|je|se|iz|ods)")
_RELATIVE_AFTER = re.compile(r",? (?:(?:s|sa|o|kod|u|uz) )?(?:koj|cij|ko(?!\w))")
_WILL = re.compile(r" (?:da|kako) (?:se )?(?:ce|cemo|nece) ")
_IN_ABSENCE = re.compile(r"(?:odsustvu|odsutnosti|izočnosti|nenazočnosti) (?:[a-zčćšžđ]+ ){1,4}\Z")  # and an office
_JOINED = re.compile(r" (?:i|te) ")
_STAND_IN = 60
_LONGEST_LABEL = 60  # characters of a label within a line
_LEAD_REACH = 80  # the same before a list
_REACH = 400  # how far a clause is looked for, in characters
_BRACKET = re.compile(r"\([^()\n]{0,80}\)")
_ATTENDANCE = frozenset({"present", "absent", "guests", "chair", "minute_taker", "verifier"})


_WORD = re.compile(r"[^\W\d_]+")
_ANY_RELATIVE = re.compile(r"(?:, |\bs |\bu |\bza )(?:koj\w*|(?P<whose>cij\w*)) ")
_FINITE = re.compile(r" (?:je|su|ce|se) ")
_SUBORDINATOR = re.compile(r"(?<!\w)(da|zasto|jer|kada|kad|ako|kako|koliko|gdje|dokle|ko|sto) ")
_FOR_THE_FLOOR = re.compile(r" za (?:rijec|rec|raspravu|diskusiju|komentar)\b")  # behind `nije se javila`
_ABSENCES = ("izostanak", "nedolazak", "odsustvo", "odsutnost")
_SAID = re.compile(r"\W*(?:\w+ ){0,3}(?:da|kako) ")
_FUTURE = re.compile(r"(?<!\w)(?:ce|cemo) |\wt ce |(?<!\w)bice ")
_PASSIVE = re.compile(r"\w{4}(?:an|en)(?:[aeiou]|o[jmg]|i[mh])?$")
_LONGEST_CLITIC = 4
_WISHED = re.compile(r"(?<!\w)da (?:se )?(?:\w+ ){0,4}\Z")
_PARTICIPLES = ("o", "la", "li", "lo", "le")


def _disagrees(cue: str, bearer: str | None) -> bool:
    """Whether the verb or adjective of the cue tells of somebody of another gender or of another number."""
    told = next((gender for word in reversed(cue.split()) for gender, endings in _AGREEMENT if word.endswith(endings)), None)
    if told is None or bearer is None or told == bearer:
        return False
    if told == "pl" or bearer == "pl":
        return bearer == "pl" and told in "mf"
    return True


# endings of active participles and of `odsutan`, `spriječen`; a plural says nothing of one of several persons
_AGREEMENT = (
    ("m", ("ao", "io", "uo", "eo", "sao", "stan", "sutan", "cen")),
    ("f", ("ala", "ila", "ula", "ela", "sla", "gla", "stala", "sutna", "cena")),
    ("pl", ("ali", "ili", "uli", "eli", "sli", "gli", "sutni", "ceni")),
)


@dataclass(slots=True)
class Presence:
    """The clauses and lists of a text.

    Attributes:
        text, folded: the text; `sentences`: their starts.
        has_list: whether a list says who was there.
    """

    text: str
    folded: str
    sentences: list[int]
    blocks: Sequence[Block]
    kinds: list[str | None]
    has_list: bool

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that holds the character."""
        place = max(0, bisect_right(self.sentences, offset) - 1)
        end = self.sentences[place + 1] if place + 1 < len(self.sentences) else len(self.folded)
        return self.sentences[place], end

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause of the sentence that holds the interval."""
        first, last = self.sentence(start)
        first, last = max(first, start - _REACH), min(last, end + _REACH)
        left, right = first, last
        for match in _CLAUSE.finditer(self.folded, first, last):
            if match.end() <= start:
                left = match.end()
            elif match.start() >= end:
                right = match.start()
                break
        return left, right

    def list_kind(self, offset: int) -> str | None:
        """What the list or label that holds the character says: `present`, `absent`, `guests`, `chair`, `minute_taker`."""
        index = layout.block_at(self.blocks, offset)
        return self.label(index, offset)[0] if index is not None else None

    def label(self, index: int, offset: int) -> tuple[str | None, str]:
        """Kind and words of the label before a character of a block.

        It stands at the start of the block, in the block that leads in to it, or between them: `Prisutni: …. Zapisnik: …`.
        """
        block = self.blocks[index]
        first, _ = self.sentence(offset)
        colon = self.folded.find(":", first, min(offset, first + _LONGEST_LABEL)) if first > block.start else -1
        inner = self.folded[first:colon].strip() if colon >= 0 else ""
        if inner and (kind := layout.kind_of_label(inner)) in _ATTENDANCE:
            return kind, inner
        return self.kinds[index], block.label or (self.blocks[block.lead].label if block.lead is not None else "")

    def absent(self, start: int, end: int, bearer: str | None = None) -> bool:
        """Whether the clause that holds the name, or the bracket after it, says that its bearer was not there.

        `bearer`: `m`, `f`, `pl` for several; a verb or adjective that agrees with somebody else does not count.
        """
        bracket = _BRACKET.match(self.folded, end + 1) or _BRACKET.match(self.folded, end)
        if bracket is not None and self.says("absence.tsv", bracket.start(), bracket.end()):
            return True
        for match in cue_pattern("absence_before.tsv").finditer(self.folded, max(0, start - _STAND_IN), start):
            if match.end() == start or self.folded[match.end() : start].isspace():
                stood_in = match.group().startswith("um")  # `umjesto X sjednici prisustvuje Y`, not `umjesto X izabran je Y`
                if not stood_in or self.says("taking_part.tsv", end, self.clause(start, end)[1]):
                    return True
        if _IN_ABSENCE.search(self.text, max(0, start - _STAND_IN), start) is not None:
            return True
        if _MARKED_ABSENT.match(self.text, end) is not None:
            return True
        left, right = self.clause(start, end)
        brackets = [match.span() for match in _BRACKET.finditer(self.folded, left, right)]
        for match in cue_pattern("absence.tsv").finditer(self.folded, left, right):
            if any(first <= match.start() < last for first, last in brackets):
                continue
            if match.group().startswith("um"):
                # `umjesto odsutne X prisustvuje Y`: only the one who is stood in for
                between = self.folded[match.end() : start]
                another = re.search(r",| je | su ", between) or self.says("taking_part.tsv", match.end(), start)
                return match.end() <= start <= match.end() + _STAND_IN and not another
            pronoun = _RELATIVE.search(self.folded, end, match.start())
            if pronoun is not None and _JOINED.search(self.folded, end, pronoun.start()):
                continue  # `N. N. i M. M., koji nije došao`
            if _disagrees(match.group(), bearer) or self._has_other_subject(end, match.start(), bearer):
                continue
            if self._is_of_something_else(match):
                continue
            return True
        return self._marked_absent(start)

    def _is_of_something_else(self, cue: re.Match[str]) -> bool:
        """Whether what follows says that nobody's absence is meant: `najavio je izostanak podrške`, `nije se javila za riječ`."""
        if _FOR_THE_FLOOR.match(self.folded, cue.end()) is not None:
            return True
        following = _WORD.match(self.text, cue.end() + 1)
        if following is None or not cue.group().endswith(_ABSENCES):
            return False
        forms = {(case, number) for case, number, _ in morphology.readings(following.group(), "noun")}
        return any(case == "gen" for case, _ in forms) and ("nom", "sg") not in forms

    def _has_other_subject(self, end: int, cue: int, bearer: str | None) -> bool:
        """Whether between name and cue another clause begins that has a subject of its own.

        `N. N. je rekla da direktorica nije došla`, `N. N. je pročitala pismo direktora, koji nije došao`; but
        `N. N. je javila da ne može doći`, `N. N., koja nije došla`.
        """
        relative = _ANY_RELATIVE.search(self.folded, end, cue)
        if relative is not None and (relative.group("whose") or _FINITE.search(self.folded, end, relative.start())):
            return True
        that = None
        for that in _SUBORDINATOR.finditer(self.folded, end, cue):  # noqa: B007 the last one
            pass
        if that is None:
            return False
        if that.group(1) != "da":
            return True
        between = self.text[that.end() : cue]
        words = _WORD.findall(between)
        return any(word[0].isupper() or fold(word) in role_forms() or fold(word) in group_forms() for word in words)

    def takes_part(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether the clause says that somebody took part, and whether it says that somebody will."""
        did = will = False
        for match in cue_pattern("taking_part.tsv").finditer(self.folded, start, end):
            word = _WORD.match(self.folded, match.start())
            form = word.group() if word is not None else match.group()
            if not form.endswith(_PARTICIPLES) and _WISHED.search(self.folded, start, match.start()):
                continue  # `da se primi N. N.`
            if form.endswith("ce") and len(form) > _LONGEST_CLITIC and form[:-2].endswith(("a", "i", "je")):
                will = True  # `održaće`
            elif form.endswith(("ti", "t", "doci")) and _FUTURE.search(self.folded, start, end) is not None:
                will = True
            elif _PASSIVE.search(form) is None:
                did = True
        return did, will

    def after_future(self, left: int, start: int) -> tuple[int, bool]:
        """Where the part of the clause begins that says what will be (`da će goste dočekati N. N.`), and if there is one."""
        told = None
        for told in _WILL.finditer(self.folded, left, start):  # noqa: B007 the last one
            pass
        return (told.start(), True) if told is not None else (left, False)

    def is_only_named(self, begins: int, start: int, end: int) -> bool:
        """Whether a name in another case than the nominative only tells of whom others speak (`naslijedio je N. N.`).

        Args:
            begins: where what belongs to the name begins, its office too; `start`, `end`: the name.
        """
        left, right = self.clause(start, end)
        relative = _RELATIVE_AFTER.match(self.folded, end)
        if (relative is not None and self.takes_part(end, right)[0]) or self.says("met.tsv", left, right):
            return False
        return not self.says("own_words.tsv", max(left, min(begins, start) - _STAND_IN), start)

    def is_told(self, offset: int) -> bool:
        """Whether the character stands in what somebody says (`navela je da članice traže prostor`)."""
        first, _ = self.clause(offset, offset)
        cues = cue_pattern("saying.tsv").finditer(self.folded, first, offset)
        return any(_SAID.match(self.folded, match.end(), offset) is not None for match in cues)

    def is_tasked(self, offset: int) -> bool:
        """Whether the character stands in a list of tasks (`Zadužuju se:`)."""
        index = layout.block_at(self.blocks, offset)
        lead = self.blocks[index].lead if index is not None else None
        if lead is None:
            return False
        end = self.blocks[lead].end
        return self.says("talked_about.tsv", max(self.blocks[lead].start, end - _LEAD_REACH), end)

    def _marked_absent(self, offset: int) -> bool:
        """Whether the row of an attendance table says NE."""
        index = layout.block_at(self.blocks, offset)
        if index is None or self.blocks[index].kind != "table_row":
            return False
        row = self.blocks[index]
        return _NO.search(self.folded, row.start, row.end) is not None

    def says(self, table: str, start: int, end: int) -> bool:
        return cue_pattern(table).search(self.folded, start, end) is not None


def _kind_above(text: str, blocks: Sequence[Block], kinds: Sequence[str | None]) -> str | None:
    """What the bare label above says of a line that begins with an organization's own label (`Učesnici:⏎KUD Vez: N. N.`)."""
    at = len(kinds)
    block = blocks[at]
    named = block.kind in ("label", "paragraph") and _NAMES_OF.match(text, block.start, block.end) is not None
    if not at or not named or kinds[at - 1] not in ("present", "absent", "guests"):
        return None
    above = blocks[at - 1]
    bare = text[above.start : above.end].rstrip().endswith(":")
    return kinds[at - 1] if bare or layout.label_kind(above) is None else None


_NAMES_OF = re.compile(r"[^:\n]{2,60}: (?:[^\W\d_A-ZČĆŠŽĐ]+ )?[A-ZČĆŠŽĐ][^\W\d_]+ [A-ZČĆŠŽĐ][^\W\d_]")


def read_presence(text: str, folded: str, blocks: Sequence[Block]) -> Presence:
    sentences = [0]
    for match in _SENTENCE.finditer(text):
        if match.group()[0] in "\n;" or not _ABBREVIATED.search(text, max(0, match.start() - 8), match.start()):
            sentences.append(match.end())
    kinds: list[str | None] = []
    for block in blocks:
        kind = layout.label_kind(block)
        if kind is None and block.lead is not None:
            kind = layout.lead_kind(text, blocks[block.lead])
        kinds.append(kind if kind in _ATTENDANCE else _kind_above(text, blocks, kinds) if kind is None else None)
    return Presence(text, folded, sentences, blocks, kinds, any(kind in ("present", "guests") for kind in kinds))
