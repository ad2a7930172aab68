"""The reading text: what the rules see of a text, with an alignment back to every code point.

The steps, each a list of edits of the text before it: characters (composition, blanks, ligatures), script, spaced letters, lines
(hard wraps, split words, column gaps), quotation marks. What is not damage stays as it is.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.language import script as scripts
from pipeline.language.folding import fold
from pipeline.language.layout import wrapping
from pipeline.language.layout.cues import cues
from pipeline.language.script import Edit, Script


@dataclass(frozen=True)
class ReadingText:
    """A text as the rules read it.

    Attributes:
        text: the reading text.
        script: the script that the source is written in, `Latn` or `Cyrl`.
        source_length: length of the source in code points.
    """

    text: str
    script: Script
    source_length: int
    # for each character of `text` the interval of the source that it was read from; None where both are the same
    _starts: Sequence[int] | None = field(default=None, repr=False)
    _ends: Sequence[int] | None = field(default=None, repr=False)

    @cached_property
    def folded(self) -> str:
        """`text` in lower case without diacritics, of the same length."""
        return fold(self.text)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The interval of the source that `text[start:end]` was read from.

        Raises:
            ValueError: if `[start, end)` is no interval of `text`.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no interval of the reading text: [{start}, {end})")
        if self._starts is None or self._ends is None:
            return start, end
        if start == end:
            place = self._starts[start] if start < len(self.text) else self.source_length
            return place, place
        return self._starts[start], self._ends[end - 1]

    def from_source(self, start: int, end: int) -> tuple[int, int]:
        """The interval of `text` that was read from `[start, end)` of the source; empty where nothing was.

        Raises:
            ValueError: if `[start, end)` is no interval of the source.
        """
        if not 0 <= start <= end <= self.source_length:
            raise ValueError(f"no interval of the source: [{start}, {end})")
        if self._starts is None or self._ends is None:
            return start, end
        first = bisect_right(self._ends, start)
        return first, max(first, bisect_left(self._starts, end))


class _Draft:
    """A text under edit together with its alignment."""

    def __init__(self, source: str) -> None:
        self.text = source
        self.starts: list[int] | None = None
        self.ends: list[int] | None = None

    def apply(self, edits: Iterable[Edit]) -> None:
        """Apply non-empty, ordered, non-overlapping edits."""
        text, starts, ends = self.text, self.starts, self.ends
        parts: list[str] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        done = 0
        for start, end, replacement in edits:
            if starts is None or ends is None:
                starts, ends = list(range(len(text))), list(range(1, len(text) + 1))
            parts += (text[done:start], replacement)
            if len(replacement) == end - start:
                new_starts += starts[done:end]
                new_ends += ends[done:end]
            else:
                new_starts += starts[done:start]
                new_ends += ends[done:start]
                new_starts += [starts[start]] * len(replacement)
                new_ends += [ends[end - 1]] * len(replacement)
            done = end
        if starts is None or ends is None or not parts:
            return
        parts.append(text[done:])
        self.text = "".join(parts)
        self.starts = new_starts + starts[done:]
        self.ends = new_ends + ends[done:]


def read(text: str) -> ReadingText:
    """Make the reading text of `text`.

    >>> reading = read("Z A P I S N I K\\nsa sjednice Udru\\u00adženja ''Izvor''")
    >>> reading.text
    'ZAPISNIK\\nsa sjednice Udruženja „Izvor“'
    >>> reading.to_source(0, 8)
    (0, 15)
    """
    draft = _Draft(text)
    draft.apply(_character_edits(draft.text))
    script = scripts.detect(draft.text)
    draft.apply(scripts.latin_edits(draft.text))
    draft.apply(_spaced_letter_edits(draft.text))
    draft.apply(scripts.digraph_case_edits(draft.text))
    draft.apply(wrapping.line_edits(draft.text))
    draft.apply(_quote_edits(draft.text))
    return ReadingText(draft.text, script, len(text), draft.starts, draft.ends)


# --- characters

_NEWLINES = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    "ǆ": "dž", "ǅ": "Dž", "Ǆ": "DŽ", "ǉ": "lj", "ǈ": "Lj", "Ǉ": "LJ", "ǌ": "nj", "ǋ": "Nj", "Ǌ": "NJ",
    "ð": "đ", "Ð": "Đ", "Ɖ": "Đ",  # Icelandic and African letters that print like ours
}  # fmt: skip
_ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&quot;": '"', "&lt;": "<", "&gt;": ">"}
_COMBINING = "\u0300-\u036f"
_SPECIAL = re.compile(
    rf"(?P<break>(?:\u00ad|\u2010)(?=[ \t]*\r?\n))"  # a soft hyphen at the end of a line is a hyphen
    rf"|(?P<newline>\r\n|[{_NEWLINES}]|<br\s?/?>)"
    rf"|(?P<blank>[{_BLANKS}])"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
    rf"|(?P<ligature>[{''.join(_LIGATURES)}])"
    rf"|(?P<hyphen>[\u2010\u2011¬](?=\w|\n))"
    rf"|(?P<composed>[^\s{_COMBINING}][{_COMBINING}]+)"
    rf"|(?P<entity>{'|'.join(_ENTITIES)})"
)
_SPECIAL_SIGN = re.compile(rf"[{_NEWLINES}{_BLANKS}{_INVISIBLE}{''.join(_LIGATURES)}{_COMBINING}\u2010\u2011¬<&]")


def _character_edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    if _SPECIAL_SIGN.search(text) is None:
        return edits
    for match in _SPECIAL.finditer(text):
        start, end = match.span()
        found = match.group()
        match match.lastgroup:
            case "break" | "hyphen":
                replacement = "-"
            case "newline":
                replacement = "\n"
            case "blank":
                replacement = " "
            case "invisible":
                replacement = ""
            case "ligature":
                replacement = _LIGATURES[found]
            case "entity":
                replacement = _ENTITIES[found]
            case _:
                replacement = unicodedata.normalize("NFC", found)
                if replacement == found:
                    continue
        edits.append((start, end, replacement))
    return edits


# --- spaced letters

_LETTER = "(?:LJ|NJ|DŽ|Lj|Nj|Dž|lj|nj|dž|[A-ZČĆĐŠŽa-zčćđšž])"
_SPACED = re.compile(rf"(?<![\w.\-]){_LETTER}(?:[ \t]+{_LETTER}(?!\w)){{2,}}")
_SPACED_LETTER = re.compile(_LETTER)
_LONE_REACH = 60  # characters beside a spaced word in which its line must start and end
_LONGEST_SPACED = 100  # letters that are parted into known words
_COLUMN_GAP = 8  # a gap as wide as this parts columns, not words
_SPACED_AD = re.compile(r"^([ \t]*)A[ \t]+([dD])(?=[ \t]*[./\-]*[ \t]*(?:\d|[IVX]+\b))", re.MULTILINE)


def _spaced_letter_edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for match in _SPACED_AD.finditer(text):
        edits.append((match.end(1) + 1, match.start(2), ""))
    for match in _SPACED.finditer(text):
        edits += _close_up(text, match.start(), match.end())
    edits.sort()
    return edits


def _close_up(text: str, start: int, end: int) -> list[Edit]:
    """Take the gaps between spaced letters away, all but those between words."""
    letters = list(_SPACED_LETTER.finditer(text, start, end))
    joined = "".join(letter.group() for letter in letters)
    if len(letters) < (4 if joined.isupper() else 6) and not _is_spaced_word_alone(text, start, end, joined):
        return []
    if len(set(joined)) == 1:
        return []  # `u u u`: a word said again and again
    gaps = [(left.end(), right.start()) for left, right in itertools.pairwise(letters)]
    word_ends = _word_ends([letter.group() for letter in letters], [right - left for left, right in gaps])
    edits: list[Edit] = []
    for number, (left, right) in enumerate(gaps):
        if number in word_ends:
            if right - left < _COLUMN_GAP:
                edits.append((left, right, " "))
        else:
            edits.append((left, right, ""))
    return edits


def _is_spaced_word_alone(text: str, start: int, end: int, joined: str) -> bool:
    """Whether a few single letters are a known word that fills its line (`R E D :`)."""
    before = text[max(0, start - _LONE_REACH) : start].rpartition("\n")
    after = text[end : end + _LONE_REACH].partition("\n")
    starts_line, ends_line = bool(before[1]) or start <= _LONE_REACH, bool(after[1]) or end + _LONE_REACH >= len(text)
    alone = starts_line and ends_line and not (before[2] + after[0]).strip(" \t:.")
    return alone and fold(joined) in cues().spaced_words


def _word_ends(letters: list[str], gaps: list[int]) -> set[int]:
    """The gaps (by number) at which a word ends: known words decide, then the wider gaps."""
    by_width: set[int] = set()
    smallest, widest = min(gaps), max(gaps)
    if widest > smallest:
        threshold = max(smallest + 1, 0.6 * widest)
        by_width = {number for number, gap in enumerate(gaps) if gap >= threshold}
    words = _split_known([fold(letter) for letter in letters])
    if words is not None and (not by_width or len(words) <= len(by_width)):
        return words
    return by_width


def _split_known(letters: list[str]) -> set[int] | None:
    """Part letters into words of the table, as few as possible; None where that cannot be done."""
    if len(letters) > _LONGEST_SPACED:
        return None
    known = cues().spaced_words
    longest = max(map(len, known))
    best: list[set[int] | None] = [set()]
    for end in range(1, len(letters) + 1):
        found: set[int] | None = None
        word = ""
        for begin in range(end - 1, max(-1, end - 1 - longest), -1):
            word = letters[begin] + word
            before = best[begin]
            if before is not None and word in known:
                ends = before | {begin - 1} if begin else before
                if found is None or len(ends) < len(found):
                    found = ends
        best.append(found)
    return best[-1]


# --- quotation marks

_QUOTE = re.compile(r"[\"„“”‟«»＂″〝〞]")
_TYPED_QUOTE = re.compile(r"[\"„“”‟«»＂″〝〞]|['’‘‚`´ʹ′]{2}(?!['’‘`´])|,,(?=\w)|<<(?=\w)|(?<=\w)>>")
_TYPED = re.compile(r"['’‘‚`´ʹ′]{2}|,,|<<|>>")
_OPENS_AFTER = frozenset(" \t\n([{/|-–—:>„")
_CLOSES_BEFORE = frozenset(" \t\n)]}/|.,;:!?-–—“")


def _quote_edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    line_end = -1
    is_open = False
    for match in (_TYPED_QUOTE if _TYPED.search(text) else _QUOTE).finditer(text):
        start, end = match.span()
        if start > line_end:
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            is_open = False
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        can_open = before in _OPENS_AFTER and after not in " \t\n"
        can_close = after in _CLOSES_BEFORE and before not in " \t\n"
        opens = can_open if can_open != can_close else not is_open
        is_open = opens
        sign = "„" if opens else "“"
        if match.group() != sign:
            edits.append((start, end, sign))
    return edits
