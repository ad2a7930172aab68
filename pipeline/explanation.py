"""Why a record says what it says: for each item the rule, its cue and its bounds; and what nearly became an item, and why not.

>>> from pipeline.explanation import explain
>>> found = explain("Sastanak je održan 12. maja 2023. u Olovu. Direktor je istakao da je zaključeno da se park uredi.")
>>> [(item.field, item.rule, item.cue) for item in found.items if item.field == "meetings"]
[('meetings', 'meetings.held:održati', 'održan')]
>>> [(miss.words, miss.reason) for miss in found.near_misses if miss.field == "conclusions"]
[('zaključeno', 'said-by-speaker')]
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pipeline.document import extract
from pipeline.extraction import trace
from pipeline.extraction.meetings.words import is_predicate
from pipeline.extraction.rules import Rule, locate
from pipeline.extraction.trace import Bounds, Step, Trace
from pipeline.language.folding import fold
from pipeline.language.reading_text import ReadingText, read
from pipeline.reading import Source, read_text
from pipeline.records import Record

if TYPE_CHECKING:
    from spacy.language import Language

FIELDS = ("meetings", "conclusions", "upcoming_events", "participants", "organizations", "dates")
_AROUND = 60  # characters of context on each side
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the record.

    Attributes:
        field, id: its place in the record.
        what: its name, value or type; `words`: the evidence, `[start, end)` of the record's text.
        rule: the id; `finds`: what that rule finds; `written_in`: `file:line` of the row that fired or of the function, a path
            below the folder that holds the package; `applied_by`: `file:line` of the function.
        cue: the words that spoke for it, as the text or the word table has them.
        begins, ends: why the evidence begins and ends there.
        confidence: as in the record.
    """

    field: str
    id: str
    what: str
    words: str
    start: int
    end: int
    rule: str
    finds: str
    written_in: str
    applied_by: str
    cue: str
    begins: str
    ends: str
    confidence: float


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What a rule considered and did not file.

    Attributes:
        outcome: `rejected`, or `merged` where it tells again of an item that is filed.
        words: the words in question, `[start, end)` of the record's text; `context`: the line around them.
        reason: a stable code; `says`: the same in words; `because`: the words that spoke against it, or empty.
        rule, written_in: the rule that would have found it, where one fired, and where that is written.
    """

    field: str
    outcome: str
    words: str
    start: int
    end: int
    context: str
    reason: str
    says: str
    because: str
    rule: str
    written_in: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The record, its items and the near misses, each in the order of the fields and of the text."""

    record: Record
    items: list[Item]
    near_misses: list[NearMiss]

    def to_dict(self) -> dict[str, Any]:
        """For JSON: `uri`, `items`, `near_misses`."""
        return {
            "uri": self.record.source.uri,
            "items": [asdict(item) for item in self.items],
            "near_misses": [asdict(miss) for miss in self.near_misses],
        }


def explain(
    document: Source | str,
    nlp: Language | None = None,
    *,
    published: str | None = None,
    fields: Collection[str] = FIELDS,
) -> Explanation:
    """Extract a document and tell why.

    Args:
        document: what `pipeline.reading` read, or a text.
        nlp: a pipeline made by `pipeline.load`; without it one is made and kept.
        published: the date of publication where it is known from elsewhere, EDTF.
        fields: the fields of the record to explain.

    Raises:
        NotADate: if `published` is no EDTF value.
        ValueError: for a field that no record has.
    """
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise ValueError(f"A record has no field {sorted(unknown)[0]!r}; it has {', '.join(FIELDS)}.")
    source = read_text(document, uri="text") if isinstance(document, str) else document
    with trace.collecting() as noted:
        record = extract(source, nlp, published=published)
    return _Explainer(record, read(source.text), noted).explanation([field for field in FIELDS if field in fields])


