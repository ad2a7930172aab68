"""A text as words and marks, with what the finder asks of each: capital, start of a sentence, place in the layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.blocks import Block
from pipeline.language.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-–'’/][^\W_]+)*|\d+(?:[.:/-]\d+)*|\n|[^\w\s]|_+")
_OPENING, _CLOSING = "„«‟", "“”»"
_ENDING = re.compile(r"(?<=[^\W\d_])[-–][a-zčćšžđ]{1,3}$")
_DIACRITICS = re.compile(r"[čćšžđČĆŠŽĐ]")
SENTENCE_END = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text.

    Attributes:
        text: the text itself.
        surfaces: its words as a careful writer has them (lines in capitals are restored).
        folded: the same without case and diacritics, letters of acronyms without their case ending.
        kinds: one letter for each: `C` capitalized, `A` letters in capitals, `l` lower case, `N` number, `Q` quotation opens,
            `q` quotation closes, `B` end of line, `P` other mark, `x` word that takes no part (menus, contacts).
        initial: whether a capital says nothing here, because a sentence or a line starts.
        shouted: whether the word stood in a line of capitals.
        bare: whether the text has no diacritics at all.
    """

    text: str
    surfaces: list[str]
    folded: list[str]
    starts: list[int]
    ends: list[int]
    kinds: str
    initial: list[bool]
    shouted: list[bool]
    bare: bool = False

    def __len__(self) -> int:
        return len(self.surfaces)

    def kind(self, index: int) -> str:
        """The kind of the word, `B` outside the text."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else "B"

    def is_word(self, index: int) -> bool:
        return self.kind(index) in "CAl"

    def is_name(self, index: int) -> bool:
        return self.kind(index) in "CA"

    def between(self, first: int, last: int) -> str:
        """The words from `first` to before `last` as a careful writer has them, blanks as in the text."""
        pieces: list[str] = []
        for index in range(first, last):
            if index > first and self.starts[index] > self.ends[index - 1]:
                pieces.append(" ")
            pieces.append(self.surfaces[index])
        return "".join(pieces)


def bare_letters(word: str) -> str:
    """Letters without their case ending: `CROPS-a` → `CROPS`."""
    return _ENDING.sub("", word) if word[:1].isupper() else word


def _kind(word: str, quoted: bool) -> str:
    first = word[0]
    if first == "\n":
        return "B"
    if first.isalpha():
        if not first.isupper():
            return "l"
        letters = bare_letters(word)
        upper = sum(char.isupper() for char in letters)
        return "A" if upper >= 2 and upper * 2 > len(letters) else "C"
    if first.isdigit():
        return "N"
    if first in _OPENING or (first == '"' and not quoted):
        return "Q"
    if first in _CLOSING or first == '"':
        return "q"
    return "P"


def _shouted_lines(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Blocks that are written in capitals."""
    found = []
    for block in blocks:
        letters = [char for char in text[block.content_start : min(block.end, block.content_start + 300)] if char.isalpha()]
        if len(letters) >= 8 and sum(char.isupper() for char in letters) >= 0.85 * len(letters):
            found.append((block.start, block.end))
    return found


def read_words(text: str, folded_text: str, blocks: Sequence[Block]) -> Words:
    """Cut the text into words and marks; words of furniture become `x`."""
    surfaces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    initial: list[bool] = []
    contents = {block.content_start for block in blocks}
    hidden = [(block.start, block.end) for block in blocks if block.kind == "furniture"]
    shouted_lines = _shouted_lines(text, blocks)
    shouted: list[bool] = []
    at_start, quoted = True, False
    next_hidden = next_shouted = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        while next_hidden < len(hidden) and hidden[next_hidden][1] <= start:
            next_hidden += 1
        while next_shouted < len(shouted_lines) and shouted_lines[next_shouted][1] <= start:
            next_shouted += 1
        kind = _kind(word, quoted)
        if kind in "QqB":
            quoted = kind == "Q"
        loud = next_shouted < len(shouted_lines) and shouted_lines[next_shouted][0] <= start
        if next_hidden < len(hidden) and hidden[next_hidden][0] <= start:
            kind = "x" if kind != "B" else kind
        surfaces.append(word)
        starts.append(start)
        ends.append(end)
        kinds.append(kind)
        initial.append(at_start or start in contents)
        shouted.append(loud and kind in "CA")
        if kind in "CAl":
            at_start = False
        elif kind == "B" or word in SENTENCE_END or word in ":•–—" or (kind == "N" and at_start):
            at_start = True
    folded = [folded_text[start:end] for start, end in zip(starts, ends, strict=True)]
    for index, kind in enumerate(kinds):
        if kind == "A":
            folded[index] = fold(bare_letters(surfaces[index]))
    return Words(text, surfaces, folded, starts, ends, "".join(kinds), initial, shouted, not _DIACRITICS.search(text))
