"""Reading one name of an organization: what stands before its head, the head, what belongs to it after the head."""

from __future__ import annotations

from functools import cache

from pipeline.extraction.organizations import grammar
from pipeline.extraction.organizations.chains import coordinated, fits, lower_chain, purpose
from pipeline.extraction.organizations.companies import company, domain_name
from pipeline.extraction.organizations.lexicon import (
    Form,
    Head,
    KnownName,
    head_forms,
    heads,
    known_name_forms,
    known_names,
    letters_with_diacritics,
    other_name_forms,
    place_forms,
    prefix_forms,
    words_of,
)
from pipeline.extraction.organizations.matching import (
    acronym,
    legal_suffix,
    looks_like_surname,
    match,
    place,
    quotation,
    territory,
)
from pipeline.extraction.organizations.name import Name
from pipeline.extraction.organizations.words import Words, bare_letters
from pipeline.language import morphology
from pipeline.language.folding import fold
from pipeline.language.morphology import tables

_MAX_DEPTH = 3


def read_name(words: Words, index: int, depth: int = _MAX_DEPTH) -> Name | None:
    """The name whose head, legal form or kind stands at the word, or None."""
    if depth <= 0 or not words.is_word(index):
        return None
    known = read_known_name(words, index, depth - 1)
    if known is not None:
        return known
    if words.kinds[index] == "A" and not words.shouted[index]:
        letters = bare_letters(words.surfaces[index]).upper()
        letters = letters_with_diacritics().get(letters, letters) if words.bare else letters
        if letters in prefix_forms():
            return _read_after_letters(words, index, letters, index + 1, depth)
        return None
    form = match(head_forms(), words, index)
    head = heads()[form.lemma] if form is not None else None
    if form is None or head is None:
        form, head = _hyphened(words, index)
    if form is None or head is None:
        return None
    if "prefix" in head.use:
        name = _read_after_letters(words, index, head.lemma, index + form.size, depth)
        if name.head is None:
            name.head, name.form, name.head_at, name.head_end = head, form, index, index + form.size
        return name
    start = _adjectives_before(words, index, form, head)
    name = Name(start, index + form.size, head, form, index, index + form.size, use=head.use)
    _read_complement(words, name, depth)
    if "modified" in head.use and start == index and not _is_named(words, name):
        return None
    return name


def _hyphened(words: Words, index: int) -> tuple[Form | None, Head | None]:
    """A head after a hyphen: `Press-služba`, `Foto-klub`."""
    before, hyphen, last = words.folded[index].rpartition("-")
    if not hyphen or words.kinds[index] != "C":
        return None, None
    form = next((form for form in head_forms().get(last, ()) if not form.rest), None)
    if form is None or heads()[form.lemma].use & {"area", "state", "generic"}:
        return None, None
    lemma = f"{words.surfaces[index][: len(before)].lower()}-{form.lemma}"
    return form, Head(lemma, heads()[form.lemma].gender, heads()[form.lemma].use - {"everyday", "modified", "event"})


def _is_named(words: Words, name: Name) -> bool:
    """Whether a noun that asks for an adjective is a name without one: `Jedinica za …`, `Hor „Neretva“`, `Policija RS`."""
    if words.kinds[name.start] != "C":
        return False
    if words.initial[name.start]:
        return name.quote is not None
    at = name.head_end
    if name.nested is not None and name.nested.start > at:  # `Aktiv mladih Crvenog križa Breza`
        return True
    if name.quote is not None or "za" in words.folded[at : name.end] or territory(words, at) is not None:
        return True
    if words.kind(at) == "l" and name.proper and name.end > at + 1:  # `Zajednica kulturno-umjetničkih udruga HNŽ`
        return words.kind(name.end - 1) in "CA"
    return name.proper and words.is_name(at) and name.nested is None and place(words, at) is None


