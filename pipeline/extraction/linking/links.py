"""What belongs to what: date roles, the members of each meeting, the organizers of each event."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc

from pipeline.extraction.findings import (
    DateFinding,
    DateRole,
    EventFinding,
    MeetingFinding,
    OrganizationFinding,
    ParticipantFinding,
)
from pipeline.extraction.meetings.sentences import Reading, read


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
        event.organizers = _organizers(reading, event, doc._.organizations)


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


_ORGANIZING = ("organiz", "domacin", "prired", "upricl", "upriliči")


def _organizers(reading: Reading, event: EventFinding, organizations: list[OrganizationFinding]) -> list[OrganizationFinding]:
    """Who organizes the event: named in its sentence beside a word of organizing, or whose session it is."""
    sentence = reading.sentence_at(event.evidence.start)
    if sentence is None:
        return []
    own = [
        organization
        for organization in organizations
        if any(event.evidence.start <= mention.start and mention.end <= event.evidence.end for mention in organization.mentions)
    ]
    if own and event.type in ("sjednica", "sastanak", "skupština"):
        return own[:1]
    words = reading.words
    for index in range(sentence.first, sentence.last):
        if words[index].startswith(_ORGANIZING):
            place = reading.starts[index]
            near = sorted(
                (
                    (abs(mention.start - place), number)
                    for number, organization in enumerate(organizations)
                    for mention in organization.mentions
                    if sentence.start <= mention.start < sentence.end
                )
            )
            return [organizations[near[0][1]]] if near and near[0][0] < 80 else []
    return []
