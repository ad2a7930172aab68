"""What the rules found is put under the names of a user's authority file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.evidence import Evidence
from pipeline.extraction.authority.matching import Match, Matches
from pipeline.extraction.authority.user_file import Entry
from pipeline.extraction.findings import OrganizationFinding, ParticipantFinding
from pipeline.extraction.organizations import naming
from pipeline.extraction.organizations.lexicon import heads, legal_letters, words_of
from pipeline.language.folding import fold

_CONFIDENCE = 0.95
_LONGEST_WORD = 40
_LEGAL_SUFFIX = re.compile(r"[ ,“”»\"]*(?:(?:d\. ?o\. ?o\.|d\. ?d\.|a\. ?d\.|doo|dd|ad)(?!\w))?[“”»\"]*")
_QUOTES = ' „“”‟«»"'


def rule_of(entry: Entry) -> str:
    """The rule of a finding that an entry gave its name: the component and the entry's id."""
    return f"authority.{entry.id}"


def settle_organizations(text: str, findings: Sequence[OrganizationFinding], matches: Matches) -> list[OrganizationFinding]:
    """The organizations with those of the authority file under their names, in the order of the text.

    A mention that is a name of an entry, with or without a legal form around it, is the entry's, and so are the other mentions of
    what the rules took for one organization with it. A name of an entry that ends a longer name (`Upravni odbor Udruženja Izvor`)
    is a mention of the entry inside the other; a mention that ends an entry's name stays if its organization stands elsewhere
    too. Where the longer name goes on (`Ministarstvo zdravstva Kantona Sarajevo`), it is
    another organization's, and the entry is not meant.
    """
    by_key = _by_key(matches.entries)
    entries = {match.entry.id: match.entry for match in matches.organizations} | {entry.id: entry for entry in by_key.values()}
    named = {number: entry.id for number, found in enumerate(findings) if (entry := by_key.get(naming.key(found.name)))}
    own: dict[str, list[Evidence]] = {}
    given: dict[tuple[int, Evidence], str] = {}
    inside: set[tuple[int, Evidence]] = set()
    gone: set[tuple[int, Evidence]] = set()
    for match in matches.organizations:
        place, identifier = match.evidence, match.entry.id
        near = [
            (number, mention) for number, found in enumerate(findings) for mention in found.mentions if mention.overlaps(place)
        ]
        around = [(number, mention) for number, mention in near if mention.contains(place)]
        of_entry = [
            (number, mention)
            for number, mention in around
            if named.get(number) == identifier
            or (_is_legal_form(text[mention.start : place.start]) and not _goes_on(text, place, mention))
        ]
        if not of_entry and any(_goes_on(text, place, mention) for _, mention in around):
            continue
        if not around and _only_tells_where(text, match):
            continue
        given.update(dict.fromkeys(of_entry, identifier))
        if not of_entry:
            own.setdefault(identifier, []).append(place)
        for number, mention in near:
            if place.contains(mention) and (number, mention) not in of_entry:
                (inside if mention.end == place.end else gone).add((number, mention))
            elif not mention.contains(place):
                gone.add((number, mention))
    away = inside | gone
    outside = {
        number for number, found in enumerate(findings) if any((number, mention) not in away for mention in found.mentions)
    }
    gone.update((number, mention) for number, mention in inside if number not in outside)
    whole = _whole(findings, given, named)
    kept: list[OrganizationFinding] = []
    sources: dict[str, list[OrganizationFinding]] = {}
    for number, found in enumerate(findings):
        rest: list[Evidence] = []
        for mention in found.mentions:
            if (number, mention) in gone:
                continue
            owner = given.get((number, mention)) or whole.get(number)
            if owner is None:
                rest.append(mention)
                continue
            own.setdefault(owner, []).append(mention)
            if found not in sources.setdefault(owner, []):
                sources[owner].append(found)
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


def _only_tells_where(text: str, match: Match) -> bool:
    """Whether a municipality stands for its territory (`na području Općine Breza`)."""
    head = heads().get(match.entry.name.split()[0].lower())
    before = text[max(0, match.evidence.start - _LONGEST_WORD) : match.evidence.start].split()
    return head is not None and "area" in head.use and bool(before) and fold(before[-1]) in words_of("area_nouns.tsv", "form")


def _goes_on(text: str, place: Evidence, mention: Evidence) -> bool:
    """Whether the mention says more after the name than its legal form."""
    return _LEGAL_SUFFIX.fullmatch(text, place.end, mention.end) is None


def _is_legal_form(before: str) -> bool:
    """Whether nothing but legal forms in letters and quotation marks stands before the name inside a mention."""
    return all(word.strip(_QUOTES) in legal_letters() for word in before.split() if word.strip(_QUOTES))


def _whole(
    findings: Sequence[OrganizationFinding], given: Mapping[tuple[int, Evidence], str], named: Mapping[int, str]
) -> dict[int, str]:
    """Findings all of whose mentions are an entry's: its longest mention is one of its names, or its name has the key of one."""
    whole = dict(named)
    for number, found in enumerate(findings):
        longest = max(found.mentions, key=lambda mention: (len(mention), -mention.start))
        if (number, longest) in given:
            whole[number] = given[number, longest]
    return whole


@lru_cache(maxsize=4)
def _by_key(entries: tuple[Entry, ...]) -> Mapping[tuple[str, ...], Entry]:
    """The key of each name of an organization → its entry; keys that two entries share are left out, and acronyms."""
    # an acronym's key is that of the kind it may stand for (`CSR`)
    found: dict[tuple[str, ...], set[Entry]] = {}
    for entry in entries:
        if entry.is_person:
            continue
        for name in entry.names:
            if not name.isupper():
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