def read_known_name(words: Words, index: int, depth: int = 2) -> Name | None:
    """A well-known name with place or territory: `Crveni križ Neum`, `Merhamet`, `Elektroprivreda BiH`."""
    if not words.is_name(index):
        return None
    form = match(known_name_forms(), words, index)
    if form is None:
        return None
    if form.size == 1 and _is_other_word(words, index, known_names()[form.lemma]):
        return None
    name = Name(_before_known(words, index, form), index + form.size, known=form.lemma, complement=True, rule="known")
    name.head_at = index
    nested = _nested(words, name.end, depth) or _lower_unit(words, name.end, depth)
    if nested is not None:
        name.nested, name.end = nested, nested.end
    closing = quotation(words, name.end) if form.size >= 3 else None
    if closing is not None:  # `Gorska služba spašavanja „Prenj“`
        name.quote, name.end = (name.end + 1, closing - 1), closing
    _read_tail(words, name, depth)
    if words.kind(index - 1) == "Q" and words.kind(name.end) == "q" and nested is None:  # `„Merhamet“ Doboj`
        name.end = place(words, name.end + 1) or name.end
    return name


def _lower_unit(words: Words, at: int, depth: int) -> Name | None:
    """`Caritas župe Kreševo`, `Crveni križ općine Kakanj`: a unit in the genitive with its name."""
    form = match(head_forms(), words, at) if words.kind(at) == "l" and depth > 0 else None
    if form is None or ("gen", "sg") not in form.readings:
        return None
    inner = read_name(words, at, depth - 1)
    named = inner is not None and inner.start == at and inner.proper and inner.quote is None and inner.head is not None
    return inner if named and inner is not None and words.is_name(inner.head_end) else None


def _is_other_word(words: Words, index: int, known: KnownName) -> bool:
    """Whether the word is rather an everyday word at the start of a sentence, or letters (`UNICEF`)."""
    if words.kinds[index] == "A" and words.folded[index] in words_of("known_acronyms.tsv", "acronym"):
        return True
    return "everyday" in known.use and words.initial[index]


def _before_known(words: Words, index: int, form: Form) -> int:
    """Where a well-known name begins: an adjective of a country before it belongs to it (`Austrijski Crveni krst`)."""
    before = index - 1
    if words.kind(before) != "C" or words.initial[index] or not morphology.is_nominal(words.surfaces[before], "adj"):
        return index
    gender = known_names()[form.lemma].gender
    if gender and grammar.agrees(words.surfaces[before], form.readings, gender):
        return before
    return index


def _read_after_letters(words: Words, index: int, letters: str, at: int, depth: int) -> Name:
    """`JU „Centar za kulturu“ Lukavac`, `JP Ceste Federacije BiH`, `MZ Jelah`, `OŠ „Aleksa Šantić“ Banja Luka`."""
    use = frozenset(prefix_forms().get(letters, ("", ""))[1].split()) - {"body"}
    name = Name(index, at, letters=letters, rule="letters", use=use)
    inner = _headed(words, at, depth)
    if inner is not None:
        inner.start, inner.letters, inner.complement, inner.proper = index, letters, True, inner.proper or words.is_name(at)
        return inner
    following = purpose(words, at) if words.folded[at : at + 1] == ["za"] else at
    if following > at:  # `PS za bezbjednost saobraćaja`
        name.end, name.complement, name.proper = following, True, True
    else:
        _read_proper(words, name, at, depth)
    _read_tail(words, name, depth)
    return name


def quoted_after_letters(words: Words, index: int, letters: str, closing: int) -> Name:
    """Letters of any kind before a name in quotation marks (up to `closing`), with the place after it."""
    name = Name(index, closing, letters=letters, quote=(index + 2, closing - 1), complement=True, proper=True, rule="letters")
    _read_tail(words, name, _MAX_DEPTH)
    return name


def _is_foreign(words: Words, at: int) -> bool:
    """Whether a name stands undeclined before the head (`Gender centar`, `Raiffeisen banka`)."""
    surface = words.surfaces[at]
    if words.kinds[at] == "C" and words.folded[at] in words_of("undeclined_modifiers.tsv", "word"):
        return True
    if words.kinds[at] == "C" and "-" in surface and not morphology.is_nominal(surface, "adj"):
        return not place(words, at)  # `Auto-moto društvo`
    if words.kinds[at] != "C" or words.initial[at] or morphology.is_first_name(surface) or looks_like_surname(words.surfaces[at]):
        return False
    if words.folded[at] in words_of("network_services.tsv", "service"):
        return False
    return not place(words, at) and not match(head_forms(), words, at) and not morphology.is_nominal(surface.lower())


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
            and (at < index or form.size > 1)
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
    name.end = name.after = at = _adjectives_after(words, name)
    if at > name.head_end:
        name.complement = name.proper = True
    elif "named" in name.head.use and (patron := _titled_patron(words, name, at)) is not None:
        name.end, name.complement, name.proper = place(words, patron) or patron, True, True
        _read_tail(words, name, depth)
        return
    elif words.kind(at) == "l":
        following = lower_chain(words, at)
        if words.folded[following : following + 1] == ["za"] and name.head.lemma in words_of("purpose_heads.tsv", "head"):
            following = purpose(words, following)  # `Fond solidarnosti za obnovu …`
        if following > at:
            name.end, name.complement = following, True
    _read_proper(words, name, name.end, depth)
    _read_tail(words, name, depth)


