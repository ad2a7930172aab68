"""Capitals as a careful writer has them, for lines that are written in capitals."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extraction.organizations import grammar
from pipeline.extraction.organizations.lexicon import head_forms, heads, place_forms, prefix_forms, territory_letters, words_of
from pipeline.extraction.organizations.matching import match
from pipeline.extraction.organizations.words import Words
from pipeline.language import morphology
from pipeline.language.lexicon import is_verb_form


def restore_case(words: Words) -> Words:
    """Words of shouted lines get the case they have elsewhere in the text, or the one that their kind asks for."""
    if not any(words.shouted):
        return words
    lower = {folded for folded, kind in zip(words.folded, words.kinds, strict=True) if kind == "l"}
    capital = {
        words.folded[index]: words.surfaces[index]
        for index, kind in enumerate(words.kinds)
        if kind in "CA" and not words.shouted[index] and not words.initial[index]
    }
    surfaces, kinds = list(words.surfaces), list(words.kinds)
    for index, shouted in enumerate(words.shouted):
        if not shouted:
            continue
        surface = surfaces[index]
        folded = surface.casefold() if surface.isascii() else words.folded[index]
        if surface in prefix_forms() or folded in territory_letters() or folded in words_of("known_acronyms.tsv", "acronym"):
            continue
        opens = index > 0 and (kinds[index - 1] in "Q" or kinds[index - 1] == "B")
        if folded in capital and folded not in lower and not capital[folded].isupper():
            surfaces[index], kinds[index] = capital[folded], "C"
        elif opens or folded in head_forms() or _is_proper(folded, lower):
            surfaces[index], kinds[index] = surface[:1] + surface[1:].lower(), "C"
        else:
            surfaces[index], kinds[index] = surface.lower(), "l"
    for index, shouted in enumerate(words.shouted):
        place = match(place_forms(), words, index) if shouted and kinds[index] == "C" else None
        if place is None:
            continue
        for at in range(index + 1, index + place.size):  # `HAN PIJESAK`
            if words.surfaces[at].isupper() and len(words.surfaces[at]) > 2 and _writes_capital(place.lemma, at - index):
                surfaces[at], kinds[at] = surfaces[at][:1].upper() + surfaces[at][1:].lower(), "C"
    for index, shouted in enumerate(words.shouted):
        # only the first word of a name has a capital: an adjective before its head
        first = index
        if shouted and kinds[index] == "C" and words.folded[index] in head_forms():
            while first > 0 and words.shouted[first - 1] and kinds[first - 1] in "lC" and _qualifies(words, first - 1, index):
                first -= 1
        if first < index:
            surfaces[first], kinds[first] = surfaces[first][:1].upper() + surfaces[first][1:], "C"
            for at in range(first + 1, index + 1):
                surfaces[at], kinds[at] = surfaces[at].lower(), "l"
    return replace(words, surfaces=surfaces, kinds="".join(kinds))


def _qualifies(words: Words, at: int, head: int) -> bool:
    """Whether the word is an adjective that belongs to the head; right before it, whatever its case."""
    surface = words.surfaces[at].lower()
    if at == head - 1:
        return morphology.is_nominal(surface, "adj")
    return any(grammar.agrees(surface, form.readings, heads()[form.lemma].gender) for form in head_forms()[words.folded[head]])


def _writes_capital(place: str, number: int) -> bool:
    """Whether the word of that number in the name of a place has a capital (`Han Pijesak`, but `Velika Kladuša na Uni`)."""
    return place.split()[number][:1].isupper()


def _is_proper(folded: str, lower: set[str]) -> bool:
    if folded in lower or len(folded) <= 2 or folded in words_of("breaks.tsv", "word"):
        return False
    if folded in words_of("prepositions.tsv", "preposition") or is_verb_form(folded):
        return False
    return folded in place_forms() or morphology.is_first_name(folded) or not morphology.is_nominal(folded)