class _Explainer:
    def __init__(self, record: Record, reading: ReadingText, noted: Trace) -> None:
        self.record = record
        self.text = record.text
        self.reading = reading
        self.steps = noted.steps
        self.bounds = {(field, *reading.to_source(start, end)): bounds for (field, start, end), bounds in noted.bounds.items()}
        self.dates = {date.start for date in record.dates}

    def explanation(self, fields: Iterable[str]) -> Explanation:
        fields = list(fields)
        items = [self._item(field, found) for field in fields for found in getattr(self.record, field)]
        return Explanation(self.record, items, [miss for field in fields for miss in self._near_misses(field)])

    # --- items

    def _item(self, field: str, found: Any) -> Item:
        rule = locate(found.rule)
        bounds = self.bounds.get((field, found.start, found.end), Bounds("first-word", ""))
        return Item(
            field=field,
            id=found.id,
            what=_what(field, found),
            words=self._words(found.start, found.end),
            start=found.start,
            end=found.end,
            rule=found.rule,
            finds=rule.finds,
            written_in=str(rule.place),
            applied_by=str(rule.code),
            cue=self._cue(rule, bounds),
            begins=trace.says(bounds.begins or "first-word"),
            ends=trace.says(bounds.ends or self._end(found.end)),
            confidence=found.confidence,
        )

    def _cue(self, rule: Rule, bounds: Bounds) -> str:
        """The words of the text that spoke for the item, else the row of the table."""
        if bounds.cue is not None:
            return self._words(*self.reading.to_source(*bounds.cue))
        return rule.cue.replace("_", " ")

    def _end(self, end: int) -> str:
        """Why evidence that no rule gave a reason for ends at an offset."""
        rest = self.text[end : end + 80]
        line = rest.split("\n", 1)[0]
        if not line.strip():
            return "block-ends"
        gap = line[: len(line) - len(line.lstrip())]
        mark = line.lstrip()[0]
        if end + len(gap) in self.dates:
            return "date-follows"
        if not mark.isalnum():
            return "sentence-ends" if mark in ".!?" and not line.lstrip()[1:].strip()[:1].islower() else "clause-ends"
        word = _WORD.match(line.lstrip())
        folded = fold(word.group()) if word else ""
        if folded in ("u", "na"):
            return "place-follows"
        if folded in ("je", "su", "ce", "nije", "nisu", "se") or is_predicate(folded):
            return "verb-follows"
        return "capital-follows" if mark.isupper() else "phrase-ends"

    # --- near misses

    def _near_misses(self, field: str) -> Iterator[NearMiss]:
        """The steps of a field that lie in no item of it, each stretch once; of those that overlap the longest."""
        taken = [
            (place.start, place.end)
            for found in getattr(self.record, field)
            for place in (getattr(found, "mentions", None) or [found])
        ]
        steps = [step for step in self.steps if step.field == field]
        steps.sort(key=lambda step: (step.start - step.end, not step.rule))
        kept: list[tuple[int, int, Step]] = []
        for step in steps:
            start, end = self.reading.to_source(step.start, step.end)
            if step.outcome == "rejected" and any(start < high and low < end for low, high in taken):
                continue
            if any(start < high and low < end for low, high, _ in kept):
                continue
            kept.append((start, end, step))
        for start, end, step in sorted(kept, key=lambda entry: entry[:2]):
            yield self._near_miss(step, start, end)

    def _near_miss(self, step: Step, start: int, end: int) -> NearMiss:
        return NearMiss(
            field=step.field,
            outcome=step.outcome,
            words=self._words(start, end),
            start=start,
            end=end,
            context=self._context(start, end),
            reason=step.reason,
            says=trace.says(step.reason),
            because=self._words(*self.reading.to_source(*step.because)) if step.because else "",
            rule=step.rule,
            written_in=str(locate(step.rule).place) if step.rule else "",
        )

    def _words(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())

    def _context(self, start: int, end: int) -> str:
        """The words with what stands around them, whole words on both sides."""
        low = max(0, start - _AROUND)
        high = min(len(self.text), end + _AROUND)
        before = self.text[low:start] if low == 0 else self.text[low:start].partition(" ")[2]
        after = self.text[end:high] if high == len(self.text) else self.text[end:high].rpartition(" ")[0]
        opening = "" if low == 0 else "… "
        closing = "" if high == len(self.text) else " …"
        return f"{opening}{' '.join((before + self.text[start:end] + after).split())}{closing}"


def _what(field: str, found: Any) -> str:
    """What an item is, in the words of the record."""
    if field == "dates":
        return f"{found.value} ({found.role})"
    if field == "meetings":
        return " ".join(filter(None, (found.type, found.date)))
    if field == "conclusions":
        return str(found.kind)
    if field == "upcoming_events":
        return " ".join(filter(None, (found.name, found.date)))
    return str(found.name)
