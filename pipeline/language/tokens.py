"""Tokens where classla's are wrong for Bosnian. Everything that is not named here stays as classla has it.

A token is an interval `(start, end)` of the text. Numbers (`31.`, `2023.`), initials (`M.`) and the abbreviations that classla
knows keep their stop, so those of `abbreviations.tsv` do as well; a word at the end of a sentence never does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.abbreviations import abbreviations
from pipeline.language.folding import fold

Token = tuple[int, int]

ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# classla takes every row of the letters d, i, l, m, v, x, c for a Roman numeral
_ROMAN_LETTERS = re.compile(r"[mdclxvi]{2,}\.", re.IGNORECASE)
_SMALL_ROMAN = re.compile(r"(?:x{0,2})(?:ix|iv|v?i{1,3}|v)\.|x{1,2}\.")
_PRONOUN = "vi."
# and for an address what ends in a country's domain, though that is a word here: `završen.No`
_NO_ADDRESS = re.compile(r"([^\W\d_]*[a-zčćđšž]{2})(\.)(Al|Me|No|Se|Si)")


def repair(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Repair the tokens of a text.

    Args:
        text: the text.
        tokens: classla's tokens, in order; no blank is part of one.

    Returns:
        Tokens that cover the same characters.
    """
    known = abbreviations()
    repaired: list[Token] = []
    append = repaired.append
    previous_end = -1
    for start, end in tokens:
        last = text[end - 1]
        if last == ".":
            if end - start == 1:
                if start == previous_end and fold(text[repaired[-1][0] : start]) in known:
                    append((repaired.pop()[0], end))  # `tač.`
                    previous_end = end
                    continue
            elif _ROMAN_LETTERS.fullmatch(text, start, end) and not _is_numeral(text[start:end]):
                append((start, end - 1))  # `vidi.`, `civil.`
                append((end - 1, end))
                previous_end = end
                continue
        if start == previous_end:
            first = text[start]
            if first in "+-" and end - start > 1 and text[start + 1].isdigit():  # `10.-12.`
                append((start, start + 1))
                append((start + 1, end))
                previous_end = end
                continue
        if last.islower() and (match := _NO_ADDRESS.fullmatch(text, start, end)):
            repaired += (match.span(1), match.span(2), match.span(3))
            previous_end = end
            continue
        append((start, end))
        previous_end = end
    return repaired


def _is_numeral(word: str) -> bool:
    """Whether letters that may be a Roman numeral (with the stop) are one, or an abbreviation."""
    if fold(word[:-1]) in abbreviations():
        return True
    if word.isupper():
        return ROMAN.fullmatch(word, 0, len(word) - 1) is not None
    return _SMALL_ROMAN.fullmatch(word) is not None and word != _PRONOUN
