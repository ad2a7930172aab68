"""Which gathering of its kind it is: `32. redovna sjednica`, `XII sjednica`, `21-va`, `trideset druga`."""

from __future__ import annotations

import re

from pipeline.extraction.dates.lexicon import CLASSES, words

_ROMAN = re.compile(r"(?=[ivxl])(x{0,3}|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def number(ordinal: str) -> int | None:
    """The number that an ordinal says; None where it says none.

    Args:
        ordinal: folded: figures, Roman figures, or one or two words.

    >>> number("32"), number("xii"), number("trideset druga"), number("jubilarna")
    (32, 12, 32, None)
    """
    if ordinal.isdigit():
        return int(ordinal) or None
    if _ROMAN.fullmatch(ordinal):
        figures = [_VALUES[letter] for letter in ordinal]
        return sum(-value if value < following else value for value, following in zip(figures, [*figures[1:], 0], strict=True))
    total = 0
    for word in ordinal.split():
        kind, value = words().get(word, ("", 0))
        if kind not in (CLASSES["ORDINAL"], CLASSES["TENS"]):
            return None
        total += value
    return total or None


def is_tens(word: str) -> bool:
    """Whether the folded word may stand before an ordinal: `trideset druga`."""
    return words().get(word, ("", 0))[0] == CLASSES["TENS"]
