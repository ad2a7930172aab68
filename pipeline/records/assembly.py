"""Findings become a record: ids in the order of the text, evidence in the offsets of the original text, links by id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from pipeline import edtf
from pipeline.records import model
from pipeline.records.provenance import provenance

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from pipeline.evidence import Evidence
    from pipeline.extraction import findings
    from pipeline.language.reading_text import ReadingText
    from pipeline.reading import Source
    from pipeline.reading.extracted import PublishedFrom

_Finding = TypeVar("_Finding")

_CYRILLIC = re.compile("[\u0400-\u052f]")
_LINE_WORK = re.compile("[\n\u00ad]")
_QUOTES = frozenset("\"„“”‟«»'’‘‚`´ʹ′〝〞＂<>,")
_ABBREVIATION = re.compile(r"\b(?:\w\.\s?){2,}$")  # d.o.o., s. r.
_LONGEST_TITLE = 300


def assemble(source: Source, reading: ReadingText, doc: Doc) -> model.Record:
    """Make the record of one document.

    A finding without evidence is left out, and so are links to it: a value that cannot be shown in the text is not filed.

    Args:
        source: the document as it was read.
        reading: the reading text of `source.text`.
        doc: the processed `Doc` of `reading.text`.
    """
    return _Assembly(source, reading, doc).record()


class _Assembly:
    """One document on its way from findings to record."""

    def __init__(self, source: Source, reading: ReadingText, doc: Doc) -> None:
        self.source = source
        self.reading = reading
        self.doc = doc
        attributes = doc._
        self.dates = _numbered("d", attributes.dates, lambda found: [found.evidence])
        self.organizations = _numbered("o", attributes.organizations, lambda found: found.mentions)
        self.participants = _numbered("p", attributes.participants, lambda found: found.mentions)
        self.meetings = _numbered("m", attributes.meetings, lambda found: [found.evidence])
        self.conclusions = _numbered("c", attributes.conclusions, lambda found: [found.evidence])
        self.events = _numbered("e", attributes.upcoming_events, lambda found: [found.evidence])
        self.by_name = {found.name.casefold(): identifier for found, identifier in reversed(self.organizations.items())}

    def record(self) -> model.Record:
        source = self.source
        return model.Record(
            schema_version=model.SCHEMA_VERSION,
            record_id=f"r-{source.sha256[:16]}",
            source=self._source(),
            text=source.text,
            meetings=[self._meeting(found, identifier) for found, identifier in self.meetings.items()],
            dates=[self._date(found, identifier) for found, identifier in self.dates.items()],
            organizations=[self._organization(found, identifier) for found, identifier in self.organizations.items()],
            participants=[self._participant(found, identifier) for found, identifier in self.participants.items()],
            conclusions=[self._conclusion(found, identifier) for found, identifier in self.conclusions.items()],
            upcoming_events=[self._event(found, identifier) for found, identifier in self.events.items()],
            warnings=self._warnings(),
            provenance=provenance(self.doc._.engine, authority=self.doc._.authority.sha256 if self.doc._.authority else None),
        )

    # --- fields

    def _source(self) -> model.SourceInfo:
        source, doc = self.source, self.doc
        published, published_from = self._published()
        starts = doc.to_array(["SENT_START", "IS_SPACE"])
        is_token = starts[:, 1] == 0
        return model.SourceInfo(
            uri=source.uri,
            media_type=source.media_type,
            sha256=source.sha256,
            encoding=source.encoding,
            language=source.language,
            language_confidence=source.language_confidence,
            script=source.script,
            title=source.title or self._title(),
            author=source.author,
            published=published,
            published_from=published_from,
            characters=len(source.text),
            sentences=int(((starts[:, 0] == 1) & is_token).sum()),
            tokens=int(is_token.sum()),
        )

    def _published(self) -> tuple[str | None, PublishedFrom | None]:
        """The date of publication and where it was read: the text is trusted before what the file says of itself."""
        published = edtf.date_part(self.doc._.published) if self.doc._.published else None
        if published is None:
            return self.source.published, self.source.published_from
        if self.doc._.published_hinted:
            return published, self.source.published_from
        return published, "text"

    def _title(self) -> str | None:
        """The lines of the first title, in the document's own script; a title that is repeated counts once."""
        lines: list[str] = []
        for block in self.doc._.blocks or ():
            if block.kind == "title":
                line = self._words(block.start, block.end)
                if line.casefold() not in (known.casefold() for known in lines):
                    lines.append(line)
            elif lines:
                break
        return " ".join(lines)[:_LONGEST_TITLE].rstrip() or None

    def _meeting(self, found: findings.MeetingFinding, identifier: str) -> model.Meeting:
        start, end = self._place(found.evidence)
        return model.Meeting(
            id=identifier,
            type=found.type,
            title=found.title or None,
            date=edtf.date_part(found.date) if found.date else None,
            start_time=found.start_time,
            end_time=found.end_time,
            place=found.place or None,
            mode=found.mode,
            platform=found.platform or None,
            agenda=[self._agenda_entry(item) for item in found.agenda],
            dates=_ids(found.dates, self.dates),
            organizations=_ids(found.organizations, self.organizations),
            participants=_ids(found.participants, self.participants),
            conclusions=[number for conclusion, number in self.conclusions.items() if conclusion.meeting is found],
            start=start,
            end=end,
            mentions=self._mentions([found.evidence, *found.mentions]),
            confidence=_rounded(found.confidence),
            rule=found.rule,
            ordinal=found.ordinal,
            venue=found.venue or None,
            address=found.address or None,
            quorum=found.quorum or None,
            organizers=_ids(found.organizers, self.organizations),
        )

    def _agenda_entry(self, item: findings.AgendaItem) -> model.AgendaEntry:
        start, end = self._place(item.evidence)
        at = self.reading.text.find(item.text, item.evidence.start, item.evidence.end)
        text = self._words(at, at + len(item.text)) if at >= 0 else item.text
        return model.AgendaEntry(number=item.number, text=_without_final_stop(text) or text, start=start, end=end)

    def _date(self, found: findings.DateFinding, identifier: str) -> model.Date:
        start, end = self._place(found.evidence)
        return model.Date(
            id=identifier,
            text=self.source.text[start:end],
            value=found.value,
            type=found.type,
            role=found.role,
            start=start,
            end=end,
            confidence=_rounded(found.confidence),
            rule=found.rule,
        )

    def _organization(self, found: findings.OrganizationFinding, identifier: str) -> model.Organization:
        mentions = self._mentions(found.mentions)
        return model.Organization(
            id=identifier,
            name=found.name,
            acronym=found.acronym or None,
            type=found.type or None,
            start=mentions[0].start,
            end=mentions[0].end,
            mentions=mentions,
            confidence=_rounded(found.confidence),
            rule=found.rule,
        )

    def _participant(self, found: findings.ParticipantFinding, identifier: str) -> model.Participant:
        mentions = self._mentions(found.mentions)
        return model.Participant(
            id=identifier,
            kind=found.kind,
            name=found.name,
            role=found.role or None,
            organization=self._organization_id(found.organization),
            status=found.status,
            start=mentions[0].start,
            end=mentions[0].end,
            mentions=mentions,
            confidence=_rounded(found.confidence),
            rule=found.rule,
        )

    def _conclusion(self, found: findings.ConclusionFinding, identifier: str) -> model.Conclusion:
        start, end = self._place(found.evidence)
        words = self._words(found.evidence.start, found.evidence.end)
        return model.Conclusion(
            id=identifier,
            text=_without_final_stop(words) or words,
            kind=found.kind,
            responsible=_unique(self._responsible(one) for one in found.responsible),
            deadline=found.deadline,
            deadline_text=found.deadline_text or None,
            deadline_date=self.dates.get(found.deadline_date) if found.deadline_date else None,
            meeting=self.meetings.get(found.meeting) if found.meeting else None,
            agenda_item=found.agenda_item or None,
            votes=found.votes or None,
            start=start,
            end=end,
            confidence=_rounded(found.confidence),
            rule=found.rule,
        )

    def _event(self, found: findings.EventFinding, identifier: str) -> model.UpcomingEvent:
        start, end = self._place(found.evidence)
        return model.UpcomingEvent(
            id=identifier,
            name=found.name,
            type=found.type,
            date=edtf.date_part(found.date) if found.date else None,
            start_time=found.start_time,
            place=found.place or None,
            organizers=_ids(found.organizers, self.organizations),
            dates=_ids(found.dates, self.dates),
            start=start,
            end=end,
            confidence=_rounded(found.confidence),
            rule=found.rule,
        )

    def _warnings(self) -> list[model.RecordWarning]:
        doubts = [*self.source.warnings, *self.doc._.warnings]
        return [model.RecordWarning(code, message) for code, message in dict.fromkeys((d.code, d.message) for d in doubts)]

    # --- links

    def _organization_id(self, found: findings.OrganizationFinding | None) -> str | None:
        """The id of an organization; one that was merged into another of the same name has that one's."""
        if found is None:
            return None
        return self.organizations.get(found) or self.by_name.get(found.name.casefold())

    def _responsible(self, one: findings.Responsible) -> str:
        if isinstance(one, str):
            return one
        return self.organizations.get(one) or self.participants.get(one) or one.name

    # --- evidence

    def _place(self, evidence: Evidence) -> tuple[int, int]:
        return self.reading.to_source(evidence.start, evidence.end)

    def _mentions(self, places: Iterable[Evidence]) -> list[model.Mention]:
        """The places in the order of the text, each once."""
        return [model.Mention(start, end) for start, end in sorted({self._place(place) for place in places})]

    def _words(self, start: int, end: int) -> str:
        """The words of the source at `[start, end)` of the reading text: its letters and quotation marks, on one line.

        What the reading text repairs (line ends, words split there, spaced letters) stays repaired.
        """
        reading = self.reading
        repaired = reading.text[start:end]
        source_start, source_end = reading.to_source(start, end)
        words = self.source.text[source_start:source_end]
        if words == repaired:
            return words
        if len(words) != len(repaired) or _CYRILLIC.search(words) or _LINE_WORK.search(words):
            words = self._aligned_words(start, end)
        return " ".join(words.split())

    def _aligned_words(self, start: int, end: int) -> str:
        text = self.source.text
        parts: list[str] = []
        last = (-1, -1)
        for place in range(start, end):
            interval = self.reading.to_source(place, place + 1)
            if interval == last:
                if not self._keeps(text[slice(*interval)]):
                    parts.append(self.reading.text[place])
                continue
            last = interval
            piece = text[slice(*interval)]
            parts.append(piece if self._keeps(piece) else self.reading.text[place])
        return "".join(parts)

    @staticmethod
    def _keeps(piece: str) -> bool:
        """Whether these letters of the source stay as they are, rather than as the reading text has them."""
        return _CYRILLIC.search(piece) is not None or (bool(piece) and _QUOTES.issuperset(piece))


def _numbered(letter: str, found: Iterable[_Finding], places: Callable[[_Finding], list[Evidence]]) -> dict[_Finding, str]:
    """The findings that have evidence, in the order of the text, with their ids."""
    ordered = sorted(
        ((min(evidence), one) for one in dict.fromkeys(found) if (evidence := places(one))), key=lambda pair: pair[0]
    )
    return {one: f"{letter}{number}" for number, (_, one) in enumerate(ordered, start=1)}


def _ids(found: Iterable[_Finding], numbered: Mapping[_Finding, str]) -> list[str]:
    """The ids of the findings that are in the record, in the order of the text."""
    known = {identifier for one in found if (identifier := numbered.get(one)) is not None}
    return [identifier for identifier in numbered.values() if identifier in known]


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _rounded(confidence: float) -> float:
    return round(min(max(float(confidence), 0.0), 1.0), 2)


def _without_final_stop(text: str) -> str:
    if _ABBREVIATION.search(text):
        return text
    return text.rstrip(" .;,")
