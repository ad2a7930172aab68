"""Values of dates in EDTF (Extended Date/Time Format, ISO 8601-2:2019), the part that a record uses.

Level 0: days, months, years, clock times and intervals. Level 1: unspecified digits of the year (`XXXX-06-26`), seasons (21 to
24), approximate values (`2022-06~`), open intervals (`2023-05-03/..`). Level 2: quarters (33 to 36), quadrimesters (37 to 39) and
halves (40 and 41) of a year. Clock times have the precision that texts give, hours and minutes.

>>> day(2023, 1, 31), month(None, 6), quarter(2023, 4), interval(day(2023, 5, 3), day(2023, 5, 5))
('2023-01-31', 'XXXX-06', '2023-36', '2023-05-03/2023-05-05')
>>> bounds("2024-02")
(datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from typing import Literal

Precision = Literal["minute", "day", "month", "season", "quarter", "quadrimester", "half", "year", "interval"]

UNKNOWN_YEAR = "XXXX"
OPEN = ".."
_LEAP_YEAR = 2000  # stands in for an unknown year, so that 29 February stays possible

_PART = re.compile(
    r"(?P<year>[0-9]{4}|XXXX)"
    r"(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::[0-9]{2})?)?)?)?"
    r"(?P<qualifier>[~?%])?"
)
# first and last month of each part of a year; winter runs on into the next year
_PARTS_OF_YEAR: dict[int, tuple[Precision, int, int]] = {
    21: ("season", 3, 5),
    22: ("season", 6, 8),
    23: ("season", 9, 11),
    24: ("season", 12, 14),
    33: ("quarter", 1, 3),
    34: ("quarter", 4, 6),
    35: ("quarter", 7, 9),
    36: ("quarter", 10, 12),
    37: ("quadrimester", 1, 4),
    38: ("quadrimester", 5, 8),
    39: ("quadrimester", 9, 12),
    40: ("half", 1, 6),
    41: ("half", 7, 12),
}


def _year(number: int | None) -> str:
    if number is None:
        return UNKNOWN_YEAR
    if not 1 <= number <= 9999:
        raise ValueError(f"not a year: {number}")
    return f"{number:04d}"


def year(number: int | None) -> str:
    """A year; None gives `XXXX`.

    Raises:
        ValueError: if the year has not one to four digits.
    """
    return _year(number)


def month(in_year: int | None, number: int) -> str:
    """A month, `2023-01`.

    Raises:
        ValueError: if there is no such month.
    """
    if not 1 <= number <= 12:
        raise ValueError(f"not a month: {number}")
    return f"{_year(in_year)}-{number:02d}"


def day(in_year: int | None, in_month: int, number: int) -> str:
    """A day, `2023-01-31`.

    Raises:
        ValueError: if there is no such day.
    """
    datetime.date(_LEAP_YEAR if in_year is None else in_year, in_month, number)
    return f"{month(in_year, in_month)}-{number:02d}"


def minute(on_day: str, hour: int, minutes: int = 0) -> str:
    """A clock time on a day, `2024-03-12T10:00`. EDTF has no clock time in an unknown year: such a day stays a day.

    Raises:
        ValueError: if there is no such time.
    """
    if not (0 <= hour <= 23 and 0 <= minutes <= 59):
        raise ValueError(f"not a time: {hour}:{minutes}")
    return on_day if on_day.startswith(UNKNOWN_YEAR) else f"{on_day}T{hour:02d}:{minutes:02d}"


def part_of_year(in_year: int | None, code: int) -> str:
    """A season, quarter, quadrimester or half by its EDTF code; winter 2023 begins in December 2023.

    Raises:
        ValueError: if the code means none of them.
    """
    if code not in _PARTS_OF_YEAR:
        raise ValueError(f"not a part of the year: {code}")
    return f"{_year(in_year)}-{code:02d}"


def quarter(in_year: int | None, number: int) -> str:
    """A quarter of a year, 1 to 4."""
    if not 1 <= number <= 4:
        raise ValueError(f"not a quarter: {number}")
    return part_of_year(in_year, 32 + number)


def half(in_year: int | None, number: int) -> str:
    """A half of a year, 1 or 2."""
    if number not in (1, 2):
        raise ValueError(f"not a half: {number}")
    return part_of_year(in_year, 39 + number)


def week(of: datetime.date) -> str:
    """The interval from Monday to Sunday that `of` lies in."""
    monday = of - datetime.timedelta(days=of.weekday())
    return interval(monday.isoformat(), (monday + datetime.timedelta(days=6)).isoformat())


def interval(first: str | None, last: str | None) -> str:
    """From `first` to `last`, both inclusive; None is an open end.

    Raises:
        ValueError: if both ends are open, an end is no plain value, or the interval runs backwards.
    """
    if first is None and last is None:
        raise ValueError("an interval needs an end")
    for end in (first, last):
        if end is not None and (not is_valid(end) or "/" in end):
            raise ValueError(f"not an end of an interval: {end!r}")
    value = f"{first or OPEN}/{last or OPEN}"
    if not is_valid(value):
        raise ValueError(f"the interval runs backwards: {value}")
    return value


def approximate(value: str) -> str:
    """`2022-06` → `2022-06~`."""
    return value if value.endswith("~") else f"{value}~"


def date_part(value: str) -> str:
    """The value without its clock time; an interval within one day is that day.

    >>> date_part("2024-03-12T14:14/2024-03-12T14:26")
    '2024-03-12'
    """
    ends = [end.split("T")[0] for end in value.split("/")]
    return ends[0] if ends[0] == ends[-1] else "/".join(ends)


def _part_bounds(value: str) -> tuple[datetime.date | None, datetime.date | None] | None:
    """Bounds of a value that is no interval; None if it is no such value."""
    match = _PART.fullmatch(value)
    if not match:
        return None
    unknown = match["year"] == UNKNOWN_YEAR
    in_year = _LEAP_YEAR if unknown else int(match["year"])
    try:
        if match["day"]:
            if match["hour"] and (unknown or int(match["hour"]) > 23 or int(match["minute"]) > 59):
                return None
            lower = upper = datetime.date(in_year, int(match["month"]), int(match["day"]))
        else:
            code = int(match["month"]) if match["month"] else 0
            if code in _PARTS_OF_YEAR:
                _, first, last = _PARTS_OF_YEAR[code]
            else:
                first, last = (code, code) if match["month"] else (1, 12)  # date() refuses a month 00 or 13
            last_year, last_month = in_year + (last - 1) // 12, (last - 1) % 12 + 1
            lower = datetime.date(in_year, first, 1)
            upper = datetime.date(last_year, last_month, monthrange(last_year, last_month)[1])
    except ValueError:
        return None
    return (None, None) if unknown else (lower, upper)


def is_valid(value: str) -> bool:
    """Whether `value` is one of the values that a record may hold."""
    ends = value.split("/")
    if len(ends) == 1:
        return _part_bounds(value) is not None
    if len(ends) != 2 or ends == [OPEN, OPEN]:
        return False
    known = [_part_bounds(end) for end in ends if end != OPEN]
    if None in known:
        return False
    if OPEN in ends:
        return True
    lower, upper = known[0][0], known[1][1]  # type: ignore[index]
    if lower is None or upper is None:
        return True
    if lower > upper:
        return False
    same_precision = len(ends[0]) == len(ends[1])
    return not same_precision or precision(ends[0]) not in ("minute", "day", "month", "year") or ends[0] <= ends[1]


def validate(value: str) -> str:
    """`value` itself.

    Raises:
        ValueError: if it is not an EDTF value that a record may hold.
    """
    if not is_valid(value):
        raise ValueError(f"not an EDTF value: {value!r}")
    return value


def precision(value: str) -> Precision:
    """How fine the value is.

    Raises:
        ValueError: if it is not valid.
    """
    if "/" in value:
        validate(value)
        return "interval"
    match = _PART.fullmatch(validate(value))
    assert match is not None
    if match["hour"]:
        return "minute"
    if match["day"]:
        return "day"
    if not match["month"]:
        return "year"
    code = int(match["month"])
    return "month" if code <= 12 else _PARTS_OF_YEAR[code][0]


def bounds(value: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day that `value` covers, both inclusive; None where open or unknown.

    Raises:
        ValueError: if it is not valid.
    """
    ends = validate(value).split("/")
    known = [(None, None) if end == OPEN else _part_bounds(end) or (None, None) for end in ends]
    return known[0][0], known[-1][1]
