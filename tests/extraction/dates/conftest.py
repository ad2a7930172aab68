"""What the tests of dates share."""

from __future__ import annotations

import datetime

import pytest

from pipeline.extraction.dates.finder import Result, find
from pipeline.language.reading_text import read


@pytest.fixture(scope="session")
def thursday() -> datetime.date:
    """The day of writing in most tests: Thursday, 18 May 2023."""
    return datetime.date(2023, 5, 18)


@pytest.fixture(scope="session")
def analyse():
    """Dates with roles of a text, as the component finds them."""

    def run(text: str, published: str | None = "2023-05-18") -> Result:
        reading = read(text)
        return find(reading.text, reading.folded, published)

    return run
