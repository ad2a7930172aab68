"""Finding participants: persons with role, organization and status, and unnamed groups."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pipeline.evidence import Evidence
from pipeline.extraction import trace
from pipeline.extraction.findings import OrganizationFinding, ParticipantFinding, Status
from pipeline.extraction.participants import grammar
from pipeline.extraction.participants.affiliations import Affiliation, affiliate, read_roles, role_before
from pipeline.extraction.participants.groups import Group, find_groups
from pipeline.extraction.participants.items import Items, read_items
from pipeline.extraction.participants.lexicon import feminines, role_forms, words_of
from pipeline.extraction.participants.owners import Owners
from pipeline.extraction.participants.persons import (
    Hint,
    PersonName,
    find_names,
    put_in_nominative,
    with_known,
    with_recognized,
    with_shared_surnames,
)
from pipeline.extraction.participants.presence import Presence, read_presence
from pipeline.extraction.participants.roles import Role
from pipeline.extraction.participants.sentences import Reading, assembly_of, complete, own_officers, serves_session
from pipeline.extraction.rules import with_cue
from pipeline.language import layout, morphology
from pipeline.language.blocks import Block
from pipeline.language.folding import fold
from pipeline.resources import read_table

_CONFIDENCE = {
    "role-before": 0.9,
    "role-after": 0.9,
    "label": 0.9,
    "bracket": 0.85,
    "signature": 0.85,
    "election": 0.8,
    "name": 0.8,
    "group": 0.8,
}


@dataclass(slots=True)
class Person:
    """One person with all mentions."""

    first: str
    last: str
    gender: str | None
    mentions: list[tuple[int, int]] = field(default_factory=list)
    role: str | None = None
    organization: OrganizationFinding | None = None
    rule: str = "name"
    fired: str = ""  # the noun of roles.tsv by which the rule goes
    weak: bool = False
    absent: bool = False
    listed: bool = False
    active: bool = False
    talked_about: bool = False
    dead: bool = False
    only_named: bool = True  # whether all mentions stand where others act

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()

    @property
    def status(self) -> Status:
        if self.absent:
            return "absent"
        named = self.only_named or (self.talked_about and not self.active)
        return "mentioned" if self.dead or (named and not self.listed) else "present"


def find(
    text: str,
    folded: str,
    blocks: Sequence[Block],
    organizations: Sequence[OrganizationFinding],
    certain: Sequence[Evidence] = (),
    recognized: Sequence[Evidence] = (),
) -> list[ParticipantFinding]:
    """The participants of a text in the order of their first mention, offsets in `text`.

    Args:
        certain: where persons' names stand for sure, whatever the rules say of the words.
        recognized: what a model holds for persons; where no rule finds a name, it is one.
    """
    items = read_items(text, folded, blocks, organizations)
    resolve = Owners(items, _resolver(items, organizations), organizations, blocks)
    starts, ends = read_roles(items, resolve)
    names = with_recognized(items, find_names(items, lambda led: role_before(items, ends, led)), recognized)
    names = with_known(items, names, certain)
    names = with_shared_surnames(items, names)
    put_in_nominative(names, _lists(items, names, blocks), _hints(items, names, starts, ends), _alone(items, names))
    names = _without_pairs(items, names)
    presence = read_presence(text, folded, blocks)
    affiliations = affiliate(items, names, starts, ends, resolve)
    complete(Reading(items, names, affiliations, list(starts.values()), presence, resolve))
    own_officers(affiliations, assembly_of(organizations, resolve.author, folded))
    by_surname: dict[str, list[Person]] = {}
    persons: list[Person] = []
    for name, affiliation in zip(names, affiliations, strict=True):
        person = _person_of(by_surname.setdefault(fold(name.last), []), persons, name)
        _add_mention(items, person, name, affiliation, presence)
    _join_single_names(items, names, persons, presence, ends)
    _fall_back(persons, organizations)
    groups = [
        group
        for group in find_groups(items, [(name.start, name.end) for name in names])
        if not _is_named(items, group, names)
        and not _are_listed(group, persons)
        and (_met(items, group) or not presence.is_told(items.starts[group.start]))
    ]
    found = [_person_finding(person, items) for person in persons]
    seen: dict[tuple[str, int], ParticipantFinding] = {}
    for group in groups:
        evidence = Evidence(items.starts[group.start], items.ends[group.end - 1])
        known = seen.get((group.name, id(group.organization)))
        if known is None:
            known = ParticipantFinding(
                "group",
                group.name,
                with_cue("participants.group", group.noun),
                _CONFIDENCE["group"],
                organization=group.organization,
                status=_group_status(items, group.start, group.end, presence),
            )
            seen[(group.name, id(group.organization))] = known
            found.append(known)
        if evidence not in known.mentions:
            known.mentions.append(evidence)
    found.sort(key=lambda finding: (finding.mentions[0], finding.name))
    return found


def _is_named(items: Items, group: Group, names: Sequence[PersonName]) -> bool:
    """Whether the names of the group follow it: `članovi Odbora N. N. i M. M.`, `predstavnici Zavoda (N. N.)`."""
    first = group.end + (items.word(group.end) == "(")
    return any(name.led == first for name in names)


def _are_listed(group: Group, persons: Sequence[Person]) -> bool:
    """Whether the members of a body are those whom the text names as such (`Pored članova Savjeta prisustvuje i …`)."""
    if group.noun not in ("član", "članica"):
        return False
    return any(
        person.role in ("član", "članica") and (person.organization is None or person.organization is group.organization)
        for person in persons
    )


def _met(items: Items, group: Group) -> bool:
    """Whether somebody met the group (`razgovarao je s predstavnicima`)."""
    return any(items.word(at) in ("s", "sa") for at in range(max(0, group.start - 3), group.start))


def _without_pairs(items: Items, names: Sequence[PersonName]) -> list[PersonName]:
    """The names without two surnames of others that only stand side by side (`Perić Lasiću odgovara`).

    Nor is a title with the surname of another one a name (`Hafiz Zahirović` after `hafiz Ahmed Zahirović`).
    """
    surnames = {fold(name.last) for name in names if morphology.is_first_name(name.words[0])}
    full = {fold(name.last) for name in names if fold(name.first) not in words_of("titles.tsv", "title")}
    kept: list[PersonName] = []
    for name in names:
        if fold(name.first) in words_of("titles.tsv", "title") and fold(name.last) in full:
            continue
        own = fold(name.words[0]) not in surnames or fold(name.last) not in surnames
        if own or any(morphology.is_first_name(word) for word in name.words):
            kept.append(name)
        else:
            trace.rejected("participants", items.starts[name.start], items.ends[name.end - 1], "two-surnames")
    return kept


def _fall_back(persons: Sequence[Person], organizations: Sequence[OrganizationFinding]) -> None:
    """Offices that name their organization by themselves: a minister of the only government, a mayor of the only municipality."""
    by_type: dict[str, list[OrganizationFinding]] = {}
    for organization in organizations:
        by_type.setdefault(organization.type or "", []).append(organization)
    for person in persons:
        if person.organization is None and person.role is not None:
            person.organization = _ministry(person.role, by_type.get("ministarstvo", ()))
        if person.organization is None and person.role is not None:
            for row in read_table("pipeline.extraction.participants", "offices.tsv", ("office", "types")):
                if row["office"] in person.role:
                    candidates = [each for kind in row["types"].split() for each in by_type.get(kind, ())]
                    others = [other for other in persons if other is not person and other.organization in candidates]
                    held = person.role in _OF_ONE and any(other.role in _OF_ONE for other in others)
                    if len(candidates) == 1 and not held:
                        person.organization = candidates[0]
                    break


# offices that one person has in an organization
_OF_ONE = frozenset({"gradonačelnica", "gradonačelnik", "načelnica", "načelnik", "premijer", "premijerka", "župan", "županica"})


def _ministry(role: str, ministries: Sequence[OrganizationFinding]) -> OrganizationFinding | None:
    """The ministry of a minister (`ministarka prosvjete` of the `Ministarstvo prosvjete i kulture`), if only one can be meant."""
    words = fold(role).split()
    place = next((at for at, word in enumerate(words) if word.startswith("minist")), None)
    if place is None:
        return None
    fields = {word[:_STEM] for word in words[place + 1 :] if len(word) > _STEM - 1}
    level = {word[:_STEM] for word in words[:place] if word.endswith(("ni", "na", "ski", "ska", "nog", "ne", "skog", "ske"))}
    fitting = []
    for ministry in ministries:
        stems = {word.strip(",")[:_STEM] for word in fold(ministry.name).split()}
        if fields <= stems and (not level or level <= stems or not any(stem in stems for stem in _LEVELS - level)):
            fitting.append(ministry)
    return fitting[0] if len(fitting) == 1 else None


_STEM = 5  # letters that tell a word in any case
_LEVELS = frozenset({"feder", "kanto", "zupan", "repub"})


def _person_finding(person: Person, items: Items) -> ParticipantFinding:
    return ParticipantFinding(
        "person",
        person.name,
        with_cue(f"participants.{person.rule}", person.fired if person.rule != "name" else ""),
        _CONFIDENCE[person.rule],
        role=person.role,
        organization=person.organization,
        status=person.status,
        mentions=[Evidence(items.starts[start], items.ends[end - 1]) for start, end in sorted(set(person.mentions))],
    )


def _resolver(items: Items, organizations: Sequence[OrganizationFinding]) -> Callable[[int], OrganizationFinding | None]:
    """Gives the organization that a bare head (`škole`, `Zavoda`) stands for: the nearest before, else the first."""
    by_type: dict[str, list[tuple[int, int]]] = {}
    for place, organization in enumerate(organizations):
        heads = {fold(organization.type)} if organization.type else set()
        # `Javna ustanova Zavod za …` is called `Zavod` too
        heads.update(word for word in fold(organization.name).split()[:4] if word in words_of("wholes.tsv", "noun"))
        for head in sorted(heads):
            by_type.setdefault(head, []).extend((mention.start, place) for mention in organization.mentions)
    for mentions in by_type.values():
        mentions.sort()

    def resolve(index: int) -> OrganizationFinding | None:
        if items.kind(index) not in "lC":
            return None
        for lemma in grammar.noun_lemmas(items.surfaces[index]):
            mentions = by_type.get(lemma)
            if mentions:
                before = bisect_left(mentions, (items.starts[index], 0))
                return organizations[mentions[max(0, before - 1)][1]]
        return None

    return resolve


def _alone(items: Items, names: Sequence[PersonName]) -> dict[str, float]:
    """Folded capitalized words outside full names, and how surely they are nominatives: beside `je`, or in a consonant or -o."""
    taken = {index for name in names for index in range(name.start, name.end)}
    found: dict[str, float] = {}
    for index in range(len(items)):
        if items.kinds[index] == "C" and index not in taken:
            word = items.folded[index]
            subject = items.word(index + 1) in ("je", "se", "nije", "ce")
            sure = 1 if subject or word[-1] not in "aeiu" else 0.25
            found[word] = max(found.get(word, 0), sure)
    return found


_CASES_AFTER = {
    "s": "ins", "sa": "ins", "pred": "ins", "o": "loc", "po": "loc", "prema": "dat loc", "k": "dat", "ka": "dat", "od": "gen",
    "iz": "gen", "kod": "gen", "ispred": "gen", "pored": "gen", "umjesto": "gen", "protiv": "gen", "oko": "gen", "za": "acc gen",
    "između": "gen", "poslije": "gen", "nakon": "gen", "bez": "gen", "uz": "acc gen",
}  # fmt: skip


def _hints(items: Items, names: Sequence[PersonName], starts: Mapping[int, Role], ends: Mapping[int, Role]) -> dict[int, Hint]:
    """What an office beside the name (`načelnica`, `direktoru`) or a preposition before it says of its gender and case."""
    found: dict[int, Hint] = {}
    for index, name in enumerate(names):
        subject = _verb_gender(items, name)
        if subject is not None:
            found[index] = Hint(subject=subject)
        role = role_before(items, ends, name.led) or starts.get(name.end + 1)
        if role is not None and not role.noun.plural and (role.end <= name.led or items.word(name.end) in (",", "-", "–", "(")):
            singular = frozenset(case for case, number in role.noun.readings if number == "sg")
            after = role.start > name.start
            genders = {form.gender for form in role_forms().get(items.folded[role.at], ())}
            woman = genders == {"f"}  # a man's noun may stand for a woman (`psiholog Dragana Mišić`)
            cases = None if after and "nom" in singular else _with_locative(singular)
            found[index] = Hint("f" if woman else None, cases, subject)
        elif subject is None and name.led == name.start and (hint := _adjective_before(items, name)) is not None:
            found[index] = hint
        elif items.word(name.led - 1) in _CASES_AFTER:
            found[index] = Hint(None, _with_locative(frozenset(_CASES_AFTER[items.word(name.led - 1)].split())), subject)
    return found


def _adjective_before(items: Items, name: PersonName) -> Hint | None:
    """What an adjective before the name says (`odsutne Ane Kos`, `pokojnog Mustafe Zeca`)."""
    word = items.surface(name.led - 1)
    if items.kind(name.led - 1) != "l" or morphology.readings(word, "noun"):
        return None
    singular = {
        (case, gender) for case, number, gender in morphology.readings(word, "adj") if number == "sg" and gender in ("m", "f")
    }
    if any(case == "nom" for case, _ in singular):
        return None  # `uručena Mevludinu Joldiću`
    cases = _with_locative(frozenset(case for case, _ in singular))
    genders = {gender for _, gender in singular}
    return Hint(next(iter(genders)) if len(genders) == 1 else None, cases) if cases else None


def _verb_gender(items: Items, name: PersonName) -> str | None:
    """The gender of the verb whose subject the name may be: `podržala je N. N.`, `N. N. je upitao`, `N. N. ga je zamolila`."""
    for verb, auxiliary in ((name.led - 2, name.led - 1), (name.led - 1, name.led - 2), (name.led - 3, name.led - 2)):
        if items.word(auxiliary) == "je" and _participle(items, verb):
            return _participle(items, verb)
    for auxiliary in range(name.end, name.end + 4):
        if items.word(auxiliary) in ("je", "nije"):
            before = _participle(items, auxiliary - 1) if auxiliary > name.end else None  # `N. N. napustila je`
            return _participle(items, auxiliary + 1) or _participle(items, auxiliary + 2) or before
        if items.kind(auxiliary) != "l":
            break
    return None


def _participle(items: Items, index: int) -> str | None:
    """The gender of an active participle (`rekla`, `upitao`), None for other words."""
    word = items.word(index)
    if items.kind(index) != "l" or len(word) < 4 or morphology.is_nominal(items.surfaces[index]):
        return None
    return "f" if word.endswith("la") else "m" if word.endswith(("ao", "io", "uo", "eo", "gao", "kao")) else None


def _with_locative(cases: frozenset[str]) -> frozenset[str] | None:
    """Names are read with one case for dative and locative; vocatives are left out."""
    known = {"dat" if case == "loc" else case for case in cases} - {"voc"}
    return frozenset(known) or None


def _lists(items: Items, names: Sequence[PersonName], blocks: Sequence[Block]) -> list[list[int]]:
    """Names that stand in one list, items of it or one line under a label."""
    by_list: dict[tuple[str, int], list[int]] = {}
    for index, name in enumerate(names):
        block = layout.block_at(blocks, items.starts[name.start])
        if block is None:
            continue
        list_id = blocks[block].list_id
        if list_id is not None:
            by_list.setdefault(("list", list_id), []).append(index)
        elif blocks[block].kind in ("label", "table_row", "signature"):
            by_list.setdefault((blocks[block].kind, 0 if blocks[block].kind == "table_row" else block), []).append(index)
    return [members for members in by_list.values() if len(members) > 1]


def _person_of(namesakes: list[Person], persons: list[Person], name: PersonName) -> Person:
    """The known person of that name, or a new one."""
    for person in namesakes:
        if _same_first(person.first, name.first):
            if _is_initial(person.first) and not _is_initial(name.first):
                person.first = name.first
            return person
    person = Person(name.first, name.last, name.gender)
    namesakes.append(person)
    persons.append(person)
    return person


def _is_initial(first: str) -> bool:
    return len(first.rstrip(".")) == 1


def _same_first(one: str, other: str) -> bool:
    """Whether two first names are the same, or one is the initial of the other."""
    if fold(one) == fold(other):
        return True
    return (_is_initial(one) or _is_initial(other)) and fold(one)[:1] == fold(other)[:1]


def _add_mention(items: Items, person: Person, name: PersonName, affiliation: Affiliation, presence: Presence) -> None:
    person.mentions.append((name.start, name.end))
    role = affiliation.role
    if role is not None and (person.role is None or (person.weak and "weak" not in role.noun.use)):
        # whoever is a member by the heading of a list may be its minute taker besides
        member = affiliation.heading is not None and role.noun.lemma in ("član", "članica")
        person.role, person.weak = _singular(role, name.gender), member or "weak" in role.noun.use
        person.rule, person.fired = affiliation.rule, role.noun.lemma
    if affiliation.organization is not None and person.organization is None:
        person.organization = affiliation.organization
    if affiliation.elected:
        person.talked_about = True
        person.active = person.active or serves_session(affiliation)
    _from_label(items, person, name, presence)
    _from_signature(items, person, name, presence.blocks)
    _observe(items, person, name.led, affiliation.end, presence)
    opening = affiliation.role.start if affiliation.rule == "role-before" and affiliation.role is not None else name.led
    begins = items.starts[min(opening, name.led)]
    role = affiliation.role
    author = role is not None and name.case == "gen" and fold(role.noun.lemma) in words_of("authors.tsv", "role")
    others_speak = presence.is_only_named(begins, items.starts[name.led], items.ends[name.end - 1])
    passive = author or (name.case in _PASSIVE_CASES and others_speak)
    person.only_named = person.only_named and passive


_PASSIVE_CASES = frozenset({"gen", "dat", "acc"})


def _singular(role: Role, gender: str | None) -> str:
    """The role for one person: of a plural the singular in the person's gender."""
    if not role.noun.plural:
        return role.name
    noun = role.noun.lemma
    before, lemma, after = role.name.partition(role.noun.lemma)
    if gender == "f" and role.noun.gender == "m" and noun in feminines():
        noun = feminines()[noun]
        before = "".join(f"{grammar.nominative_adjective(word, 'f')} " for word in before.split())  # `kantonalna ministrica`
    return f"{before}{noun}{after}" if lemma else role.name