def _adjectives_after(words: Words, name: Name) -> int:
    """The word after adjectives that follow their head (`Eparhija zahumsko-hercegovačka i primorska`)."""
    assert name.head is not None and name.form is not None
    at = end = name.head_end
    while words.kind(at) == "l" and grammar.agrees(words.surfaces[at], name.form.readings, name.head.gender):
        if at == end == name.head_end and "-" not in words.surfaces[at] and "church" not in name.head.use:
            return end
        end = at + 1
        at = end + 1 if words.surfaces[end : end + 1] == ["i"] else end
    before_noun = words.kind(end) == "l" and bool(morphology.readings(words.surfaces[end], "noun"))
    return name.head_end if before_noun and "church" not in name.head.use else end


def _read_proper(words: Words, name: Name, at: int, depth: int) -> None:
    """A quotation, a whole, or a bare name with capitals."""
    closing = quotation(words, at)
    if closing is not None:
        name.quote, name.end, name.complement, name.proper = (at + 1, closing - 1), closing, True, True
        return
    if name.head is not None and words.is_name(at) and not match(head_forms(), words, at):
        firm = company(words, at)
        if firm is not None:
            name.end, name.complement, name.proper = firm.end, True, True
            return
    nested = _nested(words, at, depth)
    if nested is not None and "generic" in name.use and nested.known and _stands_beside(words, nested):
        name.end, name.complement, name.proper = nested.end, True, True
        return
    if nested is not None:
        name.nested, name.end, name.complement = nested, nested.end, True
        name.proper = name.proper or nested.proper or words.is_name(nested.start)
        return
    if words.is_name(at) and (domain := domain_name(words, at)) is not None:
        name.end, name.complement, name.proper = domain, True, True
        return
    if (territory(words, at) or place(words, at)) and not _is_medium_of_two(words, name, at):
        return
    if _is_saint(words, at):
        name.end, name.complement, name.proper = _saint(words, at), True, True
        return
    if "named" in name.use:
        patron = at + 2 if _is_named_after_person(words, name, at) else _patron(words, name, at)
        if patron is not None:
            name.end, name.complement, name.proper = patron, True, True
            return
    if "body" in name.use and (event := match(other_name_forms(), words, at)) and event.may_be("gen") and words.kind(at) == "C":
        name.end, name.complement, name.proper = coordinated(words, at + event.size, "gen"), True, True
        return  # `Organizacioni odbor Sajma knjige`
    if _takes_bare_name(words, name, at):
        if "public" in name.use and words.kinds[at] != "A":
            return
        end = bare_name(words, at, surname=bool({"surname"} & name.use))
        if end > at:
            name.end, name.complement, name.proper = end, True, True
            closing = quotation(words, end)
            if closing is not None:  # `Udruženje Roma „Romska suza“`
                name.quote, name.end = (end + 1, closing - 1), closing


def _is_medium_of_two(words: Words, name: Name, at: int) -> bool:
    """Whether a medium is called by a place and another word (`portal Neretva Info`)."""
    media = name.head is not None and ("media" in name.head.use or name.head.lemma == "portal")
    after = words.surfaces[at + 1] if words.kind(at + 1) in "CA" else ""
    return (
        media
        and bool(after)
        and not morphology.is_first_name(after)
        and not place(words, at + 1)
        and not looks_like_surname(after)
    )


