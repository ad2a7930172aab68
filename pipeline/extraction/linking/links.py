"""What belongs to what: date roles, the members of each meeting, the organizers of each event."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from pipeline.evidence import Evidence
from pipeline.extraction.findings import (
    DateFinding,
    DateRole,
    EventFinding,
    MeetingFinding,
    OrganizationFinding,
    ParticipantFinding,
)
from pipeline.extraction.meetings.sentences import Reading, Sentence, read


def link(doc: Doc) -> None:
    """Make the findings of a document agree with each other."""
    settle_roles(doc)
    meetings: list[MeetingFinding] = doc._.meetings
    reading = read(doc)
    if meetings:
        _share_out(reading, meetings, doc._.organizations, doc._.participants)
        for conclusion in doc._.conclusions:
            if conclusion.meeting is None or not any(conclusion.meeting is meeting for meeting in meetings):
                conclusion.meeting = meetings[0]
    for event in doc._.upcoming_events:
        event.organizers = _organizers(reading, event, [event.evidence], doc._.organizations)
    for meeting in meetings:
        meeting.organizers = _organizers(reading, meeting, [meeting.evidence, *meeting.mentions], doc._.organizations)


def settle_roles(doc: Doc) -> None:
    """A date that a finding uses has the role of its use; the document's own date stays `published`."""
    uses: list[tuple[DateRole, Iterable[DateFinding]]] = [
        ("deadline", (c.deadline_date for c in doc._.conclusions if c.deadline_date is not None)),
        ("event", (date for event in doc._.upcoming_events for date in event.dates)),
        ("meeting", (date for meeting in doc._.meetings for date in meeting.dates)),
    ]
    for role, dates in uses:
        for date in dates:
            if date.role != "published":
                date.role = role


def _share_out(
    reading: Reading,
    meetings: list[MeetingFinding],
    organizations: list[OrganizationFinding],
    participants: list[ParticipantFinding],
) -> None:
    """Organizations and participants to the meeting that is told of where they are first named.

    Whoever is only mentioned belongs to no meeting; with a single meeting everybody present belongs to it.
    """
    starts = sorted(
        (mention.start, number) for number, meeting in enumerate(meetings) for mention in meeting.mentions or [meeting.evidence]
    )
    for meeting in meetings:
        meeting.organizations, meeting.participants = [], []
    for participant in participants:
        if participant.status == "mentioned":
            continue
        where = participant.mentions[0].start if participant.mentions else 0
        _meeting_at(reading, meetings, starts, where).participants.append(participant)
    for organization in organizations:
        present = [
            meeting
            for meeting in meetings
            if any(participant.organization is organization for participant in meeting.participants)
        ]
        if not present:
            sentences = {
                (sentence.start, sentence.end)
                for meeting in meetings
                for mention in meeting.mentions or [meeting.evidence]
                if (sentence := reading.sentence_at(mention.start)) is not None
            }
            beside = [
                mention for mention in organization.mentions if any(start <= mention.start < end for start, end in sentences)
            ]
            present = [_meeting_at(reading, meetings, starts, beside[0].start)] if beside else []
        for meeting in present:
            meeting.organizations.append(organization)


def _meeting_at(reading: Reading, meetings: list[MeetingFinding], starts: list[tuple[int, int]], where: int) -> MeetingFinding:
    """The meeting told of in the sentence around an offset, else the one told of last before it."""
    if len(meetings) == 1:
        return meetings[0]
    sentence = reading.sentence_at(where)
    if sentence is not None:
        for start, number in starts:
            if sentence.start <= start < sentence.end:
                return meetings[number]
    index = bisect_right(starts, (where, len(meetings))) - 1
    return meetings[starts[index][1]] if index >= 0 else meetings[0]


_ORGANIZING = ("organiz", "domacin", "prired", "upricl", "uprilic", "suorganiz")
_OWN_SESSIONS = ("sjednica", "sastanak", "skupština", "kolegij", "zbor")
_FARTHEST = 80  # characters between a word of organizing and a name
_JOINED = re.compile(r"[“\"\s]*(?:,|;|i|te|,? ?(?:kao|te) i|,? ?uz)[„\"\s]*(?:\w{1,4} )?[„\"]?")
_LABEL = re.compile(r"(?:su)?organizator\w*(?: \w+){0,2}$")


def _organizers(
    reading: Reading, held: EventFinding | MeetingFinding, places: Sequence[Evidence], organizations: list[OrganizationFinding]
) -> list[OrganizationFinding]:
    """Who holds a meeting or an event: whose session it is, or who is named beside a word of organizing in its sentence."""
    named = sorted(
        ((mention, organization) for organization in organizations for mention in organization.mentions),
        key=lambda pair: (pair[0].start, -pair[0].end),
    )
    for place in places:
        if held.type not in _OWN_SESSIONS:
            break
        for mention, organization in named:
            # `sjednica Upravnog odbora`: a genitive right behind the noun, or within the name of the event
            if place.start < mention.start <= place.end + 1:
                return [organization]
    for place in places:
        sentence = reading.sentence_at(place.start)
        if sentence is not None:
            beside = [pair for pair in named if sentence.start <= pair[0].start < sentence.end]
            found = _beside_organizing(reading, sentence, beside)
            if found:
                return found
    return _labelled(reading, named) if isinstance(held, MeetingFinding) else []


def _beside_organizing(
    reading: Reading, sentence: Sentence, named: list[tuple[Evidence, OrganizationFinding]]
) -> list[OrganizationFinding]:
    """The organization nearest to a word of organizing, with those that are joined to it: `u organizaciji A i B`."""
    for index in range(sentence.first, sentence.last):
        word = reading.words[index]
        if not word.startswith(_ORGANIZING) or re.fullmatch(r"organizacija|organizacije|organizacijama|organizacioni\w*", word):
            continue
        if word == "organizaciji" and reading.words[index - 1 : index] != ["u"]:
            continue
        start, end = reading.starts[index], reading.ends[index]
        passive = word == "organizaciji"
        near = [
            (mention.start - end if mention.start >= end else start - mention.end, number)
            for number, (mention, _) in enumerate(named)
            if mention.start >= end or (mention.end <= start and not passive)
        ]
        if not near or min(near)[0] >= _FARTHEST:
            return []
        return _joined(reading, named, min(near)[1])
    return []


def _joined(reading: Reading, named: list[tuple[Evidence, OrganizationFinding]], number: int) -> list[OrganizationFinding]:
    """The organization with those that commas and `i` join to it, each once."""
    first = last = number
    while first and _JOINED.fullmatch(reading.folded[named[first - 1][0].end : named[first][0].start]):
        first -= 1
    while last + 1 < len(named) and _JOINED.fullmatch(reading.folded[named[last][0].end : named[last + 1][0].start]):
        last += 1
    found: list[OrganizationFinding] = []
    for _, organization in named[first : last + 1]:
        if not any(organization is other for other in found):
            found.append(organization)
    return found


def _labelled(reading: Reading, named: list[tuple[Evidence, OrganizationFinding]]) -> list[OrganizationFinding]:
    """Who stands behind the label `Organizator:` of minutes."""
    for block in reading.blocks:
        if block.kind == "label" and block.label and _LABEL.match(block.label):
            inside = [number for number, (mention, _) in enumerate(named) if block.content_start <= mention.start < block.end]
            if inside:
                return _joined(reading, named, inside[0])
    return []
