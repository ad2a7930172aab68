"""From what a text says to values: years that it leaves out, weekdays, words like `jučer` are reckoned from an anchor."""

from __future__ import annotations

import datetime
from calendar import monthrange
from dataclasses import dataclass, replace

from pipeline import edtf
from pipeline.extraction.dates.expressions import LAST, Expression, Point, Relative
from pipeline.extraction.dates.roles import Direction

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
# how far a past date may lie after an anchor that is only the date of one of several meetings
_SLACK = datetime.timedelta(days=45)
# a date almost a year away on the side that the tense speaks of is rather the one close by on the other side
_FAR = datetime.timedelta(days=330)
_FAR_UNSURE = datetime.timedelta(days=240)


Tense = tuple[Direction | None, bool]
"""Whether the words around speak of the past or of what is to come, and whether in the date's own clause."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that a date is reckoned from.

    Attributes:
        day: the day itself.
        strict: the time of writing (publication, or the session that minutes record): the past lies before it, what is to come
            after it. Else a date of the text, which only tells the neighbourhood.
    """

    day: datetime.date
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known where an expression stands.

    Attributes:
        anchor: the time of writing, if known; relative words need it.
        nearby: a date of the text that settles years where the time of writing is not known.
        previous: the last day before (ISO), for `istog dana`.
        tense: of the words around.
        span: the first and last day of what was told of before, for `drugog dana`.
    """

    anchor: Anchor | None = None
    nearby: Anchor | None = None
    previous: str | None = None
    tense: Tense = (None, False)
    span: tuple[datetime.date, datetime.date] | None = None

    @property
    def near(self) -> Anchor | None:
        return self.anchor or self.nearby

    @property
    def reckoning(self) -> Tense:
        """Tense is relative to the time of writing; around another date the nearest year is meant."""
        return self.tense if self.anchor else (None, False)


def resolve(expression: Expression, situation: Situation) -> tuple[str, bool] | None:
    """The EDTF value of an expression, and whether the year was taken from the context.

    Returns:
        None where nothing settles a relative expression, or there is no such day.
    """
    try:
        return _resolve(expression, situation)
    except (ValueError, OverflowError):
        return None


def _resolve(expression: Expression, situation: Situation) -> tuple[str, bool] | None:
    if expression.relative is not None:
        value, assumed = _relative(expression, expression.relative, situation)
        return (_with_clock(value, expression), assumed) if value else None
    anchor, near = situation.anchor, situation.near
    point, until = expression.point, expression.until
    assumed = False
    if point.shift is not None or (until and until.shift is not None):
        if anchor:
            point = _shifted(point, anchor)
            until = _shifted(until, anchor) if until else None
        elif point.unit == "year":
            return None
        else:
            point, until = replace(point, shift=None), replace(until, shift=None) if until else None
    elif point.yearless and near:
        in_year = _year_for(point, near, situation.reckoning)
        assumed = in_year is not None
        if in_year is not None:
            back = until is not None and (point.month or 0, point.day or 0) > (until.month or 0, until.day or 0)
            point = replace(point, year=in_year)
            until = replace(until, year=in_year + back) if until else None
    value = _value(point)
    if until:
        value = edtf.interval(value, _value(until))
    elif expression.open_end:
        value = edtf.interval(value, None)
    elif expression.approximate and not expression.clock:
        value = edtf.approximate(value)
    return _with_clock(value, expression), assumed


def _shifted(point: Point, anchor: Anchor) -> Point:
    return point if point.shift is None else replace(point, year=anchor.day.year + point.shift, shift=None)


def _value(point: Point) -> str:
    if point.code:
        return edtf.part_of_year(point.year, point.code)
    if point.day and point.month:
        return edtf.day(point.year, point.month, point.day)
    return edtf.month(point.year, point.month) if point.month else edtf.year(point.year)


def _with_clock(value: str, expression: Expression) -> str:
    times = [edtf.minute(value, hour, minutes) for hour, minutes in expression.clock] if "/" not in value else []
    if not times or times[0] == value:
        return value
    return edtf.interval(times[0], times[1]) if len(times) == 2 and times[0] < times[1] else times[0]


def _year_for(point: Point, anchor: Anchor, tense: Tense) -> int | None:
    """The year that brings the date next to the anchor, on the side that the clause speaks of."""
    day = anchor.day
    direction, sure = tense
    candidates = []
    for in_year in range(day.year - 4, day.year + 5):  # 29 February comes every fourth year
        try:
            lower, upper = edtf.bounds(_value(replace(point, year=in_year)))
        except ValueError:
            continue
        if lower and upper:
            candidates.append((in_year, lower, upper))
    if not candidates:
        return None
    nearest, closest, _ = min(candidates, key=lambda candidate: (abs((candidate[1] - day).days), candidate[0]))
    chosen = None
    if direction == "past":
        limit = day if anchor.strict else day + _SLACK
        chosen = max((candidate for candidate in candidates if candidate[1] <= limit), default=None)
    elif direction == "future":
        limit = day if anchor.strict else day - _SLACK
        chosen = min((candidate for candidate in candidates if candidate[2] >= limit), default=None)
    if chosen is None or abs(chosen[1] - day) > (_FAR if sure else _FAR_UNSURE) > abs(closest - day):
        return nearest
    return chosen[0]


def _relative(expression: Expression, relative: Relative, situation: Situation) -> tuple[str | None, bool]:
    if relative.unit == "same-day":
        if situation.previous is None:
            return None, False
        day = datetime.date.fromisoformat(situation.previous)
        return (day + (relative.shift or 0) * _DAY).isoformat(), False
    if relative.unit == "day-of":
        return _day_of(relative, situation.span), False
    if relative.unit == "weekday" and relative.shift is None and situation.span is not None:
        within = _weekday_within(relative, situation.span, situation.anchor, situation.tense[0])
        if within is not None:
            return within, False
    if relative.unit == "nth":
        return _nth(expression, relative, situation)
    anchor, direction = situation.anchor, situation.tense[0]
    if anchor is None:
        return None, False
    day = anchor.day
    shift = relative.shift or 0
    if relative.unit == "day":
        return (day + shift * _DAY).isoformat(), False
    if relative.unit == "week":
        return edtf.week(day + shift * _WEEK), False
    if relative.unit == "weekend":
        saturday = day + (5 - day.weekday() + 7 * shift) * _DAY
        return edtf.interval(saturday.isoformat(), (saturday + _DAY).isoformat()), False
    if relative.unit == "month":
        months = day.year * 12 + day.month - 1 + shift
        return edtf.month(months // 12, months % 12 + 1), False
    if relative.unit == "season":
        return _season(relative, day, direction), False
    return _weekday(relative, day, direction, strict=anchor.strict), False


def _day_of(relative: Relative, span: tuple[datetime.date, datetime.date] | None) -> str | None:
    """`drugog dana`, `posljednjeg dana` of what lasts several days."""
    if span is None:
        return None
    day = span[1] if relative.number == LAST else span[0] + (relative.number - 1) * _DAY
    return day.isoformat() if day <= span[1] else None


def _weekday_within(
    relative: Relative, span: tuple[datetime.date, datetime.date], anchor: Anchor | None, direction: Direction | None
) -> str | None:
    """`u utorak` of what lasts several days, and lies on the side of the time of writing that the clause speaks of."""
    first, last = span
    if anchor is not None and (last < anchor.day or (direction == "past" and first > anchor.day)):
        return None
    day = first + ((relative.number - 1 - first.weekday()) % 7) * _DAY
    return day.isoformat() if day <= last else None


_SOON = 3  # days


def _weekday(relative: Relative, day: datetime.date, direction: Direction | None, *, strict: bool) -> str | None:
    """`u utorak`: past, the last one up to the day of writing; to come, the next one after it."""
    away = (relative.number - 1 - day.weekday()) % 7
    if relative.shift is None:
        if direction is None:
            return None
        if direction == "past" and not strict and 0 < away <= _SOON:
            return (day + away * _DAY).isoformat()  # counted from the meeting, which the text tells of afterwards
        return (day + (away or 7) * _DAY if direction == "future" else day - (-away % 7) * _DAY).isoformat()
    if relative.shift == 0:
        return (day + (relative.number - 1 - day.weekday()) * _DAY).isoformat()
    return (day + (away or 7) * _DAY if relative.shift > 0 else day - (-away % 7 or 7) * _DAY).isoformat()


def _season(relative: Relative, day: datetime.date, direction: Direction | None) -> str | None:
    in_year = day.year + (relative.shift or 0)
    if relative.shift is None or relative.shift:
        if relative.shift is None and direction is None:
            return None
        backwards = direction == "past" if relative.shift is None else relative.shift < 0
        in_year = day.year
        lower, upper = edtf.bounds(edtf.part_of_year(in_year, relative.number))
        if (backwards and lower and lower > day) or (backwards and relative.shift and upper and upper >= day):
            in_year -= 1
        elif not backwards and upper and (upper < day or (relative.shift and lower and lower <= day)):
            in_year += 1
    elif relative.number == 24 and day.month <= 3:
        in_year -= 1  # this winter began last December
    return edtf.part_of_year(in_year, relative.number)


def _nth(expression: Expression, relative: Relative, situation: Situation) -> tuple[str | None, bool]:
    """The first Tuesday, last week or last day of a month."""
    anchor, near = situation.anchor, situation.near
    point = expression.point
    assumed = False
    if point.month is None:
        if anchor is None:
            return None, False
        months = anchor.day.year * 12 + anchor.day.month - 1 + (relative.shift or 0)
        in_year, in_month = months // 12, months % 12 + 1
    else:
        in_month = point.month
        if point.shift is not None:
            year = anchor.day.year + point.shift if anchor else None
        else:
            assumed = point.year is None and near is not None
            year = point.year if point.year is not None else _year_for(point, near, situation.reckoning) if near else None
        if year is None:
            return edtf.month(None, in_month), False  # which day it is depends on the year
        in_year = year
    last = datetime.date(in_year, in_month, monthrange(in_year, in_month)[1])
    days = [datetime.date(in_year, in_month, number) for number in range(1, last.day + 1)]
    if relative.of == 9:
        days = [day for day in days if day.weekday() == 3]  # a week belongs to the month of its Thursday
    elif relative.of == 10:
        days = [day for day in days if day.weekday() == 5]
    elif relative.of <= 7:
        days = [day for day in days if day.isoweekday() == relative.of]
    index = len(days) - 1 if relative.number == LAST else relative.number - 1
    if not 0 <= index < len(days):
        return None, False
    value = days[index].isoformat()
    if relative.of >= 9:
        value = edtf.week(days[index]) if relative.of == 9 else edtf.interval(value, (days[index] + _DAY).isoformat())
    return value, assumed
