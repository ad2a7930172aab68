"""Which role and which organization a person has, from what stands around the name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.extraction.findings import OrganizationFinding
from pipeline.extraction.participants import grammar
from pipeline.extraction.participants.items import Items
from pipeline.extraction.participants.lexicon import group_forms, place_forms, role_forms, words_of
from pipeline.extraction.participants.owners import is_possessive
from pipeline.extraction.participants.persons import PersonName
from pipeline.extraction.participants.relatives import after_cue, among, employer, headed
from pipeline.extraction.participants.roles import Resolver, Role, read_role
from pipeline.language import morphology
from pipeline.language.folding import fold

_OPENING = frozenset((",", "-", "–", "—", "("))
_FOR = frozenset(("ispred", "iz", "sa", "s", "pri", "u"))


@dataclass(slots=True)
class Affiliation:
    """What one mention of a name says of the person.

    Attributes:
        end: the item after what belongs to the name.
        labelled: whether the organization stands before a colon and is that of a row of names.
        elected: whether the text says that the person was given the office or chosen into the organization.
        heading: the office of several before a row of names, which those without one of their own have too.
    """

    role: Role | None = None
    organization: OrganizationFinding | None = None
    end: int = 0
    rule: str = "name"
    labelled: bool = False
    elected: bool = False
    heading: Role | None = None


def read_roles(items: Items, resolve: Resolver) -> tuple[dict[int, Role], dict[int, Role]]:
    """All roles of the text by their first item and by the item after them; a role inside a longer one is left out."""
    by_start: dict[int, Role] = {}
    by_end: dict[int, Role] = {}
    index = 0
    while index < len(items):
        role = read_role(items, index, resolve) if items.folded[index] in role_forms() else None
        if role is None:
            index += 1
            continue
        role = _with_second(items, role, resolve)
        by_start[role.start] = role
        by_end[role.end] = role
        index = max(index + 1, role.end)
    return by_start, by_end


def _with_second(items: Items, role: Role, resolve: Resolver) -> Role:
    """Two offices in one organization as one: `predsjednica i osnivačica Udruženja`."""
    second = read_role(items, role.end + 1, resolve) if items.word(role.end) == "i" and role.organization is None else None
    if second is None or second.start != role.end + 1 or second.gender != role.gender or second.noun.lemma == role.noun.lemma:
        return role
    alike = any(number == "sg" for _, number in second.noun.readings & role.noun.readings)
    if not alike or role.noun.plural or "weak" in role.noun.use | second.noun.use or second.organization is None:
        return role
    name = f"{role.name} i {second.name}"
    return Role(role.start, role.at, second.end, name, role.noun, second.organization)


def affiliate(
    items: Items, names: Sequence[PersonName], starts: Mapping[int, Role], ends: Mapping[int, Role], resolve: Resolver
) -> list[Affiliation]:
    """The affiliation of each mention, in the order of the names."""
    leads = {name.led for name in names}
    found: list[Affiliation] = []
    for place, name in enumerate(names):
        before = role_before(items, ends, name.led)
        if before is None and (items.word(name.led - 1) == ":" or (items.word(name.led - 1) == "," and name.led < name.start)):
            before = ends.get(name.led - 1) or _of_places(items, ends, name.led - 1)
        if before is None:
            before = _before_comma(items, ends, name)
        affiliation = Affiliation(end=name.end)
        if before is not None and items.word(name.led - 1) == ":" and before.noun.lemma in _ONLY_THERE:
            before = None
        if before is not None and not _fits(before, name):
            before = None
        if before is not None:
            nearest, before = before, _first_of_two(items, before, ends)
            affiliation.role = _in_gender(items, before, name, resolve)
            affiliation.organization = before.organization or nearest.organization
            affiliation.rule = "role-before"
            affiliation.heading = affiliation.role if _of_several(affiliation.role) else None
        elif (member := among(items, name.led, ends, _is_governed)) is not None:
            affiliation.role, affiliation.rule = _in_gender(items, member, name, resolve), "role-before"
            affiliation.heading = affiliation.role
        elif place and _coordinated(items, names[place - 1], name, found[place - 1].end):
            shared = found[place - 1]
            if shared.heading is not None and _goes_on(items, names[place - 1], shared):
                affiliation.role = _in_gender(items, shared.heading, name, resolve)
                affiliation.heading = shared.heading
                if shared.end == names[place - 1].end:  # what stands in a bracket is of one alone
                    affiliation.organization = shared.organization
                affiliation.rule = "role-before"
        if affiliation.role is None:
            _read_copula(items, name, affiliation, starts, ends)
        _read_label(items, name, affiliation, before, found[place - 1] if place else None, resolve)
        _read_after(items, name, affiliation, starts, leads)
        if affiliation.role is not None and affiliation.organization is None and place and before is not None:
            _inherit(items, affiliation, before, name, found[place - 1])
        if affiliation.organization is None and (owner := headed(items, name.led)) is not None:
            affiliation.organization, affiliation.labelled = owner, True
        if (
            affiliation.organization is None
            and items.kind(name.led - 1) == "P"
            and items.surface(name.led - 1) == "("
            and items.kind(name.led - 2) == "O"
        ):
            affiliation.organization = items.organizations[name.led - 2]
        opening = before.start if before is not None else name.led
        if (
            affiliation.organization is None
            and items.kind(opening - 1) == "O"
            and items.word(opening - 2) in ("za", "iz", "ispred")
        ):
            affiliation.organization = items.organizations[opening - 1]  # `za Udruženje „Lipa“ (predsjednica) N. N.`
        found.append(affiliation)
    _share_plurals(items, names, found, resolve)
    return found


def _read_label(
    items: Items,
    name: PersonName,
    affiliation: Affiliation,
    before: Role | None,
    earlier: Affiliation | None,
    resolve: Resolver,
) -> None:
    """`za Općinu Breza: N. N., M. M.`: the organization before a colon is that of all who follow in the row.

    Args:
        before: the office before the name.
        earlier: what was read of the name before.
        resolve: gives the organization of a bare head (`Za Upravu: …`).
    """
    if affiliation.organization is not None:
        return
    begins = before.start if before is not None else name.led
    named = _before_acronym(items, begins - 2)
    mark = items.word(begins - 1)
    labelled = (mark == ":" and (items.word(named - 1) in _FOR_LABEL or _is_group(items, named - 1))) or (
        mark in _DASHES and items.word(named - 1) in _FROM
    )
    owner = items.organizations[named] or (resolve(named) if items.kind(named) == "C" else None) if labelled else None
    if owner is not None:
        affiliation.organization, affiliation.labelled = owner, True
    elif earlier is not None and earlier.labelled and joins(items, earlier.end, begins, _IN_LABELLED_ROW):
        affiliation.organization, affiliation.labelled = earlier.organization, True


def _before_acronym(items: Items, at: int) -> int:
    """The item before an acronym in brackets that ends at the item, else the same (`Razvojni program (RP): N. N.`)."""
    return at - 3 if items.word(at) == ")" and items.kind(at - 1) in "AO" and items.word(at - 2) == "(" else at


_FROM = frozenset({"za", "iz", "ispred", "ime"})
_DASHES = frozenset({"-", "–", "—"})
_FOR_LABEL = _FROM | _DASHES | {"•", "\n"}


def _is_group(items: Items, at: int) -> bool:
    """Whether a noun for people stands there: `predstavnici Komore: advokat N. N. i advokatica M. M.`"""
    return items.kind(at) in "lC" and items.word(at) in group_forms()


def _share_plurals(items: Items, names: Sequence[PersonName], found: Sequence[Affiliation], resolve: Resolver) -> None:
    """`N. N. i M. M., članovi`: a plural behind the last of several names is the office of all.

    `N. N. i M. M., Fondacija „Luč“`, alone on their line, are both from there.
    """
    for place in range(len(names) - 1, 0, -1):
        last, before = found[place], found[place - 1]
        alone = items.word(names[place - 1].led - 1) in ("\n", "•", *_DASHES) and items.word(names[place - 1].end) == "i"
        named = items.word(names[place].end) == "," and items.kind(names[place].end + 1) == "O"
        if alone and named and last.rule == before.rule == "name" and before.organization is None and last.role is None:
            before.organization = last.organization
        if (
            last.role is None
            or last.rule != "role-after"
            or ("nom", "pl") not in last.role.noun.readings
            or before.role is not None
        ):
            continue
        if before.rule == "name" and _coordinated(items, names[place - 1], names[place]):
            before.role, before.rule = _in_gender(items, last.role, names[place - 1], resolve), last.rule
            before.organization = before.organization or last.organization


_LONGEST_REACH = 8  # items between an office and the name


def role_before(items: Items, ends: Mapping[int, Role], led: int) -> Role | None:
    """The role that stands before a name: right before it, or with what it governs between.

    So `direktoru Doma N. N.`, `gradonačelnik Tuzle N. N.`, `ambasador Japana u Bosni i Hercegovini N. N.`.
    """
    at = led
    while led - at <= _LONGEST_REACH:
        role = ends.get(at)
        if role is not None:
            return role
        if not _is_governed(items, at - 1) or (at == led and items.word(at - 1) in ("i", "za")):
            return None
        at -= 1
    return None


_ONLY_THERE = frozenset({"učesnik", "učesnica", "sudionik", "sudionica"})  # a label's nouns that are no office


def _before_comma(items: Items, ends: Mapping[int, Role], name: PersonName) -> Role | None:
    """The office with its organization before a name between commas: `Inspektor Uprave za šume, N. N., nije došao`."""
    role = ends.get(name.led - 1) if items.word(name.led - 1) == "," and items.word(name.end) in (",", "–") else None
    if role is None or role.organization is None or role.end - role.at < 2 or role.noun.plural:
        return None
    before = role.start - 1 - (items.word(role.start - 1) == "i" and items.word(role.start - 2) in _COPULA)
    opens = items.word(before) != "i" and (items.kind(before) in "Bl" or items.word(before) in ".!?–")
    return role if opens else None


def _fits(role: Role, name: PersonName) -> bool:
    """Whether the office can be the person's: `upitao je ministricu Nedim Kolar` names no minister."""
    undeclined = name.first == name.words[0] or name.first == name.words[-1]
    return not (role.gender == "f" and undeclined and morphology.first_name_gender(name.first) == "m")


