"""Every point that the meeting concluded, decided, ordered or recommended."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.evidence import Evidence
from pipeline.extraction.conclusions import details, listed, spans, told
from pipeline.extraction.conclusions.points import Point, Report, report
from pipeline.extraction.findings import ConclusionFinding, MeetingFinding
from pipeline.extraction.meetings.ordinals import number
from pipeline.extraction.meetings.sentences import read


def find(doc: Doc) -> list[ConclusionFinding]:
    """The conclusions of a document, in the order of the text; none overlaps another."""
    reading = read(doc)
    if not reading.sentences:
        return []
    document = report(doc, reading)
    listed.find(document)
    told.find(document)
    found: list[ConclusionFinding] = []
    last_end = -1
    points = [part for point in document.points for part in _tasks(document, point)]
    for point in sorted(points, key=lambda point: (point.start, point.end)):
        if point.start >= last_end:
            last_end = point.end
            found.append(_finding(document, point))
    return found


def _tasks(document: Report, point: Point) -> list[Point]:
    """The tasks of one doer in one sentence, each a point: `nalaže se preduzeću da uredi park te da okreči klupe`."""
    reading = document.reading
    da = document.doers.clause_of_charge(point.first, point.last) if point.kind in ("action", "recommendation") else None
    parts = spans.parts_of_da(reading, da, point.last) if da is not None else []
    if len(parts) < 2 or any(last - first < _SHORTEST_TASK or "da" in reading.words[first:last] for first, last in parts):
        return [point]
    tasks: list[Point] = []
    for first, last in [(point.first, parts[0][1]), *parts[1:]]:
        start, end = spans.characters(reading, first, last)
        tasks.append(replace(point, first=first, last=last, start=start, end=end, deadline_span=(start, end)))
    if point.deadline_span != (point.start, point.end):  # told beside the point, for all of it
        tasks = [replace(task, deadline_span=point.deadline_span) for task in tasks]
    return tasks


_SHORTEST_TASK = 2  # words


def _finding(document: Report, point: Point) -> ConclusionFinding:
    date, words = None, None
    if point.kind in ("action", "recommendation"):
        beside = point.deadline_span[0] >= point.end or point.deadline_span[1] <= point.start
        date, words = details.deadline(document.reading, *point.deadline_span, field=beside)
    elif not details.postpones(document.reading, point.start, point.end):
        date, words = details.term(document.reading, *point.deadline_span)
    return ConclusionFinding(
        evidence=Evidence(point.start, point.end),
        kind=point.kind,
        rule=point.rule,
        confidence=point.confidence,
        responsible=point.responsible,
        deadline=details.value(date),
        deadline_text=words,
        deadline_date=date,
        votes=point.votes,
        agenda_item=_agenda_item(document, point.block, point.start, point.end),
        meeting=_meeting(document, point.start),
    )


def _meeting(document: Report, start: int) -> MeetingFinding | None:
    """The meeting last told of before the point, else the first."""
    last: tuple[int, MeetingFinding] | None = None
    for meeting in document.meetings:
        for mention in meeting.mentions or [meeting.evidence]:
            if mention.start <= start and (last is None or mention.start > last[0]):
                last = mention.start, meeting
    if last is not None:
        return last[1]
    return document.meetings[0] if document.meetings else None


_UNDER_ITEM = re.compile(
    r"\b(?:pod|u okviru|kod|po|uz) (?:(?:tack|tock)\w+(?: dnevnog reda)?(?: br(?:oj|\.)?)? (?P<figure>\d{1,2}|[a-h])\b"
    r"|(?P<marked>\d{1,2})[.)] |(?P<word>[^\W\d_]+) (?:tack|tock)\w+)"
)


def _agenda_item(document: Report, block: int, start: int, end: int) -> str | None:
    """The number of the agenda item that the sentence names (`pod tačkom 3`), else of the section (`Ad. 3`)."""
    sentence = document.reading.sentence_at(start)
    named = _UNDER_ITEM.search(document.reading.folded, sentence.start if sentence else start, end)
    if named and (named["figure"] or named["marked"]):
        return named["figure"] or named["marked"]
    if named and (value := number(named["word"])):
        return str(value)
    blocks = document.reading.blocks
    if block in document.counted_again:
        return blocks[block].number
    found = (blocks[index].number for index in range(block, -1, -1) if blocks[index].kind == "section" and blocks[index].number)
    return next((item.lower() for item in found if item), None)
