"""What the rules found is put under the names of a user's authority file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.evidence import Evidence
from pipeline.extraction.authority.matching import Matches
from pipeline.extraction.authority.user_file import Entry
from pipeline.extraction.findings import OrganizationFinding, ParticipantFinding
from pipeline.extraction.organizations import naming
from pipeline.extraction.organizations.lexicon import legal_letters

_CONFIDENCE = 0.95
_LEGAL_SUFFIX = re.compile(r"[ ,“”»\"]*(?:(?:d\. ?o\. ?o\.|d\. ?d\.|a\. ?d\.|doo|dd|ad)(?!\w))?[“”»\"]*")
_QUOTES = ' „“”‟«»"'


def rule_of(entry: Entry) -> str:
    """The rule of a finding that an entry gave its name: the component and the entry's id."""
    return f"authority.{entry.id}"


def settle_organizations(text: str, findings: Sequence[OrganizationFinding], matches: Matches) -> list[OrganizationFinding]:
    """The organizations with those of the authority file under their names, in the order of the text.

    A mention that is a name of an entry, with or without a legal form around it, is the entry's, and so are the other mentions of
    what the rules took for one organization with it. A name of an entry that ends a longer name (`Upravni odbor Udruženja Izvor`)
    is a mention of the entry inside the other. Where the longer name goes on (`Ministarstvo zdravstva Kantona Sarajevo`), it is
    another organization's, and the entry is not meant.
    """
    own: dict[str, list[Evidence]] = {}
    entries = {match.entry.id: match.entry for match in matches.organizations}
    given: dict[tuple[int, Evidence], str] = {}
    gone: set[tuple[int, Evidence]] = set()
    for match in matches.organizations:
        place = match.evidence
        near = [
            (number, mention) for number, found in enumerate(findings) for mention in found.mentions if mention.overlaps(place)
        ]
        around = [(number, mention) for number, mention in near if mention.contains(place)]
        if any(_goes_on(text, place, mention) for _, mention in around):
            continue
        for number, mention in around:
            if _is_legal_form(text[mention.start : place.start]):
                given[number, mention] = match.entry.id
        gone.update((number, mention) for number, mention in near if not mention.contains(place))
        if not any(_is_legal_form(text[mention.start : place.start]) for _, mention in around):
            own.setdefault(match.entry.id, []).append(place)
    by_key = _by_key(matches.entries)
    entries.update((entry.id, entry) for entry in by_key.values())
    whole = _whole(findings, given, by_key)
    kept: list[OrganizationFinding] = []
    sources: dict[str, list[OrganizationFinding]] = {}
    for number, found in enumerate(findings):
        rest: list[Evidence] = []
        for mention in found.mentions:
            if (number, mention) in gone:
                continue
            identifier = given.get((number, mention)) or whole.get(number)
            if identifier is None:
                rest.append(mention)
                continue
            own.setdefault(identifier, []).append(mention)
            if found not in sources.setdefault(identifier, []):
                sources[identifier].append(found)
        if len(rest) == len(found.mentions):
            kept.append(found)
        elif rest:
            kept.append(replace(found, mentions=rest))
    kept += [_organization(entries[identifier], places, sources.get(identifier, ())) for identifier, places in own.items()]
    return sorted(kept, key=lambda found: (min(found.mentions), found.name))


def _organization(entry: Entry, places: Sequence[Evidence], sources: Sequence[OrganizationFinding]) -> OrganizationFinding:
    acronym = entry.acronym or next((found.acronym for found in sources if found.acronym and found.acronym != entry.name), None)
    return OrganizationFinding(
        name=entry.name,
        rule=rule_of(entry),
        confidence=_CONFIDENCE,
        acronym=acronym,
        type=entry.type or next((found.type for found in sources if found.type), None),
        mentions=sorted(set(places)),
    )


def _goes_on(text: str, place: Evidence, mention: Evidence) -> bool:
    """Whether the mention says more after the name than its legal form."""
    return _LEGAL_SUFFIX.fullmatch(text, place.end, mention.end) is None


def _is_legal_form(before: str) -> bool:
    """Whether nothing but legal forms in letters and quotation marks stands before the name inside a mention."""
    return all(word.strip(_QUOTES) in legal_letters() for word in before.split() if word.strip(_QUOTES))


def _whole(
    findings: Sequence[OrganizationFinding], given: Mapping[tuple[int, Evidence], str], by_key: Mapping[tuple[str, ...], Entry]
) -> dict[int, str]:
    """Findings all of whose mentions are an entry's: its longest mention is one of its names, or its name has the key of one."""
    whole: dict[int, str] = {}
    for number, found in enumerate(findings):
        longest = max(found.mentions, key=lambda mention: (len(mention), -mention.start))
        entry = by_key.get(naming.key(found.name))
        identifier = given.get((number, longest)) or (entry.id if entry else None)
        if identifier is not None:
            whole[number] = identifier
    return whole


@lru_cache(maxsize=4)
def _by_key(entries: tuple[Entry, ...]) -> Mapping[tuple[str, ...], Entry]:
    """The key of each name of an organization → its entry; keys that two entries share are left out, and acronyms."""
    found: dict[tuple[str, ...], set[Entry]] = {}
    for entry in entries:
        if entry.is_person:
            continue
        for name in entry.names:
            if len(name.split()) > 1:
                found.setdefault(naming.key(name), set()).add(entry)
    return {key: next(iter(sharing)) for key, sharing in found.items() if len(sharing) == 1 and key}


def settle_participants(findings: Sequence[ParticipantFinding], matches: Matches) -> list[ParticipantFinding]:
    """The participants with those of the authority file under their names, each entry once, in the order of the text."""
    entry_of: dict[Evidence, Entry] = {match.evidence: match.entry for match in matches.persons}
    kept: list[ParticipantFinding] = []
    known: dict[str, ParticipantFinding] = {}
    for found in findings:
        entry = next((entry_of[mention] for mention in found.mentions if mention in entry_of), None)
        if found.kind != "person" or entry is None:
            kept.append(found)
            continue
        first = known.get(entry.id)
        if first is None:
            known[entry.id] = first = replace(found, name=entry.name, rule=rule_of(entry), confidence=_CONFIDENCE)
            kept.append(first)
            continue
        first.mentions = sorted({*first.mentions, *found.mentions})
        first.role = first.role or found.role
        first.organization = first.organization or found.organization
        first.status = min(first.status, found.status, key=_STATUSES.index)
    return sorted(kept, key=lambda found: (found.mentions[0], found.name))


_STATUSES = ("absent", "present", "mentioned")  # what counts where mentions of one person say several things
