"""A document as the finders of gatherings and decisions read it: words, sentences and the blocks that these stand in."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from pipeline.extraction.findings import DateFinding
from pipeline.extraction.meetings.words import small_words
from pipeline.language.attributes import text_of
from pipeline.language.blocks import Block
from pipeline.language.folding import fold

_WORD = re.compile(r"\d+|[^\W\d_]+(?:[-’'][^\W_]+)*|[^\w\s]|_+")
_LONGEST = 160  # words
_KEY = "zapisnik.reading"
# where no sentence boundaries are set: a stop before a blank and a capital, unless an ordinal, an initial or an abbreviation
# stands before it
_STOP = re.compile(r"([^\W\d_]+|\d+|[)“])[.!?…]+[“”\"»)]*\s+(?=[„“\"«(–-]?\s?[A-ZČĆĐŠŽ])")
_NO_STOP = small_words("pipeline.extraction.meetings", "no_stop")
_BARE = ("letterhead", "dateline", "signature", "furniture")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets in the text, its words `[first, last)` and the index of its block."""

    start: int
    end: int
    first: int
    last: int
    block: int


@dataclass(slots=True)
class Reading:
    """What every finder needs of a document, made once.

    Attributes:
        text: the text; `folded`: the same in lower case without diacritics.
        words: the words and marks, folded; `starts`, `ends`: their offsets.
        sentences: sentences of all blocks that hold language (title to table row), in order.
        dates: findings in order.
    """

    text: str
    folded: str
    blocks: Sequence[Block]
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[Sentence]
    dates: list[DateFinding]
    _date_starts: list[int] = field(default_factory=list)

    def word_at(self, offset: int) -> int:
        """Index of the first word that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index].end else None

    def sentences_of(self, block: int) -> list[Sentence]:
        """The sentences of a block."""
        first = bisect_left(self.sentences, block, key=lambda sentence: sentence.block)
        last = bisect_right(self.sentences, block, key=lambda sentence: sentence.block)
        return self.sentences[first:last]

    def dates_in(self, start: int, end: int) -> list[DateFinding]:
        """The dates that start in `[start, end)`."""
        first = bisect_left(self._date_starts, start)
        return self.dates[first : bisect_left(self._date_starts, end)]

    def capital(self, word: int) -> bool:
        return self.text[self.starts[word]].isupper()


def read(doc: Doc) -> Reading:
    """The reading of a document; made anew where the dates have changed."""
    dates = doc._.dates
    cached = doc.user_data.get(_KEY)
    if cached is not None and cached[0] is dates:
        reading: Reading = cached[1]
        return reading
    text, folded = text_of(doc), doc._.folded
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(folded):
        words.append(match.group())
        start, end = match.span()
        starts.append(start)
        ends.append(end)
    blocks = doc._.blocks or [Block("paragraph", start, end, start) for start, end in _lines(text)]
    bounds = _bounds(doc, text)
    sentences: list[Sentence] = []
    for index, block in enumerate(blocks):
        if block.kind in _BARE or block.content_start >= block.end:
            continue
        inner = bounds[bisect_right(bounds, block.content_start) : bisect_left(bounds, block.end)]
        edges = [block.content_start, *inner, block.end]
        for start, end in itertools.pairwise(edges):
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            while last - first > _LONGEST:  # no sentence but a flattened list; what looks at pairs of words stays linear
                sentences.append(Sentence(starts[first], ends[first + _LONGEST - 1], first, first + _LONGEST, index))
                first += _LONGEST
            if first < last:
                sentences.append(Sentence(starts[first], ends[last - 1], first, last, index))
    ordered = sorted(dates, key=lambda date: (date.evidence.start, date.evidence.end))
    reading = Reading(text, folded, blocks, words, starts, ends, sentences, ordered, [date.evidence.start for date in ordered])
    doc.user_data[_KEY] = (dates, reading)
    return reading


def _lines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\s][^\n]*", text)]


def _bounds(doc: Doc, text: str) -> list[int]:
    """Offsets at which sentences start."""
    if doc.has_annotation("SENT_START"):
        return [token.idx for token in doc if token.is_sent_start]
    return [
        match.end()
        for match in _STOP.finditer(text)
        if not match[1].isdigit() and fold(match[1]) not in _NO_STOP and not (len(match[1]) == 1 and match[1].isupper())
    ]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without blanks and separating marks at its edges; a closing mark stays with its partner."""
    while start < end and (text[start].isspace() or text[start] in ",;:–—-.•"):
        start += 1
    while end > start:
        char = text[end - 1]
        if (
            char.isspace()
            or char in ",;:–—-!"
            or (char == "." and not _abbreviated(text, start, end))
            or (char in ")“" and text.count({")": "(", "“": "„"}[char], start, end) < text.count(char, start, end))
        ):
            end -= 1
        else:
            break
    return start, end


_ABBREVIATION = re.compile(r"(?:\bd\.\s?[od]\.\s?[o.]*|\b(?:god|sl|tzv|itd|dr)\.)$")


def _abbreviated(text: str, start: int, end: int) -> bool:
    return _ABBREVIATION.search(fold(text[max(start, end - 12) : end])) is not None and not text[
        end - 4 : end
    ].lower().startswith("god")
