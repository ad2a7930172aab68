"""What a date is to the document: when the meeting was, when an event will be, by when something is due, when it was published.

The words that tell are in `role_cues.tsv`. Sentence and clause decide which of them governs a date: fewest clauses in between,
then the shortest way.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Literal

from pipeline.extraction.dates.expressions import Expression
from pipeline.extraction.dates.lexicon import CLASSES, PACKAGE, beginnings, introductions, words_of
from pipeline.extraction.dates.moves import moved_from, moved_to
from pipeline.extraction.dates.tokens import Tokens
from pipeline.extraction.findings import DateRole
from pipeline.language.folding import fold
from pipeline.language.morphology import is_nominal
from pipeline.resources import read_table

Direction = Literal["past", "future"]

_WORD = CLASSES["WORD"]
_GAP = r"(?:[^\W_]+[ ,]+){0,6}?"
_TENSES = ("upcoming", "announced", "agreed", "held", "future", "past")
_PAST_TENSES = ("held", "past")
_LONGEST_SENTENCE = 250  # tokens; beyond, nothing governs a date any more
_FARTHEST = 2  # clause boundaries that a cue may lie away from the date of an event


@dataclass(frozen=True, slots=True)
class Cue:
    means: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """The role that the words around a date suggest, and whether it lies before or after the time of writing."""

    role: DateRole
    direction: Direction | None
    sure: bool = True  # the tense is that of the date's own clause
    gathering: bool = False  # its clause names a gathering
    background: bool = False  # it is told as something older


def cue_pattern(cue: str) -> str:
    """Regular expression over folded text for a cue in the notation of `role_cues.tsv`."""
    pattern = re.sub(r" \[([^\]]+)\]", r"( (\1))?", fold(cue))
    pattern = pattern.replace("(", "(?:").replace("*", r"[^\W\d_]*").replace(" … ", f" {_GAP}")
    return rf"\b{pattern}\b"


def _next_words() -> list[str]:
    rows = read_table(PACKAGE, "relative.tsv", ("word", "kind", "value", "stem", "declension"))
    return [row["stem"] for row in rows if row["kind"] == "next"]


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_meaning: dict[str, list[str]] = {}
    for row in read_table(PACKAGE, "role_cues.tsv", ("cue", "means")):
        by_meaning.setdefault(row["means"], []).append(cue_pattern(row["cue"]))
    # of two cues that begin alike the longer one
    following = "|".join(re.escape(fold(word)) for word in _next_words())
    nouns = gatherings().pattern
    by_meaning["upcoming"].append(rf"\b(?:{following})[^\W\d_]* (?:[^\W\d_]+ )?(?:{nouns})")  # naredna redovna sjednica
    return tuple((means, re.compile("|".join(sorted(patterns, key=len, reverse=True)))) for means, patterns in by_meaning.items())


@cache
def gatherings() -> re.Pattern[str]:
    return re.compile("|".join(cue_pattern(row["noun"]) for row in read_table(PACKAGE, "gatherings.tsv", ("noun",))))


_PARTICIPLE = re.compile(r"[^\W\d_]{2,}(?:[aeiu]o|l[aoie]|(?:an|en|ut)[aoie]?|[šs]t[aoie])")
_REFLEXIVE_PAST = re.compile(r"[^\W\d_]{3,}(?:[aeiu]o|l[ao])")
_LIKE_NOUNS = ("ela", "elo", "ele", "ala", "ale", "ola", "ole")
_CLAUSE = 9  # tokens between auxiliary and participle


@lru_cache(maxsize=8192)
def _is_participle(word: str) -> bool:
    """Whether a folded word is a participle by its ending; `dijela`, `odjela` only look like one."""
    return _PARTICIPLE.fullmatch(word) is not None and not (word.endswith(_LIKE_NOUNS) and is_nominal(word, "noun"))


class Context:
    """Sentences, clauses and cues of a text; each sentence is read once, when a date in it asks."""

    def __init__(self, tokens: Tokens, expressions: list[Expression]) -> None:
        self.tokens = tokens
        self._inside: set[int] = set()
        for expression in expressions:
            self._inside.update(range(expression.first, expression.last))
        self._sentences: dict[tuple[int, int], list[Cue]] = {}
        self._bounds: list[int] | None = None
        self._counts: list[int] | None = None
        self._openers = words_of("clause")

    def sentence(self, expression: Expression) -> tuple[int, int]:
        """The tokens `[first, last)` of the sentence around the expression."""
        bounds = self._sentence_bounds()
        place = bisect_right(bounds, expression.first) - 1
        return bounds[place], bounds[place + 1]

    def _sentence_bounds(self) -> list[int]:
        if self._bounds is None:
            tokens = self.tokens
            bounds = [0]
            newline, dot, mark = CLASSES["NEWLINE"], CLASSES["DOT"], CLASSES["MARK"]
            for index, name in enumerate(tokens.classes):
                stops = name == newline or (name == dot and self._stops(index)) or (name == mark and tokens.words[index] in "!?")
                if stops or index - bounds[-1] >= _LONGEST_SENTENCE:
                    bounds.append(index + 1)
            if bounds[-1] < len(tokens.words):
                bounds.append(len(tokens.words))
            self._bounds = bounds
        return self._bounds

    def _stops(self, index: int) -> bool:
        tokens = self.tokens
        following = index + 1
        while following < len(tokens.words) and tokens.words[following] in '„“"()':
            following += 1
        if following >= len(tokens.words) or not (tokens.capital(following) or tokens.words[following].isdigit()):
            return False
        if index == 0:
            return True
        before = tokens.words[index - 1]
        if before.isdigit():
            ends_expression = index in self._inside and following not in self._inside
            return ends_expression and tokens.capital(following) and len(before) == 4
        if tokens.classes[index - 1] == CLASSES["ROMAN"] or before in words_of("abbreviation"):
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
                for means, pattern in (*_cues(), ("gathering", gatherings()))
                for match in pattern.finditer(tokens.folded, start, end)
            ]
            found += self._past(sentence)
            found = [cue for cue in found if not _overruled(cue, found)]
            found.sort(key=lambda cue: (cue.start, cue.end, cue.means))
            self._sentences[sentence] = found
        return found

    def _past(self, sentence: tuple[int, int]) -> Iterator[Cue]:
        """Participles with an auxiliary in their clause: `je 12. maja potpisan`, `podsjetila je`."""
        tokens = self.tokens
        words = tokens.words
        for index in range(*sentence):  # `okupilo se u petak`: a reflexive verb drops its `je`
            if words[index] == "se" and not {"ce", "bi", "da"} & set(words[max(sentence[0], index - _CLAUSE) : index]):
                beside = [at for at in (index - 1, index + 1) if sentence[0] <= at < sentence[1]]
                told = [at for at in beside if tokens.classes[at] == _WORD and _REFLEXIVE_PAST.fullmatch(words[at])]
                yield from (Cue("past", tokens.starts[at], tokens.ends[at]) for at in told if _is_participle(words[at]))
        auxiliaries = [index for index in range(*sentence) if words[index] in words_of("auxiliary")]
        for auxiliary in auxiliaries:
            for step in (-1, 1):
                index = auxiliary + step
                passed = 0  # a date between them counts as nothing
                while sentence[0] <= index < sentence[1] and passed < (_CLAUSE if step > 0 else 2):
                    word = words[index]
                    if word in self._openers:
                        break
                    attribute = step < 0 and auxiliary - index > 1 and not word.endswith(("o", "la", "li", "le"))
                    if attribute:
                        break  # `svečana sjednica je 12. juna`
                    if tokens.classes[index] == _WORD and _is_participle(word) and (step < 0 or not tokens.capital(index)):
                        yield Cue("past", tokens.starts[index], tokens.ends[index])
                        break
                    passed += index not in self._inside
                    index += step

    def subordinate(self, start: int, end: int) -> bool:
        """Whether a clause opens with `da` between two places: what was agreed is told in the past, what is to be done is not."""
        tokens = self.tokens
        return "da" in tokens.words[bisect_left(tokens.starts, start) : bisect_left(tokens.starts, end)]

    def boundaries(self, start: int, end: int) -> int:
        """How many clause boundaries lie between two places in the text; a comma counts one, a conjunction two."""
        if self._counts is None:
            self._counts = list(accumulate(map(self._boundary, range(len(self.tokens.words))), initial=0))
        starts = self.tokens.starts
        return self._counts[bisect_left(starts, end)] - self._counts[bisect_left(starts, start)]

    def _boundary(self, index: int) -> int:
        words = self.tokens.words
        if index in self._inside:
            return 0
        if words[index] in self._openers:
            return 2
        if words[index] in ",;:–":
            return 1
        return 2 if words[index : index + 2] == ["/", "/"] else 0


_LEADS = ("relative-day", "relative-day-adjective", "relative-week", "weekday")  # `na današnjoj sjednici usvojen je`


_STRONGER = {
    "held": ("upcoming",),
    "upcoming": ("cancelled",),
    "past": ("upcoming", "announced", "agreed", "held", "cancelled"),
    "future": ("upcoming",),
}


def _overruled(cue: Cue, others: list[Cue]) -> bool:
    """`zakazana je` and `bit će održan` hold a participle that is no past tense; `održan je` is a better cue than its tense."""
    stronger = _STRONGER.get(cue.means, ())
    return any(other.means in stronger and other.start < cue.end and cue.start < other.end for other in others)


def judge(expression: Expression, context: Context) -> Judgement:
    """DateRole and direction of a date by the sentence it stands in."""
    tokens = context.tokens
    sentence = context.sentence(expression)
    start, end = tokens.starts[expression.first], tokens.ends[expression.last - 1]
    cues = [(cue, *_distance(cue, start, end, context)) for cue in context.cues(sentence)]
    near = {cue.means for cue, boundaries, _ in cues if boundaries == 0}
    tenses = [
        item
        for item in cues
        if item[0].means in _TENSES
        and not (item[0].means in _PAST_TENSES and item[0].end <= start and context.subordinate(item[0].end, start))
    ]
    means, boundaries = "", 0
    if tenses:
        cue, boundaries, _ = min(tenses, key=lambda item: (*item[1:], _TENSES.index(item[0].means)))
        means = cue.means
        held_then = any(item.means == "held" and far == 0 and item.start > cue.start for item, far, _ in cues)
        if means == "announced" and held_then and "upcoming" not in near:
            means = "held"  # sazvana za 26. januar i održana
    if means == "agreed" and cue.start >= end and not _preceded(tokens, expression, ("za",)):
        means = "past"  # u ponedjeljak, 23. jula, dogovoreno je
    direction: Direction | None = "past" if means in _PAST_TENSES else "future" if means else None
    if expression.rule == "season" and _preceded(tokens, expression, ("za", "na"), directly=True):
        direction = "future"  # `ostavljeno je za jesen`, `na ljeto`
    if _preceded(tokens, expression, ("jos",)):
        return Judgement("mention", "past", background=True)
    if moved_from(tokens, expression.first, sentence[0]):
        return Judgement("mention", direction, background=True)  # pomjeren je sa 25. maja na 1. juni
    background = adopts_minutes(tokens, sentence) or any(
        item.means in ("earlier", "reported") and item.start < start for item, *_ in cues
    )
    past_aside = any(item.means in _PAST_TENSES and far == 1 for item, far, _ in cues)
    if _is_due(expression, context, sentence, near, past_aside):
        return Judgement("deadline", "future", boundaries == 0)
    role: DateRole = "mention"
    unit = expression.point.unit
    if expression.relative is not None:
        unit = "part" if expression.relative.unit == "season" else "day"
    if unit in ("year", "part") and boundaries:
        pass
    elif means == "held" and unit not in ("year", "part"):
        role = "mention" if background else "meeting"
    elif means == "past" and expression.rule in _LEADS and any(cue.means == "gathering" and far <= 1 for cue, far, _ in cues):
        role = "meeting"
    elif (
        (means == "upcoming" and (boundaries <= _FARTHEST or "gathering" in near))
        or (means == "announced" and any(cue.means == "gathering" for cue, *_ in cues))
        or (means in ("future", "agreed") and "gathering" in near and unit not in ("year", "part"))
    ):
        role = "event"
    elif (
        not means
        and unit not in ("year", "part")
        and "gathering" in near
        and (
            _preceded(tokens, expression, ("je", "su"), directly=True)
            or (expression.rule == "relative-day" and tokens.words[expression.last : expression.last + 1] in (["je"], ["su"]))
        )
    ):
        role, direction = "event", "future"  # `svečana sjednica je 12. juna`, `večeras je koncert`
    if means == "announced" and _called_off_after(tokens, cue, cues, end):
        return Judgement("mention", direction, background=True)  # predviđen za 5. maj u Jajcu, nije održan
    off = any(
        item.means == "cancelled" and (item.start >= end or role == "meeting" or not means) and far == 0 for item, far, _ in cues
    )
    if off and not moved_to(tokens, expression.first, sentence[0]):
        return Judgement("mention", direction, background=True)  # zakazana za 25. maj, odgođena je; nije održan
    if role == "meeting" and expression.until is None and _preceded(tokens, expression, ("od",), directly=True):
        role = "mention"  # od juna je primila 40 pacijenata
    if role == "meeting" and expression.until and _preceded(tokens, expression, ("traje", "traju"), directly=True):
        role = "mention"  # u okviru uvida, koji traje od 15. juna do 15. jula, održana je rasprava
    if role == "event" and expression.first and tokens.words[expression.first - 1] == "povodom":
        role = "mention"
    return Judgement(role, direction, boundaries == 0, "gathering" in near, background)


def _called_off_after(tokens: Tokens, announced: Cue, cues: list[tuple[Cue, int, int]], end: int) -> bool:
    """Whether the announcement stands between commas, and the main verb after them says that nothing came of it."""
    first = bisect_left(tokens.starts, announced.start)
    opened = [index for index in range(max(0, first - 4), first) if tokens.words[index] == ","]
    return bool(opened) and any(item.means == "cancelled" and item.start >= end and far == 1 for item, far, _ in cues)


def _distance(cue: Cue, start: int, end: int, context: Context) -> tuple[int, int]:
    """Clause boundaries and characters between cue and date; a cue that encloses the date (`je 12. maja potpisan`) is nearest."""
    if cue.start < end and start < cue.end:
        return 0, 0
    if cue.end <= start:
        return context.boundaries(cue.end, start), start - cue.end
    return context.boundaries(end, cue.start), cue.start - end


def _preceded(tokens: Tokens, expression: Expression, words: tuple[str, ...], *, directly: bool = False) -> bool:
    """Whether one of the words stands before the date, a preposition between them or not."""
    before = tokens.words[max(0, expression.first - 2) : expression.first]
    return bool(before) and (before[-1] in words or (not directly and before[0] in words and before[-1] in _PREPOSITIONS))


_PREPOSITIONS = frozenset(("u", "od", "iz", "za", "na", "dana"))


def adopts_minutes(tokens: Tokens, sentence: tuple[int, int]) -> bool:
    """`Zapisnik sa 33. sjednice, održane 25.01.2024., usvojen je`: the date of an earlier session."""
    words = tokens.words[sentence[0] : sentence[1]]
    return any(word.startswith("zapisnik") for word in words) and any(word.startswith(beginnings("adoption")) for word in words)


_ASIDE = CLASSES["WEEKDAY"] + CLASSES["DAYUNIT"] + CLASSES["COMMA"]


def _is_due(expression: Expression, context: Context, sentence: tuple[int, int], near: set[str], past_aside: bool) -> bool:
    """`do 15. aprila`, `do kraja juna`, `najkasnije do petka 12. marta`, where something is to be done."""
    tokens = context.tokens
    if expression.until and expression.rule.endswith("range"):
        return False
    index = expression.first - 1
    while index >= 0 and (tokens.classes[index] in _ASIDE or "part" in introductions().get(tokens.words[index], ())):
        index -= 1
    if index < sentence[0]:
        return False
    word = tokens.words[index]
    if word in ("je", ":", "–", "-") and any(
        near_word in ("rok", "rokom") for near_word in tokens.words[max(sentence[0], index - 7) : index]
    ):
        return True
    if word in ("rok", "roku", "rokom"):
        return True
    inclusive = word in ("sa", "s") and index > 0 and tokens.words[index - 1] == "zakljucno"
    if not (tokens.classes[index] == CLASSES["TO"] or word == "najkasnije" or inclusive):
        return False
    if inclusive and past_aside:
        return False
    if "lasting" in near and "task" not in near:
        return False
    if expression.relative is None and expression.point.unit == "year":
        return "task" in near
    return near.isdisjoint(_PAST_TENSES) or not near.isdisjoint(("task", "upcoming", "announced", "agreed"))