def _stands_beside(words: Words, known: Name) -> bool:
    """Whether a well-known name stands in the nominative beside a head of any case (`organizacije Hilfswerk International`)."""
    form = match(known_name_forms(), words, known.head_at)
    return form is not None and form.may_be("nom")


def _is_named_after_person(words: Words, name: Name, at: int) -> bool:
    """`Gimnazije Zaim Kolaković`: a first name and surname that are not declined; not after a role (`pedagog škole …`)."""
    if words.kind(at) != "C" or words.kind(at + 1) != "C" or (words.kind(at + 2) == "C" and not place(words, at + 2)):
        return False
    if not _is_undeclined_first_name(words.surfaces[at]):
        return False
    if not words.folded[at + 1].endswith(("ic", "ov", "ev", "ski", "an", "ac")):
        return False
    before = words.surfaces[name.start - 1] if name.start else ""
    if before in ("iz", "ispred", "ime", ",", "(", "–", "-", ":") or words.kind(name.start - 1) in "BN":
        return False
    return not _after_role(words, name.start)


def _patron(words: Words, name: Name, at: int) -> int | None:
    """After a man's name in the genitive (`OŠ Petra Kočića`, `Kazalište Marina Držića`).

    Not where somebody's role in the genitive goes before: `imenovali su direktora škole Petra Kočića`.
    """
    end = at
    while end - at < 3 and words.kind(end) == "C" and words.folded[end].endswith(("a", "e")):
        end += 1
        if end - at > 1 and words.folded[end - 1].endswith(_GENITIVE_SURNAME):
            break
    if end - at < 2 or not words.folded[end - 1].endswith(_GENITIVE_SURNAME):
        return None
    if words.kind(end) == "C" and not place(words, end):
        return None
    before = words.surfaces[name.start - 1].lower() if name.start and words.is_word(name.start - 1) else ""
    if before and grammar.is_people(before):
        roles = morphology.readings(before, "noun")
        if any(case in ("gen", "acc") and number == "sg" for case, number, _ in roles):
            return None
    return end


_GENITIVE_SURNAME = ("ica", "ova", "eva", "skog", "ckog", "oga")


def _titled_patron(words: Words, name: Name, at: int) -> int | None:
    """After a person with a title after whom the head is named: `škola fra Didaka Buntića`, `gimnazija dr. Mustafa Kamarić`.

    Behind somebody's role only a name in the genitive is meant: in `direktorica škole dr. Ana Marić` she is the director.
    """
    start = at
    while words.kind(at) in "lC" and words.folded[at : at + 1] and words.folded[at] in words_of("patron_titles.tsv", "title"):
        at += 1 + (words.surfaces[at + 1 : at + 2] == ["."])
    if at == start or words.kind(at) != "C" or words.kind(at + 1) != "C":
        return None
    first, last = words.surfaces[at : at + 2]
    if not (morphology.is_first_name(first) or looks_like_surname(last)):
        return None
    if _is_undeclined_first_name(first) and _after_role(words, name.start):
        return None
    return at + 2


def _after_role(words: Words, start: int) -> bool:
    """Whether one person's role stands before (`direktor Zavoda …`), so that the person's name may follow."""
    at = start - 1
    while (
        start - at <= _MAX_WHOLES
        and words.kind(at) in "Cl"
        and (match(head_forms(), words, at) or _is_genitive_adjective(words, at))
    ):
        at -= 1  # `predsjednik Sindikata Univerziteta …`
    before = words.surfaces[at].lower() if at >= 0 and words.is_word(at) else ""
    return grammar.is_people(before) and any(number == "sg" for _, number, _ in morphology.readings(before, "noun"))


_MAX_WHOLES = 4  # words of the wholes between a role and the name


def _is_genitive_adjective(words: Words, at: int) -> bool:
    return "gen" in morphology.cases(words.surfaces[at], "adj") and not grammar.is_people(words.surfaces[at].lower())


def _takes_bare_name(words: Words, name: Name, at: int) -> bool:
    """Whether words with capitals may follow: right after the head, letters after any complement, not after an organ."""
    if not words.is_name(at):
        return False
    if name.complement:
        if words.kinds[at] == "A" or words.folded[at - 1] in words_of("unit_genitives.tsv", "form"):
            return True
        return (
            grammar.is_people(words.surfaces[at - 1]) and _goes_on(words, at) and not morphology.is_first_name(words.surfaces[at])
        )
    return "body" not in name.use or _is_people_of(words, at)


