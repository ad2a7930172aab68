"""What is put off from one day to another: `pomjeren je sa 25. maja na 1. juni`."""

from __future__ import annotations

from pipeline.extraction.dates.lexicon import beginnings
from pipeline.extraction.dates.tokens import Tokens

_FARTHEST = 10  # words


def moved_from(tokens: Tokens, first: int, opening: int = 0) -> bool:
    """Whether the word stands after `s`, `sa` in a clause that says that something was put off to another day."""
    return _moved(tokens, first, opening, ("s", "sa"))


def moved_to(tokens: Tokens, first: int, opening: int = 0) -> bool:
    """Whether it stands after `na`, `za` there: the new day."""
    return _moved(tokens, first, opening, ("na", "za"))


def _moved(tokens: Tokens, first: int, opening: int, prepositions: tuple[str, ...]) -> bool:
    if first < 1 or tokens.words[first - 1] not in prepositions:
        return False
    for index in range(first - 2, max(opening - 1, first - _FARTHEST, -1), -1):
        if tokens.words[index] in (",", ";", ":", "\n"):
            return False
        if tokens.words[index].startswith(beginnings("move")):
            return True
    return False
