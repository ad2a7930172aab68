"""What a date is to the document: when the meeting was, when an event will be, by when something is due, when the document was published.

The words that tell are in `role_cues.tsv`. Sentence and clause decide which of them governs a date: fewest clauses in between,
then the shortest way.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.extraction.dates.grammar import Expression
from pipeline.extraction.dates.lexicon import CLASSES, PACKAGE, introductions
from pipeline.extraction.dates.tokens import Tokens
from pipeline.language.folding import fold
from pipeline.resources import read_table

Role = Literal["meeting", "event", "deadline", "published", "mention"]
Direction = Literal["past", "future"]

_GAP = r"(?:[^\W_]+[ ,]+){0,6}?"
_PRIORITY = ("upcoming", "announced", "held", "future", "past")


@dataclass(frozen=True, slots=True)
class Cue:
    means: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """The role that the words around a date suggest, and whether it lies before or after the time of writing."""

    role: Role
    direction: Direction | None


def cue_pattern(cue: str) -> str:
    """Regular expression over folded text for a cue in the notation of `role_cues.tsv`."""
    pattern = re.sub(r" \[([^\]]+)\]", r"( (\1))?", fold(cue))
    pattern = pattern.replace("(", "(?:").replace("*", r"[^\W\d_]*").replace(" … ", f" {_GAP}")
    return rf"\b{pattern}\b"


@lru_cache(maxsize=None)
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_meaning: dict[str, list[str]] = {}
    for row in read_table(PACKAGE, "role_cues.tsv", ("cue", "means")):
        by_meaning.setdefault(row["means"], []).append(cue_pattern(row["cue"]))
    return tuple((means, re.compile("|".join(patterns))) for means, patterns in by_meaning.items())


@lru_cache(maxsize=None)
def _gatherings() -> re.Pattern[str]:
    return re.compile("|".join(cue_pattern(row["noun"]) for row in read_table(PACKAGE, "gatherings.tsv", ("noun",))))


_AUXILIARY = r"(?:je|su|smo|sam|ste|bio|bila|bilo|bili|bile)"
_PARTICIPLE = r"[^\W\d_]{2,}(?:ao|eo|io|uo|la|lo|li|le|an|ana|ano|ani|ane|en|ena|eno|eni|ene|ut|uta|uto|uti)"
_PAST = re.compile(rf"\b{_AUXILIARY} (?:[^\W_]+,? ){{0,6}}?(?:{_PARTICIPLE})\b|\b{_PARTICIPLE} (?:se )?{_AUXILIARY}\b")
_BOUNDARY_WORDS = frozenset(
    fold(word)
    for word in "a ali dok te da koji koja koje kojeg kojem kojoj koju kojim kojima kojih čiji čija kada kad gdje jer nego već no iako ukoliko ako što".split()
)
_ABBREVIATIONS = frozenset(fold(word) for word in "dr mr prof doc sc br tel ul god g čl st tač tzv npr itd sl red akad inž dipl mag str op al tj o t gosp v d s r h č".split())


class Context:
    """Sentences, clauses and cues of a text; each sentence is read once, when a date in it asks."""

    def __init__(self, tokens: Tokens, expressions: list[Expression]) -> None:
        self.tokens = tokens
        self._inside = set()
        for expression in expressions:
            self._inside.update(range(expression.first, expression.last))
        self._sentences: dict[tuple[int, int], list[Cue]] = {}
        self._bounds: list[int] | None = None

    def sentence(self, expression: Expression) -> tuple[int, int]:
        """The tokens `[first, last)` of the sentence around the expression."""
        bounds = self._sentence_bounds()
        place = bisect_right(bounds, expression.first) - 1
        return bounds[place], bounds[place + 1]

    def _sentence_bounds(self) -> list[int]:
        if self._bounds is None:
            tokens = self.tokens
            bounds = [0]
            newline, dot = CLASSES["NEWLINE"], CLASSES["DOT"]
            for index, name in enumerate(tokens.classes):
                if name == newline:
                    bounds.append(index + 1)
                elif (name == dot and self._stops(index)) or (name == CLASSES["MARK"] and tokens.words[index] in "!?"):
                    bounds.append(index + 1)
            if bounds[-1] < len(tokens.words):
                bounds.append(len(tokens.words))
            self._bounds = bounds
        return self._bounds

    def _stops(self, index: int) -> bool:
        tokens = self.tokens
        following = index + 1
        while following < len(tokens.words) and tokens.words[following] in "„“\"()":
            following += 1
        if following >= len(tokens.words) or not (tokens.capital(following) or tokens.words[following].isdigit()):
            return False
        if index == 0:
            return True
        before = tokens.words[index - 1]
        if before.isdigit():
            ends_expression = index in self._inside and following not in self._inside
            return ends_expression and tokens.capital(following) and len(before) == 4
        if tokens.classes[index - 1] == CLASSES["ROMAN"] or before in _ABBREVIATIONS:
            return before in ("god", "g", "h") and tokens.capital(following) and following not in self._inside
        return len(before) > 1

    def cues(self, sentence: tuple[int, int]) -> list[Cue]:
        """The cues of a sentence in order."""
        found = self._sentences.get(sentence)
        if found is None:
            tokens = self.tokens
            start, end = tokens.starts[sentence[0]], tokens.ends[sentence[1] - 1]
            found = [
                Cue(means, match.start(), match.end())
                for means, pattern in (*_cues(), ("past", _PAST), ("gathering", _gatherings()))
                for match in pattern.finditer(tokens.folded, start, end)
            ]
            found.sort(key=lambda cue: (cue.start, cue.end, cue.means))
            self._sentences[sentence] = found
        return found

    def boundaries(self, start: int, end: int) -> int:
        """How many clause boundaries lie between two places in the text; a comma counts one, a conjunction that opens a clause two."""
        tokens = self.tokens
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        count = 0
        for index in range(first, last):
            if index in self._inside:
                continue
            word = tokens.words[index]
            if word in _BOUNDARY_WORDS:
                count += 2
            elif word in ",;:–":
                count += 1
            elif word == "/" and index + 1 < last and tokens.words[index + 1] == "/":
                count += 2
        return count


def judge(expression: Expression, context: Context) -> Judgement:
    """Role and direction of a date by the sentence it stands in."""
    tokens = context.tokens
    sentence = context.sentence(expression)
    start, end = tokens.starts[expression.first], tokens.ends[expression.last - 1]
    cues = [cue for cue in context.cues(sentence) if cue.end <= start or cue.start >= end]
    distances = {id(cue): _distance(cue, start, end, context) for cue in cues}

    def nearest(*meanings: str) -> Cue | None:
        chosen = [cue for cue in cues if cue.means in meanings]
        return min(chosen, key=lambda cue: (*distances[id(cue)], _PRIORITY.index(cue.means) if cue.means in _PRIORITY else 9), default=None)

    governing = nearest(*_PRIORITY)
    direction: Direction | None = None
    if governing:
        direction = "past" if governing.means in ("held", "past") else "future"
        held = nearest("held")
        if governing.means == "announced" and held and distances[id(held)][0] == 0 and not nearest("upcoming"):
            governing, direction = held, "past"
        if governing.means == "past":
            # `zakazana je`, `bit će održan`: a participle within another cue is no past tense
            over = [cue for cue in cues if cue.means in ("upcoming", "announced", "future") and cue.start < governing.end and governing.start < cue.end]
            if over:
                governing, direction = over[0], "future"
    if _is_due(expression, context, cues, distances):
        return Judgement("deadline", "future")
    role: Role = "mention"
    unit = expression.point.unit if expression.relative is None else "day"
    if governing and unit not in ("year", "part") or governing and governing.means == "upcoming" and _near(distances, governing):
        if governing.means == "held" and unit != "year":
            before = any(cue.means in ("earlier", "reported") and cue.start < start for cue in cues)
            role = "mention" if before or context_is_adoption(tokens, sentence, start) else "meeting"
        elif governing.means == "upcoming":
            role = "event"
        elif governing.means == "announced":
            role = "event" if any(cue.means == "gathering" for cue in cues) else "mention"
        elif governing.means == "future" and any(cue.means == "gathering" and distances[id(cue)][0] == 0 for cue in cues):
            role = "event"
    if role == "event" and _before(tokens, expression) == "povodom":
        role = "mention"
    return Judgement(role, direction)


def _near(distances: dict[int, tuple[int, int]], cue: Cue) -> bool:
    return distances[id(cue)][0] == 0


def _distance(cue: Cue, start: int, end: int, context: Context) -> tuple[int, int]:
    if cue.end <= start:
        return context.boundaries(cue.end, start), start - cue.end
    return context.boundaries(end, cue.start), cue.start - end


def context_is_adoption(tokens: Tokens, sentence: tuple[int, int], start: int) -> bool:
    """`Zapisnik sa 33. sjednice, održane 25.01.2024., usvojen je`: the date of an earlier session."""
    words = tokens.words[sentence[0] : sentence[1]]
    if not any(word.startswith("zapisnik") for word in words):
        return False
    return any(word.startswith(("usvaja", "usvoj", "verifik", "primjed", "primed", "primjedb", "razmatra", "prihva", "realiz")) for word in words)


def _before(tokens: Tokens, expression: Expression) -> str:
    return tokens.words[expression.first - 1] if expression.first else ""


def _is_due(expression: Expression, context: Context, cues: list[Cue], distances: dict[int, tuple[int, int]]) -> bool:
    """`do 15. aprila`, `do kraja juna`, `najkasnije do petka 12. marta`, where something is to be done."""
    tokens = context.tokens
    if expression.until and expression.rule.endswith("range"):
        return False
    index = expression.first - 1
    while index >= 0 and (
        tokens.classes[index] in CLASSES["WEEKDAY"] + CLASSES["DAYUNIT"] + CLASSES["COMMA"] or "part" in introductions().get(tokens.words[index], ())
    ):
        index -= 1
    if index < 0:
        return False
    if tokens.classes[index] != CLASSES["TO"]:
        until = tokens.words[index] in ("sa", "s") and index > 0 and tokens.words[index - 1] == "zakljucno"
        if not until:
            return False
    own = [cue for cue in cues if distances[id(cue)][0] == 0]
    if any(cue.means == "lasting" for cue in own):
        return False
    if expression.point.unit == "year" and expression.relative is None:
        return any(cue.means == "task" for cue in own)
    past = [cue for cue in own if cue.means in ("past", "held")]
    return not past or any(cue.means in ("task", "upcoming", "announced") for cue in own)
