"""EDTF values: what may be built is valid, here and by the `edtf` package; bounds are the days that a value covers."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import edtf

D = datetime.date


def valid_elsewhere(value: str) -> bool:
    """Whether the `edtf` package accepts the value; it wants seconds, and knows no interval of clock times."""
    parse_edtf = pytest.importorskip("edtf").parse_edtf
    parts = value.split("/") if "T" in value else [value]
    try:
        for part in parts:
            parse_edtf(re.sub(r"(T\d\d:\d\d)$", r"\1:00", part))
    except Exception:
        return False
    return True


BOUNDS = [
    ("2023-01-31", D(2023, 1, 31), D(2023, 1, 31), "day"),
    ("2024-02", D(2024, 2, 1), D(2024, 2, 29), "month"),
    ("2023", D(2023, 1, 1), D(2023, 12, 31), "year"),
    ("2023-21", D(2023, 3, 1), D(2023, 5, 31), "season"),
    ("2023-24", D(2023, 12, 1), D(2024, 2, 29), "season"),
    ("2023-36", D(2023, 10, 1), D(2023, 12, 31), "quarter"),
    ("2023-37", D(2023, 1, 1), D(2023, 4, 30), "quadrimester"),
    ("2023-41", D(2023, 7, 1), D(2023, 12, 31), "half"),
    ("2024-03-12T10:00", D(2024, 3, 12), D(2024, 3, 12), "minute"),
    ("2024-03-12T14:14/2024-03-12T14:26", D(2024, 3, 12), D(2024, 3, 12), "interval"),
    ("2023-05-03/2023-05-05", D(2023, 5, 3), D(2023, 5, 5), "interval"),
    ("2022/2023", D(2022, 1, 1), D(2023, 12, 31), "interval"),
    ("2023-05-03/..", D(2023, 5, 3), None, "interval"),
    ("../2023-05-03", None, D(2023, 5, 3), "interval"),
    ("2022-06~", D(2022, 6, 1), D(2022, 6, 30), "month"),
    ("XXXX-06-26", None, None, "day"),
    ("XXXX-02-29", None, None, "day"),
    ("XXXX-06-10/XXXX-06-12", None, None, "interval"),
]


@pytest.mark.parametrize(("value", "lower", "upper", "precision"), BOUNDS)
def test_bounds_and_precision(value: str, lower: D | None, upper: D | None, precision: str) -> None:
    assert edtf.bounds(value) == (lower, upper)
    assert edtf.precision(value) == precision
    assert valid_elsewhere(value)


@pytest.mark.parametrize(
    "value",
    [
        *["", "2023-13", "2023-00", "2023-02-29", "2023-2-3", "23-02-03", "0000", "2023-20", "2023-42", "2023-01-31T24:00"],
        *[
            "../..",
            "2023/",
            "2023-05-05/2023-05-03",
            "2023-05-05T10:00/2023-05-05T09:00",
            "XXXX-06-26T10:00",
            "2023/2024/2025",
            "danas",
        ],
    ],
)
def test_what_is_no_value_is_refused(value: str) -> None:
    assert not edtf.is_valid(value)
    with pytest.raises(ValueError, match="EDTF"):
        edtf.validate(value)
    with pytest.raises(ValueError):
        edtf.bounds(value)


def test_construction() -> None:
    assert edtf.year(None) == "XXXX"
    assert edtf.month(2023, 1) == "2023-01"
    assert edtf.day(None, 6, 26) == "XXXX-06-26"
    assert edtf.quarter(2023, 4) == "2023-36"
    assert edtf.half(2023, 1) == "2023-40"
    assert edtf.week(D(2024, 9, 12)) == "2024-09-09/2024-09-15"
    assert edtf.minute("2024-03-12", 9, 5) == "2024-03-12T09:05"
    assert edtf.minute("XXXX-03-12", 9, 5) == "XXXX-03-12"  # EDTF knows no clock time in an unknown year
    assert edtf.interval("2023-05-03", None) == "2023-05-03/.."
    assert edtf.approximate(edtf.approximate("2022-06")) == "2022-06~"
    assert edtf.date_part("2024-03-12T14:14/2024-03-12T14:26") == "2024-03-12"
    assert edtf.date_part("2024-03-12/2024-03-14") == "2024-03-12/2024-03-14"


@pytest.mark.parametrize(
    "build",
    [
        lambda: edtf.year(0),
        lambda: edtf.month(2023, 0),
        lambda: edtf.day(2023, 2, 29),
        lambda: edtf.quarter(2023, 5),
        lambda: edtf.half(2023, 3),
        lambda: edtf.part_of_year(2023, 12),
        lambda: edtf.minute("2023-01-01", 24),
        lambda: edtf.interval(None, None),
        lambda: edtf.interval("2023", "2022"),
        lambda: edtf.interval("2023/2024", "2025"),
    ],
)
def test_impossible_values_cannot_be_built(build) -> None:
    with pytest.raises(ValueError):
        build()


@given(st.dates(min_value=D(1000, 1, 1)), st.dates(min_value=D(1000, 1, 1)))
def test_intervals_of_days_cover_their_ends(one: D, other: D) -> None:
    first, last = sorted([one, other])
    value = edtf.interval(first.isoformat(), last.isoformat())
    assert edtf.bounds(value) == (first, last)
    monday, sunday = edtf.bounds(edtf.week(D(2024, 1, 1)))
    assert monday == D(2024, 1, 1)
    assert sunday == D(2024, 1, 7)


@given(st.text(alphabet="0123456789X-/.~T:", max_size=24))
def test_validity_never_crashes_and_bounds_are_in_order(value: str) -> None:
    if edtf.is_valid(value):
        lower, upper = edtf.bounds(value)
        assert lower is None or upper is None or lower <= upper
        edtf.precision(value)
