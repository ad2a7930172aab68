from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

REPORT = (
    "U Žepču je 3. juna 2023. godine održan sastanak o obnovi mosta. Zaključeno je da Općina uredi put. "
    "Načelnik je istakao da je dogovoreno da se nabave klupe.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "zepce.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


def test_item_is_shown_with_rule_line_cue_and_bounds(zapisnik: Any, report: Path) -> None:
    done = zapisnik("explain", report, "--field", "conclusions")
    assert (done.exit_code, done.stderr) == (0, "")
    shown = " ".join(done.stdout.split())
    assert "Conclusions: 1 found, 1 near miss" in shown
    assert "conclusions.agreed:zaključiti" in shown
    assert "pipeline/extraction/conclusions/deciding_verbs.tsv:" in shown
    assert "cue „Zaključeno“" in shown
    assert "ends the sentence ends" in shown


def test_near_miss_is_shown_with_its_reason(zapisnik: Any, report: Path) -> None:
    shown = " ".join(zapisnik("explain", report, "-f", "conclusions").stdout.split())
    assert "- „dogovoreno“ refused a speaker said it" in shown


def test_without_a_field_all_are_shown(zapisnik: Any, report: Path) -> None:
    shown = zapisnik("explain", report).stdout
    for title in ("Meetings: 1", "Conclusions: 1", "Upcoming events: 0", "Participants: 0", "Organizations:", "Dates: 1"):
        assert title in shown


def test_json_holds_the_same(zapisnik: Any, report: Path) -> None:
    done = zapisnik("explain", report, "-f", "meetings", "-f", "conclusions", "--format", "json")
    found = json.loads(done.stdout)
    assert found["uri"] == "zepce.txt"
    assert {item["field"] for item in found["items"]} == {"meetings", "conclusions"}
    assert all(REPORT[item["start"] : item["end"]] == item["words"] for item in found["items"])
    assert [miss["reason"] for miss in found["near_misses"] if miss["field"] == "conclusions"] == ["said-by-speaker"]


def test_unknown_field_is_wrong_usage(zapisnik: Any, report: Path) -> None:
    done = zapisnik("explain", report, "--field", "persons")
    assert (done.exit_code, done.stdout) == (2, "")


def test_record_is_refused_with_the_remedy(zapisnik: Any, tmp_path: Path) -> None:
    file = tmp_path / "zepce.json"
    file.write_text("{}", encoding="utf-8")
    done = zapisnik("explain", file)
    assert done.exit_code == 1
    assert "Give the report" in done.stderr


def test_the_engine_is_the_one_asked_for(zapisnik: Any, report: Path) -> None:
    done = zapisnik("explain", report, "-f", "meetings", "--engine", "rules")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Meetings: 1 found" in done.stdout


def test_unknown_engine_is_wrong_usage(zapisnik: Any, report: Path) -> None:
    done = zapisnik("explain", report, "--engine", "steam")
    assert (done.exit_code, done.stdout) == (2, "")