def _is_people_of(words: Words, at: int) -> bool:
    """Whether a people stands in the genitive (`Vijeće Roma`, `Savez Srba`)."""
    surface = words.surfaces[at]
    people = ("gen", "pl", "m") in morphology.readings(surface, "noun") and grammar.is_people(surface.lower())
    return people and words.kinds[at] == "C" and not morphology.is_first_name(surface)


def _is_saint(words: Words, at: int) -> bool:
    return words.folded[at : at + 1] == ["sv"] and words.surfaces[at + 1 : at + 2] == ["."] and words.kind(at + 2) == "C"


def _saint(words: Words, at: int) -> int:
    """After `sv. Petra i Pavla`, `sv. Ilije Proroka`."""
    end = at + 3
    if (
        words.surfaces[end : end + 1] == ["i"]
        and words.kind(end + 1) == "C"
        and morphology.is_first_name(words.surfaces[end + 1])
    ):
        return end + 2
    return end


def bare_name(words: Words, at: int, *, surname: bool = False) -> int:
    """Words with capitals right after the head: `Udruženje Proslavi Oporavak`, `Mreže ABCD`, `fondacije Open Bridge`.

    Args:
        surname: whether it may be a surname (`OPG Brajković`).
    """
    end = at
    if surname and words.kind(at) == "C" and looks_like_surname(words.surfaces[at]):
        return at + 1
    if words.kind(at) == "C" and not words.is_name(at + 1) and _is_undeclined_first_name(words.surfaces[at]):
        return at + 1  # `Samostan Gorica`
    while end < len(words) and end - at < 4 and words.is_name(end):
        if words.kinds[end] == "A":
            if acronym(words, end) is None:
                break
            end += 1
            continue
        if end > at and words.folded[end - 1] in ("sveti", "sveta"):
            end += 1
            continue
        if looks_like_surname(words.surfaces[end]):
            break
        if morphology.is_first_name(words.surfaces[end]) and not (end == at + 1 and _is_village_noun(words, end)):
            break
        if match(head_forms(), words, end) or match(other_name_forms(), words, end):
            break
        if words.is_name(end + 1) and words.kinds[end + 1] == "C" and looks_like_surname(words.surfaces[end + 1]):
            break
        end += 1
    if end > at and words.kind(end) == "l":
        if _is_saint(words, end):
            return end + 3  # `Kruh sv. Ante`
        if _goes_on(words, end - 1):
            return end + 1
    return end


def _is_village_noun(words: Words, at: int) -> bool:
    """Whether what may be a first name is the noun of a village after its adjective (`MZ Donje Luke`)."""
    adjective = words.folded[at - 1].endswith(_VILLAGE_ADJECTIVES) and not words.folded[at - 1].startswith(("svet",))
    return (
        adjective
        and words.folded[at][-1] in "aeiu"
        and not (words.kind(at + 1) == "C" and looks_like_surname(words.surfaces[at + 1]))
    )


_VILLAGE_ADJECTIVES = (
    "ske",
    "cke",
    "ska",
    "cka",
    "skog",
    "ckog",
    "sko",
    "cko",
    "ski",
    "cki",
    "nje",
    "nja",
    "njeg",
    "vo",
    "ve",
    "va",
)


def _is_undeclined_first_name(surface: str) -> bool:
    return morphology.is_first_name(surface) and fold(surface) in _first_names()


@cache
def _first_names() -> frozenset[str]:
    return frozenset(fold(name) for name in tables.first_names())


def _goes_on(words: Words, at: int) -> bool:
    """Whether the lower-case word after a capital belongs to the name too: `Hutovo blato`, `Kap ljubavi`."""
    if words.kind(at) != "C" or words.kind(at + 1) != "l" or words.folded[at + 1] in words_of("verbs_too.tsv", "form"):
        return False
    first, second = words.surfaces[at], words.surfaces[at + 1]
    if fits(words, at + 1, "nom", "noun"):
        nouns = {reading for reading in morphology.readings(second, "noun") if reading[0] == "nom"}
        if nouns & (morphology.readings(first, "adj") or grammar.possessive_readings(first)):
            return True
    named = any(case == "nom" for case, _, _ in morphology.readings(first, "noun")) and not grammar.is_people(first.lower())
    return named and fits(words, at + 1, "gen", "noun") and grammar.is_known(second)


