"""Dates: every calendar date, time on a date and interval of a text, as EDTF values. `find_dates` needs no model."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from pipeline.extraction.dates.finder import find
from pipeline.extraction.findings import DateType
from pipeline.language.reading_text import read

__all__ = ["DateMention", "find_dates"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text.

    Attributes:
        start: where it starts, in code points of the text given.
        end: where it ends, exclusive.
        text: the words themselves.
        value: EDTF (ISO 8601-2:2019); unknown years are `XXXX`.
        type: `date`, `time` (a clock time on a day) or `interval`.
    """

    start: int
    end: int
    text: str
    value: str
    type: DateType


def find_dates(text: str, *, reference: datetime.date | None = None) -> list[DateMention]:
    """Find all dates of a Bosnian, Croatian or Serbian text, in Latin or Cyrillic script, hard-wrapped or not.

    Args:
        text: any text.
        reference: the day that `danas` means; years that the text leaves out lie near it. Without it, the text's own dateline
            or the date of the meeting it reports is taken.

    Returns:
        The dates in order; offsets are those of `text`.

    >>> [(d.text, d.value) for d in find_dates("Sastanak je održan od 3. do 5. maja 2023. godine.")]
    [('od 3. do 5. maja 2023. godine', '2023-05-03/2023-05-05')]
    """
    reading = read(text)
    published = reference.isoformat() if reference else None
    mentions = []
    for date in find(reading.text, reading.folded, published).dates:
        start, end = reading.to_source(date.start, date.end)
        mentions.append(DateMention(start, end, text[start:end], date.value, date.kind))
    return mentions
