"""Reading a role: the noun with its adjectives, what it governs, and the organization it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.coordination import after_list
from pipeline.extraction.findings import OrganizationFinding
from pipeline.extraction.organizations.lexicon import business_forms
from pipeline.extraction.participants import grammar
from pipeline.extraction.participants.items import Items
from pipeline.extraction.participants.lexicon import NounForm, cue_pattern, role_forms, words_of
from pipeline.extraction.participants.owners import Owners
from pipeline.language import morphology
from pipeline.language.folding import fold

_MAX_CHAIN = 6
_ACTING = "v.d."


@dataclass(slots=True)
class Role:
    """A role in the text: items `[start, end)`.

    Attributes:
        name: in the nominative, without the organization, in the gender of the noun.
        noun: the form of its noun; `organization`: whom it belongs to, if the text says it beside the role.
    """

    start: int
    at: int  # the noun
    end: int
    name: str
    noun: NounForm
    organization: OrganizationFinding | None = None

    @property
    def gender(self) -> str:
        return self.noun.gender

    @property
    def is_acting(self) -> bool:
        return self.name.startswith(_ACTING)


Resolver = Owners


def read_role(items: Items, index: int, resolve: Resolver, gender: str | None = None) -> Role | None:
    """The role whose noun stands at the item; `resolve` gives the organization that a bare head (`škole`) stands for.

    Where the noun's form may be of either gender (`predstavnici`), `gender` decides.
    """
    forms = [form for form in role_forms().get(items.word(index), ()) if is_spelt(items, index, form)]
    if not forms or items.kinds[index] not in "Cl":
        return None
    noun = next((form for form in forms if form.gender == gender), None) or _likeliest(items, index, forms)
    start, before = _before(items, index, noun)
    words = [*before, noun.lemma]
    acting = _acting(items, start)
    if acting is not None:
        words = [_ACTING, items.between(max(start, _after_acting(items, acting)), index + 1).lower()]
        start = acting
    end, after = _governed(items, index + 1, resolve)
    words += after
    organization, end = _organization(items, end, resolve)
    if organization is None:
        organization = resolve.of_pronoun(start, index)
    return Role(start, index, end, " ".join(words), noun, organization)


_RANKED = frozenset(
    {"sekretar", "sekretarka", "zamjenik", "zamjenica", "potpredsjednik", "potpredsjednica", "dopredsjednik", "dopredsjednica"}
)
_RANKS = frozenset({"prvi", "prva", "drugi", "druga"})


def _before(items: Items, index: int, noun: NounForm) -> tuple[int, list[str]]:
    """Agreeing adjectives before the noun, in the nominative; those that only describe stay out."""
    words: list[str] = []
    at = index
    while at > 0 and index - at < 4 and items.kinds[at - 1] in "Cl":
        word = items.surfaces[at - 1]
        if items.folded[at - 1] in role_forms() or _is_no_adjective(items, at - 1):
            break
        if grammar.agrees(word, noun.readings, noun.gender):
            lemma = grammar.nominative_adjective(word, noun.gender, "sg")
        else:
            guess = grammar.guessed_adjective(word, noun.readings, noun.gender) if noun.gender in ("m", "f") else None
            if guess is None:
                break
            lemma = guess
        at -= 1
        words.insert(0, lemma.lower())
    plain = words_of("describing.tsv", "adjective")
    ranked = fold(noun.lemma) in _RANKED
    while words and fold(grammar.nominative_adjective(words[0], "m")) in plain and not (ranked and words[0] in _RANKS):
        words.pop(0)
    return at, words


def _is_no_adjective(items: Items, index: int) -> bool:
    """Whether what agrees is the verb of the sentence (`izabran je dugogodišnji kapiten`), or `strane` of `od strane`."""
    if items.word(index - 1) == "od" and items.word(index) == "strane":
        return True
    auxiliary = items.word(index - 1) in _AUXILIARIES or items.word(index + 1) in _AUXILIARIES
    return auxiliary and cue_pattern("elections.tsv").match(items.folded_text, items.starts[index]) is not None


_AUXILIARIES = frozenset({"je", "su", "bi", "bude", "budu", "nije", "nisu"})


def _acting(items: Items, start: int) -> int | None:
    """Where `v.d.` begins before the noun."""
    for size in (4, 2, 1):
        first = start - size
        if first >= 0 and items.between(first, start).lower().replace(" ", "") in ("v.d.", "vd.", "vd"):
            return first
    return None


def _likeliest(items: Items, index: int, forms: Sequence[NounForm]) -> NounForm:
    """Of several nouns with this form (`načelnici`: načelnik, načelnica) the one its adjective agrees with, or a nominative."""
    if len(forms) == 1:
        return forms[0]
    before = items.surface(index - 1)
    agreeing = [form for form in forms if grammar.agrees(before, form.readings, form.gender)]
    return next((form for form in agreeing or forms if form.may_be("nom")), (agreeing or forms)[0])


def is_spelt(items: Items, index: int, form: NounForm) -> bool:
    """Whether the word is that form as the text writes it: `vodi` is no `vođi` where the text has diacritics."""
    if items.folded[index] in words_of("homographs.tsv", "word"):
        return False
    return not items.accented or items.surfaces[index].lower() in form.spellings


def _after_acting(items: Items, at: int) -> int:
    """The item after `v.d.`."""
    while items.word(at) in ("v", "d", ".", "vd", "v.d"):
        at += 1
    return at


def _governed(items: Items, at: int, resolve: Resolver) -> tuple[int, list[str]]:
    """Words that belong to the role: `ministra`, `za mlade`, `programa`, `poljoprivrede, vodoprivrede i šumarstva`."""
    end = at
    while end < len(items) and items.kinds[end] == "l" and end - at < _MAX_CHAIN:
        forms = role_forms().get(items.folded[end])
        if forms and any(form.may_be("gen") for form in forms):
            end += 1
            continue
        if resolve(end) is not None:
            break
        office = _over_adjectives(items, end)
        if office > end:  # `vršilac dužnosti generalnog direktora`
            end = office
            continue
        following = end
        if items.folded[end] == "za":
            following = _coordinated(items, end + 1, "acc")
            following = _against(items, following) if following > end + 1 else end
        elif not forms:
            following = _coordinated(items, end, "gen")
        if following == end:
            break
        end = following
    return end, [items.between(at, end)] if end > at else []


def _against(items: Items, at: int) -> int:
    """After `protiv` and what it governs behind a purpose (`za borbu protiv trgovine ljudima`), else the same item."""
    if items.word(at) != "protiv":
        return at
    end = _phrase(items, at + 1, "gen")
    if end > at + 1 and items.kind(end) == "l" and "ins" in morphology.cases(items.surfaces[end], "noun"):
        end += 1
    return end if end > at + 1 else at


def _over_adjectives(items: Items, at: int) -> int:
    """After a role in the genitive with adjectives before it, else the same item."""
    end = at
    while end - at < 3 and items.kind(end) == "l" and "gen" in morphology.cases(items.surfaces[end], "adj"):
        end += 1
    if end > at and items.kind(end) == "l" and any(form.may_be("gen") for form in role_forms().get(items.folded[end], ())):
        return end + 1
    return at


def _coordinated(items: Items, at: int, case: str) -> int:
    return after_list(
        at,
        lambda place: _phrase(items, place, case),
        items.word,
        conjunctions=("i",),
        closing=("i",),
        longest=_MAX_CHAIN,
        joined=_MAX_CHAIN,
    )


def _phrase(items: Items, at: int, case: str) -> int:
    """After adjectives and a noun of the case, with genitives behind it."""
    end = _simple(items, at, case)
    for _ in range(3 if end > at else 0):
        following = _simple(items, end, "gen")
        if following == end:
            break
        end = following
    return end


def _simple(items: Items, at: int, case: str) -> int:
    end = at
    while end - at < 3 and items.kind(end) == "l" and case in morphology.cases(items.surfaces[end], "adj"):
        end += 1
    word = items.word(end)
    office = any(is_spelt(items, end, form) for form in role_forms().get(word, ()))  # `vodu` is no `vođu`
    blocked = office or word in words_of("role_breaks.tsv", "word") or word in words_of("titles.tsv", "title")
    if items.kind(end) != "l" or blocked or case not in morphology.cases(items.surfaces[end], "noun"):
        return end if case == "acc" else at  # `za mlade`, but `gradonačelnik turske Burse`
    if case == "gen" and not words_of("wholes.tsv", "noun").isdisjoint(grammar.noun_lemmas(items.surfaces[end])):
        return at
    if case == "gen" and _over_business(items, at) > at:
        return at
    return end + 1


def _organization(items: Items, at: int, resolve: Resolver) -> tuple[OrganizationFinding | None, int]:
    """The organization right after the role, in the genitive or after a preposition."""
    if items.kind(at) == "O":
        acronym = items.word(at + 1) == "(" and items.kind(at + 2) in "AO" and items.word(at + 3) == ")"
        return items.organizations[at], at + 4 if acronym and items.kind(at + 4) == "C" else at + 1
    found = resolve(at)
    if found is not None:
        return found, _over_name(items, at + 1, found)
    named = resolve.of_demonstrative(at)
    if named is not None:
        return named, at + 2
    owned = _over_business(items, at)
    if owned > at and items.kind(owned) == "O":
        return items.organizations[owned], owned + 1 + (items.kind(owned + 1) == "q")
    if (
        items.word(at) in ("u", "pri", "iz", "ispred", "na", "sa", "s", "ove", "naše", "nase", "ovog", "te", "tog")
        and items.kind(at + 1) == "O"
    ):
        return items.organizations[at + 1], at + 2
    lies_in = items.word(at) in ("u", "pri", "iz", "ispred") and items.kind(at + 1) == "C"  # `saradnik u Komori`
    if lies_in or (items.word(at) in ("u", "ove", "nase", "ovog", "te", "tog", "njihove") and items.kind(at + 1) == "l"):
        found = resolve(at + 1)
        if found is not None:
            return found, _over_name(items, at + 2, found)
    return None, at


def _over_business(items: Items, at: int) -> int:
    """After a noun that says what kind of business a name in quotes is (`frizerskog salona „Lokna“`), else the same item."""
    end = at
    while end - at < 2 and items.kind(end) == "l" and "gen" in morphology.cases(items.surfaces[end], "adj"):
        end += 1
    if items.kind(end) != "l" or items.word(end) not in business_forms() or items.kind(end + 1) not in "OQ":
        return at
    return end + 1 + (items.kind(end + 1) == "Q")


def _over_name(items: Items, at: int, organization: OrganizationFinding) -> int:
    """After the words of the organization's name that follow its head (`Doma zdravlja`)."""
    words = fold(organization.name).split()
    while items.kind(at) == "l" and items.word(at) in words:
        at += 1
    return at
