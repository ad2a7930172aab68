"""The samples and their records: outputs/ is what `make run` gives today, and it says what a reader of the samples knows.

`samples_expected.json` was written by reading the samples, not by looking at records. Names are compared without quotation marks.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SAMPLES = sorted((REPOSITORY / "samples").glob("*.txt"))
EXPECTED: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "samples_expected.json").read_text(encoding="utf-8"))

Record = dict[str, Any]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records that the samples give today."""
    from pipeline import batch

    out = tmp_path_factory.mktemp("outputs")
    report = batch.run([REPOSITORY / "samples"], out)
    assert not report.failures
    return out


def record_of(sample: str) -> Record:
    (path,) = (REPOSITORY / "outputs").glob(f"{sample}*.json")
    record: Record = json.loads(path.read_text(encoding="utf-8"))
    return record


def bare(name: str) -> str:
    return re.sub(r"[\"„“”»«]", "", name)


def facts(key: str) -> list[Any]:
    """One test for each fact of this kind, so that each one that fails is named."""
    found = []
    for sample, expected in EXPECTED.items():
        value = expected.get(key)
        entries = list(value.items()) if isinstance(value, dict) else value or []
        found += [
            pytest.param(sample, entry, id=f"{sample}-{entry[0] if isinstance(entry, (tuple, list)) else entry}")
            for entry in entries
        ]
    return found


def test_every_sample_has_expectations_and_a_record() -> None:
    names = {path.stem for path in SAMPLES}
    assert len(names) >= 8
    assert names == set(EXPECTED)
    assert all(record_of(name) for name in names)


@pytest.mark.parametrize("sample", [path.stem for path in SAMPLES])
def test_outputs_are_what_the_program_gives_today(fresh: Path, sample: str) -> None:
    (made,) = fresh.glob(f"{sample}*.json")
    kept = REPOSITORY / "outputs" / made.name
    outdated = f"outputs/{made.name} is out of date; `make run` renews it"
    assert kept.is_file(), outdated
    before, today = json.loads(kept.read_bytes()), json.loads(made.read_bytes())
    if before["provenance"] == today["provenance"]:
        assert kept.read_bytes() == made.read_bytes(), outdated
    else:  # another version of an engine is named; everything else is the same
        assert before | {"provenance": None} == today | {"provenance": None}, outdated


def test_outputs_hold_nothing_else(fresh: Path) -> None:
    kept = {path.name for path in (REPOSITORY / "outputs").iterdir()}
    assert kept <= {path.name for path in fresh.iterdir()}


@pytest.mark.parametrize("sample", sorted(EXPECTED))
def test_record_is_valid(sample: str) -> None:
    from pipeline.records import problems

    assert list(problems(record_of(sample))) == []


@pytest.mark.parametrize("sample", sorted(EXPECTED))
def test_date_of_publication(sample: str) -> None:
    assert record_of(sample)["source"]["published"] == EXPECTED[sample]["published"]


@pytest.mark.parametrize("sample", sorted(EXPECTED))
def test_main_meeting(sample: str) -> None:
    expected = EXPECTED[sample]["meeting"]
    meetings = record_of(sample)["meetings"]
    assert any(expected.items() <= meeting.items() for meeting in meetings), meetings


@pytest.mark.parametrize(("sample", "organization"), facts("organizations"))
def test_organization_with_its_acronym(sample: str, organization: tuple[str, str | None]) -> None:
    found = {bare(item["name"]): item["acronym"] for item in record_of(sample)["organizations"]}
    name, acronym = organization
    assert name in found
    assert acronym is None or found[name] == acronym


@pytest.mark.parametrize(("sample", "person"), facts("people"))
def test_person_with_their_role(sample: str, person: tuple[str, str | None]) -> None:
    found = {item["name"]: item["role"] for item in record_of(sample)["participants"]}
    name, role = person
    assert name in found
    assert role is None or found[name] == role


@pytest.mark.parametrize(("sample", "name"), facts("absent"))
def test_absent_member_is_absent(sample: str, name: str) -> None:
    assert {item["status"] for item in record_of(sample)["participants"] if item["name"] == name} == {"absent"}


@pytest.mark.parametrize("sample", sorted(EXPECTED))
def test_number_of_conclusions(sample: str) -> None:
    fewest, most = EXPECTED[sample]["conclusions"]
    assert fewest <= len(record_of(sample)["conclusions"]) <= most


@pytest.mark.parametrize(("sample", "event"), facts("events"))
def test_upcoming_event(sample: str, event: list[str]) -> None:
    assert event in [[item["type"], item["date"]] for item in record_of(sample)["upcoming_events"]]


@pytest.mark.parametrize("sample", sorted(EXPECTED))
def test_evidence_stands_in_the_text(sample: str) -> None:
    record = record_of(sample)
    for date in record["dates"]:
        assert record["text"][date["start"] : date["end"]] == date["text"]
