"""Names that no rule or list was written by, by `held_back_nominatives.txt`: what an unseen name can hope for."""

from __future__ import annotations

from pathlib import Path

from pipeline.extraction.organizations.finder import find
from pipeline.language.folding import fold
from pipeline.language.layout import find_blocks

LEAST = 0.95


def test_unseen_organizations_come_in_the_nominative() -> None:
    lines = (Path(__file__).parent / "held_back_nominatives.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" => ") for line in lines if line and not line.startswith("#")]
    assert len(rows) >= 100
    misses = []
    for written, nominative in rows:
        text = f"Tom prilikom pomenuli su {written}, kako je rečeno."
        found = [each.name for each in find(text, fold(text), find_blocks(text))]
        if found != [nominative]:
            misses.append(f"{written}: {found}")
    assert len(rows) - len(misses) >= LEAST * len(rows), f"{len(misses)} of {len(rows)} wrong:\n" + "\n".join(misses)
