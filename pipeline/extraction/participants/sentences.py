"""What a whole sentence says of the roles and organizations of those named in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.extraction.findings import OrganizationFinding
from pipeline.extraction.participants.affiliations import Affiliation, joins, role_before
from pipeline.extraction.participants.items import Items
from pipeline.extraction.participants.lexicon import cue_pattern, role_forms, words_of
from pipeline.extraction.participants.persons import PersonName
from pipeline.extraction.participants.presence import Presence
from pipeline.extraction.participants.roles import Role
from pipeline.language.folding import fold

_LONGEST_DEGREES = 10  # items of `, dipl. oec. iz Tuzle i` between two names
_LONGEST_PURPOSE = 7  # items of `za prirodne nauke` between two chosen names
_LONGEST = 4000  # characters: no sentence that a person wrote is longer


@dataclass(frozen=True)
class Reading:
    """What was read of a text so far: names, what each says of its person, roles, clauses.

    `owners` gives the organization that a bare head (`Ministarstva`) stands for.
    """

    items: Items
    names: Sequence[PersonName]
    affiliations: Sequence[Affiliation]
    roles: Sequence[Role]
    presence: Presence
    owners: Callable[[int], OrganizationFinding | None]

    @cached_property
    def ends(self) -> Mapping[int, Role]:
        """The roles by the item after them."""
        return {role.end: role for role in self.roles}


def complete(reading: Reading) -> None:
    """Fill in roles and organizations that stand elsewhere in the sentence: elections, `ispred`, `u ime`, delegations."""
    items, presence = reading.items, reading.presence
    starts = [items.starts[name.start] for name in reading.names]
    done = -1
    for start in starts:
        if start < done:
            continue
        sentence = presence.sentence(start)
        done = sentence[1]
        if sentence[1] - sentence[0] > _LONGEST:
            continue
        members = range(bisect_left(starts, sentence[0]), bisect_left(starts, sentence[1]))
        _elections(reading, members, sentence)
        _duties(reading, members, sentence)
        _on_behalf(reading, members, sentence)


def _elections(reading: Reading, members: Sequence[int], sentence: tuple[int, int]) -> None:
    """`Za predsjednicu Udruženja izabrana je X`; `X je imenovan za direktora Centra`; `u Upravni odbor izabrani su X i Y`."""
    items, names, affiliations, presence = reading.items, reading.names, reading.affiliations, reading.presence
    verbs = [items.at_offset(match.start()) for match in cue_pattern("elections.tsv").finditer(presence.folded, *sentence)]
    first, last = items.at_offset(sentence[0]), items.at_offset(sentence[1] - 1) + 1
    for place, verb in enumerate(verbs):
        left = verbs[place - 1] + 1 if place else first
        right = verbs[place + 1] if place + 1 < len(verbs) else last
        after = [member for member in members if verb < names[member].start < last]
        before = [member for member in members if left <= names[member].start < verb]
        ahead = [role for role in reading.roles if left <= role.at < verb and _after_for(items, role)]
        behind = [role for role in reading.roles if verb < role.at < right and _after_for(items, role)]
        if ahead:
            _elect(affiliations, _next_chain(items, names, after, verb), ahead[-1])
            for office in behind:  # `za predsjednicu je izabrana X, a za članove Y i Z`
                if items.word(office.start - 2) in ("a", "i", "te", ","):
                    office.organization = office.organization or ahead[-1].organization
                    chosen = _next_chain(items, names, after, office.end)
                    _elect(affiliations, chosen, office)
                    for member in chosen:
                        _give(affiliations[member], office.organization)
        if behind and not ahead:
            between = [
                member for member in after if verb < names[member].led <= verb + 2 and names[member].end <= behind[0].start
            ]
            chosen = between or before[-1:] or _next_chain(items, names, after, behind[0].end)
            _elect(affiliations, chosen or _next_chain(items, names, after, verb), behind[0])
        if not ahead and not behind:
            until = items.at_offset(items.starts[names[after[0]].led]) if after else verb
            body = next((at for at in (*range(left, verb), *range(verb, until)) if _is_body(items, at)), None)
            if body is not None:
                for member in _next_chain(items, names, after, max(verb, body)):
                    _make_member(affiliations[member], items.organizations[body])


def _is_body(items: Items, at: int) -> bool:
    """Whether people are chosen into what stands at the item: `u Upravni odbor`, `u sastav Komisije`."""
    if items.kinds[at] != "O":
        return False
    return items.word(at - 1) == "u" or (items.word(at - 1) in _MAKE_UP and items.word(at - 2) == "u")


_MAKE_UP = frozenset({"sastav", "sastavu", "clanstvo"})


def _make_member(affiliation: Affiliation, body: OrganizationFinding | None) -> None:
    """Whoever is chosen into a body stands for it, but for the organization that stands beside the name."""
    if affiliation.organization is None and body is not None:
        affiliation.organization, affiliation.elected = body, True


def _duties(reading: Reading, members: Sequence[int], sentence: tuple[int, int]) -> None:
    """`Dužnost sekretara obavlja N. N.`, `N. N. preuzima funkciju predsjednika`."""
    items, names, presence = reading.items, reading.names, reading.presence
    for match in cue_pattern("duty_verbs.tsv").finditer(presence.folded, *sentence):
        verb = items.at_offset(match.start())
        offices = [
            role
            for role in reading.roles
            if sentence[0] <= items.starts[role.at] < sentence[1]
            and items.word(role.start - 1) in _DUTIES
            and role.noun.may_be("gen")
        ]
        if not offices:
            continue
        office = min(offices, key=lambda role: abs(role.at - verb))
        after = [member for member in members if names[member].start > max(verb, office.at if office.at < verb else verb)]
        before = [member for member in members if names[member].end <= min(verb, office.start)]
        chosen = _next_chain(items, names, after, verb) if office.at < verb else before[-1:]
        _elect(reading.affiliations, chosen, office)


def _elect(affiliations: Sequence[Affiliation], chosen: Sequence[int], office: Role) -> None:
    for member in chosen:
        affiliation = affiliations[member]
        if affiliation.rule == "role-after" and affiliation.role is not None and _is_office_of_body(affiliation.role, office):
            _give(affiliation, office.organization)  # `članovi Odbora: N. N., predsjednik, i M. M.`
            affiliation.elected = True
        elif affiliation.rule in ("name", "role-after") or _only_describes(affiliation.role):
            affiliation.role, affiliation.organization = office, office.organization or affiliation.organization
            affiliation.rule, affiliation.elected = "election", True


def _is_office_of_body(role: Role, office: Role) -> bool:
    """Whether what stands beside one of several members is the office in the same body."""
    chair = "body" in role.noun.use and role.organization is None
    return office.noun.may_be_plural and office.noun.lemma in ("član", "članica") and chair


def _only_describes(role: Role | None) -> bool:
    """Whether what stands before the name says who was chosen and is no office (`izabran je dugogodišnji kapiten N. N.`)."""
    return role is not None and role.organization is None and role.end == role.at + 1 and not role.noun.use - {"weak"}


def own_officers(affiliations: Sequence[Affiliation], assembly: OrganizationFinding | None) -> None:
    """Those whom an assembly elected, where no organization is named beside the office, are of the one that met."""
    for affiliation in affiliations:
        role = affiliation.role
        if affiliation.rule == "election" and role is not None and fold(role.noun.lemma) in _OFFICERS:
            _give(affiliation, role.organization or assembly)


def serves_session(affiliation: Affiliation) -> bool:
    """Whether the office is one of the session itself, to which only those who are there are chosen."""
    role, owner = affiliation.role, affiliation.organization
    of_session = role is not None and (
        fold(role.noun.lemma).startswith(_OF_SESSION) or any(word.startswith(_SESSION_BODIES) for word in fold(role.name).split())
    )
    return of_session or (owner is not None and any(word.startswith(_SESSION_BODIES) for word in fold(owner.name).split()))


_OF_SESSION = ("zapisnic", "predsjedavajuc", "predsedavajuc", "ovjer", "over", "verifikator", "brojac", "moderator", "domacin")
_SESSION_BODIES = ("radno", "verifik", "kandidaci", "izborn", "glasa", "glasov", "prebroj", "brojanj", "zapisnic")
_OFFICERS = frozenset(
    stem + ending
    for stem, endings in (
        ("predsjedni", ("k", "ca")), ("potpredsjedni", ("k", "ca")), ("dopredsjedni", ("k", "ca")), ("predsedni", ("k", "ca")),
        ("potpredsedni", ("k", "ca")), ("sekretar", ("", "ka")), ("tajni", ("k", "ca")), ("blagajni", ("k", "ca")),
    )
    for ending in endings
)  # fmt: skip


def assembly_of(
    organizations: Sequence[OrganizationFinding], author: OrganizationFinding | None, folded: str
) -> OrganizationFinding | None:
    """The association whose own assembly a text tells of: its author, else the first that it names."""
    if "skupstin" not in folded:
        return None
    members = words_of("membership.tsv", "type")
    if author is not None and fold(author.type or "") in members:
        return author
    return next((each for each in organizations if fold(each.type or "") in members), None)


_DUTIES = frozenset({"duznosti", "duznost", "funkcije", "funkciju", "mjesta", "mjesto", "polozaja", "polozaj"})


def _after_for(items: Items, role: Role) -> bool:
    at = role.start - 1
    if items.word(at) in _DUTIES:
        return role.noun.may_be("gen")  # `razrješava se N. N. dužnosti člana`
    if items.kind(at) == "l" and items.word(at) != "za":
        at -= 1
    return items.word(at) == "za" and role.noun.may_be("acc")


def _next_chain(items: Items, names: Sequence[PersonName], members: Sequence[int], at: int) -> list[int]:
    """The first name after the item and those joined to it by commas and `i`."""
    chain: list[int] = []
    for member in members:
        name = names[member]
        if name.start < at:
            continue
        if chain and not _joined(items, names[chain[-1]].end, name):
            break
        chain.append(member)
    return chain


def _joined(items: Items, start: int, name: PersonName) -> bool:
    """Whether only marks, `i` and roles stand between the item and the name (`predsjednik N. N. i sekretarka M. M.`)."""
    between = range(start, name.led)
    if len(between) <= _LONGEST_PURPOSE and _is_purpose(items, between):
        return True
    if len(between) <= _LONGEST_DEGREES and _are_degrees(items, between):
        return True
    return len(between) <= _LONGEST_JOINT and all(
        items.word(at) in (",", "i", "te") or items.word(at) in role_forms() or items.kind(at) == "O" for at in between
    )


def _are_degrees(items: Items, between: range) -> bool:
    """Whether degrees and a town stand between the names: `N. N., dipl. oec. iz Tuzle, i M. M.`"""
    degrees = words_of("degrees.tsv", "degree")
    for at in between:
        town = items.kind(at) == "C" and items.word(at - 1) == "iz"
        if not (town or items.word(at) in (",", ".", "i", "te", "iz") or items.word(at) in degrees):
            return False
    return len(between) > 0 and items.word(between[-1]) in (",", "i", "te")


def _is_purpose(items: Items, between: range) -> bool:
    """Whether what one of several is chosen for stands between them: `N. N. za razrednu nastavu i M. M. za jezike`."""
    if len(between) < 3 or items.word(between[0]) != "za" or items.word(between[-1]) not in (",", "i", "te"):
        return False
    return all(items.kind(at) == "l" and items.word(at) not in role_forms() for at in between[:-1])


_LONGEST_JOINT = 6


def _on_behalf(reading: Reading, members: Sequence[int], sentence: tuple[int, int]) -> None:
    """`Ispred domaćina, Udruženja X, prisutne je pozdravila predsjednica Y`; `studenti fakulteta, koje su predvodili X i Y`."""
    items, names, affiliations, presence = reading.items, reading.names, reading.affiliations, reading.presence
    index = items.at_offset(sentence[0])
    while index < len(items) and items.starts[index] < sentence[1]:
        following = [member for member in members if names[member].start > index]
        represented = items.organizations[index] or _bare_head(reading, index)
        if represented is not None and (_is_represented(items, index) or _is_signed_for(items, index, sentence, presence)):
            for member in _row(reading, following):
                _give(affiliations[member], represented)
        if items.kinds[index] == "O":
            role = _as_representative(reading, index)
            if role is not None:
                for member in [*following[:1], *(member for member in reversed(members) if names[member].start < index)][:1]:
                    _give(affiliations[member], items.organizations[index])
                    if affiliations[member].role is None:
                        affiliations[member].role, affiliations[member].rule = role, "role-after"
            leads = cue_pattern("leading.tsv").search(
                presence.folded, items.ends[index], min(items.ends[index] + 30, sentence[1])
            )
            if leads is not None or _in_delegation(items, index):
                led = leads is not None and leads.group().startswith(("predvoden", "na celu"))  # by one person, not of all
                for member in _next_chain(items, names, following, index) if led else following:
                    _give(affiliations[member], items.organizations[index])
        index += 1


def _bare_head(reading: Reading, index: int) -> OrganizationFinding | None:
    """The organization of `Ministarstva` in `u ime Ministarstva`, `ispred Ministarstva`."""
    return reading.owners(index) if reading.items.word(index - 1) in ("ispred", "ime") else None


def _row(reading: Reading, members: Sequence[int]) -> Sequence[int]:
    """The first of the names and those that stand in a row with it, each with its office."""
    items, names, affiliations = reading.items, reading.names, reading.affiliations
    for place, member in enumerate(members[1:], start=1):
        before = role_before(items, reading.ends, names[member].led)
        if not joins(items, affiliations[members[place - 1]].end, before.start if before is not None else names[member].led):
            return members[:place]
    return members


def _as_representative(reading: Reading, index: int) -> Role | None:
    """The office after `kao` whose organization the item is: `kao predstavnica Doma zdravlja prisustvovala je N. N.`"""
    role = reading.ends.get(index + 1)
    if role is None or role.organization is None or role.noun.plural or reading.items.word(role.start - 1) != "kao":
        return None
    return role


def _is_represented(items: Items, index: int) -> bool:
    for at in range(index - 1, max(index - 5, -1), -1):
        if items.word(at) == "ispred" or (items.word(at) == "ime" and items.word(at - 1) == "u"):
            return True
        if items.kinds[at] not in "lP" or items.word(at) in (".", ";", "("):
            return False
    return False


def _is_signed_for(items: Items, index: int, sentence: tuple[int, int], presence: Presence) -> bool:
    """`Za Fondaciju je ugovor potpisao N. N.`"""
    return items.word(index - 1) == "za" and presence.says("signing.tsv", items.ends[index], sentence[1])


def _in_delegation(items: Items, index: int) -> bool:
    """`U delegaciji Centra su, pored direktora X, bili Y i Z`."""
    if items.word(index - 2) == "celu" and items.word(index - 1) in ("delegacije", "izaslanstva", "tima", "ekipe"):
        return True
    return items.word(index - 1) in ("delegaciji", "delegaciju", "delegacija", "timu", "ekipi", "izaslanstvu")


def _give(affiliation: Affiliation, organization: OrganizationFinding | None) -> None:
    if affiliation.organization is None:
        affiliation.organization = organization