def _of_places(items: Items, ends: Mapping[int, Role], colon: int) -> Role | None:
    """A plural office with the places of its bearers before a colon: `načelnici Kaknja, Visokog i Breze: …`."""
    at = colon
    while items.word(colon) == ":" and colon - at <= _LONGEST_LIST:
        role = ends.get(at)
        if role is not None:
            return role if role.noun.may_be_plural else None
        if items.word(at - 1) != "," and not _is_governed(items, at - 1):
            return None
        at -= 1
    return None


_LONGEST_LIST = 24  # items between an office of several and the colon before their names


def _is_governed(items: Items, index: int) -> bool:
    """Whether the item may belong to what an office governs: a genitive, a place after `u`, an organization."""
    kind = items.kind(index)
    if kind in "OQq":
        return True
    word, surface = items.word(index), items.surface(index)
    if kind == "A":
        return len(surface) <= 5
    if surface[-1:].isdigit():
        return kind == "C"  # `Kantona 10`
    if kind not in "Cl":
        return False
    if kind == "l":
        if word in ("u", "na", "pri", "za", "i", "iz"):
            return True
        return not morphology.cases(surface).isdisjoint(("gen", "loc", "acc")) and not _is_finite(word)
    if word in place_forms() or surface in ("BiH", "FBiH"):
        return True
    if morphology.is_first_name(surface) and items.word(index - 1) not in ("u", "i"):
        return False
    known = morphology.is_nominal(surface)
    return not morphology.cases(surface).isdisjoint(("gen", "loc")) if known else surface[-1] in "aeiugmhj"


