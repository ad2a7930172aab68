"""The two scripts: which one a text is written in, transliteration to Latin, letters that only look alike.

Everything here is a length-changing edit of a string, given as `(start, end, replacement)` in order, so that the caller keeps
the alignment.
"""

from __future__ import annotations

import re
from typing import Literal

Script = Literal["Latn", "Cyrl"]
Edit = tuple[int, int, str]

_CYRILLIC = "\u0400-\u052f"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_CYRILLIC_LETTER = re.compile(f"[{_CYRILLIC}]")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_WORD = re.compile(f"[{_LATIN}{_CYRILLIC}]+")

# one letter for one letter; Macedonian, Russian and Ukrainian letters are there for names
_SINGLE = str.maketrans(
    "абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШѐѝѓќѕйыэёъьіЀЍЃЌЅЙЫЭЁЪЬІ",
    "abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠeiđćzjieejjiEIĐĆZJIEEJJI",
)
_DOUBLE = {
    "љ": "lj", "њ": "nj", "џ": "dž", "Љ": "Lj", "Њ": "Nj", "Џ": "Dž",
    "щ": "šč", "Щ": "Šč", "ю": "ju", "Ю": "Ju", "я": "ja", "Я": "Ja",
}  # fmt: skip
_DOUBLE_LETTER = re.compile("[" + "".join(_DOUBLE) + "]")

# letters that print alike, Cyrillic first; small т, м, к, в, н do not look like Latin ones
_ALIKE_CYRILLIC = "аеојсрхуѕіАЕОЈСРХКМТВНЅІ"
_ALIKE_LATIN = "aeojcpxysiAEOJCPXKMTBHSI"
_TO_LATIN = str.maketrans(_ALIKE_CYRILLIC, _ALIKE_LATIN)
# і and ѕ are no letters of Serbian, so a Latin i or s is never a slip for them
_TO_CYRILLIC = str.maketrans(
    {latin: cyrillic for latin, cyrillic in zip(_ALIKE_LATIN, _ALIKE_CYRILLIC, strict=True) if latin not in "isIS"}
)
_WORLD_WIDE_WEB = re.compile("њњњ")  # what converters make of www

_DIGRAPHS = ("LJ", "Lj", "NJ", "Nj", "DŽ", "Dž")
_CASED_DIGRAPH = re.compile(
    r"\b(?:LJ|NJ|DŽ)(?=[a-zčćđšž])"  # LJiljana, NJegova
    r"|(?<=[A-ZČĆĐŠŽ])(?:Lj|Nj|Dž)(?![a-zčćđšž])"  # UDRUŽENjA, PRIJATELj
    r"|\b(?:Lj|Nj|Dž)(?=[A-ZČĆĐŠŽ]{2})"  # LjUBUŠKI
)


def detect(text: str) -> Script:
    """The script that most letters belong to; Latin where there is no letter."""
    cyrillic = len(_CYRILLIC_LETTER.findall(text))
    return "Cyrl" if cyrillic and cyrillic > len(_LATIN_LETTER.findall(text)) else "Latn"


def latin_edits(text: str) -> list[Edit]:
    """The edits that turn every Cyrillic letter of `text` into Latin.

    A word of both scripts is read in the one in which all its letters make sense: `sаstаnаk` with Cyrillic а is Latin, for
    Cyrillic has no s or k like these. Where both are possible the majority decides, then the document.
    """
    edits: list[Edit] = []
    if _CYRILLIC_LETTER.search(text) is None:
        return edits
    document = detect(text)
    line_end = -1
    line_is_cyrillic = False
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        if _CYRILLIC_LETTER.search(word) is None:
            continue
        if start > line_end:
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            line_is_cyrillic = any(
                _LATIN_LETTER.search(other.group()) is None and _CYRILLIC_LETTER.search(other.group().translate(_TO_LATIN))
                for other in _WORD.finditer(text, start, line_end)
            )
        as_latin, as_cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
        can_be_latin = _CYRILLIC_LETTER.search(as_latin) is None
        mixed = _LATIN_LETTER.search(word) is not None
        if can_be_latin and _reads_latin(word, as_cyrillic, mixed, document == "Latn", line_is_cyrillic):
            edits.append((start, match.end(), as_latin))
            continue
        letters = as_cyrillic if mixed and _LATIN_LETTER.search(as_cyrillic) is None else word
        edits.extend(_transliterate(letters, start))
    return edits


def _reads_latin(word: str, as_cyrillic: str, mixed: bool, latin_document: bool, cyrillic_line: bool) -> bool:
    if not mixed:
        return latin_document and not cyrillic_line
    if _LATIN_LETTER.search(as_cyrillic):
        return True
    cyrillic = len(_CYRILLIC_LETTER.findall(word))
    if 2 * cyrillic == len(word):
        return latin_document
    return 2 * cyrillic < len(word)


def _transliterate(word: str, offset: int) -> list[Edit]:
    if word.startswith("њњњ") and _WORLD_WIDE_WEB.fullmatch(word):
        return [(offset, offset + 3, "www")]
    edits: list[Edit] = []
    done = 0
    for match in _DOUBLE_LETTER.finditer(word):
        place = match.start()
        if place > done:
            edits.append((offset + done, offset + place, word[done:place].translate(_SINGLE)))
        double = _DOUBLE[match.group()]
        if match.group().isupper():
            after = word[place + 1 : place + 2]
            if after.isupper() or (not after and word[place - 1 : place].isupper()):
                double = double.upper()
        edits.append((offset + place, offset + place + 1, double))
        done = place + 1
    if done < len(word):
        edits.append((offset + done, offset + len(word), word[done:].translate(_SINGLE)))
    return edits


def digraph_case_edits(text: str) -> list[Edit]:
    """The edits that give the digraphs the case of their word: `LJiljana` → `Ljiljana`, `UDRUŽENjA` → `UDRUŽENJA`."""
    edits: list[Edit] = []
    if not any(digraph in text for digraph in _DIGRAPHS):
        return edits
    for match in _CASED_DIGRAPH.finditer(text):
        digraph = match.group()
        edits.append((match.start(), match.end(), digraph.capitalize() if digraph.isupper() else digraph.upper()))
    return edits


def to_latin(text: str) -> str:
    """`text` in Latin script.

    >>> to_latin("Скупштина општине Љубиње, ЉУБИЊЕ")
    'Skupština opštine Ljubinje, LJUBINJE'
    """
    if _CYRILLIC_LETTER.search(text) is None:
        return text
    parts: list[str] = []
    done = 0
    for start, end, replacement in latin_edits(text):
        parts += (text[done:start], replacement)
        done = end
    return "".join(parts) + text[done:]