def _from_label(items: Items, person: Person, name: PersonName, presence: Presence) -> None:
    """What the label of the list or line says: presence, and an office (`Prisutni vijećnici:`, `Zapisničarka:`)."""
    blocks = presence.blocks
    index = layout.block_at(blocks, items.starts[name.start])
    if index is None:
        return
    kind, label = presence.label(index, items.starts[name.start])
    if kind is None:
        return
    person.listed = True
    person.active = person.active or kind != "absent"
    person.absent = person.absent or kind == "absent"
    if person.role is not None and not (person.weak and kind in ("chair", "minute_taker")):
        return
    if presence.sentence(items.starts[name.start])[0] > blocks[index].start and _acts(items, name, presence):
        return  # `Prisutni stanari: N. N. Ispred upravitelja došao je M. M.`
    if kind == "absent" and not _has_office(label):
        label = _office_list(blocks, presence, index)  # `Prisutni vijećnici: …`, `Odsutni: …`
    for word in label.split():
        for form in role_forms().get(word, ()):
            if form.may_be("nom") and "weak" not in form.use:
                plural_form = form.plural or any(number == "pl" for _, number in form.readings)
                person.role = feminines().get(form.lemma, form.lemma) if plural_form and person.gender == "f" else form.lemma
                person.rule, person.fired = "label", form.lemma
                return
    if kind == "minute_taker" and (len(person.mentions) == 1 or "zapisnicar" in label):
        person.role = "zapisničarka" if person.gender == "f" else "zapisničar"
        person.rule = "label"
    elif kind == "chair":
        person.role = "predsjedavajuća" if person.gender == "f" else "predsjedavajući"
        person.rule = "label"


