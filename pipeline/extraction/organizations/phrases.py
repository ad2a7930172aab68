"""Reading one name of an organization: what stands before its head, the head, what belongs to it after the head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extraction.organizations import grammar
from pipeline.extraction.organizations.lexicon import (
    Form,
    Forms,
    Head,
    head_forms,
    heads,
    known_name_forms,
    other_name_forms,
    place_forms,
    prefix_forms,
    territory_letters,
    words_of,
)
from pipeline.extraction.organizations.words import Words, bare_letters

_LEGAL = re.compile(r"(?:d\. ?o\. ?o\.|d\. ?d\.|a\. ?d\.|s\. ?p\.|d\. ?n\. ?o\.|(?:doo|dd|ad|GmbH|Ltd\.?|Inc\.?)(?![^\W_]))")
_MAX_QUOTE = 14
_MAX_CHAIN = 6
_MAX_LIST = 8
_MAX_DEPTH = 3


@dataclass(slots=True)
class Name:
    """One mention of an organization: the words `[start, end)` and what they are made of.

    Attributes:
        head: the noun that heads it, None for a bare acronym or quotation.
        form: the form of the head in the text.
        head_at: the word where the head begins (`head_end` after it); adjectives stand from `start` to `head_at`.
        letters: legal form or kind before the name (`JU`, `MZ`).
        quote: words inside quotation marks.
        complement: whether anything after the head belongs to it; `proper`: whether that is a name (quotation, place, capital).
        nested: where a whole begins that the name holds (`Upravni odbor | Udruženja Most`).
        acronym: letters in brackets after it; `aliases`: `u daljem tekstu`.
    """

    start: int
    end: int
    head: Head | None = None
    form: Form | None = None
    head_at: int = 0
    head_end: int = 0
    letters: str = ""
    quote: tuple[int, int] | None = None
    complement: bool = False
    proper: bool = False
    nested: Name | None = None
    acronym: str | None = None
    aliases: list[str] = field(default_factory=list)
    towns: list[tuple[int, int]] = field(default_factory=list)  # shared head in the plural: one organization for each
    in_town: bool = False
    shared: tuple[int, int] = (0, 0)  # words after a shared head that belong to each of its names (`centri za socijalni rad Breza i Vareš`)
    known: str = ""  # entry of known_names.tsv
    rule: str = "head"


def match(forms: Forms, words: Words, index: int) -> Form | None:
    """The longest phrase of the table that stands at the word."""
    for form in forms.get(words.folded[index], ()):
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
        if folded not in territory_letters():
            return None
        end = index + 1
        return end + 2 if words.surfaces[end : end + 1] == ["/"] and words.is_name(end + 1) else end
    end_of_place = place(words, index)
    if end_of_place is not None:
        if words.kind(end_of_place) == "l" and _is_unit(words.folded[end_of_place]):
            return territory(words, end_of_place + 1, depth - 1) or end_of_place + 1
        if folded.startswith("bosn") and words.surfaces[end_of_place : end_of_place + 1] == ["i"]:
            return place(words, end_of_place + 1)
        return None
    if _is_unit(folded):
        end = territory(words, index + 1, depth - 1) or place(words, index + 1) or _state_adjective(words, index + 1)
        return territory(words, end, depth - 1) or end
    if words.kind(index + 1) == "l" and _is_unit(words.folded[index + 1]) and folded.endswith(_ADJECTIVE_TAIL):
        return territory(words, index + 2, depth - 1) or place(words, index + 2) or index + 2
    return None


_ADJECTIVE_TAIL = ("og", "oga", "om", "ome", "omu", "im", "ski", "cki", "ska", "ske", "skoj", "sku")


def _is_unit(folded: str) -> bool:
    return any(folded.startswith(stem) and len(folded) <= len(stem) + 3 for stem in words_of("territory_stems.tsv", "stem"))


def _state_adjective(words: Words, index: int) -> int:
    """After `Republike`: an adjective in the genitive (`Republike Srpske`)."""
    return (
        index + 1 if words.kind(index) == "C" and words.folded[index].endswith(("ske", "ska", "skoj", "sku", "skom")) else index
    )


def acronym(words: Words, index: int) -> int | None:
    """The word after letters that may name an organization: `CROPS`, `WFAD`, `UNICEF-a`; not those of a unit of government."""
    if words.kind(index) != "A" or len(words.folded[index]) < 2 or words.shouted[index]:
        return None
    return None if words.folded[index] in territory_letters() else index + 1


def read_name(words: Words, index: int, depth: int = _MAX_DEPTH) -> Name | None:
    """The name whose head, legal form or kind stands at the word, or None."""
    if not depth or not words.is_word(index):
        return None
    known = read_known_name(words, index)
    if known is not None:
        return known
    if words.kinds[index] == "A" and not words.shouted[index]:
        letters = bare_letters(words.surfaces[index]).upper()
        if letters in prefix_forms():
            return _read_after_letters(words, index, letters, index + 1, depth)
        return None
    form = match(head_forms(), words, index)
    if form is None:
        return None
    head = heads()[form.lemma]
    if "prefix" in head.use:
        name = _read_after_letters(words, index, head.lemma, index + form.size, depth)
        if name.head is None:
            name.head, name.form, name.head_at, name.head_end = head, form, index, index + form.size
        return name
    start = _adjectives_before(words, index, form, head)
    name = Name(start, index + form.size, head, form, index, index + form.size)
    if "modified" in head.use and start == index:
        return None
    _read_complement(words, name, depth)
    return name


def read_known_name(words: Words, index: int) -> Name | None:
    """A well-known name with place or territory: `Crveni križ Neum`, `Merhamet`, `Elektroprivreda BiH`."""
    if not words.is_name(index):
        return None
    form = match(known_name_forms(), words, index)
    if form is None:
        return None
    name = Name(index, index + form.size, known=form.lemma, complement=True, rule="known")
    nested = _nested(words, name.end, 2)
    if nested is not None:
        name.nested, name.end = nested, nested.end
    _read_tail(words, name)
    return name


def _read_after_letters(words: Words, index: int, letters: str, at: int, depth: int) -> Name:
    """`JU „Centar za kulturu“ Lukavac`, `JP Ceste Federacije BiH`, `MZ Jelah`, `OŠ „Aleksa Šantić“ Banja Luka`."""
    name = Name(index, at, letters=letters, rule="letters")
    inner = _headed(words, at, depth)
    if inner is not None:
        inner.start, inner.letters, inner.complement, inner.proper = index, letters, True, inner.proper or words.is_name(at)
        return inner
    _read_proper(words, name, at, depth)
    _read_tail(words, name)
    return name


def _is_foreign(words: Words, at: int) -> bool:
    """Whether a name stands undeclined before the head (`Gender centar`, `Raiffeisen banka`)."""
    surface = words.surfaces[at]
    if words.kinds[at] != "C" or words.initial[at] or grammar.is_first_name(surface) or looks_like_surname(words.surfaces[at]):
        return False
    return not place(words, at) and not match(head_forms(), words, at) and not grammar.is_nominal(surface.lower())


def _headed(words: Words, at: int, depth: int) -> Name | None:
    """A name that begins at the word, its head there or after adjectives; no unit of government."""
    for step in range(at, at + 5):
        if words.kind(step) not in ("C", "A") and (step == at or words.kind(step) != "l"):
            return None
        if match(head_forms(), words, step):
            inner = read_name(words, step, depth - 1)
            if inner is None or inner.start != at or (inner.head is not None and inner.head.use & {"state", "area"}):
                return None
            return inner
        if words.kinds[step] == "A" and step == at:
            inner = read_name(words, step, depth - 1)
            return inner if inner is not None and inner.end > step + 1 else None
    return None


def _adjectives_before(words: Words, index: int, form: Form, head: Head) -> int:
    """Where the name starts: the agreeing adjectives before the head, back to the first with a capital."""
    plain = words_of("plain_adjectives.tsv", "adjective")
    start = at = index
    while at > 0 and index - at < 6:
        before = at - 1
        if words.kinds[before] in "Cl" and grammar.agrees(words.surfaces[before], form.readings, head.gender):
            if morphology_lemma(words.surfaces[before]) in plain:
                break
            at = before
            if words.kinds[before] == "C":
                start = at
                if not words.initial[before]:
                    continue
        elif (
            words.surfaces[before] in ("i", ",")
            and before > 0
            and at < index
            and words.kinds[before - 1] in "Cl"
            and grammar.agrees(words.surfaces[before - 1], form.readings, head.gender)
        ):
            at = before
        elif at == index and words.kinds[index] == "l" and (acronym(words, before) or _is_foreign(words, before)):
            return before
        else:
            break
    return start


def morphology_lemma(word: str) -> str:
    return grammar.adjective_lemma(word)


def _read_complement(words: Words, name: Name, depth: int) -> None:
    """What belongs to the head after it."""
    assert name.head is not None
    at = name.end
    if words.kind(at) == "l":
        following = _lower_chain(words, at)
        if following > at:
            name.end, name.complement = following, True
    _read_proper(words, name, name.end, depth)
    _read_tail(words, name)


def _read_proper(words: Words, name: Name, at: int, depth: int) -> None:
    """A quotation, a whole, or a bare name with capitals."""
    closing = quotation(words, at)
    if closing is not None:
        name.quote, name.end, name.complement, name.proper = (at + 1, closing - 1), closing, True, True
        return
    nested = _nested(words, at, depth)
    if nested is not None:
        name.nested, name.end, name.complement = nested, nested.end, True
        name.proper = name.proper or nested.proper or words.is_name(nested.start)
        return
    if territory(words, at) or place(words, at):
        return
    if words.is_name(at) and not name.complement:
        end = bare_name(words, at)
        if end > at:
            name.end, name.complement, name.proper = end, True, True


def bare_name(words: Words, at: int) -> int:
    """Words with capitals right after the head: `Udruženje Proslavi Oporavak`, `Mreže ABCD`, `fondacije Open Bridge`."""
    end = at
    while end < len(words) and end - at < 4 and words.is_name(end):
        if words.kinds[end] == "A":
            if acronym(words, end) is None:
                break
            end += 1
            continue
        if grammar.is_first_name(words.surfaces[end]) or looks_like_surname(words.surfaces[end]):
            break
        if match(head_forms(), words, end) or match(other_name_forms(), words, end):
            break
        if words.is_name(end + 1) and words.kinds[end + 1] == "C" and looks_like_surname(words.surfaces[end + 1]):
            break
        end += 1
    return end


def company(words: Words, index: int) -> Name | None:
    """`Fortuna d.o.o.`, `Solana d.d. Tuzla`: words with capitals before a legal form."""
    end = index
    while end - index < 4 and words.is_name(end) and legal_suffix(words, end) is None:
        end += 1
    suffix = legal_suffix(words, end) if end > index else None
    if suffix is None:
        return None
    return Name(index, place(words, suffix) or suffix, proper=True, complement=True, rule="company")


def looks_like_surname(surface: str) -> bool:
    """Whether the word ends like a surname in -ić, in any case form; without diacritics only the clear forms."""
    return len(surface) > 4 and surface.lower().endswith(("ić", "ića", "iću", "ićem", "ićka", "ić-", "ic", "icem"))


def _nested(words: Words, at: int, depth: int) -> Name | None:
    """A whole in the genitive that the name holds: `Vlade Kantona Sarajevo`, `JU „Dom zdravlja“ Jablanica`, `KUD-a „Vez“`."""
    for step in range(at, min(at + 4, len(words))):
        if not words.is_word(step) or (step == at and not words.is_name(step)):
            return None
        form = match(head_forms(), words, step)
        if words.kinds[step] == "A" or form is not None or (step == at and match(known_name_forms(), words, at)):
            inner = read_name(words, step, depth - 1)
            if inner is None or inner.start != at:
                if words.kinds[step] == "A" and step == at:
                    return _nested_acronym(words, at)
                return None
            if form is not None and not inner.known and not form.may_be("gen") and not inner.letters:
                return None
            if inner.head is not None and "state" in inner.head.use:
                return None
            return inner
        if step == at and words.kinds[step] != "C":
            return None
    return None


def _nested_acronym(words: Words, at: int) -> Name | None:
    end = acronym(words, at)
    if end is None:
        return None
    folded = words.folded[at]
    named = folded in words_of("parties.tsv", "letters") or folded in words_of("known_acronyms.tsv", "acronym")
    if not named and not words.surfaces[at].endswith(("-a", "-e", "-ja")):
        return None
    name = Name(at, end, proper=True, rule="acronym")
    _read_tail(words, name)
    return name


def _read_tail(words: Words, name: Name) -> None:
    """Place, territory, legal form, `u` and a town; then brackets."""
    at = name.end
    use = name.head.use if name.head is not None else frozenset()
    if name.nested is not None and name.nested.head is not None:
        use = use | name.nested.head.use
    suffix = legal_suffix(words, at)
    if suffix is not None and (name.quote or name.proper):
        name.end = at = suffix
    following = territory(words, at) or place(words, at)
    if following is not None:
        name.end = at = following
        name.complement = name.proper = True
        more = territory(words, at)
        if more is not None:
            name.end = at = more
    elif words.folded[at : at + 1] in (["s"], ["sa"]) and words.kind(at + 1) == "l" and place(words, at + 2):
        name.end = at = place(words, at + 2) or at
        name.complement = name.proper = True
    elif words.folded[at : at + 1] in (["u"], ["na"]) and words.is_name(at + 1):
        following = territory(words, at + 1)
        if following is None and "town" in use:
            following = place(words, at + 1)
        if following is not None and ("town" in use or name.complement):
            name.end = at = following
            name.complement = name.proper = name.in_town = True
    suffix = legal_suffix(words, at)
    if suffix is not None and (name.quote or name.proper):
        name.end = at = suffix
        following = place(words, at)
        if following is not None:
            name.end = following
    _read_brackets(words, name)


def _read_brackets(words: Words, name: Name) -> None:
    at = name.end
    if words.surfaces[at : at + 1] != ["("]:
        return
    close = next((step for step in range(at + 1, min(at + 9, len(words))) if words.surfaces[step] == ")"), None)
    if close is None:
        return
    inside = range(at + 1, close)
    folded = [words.folded[step] for step in inside]
    if "tekstu" in folded or "nastavku" in folded:
        alias = [step for step in inside if words.is_name(step)]
        if alias:
            name.aliases.append(words.between(alias[0], alias[-1] + 1))
        return
    if len(inside) <= 3 and words.kinds[at + 1] == "A" and all(words.is_name(step) for step in inside):
        letters = words.folded[at + 1]
        if letters not in words_of("parties.tsv", "letters"):
            name.acronym = words.between(at + 1, close)


def _lower_chain(words: Words, at: int) -> int:
    """The word after the lower-case words that belong to the head: a genitive chain or `za` with what it governs."""
    end = at
    if words.folded[at] == "za":
        if words.folded[at + 1 : at + 2] and words.folded[at + 1] in words_of("not_purposes.tsv", "word"):
            return at
        end = _coordinated(words, at + 1, "acc")
        if end == at + 1:
            return at
    else:
        end = _coordinated(words, at, "gen")
        if end == at:
            return at
    # up to a quotation, prepositions belong to the name too
    reach = end
    while reach < len(words) and reach - end < 7 and words.kinds[reach] == "l" and not _ends_name(words, reach):
        reach += 1
    if reach > end and words.kind(reach) == "Q" and quotation(words, reach):
        return reach
    return end


def _ends_name(words: Words, at: int) -> bool:
    folded = words.folded[at]
    return folded in words_of("breaks.tsv", "word") or not (
        grammar.is_nominal(words.surfaces[at]) or folded in words_of("prepositions.tsv", "preposition")
    )


def _coordinated(words: Words, at: int, case: str) -> int:
    """The word after noun phrases of the case, joined by commas and `i`; a comma counts only where `i` closes the list."""
    end = _noun_phrase(words, at, case)
    if end == at:
        return at
    while end < len(words):
        mark = words.surfaces[end]
        if mark in ("i", "te", "ili") or (mark == "," and _list_goes_on(words, end, case)):
            following = _noun_phrase(words, end + 1, case)
            if following == end + 1:
                break
            end = following
        else:
            break
    return end


def _list_goes_on(words: Words, comma: int, case: str) -> bool:
    """Whether after the comma noun phrases of the case follow up to `i`."""
    at = comma
    for _ in range(_MAX_LIST):
        if words.surfaces[at : at + 1] != [","]:
            break
        following = _noun_phrase(words, at + 1, case)
        if following == at + 1:
            return False
        at = following
    return words.surfaces[at : at + 1] in (["i"], ["te"]) and _noun_phrase(words, at + 1, case) > at + 1


def _noun_phrase(words: Words, at: int, case: str) -> int:
    """The word after adjectives and a noun of the case with the genitives and fixed phrases that belong to it."""
    end = _simple_phrase(words, at, case)
    for _ in range(_MAX_CHAIN if end > at else 0):
        following = _inner_phrase(words, end)
        if following == end:
            following = _simple_phrase(words, end, "gen")
        if following == end:
            break
        end = following
    return end


def _simple_phrase(words: Words, at: int, case: str) -> int:
    """The word after adjectives, joined by `i` too, and a noun of the case; or after an adjective alone (`mladih`)."""
    end = at
    while end - at < 5 and _fits(words, end, case, "adj"):
        end += 1
        if words.surfaces[end : end + 1] == ["i"] and _fits(words, end + 1, case, "adj") and _fits(words, end + 2, case, "noun"):
            end += 1
    return end + 1 if _fits(words, end, case, "noun") else end


def _inner_phrase(words: Words, at: int) -> int:
    """`s teškoćama u razvoju`, `protiv droga`, `od poplava`."""
    if words.kind(at) != "l":
        return at
    if words.folded[at] in ("protiv", "od"):
        return _after_preposition(words, at, "gen")
    if words.folded[at] in ("s", "sa", "u", "o", "na", "pri"):
        following = words.folded[at + 1 : at + 2]
        if following and following[0] in words_of("inner_nouns.tsv", "form"):
            return at + 2
        if following and words.folded[at + 2 : at + 3] and words.folded[at + 2] in words_of("inner_nouns.tsv", "form"):
            return at + 3
    return at


def _after_preposition(words: Words, at: int, case: str) -> int:
    following = _simple_phrase(words, at + 1, case)
    return following if following > at + 1 else at


def _fits(words: Words, at: int, case: str, pos: str) -> bool:
    if words.kind(at) != "l" or words.folded[at] in words_of("breaks.tsv", "word"):
        return False
    return any(reading[0] == case for reading in grammar.readings(words.surfaces[at], pos))
