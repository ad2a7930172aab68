"""A text as tokens, each with a class and a value; the classes together are a string that the grammar's rules run over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extraction.dates.lexicon import CLASSES, ROMAN_MONTHS, words

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\n|[^\w\s]|_")
_DAY, _SMALL, _YEAR, _NUMBER = (CLASSES[name] for name in ("DAY", "SMALL", "YEAR", "NUMBER"))
_ROMAN, _WORD, _MARK = (CLASSES[name] for name in ("ROMAN", "WORD", "MARK"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text.

    Attributes:
        text: the text itself, with capitals and diacritics.
        folded: the same without them, of the same length.
        words: the folded tokens.
        starts: where each begins; `ends`: where it ends.
        classes: one character for each token, see `lexicon.CLASSES`.
        values: the number that a token means, 0 where it means none.
    """

    text: str
    folded: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    classes: str
    values: list[int]

    def glued(self, index: int) -> bool:
        """Whether no blank stands between the token and the one before."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        return self.text[self.starts[index]].isupper()

    def written(self, first: int, last: int) -> str:
        """The text from token `first` to before token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def _number(word: str) -> tuple[str, int]:
    if len(word) > 4:
        return _NUMBER, 0
    value = int(word)
    if len(word) <= 2:
        return (_DAY if 1 <= value <= 31 else _SMALL), value
    return (_YEAR if len(word) == 4 and 1800 <= value <= 2199 else _NUMBER), value


def tokenize(text: str, folded: str) -> Tokens:
    """Cut the text into figures, words and single marks."""
    lexicon = words()
    found: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    classes: list[str] = []
    values: list[int] = []
    for match in _TOKEN.finditer(folded):
        word = match.group()
        start, end = match.span()
        entry = lexicon.get(word)
        if word in ROMAN_MONTHS and text[start:end].isupper():
            entry = _ROMAN, ROMAN_MONTHS[word]
        elif entry is None:
            first = word[0]
            entry = _number(word) if "0" <= first <= "9" else (_WORD, 0) if first.isalpha() else (_MARK, 0)
        found.append(word)
        starts.append(start)
        ends.append(end)
        classes.append(entry[0])
        values.append(entry[1])
    return Tokens(text, folded, found, starts, ends, "".join(classes), values)


_NAME = re.compile(r"[A-Z]+")


def compile_rule(rule: str) -> re.Pattern[str]:
    """Class names in capitals, blanks ignored; everything else is regular expression syntax."""
    groups = re.sub(r"\?P<(\w+)>", lambda match: f"?P<{match[1].lower()}>", rule)
    return re.compile(re.sub(r"\s+", "", _NAME.sub(lambda m: m.group() if m.group() == "P" else CLASSES[m.group()], groups)))
