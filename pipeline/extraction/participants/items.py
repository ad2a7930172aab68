"""A text as items: words, marks, and each mention of an organization as one item."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.findings import OrganizationFinding
from pipeline.language import morphology
from pipeline.language.blocks import Block

# `Kantona 10` is one: the number belongs to the name of the canton
_ITEM = re.compile(r"Kanton(?:a|u|om)? 10(?!\d)|[^\W\d_]+(?:[-–'’][^\W\d_]+)*|\d+(?:[.:/-]\d+)*|\n|[^\w\s]|_+")
_ACCENT = re.compile("[čćšžđČĆŠŽĐ]")
_SENTENCE_END = frozenset(".!?")
_OPENING, _CLOSING = "„«‟", "“”»"


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a text.

    Attributes:
        surfaces: the words and marks, of an organization its whole mention; `folded`: the same folded.
        kinds: one letter for each: `O` organization, `C` capitalized word, `A` word in capitals, `l` lower-case word, `N` number,
            `Q` quotation opens, `q` it closes, `B` end of line, `P` other mark, `x` word of menus and contacts.
        organizations: for items of kind `O` the organization, else None.
    """

    text: str
    surfaces: list[str]
    folded: list[str]
    starts: list[int]
    ends: list[int]
    kinds: str
    organizations: list[OrganizationFinding | None]
    accented: bool = True  # whether the text is written with diacritics
    folded_text: str = ""

    def __len__(self) -> int:
        return len(self.surfaces)

    def kind(self, index: int) -> str:
        """The kind of the item, `B` outside the text."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else "B"

    def surface(self, index: int) -> str:
        return self.surfaces[index] if 0 <= index < len(self.surfaces) else "\n"

    def word(self, index: int) -> str:
        """The folded word or mark, a newline outside the text."""
        return self.folded[index] if 0 <= index < len(self.folded) else "\n"

    def between(self, first: int, last: int) -> str:
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def at_offset(self, offset: int) -> int:
        """The item that holds the character, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)


def _outermost(organizations: Sequence[OrganizationFinding]) -> list[tuple[int, int, OrganizationFinding]]:
    """Mentions that no other mention holds, in order."""
    spans = sorted(
        ((mention.start, -mention.end, place) for place, each in enumerate(organizations) for mention in each.mentions),
    )
    found: list[tuple[int, int, OrganizationFinding]] = []
    covered = -1
    for start, negative_end, place in spans:
        if start >= covered:
            found.append((start, -negative_end, organizations[place]))
            covered = -negative_end
    return found


_HEAD_AND_NAME = re.compile(r"([^\W\d_A-ZČĆŽŠĐ][^\W\d_]+) ([A-ZČĆŽŠĐ][^\W\d_]+) [A-ZČĆŽŠĐ][^\W\d_]+(?:-[^\W\d_]+)?")


def _before_bearer(text: str, start: int, end: int) -> int:
    """The end of a mention without the office's bearer behind a bare head (`direktor škole Emsud Cerić` names no school)."""
    match = _HEAD_AND_NAME.fullmatch(text, start, end)
    return match.end(1) if match is not None and morphology.first_name_gender(match[2]) else end


def _kind(word: str, quoted: bool) -> str:
    first = word[0]
    if first == "\n":
        return "B"
    if first.isalpha():
        if not first.isupper():
            return "l"
        return "A" if len(word) > 1 and word.isupper() else "C"
    if first.isdigit():
        return "N"
    if first in _OPENING or (first == '"' and not quoted):
        return "Q"
    return "q" if first in _CLOSING or first == '"' else "P"


def read_items(text: str, folded_text: str, blocks: Sequence[Block], organizations: Sequence[OrganizationFinding]) -> Items:
    """Cut the text into items; what stands in furniture takes no part."""
    mentions = [(start, _before_bearer(text, start, end), each) for start, end, each in _outermost(organizations)]
    hidden = [(block.start, block.end) for block in blocks if block.kind == "furniture"]
    surfaces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    owners: list[OrganizationFinding | None] = []
    next_mention = next_hidden = position = 0
    quoted = False
    while True:
        match = _ITEM.search(text, position)
        if match is None:
            break
        start, end = match.span()
        owner = None
        while next_mention < len(mentions) and mentions[next_mention][1] <= start:
            next_mention += 1
        if next_mention < len(mentions) and mentions[next_mention][0] <= start:
            start, end, owner = max(start, mentions[next_mention][0]), mentions[next_mention][1], mentions[next_mention][2]
        while next_hidden < len(hidden) and hidden[next_hidden][1] <= start:
            next_hidden += 1
        surface = text[start:end]
        if owner is not None and surface.islower() and " " not in surface:
            owner = None  # the head alone is read as any other (see `finder.resolver`)
        kind = "O" if owner is not None else _kind(surface, quoted)
        if kind in "QqB":
            quoted = kind == "Q"
        if next_hidden < len(hidden) and hidden[next_hidden][0] <= start and kind != "B":
            kind = "x"
        surfaces.append(surface)
        starts.append(start)
        ends.append(end)
        kinds.append(kind)
        owners.append(owner)
        position = end
    folded = [folded_text[start:end] for start, end in zip(starts, ends, strict=True)]
    return Items(text, surfaces, folded, starts, ends, "".join(kinds), owners, bool(_ACCENT.search(text)), folded_text)