def _is_finite(word: str) -> bool:
    return word in ("je", "su", "ce", "se", "bi", "nije", "nisu")


def _of_several(role: Role) -> bool:
    """Whether several may bear the role: a plural, no singular nominative that is a plural genitive too (`upraviteljica`).

    One who is acting is one (`v.d. direktora`).
    """
    return role.noun.may_be_plural and ("nom", "sg") not in role.noun.readings and not role.is_acting


def _goes_on(items: Items, previous: PersonName, shared: Affiliation) -> bool:
    """Whether an office of several is that of the next in the row too: what one of them is besides stands in a bracket."""
    return shared.role is shared.heading or items.word(previous.end) == "(" or items.word(previous.end - 1) == ")"


_IN_ROW = frozenset({("i",), (",",), ("te",), (",", "te"), (",", "i"), ("kao", "i"), (",", "kao", "i")})
_IN_LABELLED_ROW = _IN_ROW | {(";",)}


def joins(items: Items, end: int, begins: int, joints: Collection[tuple[str, ...]] = _IN_ROW) -> bool:
    """Whether one of the joints fills the items `[end, begins)`, but for a bracket that closes."""
    at = end + 1 if items.word(end) == ")" and end < begins else end
    return tuple(items.word(index) for index in range(at, begins)) in joints


