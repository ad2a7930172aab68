"""Lemmas as edit scripts: what to do to a form to get its lemma, as a label that a classifier can learn.

After Chrupała et al. 2008 (*Learning Morphology with Morfette*) and Straka et al. 2019 (UDPipe 2): casing, letters to drop in
front (`naj-`), letters to drop at the end, letters to add there. `l0-2+ak` makes `sastanak` of `Sastanci`… with one letter more
to drop: the script is made by `edit_script`, never by hand.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SCRIPT = re.compile(r"([klu])(\d+)-(\d+)\+(.*)", re.S)
_SUPERLATIVE = "naj"


def edit_script(form: str, lemma: str) -> str:
    """The script that `apply_script` turns into `lemma` when given `form`.

    >>> edit_script("Sastanci", "sastanak"), edit_script("Tuzli", "Tuzla"), edit_script("CROPS-a", "CROPS")
    ('l0-2+ak', 'u0-1+a', 'k0-2+')
    """
    low = lemma.lower()
    if lemma == low:
        casing, given = "l", form.lower()
    elif lemma == low[:1].upper() + low[1:]:
        casing, given, lemma = "u", form.lower(), low
    else:
        casing, given = "k", form
    front = len(_SUPERLATIVE) if given.startswith(_SUPERLATIVE) and not lemma.startswith(_SUPERLATIVE) else 0
    given = given[front:]
    same = 0
    for a, b in zip(given, lemma, strict=False):
        if a != b:
            break
        same += 1
    return f"{casing}{front}-{len(given) - same}+{lemma[same:]}"


@lru_cache(maxsize=4096)
def _parse(script: str) -> tuple[str, int, int, str]:
    match = _SCRIPT.fullmatch(script)
    if match is None:
        raise ValueError(f"{script!r} is no edit script")
    return match[1], int(match[2]), int(match[3]), match[4]


def apply_script(script: str, form: str) -> str | None:
    """The lemma, or None where the form is too short for the script or nothing would be left.

    Raises:
        ValueError: if `script` is none.
    """
    casing, front, cut, added = _parse(script)
    given = form if casing == "k" else form.lower()
    given = given[front:]
    if cut > len(given):
        return None
    lemma = given[: len(given) - cut] + added
    if not lemma:
        return None
    return lemma[0].upper() + lemma[1:] if casing == "u" else lemma
