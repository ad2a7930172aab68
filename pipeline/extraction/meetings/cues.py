"""Cues from word tables, found fast: only where the word that anchors a cue stands in a sentence is its pattern tried."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extraction.meetings.sentences import Reading, Sentence
from pipeline.language.folding import fold
from pipeline.language.morphology import cue_pattern, verb_forms

_ELEMENT = re.compile(r"<[^>]+>|[^\W\d_]+")
_GROUP = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_LEMMA = re.compile(r"<([^:>]+)")
_CACHE = 4096  # words, of each table


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found in the text."""

    row: Mapping[str, str]
    start: int
    end: int


class CueTable:
    """Cues in the notation of `cue_pattern`.

    Args:
        rows: of a word table.
        key: the column that holds the cue.
    """

    def __init__(self, rows: Sequence[Mapping[str, str]], key: str = "cue") -> None:
        self.rows = rows
        self._cues = [row[key] for row in rows]
        # a pattern is made when it is first tried: of some thousand cues a text needs a few dozen
        self._patterns: list[re.Pattern[str] | None] = [None] * len(rows)
        self._anchors: list[str | re.Pattern[str]] = []
        self._by_prefix: dict[str, list[int]] = {}
        for number, cue in enumerate(self._cues):
            anchor, prefixes = _anchor(cue)
            self._anchors.append(anchor)
            for prefix in prefixes:
                self._by_prefix.setdefault(prefix, []).append(number)
        self._cues_of = lru_cache(maxsize=_CACHE)(self._find_cues_of)

    def _find_cues_of(self, word: str) -> tuple[int, ...]:
        return tuple(number for number in self._by_prefix.get(word[:2], ()) if self._anchor_of(number).fullmatch(word))

    def _anchor_of(self, number: int) -> re.Pattern[str]:
        anchor = self._anchors[number]
        if isinstance(anchor, str):
            anchor = self._anchors[number] = re.compile(cue_pattern(anchor))
        return anchor

    def _pattern_of(self, number: int) -> re.Pattern[str]:
        pattern = self._patterns[number]
        if pattern is None:
            pattern = self._patterns[number] = re.compile(cue_pattern(self._cues[number]))
        return pattern

    def check(self) -> None:
        """Make all patterns.

        Raises:
            CueError: if a cue is not written as it must be.
        """
        for number in range(len(self.rows)):
            self._anchor_of(number)
            self._pattern_of(number)

    def find(self, reading: Reading, sentence: Sentence) -> list[Match]:
        """The cues of a sentence in order of their start, the longer of two that start alike first."""
        return self.find_in(reading, sentence.first, sentence.last)

    def find_in(self, reading: Reading, first: int, last: int) -> list[Match]:
        """The same for the words `[first, last)`."""
        numbers: set[int] = set()
        for cues in map(self._cues_of, reading.words[first:last]):
            if cues:
                numbers.update(cues)
        if not numbers:
            return []
        start, end = reading.starts[first], reading.ends[last - 1]
        found = [
            Match(self.rows[number], match.start(), match.end())
            for number in sorted(numbers)
            for match in self._pattern_of(number).finditer(reading.folded, start, end)
        ]
        found.sort(key=lambda match: (match.start, -match.end))
        return found


def _anchor(cue: str) -> tuple[str, list[str]]:
    """The element of a cue that must stand in the text, and the two letters with which its forms begin."""
    bare = _GROUP.sub(" ", cue)
    elements = [match.group() for match in _ELEMENT.finditer(bare)]
    lemmas = [element for element in elements if element.startswith("<")]
    if lemmas or elements:
        best = lemmas[0] if lemmas else max(elements, key=len)
        return best, _prefixes(best)
    group = next(match.group() for match in _GROUP.finditer(cue) if match.group().startswith("("))
    options = [option.strip() for option in group[1:-1].split("|")]
    firsts = [next(iter(_ELEMENT.finditer(option))).group() for option in options]
    prefixes: list[str] = []
    for word in firsts:
        prefixes += [prefix for prefix in _prefixes(word) if prefix not in prefixes]
    return f"({'|'.join(firsts)})", prefixes


def _prefixes(element: str) -> list[str]:
    """The two letters with which a word or the forms of a verb begin (`slati`, `šalje`)."""
    lemma = _LEMMA.match(element)
    word = lemma[1] if lemma else element
    forms = [word]
    if lemma and word.endswith(("ti", "ći")) and len(word) > 3:
        forms += [form for kind in verb_forms(word).values() for form in kind]
    return sorted({fold(form)[:2] for form in forms})