def _acts(items: Items, name: PersonName, presence: Presence) -> bool:
    """Whether a clause with a verb tells of the name, no list."""
    return presence.takes_part(*presence.clause(items.starts[name.start], items.ends[name.end - 1]))[0]


def _has_office(label: str) -> bool:
    return any(form.may_be("nom") for word in label.split() for form in role_forms().get(word, ()))


def _office_list(blocks: Sequence[Block], presence: Presence, index: int) -> str:
    """The label of the nearest list before of those who were present."""
    for at in range(index - 1, -1, -1):
        if presence.kinds[at] == "present":
            block = blocks[at]
            return block.label or (blocks[block.lead].label if block.lead is not None else "")
    return ""


def _from_signature(items: Items, person: Person, name: PersonName, blocks: Sequence[Block]) -> None:
    """The office over the name in columns of signatures, a line for the hand between them or not."""
    index = layout.block_at(blocks, items.starts[name.start])
    if index is None or blocks[index].kind != "signature":
        return
    person.listed = person.active = True
    columns = layout.cells(items.text, blocks[index])
    column = next((place for place, (start, end) in enumerate(columns) if start <= items.starts[name.start] < end), None)
    over = index - 1
    while over > 0 and not any(char.isalpha() for char in items.text[blocks[over].start : blocks[over].end]):
        over -= 1  # `Predsjednica⏎__________⏎N. N.`
    if person.role is not None or column is None or over < 0 or blocks[over].kind != "signature":
        return
    above = layout.cells(items.text, blocks[over])
    if len(above) != len(columns):
        return
    words = fold(items.text[slice(*above[column])]).rstrip(": ").split()
    form = next((form for form in role_forms().get(words[0], ()) if form.may_be("nom")), None) if words else None
    if form is not None:
        person.role, person.rule, person.fired = form.lemma, "signature", form.lemma


