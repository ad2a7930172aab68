"""Lists of noun phrases: `poljoprivrede, vodoprivrede i šumarstva`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import count


def after_list(
    at: int,
    phrase_end: Callable[[int], int],
    word: Callable[[int], str],
    *,
    conjunctions: Collection[str],
    closing: Collection[str],
    longest: int,
    joined: int | None = None,
) -> int:
    """The place after phrases joined by conjunctions and commas; a comma counts only in a list that a conjunction closes.

    Args:
        at: where the first phrase begins.
        phrase_end: gives the place after the phrase that begins at a place, the same place if none does.
        word: gives the word or mark at a place, also for places after the end of the text.
        conjunctions: words that join two phrases.
        closing: those of them that may close a list with commas.
        longest: how many commas are looked over for the closing conjunction.
        joined: how many phrases are joined to the first at most; None for any number.

    Returns:
        `at` if no phrase begins there.
    """

    def goes_on(comma: int) -> bool:
        place = comma
        for _ in range(longest):
            if word(place) != ",":
                break
            following = phrase_end(place + 1)
            if following == place + 1:
                return False
            place = following
        return word(place) in closing and phrase_end(place + 1) > place + 1

    end = phrase_end(at)
    if end == at:
        return at
    for _ in count() if joined is None else range(joined):
        mark = word(end)
        if mark not in conjunctions and not (mark == "," and goes_on(end)):
            break
        following = phrase_end(end + 1)
        if following == end + 1:
            break
        end = following
    return end
