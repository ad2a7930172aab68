"""Who was there: what the clause and the lists say of the people named in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.participants.lexicon import cue_pattern
from pipeline.language import layout
from pipeline.language.blocks import Block

_SENTENCE = re.compile(r"(?<=[.!?])[“”\"]?\s+(?=[^\W\d_a-zčćšžđ]|„)|\n|;\s")
_ABBREVIATED = re.compile(
    r"(?:\b(?:dr|mr|prof|doc|sc|ing|dipl|gosp|g|ul|br|tzv|npr|spec|med|prim|mons|vlč|ef|v\.d|[^\W\d_])|\d)\.$", re.IGNORECASE
)
_CLAUSE = re.compile(r",? dok |, a |; | – | — |, te (?=su|je|da)")
_NO = re.compile(r"\|\s*(?:ne|odsut\w+|n)\s*(?=\||$)")
_RELATIVE = re.compile(r", koj[ia] (?=ni|je|se|iz|ods)")
_JOINED = re.compile(r" (?:i|te) ")
_STAND_IN = 60
_REACH = 400  # how far a clause is looked for, in characters
_BRACKET = re.compile(r"\([^()\n]{0,80}\)")
_ATTENDANCE = frozenset({"present", "absent", "guests", "chair", "minute_taker", "verifier"})


@dataclass(slots=True)
class Presence:
    """The clauses and lists of a text.

    Attributes:
        folded: the folded text; `sentences`: their starts.
        has_list: whether a list says who was there.
    """

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
        return self.kinds[index] if index is not None else None

    def absent(self, start: int, end: int) -> bool:
        """Whether the clause that holds the name, or the bracket after it, says that its bearer was not there."""
        bracket = _BRACKET.match(self.folded, end + 1) or _BRACKET.match(self.folded, end)
        if bracket is not None and self.says("absence.tsv", bracket.start(), bracket.end()):
            return True
        left, right = self.clause(start, end)
        brackets = [match.span() for match in _BRACKET.finditer(self.folded, left, right)]
        for match in cue_pattern("absence.tsv").finditer(self.folded, left, right):
            if any(first <= match.start() < last for first, last in brackets):
                continue
            if match.group().startswith("um"):
                # `umjesto odsutne X prisustvuje Y`: only the one who is stood in for
                between = self.folded[match.end() : start]
                return match.end() <= start <= match.end() + _STAND_IN and not re.search(r",| je | su ", between)
            pronoun = _RELATIVE.search(self.folded, end, match.start())
            if pronoun is not None and _JOINED.search(self.folded, end, pronoun.start()):
                continue  # `N. N. i M. M., koji nije došao`
            return True
        return self._marked_absent(start)

    def _marked_absent(self, offset: int) -> bool:
        """Whether the row of an attendance table says NE."""
        index = layout.block_at(self.blocks, offset)
        if index is None or self.blocks[index].kind != "table_row":
            return False
        row = self.blocks[index]
        return _NO.search(self.folded, row.start, row.end) is not None

    def says(self, table: str, start: int, end: int) -> bool:
        return cue_pattern(table).search(self.folded, start, end) is not None


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
        kinds.append(kind if kind in _ATTENDANCE else None)
    return Presence(folded, sentences, blocks, kinds, any(kind in ("present", "guests") for kind in kinds))