def _coordinated(items: Items, previous: PersonName, name: PersonName, end: int = 0) -> bool:
    """Whether the names stand in one row; `end`: the item after what belongs to the one before, where that counts too."""
    return joins(items, max(previous.end, end), name.led)


def _first_of_two(items: Items, role: Role, ends: Mapping[int, Role]) -> Role:
    """Of two offices of one person the first: `direktorica Doma „Vrelo“ i članica Vijeća roditelja Ljerka Bešker`."""
    if items.word(role.start - 1) != "i":
        return role
    first = ends.get(role.start - 1)
    alike = first is not None and first.gender == role.gender and not first.noun.plural and not role.noun.plural
    return first if first is not None and alike and first.noun.readings & role.noun.readings else role


def _inherit(items: Items, affiliation: Affiliation, role: Role, name: PersonName, earlier: Affiliation) -> None:
    """`v.d. direktora Zavoda N. N. i glavna sestra M. M.`, `direktor Zavoda N. N. sa savjetnikom M. M.`: one organization."""
    if "area" in role.noun.use or role.noun.lemma.startswith(_OF_OTHERS) or _has_own_whole(items, role, name):
        return
    between = [items.word(index) for index in range(earlier.end, role.start)]
    together = bool(between) and between[-1] in ("s", "sa", "uz") and set(between[:-1]) <= {",", "zajedno"}
    if together or (between in (["i"], ["te"], [",", "te"]) and earlier.rule == "role-before"):
        affiliation.organization = earlier.organization


_OF_OTHERS = ("minist", "ambasador", "konzul", "župan", "premijer")  # an office that names its organization by itself


def _has_own_whole(items: Items, role: Role, name: PersonName) -> bool:
    """Whether the office is of a unit that only a bare noun names (`trener prve ekipe`)."""
    return any(
        items.kind(at) in "lC" and not words_of("wholes.tsv", "noun").isdisjoint(grammar.noun_lemmas(items.surfaces[at]))
        for at in range(role.at + 1, name.led)
    )


def _read_after(items: Items, name: PersonName, affiliation: Affiliation, starts: Mapping[int, Role], leads: set[int]) -> None:
    """Apposition, bracket, organization after a comma or a preposition."""
    at = _after_degrees(items, name.end)
    before = affiliation.organization
    for _ in range(3):
        mark = items.word(at)
        step = at + 1 if mark in _OPENING or mark == "|" else at
        called = after_cue(items, step, "appositions.tsv") if step > at else step
        role = starts.get(step + 1 if step > at and is_possessive(items.word(step)) and step not in starts else step)
        one_of = step + 2 if step > at and items.word(step) in _ONE and items.word(step + 1) == "od" else step
        if one_of > step:  # `N. N., jedan od osnivača`
            member = starts.get(one_of) or starts.get(one_of + 1)
            role = member if member is not None and ("gen", "pl") in member.noun.readings else role
        if called > step:
            behind = starts.get(called)
            role = behind if behind is not None and ("nom", "sg") in behind.noun.readings else role
        # what stands beside one name is nearer than a plural before several
        shared = affiliation.role is not None and (
            affiliation.role.noun.plural or "weak" in affiliation.role.noun.use or _is_profession_beside(affiliation, role)
        )
        if role is not None and step > at and (affiliation.role is None or shared) and role.end not in leads:
            affiliation.role = role
            affiliation.rule = "role-after"
            # whose office it is, rather than the party in a bracket before it
            affiliation.organization = before or role.organization or affiliation.organization
            at = affiliation.end = role.end
        elif items.kind(step) == "O" and step > at and affiliation.organization is None and not _starts_other(items, step, leads):
            affiliation.organization = items.organizations[step]
            at = affiliation.end = step + 1
            if items.word(at) == "(" and items.kind(at + 1) in "OA" and items.word(at + 2) == ")":
                at = affiliation.end = at + 3  # its acronym
        else:
            owner = _for_whom(items, step)
            if owner is None and affiliation.organization is None:
                affiliation.organization, affiliation.end = employer(items, at)
                return
            if owner is None or affiliation.organization is not None:
                return
            affiliation.organization = items.organizations[owner]
            at = affiliation.end = owner + 1
        if items.word(at) == ")":
            at += 1


