"""The lower-case words that belong to a head: genitives, purposes, what a preposition opens."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.extraction.coordination import after_list
from pipeline.extraction.organizations import grammar
from pipeline.extraction.organizations.lexicon import (
    head_forms,
    heads,
    other_name_forms,
    words_of,
)
from pipeline.extraction.organizations.matching import (
    match,
    place,
    quotation,
    territory,
    unit_letters,
)
from pipeline.extraction.organizations.words import Words
from pipeline.language import morphology

_MAX_CHAIN = 6
_MAX_LIST = 8
_CASES_AFTER: Mapping[str, tuple[str, ...]] = {
    "s": ("ins",),
    "sa": ("ins",),
    "u": ("loc", "acc"),
    "o": ("loc",),
    "na": ("loc",),
    "nad": ("ins",),
    "pri": ("loc",),
}


def lower_chain(words: Words, at: int) -> int:
    """The word after the lower-case words that belong to the head: a genitive chain, `za` with what it governs, or both."""
    if words.folded[at] == "za":
        end = purpose(words, at)
    elif words.folded[at] in words_of("verbs_too.tsv", "form"):
        return at
    else:
        end = coordinated(words, at, "gen")
        if end == at:
            end = inner_phrase(words, at)
        elif words.folded[end : end + 1] == ["za"] and grammar.is_people(words.surfaces[end - 1]):
            end = purpose(words, end)
    if _is_unknown_genitive(words, end):
        return end + 1
    if end == at:
        return at
    # up to a quotation, prepositions belong to the name too
    reach = end
    while reach < len(words) and reach - end < 7 and words.kinds[reach] == "l" and not _ends_name(words, reach):
        reach += 1
    if reach > end and words.kind(reach) == "Q" and quotation(words, reach) and not _is_other_whole(words, end, reach):
        return reach
    return end


def _is_other_whole(words: Words, start: int, opening: int) -> bool:
    """Whether the quotation names an organization of its own, in which the other one lies (`Sektor za … u preduzeću „Žito“`)."""
    lies_in = words.folded[start] in ("u", "pri", "kod", "iz", "unutar")
    return lies_in and any(match(head_forms(), words, at) is not None for at in range(start + 1, opening))


def _is_unknown_genitive(words: Words, at: int) -> bool:
    """A word that no lexicon knows before a unit of government or a name in quotes (`Udruženje kajmakara Kantona Sarajevo`)."""
    if (
        words.kind(at) != "l"
        or morphology.is_nominal(words.surfaces[at])
        or not words.folded[at].endswith(("a", "e", "ih", "og"))
    ):
        return False
    if len(words.folded[at]) < 6 or words.folded[at] in words_of("breaks.tsv", "word") or words.kind(at + 1) == "A":
        return False
    return territory(words, at + 1) is not None or quotation(words, at + 1) is not None


def purpose(words: Words, at: int) -> int:
    """The word after `za` and what it governs (`za socijalni rad`, `za Brčko`, `za pomoć starim licima`), or `at`."""
    if words.folded[at + 1 : at + 2] and words.folded[at + 1] in words_of("not_purposes.tsv", "word"):
        return at
    end = coordinated(words, at + 1, "acc")
    if end > at + 1:
        return end
    if words.kind(at + 1) == "C":
        following = territory(words, at + 1) or place(words, at + 1) or at
        if following == at and _is_people(words, at + 1):
            following = at + 2
        return inner_phrase(words, following) if following > at else at
    return at


def _is_people(words: Words, at: int) -> bool:
    """`Rome`, `Hrvate`: a people in the accusative plural."""
    return ("acc", "pl", "m") in morphology.readings(words.surfaces[at], "noun") and not match(head_forms(), words, at)


def _ends_name(words: Words, at: int) -> bool:
    folded = words.folded[at]
    return (
        folded in words_of("breaks.tsv", "word")
        or match(other_name_forms(), words, at) is not None
        or not (morphology.is_nominal(words.surfaces[at]) or folded in words_of("prepositions.tsv", "preposition"))
    )


def coordinated(words: Words, at: int, case: str) -> int:
    """The word after noun phrases of the case, joined by commas and `i`; a comma counts only where `i` closes the list."""
    return after_list(
        at,
        lambda place: place if place > at and _is_named_head(words, place) else _noun_phrase(words, place, case),
        lambda place: words.surfaces[place] if place < len(words) else "",
        conjunctions=("i", "te", "ili"),
        closing=("i", "te"),
        longest=_MAX_LIST,
    )


def _is_named_head(words: Words, at: int) -> bool:
    """Whether another organization stands here: `… Jadranskog mora i organizacije Naše ptice`."""
    form = match(head_forms(), words, at)
    return (
        form is not None
        and "generic" in heads()[form.lemma].use
        and words.kind(at) == "l"
        and words.kind(at + form.size) in "CAQ"
        and not territory(words, at + form.size)
    )


def _noun_phrase(words: Words, at: int, case: str) -> int:
    """The word after adjectives and a noun of the case with the genitives and fixed phrases that belong to it."""
    end = _simple_phrase(words, at, case)
    genitive = False
    for _ in range(_MAX_CHAIN if end > at else 0):
        following = inner_phrase(words, end)
        if following == end:
            following = _governed(words, end)
        if following == end:
            following = _simple_phrase(words, end, "gen")
            genitive = genitive or following > end
        if following == end and genitive and words.surfaces[end : end + 1] in (["i"], ["te"]):
            other = _simple_phrase(words, end + 1, "gen")  # `za edukaciju sudija i tužilaca`
            following = other if other > end + 1 and not _is_phrase(words, end + 1, case) else end
        if following == end:
            following = _capital_inside(words, end)
        if following == end:
            break
        end = following
    return end


def _governed(words: Words, at: int) -> int:
    """After nouns that govern another case: `pomoć starim licima`, `upravljanje otpadom i vodama`."""
    for table, case in (("governing_dative.tsv", "dat"), ("governing_instrumental.tsv", "ins")):
        if words.folded[at - 1] in words_of(table, "form"):
            end = _simple_phrase(words, at, case)
            if end > at and words.surfaces[end : end + 1] == ["i"]:
                following = _simple_phrase(words, end + 1, case)
                return following if following > end + 1 else end
            return end
    return at


def _is_phrase(words: Words, at: int, case: str) -> bool:
    return _simple_phrase(words, at, case) > at


def _simple_phrase(words: Words, at: int, case: str) -> int:
    """The word after adjectives, joined by commas and `i` too, and a noun of the case; or after an adjective alone (`mladih`)."""
    end = first = at
    while end - at < _MAX_LIST and (fits(words, end, case, "adj") or _is_adverb(words, end, case)):
        end += 1
        if first == at and words.surfaces[end : end + 1] != ["i"]:
            first = end
        if words.surfaces[end : end + 1] in (["i"], [","], ["te"], ["ili"]) and fits(words, end + 1, case, "adj"):
            end += 1
    if fits(words, end, case, "noun"):
        return end + 1
    if end > at and any(mark in (",", "i", "te", "ili") for mark in words.surfaces[at:end]):
        return _plain_adjectives(words, at, case)
    return end


def _plain_adjectives(words: Words, at: int, case: str) -> int:
    while fits(words, at, case, "adj"):
        at += 1
    return at


def _is_adverb(words: Words, at: int, case: str) -> bool:
    """`mentalno nedovoljno razvijenim`: an adverb before an adjective of the case."""
    for step in range(at, at + 3):
        if words.kind(step) != "l":
            return False
        if step > at and fits(words, step, case, "adj"):
            return True
        if not words.folded[step].endswith(("o", "ski", "cki")) or not morphology.is_nominal(words.surfaces[step], "adj"):
            return False
    return False


def inner_phrase(words: Words, at: int) -> int:
    """The word after a phrase that a preposition opens: `s teškoćama u razvoju`, `protiv droga`, `od poplava`."""
    if words.kind(at) != "l":
        return at
    preposition = words.folded[at]
    if preposition == "iz" and words.folded[at + 1 : at + 2] and words.folded[at + 1] in ("podrucja", "oblasti", "domena"):
        following = coordinated(words, at + 2, "gen")
        return following if following > at + 2 else at
    if preposition in ("protiv", "od", "bez", "izvan"):
        if words.kind(at + 1) in "AC":
            unit = unit_letters(words, at + 1) if words.kind(at + 1) == "A" else territory(words, at + 1)
            return unit or (at + 2 if words.kind(at + 1) == "A" and preposition in ("protiv", "od") else at)
        following = _simple_phrase(words, at + 1, "gen")
        return following if following > at + 1 else at
    for case in _CASES_AFTER.get(preposition, ()):
        following = _coordinated_simple(words, at + 1, case)
        if following > at + 1 and words.folded[following - 1] in words_of("inner_nouns.tsv", "form"):
            return following
    following = at + 2 if words.kind(at + 1) == "C" else at + 1  # `s Down sindromom`
    inner = words.kind(following) == "l" and words.folded[following] in words_of("inner_nouns.tsv", "form")
    return following + 1 if inner and preposition in _CASES_AFTER else at


def _coordinated_simple(words: Words, at: int, case: str) -> int:
    """Adjectives and nouns of the case joined by `i`."""
    end = _simple_phrase(words, at, case)
    while end > at and words.surfaces[end : end + 1] in (["i"], [","]):
        following = _simple_phrase(words, end + 1, case)
        if following == end + 1 or words.folded[following - 1] not in words_of("inner_nouns.tsv", "form"):
            break
        end = following
    return end


def _capital_inside(words: Words, at: int) -> int:
    """A genitive with a capital inside a chain: `Domovinskog rata`, `izradu Strategije razvoja`."""
    if words.kind(at) != "C" or match(head_forms(), words, at):
        return at
    if grammar.is_people(words.surfaces[at].lower()) and ("gen", "pl", "m") in morphology.readings(words.surfaces[at], "noun"):
        return at + 1  # `tradiciju Bošnjaka`
    if any(case == "gen" for case, _, _ in morphology.readings(words.surfaces[at], "adj")) and fits(words, at + 1, "gen", "noun"):
        if territory(words, at) or match(head_forms(), words, at + 1) or not _agree(words, at):
            return at
        return at + 2
    document = match(other_name_forms(), words, at)
    if document is not None and document.size == 1 and document.may_be("gen") and grammar.is_deed(words.surfaces[at - 1]):
        return at + 1
    return at


def _agree(words: Words, at: int) -> bool:
    """Whether the adjective and the noun after it agree in the genitive."""
    nouns = {reading for reading in morphology.readings(words.surfaces[at + 1], "noun") if reading[0] == "gen"}
    return bool(nouns & morphology.readings(words.surfaces[at], "adj"))


def fits(words: Words, at: int, case: str, pos: str) -> bool:
    if words.kind(at) != "l" or words.folded[at] in words_of("breaks.tsv", "word"):
        return False
    return any(reading[0] == case for reading in morphology.readings(words.surfaces[at], pos))
