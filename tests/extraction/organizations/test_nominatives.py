"""Names of organizations in their case forms, by `nominatives.txt`."""

from __future__ import annotations

from pathlib import Path

from pipeline.extraction.organizations.finder import find
from pipeline.language.folding import fold
from pipeline.language.layout import find_blocks

LEAST = 0.98


def rows() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "nominatives.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line and not line.startswith("#")]
    return [(written, nominative) for written, nominative in pairs]


def names_in(text: str) -> list[str]:
    return [each.name for each in find(text, fold(text), find_blocks(text))]


def test_names_come_in_the_nominative() -> None:
    misses = []
    for written, nominative in rows():
        found = names_in(f"Tom prilikom pomenuli su {written}, kako je rečeno.")
        if found != [nominative]:
            misses.append(f"{written}: {found}")
    total = len(rows())
    assert total - len(misses) >= LEAST * total, f"{len(misses)} of {total} wrong:\n" + "\n".join(misses)


def test_the_nominative_stays() -> None:
    misses = [f"{nominative}: {found}" for _, nominative in rows() if (found := names_in(f"Tu je {nominative}.")) != [nominative]]
    total = len(rows())
    assert total - len(misses) >= LEAST * total, f"{len(misses)} of {total} wrong:\n" + "\n".join(misses)


def test_there_are_many_names_and_each_stands_once() -> None:
    nominatives = [nominative for _, nominative in rows()]
    assert len(set(nominatives)) == len(nominatives) >= 400
