"""What stands at a word: a phrase of a table, a quotation, a legal form, a place, a unit of government, letters."""

from __future__ import annotations

import re

from pipeline.extraction.organizations.lexicon import (
    Form,
    Forms,
    place_forms,
    territory_letters,
    words_of,
)
from pipeline.extraction.organizations.words import Words

_LEGAL = re.compile(r"(?:d\. ?o\. ?o\.|d\. ?d\.|a\. ?d\.|s\. ?p\.|d\. ?n\. ?o\.|(?:doo|dd|ad|GmbH|Ltd\.?|Inc\.?)(?![^\W_]))")
_MAX_DEPTH = 3
_MAX_QUOTE = 14
_ADJECTIVE_TAIL = ("og", "oga", "om", "ome", "omu", "im", "ski", "cki", "ska", "ske", "skoj", "sku")


def match(forms: Forms, words: Words, index: int) -> Form | None:
    """The longest phrase of the table that stands at the word."""
    for form in forms.get(words.folded[index], ()) if index < len(words) else ():
        last = index + len(form.rest)
        if not words.surfaces[index].isascii() and not form.is_written(words.surfaces[index].lower()):
            continue
        if last < len(words) and all(words.folded[index + 1 + place] == word for place, word in enumerate(form.rest)):
            return form
    return None


def quotation(words: Words, index: int) -> int | None:
    """The word after a quotation that opens at `index`, or None where none closes in the line."""
    if words.kind(index) != "Q":
        return None
    for end in range(index + 1, min(len(words), index + _MAX_QUOTE + 2)):
        kind = words.kinds[end]
        if kind == "q":
            return end + 1 if end > index + 1 else None
        if kind in "BQ":
            return None
    return None


def legal_suffix(words: Words, index: int) -> int | None:
    """The word after a legal form (`d.o.o.`) that stands at `index`."""
    if index >= len(words) or words.kinds[index] not in "lAC":
        return None
    found = _LEGAL.match(words.text, words.starts[index])
    if not found:
        return None
    while index < len(words) and words.starts[index] < found.end():
        index += 1
    return index


def place(words: Words, index: int) -> int | None:
    """The word after a town, region or state at `index`."""
    if not words.is_name(index):
        return None
    form = match(place_forms(), words, index)
    return index + form.size if form else None


def territory(words: Words, index: int, depth: int = _MAX_DEPTH) -> int | None:
    """The word after a unit of government: `BiH`, `Kantona Sarajevo`, `Tuzlanskog kantona`, `Brčko distrikta BiH`."""
    if not depth or not words.is_name(index):
        return None
    folded = words.folded[index]
    if words.kinds[index] == "A" or folded == "bih":
        return unit_letters(words, index)
    end_of_place = place(words, index)
    if end_of_place is not None:
        if words.kind(end_of_place) == "l" and _is_unit(words.folded[end_of_place]):
            return territory(words, end_of_place + 1, depth - 1) or end_of_place + 1
        if folded.startswith("bosn") and words.surfaces[end_of_place : end_of_place + 1] == ["i"]:
            return place(words, end_of_place + 1)
        return None
    if _is_unit(folded):
        if words.kind(index + 1) == "N" and words.surfaces[index + 1].isdigit() and folded.startswith("kanton"):
            return index + 2  # `Kantona 10`
        end = territory(words, index + 1, depth - 1) or place(words, index + 1) or _state_adjective(words, index + 1)
        return territory(words, end, depth - 1) or end
    if words.kind(index + 1) == "l" and folded.endswith(_ADJECTIVE_TAIL):
        if _is_unit(words.folded[index + 1]):
            return territory(words, index + 2, depth - 1) or place(words, index + 2) or index + 2
        if words.folded[index + 1] in words_of("region_nouns.tsv", "form"):  # `Šaleške doline`
            return index + 2
    return None


def unit_letters(words: Words, index: int) -> int | None:
    """After letters of a unit of government: `TK`, `SBK/KSB`, `HZ HB`, `BPK Goražde`, `SR Njemačke`."""
    letters = territory_letters()
    parts = re.split(r"[/–-]", words.folded[index])
    end = index + 1
    if words.kind(end) == "A" and f"{parts[0]} {words.folded[end]}" in letters:
        return end + 1
    if parts[0] not in letters:
        return None
    if words.surfaces[end : end + 1] == ["/"] and words.is_name(end + 1):
        return end + 2
    if words.folded[index] in words_of("letters_with_place.tsv", "letters"):
        return place(words, end) or end
    return end


def _is_unit(folded: str) -> bool:
    return any(folded.startswith(stem) and len(folded) <= len(stem) + 3 for stem in words_of("territory_stems.tsv", "stem"))


def _state_adjective(words: Words, index: int) -> int:
    """After `Republike`: an adjective in the genitive (`Republike Srpske`)."""
    tail = ("ske", "ska", "skoj", "sku", "skom", "cke", "cka", "ckoj", "cku", "ckom")
    return index + 1 if words.kind(index) == "C" and words.folded[index].endswith(tail) else index


def acronym(words: Words, index: int) -> int | None:
    """The word after letters that may name an organization: `CROPS`, `WFAD`, `UNICEF-a`; not those of a unit of government."""
    if words.kind(index) != "A" or len(words.folded[index]) < 2 or words.shouted[index]:
        return None
    return None if unit_letters(words, index) else index + 1


def looks_like_surname(surface: str) -> bool:
    """Whether the word ends like a surname in -ić, in any case form; without diacritics only the clear forms."""
    return len(surface) > 4 and surface.lower().endswith(("ić", "ića", "iću", "ićem", "ićka", "ić-", "ic", "icem"))