def _observe(items: Items, person: Person, start: int, end: int, presence: Presence) -> None:
    """What the clause says of the person's presence."""
    first, last = items.starts[start], items.ends[max(start, end - 1)]
    kind = presence.list_kind(first)
    if any(items.word(at).startswith(_DEAD) for at in range(max(0, start - 3), start)):
        person.dead = True
    left, right = presence.clause(first, last)
    left, told = presence.after_future(left, first)
    if presence.absent(items.starts[start], items.ends[max(start, end - 1)], person.gender):
        person.absent = True
    elif kind is None:
        talked_about = presence.says("talked_about.tsv", left, right) or presence.is_tasked(first)
        if talked_about:
            person.talked_about = True
            task = presence.folded.find(" da ", last, right)
            right = task if task >= 0 else right  # `zadužuje se N. N. da pripremi`
        took_part, will = presence.takes_part(left, right)
        person.active = person.active or took_part
        person.talked_about = person.talked_about or ((will or told) and not took_part)


_DEAD = ("pokojn", "preminul", "rahmetli", "poginul", "umrl")


def _group_status(items: Items, start: int, end: int, presence: Presence) -> Status:
    first, last = items.starts[start], items.ends[end - 1]
    if presence.list_kind(first) == "absent":
        return "absent"
    if presence.is_told(first):
        return "mentioned"
    return "absent" if presence.absent(first, last, "pl") else "present"


