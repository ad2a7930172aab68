"""Attributes of a word form by itself, without its sentence."""

from __future__ import annotations

import re
from functools import cache

from pipeline.language.folding import fold
from pipeline.resources import read_table

_DIGITS = re.compile(r"[+\-±~]?\d+(?:[.,:/]\d+)*(?:\.|[.,]-|-[^\W\d_]{1,4}\.?)?")  # 31. 1.250,50 4/08 10:30 12-og
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")  # of sessions and centuries: higher ones may be words
_HYPHEN = re.compile(r"[-–]")


@cache
def _forms() -> tuple[frozenset[str], tuple[str, ...]]:
    """All forms of all numerals, and those that compounds begin with; folded."""
    rows = read_table("pipeline.language", "numeral_endings.tsv", ("declension", "endings"))
    endings = {row["declension"]: row["endings"].split() for row in rows}
    forms: set[str] = set()
    tens: list[str] = []
    for row in read_table("pipeline.language", "numerals.tsv", ("stem", "declension"), unique=False):
        stem, declension = fold(row["stem"]), row["declension"]
        forms.update(stem + ending.replace("-", "") for ending in endings[declension])
        if declension == "tens":
            tens.append(stem)
    return frozenset(forms), tuple(tens)


def like_num(text: str) -> bool:
    """Whether a word is a number: digits, Roman up to XXXIX, a cardinal, ordinal or collective numeral in any form.

    >>> [like_num(word) for word in ("31.", "4/08", "XII.", "dvadesetprvoj", "trojica", "sastanak")]
    [True, True, True, True, True, False]
    """
    if _DIGITS.fullmatch(text):
        return True
    bare = text.removesuffix(".")
    if bare.isupper() and len(bare) > 1 and _ROMAN.fullmatch(bare):
        return True
    folded = fold(text)
    forms, tens = _forms()
    if folded in forms:
        return True
    parts = _HYPHEN.split(folded)
    if len(parts) > 1:
        return all(part in forms for part in parts)  # dvadeset-prvi
    for beginning in tens:
        if folded.startswith(beginning):
            return folded[len(beginning) :].removeprefix("i") in forms  # dvadesetprvi, dvadesetiprvi
    return False
