"""Where sentences start: classla's answer, with repairs where it is wrong for Bosnian.

classla breaks before a capital after `.`, `!`, `?`, `…` and after a longer word with a stop. It knows no ordinals (`31. Januara`,
`12. Sjednica`), few abbreviations, no closing quotation mark after the stop. Each place where a sentence may end is looked at
here; a rule answers yes or no, or leaves classla's answer. The end of a line always ends a sentence: one line of a reading text
is one block. Where nothing ends it for longer than any person writes, a sentence is cut, so that what reads it has bounded work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.language.abbreviations import abbreviations
from pipeline.language.folding import fold
from pipeline.language.tokens import ROMAN, Token
from pipeline.resources import read_table

_FINAL = ".!?…"
_CLOSERS = frozenset("“”\"»’')]}«")
_OPENERS = frozenset("„“\"»«‘’'([{–—-•*")
_BRACKETS = "([{"
_DASHES = ("–", "—", "-")
_INTRODUCTION = re.compile(r"[^\W_][\w./]*|,")
_LONGEST_INTRODUCTION = 8  # tokens of `U petak, 14. marta 2008. god.`
_LONGEST_MARKER = 4  # tokens of `– Tačka (3.`
_LONGEST_ORDINAL = 3  # digits
_LONGEST_QUOTATION = 1000  # characters
LONGEST_SENTENCE = 1000  # tokens; a list of a hundred participants with their offices has some 800
_CUT_EARLIER = 100  # tokens, to cut behind a mark
_PAUSES = (";", ",", ":", "|", *_DASHES)  # where an endless sentence is cut, the best first
_VOWELS = frozenset("aeiour")


@cache
def _words(use: str) -> frozenset[str]:
    rows = read_table("pipeline.language", "sentence_words.tsv", ("word", "uses"))
    return frozenset(fold(row["word"]) for row in rows if use in row["uses"].split())


def sentence_starts(text: str, tokens: Sequence[Token], classla: Set[int], lines: Set[int]) -> list[int]:
    """The tokens with which sentences start, by number.

    Args:
        text: the text.
        tokens: its tokens, in order, without white space.
        classla: where, in `text`, classla lets sentences start.
        lines: the tokens, by number, that a new line starts with.
    """
    return _Sentences(text, tokens, classla, lines).starts()


@dataclass(slots=True)
class _Place:
    """A place where a sentence may end.

    Attributes:
        final: the token that ends in a final mark.
        closed: the first token behind it that is no closing mark: the sentence to come starts here.
        head: the first token from there on that is no opening mark.
    """

    final: int
    closed: int
    head: int


@dataclass(slots=True)
class _Sentences:
    text: str
    tokens: Sequence[Token]
    classla: Set[int]
    lines: Set[int]
    start: int = 0  # the token that the sentence at hand starts with

    def starts(self) -> list[int]:
        text, tokens = self.text, self.tokens
        classla = self.classla
        is_start = [start in classla for start, _ in tokens]
        for number in self.lines:
            if number < len(tokens):
                is_start[number] = True
        finals = [number for number, (start, end) in enumerate(tokens) if text[end - 1] in _FINAL or text[start] in _FINAL]
        before = 0
        for final in finals:
            for number in range(final, before, -1):
                if is_start[number]:
                    self.start = number
                    break
            before = final
            place = self.place(final)
            if place is None:
                continue
            behind = range(final + 1, place.head + 1)
            answer = self.ends(place)
            if answer is None:
                answer = any(is_start[number] for number in behind)
            for number in behind:
                is_start[number] = number in self.lines
            if answer:
                is_start[place.closed] = True
        return list(self.bounded([number for number, starts in enumerate(is_start) if starts]))

    def bounded(self, starts: Sequence[int]) -> Iterator[int]:
        """The starts, and where sentences are cut that are longer than `LONGEST_SENTENCE`."""
        for start, end in pairwise([*starts, len(self.tokens)]):
            place = start
            yield place
            while end - place > LONGEST_SENTENCE:
                place = self.cut(place)
                yield place

    def cut(self, start: int) -> int:
        """Where an endless sentence is cut: behind a pause, if there is one, else after the last token that fits."""
        latest = start + LONGEST_SENTENCE
        for pause in _PAUSES:
            for number in range(latest, latest - _CUT_EARLIER, -1):
                if self.word(number - 1) == pause:
                    return number
        return latest

    def place(self, final: int) -> _Place | None:
        """The place behind `final`; None where nothing follows in the line."""
        text, tokens, lines = self.text, self.tokens, self.lines
        closed = final + 1
        while closed < len(tokens) and self.attached(closed) and text[tokens[closed][0]] in _CLOSERS and self.closes(closed):
            closed += 1
        head = closed
        while head < len(tokens) and head not in lines and text[tokens[head][0]] in _OPENERS and self.is_mark(head):
            head += 1
        if head >= len(tokens) or any(number in lines for number in range(final + 1, head + 1)):
            return None
        return _Place(final, closed, head)

    # --- what a token is

    def word(self, number: int) -> str:
        start, end = self.tokens[number]
        return self.text[start:end]

    def folded(self, number: int) -> str:
        return fold(self.word(number)) if 0 <= number < len(self.tokens) else ""

    def attached(self, number: int) -> bool:
        """Whether no blank stands before a token."""
        return number > 0 and self.tokens[number][0] == self.tokens[number - 1][1]

    def is_mark(self, number: int) -> bool:
        start, end = self.tokens[number]
        return not any(char.isalnum() for char in self.text[start:end])

    def closes(self, number: int) -> bool:
        """Whether a mark behind a final one closes. Of those that may do both (`."Zatim`) every other one does."""
        end = self.tokens[number][1]
        if self.text[self.tokens[number][0]] in ")]}" or end >= len(self.text) or not self.text[end].isalnum():
            return True
        mark = self.text[self.tokens[number][0]]
        if mark not in "\"'":
            return mark in "”»"
        line = self.text.rfind("\n", max(0, end - _LONGEST_QUOTATION), end) + 1
        return self.text.count(mark, line or max(0, end - _LONGEST_QUOTATION), end) % 2 == 0

    def opens_sentence(self, number: int, *uses: str) -> bool:
        """Whether a capitalised word is one of those that open sentences."""
        word = self.word(number)
        return word[0].isupper() and (len(word) == 1 or word[1:].islower()) and any(fold(word) in _words(use) for use in uses)

    def at_start(self, number: int) -> bool:
        """Whether a token is the number of its item or point: nothing, a mark or a word like `Tačka` stands before it."""
        if number - self.start > _LONGEST_MARKER:
            return False
        before = [other for other in range(self.start, number) if not self.is_mark(other)]
        return not before or (len(before) == 1 and self.folded(before[0]).rstrip(".") in _words("heads"))

    def introduces(self, number: int) -> bool:
        """Whether a time that ends with this token only leads in to its sentence: `U maju 2008. god.`"""
        if number - self.start > _LONGEST_INTRODUCTION:
            return False
        words = [self.word(other) for other in range(self.start, number + 1)]
        return (words[0][0].isdigit() or fold(words[0]) in _words("time")) and all(map(_INTRODUCTION.fullmatch, words))

    # --- whether a sentence ends

    def ends(self, place: _Place) -> bool | None:
        """Whether a sentence ends at `place`; None leaves the answer to classla."""
        word = self.word(place.final)
        head = self.word(place.head)
        begins = head[0].isupper() or head[0].istitle()
        if word[-1] == "." and len(word) > 1 and (word[0].isalnum() or word[0] in "+-"):
            if not begins or self.word(place.closed) in _DASHES:  # `Mostar, 18. marta 2008. – Načelnik …`
                return False
            return self.number_ends(place, word) if word[:-1].isdigit() else self.word_ends(place, word)
        return self.mark_ends(place, word, begins, head)

    def number_ends(self, place: _Place, word: str) -> bool:
        """After `31.`, `2023.`"""
        final = place.final
        if self.at_start(final):
            return False
        is_ordinal = len(word) - 1 <= _LONGEST_ORDINAL and not self.goes_on(final)
        if self.opens_sentence(place.head, "opens"):
            return is_ordinal or not self.introduces(final)
        return not (is_ordinal or self.folded(place.head).startswith("godin") or self.introduces(final))

    def goes_on(self, number: int) -> bool:
        """Whether a number is the last part of a longer one: `035/123-456.`, `035 123 456.`"""
        if number > self.start and self.word(number - 1).isdigit():
            return True
        return (
            number - self.start > 1
            and self.attached(number)
            and self.attached(number - 1)
            and self.is_mark(number - 1)
            and len(self.word(number - 2)) > 2
            and self.word(number - 2)[-1].isdigit()
        )

    def word_ends(self, place: _Place, word: str) -> bool | None:
        """After `dr.`, `M.`, `XII.`, `31.12.2023.`"""
        final = place.final
        opens = self.opens_sentence(place.head, "opens", "noun")
        kind = abbreviations().get(fold(word[:-1]))
        after_number = final > self.start and self.word(final - 1)[0].isdigit()
        if kind is not None and not (word[0].isupper() and len(word) == 2):
            match kind:
                case "text":
                    return False
                case "and":
                    return self.folded(final - 1) == "i"
                case "end":
                    return True
                case "unit" if after_number:
                    return not (fold(word) in ("god.", "g.") and self.introduces(final))
            return opens and not self.at_start(final)
        if self.at_start(final):
            return False
        if word[0].isdigit():
            return not self.introduces(final)
        is_roman = word.isupper() and ROMAN.fullmatch(word, 0, len(word) - 1) is not None
        if is_roman and after_number and self.word(final - 1)[-1] == ".":  # `19. VIII.`
            return not self.introduces(final)
        if len(word) == 2 or is_roman:
            return self.opens_sentence(place.head, "opens")
        return True if opens else None

    def mark_ends(self, place: _Place, word: str, begins: bool, head: str) -> bool | None:
        """After a stop, a question mark and the like that stand by themselves."""
        final, closed = place.final, place.closed
        before = self.word(final - 1) if final > self.start else ""
        if self.attached(closed) and closed == place.head:  # no blank behind it: `održan.U utorak`, `Microsoft .NET`
            return (begins and self.attached(final)) if word == "." else None
        is_unit = final - self.start > 1 and self.word(final - 2)[0].isdigit()  # `5 km`
        if word == "." and _is_clipped(before) and not is_unit and not self.opens_sentence(place.head, "opens", "noun"):
            return False
        if not begins:
            return None if head[0].isdigit() and word in (".", "!", "?") else False
        return not (before and before[0] in _BRACKETS and closed > final + 1)  # `(!)`, `(...)`


def _is_clipped(word: str) -> bool:
    """Whether a word has no vowel: an abbreviation that is in no table."""
    folded = fold(word)
    return len(word) > 1 and word.isalpha() and not word.isupper() and _VOWELS.isdisjoint(folded)
