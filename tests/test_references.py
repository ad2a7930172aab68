"""How well the records agree with the reference documents, where these are present.

The floors are the targets of the project; what is measured today is printed with `pytest -s`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FLOORS = {"dates": 0.95, "dates:role": 0.85}
HEADLINE_FLOOR = 0.60


@pytest.fixture(scope="module")
def figures(references: Path, tmp_path_factory: pytest.TempPathFactory) -> dict:
    from pipeline import batch

    out = tmp_path_factory.mktemp("records")
    report = batch.run([references / "gold" / "dev"], out, pattern="*.txt")
    assert not report.failures
    scored = subprocess.run(
        [sys.executable, references / "gold" / "score.py", out, references / "gold" / "dev", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    print(scored.stdout)
    return json.loads(scored.stdout)


@pytest.mark.parametrize("field", sorted(FLOORS))
def test_field_reaches_its_target_on_the_references(figures: dict, field: str) -> None:
    assert figures["fields"][field]["f1"] >= FLOORS[field]


def test_headline_reaches_its_target_on_the_references(figures: dict) -> None:
    assert figures["headline"] >= HEADLINE_FLOOR


@pytest.fixture(scope="module")
def seeds(references: Path) -> dict[str, dict]:
    from pipeline import extract

    return {
        path.stem: extract(path.read_text(encoding="utf-8"), uri=path.name).to_dict()
        for path in sorted((references / "seeds").glob("*.txt"))
    }


def test_network_seed_has_its_two_meetings_dates_and_events(seeds: dict[str, dict]) -> None:
    record = seeds["000_mreza_za_oporavak"]
    assert [(m["type"], m["date"], m["mode"], m["platform"]) for m in record["meetings"]] == [
        ("sastanak", "2022-06", "online", "Zoom"),
        ("sastanak", "2022-06-15", "online", "Zoom"),
    ]
    assert [(d["text"], d["value"], d["role"]) for d in record["dates"]] == [
        ("junu 2022. godine", "2022-06", "meeting"),
        ("15. juna", "2022-06-15", "meeting"),
        ("26.06.", "2022-06-26", "event"),
        ("novembru 2022. godine", "2022-11", "event"),
    ]
    assert [(e["type"], e["date"]) for e in record["upcoming_events"]] == [("okrugli sto", "2022-06-26"), ("forum", "2022-11")]
    assert record["upcoming_events"][0]["name"].endswith(
        "povodom obilježavanja Međunarodnog dana borbe protiv zloupotrebe i krijumčarenja droge"
    )


def test_visit_seed_has_its_visit_conclusions_and_director(seeds: dict[str, dict]) -> None:
    record = seeds["002_posjeta_crops"]
    assert [(m["type"], m["date"]) for m in record["meetings"]] == [("posjeta", "2023-01-31")]
    assert [(d["text"], d["value"], d["role"]) for d in record["dates"]] == [("31. januara 2023 godine", "2023-01-31", "meeting")]
    assert record["upcoming_events"] == []
    assert len(record["conclusions"]) == 5
    assert all(c["text"].startswith("Da ") for c in record["conclusions"])
    organizations = {o["id"]: o["name"] for o in record["organizations"]}
    people = [p for p in record["participants"] if p["kind"] == "person"]
    assert [(p["name"], p["role"], organizations[p["organization"]], p["status"]) for p in people] == [
        ("Mevludin Joldić", "direktor", "JU CROPS", "present")
    ]
