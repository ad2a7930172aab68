"""Texts that carry their annotation, read for the tables of cases."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.evidence import Evidence

Annotated = tuple[str, list[tuple[Evidence, list[str]]]]

_ANNOTATION = re.compile(r"\[(?P<words>[^\]|]+)\|(?P<fields>[^\]]+)\]")


@pytest.fixture(scope="session")
def read_annotated() -> Callable[[str, int], Annotated]:
    """Reads `text [words|field|field] text`: the plain text, and each annotation's place with its fields, filled up."""

    def read(case: str, fields: int) -> Annotated:
        text, last = "", 0
        found: list[tuple[Evidence, list[str]]] = []
        for match in _ANNOTATION.finditer(case):
            text += case[last : match.start()].replace("⏎", "\n")
            start = len(text)
            text += match["words"].replace("⏎", "\n")
            given = match["fields"].split("|")
            found.append((Evidence(start, len(text)), [*given, *[""] * (fields - len(given))]))
            last = match.end()
        return text + case[last:].replace("⏎", "\n"), found

    return read
