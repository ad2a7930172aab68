"""Sound changes of Bosnian stems: assimilation, sibilarization, palatalization, jotation, fleeting a."""

from __future__ import annotations

import re

VOWELS = frozenset("aeiou")
_SOFT_ENDINGS = ("č", "ć", "š", "ž", "đ", "j", "c", "št", "žd")
_DEVOICED = {"b": "p", "d": "t", "g": "k", "z": "s", "ž": "š"}
_SIBILANTS = {"k": "c", "g": "z", "h": "s"}
_PALATALS = {"k": "č", "g": "ž", "h": "š", "c": "č"}
_JOTATED = {
    "t": "ć", "d": "đ", "s": "š", "z": "ž", "n": "nj", "l": "lj", "b": "blj", "p": "plj", "m": "mlj", "v": "vlj", "f": "flj",
}  # fmt: skip
_SYLLABIC_R = re.compile(r"(?<![aeiou])r(?![aeiouj])(?=\w)")
_LETTER = re.compile(r"lj|nj|dž|[a-zčćđšž]", re.IGNORECASE)


def letters(word: str) -> list[str]:
    """The letters of the alphabet: `lj`, `nj`, `dž` are one each.

    >>> letters("zemlja")
    ['z', 'e', 'm', 'lj', 'a']
    """
    return _LETTER.findall(word)


def syllables(word: str) -> int:
    """The number of vowels, a syllabic r between consonants among them.

    >>> syllables("krst"), syllables("vrtić")
    (1, 2)
    """
    lower = word.lower()
    return sum(letter in VOWELS for letter in lower) + len(_SYLLABIC_R.findall(lower))


def is_soft(stem: str) -> bool:
    """Whether the stem ends in a palatal, after which o becomes e (`prijateljem`, `krajem`)."""
    lower = stem.lower()
    return lower.endswith(_SOFT_ENDINGS) or lower.endswith(("lj", "nj"))


def assimilated(before: str, after: str) -> str:
    """The stem when a fleeting a falls out: `napred` + `k` → `napretk`, `vrab` + `c` → `vrapc`, `sud` + `c` → `suc`.

    Raises:
        IndexError: if `after` is empty.
    """
    if after[0] in "cčćkptsšfh" and before[-1:] in _DEVOICED:
        before = before[:-1] + _DEVOICED[before[-1]]
    if after[0] in "cč" and before[-1:] == "t" and len(before) > 2:
        before = before[:-1]
    if after[0] in "k" and before[-1:] == "z":
        before = before[:-1] + "s"
    return before + after


def sibilarized(stem: str) -> str:
    """k, g, h → c, z, s before i: `vijećnik` → `vijećnic`, `biolog` → `bioloz`."""
    return stem[:-1] + _SIBILANTS[stem[-1]] if stem[-1:] in _SIBILANTS else stem


def palatalized(stem: str) -> str:
    """k, g, h, c → č, ž, š, č before e: `vijećnik` → `vijećnič`."""
    return stem[:-1] + _PALATALS[stem[-1]] if stem[-1:] in _PALATALS else stem


def jotated(stem: str) -> str:
    """The stem before j: `vlast` → `vlašć`, `ljubav` → `ljubavlj`, `potvrd` → `potvrđ`.

    `st` gives `šć`; in participles it gives `št`, see `pipeline.language.morphology.verbs`.
    """
    if stem.endswith("st"):
        return stem[:-2] + "šć"
    last = stem[-1:]
    if last in "ljnj" and stem.endswith(("lj", "nj")):
        return stem
    if last not in _JOTATED:
        return stem
    before = stem[:-1]
    if last in "nl" and before[-1:] in ("s", "z"):  # objasn → objašnj, misl → mišlj
        before = before[:-1] + {"s": "š", "z": "ž"}[before[-1]]
    return before + _JOTATED[last]


def with_fleeting_a(stem: str) -> str | None:
    """The stem with an a between its last two consonants, None where it does not end in two or keeps them (`vrst`).

    >>> with_fleeting_a("zemlj"), with_fleeting_a("društv"), with_fleeting_a("vrst"), with_fleeting_a("škol")
    ('zemalj', 'društav', None, None)
    """
    parts = letters(stem)
    if len(parts) < 2 or "".join(parts) != stem:
        return None
    last, before = parts[-1], parts[-2]
    if last.lower() in VOWELS or before.lower() in VOWELS or last == "j":
        return None
    if before + last in ("st", "zd", "št", "žd", "šć", "žđ", "šč", "žnj", "šnj"):
        return None
    if before in ("lj", "nj") and last == "k":  # djevojka is `jk`; voljk
        return "".join(parts[:-1]) + "a" + last
    return "".join(parts[:-1]) + "a" + last