def _nested(words: Words, at: int, depth: int) -> Name | None:
    """A whole in the genitive that the name holds: `Vlade Kantona Sarajevo`, `JU „Dom zdravlja“ Jablanica`, `KUD-a „Vez“`."""
    if depth <= 0:
        return None
    for step in range(at, min(at + 4, len(words))):
        if not words.is_word(step) or (step == at and not words.is_name(step)):
            return None
        form = match(head_forms(), words, step)
        if words.kinds[step] == "A" or form is not None or (step == at and match(known_name_forms(), words, at)):
            inner = read_name(words, step, depth - 1)
            if inner is None or inner.start != at:
                if words.kinds[step] == "A" and step == at:
                    return _nested_acronym(words, at, depth - 1)
                return None
            if form is not None and not inner.known and not form.may_be("gen") and not inner.letters:
                return None
            if inner.head is not None and "state" in inner.head.use:
                return None
            return inner
        if step == at and words.kinds[step] != "C":
            return None
    return None


def _nested_acronym(words: Words, at: int, depth: int) -> Name | None:
    end = acronym(words, at)
    if end is None:
        return None
    folded = words.folded[at]
    named = folded in words_of("parties.tsv", "letters") or folded in words_of("known_acronyms.tsv", "acronym")
    if not named and not words.surfaces[at].endswith(("-a", "-e", "-ja")):
        return None
    name = Name(at, end, proper=True, rule="acronym")
    _read_tail(words, name, depth)
    return name


def _read_tail(words: Words, name: Name, depth: int) -> None:
    """Place, territory, legal form, `u` and a town; then brackets."""
    at = name.end
    use = name.head.use if name.head is not None else frozenset()
    if name.nested is not None and name.nested.head is not None:
        use = use | name.nested.head.use
    suffix = legal_suffix(words, at)
    if suffix is not None and (name.quote or name.proper or (words.kinds[name.start] == "C" and not words.initial[name.start])):
        name.end = at = suffix
        name.complement = name.proper = True
    if _ends_with_capital(words, name, at):
        name.end = at = at + 1 + (words.kind(at + 1) == "C")
        name.complement = name.proper = True
    if name.known and _is_saint(words, at):
        name.end = at = _saint(words, at)
    following = territory(words, at) or place(words, at)
    if following is not None and _is_bearer(words, name, at):
        return  # `dopredsjednica Općinskog vijeća Janja N.`
    if following is not None:
        name.end = at = _after_more_places(words, at, following)
        name.complement = name.proper = True
        more = territory(words, at)
        if more is None and words.kinds[at - 1] == "C" and _is_genitive_place(words, at - 1):
            more = place(words, at)
        if more is not None:
            name.end = at = more
        name.end = at = _after_whole(words, name, at, depth)
        if "town" in use and words.folded[at : at + 1] == ["u"]:
            name.end = at = territory(words, at + 1) or place(words, at + 1) or at
        named = name.head is not None and not name.head.use & {"area", "state", "public", "body"}
        closing = quotation(words, at) if named and name.quote is None else None
        if closing is not None:
            # `Udruženje vinara istočne Hercegovine „Vranac“`
            name.quote, name.end, at = (at + 1, closing - 1), closing, closing
    elif words.folded[at : at + 1] in (["s"], ["sa"]) and words.kind(at + 1) == "l" and place(words, at + 2):
        name.end = at = place(words, at + 2) or at
        name.complement = name.proper = True
    elif words.folded[at : at + 1] in (["u"], ["na"]) and words.is_name(at + 1):
        following = territory(words, at + 1)
        if following is None and "town" in use:
            following = place(words, at + 1)
        if following is not None and "area" not in use and ("town" in use or name.complement or name.start < name.head_at):
            name.end = at = following
            name.complement = name.proper = name.in_town = True
    else:
        name.end = at = _after_whole(words, name, at, depth)
    suffix = legal_suffix(words, at)
    if suffix is not None and (name.quote or name.proper):
        name.end = at = suffix
        following = place(words, at)
        if following is not None:
            name.end = following
    _read_brackets(words, name)