def _is_profession_beside(affiliation: Affiliation, office: Role | None) -> bool:
    """Whether the person's profession stands before the name and an office in an organization behind it."""
    role = affiliation.role
    if role is None or office is None or office.organization is None:
        return False
    if affiliation.organization not in (None, office.organization):
        return False
    return fold(role.noun.lemma) in words_of("professions.tsv", "role") and office.noun.lemma != role.noun.lemma


_ONE = frozenset({"jedan", "jedna", "jednog", "jednoga", "jedne", "jednom", "jednome", "jednoj", "jednim", "jednu"})


def _after_degrees(items: Items, at: int) -> int:
    """After degrees behind a name (`N. N., dipl. iur., sekretar`): the mark before what follows, else the same item."""
    end = at
    while items.word(end) == "," and items.word(end + 1) in words_of("degrees.tsv", "degree"):
        end += 1
        while items.word(end) in words_of("degrees.tsv", "degree") or items.word(end) == ".":
            end += 1
    return end if end > at and items.word(end) in _OPENING else at


def _read_copula(
    items: Items, name: PersonName, affiliation: Affiliation, starts: Mapping[int, Role], ends: Mapping[int, Role]
) -> None:
    """`Predsjednica Vijeća je N. N.`, `Novi član Savjeta postao je N. N.`, `N. N. je direktorica Centra`."""
    at = name.led
    while items.word(at - 1) in _COPULA and name.led - at < 3:
        at -= 1
    role = role_before(items, ends, at) if at < name.led else None
    if role is None and items.word(name.end) in _COPULA:
        at = name.end
        while items.word(at) in _COPULA or items.word(at) in ("i", "ujedno", "inace"):
            at += 1
        role = starts.get(at)
    if role is not None and ("nom", "sg") in role.noun.readings and (name.gender in (None, role.gender) or role.gender == "m"):
        affiliation.role, affiliation.organization, affiliation.rule = role, role.organization, "role-after"


_COPULA = frozenset({"je", "bio", "bila", "postao", "postala", "jeste", "ostao", "ostala", "ostaje"})


def _starts_other(items: Items, at: int, leads: set[int]) -> bool:
    """Whether the organization after a comma belongs to what follows (`Azra Talić, Centar Vidik je…` is no affiliation)."""
    return items.word(at + 1) in ("je", "su", "ce")


def _for_whom(items: Items, at: int) -> int | None:
    """The organization after `ispred`, `iz`, `u ime`, `kao predstavnik`."""
    if items.word(at) in _FOR and items.kind(at + 1) == "O":
        return at + 1
    if items.word(at) == "u" and items.word(at + 1) == "ime" and items.kind(at + 2) == "O":
        return at + 2
    if items.word(at) == "kao" and items.word(at + 1).startswith("predstavni") and items.kind(at + 2) == "O":
        return at + 2
    return None


def _in_gender(items: Items, role: Role, name: PersonName, resolve: Resolver) -> Role:
    """The role read again where its form may be of either gender and the name decides (`predstavnici Azri`)."""
    if name.gender in ("m", "f") and role.noun.gender != name.gender and not role.noun.plural:
        again = read_role(items, role.at, resolve, name.gender)
        if again is not None and again.noun.gender == name.gender:
            return again
    return role