def _join_single_names(
    items: Items, names: Sequence[PersonName], persons: list[Person], presence: Presence, ends: dict[int, Role]
) -> None:
    """Surname alone, first name alone, role and surname: further mentions of a known person."""
    taken = {index for name in names for index in range(name.start, name.end)}
    by_beginning: dict[str, list[Person]] = {}
    for known in persons:
        for part in (known.last, known.first):
            by_beginning.setdefault(fold(part)[:3], []).append(known)
    for index in range(len(items)):
        if items.kinds[index] not in "CA" or index in taken or len(items.surfaces[index]) < 3:
            continue
        if items.word(index - 1) in ("u", "iz") or (items.kind(index - 1) == "Q" and items.kind(index + 1) == "q"):
            continue
        candidates = by_beginning.get(items.folded[index][:3], ())
        surface = items.surfaces[index]
        by_surname = (each for each in candidates if grammar.same_stem(surface, each.last))
        by_first_name = (each for each in candidates if grammar.same_stem(surface, each.first))
        person = next(chain(by_surname, by_first_name), None)
        if person is None:
            continue
        person.mentions.append((index, index + 1))
        person.only_named = person.only_named and not person.listed and _is_declined(surface, person)
        if presence.list_kind(items.starts[index]) in ("present", "guests"):
            person.listed = True  # `Haris i Lejla Perić`
        if items.word(index + 1) == "(" and items.kind(index + 2) == "O" and items.word(index + 3) == ")":
            person.organization = person.organization or items.organizations[index + 2]
        role = ends.get(index)
        if role is not None and person.role is None and role.gender == person.gender:
            person.role, person.rule, person.fired = role.name, "role-before", role.noun.lemma
            person.organization = person.organization or role.organization
        _observe(items, person, index, index + 1, presence)


def _is_declined(surface: str, person: Person) -> bool:
    """Whether the part of a name that stands alone is no nominative (`Perića`)."""
    return fold(surface) not in (fold(person.first), fold(person.last)) and not surface.endswith(("eva", "ova"))