def _is_bearer(words: Words, name: Name, at: int) -> bool:
    """Whether the place is rather the first name of whoever has the office before the name."""
    if words.kind(at + 1) != "C" or place(words, at + 1) or territory(words, at + 1) or not _after_role(words, name.start):
        return False
    if morphology.is_first_name(words.surfaces[at + 1]) and words.kind(at + 2) == "C":
        return False  # `Agencija za vodno područje rijeke Save N. N.`
    return morphology.is_first_name(words.surfaces[at]) and not match(head_forms(), words, at + 1)


def _after_whole(words: Words, name: Name, at: int, depth: int) -> int:
    """After `za …` behind a state (`Agencija BiH za statistiku`), or a whole behind a town (`Centar Bihać Službe za …`)."""
    if words.folded[at : at + 1] == ["za"] and name.head is not None and name.head.lemma in words_of("purpose_heads.tsv", "head"):
        return purpose(words, at) if territory(words, name.head_end) == at or words.kind(name.head_end) == "A" else at
    if name.nested is None and words.kind(at) == "C" and not words.initial[at]:
        inner = _nested(words, at, depth - 1)
        singular = inner is None or inner.form is None or ("gen", "sg") in inner.form.readings
        if inner is not None and singular and (inner.head is None or not inner.head.use & {"area", "generic"}):
            name.nested = inner
            return inner.end
    return at


def _ends_with_capital(words: Words, name: Name, at: int) -> bool:
    """A village that no table knows (`KUD „Zora“ Klokotnica`), or a name after people (`Udruženje građana Izvor`)."""
    if not _is_lone_capital(words, at):
        return name.quote is not None and name.quote[1] + 1 == at and _is_village(words, at)
    nominal = morphology.is_nominal(words.surfaces[at].lower())
    if name.quote is not None and name.quote[1] + 1 == at:
        return not nominal or not grammar.is_in_lexicon(words.surfaces[at])
    if not name.complement or words.kind(at - 1) != "l" or _after_role(words, name.start):
        return False
    named = any(case == "nom" for case, _, _ in morphology.readings(words.surfaces[at], "noun"))
    after_people = grammar.is_people(words.surfaces[at - 1]) and not grammar.is_people(words.surfaces[at].lower())
    return not nominal or (named and after_people)


def _is_village(words: Words, at: int) -> bool:
    """`Donja Mahala`, `Novo Selo`: an adjective with its noun, both with capitals, that no table knows."""
    if words.kind(at) != "C" or words.kind(at + 1) != "C" or words.is_name(at + 2) or looks_like_surname(words.surfaces[at + 1]):
        return False
    first = words.surfaces[at]
    return first.lower() in _VILLAGE_WORDS and not morphology.is_first_name(first)


_VILLAGE_WORDS = frozenset(
    stem + ending
    for stem in ("donj", "gornj", "velik", "mal", "nov", "star", "srednj", "bijel", "crn", "kamen", "suh", "dug", "crven")
    for ending in ("i", "a", "o", "e")
)


def _is_lone_capital(words: Words, at: int) -> bool:
    """A single word with a capital that names no person and is no place of the table."""
    if words.kind(at) != "C" or words.is_name(at + 1) or words.kind(at - 1) == "B" or place(words, at) or territory(words, at):
        return False
    surface = words.surfaces[at]
    if match(head_forms(), words, at) or match(other_name_forms(), words, at) or looks_like_surname(surface):
        return False
    return not morphology.is_first_name(surface)


def _is_genitive_place(words: Words, at: int) -> bool:
    """`Hercegovine`, after which a town may still follow (`Muzej Hercegovine Mostar`)."""
    form = match(place_forms(), words, at)
    return form is not None and form.may_be("gen") and not form.may_be("nom")


def _after_more_places(words: Words, at: int, following: int) -> int:
    """`Semberije i Majevice`: two regions in the genitive."""
    form = match(place_forms(), words, at)
    if form is None or form.may_be("nom") or words.surfaces[following : following + 1] != ["i"]:
        return following
    other = match(place_forms(), words, following + 1) if words.kind(following + 1) == "C" else None
    return following + 1 + other.size if other is not None and other.may_be("gen") and not other.may_be("nom") else following


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
