"""What a text says of dates before anything is reckoned: points of the calendar, words that count from another date."""

from __future__ import annotations

from dataclasses import dataclass, field

LAST = -1


@dataclass(frozen=True, slots=True)
class Point:
    """What an expression says of one calendar date; None is what it leaves open.

    Attributes:
        shift: distance in years from the year of writing (`prošle godine` is -1); excludes `year`.
        code: EDTF code of a season, quarter or half.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    shift: int | None = None
    code: int | None = None

    @property
    def yearless(self) -> bool:
        return self.year is None and self.shift is None

    @property
    def unit(self) -> str:
        return "day" if self.day else "month" if self.month else "part" if self.code else "year"


@dataclass(frozen=True, slots=True)
class Relative:
    """A date that is counted from another.

    Attributes:
        unit: `day`, `week`, `weekend`, `month` (a span of the calendar), `weekday`, `same-day`, `season`, `nth` (within a month),
            `day-of` (of what lasts several days).
        shift: how many units away; for `weekday` -1, 0 or 1 where the text says `prošlog`, `ovog`, `narednog`, else None.
        number: weekday, code of the season, or which one within the month or of the days (`LAST`).
        of: for `nth`, what is counted: a weekday 1 to 7, 8 for days, 9 for weeks, 10 for weekends.
    """

    unit: str
    shift: int | None = None
    number: int = 0
    of: int = 0


@dataclass(slots=True)
class Expression:
    """An expression over the tokens `[first, last)`.

    Attributes:
        until: the end of an interval.
        clock: hour and minute, or two of them.
        weekdays: weekdays that the text gives for the first and the last day.
        weak: counts only as a part of something larger.
        approximate: `oko 20. oktobra`.
        open_end: `od 1. aprila nadalje`.
        impossible: written as a date, but there is no such day.
    """

    first: int
    last: int
    rule: str
    point: Point = field(default_factory=Point)
    until: Point | None = None
    relative: Relative | None = None
    clock: tuple[tuple[int, int], ...] = ()
    weekdays: tuple[int | None, int | None] = (None, None)
    weak: bool = False
    approximate: bool = False
    open_end: bool = False
    impossible: bool = False
